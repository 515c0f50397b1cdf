package demo

import (
	"context"
	"testing"
)

func TestTry(t *testing.T) {
	w := World("/tmp/hubdemo")
	for i := range w.Repositories {
		_, err := w.Repositories[i].Open(context.Background())
		if err != nil {
			t.Fatal(err)
		}
	}
}
