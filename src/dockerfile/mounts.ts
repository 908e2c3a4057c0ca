import {parse} from 'csv-parse/sync'
import {messageOf} from '../lib/errors.ts'
import {Refused} from './text.ts'
import type {Mount} from './types.ts'

/** One name for each option, so that nobody has to know them all. */
const SAME: Readonly<Record<string, string>> = {
  src: 'source',
  dst: 'target',
  destination: 'target',
  ro: 'readonly',
  rw: 'readwrite',
}

/** Reads the value of a `--mount=`. An option without a value, such as `readonly`, is `true`. */
export function parseMount(text: string): Mount {
  const options: Record<string, string> = {}
  let type = 'bind'
  for (const field of fieldsOf(text)) {
    const equals = field.indexOf('=')
    const name = (equals < 0 ? field : field.slice(0, equals)).toLowerCase()
    const value = equals < 0 ? 'true' : field.slice(equals + 1)
    if (name === 'from' && /\$./s.test(value))
      throw new Refused("'from' doesn't support variable expansion, define alias stage instead")
    if (name === 'type') type = value.toLowerCase()
    else options[Object.hasOwn(SAME, name) ? (SAME[name] ?? name) : name] = value
  }
  return {type, options}
}

function fieldsOf(text: string): readonly string[] {
  if (text === '') throw new Refused('failed to parse csv mounts: EOF')
  // Nearly all; and what isn't read needs no library loaded.
  if (!text.includes('"')) return text.split(',')
  try {
    return parse(text, {record_delimiter: '\n'})[0] ?? []
  } catch (error) {
    throw new Refused(`failed to parse csv mounts: ${messageOf(error)}`)
  }
}
