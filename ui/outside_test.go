package ui

import (
	"context"
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
	edit := func(err error) func(context.Context, pane.EditFile) (string, error) {
		return func(_ context.Context, f pane.EditFile) (string, error) { return "a copy\x1b[2J of " + f.Path, err }
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
		{"edited", Options{EditFile: edit(nil)}, pane.EditFile{Path: "a.go"}, "a copy of a.go"},
		{"not edited", Options{EditFile: edit(full)}, pane.EditFile{Path: "a.go"}, "disk is full"},
		{"no editor", Options{}, pane.EditFile{}, "there is no editor here: set EDITOR"},
		{"no pager", Options{}, pane.PipeText{}, "there is no pager here: set PAGER"},
	} {
		m, _ := begin(t, plainWorld(1), 120, 40, func(o *Options) { o.Save, o.Pipe, o.EditFile = tt.o.Save, tt.o.Pipe, tt.o.EditFile })
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
