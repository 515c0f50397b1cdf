package diff

import "testing"

func TestPlaces(t *testing.T) {
	const patch = "@@ -1,2 +1,2 @@\n a\n-b\n+cc\n"
	p := ParseString(patch)
	if string(p.Bytes()) != patch || p.Lines() != 4 {
		t.Fatalf("got %d lines of %q, want 4 of the patch", p.Lines(), p.Bytes())
	}
	for i := range p.Lines() {
		if got := patch[p.Start(i):]; got[:1] != string(p.Raw(i)[:1]) {
			t.Errorf("line %d: got a start before %q, want it before %q", i, got, p.Raw(i))
		}
	}
	for offset, want := range map[int]int{0: 0, 15: 0, 16: 1, 18: 1, 19: 2, 22: 3, 26: 3, 99: 3} {
		if got := p.LineAt(offset); got != want {
			t.Errorf("byte %d: got line %d, want %d", offset, got, want)
		}
	}
	if got := ParseString("").LineAt(0); got != 0 {
		t.Errorf("got line %d of an empty patch, want 0", got)
	}
}
