// Package quiet keeps Bubble Tea from asking the terminal a question while the
// program's packages are initialised. Bubble Tea v1 asks for the background
// colour there, before main and even if nothing is painted, and waits up to
// five seconds for a terminal that does not answer. termenv, through which it
// asks, leaves the terminal alone if CI is set; so this package sets it, and
// main takes it back with [Restore].
//
// It must be initialised before Bubble Tea. Go initialises, of the packages
// whose imports are ready, the one with the lowest import path (Go
// specification, "Program initialization"). This package needs nothing but os,
// and Bubble Tea needs os/signal, which needs os too and sorts after this
// package. So import nothing here, and do not rename the module to something
// behind "os/signal".
package quiet

import "os"

const name = "CI"

// found is what the variable was when the program started.
var found = hush()

type variable struct {
	value string
	set   bool
}

func hush() variable {
	value, set := os.LookupEnv(name)
	if value == "" {
		_ = os.Setenv(name, "1") // fails on names that are none
	}
	return variable{value, set}
}

// Restore makes the environment what it was when the program started. Call it
// first in main.
func Restore() {
	if found.set {
		_ = os.Setenv(name, found.value)
	} else {
		_ = os.Unsetenv(name)
	}
}
