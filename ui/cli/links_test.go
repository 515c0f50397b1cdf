package cli

import (
	"context"
	"errors"
	"strings"
	"testing"

	"hubtrail/github"
)

// linksOf runs the command for #7, an issue, or #12, a pull request.
func linksOf(t *testing.T, found []github.Link, err error, change func(*LinksOptions)) linked {
	t.Helper()
	var stdout strings.Builder
	o := LinksOptions{
		Ref: shop(7), Stdout: &stdout,
		Issue: func(_ context.Context, ref github.IssueRef) (github.Issue, error) {
			return github.Issue{IssueRef: ref, Pull: ref.Number == 12}, nil
		},
		Links: func(_ context.Context, ref github.IssueRef, pull bool) ([]github.Link, error) {
			if pull != (ref.Number == 12) {
				t.Errorf("%s: asked for a pull request: %v", ref, pull)
			}
			return found, err
		},
	}
	if change != nil {
		change(&o)
	}
	exit, failure := Links(t.Context(), o)
	return linked{exit: exit, out: stdout.String(), err: failure}
}

func TestLinks(t *testing.T) {
	found := []github.Link{
		link(7, github.LinkCloses, github.Recognised, "", false),
		link(7, github.LinkCommit, github.NotRecognised, "the commit is on no default branch", false),
		link(7, github.LinkMention, github.NotRecognised, "", false),
		link(7, github.LinkManual, github.RecognitionUnknown, "the host has no GraphQL", false),
	}
	found[0].Other.Title, found[1].Where, found[3].Where = "Fix\tthe \x1b[2Jbasket", github.LinkInCommit, github.LinkOnWeb
	got := linksOf(t, found, nil, nil)
	want := linked{out: "acme/shop#7\tacme/shop#12\tcloses\tbody\tGitHub recognises it\tFix the basket\n" +
		"acme/shop#7\tacme/shop#12\tcommit\tcommit\tGitHub does not recognise it: the commit is on no default branch\t\n" +
		"acme/shop#7\tacme/shop#12\tmention\tbody\tcloses nothing\t\n" +
		"acme/shop#7\tacme/shop#12\tmanual\tweb\tit is not known whether GitHub recognises it: the host has no GraphQL\t\n"}
	if got != want {
		t.Errorf("got\n%s%v, want\n%s", got.out, got.err, want.out)
	}
	got = linksOf(t, found[:2], nil, func(o *LinksOptions) { o.Ref, o.Terminal = shop(12), true })
	want = linked{out: "acme/shop#7  acme/shop#12  closes  body    GitHub recognises it                                              Fix the basket\n" +
		"acme/shop#7  acme/shop#12  commit  commit  GitHub does not recognise it: the commit is on no default branch\n"}
	if got != want {
		t.Errorf("on a terminal: got\n%s%v, want\n%s", got.out, got.err, want.out)
	}
	got = linksOf(t, found[3:], nil, func(o *LinksOptions) { o.JSON = true })
	want = linked{out: `{"issue":"acme/shop#7","pull_request":"acme/shop#12","kind":"manual","where":"web","recognised":null,"why":"the host has no GraphQL","changed":false}` + "\n"}
	if got != want {
		t.Errorf("as JSON: got\n%s%v, want\n%s", got.out, got.err, want.out)
	}
	mention := []github.Link{link(7, github.LinkMention, github.Recognised, "", false)}
	if got := linksOf(t, mention, nil, nil); !strings.Contains(got.out, "\tGitHub recognises it\t") {
		t.Errorf("a mention that GitHub counts: got %q, want it said", got.out)
	}
	if got := linksOf(t, nil, nil, nil); got != (linked{}) {
		t.Errorf("without links: got %+v, want nothing", got)
	}
	if got := linksOf(t, nil, errors.New("refused"), nil); got.exit != 2 || got.err == nil {
		t.Errorf("a failure: got %+v, want 2", got)
	}
}
