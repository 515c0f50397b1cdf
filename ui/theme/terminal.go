package theme

import (
	"strings"

	"github.com/muesli/termenv"
)

// Profile decides from the environment how many colours to use, and asks the
// terminal nothing: NO_COLOR (no-color.org), CLICOLOR and CLICOLOR_FORCE
// (bixense.com/clicolors), COLORTERM, then TERM. env returns "" for what is
// not set.
func Profile(env func(string) string, isTTY bool) termenv.Profile {
	forced := env("CLICOLOR_FORCE") != "" && env("CLICOLOR_FORCE") != "0"
	switch {
	case env("NO_COLOR") != "":
		return termenv.Ascii
	case forced:
		// Whatever it is that reads forced colours, it knows at least 16.
		return min(terminalProfile(env), termenv.ANSI)
	case !isTTY || env("CLICOLOR") == "0":
		return termenv.Ascii
	}
	return terminalProfile(env)
}

// terminalProfile reads COLORTERM and TERM. termenv's profiles count down: the
// more colours, the smaller.
func terminalProfile(env func(string) string) termenv.Profile {
	term := env("TERM")
	switch strings.ToLower(env("COLORTERM")) {
	case "truecolor", "24bit":
		// GNU screen passes the variable on but knows 256 colours only. tmux
		// may call itself screen and knows all.
		if strings.HasPrefix(term, "screen") && env("TERM_PROGRAM") != "tmux" {
			return termenv.ANSI256
		}
		return termenv.TrueColor
	case "yes", "true":
		return termenv.ANSI256
	}
	switch {
	case term == "" && env("WT_SESSION") != "", strings.HasSuffix(term, "-direct"):
		return termenv.TrueColor
	case strings.Contains(term, "256color"):
		return termenv.ANSI256
	}
	name, _, _ := strings.Cut(strings.TrimPrefix(term, "xterm-"), "-")
	switch name {
	case "alacritty", "contour", "foot", "ghostty", "kitty", "rio", "wezterm":
		return termenv.TrueColor
	case "", "dumb", "unknown", "vt52", "vt100", "vt102", "vt220", "vt320":
		return termenv.Ascii
	}
	return termenv.ANSI
}

// Unicode reports whether the locale of the environment (POSIX: LC_ALL, then
// LC_CTYPE, then LANG) is UTF-8. No locale at all counts as UTF-8: containers
// and remote shells often set none beneath a terminal that is. The Linux
// console is not counted as UTF-8, since its font lacks most marks.
func Unicode(env func(string) string) bool {
	if env("TERM") == "linux" {
		return false
	}
	for _, name := range []string{"LC_ALL", "LC_CTYPE", "LANG"} {
		if locale := strings.ToLower(env(name)); locale != "" {
			return strings.Contains(locale, "utf-8") || strings.Contains(locale, "utf8")
		}
	}
	return true
}
