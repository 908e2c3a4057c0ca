import type {Environment} from './exec.ts'

/** What any child needs to start, to find its user's files and to speak the user's language. */
const COMMON = new Set([
  ...['PATH', 'HOME', 'USER', 'LOGNAME', 'SHELL', 'LANG', 'TZ', 'TMPDIR', 'TEMP', 'TMP'],
  // Windows needs these to start programs and to find the user's folders.
  ...['USERPROFILE', 'LOCALAPPDATA', 'APPDATA', 'PROGRAMDATA', 'PROGRAMFILES', 'SYSTEMROOT', 'SYSTEMDRIVE'],
  ...['WINDIR', 'COMSPEC', 'PATHEXT', 'HOMEDRIVE', 'HOMEPATH'],
])
const COMMON_PREFIX = /^(LC_|XDG_)/

/**
 * What a kind of child sees of our environment: what every program needs, and the names (asked in capitals) that this
 * kind `also` reads. The rest of a job, its inputs and tokens before all, stays out.
 */
export function environmentFor(env: Environment, also: (name: string) => boolean): Environment {
  const passed = Object.entries(env).filter(([name, value]) => {
    // Proxies are also spelled in small letters, and Windows writes `Path`.
    const upper = name.toUpperCase()
    return value !== undefined && (COMMON.has(upper) || COMMON_PREFIX.test(upper) || also(upper))
  })
  return Object.fromEntries(passed)
}
