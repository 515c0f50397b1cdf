package github

import (
	"cmp"
	"context"
	"path"
	"slices"
	"strings"

	"hubtrail/github/gitattributes"
)

// maxAttributeFiles is how many .gitattributes files are read beside the one at the
// root.
const maxAttributeFiles = 20

// Attributes is what the .gitattributes files of a commit, given by its whole SHA,
// say of changed files, for the attributes named. The one at the root is looked for
// with one request; others are read as far as they are known to be there: from the
// commit's tree, if it is stored, or because they changed themselves. What was read
// before comes from the store.
func (c *Client) Attributes(ctx context.Context, installation int64, repo RepoRef, commit string, files []File, names ...string) (*gitattributes.Attributes, error) {
	if !IsWholeSHA(commit) {
		return nil, c.invalid("read "+gitattributes.Name+" of "+repo.String(), "it is not a commit's SHA", "Write it whole: 40 hexadecimal digits.")
	}
	commit = strings.ToLower(commit)
	paths := c.attributePaths(installation, repo, commit, files)
	texts := make([]string, len(paths))
	_, err := atOnce(ctx, len(paths), func(ctx context.Context, i int) (err error) {
		texts[i], err = c.attributeFile(ctx, installation, repo, commit, paths[i])
		return err
	})
	if err != nil {
		return nil, err
	}
	sources := make([]gitattributes.Source, len(paths))
	for i := range paths {
		sources[i] = gitattributes.Source{Path: paths[i], Text: texts[i]}
	}
	return gitattributes.New(sources, names...), nil
}

// attributePaths are the files that are worth reading, those of higher folders
// first.
func (c *Client) attributePaths(installation int64, repo RepoRef, commit string, files []File) []string {
	tree, known := c.StoredTree(installation, repo, commit)
	known = known && !tree.Cut
	here := map[string]bool{gitattributes.Name: !known || tree.Has(gitattributes.Name)}
	looked := map[string]bool{} // folders
	for i := range files {
		f := &files[i]
		if path.Base(f.Path) == gitattributes.Name && f.Status != "removed" {
			here[f.Path] = true
		}
		for folder := path.Dir(f.Path); known && folder != "." && folder != "/" && !looked[folder]; folder = path.Dir(folder) {
			looked[folder] = true
			if at := folder + "/" + gitattributes.Name; tree.Has(at) {
				here[at] = true
			}
		}
	}
	var paths []string
	for at, is := range here {
		if is {
			paths = append(paths, at)
		}
	}
	slices.SortFunc(paths, func(a, b string) int {
		return cmp.Or(strings.Count(a, "/")-strings.Count(b, "/"), strings.Compare(a, b))
	})
	return paths[:min(len(paths), maxAttributeFiles+1)]
}

// attributeFile is the text of one such file, "" if there is none, which is kept
// too.
func (c *Client) attributeFile(ctx context.Context, installation int64, repo RepoRef, commit, at string) (string, error) {
	name := keptAttributes + repo.String() + "\x00" + commit + "\x00" + at
	if l, ok := storedAnswer(c, textRows(), installation, name); ok && len(l.Items) == 1 {
		return l.Items[0], nil
	}
	data, err := c.Contents(ctx, installation, repo, at, commit)
	if err != nil && !is(err, ErrNotFound) {
		return "", err
	}
	text := string(data[:min(len(data), gitattributes.MaxSize)])
	keepAnswer(c, textRows(), installation, name, Listing[string]{Items: []string{text}, At: c.now()})
	return text, nil
}
