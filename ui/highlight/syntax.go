package highlight

// A syntax is what the scanner has to know of a language.
type syntax struct {
	spans []span
	// words says what a word is: Keyword, Type, Number for a constant, or
	// Plain.
	words func(word string) Kind
	// prelude finds a token at the start of a line that only its place makes
	// one. Scanning goes on after it.
	prelude func(line string) Token

	upper    bool // a word with a capital letter is a type
	calls    bool // a word before a parenthesis is a call
	macros   bool // so is one before an exclamation mark
	dashes   bool // words have dashes inside
	sigil    byte // the sign before a variable, 0 for none
	at       bool // @word is an attribute
	hash     bool // #word at the start of a line is a directive
	escapes  bool // a backslash outside of strings hides the next character
	quoteTic bool // 'word without an end is a name, as Rust's lifetimes
	keyEnd   byte // a word or string before it is a key, 0 for none
}

// A span is text from open to close: a comment or a string.
type span struct {
	open, close string // close is empty for the end of the line
	kind        Kind
	escape      byte // the character that hides the next one, 0 for none
	lines       bool // may go on in the next line
	nested      bool // holds others of its own
	apart       bool // opens only at the start of a line or after a space
}

// The spans of most languages. These, and the table of syntaxes, are constant
// data laid out by the compiler: nothing runs at the program's start.
var (
	slashComment  = span{open: "//", kind: Comment}
	blockComment  = span{open: "/*", close: "*/", kind: Comment, lines: true}
	nestedComment = span{open: "/*", close: "*/", kind: Comment, lines: true, nested: true}
	hashComment   = span{open: "#", kind: Comment}
	apartComment  = span{open: "#", kind: Comment, apart: true}
	dashComment   = span{open: "--", kind: Comment}
	doubleQuoted  = span{open: `"`, close: `"`, kind: String, escape: '\\'}
	singleQuoted  = span{open: "'", close: "'", kind: String, escape: '\\'}
	plainSingle   = span{open: "'", close: "'", kind: String}
	tripleQuoted  = span{open: `"""`, close: `"""`, kind: String, escape: '\\', lines: true}
	backQuoted    = span{open: "`", close: "`", kind: String, escape: '\\', lines: true}
)

var syntaxes = [numLangs]syntax{
	Go: {
		spans: []span{slashComment, blockComment, doubleQuoted, singleQuoted,
			{open: "`", close: "`", kind: String, lines: true}},
		words: goWord, calls: true,
	},
	C: {
		spans: []span{slashComment, blockComment, doubleQuoted, singleQuoted},
		words: cWord, calls: true, hash: true,
	},
	CSharp: {
		spans: []span{slashComment, blockComment, tripleQuoted,
			{open: `@"`, close: `"`, kind: String, lines: true}, doubleQuoted, singleQuoted},
		words: csharpWord, upper: true, calls: true, hash: true,
	},
	CSS: {
		spans: []span{blockComment, {open: "//", kind: Comment, apart: true}, doubleQuoted, singleQuoted},
		words: noWord, calls: true, dashes: true, at: true, sigil: '$', prelude: cssProperty,
	},
	Dockerfile: {
		spans: []span{apartComment, doubleQuoted, plainSingle},
		words: shellWord, sigil: '$', escapes: true, prelude: instruction,
	},
	INI: {
		spans: []span{apartComment, {open: ";", kind: Comment, apart: true}, doubleQuoted, plainSingle},
		words: constant, prelude: setting,
	},
	Java: {
		spans: []span{slashComment, blockComment, tripleQuoted, doubleQuoted, singleQuoted},
		words: javaWord, upper: true, calls: true, at: true,
	},
	JavaScript: {
		spans: []span{slashComment, blockComment, doubleQuoted, singleQuoted, backQuoted},
		words: scriptWord, upper: true, calls: true, at: true,
	},
	JSON: {
		spans: []span{slashComment, blockComment, doubleQuoted},
		words: constant, keyEnd: ':',
	},
	Kotlin: {
		spans: []span{slashComment, nestedComment, tripleQuoted, doubleQuoted, singleQuoted},
		words: kotlinWord, upper: true, calls: true, at: true,
	},
	Lua: {
		spans: []span{{open: "--[[", close: "]]", kind: Comment, lines: true}, dashComment,
			{open: "[[", close: "]]", kind: String, lines: true}, doubleQuoted, singleQuoted},
		words: luaWord, calls: true,
	},
	Makefile: {
		spans: []span{apartComment, doubleQuoted, plainSingle},
		words: makeWord, sigil: '$', escapes: true, prelude: target,
	},
	PHP: {
		spans: []span{slashComment, blockComment, {open: "#", kind: Comment, apart: true}, doubleQuoted, singleQuoted},
		words: phpWord, upper: true, calls: true, sigil: '$',
	},
	Python: {
		spans: []span{hashComment, tripleQuoted,
			{open: "'''", close: "'''", kind: String, escape: '\\', lines: true}, doubleQuoted, singleQuoted},
		words: pythonWord, upper: true, calls: true, at: true,
	},
	Ruby: {
		spans: []span{apartComment, {open: "=begin", close: "=end", kind: Comment, lines: true, apart: true},
			doubleQuoted, singleQuoted},
		words: rubyWord, upper: true, calls: true, at: true, sigil: '$',
	},
	Rust: {
		spans: []span{slashComment, nestedComment, {open: `#"`, close: `"#`, kind: String, lines: true},
			{open: `"`, close: `"`, kind: String, escape: '\\', lines: true}},
		words: rustWord, upper: true, calls: true, macros: true, quoteTic: true,
	},
	Shell: {
		spans: []span{apartComment, doubleQuoted, plainSingle},
		words: shellWord, sigil: '$', escapes: true,
	},
	SQL: {
		spans: []span{dashComment, blockComment, plainSingle, {open: `"`, close: `"`, kind: String},
			{open: "`", close: "`", kind: String}},
		words: sqlWord, calls: true,
	},
	Swift: {
		spans: []span{slashComment, nestedComment, tripleQuoted, doubleQuoted, singleQuoted},
		words: swiftWord, upper: true, calls: true, at: true,
	},
	Terraform: {
		spans: []span{hashComment, slashComment, blockComment, doubleQuoted},
		words: terraformWord, calls: true, keyEnd: '=',
	},
	TOML: {
		spans: []span{hashComment, tripleQuoted, {open: "'''", close: "'''", kind: String, lines: true},
			doubleQuoted, plainSingle},
		words: constant, dashes: true, keyEnd: '=', prelude: section,
	},
	TypeScript: {
		spans: []span{slashComment, blockComment, doubleQuoted, singleQuoted, backQuoted},
		words: typescriptWord, upper: true, calls: true, at: true,
	},
	YAML: {
		spans: []span{apartComment, {open: `"`, close: `"`, kind: String, escape: '\\', apart: true},
			{open: "'", close: "'", kind: String, apart: true}},
		words: constant, prelude: yamlKey,
	},
}
