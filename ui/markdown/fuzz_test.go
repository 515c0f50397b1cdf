package markdown

import "testing"

func FuzzRender(f *testing.F) {
	for _, s := range sources(f) {
		f.Add(s[:min(len(s), 4000)], 20, 100)
	}
	f.Add("> [!NOTE]\n> - [ ] <a href=b>c</a> | `d`\n\n|a\n|-\n", 3, 1)
	f.Fuzz(func(t *testing.T, source string, width, most int) {
		o := Options{Width: width % 200, Most: most % 1000, Plain: most%2 == 0, Hosts: []string{"github.com"}}
		d := Render(source, o)
		o.Width, o.Most = max(o.Width, 0), max(o.Most, 0)
		check(t, d, o)
	})
}
