package embedded_test

import (
	"fmt"
	"strings"
	"testing"

	"hubtrail/github/embedded"
)

// reformatted is a history in which Ada writes a file, Bo indents all of it and
// Cy changes a line and moves the file. With ignore, the list at the top names
// Bo's commit, given as $BO.
func reformatted(t *testing.T, ignore string) (dir string, commits [5]string) {
	t.Helper()
	var i importer
	i.commit("main", "Ada", "ada@example.org", "Start (#12)\n\nWith a body.\n")
	i.file("100644", "a b.go", "one\ntwo\nthree\nfour\n")
	i.file("100644", "empty", "")
	i.file("120000", "link", "a b.go")
	i.commit("main", "Bo", "bo@example.org", "Indent everything\n")
	i.file("100644", "a b.go", "\tone\n\ttwo\n\tthree\n\tfour\n")
	i.commit("main", "Cy", "cy@example.org", strings.Repeat("Long ", 20)+"\n")
	i.WriteString("D a b.go\n")
	i.file("100644", "länge.go", "\tone\n\t2\n\tthree\n\tfour\n")
	dir = bare(t, i.String())
	for n := range 3 {
		commits[n+1] = git(t, dir, "", "rev-parse", fmt.Sprintf("main~%d", 2-n))
	}
	if ignore != "" {
		i = importer{}
		i.commit("main", "Ada", "ada@example.org", "Pass over the indentation\n")
		i.WriteString("from refs/heads/main^0\n")
		i.file("100644", ".git-blame-ignore-revs", strings.ReplaceAll(ignore, "$BO", commits[2]))
		git(t, dir, i.String(), "fast-import", "--quiet", "--date-format=raw")
	}
	commits[4] = git(t, dir, "", "rev-parse", "main")
	return dir, commits
}

const blameQuery = `query($at:String!,$path:String!){repository(owner:"acme",name:"app"){object(expression:$at){
	oid ... on Commit{blame(path:$path){ranges{startingLine endingLine age commit{oid messageHeadline committedDate author{name email user{login}}}}}}}}}`

func TestBlame(t *testing.T) {
	type ranges struct {
		Data struct {
			Repository struct {
				Object *struct {
					OID   string
					Blame struct {
						Ranges []struct {
							StartingLine, EndingLine, Age int
							Commit                        struct {
								OID, MessageHeadline, CommittedDate string
								Author                              struct {
									Name, Email string
									User        *struct{ Login string }
								}
							}
						}
					}
				}
			}
		}
		Errors []struct{ Type, Message string }
	}
	for _, tt := range []struct {
		name, ignore, path string
		at                 int    // which commit
		want               string // lines, age and commit of each range
	}{
		{"the first commit", "", "a b.go", 1, "1-4 1 #1"},
		{"the second", "", "a b.go", 2, "1-4 1 #2"},
		{"after a move", "", "länge.go", 3, "1-1 5 #2, 2-2 1 #3, 3-4 5 #2"},
		{"passing over", "# who indents\n$BO # all\nnonsense\n" + strings.Repeat("0", 40) + "\n", "länge.go", 4, "1-1 5 #1, 2-2 1 #3, 3-4 5 #1"},
		{"a list that names nothing", "nothing\n", "länge.go", 4, "1-1 5 #2, 2-2 1 #3, 3-4 5 #2"},
		{"before the list was made", "$BO\n", "länge.go", 3, "1-1 5 #2, 2-2 1 #3, 3-4 5 #2"},
		{"nothing to blame", "", "empty", 3, ""},
	} {
		dir, commits := reformatted(t, tt.ignore)
		c := serve(t, world(dir), embedded.Options{}).as("token ada-classic")
		got := decode[ranges](t, c.do("POST", "/graphql", fmt.Sprintf(`{"query":%q,"variables":{"at":%q,"path":%q}}`, blameQuery, commits[tt.at], tt.path)), 200)
		if got.Data.Repository.Object == nil || got.Data.Repository.Object.OID != commits[tt.at] {
			t.Errorf("%s: got %+v, want the commit", tt.name, got)
			continue
		}
		var list []string
		for _, r := range got.Data.Repository.Object.Blame.Ranges {
			n := 0
			for i, id := range commits[:4] {
				if id == r.Commit.OID {
					n = i
				}
			}
			list = append(list, fmt.Sprintf("%d-%d %d #%d", r.StartingLine, r.EndingLine, r.Age, n))
			if n == 1 && (r.Commit.MessageHeadline != "Start (#12)" || r.Commit.Author.Name != "Ada" || r.Commit.Author.User.Login != "ada" || r.Commit.CommittedDate != "2026-02-02T02:41:00Z") {
				t.Errorf("%s: got %+v, want Ada's commit", tt.name, r.Commit)
			}
			if n == 3 && (len([]rune(r.Commit.MessageHeadline)) != 72 || !strings.HasSuffix(r.Commit.MessageHeadline, "…") || r.Commit.Author.User != nil) {
				t.Errorf("%s: got %+v, want a headline cut at 72 and no account", tt.name, r.Commit)
			}
		}
		if got := strings.Join(list, ", "); got != tt.want {
			t.Errorf("%s: got %s, want %s", tt.name, got, tt.want)
		}
	}
}

func TestBlameRefused(t *testing.T) {
	dir, commits := reformatted(t, "")
	c := serve(t, world(dir), embedded.Options{})
	for _, tt := range []struct{ name, who, at, path, want string }{
		{"no such path", "token ada-classic", commits[3], "a b.go", "Could not resolve to a file at the path 'a b.go'."},
		{"a way out", "token ada-classic", commits[3], "../x", "Could not resolve to a file"},
		{"an option", "token ada-classic", commits[3], "--help", "Could not resolve to a file"},
		{"a folder", "token ada-classic", commits[3], "", "Could not resolve to a file"},
		{"no such commit", "token ada-classic", strings.Repeat("0", 40), "länge.go", `"object":null`},
		{"an option for a commit", "token ada-classic", "--help", "länge.go", `"object":null`},
		{"an account that does not see it", "token cy-classic", commits[3], "länge.go", "Could not resolve to a Repository"},
	} {
		got := ask(t, c.as(tt.who), blameQuery, fmt.Sprintf(`{"at":%q,"path":%q}`, tt.at, tt.path))
		if !strings.Contains(got, tt.want) {
			t.Errorf("%s: got %s, want %q", tt.name, got, tt.want)
		}
	}
}

// An expression names a commit, a file, a folder or a tag, or what is behind a
// commit by ~ and ^; of git's others there is nothing.
func TestObject(t *testing.T) {
	dir := bare(t, sample())
	c := serve(t, world(dir), embedded.Options{}).as("token ada-classic")
	for expression, want := range map[string]string{
		"main":           "Commit " + git(t, dir, "", "rev-parse", "main"),
		"main:README.md": "Blob " + git(t, dir, "", "rev-parse", "main:README.md"),
		"main:many":      "Tree " + git(t, dir, "", "rev-parse", "main:many"),
		"v1.0.0":         "Tag " + git(t, dir, "", "rev-parse", "v1.0.0"),
		"main~2":         "Commit " + git(t, dir, "", "rev-parse", "main~2"),
		"HEAD~":          "Commit " + git(t, dir, "", "rev-parse", "main~1"),
		"main^2":         "Commit " + git(t, dir, "", "rev-parse", "main^2"),
		"v1.0.0^0":       "Commit " + git(t, dir, "", "rev-parse", "main"),
		"main^^~1":       "Commit " + git(t, dir, "", "rev-parse", "main~3"),
		"main~3:many":    "Tree " + git(t, dir, "", "rev-parse", "main~3:many"),
		"fix/#12-x^":     "Commit " + git(t, dir, "", "rev-parse", "light"),
	} {
		kind, id, _ := strings.Cut(want, " ")
		want := fmt.Sprintf(`{"data":{"repository":{"object":{"__typename":%q,"oid":%q}}}}`, kind, id)
		got := ask(t, c, `query($at:String!){repository(owner:"acme",name:"app"){object(expression:$at){__typename oid}}}`, fmt.Sprintf(`{"at":%q}`, expression))
		if got != want {
			t.Errorf("%s: got %s, want %s", expression, got, want)
		}
	}
	for _, expression := range []string{
		"main~7", "main^3", "main~1000000", "main" + strings.Repeat("^0", 33), "main^{tree}", "main^{/Start}", "main^-", "main^!", "main^@", "main~-1", "main~x",
		"main@{1}", "main@{yesterday}", "@{u}", "@~1", ":/Start", "~1", "^main", "--all~1", "-n1", "main..HEAD~1", "main~1..main", "main~1\n", "refs/heads/main~1 --all",
	} {
		got := ask(t, c, `query($at:String!){repository(owner:"acme",name:"app"){object(expression:$at){oid}}}`, fmt.Sprintf(`{"at":%q}`, expression))
		if want := `{"data":{"repository":{"object":null}}}`; got != want {
			t.Errorf("%q: got %s, want nothing", expression, got)
		}
	}
}

// A clone answers too, to whoever asks, whatever the user's configuration says
// of commits to be passed over.
func TestBlameOfAClone(t *testing.T) {
	dir, commits := reformatted(t, "$BO\n")
	git(t, dir, "", "config", "blame.ignoreRevsFile", "no-such-file")
	git(t, dir, "", "remote", "add", "origin", "https://github.com/acme/app.git")
	found := find(t, dir)
	c := serve(t, found.World(), embedded.Options{ReadOnly: true})
	got := ask(t, c.as("token any"), blameQuery, fmt.Sprintf(`{"at":%q,"path":"länge.go"}`, commits[4]))
	if strings.Count(got, commits[1]) != 2 || strings.Contains(got, commits[2]) {
		t.Errorf("got %s, want two ranges of %s and none of %s", got, commits[1], commits[2])
	}
}
