package demo

import (
	"fmt"
	"strings"
	"time"
)

// The blocks here are what bodies are made of: Markdown of every kind that
// people use.

func (v *voice) intro() string {
	return v.one(
		"Since {day} the {area} does not do what it did before. Colleagues in {place} saw it first.",
		"We noticed this while looking at {ref}. It happens about {n} times a day, mostly in the morning.",
		"I can make it happen every time on {browser}, never on the other machine.",
		"{who} asked me to write this down so that it does not get lost.",
		"Nothing urgent, but it costs everybody at the desk a minute per call.",
		"This looks like {near}, **but it is not the same**: here the {noun} is there, only its lines are missing.",
		"The short version: `{fn}` is called once too often.",
		"Two customers wrote to us about the {area} this week. Both had more than {n} parcels under way.",
		"Found while preparing the demo for {place}.",
		"It worked in {ver}. It does not in the version after it.",
	)
}

// purpose is what a pull request is for.
func (v *voice) purpose() string {
	return v.one(
		"`{fn}` asks for everything and then throws most of it away. Now it asks for what it needs.",
		"The {area} and the {noun} page had a rule each. This leaves one of them.",
		"Takes the {noun} out of `{fn}`, so that the next change is a small one.",
		"{place} needs this before {day}: without it the {area} cannot be used there.",
		"What {near} describes: a {noun} that was changed meanwhile is read again.",
		"No change that anybody sees. The {area} gets a test, and `{fn}` a name that says what it does.",
		"Makes the {area} say what is wrong instead of showing nothing.",
		"First of three: the second moves the {noun} rules, the third deletes the old ones.",
	)
}

func (v *voice) steps() string {
	return v.say("### Steps\n\n1. Open the {area} for a customer with at least {n} orders\n2. " + pick(v.r, []string{
		"Type a {noun} number and press <kbd>Enter</kbd>", "Switch to another tab and come back", "Change the language to Polish", "Wait for the session to end",
		"Press <kbd>Ctrl</kbd>+<kbd>K</kbd> twice",
	}) + "\n3. " + pick(v.r, []string{"Look at the total", "Try to save", "Scroll to the end", "Compare it with the {noun} page"}))
}

func (v *voice) expected() string {
	return v.say(pick(v.r, []string{
		"**Expected:** the {noun} is shown with its lines.\n**Got:** an empty list, and no message.",
		"**Expected**: an error that says what to do.\n**Got**: a spinner, for ever.",
		"What I expected: {n} entries. What I got: ~~{n}~~ none.",
		"- expected: the same number on both pages\n- got: one of them is off by {n}",
	}))
}

func (v *voice) environment() string {
	return v.say("| | |\n| --- | --- |\n| Version | {ver} |\n| Browser | {browser} |\n| Site | {place} |\n| Account | staff, with refunds |")
}

func (v *voice) measurements() string {
	var b strings.Builder
	b.WriteString("| Entries | Before | After | Change |\n| ---: | ---: | ---: | :---: |\n")
	for i := range 3 + v.r.IntN(3) {
		before := 80 + v.r.IntN(900)
		after := before * (20 + v.r.IntN(70)) / 100
		fmt.Fprintf(&b, "| %d | %d ms | **%d ms** | −%d%% |\n", 100<<i, before<<i, after<<i, 100-100*after/before)
	}
	return strings.TrimRight(b.String(), "\n")
}

func (v *voice) checklist() string {
	items := []string{
		"agree on the wording with {team}", "write the test first", "tell {place} before it goes live", "update the guide", "remove the old {noun} rules",
		"check {browser}", "measure again", "look at {ref}", "ask {who} about the numbers",
	}
	v.r.Shuffle(len(items), func(i, j int) { items[i], items[j] = items[j], items[i] })
	var b strings.Builder
	n := 2 + v.r.IntN(4)
	done := v.r.IntN(n + 1)
	for i := range n {
		box := "[ ]"
		if i < done {
			box = "[x]"
		}
		b.WriteString("- " + box + " " + v.say(items[i]) + "\n")
		if i == 1 && v.odds(3) {
			b.WriteString(v.say("  - [ ] also for the {area}\n"))
		}
	}
	return strings.TrimRight(b.String(), "\n")
}

func (v *voice) quote() string {
	return v.one(
		"> I ordered on {day} and the page says the parcel left in {place}, but the map is empty.\n>\n> — a customer, by telephone",
		"> Please do not make me type the {noun} number a third time.\n\nThat is from this morning's call.",
		"> [!NOTE]\n> The {area} is used by {n} people in {place} who do not read this tracker.",
		"> [!WARNING]\n> Do not run `{fn}` by hand while the nightly job is on.",
		"> > Can it wait until {day}?\n>\n> No.\n\nSo here we are.",
	)
}

func (v *voice) image() string {
	return v.one(
		"![The {area} with its last column missing](https://github.example/assets/{n}/screenshot.png)",
		"<img width=\"640\" alt=\"{area} on a small screen\" src=\"https://github.example/assets/{n}/small.png\">",
		"Before | After\n:---: | :---:\n![old](https://github.example/assets/{n}/a.png) | ![new](https://github.example/assets/{n}/b.png)",
	)
}

// sample is a piece of code in the repository's language.
func (v *voice) sample() string {
	var b strings.Builder
	s := source{language: v.s.language, noun: pick(v.r, nouns()), module: v.s.name}
	s.function(&b, function{verb: pick(v.r, verbs()), noun: pick(v.r, nouns()), shape: v.r.IntN(3), limit: 2 + v.r.IntN(60)})
	if v.s.language == "" {
		return v.say("```yaml\nservice: " + v.s.name + "\nreplicas: {n}\ntimeout: {n}s # was: 30s\n```")
	}
	return "```" + fence(v.s.language) + "\n" + strings.Trim(b.String(), "\n") + "\n```"
}

// fence is a language's name behind a code fence.
func fence(language string) string {
	switch language {
	case "TypeScript":
		return "ts"
	case "":
		return "sh"
	}
	return strings.ToLower(language)
}

func (v *voice) patch() string {
	return v.say("```diff\n@@ {path} @@\n-  limit: {n}\n+  limit: {n} # measured, see {ref}\n```")
}

func (v *voice) shell() string {
	return v.one(
		"```sh\n$ nw orders show --customer {many} --json | jq '.lines | length'\n0\n```",
		"```console\n$ make test\n--- FAIL: {fn} (0.{n}s)\n    got {n}, want {n}\nmake: *** [test] Error 1\n```",
		"```json\n{ \"order\": {many}, \"lines\": [], \"currency\": \"EUR\" }\n```",
		"    curl -s https://api.northwind.example/v2/orders/{many} | head -c {n}",
	)
}

func (v *voice) log() string {
	var b strings.Builder
	b.WriteString("<details>\n<summary>Log</summary>\n\n```\n")
	day, minute := v.at.Format(time.DateOnly), v.r.IntN(50)
	for i := range 4 + v.r.IntN(9) {
		fmt.Fprintf(&b, "%sT09:%02d:%02d.%03dZ %-5s %s order=%d %s\n", day, minute, i*4+v.r.IntN(4), v.r.IntN(1000),
			pick(v.r, []string{"INFO", "INFO", "WARN", "ERROR"}), v.function(), 100000+v.r.IntN(900000),
			pick(v.r, []string{"retry=1", "took=1840ms", "lines=0", "cache=miss", "status=503", "user=guest"}))
	}
	b.WriteString("```\n\n</details>")
	return b.String()
}

// trace is a stack trace through files of the repository.
func (v *voice) trace() string {
	var b strings.Builder
	frame := func() (string, int, string) {
		s := v.frame()
		return s.path, max(1, s.line) + 1 + v.r.IntN(6), s.function()
	}
	error := v.one("no such {noun}: {many}", "{noun}: {n} is more than {n}", "time-out after {ms}", "unexpected end of {noun} list")
	switch v.s.language {
	case "TypeScript":
		b.WriteString("```\nError: " + error + "\n")
		for range 3 + v.r.IntN(4) {
			path, line, fn := frame()
			fmt.Fprintf(&b, "    at %s (/app/%s:%d:%d)\n", fn, path, line, 3+v.r.IntN(30))
		}
		b.WriteString("    at process.processTicksAndRejections (node:internal/process/task_queues:105:5)\n```")
	case "Python":
		b.WriteString("```pytb\nTraceback (most recent call last):\n")
		for range 2 + v.r.IntN(4) {
			path, line, fn := frame()
			fmt.Fprintf(&b, "  File \"/srv/app/%s\", line %d, in %s\n    return handle(ids, limit)\n", path, line, fn)
		}
		b.WriteString("ValueError: " + error + "\n```")
	case "Java":
		b.WriteString("```\njava.lang.IllegalStateException: " + error + "\n")
		for range 3 + v.r.IntN(4) {
			path, line, fn := frame()
			file := path[strings.LastIndex(path, "/")+1:]
			fmt.Fprintf(&b, "\tat example.northwind.%s.%s(%s:%d)\n", strings.TrimSuffix(file, ".java"), fn, file, line)
		}
		b.WriteString("\t... 14 more\n```")
	case "Rust":
		path, line, _ := frame()
		fmt.Fprintf(&b, "```\nthread 'main' panicked at %s:%d:9:\n%s\nstack backtrace:\n", path, line, error)
		for i := range 3 + v.r.IntN(3) {
			path, line, fn := frame()
			fmt.Fprintf(&b, "  %2d: %s\n             at ./%s:%d:5\n", i+2, fn, path, line)
		}
		b.WriteString("```")
	default:
		fmt.Fprintf(&b, "```\npanic: %s\n\ngoroutine %d [running]:\n", error, 1+v.r.IntN(90))
		for range 2 + v.r.IntN(4) {
			path, line, fn := frame()
			fmt.Fprintf(&b, "main.%s(0x%x)\n\t/build/%s/%s:%d +0x%x\n", fn, 0xc000000000+v.r.IntN(1<<20), v.s.name, path, line, 16+v.r.IntN(900))
		}
		b.WriteString("```")
	}
	return b.String()
}

func (v *voice) pointers() string {
	return v.one(
		"See also {ref} and {cross}.", "Related: {near}. Possibly the cause: {sha}.", "Introduced by {sha}, I think. {who} will know.",
		"{team}, is this yours? {emoji}", "The same idea came up in {cross}; [the page about it](https://handbook.northwind.example/{noun}) is out of date.",
		"Needs {ref} first.", "cc {who} {who}", "More at https://status.northwind.example/incidents/{many}", "The rule lives in `{path}`, line {line}.",
	)
}

func (v *voice) closing() string {
	return v.one("Thanks! {emoji}", "I can help with the test.", "No hurry.", "Happy to talk about it on {day}.", "", "", "", "_Filed from the desk in {place}._", ":wave:")
}

// footnotes is a text that uses what few people use.
func (v *voice) footnotes() string {
	return v.say("The limit[^1] was chosen in {ver}.\n\n[^1]: By guessing. See {ref}.\n\nTerms\n: what a {noun} is called here\n\n---\n\n* one\n  * two\n    1. three\n\n<!-- please keep the list above -->\n\nH~2~O, E = mc^2^, ***both***, `code with \\` ` and <https://northwind.example>.")
}
