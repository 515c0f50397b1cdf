package diff

import (
	"bytes"
	"math"
	"slices"
)

// Parse indexes a patch: the hunks of one file, as in the field "patch" of
// GitHub's REST API, or the output of git diff, git show or diff -u with any
// number of files. It never fails: what is no diff survives as lines of kind
// Other, and every byte belongs to exactly one line. The patch is kept, not
// copied, and must not be changed afterwards. Paths are read with git's default
// prefixes, so ask git for --src-prefix=a/ --dst-prefix=b/.
//
// The format is that of git-diff's "Generating patch text with -p". As in git
// apply, the counts of a hunk's header say where it ends.
func Parse(patch []byte) *Patch {
	p := &Patch{src: patch}
	if uint64(len(patch)) > MaxSize {
		p.src, p.Truncated = patch[:MaxSize:MaxSize], true
	}
	n := bytes.Count(p.src, []byte("\n"))
	if len(p.src) > 0 && p.src[len(p.src)-1] != '\n' {
		n++
	}
	p.starts = make([]uint32, 0, n+1)
	p.kinds = make([]Kind, 0, n)
	p.marks = make([]mark, n/markEvery+1)
	r := reader{p: p}
	for r.pos < len(p.src) {
		if line := r.peek(); !r.hunk(line) {
			r.header(line)
		}
	}
	p.starts = append(p.starts, uint32(len(p.src)))
	r.finish()
	return p
}

// reader walks through a patch once.
type reader struct {
	p      *Patch
	pos    int // where the next line begins
	names  []byte
	drafts []draft // of the file with the same index

	file       *File // the last one begun
	inBinary   bool  // in the encoded text of a binary patch
	headerDone bool  // the file has its "+++", so another "---" begins the next
}

// draft is what a file gets when its arrays have their final size. Its paths
// are ranges of reader.names: one string holds the paths of all files, or 2,000
// files would cost 4,000 allocations.
type draft struct {
	oldFrom, oldTo, newFrom, newTo int
	firstHunk                      int // index in Patch.hunks
}

// peek is the next line without its newline.
func (r *reader) peek() []byte {
	rest := r.p.src[r.pos:]
	if i := bytes.IndexByte(rest, '\n'); i >= 0 {
		return rest[:i]
	}
	return rest
}

// take appends the line that peek returned.
func (r *reader) take(line []byte, kind Kind) {
	r.p.starts = append(r.p.starts, uint32(r.pos))
	r.p.kinds = append(r.p.kinds, kind)
	r.pos = min(r.pos+len(line)+1, len(r.p.src))
}

// begin starts a file with the line to be taken next.
func (r *reader) begin() {
	r.p.Files = append(r.p.Files, File{First: len(r.p.kinds)})
	r.file = &r.p.Files[len(r.p.Files)-1]
	r.drafts = append(r.drafts, draft{firstHunk: len(r.p.hunks)})
	r.inBinary, r.headerDone = false, false
}

// hunk reads a whole hunk, unless its header is none.
func (r *reader) hunk(line []byte) bool {
	h, ok := parseHunkHeader(line)
	if !ok || r.inBinary || r.file != nil && r.file.IsCombined {
		return false
	}
	if r.file == nil {
		r.begin() // bare hunks
	}
	r.headerDone = true
	h.First = len(r.p.kinds)
	r.take(line, HunkStart)
	r.body(&h)
	h.End = len(r.p.kinds)
	r.p.hunks = append(r.p.hunks, h)
	return true
}

// body reads a hunk's lines. It is the loop that decides the speed of Parse, so
// it works on local variables.
func (r *reader) body(h *Hunk) {
	src, pos, starts, kinds := r.p.src, r.pos, r.p.starts, r.p.kinds
	oldNo, newNo := h.OldStart, h.NewStart
	oldEnd, newEnd := oldNo+h.OldLines, newNo+h.NewLines
	added, removed := 0, 0
	for pos < len(src) {
		oldWas, newWas := oldNo, newNo
		kind := Other
		switch src[pos] {
		case ' ', '\n', '\r':
			if oldNo < oldEnd && newNo < newEnd && (src[pos] != '\r' || pos+1 < len(src) && src[pos+1] == '\n') {
				kind = Context
				oldNo++
				newNo++
			}
		case '+':
			if newNo < newEnd {
				kind = Added
				newNo++
				added++
			}
		case '-':
			if oldNo < oldEnd {
				kind = Removed
				oldNo++
				removed++
			}
		case '\\':
			kind = NoNewline
		}
		if kind == Other {
			break
		}
		if n := len(kinds); n%markEvery == 0 {
			r.p.marks[n/markEvery] = mark{int32(oldWas), int32(newWas)}
		}
		starts = append(starts, uint32(pos))
		kinds = append(kinds, kind)
		i := bytes.IndexByte(src[pos:], '\n')
		if i < 0 {
			pos = len(src)
			break
		}
		pos += i + 1
	}
	r.pos, r.p.starts, r.p.kinds = pos, starts, kinds
	r.file.Additions += added
	r.file.Deletions += removed
}

// parseHunkHeader reads "@@ -OLD[,LINES] +NEW[,LINES] @@[ SECTION]".
func parseHunkHeader(line []byte) (Hunk, bool) {
	h := Hunk{OldLines: 1, NewLines: 1}
	rest, ok := bytes.CutPrefix(line, []byte("@@ -"))
	if !ok {
		return h, false
	}
	if h.OldStart, h.OldLines, rest, ok = parseRange(rest); !ok {
		return h, false
	}
	if rest, ok = bytes.CutPrefix(rest, []byte(" +")); !ok {
		return h, false
	}
	if h.NewStart, h.NewLines, rest, ok = parseRange(rest); !ok {
		return h, false
	}
	if rest, ok = bytes.CutPrefix(rest, []byte(" @@")); !ok {
		return h, false
	}
	h.Section = bytes.TrimSuffix(bytes.TrimPrefix(rest, []byte(" ")), []byte("\r"))
	return h, true
}

func parseRange(text []byte) (start, lines int, rest []byte, ok bool) {
	lines = 1
	if start, rest, ok = parseNumber(text); !ok {
		return 0, 0, text, false
	}
	if after, found := bytes.CutPrefix(rest, []byte(",")); found {
		if lines, rest, ok = parseNumber(after); !ok {
			return 0, 0, text, false
		}
	}
	return start, lines, rest, true
}

// parseNumber reads decimal digits, at most math.MaxInt32/2: a line's number is
// the sum of two, and has to fit a mark.
func parseNumber(text []byte) (n int, rest []byte, ok bool) {
	i := 0
	for ; i < len(text) && '0' <= text[i] && text[i] <= '9'; i++ {
		n = n*10 + int(text[i]-'0')
		if n > math.MaxInt32/2 {
			return 0, text, false
		}
	}
	return n, text[i:], i > 0
}

// finish turns the drafts into files.
func (r *reader) finish() {
	files := r.p.Files
	names := string(r.names)
	for i := range files {
		f, d := &files[i], r.drafts[i]
		f.End = len(r.p.kinds)
		hunksEnd := len(r.p.hunks)
		if i+1 < len(files) {
			f.End = files[i+1].First
			hunksEnd = r.drafts[i+1].firstHunk
		}
		f.Hunks = slices.Clip(r.p.hunks[d.firstHunk:hunksEnd])
		f.OldPath = names[d.oldFrom:d.oldTo]
		f.NewPath = names[d.newFrom:d.newTo]
		switch f.Status {
		case StatusAdded:
			f.OldPath = ""
		case StatusRemoved:
			f.NewPath = ""
		}
	}
}
