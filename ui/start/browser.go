package start

import (
	"fmt"
	"io"
	"os/exec"
	"path/filepath"
	"strings"

	"github.com/atotto/clipboard"
	"github.com/cli/browser"
	"github.com/google/shlex"
)

// browserVariables may name a browser, the first that is set counts.
var browserVariables = [...]string{"HUBTRAIL_BROWSER", "GH_BROWSER", "BROWSER"}

// browse opens a page in the browser: GH_BROWSER and BROWSER first, as gh does,
// then the system's. Nothing it prints reaches the screen.
func (s *session) browse(url string) error {
	for _, name := range browserVariables {
		command := s.env(name)
		if command == "" {
			continue
		}
		// BROWSER may list several programs, tried in turn. The others hold one
		// command, whose arguments may have colons.
		list := []string{command}
		if name == "BROWSER" {
			list = filepath.SplitList(command)
		}
		var err error
		for _, one := range list {
			if err = run(one, url); err == nil {
				return nil
			}
		}
		return fmt.Errorf("%s: %w", name, err)
	}
	browser.Stdout, browser.Stderr = io.Discard, io.Discard
	return browser.OpenURL(url)
}

func run(command, url string) error {
	args, err := shlex.Split(command)
	if err != nil || len(args) == 0 {
		return fmt.Errorf("%q is no command", command)
	}
	for i, a := range args {
		args[i] = strings.ReplaceAll(a, "%s", url)
	}
	if !strings.Contains(command, "%s") {
		args = append(args, url)
	}
	// A browser in the terminal's background must not be waited for, and one
	// that fails at once should be told of: starting it is all that is checked.
	cmd := exec.Command(args[0], args[1:]...)
	if err := cmd.Start(); err != nil {
		return err
	}
	go func() { _ = cmd.Wait() }()
	return nil
}

// copyLocal puts text on the machine's own clipboard. Over ssh that is the
// wrong machine's: there the terminal alone is asked.
func (s *session) copyLocal() func(string) error {
	if clipboard.Unsupported || s.env("SSH_CONNECTION") != "" || s.env("SSH_TTY") != "" {
		return nil
	}
	if s.env("DISPLAY") == "" && s.env("WAYLAND_DISPLAY") == "" && s.os() == "linux" {
		return nil
	}
	return clipboard.WriteAll
}
