package theme

import (
	"strconv"
	"strings"

	"github.com/charmbracelet/lipgloss"
	"github.com/muesli/termenv"
)

// An attr is a set of text attributes.
type attr uint8

const (
	bold attr = 1 << iota
	faint
	underline
	reverse
)

// A resolver turns a choice of colours and attributes into escape strings.
type resolver struct{ r *lipgloss.Renderer }

// style resolves a foreground, a background (nil for the terminal's own) and
// attributes. Where the profile has none of the colours asked for, plain
// attributes take their place.
func (m resolver) style(fg, bg *ink, with, plain attr) Style {
	s := m.r.NewStyle()
	coloured := false
	if fg != nil && m.has(*fg) {
		s, coloured = s.Foreground(fg.color()), true
	}
	if bg != nil && m.has(*bg) {
		s, coloured = s.Background(bg.color()), true
	}
	if !coloured && (fg != nil || bg != nil) {
		with = plain
	}
	return m.resolve(s, with)
}

func (m resolver) has(i ink) bool {
	switch m.r.ColorProfile() {
	case termenv.Ascii:
		return false
	case termenv.ANSI:
		return i.basic != ""
	case termenv.ANSI256:
		return i.index != ""
	}
	return true
}

// resolve asks lipgloss what it writes around a letter. Attributes are added
// by hand: lipgloss leaves them out with the colours, but a terminal without
// colours has them, and NO_COLOR is about colours only.
func (m resolver) resolve(s lipgloss.Style, with attr) Style {
	open, _, _ := strings.Cut(s.Render("x"), "x")
	var codes []string
	for _, a := range [...]struct {
		attr attr
		code string
	}{{bold, "1"}, {faint, "2"}, {underline, "4"}, {reverse, "7"}} {
		if with&a.attr != 0 {
			codes = append(codes, a.code)
		}
	}
	if len(codes) > 0 {
		open = "\x1b[" + strings.Join(codes, ";") + "m" + open
	}
	return Style{Open: open, Close: closing(open)}
}

// closing returns the sequence that undoes the SGR sequences in open, and
// only them (ECMA-48, 8.3.117).
func closing(open string) string {
	var codes []string
	add := func(code string) {
		for _, c := range codes {
			if c == code {
				return
			}
		}
		codes = append(codes, code)
	}
	for sequence := range strings.SplitSeq(open, "\x1b[") {
		params := strings.Split(strings.TrimSuffix(sequence, "m"), ";")
		for i := 0; i < len(params); i++ {
			n, err := strconv.Atoi(params[i])
			if err != nil {
				continue
			}
			switch {
			case n == 1 || n == 2:
				add("22")
			case n == 4:
				add("24")
			case n == 7:
				add("27")
			case n >= 30 && n <= 38 || n >= 90 && n <= 97:
				add("39")
			case n >= 40 && n <= 48 || n >= 100 && n <= 107:
				add("49")
			}
			if n == 38 || n == 48 {
				i += extended(params[i+1:])
			}
		}
	}
	if len(codes) == 0 {
		return ""
	}
	return "\x1b[" + strings.Join(codes, ";") + "m"
}

// extended returns how many parameters follow a 38 or 48: an index of the 256
// colours (5;n) or a colour (2;r;g;b).
func extended(params []string) int {
	if len(params) > 0 && params[0] == "5" {
		return 2
	}
	return 4
}
