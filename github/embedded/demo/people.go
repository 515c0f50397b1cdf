package demo

import "hubtrail/github/embedded"

// author is a person as commits name them.
type author struct {
	login, name, email string
}

// authors are those who commit in the demo. Some have no account, and names
// hold wide characters and an emoji: both occur.
func authors() []author {
	return []author{
		{personal, "Ada Lindqvist", "ada@northwind.example"},
		{"brendan-okafor", "Brendan Okafor", "brendan.okafor@northwind.example"},
		{"chiyo-tanaka", "田中 千代", "chiyo@northwind.example"},
		{"dmitri-volkov", "Dmitri Volkov", "dmitri.volkov@northwind.example"},
		{"esi-mensah", "Esi Mensah", "esi@tidewater.example"},
		{"farid-haddad", "Farid Haddad", "farid@northwind.example"},
		{"gwen-price", "Gwen Price", "gwen.price@northwind.example"},
		{"liming", "李明", "liming@northwind.example"},
		{"zoe-martins", "Zoë 🚀 Martins", "zoe@northwind.example"},
		{"", "Jørgen Bakke (contractor)", "jorgen@bakke.example"},
		{"nw-bot", "nw-bot[bot]", "4401+nw-bot@users.noreply.github.com"},
	}
}

func users() []embedded.User {
	list := []embedded.User{}
	for i, a := range authors() {
		if a.login == "" {
			continue
		}
		u := embedded.User{
			ID: 9_100_001 + int64(i)*13, Login: a.login, Name: a.name, Emails: []string{a.email}, CreatedAt: Day.AddDate(-9+i/2, -i, 0),
		}
		if a.login == "nw-bot" {
			u.Type = "Bot"
		}
		list = append(list, u)
	}
	for i, a := range writers() {
		list = append(list, embedded.User{ID: 9_150_001 + int64(i)*17, Login: a.login, Name: a.name, Emails: []string{a.email}, CreatedAt: Day.AddDate(-6+i/3, -i, 0)})
	}
	return list
}

// colleagues is how many of the writers work at Northwind; the others are
// customers.
const colleagues = 4

// writers are those who write issues and comments but no code.
func writers() []author {
	return []author{
		{"hanne-olsen", "Hanne Olsen", "hanne.olsen@northwind.example"},
		{"priya-nair", "Priya Nair", "priya.nair@northwind.example"},
		{"octavia-reyes", "Octavia Reyes", "octavia@northwind.example"},
		{"tomasz-wrona", "Tomasz Wrona", "tomasz.wrona@northwind.example"},
		{"mika-saarinen", "Mika Saarinen", "mika@shop.example"},
		{"anouk-de-vries", "Anouk de Vries", "anouk@shop.example"},
		{"a-login-as-long-as-github-allows-at-all", "", "long@shop.example"},
	}
}

func orgs() []embedded.Org {
	return []embedded.Org{
		{
			ID: 9_200_001, Login: org, Name: "Northwind Traders", Description: "Groceries and goods, delivered", CreatedAt: Day.AddDate(-8, 0, 0),
			Members: map[string]string{
				personal: "admin", "brendan-okafor": "member", "chiyo-tanaka": "member", "dmitri-volkov": "member", "farid-haddad": "member",
				"gwen-price": "admin", "liming": "member", "zoe-martins": "member", "hanne-olsen": "member", "priya-nair": "member",
				"octavia-reyes": "member", "tomasz-wrona": "member",
			},
			Teams: teams(org),
		},
		{
			ID: 9_200_002, Login: labs, Name: "Northwind Labs", Description: "Things that may not work", CreatedAt: Day.AddDate(-3, -2, 0),
			Members: map[string]string{personal: "member", "chiyo-tanaka": "admin", "zoe-martins": "member"},
			Teams:   teams(labs),
		},
		{
			ID: 9_200_003, Login: harbour, Name: "Tidewater Harbours", Description: "Berths, boxes and weather", CreatedAt: Day.AddDate(-5, -6, 0),
			Members: map[string]string{"esi-mensah": "admin"},
			Teams:   teams(harbour),
		},
	}
}
