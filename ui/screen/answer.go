package screen

import (
	"strconv"
	"strings"
	"time"
)

const (
	pasteBegin  = "\x1b[200~"
	pasteEnd    = "\x1b[201~"
	colourBegin = "\x1b]11;"
	// colourLimit is more than a colour's answer is long.
	colourLimit = 64
	// minHeld is the shortest start of a sequence that is kept back until more
	// arrives. Shorter ones are what esc and alt send.
	minHeld = 3
	// freshness is how long the answer to a question may be on its way.
	freshness = time.Second
)

// sequence is what stands at an escape character.
type sequence int

const (
	noSequence     sequence = iota
	begunSequence           // the input ends within one of ours
	pasteSequence           // the start of pasted text
	colourSequence          // the whole answer to the question for a colour
)

// match says what sequence of ours b starts with, and its length. Colours are
// looked for only if an answer is due.
func match(b []byte, colour bool) (sequence, int) {
	if len(b) >= len(pasteBegin) && string(b[:len(pasteBegin)]) == pasteBegin {
		return pasteSequence, len(pasteBegin)
	}
	if len(b) < len(pasteBegin) && len(b) >= minHeld && strings.HasPrefix(pasteBegin, string(b)) {
		return begunSequence, 0
	}
	if !colour || len(b) < minHeld {
		return noSequence, 0
	}
	if len(b) < len(colourBegin) {
		if strings.HasPrefix(colourBegin, string(b)) {
			return begunSequence, 0
		}
		return noSequence, 0
	}
	if string(b[:len(colourBegin)]) != colourBegin {
		return noSequence, 0
	}
	for n := len(colourBegin); n < min(len(b), colourLimit); n++ {
		switch c := b[n]; {
		case c == '\a':
			return colourSequence, n + 1
		case c == '\x1b':
			if n+1 == len(b) {
				return begunSequence, 0
			}
			if b[n+1] == '\\' {
				return colourSequence, n + 2
			}
			return noSequence, 0
		case c < '#' || c > 'z':
			return noSequence, 0
		}
	}
	if len(b) >= colourLimit {
		return noSequence, 0
	}
	return begunSequence, 0
}

// beginning returns the end of b that may be the start of a sequence of ours
// but is too short to be kept back.
func beginning(b []byte) string {
	for n := min(minHeld-1, len(b)); n > 0; n-- {
		end := string(b[len(b)-n:])
		if strings.HasPrefix(pasteBegin, end) || strings.HasPrefix(colourBegin, end) {
			return end
		}
	}
	return ""
}

// parseColour reads the answer to OSC 11: rgb: or rgba: and one to four
// hexadecimal digits for each part, scaled to their number (XParseColor).
func parseColour(answer []byte) (r, g, b uint8, ok bool) {
	spec := strings.TrimRight(strings.TrimPrefix(string(answer), colourBegin), "\a\x1b\\")
	name, digits, found := strings.Cut(spec, ":")
	parts := strings.Split(digits, "/")
	if !found || name != "rgb" && name != "rgba" || len(parts) != len(name) {
		return 0, 0, 0, false
	}
	var values [3]uint8
	for i := range values {
		if len(parts[i]) > 4 {
			return 0, 0, 0, false
		}
		n, err := strconv.ParseUint(parts[i], 16, 16)
		if err != nil {
			return 0, 0, 0, false
		}
		values[i] = uint8(n * 255 / (1<<(4*len(parts[i])) - 1))
	}
	return values[0], values[1], values[2], true
}

// expectColour says that the terminal was asked.
func (i *Input) expectColour() {
	i.mu.Lock()
	defer i.mu.Unlock()
	i.asked = time.Now()
}

func (i *Input) awaits() bool {
	i.mu.Lock()
	defer i.mu.Unlock()
	return !i.asked.IsZero()
}

// settle waits for an answer that was asked for a moment ago, at most d, and
// reports whether none is under way any more.
func (i *Input) settle(d time.Duration) bool {
	i.mu.Lock()
	defer i.mu.Unlock()
	if i.asked.IsZero() || time.Since(i.asked) > freshness {
		return true
	}
	return i.wait(d, func() bool { return i.asked.IsZero() })
}

func (i *Input) answered(answer []byte) {
	i.mu.Lock()
	i.asked = time.Time{}
	i.changed.Broadcast()
	i.mu.Unlock()
	if r, g, b, ok := parseColour(answer); ok && i.onBackground != nil {
		i.onBackground(r, g, b)
	}
}
