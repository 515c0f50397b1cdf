package cli

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
)

// longestPath bounds one path of a stream, in bytes; file systems end at 4,096.
const longestPath = 64 << 10

// lines reads paths from a stream: one a line as git prints them, where git
// quotes what is unusual, or separated by NUL and then as they are.
type lines struct {
	r    *bufio.Reader
	end  byte // of a path; 0 for NUL
	seen bool // end is known
}

func newLines(r io.Reader) *lines {
	return &lines{r: bufio.NewReaderSize(r, longestPath), end: '\n'}
}

// waits reports whether the next path is not at hand yet.
func (l *lines) waits() bool {
	at, _ := l.r.Peek(l.r.Buffered())
	return bytes.IndexByte(at, l.end) < 0
}

// next is the next path, io.EOF after the last. Empty ones are passed over.
func (l *lines) next() (string, error) {
	for {
		if !l.seen {
			l.look()
		}
		line, err := l.r.ReadSlice(l.end)
		switch {
		case errors.Is(err, bufio.ErrBufferFull):
			return "", fmt.Errorf("a path on standard input is longer than %d bytes: separate paths by line breaks or NUL", longestPath)
		case err != nil && err != io.EOF:
			return "", fmt.Errorf("read standard input: %w", err)
		}
		line = bytes.TrimSuffix(line, []byte{l.end})
		if l.end == '\n' {
			line = bytes.TrimSuffix(line, []byte{'\r'})
			if bytes.IndexByte(line, 0) >= 0 {
				return "", errors.New("a line of standard input holds NUL: separate paths by line breaks or by NUL, not by both")
			}
		}
		switch {
		case len(line) > 0 && l.end == '\n':
			return unquote(string(line)), nil
		case len(line) > 0:
			return string(line), nil
		case err != nil:
			return "", io.EOF
		}
	}
}

// look decides by the beginning of the stream. No path holds NUL.
func (l *lines) look() {
	l.r.Peek(1)
	at, _ := l.r.Peek(l.r.Buffered())
	if bytes.IndexByte(at, 0) >= 0 {
		l.end = 0
	}
	l.seen = true
}

// unquote undoes git's quoting of a path (git-config, core.quotePath): in
// double quotes, with the escapes of C, bytes in octal. Anything else is
// returned as it is.
func unquote(s string) string {
	if len(s) < 2 || s[0] != '"' || s[len(s)-1] != '"' {
		return s
	}
	in := s[1 : len(s)-1]
	out := make([]byte, 0, len(in))
	for i := 0; i < len(in); i++ {
		c := in[i]
		if c == '"' {
			return s
		}
		if c != '\\' {
			out = append(out, c)
			continue
		}
		if i++; i == len(in) {
			return s
		}
		if at := strings.IndexByte(escapeLetters, in[i]); at >= 0 {
			out = append(out, escapeBytes[at])
			continue
		}
		if i+3 > len(in) || in[i] > '3' || !octal(in[i:i+3]) {
			return s
		}
		out = append(out, (in[i]-'0')<<6|(in[i+1]-'0')<<3|(in[i+2]-'0'))
		i += 2
	}
	return string(out)
}

// The letters that follow a backslash, and what they stand for.
const (
	escapeLetters = `abtnvfr"\`
	escapeBytes   = "\a\b\t\n\v\f\r\"\\"
)

func octal(s string) bool { return strings.Trim(s, "01234567") == "" }
