package diff

import (
	"bytes"
	"math/bits"
)

const (
	// maxAlikeTable is how many pairs of lines are compared at most to find
	// counterparts within one run.
	maxAlikeTable = 1 << 13
	// maxAlikeLine is how many bytes of a line are looked at for that.
	maxAlikeLine = 1 << 10
)

// sketch is a set of the words and characters of a line, as bits by their hash:
// lines are compared in a few steps, whatever their length.
type sketch struct {
	bits [4]uint64
	size int // how many bits are set
}

func sketchOf(line []byte) sketch {
	var f sketch
	line = bytes.TrimSpace(line[:min(len(line), maxAlikeLine)])
	for i := 0; i < len(line); {
		t := nextToken(line, i)
		i = t.to
		if !t.isBlank {
			at := (t.hash ^ t.hash>>16) % 256
			f.bits[at/64] |= 1 << (at % 64)
		}
	}
	for _, word := range f.bits {
		f.size += bits.OnesCount64(word)
	}
	return f
}

// likeness is what two lines have in common, from 0 to 100: the Dice
// coefficient of their words.
func (f *sketch) likeness(g *sketch) int32 {
	common := 0
	for i := range f.bits {
		common += bits.OnesCount64(f.bits[i] & g.bits[i])
	}
	if common == 0 {
		return 0
	}
	return int32(200 * common / (f.size + g.size))
}

// alike pairs the lines of a run so that the sum of their likeness is greatest
// and no two pairs cross. Lines less alike than minLikeness stay alone.
func (p *Patch) alike(r run) []int32 {
	olds, news := r.oldEnd-r.old, r.newEnd-r.new
	sketches := make([]sketch, 0, olds+news)
	for i := r.old; i < r.oldEnd; i++ {
		sketches = append(sketches, sketchOf(p.body(i)))
	}
	for i := r.new; i < r.newEnd; i++ {
		sketches = append(sketches, sketchOf(p.body(i)))
	}
	gain := func(i, j int) int32 {
		if likeness := sketches[i].likeness(&sketches[olds+j]); likeness >= minLikeness {
			return likeness
		}
		return 0
	}

	columns := news + 1
	best := make([]int32, (olds+1)*columns) // best[i*columns+j]: the sum for old[i:] and new[j:]
	for i := olds - 1; i >= 0; i-- {
		for j := news - 1; j >= 0; j-- {
			at := i*columns + j
			best[at] = max(best[at+columns], best[at+1])
			if g := gain(i, j); g > 0 {
				best[at] = max(best[at], best[at+columns+1]+g)
			}
		}
	}

	pairs := make([]int32, olds+news)
	for i := range pairs {
		pairs[i] = -1
	}
	for i, j := 0, 0; i < olds && j < news; {
		at := i*columns + j
		switch g := gain(i, j); {
		case g > 0 && best[at] == best[at+columns+1]+g:
			pairs[i], pairs[olds+j] = int32(r.new+j), int32(r.old+i)
			i++
			j++
		case best[at] == best[at+columns]:
			i++
		default:
			j++
		}
	}
	return pairs
}
