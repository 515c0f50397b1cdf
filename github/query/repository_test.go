package query

import "testing"

// The rows follow GitHub's page on searching repositories.
func TestMatchRepository(t *testing.T) {
	repositories := []*Repository{
		{
			Name: "Acme/rocket-ui", Description: "Steers rockets, in a browser", Readme: "Install with npm", Topics: []string{"space", "web-app"},
			Language: "TypeScript", License: "mit", Private: true, Template: true, Stars: 120, Forks: 7, Size: 2048, Followers: 30,
			Created: at("2020-05-01T10:00:00Z"), Pushed: at("2024-03-01T10:00:00Z"), Updated: at("2024-03-02T10:00:00Z"),
		},
		{
			Name: "lee/engine", Description: "An engine for acme/rocket-ui", Language: "Go", License: "apache-2.0", Archived: true, Mirror: true, Stars: 3,
			Created: at("2022-01-01T00:00:00Z"), Pushed: at("2022-06-01T00:00:00Z"),
		},
		{Name: "kim/rocket-ui", Description: "A fork", Language: "TypeScript", Fork: true, Stars: 1, Created: at("2023-01-01T00:00:00Z")},
	}
	tests := []struct {
		query string
		want  string // r for rocket-ui, e for engine, f for the fork
	}{
		{"", "re"},
		{"fork:true", "ref"},
		{"fork:only", "f"},
		{"fork:false", "re"},
		{"rocket", "re"},
		{"rocket in:name", "r"},
		{"rocket in:description", "re"},
		{"rockets in:description", "r"},
		{"steers", "r"},
		{"rocket fork:true", "ref"},
		{"rocket-ui in:name", "r"},
		{"acme in:name", ""},
		{"npm", ""},
		{"npm in:readme", "r"},
		{"npm in:name,readme", "r"},
		{"space", "r"},
		{"space in:topics", "r"},
		{"space in:name", ""},
		{"browser -engine", "r"},
		{`"an engine"`, "e"},
		{"rocket OR engine", "re"},
		{"user:acme", "r"},
		{"org:ACME", "r"},
		{"user:lee OR org:acme", "re"},
		{"repo:acme/rocket-ui", "r"},
		{"-user:acme", "e"},
		{"user:@me", "e"},
		{"topic:space", "r"},
		{"topic:spa", ""},
		{"-topic:space", "e"},
		{"topics:2", "r"},
		{"topics:>2", ""},
		{"topics:0", "e"},
		{"language:typescript", "r"},
		{"language:go", "e"},
		{"license:MIT", "r"},
		{"license:apache-2.0", "e"},
		{"stars:>100", "r"},
		{"stars:3..10", "e"},
		{"stars:*..3 fork:true", "ef"},
		{"forks:>=7", "r"},
		{"size:>1000", "r"},
		{"followers:<1", "e"},
		{"created:2020-05-01", "r"},
		{"created:>2021-01-01", "e"},
		{"pushed:<2023-01-01", "e"},
		{"pushed:>-2w", "r"},
		{"updated:2024-03-02", "r"},
		{"-pushed:* fork:only", "f"},
		{"is:public", "e"},
		{"is:private", "r"},
		{"archived:true", "e"},
		{"archived:false", "r"},
		{"mirror:true", "e"},
		{"mirror:false", "r"},
		{"template:true", "r"},
		{"template:false", "e"},
		{"is:private stars:>100 language:typescript created:<2021-01-01 topic:web-app", "r"},
		{"sort:stars-desc go in:name", ""},
		{"props.tier:gold", "re"},
		{"stars:many is:internal pushed:x fork:maybe template:perhaps", "ref"},
		{"-(is:private OR archived:true) fork:true", "f"},
	}
	for _, test := range tests {
		c := whole()
		c.Me = "lee"
		m := Parse(test.query).Compile(c)
		got := ""
		for i, r := range repositories {
			if m.MatchRepository(r) {
				got += "ref"[i : i+1]
			}
		}
		if got != test.want {
			t.Errorf("%s: got %q, want %q", test.query, got, test.want)
		}
	}
}
