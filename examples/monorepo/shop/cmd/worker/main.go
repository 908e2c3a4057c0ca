// Command worker sells what there is and ends.
package main

import (
	"fmt"

	"example.com/monorepo/shop/stock"
)

func main() {
	items := stock.New()
	sold := 0
	for items.Sell("gopher") {
		sold++
	}
	fmt.Println("sold", sold)
}
