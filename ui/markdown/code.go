package markdown

import (
	"strings"

	"github.com/yuin/goldmark/ast"

	"hubtrail/ui/highlight"
	"hubtrail/ui/text"
)

// tabStop is how wide a tab in code is, as in the diffs this program draws.
const tabStop = 4

// code lays out lines of code, indented, coloured by their language. A line
// that is too long goes on in the next row, so that nothing is lost.
func (b *blocks) code(n ast.Node, language string) {
	defer b.push("  ", "  ", plain)()
	var lines []string
	for i := range n.Lines().Len() {
		s := n.Lines().At(i)
		lines = append(lines, strings.TrimSuffix(string(s.Value(b.src)), "\n"))
	}
	b.codeLines(lines, language)
}

func (w *writer) codeLines(lines []string, language string) {
	switch language {
	case "diff", "patch":
		w.diff(lines)
		return
	case "suggestion":
		w.row("Suggested change:", dim)
	}
	lang := languageOf(language)
	var state highlight.State
	var tokens []highlight.Token
	for _, s := range lines {
		s = text.CleanLine(s, tabStop)
		tokens, state = highlight.Scan(tokens[:0], lang, s, state)
		w.codeLine(s, plain, tokens)
	}
}

// diff draws the lines of a patch in the colours of what was added and taken
// away.
func (w *writer) diff(lines []string) {
	for _, s := range lines {
		l := plain
		switch {
		case strings.HasPrefix(s, "+"):
			l = good
		case strings.HasPrefix(s, "-"):
			l = bad
		case strings.HasPrefix(s, "@@"):
			l = info
		}
		w.codeLine(text.CleanLine(s, tabStop), l, nil)
	}
}

func (w *writer) codeLine(s string, l look, tokens []highlight.Token) {
	room := w.room()
	at, next := 0, 0
	w.begin()
	for {
		end := at + len(text.Cut(s[at:], room))
		if end == at && end < len(s) {
			end += max(len(text.Cut(s[at:], 2)), 1)
		}
		next = w.tokens(s, at, end, l, tokens, next)
		w.end()
		if at = end; at >= len(s) {
			return
		}
		w.begin()
	}
}

// tokens writes s[at:end], what is no token in the look l. Tokens before next
// lie before it; it returns the same for what follows.
func (w *writer) tokens(s string, at, end int, l look, tokens []highlight.Token, next int) int {
	for at < end {
		for next < len(tokens) && tokens[next].End <= at {
			next++
		}
		to, l := end, l
		if next < len(tokens) {
			switch t := tokens[next]; {
			case t.Start <= at:
				to, l = min(end, t.End), source+look(t.Kind)
			default:
				to = min(end, t.Start)
			}
		}
		w.put(s[at:to], l, 0)
		at = to
	}
	return next
}

// languageOf tells the language by the word after a fence: a language's name,
// the ending of its files or a file's name.
func languageOf(word string) highlight.Lang {
	if l := highlight.Language(word); l != highlight.None {
		return l
	}
	word = strings.ToLower(strings.Trim(word, "{}."))
	if i := strings.IndexAny(word, ",:;{"); i >= 0 {
		word = word[:i]
	}
	if l := highlight.Language(word); l != highlight.None {
		return l
	}
	if l := highlight.Language("x." + word); l != highlight.None {
		return l
	}
	switch word {
	case "golang":
		return highlight.Go
	case "c++", "objective-c", "objc", "protobuf":
		return highlight.C
	case "csharp", "c#":
		return highlight.CSharp
	case "docker":
		return highlight.Dockerfile
	case "javascript", "node":
		return highlight.JavaScript
	case "kotlin":
		return highlight.Kotlin
	case "makefile", "make":
		return highlight.Makefile
	case "python", "python3", "starlark":
		return highlight.Python
	case "ruby":
		return highlight.Ruby
	case "rust":
		return highlight.Rust
	case "shell", "console", "shell-session", "sh-session", "bash-session":
		return highlight.Shell
	case "postgresql", "mysql":
		return highlight.SQL
	case "terraform":
		return highlight.Terraform
	case "typescript":
		return highlight.TypeScript
	}
	return highlight.None
}
