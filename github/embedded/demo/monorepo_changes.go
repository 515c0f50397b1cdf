package demo

import (
	"maps"
	"slices"
	"strings"
	"time"
)

// opened is an open pull request of the monorepo as git has it.
type opened struct {
	number  int
	by      string // login
	base    string // "" is the default branch
	branch  string
	title   string
	hours   int // before the repository's last push
	commits []edit
}

// edit is a commit of a pull request.
type edit struct {
	message string
	changes func(*checkout) tree
}

// checkout is what a commit begins with.
type checkout struct {
	files  tree
	sorted []string // its paths, nil until they are needed
}

// apply makes the changes of a commit.
func (c *checkout) apply(changes tree) {
	for p, f := range changes {
		_, had := c.files[p]
		if had != (f.mode != "") {
			c.sorted = nil
		}
		if f.mode == "" {
			delete(c.files, p)
		} else {
			c.files[p] = f
		}
	}
}

func (c *checkout) paths() []string {
	if c.sorted == nil {
		c.sorted = slices.Sorted(maps.Keys(c.files))
	}
	return c.sorted
}

// touch changes files a little.
func (c *checkout) touch(paths ...string) tree {
	t := tree{}
	for _, p := range paths {
		t[p] = c.files[p].touched()
	}
	return t
}

// under are the first n files below a folder that end in a way.
func (c *checkout) under(n int, folder, end string) []string {
	var list []string
	paths := c.paths()
	from, _ := slices.BinarySearch(paths, folder)
	for _, p := range paths[from:] {
		if len(list) == n || !strings.HasPrefix(p, folder) {
			break
		}
		if strings.HasSuffix(p, end) {
			list = append(list, p)
		}
	}
	return list
}

// made is when a pull request was opened.
func (p *opened) made(s *spec) time.Time { return s.pushed.Add(-time.Duration(p.hours) * time.Hour) }

// The names of the open pull requests' branches.
const (
	refactoring = "refactor/one-logger"
	spacing     = "design/spacing"
	tracing     = "try/tracing"
	backport    = "backport/vat-per-line"
	agreed      = "fix/agreed-price"
)

// openPulls are the open pull requests of the monorepo, by number: a large, a
// middling and a small one across many owners, a draft, and one for the release.
// Their numbers come after that of the last one that was merged.
func openPulls(last int) []opened {
	return []opened{
		{number: last + 1, by: "dmitri-volkov", branch: refactoring, title: "One logger for all parts", hours: 210, commits: []edit{
			{"Call the package what it is: telemetry", renamePackage}, {"Use the new logger where it is easy", replaceLogger},
		}},
		{number: last + 3, by: "zoe-martins", branch: spacing, title: "The new scale of spacing", hours: 96, commits: []edit{{"Say what the exporter writes", sayGenerated}, {"Use the new scale of spacing", func(c *checkout) tree {
			return c.touch(slices.Concat(
				c.under(20, "apps/storefront/src/styles/", ".css"), c.under(10, "packages/ui-tokens/src/", ".ts"), c.under(6, "apps/support-desk/src/components/", "list.tsx"),
				c.under(2, "docs/guides/", ".md"), c.under(2, "testing/fixtures/orders/", ".json"))...)
		}}}},
		{number: last + 4, by: "chiyo-tanaka", branch: tracing, title: "Try tracing in the warehouse", hours: 75, commits: []edit{{"Try tracing in the warehouse", func(c *checkout) tree {
			return c.touch(slices.Concat(
				c.under(4, "services/stock/src/store/", ".ts"), c.under(3, "services/picking/src/domain/", ".ts"), c.under(2, "services/packing/src/", ".ts"),
				c.under(2, "libs/rust/bin-packing/src/", ".rs"), c.under(1, "infra/monitoring/alerts/stock", ".yaml"))...)
		}}}},
		{number: last + 5, by: "liming", base: release, branch: backport, title: "Round VAT for each line (for 2023 LTS)", hours: 51, commits: []edit{{"Round VAT for each line", func(c *checkout) tree {
			return c.touch(slices.Concat(
				c.under(3, "services/invoicing/src/domain/", ".ts"), c.under(1, "services/ledger/src/routes/", ".ts"), c.under(1, "packages/money/src/", ".ts"),
				c.under(1, "tools/pricing-report/src/", ".ts"))...)
		}}}},
		{number: last + 6, by: "farid-haddad", branch: agreed, title: "Show the price that was agreed", hours: 30, commits: []edit{{"Show the price that was agreed", func(c *checkout) tree {
			return c.touch("services/checkout/src/domain/quote.ts", "packages/money/src/quote.ts", "apps/storefront/src/components/price/list.tsx",
				"docs/guides/price.md", "tools/pricing-report/src/tariff.ts")
		}}}},
	}
}

// renamePackage moves the logger's package and names an owner for its new place,
// which counts only when it is merged.
func renamePackage(c *checkout) tree {
	t := tree{}
	for _, p := range c.under(len(c.files), oldPackage, "") {
		t[p] = file{}
		t["packages/telemetry/"+strings.TrimPrefix(p, oldPackage)] = c.files[p]
	}
	owners := c.files[".github/CODEOWNERS"]
	owners.text = strings.Replace(owners.text, "/packages/log/      ", "/packages/telemetry/", 1)
	t[".github/CODEOWNERS"] = owners
	t["docs/adr/one-logger.md"] = file{"100644", "# One logger\n\nThere were two, and both were right.\n"}
	return t
}

// sayGenerated names files that a tool writes, where their paths and texts do not
// tell.
func sayGenerated(*checkout) tree {
	return tree{".gitattributes": {"100644", `* text=auto

# Written by the exporter of the design system: change the tokens instead.
/apps/storefront/src/styles/*.css  linguist-generated
# These are still kept by hand.
/apps/storefront/src/styles/w*.css !linguist-generated

/testing/fixtures/** -diff
`}}
}

const oldPackage = "packages/log/"

// refactored is how many files the large pull request changes: those that move,
// the rules, a note and those that log.
const refactored = 300

// replaceLogger changes files that log, here and there in every part.
func replaceLogger(c *checkout) tree {
	var all []string
	for _, p := range c.paths() {
		if strings.Contains(c.files[p].text, oldLogger) {
			all = append(all, p)
		}
	}
	n := refactored - 2 - len(c.under(len(c.files), oldPackage, ""))
	t := tree{}
	for i := range n {
		p := all[i*len(all)/n]
		f := c.files[p]
		f.text = strings.ReplaceAll(strings.Replace(f.text, oldLogger, `import { logger } from "@northwind/telemetry";`, 1), "log.info(", "logger.info(")
		t[p] = f
	}
	return t
}
