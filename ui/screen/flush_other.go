//go:build !linux && !darwin && !dragonfly && !freebsd && !netbsd && !openbsd

package screen

import "os"

// flushInput does nothing: an answer that comes too late stays unread.
func flushInput(*os.File) {}
