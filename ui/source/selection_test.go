package source

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hubtrail/github"
	"hubtrail/keymap"
	"hubtrail/ui/pane"
	"hubtrail/ui/pane/panetest"
)

// marked are the numbers of the rows with a mark beside their number.
func marked(p *Pane) (lines []string) {
	for row := range strings.Lines(seen(p)) {
		if number, _, ok := strings.Cut(row, p.o.Theme.Glyphs.Thumb); ok {
			lines = append(lines, strings.TrimSpace(number))
		}
	}
	return lines
}

func asked(first, last int) pane.Subject {
	s := subject()
	s.Line, s.LastLine = first, last
	return s
}

func TestLinesOfAnAddressAreMarked(t *testing.T) {
	p := inSight(t, shop())
	panetest.Send(p, pane.SubjectChanged{Subject: asked(3, 5)})
	if diff := cmp.Diff([]string{"3", "4", "5"}, marked(p)); diff != "" || p.list.Cursor() != 2 {
		t.Errorf("got the cursor on line %d and other marks (-want +got):\n%s", p.list.Cursor()+1, diff)
	}
	if row := p.View(true)[3]; !strings.Contains(row, p.o.Theme.SelectedBlurred.Open) {
		t.Errorf("got %q, want the background marked, too", row)
	}
	panetest.Fill(t, "marked", p)
	if got := press(p, keymap.CopyShort); got != (pane.Copy{Text: "sum.go:3-5", What: "place"}) {
		t.Errorf("among them: got %v, want all of them", got)
	}
	press(p, keymap.Last)
	if got := press(p, keymap.CopyShort); got != (pane.Copy{Text: "sum.go:10", What: "place"}) {
		t.Errorf("elsewhere: got %v, want the line of the cursor", got)
	}
	panetest.Send(p, pane.SubjectChanged{Subject: asked(7, 8)})
	if diff := cmp.Diff([]string{"7", "8"}, marked(p)); diff != "" || p.list.Cursor() != 6 {
		t.Errorf("other lines: got the cursor on line %d and other marks (-want +got):\n%s", p.list.Cursor()+1, diff)
	}
	if got := press(p, keymap.Back); got != nil || len(marked(p)) != 0 {
		t.Errorf("esc: got %v and the marks %q, want none of either", got, marked(p))
	}
	panetest.Send(p, pane.SubjectChanged{Subject: asked(2, 0)})
	if got := marked(p); len(got) != 0 || p.list.Cursor() != 1 {
		t.Errorf("one line: got the cursor on line %d and marks %q", p.list.Cursor()+1, got)
	}
	p = inSight(t, shop())
	_, cmd := p.Update(pane.SubjectChanged{Subject: asked(12, 20)})
	said := panetest.Run(p, cmd)
	if len(said) != 1 || said[0] != (pane.Say{Text: "there is no line 12: the file has 10"}) || p.list.Cursor() != 9 {
		t.Errorf("behind the end: got %v and line %d, want it said, and the last line", said, p.list.Cursor()+1)
	}
}

func TestSelectingLines(t *testing.T) {
	p := opened(t, shop())
	press(p, keymap.Down, keymap.Down, keymap.Select, keymap.Down, keymap.Down)
	if diff := cmp.Diff([]string{"3", "4", "5"}, marked(p)); diff != "" {
		t.Errorf("downwards: got other marks (-want +got):\n%s", diff)
	}
	if st := p.Status(); st.Count != "3-5 of 10" {
		t.Errorf("got count %q", st.Count)
	}
	url := "https://github.com/acme/shop/blob/" + id(9) + "/sum.go#L3-L5"
	for _, tt := range []struct {
		action keymap.Action
		want   pane.Intent
	}{
		{keymap.CopyURL, pane.Copy{Text: url, What: "URL"}},
		{keymap.Browse, pane.Browse{URL: url}},
		{keymap.CopyShort, pane.Copy{Text: "sum.go:3-5", What: "place"}},
		{keymap.CopyLines, pane.Copy{Text: "/* Sum adds\nall prices. */\nfunc Sum(list []int) (sum int) {", What: "3 lines"}},
	} {
		if got := press(p, tt.action); got != tt.want {
			t.Errorf("%s: got %v, want %v", tt.action, got, tt.want)
		}
	}
	press(p, keymap.First)
	if diff := cmp.Diff([]string{"1", "2", "3"}, marked(p)); diff != "" {
		t.Errorf("upwards: got other marks (-want +got):\n%s", diff)
	}
	press(p, keymap.Filter)
	panetest.Type(p, "return")
	if got := press(p, keymap.Accept, keymap.CopyShort); got != (pane.Copy{Text: "sum.go:3-9", What: "place"}) {
		t.Errorf("to what was found: got %v", got)
	}
	press(p, keymap.Select)
	if got := marked(p); len(got) != 0 {
		t.Errorf("ended: got marks %q", got)
	}
	if got := press(p, keymap.CopyLines); got != (pane.Copy{Text: "\treturn sum", What: "line 9"}) {
		t.Errorf("without a selection: got %v, want the line", got)
	}
	press(p, keymap.Back, keymap.Select)
	if got := press(p, keymap.Back); got != nil || p.selection.any() {
		t.Errorf("esc: got %v, want the selection ended", got)
	}
	press(p, keymap.Select, keymap.Down)
	other := subject()
	other.Ref = "next"
	panetest.Send(p, pane.SubjectChanged{Subject: other})
	if p.selection.any() {
		t.Error("another file: got the selection still")
	}
	empty := shop()
	empty.files[id(9)+" sum.go"] = github.FileText{}
	p = opened(t, empty)
	for _, a := range []keymap.Action{keymap.Select, keymap.CopyLines} {
		if got := press(p, a); got != (pane.Say{Text: "there are no lines here"}) {
			t.Errorf("%s in an empty file: got %v", a, got)
		}
	}
}

// An address of the blame shows it; it is not forced on who hides it again.
func TestAnAddressOfTheBlame(t *testing.T) {
	s := shop()
	p := inSight(t, s)
	at := subject()
	at.Blame = true
	panetest.Send(p, pane.SubjectChanged{Subject: at})
	if p.blamed(0) == nil {
		t.Errorf("got\n%s\nwant who wrote the lines", seen(p))
	}
	press(p, keymap.Blame)
	at.Issue.Ref.Number = 3
	panetest.Send(p, pane.SubjectChanged{Subject: at})
	if p.blaming {
		t.Error("got the blame again, want it hidden as the person left it")
	}
	at.Blame = false
	panetest.Send(p, pane.SubjectChanged{Subject: at})
	at.Blame = true
	if panetest.Send(p, pane.SubjectChanged{Subject: at}); p.blamed(0) == nil {
		t.Error("the same file once more: got no blame")
	}
}
