package codeowners

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"
)

func TestParseRules(t *testing.T) {
	tests := []struct {
		name, text string
		want       []Rule
	}{
		{"empty", "", nil},
		{"comments and blank lines", "# a\n\n \t \n  # b\n", nil},
		{"plain", "*.go @a @org/team c@example.com\n", []Rule{{"*.go", []string{"@a", "@org/team", "c@example.com"}, 1, 1}}},
		{"no final newline", "a @b", []Rule{{"a", []string{"@b"}, 1, 1}}},
		{"CRLF", "a @b\r\nc @d\r\n", []Rule{{"a", []string{"@b"}, 1, 1}, {"c", []string{"@d"}, 2, 1}}},
		{"blanks around", " \ta \t @b\t \n", []Rule{{"a", []string{"@b"}, 1, 3}}},
		{"byte order mark", "\ufeffa @b\n", []Rule{{"a", []string{"@b"}, 1, 1}}},
		{"no owners", "* @a\nb\n", []Rule{{"*", []string{"@a"}, 1, 1}, {"b", nil, 2, 1}}},
		{"comment behind", "a @b # c @d", []Rule{{"a", []string{"@b"}, 1, 1}}},
		{"comment without a blank", "a @b#c @d\nfoo#bar @x", []Rule{{"a", []string{"@b"}, 1, 1}, {"foo", nil, 2, 1}}},
		{"escaped blank", `a\ b @c`, []Rule{{`a\ b`, []string{"@c"}, 1, 1}}},
		{"escaped blank at the end", `a\ `, []Rule{{`a\ `, nil, 1, 1}}},
		{"bad lines are skipped", "[x] @a\nb @\nc @d\n", []Rule{{"c", []string{"@d"}, 3, 1}}},
		{"an ignored owner does not skip the line", "a @b@c @d", []Rule{{"a", []string{"@d"}, 1, 1}}},
		{"owners alone are a pattern", "@org/team\n", []Rule{{"@org/team", nil, 1, 1}}},
		{"managed user", "a @jo-ann_acme", []Rule{{"a", []string{"@jo-ann_acme"}, 1, 1}}},
	}
	for _, test := range tests {
		f, _ := Parse(strings.NewReader(test.text))
		if diff := cmp.Diff(test.want, f.Rules); diff != "" {
			t.Errorf("%s: (-want +got)\n%s", test.name, diff)
		}
	}
}

// Equal texts share their list of owners, others must not.
func TestParseManyOwners(t *testing.T) {
	var text strings.Builder
	var want [][]string
	for i := range 5000 {
		owners := []string{fmt.Sprintf("@user-%d", i%1700), fmt.Sprintf("@org/team-%d", i%23)}[:1+i%2]
		want = append(want, owners)
		fmt.Fprintf(&text, "/file-%d %s\n", i, strings.Join(owners, " "))
	}
	f, _ := Parse(strings.NewReader(text.String()))
	for i := range f.Rules {
		if got := append(f.Rules[i].Owners, "@other"); !slices.Equal(got[:len(got)-1], want[i]) {
			t.Fatalf("line %d: got %v, want %v", i+1, got, want[i])
		}
	}
	if len(f.Rules) != len(want) {
		t.Errorf("got %d rules, want %d", len(f.Rules), len(want))
	}
}

func TestParseProblems(t *testing.T) {
	tests := []struct {
		line       string
		kind       Kind
		column     int
		suggestion string
	}{
		{"***/*.rb @a", InvalidPattern, 1, "Did you mean `**/*.rb`?"},
		{"/ @a", InvalidPattern, 1, "The pattern `/` will never match anything, did you mean `*` instead?"},
		{`x\***** @a`, InvalidPattern, 1, "Did you mean `x\\***`?"},
		{"  pages/[id].ts @a", InvalidPattern, 3, "both `[` and `]` must be escaped with a `\\`"},
		{"[Section] @a", InvalidPattern, 1, "both `[` and `]` must be escaped with a `\\`"},
		{"^[Section]", InvalidPattern, 1, "both `[` and `]` must be escaped with a `\\`"},
		{"!a @b", InvalidPattern, 1, "`!` cannot negate a pattern: name the path on a later line without owners"},
		{"! a @b", InvalidPattern, 1, "`!` cannot negate a pattern: name the path on a later line without owners"},
		{`\#a @b`, InvalidPattern, 1, "a pattern cannot begin with `#`"},
		{`a\`, InvalidPattern, 1, "a final `\\` escapes nothing"},
		{"*.txt docs@", InvalidOwner, 7, ""},
		{"* user", InvalidOwner, 3, ""},
		{"grün user", InvalidOwner, 6, ""}, // columns count characters
		{"* @", InvalidOwner, 3, ""},
		{"* @a.b", InvalidOwner, 3, ""},
		{"* @a'", InvalidOwner, 3, ""},
		{"* @a/", InvalidOwner, 3, ""},
		{"* @/a", InvalidOwner, 3, ""},
		{"* @a/b/c", InvalidOwner, 3, ""},
		{"* @-a", InvalidOwner, 3, ""},
		{"* @" + strings.Repeat("a", 40), InvalidOwner, 3, ""},
		{"* a@.com", InvalidOwner, 3, ""},
		{"* a@b@c.com", InvalidOwner, 3, ""},
		{"* @a@b", IgnoredOwner, 3, ""},
	}
	for _, test := range tests {
		_, problems := Parse(strings.NewReader(test.line + "\n"))
		want := []Problem{{Line: 1, Column: test.column, Kind: test.kind, Suggestion: test.suggestion, Source: test.line + "\n"}}
		if !slices.Equal(problems, want) {
			t.Errorf("%s: got %+v, want %+v", test.line, problems, want)
		}
	}
}

func TestParseReportsEachBadOwner(t *testing.T) {
	_, problems := Parse(strings.NewReader("ok @a\n* x @b y\n"))
	var got []string
	for _, p := range problems {
		got = append(got, fmt.Sprintf("%d:%d", p.Line, p.Column))
	}
	if want := []string{"2:3", "2:8"}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestProblemMessage(t *testing.T) {
	_, problems := Parse(strings.NewReader("a @b\n***/*.rb @monalisa\n*.txt docs@\r\n"))
	want := []string{
		"Invalid pattern on line 2: Did you mean `**/*.rb`?\n\n  ***/*.rb @monalisa\n  ^",
		"Invalid owner on line 3:\n\n  *.txt docs@\n        ^",
	}
	for i, p := range problems {
		if got := p.Message(); got != want[i] {
			t.Errorf("got %q, want %q", got, want[i])
		}
	}
	if len(problems) != len(want) {
		t.Errorf("got %d problems, want %d", len(problems), len(want))
	}
}

func TestParseSize(t *testing.T) {
	file := func(size int) io.Reader { return strings.NewReader("a @b\n#" + strings.Repeat("x", size-6)) }
	tests := []struct {
		name     string
		size     int
		rules    int
		problems int
	}{
		{"below the warning", WarnSize - 1, 1, 0},
		{"the warning", WarnSize, 1, 1},
		{"below the limit", MaxSize - 1, 1, 1},
		{"the limit", MaxSize, 0, 1},
		{"above the limit", 2 * MaxSize, 0, 1},
	}
	for _, test := range tests {
		f, problems := Parse(file(test.size))
		if len(f.Rules) != test.rules || len(problems) != test.problems {
			t.Errorf("%s: got %d rules and %d problems, want %d and %d",
				test.name, len(f.Rules), len(problems), test.rules, test.problems)
		}
		for _, p := range problems {
			if p.Kind != TooLarge || p.Line != 0 {
				t.Errorf("%s: got %+v, want the kind %q and no line", test.name, p, TooLarge)
			}
		}
	}
}

func TestParseFailingReader(t *testing.T) {
	failed := errors.New("cable cut")
	f, problems := Parse(io.MultiReader(strings.NewReader("a @b\n"), iotest.ErrReader(failed)))
	if len(f.Rules) != 0 {
		t.Errorf("got rules %v, want none of a file cut short", f.Rules)
	}
	if len(problems) != 1 || problems[0].Message() != "Unreadable: cable cut" {
		t.Errorf("got %+v, want the reader's error", problems)
	}
}

func TestParseBoundsProblems(t *testing.T) {
	_, problems := Parse(strings.NewReader(strings.Repeat("[\n", maxProblems+7)))
	if len(problems) != maxProblems+1 {
		t.Fatalf("got %d problems, want %d", len(problems), maxProblems+1)
	}
	if got, want := problems[maxProblems].Message(), "7 further problems are not listed"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
