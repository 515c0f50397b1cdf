// Package embedded is the GitHub inside the program: an [http.Handler] that
// answers the part of GitHub's REST API the client uses from real git
// repositories, through the git command, and from a World of accounts, Apps,
// tokens, issues and pull requests held in memory. It serves the demo, a clone
// on this machine and the tests, all over the same client and the same JSON.
// What is written to issues stays in the server's memory.
//
// It does not know the client: the two agree on GitHub's JSON, not on Go
// structs. It never writes to a repository, and it keeps no child process and
// no goroutine between requests.
package embedded
