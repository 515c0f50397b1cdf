package github

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net"
	"net/url"

	"hubtrail/github/transport"
)

// failed turns an error of the transport, without an answer, into an Error.
func (c *Client) failed(op string, s *session, err error) error {
	if stop := canceled(op, err); stop != nil {
		return stop
	}
	var inner *Error
	if errors.As(err, &inner) { // minting the token failed, and says why already
		e := *inner
		e.Op = cleanMessage(op)
		if s.installation != nil && e.URL == "" && (e.kind == ErrSuspended || e.kind == ErrNotGranted) {
			e.URL = c.settingsURL(s)
		}
		return &e
	}
	e := c.fault(op, ErrOffline)
	e.cause = err
	var (
		limited    *transport.Limited
		paused     *transport.Paused
		large      *transport.TooLarge
		redirected *transport.RedirectError
		credential *transport.CredentialError
		broken     *brokenBody
	)
	switch {
	case errors.As(err, &limited):
		e.Status, e.Message, e.RequestID = limited.Status, cleanMessage(limited.Message), cleanMessage(limited.RequestID)
		e.kind, e.Until = ErrRateLimited, limited.Until
	case errors.As(err, &paused):
		e.kind, e.Until = ErrRateLimited, paused.Until
		if paused.Secondary {
			e.remedy = "GitHub asks for a slower pace: requests go on by themselves after the pause."
		}
	case errors.As(err, &large):
		e.kind, e.Message, e.remedy = ErrBadAnswer, cleanMessage(large.Error()), "Open it in the browser instead."
	case errors.As(err, &redirected):
		e.kind, e.Message = ErrBadAnswer, cleanMessage(redirected.Error())
	case errors.As(err, &credential):
		e.kind, e.Message, e.cause = ErrBadCredentials, cleanMessage(credential.Err.Error()), nil
		e.remedy = "Mend the credential as the text says, then press r; hubtrail doctor checks it."
		if s.app {
			e.kind = ErrBadKey
		}
	case errors.As(err, &broken) && !errors.Is(err, context.DeadlineExceeded):
		e.kind, e.Message = ErrBadAnswer, cleanMessage(broken.Error())
		e.remedy = "Try again: the connection was lost in the middle."
	default:
		e.Message, e.kind = network(err)
	}
	return e
}

// network sorts what can go wrong between here and the host.
func network(err error) (message string, kind error) {
	var (
		dns       *net.DNSError
		unknownCA x509.UnknownAuthorityError
		hostname  x509.HostnameError
		invalid   x509.CertificateInvalidError
		verify    *tls.CertificateVerificationError
		record    tls.RecordHeaderError
		alert     tls.AlertError
		timeout   interface{ Timeout() bool }
		request   *url.Error
	)
	if errors.As(err, &request) {
		err = request.Err // without the URL
	}
	message = cleanMessage(err.Error())
	switch {
	case errors.As(err, &verify), errors.As(err, &unknownCA), errors.As(err, &hostname), errors.As(err, &invalid),
		errors.As(err, &record), errors.As(err, &alert):
		return message, ErrTLS
	case errors.As(err, &dns):
		return "its name could not be looked up", ErrOffline
	case errors.Is(err, context.DeadlineExceeded), errors.As(err, &timeout) && timeout.Timeout():
		return "", ErrTimeout
	default:
		return message, ErrOffline
	}
}
