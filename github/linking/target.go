package linking

import (
	"slices"
	"strconv"
	"strings"
)

// Target is an issue or pull request that a text refers to.
type Target struct {
	Host        string // "" for the text's own
	Owner, Name string
	Number      int
}

// Style is how references are written.
type Style struct {
	Keyword     string // a closing keyword; "Refs" or the like refers only
	Owner, Name string // the repository that the text belongs to: its issues need no name
}

// closes reports whether references of this style are to close.
func (s Style) closes() bool { return s.Keyword == "" || isKeyword(s.Keyword) }

// word is the keyword that is written. What is neither known to close nor to
// refer is not, or it could not be found again.
func (s Style) word() string {
	switch {
	case s.Keyword == "":
		return "Closes"
	case isKeyword(s.Keyword) || refers(s.Keyword):
		return s.Keyword
	}
	return "Refs"
}

// refers reports whether a word stands before references that close nothing.
func refers(word string) bool {
	switch strings.ToLower(word) {
	case "ref", "refs", "reference", "references":
		return true
	}
	return false
}

// line is what is written for a target.
func (s Style) line(t Target) string {
	ref := "#" + strconv.Itoa(t.Number)
	switch {
	case t.Host != "":
		ref = "https://" + t.Host + "/" + t.Owner + "/" + t.Name + "/issues/" + ref[1:]
	case !strings.EqualFold(t.Owner, s.Owner) || !strings.EqualFold(t.Name, s.Name):
		ref = t.Owner + "/" + t.Name + ref
	}
	return s.word() + " " + ref
}

// key is the same for everything that names the same issue.
func (t Target) key() Target {
	t.Host, t.Owner, t.Name = strings.ToLower(t.Host), strings.ToLower(t.Owner), strings.ToLower(t.Name)
	return t
}

// within is a target as it is seen from a repository of the first of hosts: what
// is not named is that.
func (t Target) within(owner, name string, hosts []string) Target {
	if t.Owner == "" {
		t.Owner = owner
	}
	if t.Name == "" {
		t.Name = name
	}
	if t.Host = strings.ToLower(t.Host); len(hosts) > 0 && t.Host == hosts[0] {
		t.Host = ""
	}
	return t
}

// target is what a reference to an issue is about.
func (r Reference) target(owner, name string, hosts []string) Target {
	return Target{r.Host, r.Owner, r.Name, r.Number}.within(owner, name, hosts)
}

// writable reports whether a reference to a target would be read as one: names
// come from outside.
func (t Target) writable(hosts []string) bool {
	end, number, ok := digitsEnd(strconv.Itoa(t.Number), 0)
	return ok && end > 0 && number == t.Number && isLogin(t.Owner) && isRepository(t.Name) && (t.Host == "" || slices.Contains(hosts, t.Host))
}

// Mentions are the issues and pull requests that a text of a repository refers
// to, with a keyword or without, each once, in the order of the text. The first
// of hosts is the text's own.
func Mentions(body, owner, name string, hosts []string) []Target {
	var list []Target
	seen := make(map[Target]bool)
	for _, r := range References(body, hosts) {
		t := r.target(owner, name, hosts)
		if r.Kind == Issue && !seen[t.key()] {
			seen[t.key()] = true
			list = append(list, t)
		}
	}
	return list
}
