package codeowners

// Walker answers for the paths of a tree in the order of a listing, where a path
// has its folder in common with the one before: what was found out about the
// folder is used again. Any order is correct, and sorted as in "git ls-tree -r"
// is fastest. A Walker is used by one goroutine at a time.
type Walker struct {
	m      *Matcher
	folder string // of the last frame, with its slash
	frames []frame
	states []state // of all frames
	seen   marks
}

// frame is a folder. No frame is made below a settled one.
type frame struct {
	end  int    // where names in the folder begin, behind the slash
	best ticket // owns everything in the folder
	from int    // its states; none if the folder is settled
	to   int
}

// Walk returns a Walker. It allocates, asking it does not.
func (m *Matcher) Walk() *Walker {
	w := &Walker{m: m, frames: make([]frame, 0, 32), states: make([]state, 0, 128)}
	var best ticket
	best, w.states = m.start(w.states)
	w.frames = append(w.frames, frame{best: best, to: len(w.states)})
	return w
}

// Match is File.Match.
func (w *Walker) Match(path string) Result {
	if path != "" && path[0] == '/' {
		path = path[1:]
	}
	return w.m.result(w.decide(path))
}

func (w *Walker) decide(path string) ticket {
	last := len(w.frames) - 1
	top := &w.frames[last]
	from := len(w.folder)
	if len(path) < from || path[:from] != w.folder {
		from = commonPrefix(w.folder, path)
		for top.end > from {
			last--
			top = &w.frames[last]
		}
		w.frames = w.frames[:last+1]
		w.states = w.states[:top.to]
		w.folder = path[:top.end]
	}
	for top.from < top.to {
		slash := indexSlash(path, from)
		if slash < 0 {
			return w.m.decide(w.states[top.from:top.to], path[top.end:], top.best)
		}
		top = w.enter(top, path[top.end:slash])
		w.folder = path[:top.end]
		from = top.end
	}
	return top.best
}

// enter adds the frame of a folder in the last one.
func (w *Walker) enter(top *frame, name string) *frame {
	f := frame{end: top.end + len(name) + 1, from: top.to}
	var states []state
	f.best, states = w.m.enter(w.states[top.from:top.to], w.states[top.to:top.to], name, top.best, &w.seen)
	w.states = append(w.states[:top.to], states...) // mostly there already
	f.to = len(w.states)
	w.frames = append(w.frames, f)
	return &w.frames[len(w.frames)-1]
}
