package github

import (
	"cmp"
	"slices"
	"strings"

	"hubtrail/github/query"
)

// sorting is how hits of several requests are put in one order.
type sorting struct {
	field     string
	ascending bool
}

// orderOf is the order of a search's hits.
func (s IssueSearch) orderOf() sorting {
	field, order := s.order(query.Parse(s.Text))
	return sorting{field: field, ascending: order == "asc"}
}

// compare orders two issues, by number and repository where they are equal; 0
// for an order that only the server knows.
func (o sorting) compare(a, b *Issue) int {
	var by int
	switch o.field {
	case "created":
		by = a.CreatedAt.Compare(b.CreatedAt)
	case "updated":
		by = a.UpdatedAt.Compare(b.UpdatedAt)
	case "comments":
		by = cmp.Compare(a.Comments, b.Comments)
	case "reactions":
		by = cmp.Compare(a.Reactions, b.Reactions)
	default:
		return 0
	}
	if !o.ascending {
		by = -by
	}
	return cmp.Or(by, b.UpdatedAt.Compare(a.UpdatedAt), strings.Compare(a.Repo.String(), b.Repo.String()), cmp.Compare(b.Number, a.Number))
}

// known reports whether the order can be told from the hits.
func (o sorting) known() bool {
	return slices.Contains([]string{"created", "updated", "comments", "reactions"}, o.field)
}

// hitKey tells issues of all accounts apart: two accounts may see the same one.
type hitKey struct {
	host string
	repo string
	n    int
}

func keyOfHit(c *Client, i *Issue) hitKey {
	return hitKey{c.place() + strings.ToLower(c.account.Host), strings.ToLower(i.Repo.String()), i.Number}
}

// mergeParts is everything that came so far. Where only the server knows the
// order, the parts take turns.
func mergeParts(parts []*searchPart, by sorting) SearchResult {
	r := SearchResult{Sent: make([]SentSearch, len(parts))}
	seen := map[hitKey]bool{}
	longest := 0
	for n, p := range parts {
		r.Sent[n] = SentSearch{
			Account: p.place.Account, Query: p.query, Total: p.list.Total, Incomplete: p.incomplete, Err: p.err,
		}
		r.Total += p.list.Total
		r.More = r.More || p.answered && p.pages*perPage < min(p.list.Total, maxHits)
		r.Capped = r.Capped || p.list.Total > maxHits
		if p.answered && (r.At.IsZero() || p.list.At.Before(r.At)) {
			r.At = p.list.At
		}
		longest = max(longest, len(p.list.Items))
	}
	for n := range longest {
		for _, p := range parts {
			if n >= len(p.list.Items) {
				continue
			}
			i := &p.list.Items[n]
			if key := keyOfHit(p.client, i); !seen[key] {
				seen[key] = true
				r.Hits = append(r.Hits, Hit{Issue: *i, At: p.place})
			}
		}
	}
	if by.known() && len(parts) > 1 {
		slices.SortStableFunc(r.Hits, func(a, b Hit) int { return by.compare(&a.Issue, &b.Issue) })
	}
	return r
}
