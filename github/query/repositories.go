package query

import (
	"strings"
	"time"
)

// repository is the test of a word, phrase or qualifier of a repository search.
func (k *compiler) repository(n *node, in places) (t test[Repository], ok bool) {
	if n.op != opTerm {
		return repositoryWord(n, in), true
	}
	value := n.value()
	switch n.name {
	case "in", "sort":
		return t, false
	case "created", "pushed", "updated":
		return k.repositoryDate(n.name, value), true
	case "stars", "forks", "size", "followers", "topics":
		return repositoryNumber(n.name, value), true
	case "repo", "user", "org", "language", "license", "topic":
		return k.repositoryName(n.name, value), true
	case "is", "archived", "mirror", "template", "fork":
		return repositoryState(n.name, strings.ToLower(value)), true
	}
	return unclear[Repository](), true
}

func repositoryWord(n *node, in places) test[Repository] {
	p := newPattern(n.text, n.op == opPhrase)
	return when(100, func(r *Repository) bool {
		return in&inName != 0 && p.in(r.Name[strings.IndexByte(r.Name, '/')+1:]) ||
			in&inDescription != 0 && p.in(r.Description) ||
			in&inTopics != 0 && p.inAny(r.Topics) ||
			in&inReadme != 0 && p.in(r.Readme)
	})
}

func (k *compiler) repositoryDate(name, value string) test[Repository] {
	s, ok := spanOf(value, dateOf(k.Now))
	if !ok {
		return unclear[Repository]()
	}
	within := func(t time.Time) bool { return !t.IsZero() && s.has(t.Unix()) }
	switch name {
	case "created":
		return when(3, func(r *Repository) bool { return within(r.Created) })
	case "pushed":
		return when(3, func(r *Repository) bool { return within(r.Pushed) })
	}
	return when(3, func(r *Repository) bool { return within(r.Updated) })
}

func repositoryNumber(name, value string) test[Repository] {
	s, ok := spanOf(value, numberOf)
	if !ok {
		return unclear[Repository]()
	}
	switch name {
	case "stars":
		return when(2, func(r *Repository) bool { return s.has(int64(r.Stars)) })
	case "forks":
		return when(2, func(r *Repository) bool { return s.has(int64(r.Forks)) })
	case "size":
		return when(2, func(r *Repository) bool { return s.has(int64(r.Size)) })
	case "followers":
		return when(2, func(r *Repository) bool { return s.has(int64(r.Followers)) })
	}
	return when(2, func(r *Repository) bool { return s.has(int64(len(r.Topics))) })
}

func (k *compiler) repositoryName(qualifier, value string) test[Repository] {
	n := newName(value)
	switch qualifier {
	case "repo":
		return when(4, func(r *Repository) bool { return n.is(r.Name) })
	case "language":
		return when(4, func(r *Repository) bool { return n.is(r.Language) })
	case "license":
		return when(4, func(r *Repository) bool { return n.is(r.License) })
	case "topic":
		return when(8, func(r *Repository) bool { return n.among(r.Topics) })
	}
	login, ok := k.login(value)
	if !ok {
		return unclear[Repository]()
	}
	return when(4, func(r *Repository) bool { return login.owns(r.Name) })
}

func repositoryState(name, value string) test[Repository] {
	if name == "fork" {
		switch value {
		case "true":
			return when(1, func(*Repository) bool { return true })
		case "only":
			return when(1, func(r *Repository) bool { return r.Fork })
		case "false":
			return when(1, func(r *Repository) bool { return !r.Fork })
		}
		return unclear[Repository]()
	}
	if name == "is" {
		switch value {
		case "public":
			return when(1, func(r *Repository) bool { return !r.Private })
		case "private":
			return when(1, func(r *Repository) bool { return r.Private })
		}
		return unclear[Repository]()
	}
	of := func(r *Repository) bool { return r.Archived }
	switch name {
	case "mirror":
		of = func(r *Repository) bool { return r.Mirror }
	case "template":
		of = func(r *Repository) bool { return r.Template }
	}
	want := value == "true"
	if !want && value != "false" {
		return unclear[Repository]()
	}
	return when(1, func(r *Repository) bool { return of(r) == want })
}
