package embedded

import (
	"fmt"
	"slices"
)

// gqlError is an entry of an answer's errors. Those that a resolver returns
// need a type and a message only.
type gqlError struct {
	Type       string         `json:"type,omitempty"`
	Path       []any          `json:"path,omitempty"`
	Extensions map[string]any `json:"extensions,omitempty"`
	Locations  []gqlPlace     `json:"locations,omitempty"`
	Message    string         `json:"message"`
}

func (e *gqlError) Error() string { return e.Message }

// The bounds of a query. GitHub's own are the nodes and the page.
const (
	gqlNodes  = 500_000
	gqlPage   = 100
	gqlFields = 20_000 // selections met when fragments are spread out
)

// gqlCheck holds a query against the schema before anything is looked up: one
// mistake, and there is no data at all.
type gqlCheck struct {
	types     gqlTypes
	doc       *gqlDocument
	op        *gqlOperation
	variables map[string]any
	errors    []gqlError
	used      map[string]bool // variables
	open      []string        // fragments that are being spread
	fields    int
	requests  int // how often connections are looked up
	nodes     int // how many objects they may give
}

// run checks the operation.
func (k *gqlCheck) run() {
	name := k.op.kind
	if k.op.name != "" {
		name += " " + k.op.name
	}
	k.used = map[string]bool{}
	k.selections(k.op.selections, k.types[k.op.root()], []any{name}, 1, map[string]*gqlSelection{})
	for _, v := range k.op.variables {
		if !k.used[v.name] && len(k.errors) == 0 {
			k.fail(v.at, []any{name}, "variableNotUsed", map[string]any{"variableName": v.name}, "Variable $%s is declared by %s but not used", v.name, k.title())
		}
	}
	if k.nodes > gqlNodes && len(k.errors) == 0 {
		k.errors = append(k.errors, gqlError{
			Type: "MAX_NODE_LIMIT_EXCEEDED", Locations: []gqlPlace{k.op.at},
			Message: fmt.Sprintf("This query requests up to %d possible nodes which exceeds the maximum limit of %d.", k.nodes, gqlNodes),
		})
	}
}

// title is the operation in messages.
func (k *gqlCheck) title() string {
	if k.op.name == "" {
		return "anonymous " + k.op.kind
	}
	return k.op.name
}

// root is the type whose fields an operation selects.
func (o *gqlOperation) root() string {
	if o.kind == "mutation" {
		return "Mutation"
	}
	return "Query"
}

// cost is what the query takes from the budget, in points.
func (k *gqlCheck) cost() int { return max(1, (k.requests+50)/100) }

func (k *gqlCheck) fail(at gqlPlace, path []any, code string, more map[string]any, format string, args ...any) {
	ext := map[string]any{"code": code}
	for name, v := range more {
		ext[name] = v
	}
	k.errors = append(k.errors, gqlError{Path: slices.Clone(path), Extensions: ext, Locations: []gqlPlace{at}, Message: fmt.Sprintf(format, args...)})
}

// selections checks what is selected of a type. parents is how many objects of
// it there may be, seen the fields of the same object met so far.
func (k *gqlCheck) selections(list []*gqlSelection, t *gqlType, path []any, parents int, seen map[string]*gqlSelection) {
	for _, s := range list {
		if k.fields++; k.fields > gqlFields {
			if k.fields == gqlFields+1 {
				k.fail(s.at, path, "queryTooLarge", nil, "The query selects more than %d fields", gqlFields)
			}
			return
		}
		k.directives(s, path)
		switch {
		case s.name != "":
			k.field(s, t, append(path[:len(path):len(path)], s.key()), parents, seen)
		case s.spread != "":
			k.spread(s, t, path, parents, seen)
		default:
			on, below := s.on, path
			if on == "" {
				on = t.name
			} else {
				below = append(path[:len(path):len(path)], "... on "+on)
			}
			k.fragment(on, s.selections, s.at, t, below, parents, seen)
		}
	}
}

func (k *gqlCheck) spread(s *gqlSelection, t *gqlType, path []any, parents int, seen map[string]*gqlSelection) {
	f := k.doc.fragments[s.spread]
	below := append(path[:len(path):len(path)], "... "+s.spread)
	switch {
	case f == nil:
		k.fail(s.at, below, "useAndDefineFragment", map[string]any{"fragmentName": s.spread}, "Fragment %s was used, but not defined", s.spread)
	case slices.Contains(k.open, s.spread):
		k.fail(s.at, below, "infiniteLoop", map[string]any{"fragmentName": s.spread}, "Fragment %s contains an infinite loop", s.spread)
	default:
		k.open = append(k.open, s.spread)
		k.fragment(f.on, f.selections, f.at, t, below, parents, seen)
		k.open = k.open[:len(k.open)-1]
	}
}

// fragment checks a selection on a type among the selections of another.
func (k *gqlCheck) fragment(on string, list []*gqlSelection, at gqlPlace, t *gqlType, path []any, parents int, seen map[string]*gqlSelection) {
	of := k.types[on]
	if of == nil || of.kind != gqlObjectType && of.kind != gqlAbstractType {
		k.fail(at, path, "undefinedType", map[string]any{"typeName": on}, "No such type %s, so it can't be a fragment condition", on)
		return
	}
	shared := t.includes(on) || of.includes(t.name) || slices.ContainsFunc(of.members, t.includes)
	if !shared {
		k.fail(at, path, "cannotSpreadFragment", map[string]any{"typeName": on, "parentName": t.name}, "Fragment on %s can't be spread inside %s", on, t.name)
		return
	}
	k.selections(list, of, path, parents, seen)
}

func (k *gqlCheck) field(s *gqlSelection, t *gqlType, path []any, parents int, seen map[string]*gqlSelection) {
	// The same key for two types that cannot be the same object is allowed.
	key := t.name + "." + s.key()
	if other := seen[key]; other != nil && (other.name != s.name || !sameArguments(other.args, s.args)) {
		k.fail(s.at, path, "fieldConflict", map[string]any{"fieldName": s.key()}, "Field '%s' has a field conflict: %s or %s?", s.key(), other.name, s.name)
		return
	}
	seen[key] = s
	if s.name == "__typename" {
		return
	}
	f := t.fields[s.name]
	if f == nil {
		k.fail(s.at, path, "undefinedField", map[string]any{"typeName": t.name, "fieldName": s.name}, "Field '%s' doesn't exist on type '%s'", s.name, t.name)
		return
	}
	args := k.arguments(s, f, path)
	below := k.types.named(f.of)
	if f.connection {
		k.requests += parents
		parents *= k.size(s, args, path)
		k.nodes = min(k.nodes+parents, 1<<40)
		parents = min(parents, 1<<30)
	}
	leaf := below.kind == gqlScalarType || below.kind == gqlEnumType
	switch {
	case leaf && len(s.selections) > 0:
		k.fail(s.at, path, "selectionMismatch", map[string]any{"nodeName": "field '" + s.name + "'", "typeName": below.name},
			"Selections can't be made on scalars (field '%s' returns %s but has selections)", s.name, below.name)
	case !leaf && len(s.selections) == 0:
		k.fail(s.at, path, "selectionMismatch", map[string]any{"nodeName": "field '" + s.name + "'", "typeName": below.name},
			"Field must have selections (field '%s' returns %s but has no selections. Did you mean '%s { ... }'?)", s.name, below.name, s.name)
	case !leaf:
		k.selections(s.selections, below, path, parents, map[string]*gqlSelection{})
	}
}

// size is the length of the page that a connection is asked for.
func (k *gqlCheck) size(s *gqlSelection, args gqlArgs, path []any) int {
	refuse := func(kind, format string, more ...any) int {
		k.errors = append(k.errors, gqlError{Type: kind, Path: slices.Clone(path[1:]), Locations: []gqlPlace{s.at}, Message: fmt.Sprintf(format, more...)})
		return 1
	}
	for _, name := range []string{"first", "last"} {
		n, ok := args[name].(int)
		switch {
		case ok && n < 0:
			return refuse("INVALID_PAGINATION", "`%s` on the `%s` connection cannot be less than zero.", name, s.name)
		case ok && n > gqlPage:
			return refuse("EXCESSIVE_PAGINATION", "Requesting %d records on the `%s` connection exceeds the `%s` limit of %d records.", n, s.name, name, gqlPage)
		case ok:
			return n
		}
	}
	return refuse("MISSING_PAGINATION_BOUNDARIES", "You must provide a `first` or `last` value to properly paginate the `%s` connection.", s.name)
}

// arguments checks a field's arguments and gives their values.
func (k *gqlCheck) arguments(s *gqlSelection, f *gqlField, path []any) gqlArgs {
	out := gqlArgs{}
	given := map[string]bool{}
	for _, a := range s.args {
		p := f.param(a.name)
		if p == nil {
			k.fail(a.at, path, "argumentNotAccepted", map[string]any{"argumentName": a.name, "name": s.name, "typeName": "Field"}, "Field '%s' doesn't accept argument '%s'", s.name, a.name)
			continue
		}
		if given[a.name] {
			k.fail(a.at, path, "argumentNotUnique", map[string]any{"name": a.name}, "There can be only one argument named %q", a.name)
			continue
		}
		given[a.name] = true
		if v, ok := k.argument(a, p.of, p.fallback != nil, path); ok {
			out[a.name] = v
		}
	}
	for _, p := range f.params {
		if p.of.required && !given[p.name] {
			k.fail(s.at, path, "missingRequiredArguments", map[string]any{"className": "Field", "name": s.name, "arguments": p.name}, "Field '%s' is missing required arguments: %s", s.name, p.name)
		}
	}
	return out
}

// argument checks one argument's value against the type wanted; ok is false
// when it has none or a wrong one.
func (k *gqlCheck) argument(a gqlArgument, wanted gqlTypeRef, fallback bool, path []any) (v any, ok bool) {
	if !k.uses(a.value, wanted, fallback, a.name, path) {
		return nil, false
	}
	v, given, problem := k.types.coerce(wanted, a.value, k.variables)
	if problem != "" {
		k.fail(a.at, path, "argumentLiteralsIncompatible", map[string]any{"argumentName": a.name}, "Argument '%s' has an invalid value. Expected type '%s': %s.", a.name, wanted, problem)
		return nil, false
	}
	return v, given
}

// uses checks the variables in a value.
func (k *gqlCheck) uses(v *gqlValue, wanted gqlTypeRef, fallback bool, argument string, path []any) bool {
	if v.kind == gqlListValue && wanted.item != nil {
		good := true
		for _, item := range v.list {
			good = k.uses(item, *wanted.item, false, argument, path) && good
		}
		return good
	}
	if of := k.types[wanted.name]; v.kind == gqlObjectValue && of != nil && of.kind == gqlInputType {
		good := true
		for _, f := range v.fields {
			if p := of.param(f.name); p != nil {
				good = k.uses(f.value, p.of, false, argument, path) && good
			}
		}
		return good
	}
	if v.kind != gqlVariableValue {
		return true
	}
	i := slices.IndexFunc(k.op.variables, func(d gqlVariable) bool { return d.name == v.text })
	if i < 0 {
		k.fail(v.at, path, "variableNotDefined", map[string]any{"variableName": v.text}, "Variable $%s is used by %s but not declared", v.text, k.title())
		return false
	}
	k.used[v.text] = true
	d := k.op.variables[i]
	if !d.of.fits(wanted, fallback || d.fallback != nil && d.fallback.kind != gqlNull) {
		k.fail(v.at, path, "variableMismatch", map[string]any{"variableName": v.text, "typeName": d.of.String(), "argumentName": argument},
			"Type mismatch on variable $%s and argument %s (%s / %s)", v.text, argument, d.of, wanted)
		return false
	}
	return true
}

// directives checks @include and @skip.
func (k *gqlCheck) directives(s *gqlSelection, path []any) {
	for _, d := range s.conditions {
		if d.name != "include" && d.name != "skip" {
			k.fail(d.at, path, "undefinedDirective", map[string]any{"directiveName": d.name}, "Directive @%s is not defined", d.name)
			continue
		}
		if len(d.args) != 1 || d.args[0].name != "if" {
			k.fail(d.at, path, "missingRequiredArguments", map[string]any{"className": "Directive", "name": d.name, "arguments": "if"}, "Directive '%s' is missing required arguments: if", d.name)
			continue
		}
		k.argument(d.args[0], k.types.ref("Boolean!"), false, path)
	}
}

// sameArguments reports whether two selections ask a field the same.
func sameArguments(a, b []gqlArgument) bool {
	return slices.EqualFunc(a, b, func(a, b gqlArgument) bool { return a.name == b.name && sameValue(a.value, b.value) })
}

func sameValue(a, b *gqlValue) bool {
	return a.kind == b.kind && a.text == b.text && slices.EqualFunc(a.list, b.list, sameValue) && sameArguments(a.fields, b.fields)
}
