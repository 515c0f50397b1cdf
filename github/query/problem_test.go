package query

import (
	"fmt"
	"strings"
	"testing"
)

func TestProblems(t *testing.T) {
	tests := []struct {
		text string
		want string // "place: text; fix", fatal ones with "!", one a line
	}{
		{"", ""},
		{`is:open label:"good first issue",bug -author:@me created:2024-01-01..* "x y" (a OR b) NOT c`, ""},
		{"https://a.b/c std::vector 10:30 C:\\x Error: foo-bar", ""},
		{`a "b c`, `!"b c: the quotation mark is never closed; close it with "`},
		{`label:"b c`, `!"b c: the quotation mark is never closed; close it with "`},
		{"a) b", "!): the bracket closes nothing; remove it, or open it with ("},
		{"é (b", "!(: the bracket is never closed; close it with )"},
		{"a () b", "(): the brackets are empty; remove them"},
		{`a ""`, `"": the quotes are empty; remove them`},
		{"OR a", `OR: there is nothing before OR; remove it, or write "OR" in quotes if it is text`},
		{"a AND", `AND: there is nothing after AND; remove it, or write "AND" in quotes if it is text`},
		{"a AND OR b", `AND: there is nothing after AND; remove it, or write "AND" in quotes if it is text`},
		{"a NOT", `NOT: there is nothing after NOT; remove it, or write "NOT" in quotes if it is text`},
		{"(a OR) b", `OR: there is nothing after OR; remove it, or write "OR" in quotes if it is text`},
		{"a OR b OR c OR d OR e OR f", ""},
		{"a OR b OR c OR d AND e OR f NOT g", "!NOT: GitHub takes no more than 5 of AND, OR and NOT; leave some out: a space means AND too"},
		{strings.Repeat("é", 256), ""},
		{strings.Repeat("é", 257), "!" + strings.Repeat("é", 257) + ": the text is 257 characters long, and GitHub takes 256; leave some words out; qualifiers do not count"},
		{strings.Repeat("a", 250) + " is:open bb ccccc is:closed", "!ccccc: the text is 259 characters long, and GitHub takes 256; leave some words out; qualifiers do not count"},
		{`label:"` + strings.Repeat("a", 300) + `"`, ""},
		{"b (((((a)))))", ""},
		{"(((((a)))))", ""},
		{"((((((a))))))", "!(a): GitHub takes no more than 5 brackets within one another; take some away"},
		{"b OR ((((a))))", ""},
		{"b OR (((((a)))))", "!(a): GitHub takes no more than 5 brackets within one another; take some away"},
		{"-no:label", "-no:label: no: cannot be negated; write has:label"},
		{"NOT label:bug", "NOT : GitHub takes NOT only before words; write -label:"},
		{"NOT -label:bug", "NOT : GitHub takes NOT only before words; leave NOT and - out"},
		{"NOT (a b)", "NOT : GitHub takes NOT only before words; write NOT before each word inside, and - before each qualifier"},
		{"-(a b)", "-(a b): GitHub documents no - before a bracket; write - before each word or qualifier inside"},
		{"lable:bug", "lable:bug: “lable” is no qualifier; write label:, or write it in quotes if it is text"},
		{"asignee:x", "asignee:x: “asignee” is no qualifier; write assignee:, or write it in quotes if it is text"},
		{"foo:bar", "foo:bar: “foo” is no qualifier; write it in quotes if it is text"},
		{"is:opne", "opne: is: cannot be “opne”; write is:open"},
		{"is:banana", "banana: is: cannot be “banana”; it can be open, closed, issue, pr, merged, draft, unmerged, queued, locked, unlocked, public, private, internal, blocked or blocking"},
		{`reason:"not plannd"`, `"not plannd": reason: cannot be “not plannd”; write reason:"not planned"`},
		{"linked:x", "x: linked: cannot be “x”; it can be pr or issue"},
		{"fork:maybe", "maybe: fork: cannot be “maybe”; it can be true, only or false"},
		{"in:titel,body", "titel: in: cannot be “titel”; write in:title"},
		{"a label:a,,b", "label:a,,b: a value is missing beside a comma; remove the comma"},
		{"review:aproved", "aproved: review: cannot be “aproved”; write review:approved"},
		{"draft:yes", "yes: draft: cannot be “yes”; it can be true or false"},
		{"created:yesterday", "created:yesterday: “yesterday” is no date; write a day such as created:>=2024-05-31, a range of two with .., or how long ago as in created:>-2w"},
		{"created:2024-02-30", "created:2024-02-30: “2024-02-30” is no date; write a day such as created:>=2024-05-31, a range of two with .., or how long ago as in created:>-2w"},
		{"created:>-2w updated:-3mo..-1d closed:<2024-01-01T10:00Z", ""},
		{"created:2024-02-01..2024-01-01", "created:2024-02-01..2024-01-01: the range “2024-02-01..2024-01-01” ends before it begins; turn it around"},
		{"comments:many", "comments:many: “many” is no number; write a number such as comments:>=10, or a range such as 10..20"},
		{"comments:=>5", "comments:=>5: “=>5” is no number; write a number such as comments:>=10, or a range such as 10..20"},
		{"comments:9..3", "comments:9..3: the range “9..3” ends before it begins; turn it around"},
		{"assignee:*", "assignee:*: GitHub takes assignee:* only within one repository; search one repository, or name the person"},
		{"repo:a/b assignee:*", ""},
		{"repo:a/b (x assignee:*)", ""},
		{"-repo:a/b assignee:*", "assignee:*: GitHub takes assignee:* only within one repository; search one repository, or name the person"},
		{"repo:a", "repo:a: “a” is no repository; write repo:OWNER/NAME"},
		{"repo:a/b repo:c/d", "repo:c/d: no issue is in two repositories; write (repo:a/b OR repo:c/d)"},
		{"repo:a/b repo:A/B", ""},
		{"repo:a/b OR repo:c/d", ""},
		{"team:core", "team:core: “core” is no team; write team:ORGANISATION/TEAM"},
		{"author:a,b", "author:a,b: “a,b” is no login; write the login, without spaces, and one author: for each"},
		{"label: a", "label:: label: has no value; write it right behind the colon"},
		{`a milestone:""`, `milestone:"": milestone: has no value; write it right behind the colon`},
		{"sort:udpated", "sort:udpated: nothing can be sorted by “udpated”; write sort:updated-desc or sort:updated-asc"},
		{"sort:x", "sort:x: nothing can be sorted by “x”; write sort: and updated, created, comments or reactions, with -asc or -desc behind"},
		{"-sort:updated", "-sort:updated: sort: cannot be negated; write sort:updated-asc for the other direction"},
		{"is:opne ) OR", "opne: is: cannot be “opne”; write is:open\n!): the bracket closes nothing; remove it, or open it with (\nOR: there is nothing after OR; remove it, or write \"OR\" in quotes if it is text"},
	}
	for _, test := range tests {
		if got := listed(test.text, Parse(test.text).Problems()); got != test.want {
			t.Errorf("%s:\n got %s\nwant %s", test.text, got, test.want)
		}
	}
}

func listed(text string, problems []Problem) string {
	var lines []string
	for _, p := range problems {
		fatal := ""
		if p.Fatal {
			fatal = "!"
		}
		lines = append(lines, fmt.Sprintf("%s%s: %s; %s", fatal, text[p.Start:p.End], p.Text, p.Fix))
	}
	return strings.Join(lines, "\n")
}

// Places are in bytes of the text, whatever comes before.
func TestProblemPlaces(t *testing.T) {
	tests := []struct {
		text       string
		start, end int
	}{
		{"é is:opne", 6, 10}, {"  )", 2, 3}, {"a (", 2, 3}, {"é \"b", 3, 5}, {"(a OR)", 3, 5}, {`label:x in:title,"bdy"`, 17, 22}, {"a -no:label b", 2, 11},
	}
	for _, test := range tests {
		got := Parse(test.text).Problems()
		if len(got) != 1 || got[0].Start != test.start || got[0].End != test.end {
			t.Errorf("%s: got %+v, want one from %d to %d", test.text, got, test.start, test.end)
		}
	}
}

func TestProblemsWithin(t *testing.T) {
	four := []string{"a", "b", "c", "d"}
	tests := []struct {
		text  string
		scope Scope
		want  string
	}{
		{"assignee:*", Scope{Repo: "a/b"}, ""},
		{"x OR y OR z", Scope{Orgs: four}, ""},
		{"x OR y OR z OR w", Scope{Orgs: four[:3], Users: four[:1]}, "!OR: GitHub takes no more than 5 of AND, OR and NOT; leave some out, or search fewer accounts at once: naming 4 takes 3 more"},
		{"x OR y OR z OR w", Scope{Repo: "a/b", Orgs: four}, ""},
	}
	for _, test := range tests {
		if got := listed(test.text, Parse(test.text).ProblemsWithin(test.scope)); got != test.want {
			t.Errorf("%s within %+v:\n got %s\nwant %s", test.text, test.scope, got, test.want)
		}
	}
}

// Problems are in the order of their places, and looking twice changes nothing.
func TestProblemsTwice(t *testing.T) {
	q := Parse("OR foo:bar ) is:opne (")
	first := listed(q.text, q.Problems())
	if second := listed(q.text, q.Problems()); second != first || strings.Count(first, "\n") != 4 {
		t.Errorf("got %s, then %s", first, second)
	}
}
