package demo

import (
	"encoding/json"
	"net/http"
	"testing"
	"time"

	"hubtrail/github/embedded"
)

// Each organisation of the demo answers as its story says.
func TestDemoIsServed(t *testing.T) {
	h := embedded.Transport(embedded.New(World(t.TempDir()), embedded.Options{Now: func() time.Time { return Day }}))
	tests := []struct {
		token, path string
		status      int
	}{
		{UserToken, "/user", 200},
		{UserToken, "/user/repos?per_page=100", 200},
		{UserToken, "/repos/northwind/storefront/commits", 200},
		{UserToken, "/repos/northwind/webshop", 301},
		{UserToken, "/repos/northwind/storefront/hooks", 200},
		{UserToken, "/repos/northwind-labs/parcel-vision/hooks", 404},
		{UserToken, "/repos/northwind/new-warehouse/commits", 409},
		{UserToken, "/repos/tidewater/harbour-api", 404},
		{UserToken, "/repos/tidewater/tide-tables/branches", 200},
		{FineGrainedToken, "/repos/northwind/billing/commits", 200},
		{FineGrainedToken, "/repos/ada-lindqvist/notes", 404},
		{FineGrainedToken, "/repos/northwind/storefront/hooks", 403},
	}
	for _, tt := range tests {
		req, err := http.NewRequestWithContext(t.Context(), "GET", "https://api.github.com"+tt.path, nil)
		if err != nil {
			t.Fatal(err)
		}
		req.Header.Set("Authorization", "Bearer "+tt.token)
		res, err := h.RoundTrip(req)
		if err != nil {
			t.Fatal(err)
		}
		var v any
		if err := json.NewDecoder(res.Body).Decode(&v); err != nil || res.StatusCode != tt.status {
			t.Errorf("%s: got %d, %v, want %d with JSON", tt.path, res.StatusCode, err, tt.status)
		}
		res.Body.Close()
	}
}
