import {expect, test} from '@jest/globals'
import {hintFor} from '../../src/registry/hints.ts'

const DENIED = 'DENIED: no'
const where = {registry: 'r.test', credentialOrigin: undefined}

test.each([
  {status: 200, text: '', says: 'no answer of a registry'},
  {status: 405, text: '', says: 'no answer of a registry'},
  {status: 404, text: '', says: 'no answer of a registry'},
  {status: 404, text: 'NAME_UNKNOWN: x', says: 'check the name'},
  {status: 403, text: DENIED, says: 'no login for r.test was found'},
  {status: 503, text: '', says: 'status page'},
  {status: 409, text: 'TAG_IMMUTABLE', says: 'choose another tag'},
])('$status $text', ({status, text, says}) => expect(hintFor({...where, status, text})).toContain(says))

test.each([
  {status: 404, text: 'MANIFEST_UNKNOWN: x'},
  {status: 409, text: 'CONFLICT'},
])('$status $text speaks for itself', ({status, text}) => expect(hintFor({...where, status, text})).toBeUndefined())
