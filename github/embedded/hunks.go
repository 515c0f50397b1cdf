package embedded

import (
	"context"
	"strconv"
	"strings"
)

// hunkCutter cuts the hunks of review comments out of diffs, each of which it
// makes once.
type hunkCutter struct {
	r       *repo
	patches map[[2]string]string // by commit and path
}

// cut gives the diff from the hunk's header to the thread's line, and the line's
// place counted from the first header; "" and 0 if the diff does not hold it.
func (h *hunkCutter) cut(ctx context.Context, e *entry, t *Thread, commit string, ids revisions) (string, int, error) {
	x, err := h.r.extent(ctx, e, ids)
	if err != nil || x.mergeBase == "" || !ids.has(commit) || !insidePath(t.Path) {
		return "", 0, err
	}
	key := [2]string{ids.id(commit), t.Path}
	patch, ok := h.patches[key]
	if !ok {
		args := append([]string{"diff-tree"}, patchOptions()...)
		out, err := h.r.git(ctx, append(args, x.mergeBase, key[0], "--", t.Path)...)
		if err != nil {
			return "", 0, err
		}
		if i := strings.Index(string(out), "\n@@ "); i >= 0 {
			patch = string(out[i+1:])
		}
		h.patches[key] = patch
	}
	hunk, position := cutHunk(patch, t.Line, t.Side == "LEFT")
	return hunk, position, nil
}

// cutHunk finds a line of the new file, or of the old one, in a patch.
func cutHunk(patch string, line int, old bool) (string, int) {
	start, at, position := 0, [2]int{}, -1
	offset := 0
	for text := range strings.Lines(patch) {
		position++
		end := offset + len(text)
		if strings.HasPrefix(text, "@@ ") {
			start, at = offset, hunkStart(text)
			offset = end
			continue
		}
		var is [2]bool // on the old side, on the new side
		switch text[0] {
		case '-':
			is[0] = true
		case '+':
			is[1] = true
		case ' ':
			is = [2]bool{true, true}
		}
		side := 1
		if old {
			side = 0
		}
		if is[side] && at[side] == line {
			return strings.TrimSuffix(patch[start:end], "\n"), position
		}
		for i := range at {
			if is[i] {
				at[i]++
			}
		}
		offset = end
	}
	return "", 0
}

// hunkStart reads the first lines of a hunk's two sides from its header:
// "@@ -1,2 +3,4 @@".
func hunkStart(header string) [2]int {
	var at [2]int
	for i, f := range strings.Fields(header) {
		if i == 1 || i == 2 {
			digits, _, _ := strings.Cut(f[1:], ",")
			at[i-1], _ = strconv.Atoi(digits) // git writes numbers
		}
	}
	return at
}
