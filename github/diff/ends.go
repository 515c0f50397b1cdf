package diff

import (
	"bytes"
	"strings"
)

// Ends is which ends changed lines have.
type Ends uint8

// The ends of changed lines.
const (
	EndsLF     Ends = iota // of all
	EndsCRLF               // of all, or a carriage return alone
	EndsToLF               // all removed lines end with CRLF, and no added line does
	EndsToCRLF             // all added lines end with CRLF, and no removed line does
	EndsMixed              // some lines end with CRLF, others with LF
)

// EndsOf is which ends a patch's changed lines have. A patch without a carriage
// return, as nearly all are, is not read for it.
func EndsOf(patch string) Ends {
	if !strings.Contains(patch, "\r") {
		return EndsLF
	}
	var all, carriage [2]int // of removed and of added lines
	x := ParseString(patch)
	for i := range x.Lines() {
		side := 0
		switch x.Kind(i) {
		case Removed:
		case Added:
			side = 1
		default:
			continue
		}
		all[side]++
		if raw := x.Raw(i); bytes.HasSuffix(raw, []byte("\r\n")) || bytes.HasSuffix(raw, []byte("\r")) {
			carriage[side]++
		}
	}
	switch {
	case carriage == [2]int{}:
		return EndsLF
	case carriage == all:
		return EndsCRLF
	case all[0] > 0 && carriage[0] == all[0] && carriage[1] == 0 && all[1] > 0:
		return EndsToLF
	case all[1] > 0 && carriage[1] == all[1] && carriage[0] == 0 && all[0] > 0:
		return EndsToCRLF
	}
	return EndsMixed
}
