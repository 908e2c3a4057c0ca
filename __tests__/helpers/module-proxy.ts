import {cpSync, mkdirSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {pathToFileURL} from 'node:url'
import {zipOf} from './zip.ts'

export interface ModuleVersion {
  readonly path: string
  readonly version: string
  readonly files: Readonly<Record<string, string>>
}

/** A GOPROXY in a folder, with one version of each module. https://go.dev/ref/mod#goproxy-protocol */
export async function moduleProxy(folder: string, modules: readonly ModuleVersion[]): Promise<string> {
  for (const module of modules) {
    const {path, version} = module
    const place = join(folder, path, '@v')
    mkdirSync(place, {recursive: true})
    writeFileSync(join(place, 'list'), `${version}\n`)
    writeFileSync(join(place, `${version}.info`), JSON.stringify({Version: version, Time: '2026-01-01T00:00:00Z'}))
    writeFileSync(join(place, `${version}.mod`), `module ${path}\n\ngo 1.21\n`)
    cpSync(moduleZip(join(folder, '..'), module), join(place, `${version}.zip`))
  }
  return pathToFileURL(folder).href
}

/** A module's zip, with nothing but files in it, as cmd/go makes them. */
export function moduleZip(folder: string, {path, version, files}: ModuleVersion): string {
  const all = Object.entries({'go.mod': `module ${path}\n\ngo 1.21\n`, ...files})
  const zip = join(folder, `${path.replaceAll('/', '_')}-${Object.values(files).join('').length}.zip`)
  writeFileSync(zip, zipOf(Object.fromEntries(all.map(([name, text]) => [`${path}@${version}/${name}`, text]))))
  return zip
}
