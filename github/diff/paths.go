package diff

import "bytes"

// setPaths reads the two paths of "diff --git". They are ambiguous when a name
// holds blanks; unless the file was renamed, which later lines say better, both
// are the same, so the text is cut where both halves agree.
func (r *reader) setPaths(text []byte) {
	var old, new []byte
	if bytes.IndexByte(text, '"') < 0 {
		half := len(text) / 2
		old, new = text, nil
		if len(text)%2 == 1 && text[half] == ' ' && samePath(text[:half], text[half+1:]) {
			old, new = text[:half], text[half+1:]
		} else {
			old, new, _ = bytes.Cut(text, []byte(" "))
		}
	} else {
		old, new = cutQuoted(text)
	}
	r.setOld(withoutPrefix(unquote(old)))
	r.setNew(withoutPrefix(unquote(new)))
}

// samePath compares two paths but for their prefixes.
func samePath(a, b []byte) bool {
	return bytes.Equal(withoutPrefix(a), withoutPrefix(b))
}

// cutQuoted splits two paths of which at least one is in quotes.
func cutQuoted(text []byte) (first, second []byte) {
	if len(text) > 0 && text[0] == '"' {
		end, _ := quotedEnd(text)
		return text[:end], bytes.TrimPrefix(text[end:], []byte(" "))
	}
	i := bytes.Index(text, []byte(` "`))
	if i < 0 {
		return text, nil
	}
	return text[:i], text[i+1:]
}

// quotedEnd is the offset behind the closing quote of a text that begins with
// a quote; the text's length and false if there is none.
func quotedEnd(text []byte) (end int, ok bool) {
	for i := 1; i < len(text); i++ {
		switch text[i] {
		case '\\':
			i++
		case '"':
			return i + 1, true
		}
	}
	return len(text), false
}

// fromPath reads what follows "--- ".
func (r *reader) fromPath(text []byte) {
	path := headerPath(text)
	if string(path) == "/dev/null" {
		r.file.Status = StatusAdded
		return
	}
	r.setOld(withoutPrefix(path))
}

// toPath reads what follows "+++ ".
func (r *reader) toPath(text []byte) {
	path := headerPath(text)
	if string(path) == "/dev/null" {
		r.file.Status = StatusRemoved
		return
	}
	r.setNew(withoutPrefix(path))
}

// headerPath is the path without the tab and date that may follow it.
func headerPath(text []byte) []byte {
	if len(text) > 0 && text[0] == '"' {
		end, _ := quotedEnd(text)
		return unquote(text[:end])
	}
	path, _, _ := bytes.Cut(text, []byte("\t"))
	return path
}

func withoutPrefix(path []byte) []byte {
	if len(path) > 2 && path[1] == '/' && (path[0] == 'a' || path[0] == 'b') {
		return path[2:]
	}
	return path
}

func (r *reader) setOld(path []byte) {
	d := &r.drafts[len(r.drafts)-1]
	d.oldFrom, d.oldTo = r.name(path, d.oldFrom, d.oldTo)
}

func (r *reader) setNew(path []byte) {
	d := &r.drafts[len(r.drafts)-1]
	d.newFrom, d.newTo = r.name(path, d.oldFrom, d.oldTo)
}

// name appends a path to the names, unless it is the one at from:to already.
func (r *reader) name(path []byte, from, to int) (int, int) {
	if bytes.Equal(r.names[from:to], path) {
		return from, to
	}
	r.names = append(r.names, path...)
	return len(r.names) - len(path), len(r.names)
}

// unquote undoes git's quoting of unusual paths (core.quotePath), which is that
// of C: "\303\244", "\t", "\"". A text without quotes, or with quotes that do
// not end, is returned as it is.
func unquote(text []byte) []byte {
	if len(text) == 0 || text[0] != '"' {
		return text
	}
	if end, ok := quotedEnd(text); !ok || end < len(text) {
		return text
	}
	inside := text[1 : len(text)-1]
	if bytes.IndexByte(inside, '\\') < 0 {
		return inside
	}
	out := make([]byte, 0, len(inside))
	for i := 0; i < len(inside); i++ {
		if inside[i] != '\\' {
			out = append(out, inside[i])
			continue
		}
		i++
		if i+2 < len(inside) && octal(inside[i], '3') && octal(inside[i+1], '7') && octal(inside[i+2], '7') {
			out = append(out, (inside[i]-'0')<<6|(inside[i+1]-'0')<<3|(inside[i+2]-'0'))
			i += 2
			continue
		}
		at := bytes.IndexByte([]byte(`abtnvfr"\`), inside[i])
		if at < 0 {
			return text
		}
		out = append(out, "\a\b\t\n\v\f\r\"\\"[at])
	}
	return out
}

func octal(c, most byte) bool { return '0' <= c && c <= most }
