package embedded

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// The bounds of a blame.
const (
	ignoreRevs    = ".git-blame-ignore-revs" // at the top of a repository: commits that blame passes over
	maxIgnoreFile = 1 << 20                  // bytes of it that are read
	maxIgnored    = 500                      // commits of it that are passed over
)

// blamed is a range of lines that a commit wrote last.
type blamed struct {
	first, last int
	age         int
	repo        *Repository
	commit      *commit
}

// blames is what GraphQL tells of who wrote each line.
func (s gqlTypes) blames() {
	s.object("Blame", s.field("ranges", "[BlameRange!]!", gqlOf(func(list []blamed) any {
		out := make([]any, len(list))
		for i, b := range list {
			out[i] = b
		}
		return out
	})))
	s.object("BlameRange",
		s.field("startingLine", "Int!", gqlOf(func(b blamed) any { return b.first })),
		s.field("endingLine", "Int!", gqlOf(func(b blamed) any { return b.last })),
		s.field("age", "Int!", gqlOf(func(b blamed) any { return b.age })),
		s.field("commit", "Commit!", gqlOf(func(b blamed) any { return gqlCommit{repo: b.repo, id: b.commit.sha, read: b.commit} })),
	)
}

// blameOf asks git who wrote the lines of a file at a commit.
func blameOf(r *gqlRun, object any, args gqlArgs) (any, error) {
	k, path := object.(gqlCommit), args.text("path")
	if err := r.c.gqlPermit(k.repo, "contents=read"); err != nil {
		return nil, err
	}
	at, err := r.c.open(k.repo)
	if err != nil {
		return nil, err
	}
	list, err := at.blame(r.c.ctx(), k.id, path)
	if errors.Is(err, errNoObject) {
		return nil, gqlMissing("Could not resolve to a file at the path '%s'.", path)
	}
	if err != nil {
		return nil, err
	}
	for i := range list {
		list[i].repo = k.repo
	}
	return list, nil
}

// blame runs git blame. The commits that the repository's own list names are
// passed over, whatever the user's configuration says.
func (r *repo) blame(ctx context.Context, commit, path string) ([]blamed, error) {
	e, err := r.at(ctx, commit, path)
	if err != nil {
		return nil, err
	}
	if e.kind != "blob" {
		return nil, errNoObject
	}
	ignored, err := r.ignored(ctx, commit)
	if err != nil {
		return nil, err
	}
	args := []string{"blame", "--incremental", "--encoding=UTF-8", "--no-ignore-revs-file"}
	for _, id := range ignored {
		args = append(args, "--ignore-rev="+id)
	}
	out, err := r.git(ctx, append(args, commit, "--", path)...)
	if err != nil {
		return nil, err
	}
	list, err := parseBlame(out)
	if err != nil {
		return nil, err
	}
	ages(list)
	return list, nil
}

// ignored are the commits of the list at the top of a commit that the repository
// has.
func (r *repo) ignored(ctx context.Context, commit string) ([]string, error) {
	e, err := r.at(ctx, commit, ignoreRevs)
	if errors.Is(err, errNoObject) || err == nil && e.kind != "blob" {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	text, err := r.blob(ctx, e.id, maxIgnoreFile)
	if err != nil && !errors.Is(err, errTooLarge) {
		return nil, err
	}
	var names []string
	for line := range strings.Lines(string(text)) {
		id, _, _ := strings.Cut(line, "#")
		if id = strings.TrimSpace(id); isHex(id) && len(id) >= 40 {
			names = append(names, id)
		}
	}
	found, err := r.commits(ctx, names)
	if err != nil {
		return nil, err
	}
	var list []string
	for _, id := range found {
		list = append(list, id)
	}
	slices.Sort(list)
	list = slices.Compact(list)
	return list[:min(len(list), maxIgnored)], nil
}

// parseBlame reads what git blame --incremental prints: for each range a line
// with its commit, its first line in that commit, its first line and the number
// of its lines, then a line for each thing that was not told of the commit
// before, the last of which is the file's name.
func parseBlame(out []byte) ([]blamed, error) {
	commits := map[string]*commit{}
	var list []blamed
	var at *blamed
	for line := range bytes.Lines(out) {
		key, value, _ := strings.Cut(strings.TrimSuffix(string(line), "\n"), " ")
		if at == nil {
			f := strings.Fields(value)
			if len(f) != 3 || !isHex(key) || len(key) < 40 {
				return nil, fmt.Errorf("git blame printed %q instead of a range", firstLine(line))
			}
			first, err := strconv.Atoi(f[1])
			count, countErr := strconv.Atoi(f[2])
			if err = errors.Join(err, countErr); err != nil {
				return nil, fmt.Errorf("git blame: %w", err)
			}
			if commits[key] == nil {
				commits[key] = &commit{sha: key}
			}
			list = append(list, blamed{first: first, last: first + count - 1, commit: commits[key]})
			at = &list[len(list)-1]
			continue
		}
		switch k := at.commit; key {
		case "author":
			k.author = value
		case "author-mail":
			k.authorEmail = strings.Trim(value, "<>")
		case "author-time":
			k.authored = unixTime(value)
		case "committer":
			k.committer = value
		case "committer-mail":
			k.committerEmail = strings.Trim(value, "<>")
		case "committer-time":
			k.committed = unixTime(value)
		case "summary":
			k.message = value
		case "filename":
			at = nil
		}
	}
	slices.SortFunc(list, func(a, b blamed) int { return a.first - b.first })
	return joined(list), nil
}

// joined makes one range of neighbours that are of one commit.
func joined(list []blamed) []blamed {
	out := list[:0]
	for _, b := range list {
		if n := len(out); n > 0 && out[n-1].commit == b.commit && out[n-1].last+1 == b.first {
			out[n-1].last = b.last
			continue
		}
		out = append(out, b)
	}
	return out
}

// ages tells how old each range is among those of the file, from 1 to 10: 1 to 5
// between the newest and the median, 6 to 10 between the median and the oldest.
func ages(list []blamed) {
	if len(list) == 0 {
		return
	}
	times := make([]time.Time, len(list))
	for i, b := range list {
		times[i] = b.commit.committed
	}
	slices.SortFunc(times, time.Time.Compare)
	oldest, median, newest := times[0], times[len(times)/2], times[len(times)-1]
	for i := range list {
		t := list[i].commit.committed
		if t.Before(median) {
			list[i].age = 6 + step(median.Sub(t), median.Sub(oldest))
		} else {
			list[i].age = 1 + step(newest.Sub(t), newest.Sub(median))
		}
	}
}

// step is which fifth of a span something lies in, from 0 to 4.
func step(of, span time.Duration) int {
	if span <= 0 {
		return 0
	}
	return min(4, int(5*(of.Seconds()/span.Seconds())))
}
