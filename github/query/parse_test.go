package query

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// outline is a tree as one sees its structure: brackets around every operator.
func outline(n *node) string {
	if n == nil {
		return ""
	}
	var kids []string
	for _, k := range n.kids {
		kids = append(kids, outline(k))
	}
	sign := ""
	if n.negated {
		sign = "-"
	}
	switch n.op {
	case opAll:
		return "and(" + strings.Join(kids, " ") + ")"
	case opAny:
		return "or(" + strings.Join(kids, " ") + ")"
	case opNot:
		return "not(" + kids[0] + ")"
	case opGroup:
		return sign + "(" + kids[0] + ")"
	case opPhrase:
		return sign + "<" + n.text + ">"
	case opTerm:
		var values []string
		for _, v := range n.values {
			values = append(values, fmt.Sprintf("%q", v.text))
		}
		return sign + n.name + "=" + strings.Join(values, ",")
	}
	return sign + n.text
}

func TestParse(t *testing.T) {
	tests := []struct{ text, want, printed string }{
		{"", "", ""},
		{"  \t ", "", ""},
		{"a", "a", "a"},
		{"  a\u00a0 b\n", "and(a b)", "a b"},
		{`"a b" c`, "and(<a b> c)", `"a b" c`},
		{"\"a\tb\nc\"", "<a b c>", `"a b c"`},
		{`a"b c"d`, "and(a <b c> d)", `a "b c" d`},
		{"-a", "-a", "-a"},
		{`-"a b"`, "-<a b>", `-"a b"`},
		{"- a --b -", "and(- a --b -)", "- a --b -"},
		{"is:open", `is="open"`, "is:open"},
		{"IS:Open", `is="Open"`, "is:Open"},
		{"-label:bug", `-label="bug"`, "-label:bug"},
		{`label:"good first issue"`, `label="good first issue"`, `label:"good first issue"`},
		{`label:a,"b c",d`, `label="a","b c","d"`, `label:a,"b c",d`},
		{"label:a,,", `label="a","",""`, "label:a,,"},
		{`label:"a"b`, `and(label="a" b)`, `label:"a" b`},
		{`milestone:a,b`, `milestone="a,b"`, "milestone:a,b"},
		{`milestone:"a",b`, `and(milestone="a" ,b)`, `milestone:"a" ,b`},
		{"label: a", `and(label="" a)`, "label: a"},
		{`label:""`, `label=""`, `label:""`},
		{"created:>=2024-01-01T10:00:00+01:00", `created=">=2024-01-01T10:00:00+01:00"`, "created:>=2024-01-01T10:00:00+01:00"},
		{"author:@me assignee:*", `and(author="@me" assignee="*")`, "author:@me assignee:*"},
		{"props.tier:gold", `props.tier="gold"`, "props.tier:gold"},
		{"https://a.b/c?d=e foo:bar std::vector 10:30", "and(https://a.b/c?d=e foo:bar std::vector 10:30)", "https://a.b/c?d=e foo:bar std::vector 10:30"},
		{"a AND b", "and(a b)", "a AND b"},
		{"a OR b", "or(a b)", "a OR b"},
		{"a b OR c AND d", "or(and(a b) and(c d))", "a b OR c AND d"},
		{"and or not a", "and(and or not a)", "and or not a"},
		{"NOT a b", "and(not(a) b)", "NOT a b"},
		{"NOT NOT a", "a", "a"},
		{"NOT NOT NOT a", "not(a)", "NOT a"},
		{"a AND NOT b", "and(a not(b))", "a AND NOT b"},
		{"-OR -AND", "and(-OR -AND)", "-OR -AND"},
		{"(a)", "(a)", "(a)"},
		{"(a OR b) c", "and((or(a b)) c)", "(a OR b) c"},
		{"a(b)c", "and(a (b) c)", "a (b) c"},
		{"label:a(b)", `and(label="a" (b))`, "label:a (b)"},
		{"-(a b)", "-(and(a b))", "-(a b)"},
		{"NOT (a b)", "not((and(a b)))", "NOT (a b)"},
		{"((a))", "((a))", "((a))"},
		{"() a", "a", "a"},
		{"(() ())", "", ""},
		{"a AND", "a", "a"},
		{"OR a", "a", "a"},
		{"a OR OR b", "or(a b)", "a OR b"},
		{"a AND AND b", "and(a b)", "a AND b"},
		{"a OR", "a", "a"},
		{"NOT", "", ""},
		{"(a OR) b", "and((a) b)", "(a) b"},
		{"a) b", "and(a b)", "a b"},
		{"(a b", "and(a b)", "a b"},
		{")a(", "a", "a"},
		{"(a (b)", "and(a (b))", "a (b)"},
		{`a "b c`, "and(a <b c>)", `a "b c"`},
		{`label:"b c`, `label="b c"`, `label:"b c"`},
		{`"`, "<>", `""`},
		{`a\" b\ "c\"`, `and(a < b\ > c <>)`, `a " b\ " c ""`},
		{`"a\" b`, "and(<a> b)", `"a" b`},
		{`\ a`, "a", "a"},
		{`a OR\ b`, "or(a b)", "a OR b"},
		{"a\xffb \x00", "and(a\xffb \x00)", "a\xffb \x00"},
	}
	for _, test := range tests {
		q := Parse(test.text)
		if got := outline(q.root); got != test.want {
			t.Errorf("%q: got %s, want %s", test.text, got, test.want)
		}
		if got := q.String(); got != test.printed {
			t.Errorf("%q: printed %q, want %q", test.text, got, test.printed)
		}
	}
}

func TestTerms(t *testing.T) {
	text := `x is:open (-label:a,"b c" OR "y") NOT author:@me`
	want := []Term{
		{2, 9, "is", "open", false},
		{11, 25, "label", "a,b c", true},
		{38, 48, "author", "@me", false},
	}
	if diff := cmp.Diff(want, Parse(text).Terms()); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestKinds(t *testing.T) {
	tests := []struct{ text, want string }{
		{"", "ip"}, {"a", "ip"}, {"is:issue", "i"}, {"is:pr", "p"}, {"type:pr", "p"}, {"is:pull-request", "p"}, {"type:issue", "i"},
		{"type:bug", "ip"}, {"-is:pr", "i"}, {"NOT is:pr", "i"}, {"-is:issue", "p"}, {"is:issue is:pr", ""}, {"is:issue OR is:pr", "ip"},
		{"(is:issue a) OR is:issue", "i"}, {"(is:issue)", "i"}, {"-(is:issue)", "p"}, {"is:merged", "p"}, {"-is:merged", "ip"},
		{"review:none", "p"}, {"draft:false", "p"}, {"linked:pr", "i"}, {"linked:issue", "p"}, {"-linked:pr", "ip"}, {"is:open", "ip"},
		{"NOT (is:issue a)", "ip"}, {"merged:>2024-01-01", "p"},
	}
	for _, test := range tests {
		issues, pulls := Parse(test.text).Kinds()
		got := ""
		if issues {
			got += "i"
		}
		if pulls {
			got += "p"
		}
		if got != test.want {
			t.Errorf("%s: got %q, want %q", test.text, got, test.want)
		}
	}
}

func TestSort(t *testing.T) {
	tests := []struct{ text, want string }{
		{"a", ""}, {"sort:updated", "updated true"}, {"sort:updated-desc", "updated true"}, {"sort:Created-asc", "created false"},
		{"sort:reactions-+1-desc", "reactions-+1 true"}, {"sort:reactions-+1", "reactions-+1 true"}, {"sort:reactions--1-asc", "reactions--1 false"},
		{"sort:nope", ""}, {"-sort:updated", ""}, {"(a sort:comments)", "comments true"}, {"sort:nope sort:stars-asc sort:forks", "stars false"},
	}
	for _, test := range tests {
		got := ""
		if field, descending, ok := Parse(test.text).Sort(); ok {
			got = fmt.Sprint(field, " ", descending)
		}
		if got != test.want {
			t.Errorf("%s: got %q, want %q", test.text, got, test.want)
		}
	}
}
