package cli

import (
	"bufio"
	"context"
	"fmt"
	"slices"
	"strconv"

	"hubtrail/github"
	"hubtrail/ui/text"
)

// stats writes who owns how many of the files asked about, as rows of a name, a
// number and its share of the files, with tabs between where Stdout is no
// terminal:
//
//	files                   6
//	owned                   4   66.7%
//	unset                   1   16.7%
//	unmatched               1   16.7%
//
//	@acme/core              3   50.0%
//	@mona                   1   16.7%
//
//	rules                   4
//	rules without files     1
//
// or as one JSON object:
//
//	{"file":"CODEOWNERS","files":6,"owned":4,"unset":1,"unmatched":1,"owners":[{"owner":"@acme/core","files":3,"share":0.5,"rules":2}],"rules":4,"rules_without_files":1}
//
// A file of several owners counts for each of them; a rule without files decides
// none of those asked about. Owners without files are left out unless all files
// are asked about.
func stats(ctx context.Context, o OwnersOptions, asked asked, file ownersFile) (exit int, err error) {
	paths, err := asked.all(ctx)
	if err != nil {
		return exitError, err
	}
	slices.Sort(paths)
	file.compile()
	c := github.NewOwnership(file.OwnersFile, github.Tree{Paths: slices.Compact(paths)}).Census()
	if !asked.whole() {
		c.Owners = slices.DeleteFunc(c.Owners, func(s github.OwnerShare) bool { return s.Files == 0 })
	}
	w := bufio.NewWriter(o.Stdout)
	if o.JSON {
		w.Write(statsJSON(file.Path, c)) // a failure is kept until Flush
	} else {
		writeStats(w, o.Terminal, c)
	}
	if err := w.Flush(); err != nil {
		return exitError, fmt.Errorf("write the figures: %w", err)
	}
	return checked(o, c.Unset+c.Unmatched, c.Files), nil
}

// idle is how many rules decide no file.
func idle(c github.Census) (n int) {
	for _, files := range c.Wins {
		if files == 0 {
			n++
		}
	}
	return n
}

// figure is a row.
type figure struct {
	name   string
	number int
	share  bool // of the files
}

func writeStats(w *bufio.Writer, terminal bool, c github.Census) {
	owners := make([]figure, len(c.Owners))
	for i, o := range c.Owners {
		owners[i] = figure{text.Clean(o.Owner), o.Files, true}
	}
	blocks := [][]figure{
		{{"files", c.Files, false}, {"owned", c.Owned, true}, {"unset", c.Unset, true}, {"unmatched", c.Unmatched, true}},
		owners,
		{{"rules", len(c.Wins), false}, {"rules without files", idle(c), false}},
	}
	name := 0
	for _, f := range slices.Concat(blocks...) {
		name = max(name, min(text.Width(f.name), widestPath))
	}
	for i, block := range blocks {
		if terminal && i > 0 && len(block) > 0 {
			w.WriteByte('\n')
		}
		for _, f := range block {
			share := ""
			if f.share {
				share = strconv.FormatFloat(100*shareOf(f.number, c.Files), 'f', 1, 64) + "%"
			}
			switch {
			case !terminal:
				fmt.Fprintf(w, "%s\t%d\t%s\n", f.name, f.number, share)
			case share == "":
				fmt.Fprintf(w, "%s  %10s\n", text.Pad(f.name, name), text.Count(f.number))
			default:
				fmt.Fprintf(w, "%s  %10s  %6s\n", text.Pad(f.name, name), text.Count(f.number), share)
			}
		}
	}
}

// shareOf is a part of all files, 0 of none.
func shareOf(n, files int) float64 {
	if files == 0 {
		return 0
	}
	return float64(n) / float64(files)
}

func statsJSON(file string, c github.Census) []byte {
	b := []byte(`{"file":`)
	b = appendJSON(b, file)
	b = fmt.Appendf(b, `,"files":%d,"owned":%d,"unset":%d,"unmatched":%d,"owners":[`, c.Files, c.Owned, c.Unset, c.Unmatched)
	for i, o := range c.Owners {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(b, `{"owner":`...)
		b = appendJSON(b, o.Owner)
		b = fmt.Appendf(b, `,"files":%d,"share":%.4g,"rules":%d}`, o.Files, shareOf(o.Files, c.Files), o.Rules)
	}
	return fmt.Appendf(b, "],\"rules\":%d,\"rules_without_files\":%d}\n", len(c.Wins), idle(c))
}
