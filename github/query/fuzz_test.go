package query

import (
	"slices"
	"strings"
	"testing"
)

// seeds are queries in which everything occurs.
func seeds() []string {
	return []string{
		"", `is:open label:"good first issue",bug -author:@me (a OR "b c") AND NOT d created:2024-01-01..*`,
		`a) OR (b "c`, `label:"b) OR c`, `"a\" ") OR (" b\`, "((((((a)))))) -(b) NOT NOT c AND", "updated:>-2w created:-30d..-7d closed:\"<-3mo",
		"lable:x is:opne sort:updated repo:a repo:a/b repo:c/d in:title,,x", "-\\ OR\\ é\u00a0\xff() - --a -\"x\"", "fork:only stars:>10 topic:x in:readme NOT is:issue",
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range seeds() {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		q := Parse(text)
		printed := q.String()
		again := Parse(printed)
		if got, want := outline(again.root), outline(q.root); got != want || again.String() != printed {
			t.Fatalf("printed %q: got %s, want %s", printed, got, want)
		}
		if slices.ContainsFunc(again.mistakes, func(p Problem) bool { return p.Fatal }) {
			t.Fatalf("printed %q: got %v, want it balanced", printed, again.mistakes)
		}
		last := 0
		for _, p := range q.Problems() {
			if p.Start < last || p.End <= p.Start || p.End > len(text) || p.Text == "" {
				t.Fatalf("got the problem %+v behind %d of %d bytes", p, last, len(text))
			}
			last = p.Start
		}
		last = 0
		for _, term := range q.Terms() {
			if term.Start < last || term.End > len(text) || !strings.HasPrefix(strings.ToLower(strings.TrimPrefix(text[term.Start:term.End], "-")), term.Name+":") {
				t.Fatalf("got the term %+v behind %d of %q", term, last, text)
			}
			last = term.End
		}
		q.Kinds()
		q.Sort()
		keepsScope(t, q)
		m := q.Compile(whole())
		for _, item := range []*Item{bug(), patch(), landed(), {}} {
			if got, want := m.Match(item), again.Compile(whole()).Match(item); got != want {
				t.Fatalf("printed %q: got %v, want %v", printed, want, got)
			}
		}
		m.MatchRepository(&Repository{Name: "o/r"})
	})
}

// keepsScope holds Compose to its promise, whatever the text is: what is sent
// has the scope beside everything else, and finds nothing outside.
func keepsScope(t *testing.T, q *Query) {
	t.Helper()
	scopes := []struct {
		scope Scope
		kind  Kind
		want  []string
	}{
		{Scope{Repo: "o/r"}, Issues, []string{`repo="o/r"`, `is="issue"`}},
		{Scope{Orgs: []string{"a"}, Users: []string{"b"}}, Pulls, []string{`(or(org="a" user="b"))`, `is="pull-request"`}},
		{Scope{Users: []string{"b"}}, Repositories, []string{`user="b"`}},
	}
	for _, s := range scopes {
		sent := Compose(q, s.kind, s.scope)
		parsed := Parse(sent)
		terms := parsed.root.terms()
		for i, want := range s.want {
			if i >= len(terms) || outline(terms[i]) != want {
				t.Fatalf("composed %q: got %s, want %s among its terms", sent, outline(parsed.root), want)
			}
		}
		for _, p := range parsed.mistakes {
			if p.Fatal {
				t.Fatalf("composed %q: got %+v, want it balanced", sent, p)
			}
		}
		for i, part := range strings.Split(sent, `"`) { // those with an odd number are in quotes
			if strings.HasSuffix(part, `\`) || i%2 == 0 && (strings.Contains(part, `\)`) || strings.Contains(part, `\(`)) {
				t.Fatalf("composed %q: a backslash may take the meaning from what follows", sent)
			}
		}
		if parsed.Compile(Context{}).Match(&Item{Repo: "elsewhere/r", Known: knownOf}) && s.kind != Repositories {
			t.Fatalf("composed %q: it finds what is elsewhere", sent)
		}
	}
}

func FuzzExpand(f *testing.F) {
	for _, s := range seeds() {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		now := at("2024-03-15T10:30:00Z")
		got := Expand(text, now)
		if again := Expand(got, now); again != got {
			t.Fatalf("got %q, then %q", got, again)
		}
		before, after := Parse(text), Parse(got)
		if len(before.Terms()) != len(after.Terms()) || len(before.Problems()) != len(after.Problems()) {
			t.Fatalf("%q became %q: got %v, want %v", text, got, after.Problems(), before.Problems())
		}
		c := Context{Now: now, Known: knownOf}
		for _, item := range []*Item{bug(), patch(), landed()} {
			if got, want := after.Compile(c).Match(item), before.Compile(c).Match(item); got != want {
				t.Fatalf("got %v, want %v as before", got, want)
			}
		}
	})
}

func FuzzAt(f *testing.F) {
	for _, s := range seeds() {
		f.Add(s, len(s)/2)
	}
	f.Fuzz(func(t *testing.T, text string, offset int) {
		c := At(text, offset)
		place := min(max(offset, 0), len(text))
		if c.Start < 0 || c.Start > place || c.End < place || c.End > len(text) {
			t.Fatalf("got %+v, want it around %d of %d bytes", c, place, len(text))
		}
		if !strings.Contains(text[c.Start:place], c.Typed) {
			t.Fatalf("got %q typed, want a part of %q", c.Typed, text[c.Start:place])
		}
		if c.Name != "" && shapeOf(c.Name) == unknown {
			t.Fatalf("got the name %q", c.Name)
		}
	})
}

// Whatever a value is, what Quoted makes of it stays one value.
func FuzzQuoted(f *testing.F) {
	f.Add("good first issue")
	f.Add(`a"b) OR c\`)
	f.Fuzz(func(t *testing.T, value string) {
		q := Parse("label:" + Quoted(value) + " x")
		if n := q.root.terms(); len(q.mistakes) > 0 || len(n) != 2 || n[0].op != opTerm || len(n[0].values) != 1 || n[1].text != "x" {
			t.Fatalf("got %s of %q", outline(q.root), Quoted(value))
		}
	})
}
