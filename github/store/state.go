package store

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/gofrs/flock"
)

const (
	lockRetry   = 5 * time.Millisecond // between attempts at a lock that another process holds
	repairLimit = 2 * time.Second      // how long a read waits for the lock to put a damaged file aside
	maxNameSize = 100                  // longer names of state are cut and told apart by a hash
)

// State returns the bytes of a named state, nil if there are none. A damaged
// file is put aside, told by Problems, and reads as none. The error wraps
// ErrNewerFormat if a newer version wrote it.
func (s *Store) State(name string) ([]byte, error) {
	if s.stateDir == "" {
		return nil, nil
	}
	data, err := s.readState(name)
	if !errors.Is(err, errDamaged) {
		return data, err
	}
	ctx, cancel := context.WithTimeout(context.Background(), repairLimit)
	defer cancel()
	unlock, err := s.lock(ctx, name)
	if err != nil {
		return nil, err
	}
	defer unlock()
	return s.readOrPutAside(name)
}

// UpdateState replaces a named state by what change makes of it. From reading
// the old bytes (nil if there are none) to syncing the new ones no other
// process and no other goroutine changes this state, so change must be quick
// and must not update the same name. A nil result removes the state; an error
// of change leaves it as it was and is returned. The context bounds the wait
// for the lock, which dies with the process that holds it.
func (s *Store) UpdateState(ctx context.Context, name string, change func(old []byte) ([]byte, error)) error {
	what := fmt.Sprintf("the state %q", name)
	path := s.statePath(name, ".state")
	if s.stateDir == "" {
		return explain(what, path, ErrNoFolder)
	}
	unlock, err := s.lock(ctx, name)
	if err != nil {
		return err
	}
	defer unlock()
	old, err := s.readOrPutAside(name)
	if err != nil {
		return err
	}
	data, err := change(old)
	if err != nil {
		return err
	}
	if holdsSecret(data) {
		return explain(what, path, ErrSecret)
	}
	switch {
	case data == nil:
		err = s.removeState(path)
	case old != nil && bytes.Equal(old, data):
		return nil
	default:
		err = s.disk.replace(path, seal(kindState, s.now(), data), data, lasting)
	}
	if err != nil {
		return explain(what, path, err)
	}
	return nil
}

func (s *Store) removeState(path string) error {
	switch err := os.Remove(path); {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return err
	}
	return s.disk.syncFolder(s.stateDir)
}

// lock waits for a name's lock. The lock has a file of its own, which stays:
// removing it would let two processes hold locks on different files.
func (s *Store) lock(ctx context.Context, name string) (unlock func(), err error) {
	path := s.statePath(name, ".lock")
	if err := os.MkdirAll(s.stateDir, 0o700); err != nil {
		s.notes.add("The state folder %s cannot be made, so nothing is remembered: %v", s.stateDir, err)
		return nil, explain(fmt.Sprintf("the state %q", name), path, err)
	}
	l := flock.New(path, flock.SetPermissions(0o600))
	switch held, err := l.TryLockContext(ctx, lockRetry); {
	case ctx.Err() != nil && !held:
		return nil, fmt.Errorf("another hubtrail is changing the state %q; try again: %w", name, ctx.Err())
	case err != nil:
		return nil, explain(fmt.Sprintf("the state %q", name), path, err)
	}
	return func() { _ = l.Close() }, nil
}

// readState returns nil without an error when there is no state, errDamaged
// when the file is no state.
func (s *Store) readState(name string) ([]byte, error) {
	path := s.statePath(name, ".state")
	file, _, err := readFile(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, nil
	case err != nil:
		return nil, fmt.Errorf("the state %q could not be read; check the folder's permissions: %w", name, err)
	}
	data, _, err := unseal(kindState, file)
	switch {
	case errors.Is(err, ErrNewerFormat):
		return nil, fmt.Errorf("the state %q in %s is left alone; start that version, or move the file away: %w", name, path, err)
	case err != nil:
		return nil, errDamaged
	}
	return data, nil
}

// readOrPutAside is readState for a holder of the lock: a damaged file is
// renamed and reads as none.
func (s *Store) readOrPutAside(name string) ([]byte, error) {
	data, err := s.readState(name)
	if !errors.Is(err, errDamaged) {
		return data, err
	}
	path := s.statePath(name, ".state")
	aside := s.statePath(name, ".corrupt-"+s.now().UTC().Format("20060102T150405.000000000Z"))
	for n := 2; ; n++ {
		if _, err := os.Lstat(aside); err != nil {
			break
		}
		aside = fmt.Sprintf("%s-%d", strings.TrimSuffix(aside, fmt.Sprintf("-%d", n-1)), n)
	}
	if err := s.disk.rename(path, aside); err != nil {
		return nil, fmt.Errorf("the state %q is damaged and could not be put aside; move %s away: %w", name, path, err)
	}
	s.notes.add("The state %q was damaged; it starts empty, and the damaged file is kept as %s.", name, aside)
	return nil, nil
}

// statePath is the path of a file of a named state. Names stay readable where
// that is safe: what is not a lower-case letter, a digit, '-' or '_' is
// written as %xx, so file systems that ignore case keep names apart.
func (s *Store) statePath(name, suffix string) string {
	var b strings.Builder
	for _, c := range []byte(name) {
		if 'a' <= c && c <= 'z' || '0' <= c && c <= '9' || c == '-' || c == '_' {
			b.WriteByte(c)
		} else {
			fmt.Fprintf(&b, "%%%02x", c)
		}
	}
	safe := b.String()
	if len(safe) > maxNameSize {
		safe = safe[:maxNameSize-33] + "~" + digest(name)[:32]
	}
	return filepath.Join(s.stateDir, safe+suffix)
}
