package text

import "testing"

func TestRow(t *testing.T) {
	red, hit := Style{"<r>", "</r>"}, Style{"<h>", "</h>"}
	base := Style{"<b>", "</b>"}
	for _, tt := range []struct {
		name string
		draw func(r *Row)
		want string
	}{
		{"empty", func(r *Row) { r.Reset(3, Style{}) }, "   "},
		{"no width", func(r *Row) { r.Reset(0, Style{}); r.Add(red, "abc"); r.Fit(red, "abc", 2) }, ""},
		{"negative width", func(r *Row) { r.Reset(-4, Style{}); r.Put(red, "abc"); r.Space(2) }, ""},
		{"padded", func(r *Row) { r.Reset(5, Style{}); r.Add(red, "abc") }, "<r>abc</r>  "},
		{"cut", func(r *Row) { r.Reset(3, Style{}); r.Add(red, "abcd"); r.Add(red, "x") }, "<r>ab…</r>"},
		{"cut without a mark", func(r *Row) { r.Reset(3, Style{}); r.Put(red, "abcd") }, "<r>abc</r>"},
		{"wide cut", func(r *Row) { r.Reset(3, Style{}); r.Put(red, "日本"); r.Put(red, "x") }, "<r>日</r> "},
		{"base", func(r *Row) { r.Reset(4, base); r.Add(red, "a"); r.Add(Style{}, "b") }, "<b><r>a</r><b>b  </b>"},
		{"columns", func(r *Row) {
			r.Reset(12, Style{})
			r.Fit(red, "name", 3)
			r.Space(1)
			r.FitRight(Style{}, "12", 4)
			r.FitLeft(hit, "a/b/c", 4)
		}, "<r>na…</r>   12<h>…b/c</h>"},
		{"filled", func(r *Row) { r.Reset(4, base); r.Fill(red, "─", 3); r.Fill(red, "─", -1); r.Fill(hit, "═", 9) }, "<b><r>───</r><b><h>═</h><b></b>"},
		{"column past the end", func(r *Row) { r.Reset(3, Style{}); r.Fit(Style{}, "ab", 2); r.Fit(Style{}, "cd", 9) }, "ab…"},
		{"too long number", func(r *Row) { r.Reset(3, Style{}); r.FitRight(Style{}, "12345", 3) }, "12…"},
		{"sideways", func(r *Row) { r.ResetAt(4, 2, Style{}); r.Put(red, "a"); r.Put(hit, "bcd"); r.Put(red, "efghi") }, "<h>cd</h><r>ef</r>"},
		{"sideways, adding", func(r *Row) { r.ResetAt(2, 1, Style{}); r.Add(red, "abcdef") }, "<r>bc</r>"},
		{"sideways past the end", func(r *Row) { r.ResetAt(2, 9, Style{}); r.Put(red, "abc") }, "  "},
		{"sideways through a wide one", func(r *Row) { r.ResetAt(3, 1, Style{}); r.Put(red, "日本") }, " <r>本</r>"},
		{"sideways columns", func(r *Row) {
			r.ResetAt(9, 3, Style{})
			r.Fit(red, "name", 5)
			r.Space(2)
			r.FitRight(hit, "12", 4)
			r.FitLeft(red, "a/b/c", 4)
		}, "<r>e </r>    <h>12</h><r>…</r>"},
		{"sideways marked", func(r *Row) { r.ResetAt(4, 1, Style{}); r.Mark(red, hit, "abcd", 5, []int{0, 2}) },
			"<r>b</r><h>c</h><r>d</r> "},
		{"marked", func(r *Row) { r.Reset(6, Style{}); r.Mark(red, hit, "abcde", 6, []int{0, 2, 3}) },
			"<h>a</h><r>b</r><h>cd</h><r>e</r> "},
		{"marked and cut", func(r *Row) { r.Reset(3, Style{}); r.Mark(red, hit, "abcde", 3, []int{1, 4}) },
			"<r>a</r><h>b</h><r>…</r>"},
		{"marked combining", func(r *Row) { r.Reset(3, Style{}); r.Mark(red, hit, "e\u0301xy", 3, []int{2}) },
			"<r>e\u0301</r><h>x</h><r>y</r>"},
		{"unmarked", func(r *Row) { r.Reset(3, Style{}); r.Mark(red, hit, "ab", 3, nil) }, "<r>ab</r> "},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var r Row
			tt.draw(&r)
			if got := r.String(); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestRowCostsItsString(t *testing.T) {
	var r Row
	draw := func() {
		r.Reset(80, Style{})
		r.Mark(Style{}, Style{"<", ">"}, "some/name", 30, []int{1, 2})
		r.Fit(Style{}, "日本語 and more", 20)
		_ = r.String()
	}
	draw()
	if got := testing.AllocsPerRun(100, draw); got != 1 {
		t.Errorf("a row: got %v allocations, want 1", got)
	}
}

func TestSpans(t *testing.T) {
	got := Spans(6, Span{"ab", Style{"<", ">"}}, Span{"cdefgh", Style{}})
	if want := "<ab>cde…"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestRender(t *testing.T) {
	st := Style{"<", ">"}
	if got, want := st.Render("x")+st.Render("")+(Style{}).Render("y"), "<x>y"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
