package demo

import (
	"fmt"
	"hash/fnv"
	"maps"
	"path"
	"slices"
	"strings"
)

// unformatted is how many files of the monorepo have the style from before its
// formatter.
const unformatted = 2000

// unformattedPaths are spread over the services, packages and apps.
func unformattedPaths(files tree) []string {
	var all []string
	for _, p := range slices.Sorted(maps.Keys(files)) {
		if formatted(p) {
			all = append(all, p)
		}
	}
	list := make([]string, unformatted)
	for i := range list {
		list[i] = all[i*len(all)/unformatted]
	}
	return list
}

// formatted reports whether the formatter looks at a file.
func formatted(at string) bool {
	part, _, _ := strings.Cut(at, "/")
	return (part == "services" || part == "packages" || part == "apps") && (strings.HasSuffix(at, ".ts") || strings.HasSuffix(at, ".tsx")) && !strings.Contains(at, "__generated__")
}

// The line that names what the functions of a module need, in both styles: the
// package moved before the formatter came.
const (
	oldImport = `import { Result, Row, Store, ok } from '@northwind/result'`
	newImport = `import { ok, type Result, type Row, type Store } from "@northwind/errors/result";`
)

// block is a function of a module in both styles; %[1]s is its subject as a name,
// %[2]s in a text, %[3]d a number.
type block struct{ old, new string }

// blocks by what a formatter does to them: much, their indentation alone, nothing.
var blocks = []block{
	{
		"export async function load%[1]s(store: Store, ids: string[], limit = %[3]d): Promise<Result<number>> {\n" +
			"    if (ids.length > limit) { throw new RangeError(`%[2]s: ${ids.length} is more than ${limit}`) }\n" +
			"    const found = await store.many(ids, { kind: '%[2]s', limit, archived: false, since: null })\n" +
			"    return ok(found.length)\n}\n",
		"export async function load%[1]s(\n  store: Store,\n  ids: string[],\n  limit = %[3]d,\n): Promise<Result<number>> {\n" +
			"  if (ids.length > limit) {\n    throw new RangeError(`%[2]s: ${ids.length} is more than ${limit}`);\n  }\n" +
			"  const found = await store.many(ids, {\n    kind: \"%[2]s\",\n    limit,\n    archived: false,\n    since: null,\n  });\n" +
			"  return ok(found.length);\n}\n",
	},
	{
		"export function count%[1]s(rows: Row[]): number {\n    let done = 0;\n    for (const row of rows) {\n        if (row.kind !== \"%[2]s\") {\n            continue;\n        }\n" +
			"        done += Math.min(row.lines, %[3]d);\n    }\n    return done;\n}\n",
		"export function count%[1]s(rows: Row[]): number {\n  let done = 0;\n  for (const row of rows) {\n    if (row.kind !== \"%[2]s\") {\n      continue;\n    }\n" +
			"    done += Math.min(row.lines, %[3]d);\n  }\n  return done;\n}\n",
	},
	{described, described},
}

const described = "export function describe%[1]s(row: Row): string {\n  if (row.kind !== \"%[2]s\") {\n    return \"no %[2]s\";\n  }\n" +
	"  return `%[2]s ${row.id}: ${row.lines} of %[3]d`;\n}\n"

// plans are which blocks a module has, in their order before the formatter. It
// takes the last one to the top.
var plans = [][]int{{0, 1, 2}, {1, 0, 2}, {0, 1, 0, 2}, {1, 0, 1, 2}, {0, 0, 2}, {0, 2}, {0, 1, 2}}

// written is a block about a subject.
func (b *block) written(subject string, limit int) (old, new string) {
	name := strings.ReplaceAll(title(subject), " ", "")
	return fmt.Sprintf(b.old, name, strings.ToLower(subject), limit), fmt.Sprintf(b.new, name, strings.ToLower(subject), limit)
}

// module is the functions of an unformatted file in both styles.
func module(at string) (old, new string) {
	h := fnv.New32a()
	h.Write([]byte(at))
	seed := int(h.Sum32() >> 1)
	all := nouns()
	var before, after []string
	for i, kind := range plans[seed%len(plans)] {
		o, n := blocks[kind].written(all[(seed/7+i*3)%len(all)], 3+seed/11%60+i)
		before, after = append(before, o), append(after, n)
	}
	last := len(after) - 1
	after = append(after[last:], after[:last]...)
	return "\n" + strings.Join(before, "\n"), "\n" + strings.Join(after, "\n")
}

// unformat adds the functions of a module to a file.
func unformat(at string, f file) file {
	old, _ := module(at)
	head, rest, logs := strings.Cut(f.text, "\n\n")
	if logs {
		f.text = head + "\n" + oldImport + "\n" + rest + old
	} else {
		f.text = oldImport + "\n" + f.text + old
	}
	return f
}

// format is an unformatted file as the formatter leaves it.
func format(at string, f file) file {
	old, new := module(at)
	head := strings.TrimSuffix(f.text, old)
	f.text = strings.Replace(head, oldImport+"\n", newImport+"\n\n", 1) + new
	return f
}

// grow adds a function to a script after what it begins with, and changes any
// other file a little.
func grow(at string, f file, subject string) file {
	i := strings.Index(f.text, "\n}")
	if i < 0 || path.Ext(at) != ".ts" && path.Ext(at) != ".tsx" {
		return f.touched()
	}
	i += 1 + strings.IndexByte(f.text[i+1:], '\n') + 1
	h := fnv.New32a()
	h.Write([]byte(subject))
	all := nouns()
	text, _ := blocks[2].written(all[int(h.Sum32()>>1)%len(all)], len(subject))
	f.text = f.text[:i] + "\n" + text + f.text[i:]
	return f
}
