package screen

import (
	"math"
	"strconv"
	"strings"
)

// A colour is 0 for the terminal's own, or a kind and a value.
type colour uint32

const (
	basic   colour = 1 << 24 // 0-15, codes 30-37 and 90-97
	palette colour = 2 << 24 // 0-255, code 38;5
	rgb     colour = 3 << 24 // code 38;2
	kinds   colour = 3 << 24
)

// attributes holds one bit for each of SGR's attributes and three for the
// kind of underline.
type attributes uint16

const (
	overline   attributes = 1 << 10
	underShift            = 11
	underMask  attributes = 7 << underShift
)

// flags are the codes that set one bit: code n sets bit n.
func flag(code int) attributes { return 1 << code }

// A pen is what cells are drawn with. The zero value is the default pen.
type pen struct {
	fg, bg, line colour
	attrs        attributes
}

// maxParams is more than any sequence needs that sets every attribute.
const maxParams = 32

// apply changes p as the parameters of an SGR sequence say (ECMA-48 8.3.117,
// ISO 8613-6 for colours). It reports whether it knew all of them; those it
// does not know change nothing.
func (p *pen) apply(params string) bool {
	var values [maxParams]int
	var joined [maxParams]bool // by a colon to the one before
	n := 0
	for i := 0; i <= len(params); i++ {
		if i < len(params) && params[i] >= '0' && params[i] <= '9' {
			values[n] = min(values[n]*10+int(params[i]-'0'), 1<<16)
			continue
		}
		n++
		if i == len(params) {
			break
		}
		if n == maxParams {
			return false
		}
		joined[n] = params[i] == ':'
	}
	known := true
	for i := 0; i < n; {
		used := p.set(values[i:n], joined[i:n])
		if used == 0 {
			known, used = false, 1
			for i+used < n && joined[i+used] {
				used++
			}
		}
		i += used
	}
	return known
}

// set applies the first parameter and returns how many it took, 0 if it is
// unknown.
func (p *pen) set(v []int, joined []bool) int {
	switch c := v[0]; {
	case c == 0:
		*p = pen{}
	case c == 4:
		if len(v) > 1 && joined[1] {
			if v[1] > 5 {
				return 0
			}
			p.under(v[1])
			return 2
		}
		p.under(1)
	case c <= 9:
		p.attrs |= flag(c)
	case c == 21:
		p.under(2)
	case c == 22:
		p.attrs &^= flag(1) | flag(2)
	case c == 24:
		p.under(0)
	case c == 25:
		p.attrs &^= flag(5) | flag(6)
	case c == 23, c >= 27 && c <= 29:
		p.attrs &^= flag(c - 20)
	case c >= 30 && c <= 37:
		p.fg = basic | colour(c-30)
	case c == 38:
		return extended(&p.fg, v, joined)
	case c == 39:
		p.fg = 0
	case c >= 40 && c <= 47:
		p.bg = basic | colour(c-40)
	case c == 48:
		return extended(&p.bg, v, joined)
	case c == 49:
		p.bg = 0
	case c == 53:
		p.attrs |= overline
	case c == 55:
		p.attrs &^= overline
	case c == 58:
		return extended(&p.line, v, joined)
	case c == 59:
		p.line = 0
	case c >= 90 && c <= 97:
		p.fg = basic | colour(c-90+8)
	case c >= 100 && c <= 107:
		p.bg = basic | colour(c-100+8)
	default:
		return 0
	}
	return 1
}

func (p *pen) under(kind int) {
	p.attrs = p.attrs&^underMask | attributes(kind)<<underShift
}

// extended reads 5;n or 2;r;g;b after 38, 48 or 58. With colons the colour
// space may stand before red, as the standard wants it.
func extended(to *colour, v []int, joined []bool) int {
	if len(v) < 3 {
		return 0
	}
	switch v[1] {
	case 5:
		if v[2] > 255 {
			return 0
		}
		*to = palette | colour(v[2])
		return 3
	case 2:
		n := 5
		if joined[1] && len(v) > 5 && joined[5] {
			n = 6
		}
		if len(v) < n || max(v[n-3], v[n-2], v[n-1]) > 255 {
			return 0
		}
		*to = rgb | colour(v[n-3]<<16|v[n-2]<<8|v[n-1])
		return n
	}
	return 0
}

// appendPen appends the sequence that turns the pen from into the pen to.
func appendPen(b []byte, from, to pen) []byte {
	if to == (pen{}) {
		return append(b, "\x1b[m"...)
	}
	b = append(b, "\x1b["...)
	if from.attrs&^to.attrs != 0 {
		// Attributes are turned off together: codes to turn off bold alone
		// mean different things to different terminals.
		b = append(b, "0;"...)
		from = pen{}
	}
	added := to.attrs &^ from.attrs
	for code := 1; code <= 9; code++ {
		if code != 4 && added&flag(code) != 0 {
			b = append(b, '0'+byte(code), ';')
		}
	}
	if kind := to.attrs & underMask; kind != from.attrs&underMask {
		b = append(b, '4')
		if n := kind >> underShift; n > 1 {
			b = append(b, ':', '0'+byte(n))
		}
		b = append(b, ';')
	}
	if added&overline != 0 {
		b = append(b, "53;"...)
	}
	b = appendColour(b, from.fg, to.fg, 30)
	b = appendColour(b, from.bg, to.bg, 40)
	b = appendColour(b, from.line, to.line, 50)
	b[len(b)-1] = 'm'
	return b
}

// appendColour appends the code of a colour; first is the code of black.
func appendColour(b []byte, from, to colour, first int64) []byte {
	if from == to {
		return b
	}
	v := int64(to &^ kinds)
	switch to & kinds {
	case 0:
		b = strconv.AppendInt(b, first+9, 10)
	case basic:
		if v >= 8 {
			first += 60 - 8
		}
		b = strconv.AppendInt(b, first+v, 10)
	case palette:
		b = strconv.AppendInt(b, first+8, 10)
		b = append(b, ";5;"...)
		b = strconv.AppendInt(b, v, 10)
	case rgb:
		b = strconv.AppendInt(b, first+8, 10)
		b = append(b, ";2;"...)
		b = strconv.AppendInt(b, v>>16, 10)
		b = append(b, ';')
		b = strconv.AppendInt(b, v>>8&255, 10)
		b = append(b, ';')
		b = strconv.AppendInt(b, v&255, 10)
	}
	return append(b, ';')
}

// penTable numbers pens, so that a cell holds a number; 0 is the default pen.
type penTable struct {
	pens  []pen
	index map[pen]uint16
	steps [128]step
}

// step is what a pen becomes by a sequence: rows have few of them, again and again.
type step struct {
	params   string // of the sequence
	from, to uint16
}

func (t *penTable) reset() {
	t.pens = append(t.pens[:0], pen{})
	t.index = map[pen]uint16{{}: 0}
	t.steps = [128]step{}
}

// after is the number of what a pen becomes by the parameters of an SGR sequence;
// false if not all of them are known.
func (t *penTable) after(number uint16, params string) (uint16, bool) {
	at := uint(number) * 31
	for i := max(len(params)-3, 0); i < len(params); i++ {
		at = at*31 + uint(params[i])
	}
	s := &t.steps[(at+uint(len(params)))%uint(len(t.steps))]
	if params != "" && s.params == params && s.from == number {
		return s.to, true
	}
	p := t.pens[number]
	known := p.apply(params)
	to := t.number(p)
	if known {
		*s = step{strings.Clone(params), number, to}
	}
	return to, known
}

func (t *penTable) number(p pen) uint16 {
	if p == (pen{}) {
		return 0
	}
	if n, ok := t.index[p]; ok {
		return n
	}
	if len(t.pens) > math.MaxUint16 {
		return 0 // a frame of noise; the table starts anew with the next
	}
	n := uint16(len(t.pens))
	t.pens = append(t.pens, p)
	t.index[p] = n
	return n
}
