// Command hubtrail takes a person from anything GitHub shows them to the code,
// the change, the people and the issue behind it, by keyboard.
package main

import (
	"os"
	"runtime/debug"

	"hubtrail/ui/quiet"
	"hubtrail/ui/start"
)

// version is set by release builds: -ldflags "-X main.version=1.2.3".
var version = ""

func main() {
	quiet.Restore()
	os.Exit(start.Main(os.Args[1:], versionText()))
}

// versionText is the version of a release, else what the build knows.
func versionText() string {
	if version != "" {
		return version
	}
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" {
		return info.Main.Version
	}
	return "development"
}
