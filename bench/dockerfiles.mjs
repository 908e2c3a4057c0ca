#!/usr/bin/env node
// What becomes of real Dockerfiles: node bench/dockerfiles.mjs [WORD…] [--build] [--write] [--keep FILE] [--dist FOLDER]
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {parseArgs} from 'node:util'
import {lookAtAll} from './dockerfiles/look.mjs'
import {pageOf} from './dockerfiles/page.mjs'

const PAGE = fileURLToPath(new URL('../docs/real-dockerfiles.md', import.meta.url))

const {values, positionals} = parseArgs({
  allowPositionals: true,
  options: {
    build: {type: 'boolean', default: false},
    write: {type: 'boolean', default: false},
    keep: {type: 'string'},
    dist: {type: 'string', default: fileURLToPath(new URL('../dist', import.meta.url))},
  },
})

const all = JSON.parse(readFileSync(new URL('dockerfiles/projects.json', import.meta.url), 'utf8'))
const chosen = all.filter(project => positionals.every(word => JSON.stringify(project).includes(word)))
if (values.write && chosen.length < all.length) throw new Error('--write is for the whole list')
if (chosen.length === 0) throw new Error(`no Dockerfile of the list has the words ${positionals.join(' ')}`)

const folder = mkdtempSync(join(tmpdir(), 'go-containerize-dockerfiles-'))
try {
  const rows = await lookAtAll(chosen, {folder, ...values})
  const page = pageOf(rows)
  console.log(page)
  if (values.write) writeFileSync(PAGE, page)
  process.exitCode = rows.some(({plan, proof}) => plan.mode === 'error' || proof?.same === false) ? 1 : 0
} finally {
  rmSync(folder, {recursive: true, force: true})
}
