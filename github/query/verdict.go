package query

import "slices"

// verdict is whether a part of a query holds. The values are such that the
// least is that of all, the greatest that of any, and yes less one its opposite.
type verdict uint8

const (
	no verdict = iota
	maybe
	yes
)

func of(holds bool) verdict {
	if holds {
		return yes
	}
	return no
}

// test is a part of a query made ready for items or repositories.
type test[T any] struct {
	holds func(*T) verdict
	cost  int // roughly, in nanoseconds: what is cheap is asked first
}

// unclear is a test that nothing can decide.
func unclear[T any]() test[T] { return test[T]{func(*T) verdict { return maybe }, 0} }

// when is a test that is always decided.
func when[T any](cost int, holds func(*T) bool) test[T] {
	return test[T]{func(t *T) verdict { return of(holds(t)) }, cost}
}

// not is the opposite of a test.
func not[T any](t test[T]) test[T] {
	holds := t.holds
	return test[T]{func(i *T) verdict { return yes - holds(i) }, t.cost}
}

// allOf holds if all the tests do.
func allOf[T any](tests []test[T]) test[T] {
	byCost(tests)
	return test[T]{func(i *T) verdict {
		least := yes
		for k := range tests {
			if least = min(least, tests[k].holds(i)); least == no {
				break
			}
		}
		return least
	}, total(tests)}
}

// anyOf holds if one of the tests does.
func anyOf[T any](tests []test[T]) test[T] {
	byCost(tests)
	return test[T]{func(i *T) verdict {
		most := no
		for k := range tests {
			if most = max(most, tests[k].holds(i)); most == yes {
				break
			}
		}
		return most
	}, total(tests)}
}

func byCost[T any](tests []test[T]) {
	slices.SortStableFunc(tests, func(a, b test[T]) int { return a.cost - b.cost })
}

func total[T any](tests []test[T]) int {
	sum := 0
	for _, t := range tests {
		sum += t.cost
	}
	return sum
}
