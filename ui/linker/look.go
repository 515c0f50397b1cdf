package linker

import (
	"strconv"
	"strings"

	"hubtrail/github"
	"hubtrail/ui/text"
	"hubtrail/ui/widget/state"
)

// glyph is the state of an issue or pull request, by its shape alone; nothing is
// known of one without a title.
func (p *Pane) glyph(i *github.Issue) (string, text.Style) {
	if i.Title == "" && i.URL == "" {
		return "?", p.theme.Dim
	}
	return state.Of(p.theme, i)
}

// short names an issue or pull request as the wish's own repository would.
func (p *Pane) short(ref github.IssueRef) string {
	for _, ends := range [...][]github.Issue{p.wish.issues, p.wish.pulls} {
		if len(ends) > 0 && ends[0].Repo != ref.Repo {
			return text.Clean(ref.String())
		}
	}
	return "#" + strconv.Itoa(ref.Number)
}

// names lists issues beside a repository, the first of them, and how many more.
func names(refs []github.IssueRef, beside github.RepoRef) string {
	const most = 4
	var all []string
	for i, ref := range refs {
		if i == most {
			all = append(all, text.Count(len(refs)-most)+" more")
			break
		}
		if ref.Repo == beside {
			all = append(all, "#"+strconv.Itoa(ref.Number))
		} else {
			all = append(all, text.Clean(ref.String()))
		}
	}
	return strings.Join(all, ", ")
}

func refsOf(issues []github.Issue) []github.IssueRef {
	refs := make([]github.IssueRef, len(issues))
	for i := range issues {
		refs[i] = issues[i].IssueRef
	}
	return refs
}

// count is a number of things in words.
func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return text.Count(n) + " " + many
}

// who is the account that something is written as, and its host.
func (p *Pane) who(at github.Place) string {
	name := p.accounts.Viewer(at)
	if name == "" {
		name = "account " + at.Account
	}
	if host := p.account(at.Account).Host; host != "" {
		name += " at " + host
	}
	return text.Clean(name)
}

func (p *Pane) account(name string) github.Account {
	for _, a := range p.accounts.List() {
		if a.Name == name {
			return a
		}
	}
	return github.Account{}
}

// page is the address of an issue or pull request on the web.
func (p *Pane) page(at github.Place, ref github.IssueRef, pull bool) string {
	for _, ends := range [...][]github.Issue{p.wish.issues, p.wish.pulls} {
		for i := range ends {
			if ends[i].IssueRef == ref && ends[i].URL != "" {
				return ends[i].URL
			}
		}
	}
	kind := "/issues/"
	if pull {
		kind = "/pull/"
	}
	return github.NewWeb("https://"+p.account(at.Account).Host).RepoURL(ref.Repo) + kind + strconv.Itoa(ref.Number)
}

// say is rows of a sentence.
func (p *Pane) say(s string, style text.Style) []string {
	var rows []string
	for _, line := range text.Wrap(text.Clean(s), max(p.width-2, 1)) {
		rows = append(rows, style.Render(text.Fit(" "+line, p.width)))
	}
	return rows
}
