package story

import (
	"strconv"
	"strings"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"
)

// look compares what there is with what the story says.
func (s *script) look(verb, rest string) {
	s.t.Helper()
	switch verb {
	case "screen":
		s.compare(rest, s.term.Screen())
	case "first":
		s.compare(rest, s.term.First())
	case "styled":
		s.compare(rest, s.term.Styled())
	case "asked":
		s.compare(rest, strings.Join(s.term.Asked(), "\n")+"\n")
	case "asks":
		if got := s.term.Asked(); strconv.Itoa(len(got)) != rest {
			s.errorf("got %d requests, want %s:\n%s", len(got), rest, strings.Join(got, "\n"))
		}
	case "contains":
		if got := s.term.Screen(); !strings.Contains(got, rest) {
			s.errorf("got a screen without it, want it:\n%s", got)
		}
	case "lacks":
		if got := s.term.Screen(); strings.Contains(got, rest) {
			s.errorf("got a screen with it, want none:\n%s", got)
		}
	case "selected":
		if got := s.term.Selected(); !strings.Contains(got, rest) {
			s.errorf("got %q under the cursor:\n%s", got, s.term.Screen())
		}
	case "opened":
		s.last(s.term.Opened(), rest)
	case "copied":
		s.last(s.term.Copied(), rest)
	case "running", "ended":
		if got, want := s.term.Running(), verb == "running"; got != want {
			s.errorf("got running %t, want %t", got, want)
		}
	default:
		s.fatalf("there is no step %q", verb)
	}
}

func (s *script) last(all []string, want string) {
	s.t.Helper()
	got := "nothing"
	if len(all) > 0 {
		got = all[len(all)-1]
	}
	if got != want {
		s.errorf("got %q, want %q", got, want)
	}
}

// compare holds a screen against its file, or records it.
func (s *script) compare(name, got string) {
	s.t.Helper()
	s.recorded = append(s.recorded, txtar.File{Name: name, Data: []byte(got)})
	if *update {
		return
	}
	want, ok := s.files[name]
	if !ok {
		s.errorf("got no file %s, want one: go test ./ui/story -update writes it", name)
		return
	}
	if got != want {
		s.errorf("the screen differs (-want +got):\n%s", cmp.Diff(want, got))
	}
}
