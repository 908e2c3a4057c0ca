// What actions/setup-go v7 does with caches, replayed with the same @actions/cache: one archive of GOMODCACHE and GOCACHE, a
// key of system, Go and go.mod, no restore keys, saved only where the key was not there: frozen from then on.
//   node bench/setup-go.mjs restore|save KEY GOMODCACHE GOCACHE      prints the matched key
import {restoreCache, saveCache} from '@actions/cache'

const [operation, key, ...paths] = process.argv.slice(2)
if (operation === 'restore') console.error(`MATCHED ${await restoreCache(paths, key)}`)
else await saveCache(paths, key)
process.exit(0)
