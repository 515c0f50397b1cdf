package github

import "time"

// CommitRecord is a commit as release tools record it: what it is, who wrote it,
// and which files it touches.
type CommitRecord struct {
	ID          string    // the SHA
	Repository  string    // "owner/name"
	AuthorName  string    // "" if the commit has none
	AuthorEmail string    // "" if the commit has none
	Message     string    // whole: the subject, an empty line, the body
	Timestamp   time.Time // when it was written, in UTC
	PatchSet    []PatchChange
}

// PatchChange is one path of a patch set.
type PatchChange struct {
	Path string
	Type PatchType
}

// PatchType is what happened to a path, in git's letters.
type PatchType string

// The three types: a rename is a path deleted and another added.
const (
	PatchAdded    PatchType = "A"
	PatchModified PatchType = "M"
	PatchDeleted  PatchType = "D"
)

// RecordOf is the record of a commit of a repository. Its patch set is as whole as
// the commit's files: Capped says whether GitHub left some out.
func RecordOf(repo RepoRef, c CommitFiles) CommitRecord {
	return CommitRecord{
		ID: c.SHA, Repository: repo.String(), AuthorName: c.Author.Name, AuthorEmail: c.Author.Email,
		Message: c.Message(), Timestamp: c.Author.At.UTC(), PatchSet: PatchSet(c.Files),
	}
}

// PatchSet is what files add, modify and delete, in their order. A rename is its
// previous path deleted, then its path added; what is copied, changed or unchanged
// is left out.
func PatchSet(files []File) []PatchChange {
	set := make([]PatchChange, 0, len(files))
	for i := range files {
		switch f := &files[i]; f.Status {
		case "added":
			set = append(set, PatchChange{f.Path, PatchAdded})
		case "modified":
			set = append(set, PatchChange{f.Path, PatchModified})
		case "removed":
			set = append(set, PatchChange{f.Path, PatchDeleted})
		case "renamed":
			if f.PreviousPath != "" {
				set = append(set, PatchChange{f.PreviousPath, PatchDeleted})
			}
			set = append(set, PatchChange{f.Path, PatchAdded})
		}
	}
	return set
}

// Message is the whole message: the subject, an empty line, the body.
func (c Commit) Message() string {
	if c.Body == "" {
		return c.Subject
	}
	return c.Subject + "\n\n" + c.Body
}
