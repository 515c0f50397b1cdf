package auth

import (
	"context"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"
)

// FromEnv gives the trimmed value of an environment variable. getenv is os.Getenv or the like.
func FromEnv(getenv func(string) string, name string) func(context.Context) (string, error) {
	return func(context.Context) (string, error) {
		value := strings.TrimSpace(getenv(name))
		if err := check(value); err != nil {
			if value == "" {
				return "", fmt.Errorf("the environment variable %s is not set or empty: put a GitHub token in it", name)
			}
			return "", fmt.Errorf("the environment variable %s holds no GitHub token: %w: set it to the token alone", name, err)
		}
		return value, nil
	}
}

// FromFile gives the trimmed content of a file that holds a token and nothing else. read is
// os.ReadFile or the like.
func FromFile(read func(path string) ([]byte, error), path string) func(context.Context) (string, error) {
	return func(context.Context) (string, error) {
		data, err := read(path)
		if err != nil {
			return "", fmt.Errorf("the token file %s cannot be read: %w", filepath.Clean(path), bare(err))
		}
		value := strings.TrimSpace(strings.TrimPrefix(string(data), "\ufeff"))
		if err := check(value); err != nil {
			return "", fmt.Errorf("the token file %s holds no GitHub token: %w: put the token alone in it", filepath.Clean(path), err)
		}
		return value, nil
	}
}

// bare takes the path from an error of a file: the message has it already.
func bare(err error) error {
	if p, ok := err.(*fs.PathError); ok {
		return p.Err
	}
	return err
}
