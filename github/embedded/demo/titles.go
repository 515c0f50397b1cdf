package demo

import "strings"

// bug is the title of a bug report.
func (v *voice) bug() string {
	title := "The {area} " + pick(v.r, []string{
		"shows the wrong currency", "is empty for customers without orders", "jumps to the top while typing", "takes {ms} with more than {many} entries",
		"forgets its filter after a reload", "counts returned parcels twice", "fails when the postcode is missing", "cannot be reached with the keyboard",
		"is cut off at {pct} zoom", "loses what was typed when the session ends", "still shows yesterday's stock", "sorts ä after z", "ignores the time zone of {place}",
		"answers 500 for an empty list", "stops after {n} entries", "shows a deleted {noun}", "rounds {noun} amounts down", "hangs on a slow connection",
		"prints `undefined` instead of a name", "does not notice a changed {noun}", "repeats the last {noun}", "mixes up two customers with the same name",
	})
	return v.say(title + pick(v.r, []string{"", "", "", "", " in {browser}", " for guest orders", " since {ver}", " on large screens", " for partners", " when two people edit", " after midnight", " 😕"}))
}

// crash is the title of a report with a stack trace.
func (v *voice) crash() string {
	return v.one(
		"{fn} fails: no such {noun}", "Unhandled error in `{fn}`", "{fn}: index {n} out of range", "`{fn}` throws for a {noun} without lines",
		"Crash in {path} after {ver}", "{fn} panics on the second call", "Time-out in {fn} under load", "`{fn}` returns nothing and says nothing",
	)
}

// wish is the title of a feature request.
func (v *voice) wish() string {
	return v.one(
		"Show the {noun} beside the {area}", "Remember the {area} per person", "Export the {area} as CSV", "A key for the {area}", "Let people undo in the {area}",
		"Search the {area} by {noun} number", "Say why a {noun} was refused", "Link from the {area} to the {noun}", "Dark colours for the {area}",
		"Warn before a {noun} is sent twice", "Keep the {area} usable without a network", "Fewer clicks from the {area} to a {noun}",
		"Translate the {area}: Danish, Polish, Dutch", "Allow {many} entries in the {area}", "Make `{fn}` cancellable",
	)
}

// task is the title of work that nobody sees.
func (v *voice) task() string {
	return v.one(
		"Split {path} into two files", "Delete the old {area}", "Tests for {fn}", "Move the {noun} rules out of the {area}", "Update the guide: {area}",
		"Measure the {area} again after {ver}", "Agree on names for the {noun} states", "Rotate the key of the {area}", "Write down how the {area} fails",
		"Clean up after {ref}", "Less logging in `{fn}`",
	)
}

// question is the title of a question.
func (v *voice) question() string {
	return v.one(
		"How do I test the {area} on my machine?", "Who owns the {area}?", "Why does {fn} stop at {n}?", "Is the {noun} number unique per country?",
		"May I call {fn} twice?", "What happens to a {noun} when the customer is deleted?", "Where is the {area} configured?",
	)
}

// report is the title of what a bot passes on from customers.
func (v *voice) report() string {
	return v.one("Report from {place}: {area}", "Customer report: {noun} not found", "Customer report: {area}, {n} mentions this week", "Monitor: {area} slower than {ms}")
}

// sentenceCase writes a title as a sentence within a text.
func sentenceCase(title string) string {
	if title == "" {
		return ""
	}
	return strings.ToLower(title[:1]) + title[1:]
}
