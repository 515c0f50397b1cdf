package highlight

import "strings"

// yamlKey finds a key: what stands before a colon that a space or nothing
// follows. Quotes and dashes before it are part of the line's start.
func yamlKey(line string) Token {
	start := indent(line)
	for strings.HasPrefix(line[start:], "- ") {
		start += 2 + indent(line[start+2:])
	}
	if strings.HasPrefix(line, "---") || strings.HasPrefix(line, "...") || strings.HasPrefix(line, "%") {
		return Token{Start: 0, End: len(line), Kind: Keyword}
	}
	rest := line[start:]
	if rest == "" || strings.IndexByte("#{[|>&*!", rest[0]) >= 0 {
		return Token{}
	}
	from := 0
	if q := rest[0]; q == '"' || q == '\'' {
		closing := strings.IndexByte(rest[1:], q)
		if closing < 0 {
			return Token{}
		}
		from = closing + 2
	}
	for i := from; i < len(rest); i++ {
		switch rest[i] {
		case ':':
			if i+1 == len(rest) || rest[i+1] == ' ' || rest[i+1] == '\t' {
				return Token{Start: start, End: start + i, Kind: Key}
			}
		case '#':
			if i > 0 && rest[i-1] == ' ' {
				return Token{}
			}
		case '"', '\'':
			return Token{}
		}
	}
	return Token{}
}

// section finds the [name] of a section.
func section(line string) Token {
	start := indent(line)
	if start == len(line) || line[start] != '[' {
		return Token{}
	}
	end := strings.LastIndexByte(line, ']')
	if comment := strings.IndexByte(line, '#'); comment >= 0 && comment < end {
		end = strings.LastIndexByte(line[:comment], ']')
	}
	if end < start {
		return Token{}
	}
	// An array over several lines has commas or no name.
	if strings.IndexByte(line[start:end], ',') >= 0 || strings.TrimRight(line[start+1:end], " ") == "" {
		return Token{}
	}
	return Token{Start: start, End: end + 1, Kind: Heading}
}

// setting finds the [name] of a section, or the name before an equals sign.
func setting(line string) Token {
	if t := section(line); t.End > 0 {
		return t
	}
	start := indent(line)
	end := strings.IndexByte(line, '=')
	if end <= start || line[start] == '#' || line[start] == ';' {
		return Token{}
	}
	return Token{Start: start, End: len(strings.TrimRight(line[:end], " \t")), Kind: Key}
}

// instruction finds a Dockerfile's upper-case word at the start of a line.
func instruction(line string) Token {
	start := indent(line)
	end := start
	for end < len(line) && line[end] >= 'A' && line[end] <= 'Z' {
		end++
	}
	if end-start < 3 || end < len(line) && line[end] != ' ' && line[end] != '\t' {
		return Token{}
	}
	return Token{Start: start, End: end, Kind: Keyword}
}

// target finds a Makefile's targets before a colon, or a variable's name
// before its assignment.
func target(line string) Token {
	if line == "" || line[0] == '\t' || line[0] == ' ' || line[0] == '#' {
		return Token{}
	}
	end := strings.IndexAny(line, ":=#$")
	if end <= 0 || line[end] == '#' || line[end] == '$' {
		return Token{}
	}
	kind := Key
	if line[end] == ':' && !strings.HasPrefix(line[end:], ":=") && !strings.HasPrefix(line[end:], "::=") {
		kind = Call
	}
	end = len(strings.TrimRight(line[:end], " \t?+!"))
	if makeWord(line[:end]) != Plain {
		return Token{}
	}
	return Token{Start: 0, End: end, Kind: kind}
}

// cssProperty finds a property: a word before a colon on a line that opens no
// block, where the colon would be a selector's.
func cssProperty(line string) Token {
	start := indent(line)
	end := start
	for end < len(line) && (isLetter(line[end]) || isDigit(line[end]) || line[end] == '-') {
		end++
	}
	if end == start || end == len(line) || line[end] != ':' || strings.IndexByte(line[end:], '{') >= 0 {
		return Token{}
	}
	return Token{Start: start, End: end, Kind: Key}
}

func indent(line string) int {
	return len(line) - len(strings.TrimLeft(line, " \t"))
}
