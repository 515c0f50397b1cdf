package uitest

import (
	"fmt"
	"strings"
)

// sequence is what a terminal sends for a key by its name in the key table: a
// character, or "enter", "esc", "tab", "shift+tab", "up", "ctrl+d", "alt+x" and
// so on; "focus" and "blur" are the reports of the window's focus.
func sequence(key string) (string, error) {
	if s, ok := map[string]string{
		"enter": "\r", "esc": "\x1b", "tab": "\t", "shift+tab": "\x1b[Z", "space": " ", "backspace": "\x7f", "delete": "\x1b[3~",
		"up": "\x1b[A", "down": "\x1b[B", "right": "\x1b[C", "left": "\x1b[D", "home": "\x1b[H", "end": "\x1b[F",
		"pgup": "\x1b[5~", "pgdown": "\x1b[6~", "focus": "\x1b[I", "blur": "\x1b[O",
	}[key]; ok {
		return s, nil
	}
	if c, ok := strings.CutPrefix(key, "ctrl+"); ok && len(c) == 1 && c[0] >= 'a' && c[0] <= 'z' {
		return string(c[0] - 'a' + 1), nil
	}
	if c, ok := strings.CutPrefix(key, "alt+"); ok {
		s, err := sequence(c)
		return "\x1b" + s, err
	}
	if len([]rune(key)) == 1 {
		return key, nil
	}
	return "", fmt.Errorf("no key is called %q", key)
}
