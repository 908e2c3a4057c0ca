module example.com/monorepo/shop

go 1.24
