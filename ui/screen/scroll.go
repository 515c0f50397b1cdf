package screen

import (
	"slices"
	"strconv"
	"strings"
)

// scrollCost is about what a scroll costs in bytes: the region set and taken
// back, the move, the lines deleted or inserted.
const scrollCost = 24

// scroll looks for rows that moved up or down together between first and end,
// and moves them on the terminal and in the grid where that saves bytes. What
// still differs is left to the caller.
func (s *Screen) scroll(b []byte, rows []string, first, end int) []byte {
	shift := s.shift(rows, first, end)
	if shift == 0 {
		return b
	}
	from, to, saved := s.moved(rows, first, end, shift)
	if saved <= scrollCost {
		return b
	}
	top, bottom := min(from, from+shift), max(to, to+shift)
	for y := top; y < bottom; y++ {
		// Lines the scroll leaves blank.
		if (y < from || y >= to) && rowAt(rows, y) == s.grid[y].row {
			saved -= weight(s.grid[y].row)
		}
	}
	if saved <= scrollCost {
		return b
	}
	whole := top == 0 && bottom == s.height
	if !whole {
		b = appendRegion(b, top, bottom)
	}
	b = appendMove(b, top, 0)
	if shift > 0 {
		b = appendCSI(b, shift, 'M') // delete lines
	} else {
		b = appendCSI(b, -shift, 'L') // insert lines
	}
	if !whole {
		b = append(b, "\x1b[r"...)
	}
	s.move(top, bottom, shift)
	return b
}

// shift returns how many rows most of the changed text moved, up if positive.
func (s *Screen) shift(rows []string, first, end int) int {
	if end-first < 2 {
		return 0
	}
	h := s.height
	clear(s.votes)
	for y := first; y < end; y++ {
		row := rowAt(rows, y)
		if row == s.grid[y].row {
			continue
		}
		value := -1
		for from := first; from < end; from++ {
			if s.grid[from].hash == s.hashes[y] && s.grid[from].row == row {
				if value < 0 {
					value = weight(row)
				}
				s.votes[from-y+h] += value
			}
		}
	}
	best := h
	for i, v := range s.votes {
		if v > s.votes[best] {
			best = i
		}
	}
	return best - h
}

// moved returns the rows, of those that the shift would put in place, that are
// worth it, and the bytes that saves.
func (s *Screen) moved(rows []string, first, end, shift int) (from, to, saved int) {
	low, high := max(first, first-shift), min(end, end-shift)
	sum, start := 0, low
	for y := low; y < high; y++ {
		row := rowAt(rows, y)
		here, there := row == s.grid[y].row, row == s.grid[y+shift].row
		switch {
		case there && !here:
			sum += weight(row)
		case here && !there:
			sum -= weight(row)
		}
		if sum <= 0 {
			sum, start = 0, y+1
		} else if sum > saved {
			from, to, saved = start, y+1, sum
		}
	}
	return from, to, saved
}

// weight is about what it costs to write a row.
func weight(row string) int { return len(strings.TrimRight(row, " ")) }

// move moves the lines of the grid between top and bottom as the terminal does.
func (s *Screen) move(top, bottom, shift int) {
	part := s.grid[top:bottom]
	n := shift
	if n < 0 {
		n += len(part)
	}
	rotate(part, n)
	gone := part[:max(-shift, 0)]
	if shift > 0 {
		gone = part[len(part)-shift:]
	}
	for y := range gone {
		gone[y].clear()
	}
}

// rotate moves the first n lines behind the others.
func rotate(lines []line, n int) {
	slices.Reverse(lines[:n])
	slices.Reverse(lines[n:])
	slices.Reverse(lines)
}

// appendRegion appends the margins between which lines scroll.
func appendRegion(b []byte, top, bottom int) []byte {
	b = append(b, "\x1b["...)
	b = strconv.AppendInt(b, int64(top+1), 10)
	b = append(b, ';')
	b = strconv.AppendInt(b, int64(bottom), 10)
	return append(b, 'r')
}
