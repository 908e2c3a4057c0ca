import {constants} from 'node:os'
import {resolve} from 'node:path'
import {parseHealthcheck} from './healthcheck.ts'
import type {Reader} from './reader.ts'
import type {ContainerRequest, FileToAdd} from './types.ts'
import type {Parsed} from './words.ts'

/** Reads what stands in the image besides the binary. `dir` is what sources of files are relative to. */
export function readContainer(reader: Reader, dir: string, hasBase: boolean): ContainerRequest {
  const healthcheck = reader.one('healthcheck', text => parseHealthcheck(text, hasBase))
  const user = reader.one('user', text => parseUser(text, hasBase))
  const stopSignal = reader.one('stop-signal', parseSignal)
  const workdir = reader.one('image-workdir', parseImagePath)
  const entrypoint = reader.words('entrypoint')
  const cmd = reader.words('cmd')
  if (entrypoint?.[0] === '') reader.problem('entrypoint', 'begins with an empty word')
  return {
    labels: reader.pairs('labels', () => undefined),
    annotations: reader.pairs('annotations', () => undefined),
    env: reader.pairs('env', key => (/[\s\0]/.test(key) ? 'has white space in its name' : undefined)),
    ports: [...new Set(reader.each('ports', reader.list('ports'), parsePorts).flat())],
    files: reader.each('files', reader.lines('files'), text => parseFile(text, dir)),
    binaryPath: reader.one('binary-path', parseBinaryPath) ?? '/app/{name}',
    ...(user === undefined ? {} : {user}),
    ...(entrypoint === undefined ? {} : {entrypoint}),
    ...(cmd === undefined ? {} : {cmd}),
    ...(healthcheck === undefined ? {} : {healthcheck}),
    ...(stopSignal === undefined ? {} : {stopSignal}),
    ...(workdir === undefined ? {} : {workdir}),
  }
}

const MAX_PORT = 65535

/** `8080`, `8080/udp`, `8080-8090/tcp`: each port with its protocol, as the image configuration lists them. */
export function parsePorts(text: string): Parsed<readonly string[]> {
  const match = /^(\d{1,5})(?:-(\d{1,5}))?(?:\/(tcp|udp|sctp))?$/i.exec(text)
  if (!match) return {problem: `"${text}" is not a port`, hint: 'write 8080, 8080/udp or 8080-8090'}
  const first = Number(match[1])
  const last = match[2] === undefined ? first : Number(match[2])
  if (first < 1 || last > MAX_PORT) return {problem: `"${text}" is outside of 1 to ${MAX_PORT}`}
  if (last < first) return {problem: `"${text}" ends before it begins`}
  const protocol = (match[3] ?? 'tcp').toLowerCase()
  return {value: Array.from({length: last - first + 1}, (_, offset) => `${first + offset}/${protocol}`)}
}

const NAME_OR_ID = /^(?:[0-9]{1,10}|[A-Za-z_][A-Za-z0-9_.-]*)$/
/** Linux keeps 2^32-1 for "no user"; Docker reads user IDs as signed. */
const MAX_ID = 2147483647

export function parseUser(text: string, hasBase: boolean): Parsed<string> {
  const parts = text.split(':')
  const fault = parts.length > 2 || parts.some(part => !NAME_OR_ID.test(part) || Number(part) > MAX_ID)
  if (fault) return {problem: `"${text}" is not a user`, hint: 'write uid, uid:gid, or names that the image knows'}
  const unknown = hasBase ? undefined : parts.find(part => !/^[0-9]+$/.test(part) && !SCRATCH_NAMES.has(part))
  if (unknown === undefined) return {value: text}
  return {problem: `an image on scratch knows no "${unknown}"`, hint: 'give numbers, such as 1000:1000'}
}
const SCRATCH_NAMES = new Set(['root', 'nonroot'])

export function parseSignal(text: string): Parsed<string> {
  if (/^[0-9]+$/.test(text) && Number(text) >= 1 && Number(text) <= 64) return {value: text}
  const upper = text.toUpperCase()
  const name = upper.startsWith('SIG') ? upper : `SIG${upper}`
  // Windows' Node knows few names; those of an image are Linux's.
  const known = name in constants.signals || /^SIGRT(?:MIN(?:\+\d+)?|MAX(?:-\d+)?)$/.test(name) || LINUX.has(name)
  return known
    ? {value: name}
    : {problem: `"${text}" is not a signal`, hint: 'write a name such as SIGINT, or a number'}
}
const LINUX = new Set(['SIGQUIT', 'SIGUSR1', 'SIGUSR2', 'SIGWINCH', 'SIGPWR', 'SIGCONT', 'SIGSTOP', 'SIGALRM'])

export function parseImagePath(text: string): Parsed<string> {
  if (!text.startsWith('/')) return {problem: `"${text}" is not absolute; a path in the image begins with /`}
  if (text.split('/').includes('..')) return {problem: `"${text}" has a .. in it`}
  if (/[\0-\x1f]/.test(text)) return {problem: 'has a control character in it'}
  return {value: text.replace(/\/{2,}/g, '/').replace(/(?<=.)\/$/, '')}
}

export function parseBinaryPath(text: string): Parsed<string> {
  const path = parseImagePath(text)
  if ('problem' in path) return path
  const unknown = /\{(?!name\})[^}]*\}?/.exec(text)?.[0]
  if (unknown !== undefined) return {problem: `"${unknown}" is not known here`, hint: 'only {name} is replaced'}
  if (!text.endsWith('/')) return path
  return {value: path.value === '/' ? '/{name}' : `${path.value}/{name}`}
}

/** SOURCE:DESTINATION, split before the last `:/` so that a source such as `C:\config` keeps its colon. */
export function parseFile(text: string, dir: string): Parsed<FileToAdd> {
  const colon = text.lastIndexOf(':/')
  if (colon <= 0) {
    return {problem: `"${text}" is not SOURCE:DESTINATION`, hint: 'write the destination as an absolute path: x:/etc/x'}
  }
  const destination = text.slice(colon + 1).trim()
  const path = parseImagePath(destination)
  if ('problem' in path) return path
  const folder = destination.endsWith('/') && path.value !== '/' ? '/' : ''
  return {value: {source: resolve(dir, text.slice(0, colon).trim()), destination: path.value + folder}}
}
