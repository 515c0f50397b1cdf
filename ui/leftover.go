package ui

import (
	"context"
	"fmt"

	"hubtrail/github"
)

// Leftovers tells of texts that were being sent when the program ended: they
// are looked for when the person opens them, never sent again unasked.
func Leftovers(d *github.Drafts) Arrive {
	return func(ctx context.Context) Arrived {
		switch n := d.Pending(ctx); n {
		case 0:
			return Arrived{}
		case 1:
			return Arrived{Note: "a text was being sent when hubtrail ended: press E to look whether it arrived"}
		default:
			return Arrived{Note: fmt.Sprintf("%d texts were being sent when hubtrail ended: press E to look whether they arrived", n)}
		}
	}
}
