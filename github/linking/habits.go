package linking

// habits are the points on which GitHub's documentation is silent or reports
// differ. All that depends on them asks here.
type habits struct {
	lowerGH      bool // gh-12 refers to an issue as GH-12 does
	numberedGH   bool // GH-12 closes behind a keyword
	tight        bool // "fixes:#12" closes, without a space
	broken       bool // a line break between keyword and reference is a space
	hyphenated   bool // the keyword of "auto-closes #12" is closes
	quotedCloses bool // a keyword in a block quote closes
}

// assumed is what this program takes for granted. Where in doubt, a reference is
// a mention and closes nothing: to promise that an issue will be closed that
// stays open is the worse mistake. Nothing but spaces and a colon may lie between
// a keyword and its reference: markup such as "**Fixes** #12" or a link's brackets
// makes it a mention.
func assumed() habits {
	return habits{
		lowerGH:      true,
		numberedGH:   true,
		tight:        false,
		broken:       true,
		hyphenated:   false,
		quotedCloses: false,
	}
}
