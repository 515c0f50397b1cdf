package cli

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"hubtrail/github"
)

// check refuses references that cannot be what they are meant to be: the last
// one is a pull request, the others are issues.
func (o LinkOptions) check(ctx context.Context) error {
	pull, err := o.Issue(ctx, o.Request.Pull)
	if err != nil {
		return o.failed(err)
	}
	var pulls []int
	for i, ref := range o.Request.Issues {
		issue, err := o.Issue(ctx, ref)
		switch {
		case err == nil && issue.Pull && !(o.Request.Unlink && pull.Pull):
			pulls = append(pulls, i)
		case err == nil:
		case o.Request.Unlink && (errors.Is(err, github.ErrNotFound) || errors.Is(err, github.ErrGone)):
			// The text can be taken out all the same.
		default:
			return o.failed(err)
		}
	}
	switch {
	case pull.Pull && len(pulls) == 0:
		return nil
	case !pull.Pull && len(pulls) == 1:
		return advised{
			fmt.Errorf("%s is an issue and %s a pull request: the pull request comes last",
				plain(o.Request.Pull.String()), plain(o.Request.Issues[pulls[0]].String())),
			"Write: " + o.swapped(pulls[0]),
		}
	case !pull.Pull:
		return advised{
			fmt.Errorf("%s is an issue: the last one has to be a pull request", plain(o.Request.Pull.String())),
			"Write: " + o.Command + " ISSUE... PR",
		}
	}
	return advised{
		fmt.Errorf("%s is a pull request too: only issues can be linked to one", plain(o.Request.Issues[pulls[0]].String())),
		"Write: " + o.Command + " ISSUE... PR, with one pull request, at the end.",
	}
}

// swapped is the command line with a reference moved to the end.
func (o LinkOptions) swapped(pull int) string {
	words := slices.Delete(slices.Clone(o.Typed), pull, pull+1)
	words = append(words, o.Typed[pull])
	for i, w := range words {
		words[i] = Quoted(w)
	}
	return o.Command + " " + strings.Join(words, " ")
}

// Quoted makes a word that a shell takes as it is.
func Quoted(s string) string {
	safe := s != "" && !strings.HasPrefix(s, "#") && !strings.ContainsFunc(s, func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune("#/:._-,@", r))
	})
	if safe {
		return s
	}
	return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
}
