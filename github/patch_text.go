package github

import (
	"cmp"
	"strings"
)

// emptyBlob is the id that git gives to a file without a byte.
const emptyBlob = "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391"

// PatchOf is the patch of one file as git writes it, with the head that git apply
// needs. It is "" if GitHub sent none or it is kept apart, unless it is known that a
// head alone says all: of an empty file, and of one whose bytes are the same under
// another name or mode.
func PatchOf(f *File) string {
	from, to := f.PreviousPath, f.Path
	if from == "" {
		from = to
	}
	same := f.OldSHA != "" && f.OldSHA == f.SHA
	remoded := f.OldMode != "" && f.NewMode != "" && f.OldMode != f.NewMode && modeKind(f.OldMode) == modeKind(f.NewMode)
	empty := f.SHA == emptyBlob && (f.Status == "added" || f.Status == "removed")
	if f.Patch == "" && !empty && !(same && (remoded || f.renamed())) {
		return ""
	}
	var b strings.Builder
	b.WriteString("diff --git " + quotedPath("a/"+from) + " " + quotedPath("b/"+to) + "\n")
	oldName, newName := quotedPath("a/"+from), quotedPath("b/"+to)
	if remoded {
		b.WriteString("old mode " + f.OldMode + "\nnew mode " + f.NewMode + "\n")
	}
	switch f.Status {
	case "added":
		b.WriteString("new file mode " + cmp.Or(f.NewMode, "100644") + "\n")
		oldName = "/dev/null"
	case "removed":
		b.WriteString("deleted file mode " + cmp.Or(f.OldMode, "100644") + "\n")
		newName = "/dev/null"
	case "renamed":
		b.WriteString("rename from " + quotedPath(from) + "\nrename to " + quotedPath(to) + "\n")
	}
	if f.Patch == "" {
		return b.String()
	}
	b.WriteString("--- " + oldName + "\n+++ " + newName + "\n" + f.Patch)
	if !strings.HasSuffix(f.Patch, "\n") {
		b.WriteByte('\n')
	}
	return b.String()
}

// quotedPath writes a path as git does: in double quotes with the escapes of C if
// it holds a control character, a quote or a backslash.
func quotedPath(p string) string {
	if !strings.ContainsFunc(p, func(r rune) bool { return r < ' ' || r == '"' || r == '\\' || r == 0x7f }) {
		return p
	}
	b := []byte{'"'}
	for i := range len(p) {
		switch c := p[i]; {
		case c == '"' || c == '\\':
			b = append(b, '\\', c)
		case c == '\n':
			b = append(b, '\\', 'n')
		case c == '\t':
			b = append(b, '\\', 't')
		case c < ' ' || c == 0x7f:
			b = append(b, '\\', '0'+c>>6, '0'+c>>3&7, '0'+c&7)
		default:
			b = append(b, c)
		}
	}
	return string(append(b, '"'))
}
