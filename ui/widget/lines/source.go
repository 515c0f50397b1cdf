package lines

import (
	"hubtrail/ui/highlight"
	"hubtrail/ui/text"
	"hubtrail/ui/theme"
)

// Source appends a line of source to a row, its tokens in the theme's colours.
// The tokens are those of the very line given, which is clean and has no tabs:
// scan what [text.CleanLine] returns.
func Source(r *text.Row, t *theme.Theme, line string, tokens []highlight.Token) {
	at := 0
	for _, token := range tokens {
		r.Put(text.Style{}, line[at:token.Start])
		r.Put(t.Syntax.Of(token.Kind), line[token.Start:token.End])
		at = token.End
	}
	r.Put(text.Style{}, line[at:])
}
