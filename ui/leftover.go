package ui

import (
	"context"
	"fmt"
	"strings"

	"hubtrail/github"
)

// Leftovers tells of what was being written when the program ended. Texts are
// looked for when the person opens them; GitHub is asked at once what became of
// links, which takes a reading each. Nothing is written unasked.
func Leftovers(d *github.Drafts, l *github.LinkJobs) Arrive {
	return func(ctx context.Context) Arrived {
		var notes []string
		switch n := d.Pending(ctx); n {
		case 0:
		case 1:
			notes = append(notes, "a text was being sent when hubtrail ended: press E to look whether it arrived")
		default:
			notes = append(notes, fmt.Sprintf("%d texts were being sent when hubtrail ended: press E to look whether they arrived", n))
		}
		if s := linksLeft(ctx, l); s != "" {
			notes = append(notes, "of the links under way when hubtrail ended, "+s+": press U")
		}
		return Arrived{Note: strings.Join(notes, "; ")}
	}
}

// linksLeft looks at GitHub for links that have no known end, and counts what it
// finds; "" if there are none.
func linksLeft(ctx context.Context, l *github.LinkJobs) string {
	var done, undone, todo, unknown int
	for _, job := range l.List() {
		if !l.Waits(job) {
			continue
		}
		job, err := l.Resume(ctx, job.ID)
		switch {
		case err != nil:
			unknown++
		case job.Status == github.LinkDone && job.Request.Unlink:
			undone++
		case job.Status == github.LinkDone:
			done++
		default:
			todo++
		}
	}
	var found []string
	for _, f := range [...]struct {
		n    int
		what string
	}{{done, "done"}, {undone, "undone"}, {todo, "still to do"}, {unknown, "not known yet"}} {
		if f.n > 0 {
			found = append(found, fmt.Sprintf("%d %s", f.n, f.what))
		}
	}
	return strings.Join(found, ", ")
}
