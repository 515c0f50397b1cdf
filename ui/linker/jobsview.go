package linker

import (
	"time"

	"hubtrail/github"
	"hubtrail/ui/text"
)

// standing says how far a job has come.
func (p *Pane) standing(j *github.LinkJob) (string, text.Style) {
	th := p.theme
	for _, b := range p.queue {
		for _, i := range b.items {
			if i.job.ID == j.ID && (i.fate == waiting || i.fate == writing) {
				return "being written", th.Info
			}
		}
	}
	switch j.Status {
	case github.LinkWriting, github.LinkUnclear:
		return "was being written: enter looks", th.Warn
	case github.LinkPlanned:
		return "not sent: enter shows it", th.Warn
	case github.LinkRefused:
		return "refused", th.Bad
	case github.LinkUndone:
		return "undone", th.Dim
	}
	for n := range j.Links {
		if l := &j.Links[n]; l.Kind == github.LinkCloses && l.Recognised == github.NotRecognised && !j.Request.Unlink {
			return "GitHub does not count it", th.Warn
		}
	}
	return "done", th.Good
}

// listView draws the jobs.
func (p *Pane) listView(focused bool) []string {
	jobs := p.kept.Value()
	if len(jobs) == 0 {
		say := "No links were made here yet. Press L on an issue or a pull request."
		if !p.kept.Complete() {
			say = "loading" + text.Ellipsis
		}
		return p.say(say, p.theme.Dim)
	}
	var r text.Row
	return p.list.View(p.width, p.height, func(i, width int, selected bool) string {
		r.Reset(width, p.theme.Row(selected, focused))
		p.drawJob(&r, &jobs[i])
		return r.String()
	})
}

func (p *Pane) drawJob(r *text.Row, j *github.LinkJob) {
	th := p.theme
	standing, style := p.standing(j)
	kind := string(j.Request.Kind)
	switch {
	case j.Undoes != "":
		kind = "undo"
	case j.Request.Unlink:
		kind = "unlink"
	case j.Request.Comment:
		kind = "comment"
	}
	width := r.Rest()
	r.Space(1)
	r.Fit(th.Dim, kind, 8)
	room := max(width-9-6-min(32, width*4/10), 8)
	r.Fit(text.Style{}, text.Middle(jobName(j.Request), room), room)
	r.Space(1)
	r.Fit(style, standing, max(r.Rest()-5, 0))
	r.FitRight(th.Dim, text.Ago(time.Since(j.At)), 5)
}
