package cli

import (
	"fmt"
	"slices"
	"strings"
)

const (
	// diffContext is how many unchanged lines stand around a change.
	diffContext = 3

	// diffCells bounds the table of a comparison: 2,000 lines with 2,000. What is
	// larger is shown as replaced.
	diffCells = 4_000_000
)

// edit is a line of a difference: ' ' kept, '-' removed, '+' added, or '@' the
// numbers above a hunk.
type edit struct {
	op   byte
	text string
}

// bodyDiff is how a text changes, as a unified diff without the names of files;
// nil if no line does. Line ends do not count.
func bodyDiff(before, after string) (rows []edit) {
	edits := compareLines(bodyLines(before), bodyLines(after))
	for end := 0; ; {
		start := hunkStart(edits, end)
		if start == len(edits) {
			return rows
		}
		end = hunkEnd(edits, start)
		rows = append(rows, edit{'@', hunkNumbers(edits, start, end)})
		rows = append(rows, edits[start:end]...)
	}
}

func isChange(e edit) bool { return e.op != ' ' }

// hunkStart is where the first hunk from an index on begins, len(edits) if
// nothing changes there any more.
func hunkStart(edits []edit, from int) int {
	first := slices.IndexFunc(edits[from:], isChange)
	if first < 0 {
		return len(edits)
	}
	return max(from, from+first-diffContext)
}

// hunkEnd is the end of a hunk: where no change is near any more.
func hunkEnd(edits []edit, start int) int {
	end := start
	for {
		near := min(end+2*diffContext+1, len(edits))
		last := slices.IndexFunc(edits[end:near], isChange)
		if last < 0 {
			return min(end+diffContext, len(edits))
		}
		end += last + 1
	}
}

// hunkNumbers is the line above a hunk.
func hunkNumbers(edits []edit, start, end int) string {
	var first, count [2]int // before, after
	for i, e := range edits[:end] {
		for side, other := range [...]byte{'+', '-'} {
			switch {
			case e.op == other:
			case i < start:
				first[side]++
			default:
				count[side]++
			}
		}
	}
	for side := range first {
		first[side] += min(count[side], 1) // an empty side names the line before it
	}
	return fmt.Sprintf("@@ -%d,%d +%d,%d @@", first[0], count[0], first[1], count[1])
}

// bodyLines are the lines of a text; an empty one has none.
func bodyLines(s string) []string {
	s = strings.TrimSuffix(strings.ReplaceAll(s, "\r\n", "\n"), "\n")
	if s == "" {
		return nil
	}
	return strings.Split(s, "\n")
}

// compareLines is the smallest difference of two texts.
func compareLines(a, b []string) []edit {
	head := 0
	for head < min(len(a), len(b)) && a[head] == b[head] {
		head++
	}
	tail := 0
	for tail < min(len(a), len(b))-head && a[len(a)-1-tail] == b[len(b)-1-tail] {
		tail++
	}
	edits := marked(nil, ' ', a[:head])
	edits = between(edits, a[head:len(a)-tail], b[head:len(b)-tail])
	return marked(edits, ' ', a[len(a)-tail:])
}

func marked(edits []edit, op byte, lines []string) []edit {
	for _, l := range lines {
		edits = append(edits, edit{op, l})
	}
	return edits
}

// between compares what stands between the common ends, by the longest common
// subsequence of their lines.
func between(edits []edit, a, b []string) []edit {
	if len(a)*len(b) > diffCells {
		return marked(marked(edits, '-', a), '+', b)
	}
	common := make([][]uint16, len(a)+1) // of a[i:] and b[j:]
	for i := range common {
		common[i] = make([]uint16, len(b)+1)
	}
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			if a[i] == b[j] {
				common[i][j] = common[i+1][j+1] + 1
			} else {
				common[i][j] = max(common[i+1][j], common[i][j+1])
			}
		}
	}
	i, j := 0, 0
	for i < len(a) && j < len(b) {
		switch {
		case a[i] == b[j]:
			edits = append(edits, edit{' ', a[i]})
			i, j = i+1, j+1
		case common[i+1][j] >= common[i][j+1]:
			edits = append(edits, edit{'-', a[i]})
			i++
		default:
			edits = append(edits, edit{'+', b[j]})
			j++
		}
	}
	return marked(marked(edits, '-', a[i:]), '+', b[j:])
}
