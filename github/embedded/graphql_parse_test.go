package embedded

import (
	"errors"
	"strings"
	"testing"
)

// printGQL writes selections in one form, to be compared.
func printGQL(b *strings.Builder, list []*gqlSelection) {
	b.WriteString("{")
	for i, s := range list {
		if i > 0 {
			b.WriteString(" ")
		}
		switch {
		case s.spread != "":
			b.WriteString("..." + s.spread)
		case s.name == "":
			b.WriteString("...")
			if s.on != "" {
				b.WriteString(" on " + s.on)
			}
		case s.alias != "":
			b.WriteString(s.alias + ":" + s.name)
		default:
			b.WriteString(s.name)
		}
		printArguments(b, s.args)
		for _, d := range s.conditions {
			b.WriteString("@" + d.name)
			printArguments(b, d.args)
		}
		if s.selections != nil {
			printGQL(b, s.selections)
		}
	}
	b.WriteString("}")
}

func printArguments(b *strings.Builder, args []gqlArgument) {
	for i, a := range args {
		b.WriteString([]string{"(", ","}[min(i, 1)] + a.name + ":")
		printValue(b, a.value)
	}
	if len(args) > 0 {
		b.WriteString(")")
	}
}

func printValue(b *strings.Builder, v *gqlValue) {
	switch v.kind {
	case gqlStringValue:
		// A string in threefold quotes cannot hold everything; this form can.
		b.WriteString(`"`)
		for _, r := range v.text {
			switch {
			case r == '"' || r == '\\':
				b.WriteString(`\` + string(r))
			case r == '\n':
				b.WriteString(`\n`)
			case r == '\r':
				b.WriteString(`\r`)
			default:
				b.WriteRune(r)
			}
		}
		b.WriteString(`"`)
	case gqlVariableValue:
		b.WriteString("$" + v.text)
	case gqlListValue:
		b.WriteString("[")
		for _, item := range v.list {
			printValue(b, item)
			b.WriteString(",")
		}
		b.WriteString("]")
	case gqlObjectValue:
		b.WriteString("{")
		for _, f := range v.fields {
			b.WriteString(f.name + ":")
			printValue(b, f.value)
			b.WriteString(",")
		}
		b.WriteString("}")
	default:
		b.WriteString(v.text)
	}
}

func printDocument(d *gqlDocument) string {
	var b strings.Builder
	for _, o := range d.operations {
		b.WriteString(o.kind + " " + o.name)
		for i, v := range o.variables {
			b.WriteString([]string{"(", ","}[min(i, 1)] + "$" + v.name + ":" + v.of.String())
			if v.fallback != nil {
				b.WriteString("=")
				printValue(&b, v.fallback)
			}
		}
		if len(o.variables) > 0 {
			b.WriteString(")")
		}
		printGQL(&b, o.selections)
	}
	return b.String()
}

func TestParseGQL(t *testing.T) {
	tests := []struct{ text, want string }{
		{"{a}", "query {a}"},
		{"\ufeff,,{ a , b\r\n# comment\r c }", "query {a b c}"},
		{"query Q($a:Int!,$b:[String!]!=[\"x\"],$c:In={k:1.5e3,l:[true,null,RED]}){a(x:$a,y:-0)}", `query Q($a:Int!,$b:[String!]!=["x",],$c:In={k:1.5e3,l:[true,null,RED,],}){a(x:$a,y:-0)}`},
		{"{x:a @skip(if:true) @y {...f ...on T{b} ...@include(if:$v){c} ...{d}}} fragment f on T @z {e}", "query {x:a@skip(if:true)@y{...f ... on T{b} ...@include(if:$v){c} ...{d}}}"},
		{`{a(s:"é \"\\\/\b\f\n\r\t\u0041")}`, "query {a(s:\"é \\\"\\\\/\b\f\\n\\r\tA\")}"},
		{"{a(s:\"\"\"\n    one\n      two \\\"\"\"\n\n    \"\"\")}", `query {a(s:"one\n  two \"\"\"")}`},
		{"{query mutation on fragment true}", "query {query mutation on fragment true}"},
		{"query A{a} mutation B{b} subscription C{c}", "query A{a}mutation B{b}subscription C{c}"},
	}
	for _, tt := range tests {
		d, err := parseGQL(tt.text)
		if err != nil {
			t.Errorf("%q: %v", tt.text, err)
			continue
		}
		if got := printDocument(d); got != tt.want {
			t.Errorf("%q: got %s, want %s", tt.text, got, tt.want)
		}
	}
}

func TestParseGQLMistakes(t *testing.T) {
	tests := []struct {
		text, message string
		at            gqlPlace
	}{
		{"", "there is no query in it", gqlPlace{1, 1}},
		{"# nothing\n", "there is no query in it", gqlPlace{2, 1}},
		{"{}", "a selection is empty", gqlPlace{1, 3}},
		{"{a()}", "a list of arguments is empty", gqlPlace{1, 5}},
		{"query(){a}", "the list of variables is empty", gqlPlace{1, 8}},
		{"{a(b)}", `expected ":", got ")"`, gqlPlace{1, 5}},
		{"{a(b:)}", `expected a value, got ")"`, gqlPlace{1, 6}},
		{"query($a:Int=$b){a}", `expected a value, got "$"`, gqlPlace{1, 14}},
		{"{a(b:01)}", "malformed number", gqlPlace{1, 6}},
		{"{a(b:1.)}", "malformed number", gqlPlace{1, 6}},
		{"{a(b:1x)}", "malformed number", gqlPlace{1, 6}},
		{"{a(b:-)}", "malformed number", gqlPlace{1, 6}},
		{"{a(b:3000000000)}", "3000000000 is no 32-bit integer", gqlPlace{1, 6}},
		{"{a(b:\"x\n\")}", "a string is not closed", gqlPlace{1, 6}},
		{"{a(b:\"\"\"x)}", "a string is not closed", gqlPlace{1, 6}},
		{`{a(b:"\x")}`, "unknown escape in a string", gqlPlace{1, 7}},
		{`{a(b:"\u12")}`, "unknown escape in a string", gqlPlace{1, 7}},
		{"type T{a}", `expected a definition, got "type"`, gqlPlace{1, 1}},
		{"{a} fragment on on T{a}", "a fragment cannot be called on", gqlPlace{1, 17}},
		{"{a} fragment f T{a}", `expected "on" and a type`, gqlPlace{1, 17}},
		{"{a} fragment f on T{a} fragment f on T{a}", "the fragment f is there twice", gqlPlace{1, 24}},
		{"{a} }", `expected a definition, got "}"`, gqlPlace{1, 5}},
		{"{ä}", "unexpected character 'ä'", gqlPlace{1, 2}},
	}
	for _, tt := range tests {
		_, err := parseGQL(tt.text)
		e, ok := errors.AsType[*gqlSyntax](err)
		if !ok || e.message != tt.message || e.at != tt.at {
			t.Errorf("%q: got %v, want %q at %v", tt.text, err, tt.message, tt.at)
		}
	}
}

// Whatever is sent, the parser says what is wrong with it or gives a document
// that means the same when it is written down again.
func FuzzParseGQL(f *testing.F) {
	f.Add("query Q($a:[Int!]!=[1]){x:a(b:{c:$a},d:\"\\u0041\"){...f ...on T@skip(if:true){b}}} fragment f on T{c}")
	f.Add("{a(s:\"\"\"\n  x\n    y\n\"\"\")}")
	f.Add(strings.Repeat("{a", 200))
	f.Add("query($a:" + strings.Repeat("[", 200) + "Int){a}")
	types := gqlSchema()
	f.Fuzz(func(t *testing.T, text string) {
		d, err := parseGQL(text)
		if err != nil {
			if _, ok := errors.AsType[*gqlSyntax](err); !ok {
				t.Errorf("got %v, want an error with its place", err)
			}
			return
		}
		once := printDocument(d)
		again, err := parseGQL(once)
		if err != nil {
			t.Fatalf("%q written as %q: %v", text, once, err)
		}
		if twice := printDocument(again); twice != once {
			t.Errorf("got %q, want %q", twice, once)
		}
		variables, _ := types.variablesOf(d.operations[0], nil)
		(&gqlCheck{types: types, doc: d, op: d.operations[0], variables: variables}).run()
	})
}

// Fragments that spread one another twice would make a query of any size.
func TestCheckBoundsFragments(t *testing.T) {
	var b strings.Builder
	b.WriteString("{viewer{...a}}")
	for c := 'a'; c < 'z'; c++ {
		b.WriteString(" fragment " + string(c) + " on User{..." + string(c+1) + " ..." + string(c+1) + "}")
	}
	b.WriteString(" fragment z on User{login}")
	d, err := parseGQL(b.String())
	if err != nil {
		t.Fatal(err)
	}
	k := &gqlCheck{types: gqlSchema(), doc: d, op: d.operations[0]}
	k.run()
	if len(k.errors) != 1 || k.errors[0].Extensions["code"] != "queryTooLarge" || k.fields > gqlFields+100 {
		t.Errorf("got %v after %d fields, want the query refused", k.errors, k.fields)
	}
}
