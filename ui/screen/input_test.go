package screen

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// chunks is a source that gives one piece a read.
type chunks [][]byte

func (c *chunks) Read(p []byte) (int, error) {
	if len(*c) == 0 {
		return 0, io.EOF
	}
	n := copy(p, (*c)[0])
	if (*c)[0] = (*c)[0][n:]; len((*c)[0]) == 0 {
		*c = (*c)[1:]
	}
	return n, nil
}

// received reads all of an input and returns what came out of it, in order:
// "keys ...", "paste ...", "colour ...". Keys of several reads are joined.
func received(t testing.TB, asked bool, source io.Reader) []string {
	t.Helper()
	i := newInput(source)
	var events []string
	i.onPaste = func(text string) { events = append(events, "paste "+text) }
	i.onBackground = func(r, g, b uint8) { events = append(events, fmt.Sprintf("colour %d %d %d", r, g, b)) }
	i.resume()
	if asked {
		i.expectColour()
	}
	buf := make([]byte, 256)
	for {
		n, err := i.Read(buf)
		if n > 0 {
			if last := len(events) - 1; last >= 0 && strings.HasPrefix(events[last], "keys ") {
				events[last] += string(buf[:n])
			} else {
				events = append(events, "keys "+string(buf[:n]))
			}
		}
		if err == io.EOF {
			return events
		}
		if err != nil {
			t.Fatal(err)
		}
	}
}

func TestInputTakesOutPasteAndAnswers(t *testing.T) {
	for _, tt := range []struct {
		name  string
		asked bool
		in    []string
		want  []string
	}{
		{"keys", false, []string{"abc\x1b[A\x1b"}, []string{"keys abc\x1b[A\x1b"}},
		{"paste", false, []string{"a\x1b[200~x\r\ny\rz\n\x1b[201~b"}, []string{"keys a", "paste x\ny\nz\n", "keys b"}},
		{"two pastes", false, []string{"\x1b[200~x\x1b[201~\x1b[200~y\x1b[201~"}, []string{"paste x", "paste y"}},
		{"empty paste", false, []string{"\x1b[200~\x1b[201~"}, []string{"paste "}},
		{"escapes within a paste", false, []string{"\x1b[200~\x1b[A\x1b[20\x1b[201~"}, []string{"paste \x1b[A\x1b[20"}},
		{"invalid UTF-8", false, []string{"\x1b[200~a\xffb\x1b[201~"}, []string{"paste a\uFFFDb"}},
		{"end without a start", false, []string{"a\x1b[201~b"}, []string{"keys a\x1b[201~b"}},
		{"a function key in two reads", false, []string{"\x1b[2", "4~"}, []string{"keys \x1b[24~"}},
		{"the start in two reads", false, []string{"a\x1b[20", "0~x\x1b[201~"}, []string{"keys a", "paste x"}},
		{"the start passed on as esc", false, []string{"a\x1b", "[200~x\x1b[201~b"}, []string{"keys a\x1b", "paste x", "keys b"}},
		{"esc and a key after it", false, []string{"\x1b", "[", "200~"}, []string{"keys \x1b[200~"}},
		{"a paste that does not end", false, []string{"a\x1b[200~xy"}, []string{"keys a"}},
		{"a start that does not end", false, []string{"a\x1b[200"}, []string{"keys a\x1b[200"}},
		{"colour, BEL", true, []string{"a\x1b]11;rgb:ffff/8080/0000\ab"}, []string{"keys a", "colour 255 128 0", "keys b"}},
		{"colour, ST", true, []string{"\x1b]11;rgb:1e/1e/2e\x1b\\"}, []string{"colour 30 30 46"}},
		{"colour with alpha", true, []string{"\x1b]11;rgba:1/2/3/f\a"}, []string{"colour 17 34 51"}},
		{"colour in pieces", true, []string{"\x1b]1", "1;rgb:00", "/00/ff", "\x1b", "\\q"}, []string{"colour 0 0 255", "keys q"}},
		{"colour not asked for", false, []string{"\x1b]11;rgb:0/0/0\a"}, []string{"keys \x1b]11;rgb:0/0/0\a"}},
		{"colour twice", true, []string{"\x1b]11;rgb:0/0/0\a\x1b]11;"}, []string{"colour 0 0 0", "keys \x1b]11;"}},
		{"a key within an answer", true, []string{"\x1b]11;rg", "\r"}, []string{"keys \x1b]11;rg\r"}},
		{"no colour", true, []string{"\x1b]11;red\aq"}, []string{"keys q"}},
		{"an answer too long", true, []string{"\x1b]11;" + strings.Repeat("0", 90)}, []string{"keys \x1b]11;" + strings.Repeat("0", 90)}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var source chunks
			for _, in := range tt.in {
				source = append(source, []byte(in))
			}
			if got := received(t, tt.asked, &source); !slices.Equal(got, tt.want) {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestInputSplitAnywhere(t *testing.T) {
	const in = "ab\x1b[200~one\x1b[Btwo\x1b[201~\x1b]11;rgb:00/00/ff\x1b\\c\x1b[24~"
	want := []string{"keys ab", "paste one\x1b[Btwo", "colour 0 0 255", "keys c\x1b[24~"}
	for at := range len(in) {
		got := received(t, true, &chunks{[]byte(in[:at]), []byte(in[at:])})
		// An esc that ends a read is the key.
		for n, event := range got {
			got[n] = strings.TrimSuffix(strings.TrimSuffix(event, "\x1b["), "\x1b]")
			if event == "keys ab\x1b" || event == "keys \x1b" {
				got[n] = strings.TrimSuffix(event, "\x1b")
			}
		}
		got = slices.DeleteFunc(got, func(event string) bool { return event == "keys " })
		if !slices.Equal(got, want) {
			t.Errorf("split at %d: got %q, want %q", at, got, want)
		}
	}
	one := make(chunks, 0, len(in))
	for at := range len(in) {
		one = append(one, []byte{in[at]})
	}
	if got := strings.Join(received(t, false, &one), ""); !strings.HasSuffix(got, "c\x1b[24~") {
		t.Errorf("byte by byte: got %q, want the last keys at its end", got)
	}
}

func TestLongPasteIsCut(t *testing.T) {
	for _, size := range []int{4 << 20, MaxPaste, MaxPaste + 1, MaxPaste + 1<<20} {
		text := strings.Repeat("0123456789abcde\n", size/16+1)[:size]
		got := received(t, false, strings.NewReader("\x1b[200~"+text+"\x1b[201~q"))
		want := []string{"paste " + text[:min(size, MaxPaste)], "keys q"}
		if !slices.Equal(got, want) {
			t.Errorf("%d bytes: got %d events, the first of %d bytes, want %d and %d", size, len(got), len(got[0]), len(want), len(want[0]))
		}
	}
}

func TestPasteWithoutEndGivesTheKeyboardBack(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r, w := io.Pipe()
		i := newInput(r)
		i.onPaste = func(text string) { t.Errorf("got paste %q, want none", text) }
		i.resume()
		keys := make(chan string, 10)
		go func() {
			buf := make([]byte, 64)
			for {
				n, err := i.Read(buf)
				if err != nil {
					close(keys)
					return
				}
				keys <- string(buf[:n])
			}
		}()
		for _, step := range []struct {
			after time.Duration
			in    string
		}{{0, "\x1b[200~lost"}, {time.Second / 2, "\x03"}, {2 * time.Second, "more"}, {2 * time.Second, "\x03"}, {0, "j"}} {
			time.Sleep(step.after)
			if _, err := io.WriteString(w, step.in); err != nil {
				t.Fatal(err)
			}
			synctest.Wait()
		}
		if err := i.Close(); err != nil {
			t.Fatal(err)
		}
		var got []string
		for key := range keys {
			got = append(got, key)
		}
		if want := []string{"\x03", "j"}; !slices.Equal(got, want) {
			t.Errorf("got keys %q, want %q", got, want)
		}
	})
}

func TestEscIsNotHeldBack(t *testing.T) {
	for _, key := range []string{"\x1b", "\x1b[", "\x1b]", "\x1bO", "\x1b\x1b"} {
		synctest.Test(t, func(t *testing.T) {
			r, w := io.Pipe()
			i := newInput(r)
			i.resume()
			i.expectColour()
			go func() { _, _ = io.WriteString(w, key) }()
			buf := make([]byte, 64)
			n, err := i.Read(buf)
			if got := string(buf[:n]); got != key || err != nil {
				t.Errorf("got %q and error %v, want %q", got, err, key)
			}
		})
	}
}

func TestInputLeavesTheTerminalAlone(t *testing.T) {
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	defer r.Close()
	i := newInput(r)
	keys := make(chan string)
	go func() {
		defer close(keys)
		buf := make([]byte, 64)
		for {
			n, err := i.Read(buf)
			if err != nil {
				if err != io.EOF {
					t.Errorf("got error %v, want EOF", err)
				}
				return
			}
			keys <- string(buf[:n])
		}
	}()
	for range 20 {
		i.resume()
		if _, err := io.WriteString(w, "ours"); err != nil {
			t.Fatal(err)
		}
		if got := <-keys; got != "ours" {
			t.Fatalf("got %q, want %q", got, "ours")
		}
		i.pause()
		if _, err := io.WriteString(w, "theirs"); err != nil {
			t.Fatal(err)
		}
		buf := make([]byte, 64)
		n, err := r.Read(buf)
		if got := string(buf[:n]); got != "theirs" || err != nil {
			t.Fatalf("got %q and error %v for the other program, want %q", got, err, "theirs")
		}
	}
	i.resume()
	if err := i.Close(); err != nil {
		t.Fatal(err)
	}
	if key, ok := <-keys; ok {
		t.Errorf("got %q after Close, want the end", key)
	}
}

func FuzzInput(f *testing.F) {
	f.Add([]byte("ab\x1b[200~x\x1b[201~c"), 3, true)
	f.Add([]byte("\x1b]11;rgb:0/0/0\a"), 1, true)
	f.Fuzz(func(t *testing.T, in []byte, size int, asked bool) {
		size = max(size, 1)
		source := chunks(slices.Collect(slices.Chunk(in, size)))
		for n := range source {
			source[n] = bytes.Clone(source[n])
		}
		got := strings.Join(received(t, asked, &source), "")
		if !bytes.Contains(in, []byte("00~")) && !asked {
			if want := "keys " + string(in); got != want && len(in) > 0 {
				t.Errorf("got %q, want %q", got, want)
			}
		}
	})
}

func BenchmarkPaste(b *testing.B) {
	for _, size := range []int{1 << 20, 4 << 20} {
		b.Run(fmt.Sprintf("%dMB", size>>20), func(b *testing.B) {
			in := "\x1b[200~" + strings.Repeat("0123456789abcde\n", size/16) + "\x1b[201~"
			b.SetBytes(int64(size))
			for b.Loop() {
				if got := received(b, false, strings.NewReader(in)); len(got) != 1 {
					b.Fatalf("got %d events, want 1", len(got))
				}
			}
		})
	}
}
