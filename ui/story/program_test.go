package story

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"hubtrail/github"
	"hubtrail/github/embedded/demo"
	"hubtrail/ui/uitest"
)

// bubble runs a test in fake time.
func bubble(t *testing.T, f func(t *testing.T)) {
	t.Helper()
	t.Parallel()
	synctest.Test(t, f)
}

// inDemo starts the demo on a terminal of 120x40.
func inDemo(t *testing.T, change func(*uitest.Options)) *uitest.Term {
	t.Helper()
	o := uitest.Options{Width: 120, Height: 40, World: demo.World(demoDir), Accounts: uitest.Demo()}
	if change != nil {
		change(&o)
	}
	return uitest.New(t, o)
}

func contains(t *testing.T, term *uitest.Term, want string) {
	t.Helper()
	if got := term.Screen(); !strings.Contains(got, want) {
		t.Errorf("got a screen without %q, want it:\n%s", want, got)
	}
}

func TestAnIdleMinuteDoesNothing(t *testing.T) {
	bubble(t, func(t *testing.T) {
		term := inDemo(t, nil)
		term.Press("enter", "enter", "/", "?")
		term.Wait(time.Second)
		messages, writes := term.Messages(), term.Writes()
		term.Asked()
		term.Wait(time.Minute)
		if got := term.Messages() - messages; got != 0 {
			t.Errorf("an idle minute: got %d messages, want none", got)
		}
		if got := term.Writes() - writes; got != 0 {
			t.Errorf("an idle minute: got %d writes to the terminal, want none", got)
		}
		if got := term.Asked(); len(got) != 0 {
			t.Errorf("an idle minute: got requests %q, want none", got)
		}
	})
}

func TestOnlyWhatChangedIsPainted(t *testing.T) {
	bubble(t, func(t *testing.T) {
		term := inDemo(t, nil)
		term.Press("j")
		writes := term.Writes()
		term.Press("j")
		if got := term.Writes() - writes; got != 1 {
			t.Errorf("one key: got %d writes to the terminal, want 1", got)
		}
		writes = term.Writes()
		term.Press("x")
		if got := term.Writes() - writes; got != 0 {
			t.Errorf("a key that means nothing: got %d writes to the terminal, want none", got)
		}
	})
}

func TestADiskThatTakesNothing(t *testing.T) {
	bubble(t, func(t *testing.T) {
		// A file where the folders should be fails every write, also for root.
		blocked := filepath.Join(t.TempDir(), "file")
		if err := os.WriteFile(blocked, nil, 0o600); err != nil {
			t.Fatal(err)
		}
		term := inDemo(t, func(o *uitest.Options) { o.Store = blocked })
		term.Press("enter")
		contains(t, term, "Move batch.md")
		term.Press("2", "p")
		term.Wait(time.Second)
		contains(t, term, "not pinned")
		term.Restart()
		term.Wait(time.Second)
		contains(t, term, "Move batch.md")
	})
}

func TestABrowserThatDoesNotStart(t *testing.T) {
	bubble(t, func(t *testing.T) {
		term := inDemo(t, func(o *uitest.Options) {
			o.Browse = func(string) error { return errors.New("exec: \"firefox\": not found") }
		})
		term.Press("o")
		contains(t, term, "no browser could be started")
		term.Press("y")
		if got, want := term.Copied(), []string{"https://github.com/northwind/mobile-app"}; !slices.Equal(got, want) {
			t.Errorf("copied: got %q, want %q", got, want)
		}
	})
}

func TestAHugeAnswer(t *testing.T) {
	bubble(t, func(t *testing.T) {
		term := inDemo(t, nil)
		body := []byte(`[{"sha":"` + strings.Repeat("a", 40) + `","commit":{"message":"`)
		body = append(body, bytes.Repeat([]byte("x"), 96<<20)...)
		term.Answer("/repos/northwind/mobile-app/commits", 200, "application/json", append(body, `"}}]`...))
		term.Press("enter")
		term.Wait(time.Minute)
		contains(t, term, "larger than 64 MB")
		term.Answer("/repos/northwind/mobile-app/commits", 0, "", nil)
		term.Press("r")
		contains(t, term, "Move batch.md")
	})
}

func TestAnswersThatAreNoListing(t *testing.T) {
	for _, body := range []string{"", "null", "{}", `"text"`, "[1,2]", "[null]", `[{"sha":null}]`, `{"message":"Moved"}`, "[{}", strings.Repeat("[", 20_000)} {
		t.Run(fmt.Sprintf("%.20q", body), func(t *testing.T) {
			bubble(t, func(t *testing.T) {
				term := inDemo(t, nil)
				term.Answer("/repos/northwind/mobile-app/commits", 200, "application/json", []byte(body))
				term.Press("enter")
				term.Wait(time.Minute)
				term.Press("j", "enter", "b", "esc", "2")
				contains(t, term, "consent") // the other panes live
				term.Answer("/repos/northwind/mobile-app/commits", 0, "", nil)
				term.Press("3", "r")
				term.Wait(time.Minute)
				contains(t, term, "Move batch.md")
			})
		})
	}
}

// TestPagesOfALargeAccount counts what ten thousand repositories cost.
func TestPagesOfALargeAccount(t *testing.T) {
	bubble(t, func(t *testing.T) {
		term := uitest.New(t, uitest.Options{World: demo.Large(10_000), Accounts: []github.Options{uitest.Token("user", demo.UserToken)}})
		term.Wait(time.Minute)
		pages := 0
		for _, r := range term.Asked() {
			if strings.HasPrefix(r, "GET /user/repos?") {
				pages++
			}
		}
		if pages != 100 {
			t.Errorf("pages of 10,000 repositories: got %d, want 100", pages)
		}
		term.Press("a")
		contains(t, term, "10,000")
		term.Restart()
		contains(t, term, "9,411")
	})
}

func TestAResizeStormEndsAsIfThereHadBeenNone(t *testing.T) {
	bubble(t, func(t *testing.T) {
		term := inDemo(t, nil)
		term.Press("enter", "enter")
		want := term.Screen()
		r := rand.New(rand.NewPCG(1, 2))
		for range 200 {
			term.ResizeUnseen(r.IntN(240), r.IntN(80))
		}
		term.Resize(120, 40)
		if got := term.Screen(); got != want {
			t.Errorf("after the storm: got\n%s\nwant\n%s", got, want)
		}
	})
}

// TestAnyKeysAtAnySize presses keys at random. The harness fails it for a fault
// of a frame, a panic or a goroutine left behind.
func TestAnyKeysAtAnySize(t *testing.T) {
	keys := strings.Fields("j k g G h l enter esc tab shift+tab 1 2 3 4 z r R o y Y b / s a p i ? : ctrl+d ctrl+u pgup pgdown ] [ x D left right down up home end space backspace ctrl+n alt+j é 日 🚀 focus")
	for seed := range uint64(6) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			bubble(t, func(t *testing.T) {
				r := rand.New(rand.NewPCG(seed, 7))
				term := inDemo(t, func(o *uitest.Options) { o.Server.Latency = time.Duration(seed%3) * 40 * time.Millisecond })
				var pressed []string
				for range 250 {
					k := keys[r.IntN(len(keys))]
					pressed = append(pressed, k)
					term.Press(k)
					switch r.IntN(12) {
					case 0:
						term.Resize(1+r.IntN(200), 1+r.IntN(60))
					case 1:
						term.Wait(time.Duration(r.IntN(200)) * time.Millisecond)
					case 2:
						term.Click(r.IntN(120), r.IntN(40))
					case 3:
						term.Paste("pasted \x1b[2J\ntext")
					}
					if strings.Contains(term.Screen(), "This pane failed") {
						t.Fatalf("after %q: got a pane that failed, want none:\n%s\n%s", pressed, term.Screen(), term.Log())
					}
				}
				if !term.Running() {
					t.Fatalf("after %q: got the program ended, want it running", pressed)
				}
			})
		})
	}
}

func TestAHugePaste(t *testing.T) {
	bubble(t, func(t *testing.T) {
		term := inDemo(t, nil)
		term.Press("/")
		term.Paste(strings.Repeat("zzz \x1b[31m", 1<<16))
		contains(t, term, "No repository matches")
		term.Press("esc")
		contains(t, term, "mobile-app")
		term.Paste("text that nobody asked for")
		contains(t, term, "press / to filter first")
	})
}
