package cli

import (
	"time"

	"hubtrail/github"
)

// linkPatience is how long a step may take before a person is told of it.
const linkPatience = time.Second

// notes tells a person at a terminal what is being done while it takes long,
// until end is called.
func (o LinkOptions) notes() (emit func(github.LinkProgress), end func()) {
	end = func() {}
	if !o.Terminal {
		return func(github.LinkProgress) {}, end
	}
	stop := end
	emit = func(p github.LinkProgress) {
		stop()
		stop = func() {}
		if p.Note == "" {
			return
		}
		said := make(chan struct{})
		timer := time.AfterFunc(linkPatience, func() {
			o.say(p.Note + "...")
			close(said)
		})
		stop = func() {
			if !timer.Stop() {
				<-said
			}
		}
	}
	return emit, func() { stop() }
}
