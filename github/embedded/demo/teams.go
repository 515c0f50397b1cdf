package demo

import "hubtrail/github/embedded"

// teamSlugs are the teams that one may speak of.
func teamSlugs(owner string) []string {
	if owner == org {
		return []string{"platform", "checkout", "payments", "support", "warehouse", "web"}
	}
	return []string{"platform"}
}

// teams are an organisation's. Those that the CODEOWNERS files name are in each.
func teams(owner string) []embedded.Team {
	list := []embedded.Team{
		{Slug: "platform", Name: "Platform", Description: "Keeps it running"},
		{Slug: "writers", Name: "Writers", Description: "Guides, release notes, words in general"},
		{Slug: "tools", Name: "Tools"},
		{Slug: "backend", Name: "Backend"},
		{Slug: "web", Name: "Web"},
	}
	member := func(team int, logins ...string) {
		if list[team].Members == nil {
			list[team].Members = map[string]string{logins[0]: "maintainer"}
		}
		for _, l := range logins[1:] {
			list[team].Members[l] = "member"
		}
	}
	switch owner {
	case org:
		member(0, personal, "dmitri-volkov", "gwen-price", "hanne-olsen")
		member(1, "gwen-price", "priya-nair")
		member(2, "dmitri-volkov", "liming")
		member(3, "farid-haddad", "brendan-okafor", "liming", "tomasz-wrona")
		member(4, "zoe-martins", personal, "chiyo-tanaka", "octavia-reyes")
		list = append(list,
			embedded.Team{Slug: "checkout", Name: "Checkout", Parent: "backend", Members: map[string]string{"farid-haddad": "maintainer", "liming": "member"}},
			embedded.Team{Slug: "payments", Name: "Payments 💶", Parent: "backend", Members: map[string]string{"brendan-okafor": "maintainer", "tomasz-wrona": "member"}},
			embedded.Team{
				Slug: "support", Name: "Support", Description: "The people whom customers reach",
				Members: map[string]string{"hanne-olsen": "maintainer", personal: "member", "priya-nair": "member", "octavia-reyes": "member"},
			},
			embedded.Team{Slug: "support-leads", Name: "Support leads", Parent: "support", Members: map[string]string{"hanne-olsen": "maintainer"}},
			embedded.Team{Slug: "warehouse", Name: "Warehouse", Members: map[string]string{"chiyo-tanaka": "maintainer", "tomasz-wrona": "member"}},
			embedded.Team{Slug: "incident-response", Name: "Incident response", Secret: true, Members: map[string]string{"gwen-price": "maintainer", personal: "member"}},
		)
		list = append(list, monorepoTeams()...)
	case labs:
		member(0, "chiyo-tanaka", personal)
		member(1, "zoe-martins", "chiyo-tanaka")
	case harbour:
		member(0, "esi-mensah")
	}
	return list
}

// monorepoTeams are those that only the monorepo's rules name. One of them may
// not write there.
func monorepoTeams() []embedded.Team {
	team := func(slug, name, maintainer string, members ...string) embedded.Team {
		t := embedded.Team{Slug: slug, Name: name, Members: map[string]string{maintainer: "maintainer"}}
		for _, m := range members {
			t.Members[m] = "member"
		}
		return t
	}
	auditors := team("auditors", "Auditors", "priya-nair")
	auditors.Description, auditors.ReadOnly = "They look, and do not touch", []string{"monorepo"}
	return []embedded.Team{
		team("design", "Design", "octavia-reyes", "chiyo-tanaka"),
		team("data", "Data", "liming", "tomasz-wrona"),
		team("growth", "Growth", "priya-nair", "hanne-olsen"),
		team("identity", "Identity", "brendan-okafor", "farid-haddad"),
		team("logistics", "Logistics", "tomasz-wrona", "chiyo-tanaka"),
		team("mobile", "Mobile", "octavia-reyes", "zoe-martins"),
		team("partners", "Partners", "hanne-olsen", "gwen-price"),
		team("search", "Search", "liming"),
		team("security", "Security", "dmitri-volkov", "gwen-price"),
		auditors,
	}
}
