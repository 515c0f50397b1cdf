// Package store is the disk: throw-away caches (snapshots of lists, large
// bodies, answers of the HTTP layer) in one folder, and small state that must
// not be lost in another. It holds bytes and knows no types; it stands several
// processes at once, a kill at any instant, a full disk and damaged files.
package store

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"path/filepath"
	"strings"
	"time"
)

// ErrNewerFormat is wrapped by State and UpdateState when the file was written
// by a newer version of the program. Such a file is never changed.
var ErrNewerFormat = errors.New("written by a newer version of hubtrail")

// ErrSecret is wrapped when bytes were refused because a token or a private
// key is in them. Nothing was written.
var ErrSecret = errors.New("it contains a token or a private key")

// ErrNoFolder is wrapped by writes of a store opened without that folder.
var ErrNoFolder = errors.New("no folder is configured for it")

// The kinds of file, each a folder of the cache. The word is also in the
// header of the file, so that one kind is never taken for another.
const (
	kindSnapshot = "snapshot"
	kindBody     = "body"
	kindAnswer   = "answer"
	kindState    = "state"
)

// Store reads and writes both folders. Its methods may be called from several
// goroutines; several processes may use the same folders.
type Store struct {
	cacheDir string
	stateDir string
	now      func() time.Time
	disk     disk
	notes    notes
}

// Open returns a store on the two folders without touching them: they are made
// at the first write, readable by their owner only. A folder that cannot be
// made or read is not fatal: reads miss, writes say why, Problems tells it. An
// empty name means that nothing of that sort is kept. A nil now is the clock.
func Open(cacheDir, stateDir string, now func() time.Time) *Store {
	if now == nil {
		now = time.Now
	}
	return &Store{cacheDir: cacheDir, stateDir: stateDir, now: now, disk: newDisk()}
}

// Problems are what went wrong so far, in the order met, each told once: one
// sentence each with what was done about it. It is empty when all is well.
func (s *Store) Problems() []string {
	return s.notes.list()
}

// Key names a snapshot. Entries of different hosts or accounts never meet.
type Key struct {
	Host    string // "github.com" or an Enterprise host; case does not matter
	Account string // whose credential fetched it
	Name    string // what it is: any text, kept apart by its case too
}

// path is built from hashes alone: no name can leave the folder, be too long,
// or meet another on a file system that ignores case.
func (k Key) path(cacheDir string) string {
	owner := digest(strings.ToLower(k.Host), k.Account)
	return filepath.Join(cacheDir, kindSnapshot, owner[:32], digest(k.Name)[:32])
}

// digest hashes texts so that no two lists of texts hash alike by running
// into one another; 64 lower-case hexadecimal digits.
func digest(texts ...string) string {
	h := sha256.New()
	for _, t := range texts {
		var n [8]byte
		binary.LittleEndian.PutUint64(n[:], uint64(len(t)))
		h.Write(n[:])
		h.Write([]byte(t))
	}
	return hex.EncodeToString(h.Sum(nil))
}
