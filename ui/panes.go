package ui

import (
	"hubtrail/github"
	"hubtrail/ui/commits"
	"hubtrail/ui/comparer"
	"hubtrail/ui/compose"
	"hubtrail/ui/confirm"
	"hubtrail/ui/conversation"
	"hubtrail/ui/detail"
	"hubtrail/ui/diffs"
	"hubtrail/ui/help"
	"hubtrail/ui/installs"
	"hubtrail/ui/issues"
	"hubtrail/ui/linker"
	"hubtrail/ui/owners"
	"hubtrail/ui/palette"
	"hubtrail/ui/pane"
	"hubtrail/ui/refs"
	"hubtrail/ui/release"
	"hubtrail/ui/repos"
	"hubtrail/ui/source"
	"hubtrail/ui/welcome"
	"hubtrail/ui/who"
)

// addPanes is the list of panes: a new one is one more line.
func (m *Model) addPanes() {
	o := m.o
	if o.Seen == nil {
		o.Seen = github.NewSeenFiles(nil, o.Accounts)
	}
	m.add(pane.Installations, installs.New(o.Context, o.Theme, o.Accounts))
	m.add(pane.Repositories, repos.New(o.Context, o.Theme, o.Accounts, o.Pins))
	m.add(pane.Commits, commits.New(o.Context, o.Theme, o.Accounts))
	m.add(pane.Patch, diffs.New(diffs.Options{Context: o.Context, Theme: o.Theme, Client: o.Accounts, Seen: o.Seen}))
	m.add(pane.Issues, issues.New(issues.Options{
		Context: o.Context, Theme: o.Theme, Client: o.Accounts, History: o.Searches, Saved: o.Saved, Save: o.SaveSearch,
	}))
	m.add(pane.Conversation, conversation.New(conversation.Options{Context: o.Context, Theme: o.Theme, Client: o.Accounts, Hosts: m.everyHost}))
	m.add(pane.Owners, owners.New(owners.Options{Context: o.Context, Theme: o.Theme, Client: o.Accounts}))
	m.add(pane.Comparer, comparer.New(o.Theme))
	m.add(pane.Source, source.New(source.Options{Context: o.Context, Theme: o.Theme, Client: o.Accounts}))
	m.add(pane.Who, who.New(o.Context, o.Theme, o.Accounts))
	m.add(pane.Release, release.New(o.Context, o.Theme, o.Accounts))
	m.add(pane.Compose, compose.New(o.Context, o.Theme, o.Drafts, o.Accounts))
	m.add(pane.Linker, linker.New(o.Context, o.Theme, o.Accounts, o.Links))
	m.add(pane.Confirm, confirm.New(o.Theme))
	m.add(pane.Detail, detail.New(o.Theme, o.Accounts))
	m.add(pane.Refs, refs.New(o.Context, o.Theme, o.Accounts))
	m.add(pane.Help, help.New(o.Theme, o.Keys))
	m.add(pane.Palette, palette.New(o.Theme, o.Keys))
	m.add(pane.Welcome, welcome.New(o.Theme, o.Keys))
}
