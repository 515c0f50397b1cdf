package github

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"hubtrail/github/linking"
)

// maxWebLinks is how many issues the web links to a pull request by hand.
const maxWebLinks = 10

// notDefault is why GitHub ignores the keywords of a body.
func notDefault(p pullNow) string {
	return fmt.Sprintf("the pull request goes into %s, and keywords count for the default branch %s only", p.Base.Ref, p.Default)
}

// warnOfState adds what GitHub will not do, and what to do about it.
func (c *Client) warnOfState(p *LinkPlan, now pullNow) {
	if p.Comment && !p.Unlink {
		p.warn("A comment links nothing: the issues show that %s mentions them, and merging it closes none of them.", p.Pull)
		if now.Locked {
			p.warn("The conversation of %s is locked: only those who may write to the repository can comment.", p.Pull)
		}
	}
	if !p.Unlink && !p.Comment && p.Kind == LinkCloses && len(p.Links) > 0 {
		c.warnOfClosing(p, now)
	}
	if p.Idle() && len(p.Links) > 0 && !p.Unlink {
		p.warn("There is nothing to write: the body of %s says so already.", p.Pull)
	}
}

func (c *Client) warnOfClosing(p *LinkPlan, now pullNow) {
	switch {
	case now.Merged:
		p.warn("%s is merged: the keyword closes nothing any more. Close the issues by hand if they are done.", p.Pull)
	case !now.State.Open():
		p.warn("%s is closed: it closes nothing unless it is reopened and merged.", p.Pull)
	}
	if !now.intoDefault() {
		p.warn("%s goes into %s, and GitHub ignores closing keywords unless it is the default branch, %s: it will not link or close anything. Write a plain reference, or change the base on the web.",
			p.Pull, now.Base.Ref, now.Default)
	}
	for _, l := range p.Links {
		switch {
		case !l.Other.State.Open():
			p.warn("%s is %s already: merging changes nothing about it.", l.Issue, l.Other.State)
		case l.Cross && l.Changed:
			p.warn("%s is in another repository: GitHub links and closes it only if the author and whoever merges may write there.", l.Issue)
		}
	}
	closing := map[string]bool{}
	for _, one := range linking.Closing(p.After, p.Pull.Repo.Owner, p.Pull.Repo.Name, c.pageHosts()) {
		if one.Counts {
			closing[strings.ToLower(refOf(one.Target, p.Pull.Repo).String())] = true
		}
	}
	if len(closing) > maxWebLinks {
		p.warn("%s would close %d issues. The web links %d by hand at most, and GitHub does not say whether keywords may name more: hubtrail looks afterwards which it took.", p.Pull, len(closing), maxWebLinks)
	}
}

// blocked is why the body, or the comment, cannot be written, as far as that is
// known without trying.
func (c *Client) blocked(p LinkPlan, now pullNow) error {
	op := linkOp(p.LinkRequest)
	if p.Idle() {
		return nil
	}
	if now.Archived {
		e := c.fault(op, ErrForbidden)
		e.Message = p.Pull.Repo.String() + " is archived, which makes it read-only"
		e.remedy = "Whoever administers the repository can take it out of the archive. Until then it takes no comment either."
		return e
	}
	if n := utf8.RuneCountInString(p.After); !p.Comment && n > MaxBody {
		return c.invalid(op, fmt.Sprintf("the body would have %d characters, and GitHub takes %d", n, MaxBody), "Shorten the body on the web, or write a comment instead.")
	}
	if needed := c.ungranted(p.LinkRequest); needed != "" {
		e := c.fault(op, ErrNotGranted)
		e.Needed = needed
		if s, ok := c.sessionAtHand(p.Place.Installation); ok {
			e.URL = c.settingsURL(s)
		}
		return e
	}
	return nil
}

// ungranted is the permission that an installation's token lacks; "" if it has
// it, or what it has is not known.
func (c *Client) ungranted(r LinkRequest) string {
	granted, _, ok := c.Grant(r.Place.Installation)
	switch {
	case !ok, level(granted["pull_requests"]) >= level("write"):
		return ""
	case !r.Comment:
		return "pull_requests=write"
	case level(granted["issues"]) >= level("write"):
		return ""
	}
	return "issues=write, or pull_requests=write"
}

// sessionAtHand is the session of an installation, if a request was made as it.
func (c *Client) sessionAtHand(installation int64) (*session, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	s, ok := c.sessions[installation]
	return s, ok
}
