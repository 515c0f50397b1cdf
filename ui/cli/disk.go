package cli

import (
	"context"
	"fmt"
	"strings"
)

// store tells whether cache and state can be kept, and how large they are.
func (o DoctorOptions) store(ctx context.Context) Result {
	r := Result{}
	var lines, fixes []string
	worse := func(s Status, fix string) {
		r.Status = max(r.Status, s)
		fixes = append(fixes, fix)
	}
	for _, f := range [...]struct {
		name, path, without string
		bad                 Status
	}{
		{"cache", o.Folders.Cache, "everything is asked of GitHub each time", Warn},
		{"state", o.Folders.State, "pins and drafts are lost at the end", Fail},
	} {
		if f.path == "" {
			lines = append(lines, fmt.Sprintf("%s: no folder is known; %s", f.name, f.without))
			worse(f.bad, "Set HOME, or XDG_CACHE_HOME and XDG_STATE_HOME.")
			continue
		}
		if err := o.Store.Writable(f.path); err != nil {
			lines = append(lines, fmt.Sprintf("%s: %v; %s", f.name, err, f.without))
			worse(f.bad, fmt.Sprintf("Make %s a folder that you may write to, on a disk with room.", f.path))
			continue
		}
		size, err := o.Store.Size(ctx, f.path)
		if err != nil {
			lines = append(lines, fmt.Sprintf("%s: writable, but its size is unknown: %v", f.name, err))
			worse(Warn, fmt.Sprintf("Make all in %s readable for you.", f.path))
			continue
		}
		lines = append(lines, fmt.Sprintf("%s: writable, %s", f.name, bytesIn(size)))
	}
	if problems := o.Store.Problems(); len(problems) > 0 {
		lines = append(lines, problems...)
		worse(Warn, "See what the store says above; the cache may be deleted at any time, the state may not.")
	}
	r.Detail, r.Fix = strings.Join(lines, "\n"), strings.Join(fixes, " ")
	return r
}

// bytesIn is a size in the largest decimal unit that it fills.
func bytesIn(n int64) string {
	if n < 1000 {
		return fmt.Sprintf("%d B", n)
	}
	size, unit := float64(n), 0
	for size >= 999.95 && unit < 4 {
		size /= 1000
		unit++
	}
	return fmt.Sprintf("%.1f %cB", size, " kMGT"[unit])
}
