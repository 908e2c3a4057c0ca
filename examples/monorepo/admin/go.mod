module example.com/monorepo/admin

go 1.24

require example.com/monorepo/shop v0.0.0

replace example.com/monorepo/shop => ../shop
