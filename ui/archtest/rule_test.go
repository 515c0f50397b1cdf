package archtest

import (
	"go/ast"
	"go/token"
	"slices"
	"strings"
)

// rule is one thing that must hold of every file, and why.
type rule struct {
	name, why string
	check     func(*file) []breach
}

func rules() []rule {
	return []rule{
		{"layers", "imports go down only: a lower package can then be read, tested and changed without those above", layers},
		{"wiring", "what comes from outside is joined to the program in one place", wiring},
		{"concurrency", "panes and root change on one goroutine only, which is why they need no lock; background work goes through ui/load", concurrency},
		{"purity", "a pure package gives the same answer for the same question, so that a table of cases tests it whole", purity},
		{"client", "the client serves the commands as well as the screen, and go-github's types stay inside it", client},
		{"painting", "frames are painted by ui/screen alone: anything else written to the terminal ruins them, and Bubble Tea's own ways to the terminal do nothing without its renderer", painting},
		{"styles", "a style made while drawing costs more than the drawing; ui/theme makes each once", styles},
		{"starting", "what runs before main slows every start, and a global is an argument nobody can see", starting},
		{"names", "a package that is called for no thing collects everything", names},
	}
}

// concurrency allows goroutines, channels, locks and sleeping only where the
// program waits for something.
func concurrency(f *file) (found []breach) {
	if !strings.HasPrefix(f.pkg, "ui") || slices.Contains([]string{"ui/load", "ui/screen", "ui/start", "ui/uitest", "ui/cli"}, f.pkg) {
		return nil
	}
	ast.Inspect(f.ast, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.GoStmt:
			found = append(found, f.breach(n, "a go statement: start the work with load.Slot"))
		case *ast.ChanType:
			found = append(found, f.breach(n, "a channel: an answer comes as mail"))
		case *ast.SelectStmt:
			found = append(found, f.breach(n, "a select statement: an answer comes as mail"))
		case *ast.SendStmt:
			found = append(found, f.breach(n, "a send: return an intent or a command"))
		case *ast.UnaryExpr:
			if n.Op == token.ARROW {
				found = append(found, f.breach(n, "a receive: an answer comes as mail"))
			}
		}
		return true
	})
	f.uses(func(n ast.Node, pkg, name string) {
		switch {
		case pkg == "sync" && slices.Contains([]string{"Mutex", "RWMutex", "Cond", "WaitGroup", "NewCond"}, name):
			found = append(found, f.breach(n, "sync.%s: only the update goroutine touches this state", name))
		case pkg == "time" && name == "Sleep":
			found = append(found, f.breach(n, "time.Sleep: nothing on the update goroutine waits"))
		}
	})
	return found
}

// purity keeps the machine and the clock out of the pure packages.
func purity(f *file) (found []breach) {
	if !slices.Contains([]string{
		"github/query", "github/codeowners", "github/diff", "github/gitattributes", "github/stacktrace", "github/linking", "ui/highlight", "ui/text", "ui/fuzzy",
	}, f.pkg) {
		return nil
	}
	f.imports(func(n *ast.ImportSpec, name string, ours bool) {
		if ours {
			found = append(found, f.breach(n, "%s is pure and imports %s: it needs no package of ours", f.pkg, name))
			return
		}
		top, _, _ := strings.Cut(name, "/")
		if slices.Contains([]string{"os", "net", "syscall", "log", "io/fs", "io/ioutil", "path/filepath", "math/rand", "math/rand/v2", "embed"}, name) || top == "os" || top == "net" || top == "log" {
			found = append(found, f.breach(n, "%s is pure and imports %s: hand it the bytes instead", f.pkg, name))
		}
	})
	f.uses(func(n ast.Node, pkg, name string) {
		if pkg == "time" && slices.Contains([]string{"Now", "Since", "Until", "Sleep", "After", "AfterFunc", "NewTimer", "NewTicker", "Tick", "Local"}, name) {
			found = append(found, f.breach(n, "%s is pure and uses time.%s: hand it the time instead", f.pkg, name))
		}
	})
	return found
}

// client keeps the terminal out of the client, and go-github in it.
func client(f *file) (found []breach) {
	f.imports(func(n *ast.ImportSpec, name string, ours bool) {
		switch {
		case ours:
		case strings.HasPrefix(f.pkg, "github") && (strings.HasPrefix(name, "github.com/charmbracelet/") || strings.HasPrefix(name, "github.com/muesli/")):
			found = append(found, f.breach(n, "%s imports %s: the client knows no terminal", f.pkg, name))
		case strings.HasPrefix(name, "github.com/google/go-github/") && f.pkg != "github":
			found = append(found, f.breach(n, "%s imports %s: the client has types of its own", f.pkg, name))
		}
	})
	return found
}

// painting keeps everybody but ui/screen from the terminal.
func painting(f *file) (found []breach) {
	drawing := strings.HasPrefix(f.pkg, "ui") && layer(f.pkg) >= 3 && layer(f.pkg) <= 5 && f.pkg != "ui/cli" && f.pkg != "ui/uitest"
	f.uses(func(n ast.Node, pkg, name string) {
		switch {
		case drawing && (pkg == "fmt" && strings.HasPrefix(name, "Print") || pkg == "os" && (name == "Stdout" || name == "Stderr")):
			found = append(found, f.breach(n, "%s.%s: say it in the status line (pane.Say) or write it to the log", pkg, name))
		case pkg == "github.com/charmbracelet/bubbletea" && slices.Contains([]string{
			"Exec", "ExecProcess", "Suspend", "Sequence", "Println", "Printf", "ClearScreen", "EnterAltScreen", "ExitAltScreen", "HideCursor", "ShowCursor", "SetWindowTitle",
		}, name):
			found = append(found, f.breach(n, "tea.%s: ui/screen does this, and results may come in any order", name))
		case pkg == "github.com/charmbracelet/lipgloss" && (name == "AdaptiveColor" || name == "HasDarkBackground" || name == "DefaultRenderer"):
			found = append(found, f.breach(n, "lipgloss.%s asks the terminal: ui/screen does, after the first frame", name))
		}
	})
	return found
}

// styles lets only the theme make styles.
func styles(f *file) (found []breach) {
	if f.pkg == "ui/theme" {
		return nil
	}
	f.uses(func(n ast.Node, pkg, name string) {
		if pkg == "github.com/charmbracelet/lipgloss" && (name == "NewStyle" || name == "Style") {
			found = append(found, f.breach(n, "lipgloss.%s outside ui/theme: take a style of theme.Theme", name))
		}
	})
	return found
}

// starting allows no init function but the one that has to run first, and no
// variable of a package but errors, plain data and what is embedded.
func starting(f *file) (found []breach) {
	for _, d := range f.ast.Decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			if d.Recv == nil && d.Name.Name == "init" && f.pkg != "ui/quiet" {
				found = append(found, f.breach(d, "an init function: let the caller call it"))
			}
		case *ast.GenDecl:
			if d.Tok != token.VAR {
				continue
			}
			for _, s := range d.Specs {
				v := s.(*ast.ValueSpec)
				if !allowed(f.pkg, d, v) {
					found = append(found, f.breach(v, "the variable %s of the package: make it an argument, a field or the result of a function", v.Names[0].Name))
				}
			}
		}
	}
	return found
}

// allowed reports whether a variable of a package is one of the few that may
// be.
func allowed(pkg string, d *ast.GenDecl, v *ast.ValueSpec) bool {
	switch name := v.Names[0].Name; {
	case name == "_", d.Doc != nil && strings.Contains(commentText(d.Doc), "//go:embed"), v.Doc != nil && strings.Contains(commentText(v.Doc), "//go:embed"):
		return true
	case pkg == "" && name == "version": // set by the linker
		return true
	case pkg == "ui/load" && name == "tickets": // one counter makes answers fit one slot of the program
		return true
	case pkg == "ui/fuzzy" && name == "prepare": // the library's own tables, filled when first used
		return true
	case pkg == "ui/quiet": // what has to be put back in main
		return true
	case pkg == "github/embedded/demo" && name == "Day": // a time, which Go has no constant for
		return true
	}
	for _, value := range v.Values {
		if !laidOut(value) && !isError(v.Names[0].Name, value) {
			return false
		}
	}
	return len(v.Values) > 0
}

// laidOut reports whether the compiler can write a value down as data: there is
// nothing to call and no map to fill.
func laidOut(value ast.Expr) bool {
	plain := true
	ast.Inspect(value, func(n ast.Node) bool {
		switch n.(type) {
		case *ast.CallExpr, *ast.FuncLit, *ast.MapType:
			plain = false
		}
		return plain
	})
	return plain
}

// isError reports whether a variable is an error that callers compare with.
func isError(name string, value ast.Expr) bool {
	call, ok := value.(*ast.CallExpr)
	if !ok {
		return false
	}
	sel, ok := call.Fun.(*ast.SelectorExpr)
	return ok && strings.HasPrefix(strings.ToLower(name), "err") && (sel.Sel.Name == "New" || sel.Sel.Name == "Errorf")
}

func commentText(g *ast.CommentGroup) string {
	var b strings.Builder
	for _, c := range g.List {
		b.WriteString(c.Text + "\n")
	}
	return b.String()
}

// names refuses packages that are called for no thing.
func names(f *file) (found []breach) {
	if slices.Contains([]string{"util", "utils", "common", "types", "helper", "helpers", "manager", "shared", "misc", "base"}, f.ast.Name.Name) {
		found = append(found, f.breach(f.ast.Name, "package %s: name it for what it is about", f.ast.Name.Name))
	}
	return found
}
