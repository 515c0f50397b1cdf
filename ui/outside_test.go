package ui

import (
	"errors"
	"testing"

	"hubtrail/ui/pane"
)

func TestOutside(t *testing.T) {
	full := errors.New("disk\x1b[2J is full")
	var piped string
	pipe := func(err error) func(string) error {
		return func(text string) error { piped = text; return err }
	}
	save := func(err error) func(string, string) (string, error) {
		return func(text, name string) (string, error) { return "/here/" + name + "=" + text, err }
	}
	for _, tt := range []struct {
		name   string
		o      Options
		intent pane.Intent
		want   string
	}{
		{"saved", Options{Save: save(nil)}, pane.SaveText{Text: "x", Name: "a.patch"}, "saved as /here/a.patch=x"},
		{"saved in part", Options{Save: save(nil)}, pane.SaveText{Name: "a", Note: "without 1 file"}, "saved as /here/a=; without 1 file"},
		{"not saved", Options{Save: save(full)}, pane.SaveText{Name: "a", Note: "y"}, "not saved: disk is full"},
		{"nowhere to save", Options{}, pane.SaveText{}, "no file can be written here"},
		{"piped", Options{Pipe: pipe(nil)}, pane.PipeText{Text: "x"}, ""},
		{"not piped", Options{Pipe: pipe(full)}, pane.PipeText{}, "disk is full"},
		{"no pager", Options{}, pane.PipeText{}, "there is no pager here: set PAGER"},
	} {
		m, _ := begin(t, plainWorld(1), 120, 40, func(o *Options) { o.Save, o.Pipe = tt.o.Save, tt.o.Pipe })
		m.said, piped = "", ""
		settle(m, m.carryOut(tt.intent))
		if m.said != tt.want {
			t.Errorf("%s: said %q, want %q", tt.name, m.said, tt.want)
		}
		if p, ok := tt.intent.(pane.PipeText); ok && piped != p.Text {
			t.Errorf("%s: the pager got %q, want %q", tt.name, piped, p.Text)
		}
	}
}
