package github

// File is one file of a commit or of a comparison.
type File struct {
	Path         string
	PreviousPath string // of a rename or copy, else ""
	Status       string // added, removed, modified, renamed, copied, changed, unchanged
	Additions    int
	Deletions    int
	Patch        string // hunks only; "" for binary files, pure renames and patches GitHub left out
	SHA          string // of the blob, the old one's if the file was removed; a submodule's commit
	URL          string // on the web

	// What only trees tell: it is "" of a commit's files, and OldSHA and OldMode
	// are "" of a file that was added, NewMode is "" of one that was removed.
	OldSHA  string
	OldMode string // as git writes it: 100644, or one of the modes below
	NewMode string

	// Uncounted says that the contents differ and nobody counted their lines, as of
	// what was found by comparing trees: Additions and Deletions are 0 and mean
	// nothing, and there is no patch.
	Uncounted bool

	// Apart tells of a patch that is kept apart, as StoredCommitList leaves it: Patch
	// is "" then and means nothing.
	Apart PatchApart
}

// Modes of what is no ordinary file.
const (
	ModeExecutable = "100755"
	ModeLink       = "120000" // symbolic: its contents are where it leads
	ModeSubmodule  = "160000" // its SHA is another repository's commit
)

// HasPatch reports whether there is a patch, here or kept apart.
func (f *File) HasPatch() bool { return f.Patch != "" || f.Apart.Lines > 0 }

// PatchLeftOut reports whether contents differ, not known to be binary, and no
// patch was sent: GitHub sends none above 20,000 lines or 500 kB a file.
func (f File) PatchLeftOut() bool {
	return !f.HasPatch() && (f.Additions+f.Deletions > 0 || f.Uncounted)
}

// CommitFiles is a commit with its files. Files grows page by page.
type CommitFiles struct {
	Commit
	Files     []File
	Additions int
	Deletions int
	Apart     string // of StoredCommitList: the hash of the patches that are kept apart, "" if none are
	Capped    bool   // GitHub lists no more than 3,000 files of a commit, and the trees do not tell the rest
}
