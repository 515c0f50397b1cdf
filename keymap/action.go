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
	NextHunk     Action = "next-hunk"
	PreviousHunk Action = "previous-hunk"
	NextHit      Action = "next-hit"
	PreviousHit  Action = "previous-hit"
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
	Pane5        Action = "pane-5"
	Pane6        Action = "pane-6"
	Pane7        Action = "pane-7"
	Pane8        Action = "pane-8"
	Backward     Action = "backward"
	Forward      Action = "forward"
	NextTab      Action = "next-tab"
	PreviousTab  Action = "previous-tab"
	NextPart     Action = "next-part"
	PreviousPart Action = "previous-part"
	NextLink     Action = "next-link"
	PreviousLink Action = "previous-link"
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
	Yes       Action = "yes"
	Search    Action = "search"
	Complete  Action = "complete"
	Kinds     Action = "kinds"
	Widen     Action = "scope"
	Explain   Action = "explain"
	Mark      Action = "mark"
	Issues    Action = "issues"
	SaveQuery Action = "save-search"
	NewIssue  Action = "new-issue"
	Comment   Action = "comment"
	Edit      Action = "edit"
	Delete    Action = "delete"
	CloseOpen Action = "close-reopen"
	Drafts    Action = "drafts"
	Editor    Action = "editor"
	Templates Action = "templates"
	Discard   Action = "discard"
	Forks     Action = "forks"
	Send      Action = "send"
	Link      Action = "link"
	Unlink    Action = "unlink"
	Links     Action = "links"
	Unlinked  Action = "unlinked"
	Branch    Action = "branch"
	Who       Action = "who"
	Mine      Action = "mine"
	TryRule   Action = "try-rule"
	NewRule   Action = "new-rule"
	Rule      Action = "rule"
	CopyFile  Action = "copy-file"
	CopyPatch Action = "copy-patch"
	SavePatch Action = "save-patch"
	Pipe      Action = "pipe"
	CopyNotes Action = "copy-notes"
	FoldAll   Action = "fold-all"
	Split     Action = "side-by-side"
	Wrap      Action = "wrap"
	Seen      Action = "seen"
	ShowDiff  Action = "diff"
	Compare   Action = "compare"
	Swap      Action = "swap"
	OtherEnd  Action = "moved"
	Dots      Action = "dots"
	Release   Action = "release"
	Spaces    Action = "whitespace"
	Context   Action = "more-context"
	View      Action = "view"
	FindFile  Action = "find-file"
	ToLine    Action = "go-to-line"
	Blame     Action = "blame"
	Before    Action = "blame-before"
	History   Action = "history"
	Select    Action = "select"
	CopyLines Action = "copy-lines"
	Pull      Action = "pull"

	SearchChanges Action = "search-changes"
	NextMatch     Action = "next-match"
	PreviousMatch Action = "previous-match"

	NextField     Action = "next-field"
	PreviousField Action = "previous-field"
)

// Actions lists every action with its help, in the order of help and palette.
func Actions() []Described {
	return []Described{
		{Up, "move up"}, {Down, "move down"},
		{PageUp, "page up"}, {PageDown, "page down"},
		{HalfPageUp, "half a page up"}, {HalfPageDown, "half a page down"},
		{First, "go to the top"}, {Last, "go to the end"},
		{Left, "scroll or go left"}, {Right, "scroll or go right"},
		{Open, "open"},
		{NextFile, "next file"}, {PreviousFile, "previous file"},
		{NextHunk, "next hunk"}, {PreviousHunk, "previous hunk"}, {SearchChanges, "search in the changes"}, {NextHit, "next hit of the search"}, {PreviousHit, "previous hit of the search"},
		{FoldAll, "fold all files, or unfold them"}, {Split, "side by side, or unified"}, {Wrap, "wrap long lines, or not"}, {Seen, "mark the file as seen, or not"}, {ShowDiff, "show the changes"}, {Compare, "compare two branches, tags or commits"}, {OtherEnd, "the other end of what was moved"}, {Swap, "swap the two ends of the comparison"}, {Dots, "compare since they parted, or the ends themselves"}, {Release, "pull requests and issues between the two"},
		{Spaces, "leave out changes of blanks, or not"}, {Context, "show more lines around changes"},
		{Details, "show details"},
		{Filter, "filter by typing"}, {Sort, "change the order"},
		{Search, "search on GitHub"}, {Complete, "complete the word"}, {Kinds, "show issues, pull requests or both"},
		{Widen, "widen the search, up to all accounts"}, {Explain, "show what was sent to GitHub"},
		{SaveQuery, "save the search as a tab"}, {Mark, "mark or unmark the row"}, {Issues, "issues and pull requests"},
		{Link, "link issues to a pull request"}, {Unlink, "take a link away, or undo it"}, {Links, "links made here, to undo or finish"}, {Unlinked, "show what has no link yet"}, {Branch, "make a branch for the issue"},
		{View, "view the file"}, {FindFile, "find another file"}, {ToLine, "go to a line"}, {NextMatch, "next match"}, {PreviousMatch, "previous match"},
		{Blame, "show or hide who wrote each line"}, {Before, "go behind the commit that wrote the line"},
		{Select, "select lines, or stop"}, {CopyLines, "copy the text of the lines"},
		{History, "history of the file"}, {Pull, "its pull request"},
		{Who, "who owns this"}, {Mine, "only what is mine"}, {TryRule, "try another wording of the rule"}, {Rule, "go to the rule of the file"}, {NewRule, "try a new rule"}, {CopyFile, "copy CODEOWNERS as changed here"}, {CopyPatch, "copy the change as a patch"}, {SavePatch, "save the change as a file"}, {Pipe, "show the change in your own pager"}, {CopyNotes, "copy the list as Markdown"},
		{NewIssue, "write a new issue"}, {Comment, "write a comment"}, {Edit, "edit your comment"}, {Delete, "delete your comment"},
		{CloseOpen, "close or reopen"}, {Drafts, "drafts not sent yet"}, {Editor, "open in your own editor"},
		{Templates, "choose an issue template"}, {Forks, "find forks too, or not"}, {Discard, "throw the draft away, or forget the link"}, {Send, "review and send"}, {Yes, "yes"}, {NextField, "next field"}, {PreviousField, "previous field"},
		{NextTab, "next tab"}, {PreviousTab, "previous tab"}, {NextPart, "next comment"}, {PreviousPart, "previous comment"},
		{NextLink, "next link"}, {PreviousLink, "previous link"},
		{Archived, "show or hide archived"}, {Pin, "pin to the top, or unpin"},
		{Refs, "choose a branch or tag"},
		{Browse, "open in the browser"},
		{CopyShort, "copy the name or SHA"}, {CopyURL, "copy the URL"},
		{Reload, "reload"}, {ReloadAll, "reload every pane"},
		{NextPane, "next pane"}, {PreviousPane, "previous pane"},
		{Pane1, "go to accounts"}, {Pane2, "go to repositories"},
		{Pane3, "go to commits"}, {Pane4, "go to the commit's files"},
		{Pane5, "go to issues and pull requests"}, {Pane6, "go to the issue or pull request"},
		{Pane7, "go to the owners of files"}, {Pane8, "go to the file"},
		{Backward, "back to what was looked at before"}, {Forward, "forward again"},
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
