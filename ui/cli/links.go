package cli

import (
	"cmp"
	"context"
	"io"

	"hubtrail/github"
)

// LinksOptions is what `hubtrail links` is asked.
type LinksOptions struct {
	Ref github.IssueRef
	// Issue reads an issue or pull request, which of the two it is.
	Issue func(ctx context.Context, ref github.IssueRef) (github.Issue, error)
	// Links finds what it is linked with, as the method of github.Accounts does.
	Links func(ctx context.Context, ref github.IssueRef, pull bool) ([]github.Link, error)

	JSON     bool // one object a link
	Terminal bool // Stdout is a terminal: columns and not tabs

	Stdout io.Writer
	Styles Styles
}

// Links prints every link of an issue or pull request, one a line: the issue,
// the pull request, kind and place as in Link's JSON, whether GitHub recognises
// it and why not, and the title of the far end:
//
//	acme/shop#7  acme/shop#12  closes  body  GitHub recognises it  Fix the basket
//
// with a tab between the columns where Stdout is no terminal. As JSON it is one
// object a link, as of Link, where changed is false.
//
// The exit status is 0, also without any link; 2 with an error.
func Links(ctx context.Context, o LinksOptions) (exit int, err error) {
	issue, err := o.Issue(ctx, o.Ref)
	if err != nil {
		return exitError, err
	}
	links, err := o.Links(ctx, o.Ref, issue.Pull)
	if err != nil {
		return exitError, err
	}
	t := newTable(o.Stdout, o.Terminal)
	for _, l := range links {
		if o.JSON {
			t.w.Write(append(linkJSON(l), '\n')) // a failure is kept until the end
			continue
		}
		t.add(cell{text: l.Issue.String()}, cell{text: l.Pull.String()}, cell{text: string(l.Kind)}, cell{text: string(l.Where)},
			o.verdict(l), cell{text: l.Other.Title})
	}
	if err := t.end(); err != nil {
		return exitError, err
	}
	return exitYes, nil
}

// verdict is whether GitHub counts a link. A plain reference is none that it
// would.
func (o LinksOptions) verdict(l github.Link) cell {
	if (l.Kind == github.LinkRefers || l.Kind == github.LinkMention) && l.Recognised != github.Recognised {
		return cell{cmp.Or(l.Why, "closes nothing"), o.Styles.Dim}
	}
	return recognition(l, o.Styles)
}
