import {createHash} from 'node:crypto'
import {Transform} from 'node:stream'
import {UserError} from '../lib/errors.ts'
import {hexOf} from './digest.ts'
import type {Descriptor} from './types.ts'

/** Passes a blob's bytes on and fails, before its end reaches the reader, when they are not what the descriptor says. */
export function verifying({digest, size}: Pick<Descriptor, 'digest' | 'size'>): Transform {
  const hash = createHash('sha256')
  let seen = 0
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      seen += chunk.length
      hash.update(chunk)
      if (seen > size) done(new UserError(`blob ${digest} has more than its ${size} bytes`))
      else done(null, chunk)
    },
    flush(done) {
      const found = hash.digest('hex')
      if (seen !== size) done(new UserError(`blob ${digest} has ${seen} bytes instead of ${size}`))
      else if (found !== hexOf(digest))
        done(new UserError(`blob ${digest} is damaged: its bytes hash to sha256:${found}`))
      else done()
    },
  })
}
