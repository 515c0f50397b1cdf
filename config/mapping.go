package config

import (
	"slices"
	"strconv"

	"go.yaml.in/yaml/v3"
)

// member is one "name: value" of a mapping.
type member struct {
	name       string
	key, value *yaml.Node
}

// members returns what a mapping holds, in the order of the file. Names that
// are not known (any name is, when none are given) or come twice are reported
// and left out. Nothing at all is an empty mapping: a heading whose content is
// commented out.
func (f *file) members(node *yaml.Node, what string, known ...string) []member {
	if empty(node) || !f.is(node, yaml.MappingNode, what) {
		return nil
	}
	var members []member
	first := map[string]int{} // the line where a name came first
	for i := 0; i+1 < len(node.Content); i += 2 {
		key, value := node.Content[i], node.Content[i+1]
		if key.ShortTag() == "!!merge" {
			f.report(key, "write the values out", "merge keys (<<) are not supported")
			continue
		}
		name, ok := f.word(key, "a name in "+what)
		if !ok {
			continue
		}
		if len(known) > 0 && !slices.Contains(known, name) {
			if secret(value.Value) {
				f.exposed(value, name)
				continue
			}
			f.report(key, suggest(name, known), "unknown name %s", quote(name))
			continue
		}
		if line, ok := first[name]; ok {
			f.report(key, "delete one of them", "%s is given twice, and the one on line %s counts", quote(name), strconv.Itoa(line))
			continue
		}
		first[name] = key.Line
		members = append(members, member{name, key, value})
	}
	return members
}

// is reports a node of the wrong kind, and says what it is instead, never its
// value.
func (f *file) is(node *yaml.Node, kind yaml.Kind, what string) bool {
	if node.Kind == kind {
		return true
	}
	if node.Kind == yaml.AliasNode {
		f.report(node, "write the value out, or quote a value that begins with *", "%s is an alias, and aliases are not supported", what)
		return false
	}
	f.report(node, "write "+describe(kind), "%s is %s, not %s", what, noun(node.Kind), noun(kind))
	return false
}

// empty tells whether a node says nothing: absent, null, or not written.
func empty(node *yaml.Node) bool {
	return node == nil || node.Kind == yaml.ScalarNode && node.ShortTag() == "!!null"
}

func noun(kind yaml.Kind) string {
	switch kind {
	case yaml.MappingNode:
		return "a mapping"
	case yaml.SequenceNode:
		return "a list"
	}
	return "text"
}

// describe shows how a kind of node is written.
func describe(kind yaml.Kind) string {
	switch kind {
	case yaml.MappingNode:
		return "lines of the form name: value"
	case yaml.SequenceNode:
		return "one line with a dash for each entry, or [a, b]"
	}
	return "a single value"
}
