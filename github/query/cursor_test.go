package query

import (
	"strings"
	"testing"
)

// A bar is the cursor; the wanted word is in braces.
func TestAt(t *testing.T) {
	tests := []struct {
		text  string
		want  string // the text with braces around what a completion replaces
		name  string
		typed string
		neg   bool
	}{
		{"|", "{}", "", "", false},
		{"a |", "a {}", "", "", false},
		{"| a", "{} a", "", "", false},
		{"lab|", "{lab}", "", "lab", false},
		{"la|b", "{lab}", "", "la", false},
		{"|lab", "{lab}", "", "", false},
		{"x -lab|", "x -{lab}", "", "lab", true},
		{"-|", "-{}", "", "", true},
		{"|-lab", "{}-lab", "", "", false},
		{"-|lab", "-{lab}", "", "", true},
		{"(lab|", "({lab}", "", "lab", false},
		{"(|", "({}", "", "", false},
		{"(a)|", "(a){}", "", "", false},
		{"-(|a)", "-({a})", "", "", false},
		{"-|(a)", "-{}(a)", "", "", true},
		{"lab|el:bug", "{label:}bug", "", "lab", false},
		{"label|:bug", "{label:}bug", "", "label", false},
		{"label:|", "label:{}", "label", "", false},
		{"label:b|", "label:{b}", "label", "b", false},
		{"label:|bug is:open", "label:{bug} is:open", "label", "", false},
		{"-label:b|", "-label:{b}", "label", "b", true},
		{`label:"good f|`, `label:{"good f}`, "label", "good f", false},
		{`label:"good f| is:open`, `label:{"good f} is:open`, "label", "good f", false},
		{`label:"good |first" is:open`, `label:{"good first"} is:open`, "label", "good ", false},
		{`label:"good"|`, `label:{"good"}`, "label", "good", false},
		{`label:|"good"`, `label:{"good"}`, "label", "", false},
		{"label:a,b|", "label:a,{b}", "label", "b", false},
		{"label:a|,b", "label:{a},b", "label", "a", false},
		{"label:a,|", "label:a,{}", "label", "", false},
		{`label:"a b","c|`, `label:"a b",{"c}`, "label", "c", false},
		{"milestone:a,b|", "milestone:{a,b}", "milestone", "a,b", false},
		{"foo:ba|", "{foo:ba}", "", "foo:ba", false},
		{`"a b|`, `{"a b}`, "", "a b", false},
		{"author:@m|", "author:{@m}", "author", "@m", false},
		{"is:open is:cl|osed x", "is:open is:{closed} x", "is", "cl", false},
		{"é is:|", "é is:{}", "is", "", false},
	}
	for _, test := range tests {
		offset := strings.IndexByte(test.text, '|')
		text := strings.Replace(test.text, "|", "", 1)
		c := At(text, offset)
		got := text[:c.Start] + "{" + text[c.Start:c.End] + "}" + text[c.End:]
		if got != test.want || c.Name != test.name || c.Typed != test.typed || c.Negated != test.neg {
			t.Errorf("%s: got %s of %q, typed %q, negated %v; want %s of %q, typed %q, negated %v",
				test.text, got, c.Name, c.Typed, c.Negated, test.want, test.name, test.typed, test.neg)
		}
	}
}

func TestAtOutside(t *testing.T) {
	for _, offset := range []int{-1, 5, 100} {
		if c := At("abc", offset); c.Start < 0 || c.End > 3 || c.Start > c.End {
			t.Errorf("%d: got %+v", offset, c)
		}
	}
}

func TestQuoted(t *testing.T) {
	tests := []struct{ value, want string }{
		{"bug", "bug"}, {"good first issue", `"good first issue"`}, {"a,b", `"a,b"`}, {"a(b)", `"a(b)"`}, {"", `""`}, {`say "hi"`, `"say  hi "`},
		{`a\`, "a"}, {"a\nb", `"a b"`}, {"área/süd", "área/süd"}, {"a:b", "a:b"},
	}
	for _, test := range tests {
		if got := Quoted(test.value); got != test.want {
			t.Errorf("%q: got %s, want %s", test.value, got, test.want)
		}
	}
}

func TestQualifiers(t *testing.T) {
	for what, table := range map[string][]Qualifier{"issues": Qualifiers(), "repositories": RepositoryQualifiers()} {
		seen := map[string]bool{}
		for _, q := range table {
			if seen[q.Name] || q.Help == "" || shapeOf(q.Name) == unknown {
				t.Errorf("%s: got %+v, want a known one, once, with help", what, q)
			}
			seen[q.Name] = true
			for _, v := range q.Values {
				if problems := Parse(q.Name + ":" + Quoted(v)).Problems(); len(problems) > 0 {
					t.Errorf("%s: %s:%s: got %v, want no problem", what, q.Name, v, problems)
				}
			}
			if issues, _ := Parse(q.Name + ":x").Kinds(); q.For == Pulls && issues {
				t.Errorf("%s: %s finds issues, and is said to be for pull requests", what, q.Name)
			}
		}
	}
}
