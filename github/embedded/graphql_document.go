package embedded

// gqlDocument is a GraphQL document as it is written.
type gqlDocument struct {
	operations []*gqlOperation
	fragments  map[string]*gqlFragment
}

// gqlOperation is a query, or one of the two that this server refuses.
type gqlOperation struct {
	kind       string // query, mutation or subscription
	name       string // "" if it has none
	variables  []gqlVariable
	selections []*gqlSelection
	at         gqlPlace
}

// gqlVariable is a variable as an operation declares it.
type gqlVariable struct {
	name     string
	of       gqlTypeRef
	fallback *gqlValue // nil if it has none
	at       gqlPlace
}

// gqlTypeRef is a type as it is written: a name or a list, required or not.
type gqlTypeRef struct {
	name     string
	item     *gqlTypeRef // of a list; name is "" then
	required bool
}

func (t gqlTypeRef) String() string {
	s := t.name
	if t.item != nil {
		s = "[" + t.item.String() + "]"
	}
	if t.required {
		s += "!"
	}
	return s
}

// gqlFragment is a named selection on a type.
type gqlFragment struct {
	name, on   string
	selections []*gqlSelection
	at         gqlPlace
}

// gqlSelection is a field, a named fragment, or a fragment written in place:
// the first has a name, the second a spread, the third neither.
type gqlSelection struct {
	alias, name string
	args        []gqlArgument
	spread      string
	on          string // type condition of a fragment in place, "" for none
	conditions  []gqlDirective
	selections  []*gqlSelection
	at          gqlPlace
}

// key is the field's name in the answer.
func (s *gqlSelection) key() string {
	if s.alias != "" {
		return s.alias
	}
	return s.name
}

// gqlDirective is @include, @skip, or one that nobody knows.
type gqlDirective struct {
	name string
	args []gqlArgument
	at   gqlPlace
}

type gqlArgument struct {
	name  string
	value *gqlValue
	at    gqlPlace
}

// gqlValueKind is what a value is.
type gqlValueKind int

const (
	gqlNull gqlValueKind = iota
	gqlBoolValue
	gqlIntValue
	gqlFloatValue
	gqlStringValue
	gqlEnumValue
	gqlVariableValue
	gqlListValue
	gqlObjectValue
)

// gqlValue is a value as it is written: text is what a scalar, an enum value or
// a variable's name says.
type gqlValue struct {
	kind   gqlValueKind
	text   string
	list   []*gqlValue
	fields []gqlArgument
	at     gqlPlace
}
