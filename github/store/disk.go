package store

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"syscall"
)

// tempPrefix begins the names of files being written. What a killed process
// leaves behind is swept by Trim.
const tempPrefix = ".tmp-"

// disk is how files are written; tests make single steps fail.
type disk struct {
	write  func(*os.File, []byte) (int, error)
	sync   func(*os.File) error
	rename func(from, to string) error
}

func newDisk() disk {
	return disk{write: (*os.File).Write, sync: (*os.File).Sync, rename: os.Rename}
}

// durability says what must have reached the disk when a write returns.
type durability int

const (
	eventual durability = iota // the checksum finds a file that a power cut tore
	synced                     // the bytes, before the file takes its name
	lasting                    // the bytes, and the name
)

// replace writes head and data beside path and then gives them its name: a
// reader finds the old file or the new one, never a part. Missing folders are
// made.
func (d disk) replace(path string, head, data []byte, much durability) error {
	dir := filepath.Dir(path)
	f, err := os.CreateTemp(dir, tempPrefix+"*") // mode 0600
	if errors.Is(err, fs.ErrNotExist) {
		if err = os.MkdirAll(dir, 0o700); err == nil {
			f, err = os.CreateTemp(dir, tempPrefix+"*")
		}
	}
	if err != nil {
		return err
	}
	err = d.fill(f, head, data, much)
	if errClose := f.Close(); err == nil {
		err = errClose
	}
	if err == nil {
		err = d.rename(f.Name(), path)
	}
	if err != nil {
		os.Remove(f.Name())
		return err
	}
	if much == lasting {
		return d.syncFolder(dir)
	}
	return nil
}

func (d disk) fill(f *os.File, head, data []byte, much durability) error {
	for _, part := range [][]byte{head, data} {
		if _, err := d.write(f, part); err != nil {
			return err
		}
	}
	if much == eventual {
		return nil
	}
	return d.sync(f)
}

// syncFolder makes renames and removals in a folder last.
func (d disk) syncFolder(dir string) error {
	if runtime.GOOS == "windows" {
		return nil // folders cannot be synced there; the file system logs renames
	}
	f, err := os.Open(dir)
	if err != nil {
		return err
	}
	defer f.Close()
	// Some network file systems refuse to sync a folder; they have nothing better to offer.
	if err := d.sync(f); err != nil && !errors.Is(err, syscall.EINVAL) && !errors.Is(err, errors.ErrUnsupported) {
		return err
	}
	return nil
}

// explain adds to a failed write what a person can do about it.
func explain(what, path string, err error) error {
	advice := "check the folder's permissions"
	switch {
	case errors.Is(err, syscall.ENOSPC):
		advice = "the disk is full: free some space"
	case errors.Is(err, syscall.EROFS):
		advice = "the file system is read-only: choose another folder"
	case errors.Is(err, ErrSecret):
		advice = "tokens and keys are never written to disk"
	case errors.Is(err, ErrNoFolder):
		return fmt.Errorf("%s is not kept: %w", what, err)
	}
	return fmt.Errorf("%s could not be written in %s (%s): %w", what, filepath.Dir(path), advice, err)
}
