package cli

import (
	"context"
	"io"
	"time"
)

// DoctorOptions is what `hubtrail doctor` looks at. Its functions are called
// side by side; all but Now must be set.
type DoctorOptions struct {
	Folders  Folders
	Problems []Problem        // of the configuration and the key bindings
	Clients  []Client         // every account, in order
	Now      func() time.Time // nil is time.Now

	// What the programs print of themselves with --version; an error if they
	// are not there.
	Git, GH func(ctx context.Context) (version string, err error)

	Terminal  Terminal
	Clipboard string // what takes copied text: "wl-copy", "OSC 52"; "" if nothing does
	Browser   string // what opens links: "xdg-open"; "" if nothing does
	Store     Store
	Clone     Clone
	Clones    []NamedClone // of the configuration, which name one repository
	Patterns  int          // of the configuration, which name many

	JSON   bool // one object: {"checks":[{"name","status":"ok|warn|fail","detail","fix"}]}
	Stdout io.Writer
	Styles Styles
}

// Folders are where the program keeps its files; "" is unknown.
type Folders struct{ Config, Cache, State, Log string }

// Problem is something in the configuration that does not count as written.
type Problem struct {
	Place   string // file:line:column, a variable or a flag
	Message string
	Fix     string // may be empty
}

// Terminal is what is known of the terminal.
type Terminal struct {
	TTY           bool   // standard output is one
	Name          string // TERM
	Profile       string // "true colour", "256 colours"...
	Width, Height int    // in cells, 0 if unknown
	UTF8          bool   // of the locale
	NoColor       bool   // NO_COLOR is set
}

// Store looks at the disk.
type Store struct {
	Writable func(folder string) error                                        // tries to write a file there, and makes the folder if need be
	Size     func(ctx context.Context, folder string) (size int64, err error) // in bytes, of all in it; 0 if it is not there
	Problems func() []string                                                  // what the store met so far
}

// Clone is the clone that the current folder is in.
type Clone struct {
	Root    string // top of the working tree; "" outside a clone
	Repo    string // "github.com/acme/app"; "" if no remote names one
	Branch  string // "" if none is checked out
	Shallow bool
	Err     error // why it cannot be used
}

// NamedClone is a clone that the configuration names.
type NamedClone struct {
	Name  string // of the repository, as the configuration has it
	Clone Clone
}

// Doctor runs every check at the same time, prints each in order as soon as it
// is done, and at the end what to fix, failures first. The exit status is 1 if
// a check fails, 2 if nothing can be written, else 0. No secret is printed.
func Doctor(ctx context.Context, o DoctorOptions) (exit int) {
	if o.Now == nil {
		o.Now = time.Now
	}
	checks := o.checks()
	r := newReport(o, checks)
	failed := false
	for i, result := range run(ctx, checks) {
		failed = failed || result.Status == Fail
		r.add(checks[i].Name, result)
	}
	switch err := r.end(); {
	case err != nil:
		return exitError
	case failed:
		return exitNo
	}
	return exitYes
}

// checks lists what is looked at, in the order in which it is worth fixing.
func (o DoctorOptions) checks() []Check {
	checks := []Check{{"configuration", o.configuration}}
	checks = append(checks, o.clocks()...)
	checks = append(checks, o.accounts()...)
	checks = append(checks, Check{"git", o.git}, Check{"gh", o.gh}, Check{"terminal", o.terminal})
	checks = append(checks, Check{"clipboard", o.clipboard}, Check{"browser", o.browser})
	checks = append(checks, Check{"store", o.store}, Check{"clone", o.clone})
	if len(o.Clones)+o.Patterns > 0 {
		checks = append(checks, Check{"clones", o.clones})
	}
	return checks
}
