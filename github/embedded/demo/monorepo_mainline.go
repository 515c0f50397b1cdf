package demo

import (
	"fmt"
	"strconv"
	"time"
)

// mainline is the monorepo's default branch.
type mainline struct {
	s    *spec
	list []arrival
}

// mainlineOf is the default branch with its times: from release to release, and
// the last commits shortly before the last push.
func mainlineOf(s *spec) *mainline {
	m := &mainline{s, arrivals()}
	r := s.random("history")
	from, first := s.created, 0
	span := func(last int, to time.Time) {
		for i, at := range moments(r, from, to, last-first+1) {
			m.list[first+i].at = at
		}
		from, first = to, last
	}
	for i := range m.list {
		if a := &m.list[i]; a.tag != "" {
			span(i, a.at)
		}
	}
	n := len(m.list)
	span(n-4, s.pushed.AddDate(0, 0, -19))
	m.list[n-3].at, m.list[n-2].at, m.list[n-1].at = s.pushed.AddDate(0, 0, -16), s.pushed.AddDate(0, 0, -15), s.pushed
	return m
}

// revision names the i-th commit for git.
func (m *mainline) revision(i int) string { return m.s.branch() + "~" + strconv.Itoa(len(m.list)-1-i) }

// pulled is the number of an arrival by a pull request until the numbers are given.
const pulled = -1

// formatting is the commit that formats everything. Working its id out takes the
// whole history, and the next commit speaks of it.
const formatting = "c3f7eb6e3b02ef16cc6cb3b6b894239950e6eb11"

// The issues that stay have these numbers; the pull requests take those between.
const (
	reportOfOwners  = 1
	reportOfLoggers = 3
	reportOfPrices  = 5
)

// numberAll numbers the pull requests and the issues that they close, in order.
func numberAll(list []arrival) {
	next := 1
	take := func() int {
		for next == reportOfOwners || next == reportOfLoggers || next == reportOfPrices {
			next++
		}
		next++
		return next - 1
	}
	for i := range list {
		a := &list[i]
		if a.number != pulled {
			continue
		}
		if a.closes != nil {
			a.closes.number = take()
			a.body = fmt.Sprintf("Fixes #%d", a.closes.number)
		}
		a.number = take()
	}
}

// lastMerged is the number of the last pull request that was merged.
func lastMerged(list []arrival) int {
	n := 0
	for _, a := range list {
		n = max(n, a.number)
	}
	return n
}
