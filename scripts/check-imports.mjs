#!/usr/bin/env node
// Imports point one way: doors → pipeline → rooms → oci, github → lib, and a room is entered by its front door.
// `actions` is a room: it turns the table of inputs and the report into what a runner speaks.
//   node scripts/check-imports.mjs [FOLDER]   default: src
// dependency-cruiser does not read TypeScript 7; swc, which jest uses anyway, does.
import {readdirSync, readFileSync, statSync} from 'node:fs'
import {join, posix, resolve, sep} from 'node:path'
import {pathToFileURL} from 'node:url'
import {parseSync} from '@swc/core'

/** Lower levels know nothing of higher ones. What is not named here is a room. */
const LEVELS = {lib: 0, oci: 1, github: 1, stages: 3, cli: 4}
const ROOM = 2
const PIPELINE = 3
const DOOR = 4
const DOORS = new Set(['main.ts', 'post.ts', 'setup.ts', 'setup-post.ts', 'cli.ts'])

/** Packages that stay in their adapter. `lazily`: also there, by `import()`, where few runs need it. */
const PACKAGES = [
  {pattern: /^@actions\//, folders: ['actions']},
  {pattern: /^@actions\/http-client$/, folders: ['registry'], lazily: true},
  {pattern: /^commander$/, folders: ['cli']},
]

/** All broken rules of a tree, as lines for people. */
export function checkImports(root) {
  const imports = sourceFiles(root).flatMap(file => importsOf(root, file))
  const broken = imports.flatMap(found => {
    const why = found.to ? wrongDirection(found) : wrongPackage(found)
    return why ? [`${found.from}:${found.line} imports ${found.specifier}: ${why}`] : []
  })
  return [...broken, ...cyclesOf(imports)]
}

function wrongDirection({from, to}) {
  if (to.startsWith('../')) return to.endsWith('.json') ? undefined : 'it lies outside the sources'
  const [own, target] = [placeOf(from), placeOf(to)]
  if (own.folder === target.folder) return undefined
  if (target.level > own.level) return `${own.name} may not know ${target.name}`
  if (target.level === own.level && own.level !== ROOM && own.level < PIPELINE)
    return `${own.name} and ${target.name} do not know each other`
  if (target.level === ROOM && !/(^|\/)(index|types)\.ts$/.test(to))
    return `${target.name} is used through its index.ts (or types.ts)`
  return undefined
}

function wrongPackage({from, specifier, kind}) {
  const rules = PACKAGES.filter(({pattern}) => pattern.test(specifier))
  const {folder} = placeOf(from)
  const allowed = rules.some(rule => rule.folders.includes(folder) && (!rule.lazily || kind !== 'static'))
  if (rules.length === 0 || allowed) return undefined
  const places = rules.map(rule => `src/${rule.folders.join(', src/')}${rule.lazily ? ' by import()' : ''}`)
  return `this package is used in ${places.join(' and ')} only`
}

/** `path` is relative to the root, with slashes. A file beside the folders is a door or part of the pipeline. */
function placeOf(path) {
  const [first = '', ...rest] = path.split('/')
  if (rest.length === 0) {
    return DOORS.has(first)
      ? {folder: 'doors', name: 'a door', level: DOOR}
      : {folder: 'pipeline', name: 'the pipeline', level: PIPELINE}
  }
  return {folder: first, name: `${first}/`, level: LEVELS[first] ?? ROOM}
}

/** Types may point both ways between rooms; values may not, or the order of loading matters. */
function cyclesOf(imports) {
  const edges = new Map()
  for (const {from, to, kind} of imports) {
    if (!to || to.startsWith('../') || kind === 'type') continue
    const [own, target] = [placeOf(from).folder, placeOf(to).folder]
    if (own === target) continue
    edges.set(own, (edges.get(own) ?? new Set()).add(target))
  }
  const done = new Set()
  const visit = (folder, path) => {
    if (path.includes(folder)) return [`${[...path.slice(path.indexOf(folder)), folder].join(' → ')}: a circle`]
    if (done.has(folder)) return []
    done.add(folder)
    return [...(edges.get(folder) ?? [])].flatMap(next => visit(next, [...path, folder]))
  }
  return [...edges.keys()].flatMap(folder => visit(folder, []))
}

function sourceFiles(root) {
  return readdirSync(root, {recursive: true})
    .map(name => name.split(sep).join('/'))
    .filter(name => name.endsWith('.ts') && statSync(join(root, name)).isFile())
    .sort()
}

function importsOf(root, from) {
  // swc counts bytes from the first token it ever saw: a semicolon of ours in front marks where this file begins.
  const text = `;${readFileSync(join(root, from), 'utf8').replace(/^#!.*/, '')}`
  const program = parseSync(text, {syntax: 'typescript', target: 'es2022'})
  const bytes = Buffer.from(text)
  return findImports(program).map(({specifier, kind, start}) => ({
    from,
    specifier,
    kind,
    to: specifier.startsWith('.') ? posix.join(posix.dirname(from), specifier) : undefined,
    line: bytes
      .subarray(0, start - program.span.start)
      .toString()
      .split('\n').length,
  }))
}

/** Every node that names another module, wherever it stands. */
function findImports(node) {
  if (Array.isArray(node)) return node.flatMap(findImports)
  if (!node || typeof node !== 'object') return []
  const found = importOf(node)
  return [...(found ? [{...found, start: node.span.start}] : []), ...Object.values(node).flatMap(findImports)]
}

function importOf(node) {
  switch (node.type) {
    case 'ImportDeclaration':
    case 'ExportNamedDeclaration':
    case 'ExportAllDeclaration':
      return node.source && {specifier: node.source.value, kind: node.typeOnly ? 'type' : 'static'}
    case 'TsImportType':
      return {specifier: node.argument.value, kind: 'type'}
    case 'CallExpression': {
      const argument = node.callee.type === 'Import' ? node.arguments[0]?.expression : undefined
      return argument?.type === 'StringLiteral' ? {specifier: argument.value, kind: 'lazy'} : undefined
    }
    default:
      return undefined
  }
}

function main(folder) {
  const broken = checkImports(resolve(folder))
  if (broken.length === 0) return
  for (const line of broken) console.error(line)
  console.error(`${broken.length} against the rules at the top of scripts/check-imports.mjs, in ${folder}`)
  process.exitCode = 1
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) main(process.argv[2] ?? 'src')
