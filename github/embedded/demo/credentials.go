package demo

import (
	"crypto/rsa"
	"crypto/x509"
	"encoding/pem"
)

// The credentials of the demo. They are public, known to everybody who has the
// program, and open nothing but the demo: GitHub knows neither the App nor the
// tokens.
const (
	AppID    int64 = 990_001
	ClientID       = "Iv23liHubtrailDemo00"
	// UserToken is the classic token of the demo's person.
	UserToken = "ghp_HubtrailDemoTokenOpensNothingAtAll00"
	// FineGrainedToken is the same person's, for one organisation, and expires
	// three weeks after Day.
	FineGrainedToken = "github_pat_HubtrailDemoTokenOpensNothingAtAll00"
)

// PrivateKey is the key of the demo's App as PEM (PKCS#1). It is worthless on
// purpose: see the constants.
func PrivateKey() []byte { return []byte(worthlessKey) }

// worthlessKey signs for an App that exists in the demo only. It is written
// down here because making an RSA key takes longer than starting the program.
const worthlessKey = `-----BEGIN RSA PRIVATE KEY-----
MIIEpAIBAAKCAQEA0I5gaxlQALlWsyfw99Ft3VjJq8F37NVuhZkryMiobfxOAGV5
2TeKBgJjUznxYkXYrc3aO5DPYu2LVcK8rEEOung7zrM6wk/QSV9KCv0+zYGy2hmF
3aCmX50PSx/IYONFTTyJ0iuqNZrNgNnyTldugZVfwQy+QvPDA32qHKobStMOfKdg
QY+i/Vn5WfszoZQ/fbylGVWXeIopiJp0A4VK/HKLa9PpQ17Ns4XqNiRpPHeaIgY6
8w/r6lnJFnTm2aIRnyx50f69RmFtxOyP9CXL6NkTLp5KoV1gY/0cDUGW61EnJCAi
9YWE3H+dcCO4epbvhy6eLwkzPyTp+KnG7hM0JwIDAQABAoIBAFvaWRzSSSoIdubw
8HA1DO4v7KJ40xi757FvhJkpxwSp2rDSAJhqnZ+H7bb6DhX6LTRfNX6GiNBJTtS2
r+ItxQ7bZXvj9D0gadvm2/V7E+3u8ZadJxg1aREzW0j69oW1kxAxWYH3OT/irh/R
3aYjW8g2wbWEp0dVlM40yndVdC+/eO04inLKWzGAIxCBcYvZDjyWs3ZaMTTaWOhr
hPNZHnOrowH8jtr8kzIyjTC2p7po4e/ZNvJBJC9DE7b11BEsxI40wf4FZwZqxBe3
k49LgZOpIDGkhnLUahWmBNttAHZ3lnLsUVSwUlRf9HyvnrCPqBCPB2iDF4P57rMs
Rw5RBAECgYEA9mr8OpMAm4HdM08M0Ey+DBe75F7pjfsaKU6o8nIFZtWo0qx/7TiL
RYflidrTk/dDQ1Q4oVpFVe+QwEl5fuS+4m6gliFMlc0cwGZ2BbNHHmt+a+s5xxAu
Te+w8wtN0yh9gc7ur/dKmHn/i1JSw4YdPVWLGuodH8OsTJu/cbhQa48CgYEA2Kp9
PkXuREFY1KdFyNGe6NjnWd8yWxhMHkk65TJwaEuYIw6EFWBvyZmx+nBIq2X6wd29
XMJMX6AvLlEnlU3/X3uIVwkuItPuTfxNSXugqBrGnD2srDqqjvWS4Of3faDW7+Hw
s7GV9yDG8hNHWSO+umwu78LXpColSqgrqUROQekCgYB/vdpfqxEnjFzVWmd0HDRx
JGSc8K72kXNwcnyWopE2TBCmlhIDMcrREq/llPEVxZqy7pgk3R0QfY52gCBhrcde
rqbE7SI8jgYXn4YTUmrN1D/HRju/fB3k/RqoA/YmPtlBT7rgsbuT67qTyOtqvL2v
rAbevvq2GsPZOuw10ayu9QKBgQC5C0LUAJ2yJa1cUVBEZuM1MqrEEt/K9UFtTFXE
kgN2z7krl6YvK6HNqDpdDbDC0eIL2Pl1U2wu73vcLuuDlI3aWoLi8rA4hpAsgqLv
c2qOp++gWPw0TBaG6i17cCHrZYascWdF0RGncpL3BIgXFXQ7e1HK67mIN4aJ8H75
naDIoQKBgQCsrz9IucmcoJLthEPOV0DQBRKHFhUEohaLU6qAsWE6mqsTCuT+4dN2
gAltO8elKunQAf0ZnN9hpemKgEoh5wRlFRJRYkVN3u5d2xSa2TAXkGSDjiqsGS+p
iaSThPHs6Buy48I7ixdBCLkYPFrLIxagPHjJPjELUqYSDc3fXbB2vw==
-----END RSA PRIVATE KEY-----
`

// worthlessPublicKey belongs to it; taking it from the private key would cost
// checking its primes at every start.
const worthlessPublicKey = `-----BEGIN RSA PUBLIC KEY-----
MIIBCgKCAQEA0I5gaxlQALlWsyfw99Ft3VjJq8F37NVuhZkryMiobfxOAGV52TeK
BgJjUznxYkXYrc3aO5DPYu2LVcK8rEEOung7zrM6wk/QSV9KCv0+zYGy2hmF3aCm
X50PSx/IYONFTTyJ0iuqNZrNgNnyTldugZVfwQy+QvPDA32qHKobStMOfKdgQY+i
/Vn5WfszoZQ/fbylGVWXeIopiJp0A4VK/HKLa9PpQ17Ns4XqNiRpPHeaIgY68w/r
6lnJFnTm2aIRnyx50f69RmFtxOyP9CXL6NkTLp5KoV1gY/0cDUGW61EnJCAi9YWE
3H+dcCO4epbvhy6eLwkzPyTp+KnG7hM0JwIDAQAB
-----END RSA PUBLIC KEY-----
`

func publicKey() *rsa.PublicKey {
	block, _ := pem.Decode([]byte(worthlessPublicKey))
	key, err := x509.ParsePKCS1PublicKey(block.Bytes)
	if err != nil { // the text is above
		panic(err)
	}
	return key
}
