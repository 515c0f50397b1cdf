package embedded

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"
	"unicode/utf16"
)

// bodyLimit bounds what a request may carry, in bytes.
const bodyLimit = 4 << 20

// Limits of what a person writes, in characters as GitHub counts them.
const (
	titleLimit = 256
	textLimit  = 65536
)

// input reads the request's JSON object into v; no body is an empty object.
func (c *call) input(v any) error {
	body, err := io.ReadAll(io.LimitReader(c.r.Body, bodyLimit))
	if err != nil {
		return refuse(http.StatusBadRequest, "The request's body could not be read")
	}
	if len(body) == 0 {
		return nil
	}
	err = json.Unmarshal(body, v)
	if wrong, ok := errors.AsType[*json.UnmarshalTypeError](err); ok {
		return refuse(http.StatusUnprocessableEntity, "Invalid request.\n\nFor '%s', %s is not of the expected type.", wrong.Field, wrong.Value)
	}
	if err != nil {
		return refuse(http.StatusBadRequest, "Problems parsing JSON")
	}
	return nil
}

// field is a part of a request that may be missing, null, or a value.
type field[T any] struct {
	given, null bool
	value       T
}

// UnmarshalJSON takes in what is there.
func (f *field[T]) UnmarshalJSON(b []byte) error {
	f.given = true
	if string(b) == "null" {
		f.null = true
		return nil
	}
	return json.Unmarshal(b, &f.value)
}

// unprocessable is GitHub's refusal of one field.
func unprocessable(e fieldError) *refusal {
	f := refuse(http.StatusUnprocessableEntity, "Validation Failed")
	f.errors = []fieldError{e}
	return f
}

// checkText refuses a text that is longer than GitHub takes.
func checkText(resource, field, text string, limit int) error {
	n := 0
	for _, r := range text {
		n += max(1, utf16.RuneLen(r))
	}
	if n > limit {
		return unprocessable(fieldError{
			Resource: resource, Field: field, Code: "custom", Message: field + " is too long (maximum is " + strconv.Itoa(limit) + " characters)",
		})
	}
	return nil
}

func checkTitle(resource, title string) error {
	if strings.TrimSpace(title) == "" {
		return unprocessable(fieldError{Resource: resource, Field: "title", Code: "missing_field"})
	}
	return checkText(resource, "title", title, titleLimit)
}

// writer is on whose behalf something is written, and with what right.
type writer struct {
	login  string
	app    string // slug of the App, "" for a person
	pushes bool   // may change what belongs to others
}

// owns reports whether the writer wrote it himself.
func (w writer) owns(author string) bool { return author != "" && strings.EqualFold(w.login, author) }

// writer checks that the caller may write in the repository at all.
func (c *call) writer(r *Repository) (writer, error) {
	var w writer
	switch c.who.kind {
	case asInstallation:
		w = writer{login: c.who.app.Slug + "[bot]", app: c.who.app.Slug, pushes: true}
	case asUser:
		if c.who.user == nil {
			return w, notFound()
		}
		if c.who.token.Kind == Classic && !c.who.scope("repo", "public_repo") {
			return w, notFound()
		}
		w = writer{login: c.who.user.Login, pushes: c.who.all || level(c.s.index.role(c.who.user, r)) >= level("write")}
	default:
		return w, refuse(http.StatusUnauthorized, "Requires authentication")
	}
	if r.Archived {
		return w, refuse(http.StatusForbidden, "Repository was archived so is read-only.")
	}
	return w, nil
}

// mayNot is the refusal of a change to what belongs to somebody else.
func mayNot() *refusal { return refuse(http.StatusForbidden, "Must have admin rights to Repository.") }

// written is the time of a write: GitHub keeps whole seconds.
func (c *call) written() time.Time { return c.now().UTC().Truncate(time.Second) }
