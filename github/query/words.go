package query

import "strings"

// word is the test of a word or phrase. It is searched for where the text is
// known; nothing is said about an item of which no such text is.
func (k *compiler) word(n *node, in places) test[Item] {
	p := newPattern(n.text, n.op == opPhrase)
	sha := shaOf(n)
	k.sayWords(n, in)
	return test[Item]{func(i *Item) verdict {
		known := in & inTitle
		if known != 0 && p.in(i.Title) {
			return yes
		}
		if in&inBody != 0 && i.Known&FieldBody != 0 {
			if p.in(i.Body) {
				return yes
			}
			known |= inBody
		}
		if in&inComments != 0 && i.Known&FieldComments != 0 {
			if p.inAny(i.CommentTexts) {
				return yes
			}
			known |= inComments
		}
		if sha != "" && i.Pull {
			for _, s := range i.SHAs {
				if strings.HasPrefix(s, sha) {
					return yes
				}
			}
		}
		if known == 0 && in&inIssues != 0 {
			return maybe
		}
		return no
	}, 200}
}

// sayWords says once which texts words are not searched for in.
func (k *compiler) sayWords(n *node, in places) {
	var missing []string
	if in&inBody != 0 && k.Known&FieldBody == 0 {
		missing = append(missing, "bodies")
	}
	if in&inComments != 0 && k.Known&FieldComments == 0 {
		missing = append(missing, "comments")
	}
	if len(missing) == 0 || k.words {
		return
	}
	k.words = true
	k.unanswered = append(k.unanswered, Unanswered{n.term(), "words are not searched for in " + strings.Join(missing, " and ") + ", which are not stored"})
}

// shaOf is a word that may be the beginning of a SHA, in lower case, or "".
func shaOf(n *node) string {
	if n.op != opWord || len(n.text) < 7 || len(n.text) > 40 {
		return ""
	}
	lower := strings.ToLower(n.text)
	if strings.Trim(lower, "0123456789abcdef") != "" {
		return ""
	}
	return lower
}
