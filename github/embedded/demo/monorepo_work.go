package demo

import (
	_ "embed"
	"strconv"
	"strings"
	"time"
)

//go:embed monorepo/work.txt
var workTable string

// work are the commits of the table, and which of them are releases.
func work() []arrival {
	var list []arrival
	for line := range strings.Lines(workTable) {
		line = strings.TrimRight(line, "\n")
		if strings.HasPrefix(line, "#") {
			continue
		}
		if release, ok := strings.CutPrefix(line, "tag "); ok {
			a := &list[len(list)-1]
			day := ""
			a.tag, day, _ = strings.Cut(release, " ")
			at, _ := time.Parse(time.DateOnly, day) // the table is ours
			a.at = at.Add(10 * time.Hour)
			continue
		}
		list = append(list, worked(line))
	}
	return list
}

// worked reads one line of the table.
func worked(line string) arrival {
	f := strings.Split(line, "|")
	for i := range f {
		f[i] = strings.TrimSpace(f[i])
	}
	a := arrival{by: f[0], subject: f[1]}
	if subject, ok := strings.CutPrefix(a.subject, "# "); ok {
		a.subject, a.number = subject, pulled
	}
	if len(f) > 4 {
		a.closes = &report{title: f[3], by: f[4]}
	}
	kind, rest, _ := strings.Cut(f[2], " ")
	n, _ := strconv.Atoi(rest)
	switch {
	case kind == "odd":
		a.change = func(c *checkout) tree { return oddChanges()[rest](c.files) }
	case kind == "step":
		a.change = func(c *checkout) tree { return roundingStep(c.files, n) }
	case kind[0] == '+':
		n, _ := strconv.Atoi(kind[1:])
		subject := a.subject
		a.change = func(c *checkout) tree {
			t := tree{}
			for _, p := range c.under(n, rest, "") {
				t[p] = grow(p, c.files[p], subject)
			}
			return t
		}
	default:
		a.touch = strings.Fields(f[2])
	}
	return a
}

// formatAll formats what was written before there was a formatter.
func formatAll(c *checkout) tree {
	t := tree{}
	for _, p := range c.paths() {
		if f := c.files[p]; strings.Contains(f.text, oldImport) {
			t[p] = format(p, f)
		}
	}
	return t
}
