//go:build !linux

package store

// room is bytes for a file.
func room(size int64) []byte { return make([]byte, size) }
