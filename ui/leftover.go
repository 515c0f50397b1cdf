package ui

import (
	"context"
	"fmt"

	"hubtrail/github"
)

// Leftovers tells of texts and links that were being written when the program
// ended: they are looked for when the person opens them, never sent again
// unasked.
func Leftovers(d *github.Drafts, l *github.LinkJobs) Arrive {
	return func(ctx context.Context) Arrived {
		texts, links := d.Pending(ctx), l.Pending()
		switch {
		case texts > 0:
			return Arrived{Note: fmt.Sprintf("%s being sent when hubtrail ended: press E to look whether it arrived", was(texts, "text"))}
		case links > 0:
			return Arrived{Note: fmt.Sprintf("%s being written when hubtrail ended: press U to look what became of it", was(links, "link"))}
		}
		return Arrived{}
	}
}

func was(n int, what string) string {
	if n == 1 {
		return "a " + what + " was"
	}
	return fmt.Sprintf("%d %ss were", n, what)
}
