package screen

import (
	"os"

	"golang.org/x/sys/unix"
)

// flushInput throws away what was typed or answered and not read yet.
func flushInput(f *os.File) {
	_ = unix.IoctlSetInt(int(f.Fd()), unix.TCFLSH, unix.TCIFLUSH)
}
