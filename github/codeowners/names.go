package codeowners

import "math/bits"

// filterBit is a name's bit in the filter of a node: most names that a folder's
// patterns do not know are told by it alone.
func filterBit(name string) uint64 {
	n := len(name)
	return 1 << ((uint(name[0])*5 + uint(name[n-1])*11 + uint(n)*3) & 63)
}

// indexSlash is where the first slash is from an offset on, -1 if there is none.
func indexSlash(path string, from int) int {
	const low, high, slashes = 0x0101010101010101, 0x8080808080808080, '/' * 0x0101010101010101
	i := from
	for ; i+8 <= len(path); i += 8 {
		x := load64(path[i:]) ^ slashes
		if found := (x - low) &^ x & high; found != 0 {
			return i + bits.TrailingZeros64(found)>>3
		}
	}
	if i >= len(path) {
		return -1
	}
	if last := len(path) - 8; last >= 0 {
		// The last eight bytes, with those before i shifted out.
		shift := uint(i-last) * 8 & 63
		x := (load64(path[last:])^slashes)>>shift | ^(^uint64(0) >> shift)
		if found := (x - low) &^ x & high; found != 0 {
			return i + bits.TrailingZeros64(found)>>3
		}
		return -1
	}
	for ; i < len(path); i++ {
		if path[i] == '/' {
			return i
		}
	}
	return -1
}

// commonPrefix is the number of bytes in which two texts agree.
func commonPrefix(a, b string) int {
	n := min(len(a), len(b))
	a, b = a[:n], b[:n]
	i := 0
	for ; i+8 <= n; i += 8 {
		if x := load64(a[i:]) ^ load64(b[i:]); x != 0 {
			return i + bits.TrailingZeros64(x)>>3
		}
	}
	if last := n - 8; last >= 0 {
		if x := load64(a[last:]) ^ load64(b[last:]); x != 0 {
			return last + bits.TrailingZeros64(x)>>3
		}
		return n
	}
	for i < n && a[i] == b[i] {
		i++
	}
	return i
}

// load64 reads eight bytes, lowest first.
func load64(s string) uint64 {
	_ = s[7]
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
		uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
}

func load32(s string) uint64 {
	_ = s[3]
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24
}

// hashOf spreads a text over 64 bits, eight bytes at a time. The seed is secret,
// so a file cannot be made to collide.
func hashOf(seed uint64, s string) uint64 {
	const k0, k1 = 0xa0761d6478bd642f, 0xe7037ed1a0b428db
	n := uint64(len(s))
	for ; len(s) > 16; s = s[8:] {
		seed = mix(seed^load64(s), k1)
	}
	var a, b uint64
	switch {
	case len(s) >= 8:
		a, b = load64(s), load64(s[len(s)-8:])
	case len(s) >= 4:
		a, b = load32(s), load32(s[len(s)-4:])
	case len(s) > 0:
		a = uint64(s[0]) | uint64(s[len(s)/2])<<8 | uint64(s[len(s)-1])<<16
	}
	return mix(mix(a^seed, b^k0), n^k1)
}

func mix(a, b uint64) uint64 {
	high, low := bits.Mul64(a, b)
	return high ^ low
}

// smallNode is up to how many literals are looked through one by one.
const smallNode = 4

// A slot holds the place of a literal in its node, from 1 on, and the highest
// eight bits of its hash.
const slotBits = 24

// literal finds the edge of a name, nil if there is none.
func (m *Matcher) literal(n *node, s *state, name string) *edge {
	if s.next < n.end && m.name(&m.literals[s.next]) == name {
		s.next++
		return &m.literals[s.next-1]
	}
	edges := m.literals[n.first:n.end]
	if n.mask == 0 {
		for i := range edges {
			if m.name(&edges[i]) == name {
				s.next = n.first + uint32(i) + 1
				return &edges[i]
			}
		}
		return nil
	}
	h := uint32(hashOf(m.seed, name))
	slots := m.slots[n.slot : n.slot+n.mask+1]
	print := h >> slotBits
	for i := h & n.mask; slots[i] != 0; i = (i + 1) & n.mask {
		if slots[i]>>slotBits != print {
			continue
		}
		at := slots[i]&(1<<slotBits-1) - 1
		if m.name(&edges[at]) == name {
			s.next = n.first + at + 1
			return &edges[at]
		}
	}
	return nil
}
