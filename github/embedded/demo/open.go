package demo

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// version names the form of the generated repositories. It goes up with every
// change to them, so that an old cache is not taken for a new one.
const version = versionPrefix + "4"

const versionPrefix = "demo-v"

// complete is the file whose presence says that a repository was finished.
const complete = "hubtrail-complete"

// open gives the repository's folder in the cache, making it first if need be.
// It is built aside and renamed, so that several processes may do so at once
// and a killed one leaves nothing that looks finished.
func open(ctx context.Context, cacheDir string, s *spec) (string, error) {
	if cacheDir == "" {
		return "", errors.New("the demo has no cache folder to make repositories in: set a cache folder")
	}
	if s.has("n") {
		if _, err := open(ctx, cacheDir, s.upstream()); err != nil {
			return "", err
		}
	}
	parent, err := filepath.Abs(filepath.Join(cacheDir, version, s.owner))
	if err != nil {
		return "", fmt.Errorf("find the cache folder: %w", err)
	}
	dir := filepath.Join(parent, s.name+".git")
	if finished(dir) {
		return dir, nil
	}
	if err := os.MkdirAll(parent, 0o700); err != nil {
		return "", fmt.Errorf("make the demo's cache folder: %w", err)
	}
	sweep(parent)
	forgetOlder(cacheDir)
	aside, err := os.MkdirTemp(parent, asidePrefix)
	if err != nil {
		return "", fmt.Errorf("make the demo's cache folder: %w", err)
	}
	defer os.RemoveAll(aside)
	if err := build(ctx, aside, s); err != nil {
		return "", fmt.Errorf("make the demo repository %s/%s: %w", s.owner, s.name, err)
	}
	return dir, install(aside, dir)
}

// install renames a finished folder into place. Another process may have been
// faster, which is as good; what is there unfinished is moved out of the way.
func install(aside, dir string) error {
	err := os.Rename(aside, dir)
	if err == nil || finished(dir) {
		return nil
	}
	broken := aside + "-broken"
	if os.Rename(dir, broken) == nil {
		defer os.RemoveAll(broken)
		err = os.Rename(aside, dir)
	}
	if err != nil && !finished(dir) {
		return fmt.Errorf("put the demo repository in its place: %w", err)
	}
	return nil
}

// finished reports whether a folder holds a whole repository. A cache cleaner
// may have taken the objects and left the rest, so they are looked for as well.
func finished(dir string) bool {
	note, err := os.ReadFile(filepath.Join(dir, complete))
	if err != nil {
		return false
	}
	pack := strings.TrimSpace(string(note))
	if pack == "" {
		return true // an empty repository
	}
	_, err = os.Stat(filepath.Join(dir, "objects", "pack", filepath.Base(pack)))
	if err != nil {
		return false
	}
	_, err = os.Stat(filepath.Join(dir, "HEAD"))
	return err == nil
}

// asidePrefix begins the name of a folder in which a repository is being made.
const asidePrefix = ".making-"

// sweep removes what killed processes left behind more than an hour ago.
func sweep(parent string) {
	entries, err := os.ReadDir(parent)
	if err != nil {
		return // making the repository will say what is wrong
	}
	for _, e := range entries {
		info, err := e.Info()
		if err == nil && strings.HasPrefix(e.Name(), asidePrefix) && time.Since(info.ModTime()) > time.Hour {
			_ = os.RemoveAll(filepath.Join(parent, e.Name())) // the next one may succeed
		}
	}
}

// forgetOlder removes the repositories of older versions of the program. One that
// still runs makes them again.
func forgetOlder(cacheDir string) {
	entries, err := os.ReadDir(cacheDir)
	if err != nil {
		return
	}
	now, _ := strconv.Atoi(strings.TrimPrefix(version, versionPrefix))
	for _, e := range entries {
		number, ok := strings.CutPrefix(e.Name(), versionPrefix)
		if n, err := strconv.Atoi(number); ok && err == nil && n < now && e.IsDir() {
			_ = os.RemoveAll(filepath.Join(cacheDir, e.Name())) // the next one may succeed
		}
	}
}

// build makes a bare repository in dir: its few files by hand, its history by
// one run of git fast-import.
func build(ctx context.Context, dir string, s *spec) error {
	for _, d := range []string{"objects/info", "objects/pack", "refs/heads", "refs/tags"} {
		if err := os.MkdirAll(filepath.Join(dir, d), 0o700); err != nil {
			return err
		}
	}
	files := map[string]string{
		"HEAD":   "ref: refs/heads/" + s.branch() + "\n",
		"config": "[core]\n\trepositoryformatversion = 0\n\tbare = true\n\tfilemode = true\n[gc]\n\tauto = 0\n",
	}
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			return err
		}
	}
	pack := ""
	if !s.has("e") {
		stream, err := historyOf(dir, s)
		if err != nil {
			return err
		}
		if err := fastImport(ctx, dir, stream); err != nil {
			return err
		}
		packs, err := filepath.Glob(filepath.Join(dir, "objects", "pack", "*.pack"))
		if err != nil || len(packs) == 0 {
			return errors.New("git fast-import wrote no pack")
		}
		pack = filepath.Base(packs[0])
	}
	return os.WriteFile(filepath.Join(dir, complete), []byte(pack+"\n"), 0o600)
}

// historyOf is the history for git fast-import; a fork gets its upstream's objects.
func historyOf(dir string, s *spec) ([]byte, error) {
	switch {
	case s.has("n"):
		return forkHistory(dir, s)
	case s.has("o"):
		return monorepoHistory(s), nil
	}
	return history(s), nil
}

// fastImport runs git without the user's configuration, which could change
// what it writes.
func fastImport(ctx context.Context, dir string, stream []byte) error {
	cmd := exec.CommandContext(ctx, "git", "--git-dir="+dir, "-c", "fastimport.unpackLimit=0", "-c", "core.hooksPath="+os.DevNull,
		"fast-import", "--depth=0", "--quiet", "--done", "--date-format=raw")
	cmd.Dir = dir
	cmd.WaitDelay = time.Second
	for _, kv := range os.Environ() {
		if !strings.HasPrefix(kv, "GIT_") || strings.HasPrefix(kv, "GIT_EXEC_PATH=") {
			cmd.Env = append(cmd.Env, kv)
		}
	}
	cmd.Env = append(cmd.Env, "GIT_CONFIG_NOSYSTEM=1", "GIT_CONFIG_GLOBAL="+os.DevNull, "LC_ALL=C")
	// It compresses each file with memory of its own, which glibc otherwise gives
	// back to the system every time: that took more than half of its run.
	cmd.Env = append(cmd.Env, "MALLOC_TRIM_THRESHOLD_=268435456", "MALLOC_MMAP_THRESHOLD_=4194304")
	cmd.Stdin = bytes.NewReader(stream)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	if err := cmd.Run(); err != nil {
		if errors.Is(err, exec.ErrNotFound) {
			return errors.New("git was not found: install git, or put it on the PATH")
		}
		line, _, _ := strings.Cut(strings.TrimSpace(stderr.String()), "\n")
		return fmt.Errorf("git fast-import: %w: %s", err, line)
	}
	return nil
}
