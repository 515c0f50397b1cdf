package archtest

import (
	"go/ast"
	"slices"
	"strings"
)

// layer is how high a package lies. A package imports only what lies lower, so
// that nothing it depends on can depend on it. -1 is a package that has no place
// yet.
func layer(pkg string) int {
	switch pkg {
	case "", "ui/start", "ui/story", "ui/archtest":
		return 6
	case "ui", "ui/cli", "ui/uitest":
		return 5
	case "ui/load", "ui/markdown", "ui/pane/panetest":
		return 3
	case "ui/pane", "ui/theme", "ui/screen":
		return 2
	case "github", "github/embedded", "github/embedded/demo":
		return 1
	case "keymap", "config", "ui/text", "ui/fuzzy", "ui/highlight", "ui/quiet":
		return 0
	}
	within := strings.HasPrefix(pkg, "ui/widget/")
	switch {
	case within:
		return 3
	case strings.HasPrefix(pkg, "ui/") && !strings.Contains(strings.TrimPrefix(pkg, "ui/"), "/"):
		return 4 // a pane
	case strings.HasPrefix(pkg, "github/") && !strings.Contains(strings.TrimPrefix(pkg, "github/"), "/"):
		return 0
	}
	return -1
}

// beside reports whether a package may import another of its own layer.
func beside(from, to string) bool {
	switch {
	case strings.HasPrefix(from, "ui/widget/") && strings.HasPrefix(to, "ui/widget/"):
		return true
	case from == "github/embedded/demo" && to == "github/embedded":
		return true
	case from == "ui/uitest" && to == "ui":
		return true
	case from == "" && (to == "ui/start" || to == "ui/quiet"):
		return true
	}
	return false
}

// layers holds the directions of imports.
func layers(f *file) (found []breach) {
	mine := layer(f.pkg)
	if mine < 0 {
		return []breach{f.breach(f.ast.Name, "package %s has no layer: give it one in ui/archtest", f.pkg)}
	}
	f.imports(func(n *ast.ImportSpec, to string, ours bool) {
		if !ours || beside(f.pkg, to) {
			return
		}
		switch theirs := layer(to); {
		case theirs > mine:
			found = append(found, f.breach(n, "%s (layer %d) imports %s, which lies above it (layer %d)", f.pkg, mine, to, theirs))
		case theirs == mine && mine == 4:
			found = append(found, f.breach(n, "pane %s imports pane %s: panes know the contract in ui/pane and nobody else; return an intent", f.pkg, to))
		case theirs == mine:
			found = append(found, f.breach(n, "%s imports %s of its own layer %d: what both need belongs to a lower one", f.pkg, to, mine))
		}
	})
	return found
}

// wiring holds who may know the configuration, the embedded GitHub and the
// client's parts.
func wiring(f *file) (found []breach) {
	f.imports(func(n *ast.ImportSpec, to string, ours bool) {
		switch {
		case !ours:
		case (to == "config" || strings.HasPrefix(to, "github/embedded")) && !slices.Contains([]string{"ui/start", "ui/uitest", "github/embedded/demo"}, f.pkg):
			found = append(found, f.breach(n, "%s imports %s: only ui/start joins the configuration and the embedded GitHub to the rest, so that everything else works with any", f.pkg, to))
		case f.pkg == "ui/cli" && layer(to) == 4:
			found = append(found, f.breach(n, "ui/cli imports pane %s: its answers are plain text and need no screen", to))
		case strings.HasPrefix(f.pkg, "github/embedded") && to == "github":
			found = append(found, f.breach(n, "the embedded GitHub imports the client: they must agree on JSON, not on Go structs, or a mistake in one hides in the other"))
		case to == "github/transport" && f.pkg != "github" && f.pkg != "ui/load" && f.pkg != "ui/start":
			found = append(found, f.breach(n, "%s imports github/transport: only the client wires it, and ui/load says who asks", f.pkg))
		case (to == "ui/uitest" || to == "ui/pane/panetest"):
			found = append(found, f.breach(n, "%s imports %s, which is for tests", f.pkg, to))
		}
	})
	return found
}
