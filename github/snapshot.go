package github

import (
	"encoding/binary"
	"math"
	"time"
	"unsafe"
)

// A snapshot is a list as the store keeps it: flat, so that ten thousand rows
// are read with a handful of allocations, all strings pointing into one buffer.
// Numbers are varints, a string is its length and its bytes, a time is Unix
// seconds (0 is no time). The first byte is snapshotVersion: a change of any
// row's layout changes it, and an older snapshot is then as good as none.
const snapshotVersion = 1

// writer appends fields to a buffer.
type writer struct{ buf []byte }

func (w *writer) uint(n uint64) { w.buf = binary.AppendUvarint(w.buf, n) }
func (w *writer) int(n int64)   { w.buf = binary.AppendVarint(w.buf, n) }

func (w *writer) str(s string) {
	w.uint(uint64(len(s)))
	w.buf = append(w.buf, s...)
}

func (w *writer) strs(list []string) {
	w.uint(uint64(len(list)))
	for _, s := range list {
		w.str(s)
	}
}

func (w *writer) time(t time.Time) {
	if t.IsZero() {
		w.int(0)
		return
	}
	w.int(t.Unix())
}

// bits packs flags, the first in the lowest bit.
func (w *writer) bits(flags ...bool) {
	var n uint64
	for i, f := range flags {
		if f {
			n |= 1 << i
		}
	}
	w.uint(n)
}

// reader takes fields from a text. After the first fault it gives zero values
// and bad stays set. It counts how far it is instead of cutting the text, as to
// write a pointer takes ten times longer while garbage is collected.
type reader struct {
	text string
	at   int // bytes that were taken
	bad  bool
}

// fail is a fault: there is nothing more to take.
func (r *reader) fail() { r.bad, r.at = true, len(r.text) }

// rest is how many bytes are left.
func (r *reader) rest() int { return len(r.text) - r.at }

func (r *reader) uint() uint64 {
	if r.at < len(r.text) && r.text[r.at] < 0x80 { // most are short
		r.at++
		return uint64(r.text[r.at-1])
	}
	var n uint64
	for i := 0; i < r.rest() && i < binary.MaxVarintLen64; i++ {
		b := r.text[r.at+i]
		if b < 0x80 {
			if i == binary.MaxVarintLen64-1 && b > 1 {
				break
			}
			r.at += i + 1
			return n | uint64(b)<<(7*i)
		}
		n |= uint64(b&0x7f) << (7 * i)
	}
	r.fail()
	return 0
}

func (r *reader) int() int64 {
	n := r.uint()
	return int64(n>>1) ^ -int64(n&1)
}

// number is a count that fits an int and is not negative.
func (r *reader) number() int {
	n := r.uint()
	if n > math.MaxInt32 {
		r.fail()
		return 0
	}
	return int(n)
}

func (r *reader) str() string {
	n := r.uint()
	if n > uint64(r.rest()) {
		r.fail()
		return ""
	}
	from := r.at
	r.at += int(n)
	return r.text[from:r.at]
}

func (r *reader) strs() []string {
	n := r.count(1)
	if n == 0 {
		return nil
	}
	list := make([]string, n)
	for i := range list {
		list[i] = r.str()
	}
	return list
}

func (r *reader) time() time.Time {
	n := r.int()
	if n == 0 {
		return time.Time{}
	}
	return time.Unix(n, 0).UTC()
}

func (r *reader) bits() uint64 { return r.uint() }

// count is the number of rows that follow. Each takes at least a byte a field,
// which bounds what a damaged count can make us allocate.
func (r *reader) count(fields int) int {
	n := r.number()
	if n > r.rest()/fields {
		r.fail()
		return 0
	}
	return n
}

// layout is how one type of row is written: put and get name the same fields in
// the same order, fields is their least number.
type layout[T any] struct {
	fields int
	put    func(*writer, *T)
	get    func(*reader, *T)
}

// encode writes a listing.
func (l layout[T]) encode(list Listing[T]) []byte {
	w := &writer{buf: make([]byte, 0, 64+len(list.Items)*l.fields*12)}
	w.buf = append(w.buf, snapshotVersion)
	w.int(list.At.UnixMilli())
	w.uint(uint64(max(list.Total, 0)))
	w.uint(uint64(len(list.Items)))
	for i := range list.Items {
		l.put(w, &list.Items[i])
	}
	return w.buf
}

// writtenAt is the time in the head of an encoded listing, zero if there is none.
func writtenAt(data []byte) time.Time {
	if len(data) == 0 || data[0] != snapshotVersion {
		return time.Time{}
	}
	r := &reader{text: string(data[1:min(len(data), 1+binary.MaxVarintLen64)])}
	return time.UnixMilli(r.int()).UTC()
}

// decode reads a listing; false for anything that encode has not written. The
// rows' strings are parts of data, which must not change afterwards: a copy of
// it would be a third of the cost.
func (l layout[T]) decode(data []byte) (Listing[T], bool) {
	if len(data) == 0 || data[0] != snapshotVersion {
		return Listing[T]{}, false
	}
	r := &reader{text: unsafe.String(&data[0], len(data))[1:]}
	list := Listing[T]{At: time.UnixMilli(r.int()).UTC(), Total: r.number()}
	items := make([]T, r.count(l.fields))
	for i := range items {
		l.get(r, &items[i])
	}
	if r.bad || r.rest() > 0 {
		return Listing[T]{}, false
	}
	list.Items = items
	return list, true
}
