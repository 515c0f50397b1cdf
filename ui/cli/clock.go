package cli

import (
	"context"
	"fmt"
	"strings"
	"time"
)

// From skewWarn on the clocks differ more than the network explains. From
// skewFail on GitHub refuses an App's tokens, which live for ten minutes.
const (
	skewWarn = 30 * time.Second
	skewFail = 5 * time.Minute
)

// clocks are the checks of the clock, one for each host.
func (o DoctorOptions) clocks() []Check {
	var checks []Check
	seen := map[string]bool{}
	for _, c := range o.Clients {
		host := strings.ToLower(c.Account().Host)
		if c.Account().Local || seen[host] {
			continue
		}
		seen[host] = true
		checks = append(checks, Check{"clock of " + host, func(ctx context.Context) Result {
			return clock(ctx, c, o.Now)
		}})
	}
	return checks
}

// clock compares this machine's time with a host's.
func clock(ctx context.Context, c Client, now func() time.Time) Result {
	asked := now()
	server, err := c.ServerTime(ctx)
	answered := now()
	if err != nil {
		return troubled(Warn, "not compared: ", err, "Run it again once the host can be reached.")
	}
	skew, word := skewOf(asked, answered, server)
	detail := fmt.Sprintf("this machine's clock is %s %s", skew.Round(time.Second), word)
	const fix = "Set this machine's clock right, best by automatic time: `sudo timedatectl set-ntp true` on Linux, " +
		"System Settings > General > Date & Time on macOS. In a container or virtual machine, set its host's."
	switch {
	case skew > skewFail:
		return Result{Fail, detail + ": GitHub refuses an App's signature", fix}
	case skew > skewWarn:
		return Result{Warn, detail, fix}
	}
	return Result{Detail: "agrees with the host's to within " + skewWarn.String()}
}

// skewOf is by how much the clocks differ at least. The server looked at its
// own, which shows whole seconds, at some moment between question and answer.
func skewOf(asked, answered, server time.Time) (skew time.Duration, word string) {
	if behind := server.Sub(answered); behind > 0 {
		return behind, "behind"
	}
	return max(0, asked.Sub(server.Add(time.Second))), "ahead"
}
