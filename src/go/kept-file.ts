import {createHash} from 'node:crypto'
import {type FileIdentity, identityOf, parseIdentity} from '../cache/index.ts'
import {UserError} from '../lib/errors.ts'
import {hashFile} from '../lib/hash-file.ts'
import {recordAt, stringAt} from '../lib/json.ts'
import {withPromptFile} from '../lib/prompt-file.ts'

/** What we know of a program that we kept: enough to tell that it is whole, and whether a build replaced it. */
export interface KeptFile {
  readonly identity: FileIdentity
  /** SHA-256 of the first bytes, if they hold Go's build ID, which names the content of the rest. */
  readonly head: string | undefined
  /** Of the whole file, hex. */
  readonly sha256: string
}

/** Go's linker writes the build ID right after the program headers, as a note of this name and of type 4. */
const HEAD_BYTES = 8 * 1024
const BUILD_ID_NOTE = Buffer.from('\x04\0\0\0Go\0\0', 'latin1')
const BUILD_ID_NOTE_BIG_ENDIAN = Buffer.from('\0\0\0\x04Go\0\0', 'latin1')

/** Undefined without a build ID: another linker may have put it further back. */
function hashHead(path: string): Promise<string | undefined> {
  return withPromptFile(path, async read => {
    const buffer = Buffer.alloc(HEAD_BYTES)
    const head = buffer.subarray(0, read(buffer, 0))
    if (!head.includes(BUILD_ID_NOTE) && !head.includes(BUILD_ID_NOTE_BIG_ENDIAN)) return undefined
    return createHash('sha256').update(head).digest('hex')
  })
}

/**
 * The file after a build. cmd/go touches a program that it found up to date, so the time says nothing: if inode, size
 * and build ID are as recorded, so is the content, and it isn't read again.
 */
export async function keptAfterBuild(
  path: string,
  before: KeptFile | undefined,
  signal?: AbortSignal,
): Promise<KeptFile> {
  const identity = await identityOf(path)
  if (!identity) {
    throw new UserError(`go build reported success but did not write ${path}`, {
      hint: 'is the program named go on PATH a wrapper that changes -o?',
    })
  }
  const head = await hashHead(path)
  const same = before?.identity.inode === identity.inode && before.identity.size === identity.size
  const sha256 = same && head !== undefined && before.head === head ? before.sha256 : await hashFile(path, signal)
  return {identity, head, sha256}
}

export function parseKept(value: unknown): Map<string, KeptFile> {
  const files = recordAt(value, 'files') ?? {}
  return new Map(
    Object.entries(files).flatMap(([name, file]) => {
      const kept = parseKeptFile(file)
      return kept ? [[name, kept]] : []
    }),
  )
}

function parseKeptFile(value: unknown): KeptFile | undefined {
  const identity = parseIdentity(recordAt(value, 'identity'))
  const sha256 = stringAt(value, 'sha256')
  return identity && sha256 !== undefined ? {identity, head: stringAt(value, 'head'), sha256} : undefined
}
