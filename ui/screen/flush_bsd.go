//go:build darwin || dragonfly || freebsd || netbsd || openbsd

package screen

import (
	"os"

	"golang.org/x/sys/unix"
)

// flushInput throws away what was typed or answered and not read yet.
func flushInput(f *os.File) {
	const fread = 1 // of <sys/fcntl.h>: the input queue
	_ = unix.IoctlSetPointerInt(int(f.Fd()), unix.TIOCFLUSH, fread)
}
