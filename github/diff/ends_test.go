package diff

import "testing"

func TestEndsOf(t *testing.T) {
	for patch, want := range map[string]Ends{
		"":                                EndsLF,
		"@@ -1 +1 @@\n-a\n+b\n":           EndsLF,
		"@@ -1,2 +1,2 @@\n c\r\n-a\n+b\n": EndsLF,
		"@@ -1 +1 @@\n-a\rx\n+b\n":        EndsLF,
		"@@ -1 +1 @@\n-a\r\n+b\r\n":       EndsCRLF,
		"@@ -0,0 +1 @@\n+b\r\n":           EndsCRLF,
		"@@ -0,0 +1 @@\n+b\r":             EndsCRLF,
		"@@ -1 +1 @@\n-a\r\n+b\n":         EndsToLF,
		"@@ -1 +1 @@\n-a\n+b\r\n":         EndsToCRLF,
		"@@ -1 +1,2 @@\n-a\n+b\r\n+c\n":   EndsMixed,
		"@@ -1 +1,2 @@\n-a\r\n+b\r\n+c\n": EndsMixed,
		"@@ -1,2 +1 @@\n-a\r\n-c\n+b\n":   EndsMixed,
	} {
		if got := EndsOf(patch); got != want {
			t.Errorf("%q: got %d, want %d", patch, got, want)
		}
	}
}

func TestOfSubmodule(t *testing.T) {
	for patch, want := range map[string]bool{
		"@@ -1 +1 @@\n-Subproject commit aaaa\n+Subproject commit bbbb": true,
		"@@ -0,0 +1 @@\n+Subproject commit bbbb\n":                      true,
		"@@ -1 +1 @@\n-Subproject commit aaaa\n+another line\n":         false,
		"@@ -1,2 +1 @@\n-Subproject commit aaaa\n Subproject commit b":  false,
		"-Subproject commit aaaa\n+Subproject commit bbbb":              false,
		"@@ -1 +1 @@": false,
		"":            false,
	} {
		if got := OfSubmodule(patch); got != want {
			t.Errorf("%q: got %v, want %v", patch, got, want)
		}
	}
}
