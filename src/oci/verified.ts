import {createHash} from 'node:crypto'
import {Transform} from 'node:stream'
import {UserError} from '../lib/errors.ts'
import {hexOf} from './digest.ts'
import {formatRepository, type Repository} from './reference.ts'
import type {Descriptor} from './types.ts'

/**
 * Passes a blob's bytes on and fails, before its end reaches the reader, when they are not what the descriptor says.
 * `from` is the repository that they come from, where they come from one: then too few of them are a cut connection,
 * which is worth another try.
 */
export function verifying({digest, size}: Pick<Descriptor, 'digest' | 'size'>, from?: Repository): Transform {
  const hash = createHash('sha256')
  const name = `blob ${digest}${from ? ` of ${formatRepository(from)}` : ''}`
  const hint = from
    ? 'the registry or a proxy before it serves wrong bytes; nothing was used of them'
    : 'the layout that holds it is damaged: build or copy it again'
  let seen = 0
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      seen += chunk.length
      hash.update(chunk)
      if (seen > size) done(new UserError(`${name} is damaged: it has more than its ${size} bytes`, {hint}))
      else done(null, chunk)
    },
    flush(done) {
      const found = hash.digest('hex')
      if (seen !== size) {
        const short = new UserError(`${name} has ${seen} bytes instead of ${size}`, {hint})
        done(from ? Object.assign(short, {code: 'ERR_STREAM_PREMATURE_CLOSE'}) : short)
      } else if (found !== hexOf(digest)) {
        done(new UserError(`${name} is damaged: the bytes hash to sha256:${found}`, {hint}))
      } else done()
    },
  })
}
