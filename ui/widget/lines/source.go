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
		r.Put(style(&t.Syntax, token.Kind), line[token.Start:token.End])
		at = token.End
	}
	r.Put(text.Style{}, line[at:])
}

func style(s *theme.Syntax, k highlight.Kind) text.Style {
	switch k {
	case highlight.Comment:
		return s.Comment
	case highlight.String:
		return s.String
	case highlight.Number:
		return s.Number
	case highlight.Keyword:
		return s.Keyword
	case highlight.Call:
		return s.Call
	case highlight.Type:
		return s.Type
	case highlight.Key:
		return s.Key
	case highlight.Heading:
		return s.Heading
	}
	return text.Style{}
}
