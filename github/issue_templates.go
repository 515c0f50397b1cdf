package github

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"path"
	"slices"
	"strings"
	"sync"

	"go.yaml.in/yaml/v3"
)

// IssueTemplate is what a repository offers as the beginning of an issue.
type IssueTemplate struct {
	Name      string // as its front matter or file says
	About     string
	Title     string
	Body      string
	Labels    []string
	Assignees []string
	Path      string // in the repository
}

const (
	templateWorkers = 4
	maxTemplates    = 50
)

// folderEntry is a row of a folder's contents.
type folderEntry struct {
	Name string `json:"name"`
	Path string `json:"path"`
	Type string `json:"type"`
}

// IssueTemplates is the Markdown templates of a repository: those of the folder
// ISSUE_TEMPLATE in .github, the top or docs, else a single file of that name.
// A repository without any has none, and that costs one request or two. Forms
// (YAML) are for the web alone and left out.
func (c *Client) IssueTemplates(ctx context.Context, installation int64, repo RepoRef) ([]IssueTemplate, error) {
	op := "read the issue templates of " + repo.String()
	if err := c.checkRepo(op, repo); err != nil {
		return nil, err
	}
	q := ask{op: op, installation: installation}
	top, err := c.folder(ctx, q, repo, "")
	if err != nil {
		return nil, err
	}
	var single string
	for _, where := range [...]string{".github", "", "docs"} {
		entries := top
		if where != "" {
			if find(top, where, "dir") == "" {
				continue
			}
			if entries, err = c.folder(ctx, q, repo, where); err != nil {
				return nil, err
			}
		}
		if dir := find(entries, "ISSUE_TEMPLATE", "dir"); dir != "" {
			files, err := c.folder(ctx, q, repo, dir)
			if err != nil {
				return nil, err
			}
			if list, err := c.templates(ctx, q, repo, markdown(files)); err != nil || len(list) > 0 {
				return list, err
			}
		}
		single = cmp.Or(single, find(entries, "ISSUE_TEMPLATE.md", "file"))
	}
	if single == "" {
		return nil, nil
	}
	return c.templates(ctx, q, repo, []string{single})
}

// folder lists a folder of the default branch; a missing one is empty.
func (c *Client) folder(ctx context.Context, q ask, repo RepoRef, name string) ([]folderEntry, error) {
	q.path = strings.TrimSuffix(repoPath(repo, "/contents/"+escapePath(name)), "/")
	a, err := c.send(ctx, q)
	switch {
	case is(err, ErrEmptyRepository), is(err, ErrNotFound) && name != "":
		return nil, nil
	case is(err, ErrNotFound):
		return nil, c.emptyOr(ctx, q, repo, err)
	case err != nil:
		return nil, err
	}
	var entries []folderEntry
	if json.Unmarshal(a.body, &entries) != nil { // a file of that name
		return nil, nil
	}
	return entries, nil
}

// emptyOr tells a repository without files, whose top is "not found" as well,
// from one that is not there.
func (c *Client) emptyOr(ctx context.Context, q ask, repo RepoRef, err error) error {
	var e *Error
	if errors.As(err, &e) && strings.Contains(strings.ToLower(e.Message), "empty") {
		return nil
	}
	if _, missing := c.Repository(ctx, q.installation, repo); missing == nil {
		return nil
	}
	return err
}

// find is the path of an entry, whatever the case of its name; "" if it is not
// there.
func find(entries []folderEntry, name, kind string) string {
	for _, e := range entries {
		if strings.EqualFold(e.Name, name) && e.Type == kind {
			return e.Path
		}
	}
	return ""
}

// markdown is the paths of the Markdown files, in the order of their names.
func markdown(entries []folderEntry) []string {
	var paths []string
	for _, e := range entries {
		if e.Type == "file" && strings.EqualFold(path.Ext(e.Name), ".md") {
			paths = append(paths, e.Path)
		}
	}
	slices.Sort(paths)
	return paths[:min(len(paths), maxTemplates)]
}

// templates reads files side by side. One that is gone meanwhile is left out.
func (c *Client) templates(ctx context.Context, q ask, repo RepoRef, paths []string) ([]IssueTemplate, error) {
	list := make([]IssueTemplate, len(paths))
	errs := make([]error, len(paths))
	next := make(chan int, len(paths))
	for n := range paths {
		next <- n
	}
	close(next)
	var workers sync.WaitGroup
	for range min(templateWorkers, len(paths)) {
		workers.Go(func() {
			for n := range next {
				var text []byte
				if text, errs[n] = c.Contents(ctx, q.installation, repo, paths[n], ""); errs[n] == nil {
					list[n] = template(paths[n], string(text))
				}
			}
		})
	}
	workers.Wait()
	var kept []IssueTemplate
	for n, err := range errs {
		switch {
		case err == nil:
			kept = append(kept, list[n])
		case !is(err, ErrNotFound):
			return nil, err
		}
	}
	return kept, nil
}

// template reads a file with or without front matter. What is not as it should
// be is part of the text.
func template(file, text string) IssueTemplate {
	t := IssueTemplate{Path: file, Name: strings.TrimSuffix(path.Base(file), path.Ext(file)), Body: text}
	text = strings.TrimPrefix(text, "\uFEFF")
	head, body, ok := frontMatter(text)
	if !ok {
		return t
	}
	var front struct {
		Name      string `yaml:"name"`
		About     string `yaml:"about"`
		Title     string `yaml:"title"`
		Labels    names  `yaml:"labels"`
		Assignees names  `yaml:"assignees"`
	}
	if yaml.Unmarshal([]byte(head), &front) != nil {
		return t
	}
	return IssueTemplate{
		Path: file, Name: cmp.Or(front.Name, t.Name), About: front.About, Title: front.Title, Body: body,
		Labels: front.Labels, Assignees: front.Assignees,
	}
}

// frontMatter parts a text that begins with a line of three dashes.
func frontMatter(text string) (head, body string, ok bool) {
	first, rest, ok := strings.Cut(text, "\n")
	if !ok || strings.TrimRight(first, " \t\r") != "---" {
		return "", "", false
	}
	at := 0
	for line := range strings.Lines(rest) {
		if strings.TrimRight(line, " \t\r\n") == "---" {
			return rest[:at], strings.TrimLeft(rest[at+len(line):], "\r\n"), true
		}
		at += len(line)
	}
	return "", "", false
}

// names is a list, or a text with commas.
type names []string

// UnmarshalYAML takes both.
func (n *names) UnmarshalYAML(value *yaml.Node) error {
	var list []string
	if value.Decode(&list) != nil {
		var text string
		if err := value.Decode(&text); err != nil {
			return err
		}
		list = strings.Split(text, ",")
	}
	for _, one := range list {
		if one = strings.TrimSpace(one); one != "" {
			*n = append(*n, one)
		}
	}
	return nil
}
