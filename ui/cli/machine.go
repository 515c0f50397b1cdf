package cli

import (
	"cmp"
	"context"
	"fmt"
	"strconv"
	"strings"

	"hubtrail/ui/text"
)

// configuration tells what of it does not count, and where the folders are.
func (o DoctorOptions) configuration(context.Context) Result {
	var lines []string
	for _, p := range o.Problems {
		line := p.Message
		if p.Place != "" {
			line = p.Place + ": " + line
		}
		if p.Fix != "" {
			line += "; " + p.Fix
		}
		lines = append(lines, line)
	}
	r := Result{Detail: "no problems"}
	if n := len(lines); n > 0 {
		r = Result{Fail, fmt.Sprintf("what does not count as it is written (%d):", n), "Correct the configuration where it is told above; the rest of it counts."}
	}
	for _, f := range [...][2]string{
		{"config", o.Folders.Config}, {"cache", o.Folders.Cache}, {"state", o.Folders.State}, {"log", o.Folders.Log},
	} {
		lines = append(lines, fmt.Sprintf("%-6s %s", f[0], orUnknown(f[1])))
	}
	r.Detail += "\n" + strings.Join(lines, "\n")
	return r
}

// The oldest git that has what the embedded GitHub asks of it.
const (
	gitMajor = 2
	gitMinor = 25
)

func (o DoctorOptions) git(ctx context.Context) Result {
	fix := fmt.Sprintf("Install git %d.%d or newer: clones and the demo need it.", gitMajor, gitMinor)
	said, err := o.Git(ctx)
	if err != nil {
		return troubled(Fail, "", err, fix)
	}
	said = strings.TrimSpace(said)
	major, minor, ok := versionIn(said)
	switch {
	case !ok:
		return Result{Warn, "its version is not understood: " + text.Middle(text.Clean(said), 80), fix}
	case major < gitMajor, major == gitMajor && minor < gitMinor:
		return Result{Fail, fmt.Sprintf("%s is older than %d.%d", said, gitMajor, gitMinor), fix}
	}
	return Result{Detail: said}
}

// versionIn finds a version in what a program says of itself, such as "git
// version 2.39.5 (Apple Git-154)".
func versionIn(said string) (major, minor int, ok bool) {
	for word := range strings.FieldsSeq(said) {
		first, rest, found := strings.Cut(word, ".")
		if !found {
			continue
		}
		second, _, _ := strings.Cut(rest, ".")
		major, err := strconv.Atoi(first)
		minor, err2 := strconv.Atoi(second)
		if err == nil && err2 == nil {
			return major, minor, true
		}
	}
	return 0, 0, false
}

func (o DoctorOptions) gh(ctx context.Context) Result {
	said, err := o.GH(ctx)
	if err != nil {
		return Result{Detail: "not found: nothing is taken from its logins"}
	}
	first, _, _ := strings.Cut(strings.TrimSpace(said), "\n")
	return Result{Detail: first}
}

// The smallest screen on which rows say something.
const (
	fewColumns = 40
	fewRows    = 10
)

func (o DoctorOptions) terminal(context.Context) Result {
	t := o.Terminal
	parts := []string{"TERM " + cmp.Or(t.Name, "is not set"), cmp.Or(t.Profile, "colours unknown")}
	if t.NoColor {
		parts = append(parts, "NO_COLOR is set")
	}
	if t.Width > 0 && t.Height > 0 {
		parts = append(parts, fmt.Sprintf("%d columns by %d rows", t.Width, t.Height))
	}
	if t.UTF8 {
		parts = append(parts, "UTF-8")
	} else {
		parts = append(parts, "the locale is not UTF-8: marks and lines are drawn in ASCII")
	}
	if !t.TTY {
		parts = append(parts, "output is no terminal at present")
	}
	r := Result{Detail: strings.Join(parts, ", ")}
	var fixes []string
	if t.TTY && (t.Name == "" || t.Name == "dumb") {
		fixes = append(fixes, "Set TERM to the terminal's kind, such as xterm-256color: panes need to move the cursor.")
	}
	if !t.UTF8 {
		fixes = append(fixes, "Set LANG to a UTF-8 locale, such as en_US.UTF-8 or C.UTF-8.")
	}
	if t.Width > 0 && t.Width < fewColumns || t.Height > 0 && t.Height < fewRows {
		fixes = append(fixes, fmt.Sprintf("Make the terminal at least %d columns by %d rows.", fewColumns, fewRows))
	}
	if len(fixes) > 0 {
		r.Status, r.Fix = Warn, strings.Join(fixes, " ")
	}
	return r
}

func (o DoctorOptions) clipboard(context.Context) Result {
	if o.Clipboard == "" {
		return Result{Warn, "nothing found that takes copied text", "Install wl-copy, xclip or xsel, or use a terminal that knows OSC 52."}
	}
	return Result{Detail: o.Clipboard}
}

func (o DoctorOptions) browser(context.Context) Result {
	if o.Browser == "" {
		return Result{Warn, "nothing found that opens links", "Set BROWSER to a program that opens a link, or install xdg-utils."}
	}
	return Result{Detail: o.Browser}
}

// clone tells which repository the current folder is.
func (o DoctorOptions) clone(context.Context) Result {
	c := o.Clone
	switch {
	case c.Err != nil:
		return troubled(Warn, "the clone cannot be used: ", c.Err, "Run `git status` here; it says what git needs.")
	case c.Root == "":
		return Result{Detail: "the current folder is in none"}
	}
	parts := []string{c.Root, cmp.Or(c.Repo, "no remote names a repository")}
	parts = append(parts, cmp.Or(c.Branch, "no branch checked out"))
	if c.Shallow {
		parts = append(parts, "shallow: older commits are asked of GitHub")
	}
	return Result{Detail: strings.Join(parts, ", ")}
}

// clones tells which clones of the configuration can be used.
func (o DoctorOptions) clones(context.Context) Result {
	var good, bad []string
	for _, n := range o.Clones {
		switch {
		case n.Clone.Err != nil:
			bad = append(bad, n.Name+": "+n.Clone.Err.Error())
		case n.Clone.Shallow:
			good = append(good, n.Name+" in "+n.Clone.Root+" (shallow: files alone)")
		default:
			good = append(good, n.Name+" in "+n.Clone.Root)
		}
	}
	switch o.Patterns {
	case 0:
	case 1:
		good = append(good, "1 pattern")
	default:
		good = append(good, strconv.Itoa(o.Patterns)+" patterns")
	}
	if len(bad) > 0 {
		return Result{Warn, strings.Join(append(bad, good...), "\n"), "Correct clones in the configuration file: each is to be the top folder of a clone."}
	}
	return Result{Detail: strings.Join(good, "\n")}
}
