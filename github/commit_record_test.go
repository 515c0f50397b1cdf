package github

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestPatchSet(t *testing.T) {
	for _, tt := range []struct {
		name  string
		files []File
		want  []PatchChange
	}{
		{"none", nil, []PatchChange{}},
		{"each", []File{{Path: "z", Status: "added"}, {Path: "a", Status: "modified"}, {Path: "m", Status: "removed"}}, []PatchChange{{"z", "A"}, {"a", "M"}, {"m", "D"}}},
		{"a rename is two, the old one first", []File{{Path: "a/new", PreviousPath: "z/old", Status: "renamed"}}, []PatchChange{{"z/old", "D"}, {"a/new", "A"}}},
		{"a rename of nobody knows what", []File{{Path: "new", Status: "renamed"}}, []PatchChange{{"new", "A"}}},
		{"the rest is ignored", []File{
			{Path: "a", PreviousPath: "b", Status: "copied"}, {Path: "c", Status: "changed"}, {Path: "d", Status: "unchanged"},
			{Path: "e", Status: "grown"}, {Path: "f"}, {Path: "g", Status: "Added"},
		}, []PatchChange{}},
	} {
		if diff := cmp.Diff(tt.want, PatchSet(tt.files)); diff != "" {
			t.Errorf("%s: got another set (-want +got):\n%s", tt.name, diff)
		}
	}
}

func TestRecordOf(t *testing.T) {
	written := time.Date(2026, 1, 2, 3, 4, 5, 0, time.FixedZone("", -7*3600))
	full := CommitFiles{
		Commit: Commit{
			SHA: shaOf(1), Subject: "Fix it", Body: "Because.\n\nFixes #3", Author: Person{Name: "Ada", Email: "ada@example.org", Login: "ada", At: written},
			Committer: Person{Name: "GitHub", At: day},
		},
		Files: []File{{Path: "a", Status: "modified"}},
	}
	want := CommitRecord{
		ID: shaOf(1), Repository: "acme/app", AuthorName: "Ada", AuthorEmail: "ada@example.org", Message: "Fix it\n\nBecause.\n\nFixes #3",
		Timestamp: time.Date(2026, 1, 2, 10, 4, 5, 0, time.UTC), PatchSet: []PatchChange{{"a", "M"}},
	}
	got := RecordOf(app, full)
	if diff := cmp.Diff(want, got); diff != "" || got.Timestamp.Location() != time.UTC {
		t.Errorf("got another record in %v (-want +got):\n%s", got.Timestamp.Location(), diff)
	}
	// Either of name and address may be missing, and so may a body.
	got = RecordOf(app, CommitFiles{Commit: Commit{Subject: "Fix"}})
	if got.Message != "Fix" || got.AuthorName+got.AuthorEmail != "" || !got.Timestamp.IsZero() || len(got.PatchSet) != 0 {
		t.Errorf("got %+v, want what there is", got)
	}
}
