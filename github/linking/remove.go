package linking

import (
	"slices"
	"strings"
)

// Remove takes the keywords from references to targets in a text of a repository,
// whoever wrote them. A line that holds nothing else goes, with the blank line
// that Add puts before it; elsewhere the reference stays as a mention. What does
// not count is left alone, but for keywords in list items, which go if there is
// none that certainly counts, and lines such as "Refs #12", which go if there is
// no keyword at all. removed are the targets of which something went. The first
// of hosts is the text's own.
func Remove(body string, targets []Target, owner, name string, hosts []string) (after string, removed []Target) {
	closing := Closing(body, owner, name, hosts)
	r := newRemoval(body, targets, owner, name, hosts)
	r.take(closing, func(c Close) bool { return c.Counts })
	r.take(closing, func(c Close) bool { return c.Why == whyListed })
	r.takeRefs()
	return r.apply(closing)
}

// RemoveRefs is Remove for the lines that only refer.
func RemoveRefs(body string, targets []Target, owner, name string, hosts []string) (after string, removed []Target) {
	r := newRemoval(body, targets, owner, name, hosts)
	r.takeRefs()
	return r.apply(Closing(body, owner, name, hosts))
}

// removal collects what is to go from a text.
type removal struct {
	body        string
	owner, name string
	hosts       []string
	refs        []Reference
	targets     []Target
	want, found map[Target]bool // found are those that need no further look
	going       []going
}

// going is a keyword that goes.
type going struct {
	Target
	start, ref, end int  // of the keyword, the reference, and the end of that
	only            bool // it refers only: it goes with its line or not at all
}

func newRemoval(body string, targets []Target, owner, name string, hosts []string) *removal {
	r := &removal{
		body: body, owner: owner, name: name, hosts: hosts,
		refs: References(body, hosts), want: make(map[Target]bool), found: make(map[Target]bool),
	}
	for _, t := range targets {
		t = t.within(owner, name, hosts)
		if !r.want[t.key()] {
			r.want[t.key()] = true
			r.targets = append(r.targets, t)
		}
	}
	return r
}

// take notes the keywords of a kind, for targets of which there are none so far.
func (r *removal) take(closing []Close, kind func(Close) bool) {
	now := make(map[Target]bool)
	for _, c := range closing {
		if k := c.key(); r.want[k] && !r.found[k] && kind(c) {
			now[k] = true
			ref := c.Start + len(c.Keyword)
			for ref < c.End && (isBlank(r.body[ref]) || r.body[ref] == ':') {
				ref++
			}
			r.going = append(r.going, going{c.Target, c.Start, ref, c.End, false})
		}
	}
	for k := range now {
		r.found[k] = true
	}
}

// takeRefs notes the lines that only refer to targets of which there is no
// keyword.
func (r *removal) takeRefs() {
	last := 0
	for _, ref := range r.refs {
		start := last + strings.LastIndexByte(r.body[last:ref.Start], '\n') + 1
		last = ref.End
		if ref.Kind != Issue {
			continue
		}
		t := ref.target(r.owner, r.name, r.hosts)
		lead := r.body[start:ref.Start]
		word := strings.TrimSuffix(strings.TrimSpace(lead), ":")
		if r.want[t.key()] && !r.found[t.key()] && refers(word) {
			r.going = append(r.going, going{t, start + strings.Index(lead, word), ref.Start, ref.End, true})
		}
	}
}

// apply takes out what goes. If the rest would be read as something else without
// the lines, they stay and only their keywords go; and if it still would, those
// stay that something else is written right before, such as an address.
func (r *removal) apply(closing []Close) (after string, removed []Target) {
	slices.SortFunc(r.going, func(a, b going) int { return a.start - b.start })
	lines := r.lines()
	for whole := range 2 {
		cuts, gone := r.cuts(lines, whole == 0)
		if after = without(r.body, cuts); r.same(after, cuts, closing, gone) {
			return after, r.named(gone)
		}
	}
	r.spare()
	cuts, gone := r.cuts(r.lines(), false)
	return without(r.body, cuts), r.named(gone)
}

// spare leaves out the targets of which a keyword has something right before it.
func (r *removal) spare() {
	glued := make(map[Target]bool)
	for _, g := range r.going {
		if c := before(r.body, g.start); c != 0 && !isBlank(c) {
			glued[g.key()] = true
		}
	}
	r.going = slices.DeleteFunc(r.going, func(g going) bool { return glued[g.key()] })
}

// named are the targets among those that were asked for, in their order.
func (r *removal) named(gone map[Target]bool) (list []Target) {
	for _, t := range r.targets {
		if gone[t.key()] {
			list = append(list, t)
		}
	}
	return list
}

// same reports whether what is left of a text means what it did.
func (r *removal) same(after string, cuts []span, closing []Close, gone map[Target]bool) bool {
	if !alike(markdown(after), r.body, markdown(r.body), cuts) {
		return false
	}
	closed := make(map[Target]bool)
	for _, g := range r.going {
		closed[g.key()] = gone[g.key()] && !g.only
	}
	return slices.Equal(counting(closing, closed), counting(Closing(after, r.owner, r.name, r.hosts), nil))
}

// counting are the targets of keywords that count, but for those that are gone.
func counting(closing []Close, gone map[Target]bool) (list []Target) {
	for _, c := range closing {
		if c.Counts && !gone[c.key()] {
			list = append(list, c.key())
		}
	}
	return list
}

// without is a text without parts of it.
func without(text string, cuts []span) string {
	var b strings.Builder
	at := 0
	for _, c := range cuts {
		b.WriteString(text[at:c.start])
		at = c.end
	}
	b.WriteString(text[at:])
	return b.String()
}
