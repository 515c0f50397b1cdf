package github_test

import (
	"errors"
	"slices"
	"testing"
	"testing/synctest"

	"hubtrail/github"
	"hubtrail/github/embedded"
	"hubtrail/github/embedded/demo"
	"hubtrail/github/store"
)

// A person's texts reach the demo's GitHub once, whatever becomes of the
// answers.
func TestTheDemoTakesTexts(t *testing.T) {
	server := embedded.New(demo.World(t.TempDir()), embedded.Options{Now: now})
	repo := github.RepoRef{Owner: "northwind", Name: "storefront"}
	synctest.Test(t, func(t *testing.T) {
		accounts := github.NewAccounts(demoToken(t, server, demo.UserToken), demoApp(t, server, nil))
		installation := int64(0)
		app, _ := accounts.Client("demo")
		for _, i := range last(t, func(emit func(github.Listing[github.Installation])) error {
			return app.Installations(t.Context(), emit)
		}).Items {
			if i.Owner.Login == repo.Owner {
				installation = i.ID
			}
		}
		for _, at := range []github.Place{{Account: "me"}, {Account: "demo", Installation: installation}} {
			d := github.NewDrafts(store.Open("", t.TempDir(), nil), accounts)
			send := func(draft github.Draft) (github.Delivery, error) {
				t.Helper()
				draft.Place, draft.Repo = at, repo
				kept, err := d.Save(t.Context(), draft)
				if err != nil {
					t.Fatal(err)
				}
				return d.Send(t.Context(), kept.ID)
			}
			var numbers []int
			for _, fault := range []string{"", "after drop POST /repos", "after 502 POST /repos", "garbage POST /repos"} {
				faults, err := embedded.ParseFaults(fault)
				if err != nil {
					t.Fatal(err)
				}
				server.SetFaults(faults)
				got, err := send(github.Draft{Kind: github.DraftIssue, Title: "It breaks " + fault, Body: "always\n\n- [ ] mend it"})
				if err != nil || got.Issue.Number == 0 || got.Found != (fault != "") {
					t.Fatalf("%s: an issue with %q: got %+v, %v", at.Account, fault, got, err)
				}
				numbers = append(numbers, got.Issue.Number)
				made, err := send(github.Draft{Kind: github.DraftComment, Number: got.Issue.Number, Body: "me too"})
				if err != nil || made.Comment.ID == 0 || made.Found != (fault != "") {
					t.Fatalf("%s: a comment with %q: got %+v, %v", at.Account, fault, made, err)
				}
				server.SetFaults(nil)
				edited, err := send(github.Draft{Kind: github.DraftEdit, Number: got.Issue.Number, CommentID: made.Comment.ID, Base: "me too", Body: "me not"})
				if err != nil || edited.Comment.Body != "me not" {
					t.Errorf("%s: an edit: got %+v, %v", at.Account, edited, err)
				}
				ref := github.IssueRef{Repo: repo, Number: got.Issue.Number}
				if i, err := accounts.Issue(t.Context(), at, ref); err != nil || i.Comments != 1 {
					t.Errorf("%s: got %d comments, %v, want one", at.Account, i.Comments, err)
				}
				if err := accounts.DeleteComment(t.Context(), at, ref, made.Comment.ID); err != nil {
					t.Errorf("%s: %v", at.Account, err)
				}
				closed, err := accounts.SetIssueState(t.Context(), at, ref, false, "not_planned")
				if err != nil || closed.State != github.IssueNotPlanned {
					t.Errorf("%s: closing: got %v, %v", at.Account, closed.State, err)
				}
			}
			if slices.Sort(numbers); numbers[3] != numbers[0]+3 || len(d.List()) != 0 {
				t.Errorf("%s: got issues %v and %d drafts, want four in a row and none", at.Account, numbers, len(d.List()))
			}
			if _, err := send(github.Draft{Kind: github.DraftComment, Number: 999_999, Body: "x"}); !errors.Is(err, github.ErrNotFound) || len(d.List()) != 1 {
				t.Errorf("%s: got %v, want ErrNotFound and the draft", at.Account, err)
			}
		}
	})
}
