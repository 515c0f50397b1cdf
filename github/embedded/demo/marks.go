package demo

import "time"

// mark is a commit that texts speak of: its id, and how many lie after it on
// the default branch.
type mark struct {
	full  string // owner/name
	after int
	id    string
}

// marked is a mark with the time of its commit.
type marked struct {
	id string
	at time.Time
}

// marksOf are the commits of a repository whose ids are known.
func marksOf(c *chronicle) []marked {
	var list []marked
	for _, m := range marks {
		if m.full == c.s.owner+"/"+c.s.name {
			list = append(list, marked{m.id, c.main[len(c.main)-1-m.after].at})
		}
	}
	return list
}

// marks are written down because working an id out takes the whole history,
// which texts must not wait for.
var marks = []mark{
	{"northwind/checkout-api", 3, "6c497fad6b8cbd9d5fe4769aeb6fef2125ffdfae"},
	{"northwind/checkout-api", 11, "2373b80007666587286309c69fad3fbd3b48d8e8"},
	{"northwind/checkout-api", 25, "ee8f81a485353c734705be5cfdccda9e1ed83272"},
	{"northwind/checkout-api", 40, "3d3510484905d443cfd8d84967455596bb81373a"},
	{"northwind/fraud-signals", 3, "3c512c9e08755652769c56f02eadb3a546580e70"},
	{"northwind/fraud-signals", 11, "3ea6692cb731237994b4723c7711a90fbb482e9d"},
	{"northwind/carrier-adapters", 3, "7aa3eb8f4dd6695403c5f4e0fd76d9f1a3021177"},
	{"northwind/carrier-adapters", 11, "ebf97150a623a6c086479a51d2e437dbef014cd8"},
	{"northwind/data-lake", 3, "f33cdd25643a2a52e50f5e015453312f35e69345"},
	{"northwind/data-lake", 11, "99c56e73f7cd7189a07e3189a0acc0cec6ab9040"},
	{"northwind/data-lake", 25, "06b50ab4f0fee9d7edd0e7efdc30725a19e10733"},
	{"northwind/mobile-app", 3, "6935b0f3a09f07136f4419179367e27a79ed12ca"},
	{"northwind/mobile-app", 11, "a333023188d5397d258ae95c5dc2a881a32a6a79"},
	{"northwind/mobile-app", 25, "9f3f752ea03df92faa0512a30be63cc66b064cf6"},
	{"northwind/mobile-app", 40, "1335bb611bf287526c1dbf2d19ad81f475c98989"},
	{"northwind/support-desk", 3, "6bf13634f87968db3916ab5ccb7b0438816f3b0d"},
	{"northwind/support-desk", 11, "b9e9f3de13d2ff4dc7e51be61c3dcea82181fee9"},
	{"northwind/support-desk", 25, "3f7d9bf75797ff74f2bafedadc1228ce656460f2"},
	{"northwind/support-desk", 40, "1490b00a7281f3277af1c6e197dcdc66d1edc951"},
	{"northwind/support-desk", 200, "733e67c595caaa3c2150fac5a4cd2c4a210ef9a2"},
	{"northwind/chat-widget", 3, "126b954c7186242974616dd1e3aac53f130e667b"},
	{"northwind/chat-widget", 11, "1fddcad9ced3526d0e1c4d00ec7be6581067ca7c"},
	{"northwind/chat-widget", 25, "680df682ba57950ab81768ba5893b7e1438ab281"},
	{"northwind/terraform-modules", 3, "fff0b2dde29f37bbcef0ecf8aed6404f4174dc8a"},
	{"northwind/terraform-modules", 11, "556f8a6f894951d815c76b90b8be68b8a334e35e"},
	{"northwind/terraform-modules", 25, "dffb25aa62115dfa131ece9071c00caaa671b97b"},
	{"northwind/rate-limiter", 3, "ff938641da414626e96340c8239aae748c3ac475"},
	{"northwind/rate-limiter", 11, "bc9c8687dc61fad434d71355c428ab224651e81f"},
	{"northwind/rate-limiter", 25, "3147de5ae5694fb8a4d45eb9ed93d726e27f0f85"},
	{"northwind/rate-limiter", 40, "f059eb51fe916214b9cc78a8f6e393bd7b2e2929"},
	{"northwind/cli", 3, "759eb848a811a116a78b42ad8119694ac4520bd0"},
	{"northwind/cli", 11, "a5106e36ec584ed8ca01ac13f48710ddc2c487b4"},
	{"northwind/cli", 25, "25948e3fb2d2bb7463df9974984dcf060b6459a1"},
	{"northwind-labs/edge-cache", 3, "0e400868dfd955f44ac75bbfbad4a4ae68ae111b"},
	{"northwind-labs/edge-cache", 11, "46877c188597d3698c38a36930a9d0f9446d4362"},
	{"northwind-labs/edge-cache", 25, "c825ab8ad1d645b017d5ab95d948a8453990621d"},
	{"northwind-labs/robot-bridge", 3, "58c099302c9bc85d700f64be13cf20bb0a689cb1"},
	{"northwind-labs/robot-bridge", 11, "80cbfd5a05b8c1f8d25a79c4a4f703aa477edef6"},
	{"northwind-labs/robot-bridge", 25, "744cacec0d6bb3a7ddbdeb2adab3ae4668b3607f"},
	{"northwind-labs/sim-warehouse", 3, "11a84336c21952ae8199ae4d7fbb7675eda1d26d"},
	{"northwind-labs/sim-warehouse", 11, "71e36da0b4710bc43058fb41605a95e52f9d37b5"},
	{"northwind-labs/sim-warehouse", 25, "13b8fd804ee1f8e58a1bbca28da33fa0c5b491d5"},
	{"northwind-labs/hackday-2025", 3, "53a40045d7ef485300860e0bd714d8856facab66"},
	{"northwind-labs/hackday-2025", 11, "06295f1fd0752c150a48a1d98b196532776bca57"},
	{"northwind-labs/hackday-2025", 25, "8f4c5c32ce3aaa28200a584956274e2197a14034"},
	{"northwind-labs/hackday-2025", 40, "137b15fda5894d9fe4747641b7f77881c7ec06a1"},
	{"tidewater/tide-tables", 3, "071c476bd9075fbb7c02807844f6b083d0f3afb1"},
	{"tidewater/tide-tables", 11, "95de7966f1405a6ebe35cef40ed9c15fd42fdf6d"},
	{"tidewater/tide-tables", 25, "f0e782f6103b6de13c884d74a335faa2d312b99b"},
	{"ada-lindqvist/bubbletea-toys", 3, "b3d28b278618f489956e410e75e997f2ee0fafe8"},
	{"ada-lindqvist/bubbletea-toys", 11, "36d2a4c1122f410098243786ed6c42bebfb94328"},
	{"ada-lindqvist/bubbletea-toys", 25, "212f453e527f3f03e4d7cf5eb48e86632d3c66c5"},
}
