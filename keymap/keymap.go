package keymap

import (
	"github.com/charmbracelet/bubbles/key"
)

// Binding is keys that mean an action in a scope.
type Binding struct {
	Scope  Scope
	Action Action
	key.Binding
}

// Map is a set of bindings. Make one with Default and change it with Override.
type Map struct {
	bindings []Binding
	index    map[slot]Action
}

type slot struct {
	scope Scope
	key   string
}

func bind(s Scope, a Action, help string, keys ...string) Binding {
	return Binding{s, a, key.NewBinding(key.WithKeys(keys...), key.WithHelp(shown(keys), help))}
}

// Default returns the bindings a person meets without configuration. None is on
// ctrl+h, ctrl+j, ctrl+k or ctrl+l: multiplexers and terminals use them.
func Default() *Map {
	m := &Map{bindings: []Binding{
		bind(Global, Help, "help", "?"),
		bind(Global, Palette, "palette", ":", "ctrl+p"),
		bind(Global, NextPane, "next pane", "tab"),
		bind(Global, PreviousPane, "previous pane", "shift+tab"),
		bind(Global, Pane1, "accounts", "1"),
		bind(Global, Pane2, "repositories", "2"),
		bind(Global, Pane3, "commits", "3"),
		bind(Global, Pane4, "files", "4"),
		bind(Global, Pane5, "issues", "5"),
		bind(Global, Pane6, "conversation", "6"),
		bind(Global, Pane7, "owners", "7"),
		bind(Global, Pane8, "file", "8"),
		bind(Global, Backward, "backward", "<"),
		bind(Global, Forward, "forward", ">"),
		bind(Global, Drafts, "drafts", "E"),
		bind(Global, Links, "links made", "U"),
		bind(Global, Zoom, "zoom", "z"),
		bind(Global, Reload, "reload", "r"),
		bind(Global, ReloadAll, "reload all", "R"),
		bind(Global, Browse, "browser", "o"),
		bind(Global, CopyURL, "copy URL", "y"),
		bind(Global, CopyShort, "copy name", "Y"),
		bind(Global, Back, "back", "esc"),
		bind(Global, BackOrQuit, "back, quit", "q"),
		bind(Global, Suspend, "suspend", "ctrl+z"),
		bind(Global, Quit, "quit", "ctrl+c"),

		bind(Movement, Down, "down", "j", "down"),
		bind(Movement, Up, "up", "k", "up"),
		bind(Movement, PageDown, "page down", "pgdown", "ctrl+f", " "),
		bind(Movement, PageUp, "page up", "pgup", "ctrl+b"),
		bind(Movement, HalfPageDown, "half page down", "ctrl+d"),
		bind(Movement, HalfPageUp, "half page up", "ctrl+u"),
		bind(Movement, First, "top", "g", "home"),
		bind(Movement, Last, "end", "G", "end"),
		bind(Movement, Left, "left", "h", "left"),
		bind(Movement, Right, "right", "l", "right"),

		bind(Welcome, StartDemo, "start the demo", "d", "enter"),

		bind(Installations, Open, "open", "enter"),
		bind(Installations, Details, "details", "i"),
		bind(Installations, StartDemo, "start the demo", "D"),

		bind(Repositories, Open, "open", "enter"),
		bind(Repositories, Filter, "filter", "/"),
		bind(Repositories, Sort, "sort", "s"),
		bind(Repositories, Archived, "archived", "a"),
		bind(Repositories, Pin, "pin", "p"),
		bind(Repositories, Issues, "issues", "i"),
		bind(Repositories, Who, "owners", "w"),
		bind(Repositories, Search, "search GitHub", "S"),
		bind(Repositories, NewIssue, "new issue", "n"),
		bind(Repositories, Forks, "forks too", "f"),

		bind(Commits, Open, "open", "enter"),
		bind(Commits, Filter, "filter", "/"),
		bind(Commits, Refs, "branch or tag", "b"),
		bind(Commits, Pull, "pull request", "P"),
		bind(Commits, Who, "who owns it", "w"),
		bind(Commits, Compare, "compare", "c"),

		bind(Patch, NextFile, "next file", "]"),
		bind(Patch, PreviousFile, "previous file", "["),
		bind(Patch, NextHunk, "next hunk", "}"),
		bind(Patch, PreviousHunk, "previous hunk", "{"),
		bind(Patch, Split, "side by side", "s"),
		bind(Patch, Filter, "find a file", "f"),
		bind(Patch, Search, "search", "/"),
		bind(Patch, NextHit, "next hit", "n"),
		bind(Patch, PreviousHit, "previous hit", "N"),
		bind(Patch, Open, "fold", "enter"),
		bind(Patch, FoldAll, "fold all", "F"),
		bind(Patch, Seen, "seen", "v"),
		bind(Patch, Wrap, "wrap", "W"),
		bind(Patch, Sort, "by owner", "O"),
		bind(Patch, CopyPatch, "copy patch", "p"),
		bind(Patch, SavePatch, "save patch", "S"),
		bind(Patch, Pipe, "your pager", "|"),
		bind(Patch, Spaces, "blanks", "i"),
		bind(Patch, Context, "more context", "+", "="),
		bind(Patch, View, "view file", "V"),
		bind(Patch, OtherEnd, "moved", "m"),
		bind(Patch, Compare, "compare", "c"),
		bind(Patch, Swap, "swap", "x"),
		bind(Patch, Dots, "two or three dots", "."),
		bind(Patch, Release, "pull requests", "M"),
		bind(Patch, Who, "who owns it", "w"),
		bind(Patch, Pull, "pull request", "P"),

		bind(IssueList, Open, "open", "enter"),
		bind(IssueList, Search, "search", "/"),
		bind(IssueList, ShowDiff, "changes", "d"),
		bind(IssueList, Link, "link", "L"),
		bind(IssueList, Kinds, "issues or PRs", "t"),
		bind(IssueList, Widen, "scope", "w"),
		bind(IssueList, Sort, "sort", "s"),
		bind(IssueList, NextTab, "next search", "]"),
		bind(IssueList, PreviousTab, "previous search", "["),
		bind(IssueList, Explain, "what was sent", "i"),
		bind(IssueList, Mark, "mark", " "),
		bind(IssueList, Unlink, "unlink", "u"),
		bind(IssueList, Unlinked, "without a link", "v"),
		bind(IssueList, NewIssue, "new issue", "n"),
		bind(IssueList, SaveQuery, "save search", "W"),

		bind(Thread, Open, "follow", "enter"),
		bind(Thread, NextLink, "next link", "f"),
		bind(Thread, Comment, "comment", "c"),
		bind(Thread, Link, "link", "L"),
		bind(Thread, Unlink, "unlink", "u"),
		bind(Thread, PreviousLink, "previous link", "F"),
		bind(Thread, NextTab, "next tab", "]"),
		bind(Thread, PreviousTab, "previous tab", "["),
		bind(Thread, ShowDiff, "changes", "d"),
		bind(Thread, Who, "who owns it", "w"),
		bind(Thread, NextPart, "next comment", "}", "n"),
		bind(Thread, PreviousPart, "previous comment", "{", "N"),
		bind(Thread, Edit, "edit", "e"),
		bind(Thread, Delete, "delete", "D"),
		bind(Thread, CloseOpen, "close, reopen", "X"),

		bind(Owners, Open, "open", "enter"),
		bind(Owners, NextTab, "next view", "]"),
		bind(Owners, PreviousTab, "previous view", "["),
		bind(Owners, View, "view", "v"),
		bind(Owners, Filter, "find a path", "/"),
		bind(Owners, Mine, "mine", "m"),
		bind(Owners, TryRule, "try a rule", "e"),
		bind(Owners, NewRule, "new rule", "n"),
		bind(Owners, Who, "who", "w"),
		bind(Owners, History, "history", "H"),
		bind(Owners, Refs, "branch or tag", "b"),
		bind(Owners, Sort, "sort", "s"),
		bind(Owners, CopyPatch, "copy patch", "p"),
		bind(Owners, CopyFile, "copy file", "c"),
		bind(Owners, Discard, "throw away", "D"),

		bind(CompareText, Accept, "compare", "enter"),
		bind(CompareText, Cancel, "leave", "esc"),
		bind(CompareText, NextField, "swap", "tab"),
		bind(CompareText, Release, "pull requests", "ctrl+r"),
		bind(CompareText, Suspend, "suspend", "ctrl+z"),
		bind(CompareText, Quit, "quit", "ctrl+c"),

		bind(Source, Open, "commit", "enter"),
		bind(Source, Blame, "blame", "b"),
		bind(Source, Before, "before it", "B", ","),
		bind(Source, Filter, "find", "/"),
		bind(Source, NextMatch, "next match", "n"),
		bind(Source, PreviousMatch, "previous match", "N"),
		bind(Source, ToLine, "line", "#", "ctrl+g"),
		bind(Source, History, "history", "H"),
		bind(Source, FindFile, "other file", "t"),
		bind(Source, Who, "who owns it", "w"),
		bind(Source, Editor, "editor", "e"),

		bind(FindText, Accept, "go there", "enter"),
		bind(FindText, Cancel, "leave", "esc"),
		bind(FindText, Down, "next match", "down", "ctrl+n"),
		bind(FindText, Up, "previous match", "up", "ctrl+p"),
		bind(FindText, Suspend, "suspend", "ctrl+z"),
		bind(FindText, Quit, "quit", "ctrl+c"),

		bind(RuleText, Accept, "keep", "enter"),
		bind(RuleText, Cancel, "leave", "esc"),
		bind(RuleText, Down, "down", "down", "ctrl+n"),
		bind(RuleText, Up, "up", "up", "ctrl+p"),
		bind(RuleText, PageDown, "page down", "pgdown"),
		bind(RuleText, PageUp, "page up", "pgup"),
		bind(RuleText, Suspend, "suspend", "ctrl+z"),
		bind(RuleText, Quit, "quit", "ctrl+c"),

		bind(WhoBox, Open, "in the tree", "enter"),
		bind(WhoBox, Who, "close", "w"),

		bind(ReleaseBox, Open, "open", "enter"),
		bind(ReleaseBox, CopyNotes, "copy as Markdown", "y"),
		bind(ReleaseBox, Release, "close", "M"),

		bind(Detail, Open, "repositories", "enter"),

		bind(FilterText, Accept, "open", "enter"),
		bind(FilterText, Cancel, "clear", "esc"),
		bind(FilterText, Down, "down", "down", "ctrl+n"),
		bind(FilterText, Up, "up", "up", "ctrl+p"),
		bind(FilterText, PageDown, "page down", "pgdown"),
		bind(FilterText, PageUp, "page up", "pgup"),
		bind(FilterText, Suspend, "suspend", "ctrl+z"),
		bind(FilterText, Quit, "quit", "ctrl+c"),

		bind(PaletteText, Accept, "choose", "enter"),
		bind(PaletteText, Cancel, "close", "esc"),
		bind(PaletteText, Down, "down", "down", "ctrl+n", "tab"),
		bind(PaletteText, Up, "up", "up", "ctrl+p", "shift+tab"),
		bind(PaletteText, PageDown, "page down", "pgdown"),
		bind(PaletteText, PageUp, "page up", "pgup"),
		bind(PaletteText, Suspend, "suspend", "ctrl+z"),
		bind(PaletteText, Quit, "quit", "ctrl+c"),

		bind(QueryText, Accept, "search", "enter"),
		bind(QueryText, Cancel, "leave", "esc"),
		bind(QueryText, Complete, "complete", "tab"),
		bind(QueryText, Down, "next", "down", "ctrl+n"),
		bind(QueryText, Up, "previous", "up", "ctrl+p"),
		bind(QueryText, Suspend, "suspend", "ctrl+z"),
		bind(QueryText, Quit, "quit", "ctrl+c"),

		bind(DraftText, Send, "review and send", "ctrl+s"),
		bind(DraftText, Cancel, "keep and close", "esc"),
		bind(DraftText, NextField, "next field", "tab"),
		bind(DraftText, PreviousField, "previous field", "shift+tab"),
		bind(DraftText, Editor, "editor", "ctrl+e"),
		bind(DraftText, Templates, "template", "ctrl+t"),
		bind(DraftText, Discard, "throw away", "ctrl+x"),
		bind(DraftText, Suspend, "suspend", "ctrl+z"),
		bind(DraftText, Quit, "quit", "ctrl+c"),

		bind(DraftList, Open, "open", "enter"),
		bind(DraftList, Discard, "throw away", "D", "ctrl+x"),

		bind(ConfirmBox, Yes, "do it", "y"),
		bind(ConfirmBox, Cancel, "no", "n"),
		bind(ConfirmBox, Accept, "choose", "enter"),
		bind(ConfirmBox, NextField, "other answer", "tab", "left", "right", "h", "l"),

		bind(LinkText, Accept, "choose", "enter"),
		bind(LinkText, Mark, "mark", "tab"),
		bind(LinkText, Branch, "new branch", "ctrl+b"),
		bind(LinkText, Cancel, "back", "esc"),
		bind(LinkText, Down, "down", "down", "ctrl+n"),
		bind(LinkText, Up, "up", "up", "ctrl+p"),
		bind(LinkText, PageDown, "page down", "pgdown"),
		bind(LinkText, PageUp, "page up", "pgup"),
		bind(LinkText, Suspend, "suspend", "ctrl+z"),
		bind(LinkText, Quit, "quit", "ctrl+c"),

		bind(LinkWay, Open, "choose", "enter"),

		bind(BranchText, Accept, "go on", "enter"),
		bind(BranchText, Cancel, "back", "esc"),
		bind(BranchText, Suspend, "suspend", "ctrl+z"),
		bind(BranchText, Quit, "quit", "ctrl+c"),

		bind(LinkEnds, Open, "take away", "enter", "u"),

		bind(LinkWork, Back, "stop", "esc", "q"),

		bind(LinkOutcome, Open, "go on", "enter"),
		bind(LinkOutcome, Unlink, "undo", "u"),

		bind(Linker, Open, "open", "enter"),
		bind(Linker, Unlink, "undo", "u"),
		bind(Linker, Discard, "forget", "D"),

		bind(HelpPage, Cancel, "close", "?"),
	}}
	m.reindex()
	return m
}

func (m *Map) reindex() {
	m.index = make(map[slot]Action, 2*len(m.bindings))
	for _, b := range m.bindings {
		for _, k := range b.Keys() {
			m.index[slot{b.Scope, k}] = b.Action
		}
	}
}

// Resolve returns what a key means in a scope: the scope's own binding, else
// its parents'. ok is false if it means nothing there; in a scope that takes
// text it is then text.
func (m *Map) Resolve(key string, s Scope) (a Action, ok bool) {
	if a, ok = m.index[slot{s, key}]; ok {
		return a, true
	}
	for _, p := range s.parents() {
		if a, ok = m.index[slot{p, key}]; ok {
			return a, true
		}
	}
	return "", false
}

// Keys returns the keys of an action as they would be pressed in a scope, most
// usual first; nil if none leads to it there.
func (m *Map) Keys(a Action, s Scope) []string {
	for _, at := range append([]Scope{s}, s.parents()...) {
		for _, b := range m.bindings {
			if b.Scope != at || b.Action != a {
				continue
			}
			var keys []string
			for _, k := range b.Keys() {
				if got, _ := m.Resolve(k, s); got == a {
					keys = append(keys, k)
				}
			}
			if len(keys) > 0 {
				return keys
			}
		}
	}
	return nil
}
