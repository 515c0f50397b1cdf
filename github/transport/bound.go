package transport

import (
	"io"
	"net/http"
)

// Bound fails answers that are larger than Limit bytes, after decompression, with a *TooLarge: at
// once if the server says the length, else when the reader gets there.
type Bound struct {
	Next  http.RoundTripper
	Limit int64
}

// RoundTrip sends the request.
func (b *Bound) RoundTrip(req *http.Request) (*http.Response, error) {
	resp, err := b.Next.RoundTrip(req)
	if err != nil || resp.Body == nil || req.Method == http.MethodHead {
		return resp, err
	}
	large := &TooLarge{Path: req.URL.Path, Limit: b.Limit}
	if resp.ContentLength > b.Limit {
		_ = resp.Body.Close()
		return nil, large
	}
	resp.Body = &bounded{ReadCloser: resp.Body, left: b.Limit, large: large}
	return resp, nil
}

// bounded is a body that ends in an error instead of its byte after the last allowed.
type bounded struct {
	io.ReadCloser
	left  int64
	large *TooLarge
}

func (b *bounded) Read(p []byte) (int, error) {
	if b.left < 0 {
		return 0, b.large
	}
	// One byte more than allowed tells an answer that is just as long as the limit from a longer one.
	if int64(len(p)) > b.left+1 {
		p = p[:b.left+1]
	}
	n, err := b.ReadCloser.Read(p)
	b.left -= int64(n)
	if b.left < 0 {
		return n - 1, b.large
	}
	return n, err
}
