import {readVersion} from './version.ts'

/** `path` and `local` both leave it to what is installed; undefined: not set, or nothing that Go knows. */
export function readGoToolchain(text: string): 'local' | 'auto' | {version: string; orNewer: boolean} | undefined {
  if (text === 'local' || text === 'path' || text === 'local+path') return 'local'
  if (text === '' || text === 'auto' || text === 'local+auto') return 'auto'
  const [name = '', mode] = text.split('+')
  const version = name.startsWith('go') ? readVersion(name) : undefined
  return version === undefined ? undefined : {version, orNewer: mode !== undefined}
}
