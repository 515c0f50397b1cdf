package diff

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
)

// versions are generated pairs of files, the same each time.
type versions struct {
	name     string
	old, new string
}

func text(lines []string) string { return strings.Join(lines, "\n") + "\n" }

// source is like a program: most lines differ, some are everywhere.
func source(n int, r *rand.Rand) []string {
	lines := make([]string, n)
	for i := range lines {
		switch r.IntN(8) {
		case 0:
			lines[i] = "\t}"
		case 1:
		case 2:
			lines[i] = "\t\treturn nil"
		case 3:
			lines[i] = fmt.Sprintf("\tif err := run%d(ctx); err != nil {", r.IntN(500))
		case 4:
			lines[i] = fmt.Sprintf("func f%d() {", r.IntN(n))
		default:
			lines[i] = fmt.Sprintf("\tx%d := f%d(a, %d)", r.IntN(1000), r.IntN(1000), r.IntN(100))
		}
	}
	return lines
}

// edited inserts, removes or changes a share of the lines.
func edited(lines []string, share float64, r *rand.Rand) (out []string) {
	for i, line := range lines {
		if r.Float64() >= share {
			out = append(out, line)
			continue
		}
		switch r.IntN(4) {
		case 0:
			out = append(out, line, fmt.Sprintf("\tadded%d()", i))
		case 1:
			out = append(out, line, "\t}")
		case 2:
			out = append(out, line+" // changed")
		}
	}
	return out
}

func numbered(n int, name string) []string {
	lines := make([]string, n)
	for i := range lines {
		lines[i] = fmt.Sprintf("%s line %d", name, i)
	}
	return lines
}

func repeated(n int, line string) []string { return slices.Repeat([]string{line}, n) }

func shuffled(lines []string, r *rand.Rand) []string {
	out := slices.Clone(lines)
	r.Shuffle(len(out), func(i, j int) { out[i], out[j] = out[j], out[i] })
	return out
}

// letterLines are lines out of so many letters.
func letterLines(n, letters int, r *rand.Rand) []string {
	lines := make([]string, n)
	for i := range lines {
		lines[i] = string(rune('a' + r.IntN(letters)))
	}
	return lines
}

// blockwise moves blocks of lines about.
func blockwise(lines []string, size int, r *rand.Rand) (out []string) {
	blocks := slices.Collect(slices.Chunk(lines, size))
	for range len(blocks) / 5 {
		i, j := r.IntN(len(blocks)), r.IntN(len(blocks))
		blocks[i], blocks[j] = blocks[j], blocks[i]
	}
	return slices.Concat(blocks...)
}

// largeVersions are files of n lines, easy and hard ones.
func largeVersions(n int) []versions {
	r := rand.New(rand.NewPCG(1, 2))
	code := source(n, r)
	plain := numbered(n, "a")
	backwards := slices.Clone(plain)
	slices.Reverse(backwards)
	half := n / 2
	return []versions{
		{"one in a hundred", text(code), text(edited(code, 0.01, r))},
		{"one in ten", text(code), text(edited(code, 0.1, r))},
		{"three in ten", text(code), text(edited(code, 0.3, r))},
		{"six in ten", text(code), text(edited(code, 0.6, r))},
		{"nothing in common", text(plain), text(numbered(n, "b"))},
		{"one line repeated", text(repeated(2*n, "x")), text(repeated(2*n-n/10, "x"))},
		{"one line repeated, edited", text(repeated(2*n, "x")), text(edited(repeated(2*n, "x"), 0.3, r))},
		{"halves swapped", text(plain), text(slices.Concat(plain[half:], plain[:half]))},
		{"halves of code swapped", text(code), text(slices.Concat(code[half:], code[:half]))},
		{"halves swapped and edited", text(code), text(edited(slices.Concat(code[half:], code[:half]), 0.1, r))},
		{"blocks moved", text(code), text(edited(blockwise(code, 40, r), 0.02, r))},
		{"large blocks moved", text(code), text(edited(blockwise(code, n/40, r), 0.02, r))},
		{"shuffled", text(plain), text(shuffled(plain, r))},
		{"shuffled code", text(code), text(shuffled(code, r))},
		{"other code", text(code), text(source(n, r))},
		{"code within code", text(code), text(slices.Concat(source(half, r), edited(code, 0.1, r), source(half, r)))},
		{"backwards", text(plain), text(backwards)},
		{"two letters", text(letterLines(n, 2, r)), text(letterLines(n, 2, r))},
		{"ten letters", text(letterLines(n, 10, r)), text(letterLines(n, 10, r))},
		{"all but removed", text(code), text(edited(code[half:half+n/50], 0.5, r))},
		{"doubled", text(code), text(slices.Concat(code, code))},
	}
}
