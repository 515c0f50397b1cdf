package start

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"github.com/google/shlex"

	"hubtrail/ui/screen"
)

// glance is how long a pager must have been there for what it showed to have
// been read.
const glance = time.Second

// pager gives a text to the person's pager on the terminal and waits for it. A
// pager that prints and ends at once, as less does with a short text under some
// settings, is waited for with a question, so that what it printed can be read.
func (s *session) pager(term *screen.Screen) func(text string) error {
	return func(text string) error {
		command, err := s.pagerCommand()
		if err != nil {
			return err
		}
		return term.Lend(func() error {
			began := time.Now()
			if err := s.page(command, text); err != nil {
				return err
			}
			if time.Since(began) < glance {
				fmt.Fprint(os.Stdout, "\nenter goes back to hubtrail ")
				_, err := bufio.NewReader(os.Stdin).ReadString('\n')
				if err != nil && !errors.Is(err, io.EOF) {
					return fmt.Errorf("wait for enter: %w", err)
				}
			}
			return nil
		})
	}
}

// page runs the pager with the text as its input. One that ends before it has
// read all is no failure.
func (s *session) page(command []string, text string) error {
	cmd := exec.Command(command[0], command[1:]...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = strings.NewReader(text), os.Stdout, os.Stderr
	if s.env("LESS") == "" {
		cmd.Env = append(os.Environ(), "LESS=R")
	}
	if err := cmd.Run(); err != nil {
		return fmt.Errorf("the pager %s did not do it: %w", command[0], err)
	}
	return nil
}

// pagerCommand is the first that is named, in git's order behind our own: the
// environment before a file of settings.
func (s *session) pagerCommand() ([]string, error) {
	said := func(name, value string) ([]string, error) {
		args, err := shlex.Split(value)
		if err != nil || len(args) == 0 {
			return nil, fmt.Errorf("%s is no command: %q", name, value)
		}
		return args, nil
	}
	if v := s.env("HUBTRAIL_PAGER"); v != "" {
		return said("HUBTRAIL_PAGER", v)
	}
	if len(s.config.Pager) > 0 {
		return s.config.Pager, nil
	}
	if v := s.env("GIT_PAGER"); v != "" {
		return said("GIT_PAGER", v)
	}
	// git says what its settings are; without git there are none.
	for _, name := range []string{"pager.diff", "core.pager"} {
		out, _ := exec.Command("git", "config", "--get", name).Output()
		switch v := strings.TrimSpace(string(out)); v {
		case "", "true", "false":
		default:
			return said("git's "+name, v)
		}
	}
	if v := s.env("PAGER"); v != "" {
		return said("PAGER", v)
	}
	for _, name := range []string{"less", "more"} {
		if path, err := exec.LookPath(name); err == nil {
			return []string{path}, nil
		}
	}
	return nil, errors.New("no pager was found: set PAGER")
}

// mostNames is how many names are tried for a file that is to be new.
const mostNames = 100

// saveNew writes a text into a new file of the folder the program was started
// in, under the name or one with a number behind it, and gives the file's path.
func saveNew(text, name string) (string, error) {
	name = fileName(name)
	ending := filepath.Ext(name)
	for i := range mostNames {
		path := name
		if i > 0 {
			path = fmt.Sprintf("%s-%d%s", strings.TrimSuffix(name, ending), i+1, ending)
		}
		f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
		switch {
		case errors.Is(err, fs.ErrExist):
			continue
		case err != nil:
			return "", err
		}
		_, err = f.WriteString(text)
		if err = errors.Join(err, f.Close()); err != nil {
			return "", errors.Join(err, os.Remove(path))
		}
		if full, err := filepath.Abs(path); err == nil {
			return full, nil
		}
		return path, nil
	}
	return "", fmt.Errorf("there are %d files named like %s already: move some away", mostNames, name)
}

// fileName is a name that every file system takes, and that is no path and no
// hidden file.
func fileName(name string) string {
	name = strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f || strings.ContainsRune(`/\:*?"<>|`, r) {
			return '-'
		}
		return r
	}, strings.ToValidUTF8(name, "-"))
	if name = strings.TrimLeft(name, ".-"); name == "" {
		return "hubtrail.patch"
	}
	return name
}
