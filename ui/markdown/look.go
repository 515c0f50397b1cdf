package markdown

import (
	"hubtrail/ui/highlight"
	"hubtrail/ui/text"
	"hubtrail/ui/theme"
)

// A look says how text is drawn, whatever the theme: one of the looks below
// and any of the flags.
type look uint16

// The looks. Those of source code follow the kinds of tokens.
const (
	plain look = iota
	dim
	linked
	code
	heading
	good
	warn
	bad
	info
	badge
	frame
	source // + highlight.Kind
)

// The flags.
const (
	strong look = 1 << (8 + iota)
	emphasis
	flags = strong | emphasis
)

// with returns the look with what o adds to it: flags, or a look where there
// is none yet. A link looks like one wherever it is.
func (l look) with(o look) look {
	switch {
	case o&^flags == linked:
		return l&flags | o
	case l&^flags != plain:
		return l | o&flags
	}
	return l | o
}

func (l look) style(t *theme.Theme) text.Style {
	s := (l &^ flags).one(t)
	if l&strong != 0 {
		s = over(s, t.Strong)
	}
	if l&emphasis != 0 {
		s = over(s, t.Emphasis)
	}
	return s
}

func (l look) one(t *theme.Theme) text.Style {
	switch l {
	case dim:
		return t.Dim
	case linked:
		return t.Link
	case code:
		return t.Syntax.String
	case heading:
		return t.Syntax.Heading
	case good:
		return t.Good
	case warn:
		return t.Warn
	case bad:
		return t.Bad
	case info:
		return t.Info
	case badge:
		return t.Badge
	case frame:
		return t.Border
	}
	if l > source {
		return t.Syntax.Of(highlight.Kind(l - source))
	}
	return text.Style{}
}

// over returns the style that draws top on bottom.
func over(bottom, top text.Style) text.Style {
	switch {
	case bottom.Open == "":
		return top
	case top.Open == "":
		return bottom
	}
	return text.Style{Open: bottom.Open + top.Open, Close: top.Close + bottom.Close}
}
