// Program asks imports Bubble Tea as it is.
package main

import (
	"fmt"

	tea "github.com/charmbracelet/bubbletea"
)

func main() { fmt.Printf("main %T\n", tea.Quit) }
