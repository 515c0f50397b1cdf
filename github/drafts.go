package github

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"hubtrail/github/store"
)

const (
	draftsState = "drafts"

	// alive is how long a draft that is being sent is left to whoever sends it:
	// longer than a write can take. After that its sender must have died.
	alive = writeTimeout + 15*time.Second

	// remembered is how long a draft that was sent or thrown away is known to be
	// so, lest a late save in another copy of the program bring it back.
	remembered = 7 * 24 * time.Hour
)

// ErrDraftGone is wrapped for a draft that was sent or thrown away, perhaps in
// another copy of the program.
var ErrDraftGone = errors.New("the draft is not there any more: it was sent or thrown away")

// ErrBeingSent is wrapped for a draft that another copy of the program is
// sending.
var ErrBeingSent = errors.New("the draft is being sent")

// Drafts are the texts on their way to GitHub. Several running copies of the
// program share them: each change is made to what is on disk at that moment. A
// draft that the disk does not take, such as one with a token in it, lives as
// long as the program. It is safe for concurrent use.
type Drafts struct {
	disk     StateStore
	memory   StateStore
	accounts *Accounts
	now      func() time.Time
}

// NewDrafts returns the drafts kept in the store. With a nil store they last as
// long as the program.
func NewDrafts(store StateStore, accounts *Accounts) *Drafts {
	d := &Drafts{disk: store, memory: &memoryState{}, accounts: accounts, now: time.Now}
	if store == nil {
		d.disk = &memoryState{}
	}
	return d
}

// New gives a draft what it needs to be saved under one name from the
// beginning: an ID, its host and its status. It does no I/O.
func (d *Drafts) New(draft Draft) Draft {
	if draft.ID == "" {
		var id [8]byte
		_, _ = rand.Read(id[:]) // never fails
		draft.ID = hex.EncodeToString(id[:])
	}
	if draft.Status == "" {
		draft.Status = DraftEditing
	}
	if c, err := d.accounts.Client(draft.Place.Account); err == nil && draft.Host == "" {
		draft.Host = c.Account().Host
	}
	return draft
}

// List is every draft, the one changed last first. It reads the disk.
func (d *Drafts) List() []Draft {
	list := d.read(d.disk)
	for _, m := range d.read(d.memory) {
		list = slices.DeleteFunc(list, func(o Draft) bool { return o.ID == m.ID })
		list = append(list, m)
	}
	slices.SortStableFunc(list, func(a, b Draft) int { return b.ChangedAt.Compare(a.ChangedAt) })
	return list
}

// Pending is how many drafts were being sent when a program ended, or could not
// be looked for afterwards.
func (d *Drafts) Pending(context.Context) int {
	n := 0
	for _, draft := range d.List() {
		if draft.Status == DraftUnclear || draft.Status == DraftSending && !d.live(draft) {
			n++
		}
	}
	return n
}

// Find is one draft as it is kept. It reads the disk.
func (d *Drafts) Find(id string) (Draft, bool) {
	_, draft, err := d.locate(id)
	return draft, err == nil
}

// Save keeps the text of a draft: title, body, labels and assignees. What it is
// a text for and how far it has come stay as they are kept; the draft is
// returned with them. With an error it is kept in memory alone, unless the error
// wraps ErrDraftGone or is the context's.
func (d *Drafts) Save(ctx context.Context, draft Draft) (Draft, error) {
	draft = d.New(draft)
	kept, err := d.put(ctx, d.disk, draft)
	switch {
	case err == nil:
		_ = d.update(ctx, d.memory, func(f *draftFile) error { f.remove(draft.ID); return nil })
		return kept, nil
	case errors.Is(err, ErrDraftGone), ctx.Err() != nil:
		return draft, err
	}
	kept, inMemory := d.put(ctx, d.memory, draft)
	if inMemory != nil {
		return draft, inMemory
	}
	return kept, fmt.Errorf("the draft lasts only until hubtrail ends: %w", err)
}

// put writes the text of a draft over what is kept of it.
func (d *Drafts) put(ctx context.Context, to StateStore, draft Draft) (Draft, error) {
	err := d.update(ctx, to, func(f *draftFile) error {
		if _, gone := f.Gone[draft.ID]; gone {
			return ErrDraftGone
		}
		if old := f.find(draft.ID); old != nil {
			if !old.sameText(draft) {
				old.Title, old.Body, old.Labels, old.Assignees = draft.Title, draft.Body, draft.Labels, draft.Assignees
				old.ChangedAt = d.now().UTC()
			}
			draft = *old
			return nil
		}
		draft.ChangedAt = d.now().UTC()
		f.Drafts = append(f.Drafts, draft)
		return nil
	})
	return draft, err
}

// Adopt takes what others made of a comment as what its edit begins from: the
// person has seen it, and sending replaces it.
func (d *Drafts) Adopt(ctx context.Context, id string) (Draft, error) {
	home, draft, err := d.locate(id)
	if err != nil {
		return draft, err
	}
	err = d.update(ctx, home, func(f *draftFile) error {
		old := f.find(id)
		if old == nil {
			return ErrDraftGone
		}
		old.Base, old.Theirs, old.Problem = old.Theirs, "", ""
		draft = *old
		return nil
	})
	return draft, err
}

// Remove throws a draft away. One that is being sent now is kept, and the error
// wraps ErrBeingSent.
func (d *Drafts) Remove(ctx context.Context, id string) error {
	for _, from := range []StateStore{d.memory, d.disk} {
		err := d.update(ctx, from, func(f *draftFile) error {
			if old := f.find(id); old != nil && d.live(*old) {
				return d.beingSent(*old)
			}
			f.finish(id, d.now())
			return nil
		})
		// A disk that keeps nothing has nothing to forget.
		if err != nil && !errors.Is(err, store.ErrNoFolder) {
			return fmt.Errorf("throw a draft away: %w", err)
		}
	}
	return nil
}

// live reports whether somebody may be sending a draft at this moment. It goes
// by the age of the sending alone: a program that was killed leaves it so for
// the 75 seconds that a sending may take.
func (d *Drafts) live(draft Draft) bool {
	return draft.Status == DraftSending && d.now().Sub(draft.SentAt).Abs() < alive
}

func (d *Drafts) beingSent(draft Draft) error {
	return fmt.Errorf("%w since %s, perhaps by another hubtrail: wait for it, or try again after %s",
		ErrBeingSent, draft.SentAt.Local().Format("15:04:05"), draft.SentAt.Add(alive).Local().Format("15:04:05"))
}

// sameText reports whether two versions of a draft say the same.
func (d Draft) sameText(o Draft) bool {
	return d.Title == o.Title && d.Body == o.Body && slices.Equal(d.Labels, o.Labels) && slices.Equal(d.Assignees, o.Assignees)
}

// unified is a text as it is compared: GitHub and editors write line ends
// differently and may drop space around the whole.
func unified(s string) string {
	return strings.TrimSpace(strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n"))
}
