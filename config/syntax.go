package config

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"
)

// largest is the size in bytes above which a file cannot be a configuration.
const largest = 1 << 20

// document reads the first YAML document as nodes, which know their places.
// The node is nil when the file is empty or not YAML.
func (f *file) document(data []byte) *yaml.Node {
	if len(data) > largest {
		f.problems = append(f.problems, Problem{
			File:    f.path,
			Message: fmt.Sprintf("the file has %d bytes, and at most %d are read", len(data), largest),
			Fix:     "check that it is the right file",
		})
		return nil
	}
	d := yaml.NewDecoder(bytes.NewReader(data))
	var first, second yaml.Node
	if err := d.Decode(&first); err != nil {
		if !errors.Is(err, io.EOF) {
			f.problems = append(f.problems, f.syntax(err, data))
		}
		return nil
	}
	switch err := d.Decode(&second); {
	case err == nil:
		f.report(&second, "delete the line --- and what should not count", "a second document begins here, and only the first is read")
	case !errors.Is(err, io.EOF):
		f.problems = append(f.problems, f.syntax(err, data))
	}
	return first.Content[0]
}

// syntax makes a Problem of the YAML library's error, which is text with a
// line (the one where the trouble was noticed) and no column. Its words repeat
// nothing of the file except an anchor's name.
func (f *file) syntax(err error, data []byte) Problem {
	p := Problem{
		File: f.path,
		Fix:  `check the indentation, and quote values with special characters, as in "*" or "#"`,
	}
	message := strings.TrimPrefix(err.Error(), "yaml: ")
	if rest, ok := strings.CutPrefix(message, "line "); ok {
		if number, rest, ok := strings.Cut(rest, ": "); ok {
			p.Line, _ = strconv.Atoi(number)
			message = rest
		}
	}
	if name, ok := strings.CutPrefix(message, "unknown anchor '"); ok {
		name = strings.TrimSuffix(name, "' referenced")
		p.Line, p.Column = position(data, bytes.Index(data, []byte("*"+name)))
		p.Message = "the alias *" + strings.Trim(quote(name), `"`) + " stands for nothing"
		p.Fix = "write the value out, or quote a value that begins with *"
		return p
	}
	if at := foreign(data); at >= 0 {
		p.Line, p.Column = position(data, at)
		p.Message = "this is not text in UTF-8"
		p.Fix = "delete the character, or save the file as UTF-8"
		return p
	}
	p.Line = max(p.Line, 1) // the library does not name the first line
	if line, column := position(data, tab(data)); line == p.Line && strings.Contains(message, "cannot start any token") {
		p.Column = column
		p.Message = "a tab is used to indent"
		p.Fix = "indent with spaces"
		return p
	}
	p.Message = "this is not valid YAML: " + printable(message)
	return p
}

// position is the line and column of an offset, from 1; zeros for none.
func position(data []byte, offset int) (line, column int) {
	if offset < 0 {
		return 0, 0
	}
	before := data[:offset]
	start := bytes.LastIndexByte(before, '\n') + 1
	return bytes.Count(before, []byte("\n")) + 1, utf8.RuneCount(before[start:]) + 1
}

// foreign is the offset of the first byte that no YAML text in UTF-8 has, or -1.
func foreign(data []byte) int {
	for i := 0; i < len(data); {
		r, size := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && size == 1 || r < ' ' && r != '\t' && r != '\n' && r != '\r' || r == 0x7f {
			return i
		}
		i += size
	}
	return -1
}

// tab is the offset of the first tab in an indentation, or -1.
func tab(data []byte) int {
	for offset := 0; ; {
		line, _, more := bytes.Cut(data[offset:], []byte("\n"))
		indent := len(line) - len(bytes.TrimLeft(line, " \t"))
		if at := bytes.IndexByte(line[:indent], '\t'); at >= 0 {
			return offset + at
		}
		if !more {
			return -1
		}
		offset += len(line) + 1
	}
}
