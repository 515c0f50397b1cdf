package demo

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
)

// source is a source file as a list of functions, so that a commit can change
// one of them and leave the rest.
type source struct {
	language string
	noun     string // what the file is about, as a type name
	module   string // the repository's name
	funcs    []function
	written  string // the text, "" if a change has made it another
}

// shapes is how many bodies a function can have.
const shapes = 3

// function is one function; shape picks its body, limit a number in it.
type function struct {
	verb  string
	noun  string
	shape int
	limit int
}

func verbs() []string {
	return []string{"Load", "Save", "Validate", "Reserve", "Release", "Merge", "Split", "Count", "Find", "Expire", "Reconcile", "Publish", "Retry", "Archive", "Estimate", "Normalise"}
}

func nouns() []string {
	return []string{"Order", "Shipment", "Invoice", "Customer", "Parcel", "Route", "Label", "Carrier", "Refund", "Quote", "Session", "Stock", "Voucher", "Address", "Event", "Price", "Batch", "Report", "Window", "Tariff"}
}

func pick[T any](r *rand.Rand, list []T) T { return list[r.IntN(len(list))] }

func newSource(r *rand.Rand, language, module, noun string) *source {
	s := &source{language: language, noun: noun, module: module}
	for range 2 + r.IntN(4) {
		s.add(r)
	}
	return s
}

// add appends a function whose name is not taken; it does nothing when all are.
func (s *source) add(r *rand.Rand) {
	for range 20 {
		f := function{verb: pick(r, verbs()), noun: pick(r, nouns()), shape: r.IntN(shapes), limit: 2 + r.IntN(60)}
		taken := false
		for _, g := range s.funcs {
			taken = taken || g.verb == f.verb && g.noun == f.noun
		}
		if !taken {
			s.funcs, s.written = append(s.funcs, f), ""
			return
		}
	}
}

// change alters one function and gives its name.
func (s *source) change(r *rand.Rand) string {
	s.written = ""
	f := &s.funcs[r.IntN(len(s.funcs))]
	if r.IntN(3) == 0 {
		f.shape = (f.shape + 1 + r.IntN(2)) % shapes
	}
	f.limit += 1 + r.IntN(17)
	return f.verb + f.noun
}

// drop removes one function, if more than one is left.
func (s *source) drop(r *rand.Rand) {
	if n := len(s.funcs); n > 1 {
		i := r.IntN(n)
		s.written = ""
		s.funcs = append(s.funcs[:i:i], s.funcs[i+1:]...)
	}
}

// path is where the language's projects keep such a file.
func (s *source) path() string {
	lower := strings.ToLower(s.noun)
	switch s.language {
	case "Go":
		return "internal/" + lower + "/" + lower + ".go"
	case "TypeScript":
		return "src/" + lower + "/" + lower + ".ts"
	case "Python":
		return strings.ReplaceAll(s.module, "-", "_") + "/" + lower + ".py"
	case "Rust":
		return "src/" + lower + ".rs"
	case "Java":
		return "src/main/java/example/northwind/" + s.noun + "Service.java"
	}
	return "docs/" + lower + ".md"
}

// text is the file's content.
func (s *source) text() string {
	if s.written != "" {
		return s.written
	}
	var b strings.Builder
	s.head(&b)
	for _, f := range s.funcs {
		b.WriteByte('\n')
		s.function(&b, f)
	}
	if s.language == "Java" {
		b.WriteString("}\n")
	}
	s.written = b.String()
	return s.written
}

// lineOf is the line on which a function begins, 0 if there is none of that
// name.
func (s *source) lineOf(name string, h heights) int {
	tall := h.of(s.language)
	line := tall[len(tall)-1] + 2
	switch s.language {
	case "Python":
		line++
	case "":
		line += 2 // what changes is below the heading
	}
	for _, f := range s.funcs {
		if f.verb+f.noun == name {
			return line
		}
		line += tall[f.shape] + 1
	}
	return 0
}

// heights are how many lines the shapes of a function take in a language, and
// last what comes before the first.
type heights map[string][]int

func (h heights) of(language string) []int {
	if tall := h[language]; tall != nil {
		return tall
	}
	s := source{language: language, noun: "Order"}
	var tall []int
	for shape := range shapes + 1 {
		var b strings.Builder
		if shape == shapes {
			s.head(&b)
		} else {
			s.function(&b, function{verb: "Load", noun: "Order", shape: shape})
		}
		tall = append(tall, strings.Count(b.String(), "\n"))
	}
	h[language] = tall
	return tall
}

// copy is the same file, to be changed by itself.
func (s *source) copy() *source {
	t := *s
	t.funcs = slices.Clone(s.funcs)
	return &t
}

// head is what comes before the functions.
func (s *source) head(b *strings.Builder) {
	lower := strings.ToLower(s.noun)
	switch s.language {
	case "Go":
		fmt.Fprintf(b, "// Package %s keeps the rules for one %s.\npackage %s\n\nimport (\n\t\"context\"\n\t\"errors\"\n\t\"fmt\"\n)\n\n// Err%s says that there is no such %s.\nvar Err%s = errors.New(\"no such %s\")\n", lower, lower, lower, s.noun, lower, s.noun, lower)
	case "TypeScript":
		fmt.Fprintf(b, "import { logger } from \"../logger\";\nimport type { Store } from \"../store\";\n\nexport interface %s {\n  id: string;\n  createdAt: Date;\n  lines: number;\n}\n", s.noun)
	case "Python":
		fmt.Fprintf(b, "\"\"\"Rules for one %s.\"\"\"\n\nfrom __future__ import annotations\n\nimport logging\nfrom dataclasses import dataclass\n\nlog = logging.getLogger(__name__)\n\n\n@dataclass\nclass %s:\n    id: str\n    lines: int = 0\n", lower, s.noun)
	case "Rust":
		fmt.Fprintf(b, "//! Rules for one %s.\n\nuse std::collections::HashMap;\n\nuse crate::error::Error;\n\n#[derive(Debug, Clone, PartialEq)]\npub struct %s {\n    pub id: u64,\n    pub lines: usize,\n}\n", lower, s.noun)
	case "Java":
		fmt.Fprintf(b, "package example.northwind;\n\nimport java.util.List;\nimport java.util.Optional;\n\n/** Rules for one %s. */\npublic final class %sService {\n    private final Store store;\n\n    public %sService(Store store) {\n        this.store = store;\n    }\n", lower, s.noun, s.noun)
	default:
		fmt.Fprintf(b, "# %s\n\nWhat everybody at Northwind should know about a %s.\n", s.noun, lower)
	}
}

func (s *source) function(b *strings.Builder, f function) {
	name, noun := f.verb+f.noun, strings.ToLower(f.noun)
	camel := strings.ToLower(f.verb[:1]) + f.verb[1:] + f.noun
	snake := strings.ToLower(f.verb) + "_" + noun
	switch s.language {
	case "Go":
		fmt.Fprintf(b, "// %s works on at most %d of them at once.\nfunc %s(ctx context.Context, ids []string) (int, error) {\n", name, f.limit, name)
		switch f.shape {
		case 0:
			fmt.Fprintf(b, "\tif len(ids) > %d {\n\t\treturn 0, fmt.Errorf(\"%s: %%d is more than %d\", len(ids))\n\t}\n\tfor _, id := range ids {\n\t\tif id == \"\" {\n\t\t\treturn 0, Err%s\n\t\t}\n\t}\n\treturn len(ids), ctx.Err()\n}\n", f.limit, noun, f.limit, s.noun)
		case 1:
			fmt.Fprintf(b, "\tdone := 0\n\tfor _, id := range ids {\n\t\tif err := ctx.Err(); err != nil {\n\t\t\treturn done, fmt.Errorf(\"%s %%s: %%w\", id, err)\n\t\t}\n\t\tdone++\n\t\tif done == %d {\n\t\t\tbreak\n\t\t}\n\t}\n\treturn done, nil\n}\n", noun, f.limit)
		default:
			fmt.Fprintf(b, "\tseen := make(map[string]bool, %d)\n\tfor _, id := range ids {\n\t\tseen[id] = true\n\t}\n\tif len(seen) == 0 {\n\t\treturn 0, Err%s\n\t}\n\treturn len(seen), ctx.Err()\n}\n", f.limit, s.noun)
		}
	case "TypeScript":
		fmt.Fprintf(b, "/** Works on at most %d of them at once. */\nexport async function %s(store: Store, ids: string[]): Promise<number> {\n", f.limit, camel)
		switch f.shape {
		case 0:
			fmt.Fprintf(b, "  if (ids.length > %d) {\n    throw new RangeError(`%s: ${ids.length} is more than %d`);\n  }\n  const found = await store.many(ids);\n  return found.length;\n}\n", f.limit, noun, f.limit)
		case 1:
			fmt.Fprintf(b, "  let done = 0;\n  for (const id of ids.slice(0, %d)) {\n    try {\n      await store.touch(id);\n      done += 1;\n    } catch (err) {\n      logger.warn(\"%s failed\", { id, err });\n    }\n  }\n  return done;\n}\n", f.limit, noun)
		default:
			fmt.Fprintf(b, "  const unique = new Set(ids);\n  if (unique.size === 0) return 0;\n  const pages = Math.ceil(unique.size / %d);\n  logger.info(\"%s\", { pages });\n  return pages;\n}\n", f.limit, noun)
		}
	case "Python":
		fmt.Fprintf(b, "\ndef %s(ids: list[str], limit: int = %d) -> int:\n    \"\"\"%s, at most ``limit`` at once.\"\"\"\n", snake, f.limit, f.verb)
		switch f.shape {
		case 0:
			fmt.Fprintf(b, "    if len(ids) > limit:\n        raise ValueError(f\"%s: {len(ids)} is more than {limit}\")\n    return sum(1 for i in ids if i)\n", noun)
		case 1:
			fmt.Fprintf(b, "    done = 0\n    for i in ids[:limit]:\n        log.debug(\"%s %%s\", i)\n        done += 1\n    return done\n", noun)
		default:
			b.WriteString("    seen = {i.strip().lower() for i in ids}\n    seen.discard(\"\")\n    return min(len(seen), limit)\n")
		}
	case "Rust":
		fmt.Fprintf(b, "/// Works on at most %d of them at once.\npub fn %s(ids: &[u64]) -> Result<usize, Error> {\n", f.limit, snake)
		switch f.shape {
		case 0:
			fmt.Fprintf(b, "    if ids.len() > %d {\n        return Err(Error::TooMany { what: \"%s\", limit: %d });\n    }\n    Ok(ids.len())\n}\n", f.limit, noun, f.limit)
		case 1:
			fmt.Fprintf(b, "    let done = ids.iter().take(%d).filter(|id| **id != 0).count();\n    Ok(done)\n}\n", f.limit)
		default:
			fmt.Fprintf(b, "    let mut seen: HashMap<u64, usize> = HashMap::with_capacity(%d);\n    for id in ids {\n        *seen.entry(*id).or_default() += 1;\n    }\n    Ok(seen.len())\n}\n", f.limit)
		}
	case "Java":
		fmt.Fprintf(b, "    /** Works on at most %d of them at once. */\n    public int %s(List<String> ids) {\n", f.limit, camel)
		switch f.shape {
		case 0:
			fmt.Fprintf(b, "        if (ids.size() > %d) {\n            throw new IllegalArgumentException(\"%s: \" + ids.size() + \" is more than %d\");\n        }\n        return ids.size();\n    }\n", f.limit, noun, f.limit)
		case 1:
			fmt.Fprintf(b, "        int done = 0;\n        for (String id : ids) {\n            Optional<%s> found = store.find%s(id);\n            if (found.isPresent() && ++done == %d) {\n                break;\n            }\n        }\n        return done;\n    }\n", f.noun, f.noun, f.limit)
		default:
			fmt.Fprintf(b, "        long unique = ids.stream().distinct().limit(%d).count();\n        return Math.toIntExact(unique);\n    }\n", f.limit)
		}
	default:
		fmt.Fprintf(b, "## %s the %s\n\n", f.verb, noun)
		switch f.shape {
		case 0:
			fmt.Fprintf(b, "Do it within %d days. If that is not possible, say so in the channel and\nname the day on which it will be.\n", f.limit)
		case 1:
			fmt.Fprintf(b, "| Step | Who | Days |\n| --- | --- | ---: |\n| Draft | author | %d |\n| Review | two others | 2 |\n", f.limit)
		default:
			fmt.Fprintf(b, "1. Write down what you know.\n2. Ask at least %d people.\n3. Decide, and say why.\n", f.limit)
		}
	}
}
