#!/usr/bin/env node
// node bench/run.mjs [warm] [many] [cold] [own] [memory] [caches] [toolchain] [dockerfile] [--rounds 7] [--dist FOLDER]
import {availableParallelism} from 'node:os'
import {resolve} from 'node:path'
import {fileURLToPath} from 'node:url'
import {parseArgs} from 'node:util'
import {CASES} from './cases.mjs'
import {missedBars} from './measure.mjs'
import {openWorld} from './world.mjs'

const {values, positionals} = parseArgs({
  allowPositionals: true,
  options: {
    rounds: {type: 'string', default: '7'},
    dist: {type: 'string', default: fileURLToPath(new URL('../dist', import.meta.url))},
  },
})
const names = positionals.length > 0 ? positionals : Object.keys(CASES)
const unknown = names.find(name => !(name in CASES))
if (unknown) throw new Error(`no benchmark is called ${unknown}; there are ${Object.keys(CASES).join(', ')}`)

const world = await openWorld({dist: resolve(values.dist)})
try {
  console.log(`${availableParallelism()} cores, ${values.rounds} rounds; median (least to most)`)
  for (const name of names) await CASES[name](world, Number(values.rounds))
} finally {
  world.close()
}
process.exitCode = missedBars() > 0 ? 1 : 0
