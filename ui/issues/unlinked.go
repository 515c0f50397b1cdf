package issues

import (
	"context"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"hubtrail/github"
	"hubtrail/github/linking"
	"hubtrail/ui/pane"
	"hubtrail/ui/text"
)

// view is a search for what has no link yet.
type view struct {
	query   string
	say     string
	ignored bool // of what it finds, pull requests whose keywords GitHub does not read
}

// views are those that a key goes through.
func views() [3]view {
	return [...]view{
		{"is:pr is:open -linked:issue", "open pull requests without an issue", false},
		{"is:issue is:closed -linked:pr", "closed issues without a pull request", false},
		{"is:pr is:open", "open pull requests that say they close an issue where GitHub does not read it, of what is stored here", true},
	}
}

// seen is which view is shown, from 1, and the search before them.
type seen struct {
	view int
	was  tab
}

// nextView goes through the views in one's own search, and back to what that was.
// A search that was changed since is kept.
func (p *Pane) nextView() (pane.Intent, tea.Cmd) {
	all := views()
	t := &p.tabs[0]
	if n := p.views.view; n > 0 && (t.Query != all[n-1].query || t.ignored != all[n-1].ignored) {
		p.views = seen{}
	}
	if p.views.view == 0 {
		p.views.was = *t
	}
	p.views.view = (p.views.view + 1) % (len(all) + 1)
	say := "back to the search before"
	if n := p.views.view; n > 0 {
		v := all[n-1]
		t.Query, t.Kind, t.ignored, say = v.query, github.SearchBoth, v.ignored, v.say
	} else {
		t.Saved, t.ignored = p.views.was.Saved, p.views.was.ignored
	}
	if p.tab != 0 {
		return pane.Say{Text: say}, p.turn(0)
	}
	p.input.SetValue(t.Query)
	p.want = key{}
	return pane.Say{Text: say}, p.changed(rest)
}

// searchIgnored finds pull requests whose keywords GitHub does not read. It has no
// search for them: this is reckoned from what is stored.
func (p *Pane) searchIgnored() tea.Cmd {
	s, q, client := p.search(), p.query, p.client
	s.Limit = most
	return p.local.Start(0, func(ctx context.Context, emit func(*book, time.Time)) error {
		r := client.SearchStored(ctx, s)
		if ctx.Err() != nil {
			return ctx.Err()
		}
		r.Stored, r.More = true, false
		bases := bases{client: client, known: map[github.Place]map[github.RepoRef]string{}}
		why := map[key]string{}
		var hits []github.Hit
		for _, h := range r.Hits {
			if say := bases.ignored(&h); say != "" {
				why[keyOf(&h)] = "[" + say + "]"
				hits = append(hits, h)
			}
		}
		r.Hits, r.Total = hits, len(hits)
		b := newBook(q, s.Limit, r, reader{})
		for i := range b.lines {
			b.lines[i].labels = append([]string{why[keyOf(&b.result.Hits[i])]}, b.lines[i].labels...)
		}
		emit(b, r.At)
		return nil
	})
}

// bases knows default branches, as far as they are stored.
type bases struct {
	client Client
	known  map[github.Place]map[github.RepoRef]string
}

// ignored says why GitHub does not read the keywords of a pull request; "" if it
// reads one, or there is none.
func (b bases) ignored(h *github.Hit) string {
	all := linking.Closing(h.Body, h.Repo.Owner, h.Repo.Name, nil)
	if len(all) == 0 {
		return ""
	}
	if base := b.base(h); base != "" {
		return "into " + base
	}
	for i := range all {
		if all[i].Counts {
			return ""
		}
	}
	return text.Clean(all[0].Why)
}

// base is the branch that a pull request goes into if it is known not to be the
// default one.
func (b bases) base(h *github.Hit) string {
	base := b.client.StoredBase(h.At, h.IssueRef)
	if base == "" {
		return ""
	}
	repos, ok := b.known[h.At]
	if !ok {
		repos = map[github.RepoRef]string{}
		l, _ := b.client.StoredRepositories(h.At, "")
		for i := range l.Items {
			repos[l.Items[i].RepoRef] = l.Items[i].DefaultBranch
		}
		b.known[h.At] = repos
	}
	if is := repos[h.Repo]; is == "" || is == base {
		return ""
	}
	return text.Clean(base)
}
