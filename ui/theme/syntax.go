package theme

import "hubtrail/ui/highlight"

// Syntax holds a style for each kind of token of source code.
type Syntax struct{ Comment, String, Number, Keyword, Call, Type, Key, Heading Style }

// Of is the style of a kind of token; what is plain has none.
func (s *Syntax) Of(k highlight.Kind) Style {
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
	return Style{}
}
