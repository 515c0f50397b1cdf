package gitattributes

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// shown is a value as git check-attr prints it.
func shown(v Value) string {
	switch v.State {
	case Set:
		return "set"
	case Unset:
		return "unset"
	case Valued:
		return v.Text
	}
	return "unspecified"
}

func TestOf(t *testing.T) {
	tests := []struct {
		name, root, path, want string // of the attribute x
	}{
		{"set", "*.go x", "a/b.go", "set 1"},
		{"unset", "*.go -x", "b.go", "unset 1"},
		{"value", "*.go x=false", "b.go", "false 1"},
		{"the last line wins", "*.go x\n*.go -x\n", "b.go", "unset 2"},
		{"the last word wins", "*.go x -x x=1", "b.go", "1 1"},
		{"a line takes another back", "*.go x\nb.go !x", "b.go", "unspecified 2"},
		{"another attribute", "*.go y", "b.go", "unspecified 0"},
		{"comments and empty lines count", "# x\n\n  \nb.go x", "b.go", "set 4"},
		{"carriage returns", "a x\r\nb.go x\r\n", "b.go", "set 2"},
		{"byte order mark", "\ufeffb.go x", "b.go", "set 1"},
		{"the name in any folder", "b.go x", "a/c/b.go", "set 1"},
		{"at the root only", "/b.go x", "a/b.go", "unspecified 0"},
		{"a folder fits no file", "a/ x", "a/b.go", "unspecified 0"},
		{"nor does its name", "a x", "a/b.go", "unspecified 0"},
		{"all in a folder", "a/** x", "a/c/b.go", "set 1"},
		{"a star ends at a slash", "a/* x", "a/c/b.go", "unspecified 0"},
		{"folders between", "a/**/b.go x", "a/b.go", "set 1"},
		{"folders before", "**/a/b.go x", "c/d/a/b.go", "set 1"},
		{"two stars beside letters", "a/c**d x", "a/ce/fd", "unspecified 0"},
		{"behind plain text they are folders", "a/c**/d x", "a/ce/f/d", "set 1"},
		{"a class", "[!a-y].go x", "z.go", "set 1"},
		{"a class is no slash", "a[!b]c x", "a/c", "unspecified 0"},
		{"a class without an end", "[a x", "[a", "unspecified 0"},
		{"a bracket in a class", "[]a] x", "]", "set 1"},
		{"a class with a name", "v[[:digit:]] x", "v1", "set 1"},
		{"an unknown class", "v[[:nothing:]] x", "v1", "unspecified 0"},
		{"a star as it is", `\*.go x`, "*.go", "set 1"},
		{"a backslash at the end", `b\ x`, `b\`, "unspecified 0"},
		{"negative patterns are ignored", "!b.go x", "b.go", "unspecified 0"},
		{"but not an escaped mark", `\!b.go x`, "!b.go", "set 1"},
		{"quotes", `"a b.go" x`, "a b.go", "set 1"},
		{"quotes with escapes", `"\303\251\t\"" x`, "é\t\"", "set 1"},
		{"quotes without an end", `"b.go x`, `"b.go`, "set 1"},
		{"a wrong name spoils the line", "b.go x y=1 z+", "b.go", "unspecified 0"},
		{"a macro", "[attr]m x=1\nb.go m", "b.go", "1 2"},
		{"a macro not wanted", "[attr]m x\nb.go -m", "b.go", "unspecified 0"},
		{"a macro's words and others", "[attr]m x\nb.go m -x", "b.go", "unset 2"},
		{"a macro of a macro", "[attr]m x\n[attr]n m\nb.go n", "b.go", "set 3"},
		{"a macro of itself", "[attr]m m x\nb.go m", "b.go", "set 2"},
		{"the last macro counts", "[attr]m x\n[attr]m -x\nb.go m", "b.go", "unset 3"},
		{"an overlong line", "b.go " + strings.Repeat(" ", maxLine) + "x", "b.go", "unspecified 0"},
	}
	for _, tt := range tests {
		v := New([]Source{{Path: Name, Text: tt.root}}, "x").Of(tt.path)[0]
		if got := fmt.Sprint(shown(v), " ", v.Line); got != tt.want {
			t.Errorf("%s: %q of %q: got %s, want %s", tt.name, tt.root, tt.path, got, tt.want)
		}
	}
}

func TestDeeperFilesGoFirst(t *testing.T) {
	a := New([]Source{
		{"a/b/" + Name, "c -x\n[attr]m x\nmacro m"}, {Name, "* x\n/c x=root\nd/e x=root"}, {"a/" + Name, "/c x=a\nb/d x=a"},
	}, "x")
	for path, want := range map[string]string{
		"c": "root .gitattributes:2", "a/c": "a a/.gitattributes:1", "a/b/c": "unset a/b/.gitattributes:1", "a/b/d": "a a/.gitattributes:2",
		"a/d/e": "set .gitattributes:1", "ab/c": "set .gitattributes:1", "a/b/macro": "set .gitattributes:1",
	} {
		v := a.Of(path)[0]
		if got := fmt.Sprintf("%s %s:%d", shown(v), v.Path, v.Line); got != want {
			t.Errorf("%s: got %s, want %s", path, got, want)
		}
	}
}

func TestBinaryIsAMacro(t *testing.T) {
	a := New([]Source{{Name, "*.bin binary\n*.lock binary diff"}}, "diff", "text")
	for path, want := range map[string]string{"a.bin": "unset unset", "a.lock": "set unset", "a.go": "unspecified unspecified"} {
		v := a.Of(path)
		if got := shown(v[0]) + " " + shown(v[1]); got != want {
			t.Errorf("%s: got %s, want %s", path, got, want)
		}
	}
}

func TestYesAndNo(t *testing.T) {
	for words, want := range map[string][2]bool{
		"x": {true, false}, "-x": {false, true}, "x=false": {false, true}, "x=true": {true, false}, "x=no": {true, false}, "!x": {false, false}, "y": {false, false},
	} {
		v := New([]Source{{Name, "a " + words}}, "x").Of("a")[0]
		if got := [2]bool{v.IsSet(), v.IsUnset()}; got != want {
			t.Errorf("%s: got %v, want %v", words, got, want)
		}
	}
}

func TestOnlyWhatIsNamedIsKept(t *testing.T) {
	if a := New([]Source{{Name, "[attr]m text\n*.go m eol=lf\n*.c diff=cpp"}}, "x"); !a.Empty() {
		t.Errorf("lines kept: got %d, want none", len(a.lines))
	}
}

// What takes long elsewhere: many stars and a path that nearly fits.
func TestMatchingTakesTheProductOfTheLengths(t *testing.T) {
	a := New([]Source{{Name, "/" + strings.Repeat("**/*a*", 150) + "b x"}}, "x")
	path := strings.Repeat("a/", 2000) + "a"
	start := time.Now()
	if v := a.Of(path)[0]; v.State != Unspecified {
		t.Errorf("got %s, want unspecified", shown(v))
	}
	if took := time.Since(start); took > 2*time.Second {
		t.Errorf("got %v, want at most 2s", took)
	}
}
