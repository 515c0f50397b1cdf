package codeowners

import (
	"hash/maphash"
)

// ownerLists keeps the owners of the lines read: most files name the same ones
// again and again, and equal texts share one list.
type ownerLists struct {
	seed  uint64
	slots []uint32 // in lists, from 1 on, by the hash of the text
	lists []ownerList
	last  int      // in lists: the one found last, which is mostly that of the next line too
	arena []string // what the next lists are cut from
	start int      // of the list being made
}

type ownerList struct {
	text   string
	hash   uint64
	owners []string
}

// find returns the list of a text; if there is none, nil and the text's hash.
func (l *ownerLists) find(text string) (*ownerList, uint64) {
	if l.slots == nil {
		l.seed = maphash.String(maphash.MakeSeed(), "")
		l.slots, l.lists = make([]uint32, 64), make([]ownerList, 0, 32)
	}
	if l.last < len(l.lists) && l.lists[l.last].text == text {
		return &l.lists[l.last], 0
	}
	hash := hashOf(l.seed, text)
	for at := int(hash) & (len(l.slots) - 1); l.slots[at] != 0; at = (at + 1) & (len(l.slots) - 1) {
		if list := &l.lists[l.slots[at]-1]; list.hash == hash && list.text == text {
			l.last = int(l.slots[at]) - 1
			return list, hash
		}
	}
	return nil, hash
}

// keep adds the list of a text that find did not find.
func (l *ownerLists) keep(text string, hash uint64, owners []string) {
	l.lists = append(double(l.lists), ownerList{text, hash, owners})
	l.last = len(l.lists) - 1
	if 2*len(l.lists) < len(l.slots) {
		l.put(len(l.lists))
		return
	}
	l.slots = make([]uint32, 4*len(l.slots))
	for i := range l.lists {
		l.put(i + 1)
	}
}

func (l *ownerLists) put(list int) {
	at := int(l.lists[list-1].hash) & (len(l.slots) - 1)
	for l.slots[at] != 0 {
		at = (at + 1) & (len(l.slots) - 1)
	}
	l.slots[at] = uint32(list)
}

// begin, add and end make a list.
func (l *ownerLists) begin() { l.start = len(l.arena) }

func (l *ownerLists) add(owner string) {
	if len(l.arena) == cap(l.arena) {
		list := l.arena[l.start:]
		l.arena = append(make([]string, 0, max(16, 2*len(list), min(2*cap(l.arena), 4096))), list...)
		l.start = 0
	}
	l.arena = append(l.arena, owner)
}

func (l *ownerLists) end() []string {
	if l.start == len(l.arena) {
		return nil
	}
	return l.arena[l.start:len(l.arena):len(l.arena)]
}
