package embedded

import (
	"bytes"
	"errors"
	"net/http"
)

// A diff of a comparison or a pull request is refused beyond these.
const (
	rawDiffLines = 20000
	rawDiffFiles = 300
)

// rawDiff answers with the diff as git prints it, or as mails: one of a commit, one
// for each commit of a comparison.
func (c *call) rawDiff(r *repo, s span) (answer, error) {
	media := "diff"
	args := append([]string{"diff-tree"}, patchOptions()...)
	args = append(args, s.args()...)
	if c.accepts("patch") {
		media = "patch"
		args = append([]string{"log", "--pretty=email", "--encoding=UTF-8", "--no-notes", "--stat", "--summary"}, patchOptions()...)
		if s.commit != "" {
			args = append(args, "--max-count=1", "--diff-merges=first-parent", "--end-of-options", s.commit, "--")
		} else {
			args = append(args, "--reverse", "--topo-order", "--no-merges", "--end-of-options", s.base+".."+s.head, "--")
		}
	}
	out, err := r.git(c.ctx(), args...)
	if errors.Is(err, errTooLarge) {
		return answer{}, tooLargeDiff("Commit", "Sorry, the diff exceeded the maximum number of lines (20000)")
	}
	if err != nil {
		return answer{}, err
	}
	if s.commit == "" {
		if n := bytes.Count(out, []byte("\ndiff --git ")) + 1; n > rawDiffFiles {
			return answer{}, tooLargeDiff("PullRequest", "Sorry, the diff exceeded the maximum number of files (300). Consider using 'List pull requests files' API or locally cloning the repository instead.")
		}
		if bytes.Count(out, []byte("\n")) > rawDiffLines {
			return answer{}, tooLargeDiff("PullRequest", "Sorry, the diff exceeded the maximum number of lines (20000)")
		}
	}
	return answer{status: http.StatusOK, contentType: "application/vnd.github." + media + "; charset=utf-8", body: out}, nil
}

func tooLargeDiff(resource, message string) *refusal {
	f := refuse(http.StatusNotAcceptable, "%s", message)
	f.errors = []fieldError{{Resource: resource, Field: "diff", Code: "too_large"}}
	return f
}
