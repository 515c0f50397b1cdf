package conversation

import (
	"strconv"
	"strings"
	"time"

	"hubtrail/github"
	"hubtrail/ui/text"
	"hubtrail/ui/theme"
)

// commitRows is a pull request's commits, a row each.
func (b *builder) commitRows() {
	l := b.p.commits.Value()
	for i := range l.Items {
		c := &l.Items[i]
		b.part(part{key: c.SHA, url: c.URL, name: c.SHA, what: "SHA", sha: c.SHA})
		b.short(line{commit(c.SHA), {plain, " " + clip(c.Subject), nil}}, span{dim, "  " + who(c.Author.Label()) + "  " + b.ago(c.Author.At), nil})
	}
	if len(l.Items) >= mostCommits {
		b.part(part{key: "capped"})
		b.row(span{warn, "GitHub lists no more than 250 commits of a pull request.", nil})
	}
}

const mostCommits = 250

// checkMark is the mark of a check's state.
func checkMark(th *theme.Theme, s github.CheckState) span {
	switch s {
	case github.CheckPassed:
		return span{good, th.Glyphs.Check, nil}
	case github.CheckFailed:
		return span{bad, th.Glyphs.Cross, nil}
	case github.CheckPending:
		return span{warn, th.Glyphs.Circle, nil}
	}
	return span{dim, th.Glyphs.Bullet, nil}
}

// tally counts checks by how they came out.
func tally(c github.Checks) string {
	if len(c.Checks) == 0 {
		return "no checks"
	}
	by := map[github.CheckState]int{}
	for i := range c.Checks {
		by[c.Checks[i].State]++
	}
	var says []string
	for _, s := range [...]github.CheckState{github.CheckFailed, github.CheckPending, github.CheckPassed, github.CheckSkipped} {
		if by[s] > 0 {
			says = append(says, text.Count(by[s])+" "+s.String())
		}
	}
	return strings.Join(says, ", ")
}

// checkRows is the checks of a pull request's newest commit, failures first.
func (b *builder) checkRows() {
	p := b.p
	c := p.checks.Value()
	for i := range c.Checks {
		b.check(&c.Checks[i], "check "+strconv.Itoa(i)+" "+c.Checks[i].Name)
	}
	for _, missing := range [...]struct {
		what string
		err  error
	}{{"Check runs are missing", c.Runs}, {"Commit statuses are missing", c.Statuses}, {"Checks are missing", p.checks.Err()}} {
		if missing.err != nil {
			b.part(part{key: missing.what})
			b.failure(missing.what, missing.err)
		}
	}
}

func (b *builder) check(c *github.Check, key string) {
	b.part(part{key: key, url: c.URL, name: clip(c.Name), what: "name", fold: true})
	spans := line{checkMark(b.th, c.State), {strong, " " + clip(c.Name), nil}, {dim, "  " + words(c), nil}}
	if c.Title != "" {
		spans = append(spans, span{plain, "  " + clip(c.Title), nil})
	}
	b.row(spans...)
	if !b.p.unfolded[key] {
		return
	}
	if strings.TrimSpace(c.Summary) == "" {
		b.row(span{dim, "  There is no summary. Press o to see it in the browser.", nil})
	} else {
		b.text(c.Summary, replyIndent)
	}
	b.blank()
}

// words is the result of a check, who ran it and how long.
func words(c *github.Check) string {
	s := c.State.String()
	if r := strings.ReplaceAll(clip(c.Result), "_", " "); r != "" && r != "success" && r != "failure" && r != s {
		s = r
	}
	if c.App != "" {
		s += ", " + clip(c.App)
	}
	if !c.Started.IsZero() && c.Finished.After(c.Started) {
		s += ", " + c.Finished.Sub(c.Started).Round(time.Second).String()
	}
	return s
}

// fileRows is the files that a pull request changes, each with its patch
// beneath where it was unfolded.
func (b *builder) fileRows() {
	p := b.p
	p.widest = 0
	set := p.files.Value()
	if set == nil {
		return
	}
	owners, paths := b.ownersAt(), set.paths()
	for i := range set.files {
		b.file(&set.files[i], set.patches[i], part{paths: paths, at: i}, owners[set.files[i].Path])
	}
	if len(set.files) >= mostFiles {
		b.part(part{key: "capped"})
		b.row(span{warn, "GitHub lists no more than 3,000 files of a pull request.", nil})
	}
}

const mostFiles = 3000

// file is a file and its patch; as tells its place among the files.
func (b *builder) file(f *github.File, patch []string, as part, owners string) {
	p := b.p
	key := "file " + f.Path
	as.key, as.url, as.name, as.what, as.fold = key, f.URL, clip(f.Path), "path", true
	b.part(as)
	path := f.Path
	if f.PreviousPath != "" && f.PreviousPath != f.Path {
		path = f.PreviousPath + " > " + f.Path
	}
	b.rowTo(line{b.foldMark(key), {meta, clip(path), nil}, {good, "  +" + strconv.Itoa(f.Additions), nil},
		{bad, " -" + strconv.Itoa(f.Deletions), nil}, {dim, "  " + clip(f.Status), nil}}, clip(owners))
	if !p.unfolded[key] {
		return
	}
	switch {
	case f.PatchLeftOut():
		b.row(span{warn, "  Too large for GitHub to send. Press o to see it in the browser.", nil})
	case len(patch) == 0 && f.Status == "renamed":
		b.row(span{warn, "  renamed without changes", nil})
	case len(patch) == 0:
		b.row(span{warn, "  no text to compare: binary, empty, or only the mode changed", nil})
	default:
		b.add(piece{patch: patch, rows: len(patch)})
		for _, l := range patch {
			p.widest = max(p.widest, len(l)+strings.Count(l, "\t")*(tabStop-1))
		}
	}
	b.blank()
}
