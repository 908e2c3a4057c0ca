import {createHash} from 'node:crypto'
import {readdir, readFile} from 'node:fs/promises'
import {join} from 'node:path'
import pLimit from 'p-limit'
import {FOLDERS_AT_ONCE} from './place.ts'

// A module's folder below GOMODCACHE, `example.com/!acme@v1.2.3`, and what go.sum says of it: the SHA-256 of a list with
// a line for each file. https://pkg.go.dev/golang.org/x/mod/sumdb/dirhash#Hash1

export interface SourceFile {
  /** SHA-256, hex. */
  readonly hash: string
  /** Does it embed files? */
  readonly embeds: boolean
  /** Read as assembly: may it include files of other folders than its own and Go's? */
  readonly reachesOut: boolean
}

/** By path in the module, with slashes. */
export type SourceFiles = ReadonlyMap<string, SourceFile>

/** The plain files below a folder, by their paths with slashes; anything else in it is an error. */
export async function filesBelow(root: string): Promise<readonly string[]> {
  const limit = pLimit(FOLDERS_AT_ONCE)
  const walk = async (below: string): Promise<readonly string[]> => {
    const entries = await limit(() => readdir(join(root, below), {withFileTypes: true}))
    const found = entries.map(entry => {
      const path = below === '' ? entry.name : `${below}/${entry.name}`
      if (entry.isDirectory()) return walk(path)
      if (!entry.isFile()) throw new Error(`${path} is neither a file nor a folder`)
      return [path]
    })
    return (await Promise.all(found)).flat()
  }
  return walk('')
}

/** Reads each of these files once. */
export async function readSources(root: string, paths: readonly string[]): Promise<SourceFiles> {
  const limit = pLimit(FOLDERS_AT_ONCE)
  const files = paths.map(path => limit(async () => [path, describe(path, await readFile(join(root, path)))] as const))
  return new Map(await Promise.all(files))
}

function describe(path: string, content: Buffer): SourceFile {
  const isGo = path.endsWith('.go')
  return {
    hash: sha256(content),
    embeds: isGo && content.includes('//go:embed'),
    reachesOut: !isGo && content.includes('include') && !content.toString('latin1').split('\n').every(isOwnInclude),
  }
}

/** The assembler's preprocessor knows comments, continued lines and escapes: what isn't plain is not followed. */
function isOwnInclude(line: string): boolean {
  return !line.includes('include') || /^\s*#\s*include\s+"\w[\w.-]*"\s*$/.test(line)
}

/** The list that the hash of a module is made of. */
export function formatHashes(folder: string, files: SourceFiles): string {
  const prefix = unescaped(folder)
  const lines = [...files].map(([path, {hash}]) => ({name: Buffer.from(`${prefix}/${path}`), hash}))
  lines.sort((a, b) => Buffer.compare(a.name, b.name)) // Go compares bytes
  return lines.map(({name, hash}) => `${hash}  ${name}\n`).join('')
}

/** By path in the module: SHA-256, hex. */
export function parseHashes(folder: string, list: string): ReadonlyMap<string, string> {
  const prefix = `${unescaped(folder)}/`
  return new Map(
    list.split('\n').flatMap(line => {
      const [, hash, name] = /^([0-9a-f]{64}) {2}(.+)$/.exec(line) ?? []
      return hash && name?.startsWith(prefix) ? [[name.slice(prefix.length), hash] as const] : []
    }),
  )
}

/** As go.sum has it. */
export function treeHash(list: string): string {
  return `h1:${createHash('sha256').update(list).digest('base64')}`
}

/** What go.sum says of a go.mod alone. */
export function goModHash(content: Buffer): string {
  return treeHash(`${sha256(content)}  go.mod\n`)
}

function sha256(content: Buffer): string {
  return createHash('sha256').update(content).digest('hex')
}

/** `!acme` is `Acme`: https://go.dev/ref/mod#goproxy-protocol */
function unescaped(text: string): string {
  return text.replace(/!([a-z])/g, (_, letter: string) => letter.toUpperCase())
}
