package store

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"
)

// remade is a file with the version of its header changed and all else right.
func remade(kind string, version int, data string) []byte {
	head := fmt.Appendf(nil, "hubtrail-%s %d %016x %016x ", kind, version, 1, len(data))
	return fmt.Appendf(head, "%08x\n%s", checksum(head, []byte(data)), data)
}

func TestUnseal(t *testing.T) {
	at := time.Unix(1_800_000_000, 123)
	good := append(seal("body", at, []byte("hello\nworld")), "hello\nworld"...)
	head := fmt.Appendf(nil, "hubtrail-body %d %016x %016x ", envelopeVersion, 1, 3)
	relabelled := fmt.Appendf(head, "%08x\nfour", checksum(head, []byte("four")))
	tests := []struct {
		name string
		kind string
		file []byte
		want error
	}{
		{"good", "body", good, nil},
		{"same version made by hand", "body", remade("body", envelopeVersion, "x"), nil},
		{"other length under a right checksum", "body", relabelled, errDamaged},
		{"no bytes", "body", seal("body", at, nil), nil},
		{"other kind", "answer", good, errDamaged},
		{"kind that begins alike", "bod", good, errDamaged},
		{"empty", "body", nil, errDamaged},
		{"header only", "body", good[:bytes.IndexByte(good, '\n')+1], errDamaged},
		{"longer", "body", append(bytes.Clone(good), 0), errDamaged},
		{"newer", "body", remade("body", envelopeVersion+1, "x"), ErrNewerFormat},
		{"newer with another header", "body", []byte("hubtrail-body 12 what follows is unknown"), ErrNewerFormat},
		{"older", "body", remade("body", envelopeVersion-1, "x"), errOlderVersion},
		{"no version", "body", []byte("hubtrail-body x y"), errDamaged},
		{"huge version", "body", []byte("hubtrail-body 99999999999999999999 y"), errDamaged},
	}
	for _, test := range tests {
		if _, _, err := unseal(test.kind, test.file); !errors.Is(err, test.want) {
			t.Errorf("%s: got error %v, want %v", test.name, err, test.want)
		}
	}
	data, got, err := unseal("body", good)
	if string(data) != "hello\nworld" || !got.Equal(at) || err != nil {
		t.Errorf("got %q of %v, %v, want %q of %v", data, got, err, "hello\nworld", at)
	}
}

// No changed byte and no cut goes unseen.
func TestUnsealFindsEveryChange(t *testing.T) {
	good := append(seal("body", fixed(), []byte("hello")), "hello"...)
	for i := range good {
		if _, _, err := unseal("body", good[:i]); err == nil {
			t.Errorf("cut at %d: got no error, want one", i)
		}
		for bit := range 8 {
			bad := bytes.Clone(good)
			bad[i] ^= 1 << bit
			// A letter's case bit: the same number in other digits, which is the same header but for its checksum.
			if _, _, err := unseal("body", bad); err == nil && !bytes.EqualFold(bad, good) {
				t.Errorf("bit %d of byte %d (%q): got no error, want one", bit, i, good[i])
			}
		}
	}
}

func FuzzUnseal(f *testing.F) {
	f.Add(append(seal("body", fixed(), []byte("hello")), "hello"...))
	f.Add(remade("body", 2, "x"))
	f.Add([]byte("hubtrail-body 1 "))
	f.Fuzz(func(t *testing.T, file []byte) {
		data, at, err := unseal("body", file)
		if err != nil {
			if data != nil || !at.IsZero() {
				t.Errorf("got %q of %v with error %v, want nothing", data, at, err)
			}
			return
		}
		if again := append(seal("body", at, data), data...); !bytes.EqualFold(again, file) {
			t.Errorf("got %q sealed again, want %q", again, file)
		}
	})
}

func TestDamagedCacheIsAMiss(t *testing.T) {
	damage := map[string]func(file []byte) []byte{
		"cut":     func(file []byte) []byte { return file[:len(file)-1] },
		"empty":   func([]byte) []byte { return nil },
		"changed": func(file []byte) []byte { file[len(file)-1]++; return file },
		"newer":   func([]byte) []byte { return remade(kindSnapshot, envelopeVersion+1, "old") },
		"older":   func([]byte) []byte { return remade(kindSnapshot, envelopeVersion-1, "old") },
		"foreign": func([]byte) []byte { return []byte("{}") },
	}
	for name, change := range damage {
		s := open(t)
		if err := s.PutSnapshot(Key{Name: "a"}, []byte("old")); err != nil {
			t.Fatal(err)
		}
		path := files(t, s.cacheDir)[0]
		file, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, change(file), 0o600); err != nil {
			t.Fatal(err)
		}
		if got, _, ok := s.Snapshot(Key{Name: "a"}); ok {
			t.Errorf("%s: got %q, want a miss", name, got)
		}
		if got := files(t, s.cacheDir); len(got) != 0 {
			t.Errorf("%s: got files %v, want the damaged one removed", name, got)
		}
		if got := s.Problems(); len(got) != 1 || !strings.Contains(got[0], "it was removed") {
			t.Errorf("%s: got problems %q, want one", name, got)
		}
	}
}

// A folder where a file should be is damage too, not a crash.
func TestFolderInPlaceOfAFile(t *testing.T) {
	s := open(t)
	if err := os.MkdirAll(Key{Name: "a"}.path(s.cacheDir), 0o700); err != nil {
		t.Fatal(err)
	}
	if _, _, ok := s.Snapshot(Key{Name: "a"}); ok {
		t.Error("got a snapshot, want a miss")
	}
	if err := s.PutSnapshot(Key{Name: "a"}, []byte("new")); err != nil {
		t.Errorf("got error %v, want the folder replaced", err)
	}
}
