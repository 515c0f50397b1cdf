package codeowners

import (
	"strings"
	"unicode/utf8"
)

// starred is a glob whose only wildcards are stars, cut at them: the head begins
// the name, the tail ends it, and each part between is looked for behind the one
// before. The leftmost place is always the best.
type starred struct {
	head, tail string
	between    []string
	least      int // bytes that a matching name has at least; 0 if the glob is none of these
}

func newStarred(glob string) starred {
	if strings.ContainsAny(glob, `?\`) || !utf8.ValidString(glob) {
		return starred{}
	}
	first, last := strings.IndexByte(glob, '*'), strings.LastIndexByte(glob, '*')
	s := starred{head: glob[:first], tail: glob[last+1:]}
	s.least = len(s.head) + len(s.tail)
	if first < last {
		for part := range strings.SplitSeq(glob[first+1:last], "*") {
			if part != "" {
				s.between = append(s.between, part)
				s.least += len(part)
			}
		}
	}
	return s
}

func (s *starred) match(name string) bool {
	if len(name) < s.least || !strings.HasPrefix(name, s.head) || !strings.HasSuffix(name, s.tail) {
		return false
	}
	name = name[len(s.head) : len(name)-len(s.tail)]
	for _, part := range s.between {
		i := index(name, part)
		if i < 0 {
			return false
		}
		name = name[i+len(part):]
	}
	return true
}

// index is strings.Index for names. That is at its fastest in up to 64 bytes, so a
// longer one is looked through in parts that overlap.
func index(name, text string) int {
	const most = 64
	from := 0
	if len(text) <= most/2 {
		for ; len(name)-from > most; from += most / 2 {
			if i := strings.Index(name[from:from+most], text); i >= 0 {
				return from + i
			}
		}
	}
	if i := strings.Index(name[from:], text); i >= 0 {
		return from + i
	}
	return -1
}

// matchGlob is matchGlob for a glob of the Matcher.
func (m *Matcher) matchGlob(glob uint32, name string) bool {
	if s := &m.starred[glob]; s.least > 0 {
		return s.match(name)
	}
	return matchGlob(m.name(&m.globs[glob]), name)
}
