package query

import (
	"slices"
	"strings"
	"time"
)

// term looks at a qualifier.
func (c *checker) term(n *node) {
	whole := n.value()
	if whole == "" {
		c.warn(n, n.name+": has no value", "write it right behind the colon")
		return
	}
	if slices.ContainsFunc(n.values, func(v value) bool { return v.text == "" }) {
		c.warn(n, "a value is missing beside a comma", "remove the comma")
		return
	}
	switch {
	case n.negated && n.name == "no":
		c.warn(n, "no: cannot be negated", "write has:"+Quoted(whole))
		return
	case n.negated && n.name == "sort":
		c.warn(n, "sort: cannot be negated", "write sort:updated-asc for the other direction")
		return
	case n.name == "assignee" && whole == "*" && !c.oneRepo && c.scope.Repo == "":
		c.warn(n, "GitHub takes assignee:* only within one repository", "search one repository, or name the person")
		return
	}
	c.value(n, whole)
}

// value looks at what stands behind the colon.
func (c *checker) value(n *node, value string) {
	switch shapeOf(n.name) {
	case fixed:
		for _, v := range n.values {
			if !isFixed(n.name, v.text) {
				c.report(v.start, v.end, false, n.name+": cannot be "+shown(v.text), valueFix(n.name, v.text))
			}
		}
	case dates:
		c.span(n, value, dateOf(time.Unix(1<<30, 0)), "is no date", "write a day such as "+n.name+":>=2024-05-31, a range of two with .., or how long ago as in "+n.name+":>-2w")
	case numbers:
		c.span(n, value, numberOf, "is no number", "write a number such as "+n.name+":>=10, or a range such as 10..20")
	case fullName:
		if !isPair(value) {
			c.warn(n, shown(value)+" is no repository", "write repo:OWNER/NAME")
		}
	case slug:
		if !isPair(value) {
			c.warn(n, shown(value)+" is no team", "write "+n.name+":ORGANISATION/TEAM")
		}
	case login, holder, owner:
		if strings.ContainsAny(value, " ,") {
			c.warn(n, shown(value)+" is no login", "write the login, without spaces, and one "+n.name+": for each")
		}
	case order:
		if _, _, ok := sortOf(value); !ok {
			c.warn(n, "nothing can be sorted by "+shown(value), "write "+sortFix(value))
		}
	}
}

// span looks at a date, a number or a range of them.
func (c *checker) span(n *node, value string, read func(string) (span, bool), text, fix string) {
	s, ok := spanOf(value, read)
	switch {
	case !ok:
		c.warn(n, shown(value)+" "+text, fix)
	case s.from >= s.to:
		c.warn(n, "the range "+shown(value)+" ends before it begins", "turn it around")
	}
}

// word looks at a word that could have been meant as a qualifier.
func (c *checker) word(n *node) {
	size := nameSize(n.text)
	if size < 2 || size >= len(n.text)-1 || n.text[size] != ':' {
		return
	}
	if next := n.text[size+1]; next == '/' || next == ':' {
		return // a URL, a C++ name
	}
	fix := `write it in quotes if it is text`
	if near := nearest(strings.ToLower(n.text[:size]), names()); near != "" {
		fix = "write " + near + ":, or " + fix
	}
	c.warn(n, shown(n.text[:size])+" is no qualifier", fix)
}

// valueFix names the valid value that is meant, or all of them.
func valueFix(name, value string) string {
	valid := fixedValues(name)
	if near := nearest(strings.ToLower(value), valid); near != "" {
		return "write " + name + ":" + Quoted(near)
	}
	written := make([]string, len(valid))
	for i, v := range valid {
		written[i] = Quoted(v)
	}
	last := len(written) - 1
	return "it can be " + strings.Join(written[:last], ", ") + " or " + written[last]
}

func sortFix(value string) string {
	field, _, _ := strings.Cut(strings.ToLower(value), "-")
	if near := nearest(field, sortFields()); near != "" {
		return "sort:" + near + "-desc or sort:" + near + "-asc"
	}
	return "sort: and updated, created, comments or reactions, with -asc or -desc behind"
}

// isPair reports whether a value is two names with a slash between.
func isPair(value string) bool {
	a, b, ok := strings.Cut(value, "/")
	return ok && a != "" && b != "" && !strings.ContainsAny(b, "/ ") && !strings.Contains(a, " ")
}

// shown is a text as a message quotes it.
func shown(text string) string {
	const most = 40
	if runes := []rune(text); len(runes) > most {
		text = string(runes[:most-1]) + "…"
	}
	return "“" + text + "”"
}
