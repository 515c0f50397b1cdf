package embedded

import (
	"slices"
	"strings"
)

// decision is what the reviews come to, as GitHub's reviewDecision; "" if no
// review is asked for and nobody has decided. Each person's last word counts.
func (p *Pull) decision() string {
	last := map[string]string{}
	for i := range p.Reviews {
		if v := &p.Reviews[i]; v.State != "COMMENTED" && v.State != "PENDING" {
			last[strings.ToLower(v.Author)] = v.State
		}
	}
	approved := false
	for _, state := range last {
		switch state {
		case "CHANGES_REQUESTED":
			return state
		case "APPROVED":
			approved = true
		}
	}
	switch {
	case approved:
		return "APPROVED"
	case p.NeedsReview:
		return "REVIEW_REQUIRED"
	}
	return ""
}

// rollup is what statuses and check runs together come to, as GitHub's
// statusCheckRollup: SUCCESS, PENDING, FAILURE, ERROR, or "" without any.
func (p *Pull) rollup() string {
	worst, of := "", [...]string{"", "SUCCESS", "PENDING", "FAILURE", "ERROR"}
	see := func(state string) {
		if slices.Index(of[:], state) > slices.Index(of[:], worst) {
			worst = state
		}
	}
	for _, s := range latestStatuses(p.Statuses) {
		see(strings.ToUpper(s.State))
	}
	for _, k := range latestRuns(p.CheckRuns) {
		switch {
		case k.Status != "" && k.Status != "completed":
			see("PENDING")
		case k.Conclusion == "success", k.Conclusion == "neutral", k.Conclusion == "skipped":
			see("SUCCESS")
		default:
			see("FAILURE")
		}
	}
	return worst
}

// latestStatuses are the last status of each context, newest first.
func latestStatuses(all []Status) []Status {
	var list []Status
	seen := map[string]bool{}
	for _, s := range slices.Backward(all) {
		if !seen[s.Context] {
			seen[s.Context] = true
			list = append(list, s)
		}
	}
	return list
}

// latestRuns are the last run of each App's check of a name, in the order in
// which they are.
func latestRuns(all []CheckRun) []CheckRun {
	last := map[[2]string]int{}
	for i, k := range all {
		last[[2]string{k.App, k.Name}] = i
	}
	var list []CheckRun
	for i, k := range all {
		if last[[2]string{k.App, k.Name}] == i {
			list = append(list, k)
		}
	}
	return list
}
