package cli

import (
	"context"
	"fmt"
	"strings"

	"hubtrail/github"
	"hubtrail/ui/text"
)

// listedInstallations bounds how many installations are told about one by one.
const listedInstallations = 10

// installations tells where the App is installed, and what is wrong there.
func (a *account) installations(ctx context.Context) Result {
	if r, ok := a.signedOut(ctx); ok {
		return r
	}
	var list github.Listing[github.Installation]
	err := a.Installations(ctx, func(l github.Listing[github.Installation]) { list = l })
	name := a.Account().Name
	switch {
	case err != nil:
		return troubled(Fail, "", err, "Run it again in a minute.")
	case len(list.Items) == 0:
		return Result{Warn, "none", fmt.Sprintf("Install the App of account %s on a user or an organisation, on its page under Settings > Developer settings > GitHub Apps.", name)}
	}
	var lines, pages []string
	suspended, lacking := 0, 0
	for _, i := range list.Items {
		line := ""
		switch {
		case i.Suspended():
			suspended++
			line = i.Owner.Login + " is suspended"
			if i.SuspendedBy != "" {
				line += " by " + i.SuspendedBy
			}
		default:
			missing := missingWords(i)
			if missing == "" {
				continue
			}
			lacking++
			line = i.Owner.Login + " does not grant " + missing
		}
		if len(lines) < listedInstallations {
			lines = append(lines, line)
			if i.SettingsURL != "" {
				pages = append(pages, i.SettingsURL)
			}
		}
	}
	head := fmt.Sprintf("%s, %d suspended, %d lacking permissions", text.Count(len(list.Items)), suspended, lacking)
	if more := suspended + lacking - len(lines); more > 0 {
		lines = append(lines, fmt.Sprintf("and %s more", text.Count(more)))
	}
	r := Result{Detail: strings.Join(append([]string{head}, lines...), "\n")}
	var fixes []string
	if lacking > 0 {
		fixes = append(fixes, "Let an administrator grant what is missing, if it is wanted.")
	}
	if suspended > 0 {
		fixes = append(fixes, "Let whoever suspended an installation lift it: an administrator of the account, or the App's owner.")
	}
	if len(fixes) > 0 {
		r.Status = Warn
		r.Fix = name + ": " + strings.Join(append(fixes, pages...), " ")
	}
	return r
}

// missingWords is what an installation does not grant of what hubtrail makes
// use of, each permission once: "issues (issues and their search)".
func missingWords(i github.Installation) string {
	var words []string
	seen := map[string]bool{}
	for _, n := range github.Missing(i.Permissions) {
		// The members of a user are not something that could be granted.
		if seen[n.Permission] || n.Permission == "members" && i.Owner.Type == "User" {
			continue
		}
		seen[n.Permission] = true
		words = append(words, fmt.Sprintf("%s:%s (%s)", n.Permission, n.Level, n.For))
	}
	return strings.Join(words, ", ")
}
