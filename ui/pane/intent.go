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

// ChooseRef makes a branch, tag or commit of the repository the subject.
type ChooseRef struct {
	Ref  string
	Said string // beside it; "" is nothing
}

// ChooseCommit makes a commit the subject and shows it.
type ChooseCommit struct{ SHA string }

// ChooseIssues makes a repository the subject and shows its issues and pull
// requests.
type ChooseIssues struct {
	Repo          github.RepoRef
	DefaultBranch string
}

// ChooseIssue makes an issue or pull request the subject and shows it. As an
// answer it is carried out only while the pane that gives it has the focus.
type ChooseIssue struct {
	At   IssueAt
	Said string // for the status line, "" for nothing
}

// Visit goes to what a text refers to: an issue, a commit, changes, a file, a
// repository. What cannot be shown inside is opened in the browser, as URL.
type Visit struct {
	Place  github.Place
	Target github.Target
	URL    string
}

// ShowOwners makes a repository at a ref the subject and shows who owns its
// files, with a path chosen among them.
type ShowOwners struct {
	Place         github.Place
	Repo          github.RepoRef
	DefaultBranch string // as far as it is known
	Ref           string // branch, tag or SHA; "" for the default branch
	Path          string // "" for none
}

// ShowDiff shows the changes of a repository's pull request, with a file on top.
type ShowDiff struct {
	Place github.Place
	Repo  github.RepoRef
	Diff  DiffAt
	Path  string // "" for none
}

// ShowFile makes a repository at a ref the subject and shows a file of it.
type ShowFile struct {
	Place         github.Place
	Repo          github.RepoRef
	DefaultBranch string // as far as it is known
	Ref           string // branch, tag or SHA; "" for the default branch
	Path          string
	Line          int  // from 1; 0 for none
	LastLine      int  // of lines to mark, beyond Line; 0 for none
	Blame         bool // with who wrote its lines
}

// ShowHistory makes a repository at a ref the subject and shows the commits that
// change a file or folder.
type ShowHistory struct {
	Place         github.Place
	Repo          github.RepoRef
	DefaultBranch string // as far as it is known
	Ref           string // branch, tag or SHA; "" for the default branch
	Path          string
}

// WhoOwns opens the box that says who owns paths of a repository at a ref, with
// one of them chosen.
type WhoOwns struct {
	Place  github.Place
	Repo   github.RepoRef
	Ref    string   // branch, tag or SHA; "" for the default branch
	Commit string   // SHA of the commit whose files the paths are, if none are given
	Paths  []string // a slash at the end says that one is a folder
	At     int      // in Paths
}

// ShowRelease opens the box that lists what came between two refs of a repository:
// pull requests, the issues they close, and commits.
type ShowRelease struct {
	Place    github.Place
	Repo     github.RepoRef
	From, To string // branch, tag or SHA, or owner:branch of a fork; "" for the default branch
}

// WriteText opens the pane that texts for GitHub are written in, with a draft: a
// new one has no ID yet.
type WriteText struct{ Draft github.Draft }

// Wrote says that GitHub has what was written; a pane above the layout that
// returns it is closed.
type Wrote struct {
	At   IssueAt
	Said string // for the status line, "" for nothing
}

// LinkUp opens the pane that links issues to pull requests, with what is to be
// linked: where only issues are given a pull request is looked for, where only
// pull requests are, issues. Several pull requests are written one after another.
type LinkUp struct {
	Place  github.Place // that the pull request is written as
	Issues []github.Issue
	Pulls  []github.Issue
}

// Unlink opens the same pane to take a link away. With one end only it is the
// link that this program made there last, or else the person chooses among those
// of that end.
type Unlink struct {
	Place       github.Place
	Issue, Pull github.IssueRef // either may be zero
}

// Ask asks the person before something is done. The answer comes as a
// Confirmed.
type Ask struct {
	To    ID
	Title string
	Lines []string // what will be done, to what, where; cleaned when drawn
	Verb  string   // of the button that does it: "close issue"
	Also  []string // of further buttons that do it in another way
	Yes   bool     // that button is chosen at first: only for what can be undone
	Tag   any
}

// Answer closes the question and brings its answer to the pane that asked.
type Answer struct {
	To  ID
	Msg Confirmed
}

// EditText opens the person's own editor. The text comes back as an Edited.
type EditText struct {
	To   ID
	Text string
	Name string // of the file, as a hint: "comment.md"
}

// EditFile opens a file of a commit in the person's own editor: where the
// repository is cloned on this machine, the file of its working tree.
type EditFile struct {
	Place  github.Place
	Repo   github.RepoRef
	Commit string // SHA
	Path   string
	Line   int    // from 1, 0 for none
	Blob   string // the id that git gives to the text, in hexadecimal; "" if it is not known
	Text   string // "" to have it fetched if it is needed
}

// SaveText writes a new file into the folder that the program was started in.
type SaveText struct {
	Text string
	Name string // with the ending; only the last part of it counts
	Note string // what the person is to know about the text, "" for nothing
}

// PipeText gives a text to the person's own pager, on the whole terminal.
type PipeText struct{ Text string }

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
type Close struct {
	Said string // for the status line, "" for nothing
}

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
func (ChooseIssues) intent()       {}
func (ChooseIssue) intent()        {}
func (Visit) intent()              {}
func (ShowOwners) intent()         {}
func (ShowDiff) intent()           {}
func (ShowFile) intent()           {}
func (ShowHistory) intent()        {}
func (WhoOwns) intent()            {}
func (ShowRelease) intent()        {}
func (WriteText) intent()          {}
func (Wrote) intent()              {}
func (LinkUp) intent()             {}
func (Unlink) intent()             {}
func (Ask) intent()                {}
func (Answer) intent()             {}
func (EditText) intent()           {}
func (EditFile) intent()           {}
func (SaveText) intent()           {}
func (PipeText) intent()           {}
func (Show) intent()               {}
func (ShowDetail) intent()         {}
func (Close) intent()              {}
func (Leave) intent()              {}
func (Perform) intent()            {}
func (Browse) intent()             {}
func (Copy) intent()               {}
func (BeginDemo) intent()          {}
func (Say) intent()                {}
