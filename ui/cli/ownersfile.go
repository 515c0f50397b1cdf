package cli

import (
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

// ignoredFile is the kind of problem of a CODEOWNERS file that does not count.
const ignoredFile codeowners.Kind = "Ignored file"

// ownersFile is the CODEOWNERS file that counts.
type ownersFile struct {
	*github.OwnersFile             // without Rules and a Matcher until they are needed
	ignored            []ownersRow // other files at its places
}

// findFile reads the first CODEOWNERS file that GitHub would.
func findFile(ctx context.Context, o OwnersOptions) (ownersFile, error) {
	if o.inTree() {
		return fileOfTree(o.Root)
	}
	f, err := o.File(ctx)
	switch {
	case err != nil:
		return ownersFile{}, err
	case f.Path == "":
		return ownersFile{}, noFile(o.where(), "add one, or name a branch that has it with --ref")
	}
	return ownersFile{OwnersFile: f}, nil
}

func noFile(where, next string) error {
	return fmt.Errorf("%w in %s, neither %s: %s", errNoFile, where, strings.Join(codeowners.Locations(), " nor "), next)
}

// parse reads the rules, which a file that several share has already.
func (f *ownersFile) parse() {
	if f.Rules == nil {
		f.Rules, f.Problems = codeowners.Parse(strings.NewReader(f.Text))
	}
}

// compile makes the Matcher too.
func (f *ownersFile) compile() *codeowners.Matcher {
	f.parse()
	if f.Matcher == nil {
		f.Matcher = f.Rules.Compile()
	}
	return f.Matcher
}

// maxUncompiled is up to how many paths are sooner looked up in the text, from its
// end, than by reading it whole and compiling it: half a millisecond a path that
// nothing matches, against 5, measured with 16,692 rules.
const maxUncompiled = 4

// match is the fastest way to look up what is asked. Where the file is not read
// whole, nothing is known of its bad lines.
func (f *ownersFile) match(asked asked) func(path string) codeowners.Result {
	n, ok := asked.files()
	if ok && n <= maxUncompiled && f.Rules == nil && len(f.Text) < codeowners.WarnSize {
		return func(path string) codeowners.Result { return codeowners.Find(f.Text, path) }
	}
	return f.compile().Walk().Match
}

// maxWarnings bounds what is told of a file beside owners.
const maxWarnings = 10

// warn tells what is wrong with the file.
func (f *ownersFile) warn(to io.Writer) {
	rows := slices.Clone(f.ignored)
	for _, p := range f.Problems {
		rows = append(rows, ownersRow{file: f.Path, OwnersProblem: github.OwnersProblem{Problem: p, Ours: true}})
	}
	for i, r := range rows {
		if i == maxWarnings {
			fmt.Fprintf(to, "%s: %s more problems: hubtrail owners --lint lists all\n", f.Path, text.Count(len(rows)-i))
			break
		}
		fmt.Fprintln(to, r.line())
	}
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
	var ignored []ownersRow
	for _, place := range codeowners.Locations() {
		mode, ok, err := trackable(tree.FS(), place)
		switch {
		case err != nil:
			return ownersFile{}, fmt.Errorf("look for %s: %w", place, err)
		case ok && mode.IsRegular():
			found = append(found, place)
		case ok:
			ignored = append(ignored, ignoredRow(place, "it is no plain file"))
		}
	}
	if len(found) == 0 {
		where := text.Clean(root)
		for _, r := range ignored {
			where += "; " + r.file + " is ignored: " + r.Suggestion
		}
		return ownersFile{}, noFile(where, "add one, or name a branch that has it with --ref")
	}
	r, err := tree.Open(found[0])
	if err != nil {
		return ownersFile{}, fmt.Errorf("read %s: %w", found[0], err)
	}
	defer r.Close()
	body, err := readText(r)
	if err != nil {
		return ownersFile{}, fmt.Errorf("read %s: %w", found[0], err)
	}
	f := ownersFile{OwnersFile: &github.OwnersFile{Path: found[0], Text: body}}
	for _, place := range found[1:] {
		ignored = append(ignored, ignoredRow(place, found[0]+" comes first"))
	}
	f.ignored = ignored
	return f, nil
}

// readText reads a file up to the size from which on GitHub ignores it.
func readText(f *os.File) (string, error) {
	var b strings.Builder
	if info, err := f.Stat(); err == nil {
		b.Grow(int(min(info.Size(), codeowners.MaxSize)))
	}
	_, err := io.Copy(&b, io.LimitReader(f, codeowners.MaxSize))
	return b.String(), err
}

func ignoredRow(place, why string) ownersRow {
	return ownersRow{file: place, OwnersProblem: github.OwnersProblem{
		Problem: codeowners.Problem{Kind: ignoredFile, Suggestion: why}, Ours: true,
	}}
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
