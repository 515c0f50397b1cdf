package diff

// run is a block of removed lines and the block of added lines that follows it
// at once, either may be empty. Lines about a missing newline may stand between
// or behind.
type run struct {
	old, oldEnd int // the removed lines
	new, newEnd int // the added ones
	// pairs are the counterparts of the removed lines and then of the added
	// ones, -1 for none. Nil if both blocks have their lines paired in order.
	pairs []int32
}

// Pair is the line that line i of a hunk became, for a removed one, or was, for
// an added one; -1 if there is none. The pairs of neighbouring lines never
// cross. Blocks of as many removed as added lines are paired in order, others
// so that most words are in common, or in order too if they are very large.
func (p *Patch) Pair(i int) int {
	if k := p.kinds[i]; k != Removed && k != Added {
		return -1
	}
	r := p.lastRun.Load()
	if r == nil || !r.has(i) {
		found := p.runAt(i)
		if !found.isWork() {
			return found.pair(i)
		}
		r = p.keep(found)
	}
	return r.pair(i)
}

// keep pairs the lines of a run that is work, for the lines asked about next.
func (p *Patch) keep(found run) *run {
	if !found.inOrder() {
		found.pairs = p.alike(found)
	}
	p.lastRun.Store(&found)
	return &found
}

// Changed are the words of line i that differ from its counterpart (Pair), in
// bytes of Line(i).Text, as Words gives them: nothing for a line that is wholly
// new or gone. It is meant for the lines on the screen.
func (p *Patch) Changed(i int) []Span { return new(Comparer).Changed(p, i) }

// Changed is Patch.Changed.
func (c *Comparer) Changed(p *Patch, i int) []Span {
	other := p.Pair(i)
	if other < 0 {
		return nil
	}
	if p.kinds[i] == Removed {
		spans, _ := c.words(p.body(i), p.body(other))
		return spans
	}
	_, spans := c.words(p.body(other), p.body(i))
	return spans
}

// runAt finds the run of a removed or added line.
func (p *Patch) runAt(i int) run {
	var r run
	switch p.kinds[i] {
	case Removed:
		r.old = p.back(i, Removed)
		r.oldEnd = p.ahead(i, Removed)
		r.new = p.ahead(r.oldEnd, NoNewline)
		r.newEnd = p.ahead(r.new, Added)
	case Added:
		r.new = p.back(i, Added)
		r.newEnd = p.ahead(i, Added)
		r.oldEnd = p.back(r.new, NoNewline)
		r.old = p.back(r.oldEnd, Removed)
	}
	return r
}

// ahead is the first line from i on of another kind.
func (p *Patch) ahead(i int, kind Kind) int {
	for i < len(p.kinds) && p.kinds[i] == kind {
		i++
	}
	return i
}

// back is the first of the lines of a kind that end before line i.
func (p *Patch) back(i int, kind Kind) int {
	for i > 0 && p.kinds[i-1] == kind {
		i--
	}
	return i
}

func (r *run) has(i int) bool {
	return r.old <= i && i < r.oldEnd || r.new <= i && i < r.newEnd
}

// inOrder says whether the lines are paired in order: nothing else to choose,
// or too much to look at.
func (r *run) inOrder() bool {
	olds, news := r.oldEnd-r.old, r.newEnd-r.new
	return olds == news || olds == 0 || news == 0 || olds*news > maxAlikeTable
}

// isWork says whether a run is worth to be kept: it costs more than a few steps
// to find it again.
func (r *run) isWork() bool {
	return r.newEnd-r.old > 256 || !r.inOrder()
}

func (r *run) pair(i int) int {
	olds, news := r.oldEnd-r.old, r.newEnd-r.new
	if i >= r.new && i < r.newEnd {
		switch i -= r.new; {
		case r.pairs != nil:
			return int(r.pairs[olds+i])
		case i < olds:
			return r.old + i
		}
		return -1
	}
	switch i -= r.old; {
	case r.pairs != nil:
		return int(r.pairs[i])
	case i < news:
		return r.new + i
	}
	return -1
}
