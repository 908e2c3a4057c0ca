import {existsSync, mkdirSync, symlinkSync, writeFileSync} from 'node:fs'
import {delimiter, join} from 'node:path'
import {output} from './bundle.ts'
import {MACHINE} from './go-proxy.ts'

/**
 * Adds a real Go to a GOPROXY that is a folder. It comes through the GOPROXY and the checksum database that this machine
 * is set up with, and stays in its module cache: the next run downloads nothing.
 */
export async function addToolchain(proxy: string, version: string): Promise<void> {
  const name = `v0.0.1-go${version}.${MACHINE.os}-${MACHINE.architecture.goArch}`
  const json = await output('go', ['mod', 'download', '-json', `golang.org/toolchain@${name}`], {
    cwd: proxy,
    env: {GOFLAGS: '', GOWORK: 'off'},
  })
  const {Info, GoMod, Zip}: {Info: string; GoMod: string; Zip: string} = JSON.parse(json)
  const place = join(proxy, 'golang.org/toolchain/@v')
  mkdirSync(place, {recursive: true})
  for (const [from, ending] of [
    [Info, 'info'],
    [GoMod, 'mod'],
    [Zip, 'zip'],
  ] as const) {
    symlinkSync(from, join(place, `${name}.${ending}`))
  }
  writeFileSync(join(place, 'list'), `${name}\n`)
}

/** A PATH with these programs of the machine and no other: what isn't there is left out. */
export function pathWith(folder: string, programs: readonly string[]): string {
  mkdirSync(folder, {recursive: true})
  const places = (process.env.PATH ?? '').split(delimiter)
  for (const program of programs) {
    const found = places.map(place => join(place, program)).find(existsSync)
    if (found) symlinkSync(found, join(folder, program))
  }
  return folder
}
