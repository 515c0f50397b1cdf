package demo

import (
	"fmt"
	"strings"
)

// corpus is the folder of files that are there because tools stumble over them.
const corpus = "testing/corpus/"

// oddChanges are changes of which a diff shows more than lines, by name. They get
// the files of the default branch so far.
func oddChanges() map[string]func(before tree) tree {
	return map[string]func(before tree) tree{
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
