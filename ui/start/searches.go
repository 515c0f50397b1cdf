package start

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"hubtrail/config"
	"hubtrail/github"
	"hubtrail/ui/issues"
)

// searchWords are the configuration's words for what a saved search holds, each
// list in the order of the constants it stands for.
func searchWords() (shows []string, sorts map[string]github.SearchOrder, wheres []string) {
	return []string{"both", "issues", "pulls"},
		map[string]github.SearchOrder{
			"updated": github.ByUpdated, "created": github.ByCreated, "comments": github.ByComments,
			"reactions": github.ByReactions, "best": github.ByBestMatch,
		},
		[]string{"repository", "installation", "account", "all"}
}

// savedSearches are the configuration's, as the pane has them.
func (s *session) savedSearches() []issues.Saved {
	shows, sorts, wheres := searchWords()
	var list []issues.Saved
	for _, c := range s.config.Searches {
		list = append(list, issues.Saved{
			Name: c.Name, Query: c.Query, Order: sorts[c.Sort],
			Kind:  github.SearchKind(max(slices.Index(shows, c.Show), 0)),
			Scope: github.ScopeLevel(max(slices.Index(wheres, c.Where), 0)),
		})
	}
	return list
}

// saveSearch adds a search to the configuration file, which keeps everything
// else as it is. The file is replaced as a whole, so that nobody reads half of
// it, and only if nobody else has changed it meanwhile.
func (s *session) saveSearch(one issues.Saved) error {
	shows, sorts, wheres := searchWords()
	c := config.Search{Name: one.Name, Query: one.Query, Show: shows[one.Kind], Where: wheres[one.Scope]}
	for word, order := range sorts {
		if order == one.Order {
			c.Sort = word
		}
	}
	path, ok := config.Place(s.flags.Flags, s.env, os.ReadFile)
	if !ok {
		return errors.New("there is no configuration folder: set HOME or XDG_CONFIG_HOME")
	}
	if real, err := filepath.EvalSymlinks(path); err == nil {
		path = real // a link into somebody's dotfiles stays one
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return fmt.Errorf("make the configuration folder: %w", err)
	}
	mode := fs.FileMode(0o600)
	old, err := os.ReadFile(path)
	switch info, statErr := os.Stat(path); {
	case errors.Is(err, fs.ErrNotExist):
	case err != nil:
		return fmt.Errorf("read %s: %w", path, err)
	case statErr == nil:
		mode = info.Mode().Perm()
	}
	data, err := config.AddSearch(old, c)
	if err != nil {
		return err
	}
	return replace(path, old, data, mode)
}

// replace writes a file aside and renames it into place, if the file still holds
// what it was made of.
func replace(path string, old, data []byte, mode fs.FileMode) error {
	f, err := os.CreateTemp(filepath.Dir(path), ".hubtrail-*")
	if err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	defer os.Remove(f.Name()) // nothing is there once it is renamed
	_, err = f.Write(data)
	err = errors.Join(err, f.Chmod(mode), f.Sync(), f.Close())
	if now, readErr := os.ReadFile(path); err == nil && !errors.Is(readErr, fs.ErrNotExist) && !bytes.Equal(now, old) {
		err = errors.New("it was changed by somebody else just now: try again")
	}
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	return nil
}
