import {UserError} from '../lib/errors.ts'
import {digestOf} from '../oci/index.ts'

/** For what is read whole; `name` says what it is. Streams go through `verifying`. */
export function verifyBytes(bytes: Buffer, digest: string, name: string): void {
  const found = digestOf(bytes)
  if (found === digest) return
  throw new UserError(`${name} is damaged: expected ${digest}, but the bytes hash to ${found}`, {
    hint: 'the registry or a proxy before it serves wrong bytes; nothing was used of them',
  })
}
