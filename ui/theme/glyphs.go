package theme

import "github.com/charmbracelet/lipgloss"

// Glyphs are the characters drawn as marks, one cell each, and the lines of
// frames.
type Glyphs struct {
	Dot, Circle, Check, Cross, Star, Bullet string
	// Closed and Open stand before what can be unfolded, Pointer before the
	// chosen one, Arrow between from and to.
	Closed, Open, Pointer, Arrow string
	// Thumb and Track are the scrollbar.
	Thumb, Track string
	// Tree lines: an item with others after it, the last item, and what runs
	// past an item's children.
	Branch, LastBranch, Trunk string
	// Spinner is the frames of the mark of work under way.
	Spinner []string
	// Border is the frame of panes and dialogs.
	Border lipgloss.Border
}

func unicodeGlyphs() Glyphs {
	return Glyphs{
		Dot: "●", Circle: "○", Check: "✓", Cross: "✗", Star: "★", Bullet: "•",
		Closed: "▸", Open: "▾", Pointer: "›", Arrow: "→",
		Thumb: "┃", Track: "│",
		Branch: "├", LastBranch: "└", Trunk: "│",
		Spinner: []string{"⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"},
		Border:  lipgloss.RoundedBorder(),
	}
}

func asciiGlyphs() Glyphs {
	return Glyphs{
		Dot: "*", Circle: "o", Check: "+", Cross: "x", Star: "*", Bullet: "-",
		Closed: ">", Open: "v", Pointer: ">", Arrow: ">",
		Thumb: "#", Track: "|",
		Branch: "|", LastBranch: "`", Trunk: "|",
		Spinner: []string{"|", "/", "-", "\\"},
		Border:  lipgloss.ASCIIBorder(),
	}
}
