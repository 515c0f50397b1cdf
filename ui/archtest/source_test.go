package archtest

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

const module = "hubtrail"

// file is a Go file that is no test, with the package it belongs to.
type file struct {
	pkg  string // path below the module: "ui/load", "" for the top
	name string
	ast  *ast.File
	set  *token.FileSet
}

// breach is a place where a rule is broken.
type breach struct{ where, what string }

func (b breach) String() string { return b.where + ": " + b.what }

func (f *file) breach(n ast.Node, format string, args ...any) breach {
	at := f.set.Position(n.Pos())
	return breach{fmt.Sprintf("%s:%d", path.Join(f.pkg, f.name), at.Line), fmt.Sprintf(format, args...)}
}

// imports yields each import's path: a package of ours without the module's
// name, and whether it is ours.
func (f *file) imports(yield func(spec *ast.ImportSpec, name string, ours bool)) {
	for _, spec := range f.ast.Imports {
		name, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			continue // the compiler's to tell
		}
		if name == module {
			yield(spec, "", true)
			continue
		}
		rest, ours := strings.CutPrefix(name, module+"/")
		yield(spec, rest, ours)
	}
}

// uses yields each selector on an imported package, such as time.Now, by the
// package's path.
func (f *file) uses(yield func(n ast.Node, pkg, name string)) {
	names := map[string]string{}
	for _, spec := range f.ast.Imports {
		full, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			continue
		}
		local := path.Base(full)
		if spec.Name != nil {
			local = spec.Name.Name
		}
		names[local] = full
	}
	ast.Inspect(f.ast, func(n ast.Node) bool {
		if sel, ok := n.(*ast.SelectorExpr); ok {
			if x, ok := sel.X.(*ast.Ident); ok && names[x.Name] != "" {
				yield(n, names[x.Name], sel.Sel.Name)
			}
		}
		return true
	})
}

// parse reads one file from text or, with nil, from the disk.
func parse(t *testing.T, pkg, name, disk string, text any) *file {
	t.Helper()
	set := token.NewFileSet()
	tree, err := parser.ParseFile(set, disk, text, parser.SkipObjectResolution|parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	return &file{pkg: pkg, name: name, ast: tree, set: set}
}

// program is every file of the module that is no test.
func program(t *testing.T) []*file {
	t.Helper()
	root := filepath.Join("..", "..")
	var files []*file
	err := filepath.WalkDir(root, func(p string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name := e.Name()
		if e.IsDir() {
			if p != root && (name == "testdata" || strings.HasPrefix(name, ".") || strings.HasPrefix(name, "_")) {
				return filepath.SkipDir
			}
			// A module of its own, as one for comparisons is, is not the program.
			if _, err := os.Stat(filepath.Join(p, "go.mod")); err == nil && p != root {
				return filepath.SkipDir
			}
			return nil
		}
		if !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return nil
		}
		rel, err := filepath.Rel(root, filepath.Dir(p))
		if err != nil {
			return err
		}
		if rel = filepath.ToSlash(rel); rel == "." {
			rel = ""
		}
		files = append(files, parse(t, rel, name, p, nil))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(files) < 50 {
		t.Fatalf("files of the program: got %d in %s, want all of them", len(files), root)
	}
	return files
}
