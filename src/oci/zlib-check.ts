import {deflateRawSync} from 'node:zlib'
import {type Digest, digestOf} from './digest.ts'
import {DEFLATE} from './gzip.ts'

/** What official Node builds (20 to 26, their own zlib) make of the known block. Distributions' Node may use another zlib. */
const EXPECTED: Digest = 'sha256:b49404c7a21a638b138333ced732d528856b8f2eeaa79c7c677737b3adebb28d'
const KNOWN_SIZE = 64 * 1024

export type ZlibCheck = {readonly reproducible: true} | {readonly reproducible: false; readonly warning: string}

/** Does this Node compress as others do? If not, layers are right but have other digests than elsewhere. Takes 1 to 2 ms. */
export function checkZlib(expected: Digest = EXPECTED): ZlibCheck {
  const compressed = deflateRawSync(knownBlock(), DEFLATE)
  if (digestOf(compressed) === expected) return {reproducible: true}
  return {
    reproducible: false,
    warning:
      `this Node (${process.version}, zlib ${process.versions.zlib}) compresses to other bytes than the official builds: ` +
      'layers made here have other digests than layers made elsewhere from the same source. ' +
      'Use Node from nodejs.org to get the same ones',
  }
}

/** Longer than deflate's window; half repeats at growing distances, half noise, so that each of its ways is taken. */
function knownBlock(): Buffer {
  const block = Buffer.alloc(KNOWN_SIZE)
  let state = 1
  for (let i = 0; i < KNOWN_SIZE; i++) {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0
    const back = ((i >> 8) * 97) % 32000
    const repeats = ((i >> 5) & 1) === 1 && back > 0 && back <= i
    block[i] = repeats ? (block[i - back] ?? 0) : (state >>> 16) & ((i & 4096) === 0 ? 0xff : 0x0f)
  }
  return block
}
