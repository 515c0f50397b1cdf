package theme

import "github.com/charmbracelet/lipgloss"

// Glyphs are the characters drawn as marks, one cell each, and the lines of
// frames.
type Glyphs struct {
	Dot, Circle, Check, Cross, Star, Bullet string
	// Issues and pull requests by state, told apart by shape alone; Marked is a
	// row among those chosen.
	IssueOpen, IssueDone, NotPlanned, PullOpen, PullDraft, PullMerged, PullClosed, Marked string
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
		IssueOpen: "○", IssueDone: "✓", NotPlanned: "⊘", PullOpen: "◇", PullDraft: "◌", PullMerged: "◆", PullClosed: "✗", Marked: "▪",
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
		IssueOpen: "o", IssueDone: "+", NotPlanned: "-", PullOpen: "p", PullDraft: "d", PullMerged: "m", PullClosed: "x", Marked: "#",
		Closed: ">", Open: "v", Pointer: ">", Arrow: ">",
		Thumb: "#", Track: "|",
		Branch: "|", LastBranch: "`", Trunk: "|",
		Spinner: []string{"|", "/", "-", "\\"},
		Border:  lipgloss.ASCIIBorder(),
	}
}
