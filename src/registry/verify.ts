import {createHash} from 'node:crypto'
import {pipeline, type Readable, Transform} from 'node:stream'
import {UserError} from '../lib/errors.ts'
import {type Descriptor, digestOf, hexOf} from '../oci/index.ts'

/** Passes a blob's bytes on and fails at its end when they are not what the descriptor says. */
export function verified(source: Readable, blob: Descriptor, name: string): Readable {
  const hash = createHash('sha256')
  let size = 0
  const check = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      size += chunk.length
      hash.update(chunk)
      done(size > blob.size ? mismatch(name, blob, `more than ${blob.size} bytes came`) : null, chunk)
    },
    flush(done) {
      const found = hash.digest('hex')
      if (size < blob.size) done(cutShort(name, blob, size))
      else done(found === hexOf(blob.digest) ? null : mismatch(name, blob, `the bytes hash to sha256:${found}`))
    },
  })
  return pipeline(source, check, () => {}) // the error reaches whoever reads `check`
}

export function verifyBytes(bytes: Buffer, digest: string, name: string): void {
  const found = digestOf(bytes)
  if (found !== digest) {
    throw new UserError(`${name} is damaged: expected ${digest}, but the bytes hash to ${found}`)
  }
}

function mismatch(name: string, {digest}: Descriptor, found: string): UserError {
  return new UserError(`blob ${digest} of ${name} is damaged: ${found}`, {
    hint: 'the registry or a proxy before it serves wrong bytes; nothing was used of them',
  })
}

/** Less than announced is a cut connection, which is worth another try. */
function cutShort(name: string, {digest, size}: Descriptor, found: number): Error {
  const error = new Error(`blob ${digest} of ${name} ended after ${found} of ${size} bytes`)
  return Object.assign(error, {code: 'ERR_STREAM_PREMATURE_CLOSE'})
}
