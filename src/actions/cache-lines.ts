import {isRecord, stringAt} from '../lib/json.ts'

/** What the program with @actions/cache is asked to do. */
export interface CacheCall {
  readonly operation: 'look-up' | 'restore' | 'save'
  /** The folder, relative to where the program runs: this text is part of an entry's identity. */
  readonly name: string
  readonly key: string
  readonly restoreKeys: readonly string[]
}

/** What it printed, as far as we understand it. */
export interface CacheAnswer {
  /** Did it get to its end? */
  readonly finished: boolean
  readonly key?: string
  /** Of the archive. */
  readonly bytes: number
  /** What it complained of, in one sentence. */
  readonly trouble?: string
  /** Another job has the key. */
  readonly exists: boolean
  /** The token or the workflow does not allow it. */
  readonly denied: boolean
}

/** On standard error, once the service has answered. */
export const FOUND = 'found'
const RESULT = 'go-containerize-result:'
/** As much of somebody else's message as a reader wants. */
const LONGEST = 300

export function formatCall(call: CacheCall): string {
  return JSON.stringify(call)
}

export function parseCall(json: string): CacheCall {
  const value: unknown = JSON.parse(json)
  const [operation, name, key] = [stringAt(value, 'operation'), stringAt(value, 'name'), stringAt(value, 'key')]
  const restoreKeys = isRecord(value) && Array.isArray(value.restoreKeys) ? value.restoreKeys.map(String) : []
  if (operation !== 'look-up' && operation !== 'restore' && operation !== 'save') {
    throw new Error(`no such operation: ${operation}`)
  }
  return {operation, name: name ?? '', key: key ?? '', restoreKeys}
}

export function formatResult(key: string | undefined): string {
  return `\n${RESULT}${JSON.stringify(key === undefined ? {} : {key})}\n`
}

/**
 * @actions/cache gives the key or nothing and says the rest in its lines: every failure to reserve a key is to it
 * "another job may be creating this cache", and only a debug line has the service's answer.
 * https://github.com/actions/toolkit/blob/main/packages/cache/src/cache.ts
 */
export function readAnswer(stdout: string): CacheAnswer {
  const lines = stdout.split('\n')
  const result = lines.findLast(line => line.startsWith(RESULT))
  const key = result === undefined ? undefined : stringAt(JSON.parse(result.slice(RESULT.length)), 'key')
  const denied = /cache (write|read) denied:|effective cache-mode '[^']*' does not permit/i.test(stdout)
  const exists = lines.some(line => /Failed to reserve cache:|Failed to save:/.test(line) && isDuplicate(line))
  const trouble = key === undefined ? troubleIn(lines) : undefined
  return {
    finished: result !== undefined,
    ...(key === undefined ? {} : {key}),
    bytes: Number(/File Size: (\d+)|Cache Size: .*\((\d+) B\)/.exec(stdout)?.slice(1).find(Boolean) ?? 0),
    ...(trouble === undefined ? {} : {trouble}),
    exists,
    denied,
  }
}

function isDuplicate(line: string): boolean {
  return /\(409\)|already exists/i.test(line)
}

/** The best first. */
const COMPLAINTS = [
  /^::debug::Failed to reserve cache: (?:Error: )?(.*)/,
  /^::(?:error|warning)[^:]*::(?:Failed to (?:restore|save): )?(.*)/,
  /^(?:Failed to save|Failed to restore): (.*)/,
]

function troubleIn(lines: readonly string[]): string | undefined {
  for (const complaint of COMPLAINTS) {
    const found = lines.map(line => complaint.exec(line)?.[1]).find(message => message)
    if (found) return readable(found)
  }
  return undefined
}

/** Escapes of workflow commands undone, and no query of an address: it holds a signature. */
export function readable(message: string): string {
  const plain = message
    .replace(/%0D|%0A/g, ' ')
    .replace(/%25/g, '%')
    .replace(/(https?:\/\/[^\s?"']+)\?[^\s"']*/g, '$1')
    .replace(/\bsig=[^\s&"']+/g, 'sig=…')
    .replace(/\s+/g, ' ')
    .replace(/ If you are using self-hosted runners, please make sure .*/, '')
    .trim()
  return plain.length > LONGEST ? `${plain.slice(0, LONGEST)}…` : plain
}
