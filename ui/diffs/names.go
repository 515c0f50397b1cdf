package diffs

import (
	"strings"

	"hubtrail/ui/text"
)

// name is a file's path, or what became of it.
func (b *brush) name(f *file) string {
	if f.PreviousPath != "" && f.PreviousPath != f.Path {
		before, from, to, after := renaming(f.PreviousPath, f.Path)
		if before+after != "" {
			from, to = "{"+from, to+"}"
		}
		return text.Clean(before + from + " " + b.th.Glyphs.Arrow + " " + to + after)
	}
	return text.Clean(f.Path)
}

// renaming cuts two paths into the folders that both begin with, what differs, and
// the parts that both end with, as git shortens them.
func renaming(from, to string) (before, oldPart, newPart, after string) {
	a, b := strings.Split(from, "/"), strings.Split(to, "/")
	n := 0
	for n < min(len(a), len(b))-1 && a[n] == b[n] {
		n++
	}
	m := 0
	for m < min(len(a), len(b))-n && a[len(a)-1-m] == b[len(b)-1-m] {
		m++
	}
	if before = strings.Join(a[:n], "/"); n > 0 {
		before += "/"
	}
	if after = strings.Join(a[len(a)-m:], "/"); m > 0 {
		after = "/" + after
	}
	return before, strings.Join(a[n:len(a)-m], "/"), strings.Join(b[n:len(b)-m], "/"), after
}
