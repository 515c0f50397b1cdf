module hubtrail/github/codeowners/internal/bench

go 1.26.0

require (
	github.com/hmarr/codeowners v1.2.1
	hubtrail v0.0.0
)

replace hubtrail => ../../../..
