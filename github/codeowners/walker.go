package codeowners

import (
	"math"
	"strings"
)

// Walker answers for the paths of a tree in the order of a listing, where a path
// has its folder in common with the one before: what was found out about the
// folder is used again. Any order is correct, and sorted as in "git ls-tree -r"
// is fastest. A Walker is used by one goroutine at a time.
type Walker struct {
	m      *Matcher
	frames []frame // of the folders that the last path is in, down to a settled one
	states []state // of all frames
	seen   marks

	// The last frame's folder, with its slash; or a settled folder right in it, and
	// the answer for all that is below.
	folder  string
	settled int // length of the folder if it is settled, else unsettled
	answer  Result

	next int // in Matcher.exact: behind the last rule found there
}

const unsettled = math.MaxInt

// frame is a folder in which the answer still depends on names.
type frame struct {
	end    int // where names in the folder begin, behind the slash
	from   int // its states; there are some
	to     int
	filter uint64 // of the names of all states
	plain  bool   // every state is left by its names or wildcards, or not at all
	best   ticket // owns everything in the folder
	files  ticket // owns the files right in it, but for what names and wildcards say
	globs  ticket // the highest that a wildcard has for a name
}

// Walk returns a Walker. It allocates, asking it does not.
func (m *Matcher) Walk() *Walker {
	w := &Walker{m: m, settled: unsettled, frames: make([]frame, 0, 32), states: make([]state, 0, 128)}
	best, states := m.start(w.states)
	if len(states) == 0 {
		w.settle("", best)
	} else {
		w.push(0, 0, best, states)
	}
	return w
}

// Match is File.Match.
func (w *Walker) Match(path string) Result {
	if len(path) >= w.settled && path[:w.settled] == w.folder {
		return w.answer
	}
	return w.match(path)
}

// match is Match outside of a settled folder.
func (w *Walker) match(path string) Result {
	if w.next < len(w.m.exact) {
		t := w.m.exact[w.next]
		if t != 0 && strings.TrimPrefix(w.m.file.Rules[w.next].Pattern, "/") == path {
			w.next++
			return w.m.result(t)
		}
	}
	if path != "" && path[0] == '/' {
		path = path[1:]
	}
	if w.settled != unsettled || !strings.HasPrefix(path, w.folder) {
		w.leave(path)
	}
	for {
		top := &w.frames[len(w.frames)-1]
		name := path[top.end:]
		slash := indexSlash(name, 0)
		if slash >= 0 {
			name = name[:slash]
		}
		isKnown := name == "" || top.filter&filterBit(name) != 0
		if slash < 0 {
			if !isKnown && top.globs <= top.files {
				return w.m.result(top.files)
			}
			t := w.m.decide(w.states[top.from:top.to], name, top.best)
			if t != 0 && t.rule() < len(w.m.exact) && w.m.exact[t.rule()] == t {
				w.next = t.rule() + 1
			}
			return w.m.result(t)
		}
		folder := path[:top.end+slash+1]
		if !isKnown && top.plain && top.globs <= top.best {
			return w.settle(folder, top.best)
		}
		best, states := w.m.enter(w.states[top.from:top.to], w.states, name, top.best, &w.seen)
		if len(states) == top.to {
			return w.settle(folder, best)
		}
		w.folder = folder
		w.push(len(folder), top.to, best, states)
	}
}

// leave drops the frames that a path is not in.
func (w *Walker) leave(path string) {
	common := commonPrefix(w.folder, path)
	last := len(w.frames) - 1
	for w.frames[last].end > common {
		last--
	}
	w.frames = w.frames[:last+1]
	w.states = w.states[:w.frames[last].to]
	w.folder = path[:w.frames[last].end]
	w.settled = unsettled
}

// settle keeps the answer for a whole folder.
func (w *Walker) settle(folder string, best ticket) Result {
	if strings.HasPrefix(folder, "/") {
		return w.m.result(best) // not kept: to the next path, such a slash does not count
	}
	w.folder, w.settled, w.answer = folder, len(folder), w.m.result(best)
	return w.answer
}

// push adds a frame. The states from an offset on are its own.
func (w *Walker) push(end, from int, best ticket, states []state) {
	w.states = states
	var filter uint64
	var globs ticket
	files, plain := best, true
	for _, s := range states[from:] {
		n := &w.m.nodes[s.node]
		filter |= n.filter
		plain = plain && !n.isLoop && n.any == 0
		files = max(files, n.children)
		if n.set != 0 {
			globs = max(globs, w.m.sets[n.set].top)
		}
	}
	w.frames = append(w.frames, frame{end, from, len(states), filter, plain, best, files, globs})
}
