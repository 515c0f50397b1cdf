package keymap

import "strings"

// Hint is one entry of a help line or page: keys as a person writes them, and
// what they do.
type Hint struct {
	Action Action
	Keys   string
	Help   string
}

// Help lists the bindings of a scope itself, without its parents, in the
// table's order. It is the only source of the help line, the help page and
// README's key table.
func (m *Map) Help(s Scope) []Hint {
	var hints []Hint
	for _, b := range m.bindings {
		if b.Scope == s && len(b.Keys()) > 0 {
			hints = append(hints, Hint{b.Action, b.Help().Key, b.Help().Desc})
		}
	}
	return hints
}

// Line lists what the one-row help line of a scope shows, with one key each: a
// pane's own bindings, then the global ones everybody needs, most useful first;
// and those that are always shown at the end of the line.
func (m *Map) Line(s Scope) (hints, always []Hint) {
	for _, h := range m.Help(s) {
		h.Keys, _, _ = strings.Cut(h.Keys, " ")
		hints = append(hints, h)
	}
	if s.TakesText() {
		return hints, nil
	}
	one := func(into []Hint, actions ...Action) []Hint {
		for _, a := range actions {
			if keys := m.Keys(a, s); keys != nil {
				into = append(into, Hint{a, Shown(keys[0]), m.help(a)})
			}
		}
		return into
	}
	if s == Welcome || s == HelpPage {
		return hints, one(nil, Help, BackOrQuit)
	}
	always = one(nil, Palette, Help, BackOrQuit)
	switch s {
	case LinkWork: // it says itself what going back does
		return one(hints, Browse, CopyURL), always
	case LinkWay, LinkOutcome:
		return one(hints, Browse, CopyURL, Back), always
	case LinkEnds, Linker:
		return one(hints, Browse, CopyURL, Reload, Back), always
	case DraftList:
		return one(hints, Reload, Back), always
	case ConfirmBox:
		return hints, always
	}
	return one(hints, NextPane, Browse, CopyURL, Reload, Zoom, Back), always
}

func (m *Map) help(a Action) string {
	for _, b := range m.bindings {
		if b.Action == a {
			return b.Help().Desc
		}
	}
	return string(a)
}

// Markdown is the key table of README: scope, action as the configuration file
// names it, keys, help.
func (m *Map) Markdown() string {
	var b strings.Builder
	b.WriteString("| where | keys | what | name |\n| --- | --- | --- | --- |\n")
	for _, t := range Scopes() {
		where := "**" + t.Title + "** (`" + string(t.Scope) + "`)"
		for _, h := range m.Help(t.Scope) {
			keys := strings.ReplaceAll(h.Keys, "|", "\\|")
			b.WriteString("| " + where + " | `" + strings.Join(strings.Split(keys, " "), "` `") + "` | " + DescribeIn(t.Scope, h.Action) + " | `" + string(h.Action) + "` |\n")
			where = ""
		}
	}
	return b.String() + "\n"
}

// Describe is the one-line help of an action.
func Describe(a Action) string {
	for _, d := range Actions() {
		if d.Action == a {
			return d.Help
		}
	}
	return string(a)
}

// DescribeIn is the one-line help of an action in a scope, where it may mean
// something of its own.
func DescribeIn(s Scope, a Action) string {
	if own, ok := meanings()[meaning{s, a}]; ok {
		return own
	}
	return Describe(a)
}

// meaning is an action in a scope.
type meaning struct {
	scope  Scope
	action Action
}

// meanings is what general actions do in particular scopes.
func meanings() map[meaning]string {
	return map[meaning]string{
		{Commits, Open}:      "open the changes of the commit",
		{Commits, Filter}:    "filter by words, path:, author:, since:, until:",
		{Patch, Open}:        "fold the file, or open the commit of the row",
		{Patch, Filter}:      "find a file; @owner, mine, seen, state, ending",
		{Patch, Sort}:        "group by owner, or by path",
		{Source, Open}:       "open the commit that wrote the line",
		{Source, Filter}:     "find in the file",
		{Owners, Filter}:     "find any path",
		{Owners, View}:       "view the file",
		{Thread, Open}:       "follow the link, or open what the row names",
		{IssueList, NextTab}: "next saved search", {IssueList, PreviousTab}: "previous saved search",
		{WhoBox, Open}: "show it in the tree of files", {WhoBox, Who}: "close",
		{LinkEnds, Open}: "take the link away",
		{LinkWay, Open}:  "choose this way",
		{Detail, Open}:   "go to its repositories",
	}
}

// Shown is how a key is written for people.
func Shown(key string) string {
	switch key {
	case " ":
		return "space"
	case "up":
		return "↑"
	case "down":
		return "↓"
	case "left":
		return "←"
	case "right":
		return "→"
	case "shift+tab":
		return "⇧tab"
	case "pgdown":
		return "pgdn"
	}
	if rest, ok := strings.CutPrefix(key, "ctrl+"); ok {
		return "^" + rest
	}
	return key
}

func shown(keys []string) string {
	out := make([]string, len(keys))
	for i, k := range keys {
		out[i] = Shown(k)
	}
	return strings.Join(out, " ")
}
