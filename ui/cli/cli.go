// Package cli gives hubtrail's answers as plain lines and as JSON, for scripts
// and for people outside the panes. Everything it uses (writers, clients, the
// clone, facts about the machine) is handed to it; it knows no panes, no
// configuration and no flags.
package cli

import "hubtrail/ui/text"

// The exit statuses, as grep has them: the answer is yes, the answer is no,
// or there is no answer.
const (
	exitYes   = 0
	exitNo    = 1
	exitError = 2
)

// Styles colour what a terminal is shown. The zero value is plain, as NO_COLOR
// and everything that is no terminal want it.
type Styles struct{ Good, Warn, Bad, Dim text.Style }
