package commits

import (
	"strings"
	"time"

	"hubtrail/github"
)

// filter is what the commits are narrowed to, as a person writes it:
//
//	path:src/x.go        that change it; path:"a b" with blanks
//	author:ada           by a login or an e-mail address; @me is the account's own
//	since:2w             committed then or later: how long ago, a day or a date
//	until:2026-01-01     committed then or before
//	words                each in the subject, as it is written; fzf's ! ^ $ hold
//
// Qualifiers are for GitHub, words for what is listed.
type filter struct {
	query github.CommitQuery // without a ref
	asked string             // the qualifiers as they are written; "" for none
	words string
	hint  string // what the qualifier that is being typed takes; "" for none
	wrong mistake
}

// needle is the words as [fuzzy.Index] takes them. A subject is prose, and the
// commits stay in the order of time: scattered letters would find too many.
func (f filter) needle() string {
	terms := strings.Fields(f.words)
	for i, t := range terms {
		if !strings.ContainsAny(t[:1], "'!^|") && !strings.HasSuffix(t, "$") {
			terms[i] = "'" + t
		}
	}
	return strings.Join(terms, " ")
}

// mistake is what is wrong with a filter.
type mistake struct {
	start, end int // in bytes of the text; an empty part is no mistake
	says       string
}

// takes is what a qualifier takes, in words; "" if there is no such one.
func takes(name string) string {
	switch name {
	case "path":
		return "a file or a folder"
	case "author":
		return "a login, an e-mail address or @me"
	case "since":
		return "then or later: 2w, yesterday, 2026-01-31"
	case "until":
		return "then or before: 2w, yesterday, 2026-01-31"
	}
	return ""
}

// parse reads a filter as of now.
func parse(s string, now time.Time) (f filter) {
	var words, asked []string
	for _, t := range tokens(s) {
		name, value, ok := strings.Cut(t.text, ":")
		wrong := ""
		switch name = strings.ToLower(name); {
		case !ok, takes(name) == "":
			words = append(words, t.text)
			continue
		case value == "":
			f.hint = takes(name)
			continue
		case name == "path":
			f.query.Path = strings.Trim(value, "/")
		case name == "author":
			f.query.Author = value
			if value != github.Me {
				f.query.Author = strings.TrimPrefix(value, "@")
			}
		default:
			first, last, known := when(value, now)
			switch {
			case !known:
				wrong = noDate(value)
			case name == "since":
				f.query.Since = first
			default:
				f.query.Until = last
			}
		}
		asked = append(asked, name+":"+value)
		if wrong != "" && f.wrong.says == "" {
			f.wrong = mistake{t.start, t.end, wrong}
		}
	}
	if q := f.query; f.wrong.says == "" && !q.Since.IsZero() && !q.Until.IsZero() && q.Until.Before(q.Since) {
		f.wrong = mistake{0, len(s), "until is before since: turn them around"}
	}
	f.words, f.asked = strings.Join(words, " "), strings.Join(asked, "\x00")
	return f
}

// token is a word of a filter, without its quotes.
type token struct {
	text       string
	start, end int // in bytes
}

// tokens are the words of a text; blanks between double quotes belong to them, and
// a backslash there takes a quote as it is.
func tokens(s string) (list []token) {
	var b strings.Builder
	start, quoted := -1, false
	put := func(end int) {
		if start >= 0 {
			list = append(list, token{b.String(), start, end})
		}
		b.Reset()
		start = -1
	}
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c == ' ' && !quoted {
			put(i)
			continue
		}
		if start < 0 {
			start = i
		}
		switch {
		case c == '"':
			quoted = !quoted
		case c == '\\' && quoted && i+1 < len(s):
			i++
			b.WriteByte(s[i])
		default:
			b.WriteByte(c)
		}
	}
	put(len(s))
	return list
}

// ofPath is the filter of a path's history.
func ofPath(path string) string {
	if strings.ContainsAny(path, ` "\`) {
		path = `"` + strings.NewReplacer(`"`, `\"`, `\`, `\\`).Replace(path) + `"`
	}
	return "path:" + path
}
