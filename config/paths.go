package config

import (
	"path/filepath"
	"strings"
)

// Folders are where the program keeps its files. An empty one is unknown,
// because neither its variable nor the home folder is: do without it.
type Folders struct {
	Config string // what the user writes
	Cache  string // may be deleted at any time
	State  string // drafts, pins, recents: never deleted by the program
	Log    string // below State
}

// Paths names the folders for an operating system (a GOOS) and a home folder.
// XDG_CONFIG_HOME, XDG_CACHE_HOME and XDG_STATE_HOME count where they are
// absolute; the specification says to ignore relative ones. Otherwise Linux
// and macOS alike use ~/.config, ~/.cache and ~/.local/state, and Windows uses
// its AppData folders. Nothing is created.
func Paths(env Env, goos, home string) Folders {
	f := Folders{
		Config: folder(goos, env("XDG_CONFIG_HOME"), home, ".config"),
		Cache:  folder(goos, env("XDG_CACHE_HOME"), home, ".cache"),
		State:  folder(goos, env("XDG_STATE_HOME"), home, ".local/state"),
	}
	if goos == "windows" {
		// Cache and state have one parent there, and deleting the one must
		// leave the other.
		f.Config = folder(goos, env("XDG_CONFIG_HOME"), env("APPDATA"), "")
		f.Cache = folder(goos, env("XDG_CACHE_HOME"), "", "")
		f.State = folder(goos, env("XDG_STATE_HOME"), "", "")
		if local := folder(goos, "", env("LOCALAPPDATA"), ""); local != "" {
			if f.Cache == "" {
				f.Cache = filepath.Join(local, "cache")
			}
			if f.State == "" {
				f.State = filepath.Join(local, "state")
			}
		}
	}
	if f.State != "" {
		f.Log = filepath.Join(f.State, "log")
	}
	return f
}

// folder is hubtrail's place in an XDG folder, or in a folder below parent.
func folder(goos, xdg, parent, below string) string {
	switch {
	case absolute(goos, xdg):
		return filepath.Join(xdg, "hubtrail")
	case absolute(goos, parent):
		return filepath.Join(parent, below, "hubtrail")
	}
	return ""
}

// absolute does for any goos what filepath.IsAbs does for the running one.
func absolute(goos, path string) bool {
	if goos != "windows" {
		return strings.HasPrefix(path, "/")
	}
	drive := len(path) >= 3 && path[1] == ':' && (path[2] == '\\' || path[2] == '/')
	return drive || strings.HasPrefix(path, `\\`)
}
