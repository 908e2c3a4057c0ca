/** Text-like: compresses, with long and short repeats. The same everywhere. */
export function sample(size: number): Buffer {
  const bytes = Buffer.alloc(size)
  for (let i = 0, state = 7; i < size; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    bytes[i] = (i >> 9) % 3 === 0 ? i % 251 : state >>> 27
  }
  return bytes
}

/** Of `sample(2 MiB + 77)`. Every layer's digest hangs on it: no time, no operating system, level 1, a window of 8 KiB, blocks of 256 KiB. */
export const GOLDEN = '8895d8a63fac9562600e21384a0b521efb216b18ea88fa1c73aa332e1bffdec4'
