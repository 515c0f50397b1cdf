package demo

import (
	"fmt"
	"strings"
)

// step is the i-th of n commits on the default branch: the files are changed
// and the revision says who and why.
func (p *project) step(i, n int) revision {
	switch i {
	case 0:
		return p.start()
	case 1:
		return p.process()
	case 2:
		p.others["assets/logo.png"] = file{"100644", picture(p.s.name)}
		return p.by("Add the logo\n")
	case 4:
		p.others["docs/latest.md"] = file{"120000", "guide.md"}
		p.write("VERSION", "1.0.0") // without a newline at the end
		return p.by("Link the latest guide, note the version\n")
	case 6:
		p.write("docs/設計メモ.md", "# 設計メモ\n\n在庫は倉庫ごとに数える。\n\n絵文字: 📦🚚👩‍💻\n")
		p.write("docs/übersicht 🚀.md", "# Übersicht\n\nAlles Wichtige auf einer Seite.\n")
		return p.by("Add notes by colleagues: 設計メモ, Übersicht 🚀\n")
	case n * 2 / 3:
		p.write("docs/terminal.md", "# Terminal\n\nMessages from outside may hold anything.\n")
		// A message that tries to colour, to clear the screen, to ring, to turn
		// the reading direction and to hide a space: a client must show it
		// harmlessly.
		return p.by("Show \x1b[31mred\x1b[0m text\x1b[2J and a bell\a\n\nLeft \u202eright\u202c left, zero\u200bwidth, a tab\there,\r and \x9b1m bytes.\n")
	}
	if p.s.has("b") && i == n-3 {
		p.write("data/accounts.csv", accounts())
		return p.by(p.numbered("Import the chart of accounts") + "\n\nTwo thousand accounts, as the auditors sent them.\n")
	}
	switch {
	case i%11 == 9:
		return p.rename()
	case i%17 == 13:
		return p.remove()
	case i%13 == 5:
		return p.bump()
	}
	return p.change()
}

// by is a revision of somebody.
func (p *project) by(message string) revision {
	who := pick(p.r, p.people)
	rev := revision{author: who, committer: who, zone: zone(p.r), message: message}
	if strings.Contains(message, "(#") {
		rev.committer = forge() // merged on the web
	}
	return rev
}

// numbered adds the number of a pull request to a subject.
func (p *project) numbered(subject string) string {
	if p.open {
		return subject
	}
	p.count()
	return fmt.Sprintf("%s (#%d)", subject, p.number)
}

// count gives the next pull request its number: issues and what was not merged
// have taken some.
func (p *project) count() {
	step := 1 + p.r.IntN(3)
	if p.s.has("l") {
		step = 1 + (step-1)*3 + p.r.IntN(4)
	}
	p.number += step
}

func (p *project) start() revision {
	p.write("README.md", fmt.Sprintf("# %s\n\n%s.\n\n## Use\n\n```sh\nmake\nmake test\n```\n\n## Help\n\nAsk in #%s.\n", p.s.name, p.s.about, p.s.name))
	p.write(".gitignore", "/bin/\n/dist/\nnode_modules/\n__pycache__/\n*.log\n")
	p.write("docs/guide.md", "# Guide\n\n1. Read the rules.\n2. Change one thing.\n3. Ask for a review.\n")
	p.others["scripts/check.sh"] = file{"100755", "#!/bin/sh\nset -eu\nmake lint test\n"}
	p.write("config/service.yaml", p.config(30))
	p.touched = spot{}
	for _, l := range p.languages()[:3] {
		p.grow(l)
	}
	return p.by("Initial commit\n")
}

func (p *project) config(timeout int) string {
	return fmt.Sprintf("service: %s\nreplicas: 3\ntimeout: %ds\nlogging:\n  level: info\n  format: json\ndependencies:\n  platform: 1.%d.0\n", p.s.name, timeout, p.version)
}

// process adds what a company adds next: owners, checks, templates.
func (p *project) process() revision {
	org := p.s.owner
	owners := fmt.Sprintf("# Who reviews what. The last line that matches wins.\n*                     @%s/platform\n/docs/                @%s/writers @gwen-price\n*.md                  @gwen-price\n/config/*.yaml        ops@northwind.example\n/scripts/             @%s/tools\n/.github/             @%s/platform @%s\n/docs/drafts/\n", org, org, org, org, personal)
	switch p.s.language {
	case "Go":
		owners += "/internal/**/*.go     @farid-haddad @" + org + "/backend\n"
	case "TypeScript":
		owners += "/src/                 @zoe-martins @" + org + "/web\n"
	case "":
	default:
		owners += "/src/                 @brendan-okafor\n"
	}
	p.write(".github/CODEOWNERS", owners)
	p.write(".github/workflows/ci.yml", "name: ci\non: [push, pull_request]\njobs:\n  test:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: actions/checkout@v4\n      - run: make test\n")
	if p.s.has("l") {
		for name, text := range templates() {
			p.write(".github/ISSUE_TEMPLATE/"+name, text)
		}
	}
	return p.by(p.numbered("Add owners and checks") + "\n")
}

// change is a day's work: a function changed, added or dropped, a new file, or
// words.
func (p *project) change() revision {
	r := p.r
	f := p.source()
	switch r.IntN(12) {
	case 0, 1:
		if f, ok := p.grow(pick(r, p.languages())); ok {
			p.touched = spot{path: f.path, line: 1}
			return p.by(p.numbered("Introduce rules for the "+strings.ToLower(f.noun)) + "\n\n" + p.reason())
		}
	case 2, 3, 4:
		f.add(r)
		g := f.funcs[len(f.funcs)-1]
		p.touch(f, g.verb+g.noun)
		return p.by(p.numbered("Add "+g.verb+g.noun+" to the "+strings.ToLower(f.noun)+" rules") + "\n" + p.body())
	case 5:
		f.drop(r)
		return p.by("Remove what nobody calls\n")
	case 6:
		p.write("config/service.yaml", p.config(10+r.IntN(50)))
		p.touched = spot{path: "config/service.yaml", line: 3}
		return p.by(p.numbered("Tune the timeout") + "\n\n" + p.reason())
	case 7:
		p.write("docs/guide.md", p.others["docs/guide.md"].text+fmt.Sprintf("%d. %s\n", strings.Count(p.others["docs/guide.md"].text, "\n")-1, pick(r, []string{
			"Write the test first.", "Leave the place cleaner.", "Say what you measured.", "Name the thing, not the pattern.", "Roll back first, ask later.",
		})))
		return p.by(pick(r, []string{"Explain one step more", "Guide: say it shorter", "docs: what we learned this week"}) + "\n")
	}
	name := f.change(r)
	p.touch(f, name)
	subject := pick(r, []string{
		"Fix off-by-one in %s", "Raise the limit of %s", "%s: stop at the first error", "Make %s safe to repeat", "Speed up %s", "%s must not lose the last item",
	})
	return p.by(p.numbered(fmt.Sprintf(subject, name)) + "\n" + p.body())
}

// source is a file to be changed. What is proposed changes one of its own.
func (p *project) source() placed {
	f := &p.sources[p.r.IntN(len(p.sources))]
	if p.open {
		f.source = f.copy()
	}
	return *f
}

// touch notes where a function that was changed begins.
func (p *project) touch(f placed, name string) {
	p.touched = spot{f.path, f.lineOf(name, p.heights), name}
}

func (p *project) reason() string {
	return pick(p.r, []string{
		"Support saw this three times last week.\n",
		"The old number was a guess; this one is measured:\np99 goes from 840 ms to 310 ms.\n",
		"Found by the load test on Thursday.\n",
		"It worked only because two mistakes cancelled out.\n",
		"Agreed with the warehouse in Rotterdam.\n",
		"No change in behaviour, but the next commit needs it.\n",
	})
}

// body is the rest of a message: a reason, an issue it closes, a co-author, in
// any combination.
func (p *project) body() string {
	r := p.r
	text := ""
	if r.IntN(2) == 0 {
		text += "\n" + p.reason()
	}
	if r.IntN(3) == 0 {
		text += fmt.Sprintf("\n%s #%d\n", pick(r, []string{"Fixes", "Closes", "Resolves"}), 1+r.IntN(p.number))
	}
	if r.IntN(5) == 0 && len(p.people) > 1 {
		a := pick(r, p.people)
		text += fmt.Sprintf("\nCo-authored-by: %s <%s>\n", a.name, a.email)
	}
	return text
}

func (p *project) rename() revision {
	i := p.r.IntN(len(p.sources))
	f := &p.sources[i]
	from := f.path
	slash := strings.LastIndex(from, "/")
	to := from[:slash] + "/rules/" + from[slash+1:]
	if strings.Contains(from, "/rules/") {
		to = strings.Replace(from, "/rules/", "/", 1)
	}
	for _, o := range p.sources {
		if o.path == to {
			return p.change()
		}
	}
	f.path = to
	if p.r.IntN(2) == 0 {
		f.change(p.r)
	}
	return p.by(p.numbered(fmt.Sprintf("Move %s", from[slash+1:])) + fmt.Sprintf("\n\n%s -> %s\n", from, to))
}

func (p *project) remove() revision {
	if len(p.sources) < 4 {
		return p.change()
	}
	i := p.r.IntN(len(p.sources))
	gone := p.sources[i]
	p.sources = append(p.sources[:i:i], p.sources[i+1:]...)
	return p.by(p.numbered("Delete the "+strings.ToLower(gone.noun)+" rules") + "\n\nThey live in another repository now.\n")
}

func (p *project) bump() revision {
	all := authors()
	old := p.version
	p.version++
	p.write("config/service.yaml", p.config(30))
	p.touched = spot{path: "config/service.yaml", line: 8}
	rev := p.by(p.numbered(fmt.Sprintf("Bump platform from 1.%d.0 to 1.%d.0", old, p.version)) + "\n")
	rev.author = all[len(all)-1]
	return rev
}

// picture is a binary file: the head of a PNG and bytes from the name.
func picture(name string) string {
	b := []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x20\x00\x00\x00\x20\x08\x02\x00\x00\x00")
	x := uint32(2166136261)
	for i := range 900 {
		x = (x ^ uint32(name[i%len(name)])) * 16777619
		b = append(b, byte(x>>16))
	}
	return string(b)
}

// accounts is a table of 2,000 lines.
func accounts() string {
	var b strings.Builder
	kinds := []string{"asset", "liability", "equity", "income", "expense"}
	for i := range 2000 {
		fmt.Fprintf(&b, "%d,%s,Account %d,EUR,%t\n", 100000+i*7, kinds[i%len(kinds)], i+1, i%9 != 0)
	}
	return b.String()
}
