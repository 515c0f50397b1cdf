package demo

// This is the repository with the flag o, northwind/monorepo: everything of the
// organisation's newer parts in some 12,000 files, hundreds of rules about who
// owns them, and pull requests across many owners. It is made by hand where the
// others are made by chance.

import (
	_ "embed"
	"fmt"
	"hash/fnv"
	"path"
	"strconv"
	"strings"
)

//go:embed monorepo/layout.txt
var layout string

// part is a folder of the monorepo with the files of its kind.
type part struct {
	path   string // "." is the root
	kind   string
	things int // how many things it is about
}

// parts reads the layout: the files of each kind, and the parts.
func parts() (kinds map[string][]string, list []part) {
	kinds = map[string][]string{}
	kind := ""
	for line := range strings.Lines(layout) {
		f := strings.Fields(line)
		switch {
		case len(f) == 0 || f[0] == "#":
		case line[0] == ' ':
			kinds[kind] = append(kinds[kind], f[0])
		case f[0] == "kind":
			kind = f[1]
		default:
			n, _ := strconv.Atoi(f[3]) // the table is ours
			list = append(list, part{f[1], f[2], n})
		}
	}
	return kinds, list
}

// thing is the i-th of the things that a part is about. Parts begin with
// different ones.
func (p *part) thing(i int) string {
	h := fnv.New32a()
	h.Write([]byte(p.path))
	all := nouns()
	noun := strings.ToLower(all[(int(h.Sum32()%20)+i)%len(all)])
	if i < len(all) {
		return noun
	}
	return strings.ToLower(verbs()[(i/len(all)-1)%len(verbs())]) + "-" + noun
}

// laidOut are the files of the monorepo as its parts were moved there.
func laidOut() tree {
	kinds, list := parts()
	var services []string
	for _, p := range list {
		if p.kind == "service" {
			services = append(services, path.Base(p.path))
		}
	}
	files := make(tree, 13_000)
	for _, p := range list {
		for _, name := range kinds[p.kind] {
			full := path.Join(p.path, name)
			if p.kind == "github" {
				full = ".github/" + name
			}
			switch {
			case strings.Contains(name, "{thing}"):
				for i := range p.things {
					at := strings.ReplaceAll(full, "{thing}", p.thing(i))
					files[at] = written(at)
				}
			case strings.Contains(name, "{service}"):
				for _, s := range services {
					at := strings.ReplaceAll(full, "{service}", s)
					files[at] = written(at)
				}
			default:
				files[full] = written(full)
			}
		}
	}
	for _, at := range unformattedPaths(files) {
		files[at] = unformat(at, files[at])
	}
	oddities(files)
	beforeOddities(files)
	return files
}

// oddities are files with names and modes that tools stumble over.
func oddities(files tree) {
	files["docs/guides/How we release.md"] = file{"100644", "# How we release\n\nOn Tuesdays, before lunch.\n"}
	files["docs/guides/C#-clients.md"] = file{"100644", "# Clients in C#\n\nThere is one, and it is theirs.\n"}
	files["docs/übersicht/Lagerplätze 📦.md"] = file{"100644", "# Lagerplätze\n\nJeder Platz hat eine Nummer.\n"}
	files["docs/übersicht/在庫.md"] = file{"100644", "# 在庫\n\n倉庫ごとに数える。\n"}
	files["docs/old/CODEOWNERS draft.txt"] = file{"100644", "Ask Gwen.\n"}
	files["docs/latest"] = file{"120000", "guides"}
	files["apps/storefront/public/robots.txt"] = file{"120000", "../../../infra/robots.txt"} // leads nowhere
	files["testing/fixtures/orders/100% off (copy).json"] = file{"100644", "{\n  \"price\": 0\n}\n"}
	files["testing/scratch/-v"] = file{"100644", "Made by a wrong command.\n"}
	files[".gitmodules"] = file{"100644", "[submodule \"proto-rules\"]\n\tpath = third_party/proto-rules\n\turl = https://github.com/northwind/proto.git\n"}
	files["third_party/proto-rules"] = file{"160000", "4b825dc642cb6eb9a060e54bf8d69288fbee4904"}
}

// written is a new file with a few lines that tell it from the others.
func written(at string) file {
	name, mode := strings.TrimSuffix(path.Base(at), path.Ext(at)), "100644"
	text := ""
	switch path.Ext(at) {
	case ".ts", ".tsx", ".js":
		text = script(at, name)
	case ".json":
		text = fmt.Sprintf("{\n  \"name\": %q,\n  \"of\": %q\n}\n", name, path.Dir(at))
	case ".md":
		text = fmt.Sprintf("# %s\n\nWhat to know about %s, and whom to ask.\n", title(name), path.Dir(at))
	case ".go":
		text = fmt.Sprintf("// Package %s is about one thing.\npackage %[1]s\n", path.Base(path.Dir(at)))
	case ".sql":
		text = fmt.Sprintf("-- %s\nselect id, state, updated_at from %s where id = $1;\n", at, name)
	case ".c", ".h", ".rs":
		text = fmt.Sprintf("// %s\n", at)
	case ".sh":
		text, mode = fmt.Sprintf("#!/bin/sh\nset -eu\nexec node tools/%s \"$@\"\n", name), "100755"
	default:
		text = fmt.Sprintf("# %s\nname: %s\n", at, name)
	}
	return file{mode, text}
}

// script is a file of TypeScript or JavaScript. Services and apps log.
func script(at, name string) string {
	about := strings.ReplaceAll(name, "-", "_")
	if strings.Contains(about, ".") || strings.HasPrefix(about, "[") {
		about = "subject"
	}
	if !logs(at) {
		return fmt.Sprintf("// %s\nexport const %s = {\n  limit: %d,\n};\n", at, about, 10+len(at))
	}
	return fmt.Sprintf("%s\n\n// %s\nexport function %s(): void {\n  log.info(%q);\n}\n", oldLogger, at, about, about)
}

// oldLogger is the line that the largest pull request replaces.
const oldLogger = `import { log } from "@northwind/log";`

// logs reports whether a file writes to the log.
func logs(at string) bool {
	return (strings.HasPrefix(at, "services/") || strings.HasPrefix(at, "apps/")) && strings.Contains(at, "/src/") &&
		!strings.Contains(at, "__generated__") && (strings.HasSuffix(at, ".ts") || strings.HasSuffix(at, ".tsx"))
}
