// Package keymap holds what a key means: every action, every scope, the default
// bindings, and the user's changes to them. It knows neither panes nor GitHub;
// help line, help page, palette and README are made from its tables.
package keymap

// Action is a verb the user asks for. Its value is the name used in the
// configuration file.
type Action string

// Moving within a pane.
const (
	Up           Action = "up"
	Down         Action = "down"
	PageUp       Action = "page-up"
	PageDown     Action = "page-down"
	HalfPageUp   Action = "half-page-up"
	HalfPageDown Action = "half-page-down"
	First        Action = "first"
	Last         Action = "last"
	Left         Action = "left"
	Right        Action = "right"
	NextFile     Action = "next-file"
	PreviousFile Action = "previous-file"
)

// Moving between panes.
const (
	NextPane     Action = "next-pane"
	PreviousPane Action = "previous-pane"
	Pane1        Action = "pane-1"
	Pane2        Action = "pane-2"
	Pane3        Action = "pane-3"
	Pane4        Action = "pane-4"
	Zoom         Action = "zoom"
	Back         Action = "back"
	BackOrQuit   Action = "back-or-quit"
	Quit         Action = "quit"
	Suspend      Action = "suspend"
)

// What is done with the thing under the cursor.
const (
	Open      Action = "open"
	Browse    Action = "browse"
	CopyShort Action = "copy"
	CopyURL   Action = "copy-url"
	Reload    Action = "reload"
	ReloadAll Action = "reload-all"
	Filter    Action = "filter"
	Sort      Action = "sort"
	Archived  Action = "archived"
	Pin       Action = "pin"
	Refs      Action = "refs"
	Details   Action = "details"
	StartDemo Action = "demo"
	Help      Action = "help"
	Palette   Action = "palette"
	Accept    Action = "accept"
	Cancel    Action = "cancel"
)

// Actions lists every action with its help, in the order of help and palette.
func Actions() []Described {
	return []Described{
		{Up, "move up"}, {Down, "move down"},
		{PageUp, "page up"}, {PageDown, "page down"},
		{HalfPageUp, "half a page up"}, {HalfPageDown, "half a page down"},
		{First, "go to the top"}, {Last, "go to the end"},
		{Left, "scroll or go left"}, {Right, "scroll or go right"},
		{NextFile, "next file"}, {PreviousFile, "previous file"},
		{Open, "open"}, {Details, "show details"},
		{Filter, "filter by typing"}, {Sort, "change the order"},
		{Archived, "show or hide archived"}, {Pin, "pin to the top, or unpin"},
		{Refs, "choose a branch or tag"},
		{Browse, "open in the browser"},
		{CopyShort, "copy the name or SHA"}, {CopyURL, "copy the URL"},
		{Reload, "reload"}, {ReloadAll, "reload every pane"},
		{NextPane, "next pane"}, {PreviousPane, "previous pane"},
		{Pane1, "go to accounts"}, {Pane2, "go to repositories"},
		{Pane3, "go to commits"}, {Pane4, "go to the commit's files"},
		{Zoom, "zoom the pane in or out"},
		{StartDemo, "start the demo"},
		{Palette, "search every action"}, {Help, "help"},
		{Accept, "accept"}, {Cancel, "cancel"},
		{Back, "go back"}, {BackOrQuit, "go back, then quit"},
		{Suspend, "suspend to the shell"}, {Quit, "quit"},
	}
}

// Described is an action with its one-line help.
type Described struct {
	Action Action
	Help   string
}
