package github

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"slices"
	"syscall"

	"hubtrail/github/store"
)

const (
	linksState = "links"

	// keptJobs is how many finished jobs are remembered, and keptBodies for how
	// many of them the bodies: undoing an older one takes the text apart instead.
	keptJobs   = 200
	keptBodies = 20
)

// linkFile is what is kept of the jobs.
type linkFile struct {
	Jobs []LinkJob `json:"jobs"`
}

func (f *linkFile) find(id string) *LinkJob {
	for i := range f.Jobs {
		if f.Jobs[i].ID == id {
			return &f.Jobs[i]
		}
	}
	return nil
}

// bound forgets the oldest of what is finished.
func (f *linkFile) bound() {
	slices.SortStableFunc(f.Jobs, func(a, b LinkJob) int { return b.At.Compare(a.At) })
	finished := 0
	f.Jobs = slices.DeleteFunc(f.Jobs, func(job LinkJob) bool {
		if job.finished() {
			finished++
		}
		return job.finished() && finished > keptJobs
	})
	finished = 0
	for i := range f.Jobs {
		if f.Jobs[i].finished() {
			if finished++; finished > keptBodies {
				f.Jobs[i].Before, f.Jobs[i].After = "", ""
			}
		}
	}
}

// finished reports whether nothing is left to be found out about a job.
func (job LinkJob) finished() bool {
	return job.Status == LinkDone || job.Status == LinkUndone || job.Status == LinkRefused
}

// update changes what one store keeps. Bodies that hold a secret are kept by
// their fingerprints only: the store takes no secrets.
func (j *LinkJobs) update(ctx context.Context, in StateStore, change func(*linkFile) error) error {
	write := func(bare bool) error {
		return in.UpdateState(ctx, linksState, func(old []byte) ([]byte, error) {
			f, err := decodeLinks(old)
			if err != nil {
				return nil, err
			}
			if err := change(&f); err != nil {
				return nil, err
			}
			f.bound()
			for i := range f.Jobs {
				if bare {
					f.Jobs[i].strip()
				}
			}
			return json.Marshal(f)
		})
	}
	err := write(false)
	if errors.Is(err, store.ErrSecret) {
		return write(true)
	}
	return err
}

// strip leaves what a job needs to be found out about.
func (job *LinkJob) strip() {
	job.Before, job.After = "", ""
	for i, l := range job.Links {
		job.Links[i].Other = Issue{IssueRef: l.Other.IssueRef, Pull: l.Other.Pull, State: l.Other.State}
	}
}

// read is what one store keeps; nothing if that cannot be read, which the store
// tells by its problems.
func (j *LinkJobs) read(from StateStore) []LinkJob {
	data, err := from.State(linksState)
	if err != nil {
		return nil
	}
	f, err := decodeLinks(data)
	if err != nil {
		return nil
	}
	return f.Jobs
}

func decodeLinks(data []byte) (linkFile, error) {
	var f linkFile
	if len(data) > 0 {
		if err := json.Unmarshal(data, &f); err != nil {
			return f, fmt.Errorf("read the links under way: %w", err)
		}
	}
	return f, nil
}

// live reports whether somebody may be at work on a job at this moment. Whoever
// is not known to have ended is given the time that a write may take.
func (j *LinkJobs) live(job LinkJob) bool {
	j.mu.Lock()
	mine := j.running[job.ID]
	j.mu.Unlock()
	began := job.WritingAt
	if job.Status == LinkPlanned {
		began = job.At
	}
	switch {
	case mine:
		return true
	case ended(job.Writer), job.Status == LinkPlanned && job.Writer == j.writer:
		return false
	}
	return j.now().Sub(began).Abs() < alive
}

// thisProcess names the process among those that may share a state folder.
func thisProcess() string {
	host, _ := os.Hostname()
	return fmt.Sprintf("%d %s", os.Getpid(), host)
}

// ended reports whether a process is known to have ended: only those of this
// machine are.
func ended(writer string) bool {
	var pid int
	var host string
	if _, err := fmt.Sscanf(writer, "%d %s", &pid, &host); err != nil {
		return false
	}
	if here, err := os.Hostname(); err != nil || here != host {
		return false
	}
	p, err := os.FindProcess(pid)
	if err != nil {
		return true
	}
	return errors.Is(p.Signal(syscall.Signal(0)), os.ErrProcessDone)
}
