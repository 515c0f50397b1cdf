package query

import "strings"

const noMe = "it is not known who you are"

// person is an account, or an App: app/NAME to author:, NAME[bot] elsewhere.
type person struct {
	name
	app bool
	bot name
}

func newPerson(value string) person {
	slug, isBot := strings.CutSuffix(value, "[bot]")
	if !isBot {
		slug, isBot = strings.CutPrefix(value, "app/")
	}
	if !isBot {
		return person{name: newName(value)}
	}
	return person{name: newName("app/" + slug), app: true, bot: newName(slug + "[bot]")}
}

func (p *person) is(login string) bool { return p.name.is(login) || p.app && p.bot.is(login) }

func (p *person) among(logins []string) bool {
	return p.name.among(logins) || p.app && p.bot.among(logins)
}

// login is whom a value stands for; ok is false if it is @me and that is not
// known.
func (k *compiler) login(value string) (login person, ok bool) {
	if strings.EqualFold(value, "@me") {
		if value = k.Me; value == "" {
			return person{}, false
		}
	}
	return newPerson(strings.TrimPrefix(value, "@")), true
}

// people is the test of a qualifier that names a person or a team.
func (k *compiler) people(n *node, value string) test[Item] {
	switch {
	case n.name == "assignee" && value == "*":
		return when(1, func(i *Item) bool { return len(i.Assignees) > 0 })
	case n.name == "assignee" && strings.EqualFold(value, "none"):
		return when(1, func(i *Item) bool { return len(i.Assignees) == 0 })
	}
	login, ok := k.login(value)
	if !ok {
		return k.unanswer(n, noMe)
	}
	switch n.name {
	case "author":
		return when(4, func(i *Item) bool { return login.is(i.Author) })
	case "assignee":
		return when(8, func(i *Item) bool { return login.among(i.Assignees) })
	case "mentions", "team": // what mentions a team
		return k.commented(n, func(i *Item) bool { return login.among(i.Mentions) })
	case "commenter":
		return k.commented(n, func(i *Item) bool { return login.among(i.Commenters) })
	case "involves":
		return k.commented(n, func(i *Item) bool {
			return login.is(i.Author) || login.among(i.Assignees) || login.among(i.Mentions) || login.among(i.Commenters)
		})
	case "reviewed-by":
		return ofPull(k.knowing(n, FieldReviews, when(8, func(i *Item) bool { return login.among(i.ReviewedBy) })))
	case "user-review-requested":
		return ofPull(k.knowing(n, FieldReviewers, when(8, func(i *Item) bool { return login.among(i.Reviewers) })))
	case "team-review-requested":
		return ofPull(k.knowing(n, FieldReviewers, when(8, func(i *Item) bool { return login.among(i.ReviewTeams) })))
	}
	return ofPull(k.knowing(n, FieldReviewers, test[Item]{func(i *Item) verdict {
		if login.among(i.Reviewers) {
			return yes
		}
		return k.inTeam(&login, i.ReviewTeams)
	}, 20}))
}

// commented is a test that comments may still pass if nothing else does.
func (k *compiler) commented(n *node, holds func(*Item) bool) test[Item] {
	if missing := FieldComments &^ k.Known; missing != 0 {
		k.say(n, missing.why())
	}
	return test[Item]{func(i *Item) verdict {
		switch {
		case holds(i):
			return yes
		case i.Known&FieldComments == 0:
			return maybe
		}
		return no
	}, 20}
}

// inTeam reports whether a person is in one of the teams.
func (k *compiler) inTeam(login *person, teams []string) verdict {
	if len(teams) == 0 {
		return no
	}
	if k.Members == nil {
		return maybe
	}
	most := no
	for _, t := range teams {
		members := k.Members(t)
		switch {
		case members == nil:
			most = maybe
		case login.among(members):
			return yes
		}
	}
	return most
}
