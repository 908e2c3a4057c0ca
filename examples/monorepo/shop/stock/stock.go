// Package stock is what the programs of the monorepo share.
package stock

import "maps"

// Items is how many of each are left.
type Items map[string]int

// New returns the stock of a new shop.
func New() Items { return Items{"gopher": 3} }

// Sell takes one of name out of the stock; it says whether there was one.
func (items Items) Sell(name string) bool {
	if items[name] == 0 {
		return false
	}
	items[name]--
	return true
}

// Copy returns a stock that later sales don't change.
func (items Items) Copy() Items { return maps.Clone(items) }
