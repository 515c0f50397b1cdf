package embedded

import "strings"

type textMatchJSON struct {
	ObjectURL  string         `json:"object_url"`
	ObjectType string         `json:"object_type"`
	Property   string         `json:"property"`
	Fragment   string         `json:"fragment"`
	Matches    []matchedPlace `json:"matches"`
}

// matchedPlace is where a word is in a fragment, in bytes.
type matchedPlace struct {
	Text    string `json:"text"`
	Indices [2]int `json:"indices"`
}

// fragmentAround is how much of a text is shown on each side of a match, in
// bytes, and matchedTexts for how many texts of one hit.
const (
	fragmentAround = 80
	matchedTexts   = 5
)

// textMatches are the places where a hit holds the words of the query.
func (c *call) textMatches(e *entry, words []string) []textMatchJSON {
	at := c.at(e.book.repo) + "/issues/" + formatID(int64(e.Number))
	out := []textMatchJSON{}
	add := func(url, object, property, text string) {
		if len(out) >= matchedTexts {
			return
		}
		if fragment, places := fragment(text, words); len(places) > 0 {
			out = append(out, textMatchJSON{url, object, property, fragment, places})
		}
	}
	add(at, "Issue", "title", e.Title)
	add(at, "Issue", "body", e.Body)
	for i := range e.Comments {
		k := &e.Comments[i]
		add(c.at(e.book.repo)+"/issues/comments/"+formatID(k.ID), "IssueComment", "body", k.Body)
	}
	return out
}

// fragment cuts out of a text what is around the first word found, and finds all
// words in it.
func fragment(text string, words []string) (string, []matchedPlace) {
	first := -1
	for _, w := range words {
		if i := indexFold(text, w); i >= 0 && (first < 0 || i < first) {
			first = i
		}
	}
	if first < 0 {
		return "", nil
	}
	cut := text[max(0, first-fragmentAround):min(len(text), first+2*fragmentAround)]
	cut = strings.ToValidUTF8(cut, "")
	var places []matchedPlace
	for _, w := range words {
		from := 0
		for {
			i := indexFold(cut[from:], w)
			if i < 0 {
				break
			}
			i += from
			places = append(places, matchedPlace{cut[i : i+len(w)], [2]int{i, i + len(w)}})
			from = i + len(w)
		}
	}
	return cut, places
}

// indexFold finds a lower-case word in a text. Letters that change their length
// with their case are not folded, so that places stay right.
func indexFold(text, word string) int {
	lower := strings.Map(func(r rune) rune {
		if r >= 'A' && r <= 'Z' {
			return r + 'a' - 'A'
		}
		return r
	}, text)
	if len(lower) != len(text) { // broken UTF-8 grew
		lower = text
	}
	return strings.Index(lower, word)
}
