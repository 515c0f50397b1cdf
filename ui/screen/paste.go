package screen

import (
	"bytes"
	"strings"
	"time"
)

// MaxPaste is the most that is delivered of a paste, in bytes.
const MaxPaste = 16 << 20

// stall is the silence after which ctrl+c or esc ends a paste whose end never
// came; without it the keyboard would be lost.
const stall = time.Second

func (i *Input) beginPaste(rest []byte) {
	i.raw, i.pasting, i.paste, i.latest = rest, true, nil, time.Now()
}

// readPaste moves what raw holds of the paste, and delivers the paste if its
// end is there. It reports whether it was.
func (i *Input) readPaste() bool {
	if at := bytes.Index(i.raw, []byte(pasteEnd)); at >= 0 {
		i.keep(i.raw[:at])
		i.raw = i.raw[at+len(pasteEnd):]
		i.deliver()
		return true
	}
	begun := 0 // how much of the end marker raw ends with
	for n := min(len(pasteEnd)-1, len(i.raw)); n > 0; n-- {
		if strings.HasPrefix(pasteEnd, string(i.raw[len(i.raw)-n:])) {
			begun = n
			break
		}
	}
	i.keep(i.raw[:len(i.raw)-begun])
	i.raw = i.raw[len(i.raw)-begun:]
	return false
}

func (i *Input) keep(b []byte) {
	i.paste = append(i.paste, b[:min(len(b), MaxPaste-len(i.paste))]...)
}

func (i *Input) deliver() {
	text := string(i.paste)
	i.pasting, i.paste = false, nil
	if i.onPaste == nil {
		return
	}
	// Terminals send the enter key for the end of a line.
	text = strings.ReplaceAll(text, "\r\n", "\n")
	text = strings.ReplaceAll(text, "\r", "\n")
	i.onPaste(strings.ToValidUTF8(text, "\uFFFD"))
}

// mindStall gives the keyboard back if a paste stopped without its end. The
// bytes before held were read earlier.
func (i *Input) mindStall(held int) {
	now := time.Now()
	if now.Sub(i.latest) > stall {
		if key := string(i.raw[held:]); key == "\x03" || key == "\x1b" {
			i.raw = i.raw[held:]
			i.pasting, i.paste = false, nil
			return
		}
	}
	i.latest = now
}
