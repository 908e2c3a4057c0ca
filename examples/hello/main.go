// Command hello is the smallest program that makes an image.
package main

import "fmt"

func main() {
	fmt.Println("hello")
}
