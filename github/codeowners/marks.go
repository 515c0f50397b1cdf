package codeowners

// isReached says whether a loop is among the states and so stays reached by
// itself. That happens to a loop behind another one, and must not be counted
// twice, or the states would multiply with each folder.
func isReached(states []state, loop uint32, seen *marks) bool {
	if len(states) > maxStates {
		return seen.has(loop)
	}
	for _, s := range states {
		if s.node == loop {
			return true
		}
	}
	return false
}

// marks are a set of nodes that is emptied at no cost.
type marks struct {
	rounds []uint32 // by node: the round in which it was set
	round  uint32
}

// set makes the states the set.
func (k *marks) set(states []state, nodes int) {
	if k.rounds == nil {
		k.rounds = make([]uint32, nodes)
	}
	k.round++
	for _, s := range states {
		k.rounds[s.node] = k.round
	}
}

func (k *marks) has(node uint32) bool { return k.rounds[node] == k.round }
