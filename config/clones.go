package config

import (
	"path"
	"path/filepath"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
)

// CloneRule says where the clones of some repositories are on this machine. A
// pattern is GitHub's name of a repository in which * stands for any text but a
// slash: acme/app, acme/*, */*, with a host in front if it is of one host only.
// gh-dash's :owner/:repo is */*.
type CloneRule struct {
	Host        string // lower case; "" is any
	Owner, Name string // patterns of path.Match, lower case
	Folder      string // absolute; * and :repo stand for the repository's name, :owner for its owner's
}

// CloneFolder is where the clone of a repository is said to be; ok is false if
// nothing is said of it. The whole name counts before a pattern with the whole
// owner, and that before any other; of two alike the first of the file counts.
func (c Config) CloneFolder(host, owner, name string) (folder string, ok bool) {
	best := -1
	for _, r := range c.Clones {
		if rank := r.rank(strings.ToLower(host), strings.ToLower(owner), strings.ToLower(name)); rank > best {
			best = rank
			// The names are GitHub's, and none of them leads elsewhere: no slash, not "..".
			folder = strings.NewReplacer(":owner", owner, ":repo", name, "*", name).Replace(r.Folder)
		}
	}
	return folder, best >= 0 && plainName(owner) && plainName(name)
}

// Wild reports whether a rule may name more than one repository.
func (r CloneRule) Wild() bool { return wild(r.Owner) || wild(r.Name) }

// String is the rule's pattern: [HOST/]OWNER/NAME.
func (r CloneRule) String() string {
	name := r.Owner + "/" + r.Name
	if r.Host != "" {
		name = r.Host + "/" + name
	}
	return name
}

// rank is how closely a rule names a repository, -1 if it does not.
func (r CloneRule) rank(host, owner, name string) int {
	if r.Host != "" && r.Host != host || !fits(r.Owner, owner) || !fits(r.Name, name) {
		return -1
	}
	rank := 0
	if !wild(r.Owner) {
		rank += 2
		if !wild(r.Name) {
			rank += 2
		}
	}
	if r.Host != "" {
		rank++
	}
	return rank
}

func fits(pattern, name string) bool {
	ok, err := path.Match(pattern, name)
	return ok && err == nil
}

func wild(pattern string) bool { return strings.ContainsAny(pattern, `*?[\`) }

// plainName is a name as GitHub allows them.
func plainName(s string) bool {
	return s != "" && s != "." && s != ".." &&
		strings.Trim(s, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.") == ""
}

// clones reads the mapping of repositories to folders.
func (f *file) clones(node *yaml.Node) []CloneRule {
	var rules []CloneRule
	for _, m := range f.members(node, "clones") {
		parts := strings.Split(strings.ToLower(m.name), "/")
		r := CloneRule{}
		if len(parts) == 3 {
			r.Host, parts = parts[0], parts[1:]
		}
		if len(parts) == 2 && parts[0] == ":owner" {
			parts[0] = "*"
		}
		if len(parts) == 2 && parts[1] == ":repo" {
			parts[1] = "*"
		}
		if len(parts) != 2 || slices.Contains(parts, "") || !fitting(parts) || wild(r.Host) {
			f.report(m.key, "write it as owner/repo, owner/* or */*, with a host and a slash in front if you like", "%s names no repositories", quote(m.name))
			continue
		}
		r.Owner, r.Name = parts[0], parts[1]
		folder := f.location(m.value, "the folder of "+clip(m.name))
		if folder == "" {
			continue
		}
		r.Folder = filepath.Clean(folder)
		if wild(r.Name) && !strings.Contains(r.Folder, "*") && !strings.Contains(r.Folder, ":repo") {
			f.report(m.value, "let * stand for the repository's name, as in ~/src/*", "%s names many repositories, but one folder", quote(m.name))
			continue
		}
		rules = append(rules, r)
	}
	return rules
}

// fitting tells whether all are patterns.
func fitting(patterns []string) bool {
	return !slices.ContainsFunc(patterns, func(p string) bool {
		_, err := path.Match(p, "")
		return err != nil
	})
}
