// Package config decides what the program starts with: it joins the command
// line, the environment and the configuration file into one Config, and names
// the folders the program may use. It knows where each credential is to be
// found and never reads one; it opens nothing but the configuration file, by
// the function it is given, and knows nothing of keys, panes or GitHub.
//
// The folders follow the XDG Base Directory Specification. The library
// github.com/adrg/xdg is not used: it reads the process's environment in init
// into package variables, and on macOS it answers with ~/Library, where people
// who configure terminal programs do not look.
package config

import (
	"errors"
	"io/fs"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
)

// Env returns an environment variable, "" when it is unset: os.Getenv.
type Env func(name string) string

// ReadFile returns the content of a file: os.ReadFile.
type ReadFile func(path string) ([]byte, error)

// Flags are the settings of the command line. The zero value says nothing.
type Flags struct {
	ConfigFile string // "" = HUBTRAIL_CONFIG, else the default place
	Theme      string // "" = as the file says
}

// Config is what the program starts with.
type Config struct {
	Accounts  []Account   // the file's, in its order, then Environment's
	Keys      []Binding   // in the order of the file
	Searches  []Search    // in the order of the file
	Theme     string      // "auto", "light" or "dark"
	Clones    []CloneRule // in the order of the file
	Pager     []string    // a program and its arguments that show a change; nil for none
	Mouse     bool
	Animation bool
}

// Binding is the user's wish to put an action on other keys. The names are
// printable and not empty, and otherwise unchecked. No keys at all means that
// the action is to have none.
type Binding struct {
	Scope, Action string
	Keys          []string
	File          string
	Line, Column  int // of the action's name, from 1
}

// Load joins flags > environment > file > defaults. Problems never stop the
// program: whatever they concern is left out, and the rest counts.
func Load(flags Flags, env Env, read ReadFile) (Config, []Problem) {
	said, problems := readSettings(flags, env, read)
	c := Config{
		Accounts:  said.accounts,
		Keys:      said.keys,
		Searches:  said.searches,
		Clones:    said.clones,
		Pager:     said.pager,
		Theme:     "auto",
		Mouse:     true,
		Animation: !truthy(env("GH_SPINNER_DISABLED")) && !truthy(env("ACCESSIBLE")),
	}
	if said.theme != "" {
		c.Theme = said.theme
	}
	if said.mouse != nil {
		c.Mouse = *said.mouse
	}
	if said.animation != nil {
		c.Animation = *said.animation
	}
	if flags.Theme != "" {
		if slices.Contains(themes(), flags.Theme) {
			c.Theme = flags.Theme
		} else {
			problems = append(problems, Problem{
				Message: "--theme: there is no theme " + quote(flags.Theme),
				Fix:     suggest(flags.Theme, themes()),
			})
		}
	}
	more, found := environment(env, c.Accounts)
	for _, a := range more {
		a.Name = FreeName(c.Accounts, a.Name)
		c.Accounts = append(c.Accounts, a)
	}
	return c, append(problems, found...)
}

func themes() []string { return []string{"auto", "light", "dark"} }

// truthy reads a switch of the environment as gh does.
func truthy(value string) bool {
	return !slices.Contains([]string{"", "0", "false", "no"}, value)
}

// readSettings finds the file and reads it. A file that was asked for by name
// must be there; the default one need not.
func readSettings(flags Flags, env Env, read ReadFile) (settings, []Problem) {
	home := homeFolder(env)
	named, by := flags.ConfigFile, "--config"
	if named == "" {
		named, by = env("HUBTRAIL_CONFIG"), "HUBTRAIL_CONFIG"
	}
	if named != "" {
		path, ok := expandHome(named, home)
		if !ok {
			return settings{}, []Problem{homeless(by)}
		}
		data, err := read(path)
		if err != nil {
			return settings{}, []Problem{unreadable(path, err, "name a file that can be read with "+by+", or leave "+by+" out")}
		}
		return parse(path, home, data)
	}

	folder := Paths(env, runtime.GOOS, home).Config
	if folder == "" {
		return settings{}, nil
	}
	path, other := filepath.Join(folder, "config.yml"), filepath.Join(folder, "config.yaml")
	data, err := read(path)
	spare, errSpare := read(other)
	switch {
	case err == nil && errSpare == nil:
		said, problems := parse(path, home, data)
		return said, append(problems, Problem{
			File:    other,
			Message: "this file is not read, because config.yml is beside it",
			Fix:     "join the two and delete one of them",
		})
	case errors.Is(err, fs.ErrNotExist) && errSpare == nil:
		path, data = other, spare
	case errors.Is(err, fs.ErrNotExist) && errors.Is(errSpare, fs.ErrNotExist):
		return settings{}, nil
	case errors.Is(err, fs.ErrNotExist):
		return settings{}, []Problem{unreadable(other, errSpare, "make it readable for you, or delete it")}
	case err != nil:
		return settings{}, []Problem{unreadable(path, err, "make it readable for you, or delete it")}
	}
	return parse(path, home, data)
}

// Place is the file that Load reads and that a setting is to be written to. ok is
// false when there is no folder for it.
func Place(flags Flags, env Env, read ReadFile) (path string, ok bool) {
	named := flags.ConfigFile
	if named == "" {
		named = env("HUBTRAIL_CONFIG")
	}
	home := homeFolder(env)
	if named != "" {
		return expandHome(named, home)
	}
	folder := Paths(env, runtime.GOOS, home).Config
	path, other := filepath.Join(folder, "config.yml"), filepath.Join(folder, "config.yaml")
	if _, err := read(path); errors.Is(err, fs.ErrNotExist) {
		if _, err := read(other); err == nil {
			path = other
		}
	}
	return path, folder != ""
}

func unreadable(path string, err error, fix string) Problem {
	why := "the file cannot be read"
	switch {
	case errors.Is(err, fs.ErrNotExist):
		why = "there is no such file"
	case errors.Is(err, fs.ErrPermission):
		why = "reading the file is not permitted"
	}
	return Problem{File: path, Message: why, Fix: fix}
}

func homeFolder(env Env) string {
	if home := env("HOME"); home != "" {
		return home
	}
	return env("USERPROFILE") // Windows
}

// expandHome replaces a leading "~/" by the home folder; false when there is
// none to replace it by.
func expandHome(path, home string) (string, bool) {
	rest, ok := strings.CutPrefix(path, "~/")
	if !ok {
		return path, true
	}
	return filepath.Join(home, rest), home != ""
}

func homeless(what string) Problem {
	return Problem{
		Message: what + " begins with ~/, but HOME is not set",
		Fix:     "set HOME, or write the whole path",
	}
}
