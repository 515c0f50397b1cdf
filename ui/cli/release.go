package cli

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"strconv"
	"strings"

	"hubtrail/github"
)

// ReleaseOptions is what `hubtrail release` is asked.
type ReleaseOptions struct {
	// Release reads what came between the two refs, as the method of
	// github.Accounts does.
	Release func(ctx context.Context, emit func(github.Release)) error

	Clone bool // a clone is asked, which knows no pull requests
	JSON  bool // one object an entry

	Stdout, Stderr io.Writer
}

// Release writes what came between two refs as Markdown, see
// [github.Release.Markdown]. As JSON it is one object a line, for the pull
// requests, the commits of none, and the issues that are closed:
//
//	{"kind":"pull_request","repository":"acme/shop","number":12,"title":"Fix the basket","author":"ada","closes":["acme/shop#3"],"commits":["1f2e..."],"guessed":false,"url":"https://..."}
//	{"kind":"commit","repository":"acme/shop","sha":"1f2e...","subject":"Tidy up","author":"Ada Lovelace","url":"https://..."}
//	{"kind":"issue","repository":"acme/shop","number":3,"title":"The basket is slow","state":"closed","url":"https://..."}
//
// where guessed is true of a pull request that only a commit's subject names, and
// title and state are "" of an issue that was not looked up. What is missing is
// told on Stderr.
//
// The exit status is 0, or 2 with an error.
func Release(ctx context.Context, o ReleaseOptions) (exit int, err error) {
	var r github.Release
	if err := o.Release(ctx, func(grown github.Release) { r = grown }); err != nil {
		return exitError, err
	}
	w := bufio.NewWriter(o.Stdout)
	if o.JSON {
		releaseJSON(w, &r)
	} else {
		for line := range strings.Lines(r.Markdown()) {
			w.WriteString(plain(line[:len(line)-1]) + "\n") // a failure is kept until the flush
		}
	}
	if err := w.Flush(); err != nil {
		return exitError, fmt.Errorf("write the answer: %w", err)
	}
	o.tell(&r)
	return exitYes, nil
}

// tell says on Stderr what is not in the answer.
func (o ReleaseOptions) tell(r *github.Release) {
	say := func(s string) { fmt.Fprintf(o.Stderr, "hubtrail: %s\n", plain(s)) }
	if o.Clone {
		say("a clone knows no pull requests, so that commits are listed alone: --repo OWNER/NAME with an account asks GitHub")
	}
	if r.Total == 0 {
		say(r.To + " has no commit that " + r.From + " has not: perhaps the two are to be swapped")
	}
	if missing := r.Missing(); len(missing) > 0 {
		say("not complete: " + strings.Join(missing, ", "))
	}
	if r.Problem != nil {
		say(r.Problem.Error())
	}
}

func releaseJSON(w *bufio.Writer, r *github.Release) {
	for i := range r.Pulls {
		p := &r.Pulls[i]
		b := append(numbered("pull_request", &p.Issue), `,"author":`...)
		b = append(appendJSON(b, p.Author), `,"closes":[`...)
		for n := range p.Closes {
			b = appendJSON(comma(b, n), p.Closes[n].IssueRef.String())
		}
		b = append(b, `],"commits":[`...)
		for n := range p.Commits {
			b = appendJSON(comma(b, n), p.Commits[n].SHA)
		}
		b = strconv.AppendBool(append(b, `],"guessed":`...), p.Guessed)
		w.Write(ended(b, p.URL))
	}
	for i := range r.Loose {
		k := &r.Loose[i]
		b := appendJSON([]byte(`{"kind":"commit","repository":`), r.Repo.String())
		b = appendJSON(append(b, `,"sha":`...), k.SHA)
		b = appendJSON(append(b, `,"subject":`...), k.Subject)
		b = appendJSON(append(b, `,"author":`...), k.Author.Name)
		w.Write(ended(b, k.URL))
	}
	for i := range r.Issues {
		l := &r.Issues[i].Issue
		state := ""
		if l.Title != "" {
			state = stateOf(l)
		}
		w.Write(ended(appendJSON(append(numbered("issue", l), `,"state":`...), state), l.URL))
	}
}

// numbered begins the object of an issue or pull request.
func numbered(kind string, i *github.Issue) []byte {
	b := appendJSON([]byte(`{"kind":`), kind)
	b = appendJSON(append(b, `,"repository":`...), i.Repo.String())
	b = strconv.AppendInt(append(b, `,"number":`...), int64(i.Number), 10)
	return appendJSON(append(b, `,"title":`...), i.Title)
}

// comma separates all elements but the first, which is 0.
func comma(b []byte, element int) []byte {
	if element > 0 {
		b = append(b, ',')
	}
	return b
}

func ended(b []byte, url string) []byte {
	return append(appendJSON(append(b, `,"url":`...), url), '}', '\n')
}
