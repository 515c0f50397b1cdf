package config

import (
	"errors"
	"io/fs"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// variables is an environment.
type variables map[string]string

func (v variables) get(name string) string { return v[name] }

// disk is files by path; a path that is not there does not exist.
type disk map[string]string

func (d disk) read(path string) ([]byte, error) {
	switch s, ok := d[path]; {
	case !ok:
		return nil, &fs.PathError{Op: "open", Path: path, Err: fs.ErrNotExist}
	case s == "(denied)":
		return nil, &fs.PathError{Op: "open", Path: path, Err: fs.ErrPermission}
	case s == "(broken)":
		return nil, errors.New("input/output error")
	default:
		return []byte(s), nil
	}
}

func strs(problems []Problem) []string {
	var s []string
	for _, p := range problems {
		s = append(s, p.String())
	}
	return s
}

func TestLoadDefaults(t *testing.T) {
	got, problems := Load(Flags{}, variables{"HOME": "/home/me"}.get, disk{}.read)
	want := Config{Theme: "auto", Mouse: true, Animation: true}
	if d := cmp.Diff(want, got); d != "" || problems != nil {
		t.Errorf("got %v, want defaults and no problems (-want +got):\n%s", problems, d)
	}
}

func TestLoadFindsTheFile(t *testing.T) {
	const light, dark = "theme: light\n", "theme: dark\n"
	tests := []struct {
		name     string
		flags    Flags
		env      variables
		files    disk
		theme    string
		problems []string
	}{
		{name: "default place", files: disk{"/h/.config/hubtrail/config.yml": light}, theme: "light"},
		{name: "the other ending", files: disk{"/h/.config/hubtrail/config.yaml": light}, theme: "light"},
		{
			name:  "both endings",
			files: disk{"/h/.config/hubtrail/config.yml": light, "/h/.config/hubtrail/config.yaml": dark},
			theme: "light",
			problems: []string{
				"/h/.config/hubtrail/config.yaml: this file is not read, because config.yml is beside it; join the two and delete one of them",
			},
		},
		{
			name:  "XDG_CONFIG_HOME",
			env:   variables{"XDG_CONFIG_HOME": "/x"},
			files: disk{"/x/hubtrail/config.yml": light, "/h/.config/hubtrail/config.yml": dark}, theme: "light",
		},
		{
			name:  "a relative XDG_CONFIG_HOME is ignored",
			env:   variables{"XDG_CONFIG_HOME": "x"},
			files: disk{"x/hubtrail/config.yml": dark, "/h/.config/hubtrail/config.yml": light}, theme: "light",
		},
		{
			name:  "HUBTRAIL_CONFIG",
			env:   variables{"HUBTRAIL_CONFIG": "~/mine.yml"},
			files: disk{"/h/mine.yml": light, "/h/.config/hubtrail/config.yml": dark}, theme: "light",
		},
		{
			name:  "--config beats HUBTRAIL_CONFIG",
			flags: Flags{ConfigFile: "rel.yml"},
			env:   variables{"HUBTRAIL_CONFIG": "/mine.yml"},
			files: disk{"/mine.yml": dark, "rel.yml": light}, theme: "light",
		},
		{
			name:     "a missing file that was asked for",
			flags:    Flags{ConfigFile: "/none.yml"},
			files:    disk{"/h/.config/hubtrail/config.yml": dark},
			theme:    "auto",
			problems: []string{"/none.yml: there is no such file; name a file that can be read with --config, or leave --config out"},
		},
		{
			name:     "a missing file of the environment",
			env:      variables{"HUBTRAIL_CONFIG": "/none.yml"},
			theme:    "auto",
			problems: []string{"/none.yml: there is no such file; name a file that can be read with HUBTRAIL_CONFIG, or leave HUBTRAIL_CONFIG out"},
		},
		{
			name:     "an unreadable default file",
			files:    disk{"/h/.config/hubtrail/config.yml": "(denied)"},
			theme:    "auto",
			problems: []string{"/h/.config/hubtrail/config.yml: reading the file is not permitted; make it readable for you, or delete it"},
		},
		{
			name:     "a broken default file",
			files:    disk{"/h/.config/hubtrail/config.yaml": "(broken)"},
			theme:    "auto",
			problems: []string{"/h/.config/hubtrail/config.yaml: the file cannot be read; make it readable for you, or delete it"},
		},
		{
			name:     "no home to expand",
			flags:    Flags{ConfigFile: "~/mine.yml"},
			env:      variables{"HOME": ""},
			theme:    "auto",
			problems: []string{"--config begins with ~/, but HOME is not set; set HOME, or write the whole path"},
		},
		{name: "no home at all", env: variables{"HOME": ""}, theme: "auto"},
		{name: "--theme beats the file", flags: Flags{Theme: "dark"}, files: disk{"/h/.config/hubtrail/config.yml": light}, theme: "dark"},
		{
			name:     "--theme with a slip",
			flags:    Flags{Theme: "drak"},
			files:    disk{"/h/.config/hubtrail/config.yml": light},
			theme:    "light",
			problems: []string{`--theme: there is no theme "drak"; did you mean "dark"?`},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			env := variables{"HOME": "/h"}
			for k, v := range tt.env {
				env[k] = v
			}
			if tt.files == nil {
				tt.files = disk{}
			}
			c, problems := Load(tt.flags, env.get, tt.files.read)
			if c.Theme != tt.theme {
				t.Errorf("got theme %q, want %q", c.Theme, tt.theme)
			}
			if d := cmp.Diff(tt.problems, strs(problems)); d != "" {
				t.Errorf("problems (-want +got):\n%s", d)
			}
		})
	}
}

func TestLoadAnimation(t *testing.T) {
	tests := []struct {
		env  variables
		file string
		want bool
	}{
		{want: true},
		{env: variables{"GH_SPINNER_DISABLED": "1"}},
		{env: variables{"GH_SPINNER_DISABLED": "false"}, want: true},
		{env: variables{"ACCESSIBLE": "yes"}},
		{env: variables{"ACCESSIBLE": "0"}, want: true},
		{env: variables{"ACCESSIBLE": "1"}, file: "animation: true", want: true},
		{file: "animation: false"},
		{env: variables{"ACCESSIBLE": "1"}, file: "animation:"},
	}
	for _, tt := range tests {
		c, problems := Load(Flags{ConfigFile: "c.yml"}, tt.env.get, disk{"c.yml": tt.file}.read)
		if c.Animation != tt.want || problems != nil {
			t.Errorf("%v %q: got %v and %v, want %v", tt.env, tt.file, c.Animation, problems, tt.want)
		}
	}
}

func TestLoadAddsTheEnvironment(t *testing.T) {
	const file = `
accounts:
  - {token: {from: gh}}
  - {name: ci, token: {env: GITHUB_TOKEN}}
  - {app: {id: 7, private_key_env: HUBTRAIL_APP_PRIVATE_KEY}}
  - {host: ghes.corp.com, token: {env: GH_ENTERPRISE_TOKEN}}
`
	tests := []struct {
		name     string
		env      variables
		accounts string
		problems []string
	}{
		{"nothing", nil, "github.com, ci, app 7, ghes.corp.com", nil},
		{"another token for the same host", variables{"GH_TOKEN": "x"}, "github.com, ci, app 7, ghes.corp.com, github.com 2", nil},
		{"the token the file uses", variables{"GITHUB_TOKEN": "x"}, "github.com, ci, app 7, ghes.corp.com", nil},
		{
			"variables that only the file completes",
			variables{"HUBTRAIL_APP_PRIVATE_KEY": "x", "GH_ENTERPRISE_TOKEN": "x"},
			"github.com, ci, app 7, ghes.corp.com", nil,
		},
		{"the App of the file", variables{"HUBTRAIL_APP_ID": "7", "HUBTRAIL_APP_PRIVATE_KEY": "x"}, "github.com, ci, app 7, ghes.corp.com", nil},
		{"the App of the file without its key", variables{"HUBTRAIL_APP_ID": "7"}, "github.com, ci, app 7, ghes.corp.com", nil},
		{
			"another App", variables{"HUBTRAIL_APP_ID": "8", "HUBTRAIL_APP_PRIVATE_KEY": "x"},
			"github.com, ci, app 7, ghes.corp.com, app 8", nil,
		},
		{
			"half of another App", variables{"HUBTRAIL_APP_ID": "8"},
			"github.com, ci, app 7, ghes.corp.com",
			[]string{"HUBTRAIL_APP_ID is set, but neither HUBTRAIL_APP_PRIVATE_KEY nor HUBTRAIL_APP_PRIVATE_KEY_FILE is; set HUBTRAIL_APP_PRIVATE_KEY_FILE too, or unset HUBTRAIL_APP_ID"},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c, problems := Load(Flags{ConfigFile: "c.yml"}, tt.env.get, disk{"c.yml": file}.read)
			var names []string
			for _, a := range c.Accounts {
				names = append(names, a.Name)
			}
			if got := strings.Join(names, ", "); got != tt.accounts {
				t.Errorf("got accounts %s, want %s", got, tt.accounts)
			}
			if d := cmp.Diff(tt.problems, strs(problems)); d != "" {
				t.Errorf("problems (-want +got):\n%s", d)
			}
		})
	}
}

func TestLoadOrdersProblems(t *testing.T) {
	_, problems := Load(Flags{ConfigFile: "c.yml", Theme: "x"}, variables{"HUBTRAIL_HOST": "ghes"}.get, disk{"c.yml": "mouse: 1"}.read)
	var got []string
	for _, p := range problems {
		got = append(got, strings.Fields(p.String())[0])
	}
	if want := "c.yml:1:8: --theme: HUBTRAIL_HOST"; strings.Join(got, " ") != want {
		t.Errorf("got problems of %q, want %s", got, want)
	}
}
