package embedded

import (
	"errors"
	"net/http"
	"strconv"
	"time"

	"github.com/golang-jwt/jwt/v5"
)

// jwtLifetime is how far ahead of GitHub's clock the exp claim may lie.
const jwtLifetime = 10 * time.Minute

func undecodable() *refusal {
	return refuse(http.StatusUnauthorized, "A JSON web token could not be decoded")
}

// identifyApp checks an App's JSON web token by GitHub's rules: signed with
// RS256 by the App's key, exp at most ten minutes ahead, iat not ahead, iss the
// App's id or its client id.
func (s *Server) identifyApp(token string) (*identity, error) {
	parser := jwt.NewParser(jwt.WithValidMethods([]string{"RS256"}), jwt.WithoutClaimsValidation(), jwt.WithJSONNumber())
	var app *App
	claims := jwt.MapClaims{}
	_, err := parser.ParseWithClaims(token, claims, func(t *jwt.Token) (any, error) {
		if app = s.index.issuer(claims["iss"]); app == nil {
			return nil, errNoIssuer
		}
		if app.Key == nil {
			return nil, errors.New("the App has no key")
		}
		return app.Key, nil
	})
	if errors.Is(err, errNoIssuer) {
		return nil, refuse(http.StatusUnauthorized, "'Issuer' claim ('iss') must be an Integer or the client ID of the integration")
	}
	if err != nil {
		return nil, undecodable()
	}
	now := s.options.Now()
	exp, err := claims.GetExpirationTime()
	if err != nil || exp == nil {
		return nil, refuse(http.StatusUnauthorized, "'Expiration time' claim ('exp') must be a numeric value representing the future time at which the assertion expires")
	}
	if !exp.After(now) {
		return nil, refuse(http.StatusUnauthorized, "'Expiration time' claim ('exp') must be a numeric value representing the future time at which the assertion expires")
	}
	if exp.After(now.Add(jwtLifetime)) {
		return nil, refuse(http.StatusUnauthorized, "'Expiration time' claim ('exp') is too far in the future")
	}
	iat, err := claims.GetIssuedAt()
	if err != nil || iat == nil || iat.After(now) {
		return nil, refuse(http.StatusUnauthorized, "'Issued at' claim ('iat') must be an Integer representing the time that the assertion was issued")
	}
	return &identity{kind: asApp, quota: "app " + strconv.FormatInt(app.ID, 10), app: app}, nil
}

var errNoIssuer = errors.New("no App has this issuer")

// issuer finds an App by the iss claim: its id as a number or text, or its
// client id.
func (x *index) issuer(claim any) *App {
	var iss string
	switch v := claim.(type) {
	case string:
		iss = v
	case interface{ String() string }:
		iss = v.String()
	}
	for _, a := range x.apps {
		if iss != "" && (iss == strconv.FormatInt(a.ID, 10) || iss == a.ClientID) {
			return a
		}
	}
	return nil
}
