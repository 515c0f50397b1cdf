package preview

import (
	"hubtrail/ui/text"
	"hubtrail/ui/theme"
)

// Answers draws the buttons: to go back, and what else can be done, "" for
// nothing. yes is whether the second is the chosen one.
func Answers(th *theme.Theme, width int, verb string, yes, focused bool) string {
	of := func(chosen bool) text.Style {
		if chosen {
			return th.Row(true, focused)
		}
		return th.Dim
	}
	spans := []text.Span{{Text: " "}, {Text: "[ back ]", Style: of(!yes)}}
	if verb != "" {
		spans = append(spans, text.Span{Text: "  "}, text.Span{Text: "[ " + verb + " ]", Style: of(yes)})
	}
	return text.Spans(width, spans...)
}
