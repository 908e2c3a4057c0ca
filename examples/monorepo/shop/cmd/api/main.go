// Command api shows the stock over HTTP on $PORT, by default 8080.
package main

import (
	"cmp"
	"encoding/json"
	"log"
	"net/http"
	"os"

	"example.com/monorepo/shop/stock"
)

func main() {
	items := stock.New()
	http.HandleFunc("GET /stock", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		if err := json.NewEncoder(w).Encode(items.Copy()); err != nil {
			log.Print(err)
		}
	})
	log.Fatal(http.ListenAndServe(":"+cmp.Or(os.Getenv("PORT"), "8080"), nil))
}
