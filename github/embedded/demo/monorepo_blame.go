package demo

import "strings"

// Where the rounding of money is, and where it was first.
const (
	roundedFirst = "packages/money/src/rounding.ts"
	roundedNow   = "packages/money/src/round.ts"
)

// roundingSteps are what commits replace in the file that rounds money: enough
// for a blame of many people, with a rename in between.
var roundingSteps = [][2]string{
	{"", `// Amounts are whole cents: what is shared out must add up again.

export type Cents = number;

/** Rounds to whole cents. */
export function round(amount: number): Cents {
  return Math.floor(amount + 0.5);
}

/** A share of an amount in so many parts. */
export function share(amount: Cents, parts: number): Cents {
  return round(amount / parts);
}

/** Adds tax in per cent. */
export function withTax(amount: Cents, rate: number): Cents {
  return round(amount * (1 + rate / 100));
}
`},
	{"  return Math.floor(amount + 0.5);\n", "  if (amount < 0) {\n    return -round(-amount);\n  }\n  return Math.floor(amount + 0.5);\n"},
	{"/** Rounds to whole cents. */", "/**\n * Rounds to whole cents, as the bank does: half a cent goes to the even one.\n */"},
	{"\n/** Adds tax", "\n/** Rounds each of a list. */\nexport function roundAll(amounts: number[]): Cents[] {\n  return amounts.map(round);\n}\n\n/** Adds tax"},
	{"export type Cents = number;\n", "export type Cents = number;\n\nfunction whole(amount: number): boolean {\n  return Math.abs(amount - Math.trunc(amount)) < 1e-9;\n}\n"},
	{"// Amounts are whole cents: what is shared out must add up again.\n", "// Rounding of money. Amounts are whole cents: what is shared out must add up again.\n"},
	{"  return Math.floor(amount + 0.5);\n", "  const down = Math.floor(amount);\n  const rest = amount - down;\n  if (rest === 0.5) {\n    return down % 2 === 0 ? down : down + 1;\n  }\n  return rest < 0.5 ? down : down + 1;\n"},
	{"/** A share of", "export interface Amount {\n  cents: Cents;\n  currency: string;\n}\n\n/** A share of"},
	{"  return round(amount * (1 + rate / 100));\n", "  const exact = amount + (amount * rate) / 100;\n  return round(exact);\n"},
	{"\n/** Adds tax", "\n/** Reads what a till prints: cents without a comma. */\nexport function fromTill(text: string): Cents {\n  return round(Number.parseInt(text, 10));\n}\n\n/** Adds tax"},
	{"  return round(amount / parts);\n}\n", "  return round(amount / parts);\n}\n\n/** What rounding has taken away, or given. */\nexport function remainder(amount: number): number {\n  return amount - round(amount);\n}\n"},
	{"\nfunction whole(amount: number): boolean {\n  return Math.abs(amount - Math.trunc(amount)) < 1e-9;\n}\n", ""},
}

// renamedAt is the step with which the file gets its name of today.
const renamedAt = 5

// roundingStep is the n-th change of the file.
func roundingStep(before tree, n int) tree {
	from, to := roundedNow, roundedNow
	if n <= renamedAt {
		from = roundedFirst
	}
	if n < renamedAt {
		to = roundedFirst
	}
	s := roundingSteps[n]
	t := tree{}
	if n == renamedAt {
		t[from] = file{}
	}
	t[to] = file{"100644", strings.Replace(before[from].text, s[0], s[1], 1)}
	return t
}
