import {createHash} from 'node:crypto'
import {setImmediate} from 'node:timers/promises'
import {withPromptFile} from './prompt-file.ts'

/** Hashed between two looks at whatever else goes on. */
const HASH_CHUNK = 256 * 1024

/**
 * SHA-256 of a file, hex. Reads through one buffer: fresh ones would wait for the collector, for as many files as are
 * hashed at once.
 */
export function hashFile(path: string, signal?: AbortSignal): Promise<string> {
  return withPromptFile(path, async read => {
    const hash = createHash('sha256')
    const buffer = Buffer.allocUnsafe(HASH_CHUNK)
    for (let position = 0; ; ) {
      signal?.throwIfAborted()
      const size = read(buffer, position)
      if (size === 0) return hash.digest('hex')
      hash.update(buffer.subarray(0, size))
      position += size
      await setImmediate()
    }
  })
}
