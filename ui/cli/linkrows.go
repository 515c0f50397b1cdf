package cli

import (
	"bufio"
	"cmp"
	"fmt"
	"strconv"
	"strings"

	"hubtrail/github"
	"hubtrail/github/auth"
	"hubtrail/ui/text"
)

// print writes the answer to Stdout.
func (o LinkOptions) print(plan github.LinkPlan, links []github.Link) error {
	t := newTable(o.Stdout, o.Terminal)
	if !o.JSON {
		o.printText(t.w, plan)
	}
	for _, l := range links {
		if o.JSON {
			t.w.Write(append(linkJSON(l), '\n')) // a failure is kept until the end
		} else {
			t.add(cell{text: l.Issue.String()}, cell{text: string(l.Kind)}, cell{text: string(l.Where)}, cell{text: o.done(l)}, o.verdict(l))
		}
	}
	return t.end()
}

// printText writes how the body changes, or the comment.
func (o LinkOptions) printText(w *bufio.Writer, plan github.LinkPlan) {
	edits := bodyDiff(plan.Before, plan.After)
	if plan.Comment {
		edits = marked(nil, '+', bodyLines(plan.Text))
	}
	if len(edits) == 0 {
		return
	}
	fmt.Fprintln(w, strings.TrimSpace(plain(plan.Pull.String())+"  "+plain(plan.PR.Title)))
	for _, e := range edits {
		row, style := strings.TrimRight(string(e.op)+" "+plain(e.text), " "), text.Style{}
		switch e.op {
		case '@':
			row, style = e.text, o.Styles.Dim
		case '+':
			style = o.Styles.Good
		case '-':
			style = o.Styles.Bad
		}
		fmt.Fprintln(w, style.Render(row))
	}
}

// done is what happened to a link, or is to happen.
func (o LinkOptions) done(l github.Link) string {
	words := [...]string{"already there", "written", "to be written"}
	if o.Request.Unlink {
		words = [...]string{"stays", "removed", "to be removed"}
	}
	switch {
	case !l.Changed:
		return words[0]
	case o.DryRun:
		return words[2]
	}
	return words[1]
}

// verdict is what GitHub makes of a link. Of one that is only planned, nothing
// is known but what stands against it.
func (o LinkOptions) verdict(l github.Link) cell {
	planned := o.DryRun && l.Changed
	switch {
	case o.refers() && !o.Request.Unlink:
		return cell{cmp.Or(l.Why, "it closes nothing"), o.Styles.Dim}
	case planned && (o.Request.Unlink || l.Recognised == github.RecognitionUnknown):
		return cell{}
	case o.Request.Unlink && l.Changed:
		return because(l, [...]cell{
			{"it is not known whether GitHub still links them", o.Styles.Dim}, {"GitHub still links them", o.Styles.Warn}, {"GitHub does not link them", o.Styles.Good},
		})
	}
	return recognition(l, o.Styles)
}

// recognition is whether GitHub counts a link, and why not.
func recognition(l github.Link, s Styles) cell {
	return because(l, [...]cell{
		{"it is not known whether GitHub recognises it", s.Dim}, {"GitHub recognises it", s.Good}, {"GitHub does not recognise it", s.Warn},
	})
}

// because is the one of the words that holds, with the reason.
func because(l github.Link, words [3]cell) cell {
	c := words[l.Recognised]
	if l.Why != "" {
		c.text += ": " + l.Why
	}
	return c
}

func linkJSON(l github.Link) []byte {
	b := appendJSON([]byte(`{"issue":`), l.Issue.String())
	b = appendJSON(append(b, `,"pull_request":`...), l.Pull.String())
	b = appendJSON(append(b, `,"kind":`...), string(l.Kind))
	b = appendJSON(append(b, `,"where":`...), string(l.Where))
	b = append(b, `,"recognised":`...)
	if l.Recognised == github.RecognitionUnknown {
		b = append(b, "null"...)
	} else {
		b = strconv.AppendBool(b, l.Recognised == github.Recognised)
	}
	b = appendJSON(append(b, `,"why":`...), auth.Redact(l.Why))
	b = strconv.AppendBool(append(b, `,"changed":`...), l.Changed)
	return append(b, '}')
}
