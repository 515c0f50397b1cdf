package linker

import "strings"

// around is how many unchanged lines are shown before and after a change.
const around = 3

// mostCells bounds the table that two texts are compared with; beyond it the
// part that differs is shown as replaced whole.
const mostCells = 1 << 21

// edit is a line of the difference of two texts.
type edit struct {
	sign byte // '-', '+', ' ' for one that stays, '@' for lines left out
	line string
	skip int // how many are left out
}

// difference is how one text becomes another, line by line, with what stands
// around. Line ends do not count.
func difference(before, after string) []edit {
	a, b := linesOf(before), linesOf(after)
	head := 0
	for head < len(a) && head < len(b) && a[head] == b[head] {
		head++
	}
	tail := 0
	for tail < len(a)-head && tail < len(b)-head && a[len(a)-1-tail] == b[len(b)-1-tail] {
		tail++
	}
	var all []edit
	for _, l := range a[:head] {
		all = append(all, edit{sign: ' ', line: l})
	}
	all = append(all, middle(a[head:len(a)-tail], b[head:len(b)-tail])...)
	for _, l := range a[len(a)-tail:] {
		all = append(all, edit{sign: ' ', line: l})
	}
	return shorten(all)
}

// linesOf is the lines of a text; an empty one has none.
func linesOf(s string) []string {
	if s == "" {
		return nil
	}
	all := strings.Split(s, "\n")
	for i := range all {
		all[i] = strings.TrimSuffix(all[i], "\r")
	}
	return all
}

// middle compares by the longest common run of lines.
func middle(a, b []string) (all []edit) {
	if len(a)*len(b) > mostCells {
		return append(whole('-', a), whole('+', b)...)
	}
	width := len(b) + 1
	common := make([]int32, (len(a)+1)*width) // of the lines from i and from j on
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			if a[i] == b[j] {
				common[i*width+j] = common[(i+1)*width+j+1] + 1
			} else {
				common[i*width+j] = max(common[(i+1)*width+j], common[i*width+j+1])
			}
		}
	}
	i, j := 0, 0
	for i < len(a) && j < len(b) {
		switch {
		case a[i] == b[j]:
			all = append(all, edit{sign: ' ', line: a[i]})
			i, j = i+1, j+1
		case common[(i+1)*width+j] >= common[i*width+j+1]:
			all = append(all, edit{sign: '-', line: a[i]})
			i++
		default:
			all = append(all, edit{sign: '+', line: b[j]})
			j++
		}
	}
	return append(append(all, whole('-', a[i:])...), whole('+', b[j:])...)
}

func whole(sign byte, lines []string) (all []edit) {
	for _, l := range lines {
		all = append(all, edit{sign: sign, line: l})
	}
	return all
}

// shorten leaves out what is far from every change.
func shorten(all []edit) (out []edit) {
	near := make([]bool, len(all))
	for i := range all {
		if all[i].sign == ' ' {
			continue
		}
		for j := max(i-around, 0); j <= min(i+around, len(all)-1); j++ {
			near[j] = true
		}
	}
	for i := range all {
		switch n := len(out); {
		case near[i]:
			out = append(out, all[i])
		case n > 0 && out[n-1].sign == '@':
			out[n-1].skip++
		default:
			out = append(out, edit{sign: '@', skip: 1})
		}
	}
	return out
}
