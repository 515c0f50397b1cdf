package start

import (
	"context"
	"encoding/json"
	"maps"
	"path/filepath"
	"slices"
	"time"

	"hubtrail/github"
	"hubtrail/ui/pane"
)

const (
	seenState = "seen"
	seenMost  = 100 // folders remembered
)

// seen is what was looked at last, by where the program was started: a clone's
// folder, the demo, or anywhere else.
type seen struct {
	Subject pane.Subject `json:"subject"`
	At      time.Time    `json:"at"`

	// Of an account that is found by asking gh or git, which comes after the
	// first frame: who was asked, "" for one that is configured, and its host.
	Source string `json:"source,omitempty"`
	Host   string `json:"host,omitempty"`
}

// where names the place that a subject is remembered for.
func (s *session) where() string {
	switch {
	case s.flags.demo:
		return "demo"
	case s.clone != nil:
		return "clone " + s.clone.dir
	default:
		return "anywhere"
	}
}

// lastSubject is what was looked at last time, if its account is still there.
func (s *session) lastSubject() pane.Subject {
	data, err := s.store.State(seenState)
	if err != nil || len(data) == 0 {
		return pane.Subject{}
	}
	var all map[string]seen
	if json.Unmarshal(data, &all) != nil {
		return pane.Subject{}
	}
	s.expect(all[s.where()])
	last := all[s.where()].Subject
	if _, err := s.accounts.Client(last.Place.Account); err != nil {
		return pane.Subject{}
	}
	return last
}

// expect adds the account of the last subject, if it is one that gh or git told
// of, before they are asked: what is stored of it can then be shown at once. If
// they no longer know it, its row says so.
func (s *session) expect(last seen) {
	switch last.Source {
	case "gh":
		if gh, err := s.gh(); err == nil && s.freeName(last.Host) == last.Subject.Place.Account {
			s.addLogin(gh, last.Host)
		}
	case "git":
		if s.clone != nil && s.freeName(filepath.Base(s.clone.dir)) == last.Subject.Place.Account {
			s.clone.expected = last.Host
			s.addClone()
		}
	}
}

// remember keeps a subject for the next start. A disk that fails costs no more
// than that.
func (s *session) remember(subject pane.Subject) {
	err := s.store.UpdateState(context.Background(), seenState, func(old []byte) ([]byte, error) {
		var all map[string]seen
		if len(old) > 0 && json.Unmarshal(old, &all) != nil || all == nil {
			all = map[string]seen{}
		}
		all[s.where()] = s.seen(subject)
		for len(all) > seenMost {
			oldest := slices.MinFunc(slices.Collect(maps.Keys(all)), func(a, b string) int { return all[a].At.Compare(all[b].At) })
			delete(all, oldest)
		}
		return json.Marshal(all)
	})
	if err != nil {
		s.log.Warn("what is looked at was not kept for the next start", "error", err.Error())
	}
}

// seen is a subject with how its account is found again.
func (s *session) seen(subject pane.Subject) seen {
	last := seen{Subject: subject, At: time.Now().UTC()}
	for _, a := range s.accounts.List() {
		switch {
		case a.Name != subject.Place.Account:
		case a.Kind == github.KindClone:
			last.Source, last.Host = "git", s.clone.host()
		case a.Source == "gh":
			last.Source, last.Host = "gh", a.Host
		}
	}
	return last
}
