package start

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"

	"github.com/google/shlex"

	"hubtrail/ui/screen"
)

// editorVariables may name an editor, the first that is set counts: our own,
// then gh's order.
var editorVariables = [...]string{"HUBTRAIL_EDITOR", "GH_EDITOR", "GIT_EDITOR", "VISUAL", "EDITOR"}

// editor gives the text to the person's editor on the terminal and waits for
// it. The text is in a file of a folder that nobody else can read, and gone
// afterwards. What the editor saved is given back even if it failed then.
func (s *session) editor(term *screen.Screen) func(text, name string) (string, error) {
	return func(text, name string) (string, error) {
		command, err := s.editorCommand()
		if err != nil {
			return text, err
		}
		dir, err := os.MkdirTemp("", "hubtrail-")
		if err != nil {
			return text, fmt.Errorf("make a folder for the editor's file: %w", err)
		}
		defer os.RemoveAll(dir)
		path := filepath.Join(dir, filepath.Base(name))
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			return text, fmt.Errorf("write the editor's file: %w", err)
		}
		err = term.Lend(func() error {
			cmd := exec.Command(command[0], append(command[1:], path)...)
			cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
			return cmd.Run()
		})
		saved, readErr := os.ReadFile(path)
		switch {
		case readErr != nil:
			return text, errors.Join(err, fmt.Errorf("read what the editor saved: %w", readErr))
		case err != nil:
			return string(saved), fmt.Errorf("the editor %s ended with: %w", command[0], err)
		}
		return string(saved), nil
	}
}

func (s *session) editorCommand() ([]string, error) {
	for _, name := range editorVariables {
		if said := s.env(name); said != "" {
			args, err := shlex.Split(said)
			if err != nil || len(args) == 0 {
				return nil, fmt.Errorf("%s is no command: %q", name, said)
			}
			return args, nil
		}
	}
	usual := []string{"nano", "vi"}
	if s.os() == "windows" {
		usual = []string{"notepad"}
	}
	for _, name := range usual {
		if _, err := exec.LookPath(name); err == nil {
			return []string{name}, nil
		}
	}
	return nil, errors.New("no editor was found: set EDITOR")
}
