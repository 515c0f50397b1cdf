package start

import (
	"context"
	"encoding/json"
	"maps"
	"slices"
	"time"

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
	last := all[s.where()].Subject
	if _, err := s.accounts.Client(last.Place.Account); err != nil {
		return pane.Subject{}
	}
	return last
}

// remember keeps a subject for the next start. A disk that fails costs no more
// than that.
func (s *session) remember(subject pane.Subject) {
	err := s.store.UpdateState(context.Background(), seenState, func(old []byte) ([]byte, error) {
		var all map[string]seen
		if len(old) > 0 && json.Unmarshal(old, &all) != nil || all == nil {
			all = map[string]seen{}
		}
		all[s.where()] = seen{subject, time.Now().UTC()}
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
