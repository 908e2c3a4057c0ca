// Command admin prints the stock of a new shop.
package main

import (
	"fmt"

	"example.com/monorepo/shop/stock"
)

func main() {
	for name, count := range stock.New() {
		fmt.Println(name, count)
	}
}
