package query

// nearest is the candidate that a person most likely meant, "" if there is none:
// a third of the letters may be wrong, left out, too many, or swapped.
func nearest(text string, candidates []string) string {
	if len(text) > 32 {
		return ""
	}
	best, least := "", max(len(text)/3, 1)+1
	for _, c := range candidates {
		if d := distance(text, c); d < least {
			best, least = c, d
		}
	}
	return best
}

// distance counts the edits between two texts: letters changed, added, removed,
// or two neighbours swapped.
func distance(a, b string) int {
	before, last, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := range len(a) {
		row[0] = i + 1
		for j := range len(b) {
			change := 1
			if a[i] == b[j] {
				change = 0
			}
			row[j+1] = min(last[j]+change, last[j+1]+1, row[j]+1)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				row[j+1] = min(row[j+1], before[j-1]+1)
			}
		}
		before, last, row = last, row, before
	}
	return last[len(b)]
}
