package demo

import (
	"fmt"
	"slices"
	"strings"
)

// corpus is the folder of files that are there because tools stumble over them.
const corpus = "testing/corpus/"

// oddChanges are changes of which a diff shows more than lines, by name. They get
// the files of the default branch so far.
var oddChanges = map[string]func(before tree) tree{
	"rename": func(b tree) tree {
		t := tree{}
		for _, p := range []string{"route", "refund", "stock"} {
			t.move(b, "testing/load/"+p+".k6.js", "testing/load/orders/"+p+".k6.js")
		}
		return t
	},
	"rename-edited": func(b tree) tree {
		t := tree{}
		t.move(b, "docs/reference/parcel.md", "docs/reference/package.md")
		f := t["docs/reference/package.md"]
		f.text = strings.Replace(f.text, "# Parcel\n", "# Package\n", 1) + "\nIt was called a parcel before.\n"
		t["docs/reference/package.md"] = f
		t.move(b, "docs/guides/parcel.md", "docs/guides/package.md")
		return t
	},
	"mode": func(b tree) tree {
		t := tree{}
		for i, p := range []string{"testing/load/orders/route.k6.js", "testing/load/label.k6.js"} {
			f := b[p]
			f.mode = "100755"
			if i == 1 {
				f.text = "#!/usr/bin/env k6\n" + f.text
			}
			t[p] = f
		}
		return t
	},
	"symlink-to-file": func(tree) tree {
		return tree{"apps/storefront/public/robots.txt": {"100644", "User-agent: *\nDisallow: /basket\nDisallow: /account\n"}}
	},
	"file-to-symlink": func(tree) tree { return tree{"packages/ts-config/CHANGELOG.md": {"120000", "../config/CHANGELOG.md"}} },
	"submodule": func(tree) tree {
		return tree{"third_party/proto-rules": {"160000", "9c3e1fb7a0b2d4865cf0e1d2a3b4c5d6e7f80912"}}
	},
	"binary-added": func(tree) tree {
		t := tree{}
		for _, p := range photographs {
			t[p] = file{"100644", picture(p)}
		}
		return t
	},
	"binary-changed": func(tree) tree {
		return tree{photographs[0]: {"100644", picture("in better light")}, photographs[1]: {"100644", picture("with the door closed")}}
	},
	"binary-removed": func(tree) tree { return tree{photographs[0]: {}, photographs[2]: {}} },
	"no-newline": func(tree) tree {
		return tree{"VERSION": {"100644", "2025.2"}, "infra/VERSION": {"100644", "2025.1\n2025.2"}}
	},
	"newline-added": func(tree) tree {
		return tree{"VERSION": {"100644", "2025.2\n"}, "infra/VERSION": {"100644", "2025.1\n2025.3"}}
	},
	"newline-removed": func(b tree) tree {
		f := b[".nvmrc"]
		f.text = strings.TrimSuffix(f.text, "\n")
		return tree{".nvmrc": f}
	},
	"crlf-to-lf": func(b tree) tree {
		return tree{ediSample: {"100644", strings.ReplaceAll(b[ediSample].text, "\r\n", "\n")}}
	},
	"lock": func(b tree) tree {
		return tree{"pnpm-lock.yaml": {"100644", lockFile(2)}, "package.json": b["package.json"].touched()}
	},
	"generated":   generated,
	"vendored":    vendored,
	"minified":    func(tree) tree { return tree{"apps/storefront/public/chat.min.js": {"100644", minified(2)}} },
	"moved-block": movedBlock,
	"whitespace":  whitespace,
	"names":       oddNames,
	"long-line": func(tree) tree {
		return tree{corpus + "trace.json": {"100644", longLine()}, corpus + "classic-mac.txt": {"100644", "One\rTwo\rThree\r"}}
	},
	"empty":        func(tree) tree { return tree{"docs/reports/.gitkeep": {"100644", ""}} },
	"huge-added":   func(tree) tree { return tree{corpus + "postcodes.csv": {"100644", postcodes(2024)}} },
	"huge-changed": func(tree) tree { return tree{corpus + "postcodes.csv": {"100644", postcodes(2025)}} },
}

// move puts a file elsewhere as it is.
func (t tree) move(before tree, from, to string) { t[from], t[to] = file{}, before[from] }

var photographs = []string{"apps/storefront/public/images/aarhus.png", "apps/storefront/public/images/gdansk.png", "apps/storefront/public/images/tampere.png"}

// ediSample came by mail from a partner, with the line ends of his machine.
const ediSample = "services/edi/src/samples/invoice.txt"

// beforeOddities are files that the odd changes need, and that were there before.
func beforeOddities(files tree) {
	files[ediSample] = file{"100644", crlf(strings.Repeat("UNH+1+INVOIC:D:96A:UN'\nBGM+380+4711+9'\nDTM+137:20240312:102'\n", 7))}
	files["pnpm-lock.yaml"] = file{"100644", lockFile(1)}
	files["apps/storefront/public/chat.min.js"] = file{"100644", minified(1)}
	for i, p := range generatedFiles {
		files[p] = file{"100644", client(p, i, 1)}
	}
	home := files[blockFrom]
	home.text += "\n" + readAmount
	files[blockFrom] = home
	for _, p := range indented {
		files[p] = file{"100644", deployment(p, "    ")}
	}
}

// lockFile is a lock file of some hundred packages, the n-th of them.
func lockFile(n int) string {
	var b strings.Builder
	b.WriteString("lockfileVersion: '9.0'\n\npackages:\n")
	for i := range 300 {
		v := i % 20
		if i%3 == 0 {
			v += n
		}
		fmt.Fprintf(&b, "\n  '@vendor/%s-%d@%d.%d.0':\n    resolution: {integrity: sha512-%040x==}\n    engines: {node: '>=18'}\n", strings.ToLower(nouns()[i%20]), i, 1+i%7, v, (i+1)*(v+3)*7919)
	}
	return b.String()
}

var generatedFiles = []string{
	"apps/admin/src/__generated__/order.ts", "apps/driver/src/__generated__/route.ts", "apps/storefront/src/__generated__/price.ts", "apps/warehouse/src/__generated__/stock.ts",
}

func generated(tree) tree {
	t := tree{}
	for i, p := range generatedFiles {
		t[p] = file{"100644", client(p, i, 2)}
	}
	return t
}

// client is generated code as one version of the generator writes it.
func client(at string, seed, version int) string {
	var b strings.Builder
	fmt.Fprintf(&b, "// Code generated by @northwind/codegen %d.0.0 from schemas/proto. DO NOT EDIT.\n// %s\n\n", version, at)
	for i := range 60 {
		noun := nouns()[(i+seed)%20]
		fmt.Fprintf(&b, "export interface %s%d {\n  id: string;\n", noun, i)
		if version == 2 {
			b.WriteString("  readonly etag: string;\n")
		}
		b.WriteString("  lines: number;\n}\n\n")
	}
	return b.String()
}

// vendored changes files that are not ours.
func vendored(b tree) tree {
	t := tree{}
	for _, noun := range []string{"order", "route", "label", "stock"} {
		for _, p := range []string{"third_party/snowball/src/" + noun + ".c", "third_party/snowball/include/" + noun + ".h"} {
			f := b[p]
			f.text += fmt.Sprintf("\nstatic const int %s_suffixes[] = { 3, 5, 7, 11 };\n", noun)
			t[p] = f
		}
	}
	return t
}

// minified is a script on one line.
func minified(version int) string {
	var b strings.Builder
	fmt.Fprintf(&b, "/*! chat %d.0.0 */\n!function(e){\"use strict\";", version)
	for i := range 900 {
		fmt.Fprintf(&b, "function n%d(t){return e[t+%d]||(e[t+%d]=r(t<<%d))}", i, i*version, i, i%7)
	}
	b.WriteString("}(window);\n")
	return b.String()
}

// Where a block was, and where it went.
const (
	blockFrom = "services/invoicing/src/domain/order.ts"
	blockTo   = "packages/money/src/parse.ts"
)

// readAmount is the block that moves.
const readAmount = `function readAmount(text: string): number {
  const digits = text.replaceAll(".", "").replace(",", ".");
  const amount = Number.parseFloat(digits);
  if (Number.isNaN(amount)) {
    throw new SyntaxError("not an amount: " + text);
  }
  let cents = Math.round(amount * 100);
  if (text.trim().startsWith("(")) {
    cents = -cents; // as accountants write
  }
  if (!Number.isSafeInteger(cents)) {
    throw new RangeError("too much: " + text);
  }
  return cents;
}
`

// movedBlock moves a function from one file to another.
func movedBlock(b tree) tree {
	f := b[blockFrom]
	f.text = strings.Replace(f.text, "\n"+readAmount, "", 1)
	return tree{
		blockFrom: f,
		blockTo:   {"100644", "// Amounts as people write them.\n\nexport type Text = string;\n\n" + readAmount + "\nexport { readAmount };\n"},
	}
}

// indented are the files of the change that is of spaces alone.
var indented = []string{"infra/kubernetes/staging/orders.yaml", "infra/kubernetes/staging/routes.yaml", "infra/kubernetes/production/orders.yaml"}

func whitespace(tree) tree {
	t := tree{}
	for _, p := range indented {
		t[p] = file{"100644", deployment(p, "  ")}
	}
	return t
}

func deployment(at, indent string) string {
	lines := []string{"apiVersion: apps/v1", "kind: Deployment", "metadata:", ">name: orders", "spec:", ">replicas: 3", ">template:", ">>spec:", ">>>containers:", ">>>>- name: orders", ">>>>  image: northwind/orders"}
	text := "# " + at + "\n"
	for _, l := range lines {
		rest := strings.TrimLeft(l, ">")
		text += strings.Repeat(indent, len(l)-len(rest)) + rest + "\n"
	}
	return text
}

// oddNames adds files with names that need quoting, escaping or a wide terminal.
func oddNames(tree) tree {
	t := tree{}
	for i, name := range []string{
		"two words.txt", "#1 of 100%.txt", `a "quoted" name.txt`, "it's ours.txt", `back\slash.txt`, "naïve café ☕.txt", "e\u0301 is not é.txt", "注文 2025.txt", "tab\there.txt", "?query=1&x.txt", " leading space.txt",
	} {
		t[corpus+name] = file{"100644", fmt.Sprintf("The name of this file is the %d. of the list.\n", i+1)}
	}
	return t
}

// longLine is a trace on one line of some 300,000 bytes.
func longLine() string {
	var b strings.Builder
	b.WriteString(`{"spans":[`)
	for i := range 4000 {
		if i > 0 {
			b.WriteByte(',')
		}
		fmt.Fprintf(&b, `{"id":%d,"name":"%s","took":%d,"tags":["warehouse","night"]}`, i, strings.ToLower(nouns()[i%20]), i*7919%997)
	}
	b.WriteString("]}\n")
	return b.String()
}

// postcodes is a table of 24,000 lines, nearly all of which change every year.
func postcodes(year int) string {
	rows := make([]string, 0, 24_000)
	for i := range 24_000 {
		turn := i * (year - 2000) % 89
		if i%24 == 0 {
			turn = 0
		}
		rows = append(rows, fmt.Sprintf("%05d,%s Street,%d", 10_000+i*3, nouns()[i%20], turn))
	}
	return strings.Join(slices.Clip(rows), "\n") + "\n"
}
