package diffs

import (
	"cmp"
	"slices"
	"strings"

	"hubtrail/ui/fuzzy"
	"hubtrail/ui/pane"
)

// narrow shows the files that the finder leaves: words that all have to fit, in
// any order.
//
//	parcel.ts          fuzzy, in the path
//	@northwind/web     owned by it; "mine" by me or a team of mine
//	status:added       or A, M, D, R
//	ext:go  *.go       by extension
//	seen:no            not marked as seen
func (p *Pane) narrow() {
	if p.change == nil {
		return
	}
	p.order = p.order[:0]
	var words []string
	wanted := make([]func(i int) bool, 0, 4)
	for word := range strings.FieldsSeq(p.finder) {
		if want := p.qualifier(word); want != nil {
			wanted = append(wanted, want)
		} else {
			words = append(words, word)
		}
	}
	keep := func(i int) {
		for _, want := range wanted {
			if !want(i) {
				return
			}
		}
		p.order = append(p.order, i)
	}
	if len(words) == 0 {
		for i := range p.change.files {
			keep(i)
		}
	} else {
		paths := make([]string, len(p.change.files))
		for i, f := range p.change.files {
			paths[i] = f.Path
		}
		hits := slices.Clone(fuzzy.New(paths).Match(strings.Join(words, " ")))
		slices.Sort(hits) // in the order of the change
		for _, i := range hits {
			keep(i)
		}
	}
	p.group()
	p.layOut()
}

// group puts the files of the same owners together, what is nobody's last.
func (p *Pane) group() {
	if !p.byOwner || p.owners.Value() == nil {
		return
	}
	const nobody = "\xff" // behind every owner
	key := make([]string, len(p.change.files))
	for _, i := range p.order {
		key[i] = cmp.Or(strings.ToLower(strings.Join(p.ownersOf(i), " ")), nobody)
	}
	slices.SortStableFunc(p.order, func(a, b int) int { return cmp.Compare(key[a], key[b]) })
}

// regroup changes the order of the files: as GitHub lists them, or by owner.
func (p *Pane) regroup() pane.Intent {
	if p.change == nil {
		return nil
	}
	at := p.place()
	p.byOwner = !p.byOwner
	p.narrow()
	p.goTo(at)
	if p.byOwner {
		return pane.Say{Text: "files by owner"}
	}
	return pane.Say{Text: "files by path"}
}

// qualifier is what a word of the finder asks of a file, nil if it is no more than
// a word.
func (p *Pane) qualifier(word string) func(i int) bool {
	name, value, ok := strings.Cut(word, ":")
	switch {
	case word == "mine":
		return func(i int) bool {
			return slices.ContainsFunc(p.ownersOf(i), func(o string) bool { return p.people.Mine[strings.ToLower(o)] })
		}
	case strings.HasPrefix(word, "@") && len(word) > 1:
		return func(i int) bool {
			return slices.ContainsFunc(p.ownersOf(i), func(o string) bool { return strings.HasPrefix(strings.ToLower(o), strings.ToLower(word)) })
		}
	case strings.HasPrefix(word, "*."):
		return func(i int) bool { return strings.HasSuffix(p.change.files[i].Path, word[1:]) }
	case !ok || value == "":
		return nil
	case name == "ext":
		return func(i int) bool { return strings.HasSuffix(p.change.files[i].Path, "."+strings.TrimPrefix(value, ".")) }
	case name == "status":
		return func(i int) bool {
			status := p.change.files[i].Status
			return strings.HasPrefix(status, strings.ToLower(value)) || strings.EqualFold(letterOf(status), value)
		}
	case name == "seen":
		return func(i int) bool { return p.seen[i] == (value == "yes") }
	}
	return nil
}

// letterOf is git's letter for a status of GitHub's.
func letterOf(status string) string {
	switch status {
	case "added":
		return "A"
	case "removed":
		return "D"
	case "renamed":
		return "R"
	case "copied":
		return "C"
	case "modified":
		return "M"
	case "changed": // its mode or type
		return "T"
	}
	return "?"
}

// ownersOf is who owns a file, by the file of owners.
func (p *Pane) ownersOf(i int) []string {
	f := p.owners.Value()
	if f == nil {
		return nil
	}
	if r := f.Matcher.Match(p.change.files[i].Path).Rule; r != nil {
		return r.Owners
	}
	return nil
}

// seenCount is how many files are marked as seen.
func (p *Pane) seenCount() (n int) {
	for _, seen := range p.seen {
		if seen {
			n++
		}
	}
	return n
}
