package github

import (
	"crypto/md5"
	"crypto/sha256"
	"encoding/hex"
	"strconv"
	"strings"
)

// DiffAnchor is a place among changed files as the fragment of GitHub's addresses
// names it: "diff-", the SHA-256 of a file's path in hexadecimal (in old addresses
// its MD5), and a line of the version before (L) or after (R). The zero value is
// none.
type DiffAnchor struct {
	File string // of the path: 64 or 32 lower-case hexadecimal digits
	Old  bool   // Line counts in the version before
	Line int    // the first line, from 1; 0 is the file as a whole
}

// AnchorOf is the place of a line, or of a file as a whole if line is 0.
func AnchorOf(path string, old bool, line int) DiffAnchor {
	sum := sha256.Sum256([]byte(path))
	return DiffAnchor{File: hex.EncodeToString(sum[:]), Old: old && line > 0, Line: max(line, 0)}
}

// String is the fragment without its #, "" for none.
func (a DiffAnchor) String() string {
	switch {
	case a.File == "":
		return ""
	case a.Line == 0:
		return "diff-" + a.File
	case a.Old:
		return "diff-" + a.File + "L" + strconv.Itoa(a.Line)
	}
	return "diff-" + a.File + "R" + strconv.Itoa(a.Line)
}

// Names reports whether the anchor is one of the file at a path.
func (a DiffAnchor) Names(path string) bool {
	switch len(a.File) {
	case 2 * sha256.Size:
		sum := sha256.Sum256([]byte(path))
		return a.File == hex.EncodeToString(sum[:])
	case 2 * md5.Size:
		sum := md5.Sum([]byte(path))
		return a.File == hex.EncodeToString(sum[:])
	}
	return false
}

// parseAnchor reads the fragment of a page of changes; what is no place among them
// is none. Of a range of lines only the first counts.
func parseAnchor(fragment string) DiffAnchor {
	rest, ok := strings.CutPrefix(fragment, "diff-")
	end := strings.IndexAny(rest, "LR")
	if end < 0 {
		end = len(rest)
	}
	file := strings.ToLower(rest[:end])
	if sum, err := hex.DecodeString(file); !ok || err != nil || len(sum) != sha256.Size && len(sum) != md5.Size {
		return DiffAnchor{}
	}
	a := DiffAnchor{File: file}
	if rest = rest[end:]; rest != "" {
		a.Line, _ = cutNumber(rest[1:])
		a.Old = rest[0] == 'L' && a.Line > 0
	}
	return a
}
