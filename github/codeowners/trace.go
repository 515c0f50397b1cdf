package codeowners

// tracer finds every rule that matches a path, of equal patterns the last. It
// follows a listing as a Walker does, but drops nothing.
type tracer struct {
	m      *Matcher
	prev   string
	frames []traceFrame
	states []state
	owning []ticket // of all frames: the rules that own everything in a folder
	nested map[ticket]bool
	seen   marks
	left   int // steps that may still be made; below 0 there are too many
}

// traceFrame is a folder of the last path.
type traceFrame struct {
	end, from, to, owning int
}

// maxSteps bounds the work of a tracer. Ten thousand rules that all match a
// hundred thousand files are more than that, and a mistake.
const maxSteps = 100_000_000

// globSteps is what comparing a name with a glob counts, of those that are filed
// under no text.
const globSteps = 10

func newTracer(m *Matcher) *tracer {
	t := &tracer{m: m, nested: map[ticket]bool{}, left: maxSteps}
	t.reach(nil, root)
	t.frames = append(t.frames, traceFrame{to: len(t.states), owning: len(t.owning)})
	return t
}

// path returns the tickets of all rules that match; until the next call.
func (t *tracer) path(path string) []ticket {
	common := commonPrefix(t.prev, path)
	last := len(t.frames) - 1
	for t.frames[last].end > common {
		last--
	}
	t.frames = t.frames[:last+1]
	top := t.frames[last]
	t.states, t.owning = t.states[:top.to], t.owning[:top.owning]
	t.prev = path
	for from := max(common, top.end); t.left >= 0; {
		slash := indexSlash(path, from)
		if slash < 0 {
			break
		}
		top = t.enter(top, path[top.end:slash], slash+1)
		from = top.end
	}
	matches := t.owning
	name := path[top.end:]
	if name == "" {
		return matches
	}
	for i := top.from; i < top.to; i++ {
		n := &t.m.nodes[t.states[i].node]
		if n.children != 0 {
			matches = append(matches, n.children)
		}
		t.edges(i, name, func(e *edge) {
			if e.here != 0 {
				matches = append(matches, e.here)
			}
		})
	}
	t.left -= top.to - top.from + len(matches)
	return matches
}

func (t *tracer) enter(top traceFrame, name string, end int) traceFrame {
	states := t.states[top.from:top.to:top.to]
	if len(states) > maxStates {
		t.seen.set(states, len(t.m.nodes))
	}
	for i := top.from; i < top.to; i++ {
		at := t.states[i].node
		n := &t.m.nodes[at]
		if n.isLoop {
			t.states = append(t.states, state{at, n.first})
		}
		if name == "" {
			continue
		}
		if n.children != 0 {
			t.nested[n.children] = true
		}
		if n.any != 0 {
			t.reach(states, n.any)
		}
		t.edges(i, name, func(e *edge) {
			if e.here != 0 {
				t.owning = append(t.owning, e.here)
			}
			if e.node != 0 {
				t.reach(states, e.node)
			}
		})
	}
	f := traceFrame{end: end, from: top.to, to: len(t.states), owning: len(t.owning)}
	t.left -= f.to - top.from
	t.frames = append(t.frames, f)
	return f
}

// edges calls f for every edge of a state that a name follows.
func (t *tracer) edges(at int, name string, f func(*edge)) {
	n := &t.m.nodes[t.states[at].node]
	if n.filter&filterBit(name) != 0 {
		if e := t.m.literal(n, &t.states[at], name); e != nil {
			f(e)
		}
	}
	if n.set != 0 {
		if rest := &t.m.tries.nodes[t.m.sets[n.set].rest]; rest.keysEnd > 0 {
			t.left -= globSteps * int(rest.keysEnd-rest.keys)
		}
		for _, g := range t.m.matchSet(&t.m.sets[n.set], name, 0, nil) {
			f(&t.m.globs[g])
		}
	}
}

// reach adds a node, its loop, and the rule that owns all below.
func (t *tracer) reach(states []state, at uint32) {
	n := &t.m.nodes[at]
	if n.below != 0 {
		t.owning = append(t.owning, n.below)
	}
	t.states = append(t.states, state{at, n.first})
	if n.loop != 0 && !isReached(states, n.loop, &t.seen) {
		t.states = append(t.states, state{n.loop, t.m.nodes[n.loop].first})
	}
}
