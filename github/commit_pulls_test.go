package github

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"hubtrail/github/store"
)

// pullOf is a pull request as a commit's listing has it; merged is when, "" if it
// was not.
func pullOf(number int, state, merged, mergeCommit string) string {
	at := "null"
	if merged != "" {
		at = fmt.Sprintf("%q", merged)
	}
	return fmt.Sprintf(`{"number":%d,"title":"Change %[1]d","state":%q,"merged_at":%s,"merge_commit_sha":%q,"base":{"ref":"main","repo":{"full_name":"acme/app","default_branch":"main"}},
	 "user":{"login":"ada"},"html_url":"https://github.com/acme/app/pull/%[1]d"}`, number, state, at, mergeCommit)
}

func TestPullsOfCommit(t *testing.T) {
	sha := shaOf(1)
	for _, tt := range []struct {
		name       string
		rows       []string
		want       string // numbers in order
		introduced bool
		asked      int // for two calls
	}{
		{"none", nil, "[]", false, 2},
		{"open", []string{pullOf(3, "open", "", sha)}, "[3]", false, 2},
		{"merged by it", []string{pullOf(9, "closed", "2026-01-01T00:00:00Z", shaOf(5)), "null", pullOf(8, "closed", "2026-02-01T00:00:00Z", strings.ToUpper(sha))}, "[8 9]", true, 1},
		{"merged first", []string{pullOf(4, "closed", "2026-03-01T00:00:00Z", shaOf(5)), pullOf(7, "closed", "2026-02-01T00:00:00Z", shaOf(6))}, "[7 4]", true, 1},
		{"each kind", []string{pullOf(1, "closed", "", ""), pullOf(2, "open", "", ""), pullOf(3, "closed", "2026-02-01T00:00:00Z", "")}, "[3 2 1]", true, 1},
		{"closed", []string{pullOf(6, "closed", "", sha)}, "[6]", false, 2},
	} {
		w := routes{"GET /repos/acme/app/commits/" + sha + "/pulls": text(200, "["+strings.Join(tt.rows, ",")+"]")}.wire()
		c := tokenClient(t, w, store.Open(t.TempDir(), "", nil))
		for range 2 {
			pulls, err := c.PullsOfCommit(t.Context(), 0, app, strings.ToUpper(sha))
			numbers := []int{}
			introduced := 0
			for _, p := range pulls {
				numbers = append(numbers, p.Number)
				if p.Introduced {
					introduced = p.Number
				}
				if p.Base != "main" || !p.Pull || p.Author != "ada" || p.Repo != app {
					t.Errorf("%s: got %+v, want all that the row says", tt.name, p)
				}
			}
			if got := fmt.Sprint(numbers); got != tt.want || err != nil || (introduced > 0) != tt.introduced || introduced > 0 && introduced != numbers[0] {
				t.Errorf("%s: got %s, introduced by %d, %v, want %s, the first if any", tt.name, got, introduced, err, tt.want)
			}
		}
		if n := w.count("/pulls"); n != tt.asked {
			t.Errorf("%s: got %d requests for two calls, want %d", tt.name, n, tt.asked)
		}
		if kept, ok := c.StoredPullsOfCommit(0, app, sha); !ok || fmt.Sprint(len(kept)) != fmt.Sprint(strings.Count(strings.Join(tt.rows, ""), `"number"`)) {
			t.Errorf("%s: got %d stored, %v, want all", tt.name, len(kept), ok)
		}
	}
}

func TestPullsOfCommitRefused(t *testing.T) {
	for _, tt := range []struct {
		sha    string
		answer http.HandlerFunc
		want   error
	}{
		{shaOf(1), text(422, `{"message":"No commit found for SHA: x"}`), ErrNotFound},
		{shaOf(1), text(200, `{}`), ErrBadAnswer},
		{"abcdef0", nil, ErrInvalid},
		{"../../../user", nil, ErrInvalid},
	} {
		pulls, err := tokenClient(t, &wire{handler: tt.answer}, nil).PullsOfCommit(t.Context(), 0, app, tt.sha)
		if !errors.Is(err, tt.want) || pulls != nil {
			t.Errorf("%s: got %v, %v, want %v", tt.sha, pulls, err, tt.want)
		}
	}
}

func TestPullInSubject(t *testing.T) {
	for subject, want := range map[string]int{
		"Fix the cart (#12)":                          12,
		"Fix the cart (#12) (#15)":                    15,
		"Fix the cart (#12) ":                         12,
		`Revert "Fix the cart (#12)" (#15)`:           15,
		`Revert "Fix the cart (#12)"`:                 0,
		"Merge pull request #7 from bob/fix":          7,
		"Merge pull request #7":                       7,
		"Merge pull request #x from bob/fix (#3)":     0,
		"Merge branch 'main' (#12) of github.com:a/b": 0,
		"(#12)":               0,
		"Fix #12":             0,
		"Fix (12)":            0,
		"Fix (#0)":            0,
		"Fix (#-1)":           0,
		"Fix (#99999999999)":  0,
		"Fix (acme/shop#12)":  0,
		"Fix (see #12)":       0,
		"":                    0,
		"Fix (#12":            0,
		"Fix (#12, #13)":      0,
		"Fixes (#1) and (#2)": 2,
	} {
		if got := PullInSubject(subject); got != want {
			t.Errorf("%q: got %d, want %d", subject, got, want)
		}
	}
}
