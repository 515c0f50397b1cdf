package store

import (
	"strings"
	"testing"
)

func TestHoldsSecret(t *testing.T) {
	body := strings.Repeat("Ab3", 12)
	tests := []struct {
		text string
		want bool
	}{
		{"ghp_" + body, true},
		{"gho_" + body, true},
		{"ghu_" + body, true},
		{"ghs_" + body, true},
		{"ghr_" + body, true},
		{"github_pat_" + body[:11] + "_" + body, true},
		{`{"a_b":"__","token":"ghs_` + body + `"}`, true},
		{"xghp_" + body, true},
		{"ghp_ghp_" + body, true},
		{"ghp_" + body[:minToken], true},
		{"ghp_" + body[:minToken-1], false},
		{"ghp_" + body[:minToken-1] + " " + body, false},
		{"ghx_" + body, false},
		{"hp_" + body, false},
		{"_" + body, false},
		{"pat_" + body, false},
		{"ghp_", false},
		{"", false},
		{"-----BEGIN RSA PRIVATE KEY-----\nMIIE", true},
		{"-----BEGIN PUBLIC KEY-----", false},
	}
	for _, test := range tests {
		if got := holdsSecret([]byte(test.text)); got != test.want {
			t.Errorf("%q: got %v, want %v", test.text, got, test.want)
		}
	}
}
