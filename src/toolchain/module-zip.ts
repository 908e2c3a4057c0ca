import {createHash} from 'node:crypto'
import {closeSync, mkdirSync, openSync, writeFileSync} from 'node:fs'
import {chmod, copyFile, readdir} from 'node:fs/promises'
import {dirname, join} from 'node:path'
import {setImmediate} from 'node:timers/promises'
import {exists} from '../lib/files.ts'
import {SourceFailure} from './failure.ts'
import {readZipEntries, readZipEntry, type ZipEntry} from './zip.ts'

/** Four times a Go of today; a zip that claims more is no Go. */
const MAX_UNPACKED = 1024 * 1024 * 1024
/** Between two looks at what else there is to do. */
const WORK_MS = 20

/**
 * Unpacks a module zip and gives its h1 sum, to be compared before anything of it is used.
 * https://go.dev/ref/mod#zip-files, https://pkg.go.dev/golang.org/x/mod/sumdb/dirhash#Hash1
 */
export async function unpackModuleZip(zip: string, prefix: string, to: string, signal?: AbortSignal): Promise<string> {
  const file = openSync(zip, 'r')
  try {
    const entries = readZipEntries(file)
    checkEntries(entries, prefix)
    const pathOf = ({name}: ZipEntry) => join(to, name.slice(prefix.length))
    for (const folder of new Set(entries.map(entry => dirname(pathOf(entry))))) mkdirSync(folder, {recursive: true})
    const sums: FileSum[] = []
    let since = performance.now()
    for (const entry of entries) {
      const bytes = readZipEntry(file, entry)
      writeFileSync(pathOf(entry), bytes, {flag: 'wx'})
      sums.push({name: entry.name, sha256: createHash('sha256').update(bytes).digest('hex')})
      if (performance.now() - since < WORK_MS) continue
      await setImmediate()
      signal?.throwIfAborted()
      since = performance.now()
    }
    return hash1(sums)
  } finally {
    closeSync(file)
  }
}

interface FileSum {
  readonly name: string
  readonly sha256: string
}

/** `h1:` and the sum of the sums, sorted by name. */
function hash1(files: readonly FileSum[]): string {
  const sorted = files.toSorted((a, b) => Buffer.compare(Buffer.from(a.name), Buffer.from(b.name)))
  const text = sorted.map(({name, sha256}) => `${sha256}  ${name}\n`).join('')
  return `h1:${createHash('sha256').update(text).digest('base64')}`
}

/** Nothing may be written outside the folder, nor twice to one file. */
function checkEntries(entries: readonly ZipEntry[], prefix: string): void {
  const names = new Set<string>()
  for (const {name} of entries) {
    const path = name.startsWith(prefix) ? name.slice(prefix.length) : ''
    const parts = path.split('/')
    const bad = path === '' || /[\\\0\n:]/.test(path) || parts.some(part => ['', '.', '..'].includes(part))
    if (bad || names.has(name)) throw new SourceFailure(`the zip is no module zip: it holds ${JSON.stringify(name)}`)
    names.add(name)
  }
  const size = entries.reduce((sum, entry) => sum + entry.size, 0)
  if (size > MAX_UNPACKED) throw new SourceFailure(`the zip would unpack to ${size} bytes, which no Go has`)
}

/**
 * What cmd/go does with an unpacked toolchain: module zips keep no executable bits, and may hold no second go.mod.
 * https://github.com/golang/go/blob/go1.26.0/src/cmd/go/internal/toolchain/select.go#L384
 */
export async function finishToolchain(goroot: string): Promise<void> {
  const entries = await readdir(goroot, {recursive: true, withFileTypes: true})
  const files = entries.filter(entry => entry.isFile())
  for (const {parentPath, name} of files) {
    const path = join(parentPath, name)
    if (name === '_go.mod') await copyFile(path, join(parentPath, 'go.mod'))
    if (process.platform !== 'win32' && isProgram(path.slice(goroot.length + 1), name)) await chmod(path, 0o755)
  }
  if (!(await exists(join(goroot, 'bin')))) throw new SourceFailure('the zip is no Go: it has no folder bin')
}

function isProgram(path: string, name: string): boolean {
  return /^(bin|pkg[\\/]tool)[\\/]/.test(path) || (/^lib[\\/]/.test(path) && /^go_.+_.+_exec$/.test(name))
}
