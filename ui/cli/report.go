package cli

import (
	"bufio"
	"fmt"
	"slices"
	"strings"

	"hubtrail/github/auth"
	"hubtrail/ui/text"
)

// report writes results, as rows or as JSON.
type report struct {
	w     *bufio.Writer
	o     DoctorOptions
	name  int // width of the column of names, in cells
	count int
	fixes [Fail + 1][]string // by status, each once
}

func newReport(o DoctorOptions, checks []Check) *report {
	r := &report{w: bufio.NewWriter(o.Stdout), o: o}
	for _, c := range checks {
		r.name = max(r.name, text.Width(plain(c.Name)))
	}
	if o.JSON {
		r.w.WriteString(`{"checks":[`)
	}
	return r
}

// add writes one result. Rows are seen at once, while other checks still run.
func (r *report) add(name string, result Result) {
	r.count++
	if r.o.JSON {
		r.addJSON(name, result)
		return
	}
	mark, style := r.mark(result.Status)
	fmt.Fprintf(r.w, "%s  %s", style.Render(mark+" "+text.Pad(result.Status.String(), 4)), text.Pad(plain(name), r.name))
	indent := text.Spaces(2 + 4 + 2 + r.name + 2)
	for i, line := range strings.Split(auth.Redact(result.Detail), "\n") {
		if i > 0 {
			r.w.WriteString("\n" + indent)
		} else {
			r.w.WriteString("  ")
		}
		r.w.WriteString(plain(line))
	}
	r.w.WriteString("\n")
	fix := plain(result.Fix)
	if fix != "" && !slices.Contains(r.fixes[result.Status], fix) {
		r.fixes[result.Status] = append(r.fixes[result.Status], fix)
	}
	r.w.Flush() // a failure is kept until end
}

func (r *report) addJSON(name string, result Result) {
	b := []byte("\n  ")
	if r.count > 1 {
		b = []byte(",\n  ")
	}
	for i, member := range [...][2]string{
		{"name", name}, {"status", result.Status.String()}, {"detail", result.Detail}, {"fix", result.Fix},
	} {
		b = append(b, "{, "[min(i, 1)])
		if i > 0 {
			b = append(b, ' ')
		}
		b = appendJSON(b, member[0])
		b = append(b, ": "...)
		b = appendJSON(b, auth.Redact(member[1]))
	}
	r.w.Write(append(b, '}'))
}

// end writes what to fix, and what kept the report from being written.
func (r *report) end() error {
	if r.o.JSON {
		r.w.WriteString("\n]}\n")
		return r.w.Flush()
	}
	failed := r.fixes[Fail]
	fixes := slices.Concat(failed, slices.DeleteFunc(r.fixes[Warn], func(f string) bool { return slices.Contains(failed, f) }))
	if len(fixes) > 0 {
		r.w.WriteString("\nTo fix, in this order:\n")
	}
	for i, f := range fixes {
		fmt.Fprintf(r.w, "%3d. %s\n", i+1, f)
	}
	return r.w.Flush()
}

// mark is the sign of a status and its style; ASCII where the locale may have
// no other.
func (r *report) mark(s Status) (string, text.Style) {
	signs := [...]string{"+", "!", "x"}
	if r.o.Terminal.UTF8 {
		signs = [...]string{"✓", "!", "✗"}
	}
	return signs[s], [...]text.Style{r.o.Styles.Good, r.o.Styles.Warn, r.o.Styles.Bad}[s]
}

// plain makes any text fit for a row: no secret, no control character. It is
// redacted last, as cleaning may join what was kept apart.
func plain(s string) string { return auth.Redact(text.Clean(auth.Redact(s))) }
