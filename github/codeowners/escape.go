package codeowners

import "strings"

// Escape writes a path so that a pattern means just it: blanks, wildcards,
// brackets, backslashes and "#" get a backslash. A slash in front is the
// caller's to add.
func Escape(path string) string {
	return strings.NewReplacer(
		" ", `\ `, "\t", "\\\t", `\`, `\\`, "*", `\*`, "?", `\?`, "[", `\[`, "]", `\]`, "#", `\#`,
	).Replace(path)
}
