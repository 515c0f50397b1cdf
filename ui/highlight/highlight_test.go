package highlight

import (
	"strings"
	"testing"
)

// render writes a line with its tokens in brackets after a letter for the
// kind.
func render(line string, tokens []Token) string {
	var b strings.Builder
	at := 0
	for _, t := range tokens {
		b.WriteString(line[at:t.Start])
		b.WriteString(string("-csnkftah"[t.Kind]) + "[" + line[t.Start:t.End] + "]")
		at = t.End
	}
	return b.String() + line[at:]
}

func TestScan(t *testing.T) {
	for _, tt := range []struct {
		lang Lang
		text string
		want string
	}{
		{None, "if x { // y", "if x { // y"},
		{numLangs + 3, "if x", "if x"},

		{Go, `x := run("a\"b", 0x1F) // done`, `x := f[run](s["a\"b"], n[0x1F]) c[// done]`},
		{Go, "a /* b\nc */ d /* e */", "a c[/* b]\nc[c */] d c[/* e */]"},
		{Go, "s := `a\nb\\` + 'c'", "s := s[`a]\ns[b\\`] + s['c']"},
		{Go, "func (l *List) Move(n int) error {", "k[func] (l *List) f[Move](n t[int]) t[error] {"},
		{Go, "x.type(1.5e-3, nil)", "x.f[type](n[1.5e-3], n[nil])"},
		{Go, `x := "open`, `x := s["open]`},
		{Go, "", ""},

		{C, "#include <stdio.h>", "k[#include] <stdio.h>"},
		{C, "static int f(void) { return 'x'; }", "k[static] t[int] f[f](t[void]) { k[return] s['x']; }"},
		{CSharp, "var s = @\"a\nb\"; List<int> l;", "k[var] s = s[@\"a]\ns[b\"]; t[List]<t[int]> l;"},
		{Java, "@Override public String x() { return null; }", "a[@Override] k[public] t[String] f[x]() { k[return] n[null]; }"},
		{JavaScript, "const a = `x ${y}\nz` // b", "k[const] a = s[`x ${y}]\ns[z`] c[// b]"},
		{TypeScript, "type A = string | Foo", "k[type] t[A] = t[string] | t[Foo]"},
		{Kotlin, "/* a /* b */\nc */ val x = 1..2", "c[/* a /* b */]\nc[c */] k[val] x = n[1]..n[2]"},
		{Rust, "fn f<'a>(x: &'a str) -> char { 'b' }", "k[fn] f<'a>(x: &'a t[str]) -> t[char] { s['b'] }"},
		{Rust, `println!("a"); if x != '\'' {}`, `f[println]!(s["a"]); k[if] x != s['\''] {}`},
		{Rust, `r#"a "b" c"# + 'é'`, `rs[#"a "b" c"#] + s['é']`},
		{Python, "@cached\ndef f(x: int): # y", "a[@cached]\nk[def] f[f](x: t[int]): c[# y]"},
		{Python, "x = \"\"\"a\n'b'\n\"\"\" + f'c'", "x = s[\"\"\"a]\ns['b']\ns[\"\"\"] + fs['c']"},
		{Ruby, "=begin\nx = 1\n=end\nputs \"a#{b}\" # c", "c[=begin]\nc[x = 1]\nc[=end]\nputs s[\"a#{b}\"] c[# c]"},
		{PHP, "function f($x) { echo 'a'; } # b", "k[function] f[f](a[$x]) { k[echo] s['a']; } c[# b]"},
		{Lua, "--[[ a\nb ]] local x = nil -- c", "c[--[[ a]\nc[b ]]] k[local] x = n[nil] c[-- c]"},
		{Swift, "let x: Int = f(1)", "k[let] x: t[Int] = f[f](n[1])"},
		{Terraform, "resource \"a\" \"b\" {\n  name = var.x # y", "k[resource] s[\"a\"] s[\"b\"] {\n  a[name] = var.x c[# y]"},

		{Shell, `if [ -n "$x" ]; then echo ${y} a#b $# # c`, `k[if] [ -n s["$x"] ]; k[then] echo a[${y}] a#b a[$#] c[# c]`},
		{Shell, `echo it\'s 'one'`, `echo it\'s s['one']`},
		{SQL, "SELECT count(*) FROM t WHERE a = 'it''s' -- b", "k[SELECT] f[count](*) k[FROM] t k[WHERE] a = s['it''s'] c[-- b]"},
		{CSS, "  color: #fff; /* a */", "  a[color]: #fff; c[/* a */]"},
		{CSS, "a:hover { margin: 10px 50% }", "a:hover { margin: n[10px] n[50%] }"},
		{CSS, "@media (min-width: 3em) {", "a[@media] (min-width: n[3em]) {"},
		{Dockerfile, "FROM golang:1.26 AS build\nRUN echo $X # no", "k[FROM] golang:n[1.26] AS build\nk[RUN] echo a[$X] c[# no]"},
		{Makefile, "build: a.go\n\tgo build $(FLAGS)\nX := 1\nifeq (a,b)", "f[build]: a.go\n\tgo build a[$(FLAGS)]\na[X] := n[1]\nk[ifeq] (a,b)"},

		{JSON, `{"a": "b", "c" : [1.5, true]} // d`, `{a["a"]: s["b"], a["c"] : [n[1.5], n[true]]} c[// d]`},
		{TOML, "[a.b]\nx-y = \"c\" # d\nz = [1, 2]", "h[[a.b]]\na[x-y] = s[\"c\"] c[# d]\na[z] = [n[1], n[2]]"},
		{INI, "; a\n[b]\nc.d = true", "c[; a]\nh[[b]]\na[c.d] = n[true]"},
		{YAML, "---\n- a b: \"c\" # d\n  e: true\nurl: http://x", "k[---]\n- a[a b]: s[\"c\"] c[# d]\n  a[e]: n[true]\na[url]: http://x"},
		{YAML, "\"a: b\": 1\nf: it's\n# g: h", "a[\"a: b\"]: n[1]\na[f]: it's\nc[# g: h]"},
		{YAML, "on: ['a', \"b\"]", "a[on]: [s['a'], s[\"b\"]]"},

		{HTML, "<a href=\"x\">b &amp; c</a>", "<k[a] a[href]=s[\"x\"]>b n[&amp;] c</k[a]>"},
		{HTML, "<!-- a\nb --> <br\n id=x> if 1 < 2", "c[<!-- a]\nc[b -->] <k[br]\n a[id]=a[x]> if 1 < 2"},
		{Markdown, "# Title", "h[# Title]"},
		{Markdown, "- see `a[b](c)` and [d](e)", "k[-] see s[`a[b](c)`] and [a[d]](s[e])"},
		{Markdown, "```go\n# x\n~~~\n```\n> q\n#x", "s[```go]\ns[# x]\ns[~~~]\ns[```]\nc[> q]\n#x"},
		{Markdown, "``a ` b`` [c] `d", "s[``a ` b``] [c] `d"},
	} {
		var got []string
		var state State
		for line := range strings.SplitSeq(tt.text, "\n") {
			var tokens []Token
			tokens, state = Scan(nil, tt.lang, line, state)
			got = append(got, render(line, tokens))
		}
		if got := strings.Join(got, "\n"); got != tt.want {
			t.Errorf("language %d, %q:\n got %q,\nwant %q", tt.lang, tt.text, got, tt.want)
		}
	}
}

func TestScanKeepsWhatIsThere(t *testing.T) {
	before := []Token{{Start: 0, End: 1, Kind: Keyword}}
	got, _ := Scan(before, Go, "if", State{})
	if len(got) != 2 || got[0] != before[0] || got[1] != (Token{Start: 0, End: 2, Kind: Keyword}) {
		t.Errorf("got %v, want the token given and that of the line", got)
	}
}

func TestScanStopsInALongLine(t *testing.T) {
	line := `"` + strings.Repeat("é", 100_000) + `"`
	got, _ := Scan(nil, Go, line, State{})
	if want := (Token{Start: 0, End: maxLine - 1, Kind: String}); len(got) != 1 || got[0] != want {
		t.Errorf("got %v, want only %v, which ends with a whole character", got, want)
	}
}

func TestLanguage(t *testing.T) {
	for _, tt := range []struct {
		path string
		want Lang
	}{
		{"ui/model.go", Go}, {"go.mod", Go}, {"a/b.H", C}, {"x.proto", C}, {"A.cs", CSharp}, {"a.scss", CSS},
		{"Dockerfile", Dockerfile}, {"build/Dockerfile.dev", Dockerfile}, {"index.html", HTML}, {"pom.xml", HTML},
		{".github/CODEOWNERS", INI}, {"setup.cfg", INI}, {"A.java", Java}, {"build.gradle", Java}, {"a.jsx", JavaScript},
		{"package.json", JSON}, {"A.kt", Kotlin}, {"a.lua", Lua}, {"Makefile", Makefile}, {"README.md", Markdown},
		{"a.php", PHP}, {"a.py", Python}, {"Gemfile", Ruby}, {"a.rb", Ruby}, {"lib.rs", Rust}, {"a.sh", Shell},
		{"a.sql", SQL}, {"A.swift", Swift}, {"main.tf", Terraform}, {"Cargo.toml", TOML}, {"a.tsx", TypeScript},
		{".github/workflows/ci.yml", YAML}, {"a.b.yaml", YAML},
		{"", None}, {"LICENSE", None}, {"a.unknown", None}, {"dir.go/file", None}, {"a.", None},
	} {
		if got := Language(tt.path); got != tt.want {
			t.Errorf("Language(%q): got %d, want %d", tt.path, got, tt.want)
		}
	}
}

func TestScanAllocatesNothing(t *testing.T) {
	dst := make([]Token, 0, 64)
	for lang := None; lang < numLangs; lang++ {
		got := testing.AllocsPerRun(100, func() {
			var s State
			for _, line := range []string{`if select(x) { "a": 'b', /* c`, "*/ [k] = <a b=\"c\"> # `d` [e](f)", "KEY: value $x"} {
				_, s = Scan(dst, lang, line, s)
			}
		})
		if got != 0 {
			t.Errorf("language %d: got %v allocations, want 0", lang, got)
		}
	}
}

func FuzzScan(f *testing.F) {
	f.Add(uint8(Go), "x := `a\nb` /* c", uint8(0), uint8(0))
	f.Add(uint8(Rust), "'\\''a 'é r#\"", uint8(3), uint8(200))
	f.Add(uint8(HTML), "<!-- a\n--><b c='d'&x;", uint8(2), uint8(0))
	f.Add(uint8(Markdown), "```\n~~~\n[a](b)`c", uint8(3), uint8(0))
	f.Add(uint8(YAML), "- 'a': b\n\\", uint8(9), uint8(9))
	f.Fuzz(func(t *testing.T, lang uint8, text string, span, depth uint8) {
		state := State{span: span, depth: depth}
		for line := range strings.SplitSeq(text, "\n") {
			var tokens []Token
			tokens, state = Scan(tokens, Lang(lang%uint8(numLangs+1)), line, state)
			end := 0
			for _, tok := range tokens {
				if tok.Start < end || tok.End <= tok.Start || tok.End > len(line) || tok.Kind == Plain || tok.Kind > Heading {
					t.Fatalf("language %d, %q: got token %v after %d", lang, line, tok, end)
				}
				end = tok.End
			}
		}
	})
}

func BenchmarkScan(b *testing.B) {
	for _, bb := range []struct {
		name string
		lang Lang
		line string
	}{
		{"go", Go, "	if err := run(ctx, \"name\", 42); err != nil { // why"},
		{"typescript", TypeScript, "  const found = items.filter((item: Item) => item.name === 'x');"},
		{"python", Python, "    def visit(self, node: Node, depth=0) -> None:  # walk"},
		{"yaml", YAML, "      - name: \"Check out\" # first"},
		{"html", HTML, "<div class=\"row\" id='x'>some text &amp; more</div>"},
		{"plain", None, "some text of a usual length in a line"},
	} {
		b.Run(bb.name, func(b *testing.B) {
			dst := make([]Token, 0, 64)
			b.ReportAllocs()
			for b.Loop() {
				dst, _ = Scan(dst[:0], bb.lang, bb.line, State{})
			}
		})
	}
}
