package github

import "encoding/json"

// maxKeptRelease is the longest release that is kept, in bytes.
const maxKeptRelease = 8 << 20

// StoredRelease is a release as it was last read to its end, without a request.
func (c *Client) StoredRelease(installation int64, repo RepoRef, from, to string) (Release, bool) {
	l, ok := storedAnswer(c, textRows(), installation, releaseName(repo, from, to))
	var r Release
	if !ok || len(l.Items) != 1 || json.Unmarshal([]byte(l.Items[0]), &r) != nil || r.Repo != repo || r.From != from || r.To != to {
		return Release{}, false
	}
	r.At = l.At
	return r, true
}

// keepRelease keeps a release that was read to its end, unless something could not
// be asked.
func (c *Client) keepRelease(installation int64, r Release) {
	if r.Problem != nil {
		return
	}
	if data, err := json.Marshal(r); err == nil && len(data) <= maxKeptRelease {
		keepAnswer(c, textRows(), installation, releaseName(r.Repo, r.From, r.To), Listing[string]{Items: []string{string(data)}, At: r.At})
	}
}

func releaseName(repo RepoRef, from, to string) string {
	return keptRelease + repo.String() + "\x00" + from + "\x00" + to
}
