package diffs

import "sort"

// flow is rows of sections one after another: the head, the list of files, and
// each file that is shown.
type flow struct {
	starts []int // the first row of each section, and after the last one all rows
}

// The sections before the files.
const (
	headSection = iota
	listSection
	fileSections
)

// set takes the heights of the sections.
func (f *flow) set(heights []int) {
	f.starts = append(f.starts[:0], 0)
	total := 0
	for _, h := range heights {
		total += h
		f.starts = append(f.starts, total)
	}
}

func (f *flow) total() int {
	if len(f.starts) == 0 {
		return 0
	}
	return f.starts[len(f.starts)-1]
}

// at is the section of a row, and where in it the row is.
func (f *flow) at(row int) (section, offset int) {
	section = sort.SearchInts(f.starts, row+1) - 1
	return section, row - f.starts[section]
}
