package highlight

// Each language's words are a switch, which the compiler turns into a search
// without a table to fill.

func noWord(string) Kind { return Plain }

func constant(word string) Kind {
	switch word {
	case "true", "false", "null", "yes", "no", "on", "off", "True", "False", "inf", "nan":
		return Number
	}
	return Plain
}

func goWord(word string) Kind {
	switch word {
	case "break", "case", "chan", "const", "continue", "default", "defer", "else", "fallthrough", "for", "func", "go",
		"goto", "if", "import", "interface", "map", "package", "range", "return", "select", "struct", "switch", "type", "var",
		"module", "require", "replace", "exclude", "retract", "toolchain":
		return Keyword
	case "any", "bool", "byte", "comparable", "complex64", "complex128", "error", "float32", "float64", "int", "int8",
		"int16", "int32", "int64", "rune", "string", "uint", "uint8", "uint16", "uint32", "uint64", "uintptr":
		return Type
	case "true", "false", "nil", "iota":
		return Number
	}
	return Plain
}

func cWord(word string) Kind {
	switch word {
	case "alignas", "alignof", "asm", "auto", "break", "case", "catch", "class", "co_await", "co_return", "co_yield",
		"concept", "const", "consteval", "constexpr", "continue", "decltype", "default", "delete", "do", "else", "enum",
		"explicit", "export", "extern", "final", "for", "friend", "goto", "if", "import", "inline", "message", "mutable",
		"namespace", "new", "noexcept", "operator", "override", "package", "private", "protected", "public", "register",
		"repeated", "requires", "restrict", "return", "rpc", "service", "sizeof", "static", "static_assert", "struct",
		"switch", "syntax", "template", "this", "throw", "try", "typedef", "typename", "union", "using", "virtual",
		"volatile", "while":
		return Keyword
	case "bool", "char", "double", "float", "int", "int8_t", "int16_t", "int32_t", "int64_t", "long", "short", "signed",
		"size_t", "ssize_t", "string", "uint8_t", "uint16_t", "uint32_t", "uint64_t", "unsigned", "void", "wchar_t":
		return Type
	case "true", "false", "NULL", "nullptr":
		return Number
	}
	return Plain
}

func csharpWord(word string) Kind {
	switch word {
	case "abstract", "as", "async", "await", "base", "break", "case", "catch", "checked", "class", "const", "continue",
		"default", "delegate", "do", "else", "enum", "event", "explicit", "extern", "finally", "fixed", "for", "foreach",
		"get", "goto", "if", "implicit", "in", "init", "interface", "internal", "is", "lock", "namespace", "new", "operator",
		"out", "override", "params", "partial", "private", "protected", "public", "readonly", "record", "ref", "required",
		"return", "sealed", "set", "sizeof", "static", "struct", "switch", "this", "throw", "try", "typeof", "unchecked",
		"unsafe", "using", "var", "virtual", "volatile", "when", "where", "while", "with", "yield":
		return Keyword
	case "bool", "byte", "char", "decimal", "double", "dynamic", "float", "int", "long", "nint", "object", "sbyte", "short",
		"string", "uint", "ulong", "ushort", "void":
		return Type
	case "true", "false", "null":
		return Number
	}
	return Plain
}

func javaWord(word string) Kind {
	switch word {
	case "abstract", "assert", "break", "case", "catch", "class", "const", "continue", "def", "default", "do", "else",
		"enum", "extends", "final", "finally", "for", "goto", "if", "implements", "import", "in", "instanceof", "interface",
		"native", "new", "package", "permits", "private", "protected", "public", "record", "return", "sealed", "static",
		"strictfp", "super", "switch", "synchronized", "this", "throw", "throws", "transient", "try", "var", "void",
		"volatile", "while", "yield":
		return Keyword
	case "boolean", "byte", "char", "double", "float", "int", "long", "short":
		return Type
	case "true", "false", "null":
		return Number
	}
	return Plain
}

func scriptWord(word string) Kind {
	switch word {
	case "as", "async", "await", "break", "case", "catch", "class", "const", "continue", "debugger", "default", "delete",
		"do", "else", "export", "extends", "finally", "for", "from", "function", "get", "if", "import", "in", "instanceof",
		"let", "new", "of", "return", "set", "static", "super", "switch", "this", "throw", "try", "typeof", "var", "void",
		"while", "with", "yield":
		return Keyword
	case "true", "false", "null", "undefined", "NaN", "Infinity":
		return Number
	}
	return Plain
}

func typescriptWord(word string) Kind {
	switch word {
	case "abstract", "declare", "enum", "implements", "infer", "interface", "is", "keyof", "module", "namespace",
		"override", "private", "protected", "public", "readonly", "satisfies", "type":
		return Keyword
	case "any", "bigint", "boolean", "never", "number", "object", "string", "symbol", "unknown":
		return Type
	}
	return scriptWord(word)
}

func kotlinWord(word string) Kind {
	switch word {
	case "abstract", "actual", "annotation", "as", "break", "by", "case", "catch", "class", "companion", "const",
		"constructor", "continue", "crossinline", "data", "def", "do", "else", "enum", "expect", "extends", "external",
		"final", "finally", "for", "forSome", "fun", "given", "if", "implicit", "import", "in", "infix", "init", "inline",
		"inner", "interface", "internal", "is", "lateinit", "lazy", "match", "new", "noinline", "object", "open", "operator",
		"out", "override", "package", "private", "protected", "public", "reified", "return", "sealed", "super", "suspend",
		"tailrec", "then", "this", "throw", "trait", "try", "type", "typealias", "val", "var", "vararg", "when", "where",
		"while", "with", "yield":
		return Keyword
	case "true", "false", "null":
		return Number
	}
	return Plain
}

func luaWord(word string) Kind {
	switch word {
	case "and", "break", "do", "else", "elseif", "end", "for", "function", "goto", "if", "in", "local", "not", "or",
		"repeat", "return", "self", "then", "until", "while":
		return Keyword
	case "true", "false", "nil":
		return Number
	}
	return Plain
}

func makeWord(word string) Kind {
	switch word {
	case "define", "else", "endef", "endif", "export", "ifdef", "ifeq", "ifndef", "ifneq", "include", "override",
		"private", "undefine", "unexport", "vpath":
		return Keyword
	}
	return Plain
}

func phpWord(word string) Kind {
	switch word {
	case "abstract", "and", "array", "as", "break", "callable", "case", "catch", "class", "clone", "const", "continue",
		"declare", "default", "do", "echo", "else", "elseif", "empty", "enum", "extends", "final", "finally", "fn", "for",
		"foreach", "function", "global", "if", "implements", "include", "include_once", "instanceof", "insteadof",
		"interface", "isset", "list", "match", "namespace", "new", "or", "print", "private", "protected", "public",
		"readonly", "require", "require_once", "return", "self", "static", "switch", "throw", "trait", "try", "unset", "use",
		"var", "while", "xor", "yield":
		return Keyword
	case "bool", "float", "int", "iterable", "mixed", "never", "object", "string", "void":
		return Type
	case "true", "false", "null", "TRUE", "FALSE", "NULL":
		return Number
	}
	return Plain
}

func pythonWord(word string) Kind {
	switch word {
	case "and", "as", "assert", "async", "await", "break", "case", "class", "continue", "def", "del", "elif", "else",
		"except", "finally", "for", "from", "global", "if", "import", "in", "is", "lambda", "match", "nonlocal", "not", "or",
		"pass", "raise", "return", "self", "try", "while", "with", "yield":
		return Keyword
	case "bool", "bytes", "dict", "float", "frozenset", "int", "list", "object", "set", "str", "tuple":
		return Type
	case "True", "False", "None":
		return Number
	}
	return Plain
}

func rubyWord(word string) Kind {
	switch word {
	case "alias", "and", "attr_accessor", "attr_reader", "attr_writer", "begin", "break", "case", "class", "def", "do",
		"else", "elsif", "end", "ensure", "extend", "for", "if", "in", "include", "module", "next", "not", "or", "private",
		"protected", "public", "raise", "redo", "require", "require_relative", "rescue", "retry", "return", "self", "super",
		"then", "undef", "unless", "until", "when", "while", "yield":
		return Keyword
	case "true", "false", "nil":
		return Number
	}
	return Plain
}

func rustWord(word string) Kind {
	switch word {
	case "as", "async", "await", "box", "break", "const", "continue", "crate", "dyn", "else", "enum", "extern", "fn", "for",
		"if", "impl", "in", "let", "loop", "match", "mod", "move", "mut", "pub", "ref", "return", "self", "static", "struct",
		"super", "trait", "type", "union", "unsafe", "use", "where", "while", "yield":
		return Keyword
	case "bool", "char", "f32", "f64", "i8", "i16", "i32", "i64", "i128", "isize", "str", "u8", "u16", "u32", "u64", "u128",
		"usize":
		return Type
	case "true", "false":
		return Number
	}
	return Plain
}

func shellWord(word string) Kind {
	switch word {
	case "alias", "break", "case", "continue", "declare", "do", "done", "elif", "else", "esac", "eval", "exec", "exit",
		"export", "fi", "for", "function", "if", "in", "local", "readonly", "return", "select", "set", "shift", "source",
		"then", "trap", "unset", "until", "while":
		return Keyword
	case "true", "false":
		return Number
	}
	return Plain
}

func swiftWord(word string) Kind {
	switch word {
	case "abstract", "actor", "as", "associatedtype", "async", "await", "break", "case", "catch", "class", "const",
		"continue", "convenience", "default", "defer", "deinit", "do", "else", "enum", "extends", "extension", "factory",
		"fallthrough", "fileprivate", "final", "for", "func", "get", "guard", "if", "implements", "import", "in", "indirect",
		"infix", "init", "inout", "internal", "is", "late", "lazy", "let", "mixin", "mutating", "new", "open", "operator",
		"override", "part", "private", "protocol", "public", "repeat", "required", "rethrows", "return", "self", "set",
		"some", "static", "struct", "subscript", "super", "switch", "this", "throw", "throws", "try", "typealias",
		"unowned", "var", "void", "weak", "where", "while", "with", "yield":
		return Keyword
	case "bool", "double", "dynamic", "int", "num":
		return Type
	case "true", "false", "nil", "null":
		return Number
	}
	return Plain
}

func terraformWord(word string) Kind {
	switch word {
	case "data", "dynamic", "for", "for_each", "if", "in", "import", "locals", "module", "moved", "output", "provider",
		"removed", "resource", "terraform", "variable":
		return Keyword
	case "bool", "list", "map", "number", "object", "set", "string", "tuple", "any":
		return Type
	case "true", "false", "null":
		return Number
	}
	return Plain
}

// sqlWord ignores case, as SQL does.
func sqlWord(word string) Kind {
	var lower [16]byte
	if len(word) > len(lower) {
		return Plain
	}
	for i := range len(word) {
		c := word[i]
		if c >= 'A' && c <= 'Z' {
			c += 'a' - 'A'
		}
		lower[i] = c
	}
	switch string(lower[:len(word)]) {
	case "add", "all", "alter", "analyze", "and", "as", "asc", "begin", "between", "by", "cascade", "case", "check",
		"column", "commit", "constraint", "create", "cross", "declare", "default", "delete", "desc", "distinct", "drop",
		"else", "end", "except", "exists", "explain", "foreign", "from", "full", "function", "grant", "group", "having", "if",
		"in", "index", "inner", "insert", "intersect", "into", "is", "join", "key", "language", "left", "like", "limit",
		"natural", "not", "offset", "on", "or", "order", "outer", "over", "partition", "primary", "procedure", "references",
		"replace", "returning", "returns", "revoke", "right", "rollback", "select", "set", "table", "then", "to",
		"transaction", "trigger", "truncate", "union", "unique", "update", "using", "values", "view", "when", "where",
		"with":
		return Keyword
	case "bigint", "blob", "boolean", "bytea", "char", "date", "decimal", "double", "float", "int", "integer", "interval",
		"json", "jsonb", "numeric", "real", "serial", "smallint", "text", "time", "timestamp", "timestamptz", "uuid",
		"varchar":
		return Type
	case "true", "false", "null":
		return Number
	}
	return Plain
}
