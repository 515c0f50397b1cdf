package embedded_test

import (
	"encoding/json"
	"strings"
	"testing"

	"hubtrail/github/embedded"
)

// ask posts a query and gives the answer without white space around it.
func ask(t *testing.T, c *client, query, variables string) string {
	t.Helper()
	if variables == "" {
		variables = "{}"
	}
	body, err := json.Marshal(map[string]any{"query": query, "variables": json.RawMessage(variables)})
	if err != nil {
		t.Fatal(err)
	}
	r := c.do("POST", "/graphql", string(body))
	if r.err != nil || r.status != 200 {
		t.Fatalf("got %d %q, error %v, want 200", r.status, r.body, r.err)
	}
	return strings.TrimSpace(r.body)
}

// inApp is a query about acme/app.
func inApp(selection string) string {
	return `{repository(owner:"acme",name:"app"){` + selection + `}}`
}

// app is the answer to such a query.
func app(data string) string { return `{"data":{"repository":{` + data + `}}}` }

func TestGraphQL(t *testing.T) {
	c := serveIssues(t)
	tests := []struct{ name, query, variables, want string }{
		{"who asks", `query Me { viewer { login, __typename } }`, "", `{"data":{"viewer":{"login":"ada","__typename":"User"}}}`},
		{"the repository", inApp("nameWithOwner isPrivate owner{login __typename}"), "", app(`"nameWithOwner":"acme/app","isPrivate":true,"owner":{"login":"acme","__typename":"Organization"}`)},
		{"a former name", `{repository(owner:"Acme",name:"old"){name}}`, "", `{"data":{"repository":{"name":"app"}}}`},
		{"aliases, variables, directives, fallbacks", `query($owner:String!, $n:Int! = 2, $yes: Boolean!) {
			a: repository(owner:$owner, name:"app") { two: issue(number: $n) { number } one: issue(number: 1) { title } }
			b: repository(owner:$owner, name:"site") { ... @include(if:false) { name } id @skip(if: $yes) nameWithOwner @include(if: $yes) }
		}`, `{"owner":"acme","yes":true}`, `{"data":{"a":{"two":{"number":2},"one":{"title":"Crash when the cart is empty"}},"b":{"nameWithOwner":"acme/site"}}}`},
		{"an issue", inApp("issue(number:2){number title state stateReason url closed author{login} repository{nameWithOwner}}"), "",
			app(`"issue":{"number":2,"title":"Write the manual","state":"CLOSED","stateReason":"NOT_PLANNED","url":"https://github.com/acme/app/issues/2","closed":true,"author":{"login":"bo"},"repository":{"nameWithOwner":"acme/app"}}`)},
		{"a deleted account", inApp("issue(number:3){state stateReason author{login}}"), "", app(`"issue":{"state":"OPEN","stateReason":null,"author":null}`)},
		{"either by its type", inApp("a:issueOrPullRequest(number:1){__typename ...on Issue{state} ...on PullRequest{isDraft}} b:issueOrPullRequest(number:6){__typename ...on Issue{state} ...on PullRequest{isDraft state}}"), "",
			app(`"a":{"__typename":"Issue","state":"OPEN"},"b":{"__typename":"PullRequest","isDraft":true,"state":"OPEN"}`)},
		{"a pull request", inApp("pullRequest(number:5){number state merged mergedAt isDraft url headRefName baseRefName reviewDecision}"), "",
			app(`"pullRequest":{"number":5,"state":"MERGED","merged":true,"mergedAt":"2026-03-08T21:30:00Z","isDraft":false,"url":"https://github.com/acme/app/pull/5","headRefName":"fix/#12-x","baseRefName":"main","reviewDecision":null}`)},
		{"what the reviews come to", inApp("pullRequest(number:4){reviewDecision}"), "", app(`"pullRequest":{"reviewDecision":"CHANGES_REQUESTED"}`)},
		{"checks of the head", inApp(`pullRequest(number:4){commits(last:1){nodes{commit{statusCheckRollup{state contexts(first:10){totalCount nodes{__typename ...on CheckRun{name status conclusion} ...on StatusContext{context state}}}}}}}}`), "",
			app(`"pullRequest":{"commits":{"nodes":[{"commit":{"statusCheckRollup":{"state":"FAILURE","contexts":{"totalCount":4,"nodes":[` +
				`{"__typename":"CheckRun","name":"lint","status":"COMPLETED","conclusion":"SUCCESS"},{"__typename":"CheckRun","name":"test","status":"COMPLETED","conclusion":"FAILURE"},` +
				`{"__typename":"CheckRun","name":"deploy","status":"QUEUED","conclusion":null},{"__typename":"StatusContext","context":"ci/build","state":"SUCCESS"}]}}}}]}}`)},
		{"no checks", inApp(`pullRequest(number:6){commits(last:1){nodes{commit{oid statusCheckRollup{state}}}}}`), "",
			app(`"pullRequest":{"commits":{"nodes":[{"commit":{"oid":"` + strings.Repeat("ab", 20) + `","statusCheckRollup":null}}]}}`)},
		{"what merging closes", inApp(`pullRequest(number:4){closingIssuesReferences(first:5){totalCount nodes{number repository{nameWithOwner}}}}`), "",
			app(`"pullRequest":{"closingIssuesReferences":{"totalCount":1,"nodes":[{"number":1,"repository":{"nameWithOwner":"acme/app"}}]}}`)},
		{"what closes", inApp(`issue(number:1){closedByPullRequestsReferences(first:5){nodes{number state isDraft merged headRefName author{login}}}}`), "",
			app(`"issue":{"closedByPullRequestsReferences":{"nodes":[{"number":4,"state":"OPEN","isDraft":false,"merged":false,"headRefName":"fix/cart","author":{"login":"bo"}}]}}`)},
		{"merged ones only if asked for", `{repository(owner:"acme",name:"site"){issue(number:1){
			open:closedByPullRequestsReferences(first:5){totalCount}
			all:closedByPullRequestsReferences(first:5,includeClosedPrs:true,orderByState:true){nodes{number repository{nameWithOwner}}}
			manual:closedByPullRequestsReferences(first:5,includeClosedPrs:true,userLinkedOnly:true){totalCount}}}}`, "",
			`{"data":{"repository":{"issue":{"open":{"totalCount":0},"all":{"nodes":[{"number":5,"repository":{"nameWithOwner":"acme/app"}}]},"manual":{"totalCount":0}}}}}`},
		{"links made by hand, from both ends", `{repository(owner:"acme",name:"site"){
			issue(number:2){closedByPullRequestsReferences(first:5,userLinkedOnly:true){nodes{number}}}
			pullRequest(number:3){closingIssuesReferences(first:5,userLinkedOnly:true){nodes{number}}}}}`, "",
			`{"data":{"repository":{"issue":{"closedByPullRequestsReferences":{"nodes":[{"number":3}]}},"pullRequest":{"closingIssuesReferences":{"nodes":[{"number":2}]}}}}}`},
		{"pages", inApp(`pullRequest(number:4){commits(last:1){nodes{commit{statusCheckRollup{
			contexts(first:2, after:"Y3Vyc29yOjA="){edges{cursor node{__typename}} pageInfo{hasNextPage hasPreviousPage startCursor endCursor}}
			rest:contexts(last:1, before:"Y3Vyc29yOjI="){nodes{__typename} pageInfo{hasNextPage endCursor}}}}}}}`), "",
			app(`"pullRequest":{"commits":{"nodes":[{"commit":{"statusCheckRollup":{"contexts":{"edges":[{"cursor":"Y3Vyc29yOjE=","node":{"__typename":"CheckRun"}},{"cursor":"Y3Vyc29yOjI=","node":{"__typename":"CheckRun"}}],` +
				`"pageInfo":{"hasNextPage":true,"hasPreviousPage":true,"startCursor":"Y3Vyc29yOjE=","endCursor":"Y3Vyc29yOjI="}},"rest":{"nodes":[{"__typename":"CheckRun"}],"pageInfo":{"hasNextPage":true,"endCursor":"Y3Vyc29yOjE="}}}}}]}}`)},
		{"commits are counted when asked", inApp(`pullRequest(number:4){commits(first:100){totalCount edges{cursor}} one:commits(last:1){totalCount pageInfo{hasPreviousPage}}}`), "",
			app(`"pullRequest":{"commits":{"totalCount":4,"edges":[{"cursor":"Y3Vyc29yOjA="},{"cursor":"Y3Vyc29yOjE="},{"cursor":"Y3Vyc29yOjI="},{"cursor":"Y3Vyc29yOjM="}]},"one":{"totalCount":4,"pageInfo":{"hasPreviousPage":true}}}`)},
		{"named fragments, merged fields", `query { repository(owner:"acme",name:"app"){ issue(number:1) { ...a ...a author { login } } } }
			fragment a on Issue { number author { url } ...b } fragment b on Issue { title }`, "",
			app(`"issue":{"number":1,"author":{"url":"https://github.com/ada","login":"ada"},"title":"Crash when the cart is empty"}`)},
		{"one of several operations", `query A { viewer { login } } query B { viewer { __typename } }`, "", `{"errors":[{"message":"An operation name is required"}]}`},
		{"some are there and some not", inApp(`a:issue(number:99){title} b:issue(number:1){number} c:pullRequest(number:1){title} d:issueOrPullRequest(number:7){__typename}`), "",
			`{"data":{"repository":{"a":null,"b":{"number":1},"c":null,"d":null}},"errors":[` +
				`{"type":"NOT_FOUND","path":["repository","a"],"locations":[{"line":1,"column":38}],"message":"Could not resolve to an Issue with the number of 99."},` +
				`{"type":"NOT_FOUND","path":["repository","c"],"locations":[{"line":1,"column":90}],"message":"Could not resolve to a PullRequest with the number of 1."},` +
				`{"type":"NOT_FOUND","path":["repository","d"],"locations":[{"line":1,"column":121}],"message":"Could not resolve to an issue or pull request with the number of 7."}]}`},
		{"no such repository", `{repository(owner:"acme",name:"none"){name}}`, "",
			`{"data":{"repository":null},"errors":[{"type":"NOT_FOUND","path":["repository"],"locations":[{"line":1,"column":2}],"message":"Could not resolve to a Repository with the name 'acme/none'."}]}`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c := *c
			c.t = t
			if got := ask(t, &c, tt.query, tt.variables); got != tt.want {
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
		})
	}
}

// A query with a mistake gets no data at all, and says where it is.
func TestGraphQLMistakes(t *testing.T) {
	c := serveIssues(t)
	tests := []struct{ query, variables, code, message string }{
		{`{viewer{login nmae}}`, "", "undefinedField", "Field 'nmae' doesn't exist on type 'User'"},
		{inApp(`issueOrPullRequest(number:1){title}`), "", "undefinedField", "Field 'title' doesn't exist on type 'IssueOrPullRequest'"},
		{`{viewer}`, "", "selectionMismatch", "Field must have selections (field 'viewer' returns User but has no selections. Did you mean 'viewer { ... }'?)"},
		{`{viewer{login{a}}}`, "", "selectionMismatch", "Selections can't be made on scalars (field 'login' returns String but has selections)"},
		{`{repository(owner:"acme"){name}}`, "", "missingRequiredArguments", "Field 'repository' is missing required arguments: name"},
		{`{viewer(a:1){login}}`, "", "argumentNotAccepted", "Field 'viewer' doesn't accept argument 'a'"},
		{inApp(`issue(number:"1"){title}`), "", "argumentLiteralsIncompatible", `Argument 'number' has an invalid value. Expected type 'Int!': Could not coerce value "1" to Int.`},
		{inApp(`issue(number:null){title}`), "", "argumentLiteralsIncompatible", `Argument 'number' has an invalid value. Expected type 'Int!': Expected value to not be null.`},
		{inApp(`issue(number:1,number:2){title}`), "", "argumentNotUnique", `There can be only one argument named "number"`},
		{inApp(`issue(number:$n){title}`), "", "variableNotDefined", "Variable $n is used by anonymous query but not declared"},
		{`query Q($n:Int){repository(owner:"acme",name:"app"){issue(number:$n){title}}}`, "", "variableMismatch", "Type mismatch on variable $n and argument number (Int / Int!)"},
		{`query Q($n:Int!){viewer{login}}`, `{"n":1}`, "variableNotUsed", "Variable $n is declared by Q but not used"},
		{`query Q($n:Issue!){viewer{login}}`, `{"n":1}`, "variableRequiresValidType", "Issue! isn't a defined input type (on $n)"},
		{`query Q($n:Int!){repository(owner:"acme",name:"app"){issue(number:$n){title}}}`, "", "", "Variable $n of type Int! was provided invalid value"},
		{`query Q($n:Int!){repository(owner:"acme",name:"app"){issue(number:$n){title}}}`, `{"n":"x"}`, "", "Variable $n of type Int! was provided invalid value"},
		{`query Q($n:Int!){repository(owner:"acme",name:"app"){issue(number:$n){title}}}`, `{"n":4294967296}`, "", "Variable $n of type Int! was provided invalid value"},
		{`{viewer{...a}}`, "", "useAndDefineFragment", "Fragment a was used, but not defined"},
		{`{viewer{...a}} fragment a on User{...b} fragment b on User{login ...a}`, "", "infiniteLoop", "Fragment a contains an infinite loop"},
		{`{viewer{...on Issue{title}}}`, "", "cannotSpreadFragment", "Fragment on Issue can't be spread inside User"},
		{`{viewer{...on Nobody{title}}}`, "", "undefinedType", "No such type Nobody, so it can't be a fragment condition"},
		{`{viewer{a:login a:url}}`, "", "fieldConflict", "Field 'a' has a field conflict: login or url?"},
		{inApp(`issue(number:1){title} issue(number:2){title}`), "", "fieldConflict", "Field 'issue' has a field conflict: issue or issue?"},
		{`{viewer{login @live}}`, "", "undefinedDirective", "Directive @live is not defined"},
		{`{viewer{login @skip}}`, "", "missingRequiredArguments", "Directive 'skip' is missing required arguments: if"},
		{inApp(`pullRequest(number:4){commits{totalCount}}`), "", "", "You must provide a `first` or `last` value to properly paginate the `commits` connection."},
		{inApp(`pullRequest(number:4){commits(first:101){totalCount}}`), "", "", "Requesting 101 records on the `commits` connection exceeds the `first` limit of 100 records."},
		{inApp(`pullRequest(number:4){commits(last:-1){totalCount}}`), "", "", "`last` on the `commits` connection cannot be less than zero."},
		{inApp(`issue(number:1){closedByPullRequestsReferences(first:100){nodes{closingIssuesReferences(first:100){nodes{closedByPullRequestsReferences(first:100){totalCount}}}}}}`), "", "",
			"This query requests up to 1010100 possible nodes which exceeds the maximum limit of 500000."},
		{`subscription{viewer{login}}`, "", "", "This server answers no subscription: nothing was changed."},
		{`mutation{addStar(input:{}){clientMutationId}}`, "", "undefinedField", "Field 'addStar' doesn't exist on type 'Mutation'"},
		{`mutation{createLinkedBranch{clientMutationId}}`, "", "missingRequiredArguments", "Field 'createLinkedBranch' is missing required arguments: input"},
		{`mutation{createLinkedBranch(input:{issueId:"x"}){clientMutationId}}`, "", "argumentLiteralsIncompatible", "Argument 'input' has an invalid value. Expected type 'CreateLinkedBranchInput!': Expected value to not be null: oid."},
		{`mutation{createLinkedBranch(input:{issueId:"x",oid:"y",of:"z"}){clientMutationId}}`, "", "argumentLiteralsIncompatible", "Argument 'input' has an invalid value. Expected type 'CreateLinkedBranchInput!': Field is not defined on CreateLinkedBranchInput: of."},
		{`mutation{createLinkedBranch(input:{issueId:$x,oid:"y"}){clientMutationId}}`, "", "variableNotDefined", "Variable $x is used by anonymous mutation but not declared"},
		{`mutation M($i:CreateLinkedBranchInput!){createLinkedBranch(input:$i){clientMutationId}}`, `{"i":{"oid":"y","issueId":[]}}`, "", "Variable $i of type CreateLinkedBranchInput! was provided invalid value"},
		{`mutation M($i:CreateLinkedBranchInput!){createLinkedBranch(input:$i){clientMutationId}}`, `{"i":1}`, "", "Variable $i of type CreateLinkedBranchInput! was provided invalid value"},
		{`{viewer{login}`, "", "", `Parse error at [1, 15]: expected "}", got the end of the document`},
		{"{\n  viewer {\n    été\n", "", "", "Parse error at [3, 5]: unexpected character 'é'"},
		{``, "", "", "A query attribute must be specified and must be a string."},
		{strings.Repeat("{a", 100), "", "", "Parse error at [1, 122]: the document nests deeper than 60 levels"},
	}
	for _, tt := range tests {
		var got struct {
			Data   json.RawMessage
			Errors []struct {
				Message    string
				Extensions struct{ Code string }
			}
		}
		if err := json.Unmarshal([]byte(ask(t, c, tt.query, tt.variables)), &got); err != nil {
			t.Fatal(err)
		}
		if len(got.Errors) == 0 || got.Data != nil || got.Errors[0].Message != tt.message || got.Errors[0].Extensions.Code != tt.code {
			t.Errorf("%.200s: got %+v, want %s %q and no data", tt.query, got, tt.code, tt.message)
		}
	}
}

// Who may not read something gets null and is told so; what he cannot see is
// not there.
func TestGraphQLPermissions(t *testing.T) {
	c := serveIssues(t)
	all := `{repository(owner:"acme",name:"app"){i:issue(number:1){number closedByPullRequestsReferences(first:9){totalCount}} p:pullRequest(number:4){number closingIssuesReferences(first:9){totalCount}}}}`
	forbidden := func(key string, column string) string {
		return `{"type":"FORBIDDEN","path":["repository","` + key + `"],"locations":[{"line":1,"column":` + column + `}],"message":"Resource not accessible by personal access token"}`
	}
	tests := []struct{ token, query, want string }{
		{"ada-issues", all, `{"data":{"repository":{"i":{"number":1,"closedByPullRequestsReferences":{"totalCount":0}},"p":null}},"errors":[` + forbidden("p", "116") + `]}`},
		{"ada-pulls", all, `{"data":{"repository":{"i":null,"p":{"number":4,"closingIssuesReferences":{"totalCount":0}}}},"errors":[` + forbidden("i", "38") + `]}`},
		{"ada-pulls", inApp(`pullRequest(number:4){commits(last:1){nodes{commit{statusCheckRollup{state}}}}}`),
			`{"data":{"repository":{"pullRequest":{"commits":{"nodes":[{"commit":{"statusCheckRollup":null}}]}}}},"errors":[{"type":"FORBIDDEN","path":["repository","pullRequest","commits","nodes",0,"commit","statusCheckRollup"],"locations":[{"line":1,"column":89}],"message":"Resource not accessible by personal access token"}]}`},
		{"cy-classic", inApp(`name`), `{"data":{"repository":null},"errors":[{"type":"NOT_FOUND","path":["repository"],"locations":[{"line":1,"column":2}],"message":"Could not resolve to a Repository with the name 'acme/app'."}]}`},
		{"cy-classic", `{repository(owner:"acme",name:"site"){issue(number:1){closedByPullRequestsReferences(first:9,includeClosedPrs:true){totalCount}}}}`,
			`{"data":{"repository":{"issue":{"closedByPullRequestsReferences":{"totalCount":0}}}}}`},
	}
	for _, tt := range tests {
		if got := ask(t, c.as("Bearer "+tt.token), tt.query, ""); got != tt.want {
			t.Errorf("%s: got  %s\nwant %s", tt.token, got, tt.want)
		}
	}
	for auth, want := range map[string]int{"": 401, "Bearer nonsense": 401, appJWT(t): 401} {
		if r := c.as(auth).do("POST", "/graphql", `{"query":"{viewer{login}}"}`); r.status != want {
			t.Errorf("%.10q: got %d, want %d", auth, r.status, want)
		}
	}
}

// A query pays for what it asks, from the budget of GraphQL, and a server that
// writes nothing answers it too.
func TestGraphQLBudget(t *testing.T) {
	c := serve(t, issueWorld(bare(t, sample())), embedded.Options{ReadOnly: true, RateLimit: embedded.RateLimit{GraphQL: 4, Core: 1}}).as("token ada-classic")
	if got, want := ask(t, c, `{rateLimit{cost limit remaining used resetAt}}`, ""), `{"data":{"rateLimit":{"cost":1,"limit":4,"remaining":3,"used":1,"resetAt":"2026-03-12T10:30:00Z"}}}`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	// One connection for the issue, 100 for those of its pull requests, 50 more
	// for half of their issues: 1.51 points, which is 2.
	costly := inApp(`issue(number:2){a:closedByPullRequestsReferences(first:100){nodes{closingIssuesReferences(first:1){totalCount}}} b:closedByPullRequestsReferences(first:50){nodes{closingIssuesReferences(first:1){totalCount}}}}`)
	if got := ask(t, c, strings.Replace(costly, "{", "{rateLimit{cost remaining}", 1), ""); !strings.HasPrefix(got, `{"data":{"rateLimit":{"cost":2,"remaining":1}`) {
		t.Errorf("got %s, want a cost of 2", got)
	}
	if got, want := ask(t, c, costly, ""), `{"errors":[{"type":"RATE_LIMITED","message":"API rate limit exceeded for this caller."}]}`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if r := c.do("POST", "/graphql", `{"query":"{viewer{login}}"}`); r.header.Get("X-RateLimit-Remaining") != "0" || r.header.Get("X-RateLimit-Resource") != "graphql" {
		t.Errorf("got %v, want the budget of GraphQL used up", r.header)
	}
	if r := c.get("/repos/acme/app"); r.status != 200 {
		t.Errorf("got %d, want the other budget untouched", r.status)
	}
}

// On a server of a company's own GraphQL lies beside the REST API.
func TestGraphQLAddress(t *testing.T) {
	c := serveIssues(t)
	for path, want := range map[string]int{"/graphql": 200, "/api/graphql": 200, "/api/v3/graphql": 404, "/graphql/": 404} {
		if r := c.do("POST", "https://github.example"+path, `{"query":"{viewer{login}}"}`); r.status != want {
			t.Errorf("%s: got %d, want %d", path, r.status, want)
		}
	}
	if r := c.do("POST", "/api/graphql", "no JSON"); r.header.Get("X-RateLimit-Resource") != "graphql" {
		t.Errorf("got a budget of %q, want GraphQL's", r.header.Get("X-RateLimit-Resource"))
	}
	for body, want := range map[string]int{"": 400, "[]": 400, `{"query":`: 400, strings.Repeat(" ", 1<<20) + "{}": 413} {
		if r := c.do("POST", "/graphql", body); r.status != want {
			t.Errorf("%.20q: got %d, want %d", body, r.status, want)
		}
	}
}
