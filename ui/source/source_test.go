package source

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"hubtrail/github"
	"hubtrail/keymap"
	"hubtrail/ui/pane"
	"hubtrail/ui/pane/panetest"
)

func TestTheViewFillsItsSpace(t *testing.T) { synctest.Test(t, testTheViewFillsItsSpace) }

func testTheViewFillsItsSpace(t *testing.T) {
	panetest.Fill(t, "nothing chosen", inSight(t, shop()))
	panetest.Fill(t, "failed", opened(t, &shelf{fail: errors.New("broken")}))
	for _, f := range []github.FileText{
		{}, {Kind: github.EntryFolder}, {Kind: github.EntrySubmodule}, {Kind: github.EntryLink, Target: "\x1b[2J日本"}, {Binary: true, Text: []byte("\x00")}, {TooLarge: true},
	} {
		s := shop()
		s.files[id(9)+" sum.go"] = f
		panetest.Fill(t, fmt.Sprintf("%+v", f), opened(t, s))
	}
	hostile, long := shop(), strings.Join(panetest.Hostile(), "\n")+"\r\n"+strings.Repeat("x", 20_000)+"\n\ta\rb\n"
	hostile.files[id(9)+" sum.go"] = github.FileText{Text: []byte(long)}
	var ranges []github.BlameRange
	for i, s := range panetest.Hostile() {
		ranges = append(ranges, github.BlameRange{First: i + 1, Last: i + 1, Age: i%10 + 1, Ignored: i%2 == 0, Commit: github.BlameCommit{
			SHA: id(i), Subject: s, Author: github.Person{Name: s, Login: s}, Pull: i * 99_999, At: now.Add(time.Duration(i) * -1000 * time.Hour),
		}})
	}
	hostile.blames[id(9)+" sum.go"] = ranges
	for name, s := range map[string]*shelf{"shop": shop(), "hostile": hostile} {
		p := opened(t, s)
		panetest.Fill(t, name, p)
		press(p, keymap.Last, keymap.Right, keymap.Right)
		panetest.Fill(t, name+" at the end", p)
		press(p, keymap.Blame, keymap.First)
		for range p.list.Len() {
			panetest.Fill(t, name+" with blame", p)
			press(p, keymap.Down)
		}
		press(p, keymap.Filter)
		panetest.Type(p, "a")
		panetest.Fill(t, name+", finding", p)
		panetest.Type(p, "日zzz")
		panetest.Fill(t, name+", not found", p)
		press(p, keymap.Cancel, keymap.ToLine)
		panetest.Fill(t, name+", going to a line", p)
		press(p, keymap.Cancel, keymap.Filter)
		panetest.Type(p, "e")
		press(p, keymap.Accept)
		panetest.Fill(t, name+", found", p)
	}
}

func TestTheFile(t *testing.T) {
	p := opened(t, shop())
	want := `  1 package shop
  2
  3 /* Sum adds
  4 all prices. */
  5 func Sum(list []int) (sum int) {
  6     for _, n := range list {
  7         sum += n
  8     }
  9     return sum
 10 }`
	if diff := cmp.Diff(want, seen(p)); diff != "" {
		t.Errorf("got another file (-want +got):\n%s", diff)
	}
	th := p.o.Theme
	if row := p.View(false)[3]; !strings.Contains(row, th.Syntax.Comment.Render("all prices. */")) {
		t.Errorf("got %q, want a comment that goes on from the line above", row)
	}
	if st := p.Status(); st.Title != "sum.go · main" || st.Count != "1 of 10" {
		t.Errorf("got status %q, %q", st.Title, st.Count)
	}
	p.Resize(28, 14)
	press(p, keymap.Right)
	if got := strings.Split(seen(p), "\n"); got[0] != "  1 shop" || got[8] != "  9 rn sum" {
		t.Errorf("got %q, want the code scrolled and the numbers not", got)
	}
	if intent := press(p, keymap.Left, keymap.Back); intent != (pane.Leave{}) || p.left != 0 {
		t.Errorf("got %v, want to leave", intent)
	}
}

func TestBlame(t *testing.T) {
	s := shop()
	p := opened(t, s)
	press(p, keymap.Blame)
	want := `┃ Ada            9mo 0000000          1 package shop
┃                                     2
┃                                     3 /* Sum adds
┃                                     4 all prices. */
┃ Bo              3d 0000000 #12      5 func Sum(list []int) (sum int) {
┃                                     6     for _, n := range list {
┃                                     7         sum += n
┃                                     8     }
┃ Cy             1mo 0000000          9     return sum
┃                                    10 }


`
	rows := strings.Split(seen(p), "\n")
	if diff := cmp.Diff(want, strings.Join(rows[:13], "\n")); diff != "" {
		t.Errorf("got another blame (-want +got):\n%s", diff)
	}
	if got := rows[13]; got != " 0000000 Begin  Ada, 9 months ago" {
		t.Errorf("got foot %q", got)
	}
	press(p, keymap.Last)
	if got := seen(p); !strings.Contains(got, "0000000 in .git-blame-ignore-revs: B goes behind it  Indent  Cy, 1 month ago") {
		t.Errorf("got\n%s\nwant to be told that the commit is to be passed over", got)
	}
	p.Resize(80, 6)
	press(p, keymap.First, keymap.PageDown)
	if first, _ := p.list.Window(); first == 0 || !strings.HasPrefix(strings.Split(seen(p), "\n")[0], "┃ Bo ") && !strings.HasPrefix(strings.Split(seen(p), "\n")[0], "┃ Ada ") {
		t.Errorf("got\n%s\nwant who wrote the first row in sight", seen(p))
	}
	press(p, keymap.Blame)
	if got := seen(p); strings.Contains(got, "Bo") {
		t.Errorf("got\n%s\nwant no blame", got)
	}
	press(p, keymap.Blame)
	if n := strings.Count(strings.Join(s.asked, "\n"), "blame"); n != 1 {
		t.Errorf("got %d requests for the blame, want one", n)
	}
}

// Enter goes to the commit that wrote the line; where that is not known yet, it
// is asked for.
func TestFromALineToItsCommit(t *testing.T) {
	p := opened(t, shop())
	if intent, ok := press(p, keymap.Open).(pane.Say); !ok || !strings.Contains(intent.Text, "then once more") {
		t.Errorf("got %v, want to be told that it is asked", intent)
	}
	press(p, keymap.Last)
	if intent := press(p, keymap.Open); intent != (pane.ChooseCommit{SHA: id(3)}) {
		t.Errorf("got %v, want the commit that indented", intent)
	}
	panetest.Send(p, pane.Click{X: 50, Y: 5, Again: true})
	if intent := panetest.Send(p, pane.Click{X: 50, Y: 5, Again: true}); intent != (pane.ChooseCommit{SHA: id(2)}) {
		t.Errorf("got %v, want the commit of the line clicked", intent)
	}
}

func TestBehindACommitAndBack(t *testing.T) {
	s := shop()
	p := opened(t, s)
	press(p, keymap.Blame)
	panetest.Send(p, pane.SubjectChanged{Subject: func() pane.Subject { s := subject(); s.Line = 7; return s }()})
	press(p, keymap.Before)
	if st := p.Status(); st.Title != "old/sum.go · 0000000" || st.Count != "3 of 4" {
		t.Fatalf("got status %q, %q, want the file before, at its line", st.Title, st.Count)
	}
	if got := s.asked[len(s.asked)-4:]; got[0] != "before 2 sum.go:7 \t\tsum += n" {
		t.Errorf("got asked %q, want where the line was", got)
	}
	if got := seen(p); !strings.Contains(got, "┃ Ada") || !strings.Contains(got, "func Sum() {") {
		t.Errorf("got\n%s\nwant the file with its blame", got)
	}
	if intent := press(p, keymap.CopyURL); intent != (pane.Copy{Text: "https://github.com/acme/shop/blob/" + id(1) + "/old/sum.go#L3", What: "URL"}) {
		t.Errorf("got %v, want the address of the line before", intent)
	}
	if intent, ok := press(p, keymap.Before).(pane.Say); ok {
		t.Errorf("got %v at once, want an answer", intent)
	}
	press(p, keymap.Back)
	if st := p.Status(); st.Title != "sum.go · main" || st.Count != "7 of 10" {
		t.Errorf("got status %q, %q, want to be back on the line", st.Title, st.Count)
	}
	press(p, keymap.Before)
	other := subject()
	other.Ref = "next"
	panetest.Send(p, pane.SubjectChanged{Subject: other})
	if len(p.trail) != 0 {
		t.Errorf("got the trail %v for another ref, want none", p.trail)
	}
}

// Nobody is carried off who went on meanwhile, and what cannot be told is said.
func TestBehindACommitTooLate(t *testing.T) {
	p := opened(t, shop())
	press(p, keymap.Blame)
	for range 5 {
		press(p, keymap.Down)
	}
	_, cmd := p.Update(keymap.Before)
	press(p, keymap.Down)
	panetest.Run(p, cmd)
	if len(p.trail) != 0 || !p.before.Busy().IsZero() {
		t.Errorf("got the trail %v, want none: the cursor went on", p.trail)
	}
	press(p, keymap.First)
	_, cmd = p.Update(keymap.Before)
	intents := panetest.Run(p, cmd)
	if len(intents) != 1 || intents[0] != (pane.Say{Text: github.ErrNothingBefore.Error()}) {
		t.Errorf("got %v, want to be told that nothing was before", intents)
	}
}

func TestFinding(t *testing.T) {
	p := opened(t, shop())
	at := func(what string, line int) {
		t.Helper()
		if got := p.list.Cursor() + 1; got != line {
			t.Errorf("%s: got line %d, want %d", what, got, line)
		}
	}
	press(p, keymap.Filter)
	if p.Scope() != keymap.FindText {
		t.Errorf("got scope %s, want %s", p.Scope(), keymap.FindText)
	}
	panetest.Type(p, "sum")
	at("typed", 3)
	press(p, keymap.Accept, keymap.NextMatch)
	at("next", 5)
	press(p, keymap.NextMatch, keymap.NextMatch)
	at("next again", 9)
	if intent := press(p, keymap.NextMatch); intent != (pane.Say{Text: "from the top again"}) {
		t.Errorf("got %v, want to be told that it began anew", intent)
	}
	at("wrapped", 3)
	if intent := press(p, keymap.PreviousMatch); intent != (pane.Say{Text: "from the end again"}) {
		t.Errorf("got %v, want to be told that it began at the end", intent)
	}
	at("back", 9)
	press(p, keymap.First)
	if intent := press(p, keymap.PreviousMatch); intent != (pane.Say{Text: "from the end again"}) {
		t.Errorf("got %v from the first line, want to be told that it began at the end", intent)
	}
	at("back from the top", 9)
	th := p.o.Theme
	if row := p.View(false)[5]; strings.Count(row, th.Match.Open) != 2 || !strings.Contains(row, th.Match.Render("Sum")) {
		t.Errorf("got %q, want both matches marked", row)
	}
	press(p, keymap.Back)
	if row := p.View(false)[4]; strings.Contains(row, th.Match.Open) {
		t.Errorf("got %q, want no marks after esc", row)
	}
	press(p, keymap.First, keymap.Filter)
	panetest.Type(p, "Sum")
	at("with a capital", 3)
	press(p, keymap.Down)
	at("down while typing", 5)
	press(p, keymap.Cancel)
	at("given up", 1)
	press(p, keymap.Filter)
	panetest.Type(p, "zzz")
	if got := strings.Split(seen(p), "\n")[0]; !strings.Contains(got, "no match") {
		t.Errorf("got %q, want to be told at once", got)
	}
	if intent := press(p, keymap.Accept); intent != (pane.Say{Text: `nothing matches "zzz"`}) || p.Scope() != keymap.Source {
		t.Errorf("got %v in %s", intent, p.Scope())
	}
	if intent, ok := press(p, keymap.NextMatch).(pane.Say); !ok || !strings.Contains(intent.Text, "/ finds") {
		t.Errorf("got %v, want to be told how to find", intent)
	}
}

func TestGoingToALine(t *testing.T) {
	p := opened(t, shop())
	for typed, want := range map[string]int{"7": 7, "0": 1, "999": 10, "-1": 10, "-99": 1, "x": 1, "99999999999999999999": 1} {
		press(p, keymap.First, keymap.ToLine)
		panetest.Type(p, typed)
		press(p, keymap.Accept)
		if got := p.list.Cursor() + 1; got != want {
			t.Errorf("%q: got line %d, want %d", typed, got, want)
		}
	}
}

func TestWhatIsHandedOn(t *testing.T) {
	p := opened(t, shop())
	press(p, keymap.Down, keymap.Down)
	place, repo := subject().Place, subject().Repo
	url := "https://github.com/acme/shop/blob/" + id(9) + "/sum.go#L3"
	for _, tt := range []struct {
		action keymap.Action
		want   pane.Intent
	}{
		{keymap.Browse, pane.Browse{URL: url}},
		{keymap.CopyURL, pane.Copy{Text: url, What: "URL"}},
		{keymap.CopyShort, pane.Copy{Text: "sum.go:3", What: "place"}},
		{keymap.FindFile, pane.ShowOwners{Place: place, Repo: repo, DefaultBranch: "main", Ref: "main", Path: "sum.go"}},
		{keymap.Who, pane.WhoOwns{Place: place, Repo: repo, Ref: "main", Paths: []string{"sum.go"}}},
		{keymap.History, pane.ShowHistory{Place: place, Repo: repo, DefaultBranch: "main", Ref: "main", Path: "sum.go"}},
		{keymap.Editor, pane.EditFile{Place: place, Repo: repo, Commit: id(9), Path: "sum.go", Line: 3, Text: code}},
	} {
		if diff := cmp.Diff(tt.want, press(p, tt.action)); diff != "" {
			t.Errorf("%s: (-want +got)\n%s", tt.action, diff)
		}
	}
	if intent := press(inSight(t, shop()), keymap.Browse); intent != nil {
		t.Errorf("got %v without a file, want nothing", intent)
	}
}

// An answer for a file that was left changes nothing.
func TestALateAnswer(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := shop()
		s.files[id(9)+" other.go"] = github.FileText{Text: []byte("package other\n")}
		p := inSight(t, s)
		_, late := p.Update(pane.SubjectChanged{Subject: subject()})
		other := subject()
		other.Path = "other.go"
		panetest.Send(p, pane.SubjectChanged{Subject: other})
		panetest.Run(p, late)
		if got := seen(p); got != " 1 package other" {
			t.Errorf("got\n%s\nwant the file chosen last", got)
		}
	})
}

func TestAFailureAndTryingAgain(t *testing.T) {
	s := shop()
	s.fail = errors.New("broken")
	p := opened(t, s)
	if st := p.Status(); st.Err == nil || !strings.Contains(seen(p), "Press r to try again.") {
		t.Errorf("got %v and\n%s\nwant the failure", st.Err, seen(p))
	}
	s.fail = nil
	press(p, keymap.Reload)
	if st := p.Status(); st.Err != nil || p.list.Len() != 10 {
		t.Errorf("got %v and %d lines, want the file", st.Err, p.list.Len())
	}
	s.fail = errors.New("too long")
	press(p, keymap.Blame)
	if st := p.Status(); st.Err == nil || p.list.Len() != 10 {
		t.Errorf("got %v and %d lines, want the file without the blame", st.Err, p.list.Len())
	}
	if intent, ok := press(p, keymap.Open).(pane.Say); !ok || !strings.Contains(intent.Text, "r asks again") {
		t.Errorf("got %v, want to be told what to do", intent)
	}
	s.fail = nil
	press(p, keymap.Reload)
	if st := p.Status(); st.Err != nil || p.blamed(0) == nil {
		t.Errorf("got %v, want the blame", st.Err)
	}
}

func TestTheStoredFileIsInTheFirstFrame(t *testing.T) {
	s := shop()
	s.stored = true
	p := New(Options{Context: t.Context(), Theme: panetest.Theme(), Client: s})
	p.Resize(80, 14)
	at := subject()
	at.Line = 5
	panetest.Send(p, pane.Restored{Subject: at})
	if p.list.Len() != 10 || p.list.Cursor() != 4 || len(s.asked) != 0 {
		t.Errorf("got %d lines, the cursor on %d, asked %q, want the stored file", p.list.Len(), p.list.Cursor(), s.asked)
	}
	panetest.Send(p, pane.Shown{})
	if diff := cmp.Diff([]string{"sha main"}, s.asked); diff != "" {
		t.Errorf("asked for other things (-want +got):\n%s", diff)
	}
}

func TestALargeFileIsNotInTheFirstFrame(t *testing.T) {
	s := shop()
	s.stored = true
	s.files[id(9)+" sum.go"] = github.FileText{Text: make([]byte, maxFirst+1)}
	p := New(Options{Context: t.Context(), Theme: panetest.Theme(), Client: s})
	p.Resize(80, 14)
	panetest.Send(p, pane.Restored{Subject: subject()})
	if p.list.Len() != 0 {
		t.Errorf("got %d lines, want none before the program runs", p.list.Len())
	}
	panetest.Send(p, pane.Shown{})
	if p.list.Len() != 1 || len(s.asked) != 1 {
		t.Errorf("got %d lines, asked %q, want the stored file", p.list.Len(), s.asked)
	}
}

func TestOtherFilesKeepTheirLine(t *testing.T) {
	s := shop()
	s.files[id(9)+" other.go"] = github.FileText{Text: []byte("package other\n")}
	p := opened(t, s)
	press(p, keymap.Last)
	other := subject()
	other.Path, other.Line = "other.go", 1
	panetest.Send(p, pane.SubjectChanged{Subject: other})
	panetest.Send(p, pane.SubjectChanged{Subject: subject()})
	if got := p.list.Cursor(); got != 9 {
		t.Errorf("got line %d, want the last, where the cursor was", got+1)
	}
}

func TestWhatIsNoText(t *testing.T) {
	for _, tt := range []struct {
		file github.FileText
		want string
	}{
		{github.FileText{}, "The file is empty."},
		{github.FileText{Kind: github.EntryFolder}, "This is a folder. Press t"},
		{github.FileText{Kind: github.EntrySubmodule, Target: "git://x/y"}, "the files are in git://x/y."},
		{github.FileText{Kind: github.EntryLink, Target: "../out"}, "nowhere: ../out"},
		{github.FileText{Binary: true, Text: []byte("\x00")}, "This is no text."},
		{github.FileText{TooLarge: true}, "larger than 20 MB"},
	} {
		s := shop()
		s.files[id(9)+" sum.go"] = tt.file
		p := opened(t, s)
		if got := seen(p); !strings.Contains(got, tt.want) {
			t.Errorf("%+v: got %q, want %q", tt.file, got, tt.want)
		}
		if intent, ok := press(p, keymap.Filter).(pane.Say); !ok || p.Scope() != keymap.Source {
			t.Errorf("%+v: got %v, want nothing to find in", tt.file, intent)
		}
	}
}
