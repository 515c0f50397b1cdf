package uitest

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"time"

	tea "github.com/charmbracelet/bubbletea"
	uv "github.com/charmbracelet/ultraviolet"

	"hubtrail/github/embedded"
	"hubtrail/github/embedded/demo"
)

// Press types keys by their names ("j", "enter", "ctrl+d", "shift+tab"), each
// when all is at rest again after the one before.
func (t *Term) Press(keys ...string) {
	t.t.Helper()
	for _, k := range keys {
		t.PressTogether(k)
	}
}

// PressTogether types keys so fast that the program reads them at once.
func (t *Term) PressTogether(keys ...string) {
	t.t.Helper()
	var all strings.Builder
	for _, k := range keys {
		s, err := sequence(k)
		if err != nil {
			t.t.Fatal(err)
		}
		all.WriteString(s)
	}
	t.send(all.String())
}

// Type types text, a character at a time.
func (t *Term) Type(text string) {
	t.t.Helper()
	for _, r := range text {
		t.send(string(r))
	}
}

// Paste pastes text as a terminal does that brackets it.
func (t *Term) Paste(text string) {
	t.t.Helper()
	t.send("\x1b[200~" + text + "\x1b[201~")
}

// send writes to the program's input. A program that has ended reads nothing.
func (t *Term) send(s string) {
	t.t.Helper()
	if !t.Running() {
		t.t.Fatalf("send %q: the program has ended", s)
	}
	if _, err := t.run.input.Write([]byte(s)); err != nil {
		t.t.Fatalf("send %q: %v", s, err)
	}
	settle()
}

// Click presses the left mouse button on a cell, counted from 0.
func (t *Term) Click(x, y int) {
	t.t.Helper()
	t.send(fmt.Sprintf("\x1b[<0;%d;%dM\x1b[<0;%d;%dm", x+1, y+1, x+1, y+1))
}

// Wait lets time pass.
func (t *Term) Wait(d time.Duration) {
	time.Sleep(d)
	settle()
}

// Resize changes the size of the terminal.
func (t *Term) Resize(w, h int) {
	t.resize(w, h)
	settle()
	if t.run.unseen {
		t.run.unseen, t.run.excused = false, t.run.screen.Faults()
	}
}

// ResizeUnseen changes the size and does not wait until the program has drawn
// itself anew. A frame that was composed for the size before may then be cut,
// which is held against nobody; call Resize at the end.
func (t *Term) ResizeUnseen(w, h int) {
	t.run.unseen = true
	t.resize(w, h)
}

func (t *Term) resize(w, h int) {
	t.display.resize(w, h)
	t.run.screen.Resized()
	t.run.program.Send(tea.WindowSizeMsg{Width: w, Height: h})
}

// SetFaults replaces the faults of GitHub, one a line as embedded.ParseFaults
// reads them; "" makes it well.
func (t *Term) SetFaults(text string) {
	t.t.Helper()
	faults, err := embedded.ParseFaults(text)
	if err != nil {
		t.t.Fatal(err)
	}
	t.server.SetFaults(faults)
}

// Elsewhere is somebody else, with the rights of the demo's person, who sends
// GitHub a request meanwhile. It must succeed.
func (t *Term) Elsewhere(method, path, body string) {
	t.t.Helper()
	r := httptest.NewRequest(method, path, strings.NewReader(body))
	r.Header.Set("Authorization", "Bearer "+demo.UserToken)
	answer := httptest.NewRecorder()
	t.server.ServeHTTP(answer, r)
	if answer.Code >= http.StatusMultipleChoices {
		t.t.Fatalf("%s %s elsewhere: got %d %s", method, path, answer.Code, answer.Body)
	}
}

// Answer makes GitHub answer requests with these and no other status, type and
// body, as far as their path begins with prefix; a nil body is the end of it.
func (t *Term) Answer(prefix string, status int, contentType string, body []byte) {
	t.asked.replace(prefix, status, contentType, body)
}

// Screen is the rows shown, without trailing spaces, each ended by a line feed.
func (t *Term) Screen() string { return t.display.text() }

// First is what the screen showed at the latest start before anything was asked
// for: what the disk holds, and nothing that came by a request.
func (t *Term) First() string { return t.first }

// Styled is Screen with the style of each run of cells before it in braces:
// "{bold #6cb6ff}Commits".
func (t *Term) Styled() string { return t.display.styled() }

// Selected is the text under the cursor of the focused pane, one line for each
// row that is marked so.
func (t *Term) Selected() string {
	d := newDisplay(1, 1, false)
	defer d.close()
	_, _ = d.Write([]byte(t.run.theme.Selected.Open + "x")) // it writes to memory
	var style uv.Style
	d.rows(func(_, _ int, c *uv.Cell) string { style = c.Style; return "" })
	return t.display.like(style)
}

// Asked are the requests seen since the last call, "GET /user/repos?page=2",
// sorted, as the order of those sent side by side means nothing.
func (t *Term) Asked() []string {
	list := t.asked.take()
	slices.Sort(list)
	return list
}

// Opened are the pages that the browser was asked to show.
func (t *Term) Opened() []string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return slices.Clone(t.opened)
}

// Copied are the texts put on the clipboard.
func (t *Term) Copied() []string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return slices.Clone(t.copied)
}

// Log is the program's log.
func (t *Term) Log() string { return t.log.String() }

// Messages counts the messages that the program has received.
func (t *Term) Messages() int {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.messages
}

// Writes counts the writes to the terminal.
func (t *Term) Writes() int {
	t.display.mu.Lock()
	defer t.display.mu.Unlock()
	return t.display.writes
}
