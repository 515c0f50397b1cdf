package store

import (
	"unsafe"

	"golang.org/x/sys/unix"
)

// huge is the size of Linux's huge pages.
const huge = 2 << 20

// room is bytes for a file. To touch 4 MB for the first time takes 1,000 page faults,
// and those take longer than to read it: what has room for huge pages gets them,
// where the system allows it.
func room(size int64) []byte {
	b := make([]byte, size)
	skip := -uintptr(unsafe.Pointer(unsafe.SliceData(b))) % huge
	if whole := (size - int64(skip)) / huge * huge; whole > 0 {
		_ = unix.Madvise(b[skip:][:whole], unix.MADV_HUGEPAGE) // without, it is as slow as ever
	}
	return b
}
