// Command bench compares hubtrail's CODEOWNERS engine with
// github.com/hmarr/codeowners in one run, round by round.
//
//	go run . [-rounds N] FOLDER...
//	go run . [-rounds N] -scale
//
// Each folder holds CODEOWNERS.gz and paths.txt.gz (one tracked path a line, in
// the order of "git ls-tree -r"); rejected_lines.txt, if there is one, numbers
// lines to leave out, which hmarr/codeowners refuses. A folder may also be
// "made:RULES:PATHS", a generated monorepo. With -scale there is no peer: one
// generated tree is asked about with more and more rules.
package main

import (
	"compress/gzip"
	"flag"
	"fmt"
	"io"
	"log"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

func main() {
	log.SetFlags(0)
	rounds := flag.Int("rounds", 5, "rounds a set")
	scale := flag.Bool("scale", false, "compare 1,000 to 27,000 rules on one tree of 95,000 paths")
	flag.Parse()
	if *scale {
		measureScale(*rounds, 95_000, []int{1_000, 10_000, 27_000})
		return
	}
	fmt.Println("set | rules x paths | hmarr ns/path | batch ns/path | single ns/path | hmarr/batch lowest (median) | hmarr/single | parse+compile us | hmarr parse/ours | tree incl. parse ms | allocs batch, single")
	for _, name := range flag.Args() {
		s, err := load(name)
		if err != nil {
			log.Fatal(err)
		}
		if err := s.measure(*rounds); err != nil {
			log.Fatalf("%s: %v", name, err)
		}
	}
}

// set is a CODEOWNERS file and the paths of its tree.
type set struct {
	name  string
	text  string
	paths []string
}

func load(name string) (set, error) {
	if rest, ok := strings.CutPrefix(name, "made:"); ok {
		var rules, paths int
		if _, err := fmt.Sscanf(rest, "%d:%d", &rules, &paths); err != nil {
			return set{}, fmt.Errorf("%s: want made:RULES:PATHS", name)
		}
		return made(rules, paths), nil
	}
	text, err := unzip(filepath.Join(name, "CODEOWNERS.gz"))
	if err != nil {
		return set{}, err
	}
	list, err := unzip(filepath.Join(name, "paths.txt.gz"))
	if err != nil {
		return set{}, err
	}
	lines := strings.SplitAfter(text, "\n")
	numbers, err := os.ReadFile(filepath.Join(name, "rejected_lines.txt"))
	if err != nil && !os.IsNotExist(err) {
		return set{}, err
	}
	for _, number := range strings.Fields(string(numbers)) {
		if n, err := strconv.Atoi(number); err == nil && n > 0 && n <= len(lines) {
			lines[n-1] = "\n"
		}
	}
	return set{filepath.Base(name), strings.Join(lines, ""), strings.Split(strings.TrimSuffix(list, "\n"), "\n")}, nil
}

func unzip(name string) (string, error) {
	file, err := os.Open(name)
	if err != nil {
		return "", err
	}
	defer file.Close()
	z, err := gzip.NewReader(file)
	if err != nil {
		return "", fmt.Errorf("%s: %w", name, err)
	}
	text, err := io.ReadAll(z)
	return string(text), err
}

// made is a monorepo: folders of packages with files, and rules of the kinds
// that such files hold, most of them for folders.
func made(rules, paths int) set {
	kinds := []string{".go", ".ts", ".md", ".json", "_test.go", ".test.ts", ".yaml", ".py"}
	var tree []string
	var folders []string
	state := uint64(1)
	random := func(n int) int {
		state ^= state << 13
		state ^= state >> 7
		state ^= state << 17
		return int(state % uint64(n))
	}
	for i := 0; len(tree) < paths; i++ {
		area := fmt.Sprintf("packages/area%02d", i%40)
		folder := fmt.Sprintf("%s/team%d-service%d", area, random(20), i)
		for _, sub := range []string{"", "/src", "/src/internal", "/src/api", "/test"} {
			folders = append(folders, folder+sub)
			for range 2 + random(4) {
				tree = append(tree, fmt.Sprintf("%s%s/file%d%s", folder, sub, random(500), kinds[random(len(kinds))]))
			}
		}
	}
	tree = tree[:paths]
	slices.Sort(tree)
	tree = strings.Split(strings.Join(tree, "\n"), "\n") // side by side in memory, as they are read from git
	var b strings.Builder
	b.WriteString("* @org/all\n")
	for i := 1; i < rules; i++ {
		folder := folders[random(len(folders))]
		owner := fmt.Sprintf("@org/team-%d", random(300))
		switch random(20) {
		case 0:
			fmt.Fprintf(&b, "/%s/*%s %s\n", folder, kinds[random(len(kinds))], owner)
		case 1:
			fmt.Fprintf(&b, "**/file%d%s %s\n", random(5000), kinds[random(len(kinds))], owner)
		case 2:
			fmt.Fprintf(&b, "/%s/* %s\n", folder, owner)
		case 3:
			fmt.Fprintf(&b, "/packages/**/team%d-service%d/ %s\n", random(20), random(20000), owner)
		case 4, 5, 6, 7, 8:
			fmt.Fprintf(&b, "/%s %s\n", tree[random(len(tree))], owner)
		default:
			fmt.Fprintf(&b, "/%s/ %s\n", folder, owner)
		}
	}
	return set{fmt.Sprintf("made %d", rules), b.String(), tree}
}
