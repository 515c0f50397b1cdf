package theme

import "github.com/charmbracelet/lipgloss"

// An ink is one colour in the three depths a terminal may have: "#rrggbb", an
// index of the 256 colours, and one of the 16, empty where none is readable
// on every background.
type ink struct{ rgb, index, basic string }

func (i ink) color() lipgloss.CompleteColor {
	return lipgloss.CompleteColor{TrueColor: i.rgb, ANSI256: i.index, ANSI: i.basic}
}

// A palette is the colours of one background.
type palette struct {
	dim, accent, green, yellow, red, blue, match, magenta, cyan, orange, text, border ink
	// Backgrounds.
	selected, blurred, added, deleted, addedLine, deletedLine ink
}

func darkPalette() palette {
	return palette{
		dim:     ink{"#b0b0b0", "145", ""},
		accent:  ink{"#6cb6ff", "75", "6"},
		green:   ink{"#6fcf85", "114", "2"},
		yellow:  ink{"#e3b341", "179", "3"},
		red:     ink{"#ff9492", "210", "1"},
		blue:    ink{"#7cc4f0", "117", "4"},
		match:   ink{"#f2cc60", "221", "5"},
		magenta: ink{"#d2a8ff", "183", "5"},
		cyan:    ink{"#76d9d0", "116", "6"},
		orange:  ink{"#ffb380", "216", "3"},
		text:    ink{"#a5d6ff", "153", "2"},
		border:  ink{"#6b7280", "243", ""},

		selected: ink{"#2b3d54", "237", ""},
		blurred:  ink{"#333333", "236", ""},
		added:    ink{"#1f4429", "22", ""},
		deleted:  ink{"#5a2329", "52", ""},

		addedLine:   ink{"#13291b", "", ""},
		deletedLine: ink{"#33191c", "", ""},
	}
}

func lightPalette() palette {
	return palette{
		dim:     ink{"#59636e", "240", ""},
		accent:  ink{"#0958b8", "25", "6"},
		green:   ink{"#1a6b2f", "22", "2"},
		yellow:  ink{"#7d4e00", "58", "3"},
		red:     ink{"#b3202a", "124", "1"},
		blue:    ink{"#0b5f8a", "24", "4"},
		match:   ink{"#9a3b00", "89", "5"},
		magenta: ink{"#6f42c1", "54", "5"},
		cyan:    ink{"#0f5f63", "23", "6"},
		orange:  ink{"#8a4600", "58", "3"},
		text:    ink{"#0a3069", "18", "2"},
		border:  ink{"#8c959f", "246", ""},

		selected: ink{"#dbe9f9", "189", ""},
		blurred:  ink{"#ebebeb", "255", ""},
		added:    ink{"#c8efd0", "194", ""},
		deleted:  ink{"#ffdcd9", "224", ""},

		addedLine:   ink{"#e9faed", "", ""},
		deletedLine: ink{"#fff1f0", "", ""},
	}
}
