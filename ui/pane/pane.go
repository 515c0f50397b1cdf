// Package pane is the contract between the root model and its panes: what a
// pane can be asked, what it is told, and what it may ask for. It holds no
// behaviour, so that panes and root can be read without one another.
package pane

import (
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"hubtrail/keymap"
)

// ID is a pane's address.
type ID string

// The panes of the layout, and those that lie above it.
const (
	Installations ID = "installations"
	Repositories  ID = "repositories"
	Commits       ID = "commits"
	Patch         ID = "patch"
	Issues        ID = "issues"
	Conversation  ID = "conversation"
	Owners        ID = "owners"
	Source        ID = "source"

	Welcome ID = "welcome"
	Detail  ID = "detail"
	Refs    ID = "refs"
	Help    ID = "help"
	Palette ID = "palette"
	Compose ID = "compose"
	Confirm ID = "confirm"
	Linker  ID = "linker"
	Who     ID = "who"

	Comparer ID = "comparer"
	Release  ID = "release"
)

// A Pane has one way in (Update), one way out (what Update returns) and one way
// to be seen (View). It never calls the root and never knows its siblings.
type Pane interface {
	// Scope names the bindings that hold now. The help line shows the same.
	Scope() keymap.Scope
	// Status is what the frame around the pane says about it.
	Status() Status
	// Resize is called before the first View and whenever the space changes.
	Resize(width, height int)
	// Update handles one message. The root carries the intent out before it
	// reads the next key. An answer may return an intent only if the user asked
	// for it and has pressed no key since; an event never.
	Update(tea.Msg) (Intent, tea.Cmd)
	// View draws the size last given to Resize: exactly height rows of exactly
	// width cells. It changes nothing.
	View(focused bool) []string
}

// Status is what the frame says about a pane.
type Status struct {
	Title string    // what is shown, cleaned: "northwind/api · main"
	Count string    // how much of it: "1,200 of 9,870"
	At    time.Time // when the data shown was fetched; zero if there is none
	Busy  time.Time // since when a request is under way; zero if none is
	Err   error     // why the last request failed; nil when it did not
}

// Mail is a value on its way from a command to the pane that asked. The root
// delivers it by address, shown or not, and runs Next, which waits for the
// value that follows.
type Mail struct {
	To   ID
	Msg  tea.Msg
	Next tea.Cmd
}
