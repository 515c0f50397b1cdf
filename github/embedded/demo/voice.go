package demo

import (
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
	"time"
)

// voice writes what people write in one repository.
type voice struct {
	r      *rand.Rand
	s      *spec
	c      *chronicle
	people []string // logins
	areas  []string // what issues are about
	nouns  []string
	spots  []spot    // functions that the history changed
	marks  []marked  // oldest first
	latest int       // the highest number that may be spoken of
	spoken []int     // numbers that were
	at     time.Time // when it is said
	author string    // who says it
}

func newVoice(s *spec, purpose string) *voice {
	v := &voice{r: s.random(purpose), s: s, areas: areas(s), nouns: nouns()}
	for i, n := range v.nouns {
		v.nouns[i] = strings.ToLower(n)
	}
	return v
}

// say fills the gaps of a sentence: {area}, {n}, {who} and so on.
func (v *voice) say(sentence string) string {
	if !strings.Contains(sentence, "{") {
		return sentence
	}
	var b strings.Builder
	b.Grow(len(sentence) + 40)
	for {
		before, rest, found := strings.Cut(sentence, "{")
		if !found {
			b.WriteString(before)
			return b.String()
		}
		gap, after, _ := strings.Cut(rest, "}")
		word := v.gap(gap)
		if word != "" && gap == "noun" && strings.ContainsRune("aeiou", rune(word[0])) {
			before = articled(before)
		}
		b.WriteString(before)
		b.WriteString(word)
		sentence = after
	}
}

// articled is a text before a word that begins with a vowel.
func articled(before string) string {
	if before == "a " || strings.HasSuffix(before, " a ") {
		return before[:len(before)-1] + "n "
	}
	return before
}

// one says one of several sentences.
func (v *voice) one(sentences ...string) string { return v.say(pick(v.r, sentences)) }

// odds is true once in n times.
func (v *voice) odds(n int) bool { return v.r.IntN(n) == 0 }

func (v *voice) gap(name string) string {
	r := v.r
	switch name {
	case "area":
		return pick(r, v.areas)
	case "noun":
		return pick(r, v.nouns)
	case "n":
		return strconv.Itoa(2 + r.IntN(90))
	case "many":
		return strconv.Itoa((1 + r.IntN(40)) * 250)
	case "ms":
		return strconv.Itoa(40+r.IntN(4000)) + " ms"
	case "pct":
		return strconv.Itoa(1+r.IntN(98)) + "%"
	case "who":
		login := pick(r, v.people)
		if login == v.author {
			login = pick(r, v.people)
		}
		return "@" + login
	case "team":
		return "@" + v.s.owner + "/" + pick(r, teamSlugs(v.s.owner))
	case "ref":
		return v.refer(1 + r.IntN(max(1, v.latest)))
	case "near":
		return v.refer(max(1, v.latest-r.IntN(30)))
	case "cross":
		return v.cross()
	case "fn":
		return v.function()
	case "path":
		return v.spot().path
	case "line":
		return strconv.Itoa(max(1, v.spot().line))
	case "ver":
		return fmt.Sprintf("1.%d.%d", r.IntN(12), r.IntN(9))
	case "browser":
		return pick(r, []string{"Firefox 136", "Chrome 133", "Safari 18", "Edge 132", "the scanner's browser", "Firefox ESR"})
	case "place":
		return pick(r, []string{"Rotterdam", "Aarhus", "Gdańsk", "Malmö", "Antwerp", "the Lübeck hall", "Tromsø", "Székesfehérvár"})
	case "day":
		return pick(r, []string{"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "the weekend"})
	case "emoji":
		return pick(r, []string{":tada:", ":eyes:", ":+1:", ":rocket:", ":package:", ":sweat_smile:", ":thinking:", "🚚", "📦", ":bug:", ":hourglass_flowing_sand:"})
	case "sha":
		return v.sha()
	}
	return "{" + name + "}"
}

// refer speaks of an issue or pull request of the repository.
func (v *voice) refer(number int) string {
	v.spoken = append(v.spoken, number)
	return "#" + strconv.Itoa(number)
}

func (v *voice) spot() spot {
	if len(v.spots) == 0 {
		return spot{path: "README.md", line: 3, name: "Use"}
	}
	return pick(v.r, v.spots)
}

func (v *voice) function() string { return v.spot().function() }

// function is the name of the function at a place, as the file's language
// writes it.
func (s spot) function() string {
	if s.name == "" {
		return "main"
	}
	lower := strings.ToLower(s.name[:1]) + s.name[1:]
	switch s.path[strings.LastIndex(s.path, ".")+1:] {
	case "ts", "java":
		return lower
	case "py", "rs":
		var b strings.Builder
		for _, r := range lower {
			if 'A' <= r && r <= 'Z' {
				b.WriteByte('_')
				r += 'a' - 'A'
			}
			b.WriteRune(r)
		}
		return b.String()
	}
	return s.name
}

// frame is a place in code, not in words.
func (v *voice) frame() spot {
	for range 8 {
		if s := v.spot(); !strings.HasSuffix(s.path, ".md") {
			return s
		}
	}
	return v.spot()
}

// cross names an issue of another repository.
func (v *voice) cross() string {
	full := pick(v.r, []string{"northwind/rate-limiter", "northwind/checkout-api", "northwind/chat-widget", "northwind/cli", "northwind/support-desk"})
	if full == v.s.owner+"/"+v.s.name {
		full = "northwind/mobile-app"
	}
	return full + "#" + strconv.Itoa(1+v.r.IntN(30))
}

// sha is a commit of the repository that there was already, or its default
// branch.
func (v *voice) sha() string {
	known := 0
	for known < len(v.marks) && v.marks[known].at.Before(v.at) {
		known++
	}
	if known == 0 {
		return "`" + v.s.branch() + "`"
	}
	id := v.marks[v.r.IntN(known)].id
	if v.odds(3) {
		return id
	}
	return id[:7+v.r.IntN(4)]
}

// areas are what issues of a repository are about.
func areas(s *spec) []string {
	switch s.name {
	case "support-desk", "chat-widget", "mobile-app":
		return []string{
			"customer timeline", "refund form", "order search", "call log", "address card", "parcel map", "invoice preview", "chat panel",
			"voucher box", "shortcut list", "CSV export", "permission page", "answer picker", "queue overview", "shift planner", "photo viewer",
		}
	case "terraform-modules", "data-lake":
		return []string{"nightly run", "state bucket", "network module", "backfill", "schema check", "retention rule", "alert route", "cost report"}
	}
	return []string{
		"batch import", "retry loop", "health check", "configuration reload", "metrics endpoint", "command line", "cache", "label printer path",
		"time zone handling", "error page", "start-up", "shutdown", "rate table", "replay",
	}
}

// paragraphs joins blocks of Markdown with empty lines.
func paragraphs(blocks ...string) string {
	kept := blocks[:0]
	for _, b := range blocks {
		if b != "" {
			kept = append(kept, b)
		}
	}
	return strings.Join(kept, "\n\n")
}
