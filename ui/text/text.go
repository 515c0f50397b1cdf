// Package text turns strings into terminal cells: it makes text from outside
// safe to draw, measures it, cuts, pads and wraps it, and builds styled rows
// of an exact width. It knows nothing of panes, colours or GitHub; what it
// calls a style is a pair of escape strings made elsewhere.
//
// Widths are those of github.com/charmbracelet/x/ansi, which counts grapheme
// clusters: the painter cuts by the same rule, so a row that fits here is
// never cut there. Unless said otherwise, functions take plain text, that is
// text without escape sequences, as [Clean] leaves it.
package text

import (
	"strings"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

// Ellipsis is what the cutting functions put where text is missing: one cell.
const Ellipsis = "…"

// Width returns how many cells s takes.
func Width(s string) int {
	_, used := cut(s, int(^uint(0)>>1))
	return used
}

// Cut returns the longest start of s that takes at most width cells. A wide
// character is never split, so the result may be one cell narrower.
func Cut(s string, width int) string {
	n, _ := cut(s, width)
	return s[:n]
}

// Pad returns s followed by spaces up to width cells. Longer text is returned
// as it is.
func Pad(s string, width int) string {
	return s + Spaces(width-Width(s))
}

// Fit returns s in exactly width cells: padded with spaces, or cut with an
// ellipsis at its end.
func Fit(s string, width int) string {
	if len(s) == width && isASCII(s) {
		return s
	}
	return string(AppendFit(make([]byte, 0, max(width, 0)+len(Ellipsis)), s, width))
}

// AppendFit appends what [Fit] returns to b.
func AppendFit(b []byte, s string, width int) []byte {
	body, more, used := fit(s, width)
	b = append(b, body...)
	if more {
		b = append(b, Ellipsis...)
	}
	return appendSpaces(b, width-used)
}

// FitLeft returns s in exactly width cells, keeping its end: padded with
// spaces after it, or cut with an ellipsis at its start, as suits a path.
func FitLeft(s string, width int) string {
	return string(appendFitLeft(nil, s, width))
}

func appendFitLeft(b []byte, s string, width int) []byte {
	if width <= 0 {
		return b
	}
	used := Width(s)
	if used > width {
		skipped, gap := skip(s, used-width+1)
		// A wide character cut in half leaves a gap beside the ellipsis.
		b = append(b, Ellipsis...)
		b = appendSpaces(b, gap)
		return append(b, s[skipped:]...)
	}
	b = append(b, s...)
	return appendSpaces(b, width-used)
}

// Middle returns s in at most width cells, with an ellipsis for what is
// missing in its middle.
func Middle(s string, width int) string {
	used := Width(s)
	switch {
	case used <= width:
		return s
	case width <= 0:
		return ""
	}
	head := Cut(s, width/2)
	tail, _ := skip(s, used-(width-1-Width(head)))
	return head + Ellipsis + s[tail:]
}

// Spaces returns n spaces, none if n is negative.
func Spaces(n int) string {
	if n <= 0 {
		return ""
	}
	if n <= len(blank) {
		return blank[:n]
	}
	return strings.Repeat(" ", n)
}

// blank is as long as a wide terminal, so that padding costs no allocation.
const blank = "                                                                " +
	"                                                                " +
	"                                                                " +
	"                                                                "

func appendSpaces(b []byte, n int) []byte {
	for n > 0 {
		m := min(n, len(blank))
		b = append(b, blank[:m]...)
		n -= m
	}
	return b
}

// fit returns the start of s to draw in width cells, whether an ellipsis
// follows it, and the cells both take.
func fit(s string, width int) (body string, more bool, used int) {
	if width <= 0 {
		return "", false, 0
	}
	n, used := cut(s, width)
	if n == len(s) {
		return s, false, used
	}
	n, used = cut(s, width-1)
	return s[:n], true, used + 1
}

// cut returns the length in bytes of the longest start of s that takes at
// most width cells, and the cells it takes. Marks without a width stay with
// the character they follow.
func cut(s string, width int) (n, used int) {
	for n < len(s) {
		if c := s[n]; c >= ' ' && c <= '~' {
			if used >= width {
				break
			}
			used++
			n++
			continue
		}
		size, w := first(s[n:])
		if used+w > width {
			break
		}
		used += w
		n += size
	}
	return n, used
}

// first returns the length in bytes of the first character of s and its cells.
// A mark after an ASCII letter is a character without a width of its own, as
// the painter has it.
func first(s string) (size, cells int) {
	if s == "" {
		return 0, 0
	}
	if c := s[0]; c < 0x80 {
		if c < ' ' || c == 0x7f {
			return 1, 0
		}
		return 1, 1
	}
	r, size := utf8.DecodeRuneInString(s)
	if cells = Certain(r); cells > 0 && alone(s[size:]) {
		return size, cells
	}
	cluster, w := ansi.FirstGraphemeCluster(s, ansi.GraphemeWidth)
	return len(cluster), w
}

// alone reports whether what follows a character of a certain width cannot join
// with it.
func alone(rest string) bool {
	if rest == "" || rest[0] < utf8.RuneSelf {
		return true
	}
	r, _ := utf8.DecodeRuneInString(rest)
	return Certain(r) > 0
}

// skip returns the length in bytes of the shortest start of s that takes at
// least width cells, and how many cells it takes beyond width: one if the
// last character is a wide one that would be split.
func skip(s string, width int) (n, gap int) {
	if width <= 0 {
		return 0, 0
	}
	n, used := cut(s, width)
	if used == width || n == len(s) {
		return n, 0
	}
	size, w := first(s[n:])
	return n + size, used + w - width
}

func isASCII(s string) bool {
	for i := 0; i < len(s); i++ {
		if c := s[i]; c < ' ' || c > '~' {
			return false
		}
	}
	return true
}
