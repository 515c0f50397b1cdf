package conversation

import (
	"strconv"
	"strings"

	"hubtrail/github"
	"hubtrail/github/codeowners"
	"hubtrail/ui/text"
)

// mostNamed is how many owners one row names that are missing.
const mostNamed = 6

// ownerRows is who must approve a pull request, who has, and who is missing:
// what it comes to, then each owner with its files beneath where it was unfolded.
func (b *builder) ownerRows() {
	p := b.p
	a := p.approvals.Value()
	if a == nil {
		return
	}
	b.part(part{key: "approvals", url: p.ownersPage(a, 0), name: a.File.Path, what: "path"})
	base := clip(a.Pull.Base.Ref)
	if a.File.Path == "" {
		b.say(plain, base+" has no CODEOWNERS file: nobody has to approve as an owner.")
		return
	}
	b.approvalSummary(a, base)
	b.blank()
	for i := range a.Owners {
		b.owner(a, &a.Owners[i])
	}
	b.unowned(a)
}

// approvalSummary is what the approvals come to.
func (b *builder) approvalSummary(a *github.Approvals, base string) {
	switch {
	case a.Needed == 0:
		b.say(strong, "No file needs the approval of an owner.")
	case a.Approved == a.Needed:
		b.say(good, "Every file that has owners is approved by one of them: "+text.Count(a.Needed)+".")
	default:
		b.say(strong, text.Count(a.Approved)+" of "+count(a.Needed, "file")+" with owners approved by one of them.")
	}
	if len(a.Missing) > 0 {
		var each []string
		for _, m := range a.Missing[:min(len(a.Missing), mostNamed)] {
			each = append(each, anyOf(m.Owners)+" ("+count(m.Paths, "file")+")")
		}
		b.say(warn, "Still missing: "+strings.Join(each, ", ")+andMore(len(a.Missing)-mostNamed)+".")
	}
	if a.Unknown > 0 {
		b.say(warn, "Of "+count(a.Unknown, "file")+" it cannot be told: the owners say why.")
	}
	if a.NoReview != nil {
		b.failure("The reviews are missing", a.NoReview)
	}
	if a.Pull.Draft && a.Pull.State.Open() {
		b.say(plain, "It is a draft: GitHub asks nobody until it is ready for review.")
	}
	for _, problem := range a.File.Problems {
		if problem.Kind == codeowners.TooLarge {
			b.say(bad, a.File.Path+" is too large: "+problem.Suggestion+".")
		}
	}
	if a.Cut {
		b.say(warn, "GitHub lists no more than 3,000 files of a pull request: the rest is not counted.")
	}
	for i := range a.Paths {
		if a.Paths[i].Other != "" {
			b.say(dim, "A file that was renamed counts at both of its paths.")
			break
		}
	}
	of := base + " as it is now"
	if a.BaseGone {
		of = base + ", which is gone, as it was last"
	}
	b.say(dim, "By "+a.File.Path+" of "+of+". This is reckoned here: GitHub insists on it only if "+base+" requires review from code owners, which is not known.")
}

// anyOf names owners of whom one is enough.
func anyOf(owners []string) string {
	shown := make([]string, len(owners))
	for i, o := range owners {
		shown[i] = clip(o)
	}
	return strings.Join(shown, " or ")
}

func andMore(n int) string {
	if n <= 0 {
		return ""
	}
	return " and " + text.Count(n) + " more"
}

// approvalMark is the mark of a state.
func (b *builder) approvalMark(s github.ApprovalState) span {
	g := b.th.Glyphs
	switch s {
	case github.ApprovalGiven:
		return span{good, g.Check, nil}
	case github.ApprovalElsewhere:
		return span{dim, g.Check, nil}
	case github.ApprovalRefused:
		return span{bad, g.Cross, nil}
	case github.ApprovalMissing:
		return span{warn, g.Circle, nil}
	case github.ApprovalUnknown:
		return span{warn, "?", nil}
	}
	return span{dim, g.Bullet, nil}
}

// foldMark is the mark of what can be unfolded.
func (b *builder) foldMark(key string) span {
	if b.p.unfolded[key] {
		return span{dim, b.th.Glyphs.Open + " ", nil}
	}
	return span{dim, b.th.Glyphs.Closed + " ", nil}
}

// owner is one owner, with its files where it is unfolded.
func (b *builder) owner(a *github.Approvals, o *github.OwnerApproval) {
	key := "owner " + o.Owner
	paths := pathsOf(a, o.Paths)
	b.part(part{key: key, url: b.p.ownersPage(a, 0), name: clip(o.Owner), what: "owner", fold: true, paths: paths})
	b.short(line{b.foldMark(key), b.approvalMark(o.State), {strong, " " + clip(o.Owner), nil}, {dim, "  " + ownerWords(o), nil}},
		span{dim, "  " + count(len(o.Paths), "file"), nil})
	if !b.p.unfolded[key] {
		return
	}
	for n, at := range o.Paths {
		b.ownedPath(a, &a.Paths[at], key, paths, n)
	}
}

// ownerWords is what an owner has done or is to do.
func ownerWords(o *github.OwnerApproval) string {
	words := ""
	switch o.State {
	case github.ApprovalGiven:
		words = "approved" + byOthers(o, o.By)
	case github.ApprovalElsewhere:
		return "not needed: others have approved its files"
	case github.ApprovalRefused:
		return "asked for changes" + byOthers(o, o.Against)
	case github.ApprovalOnlyAuthor:
		return "the author only: nobody is asked"
	case github.ApprovalUnknown:
		return "unknown: " + clip(o.Why)
	default:
		words = "missing"
		if o.Asked {
			words += ", asked for a review"
		}
		if o.Why != "" {
			words += "; " + clip(o.Why)
		}
	}
	if len(o.Against) > 0 {
		words += "; asked for changes" + byOthers(o, o.Against)
	}
	return words
}

// byOthers names the members of a team who did something; of a person it is plain.
func byOthers(o *github.OwnerApproval, did []string) string {
	if len(did) == 1 && strings.EqualFold(o.Owner, "@"+did[0]) {
		return ""
	}
	return " by " + logins(did)
}

// logins names people.
func logins(all []string) string {
	shown := make([]string, len(all))
	for i, l := range all {
		shown[i] = who(l)
	}
	return strings.Join(shown, ", ")
}

// ownedPath is a changed path beneath its owner or group, with the rule that
// decides.
func (b *builder) ownedPath(a *github.Approvals, x *github.PathApproval, group string, paths []string, at int) {
	rule := "no rule matches"
	lineOf := 0
	if x.Rule != nil {
		lineOf = x.Rule.Line
		rule = clip(a.File.Path) + ":" + strconv.Itoa(x.Rule.Line) + " " + clip(x.Rule.Pattern)
	}
	if x.State == github.ApprovalUnset {
		rule = "unset by " + rule
	}
	b.part(part{key: group + " " + x.Path, url: b.p.ownersPage(a, lineOf), name: clip(x.Path), what: "path", paths: paths, at: at})
	spans := line{{plain, "    ", nil}, b.approvalMark(x.State), {meta, " " + clip(x.Path), nil}}
	if len(x.By) > 0 {
		spans = append(spans, span{dim, "  " + logins(x.By), nil})
	}
	b.short(spans, span{dim, "  " + text.Middle(rule, max(b.width/2, 8)), nil})
}

// unowned is the paths without owners, as a group.
func (b *builder) unowned(a *github.Approvals) {
	var at []int
	for i := range a.Paths {
		if s := a.Paths[i].State; s == github.ApprovalUnowned || s == github.ApprovalUnset {
			at = append(at, i)
		}
	}
	if len(at) == 0 {
		return
	}
	const key = "unowned"
	paths := pathsOf(a, at)
	b.part(part{key: key, url: b.p.ownersPage(a, 0), name: a.File.Path, what: "path", fold: true, paths: paths})
	b.short(line{b.foldMark(key), b.approvalMark(github.ApprovalUnowned), {dim, " without an owner", nil}}, span{dim, "  " + count(len(at), "file"), nil})
	if !b.p.unfolded[key] {
		return
	}
	for n, i := range at {
		b.ownedPath(a, &a.Paths[i], key, paths, n)
	}
}

// pathsOf is the paths at indexes.
func pathsOf(a *github.Approvals, at []int) []string {
	paths := make([]string, len(at))
	for i, n := range at {
		paths[i] = a.Paths[n].Path
	}
	return paths
}

// ownersPage is the page of the CODEOWNERS file, or of a line of it.
func (p *Pane) ownersPage(a *github.Approvals, line int) string {
	if a.File.Path == "" {
		return p.issue().URL
	}
	fragment := ""
	if line > 0 {
		fragment = "L" + strconv.Itoa(line)
	}
	return blobPage(github.NewWeb(p.web()), p.base().Repo, a.Commit, a.File.Path, fragment)
}
