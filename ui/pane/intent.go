package pane

import (
	"hubtrail/github"
	"hubtrail/keymap"
)

// Intent is a request to the root, made by returning it from Update. The set is
// closed: each is one case in the root.
type Intent interface{ intent() }

// ChooseInstallation makes an account's installation the subject.
type ChooseInstallation struct {
	Place github.Place
	Owner string // whose repositories; "" for all that the account reaches
	About ShowDetail
}

// ChooseRepository makes a repository the subject, at its default branch.
type ChooseRepository struct {
	Repo          github.RepoRef
	DefaultBranch string
}

// ChooseRef makes a branch or tag of the repository the subject.
type ChooseRef struct{ Ref string }

// ChooseCommit makes a commit the subject and shows it.
type ChooseCommit struct{ SHA string }

// Show puts a pane above the layout.
type Show struct{ Pane ID }

// ShowDetail puts the detail pane above the layout, with what it is to show.
type ShowDetail struct {
	Account      github.Account
	Identity     github.Identity
	Installation github.Installation
	Err          error // why the account cannot be used; nil if it can
}

// Close takes the topmost pane above the layout away.
type Close struct{}

// Leave goes back to where the user came from: the pane had nothing of its own
// to close.
type Leave struct{}

// Perform has an action carried out as if its key had been pressed in the pane
// beneath.
type Perform struct{ Action keymap.Action }

// Browse opens a web page in the user's browser.
type Browse struct{ URL string }

// Copy puts text on the clipboard.
type Copy struct {
	Text string
	What string // said in the status line: "URL", "SHA"
}

// BeginDemo adds the demo's accounts to the session.
type BeginDemo struct{}

// Say shows a line in the status line until the next key.
type Say struct{ Text string }

func (ChooseInstallation) intent() {}
func (ChooseRepository) intent()   {}
func (ChooseRef) intent()          {}
func (ChooseCommit) intent()       {}
func (Show) intent()               {}
func (ShowDetail) intent()         {}
func (Close) intent()              {}
func (Leave) intent()              {}
func (Perform) intent()            {}
func (Browse) intent()             {}
func (Copy) intent()               {}
func (BeginDemo) intent()          {}
func (Say) intent()                {}
