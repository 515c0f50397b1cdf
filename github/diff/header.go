package diff

import "bytes"

// header reads one line outside of hunks.
func (r *reader) header(line []byte) {
	text := bytes.TrimSuffix(line, []byte("\r"))
	kind := Header
	switch {
	case bytes.HasPrefix(text, []byte("diff --git ")):
		r.begin()
		r.setPaths(text[len("diff --git "):])
	case bytes.HasPrefix(text, []byte("diff --cc ")), bytes.HasPrefix(text, []byte("diff --combined ")):
		r.begin()
		r.file.IsCombined = true
		_, path, _ := bytes.Cut(text[len("diff --c"):], []byte(" "))
		r.setOld(unquote(path))
		r.setNew(unquote(path))
	case r.inBinary:
		kind = Binary
	case bytes.HasPrefix(text, []byte("--- ")) && r.startsPlainFile(line):
		if r.file == nil || r.headerDone {
			r.begin()
		}
		r.fromPath(text[len("--- "):])
	case r.file == nil:
		kind = Other
	case r.headerDone:
		kind = Other // between or after hunks, what is no file's header is nothing we know
	case bytes.HasPrefix(text, []byte("+++ ")):
		r.toPath(text[len("+++ "):])
		r.headerDone = true
	default:
		kind = r.extended(text)
	}
	r.take(line, kind)
}

// startsPlainFile says whether "--- " is the header of a file: a "+++ " must
// follow. Otherwise it may be the end of a mail, or a line beyond its hunk's
// counts. In the body of a combined diff both are lines of the file.
func (r *reader) startsPlainFile(line []byte) bool {
	if r.file != nil && r.file.IsCombined && r.headerDone {
		return false
	}
	next := min(r.pos+len(line)+1, len(r.p.src))
	return bytes.HasPrefix(r.p.src[next:], []byte("+++ "))
}

// extended reads git's extended header lines.
func (r *reader) extended(text []byte) Kind {
	f := r.file
	for _, name := range []string{"old mode ", "new mode ", "deleted file mode ", "new file mode ",
		"rename from ", "rename to ", "copy from ", "copy to ", "index ", "similarity index ",
		"dissimilarity index ", "mode ", "GIT binary patch", "Binary files "} {
		rest, ok := bytes.CutPrefix(text, []byte(name))
		if !ok {
			continue
		}
		switch name {
		case "old mode ":
			f.OldMode = parseMode(rest)
		case "new mode ":
			f.NewMode = parseMode(rest)
		case "deleted file mode ":
			f.OldMode, f.Status = parseMode(rest), StatusRemoved
		case "new file mode ":
			f.NewMode, f.Status = parseMode(rest), StatusAdded
		case "rename from ":
			f.Status = Renamed
			r.setOld(unquote(rest))
		case "copy from ":
			f.Status = Copied
			r.setOld(unquote(rest))
		case "rename to ", "copy to ":
			r.setNew(unquote(rest))
		case "index ":
			if _, mode, found := bytes.Cut(rest, []byte(" ")); found {
				f.OldMode, f.NewMode = parseMode(mode), parseMode(mode)
			}
		case "GIT binary patch":
			f.IsBinary, r.inBinary = true, true
			return Binary
		case "Binary files ":
			f.IsBinary = true
			return Binary
		}
		return Header
	}
	return Other
}

// parseMode reads an octal file mode, 0 if it is none.
func parseMode(text []byte) uint32 {
	var mode uint32
	if len(text) == 0 || len(text) > 7 {
		return 0
	}
	for _, c := range text {
		if c < '0' || c > '7' {
			return 0
		}
		mode = mode<<3 | uint32(c-'0')
	}
	return mode
}
