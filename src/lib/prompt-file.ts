import {closeSync, openSync, readSync} from 'node:fs'

/** Reads up to the length of `into` from `position` of a file; answers with the number of bytes, fewer at its end. */
export type ReadPromptly = (into: Uint8Array, position: number) => number

/**
 * Opens a file whose reads are done here and now instead of by libuv's threads. For small parts of what a child has just
 * written and the system still holds in memory: they take microseconds, where each would wait behind the blocks that
 * those threads compress, some 10 ms a read.
 */
export async function withPromptFile<T>(path: string, use: (read: ReadPromptly) => Promise<T>): Promise<T> {
  const file = openSync(path, 'r')
  try {
    return await use((into, position) => readSync(file, into, 0, into.length, position))
  } finally {
    closeSync(file)
  }
}
