import {open, readdir, readFile} from 'node:fs/promises'
import {join, posix, sep} from 'node:path'
import type {MainFact} from '../../dockerfile/index.ts'

/** A package clause stands behind comments; what is longer is a licence and its history. */
const HEAD = 16 * 1024
const AT_ONCE = 32

/**
 * The main packages of a context as its files tell, without a Go: enough to see whether a Dockerfile's stage can be
 * replaced at all, before a Go is fetched for it. Build constraints are Go's to read.
 */
export async function guessMains(
  context: string,
  tracked: readonly string[] | undefined,
): Promise<readonly MainFact[]> {
  const files = tracked ?? (await allFiles(context))
  const modules = await modulesOf(context, files)
  const folders = new Map<string, string[]>()
  for (const file of files.filter(isSource)) {
    const folder = posix.dirname(file) === '.' ? '' : posix.dirname(file)
    folders.set(folder, [...(folders.get(folder) ?? []), file])
  }
  const mains: MainFact[] = []
  const waiting = [...folders]
  const work = async () => {
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const [folder, sources] = next
      if (await hasMain(context, sources)) mains.push({folder, importPath: importPathOf(folder, modules)})
    }
  }
  await Promise.all(Array.from({length: AT_ONCE}, work))
  return mains.sort((a, b) => (a.folder < b.folder ? -1 : 1))
}

function isSource(file: string): boolean {
  return file.endsWith('.go') && !file.endsWith('_test.go') && !/(^|\/)(vendor|testdata|[._][^/]*)\//.test(file)
}

async function hasMain(context: string, sources: readonly string[]): Promise<boolean> {
  for (const source of sources) {
    const [, name] = /^package[ \t]+(\w+)/m.exec(await headOf(join(context, source))) ?? []
    if (name === 'main') return true
    if (name !== undefined && name !== 'documentation') return false
  }
  return false
}

async function headOf(file: string): Promise<string> {
  const handle = await open(file).catch(() => undefined) // deleted, and still in git's index
  if (!handle) return ''
  try {
    const {buffer, bytesRead} = await handle.read(Buffer.alloc(HEAD), 0, HEAD, 0)
    return buffer.toString('utf8', 0, bytesRead)
  } finally {
    await handle.close()
  }
}

/** Module paths by their folder. */
async function modulesOf(context: string, files: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const found = files.filter(file => file === 'go.mod' || file.endsWith('/go.mod'))
  const entries = await Promise.all(
    found.map(async file => {
      const text = await readFile(join(context, file), 'utf8').catch(() => '')
      const folder = posix.dirname(file) === '.' ? '' : posix.dirname(file)
      return [folder, /^module[ \t]+"?([^\s"]+)/m.exec(text)?.[1] ?? ''] as const
    }),
  )
  return new Map(entries)
}

function importPathOf(folder: string, modules: ReadonlyMap<string, string>): string {
  for (let at = folder; ; at = posix.dirname(at) === '.' ? '' : posix.dirname(at)) {
    const module = modules.get(at)
    if (module !== undefined) return posix.join(module, posix.relative(at, folder))
    if (at === '') return folder
  }
}

async function allFiles(context: string): Promise<readonly string[]> {
  const names = await readdir(context, {recursive: true})
  return names.map(name => name.split(sep).join('/'))
}
