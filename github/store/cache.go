package store

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// touchAfter is how old a file's time of use may be before a read renews it:
// reads must not cost a write each.
const touchAfter = time.Hour

// Snapshot returns the bytes last put under a key and when that was. A missing,
// damaged or foreign file is a miss; all but a missing one are removed with a
// note. Who changes the encoding of the bytes changes the key's name.
func (s *Store) Snapshot(k Key) (data []byte, at time.Time, ok bool) {
	if s.cacheDir == "" {
		return nil, time.Time{}, false
	}
	return s.read(kindSnapshot, k.path(s.cacheDir))
}

// PutSnapshot replaces the bytes under a key. They are on the disk before the
// old ones go.
func (s *Store) PutSnapshot(k Key, data []byte) error {
	return s.put(kindSnapshot, k.path(s.cacheDir), data, synced)
}

// Body returns the bytes whose SHA-256 is hash, in lower-case hexadecimal.
func (s *Store) Body(hash string) (data []byte, ok bool) {
	if s.cacheDir == "" || !isHash(hash) {
		return nil, false
	}
	data, _, ok = s.read(kindBody, s.spread(kindBody, hash))
	return data, ok
}

// PutBody keeps large bytes that never change and returns their SHA-256 in
// lower-case hexadecimal, also when they could not be written.
func (s *Store) PutBody(data []byte) (hash string, err error) {
	sum := sha256.Sum256(data)
	hash = hex.EncodeToString(sum[:])
	path := s.spread(kindBody, hash)
	if s.cacheDir != "" && s.holds(path, data) {
		return hash, nil
	}
	return hash, s.put(kindBody, path, data, eventual)
}

// holds says whether a body is already there, and renews its time of use.
func (s *Store) holds(path string, data []byte) bool {
	old, _, ok := s.read(kindBody, path)
	return ok && bytes.Equal(old, data)
}

// Get returns what Put kept under a key of the HTTP layer. The key must tell
// whose answer it is.
func (s *Store) Get(key string) ([]byte, bool) {
	if s.cacheDir == "" {
		return nil, false
	}
	data, _, ok := s.read(kindAnswer, s.spread(kindAnswer, digest(key)))
	return data, ok
}

// Put keeps an answer of the HTTP layer. A failure is silent but counted:
// Problems tells how many and why.
func (s *Store) Put(key string, data []byte) {
	if s.cacheDir == "" {
		return
	}
	if err := s.put(kindAnswer, s.spread(kindAnswer, digest(key)), data, eventual); err != nil {
		s.notes.lose(err)
	}
}

// spread is the path of a file named by a hash, in one of 256 folders.
func (s *Store) spread(kind, hash string) string {
	return filepath.Join(s.cacheDir, kind, hash[:2], hash[2:])
}

func isHash(text string) bool {
	return len(text) == 2*sha256.Size && isHex(text)
}

func (s *Store) put(kind, path string, data []byte, much durability) error {
	what := "the " + kind
	if s.cacheDir == "" {
		return explain(what, path, ErrNoFolder)
	}
	if holdsSecret(data) {
		return explain(what, path, ErrSecret)
	}
	if err := s.disk.replace(path, seal(kind, s.now(), data), data, much); err != nil {
		err = explain(what, path, err)
		s.notes.add("The cache cannot be written, so everything is fetched again at the next start: %v", err)
		return err
	}
	return nil
}

// read returns the bytes of a cache file and the time they were written.
func (s *Store) read(kind, path string) (data []byte, at time.Time, ok bool) {
	file, used, err := readFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, time.Time{}, false
	}
	if err != nil {
		s.notes.add("The cache folder %s cannot be read, so everything is fetched again: %v", s.cacheDir, err)
		return nil, time.Time{}, false
	}
	data, at, err = unseal(kind, file)
	if err != nil {
		s.notes.add("A file of the cache (%s) was %v; it was removed and is fetched again.", kind, err)
		os.Remove(path)
		return nil, time.Time{}, false
	}
	if now := s.now(); now.Sub(used) > touchAfter {
		// Best effort: it only makes the file look unused to Trim.
		_ = os.Chtimes(path, now, now)
	}
	return data, at, true
}

// readFile is os.ReadFile with the file's modification time, and without the
// spare room that would move the bytes to the next size of allocation.
func readFile(path string) (data []byte, modified time.Time, err error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, time.Time{}, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, time.Time{}, err
	}
	if !info.Mode().IsRegular() {
		return nil, info.ModTime(), nil // unseal calls it damaged
	}
	data = room(info.Size())
	n, err := io.ReadFull(f, data)
	if errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) {
		err = nil // cut while it was read: the checksum finds out
	}
	return data[:n], info.ModTime(), err
}
