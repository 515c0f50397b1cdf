package github

import "context"

// Me is the author of a CommitQuery that stands for who asks, which GitHub has no
// word for.
const Me = "@me"

// author is what GitHub lists the commits of who asks by: the login of a token's
// user, asked for if it is not known, or the e-mail address that git writes into
// commits in a clone. An App is nobody.
func (c *Client) author(ctx context.Context, op string) (string, error) {
	const remedy = "Write a login or an e-mail address, as in author:ada."
	switch {
	case c.app != nil:
		return "", c.invalid(op, Me+" is a person, and the account "+c.account.Name+" is an App", remedy)
	case c.token != nil:
		return c.login(ctx)
	}
	email := ""
	if c.email != nil {
		email = c.email(ctx)
	}
	if email == "" {
		return "", c.invalid(op, Me+" is nobody: git knows no address of yours in this clone", remedy+" Or tell git who you are: git config user.email ADDRESS.")
	}
	return email, nil
}
