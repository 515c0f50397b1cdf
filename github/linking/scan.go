package linking

// scanner finds references in a text. It moves on from each byte once, but for
// looks back and ahead that are bounded.
type scanner struct {
	text  string
	hosts []string
	marks []mark // nil if nothing is marked
	at    int
	end   int // of the last reference: nothing begins before it
	found []Reference
}

// markAt is what a byte is marked with.
func (s *scanner) markAt(at int) mark {
	if s.marks == nil {
		return 0
	}
	return s.marks[at]
}

func (s *scanner) references() []Reference {
	for s.at < len(s.text) {
		m := s.markAt(s.at)
		if m&(hidden|label) != 0 {
			s.at++
			continue
		}
		if s.step(m&address != 0) {
			s.end = s.at
		} else {
			s.at++
		}
	}
	return s.found
}

// step looks for what begins here, or has its sign here. If there is something
// it is behind it afterwards.
func (s *scanner) step(onlyAddress bool) bool {
	c := s.text[s.at]
	if c == 'h' || c == 'H' {
		return s.address()
	}
	if onlyAddress {
		return false
	}
	switch {
	case c == '#':
		return s.number()
	case c == '@':
		return s.commitOf() || s.mention()
	case (c == 'G' || c == 'g') && s.numberGH():
		return true
	case isHex(c):
		return s.sha()
	}
	return false
}

// add notes a reference and moves behind it.
func (s *scanner) add(r Reference) {
	s.found = append(s.found, r)
	s.at = r.End
}
