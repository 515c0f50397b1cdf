package github

import (
	"path"
	"slices"
	"strings"
)

// extensions are those by which a name without a slash is taken for a file's.
const extensions = " adoc asm astro awk bat bazel bzl c cc cfg cjs clj cljs cmake cmd conf cpp cs csproj css csv cu cue cxx d dart diff " +
	"dockerfile ejs el elm env erb erl ex exs f90 feature fish fs fsx gemspec gif go gql gradle graphql groovy h haml hbs hcl hh " +
	"hpp hs html hxx ico ini ino ipynb jade java jl jpeg jpg js json json5 jsonc jsonl jsx jsonnet kt kts less lock lua m mak md " +
	"mdx mjs mk ml mli mm mod nim nix nsi pas patch pdf php pl plist pm png po proto ps1 psm1 pug py pyi pyx r rake rb rego rs rst " +
	"s sass sbt scala scm scss sh sln sol sql styl sum sv svelte svg swift tcl template tf tfvars thrift tmpl toml ts tsv tsx twig " +
	"txt txtar v vb vbproj vcxproj vhd vim vue wasm webp xaml xcconfig xml xsd xsl yaml yml zig zsh "

// bareNames are files without an extension.
const bareNames = " BUILD Brewfile CHANGELOG CODEOWNERS CONTRIBUTING COPYING Containerfile Dockerfile Gemfile GNUmakefile Jenkinsfile Justfile " +
	"LICENSE Makefile NOTICE Podfile Procfile README Rakefile Vagrantfile WORKSPACE "

// topLevels are ends of a host's name: example.com/a is no path.
const topLevels = " ai co com de dev edu eu example fr gov io jp me net nl org ru sh tech uk xyz "

// listed reports whether a list of words between spaces holds one.
func listed(words, word string) bool { return strings.Contains(words, " "+word+" ") }

// extension is what follows the last dot of a path's last part, in lower case;
// "" if that does not look like one.
func extension(p string) string {
	ext := path.Ext(path.Base(p))
	if len(ext) < 2 || len(ext) > 11 || !isLetter(ext[1]) {
		return ""
	}
	for i := 1; i < len(ext); i++ {
		if !isLetter(ext[i]) && (ext[i] < '0' || ext[i] > '9') {
			return ""
		}
	}
	return strings.ToLower(ext[1:])
}

// looksLikePath reports whether a cleaned text may be a path by its shape.
// Turned is for one that was written with backslashes, as much else is.
func looksLikePath(p, written string, turned bool) bool {
	base := path.Base(p)
	ext := extension(p)
	first, _, slash := strings.Cut(p, "/")
	switch {
	case turned && !listed(extensions, ext):
		return false
	case !slash && !strings.Contains(written, "/"):
		stem := strings.TrimSuffix(base, path.Ext(base))
		switch {
		case strings.Contains(p, "@"):
			return false
		case listed(bareNames, base):
			return true
		case stem == "": // .gitignore: longer than any extension on its own
			return len(base) > 6 && isLetter(base[1])
		}
		return listed(extensions, ext)
	case strings.Contains(first, "@"): // a person at a host
		return false
	}
	return !numeric(base) && strings.ContainsFunc(p, func(r rune) bool { return r >= 'A' })
}

// numeric reports whether a name is a number or a version: 7, v1.2.
func numeric(s string) bool {
	s = strings.TrimPrefix(s, "v")
	return s != "" && strings.Trim(s, "0123456789.") == ""
}

// isHost reports whether the first part of a path is a host's name.
func isHost(s string) bool {
	at := strings.LastIndexByte(s, '.')
	return at > 0 && listed(topLevels, strings.ToLower(s[at+1:]))
}

// Likely reports whether it is a path by its own shape, and not perhaps two
// words with a slash between.
func (p PathAt) Likely() bool {
	return p.Line > 0 || p.Repo != (RepoRef{}) || listed(extensions, extension(p.Path)) || listed(bareNames, path.Base(p.Path)) ||
		strings.HasSuffix(p.Path, "/") || strings.HasPrefix(p.Path, ".") || strings.Count(p.Path, "/") > 1
}

// InTree keeps the paths that the tree holds, files and folders, as it has them.
// A path that goes on above the repository, as those of builds and stack traces
// do, is taken for its longest end that the tree holds, of two parts at least;
// and of an address whose ref may have slashes, so is the path.
func InTree(list []PathAt, t Tree) []PathAt {
	var kept []PathAt
	for _, p := range list {
		if found, ok := t.find(p.Path); ok {
			p.Path = found
		} else if found, ok := t.find(strings.TrimPrefix(p.Written, "/")); ok {
			p.Path = found
		} else if found, ok := t.end(p.Path); ok {
			p.Path = found
		} else {
			continue
		}
		kept = append(kept, p)
	}
	return kept
}

// find is a file or folder of the tree; a folder's path ends in a slash.
func (t Tree) find(p string) (string, bool) {
	if t.Has(p) {
		return p, true
	}
	folder := strings.TrimSuffix(p, "/") + "/"
	i, _ := slices.BinarySearch(t.Paths, folder)
	return folder, i < len(t.Paths) && strings.HasPrefix(t.Paths[i], folder)
}

// end is the longest end of a path that the tree holds.
func (t Tree) end(p string) (string, bool) {
	for {
		_, rest, ok := strings.Cut(p, "/")
		if !ok || !strings.Contains(strings.TrimSuffix(rest, "/"), "/") {
			return "", false
		}
		if found, ok := t.find(rest); ok {
			return found, true
		}
		p = rest
	}
}
