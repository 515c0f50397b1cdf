package store

import (
	"cmp"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// DefaultMaxBytes is how much the cache may hold when nothing else is said.
const DefaultMaxBytes = 512 << 20

// staleTemp is when a file being written belongs to a process that is no more.
const staleTemp = time.Hour

// cached is one file of the cache.
type cached struct {
	path string
	size int64
	used time.Time
}

// Trim removes the least recently used files of the cache until at most
// maxBytes remain (DefaultMaxBytes if it is not positive), and what killed
// processes left half-written, in both folders. Use is known to the hour.
// State is never removed. It reads every folder of the cache: call it in the
// background.
func (s *Store) Trim(maxBytes int64) error {
	if maxBytes <= 0 {
		maxBytes = DefaultMaxBytes
	}
	files, err := s.list()
	err = errors.Join(err, s.sweep(s.stateDir))
	var total int64
	for _, f := range files {
		total += f.size
	}
	slices.SortFunc(files, func(a, b cached) int {
		return cmp.Or(a.used.Compare(b.used), cmp.Compare(a.path, b.path))
	})
	for _, f := range files {
		if total <= maxBytes {
			break
		}
		if errRemove := remove(f.path); errRemove != nil {
			err = errors.Join(err, errRemove)
			continue
		}
		total -= f.size
	}
	return err
}

// Clear removes the whole cache: the files that a store made, nothing else
// that may lie in the folder. State stays.
func (s *Store) Clear() error {
	files, err := s.list()
	for _, f := range files {
		err = errors.Join(err, remove(f.path))
	}
	return err
}

// list finds the files of the cache by the shape of their names, so that
// whatever else lies in a folder, or behind a link, is never removed. It
// sweeps the folders it passes.
func (s *Store) list() ([]cached, error) {
	if s.cacheDir == "" {
		return nil, nil
	}
	var files []cached
	var failed error
	for _, kind := range []string{kindSnapshot, kindBody, kindAnswer} {
		folders, err := readDir(filepath.Join(s.cacheDir, kind))
		failed = errors.Join(failed, err)
		for _, folder := range folders {
			dir := filepath.Join(s.cacheDir, kind, folder.Name())
			if !isHex(folder.Name()) {
				continue
			}
			failed = errors.Join(failed, s.sweep(dir))
			entries, err := readDir(dir)
			failed = errors.Join(failed, err)
			for _, e := range entries {
				info, err := e.Info()
				if err != nil || !info.Mode().IsRegular() || len(e.Name()) < 32 || !isHex(e.Name()) {
					continue // gone meanwhile, or not ours
				}
				files = append(files, cached{filepath.Join(dir, e.Name()), info.Size(), info.ModTime()})
			}
		}
	}
	return files, failed
}

// sweep removes old half-written files from one folder.
func (s *Store) sweep(dir string) error {
	if dir == "" {
		return nil
	}
	entries, err := readDir(dir)
	for _, e := range entries {
		if !strings.HasPrefix(e.Name(), tempPrefix) {
			continue
		}
		info, errInfo := e.Info()
		if errInfo == nil && info.Mode().IsRegular() && s.now().Sub(info.ModTime()) > staleTemp {
			err = errors.Join(err, remove(filepath.Join(dir, e.Name())))
		}
	}
	return err
}

// readDir takes a missing folder for an empty one.
func readDir(dir string) ([]os.DirEntry, error) {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	return entries, err
}

// remove takes a missing file for a removed one: another process was quicker.
func remove(path string) error {
	if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

func isHex(text string) bool {
	return text != "" && strings.Trim(text, "0123456789abcdef") == ""
}
