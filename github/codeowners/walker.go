package codeowners

import "strings"

// Walker answers for the paths of a tree in the order of a listing, where a path
// has its folder in common with the one before: what was found out about the
// folder is used again. Any order is correct, and sorted as in "git ls-tree -r"
// is fastest. A Walker is used by one goroutine at a time.
type Walker struct {
	m      *Matcher
	frames []frame // of the folders that the last path is in, down to a settled one
	states []state // of all frames
	seen   marks

	// The last frame's folder, with its slash. If settled, a folder right in it,
	// and the answer for all that is below.
	folder  string
	settled bool
	answer  Result
}

// frame is a folder in which the answer still depends on names.
type frame struct {
	end    int    // where names in the folder begin, behind the slash
	from   int    // its states; there are some
	to     int    //
	filter uint64 // of the names of all states
	plain  bool   // every state is left by its names or wildcards, or not at all
	best   ticket // owns everything in the folder
	files  ticket // owns the files right in it, but for what names and wildcards say
	others ticket // the highest that a file gets from any state but the first
	globs  ticket // the highest that a wildcard has for a name
	last   uint32 // the end of the first state's literals
}

// Walk returns a Walker. It allocates, asking it does not.
func (m *Matcher) Walk() *Walker {
	w := &Walker{m: m, frames: make([]frame, 0, 32), states: make([]state, 0, 128)}
	best, states := m.start(w.states)
	if len(states) == 0 {
		w.settle("", best)
	} else {
		w.push(frame{best: best}, states)
	}
	return w
}

// Match is File.Match.
func (w *Walker) Match(path string) Result {
	if w.settled && strings.HasPrefix(path, w.folder) {
		return w.answer
	}
	if path != "" && path[0] == '/' {
		path = path[1:]
	}
	if w.settled || !strings.HasPrefix(path, w.folder) {
		w.leave(path)
	}
	for {
		top := &w.frames[len(w.frames)-1]
		name := path[top.end:]
		if s := &w.states[top.from]; s.next < top.last {
			// The next of the literals need not be cut from the path first.
			e := &w.m.literals[s.next]
			if best := max(top.files, e.here); best >= top.others && best >= top.globs && w.m.name(e) == name {
				s.next++
				return w.m.result(best)
			}
		}
		slash := indexSlash(name, 0)
		if slash >= 0 {
			name = name[:slash]
		}
		isKnown := name == "" || top.filter&filterBit(name) != 0
		if slash < 0 {
			if !isKnown && top.globs <= top.files {
				return w.m.result(top.files)
			}
			return w.m.result(w.m.decide(w.states[top.from:top.to], name, top.best))
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
		w.push(frame{end: len(folder), from: top.to, best: best}, states)
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
	w.settled = false
}

// settle keeps the answer for a whole folder.
func (w *Walker) settle(folder string, best ticket) Result {
	w.folder, w.settled, w.answer = folder, true, w.m.result(best)
	return w.answer
}

// push adds a frame. The last states are its own; the one that has most for a
// file becomes the first.
func (w *Walker) push(f frame, states []state) {
	w.states = states
	f.to = len(states)
	f.files, f.plain = f.best, true
	states = states[f.from:]
	first := ticket(0)
	for i := range states {
		n := &w.m.nodes[states[i].node]
		f.filter |= n.filter
		f.plain = f.plain && !n.isLoop && n.any == 0
		f.files = max(f.files, n.children)
		f.globs = max(f.globs, w.m.sets[n.set].top)
		if n.topFile > first {
			f.others, first, f.last = first, n.topFile, n.end
			states[0], states[i] = states[i], states[0]
		} else {
			f.others = max(f.others, n.topFile)
		}
	}
	w.frames = append(w.frames, f)
}
