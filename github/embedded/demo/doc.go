// Package demo is the world of `hubtrail demo`: three organisations with an
// App installed on them and a person's account, 151 repositories in all. It is
// the same on every machine and every day. The listings are made at once from
// a table; a repository's git history is made by git fast-import in the cache
// folder when its objects are first asked for. Issues and pull requests, thousands
// of them in one repository, are made in memory when first asked for, and tell the
// same as the history: where a commit says which pull request it came from, there
// is one of that number with this commit.
package demo
