package markdown

import (
	"strings"
	"testing"

	"github.com/muesli/termenv"

	"hubtrail/ui/text"
)

// comment is what people write to one another: 3 kB of paragraphs, a list,
// code, a table, links.
func comment() string {
	return strings.Repeat("Thanks for the report, @someone. I can reproduce it with **version 2** when `cache: false` is set, see #12.\n\n", 5) +
		"The steps:\n\n1. start the server\n2. send `GET /items?page=2`\n3. see the [log](https://example.org/logs/1234)\n\n" +
		"```go\n" + strings.Repeat("func handle(w http.ResponseWriter, r *http.Request) {\n\thttp.Error(w, \"no such item\", 404) // as before\n}\n", 8) + "```\n\n" +
		"| Version | Result |\n|---|---|\n" + strings.Repeat("| 1.2.3 | works, with a warning |\n", 12) + "\n" +
		strings.Repeat("> You wrote that this is by design, but the documentation says something else.\n", 4) + "\n" +
		strings.Repeat("- [x] a test that fails before the change\n- [ ] a word in the changelog :tada:\n", 4)
}

func BenchmarkRender(b *testing.B) {
	source := comment()
	b.SetBytes(int64(len(source)))
	b.ReportAllocs()
	for b.Loop() {
		Render(source, Options{Width: 100, Hosts: []string{"github.com"}})
	}
}

// BenchmarkThousandComments is a long conversation: its time, and the bytes
// kept of it.
func BenchmarkThousandComments(b *testing.B) {
	source := comment()
	b.ReportAllocs()
	kept := 0
	for b.Loop() {
		kept = 0
		for range 1000 {
			kept += Render(source, Options{Width: 100, Hosts: []string{"github.com"}}).Bytes()
		}
	}
	b.ReportMetric(float64(kept), "kept-B")
}

func BenchmarkDraw(b *testing.B) {
	d, t := Render(comment(), Options{Width: 100}), newTheme(termenv.TrueColor)
	var r text.Row
	b.ReportAllocs()
	for b.Loop() {
		for i := range 40 {
			r.Reset(100, text.Style{})
			d.Draw(&r, t, i, 0)
		}
	}
}
