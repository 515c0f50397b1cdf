package main

import (
	"fmt"
	"math"
	"math/rand/v2"
	"runtime"
	"slices"
	"strings"
	"time"

	hmarr "github.com/hmarr/codeowners"

	"hubtrail/github/codeowners"
)

// atLeast is how long a measurement lasts, by repeating it.
const atLeast = 50 * time.Millisecond

// theirs is how long hmarr/codeowners has for the paths; in a large set it is
// given some of them, evenly spread.
const theirs = time.Second

// measure prints a row. The answers for the paths that both are given are
// compared.
func (s set) measure(rounds int) error {
	f, _ := codeowners.Parse(strings.NewReader(s.text))
	m := f.Compile()
	peer, err := hmarr.ParseFile(strings.NewReader(s.text))
	if err != nil {
		return fmt.Errorf("hmarr/codeowners: %w", err)
	}
	start := time.Now()
	const some = 20
	for i := range some {
		peer.Match(s.paths[i*len(s.paths)/some])
	}
	every := 1 + int(time.Duration(len(s.paths)/some)*time.Since(start)/theirs)
	var sample []string
	for i := 0; i < len(s.paths); i += every {
		sample = append(sample, s.paths[i])
	}
	if err := s.compare(m, peer, sample); err != nil {
		return err
	}
	shuffled := shuffle(s.paths)

	var peers, batches, singles, batchRatios, singleRatios, parses, parseRatios, trees []float64
	var batchAllocs, singleAllocs float64
	for range rounds {
		runtime.GC()
		peerTime := repeated(func() {
			for _, p := range sample {
				peer.Match(p)
			}
		}) / float64(len(sample))
		w := m.Walk()
		batch := repeated(func() {
			for _, p := range s.paths {
				w.Match(p)
			}
		}) / float64(len(s.paths))
		single := repeated(func() {
			for _, p := range shuffled {
				m.Match(p)
			}
		}) / float64(len(s.paths))
		batchAllocs = allocs(func() {
			for _, p := range s.paths {
				w.Match(p)
			}
		})
		singleAllocs = allocs(func() {
			for _, p := range s.paths {
				m.Match(p)
			}
		})
		runtime.GC()
		peerParse := repeated(func() { _, _ = hmarr.ParseFile(strings.NewReader(s.text)) })
		runtime.GC()
		parse := repeated(func() {
			f, _ := codeowners.Parse(strings.NewReader(s.text))
			f.Compile()
		})
		runtime.GC()
		tree := repeated(func() {
			f, _ := codeowners.Parse(strings.NewReader(s.text))
			w := f.Compile().Walk()
			for _, p := range s.paths {
				w.Match(p)
			}
		})
		peers, batches, singles = append(peers, peerTime), append(batches, batch), append(singles, single)
		parses, trees = append(parses, parse), append(trees, tree)
		batchRatios, singleRatios = append(batchRatios, peerTime/batch), append(singleRatios, peerTime/single)
		parseRatios = append(parseRatios, peerParse/parse)
	}
	fmt.Printf("%s | %d x %d | %.0f | %.1f | %.0f | %.0f (%.0f) | %.0f (%.0f) | %.0f | %.1f (%.1f) | %.2f | %.0f, %.0f\n",
		s.name, len(f.Rules), len(s.paths), median(peers), median(batches), median(singles),
		slices.Min(batchRatios), median(batchRatios), slices.Min(singleRatios), median(singleRatios),
		median(parses)/1e3, slices.Min(parseRatios), median(parseRatios), median(trees)/1e6, batchAllocs, singleAllocs)
	return nil
}

// measureScale prints a row for each number of rules, with what a path takes
// compared with the first, in the same round.
func measureScale(rounds, paths int, rules []int) {
	fmt.Println("rules x paths | bytes | batch ns/path | x first (highest) | single ns/path | x first (highest)")
	sets := make([]set, len(rules))
	batches, singles := make([][]float64, len(rules)), make([][]float64, len(rules))
	for i := range rules {
		sets[i] = made(rules[i], paths)
	}
	for range rounds {
		for i, s := range sets {
			f, _ := codeowners.Parse(strings.NewReader(s.text))
			m := f.Compile()
			w := m.Walk()
			runtime.GC()
			batches[i] = append(batches[i], each(w.Match, s.paths))
			singles[i] = append(singles[i], each(m.Match, shuffle(s.paths)))
		}
	}
	for i, s := range sets {
		batch, batchHighest := timesFirst(batches, i)
		single, singleHighest := timesFirst(singles, i)
		fmt.Printf("%d x %d | %d | %.1f | %.2f (%.2f) | %.0f | %.2f (%.2f)\n", rules[i], len(s.paths), len(s.text),
			median(batches[i]), batch, batchHighest, median(singles[i]), single, singleHighest)
	}
}

// timesFirst is how many times the first one's measurement the i-th one's is.
func timesFirst(all [][]float64, i int) (middle, highest float64) {
	var ratios []float64
	for round := range all[i] {
		ratios = append(ratios, all[i][round]/all[0][round])
	}
	return median(ratios), slices.Max(ratios)
}

// each is the time that a path takes.
func each(match func(string) codeowners.Result, paths []string) float64 {
	return repeated(func() {
		for _, p := range paths {
			match(p)
		}
	}) / float64(len(paths))
}

func shuffle(paths []string) []string {
	shuffled := slices.Clone(paths)
	rand.New(rand.NewPCG(1, 2)).Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
	return shuffled
}

// compare says whether both answer with the same line.
func (s set) compare(m *codeowners.Matcher, peer hmarr.Ruleset, paths []string) error {
	for _, p := range paths {
		got, want := 0, 0
		if r := m.Match(p); r.Rule != nil {
			got = r.Rule.Line
		}
		r, err := peer.Match(p)
		if err != nil {
			return err
		}
		if r != nil {
			want = r.LineNumber
		}
		if got != want {
			return fmt.Errorf("%s: got line %d, hmarr/codeowners has %d", p, got, want)
		}
	}
	return nil
}

// repeated is the time of the fastest call in nanoseconds: whatever else runs on
// the machine can only make a call slower. There are at least three.
func repeated(f func()) float64 {
	fastest := time.Duration(math.MaxInt64)
	start := time.Now()
	for n := 0; n < 3 || time.Since(start) < atLeast; n++ {
		begin := time.Now()
		f()
		fastest = min(fastest, time.Since(begin))
	}
	return float64(fastest)
}

// allocs is the number of allocations of a call.
func allocs(f func()) float64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	f()
	runtime.ReadMemStats(&after)
	return float64(after.Mallocs - before.Mallocs)
}

func median(values []float64) float64 {
	sorted := slices.Sorted(slices.Values(values))
	return sorted[len(sorted)/2]
}
