// Program quiet imports Bubble Tea and this module's package quiet, and prints
// what CI is before and after Restore.
package main

import (
	"fmt"
	"os"

	tea "github.com/charmbracelet/bubbletea"

	"hubtrail/ui/quiet"
)

func main() {
	before := os.Getenv("CI")
	quiet.Restore()
	after, set := os.LookupEnv("CI")
	fmt.Printf("main %T %q %q %v\n", tea.Quit, before, after, set)
}
