package who

import (
	"context"
	"strings"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"hubtrail/github"
	"hubtrail/ui/pane"
)

// ask begins with other paths.
func (p *Pane) ask(w pane.WhoOwns) tea.Cmd {
	if w.Place != p.asked.Place {
		p.mine.Reset()
		p.teams.Reset()
	}
	p.asked = w
	p.file.Reset()
	p.paths.Reset()
	if f, ok := p.client.StoredOwnersFile(w.Place, w.Repo, w.Ref); ok {
		p.file.Seed(f, time.Time{})
	}
	p.decide()
	p.list.Select(w.At)
	return tea.Batch(p.load(), p.askMembers())
}

func (p *Pane) load() tea.Cmd {
	w, client := p.asked, p.client
	cmds := []tea.Cmd{p.file.Start(0, func(ctx context.Context, emit func(*github.OwnersFile, time.Time)) error {
		f, _, err := client.OwnersFile(ctx, w.Place, w.Repo, w.Ref)
		if err == nil {
			emit(f, time.Time{})
		}
		return err
	})}
	if len(w.Paths) == 0 && w.Commit != "" {
		cmds = append(cmds, p.paths.Start(0, func(ctx context.Context, emit func([]string, time.Time)) error {
			return client.Commit(ctx, w.Place, w.Repo, w.Commit, func(c github.CommitFiles) { emit(github.FilePaths(c.Files), time.Time{}) })
		}))
	}
	if !p.mine.Complete() {
		cmds = append(cmds, p.mine.Start(0, func(ctx context.Context, emit func(map[string]bool, time.Time)) error {
			list, err := client.Mine(ctx, w.Place)
			mine := map[string]bool{}
			for _, owner := range list {
				mine[strings.ToLower(owner)] = true
			}
			emit(mine, time.Time{})
			return err
		}))
	}
	return tea.Batch(cmds...)
}

// decide finds the rule of each path.
func (p *Pane) decide() {
	paths := p.shown()
	p.match = p.match[:0]
	if f := p.file.Value(); f != nil {
		walk := f.Matcher.Walk()
		for _, path := range paths {
			p.match = append(p.match, walk.Match(path))
		}
	}
	p.list.SetLen(len(paths))
}

// current is the path the cursor is on, "" if there is none.
func (p *Pane) current() (path string, at int) {
	paths := p.shown()
	if at := p.list.Cursor(); at >= 0 && at < len(paths) {
		return paths[at], at
	}
	return "", -1
}

// owners is who owns the path the cursor is on.
func (p *Pane) owners() []string {
	_, at := p.current()
	if at < 0 || at >= len(p.match) || p.match[at].Rule == nil {
		return nil
	}
	return p.match[at].Rule.Owners
}

// settled is how long the cursor rests before members are asked for.
const settled = 200 * time.Millisecond

// askMembers asks who is in the teams that own the path, once a team.
func (p *Pane) askMembers() tea.Cmd {
	known := p.teams.Value()
	var wanted []string
	for _, owner := range p.owners() {
		team, ok := strings.CutPrefix(owner, "@")
		if _, have := known[strings.ToLower(team)]; ok && strings.Contains(team, "/") && !have {
			wanted = append(wanted, team)
		}
	}
	if len(wanted) == 0 {
		return nil
	}
	at, client := p.asked.Place, p.client
	return p.teams.Start(settled, func(ctx context.Context, emit func(map[string]members, time.Time)) error {
		found := map[string]members{}
		for team, m := range known {
			found[team] = m
		}
		for _, team := range wanted {
			logins, err := client.TeamMembers(ctx, at, team)
			if ctx.Err() != nil {
				return ctx.Err()
			}
			found[strings.ToLower(team)] = members{logins, err}
		}
		emit(found, time.Time{})
		return nil
	})
}
