package panetest

import (
	"fmt"
	"strings"
)

func text(format string, args ...any) string { return fmt.Sprintf(format, args...) }

// withoutColours takes the SGR sequences out of a row and names an attribute
// that is still on at its end, "" if none is. What it cannot read it leaves
// in.
func withoutColours(row string) (plain, open string) {
	var b strings.Builder
	on := map[string]bool{}
	for row != "" {
		if params, rest, ok := sgr(row); ok {
			apply(on, params)
			row = rest
			continue
		}
		b.WriteByte(row[0])
		row = row[1:]
	}
	for name, is := range on {
		if is {
			return b.String(), name
		}
	}
	return b.String(), ""
}

// sgr reads one "select graphic rendition" sequence (ECMA-48, 8.3.117).
func sgr(s string) (params []string, rest string, ok bool) {
	body, found := strings.CutPrefix(s, "\x1b[")
	if !found {
		return nil, s, false
	}
	n := strings.IndexFunc(body, func(r rune) bool { return (r < '0' || r > '9') && r != ';' })
	if n < 0 || body[n] != 'm' {
		return nil, s, false
	}
	return strings.Split(body[:n], ";"), body[n+1:], true
}

func apply(on map[string]bool, params []string) {
	for i := 0; i < len(params); i++ {
		switch p := params[i]; {
		case p == "" || p == "0":
			clear(on)
		case p == "1" || p == "2":
			on["bold"] = true
		case p == "22":
			on["bold"] = false
		case p == "4":
			on["underline"] = true
		case p == "24":
			on["underline"] = false
		case p == "7":
			on["reverse"] = true
		case p == "27":
			on["reverse"] = false
		case p == "39":
			on["foreground"] = false
		case p == "49":
			on["background"] = false
		case p == "38" || p == "48":
			on[map[string]string{"38": "foreground", "48": "background"}[p]] = true
			if i+1 < len(params) && params[i+1] == "5" {
				i += 2
			} else {
				i += 4
			}
		case len(p) == 2 && p[0] == '3' || len(p) == 2 && p[0] == '9':
			on["foreground"] = true
		case len(p) == 2 && p[0] == '4' || len(p) == 3:
			on["background"] = true
		}
	}
}
