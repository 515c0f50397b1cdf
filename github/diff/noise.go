package diff

import (
	"bytes"
	"strings"
)

// noiseHead is how many bytes of a file Noise looks at.
const noiseHead = 8 << 10

// Noise says why a file is worth folding at first: "lock file", "vendored",
// "minified", "source map" or "generated"; empty if it is not. The head is the
// beginning of the file's text, or nil where only its path is known: then less
// is recognised.
//
// The rules are those of GitHub's linguist (its generated.rb), which decide what
// GitHub folds, for what is met often: files by name, and files that say so
// themselves. Of linguist's vendored files, which GitHub does not fold, only
// those are that lie in a folder for other people's code: its list also has
// .gitignore, tools/ and test fixtures.
func Noise(path string, head []byte) string {
	folders, name := "", path
	if i := strings.LastIndexByte(path, '/'); i >= 0 {
		folders, name = path[:i], path[i+1:]
	}
	head = head[:min(len(head), noiseHead)]
	switch {
	case isLockFile(name):
		return "lock file"
	case isVendored(folders):
		return "vendored"
	case isMinified(name, head):
		return "minified"
	case isSourceMap(name, head):
		return "source map"
	case isGeneratedName(folders, name), saysGenerated(name, head):
		return "generated"
	}
	return ""
}

// isLockFile knows the files in which package managers write down what they
// chose.
func isLockFile(name string) bool {
	switch name {
	case "package-lock.json", "npm-shrinkwrap.json", "yarn.lock", "pnpm-lock.yaml", "bun.lock", "bun.lockb", "deno.lock",
		"go.sum", "go.work.sum", "Gopkg.lock", "glide.lock", "Cargo.lock", "Gemfile.lock", "composer.lock",
		"poetry.lock", "pdm.lock", "uv.lock", "pixi.lock", "Pipfile.lock", "mix.lock", "rebar.lock", "pubspec.lock",
		"Podfile.lock", "Package.resolved", "Cartfile.resolved", "packages.lock.json", "paket.lock", "conan.lock",
		"gradle.lockfile", "buildscript-gradle.lockfile", "flake.lock", "Chart.lock", "shard.lock",
		"MODULE.bazel.lock", ".terraform.lock.hcl", "esy.lock":
		return true
	}
	return strings.HasSuffix(name, ".esy.lock")
}

// isVendored looks for a folder of other people's code.
func isVendored(folders string) bool {
	for folder := range strings.SplitSeq(folders, "/") {
		if folder == "" || !strings.Contains("bcgnptv3BCGNPTV", folder[:1]) {
			continue // nearly always
		}
		switch strings.ToLower(folder) {
		case "vendor", "vendors", "node_modules", "bower_components", "godeps", "pods", "carthage",
			"third_party", "third-party", "thirdparty", "3rd_party", "3rd-party", "3rdparty":
			return true
		}
	}
	return false
}

// extension is what follows the last dot of a file's name, in small letters.
func extension(name string) string { return strings.ToLower(name[strings.LastIndexByte(name, '.')+1:]) }

// maxMeanLine is the mean length of a line in bytes beyond which a script or
// style sheet was not written by hand: linguist's number.
const maxMeanLine = 110

func isMinified(name string, head []byte) bool {
	switch extension(name) {
	case "js", "mjs", "cjs", "css":
	default:
		return false
	}
	stem, ok := cutAnySuffix(strings.ToLower(name), ".js", ".mjs", ".cjs", ".css")
	if !ok {
		return false
	}
	if _, ok := cutAnySuffix(stem, ".min", "-min"); ok {
		return true
	}
	newlines := bytes.Count(head, []byte("\n"))
	lines := newlines
	if !bytes.HasSuffix(head, []byte("\n")) {
		lines++
	}
	return len(head)-newlines > maxMeanLine*lines
}

func isSourceMap(name string, head []byte) bool {
	if extension(name) != "map" {
		return false
	}
	stem, ok := cutAnySuffix(strings.ToLower(name), ".map")
	if !ok {
		return false
	}
	_, ok = cutAnySuffix(stem, ".js", ".mjs", ".cjs", ".css")
	return ok || bytes.HasPrefix(head, []byte(`{"version":`))
}

// isGeneratedName knows files that tools write and people do not.
func isGeneratedName(folders, name string) bool {
	for folder := range strings.SplitSeq(folders, "/") {
		if folder == ".idea" || folder == "__generated__" {
			return true
		}
	}
	switch extension(name) {
	case "nib", "xcworkspacedata", "xcuserstate", "cs", "vb", "c", "h", "php", "pas":
	default:
		return strings.HasPrefix(name, ".pnp.")
	}
	_, ok := cutAnySuffix(strings.ToLower(name), ".nib", ".xcworkspacedata", ".xcuserstate", ".designer.cs", ".designer.vb",
		".feature.cs", ".zep.c", ".zep.h", ".zep.php", "_tlb.pas")
	return ok || strings.HasPrefix(name, ".pnp.")
}

// saysLines is how many lines of a file are searched for a sentence that says it
// was generated.
const saysLines = 40

// saysGenerated looks for such a sentence among the first comments.
func saysGenerated(name string, head []byte) bool {
	if strings.HasSuffix(name, ".meta") && bytes.HasPrefix(head, []byte("fileFormatVersion: ")) {
		return true // of Unity
	}
	if !speaksOfMaking(head) {
		return false
	}
	for range saysLines {
		if len(head) == 0 {
			return false
		}
		var line []byte
		line, head, _ = bytes.Cut(head, []byte("\n"))
		if isComment(line) && isGeneratedSentence(strings.ToLower(string(line))) {
			return true
		}
	}
	return false
}

// speaksOfMaking rules out nearly every file at once: all sentences looked for have
// one of these words, as generators write them. It looks for their first letters,
// the large ones of which are rare.
func speaksOfMaking(head []byte) bool {
	return hasWord(head, "generated") || hasWord(head, "Generated") || hasWord(head, "GENERATED") || hasWord(head, "PPPort")
}

// hasWord is bytes.Contains, quicker where the word's first letter is rare.
func hasWord(text []byte, word string) bool {
	for {
		i := bytes.IndexByte(text, word[0])
		if i < 0 || i+len(word) > len(text) {
			return false
		}
		if string(text[i:i+len(word)]) == word {
			return true
		}
		text = text[i+1:]
	}
}

func isComment(line []byte) bool {
	line = withoutBlanks(line)
	if len(line) == 0 || 'a' <= line[0] && line[0] <= 'z' { // nearly always
		return false
	}
	for _, begin := range []string{"//", "/*", "*", "#", "--", ";", "%", "<!--", "\"\"\"", "(*", "{-"} {
		if len(line) >= len(begin) && string(line[:len(begin)]) == begin {
			return true
		}
	}
	return false
}

// withoutBlanks is a line from its first letter on; a byte order mark is none.
func withoutBlanks(line []byte) []byte {
	for len(line) > 0 {
		switch c := line[0]; {
		case c == ' ', c == '\t':
			line = line[1:]
		case c == 0xef && bytes.HasPrefix(line, []byte("\ufeff")):
			line = line[len("\ufeff"):]
		default:
			return line
		}
	}
	return line
}

// isGeneratedSentence recognises, in lower case, what generators write: the
// comment that Go's tools agreed on (go.dev/s/generatedcode), "@generated", all
// that forbid to edit what was generated, and the names of generators that do
// not.
func isGeneratedSentence(line string) bool {
	if strings.HasPrefix(line, "// code generated ") {
		return true
	}
	if i := strings.Index(line, "@generated"); i >= 0 && (i+10 == len(line) || !inWord(rune(line[i+10]))) {
		return true
	}
	_, by, ok := strings.Cut(line, "generated")
	if !ok {
		return strings.Contains(line, "automatically created by devel::ppport")
	}
	for _, edit := range []string{"do not edit", "do not modify", "not intended for manual editing", "don't edit"} {
		if strings.Contains(line, edit) {
			return true
		}
	}
	by, ok = strings.CutPrefix(by, " by ")
	if !ok {
		return false
	}
	for _, tool := range []string{"the protocol buffer compiler", "the grpc", "go-to-protobuf", "thrift compiler", "cython", "coffeescript",
		"peg.js", "jison", "jflex", "racc", "haxe", "jooq", "roxygen2", "pkgdown", "doxygen"} {
		if strings.HasPrefix(by, tool) {
			return true
		}
	}
	return false
}

// cutAnySuffix is strings.CutSuffix for the first of some suffixes that fits.
func cutAnySuffix(s string, suffixes ...string) (string, bool) {
	for _, suffix := range suffixes {
		if rest, ok := strings.CutSuffix(s, suffix); ok {
			return rest, true
		}
	}
	return s, false
}
