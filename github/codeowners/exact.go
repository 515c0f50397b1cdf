package codeowners

import "strings"

// setExact finds the rules that decide the path which they name, whatever the
// paths are: nothing on the way, nor behind any wildcard there, has a higher
// ticket. In a file with a rule for each file, sorted as the tree is, the next
// path is mostly that of the next rule.
func (b *builder) setExact(m *Matcher) {
	rules := m.file.Rules
	exact, found := make([]ticket, len(rules)), 0
	const anything = ^ticket(0)
	others := make([]ticket, len(m.nodes)) // by node, what else owns or may own a file behind it
	for i := range others {
		others[i] = anything
	}
	others[root] = 0
	for i := range b.edges[1:] {
		e := &b.edges[1+i]
		if e.isGlob || others[e.parent] == anything {
			continue
		}
		n := &m.nodes[e.parent]
		best := max(others[e.parent], n.below, m.sets[n.set].top)
		if n.any|n.loop != 0 {
			best = max(best, m.nodes[n.any].top, m.nodes[n.any].below, m.nodes[n.loop].top, m.nodes[n.loop].below)
		}
		if e.here > max(best, n.children) && strings.IndexByte(rules[e.here.rule()].Pattern, '\\') < 0 {
			exact[e.here.rule()] = e.here
			found++
		}
		if e.node != 0 {
			others[e.node] = max(best, e.here)
		}
	}
	if 2*found > len(rules) {
		m.exact = exact
	}
}
