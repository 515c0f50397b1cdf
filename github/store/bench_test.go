package store

import (
	"bytes"
	"fmt"
	"testing"
)

// snapshot10k is about what the listing of 10,000 repositories takes: 1.5 MB.
func snapshot10k() []byte {
	var b bytes.Buffer
	for n := range 10_000 {
		fmt.Fprintf(&b, "organisation-%d/some_repository-%d\x00main\x00%128d\n", n%100, n, n)
	}
	return b.Bytes()[:1_500_000]
}

func BenchmarkSnapshot(b *testing.B) {
	dir := b.TempDir()
	s, data := Open(dir, dir, nil), snapshot10k()
	if err := s.PutSnapshot(Key{Name: "a"}, data); err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		if _, _, ok := s.Snapshot(Key{Name: "a"}); !ok {
			b.Fatal("got no snapshot, want one")
		}
	}
}

func BenchmarkPutSnapshot(b *testing.B) {
	dir := b.TempDir()
	s, data := Open(dir, dir, nil), snapshot10k()
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		if err := s.PutSnapshot(Key{Name: "a"}, data); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkHoldsSecret(b *testing.B) {
	data := snapshot10k()
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		if holdsSecret(data) {
			b.Fatal("got a secret, want none")
		}
	}
}

func BenchmarkGet(b *testing.B) {
	dir := b.TempDir()
	s := Open(dir, dir, nil)
	s.Put("a", bytes.Repeat([]byte("x"), 4096))
	b.ReportAllocs()
	for b.Loop() {
		if _, ok := s.Get("a"); !ok {
			b.Fatal("got no answer, want one")
		}
	}
}

// BenchmarkLarge reads a body of 4 MB again and again: memory that was in use before
// is cleared, not fetched.
func BenchmarkLarge(b *testing.B) {
	dir := b.TempDir()
	s := Open(dir, dir, nil)
	s.Put("a", bytes.Repeat([]byte("x"), 4<<20))
	b.ReportAllocs()
	for b.Loop() {
		if _, ok := s.Get("a"); !ok {
			b.Fatal("got no answer, want one")
		}
	}
}
