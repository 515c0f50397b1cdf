package start

import "github.com/spf13/cobra"

func (p *program) owners() *cobra.Command { return &cobra.Command{Use: "owners"} }
func (p *program) doctor() *cobra.Command { return &cobra.Command{Use: "doctor"} }
