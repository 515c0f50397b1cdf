package diff

import "bytes"

// mostChunk is how many bytes of a line are one chunk: what is longer is cut.
const mostChunk = 64

// Chunks are the parts of a text, by how many bytes each kind of them has: what two
// texts have in common is told from them without comparing the texts.
type Chunks struct {
	size  int
	bytes map[uint64]int
}

// NewChunks cuts a text into its lines, and long lines into pieces.
func NewChunks(text []byte) *Chunks {
	c := &Chunks{size: len(text), bytes: map[uint64]int{}}
	for len(text) > 0 {
		n := min(len(text), mostChunk)
		if i := bytes.IndexByte(text[:n], '\n'); i >= 0 {
			n = i + 1
		}
		c.bytes[hashOf(text[:n])] += n
		text = text[n:]
	}
	return c
}

// hashOf is FNV-1a of a chunk.
func hashOf(chunk []byte) uint64 {
	h := uint64(14695981039346656037)
	for _, b := range chunk {
		h = (h ^ uint64(b)) * 1099511628211
	}
	return h
}

// Similarity is how many percent of the larger of two texts the other one has, from
// 0 to 100. It is git's measure, by which a file that was removed and one that was
// added are a rename from 50 on; git's own numbers may differ by a few, as it cuts and
// hashes in another way. Two empty texts have nothing in common.
func Similarity(old, new *Chunks) int {
	if old.size == 0 || new.size == 0 {
		return 0
	}
	common := 0
	for h, n := range old.bytes {
		common += min(n, new.bytes[h])
	}
	return common * 100 / max(old.size, new.size)
}
