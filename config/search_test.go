package config

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestSearches(t *testing.T) {
	said, problems := parse("c.yml", "", []byte(`
searches:
  - {name: Mine, query: "is:open author:@me"}
  - name: Waiting
    query: review-requested:@me updated:>-2w
    show: pulls
    sort: created
    where: all
  - name: no query
  - {name: Odd, query: x, show: everything, colour: red}
`))
	want := []Search{
		{"Mine", "is:open author:@me", "both", "updated", "repository"},
		{"Waiting", "review-requested:@me updated:>-2w", "pulls", "created", "all"},
		{"Odd", "x", "both", "updated", "repository"},
	}
	if d := cmp.Diff(want, said.searches); d != "" {
		t.Errorf("searches (-want +got):\n%s", d)
	}
	var got []string
	for _, p := range problems {
		got = append(got, p.String())
	}
	for _, want := range []string{"c.yml:9:5: search 3 is left out", "show cannot be \"everything\"", "unknown name \"colour\""} {
		if !strings.Contains(strings.Join(got, "\n"), want) {
			t.Errorf("problems: got %q, want one with %q", got, want)
		}
	}
}

func TestAddSearch(t *testing.T) {
	mine := Search{"Mine", `is:open label:"needs: care"`, "both", "updated", "repository"}
	for _, tt := range []struct{ name, file, want string }{
		{"no file", "", "searches:\n  - name: \"Mine\"\n    query: \"is:open label:\\\"needs: care\\\"\"\n"},
		{"other things", "theme: dark # mine\n", "theme: dark # mine\nsearches:\n  - name: \"Mine\"\n    query: \"is:open label:\\\"needs: care\\\"\"\n"},
		{"no line end", "theme: dark", "theme: dark\nsearches:\n  - name: \"Mine\"\n    query: \"is:open label:\\\"needs: care\\\"\"\n"},
		{
			"a list, with more behind it",
			"searches:\n- name: a\n  query: b # first\n\n# keys\nkeys:\n  global: {help: h}\n",
			"searches:\n- name: a\n  query: b # first\n- name: \"Mine\"\n  query: \"is:open label:\\\"needs: care\\\"\"\n\n# keys\nkeys:\n  global: {help: h}\n",
		},
		{
			"a heading alone", "searches:\ntheme: dark\n",
			"searches:\n  - name: \"Mine\"\n    query: \"is:open label:\\\"needs: care\\\"\"\ntheme: dark\n",
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, err := AddSearch([]byte(tt.file), mine)
			if err != nil || string(got) != tt.want {
				t.Errorf("got %v\n%s\nwant\n%s", err, got, tt.want)
			}
		})
	}
	for _, file := range []string{"searches: [{name: a, query: b}]\n", "{theme: dark}\n", "\tno yaml", "searches: 4\n"} {
		got, err := AddSearch([]byte(file), mine)
		if err == nil || !strings.Contains(err.Error(), "add it by hand") || !strings.Contains(err.Error(), `- name: "Mine"`) {
			t.Errorf("%q: got %q and %v, want an error with what to write", file, got, err)
		}
	}
}

func FuzzAddSearch(f *testing.F) {
	f.Add("theme: dark\n", "Mine", "is:open")
	f.Add("searches:\n- name: a\n  query: |\n    b\n", "n", "q")
	f.Fuzz(func(t *testing.T, file, name, query string) {
		s := Search{name, query, "pulls", "best", "all"}
		got, err := AddSearch([]byte(file), s)
		if err != nil {
			return
		}
		before, _ := parse("", "", []byte(file))
		after, _ := parse("", "", got)
		if d := cmp.Diff(append(before.searches, s), after.searches); d != "" {
			t.Errorf("searches (-want +got):\n%s", d)
		}
	})
}
