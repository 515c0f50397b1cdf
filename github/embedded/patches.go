package embedded

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
)

// Limits of one file's patch, and of the patches of a pull request together, from
// GitHub's documentation of diff limits. Whatever the answer, its patches stay
// below patchesTotal bytes.
const (
	patchLines     = 20000
	patchBytes     = 500 << 10
	pullPatchLines = 20000
	pullPatchBytes = 1 << 20
	patchesTotal   = 16 << 20
)

// patchOptions make git's patch the same whatever the user has configured.
func patchOptions() []string {
	return []string{
		"-r", "-M", "-p", "--no-ext-diff", "--no-textconv", "--no-color", "--full-index", "--submodule=short",
		"--src-prefix=a/", "--dst-prefix=b/", "--unified=3", "--inter-hunk-context=0",
	}
}

// budget is how much more of patches an answer may hold.
type budget struct{ lines, bytes int }

// unbounded is the budget of an answer whose patches have limits of their own
// only.
func unbounded() budget { return budget{lines: patchesTotal, bytes: patchesTotal} }

// page gives the changed files of a page, from "from" on and at most n, with their
// patches, and the changed files of the whole span. The files of the span are
// counted while git prints the first patches.
func (r *repo) page(ctx context.Context, s span, from, n int) (all, shown []change, err error) {
	if r.store.remembers(r, s) || from > 0 {
		if all, err = r.changes(ctx, s); err != nil {
			return nil, nil, err
		}
		from = min(from, len(all))
		to := min(from+n, len(all))
		shown, err = r.laterPatches(ctx, s, all, from, to)
		return all, counted(shown, all[from:to]), err
	}
	type counts struct {
		all []change
		err error
	}
	done := make(chan counts, 1)
	counting, cancel := context.WithCancel(ctx)
	defer cancel()
	go func() {
		all, err := r.changes(counting, s)
		done <- counts{all, err}
	}()
	shown, err = r.patches(ctx, s, 0, n, unbounded())
	if err != nil {
		cancel()
	}
	c := <-done
	if err == nil {
		err = c.err
	}
	if err != nil {
		return nil, nil, err
	}
	return c.all, counted(shown, c.all[:len(shown)]), nil
}

// counted puts the counts of files, which are the same ones, beside their patches.
func counted(shown, files []change) []change {
	for i := range shown {
		shown[i].additions, shown[i].deletions = files[i].additions, files[i].deletions
	}
	return shown
}

// laterPatches gives files of a span with their patches like patches does, and lets
// git begin with the first of them, if it is new enough for that (2.31).
func (r *repo) laterPatches(ctx context.Context, s span, all []change, from, to int) ([]change, error) {
	if from == 0 || from >= to {
		return r.patches(ctx, s, from, to, unbounded())
	}
	d := patchReader{to: to - from, left: unbounded()}
	err := r.readPatches(ctx, s, &d, "--skip-to="+all[from].path)
	if _, failed := errors.AsType[*gitError](err); failed || err == nil && len(d.page()) != to-from {
		return r.patches(ctx, s, from, to, unbounded())
	}
	return d.page(), err
}

// patches gives the files of a span in git's order from one index to another, with
// their patches as far as they fit into the budget, which those before them have
// used as well.
func (r *repo) patches(ctx context.Context, s span, from, to int, left budget) ([]change, error) {
	if from >= to {
		return nil, nil
	}
	d := patchReader{from: from, to: to, left: left}
	err := r.readPatches(ctx, s, &d)
	return d.page(), err
}

func (r *repo) readPatches(ctx context.Context, s span, d *patchReader, options ...string) error {
	if r.dir == "" {
		return emptyRepository()
	}
	args := append([]string{"diff-tree", "-z", "--raw"}, patchOptions()...)
	args = append(append(args, options...), s.args()...)
	return stream(ctx, r.command(ctx, args...), d.read)
}

// patchReader reads what git diff-tree -z --raw -p prints: a record for each file,
// then in the same order a section for each, two for one that changed its type.
type patchReader struct {
	from, to int
	left     budget
	files    []change // as the records say
}

// page are the files that were asked for.
func (d *patchReader) page() []change {
	from := min(d.from, len(d.files))
	return d.files[from:max(from, min(d.to, len(d.files)))]
}

func (d *patchReader) read(out io.Reader) error {
	in := bufio.NewReaderSize(out, 64<<10)
	if err := d.records(in); err != nil {
		return err
	}
	return d.sections(in)
}

// records reads up to the empty record that ends them.
func (d *patchReader) records(in *bufio.Reader) error {
	field := func() (string, error) {
		s, err := in.ReadString(0)
		return strings.TrimSuffix(s, "\x00"), err
	}
	for {
		head, err := field()
		if errors.Is(err, io.EOF) || err == nil && head == "" {
			return nil
		}
		if err != nil {
			return fmt.Errorf("git diff-tree --raw: %w", err)
		}
		ch, paths, err := parseRecord(head)
		if err != nil {
			return err
		}
		for i := range paths {
			if *paths[i](&ch), err = field(); err != nil {
				return fmt.Errorf("git diff-tree --raw: %w", err)
			}
		}
		d.files = append(d.files, ch)
	}
}

func (d *patchReader) sections(in *bufio.Reader) error {
	file, sections := -1, 0
	var patch patchText
	store := func() {
		if file < 0 || file >= len(d.files) {
			return
		}
		text := patch.text()
		if patch.lines > d.left.lines || len(text) > d.left.bytes {
			d.left = budget{} // nor is there anything of those behind it
			return
		}
		d.left.lines -= patch.lines
		d.left.bytes -= len(text)
		if file >= d.from {
			d.files[file].patch = text
		}
	}
	lineStart := true
	for {
		chunk, err := in.ReadSlice('\n')
		if lineStart && bytes.HasPrefix(chunk, []byte("diff --git ")) {
			if file >= 0 && file < len(d.files) && d.files[file].status == typeChanged && sections < 2 {
				sections++
			} else {
				store()
				file++
				sections = 1
				patch = patchText{}
				if file >= d.to || d.left.lines <= 0 || d.left.bytes <= 0 {
					return errEnough
				}
			}
			patch.header()
		} else {
			patch.add(chunk, lineStart)
		}
		lineStart = err == nil
		switch {
		case err == nil, errors.Is(err, bufio.ErrBufferFull):
		case errors.Is(err, io.EOF):
			store()
			return nil
		default:
			return err
		}
	}
}

// patchText gathers the hunks of one file up to GitHub's limits.
type patchText struct {
	b        strings.Builder
	lines    int
	inHunks  bool
	tooLarge bool
}

// header begins the next section: what comes before its first hunk is left out.
func (p *patchText) header() { p.inHunks = false }

func (p *patchText) add(chunk []byte, lineStart bool) {
	if lineStart && bytes.HasPrefix(chunk, []byte("@@ ")) {
		p.inHunks = true
	}
	if !p.inHunks || p.tooLarge {
		return
	}
	if lineStart {
		p.lines++
	}
	if p.lines > patchLines || p.b.Len()+len(chunk) > patchBytes {
		p.tooLarge = true
		p.lines = 0
		p.b.Reset()
		return
	}
	p.b.Write(chunk)
}

func (p *patchText) text() string { return strings.TrimSuffix(p.b.String(), "\n") }
