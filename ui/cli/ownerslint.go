package cli

import (
	"bufio"
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"hubtrail/github"
	"hubtrail/github/codeowners"
	"hubtrail/ui/text"
)

// lint writes what is wrong with the file, one problem a line, in the form of
// compilers and with who found it:
//
//	CODEOWNERS:3:6: Unknown owner: make sure @acme/gone exists [GitHub]
//
// or as JSON one object a line:
//
//	{"file":"CODEOWNERS","line":3,"column":6,"kind":"Unknown owner","suggestion":"...","source":"*.go @acme/gone","other":0,"reported_by":["github"]}
//
// where line and column are 0 if the problem is about the file, and other is the
// line that it has to do with, 0 for none.
func lint(ctx context.Context, o OwnersOptions, asked asked, file ownersFile) (exit int, err error) {
	paths, err := asked.all(ctx)
	if err != nil {
		return exitError, err
	}
	match := file.compile()
	ours := slices.Concat(file.Problems, match.Lint(paths))
	var theirs []codeowners.Problem
	if o.Reported != nil {
		if theirs, err = o.Reported(ctx); err != nil {
			if ctx.Err() != nil {
				return exitError, err
			}
			fmt.Fprintf(o.Stderr, "GitHub's own problems are missing: %s\n", text.Clean(err.Error()))
		}
	}
	rows := slices.Clone(file.ignored)
	if !o.inTree() { // of a working tree, fileOfTree has looked
		rows = append(rows, ignoredOf(file.Path, paths)...)
	}
	for _, p := range github.JoinProblems(ours, theirs) {
		rows = append(rows, ownersRow{file: file.Path, OwnersProblem: p})
	}
	if err := writeRows(o, rows); err != nil {
		return exitError, err
	}
	if len(rows) > 0 {
		return exitNo, nil
	}
	return exitYes, nil
}

// ignoredOf is the further CODEOWNERS files of a listing.
func ignoredOf(used string, paths []string) []ownersRow {
	var rows []ownersRow
	for _, place := range codeowners.Locations() {
		if _, ok := slices.BinarySearch(paths, place); ok && place != used {
			rows = append(rows, ignoredRow(place, used+" comes first"))
		}
	}
	return rows
}

func writeRows(o OwnersOptions, rows []ownersRow) error {
	w := bufio.NewWriter(o.Stdout)
	for _, r := range rows {
		switch {
		case o.JSON:
			w.Write(r.json()) // a failure is kept until Flush
		case o.Terminal:
			fmt.Fprintln(w, r.line(), o.Styles.Dim.Render(r.by()))
		default:
			fmt.Fprintln(w, r.line(), r.by())
		}
	}
	if err := w.Flush(); err != nil {
		return fmt.Errorf("write the problems: %w", err)
	}
	return nil
}

// ownersRow is a problem of a CODEOWNERS file, with its path.
type ownersRow struct {
	file string
	github.OwnersProblem
}

// line is the problem in the form of compilers: file:line:column: text.
func (r ownersRow) line() string {
	b := []byte(r.file)
	if r.Line > 0 {
		b = append(b, ':')
		b = strconv.AppendInt(b, int64(r.Line), 10)
		b = append(b, ':')
		b = strconv.AppendInt(b, int64(r.Column), 10)
	}
	b = append(b, ": "...)
	switch word := r.word(); {
	case r.Kind == codeowners.MoreProblems:
		b = append(b, r.Message()...)
	case r.Suggestion != "":
		b = append(b, string(r.Kind)+": "+r.Suggestion...)
	case word != "":
		b = append(b, string(r.Kind)+" `"+word+"`"...)
	default:
		b = append(b, r.Kind...)
	}
	switch r.Kind {
	case codeowners.IgnoredOwner:
		b = append(b, "; GitHub takes it for no owner"...)
	case codeowners.InvalidOwner, codeowners.InvalidPattern:
		b = append(b, "; GitHub skips this line"...)
	}
	return text.Clean(string(b))
}

// word is what stands at the column of the line.
func (r ownersRow) word() string {
	runes := []rune(strings.TrimRight(r.Source, "\r\n"))
	if r.Column < 1 || r.Column > len(runes) {
		return ""
	}
	words := strings.Fields(string(runes[r.Column-1:]))
	if len(words) == 0 {
		return ""
	}
	return text.Middle(words[0], 100)
}

// by is who found the problem.
func (r ownersRow) by() string {
	switch {
	case r.Ours && r.GitHub:
		return "[both]"
	case r.GitHub:
		return "[GitHub]"
	}
	return "[hubtrail]"
}

func (r ownersRow) json() []byte {
	suggestion := r.Suggestion
	if r.Kind == codeowners.MoreProblems {
		suggestion = r.Message()
	}
	b := []byte(`{"file":`)
	b = appendJSON(b, r.file)
	b = fmt.Appendf(b, `,"line":%d,"column":%d,"kind":`, r.Line, r.Column)
	b = appendJSON(b, string(r.Kind))
	b = append(b, `,"suggestion":`...)
	b = appendJSON(b, suggestion)
	b = append(b, `,"source":`...)
	b = appendJSON(b, strings.TrimRight(r.Source, "\r\n"))
	b = fmt.Appendf(b, `,"other":%d,"reported_by":[`, r.Other)
	switch {
	case r.Ours && r.GitHub:
		b = append(b, `"hubtrail","github"`...)
	case r.GitHub:
		b = append(b, `"github"`...)
	default:
		b = append(b, `"hubtrail"`...)
	}
	return append(b, "]}\n"...)
}
