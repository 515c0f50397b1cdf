package github

import (
	"fmt"
	"reflect"
	"testing"
	"time"
)

// fill sets every field of a value to something, n telling one row from another.
func fill(v reflect.Value, n int) {
	switch v.Kind() {
	case reflect.String:
		v.SetString(fmt.Sprintf("text %d", n))
	case reflect.Int, reflect.Int64:
		v.SetInt(int64(n%3 + 1))
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		for i := range 2 {
			fill(v.Index(i), n+i)
		}
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fill(v.Elem(), n+1)
	case reflect.Struct:
		if v.Type() == reflect.TypeFor[time.Time]() {
			v.Set(reflect.ValueOf(day.Add(time.Duration(n) * time.Second)))
			return
		}
		for i := range v.NumField() {
			fill(v.Field(i), n+i)
		}
	}
}

// keptTwice keeps a full row and an empty one, and wants them back.
func keptTwice[T any](t *testing.T, rows func() layout[T]) {
	t.Helper()
	var full, empty T
	fill(reflect.ValueOf(&full).Elem(), 1)
	for _, list := range [][]T{{full, empty}, {empty}, {}} {
		want := Listing[T]{Items: list, At: day, Total: len(list)}
		got, ok := rows().decode(rows().encode(want))
		if !ok || !reflect.DeepEqual(got, want) {
			t.Errorf("got %+v, %v, want %+v", got, ok, want)
		}
	}
}

func TestIssueRows(t *testing.T) {
	keptTwice(t, issueRows)
	keptTwice(t, pullRows)
	keptTwice(t, eventRows)
	keptTwice(t, labelRows)
	keptTwice(t, milestoneRows)
	keptTwice(t, textRows)
}

func TestShelvedRows(t *testing.T) {
	row := shelve(storedIssues()[0], day, nil)
	row.learnPull(PullRequest{Issue: storedIssues()[0], Reviewers: []string{"bob"}, Teams: []string{"web"}, Head: PullEnd{Ref: "fix", SHA: "abc"}})
	row.learnReviews([]Event{{Kind: "reviewed", Actor: "bob"}})
	row.item.Review, row.item.Status, row.item.Linked, row.item.ReviewedBy = "approved", "success", true, []string{"cy"}
	want := Listing[*shelved]{Items: []*shelved{row, shelve(storedIssues()[1], day, nil), {}}, At: day, Total: 3}
	got, ok := shelvedRows().decode(shelvedRows().encode(want))
	if !ok || !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, %v, want %+v", got, ok, want)
	}
}

// FuzzKeptRows reads files that nobody wrote.
func FuzzKeptRows(f *testing.F) {
	var issue Issue
	fill(reflect.ValueOf(&issue).Elem(), 1)
	f.Add(issueRows().encode(Listing[Issue]{Items: []Issue{issue}, At: day}))
	f.Add(shelvedRows().encode(Listing[*shelved]{Items: []*shelved{shelve(issue, day, nil)}, At: day}))
	f.Add(eventRows().encode(Listing[Event]{Items: []Event{{Kind: "commented", Source: &issue}}, At: day}))
	f.Fuzz(func(t *testing.T, data []byte) {
		if l, ok := issueRows().decode(data); ok {
			issueRows().encode(l)
		}
		if l, ok := eventRows().decode(data); ok {
			eventRows().encode(l)
		}
		if l, ok := pullRows().decode(data); ok {
			pullRows().encode(l)
		}
		if l, ok := shelvedRows().decode(data); ok {
			for _, row := range l.Items {
				row.issue()
			}
		}
		writtenAt(data)
	})
}

// FuzzTemplate reads whatever a file in that folder may hold.
func FuzzTemplate(f *testing.F) {
	f.Add("---\nname: Crash\nlabels: [a, b]\nassignees: x, y\n---\n\nBody")
	f.Add("---\r\nname: [\r\n---\r\n")
	f.Add("--- \n---\n")
	f.Fuzz(func(t *testing.T, text string) {
		got := template("x/y.md", text)
		if len(got.Body) > len(text) {
			t.Errorf("%q: got a body of %d bytes, longer than the file", text, len(got.Body))
		}
	})
}
