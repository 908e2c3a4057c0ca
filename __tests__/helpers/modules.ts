import {mkdir, mkdtemp, realpath, rm, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {dirname, join} from 'node:path'

const made: string[] = []

/** A temporary folder with these files, by their paths. `removeTrees` (in afterEach) takes it away again. */
export async function makeTree(files: Readonly<Record<string, string>>): Promise<string> {
  const dir = await realpath(await mkdtemp(join(tmpdir(), 'gcz-module-')))
  made.push(dir)
  await addFiles(dir, files)
  return dir
}

export async function addFiles(dir: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(dir, path)), {recursive: true})
    await writeFile(join(dir, path), text)
  }
}

export async function removeTrees(): Promise<void> {
  for (const dir of made.splice(0)) await rm(dir, {recursive: true, force: true})
}

export function goMod(path: string, rest = ''): string {
  return `module ${path}\n\ngo 1.21\n${rest}`
}

/** A program that needs nothing of the standard library: it compiles in a moment. */
export function program(said = 'hello'): string {
  return `package main\n\nvar said = "${said}"\n\nfunc main() { println(said) }\n`
}
