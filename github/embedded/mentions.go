package embedded

import (
	"errors"
	"slices"
	"strconv"

	"hubtrail/github/linking"
)

// errMentioned says that a timeline already has the mention.
var errMentioned = errors.New("mentioned already")

// mention notes in the timelines of the issues that a text refers to that it
// does: once for each issue that does so. The writer must see them.
func (c *call) mention(e *entry, text string, w writer) {
	source := e.book.repo.Owner + "/" + e.book.repo.Name + "#" + strconv.Itoa(e.Number)
	for _, ref := range linking.References(text, c.s.issues.hosts) {
		k, ok := c.s.index.target(ref, e.book.repo)
		if !ok || k == e.key() || !c.s.sees(c.who, k.repo) {
			continue
		}
		b := c.s.issues.book(k.repo)
		if other := b.find(k.number); other == nil || !other.listed() {
			continue
		}
		_, _ = b.change(k.number, func(in *Issue) error {
			for i := range in.Events {
				v := &in.Events[i]
				if r, number, ok := c.s.index.reference(v.Source, k.repo); ok && r == e.book.repo && number == e.Number {
					return errMentioned
				}
			}
			in.Events = append(slices.Clip(in.Events), Event{
				Kind: "cross-referenced", ID: b.nextID(), Actor: w.login, At: c.written(), Source: source,
			})
			in.UpdatedAt = c.written()
			return nil
		}) // an error says that it is mentioned already, or has gone meanwhile
	}
}
