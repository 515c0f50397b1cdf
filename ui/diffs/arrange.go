package diffs

// spot is a place in a change that outlives another layout: a line of a file's
// patch, or a row of what comes before the files.
type spot struct {
	path string // "" before the files
	line int    // of the patch, -1 for the file's head
	row  int    // before the files
}

// layOut makes the rows anew.
func (p *Pane) layOut() {
	if p.change == nil {
		return
	}
	heights := make([]int, 0, len(p.order)+fileSections)
	listed := len(p.order) + 1
	if p.side() > 0 {
		listed = 1
	}
	heights = append(heights, len(p.head()), listed)
	for _, i := range p.order {
		heights = append(heights, p.tall(i))
	}
	p.flow.set(heights)
	p.list.SetLen(p.flow.total())
}

// relay makes the rows anew with the cursor on a spot: that of before what they depend
// on changed.
func (p *Pane) relay(at spot) {
	for i := range p.bodies {
		p.bodies[i] = nil
	}
	p.layOut()
	p.goTo(at)
}

// tall is how many rows a file takes: its head, what is said of it, its patch and
// an empty row.
func (p *Pane) tall(i int) int {
	f := p.change.files[i]
	if p.folded[i] {
		return 1
	}
	if !p.split && !p.wrap {
		return 2 + len(f.says) + f.lines
	}
	return 2 + len(f.says) + p.body(i).rows()
}

// body is a file's patch laid out.
func (p *Pane) body(i int) *body {
	if p.bodies[i] == nil {
		cells := 0
		if p.wrap && !p.change.files[i].apart() {
			cells = p.room(p.change.files[i])
		}
		p.bodies[i] = newBody(p.change.files[i], p.split, cells)
	}
	return p.bodies[i]
}

// item is where in a file a row is: at its head, among what is said of it, in the
// patch, or behind it.
type item struct {
	kind itemKind
	at   int // of what is said; of the body's items
	part int // of a wrapped line
}

type itemKind uint8

const (
	headItem itemKind = iota
	sayItem
	codeItem
	endItem
)

// itemAt is the item of a row of a file.
func (p *Pane) itemAt(i, offset int) item {
	f := p.change.files[i]
	switch rows := p.tall(i); {
	case offset == 0:
		return item{kind: headItem}
	case offset <= len(f.says):
		return item{kind: sayItem, at: offset - 1}
	case offset == rows-1:
		return item{kind: endItem}
	}
	at, part := p.body(i).at(offset - 1 - len(f.says))
	return item{codeItem, at, part}
}

// here is the section and the item under the cursor; file is -1 before the files.
func (p *Pane) here() (file int, it item, offset int) {
	row := p.list.Cursor()
	if row < 0 || p.change == nil {
		return -1, item{}, 0
	}
	section, offset := p.flow.at(row)
	if section < fileSections {
		return -1, item{}, row
	}
	file = p.order[section-fileSections]
	return file, p.itemAt(file, offset), offset
}

// place is the spot of the cursor.
func (p *Pane) place() spot {
	file, it, row := p.here()
	switch {
	case file < 0:
		return spot{row: row}
	case it.kind == codeItem:
		return spot{path: p.change.files[file].Path, line: p.body(file).lineAt(it.at)}
	}
	return spot{path: p.change.files[file].Path, line: -1}
}

// goTo puts the cursor on a spot, or the nearest there is.
func (p *Pane) goTo(s spot) {
	if p.change == nil {
		return
	}
	if s.path == "" {
		p.list.Select(s.row)
		return
	}
	for n, i := range p.order {
		if p.change.files[i].Path == s.path {
			p.list.Select(p.rowOf(n, s.line))
			return
		}
	}
}

// rowOf is the row of a line of the n-th file shown; of its head for -1 or while
// it is folded.
func (p *Pane) rowOf(n, line int) int {
	i := p.order[n]
	row := p.flow.starts[fileSections+n]
	if line < 0 || p.folded[i] || line >= p.change.files[i].lines {
		return row
	}
	return row + 1 + len(p.change.files[i].says) + p.body(i).rowOf(line)
}

// toFile puts a file's head on top.
func (p *Pane) toFile(path string) {
	if p.change == nil || path == "" {
		return
	}
	for n, i := range p.order {
		if p.change.files[i].Path == path {
			p.toTop(p.flow.starts[fileSections+n])
			return
		}
	}
}

// toTop puts the cursor on a row and the row on top of the window.
func (p *Pane) toTop(row int) {
	p.list.Select(p.flow.total() - 1)
	p.list.Select(row)
}

// fileHere is the index of the file under the cursor, -1 before the files. In the
// list of files it is the one of the row.
func (p *Pane) fileHere() int {
	row := p.list.Cursor()
	if row < 0 || p.change == nil {
		return -1
	}
	section, offset := p.flow.at(row)
	switch {
	case section == headSection:
		return -1
	case section == listSection:
		if p.side() == 0 && offset < len(p.order) {
			return p.order[offset]
		}
		return -1
	}
	return p.order[section-fileSections]
}
