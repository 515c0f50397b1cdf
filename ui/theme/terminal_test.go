package theme

import (
	"testing"

	"github.com/muesli/termenv"
)

func environment(vars map[string]string) func(string) string {
	return func(name string) string { return vars[name] }
}

func TestProfile(t *testing.T) {
	for _, tt := range []struct {
		name  string
		vars  map[string]string
		noTTY bool
		want  termenv.Profile
	}{
		{"nothing known", nil, false, termenv.Ascii},
		{"xterm", map[string]string{"TERM": "xterm"}, false, termenv.ANSI},
		{"256", map[string]string{"TERM": "xterm-256color"}, false, termenv.ANSI256},
		{"true colour", map[string]string{"TERM": "xterm-256color", "COLORTERM": "truecolor"}, false, termenv.TrueColor},
		{"24bit", map[string]string{"TERM": "xterm", "COLORTERM": "24BIT"}, false, termenv.TrueColor},
		{"colorterm yes", map[string]string{"TERM": "xterm", "COLORTERM": "yes"}, false, termenv.ANSI256},
		{"kitty", map[string]string{"TERM": "xterm-kitty"}, false, termenv.TrueColor},
		{"foot", map[string]string{"TERM": "foot-extra"}, false, termenv.TrueColor},
		{"direct", map[string]string{"TERM": "tmux-direct"}, false, termenv.TrueColor},
		{"tmux", map[string]string{"TERM": "tmux-256color", "COLORTERM": "truecolor"}, false, termenv.TrueColor},
		{"screen", map[string]string{"TERM": "screen-256color", "COLORTERM": "truecolor"}, false, termenv.ANSI256},
		{"tmux as screen", map[string]string{"TERM": "screen-256color", "COLORTERM": "truecolor", "TERM_PROGRAM": "tmux"}, false, termenv.TrueColor},
		{"linux console", map[string]string{"TERM": "linux"}, false, termenv.ANSI},
		{"dumb", map[string]string{"TERM": "dumb"}, false, termenv.Ascii},
		{"vt100", map[string]string{"TERM": "vt100"}, false, termenv.Ascii},
		{"Windows Terminal", map[string]string{"WT_SESSION": "1"}, false, termenv.TrueColor},
		{"no terminal", map[string]string{"TERM": "xterm-256color"}, true, termenv.Ascii},
		{"no colour", map[string]string{"TERM": "xterm-256color", "NO_COLOR": "1"}, false, termenv.Ascii},
		{"no colour, empty", map[string]string{"TERM": "xterm-256color", "NO_COLOR": ""}, false, termenv.ANSI256},
		{"no colour over forced", map[string]string{"NO_COLOR": "1", "CLICOLOR_FORCE": "1"}, false, termenv.Ascii},
		{"switched off", map[string]string{"TERM": "xterm", "CLICOLOR": "0"}, false, termenv.Ascii},
		{"forced without a terminal", map[string]string{"TERM": "xterm-256color", "CLICOLOR_FORCE": "1"}, true, termenv.ANSI256},
		{"forced and dumb", map[string]string{"TERM": "dumb", "CLICOLOR_FORCE": "1"}, true, termenv.ANSI},
		{"not forced", map[string]string{"TERM": "xterm", "CLICOLOR_FORCE": "0"}, true, termenv.Ascii},
	} {
		if got := Profile(environment(tt.vars), !tt.noTTY); got != tt.want {
			t.Errorf("%s: got %s, want %s", tt.name, got.Name(), tt.want.Name())
		}
	}
}

func TestUnicode(t *testing.T) {
	for _, tt := range []struct {
		vars map[string]string
		want bool
	}{
		{nil, true},
		{map[string]string{"LANG": "en_US.UTF-8"}, true},
		{map[string]string{"LANG": "C.utf8"}, true},
		{map[string]string{"LANG": "C"}, false},
		{map[string]string{"LC_ALL": "POSIX", "LANG": "en_US.UTF-8"}, false},
		{map[string]string{"LC_CTYPE": "de_DE.UTF-8", "LANG": "C"}, true},
		{map[string]string{"LANG": "de_DE.ISO-8859-1"}, false},
		{map[string]string{"LANG": "en_US.UTF-8", "TERM": "linux"}, false},
	} {
		if got := Unicode(environment(tt.vars)); got != tt.want {
			t.Errorf("Unicode(%v): got %t, want %t", tt.vars, got, tt.want)
		}
	}
}
