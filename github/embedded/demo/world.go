package demo

import (
	"context"
	_ "embed"
	"hash/fnv"
	"math/rand/v2"
	"strings"
	"time"

	"hubtrail/github/embedded"
)

// Day is the moment the demo shows: every date of it lies before.
var Day = time.Date(2026, time.March, 12, 9, 30, 0, 0, time.UTC)

// The accounts of the demo.
const (
	org      = "northwind"      // the App is installed for all repositories with full permissions
	labs     = "northwind-labs" // for selected ones, with few permissions
	harbour  = "tidewater"      // suspended
	personal = "ada-lindqvist"  // the person whose token it is
)

//go:embed repositories.txt
var table string

// spec is one line of the table with what follows from it.
type spec struct {
	owner, name, language, flags, about string
	created, pushed                     time.Time
	stars                               int
}

func (s *spec) has(flag string) bool { return strings.Contains(s.flags, flag) }

func (s *spec) branch() string {
	switch {
	case s.has("m"):
		return "master"
	case s.has("t"):
		return "trunk"
	}
	return "main"
}

// random is the repository's own source of chance: the same on every machine.
// What it decides is told apart by purpose, so that one thing more to decide
// does not change the others.
func (s *spec) random(purpose string) *rand.Rand {
	h := fnv.New64a()
	h.Write([]byte(s.owner + "/" + s.name))
	seed := h.Sum64()
	h.Write([]byte(purpose))
	return rand.New(rand.NewPCG(seed, h.Sum64()))
}

func specs() []spec {
	list := make([]spec, 0, 152)
	for line := range strings.Lines(table) {
		if line[0] == '#' {
			continue
		}
		f := strings.SplitN(line, "|", 4)
		for i := range f {
			f[i] = strings.TrimSpace(f[i])
		}
		owner, name, _ := strings.Cut(f[0], "/")
		s := spec{owner: owner, name: name, language: f[1], flags: f[2], about: f[3]}
		r := s.random("listing")
		s.pushed = Day.Add(-ago(r, s.has("a")))
		s.created = s.pushed.AddDate(0, -4-r.IntN(70), -r.IntN(28)).Truncate(time.Hour)
		if s.has("n") {
			s.pushed, s.created = Day.Add(-19*time.Hour), Day.AddDate(0, -7, -4)
		}
		if !s.has("p") {
			s.stars = r.IntN(20) * r.IntN(12) * (1 + r.IntN(6))
		}
		list = append(list, s)
	}
	return list
}

// ago is how long before Day the last push was: mostly hours and days, for
// archived repositories years.
func ago(r *rand.Rand, archived bool) time.Duration {
	d := time.Duration(3+r.IntN(200)) * time.Minute
	switch n := r.IntN(10); {
	case archived:
		d = time.Duration(400+r.IntN(900)) * 24 * time.Hour
	case n >= 9:
		d = time.Duration(60+r.IntN(300)) * 24 * time.Hour
	case n >= 6:
		d = time.Duration(7+r.IntN(50)) * 24 * time.Hour
	case n >= 2:
		d = time.Duration(4+r.IntN(150)) * time.Hour
	}
	return d + time.Duration(r.IntN(3600))*time.Second
}

// World is the demo. cacheDir is where repositories are made when their objects
// are first needed; until then nothing is read or written and no git runs.
func World(cacheDir string) embedded.World {
	list := specs()
	repos := make([]embedded.Repository, 0, len(list))
	for i := range list {
		s := &list[i]
		r := embedded.Repository{
			Owner: s.owner, Name: s.name, ID: 710_000_000 + int64(i)*1371, Private: s.has("p"), Fork: s.has("f"), Archived: s.has("a"),
			Language: s.language, Description: s.about, Stars: s.stars, DefaultBranch: s.branch(), CreatedAt: s.created, PushedAt: s.pushed,
			Open: func(ctx context.Context) (string, error) { return open(ctx, cacheDir, s) },
		}
		if s.has("i") || s.has("l") {
			r.Issues = func() embedded.IssueData { return issues(s) }
		}
		if s.has("o") {
			r.Issues = func() embedded.IssueData { return monorepoIssues(s) }
		}
		if s.has("n") {
			r.Parent = org + "/" + s.name
		}
		if s.has("e") {
			r.PushedAt = time.Time{}
		}
		switch s.owner + "/" + s.name {
		case "northwind/storefront":
			r.OldNames = []string{"northwind/webshop"}
			r.Hooks = []embedded.Hook{{ID: 4401, URL: "https://ci.northwind.example/hooks/github", Events: []string{"push", "pull_request"}, Active: true}}
		case "northwind/monorepo":
			r.Forks = 1
		case "tidewater/tide-tables":
			r.Collaborators = map[string]string{personal: "write"}
		}
		repos = append(repos, r)
	}
	return embedded.World{
		Apps: []embedded.App{app()}, Users: users(), Orgs: orgs(), Repositories: repos,
		Tokens: map[string]embedded.Token{
			UserToken: {User: personal, Kind: embedded.Classic, Scopes: []string{"read:org", "repo"}},
			FineGrainedToken: {
				User: personal, Kind: embedded.FineGrained, Owner: org, Expires: Day.AddDate(0, 0, 21),
				Permissions: map[string]string{"metadata": "read", "contents": "read", "issues": "read", "pull_requests": "write"},
			},
		},
	}
}

func everything() map[string]string {
	return map[string]string{
		"metadata": "read", "contents": "write", "issues": "write", "pull_requests": "write", "statuses": "read", "checks": "read",
		"members": "read", "repository_hooks": "read",
	}
}

// app is the demo's App with its three installations.
func app() embedded.App {
	events := []string{"issues", "pull_request", "push"}
	return embedded.App{
		ID: AppID, ClientID: ClientID, Slug: "hubtrail-demo", Name: "Hubtrail Demo", Description: "The App of Hubtrail's demo.",
		Owner: org, Key: publicKey(), Permissions: everything(), Events: events, CreatedAt: Day.AddDate(-1, -2, 0),
		Installations: []embedded.Installation{
			{
				ID: 52_000_101, Account: org, Selection: "all", Permissions: everything(), Events: events,
				CreatedAt: Day.AddDate(-1, -1, -3), UpdatedAt: Day.AddDate(0, -1, -8),
			},
			{
				ID: 52_000_102, Account: labs, Selection: "selected", Events: []string{"push"},
				Permissions: map[string]string{"metadata": "read", "contents": "read", "issues": "read"},
				Repositories: []string{
					"parcel-vision", "voice-picking", "graph-search", "demand-nets", "edge-cache", "wasm-pricing", "bin-packing",
					"crdt-basket", "robot-bridge", "sim-warehouse", "ocr-bench", "hackday-2025",
				},
				CreatedAt: Day.AddDate(0, -7, -11), UpdatedAt: Day.AddDate(0, -7, -11),
			},
			{
				ID: 52_000_103, Account: harbour, Selection: "all", Permissions: everything(), Events: events,
				CreatedAt: Day.AddDate(0, -10, -2), UpdatedAt: Day.AddDate(0, 0, -9),
				SuspendedAt: Day.AddDate(0, 0, -9), SuspendedBy: "esi-mensah",
			},
		},
	}
}

// Large is a world for load tests: one organisation "large" with n repositories
// without objects, one installation of the demo's App and the demo's user
// token, both of which see all of them.
func Large(n int) embedded.World {
	languages := []string{"Go", "TypeScript", "Python", "Rust", "Java", ""}
	repos := make([]embedded.Repository, n)
	for i := range repos {
		repos[i] = embedded.Repository{
			Owner: "large", Name: largeName(i), ID: int64(1 + i), Private: i%3 == 0, Archived: i%17 == 0, Fork: i%11 == 0,
			Language: languages[i%len(languages)], Description: "A repository of the load test", Stars: i * 7919 % 5003, DefaultBranch: "main",
			CreatedAt: Day.AddDate(0, 0, -1000-i%1000), PushedAt: Day.Add(-time.Duration(i*37%100_000) * time.Minute),
		}
	}
	a := app()
	a.Owner = "large"
	a.Installations = a.Installations[:1]
	a.Installations[0].Account = "large"
	return embedded.World{
		Apps: []embedded.App{a}, Users: users(), Repositories: repos,
		Orgs:   []embedded.Org{{ID: 9_900_001, Login: "large", Name: "Large", Members: map[string]string{personal: "member"}, CreatedAt: Day.AddDate(-4, 0, 0)}},
		Tokens: map[string]embedded.Token{UserToken: {User: personal, Kind: embedded.Classic, Scopes: []string{"read:org", "repo"}}},
	}
}

// largeName makes names that sort differently from their numbers.
func largeName(i int) string {
	words := []string{"api", "web", "core", "sync", "tool", "data", "kit", "edge", "feed", "hub"}
	digits := "0123456789"
	b := []byte(words[i%10] + "-" + words[i/10%10] + "-")
	for div := 10000; div > 0; div /= 10 {
		b = append(b, digits[i/div%10])
	}
	if i >= 100_000 {
		b = append(b, '-', digits[i/100_000%10])
	}
	return string(b)
}
