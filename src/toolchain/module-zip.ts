import {createHash} from 'node:crypto'
import {chmod, copyFile, mkdir, open, readdir, writeFile} from 'node:fs/promises'
import {dirname, join} from 'node:path'
import pLimit from 'p-limit'
import {exists} from '../lib/files.ts'
import {SourceFailure} from './failure.ts'
import {readZipEntries, readZipEntry, type ZipEntry} from './zip.ts'

/** Four times a Go of today; a zip that claims more is no Go. */
const MAX_UNPACKED = 1024 * 1024 * 1024
/** Enough to keep the disk busy; each holds one file in memory. */
const FILES_AT_ONCE = 8

/**
 * Unpacks a module zip and gives its h1 sum, to be compared before anything of it is used.
 * https://go.dev/ref/mod#zip-files, https://pkg.go.dev/golang.org/x/mod/sumdb/dirhash#Hash1
 */
export async function unpackModuleZip(zip: string, prefix: string, to: string): Promise<string> {
  const file = await open(zip)
  try {
    const entries = await readZipEntries(file)
    checkEntries(entries, prefix)
    const limit = pLimit(FILES_AT_ONCE)
    const folders = new Set(entries.map(({name}) => dirname(join(to, name.slice(prefix.length)))))
    for (const folder of folders) await mkdir(folder, {recursive: true})
    const lines = await Promise.all(
      entries.map(entry =>
        limit(async () => {
          const bytes = await readZipEntry(file, entry)
          await writeFile(join(to, entry.name.slice(prefix.length)), bytes, {flag: 'wx'})
          return {name: entry.name, sha256: createHash('sha256').update(bytes).digest('hex')}
        }),
      ),
    )
    return hash1(lines)
  } finally {
    await file.close()
  }
}

/** `h1:` and the sum of the sums, sorted by name. */
function hash1(files: readonly {readonly name: string; readonly sha256: string}[]): string {
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
