package start

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"syscall"

	"github.com/spf13/cobra"

	"hubtrail/keymap"
)

// Main runs the program with its arguments and returns the exit status: 0, 1 for
// a failure, 2 for a usage error, or what a command says.
func Main(args []string, version string) int {
	p := &program{version: version, out: os.Stdout, errs: os.Stderr, in: os.Stdin}
	root := p.root()
	root.SetArgs(args)
	err := root.ExecuteContext(context.Background())
	var sig signalled
	if errors.As(err, &sig) {
		if n, ok := sig.Signal.(syscall.Signal); ok {
			return 128 + int(n)
		}
		return 1
	}
	if err != nil {
		fmt.Fprintln(p.errs, "hubtrail:", err)
		var advice interface{ Remedy() string }
		if errors.As(err, &advice) && advice.Remedy() != "" {
			fmt.Fprintln(p.errs, "  ", advice.Remedy())
		}
		return max(p.exit, 1)
	}
	return p.exit
}

// program is the command line.
type program struct {
	version   string
	in        *os.File
	out, errs io.Writer
	flags     flags
	exit      int
}

func (p *program) root() *cobra.Command {
	root := &cobra.Command{
		Use:   "hubtrail [TARGET]",
		Short: "From anything GitHub shows you to the code, the change and the people behind it",
		Long: `hubtrail browses GitHub in the terminal: accounts, installations, repositories,
commits and patches, by keyboard, offline too.

TARGET is where to begin: owner/repo, owner/repo#12, owner/repo@REF, a commit,
a github.com or Enterprise address, or a folder with a clone. Without it,
hubtrail begins with the clone you stand in, or where you were last time.

Press ? inside for the keys.`,
		Example: `  hubtrail demo                  look around without an account
  hubtrail                       the clone you stand in, and your accounts
  hubtrail cli/cli               a repository
  hubtrail --clone ../project    only that clone, without any account`,
		Args:          p.args(cobra.MaximumNArgs(1)),
		SilenceErrors: true,
		SilenceUsage:  true,
		Version:       p.version,
		RunE: func(_ *cobra.Command, args []string) error {
			arg := ""
			if len(args) > 0 {
				arg = args[0]
			}
			return p.browse(arg)
		},
	}
	root.PersistentPreRunE = func(c *cobra.Command, _ []string) error {
		if err := c.ValidateFlagGroups(); err != nil {
			p.exit = 2
			return err
		}
		return p.checkClone()
	}
	f := root.PersistentFlags()
	f.BoolVar(&p.flags.demo, "demo", false, "use the demo inside the program instead of GitHub")
	f.StringVar(&p.flags.clone, "clone", "", "use the clone in `DIR` instead of GitHub")
	f.StringVar(&p.flags.ConfigFile, "config", "", "read `FILE` instead of ~/.config/hubtrail/config.yml")
	f.StringVar(&p.flags.Theme, "theme", "", "auto, light or dark")
	root.MarkFlagsMutuallyExclusive("demo", "clone")
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error {
		p.exit = 2
		return fmt.Errorf("%w; hubtrail --help lists what there is", err)
	})
	root.SetOut(p.out)
	root.SetErr(p.errs)
	root.AddCommand(p.demo(), p.search(), p.link(), p.unlink(), p.links(), p.owners(), p.release(), p.doctor())
	return root
}

func (p *program) demo() *cobra.Command {
	return &cobra.Command{
		Use:   "demo",
		Short: "Look around in a made-up company: no account, no network",
		Args:  p.args(cobra.NoArgs),
		RunE: func(*cobra.Command, []string) error {
			if p.flags.clone != "" {
				p.exit = 2
				return errors.New("the demo has repositories of its own: leave --clone out")
			}
			p.flags.demo = true
			return p.browse("")
		},
	}
}

// args makes the wrong number of arguments a usage error.
func (p *program) args(check cobra.PositionalArgs) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		if err := check(c, args); err != nil {
			p.exit = 2
			return fmt.Errorf("%w; %s --help says what it takes", err, c.CommandPath())
		}
		return nil
	}
}

// checkClone looks at the folder of --clone before anything is shown.
func (p *program) checkClone() error {
	dir := p.flags.clone
	if dir == "" {
		return nil
	}
	p.exit = 2
	switch info, err := os.Stat(dir); {
	case err != nil:
		return fmt.Errorf("--clone: %w", err)
	case !info.IsDir():
		return fmt.Errorf("--clone: %s is no folder", dir)
	}
	abs, err := filepath.Abs(dir)
	if err != nil {
		return err
	}
	if cloneTop(abs) == "" && !bare(abs) {
		return fmt.Errorf("--clone: %s is not in a git repository", dir)
	}
	p.exit = 0
	return nil
}

// browse runs the program on the terminal.
func (p *program) browse(arg string) error {
	t, err := readTarget(&p.flags, arg)
	if err != nil {
		p.exit = 2
		return err
	}
	table := begun(keymap.Default)
	s := open(p.flags, p.version)
	defer s.close()
	s.table = table
	return s.show(t)
}

// begun does something beside what follows; what it returns waits for the outcome, and
// is called once. It is for what takes a while and touches nothing else.
func begun[T any](do func() T) func() T {
	made := make(chan T, 1)
	go func() { made <- do() }()
	return func() T { return <-made }
}
