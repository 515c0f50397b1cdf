package diffs

import (
	"hubtrail/github/diff"
	"hubtrail/ui/highlight"
	"hubtrail/ui/text"
)

// tokens are those of a line of the patch, whose clean text is given.
func (b *brush) tokens(f *file, line int, clean string) []highlight.Token {
	if b.lang == highlight.None {
		return nil
	}
	s, other := &b.new, diff.Removed
	if f.patch().Kind(line) == diff.Removed {
		s, other = &b.old, diff.Added
	}
	from := s.line
	if from > line || line-from > back || from == 0 {
		from = max(line-back, 0)
		if h := f.patch().HunkOf(line); h != nil {
			from = max(from, h.First+1)
		}
		s.state = highlight.State{}
	}
	for ; from < line; from++ {
		switch k := f.patch().Kind(from); {
		case k == diff.HunkStart:
			s.state = highlight.State{}
		case k == diff.Context, k == diff.Added || k == diff.Removed:
			if k != other {
				_, s.state = highlight.Scan(b.buf[:0], b.lang, text.CleanLine(f.code(from), tabStop), s.state)
			}
		}
	}
	before := s.state
	b.buf, s.state = highlight.Scan(b.buf[:0], b.lang, clean, before)
	s.line = line + 1
	if f.patch().Kind(line) == diff.Context { // it is in both
		b.old = *s
		b.new = *s
	}
	return b.buf
}

// marks are the parts of a clean line that are drawn apart: words that changed,
// and hits of the search.
func (b *brush) marks(f *file, line int, raw string) []mark {
	marks := b.found[:0]
	k := f.patch().Kind(line)
	if k == diff.Added || k == diff.Removed {
		style := b.th.AddWord
		if k == diff.Removed {
			style = b.th.DelWord
		}
		for _, s := range b.p.words.Changed(f.patch(), line) {
			marks = append(marks, mark{cleaned(raw, s.From), cleaned(raw, s.To), style})
		}
	}
	if b.p.query != "" {
		q := needleOf(b.p.query)
		for at := 0; len(marks) < mostMarks; {
			n := q.index(raw[at:])
			if n < 0 {
				break
			}
			marks = append(marks, mark{cleaned(raw, at+n), cleaned(raw, at+n+len(q.text)), b.th.Match})
			at += n + len(q.text)
		}
	}
	b.found = marks
	return marks
}

// mostMarks bounds the hits drawn in one line.
const mostMarks = 100

// mark is a part of a clean line with its style, which goes before that of its
// tokens.
type mark struct {
	from, to int
	style    text.Style
}

// cleaned is where a byte of a line is once the line is clean.
func cleaned(raw string, at int) int { return len(text.CleanLine(raw[:min(at, len(raw))], tabStop)) }
