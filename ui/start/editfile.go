package start

import (
	"bytes"
	"context"
	"crypto/sha1"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"

	"hubtrail/github"
	"hubtrail/ui/pane"
	"hubtrail/ui/screen"
)

// editFile opens a file of a commit in the person's editor, at its line: the one
// in the working tree of the repository's clone if there is one, else a copy that
// cannot be written. It waits for the editor, and says what the person is to know.
func (s *session) editFile(term *screen.Screen) func(ctx context.Context, f pane.EditFile) (note string, err error) {
	return func(ctx context.Context, f pane.EditFile) (string, error) {
		command, err := s.editorCommand()
		if err != nil {
			return "", err
		}
		path, note := s.workingFile(f)
		if path == "" {
			if path, err = s.copyOf(ctx, f); err != nil {
				return "", err
			}
			note = "that was a copy, and no clone of " + f.Repo.String() + " has the file: see clones in the configuration"
		}
		args := atLine(command, path, f.Line)
		err = term.Lend(func() error {
			cmd := exec.Command(args[0], args[1:]...)
			cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
			return cmd.Run()
		})
		if err != nil {
			return "", fmt.Errorf("the editor %s ended with: %w", command[0], err)
		}
		return note, nil
	}
}

// workingFile is a file of a repository in the working tree of its clone, "" if
// there is none, and what is to be said of it if it is not as in the commit.
func (s *session) workingFile(f pane.EditFile) (path, note string) {
	top := s.workingTree(f.Place, f.Repo)
	// The path comes from outside: it is to stay in the tree, and out of git's folder.
	local := filepath.FromSlash(f.Path)
	if top == "" || !filepath.IsLocal(local) || insideGit(f.Path) {
		return "", ""
	}
	root, err := os.OpenRoot(top)
	if err != nil {
		return "", ""
	}
	defer root.Close()
	info, err := root.Stat(local)
	if err != nil || !info.Mode().IsRegular() {
		return "", ""
	}
	path = filepath.Join(top, local)
	if len(f.Blob) != 2*sha1.Size || info.Size() > github.MaxFileText { // not told, or of SHA-256
		return path, ""
	}
	text, err := root.ReadFile(local)
	if err != nil || gitBlob(text) == f.Blob || gitBlob(bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n"))) == f.Blob {
		return path, ""
	}
	return path, "the clone's " + f.Path + " is not as it is here: lines may be elsewhere"
}

// workingTree is the top of the working tree of a repository's clone, "" if there
// is none.
func (s *session) workingTree(at github.Place, repo github.RepoRef) string {
	client, err := s.accounts.Client(at.Account)
	if err != nil {
		return ""
	}
	var k *clone
	switch a := client.Account(); {
	case a.Kind == github.KindClone:
		k = s.clone
	case !a.Local:
		k = s.clones.of(a.Host, repo.Owner, repo.Name)
	}
	if k == nil {
		return ""
	}
	found, err := k.look()
	if err != nil || k != s.clone && !k.itself(found) {
		return ""
	}
	return found.Top
}

// insideGit reports whether a path leads into git's own folder, in any case and
// with the endings that some file systems leave out.
func insideGit(path string) bool {
	for part := range strings.SplitSeq(path, "/") {
		if part = strings.ToLower(strings.TrimRight(part, ". ")); part == ".git" || part == "git~1" {
			return true
		}
	}
	return false
}

// gitBlob is the id that git gives to a text.
func gitBlob(text []byte) string {
	sum := sha1.New()
	fmt.Fprintf(sum, "blob %d\x00", len(text))
	sum.Write(text)
	return hex.EncodeToString(sum.Sum(nil))
}

// copyOf writes a file of a commit where nobody else can read it, not to be
// written. It stays until the program ends, since some editors open a file after
// they seem to have ended.
func (s *session) copyOf(ctx context.Context, f pane.EditFile) (path string, err error) {
	text := []byte(f.Text)
	if len(text) == 0 {
		got, err := s.accounts.File(ctx, f.Place, f.Repo, f.Commit, f.Path)
		switch {
		case err != nil:
			return "", err
		case got.TooLarge:
			return "", fmt.Errorf("%s is too large to be opened here", f.Path)
		case got.Kind != github.EntryFile:
			return "", fmt.Errorf("%s is no file in %s", f.Path, github.ShortRef(f.Commit))
		}
		text = got.Text
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.copies == "" {
		if s.copies, err = os.MkdirTemp("", "hubtrail-"); err != nil {
			return "", fmt.Errorf("make a folder for the editor's file: %w", err)
		}
	}
	dir, err := os.MkdirTemp(s.copies, "")
	if err != nil {
		return "", fmt.Errorf("make a folder for the editor's file: %w", err)
	}
	name := filepath.Base(filepath.FromSlash(f.Path))
	if !filepath.IsLocal(name) {
		return "", errors.New("the file has no name that can be written")
	}
	path = filepath.Join(dir, name)
	if err := os.WriteFile(path, text, 0o400); err != nil {
		return "", fmt.Errorf("write the editor's file: %w", err)
	}
	return path, nil
}

// atLine is the command that opens a file at a line, from 1; 0 is none. Editors
// that are not known get the file alone.
func atLine(command []string, path string, line int) []string {
	args := append([]string{}, command...)
	if line < 1 {
		return append(args, path)
	}
	n := strconv.Itoa(line)
	name := strings.TrimSuffix(strings.ToLower(filepath.Base(command[0])), ".exe")
	switch name {
	case "vi", "vim", "nvim", "nvi", "view", "gvim", "mvim", "nano", "pico", "emacs", "emacsclient", "kak", "micro", "joe", "mg", "jed", "ne", "bbedit", "gedit":
		return append(args, "+"+n, path)
	case "code", "code-insiders", "codium", "vscodium", "cursor", "windsurf":
		return append(args, "--goto", path+":"+n)
	case "hx", "helix", "subl", "zed", "zeditor":
		return append(args, path+":"+n)
	case "kate", "mate", "xed", "idea", "goland", "pycharm", "webstorm", "phpstorm", "rubymine", "clion", "rider":
		return append(args, "--line", n, path)
	case "notepad++":
		return append(args, "-n"+n, path)
	}
	return append(args, path)
}
