package linking

// habits are the points on which GitHub's documentation is silent or reports
// differ. All that depends on them asks here.
type habits struct {
	anyCase       bool // FIXES and fIxEs close as fixes does
	colon         bool // "Fixes: #12" closes
	lowerGH       bool // gh-12 refers to an issue as GH-12 does
	numberedGH    bool // GH-12 closes behind a keyword
	addressCloses bool // the whole address of an issue closes behind a keyword
	tight         bool // "fixes:#12" closes, without a space
	broken        bool // a line break between keyword and reference is a space
	hyphenated    bool // the keyword of "auto-closes #12" is closes
	quotedCloses  bool // a keyword in a block quote closes
	listedCloses  bool // a keyword in a list item closes
}

// assumed is what this program takes for granted. Where in doubt, a reference is
// a mention and closes nothing: to promise that an issue will be closed that
// stays open is the worse mistake. Nothing but spaces and a colon may lie between
// a keyword and its reference: markup such as "**Fixes** #12" or a link's brackets
// makes it a mention.
//
// Where each comes from: "docs" is GitHub's page on linking a pull request to an
// issue, "reported" is what people wrote of their own pull requests, "seen" is what
// public pull requests rely on, "careful" is the choice that promises less.
func assumed() habits {
	return habits{
		anyCase:       true,  // docs, for capitals throughout; seen for others
		colon:         true,  // docs, by an example
		lowerGH:       true,  // seen: recommended in templates of projects
		numberedGH:    true,  // seen; docs list GH-12 as a reference and not behind a keyword
		addressCloses: true,  // seen, against older reports that only numbers close
		tight:         false, // careful: docs show a space
		broken:        true,  // seen: text that was wrapped between the two
		hyphenated:    false, // careful
		quotedCloses:  false, // careful: somebody else's words
		listedCloses:  false, // reported, in GitHub's community discussion 127534, that a bullet links nothing
	}
}
