package github

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
)

const (
	// GitHub is asked again whether it links what was written, after firstAgain and
	// then after twice as long each time, until lastAgain: its records are a little
	// behind.
	firstAgain = 300 * time.Millisecond
	lastAgain  = 5 * time.Second

	// maxLinked is how many links are asked for.
	maxLinked = 50
)

// readBack tells of each link of a job whether GitHub counts it.
func (c *Client) readBack(ctx context.Context, job LinkJob, now pullNow) []Link {
	links := slices.Clone(job.Links)
	asks := func(l Link) bool { return l.Kind == LinkCloses && l.Where == LinkInBody }
	if !slices.ContainsFunc(links, asks) {
		return settledLinks(links, job.Request.Unlink)
	}
	if !job.Request.Unlink && !now.intoDefault() {
		for i := range links {
			if asks(links[i]) {
				links[i].Recognised, links[i].Why = NotRecognised, notDefault(now)
			}
		}
		return settledLinks(links, false)
	}
	linked, err := c.linkedOnce(ctx, job, links, asks)
	for i := range links {
		if asks(links[i]) {
			c.recognise(&links[i], job.Request.Unlink, linked, err, now)
		}
	}
	return settledLinks(links, job.Request.Unlink)
}

// settledLinks says of links that close nothing what there is to say.
func settledLinks(links []Link, unlink bool) []Link {
	for i := range links {
		if l := &links[i]; l.Kind == LinkRefers && l.Where == LinkInBody {
			l.Recognised, l.Why = RecognitionUnknown, referOnly
			if unlink {
				l.Recognised, l.Why = NotRecognised, "the reference is gone"
			}
		}
	}
	return links
}

// linkedOnce asks what the pull request closes, again and again for some seconds
// until that is what is wanted.
func (c *Client) linkedOnce(ctx context.Context, job LinkJob, links []Link, asks func(Link) bool) ([]Linked, error) {
	pause, waited := firstAgain, time.Duration(0)
	for {
		linked, err := c.Links(ctx, job.Request.Place.Installation, job.Request.Pull, true)
		asWanted := !slices.ContainsFunc(links, func(l Link) bool {
			return asks(l) && (indexLinked(linked, l.Issue) >= 0) == job.Request.Unlink
		})
		if err != nil && !is(err, ErrTimeout, ErrServer) || err == nil && asWanted || waited+pause > lastAgain || !wait(ctx, pause) {
			return linked, err
		}
		waited += pause
		pause *= 2
	}
}

func indexLinked(linked []Linked, ref IssueRef) int {
	return slices.IndexFunc(linked, func(o Linked) bool { return sameRef(o.IssueRef, ref) })
}

// recognise says whether GitHub counts a link that a body says.
func (c *Client) recognise(l *Link, unlink bool, linked []Linked, err error, now pullNow) {
	at := indexLinked(linked, l.Issue)
	l.Recognised, l.Why = NotRecognised, ""
	switch {
	case err != nil:
		l.Recognised, l.Why = RecognitionUnknown, unasked(err)
	case at >= 0:
		l.Recognised = Recognised
		if unlink {
			l.Why = "GitHub links them still: by hand on the web, or its records are behind"
		}
	case unlink:
	case len(linked) >= maxLinked:
		l.Recognised, l.Why = RecognitionUnknown, fmt.Sprintf("GitHub links more than the %d that are asked for", maxLinked)
	default:
		l.Why = whyUnlisted(*l, now)
	}
}

// whyUnlisted is why GitHub does not list a link that the body says, as far as one
// can tell.
func whyUnlisted(l Link, now pullNow) string {
	switch {
	case !now.intoDefault():
		return notDefault(now)
	case l.Cross:
		return "GitHub does not list it: in another repository it counts only if the author may write there"
	case !now.State.Open():
		return fmt.Sprintf("GitHub does not list it: the pull request is %s", now.State)
	}
	return "GitHub does not list it: its records may be behind, so look again in a minute"
}

// unasked is why it is not known what GitHub counts.
func unasked(err error) string {
	if errors.Is(err, ErrUnsupported) {
		return "this host cannot be asked which links it counts"
	}
	return "GitHub could not be asked: " + strings.TrimSuffix(reason(err), ".")
}
