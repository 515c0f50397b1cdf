package demo

import (
	_ "embed"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"
)

// What the monorepo's CODEOWNERS files say: on the default branch, on the
// release's, which has the first and short one, and in docs/, which GitHub does
// not read.
var (
	//go:embed monorepo/CODEOWNERS
	owners string
	//go:embed monorepo/CODEOWNERS.release
	releaseOwners string
	//go:embed monorepo/CODEOWNERS.docs
	docsOwners string
)

// release is the monorepo's branch beside the default one.
const release = "release/2023-lts"

// ownersFile is the text of the monorepo's CODEOWNERS. The lines that were
// pasted from the wiki end as they do there.
func ownersFile() string {
	const wiki = "# Pasted from the wiki\n"
	before, rest, _ := strings.Cut(strings.ReplaceAll(owners, "\r\n", "\n"), wiki)
	pasted, after, _ := strings.Cut(rest, "\n\n")
	return before + wiki + crlf(pasted+"\n") + "\n" + after
}

// arrival is a commit on the monorepo's default branch.
type arrival struct {
	number  int    // of the pull request it came from, 0 if from none
	by      string // login
	subject string
	body    string  // of its pull request
	closes  *report // the issue that its pull request closes
	tag     string  // the release that it is
	at      time.Time
	// Files from one path to another that are moved in, files that are written,
	// files that are changed a little, and any other change of those so far.
	from, to string
	write    map[string]string
	touch    []string
	change   func(*checkout) tree
}

// report is an issue that a pull request closes.
type report struct {
	number    int
	title, by string
}

// arrivals are the commits of the default branch, oldest first. The first takes
// what the later ones do not move.
func arrivals() []arrival {
	list := []arrival{{by: "dmitri-volkov", subject: "Start the monorepo"}}
	for _, m := range []arrival{
		{from: "packages/a", to: "packages/i", subject: "Move the packages here, A to H"},
		{from: "packages/i", to: "packages/u", subject: "Move the packages here, I to T"},
		{from: "packages/u", to: "packages0", subject: "Move the packages here, the design system and the rest"},
		{from: "services/a", to: "services/f", subject: "Move the services here, A to E"},
		{from: "services/f", to: "services/o", subject: "Move the services here, F to N"},
		{from: "services/o", to: "services/r", subject: "Move the services here, O to Q"},
		{from: "services/r", to: "services0", subject: "Move the services here, R to Z"},
		{from: "apps/", to: "apps0", subject: "Move the apps here"},
		{from: "libs/", to: "libs0", subject: "Move the libraries here"},
		{from: "infra/", to: "infra0", subject: "Move the infrastructure here"},
		{from: "schemas/", to: "schemas0", subject: "Move the schemas here"},
		{from: "docs/", to: "docs0", subject: "Move the documentation here", write: map[string]string{"docs/CODEOWNERS": docsOwners}},
		{from: "testing/", to: "third_party0", subject: "Move what tests need, and what is not ours"},
	} {
		m.by = []string{"dmitri-volkov", personal, "liming"}[len(list)%3]
		list = append(list, m)
	}
	list = append(list,
		arrival{by: "gwen-price", subject: "Say who reviews what", write: map[string]string{".github/CODEOWNERS": releaseOwners}},
		arrival{number: pulled, by: personal, subject: "Name an owner for every part", write: map[string]string{".github/CODEOWNERS": ownersFile()}, body: "Closes #1"},
		arrival{number: pulled, by: "nw-bot", subject: "Bump turbo from 2.3.0 to 2.4.1", touch: []string{"package.json", "pnpm-lock.yaml", "turbo.json"}, body: "Bumps turbo."},
	)
	list = append(list, chores()...)
	list = append(list, work()...)
	list = append(list,
		arrival{by: "hanne-olsen", subject: "Say in the runbook whom to call", touch: []string{"docs/runbooks/notifications.md", "docs/runbooks/mail.md"}},
		arrival{by: "zoe-martins", subject: "Tables: leave room for long names", touch: []string{"packages/ui-table/src/index.ts", "packages/ui-table/README.md"}},
		arrival{by: "tomasz-wrona", subject: "Keep cents apart from euros", touch: []string{"packages/money/src/invoice.ts", "packages/money/src/refund.ts", "services/ledger/src/config.ts"}},
		arrival{
			number: pulled, by: "liming", subject: "Suggest what is in stock first", body: "What is not in stock comes last.",
			touch: []string{"services/suggestions/src/config.ts", "services/suggestions/src/adapters/store.ts", "services/suggestions/openapi.yaml"},
		},
		arrival{
			number: pulled, by: "nw-bot", subject: fmt.Sprintf("Format everything (%d,%03d files)", unformatted/1000, unformatted%1000), change: formatAll,
			body: "What the formatter makes of it, and nothing by hand. The commit after this one tells blame to look past it.",
		},
		arrival{by: "dmitri-volkov", subject: "Look past the formatting in blame", write: map[string]string{".git-blame-ignore-revs": "# Format everything\n" + formatting + "\n"}},
		arrival{by: "dmitri-volkov", subject: "Fewer machines at night", touch: []string{"infra/kubernetes/staging/search.yaml", "infra/kubernetes/staging/reporting.yaml"}},
	)
	numberAll(list)
	return list
}

// chores are small changes to services, one after the other.
func chores() []arrival {
	subjects := []string{"%s: one retry less", "%s: read the limit from the environment", "Say what %s is for", "%s: close what was opened", "Start %s faster", "%s: no stack trace for a typing mistake"}
	var list []arrival
	for i, service := range []string{
		"accounts", "basket", "stock", "routes", "search", "mail", "ledger", "picking", "tracking", "media", "partners", "sessions",
		"customers", "carriers", "orders", "fraud", "gateway", "reviews", "returns", "consent", "edi", "loyalty", "packing", "shipping",
	} {
		at := "services/" + service + "/"
		list = append(list, arrival{
			by:      []string{"farid-haddad", "liming", "zoe-martins", "chiyo-tanaka", "brendan-okafor"}[i%5],
			subject: fmt.Sprintf(subjects[i%len(subjects)], service), touch: []string{at + "src/config.ts", at + "README.md"},
		})
	}
	return list
}

// branchedAt is the commit at which the release left the default branch: the one
// with the first CODEOWNERS.
const branchedAt = 14

// monorepoHistory is the history for git fast-import.
func monorepoHistory(s *spec) []byte {
	out := newStream()
	all := laidOut()
	m := mainlineOf(s)
	c := &checkout{files: tree{}} // the default branch so far
	tip, released := 0, 0
	for i := range m.list {
		a := &m.list[i]
		rev := a.revision(s.branch(), tip)
		rev.files = a.changes(all, c, m.list)
		tip = out.change(rev)
		c.apply(rev.files)
		switch i {
		case branchedAt:
			released = out.change(revision{
				branch: "refs/heads/" + release, author: rev.author, committer: rev.author, at: rev.at.Add(time.Hour), zone: "+0100",
				message: "Begin the long-term release of 2023\n", parent: tip, files: tree{"CHANGELOG.md": {"100644", "# Changes\n\n## 2023 LTS\n\n- Vouchers in euros and crowns.\n"}},
			})
		case len(m.list) - 4:
			for _, p := range openPulls(lastMerged(m.list)) {
				p.write(out, s, c, map[string]int{"": tip, release: released}[p.base])
			}
		}
		if a.tag != "" {
			out.tag(a.tag, tip, rev.author, rev.at.Add(time.Hour), "Northwind "+a.tag+"\n")
		}
	}
	return out.bytes()
}

// write writes the commits of an open pull request upon another.
func (p *opened) write(out *stream, s *spec, c *checkout, parent int) {
	by := authorOf(p.by)
	for i, e := range p.commits {
		parent = out.change(revision{
			branch: "refs/heads/" + p.branch, author: by, committer: by, at: p.made(s).Add(-time.Duration(len(p.commits)-i) * time.Hour), zone: "+0100",
			message: e.message + "\n", parent: parent, files: e.changes(c),
		})
	}
}

func (a *arrival) revision(branch string, parent int) revision {
	by := authorOf(a.by)
	rev := revision{branch: "refs/heads/" + branch, author: by, committer: by, at: a.at, zone: "+0100", message: a.subject + "\n", parent: parent}
	if a.number > 0 {
		rev.message, rev.committer = fmt.Sprintf("%s (#%d)\n", a.subject, a.number), forge()
	}
	return rev
}

// changes are the files that an arrival writes: of all those that are to come,
// and upon those that are there.
func (a *arrival) changes(all tree, c *checkout, list []arrival) tree {
	t := tree{}
	if a.change != nil {
		maps.Copy(t, a.change(c))
	}
	first := len(c.files) == 0
	for p, f := range all {
		if a.to == "" && !first {
			break
		}
		here := a.from <= p && p < a.to
		if first {
			here = !slices.ContainsFunc(list, func(b arrival) bool { return b.from <= p && p < b.to })
		}
		if here {
			t[p] = f
		}
	}
	for p, text := range a.write {
		t[p] = file{"100644", text}
	}
	for _, p := range a.touch {
		t[p] = c.files[p].touched()
	}
	return t
}

// touched is the file after a small change.
func (f file) touched() file {
	switch {
	case strings.Contains(f.text, "log.info("):
		f.text = strings.Replace(f.text, "log.info(", "log.debug(", 1)
	case strings.Contains(f.text, "limit: "):
		f.text = strings.Replace(f.text, "limit: ", "limit: 1", 1)
	case strings.Contains(f.text, `"of": `):
		f.text = strings.Replace(f.text, `"of": `, `"part": `, 1)
	default:
		f.text += "\nSee also: the handbook.\n"
	}
	return f
}

// authorOf is the person of a login as commits name them.
func authorOf(login string) author {
	all := slices.Concat(authors(), writers())
	return all[slices.IndexFunc(all, func(a author) bool { return a.login == login })]
}
