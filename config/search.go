package config

import (
	"bytes"
	"errors"
	"fmt"
	"reflect"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"
)

// Search is a saved search for issues and pull requests. The query is GitHub's
// syntax, unchecked; relative dates such as updated:>-2w are allowed.
type Search struct {
	Name, Query string
	Show        string // "both", "issues" or "pulls"
	Sort        string // "updated", "created", "comments", "reactions" or "best"
	Where       string // "repository", "installation", "account" or "all"
}

// longestQuery bounds a query, in characters: GitHub takes 256 besides
// qualifiers.
const longestQuery = 2000

func shows() []string  { return []string{"both", "issues", "pulls"} }
func sorts() []string  { return []string{"updated", "created", "comments", "reactions", "best"} }
func wheres() []string { return []string{"repository", "installation", "account", "all"} }

// searches reads the list of saved searches. One without a name or a query is
// left out.
func (f *file) searches(node *yaml.Node) []Search {
	if empty(node) || !f.is(node, yaml.SequenceNode, "searches") {
		return nil
	}
	var list []Search
	for i, n := range node.Content {
		s := Search{Show: "both", Sort: "updated", Where: "repository"}
		what := "search " + strconv.Itoa(i+1)
		for _, m := range f.members(n, what, "name", "query", "show", "sort", "where") {
			switch m.name {
			case "name":
				s.Name, _ = f.word(m.value, "name")
			case "query":
				s.Query = f.query(m.value)
			case "show":
				s.Show = f.either(m.value, "show", shows())
			case "sort":
				s.Sort = f.either(m.value, "sort", sorts())
			case "where":
				s.Where = f.either(m.value, "where", wheres())
			}
		}
		if s.Name == "" || s.Query == "" {
			f.report(n, `write it as in - {name: Mine, query: "is:open author:@me"}`, "%s is left out: it needs a name and a query", what)
			continue
		}
		list = append(list, s)
	}
	return list
}

// either is choice with the first of the valid words for anything else.
func (f *file) either(node *yaml.Node, what string, valid []string) string {
	if word := f.choice(node, what, valid); word != "" {
		return word
	}
	return valid[0]
}

func (f *file) query(node *yaml.Node) string {
	s, ok := f.text(node, "query")
	if ok && len(s) > longestQuery {
		f.report(node, fmt.Sprintf("write at most %d characters", longestQuery), "query is too long")
		return ""
	}
	return s
}

// AddSearch is the text of a configuration file with one more saved search at
// the end of its list; everything else stays as it is, comments included. A file
// whose form leaves no safe place for it is refused: the error then says what to
// write by hand.
func AddSearch(data []byte, s Search) ([]byte, error) {
	before, problems := parse("", "", data)
	if len(problems) > 0 && before.empty() && len(bytes.TrimSpace(data)) > 0 {
		return nil, byHand(s, errors.New("the file cannot be read as it is"))
	}
	after, err := insertSearch(data, s)
	if err != nil {
		return nil, byHand(s, err)
	}
	now, _ := parse("", "", after)
	want := before
	want.searches = append(append([]Search{}, before.searches...), s)
	now.unplace()
	want.unplace()
	if !reflect.DeepEqual(now, want) {
		return nil, byHand(s, errors.New("its form is unusual"))
	}
	return after, nil
}

// unplace forgets where in the file something stands, which the search moves.
func (s *settings) unplace() {
	keys := append([]Binding(nil), s.keys...)
	for i := range keys {
		keys[i].Line, keys[i].Column = 0, 0
	}
	s.keys = keys
}

func (s *settings) empty() bool {
	return len(s.accounts)+len(s.keys)+len(s.searches)+len(s.clones) == 0 && s.theme == "" && s.pager == nil && s.mouse == nil && s.animation == nil
}

func byHand(s Search, why error) error {
	return fmt.Errorf("the search was not written to the configuration file, because %w; add it by hand:\nsearches:\n%s", why, entry(s, "  "))
}

// insertSearch finds the place for the new entry.
func insertSearch(data []byte, s Search) ([]byte, error) {
	var doc yaml.Node
	if err := yaml.Unmarshal(data, &doc); err != nil {
		return nil, errors.New("it is no YAML")
	}
	if len(data) > 0 && data[len(data)-1] != '\n' {
		data = append(bytes.Clone(data), '\n')
	}
	if len(doc.Content) == 0 || empty(doc.Content[0]) {
		return append(bytes.Clone(data), "searches:\n"+entry(s, "  ")...), nil
	}
	root := doc.Content[0]
	if root.Kind != yaml.MappingNode || root.Style&yaml.FlowStyle != 0 {
		return nil, errors.New("it is not made of lines of the form name: value")
	}
	for i := 0; i+1 < len(root.Content); i += 2 {
		if root.Content[i].Value != "searches" {
			continue
		}
		list := root.Content[i+1]
		next := 0 // the line of the next name, 0 if there is none
		if i+2 < len(root.Content) {
			next = root.Content[i+2].Line
		}
		indent := "  "
		switch {
		case empty(list) && list.Value == "":
		case list.Kind != yaml.SequenceNode || list.Style&yaml.FlowStyle != 0 || len(list.Content) == 0:
			return nil, errors.New("its searches are not a list with a dash for each")
		default:
			indent = strings.Repeat(" ", max(list.Column-1, 0))
		}
		return splice(data, root.Content[i].Line, next, entry(s, indent)), nil
	}
	return append(bytes.Clone(data), "searches:\n"+entry(s, "  ")...), nil
}

// splice puts text behind the last line with content from line first on and
// before line next, both counted from 1; next 0 is the end.
func splice(data []byte, first, next int, text string) []byte {
	lines := bytes.SplitAfter(data, []byte("\n"))
	end := len(lines)
	if next > 0 {
		end = min(next-1, end)
	}
	for end > first {
		if line := bytes.TrimSpace(lines[end-1]); len(line) > 0 && line[0] != '#' {
			break
		}
		end--
	}
	out := bytes.Join(lines[:end], nil)
	out = append(out, text...)
	return append(out, bytes.Join(lines[end:], nil)...)
}

// entry is a search as lines of YAML. JSON strings are YAML strings.
func entry(s Search, indent string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s- name: %s\n%s  query: %s\n", indent, strconv.Quote(s.Name), indent, strconv.Quote(s.Query))
	for _, f := range [...]struct{ name, value, usual string }{{"show", s.Show, "both"}, {"sort", s.Sort, "updated"}, {"where", s.Where, "repository"}} {
		if f.value != "" && f.value != f.usual {
			fmt.Fprintf(&b, "%s  %s: %s\n", indent, f.name, f.value)
		}
	}
	return b.String()
}
