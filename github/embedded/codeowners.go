package embedded

import (
	"bytes"
	"cmp"
	"errors"
	"slices"
	"strings"
	"unicode/utf8"

	"hubtrail/github/codeowners"
)

func codeownersRoutes() []route {
	return []route{get("/repos/{owner}/{repo}/codeowners/errors", "contents=read", listCodeownersErrors)}
}

// codeownersErrorJSON is one mistake, as the REST schema of codeowners/errors
// has it.
type codeownersErrorJSON struct {
	Line       int     `json:"line"`
	Column     int     `json:"column"` // counts from 1, as line does
	Source     string  `json:"source"` // the line with its end
	Kind       string  `json:"kind"`
	Suggestion *string `json:"suggestion"`
	Message    string  `json:"message"`
	Path       string  `json:"path"`
}

// unknownOwner is the kind that takes knowing the accounts.
const unknownOwner codeowners.Kind = "Unknown owner"

func listCodeownersErrors(c *call) (answer, error) {
	at, err := c.contentsPlace()
	if err != nil {
		return answer{}, err
	}
	e, err := at.r.codeowners(c.ctx(), at.commit)
	if errors.Is(err, errNoObject) {
		return answer{}, notFound()
	}
	if err != nil {
		return answer{}, err
	}
	out := []codeownersErrorJSON{}
	// GitHub does not load a file of 3 MB or more (docs, "About code owners"), so
	// there is nothing in it to be wrong.
	if e.size >= codeowners.MaxSize {
		return c.answerCodeowners(out)
	}
	text, err := at.r.blob(c.ctx(), e.id, codeowners.MaxSize)
	if err != nil {
		return answer{}, err
	}
	for _, p := range c.codeownersProblems(at.r.Repository, text) {
		out = append(out, codeownersErrorJSON{
			Line: p.Line, Column: p.Column, Source: p.Source, Kind: string(p.Kind), Suggestion: nullable(p.Suggestion), Message: p.Message(), Path: e.path,
		})
	}
	return c.answerCodeowners(out)
}

func (c *call) answerCodeowners(list []codeownersErrorJSON) (answer, error) {
	return c.json(struct {
		Errors []codeownersErrorJSON `json:"errors"`
	}{list})
}

// codeownersProblems are the mistakes in a file that GitHub reports, by line and
// column. Owners of a line that is skipped are not looked up.
func (c *call) codeownersProblems(r *Repository, text []byte) []codeowners.Problem {
	file, all := codeowners.Parse(bytes.NewReader(text))
	list := slices.DeleteFunc(all, func(p codeowners.Problem) bool {
		return p.Kind != codeowners.InvalidPattern && p.Kind != codeowners.InvalidOwner
	})
	if c.who.all {
		return list // a clone knows no accounts
	}
	known := map[string]bool{}
	lines := strings.SplitAfter(strings.TrimPrefix(string(text), "\ufeff"), "\n")
	for i := range file.Rules {
		rule := &file.Rules[i]
		source := lines[rule.Line-1]
		from := rule.Column - 1 + len(rule.Pattern) // blanks are one byte
		for _, owner := range rule.Owners {
			at := from + indexWord(source[from:], owner)
			from = at + len(owner)
			ok, seen := known[owner]
			if !seen {
				ok = c.s.index.mayOwn(r, owner)
				known[owner] = ok
			}
			if ok {
				continue
			}
			list = append(list, codeowners.Problem{
				Line: rule.Line, Column: 1 + utf8.RuneCountInString(source[:at]), Kind: unknownOwner, Source: source,
				Suggestion: "make sure " + owner + " exists and has write access to the repository",
			})
		}
	}
	slices.SortStableFunc(list, func(a, b codeowners.Problem) int { return cmp.Or(a.Line-b.Line, a.Column-b.Column) })
	return list
}

// indexWord is where a word begins in a text that holds it after a blank.
func indexWord(text, word string) int {
	for at := 1; at < len(text); at++ {
		if strings.IndexByte(" \t", text[at-1]) < 0 || !strings.HasPrefix(text[at:], word) {
			continue
		}
		if end := at + len(word); end == len(text) || strings.IndexByte(" \t\r\n#", text[end]) >= 0 {
			return at
		}
	}
	return 0
}

// mayOwn reports whether an owner of a CODEOWNERS file exists and may write to
// the repository: a user, by name or by an e-mail address of theirs, or a team
// of the organisation that is no secret (docs, "About code owners").
func (x *index) mayOwn(r *Repository, owner string) bool {
	handle, ok := strings.CutPrefix(owner, "@")
	if !ok {
		u := x.author(owner)
		return u != nil && x.writes(u, r)
	}
	org, slug, ok := strings.Cut(handle, "/")
	if !ok {
		u := x.users[strings.ToLower(handle)]
		return u != nil && x.writes(u, r)
	}
	o := x.orgs[strings.ToLower(org)]
	if o == nil || !strings.EqualFold(org, r.Owner) {
		return false
	}
	t := o.team(slug)
	return t != nil && !t.Secret && t.writes(r)
}

// writes reports whether a user may write to a repository, by their own right or
// as a member of a team.
func (x *index) writes(u *User, r *Repository) bool {
	if level(x.role(u, r)) >= level("write") {
		return true
	}
	o := x.orgs[strings.ToLower(r.Owner)]
	if o == nil {
		return false
	}
	for i := range o.Teams {
		if t := &o.Teams[i]; t.writes(r) && roleIn(o.members(t), u.Login) != "" {
			return true
		}
	}
	return false
}
