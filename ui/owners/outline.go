package owners

import (
	"sort"
	"strings"

	"hubtrail/github"
)

// outline is files as a tree of folders, of which some are unfolded.
type outline struct {
	own  *github.Ownership
	set  []int           // indexes of the paths shown, ascending
	open map[string]bool // unfolded folders, with their slash
	rows []row

	tallies map[string][]github.OwnerShare // of folders told about, by path
}

// row is a file or a folder. A folder that holds nothing but another is one row
// with it.
type row struct {
	path   string // of a folder with its slash
	name   int    // where in the path its name begins
	depth  int
	from   int // its files, in the outline's set
	to     int
	folder bool
	share  github.Share // of a folder
}

// show takes another set of paths and keeps what is unfolded.
func (o *outline) show(own *github.Ownership, set []int) {
	o.own, o.set, o.tallies = own, set, map[string][]github.OwnerShare{}
	if o.open == nil {
		o.open = map[string]bool{}
	}
	o.build()
}

func (o *outline) build() {
	o.rows = o.rows[:0]
	if o.own != nil {
		o.folder("", 0, 0, len(o.set))
	}
}

func (o *outline) path(i int) string { return o.own.Tree.Paths[o.set[i]] }

// folder appends what is in a folder, folders first.
func (o *outline) folder(prefix string, depth, from, to int) {
	var files []row
	for i := from; i < to; {
		path := o.path(i)
		slash := strings.IndexByte(path[len(prefix):], '/')
		if slash < 0 {
			files = append(files, row{path: path, name: len(prefix), depth: depth, from: i, to: i + 1})
			i++
			continue
		}
		name := path[:len(prefix)+slash+1]
		end := o.end(name, i, to)
		name = o.joined(name, i, end)
		o.rows = append(o.rows, row{path: name, name: len(prefix), depth: depth, from: i, to: end, folder: true, share: o.own.Share(o.set[i:end])})
		if o.open[name] {
			o.folder(name, depth+1, i, end)
		}
		i = end
	}
	o.rows = append(o.rows, files...)
}

// tally is who owns how much of a folder.
func (o *outline) tally(r row) []github.OwnerShare {
	list, ok := o.tallies[r.path]
	if !ok {
		list = o.own.Tally(o.set[r.from:r.to])
		o.tallies[r.path] = list
	}
	return list
}

// end is where the paths that begin with a prefix end.
func (o *outline) end(prefix string, from, to int) int {
	return from + sort.Search(to-from, func(i int) bool { return !strings.HasPrefix(o.path(from+i), prefix) })
}

// joined follows a folder down to where it holds more than one folder.
func (o *outline) joined(name string, from, to int) string {
	first, last := o.path(from), o.path(to-1)
	for {
		slash := strings.IndexByte(first[len(name):], '/')
		if slash < 0 {
			return name
		}
		deeper := first[:len(name)+slash+1]
		if !strings.HasPrefix(last, deeper) {
			return name
		}
		name = deeper
	}
}

// toggle folds or unfolds a folder.
func (o *outline) toggle(at int) {
	r := o.rows[at]
	if !r.folder {
		return
	}
	if o.open[r.path] {
		delete(o.open, r.path)
	} else {
		o.open[r.path] = true
	}
	o.build()
}

// unfold shows every file, if there are no more than a number of rows for them.
func (o *outline) unfold(most int) {
	if len(o.set) > most {
		return
	}
	for _, i := range o.set {
		path := o.own.Tree.Paths[i]
		for at, c := range []byte(path) {
			if c == '/' {
				o.open[path[:at+1]] = true
			}
		}
	}
	o.build()
}

// parent is the row of the folder around a row, -1 at the top.
func (o *outline) parent(at int) int {
	for i := at - 1; i >= 0; i-- {
		if o.rows[i].depth < o.rows[at].depth {
			return i
		}
	}
	return -1
}

// find is the row of a path, or of the innermost folder around it that has one;
// -1 if there is none.
func (o *outline) find(path string) int {
	best := -1
	for i := range o.rows {
		r := &o.rows[i]
		switch {
		case r.path == path, r.folder && strings.HasPrefix(r.path, path+"/"):
			return i
		case r.folder && strings.HasPrefix(path, r.path):
			best = i
		}
	}
	return best
}

// reveal unfolds every folder around a path and gives its row.
func (o *outline) reveal(path string) int {
	for range strings.Count(path, "/") + 1 {
		at := o.find(path)
		if at < 0 || !o.rows[at].folder || !strings.HasPrefix(path, o.rows[at].path) || o.open[o.rows[at].path] {
			return at
		}
		o.toggle(at)
	}
	return o.find(path)
}
