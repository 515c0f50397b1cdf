package github

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
)

func TestChecks(t *testing.T) {
	sha := strings.Repeat("a", 40)
	run := func(name, status, conclusion string) string {
		return fmt.Sprintf(`{"name":%q,"status":%q,"conclusion":%s,"app":{"name":"Actions"},"html_url":"https://github.com/r","details_url":"https://ci.example/1","output":{"title":"One\nTwo","summary":"**bad**"}}`, name, status, conclusion)
	}
	runs := func(list ...string) string {
		return fmt.Sprintf(`{"total_count":%d,"check_runs":[%s]}`, len(list), strings.Join(list, ","))
	}
	statuses := func(list ...string) string {
		return fmt.Sprintf(`{"state":"pending","total_count":%d,"statuses":[%s]}`, len(list), strings.Join(list, ","))
	}
	const denied = `{"message":"Resource not accessible by integration"}`
	for _, c := range []struct {
		name             string
		statuses, runs   string
		refused          string // which of the two
		state            CheckState
		want             []string
		statusErr, noRun bool
	}{
		{name: "none", statuses: statuses(), runs: runs(), state: CheckNone},
		{name: "all kinds", statuses: statuses(`{"context":"ci/old","state":"error","description":"boom","target_url":"https://ci.example"}`, `{"context":"cov","state":"pending"}`),
			runs: runs(run("b", "completed", `"success"`), run("a", "completed", `"timed_out"`), run("z", "in_progress", "null"), run("c", "completed", `"cancelled"`),
				run("e", "completed", `"action_required"`), run("s", "completed", `"startup_failure"`)),
			state: CheckFailed, want: []string{"a failed", "ci/old failed", "e failed", "s failed", "cov pending", "z pending", "b passed", "c skipped"}},
		{name: "passed", statuses: statuses(`{"context":"ci","state":"success"}`), runs: runs(run("n", "completed", `"neutral"`)), state: CheckPassed, want: []string{"ci passed", "n skipped"}},
		{name: "no statuses", statuses: denied, runs: runs(run("b", "completed", `"success"`)), refused: "status", state: CheckPassed, want: []string{"b passed"}, statusErr: true},
		{name: "no runs", statuses: statuses(`{"context":"ci","state":"success"}`), runs: denied, refused: "check-runs", state: CheckPassed, want: []string{"ci passed"}, noRun: true},
	} {
		status := func(which string) int {
			if c.refused == which {
				return 403
			}
			return 200
		}
		w := routes{
			"GET /repos/acme/site/commits/" + sha + "/status":     text(status("status"), c.statuses),
			"GET /repos/acme/site/commits/" + sha + "/check-runs": text(status("check-runs"), c.runs),
		}.wire()
		got, err := tokenClient(t, w, nil).Checks(t.Context(), 0, RepoRef{"acme", "site"}, sha)
		var list []string
		for _, one := range got.Checks {
			list = append(list, one.Name+" "+one.State.String())
		}
		if err != nil || got.State != c.state || !slices.Equal(list, c.want) || got.Total != len(c.want) || len(w.asked) != 2 ||
			errors.Is(got.Statuses, ErrNotGranted) != c.statusErr || errors.Is(got.Runs, ErrNotGranted) != c.noRun {
			t.Errorf("%s: got %v %q, %v, statuses %v, runs %v, want %v %q", c.name, got.State, list, err, got.Statuses, got.Runs, c.state, c.want)
		}
		for _, one := range got.Checks {
			if one.Name == "a" && (one.Title != "One" || one.Summary != "**bad**" || one.App != "Actions" || one.URL != "https://github.com/r" || one.Result != "timed_out") {
				t.Errorf("got %+v, want the run's output", one)
			}
		}
	}
	w := routes{}.wire()
	if _, err := tokenClient(t, w, nil).Checks(t.Context(), 0, RepoRef{"acme", "site"}, sha); !errors.Is(err, ErrNotFound) {
		t.Errorf("got %v, want the failure of both", err)
	}
	if _, err := tokenClient(t, w, nil).Checks(t.Context(), 0, RepoRef{"acme", "site"}, "main"); !errors.Is(err, ErrInvalid) {
		t.Errorf("got %v, want ErrInvalid for a branch", err)
	}
}
