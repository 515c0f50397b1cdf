package embedded

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
)

// maxTracked bounds one path of the index, in bytes.
const maxTracked = 64 << 10

// Tracked visits the files, links and submodules that the index of a working
// tree holds in one of its folders ("" is all of it), in the order of their
// bytes, from its top with slashes. They are visited while git still lists them;
// an error of visit ends the listing.
func Tracked(ctx context.Context, top, folder string, visit func(path string) error) error {
	args := []string{"ls-files", "-z", "--full-name", "--cached"}
	if folder != "" {
		args = append(args, "--", strings.TrimSuffix(folder, "/")+"/")
	}
	var failed error
	err := stream(ctx, gitCommand(ctx, "", top, args...), func(out io.Reader) error {
		failed = visitPaths(bufio.NewReaderSize(out, maxTracked), visit)
		return failed
	})
	switch {
	case failed != nil || err == nil:
		return err
	case errors.Is(err, context.Canceled):
		return fmt.Errorf("list the tracked files: %w", err)
	}
	return explain(top, err)
}

// visitPaths reads paths that end in NUL. One in conflict is listed once a stage.
func visitPaths(r *bufio.Reader, visit func(path string) error) error {
	last := ""
	for {
		b, err := r.ReadSlice(0)
		switch {
		case err == io.EOF:
			return nil // a path without its end comes of a git that failed
		case err != nil:
			return fmt.Errorf("list the tracked files: %w", err)
		}
		path := string(b[:len(b)-1])
		if path == last {
			continue
		}
		last = path
		if err := visit(path); err != nil {
			return err
		}
	}
}
