package conversation

import (
	"errors"
	"slices"
	"strings"
	"time"

	"hubtrail/ui/text"
	"hubtrail/ui/theme"
)

// labels is the width of the column of labels.
const labels = 11

// clipped is the longest text of one row that is looked at, in bytes.
const clipped = 1 << 10

// builder makes the rows of a sheet.
type builder struct {
	p      *Pane
	th     *theme.Theme
	now    time.Time
	width  int
	pieces []piece
	parts  []part
}

// build makes the rows of every sheet anew from what there is.
func (p *Pane) build() {
	p.room()
	for t := range p.sheets {
		b := &builder{p: p, th: p.o.Theme, now: p.o.Client.Now(p.at.Place.Account), width: p.textWidth(0)}
		if p.at.Ref.Number != 0 {
			switch tab(t) {
			case talkTab:
				b.talk()
			case commitsTab:
				b.commitRows()
			case checksTab:
				b.checkRows()
			case filesTab:
				b.fileRows()
			case ownersTab:
				b.ownerRows()
			}
		}
		b.close()
		p.sheets[t].set(b.pieces, b.parts)
	}
	p.forget()
	p.count()
	p.rechoose()
}

// part begins another part.
func (b *builder) part(x part) {
	b.close()
	x.first = len(b.pieces)
	b.parts = append(b.parts, x)
}

// close ends the part begun last.
func (b *builder) close() {
	if n := len(b.parts); n > 0 {
		b.parts[n-1].end = len(b.pieces)
	}
}

func (b *builder) add(x piece) {
	x.part = len(b.parts) - 1
	b.pieces = append(b.pieces, x)
}

// row appends a row.
func (b *builder) row(spans ...span) {
	if n := len(b.pieces); n > 0 && b.pieces[n-1].lines != nil && b.pieces[n-1].part == len(b.parts)-1 && n > b.parts[len(b.parts)-1].first {
		last := &b.pieces[n-1]
		last.lines = append(last.lines, spans)
		last.rows++
		return
	}
	b.add(piece{lines: []line{spans}, rows: 1})
}

func (b *builder) blank() { b.row() }

// text appends a Markdown text.
func (b *builder) text(source string, indent int) {
	t := b.p.passage(source, indent)
	b.add(piece{text: t, rows: t.rows, indent: indent})
}

// field appends a label and its values, in as many rows as they take.
func (b *builder) field(label string, separator string, values ...span) {
	if len(values) == 0 {
		return
	}
	at, room := 0, max(b.width-labels, 8)
	spans := line{{dim, text.Fit(label, labels), nil}}
	for i, v := range values {
		if i < len(values)-1 {
			v.text += separator
		}
		cells := text.Width(v.text)
		if at > 0 && at+cells > room {
			b.row(spans...)
			spans, at = line{{plain, text.Spaces(labels), nil}}, 0
		}
		spans = append(spans, v)
		at += cells
	}
	b.row(spans...)
}

// facts appends what is to be told one after another, in as many rows as it
// takes.
func (b *builder) facts(facts ...line) {
	var row line
	at := 0
	for i, fact := range facts {
		if i < len(facts)-1 {
			fact = append(fact, span{dim, ",", nil})
		}
		cells := 0
		for _, s := range fact {
			cells += text.Width(s.text)
		}
		if at > 0 && at+1+cells > b.width {
			b.row(row...)
			row, at = nil, 0
		}
		if at > 0 {
			row = append(row, span{plain, " ", nil})
			at++
		}
		row = append(row, fact...)
		at += cells
	}
	b.row(row...)
}

// say appends a sentence, wrapped.
func (b *builder) say(i ink, s string) {
	for _, l := range text.Wrap(clip(s), b.width) {
		b.row(span{i, l, nil})
	}
}

// failure appends why something is missing and what to do.
func (b *builder) failure(what string, err error) {
	if err == nil {
		return
	}
	b.say(bad, what+": "+reason(err))
	if r := remedy(err); r != "" {
		b.say(dim, r)
	}
}

// clip makes one safe row of a text from outside, of bounded length.
func clip(s string) string {
	if len(s) > clipped {
		s = strings.ToValidUTF8(s[:clipped], "") + text.Ellipsis
	}
	return text.Clean(s)
}

// reason is what went wrong. What it happened to, the row says.
func reason(err error) string {
	var e interface{ Reason() string }
	if errors.As(err, &e) {
		return e.Reason()
	}
	return err.Error()
}

// remedy is what to do about an error, "" if it does not say.
func remedy(err error) string {
	var e interface{ Remedy() string }
	if errors.As(err, &e) {
		return e.Remedy()
	}
	return ""
}

// who names an account; a deleted one as GitHub does.
func who(login string) string {
	if login == "" {
		return "ghost"
	}
	return clip(login)
}

func person(login string) span { return span{strong, who(login), nil} }

// ago is how long ago something was, "" if nobody knows when.
func (b *builder) ago(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return text.AgoLong(b.now.Sub(t))
}

// talk is the conversation: the issue itself, what it is linked with, its text,
// and what happened since.
func (b *builder) talk() {
	p := b.p
	h := p.head.Value()
	if h == nil {
		return
	}
	b.header(h)
	b.links(h)
	b.part(part{key: "body", url: h.pr.URL, name: p.ref().String(), what: "number"})
	if strings.TrimSpace(h.pr.Body) == "" {
		b.row(span{dim, "No description.", nil})
	} else {
		b.text(h.pr.Body, 0)
	}
	b.blank()
	b.timeline()
}

// timeline is every event, comment and review, oldest first.
func (b *builder) timeline() {
	p := b.p
	items := p.events.Value().Items
	threads := slices.Clone(p.threads.Value().Items)
	for i := 0; i < len(items); {
		e := &items[i]
		switch {
		case e.Kind == "commented":
			b.comment(e)
			i++
		case e.Kind == "reviewed":
			threads = b.review(e, threads)
			i++
		default:
			n := i + 1
			for n < len(items) && items[n].Kind != "commented" && items[n].Kind != "reviewed" {
				n++
			}
			b.run(items[i:n])
			i = n
		}
	}
	switch {
	case p.unfinished() || !p.events.Busy().IsZero() && len(items) > 0:
		b.part(part{key: "more"})
		b.row(span{dim, p.sayMore(), nil})
	case !p.events.Busy().IsZero() && len(items) == 0:
		b.part(part{key: "more"})
		b.row(span{dim, "loading the conversation" + text.Ellipsis, nil})
	case p.events.Complete() && !p.unfinished():
		b.loose(threads)
	}
	if err := p.threads.Err(); err != nil {
		b.part(part{key: "threads"})
		b.failure("The comments on the code are missing", err)
	}
	if err := p.events.Err(); err != nil && len(items) == 0 {
		b.part(part{key: "failed"})
		b.failure("The conversation is missing", err)
	}
}

// sayMore tells how much of the conversation is there.
func (p *Pane) sayMore() string {
	l := p.events.Value()
	if l.Total > len(l.Items) {
		return text.Count(len(l.Items)) + " of " + text.Count(l.Total) + " entries; more are coming" + text.Ellipsis
	}
	return text.Count(len(l.Items)) + " entries; more are coming" + text.Ellipsis
}
