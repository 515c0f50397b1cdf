package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"

	"hubtrail/github"
	"hubtrail/github/codeowners"
	"hubtrail/ui/text"
)

// errNoFile is in the error of a repository without a CODEOWNERS file.
var errNoFile = errors.New("no CODEOWNERS file")

// ownersFile is the CODEOWNERS file that counts.
type ownersFile struct {
	path     string // one of codeowners.Locations
	rules    *codeowners.File
	warnings []string // lines for a person
}

// findFile reads the first CODEOWNERS file that GitHub would.
func findFile(ctx context.Context, o OwnersOptions) (ownersFile, error) {
	if o.Ref == "" && o.Repo == (github.RepoRef{}) {
		return fileOfTree(o.Root)
	}
	where := "this clone"
	if o.Repo != (github.RepoRef{}) {
		where = o.Repo.String()
	}
	if o.Ref != "" {
		where += " at " + text.Clean(o.Ref)
	}
	for _, place := range codeowners.Locations() {
		data, err := o.Contents(ctx, place, o.Ref)
		switch {
		case errors.Is(err, github.ErrNotFound), errors.Is(err, fs.ErrNotExist):
			continue
		case err != nil:
			return ownersFile{}, fmt.Errorf("read %s of %s: %w", place, where, err)
		}
		return readFile(place, bytes.NewReader(data))
	}
	return ownersFile{}, noFile(where, "check that both the repository and the ref exist and are visible to the account, or add one")
}

func noFile(where, next string) error {
	return fmt.Errorf("%w in %s, neither %s: %s", errNoFile, where, strings.Join(codeowners.Locations(), " nor "), next)
}

// fileOfTree finds the file in a working tree. Names are compared with what the
// folders list, and links are not followed: GitHub sees what git tracks, where
// case counts and a link is not the file it leads to.
func fileOfTree(root string) (ownersFile, error) {
	tree, err := os.OpenRoot(root)
	if err != nil {
		return ownersFile{}, fmt.Errorf("read the clone: %w", err)
	}
	defer tree.Close()
	var found []string
	var odd []string
	for _, place := range codeowners.Locations() {
		mode, ok, err := trackable(tree.FS(), place)
		switch {
		case err != nil:
			return ownersFile{}, fmt.Errorf("look for %s: %w", place, err)
		case ok && mode.IsRegular():
			found = append(found, place)
		case ok:
			odd = append(odd, fmt.Sprintf("%s is ignored: it is no plain file", place))
		}
	}
	if len(found) == 0 {
		for i := range odd {
			odd[i] = "; " + odd[i]
		}
		return ownersFile{}, noFile(text.Clean(root)+strings.Join(odd, ""), "add one, or name a branch that has it with --ref")
	}
	r, err := tree.Open(found[0])
	if err != nil {
		return ownersFile{}, fmt.Errorf("read %s: %w", found[0], err)
	}
	defer r.Close()
	f, err := readFile(found[0], r)
	for _, place := range found[1:] {
		odd = append(odd, fmt.Sprintf("%s is ignored: %s comes first", place, found[0]))
	}
	f.warnings = append(odd, f.warnings...)
	return f, err
}

// trackable is what sort of file stands at a place, without following links;
// ok is false if nothing does.
func trackable(tree fs.FS, place string) (mode fs.FileMode, ok bool, err error) {
	at := "."
	for part := range strings.SplitSeq(place, "/") {
		if ok && !mode.IsDir() {
			return 0, false, nil
		}
		entries, err := fs.ReadDir(tree, at)
		if err != nil {
			return 0, false, err
		}
		i := slices.IndexFunc(entries, func(e fs.DirEntry) bool { return e.Name() == part })
		if i < 0 {
			return 0, false, nil
		}
		mode, ok, at = entries[i].Type(), true, path.Join(at, part)
	}
	return mode, ok, nil
}

// readFile parses the file and words what is wrong with it.
func readFile(place string, r io.Reader) (ownersFile, error) {
	rules, problems := codeowners.Parse(r)
	f := ownersFile{path: place, rules: rules}
	for _, p := range problems {
		if p.Kind == codeowners.Unreadable {
			return ownersFile{}, fmt.Errorf("read %s: %s", place, text.Clean(p.Suggestion))
		}
		f.warnings = append(f.warnings, text.Clean(problemLine(place, p)))
	}
	return f, nil
}

// problemLine is a problem in the form of compilers: file:line:column: text.
func problemLine(place string, p codeowners.Problem) string {
	if p.Line == 0 {
		return place + ": " + p.Message()
	}
	line := fmt.Sprintf("%s:%d:%d: %s", place, p.Line, p.Column, p.Kind)
	if p.Suggestion != "" {
		line += ": " + p.Suggestion
	}
	if p.Kind == codeowners.IgnoredOwner {
		return line + "; GitHub takes it for no owner"
	}
	return line + "; GitHub skips this line"
}
