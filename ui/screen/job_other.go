//go:build !unix

package screen

import "os"

// Suspend does nothing: there is no job control here.
func (s *Screen) Suspend() error { return nil }

// notifyChanges does nothing: no signal tells of a new size here.
func notifyChanges(chan<- os.Signal) {}

func continues(os.Signal) bool { return false }

func (s *Screen) foreground() bool { return true }
