package markdown

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"
)

var update = flag.Bool("update", false, "rewrite what the texts in testdata look like")

// TestGoldens lays out the source of each file in testdata. The other parts of
// a file say what is expected by their names: "rows 60", "ascii 60" (drawn in
// ASCII), "looks 60" (with the look of each piece before it), "links".
func TestGoldens(t *testing.T) {
	paths, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(paths) == 0 {
		t.Fatalf("got no goldens: %v", err)
	}
	for _, path := range paths {
		t.Run(filepath.Base(path), func(t *testing.T) {
			a, err := txtar.ParseFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if a.Files[0].Name != "source" || len(a.Files) < 2 {
				t.Fatalf("got first part %q of %d, want the source and what it looks like", a.Files[0].Name, len(a.Files))
			}
			source := strings.TrimSuffix(string(a.Files[0].Data), "\n")
			for i := range a.Files[1:] {
				f := &a.Files[i+1]
				got := pictured(t, source, f.Name)
				if *update {
					f.Data = []byte(got)
				} else if want := string(f.Data); got != want {
					t.Errorf("%s (want -, got +):\n%s", f.Name, cmp.Diff(want, got))
				}
			}
			if *update {
				if err := os.WriteFile(path, txtar.Format(a), 0o644); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

// pictured is what a part of a golden file holds.
func pictured(t *testing.T, source, part string) string {
	what, number, _ := strings.Cut(part, " ")
	o := Options{Width: 60, Hosts: []string{"github.com", "git.example.org"}, Plain: what == "ascii"}
	if number != "" {
		n, err := strconv.Atoi(number)
		if err != nil {
			t.Fatalf("part %q: %v", part, err)
		}
		o.Width = n
	}
	d := Render(source, o)
	switch what {
	case "rows", "ascii":
		return strings.Join(drawn(d, o.Width), "\n") + "\n"
	case "looks":
		return looks(d)
	case "links":
		return described(d)
	}
	t.Fatalf("got part %q, want rows, ascii, looks or links", part)
	return ""
}

// looks writes the pieces of a text, each with its look before it.
func looks(d *Doc) string {
	var b strings.Builder
	at := 0
	for _, end := range d.rows {
		for ; at < int(end); at++ {
			p, from := d.pieces[at], uint32(0)
			if at > 0 {
				from = d.pieces[at-1].end
			}
			if p.look == plain && p.link == 0 {
				b.WriteString(d.text[from:p.end])
				continue
			}
			fmt.Fprintf(&b, "{%s", p.look)
			if p.link > 0 {
				fmt.Fprintf(&b, " %d", p.link-1)
			}
			fmt.Fprintf(&b, ":%s}", d.text[from:p.end])
		}
		b.WriteString("\n")
	}
	return b.String()
}

// String names a look for the goldens.
func (l look) String() string {
	names := []string{"plain", "dim", "link", "code", "heading", "good", "warn", "bad", "info", "badge", "frame",
		"source", "comment", "string", "number", "keyword", "call", "type", "key", "heading"}
	s := names[l&^flags]
	if l&strong != 0 {
		s += "+strong"
	}
	if l&emphasis != 0 {
		s += "+emphasis"
	}
	return s
}

func described(d *Doc) string {
	kinds := []string{"url", "issue", "commit", "person", "team", "path", "anchor"}
	var b strings.Builder
	for i, l := range d.Links() {
		fmt.Fprintf(&b, "%d row %d %s %q", i, l.Row, kinds[l.Kind], l.Text)
		number := ""
		if l.Number != 0 {
			number = strconv.Itoa(l.Number)
		}
		for _, f := range [][2]string{
			{"url", l.URL}, {"host", l.Host}, {"owner", l.Owner}, {"name", l.Name}, {"number", number}, {"sha", l.SHA}, {"login", l.Login}, {"path", l.Path},
		} {
			if f[1] != "" {
				fmt.Fprintf(&b, " %s=%s", f[0], f[1])
			}
		}
		b.WriteString("\n")
	}
	return b.String()
}
