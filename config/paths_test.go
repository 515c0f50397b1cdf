package config

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestPaths(t *testing.T) {
	unix := Folders{"/h/.config/hubtrail", "/h/.cache/hubtrail", "/h/.local/state/hubtrail", "/h/.local/state/hubtrail/log"}
	xdg := variables{"XDG_CONFIG_HOME": "/c", "XDG_CACHE_HOME": "/k", "XDG_STATE_HOME": "/s"}
	tests := []struct {
		name, goos, home string
		env              variables
		want             Folders
	}{
		{name: "Linux", goos: "linux", home: "/h", want: unix},
		{name: "macOS", goos: "darwin", home: "/h", want: unix},
		{name: "XDG", goos: "linux", home: "/h", env: xdg, want: Folders{"/c/hubtrail", "/k/hubtrail", "/s/hubtrail", "/s/hubtrail/log"}},
		{name: "XDG without a home", goos: "darwin", env: xdg, want: Folders{"/c/hubtrail", "/k/hubtrail", "/s/hubtrail", "/s/hubtrail/log"}},
		{
			name: "relative XDG", goos: "linux", home: "/h", want: unix,
			env: variables{"XDG_CONFIG_HOME": "c", "XDG_CACHE_HOME": "./k", "XDG_STATE_HOME": "~/s"},
		},
		{name: "nothing known", goos: "linux", want: Folders{}},
		{name: "a relative home", goos: "linux", home: "h", want: Folders{}},
		{
			name: "Windows", goos: "windows", home: `C:\h`, env: variables{"APPDATA": `C:\r`, "LOCALAPPDATA": `C:\l`},
			want: Folders{`C:\r/hubtrail`, `C:\l/hubtrail/cache`, `C:\l/hubtrail/state`, `C:\l/hubtrail/state/log`},
		},
		{
			name: "XDG on Windows", goos: "windows", env: variables{"XDG_STATE_HOME": `D:\s`, "XDG_CONFIG_HOME": "/c", "LOCALAPPDATA": `\\srv\l`},
			want: Folders{"", `\\srv\l/hubtrail/cache`, `D:\s/hubtrail`, `D:\s/hubtrail/log`},
		},
	}
	for _, tt := range tests {
		got := Paths(tt.env.get, tt.goos, tt.home)
		if d := cmp.Diff(tt.want, got); d != "" {
			t.Errorf("%s (-want +got):\n%s", tt.name, d)
		}
	}
}
