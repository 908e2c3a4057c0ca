import {messageOf} from '../lib/errors.ts'
import type {Log} from '../lib/log.ts'
import type {ToolFiles} from '../toolchain/types.ts'

/** A server that says nothing for so long says nothing at all; another source may. */
const SILENCE_MS = 20_000
/** The download site's list of all releases has 3 MB. */
const MAX_TEXT = 64 * 1024 * 1024

/** A download that failed, with what the server answered. */
class DownloadError extends Error {
  readonly status: number | undefined
  constructor(cause: unknown) {
    super(messageOf(cause), {cause})
    this.status =
      cause instanceof Error && 'httpStatusCode' in cause && typeof cause.httpStatusCode === 'number'
        ? cause.httpStatusCode
        : undefined
  }
}

export interface ToolFilesOptions {
  readonly log: Log
  /** Is standard output ours alone? On the command line it holds the one JSON document; in the action it is the log. */
  readonly keepStdout: boolean
}

/** The runner's toolkit as far as a Go needs it: it knows proxies, retries, and each system's unpackers. Loaded late: it is large. */
export function createToolFiles({log, keepStdout}: ToolFilesOptions): ToolFiles {
  const run = <T>(work: () => Promise<T>) => (keepStdout ? withoutStdout(log, work) : work())
  const toolCache = () => import('@actions/tool-cache')
  return {
    fetchText,
    async download(url, to, {authorization, signal}) {
      const {downloadTool} = await toolCache()
      const done = run(() => downloadTool(url, to, authorization)).catch(error => {
        throw new DownloadError(error)
      })
      await orAborted(done, signal)
    },
    async extractTar(file, to) {
      const {extractTar} = await toolCache()
      await run(() => extractTar(file, to))
    },
    async extractZip(file, to) {
      const {extractZip} = await toolCache()
      await run(() => extractZip(file, to))
    },
  }
}

const fetchText: ToolFiles['fetchText'] = async (url, {authorization, signal}) => {
  const {HttpClient} = await import('@actions/http-client')
  const client = new HttpClient('go-containerize', [], {allowRetries: true, maxRetries: 2, socketTimeout: SILENCE_MS})
  const read = async () => {
    const {message} = await client.get(url, authorization ? {authorization} : {})
    const chunks: Buffer[] = []
    let size = 0
    // Not readBody(): that one waits for ever where an answer breaks off.
    for await (const chunk of message) {
      size += chunk.length
      if (size > MAX_TEXT) throw new Error(`more than ${MAX_TEXT} bytes`)
      chunks.push(chunk)
    }
    return {status: message.statusCode ?? 0, body: Buffer.concat(chunks).toString('utf8')}
  }
  return orAborted(read(), signal)
}

/** The toolkit can't be told to stop; what it still does then goes to a folder that is gone. */
async function orAborted<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return work
  signal.throwIfAborted()
  let stop = () => {}
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason)
    signal.addEventListener('abort', stop, {once: true})
  })
  try {
    return await Promise.race([work, aborted])
  } finally {
    signal.removeEventListener('abort', stop)
    work.catch(() => {}) // nobody waits any more
  }
}

let diverted = 0
let original: typeof process.stdout.write | undefined

/**
 * The toolkit writes the runner's commands (`::debug::`) and its own command lines to standard output, and has no
 * setting against it. On the command line nothing else writes there before the end.
 * https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts
 */
async function withoutStdout<T>(log: Log, work: () => Promise<T>): Promise<T> {
  if (diverted++ === 0) {
    original = process.stdout.write
    process.stdout.write = (text: string | Uint8Array) => {
      log.debug(String(text).trim())
      return true
    }
  }
  try {
    return await work()
  } finally {
    if (--diverted === 0 && original) process.stdout.write = original
  }
}
