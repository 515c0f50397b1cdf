package github

import "time"

// Comment is a comment of a conversation.
type Comment struct {
	ID        int64
	Author    string
	Body      string
	CreatedAt time.Time
	UpdatedAt time.Time
	URL       string
}

// ReviewComment is a comment on a line of a pull request.
type ReviewComment struct {
	Comment
	ReviewID int64
	ReplyTo  int64 // ID of the thread's first comment, 0 if this is it
	Path     string
	Line     int    // in the newest version, 0 if outdated
	OldLine  int    // original_line
	Side     string // LEFT or RIGHT
	Hunk     string // the end of the diff it is about, from @@ on
	Commit   string
}

// ReviewThread is review comments about one place, oldest first.
type ReviewThread struct {
	Path     string
	Line     int // 0 if outdated
	Hunk     string
	Outdated bool
	Comments []ReviewComment
}
