// Package story tells what a person does with the program and what the screen
// shows then: whole-program tests, each a file of testdata. The comment of the
// archive is the story, the files are the screens in it; `go test ./ui/story
// -update` rewrites the screens, and a person reads the difference.
//
// A story begins with what it is about (lines with #) and its setting, one a
// line, all optional:
//
//	size 120x40             of the terminal
//	accounts demo-app demo  which there are: demo-app, demo, app, user, fine, revoked
//	world large             what GitHub holds: demo, large, odd, foreign or empty
//	colours none            or 16, or 256, or true
//	light                   the terminal's background is light
//	ascii                   the locale is not UTF-8
//	still                   without animation
//	offered                 the demo can be started from inside
//	begin latency 2s        a fault from the first request on, see below
//	quota                   requests are counted; which of two sent side by side
//	                        tells the newest number is not certain, so most
//	                        stories do without
//	saved Mine: is:open     a saved search
//	editor text             the person's editor adds the text at the end; of a file it
//	                        says which it has
//	skew 10m                GitHub's clock is ahead of ours by so much
//
// Steps follow, one a line:
//
//	press j enter           keys by name, one after the other
//	together j j enter      keys in one read
//	type text               the rest of the line, character by character
//	paste text              likewise, as one paste; \n is a line feed
//	click 10 3              the left button on a column and a row, from 0
//	wait 150ms              time passes
//	resize 80x24 10x5       the terminal changes its size, again and again
//	screen name             the screen is what the file says
//	first name              the screen at the latest start, before any request, was
//	styled name             the screen with its colours is
//	contains text           the screen holds the rest of the line
//	lacks text              it does not
//	selected text           the row under the cursor holds the rest of the line
//	fail 503 /user          a fault of embedded.ParseFaults: fail, html, latency,
//	                        drop, garbage, secondary, exhaust, incomplete, after;
//	                        they add up
//	heal                    no faults any more
//	asked name              the requests since the last time are the file's
//	asks 3                  their number is
//	opened url              this was the last page the browser showed; "nothing"
//	copied text             this was copied last
//	elsewhere PATCH /x {}   somebody else sends GitHub a request, as JSON
//	restart                 the program is ended and started again
//	running, ended          whether the program still runs
package story
