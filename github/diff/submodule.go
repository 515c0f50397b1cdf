package diff

import "strings"

// longestSubmodule is more than the bytes of a submodule's two commits, named by 64
// digits each.
const longestSubmodule = 200

// OfSubmodule reports whether a patch, bare hunks as GitHub gives them, is of the
// commit of a submodule: git writes "Subproject commit " and its name for it.
func OfSubmodule(patch string) bool {
	header, rest, _ := strings.Cut(patch, "\n")
	if !strings.HasPrefix(header, "@@") || rest == "" || len(rest) > longestSubmodule {
		return false
	}
	for line := range strings.Lines(rest) {
		if !strings.HasPrefix(line, "-Subproject commit ") && !strings.HasPrefix(line, "+Subproject commit ") {
			return false
		}
	}
	return true
}
