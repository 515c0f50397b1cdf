package demo

import (
	"time"

	"hubtrail/github/embedded"
)

func labels() []embedded.Label {
	return []embedded.Label{
		{Name: "bug", Color: "d73a4a", Description: "Something does not work", Default: true},
		{Name: "enhancement", Color: "a2eeef", Description: "Something new", Default: true},
		{Name: "question", Color: "d876e3", Description: "Somebody wants to know", Default: true},
		{Name: "documentation", Color: "0075ca", Description: "Words, not code", Default: true},
		{Name: "duplicate", Color: "cfd3d7", Description: "Said before", Default: true},
		{Name: "good first issue", Color: "7057ff", Description: "Small, and somebody will help", Default: true},
		{Name: "help wanted", Color: "008672", Default: true},
		{Name: "wontfix", Color: "ffffff", Description: "Will stay as it is", Default: true},
		{Name: "performance", Color: "fbca04", Description: "Too slow, or too large"},
		{Name: "accessibility", Color: "5319e7"},
		{Name: "regression", Color: "b60205", Description: "It worked before"},
		{Name: "needs info", Color: "fef2c0", Description: "Waiting for who wrote it"},
		{Name: "security", Color: "ee0701"},
		{Name: "priority: high", Color: "e11d21"},
		{Name: "priority: low", Color: "c2e0c6"},
		{Name: "area/desk", Color: "1d76db"},
		{Name: "area/orders", Color: "bfdadc"},
		{Name: "area/warehouse", Color: "0e8a16", Description: "Also: ask the hall"},
		{Name: "dependencies", Color: "0366d6", Description: "A library changes"},
		{Name: "übersetzung 🌍", Color: "f9d0c4", Description: "Texts in other languages"},
	}
}

// milestones are a repository's, the last of them for things that can wait.
func milestones(s *spec) []embedded.Milestone {
	span := Day.Sub(s.created) / 6
	list := make([]embedded.Milestone, 0, 8)
	for i := range 7 {
		due := s.created.Add(span * time.Duration(i+1)).Truncate(24 * time.Hour)
		m := embedded.Milestone{
			Number: i + 1, Title: due.Format("2006.01"), Description: "What is in the release of " + due.Format("January 2006") + ".",
			Creator: personal, DueOn: due, CreatedAt: s.created.Add(span * time.Duration(i) / 2),
		}
		if due.Before(Day) {
			m.Closed, m.ClosedAt, m.UpdatedAt = true, due, due
		}
		list = append(list, m)
	}
	return append(list, embedded.Milestone{Number: 8, Title: "Some day", Creator: personal, CreatedAt: s.created.Add(time.Hour)})
}

// milestoneAt is the milestone that was next at a time, by its number.
func milestoneAt(list []embedded.Milestone, at time.Time) int {
	for _, m := range list {
		if m.DueOn.After(at) && at.After(m.CreatedAt) {
			return m.Number
		}
	}
	return 0
}

// labelled gives the labels that a kind of issue has.
func (v *voice) labelled(kind string) []string {
	var list []string
	switch kind {
	case "bug":
		list = append(list, "bug")
		if v.odds(6) {
			list = append(list, pick(v.r, []string{"regression", "accessibility", "performance", "security"}))
		}
	case "feature":
		list = append(list, "enhancement")
	case "question":
		list = append(list, "question")
	case "task":
		if v.odds(3) {
			list = append(list, "documentation")
		}
	}
	if v.odds(3) {
		list = append(list, pick(v.r, []string{"area/desk", "area/orders", "area/warehouse"}))
	}
	if v.odds(9) {
		list = append(list, pick(v.r, []string{"priority: high", "priority: low", "good first issue", "help wanted", "needs info", "übersetzung 🌍"}))
	}
	return list
}
