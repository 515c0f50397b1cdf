package github

import "hubtrail/github/codeowners"

// ApprovalState is what is known of an owner's approval.
type ApprovalState int

// Of a path, all but ApprovalElsewhere; of an owner, all but the two of paths
// without owners.
const (
	ApprovalUnowned    ApprovalState = iota // no rule matches
	ApprovalUnset                           // the deciding rule names no owner
	ApprovalOnlyAuthor                      // the author alone owns it: GitHub asks nobody
	ApprovalGiven                           // one of the owners has approved
	ApprovalElsewhere                       // not given, but others have approved all that it owns
	ApprovalRefused                         // an owner has asked for changes, and none has approved
	ApprovalMissing                         // no owner has approved
	ApprovalUnknown                         // somebody has approved, who may be an owner or not
)

// Needed reports whether an owner is to approve it, or has.
func (s ApprovalState) Needed() bool { return s >= ApprovalGiven }

// Approvals is who must approve a pull request as an owner, who has, and who is
// missing, by the CODEOWNERS file of its base branch. It is reckoned here by the
// rules of GitHub's page "About code owners". GitHub insists on it only where the
// base branch requires review from code owners, which it does not tell everybody.
type Approvals struct {
	Pull     PullRequest
	File     *OwnersFile // without a path if the base branch has none
	Commit   string      // that the file was read at
	BaseGone bool        // the base branch is gone: the file is that of its last known commit

	Paths    []PathApproval  // in GitHub's order of files
	Owners   []OwnerApproval // those that are to do something first, then by number of paths
	Missing  []MissingOwners // the most paths first
	Needed   int             // paths that an owner is to approve
	Approved int             // of these, the ones that an owner has
	Unknown  int             // of these, the ones of which it cannot be told
	Cut      bool            // GitHub did not list all files
	NoReview error           // why the reviews are not known, nil if they are
}

// PathApproval is one path that a pull request changes. A rename changes two:
// that the owners of the old path are asked as well is an assumption, for a file
// is taken away there.
type PathApproval struct {
	Path    string
	Other   string           // the other path of a rename, else ""
	Rule    *codeowners.Rule // the one that decides; nil if none matches
	State   ApprovalState
	By      []string // logins of owners who have approved
	Against []string // logins of owners who ask for changes
	Why     string   // it is unknown, in words
}

// OwnerApproval is one owner of changed paths.
type OwnerApproval struct {
	Owner   string // as first written: @user, @org/team or an e-mail address
	State   ApprovalState
	By      []string // logins of those who have approved: the owner's own, or members of the team
	Against []string // logins of those who ask for changes
	Asked   bool     // GitHub waits for the owner's review
	Why     string   // what cannot be known of the owner, in words; "" if nothing
	Paths   []int    // indexes of Approvals.Paths
}

// MissingOwners is owners of which any one is to approve some paths still.
type MissingOwners struct {
	Owners []string // without the author
	Paths  int
}
