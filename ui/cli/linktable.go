package cli

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"hubtrail/ui/text"
)

// cell is a text from anywhere, and its style on a terminal.
type cell struct {
	text  string
	style text.Style
}

// table writes rows of cells: for people in columns, else with tabs between.
type table struct {
	w       *bufio.Writer
	columns bool
	rows    [][]cell
}

func newTable(to io.Writer, columns bool) *table {
	return &table{w: bufio.NewWriter(to), columns: columns}
}

func (t *table) add(cells ...cell) {
	for i := range cells {
		cells[i].text = plain(cells[i].text)
	}
	t.rows = append(t.rows, cells)
}

// end writes the rows, and tells what kept the whole from being written.
func (t *table) end() error {
	var widths []int
	for _, row := range t.rows {
		for i, c := range row {
			if i == len(widths) {
				widths = append(widths, 0)
			}
			widths[i] = max(widths[i], text.Width(c.text))
		}
	}
	for _, row := range t.rows {
		var line strings.Builder
		for i, c := range row {
			switch {
			case !t.columns && i > 0:
				line.WriteString("\t" + c.text)
			case !t.columns:
				line.WriteString(c.text)
			default:
				line.WriteString(c.style.Render(c.text) + text.Spaces(widths[i]-text.Width(c.text)+2))
			}
		}
		if t.columns {
			fmt.Fprintln(t.w, strings.TrimRight(line.String(), " "))
		} else {
			fmt.Fprintln(t.w, line.String())
		}
	}
	if err := t.w.Flush(); err != nil {
		return fmt.Errorf("write the answer: %w", err)
	}
	return nil
}
