package diff

import "bytes"

// NoiseOfPatch is Noise of a file of which a patch is at hand, bare hunks as GitHub
// gives them. The head is what the patch tells of the new version's first lines,
// among its own first 40; nothing if it begins further down in the file. Nearly
// every file is told from its path and the look of those lines, without a copy.
func NoiseOfPatch(path, patch string) string {
	text := bytesOf(patch)
	lines := beginningOf(text)
	switch {
	case len(lines.patch) == 0,
		!saysByHead(path) && len(text) <= noiseHead && !speaksOfMaking(text),
		!saysByHead(path) && !lines.speakOfMaking():
		return Noise(path, nil)
	}
	var head []byte
	for line, ok := lines.next(); ok; line, ok = lines.next() {
		head = append(append(head, line...), '\n')
	}
	return Noise(path, head)
}

// saysByHead reports whether more than a comment in a file of this name may give
// it away: how long its lines are, or how it begins.
func saysByHead(path string) bool {
	switch extension(path) {
	case "js", "mjs", "cjs", "css", "map", "meta":
		return true
	}
	return false
}

// beginning is the first lines of a file's new version, as far as a patch has them.
type beginning struct {
	patch []byte
	at    int // where the next line of the patch begins
	lines int // that are still looked at
}

// beginningOf is empty if the patch does not begin with the file's first line.
func beginningOf(patch []byte) beginning {
	header, _, _ := bytes.Cut(patch, []byte("\n"))
	if h, ok := parseHunkHeader(header); !ok || h.NewStart > 1 {
		return beginning{}
	}
	return beginning{patch, len(header) + 1, saysLines - 1}
}

// next is a line without its sign and its end; false behind the last one.
func (b *beginning) next() (line []byte, ok bool) {
	for b.at < len(b.patch) && b.lines > 0 {
		line = b.patch[b.at:]
		if i := bytes.IndexByte(line, '\n'); i >= 0 {
			line = line[:i]
		}
		b.at += len(line) + 1
		b.lines--
		switch {
		case len(line) == 0:
			return nil, true
		case line[0] == ' ', line[0] == '+':
			return line[1:], true
		case line[0] != '-' && line[0] != '\\':
			b.lines = 0 // the next hunk
		}
	}
	return nil, false
}

// speakOfMaking reports whether a comment among them may be a sentence that
// saysGenerated looks for.
func (b beginning) speakOfMaking() bool {
	for line, ok := b.next(); ok; line, ok = b.next() {
		if isComment(line) && speaksOfMaking(line) {
			return true
		}
	}
	return false
}
