package query

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// many are items such as a large installation has.
func many(count int) []Item {
	words := strings.Fields("the a client server deadlock crash when parsing requests after timeout while reading config from disk " +
		"should not panic on empty input memory grows until killed expected result actual version linux windows steps to reproduce kernel queue")
	seed := uint32(1)
	next := func(n int) int {
		seed = seed*1664525 + 1013904223
		return int(seed>>8) % n
	}
	text := func(n int) string {
		var b strings.Builder
		for range n {
			b.WriteString(words[next(len(words))] + " ")
		}
		return b.String()
	}
	labels := []string{"bug", "enhancement", "good first issue", "help wanted", "documentation", "area/api", "priority: high", "wontfix"}
	start := at("2020-01-01T00:00:00Z")
	items := make([]Item, count)
	for i := range items {
		created := start.Add(time.Duration(next(4*365*24)) * time.Hour)
		it := Item{
			Repo: fmt.Sprintf("acme/service-%d", next(200)), Number: i, Pull: next(3) == 0, Open: next(4) == 0, Private: next(2) == 0,
			Title: text(8), Body: text(80), Author: fmt.Sprintf("user-%d", next(500)), Milestone: fmt.Sprintf("v%d", next(9)),
			Comments: next(30), Reactions: next(10), Created: created, Updated: created.Add(time.Duration(next(9000)) * time.Hour), Language: "Go", Known: knownOf,
			Head: "user/topic", Base: "main", Review: []string{"none", "approved", "required"}[next(3)], Status: []string{"success", "failure"}[next(2)],
			CommentTexts: []string{text(20)},
		}
		for range next(4) {
			it.Labels = append(it.Labels, labels[next(len(labels))])
			it.Assignees = append(it.Assignees, fmt.Sprintf("user-%d", next(500)))
			it.Mentions = append(it.Mentions, fmt.Sprintf("user-%d", next(500)))
			it.Commenters = append(it.Commenters, fmt.Sprintf("user-%d", next(500)))
			it.Reviewers = append(it.Reviewers, fmt.Sprintf("user-%d", next(500)))
		}
		items[i] = it
	}
	return items
}

// Five qualifiers over 100,000 items, in time a query. The first ones let few
// items pass, the later ones nearly all, so that every part is asked.
func BenchmarkMatch(b *testing.B) {
	items := many(100_000)
	for _, test := range []struct{ name, query string }{
		{"narrow", `is:open is:issue label:bug author:user-7 updated:>2022-01-01`},
		{"wide", `-author:nobody -assignee:nobody -label:nothing,nowhere created:>2000-01-01 comments:<1000`},
		{"people", `-involves:nobody -mentions:nobody -commenter:nobody -review-requested:nobody -team:acme/none`},
		{"any", `label:nothing OR assignee:nobody OR involves:nobody OR milestone:none OR head:nothing`},
		{"text", `-nothing -elsewhere org:acme language:go -label:nothing`},
		{"word", `nonesuch`},
		{"words", `deadlock crash panic kernel queue`},
		{"phrases", `"not panic" "memory grows" -"never said" is:open updated:>2021-01-01`},
		{"sha", `1a2b3c4d is:pr`},
		{"accents", `größe`},
	} {
		m := Parse(test.query).Compile(whole())
		b.Run(test.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				for i := range items {
					m.Match(&items[i])
				}
			}
		})
	}
}

func BenchmarkParse(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		Parse(`is:open label:"good first issue",bug -author:@me (deadlock OR "data race") created:2024-01-01..*`).Problems()
	}
}

// Matching costs no memory, whatever the query.
func TestMatchAllocates(t *testing.T) {
	items := many(50)
	for _, text := range []string{
		`is:open label:bug author:user-7 updated:>2022-01-01 comments:>3 "not panic" deadlock größe 1a2b3c4d`,
		`-involves:nobody -review-requested:nobody head:user milestone:v1 -repo:a/b`,
	} {
		m := Parse(text).Compile(whole())
		if got := testing.AllocsPerRun(10, func() {
			for i := range items {
				m.Match(&items[i])
			}
		}); got != 0 {
			t.Errorf("%s: got %v allocations for %d items, want none", text, got, len(items))
		}
	}
}
