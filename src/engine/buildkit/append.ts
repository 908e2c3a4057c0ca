import {parse} from 'yaml'
import {messageOf, RequestError} from '../../lib/errors.ts'
import {arrayAt, isRecord, type JsonRecord, stringAt} from '../../lib/json.ts'

/** A further node of a builder. */
export interface AppendedNode {
  readonly name: string | undefined
  readonly endpoint: string | undefined
  readonly platforms: readonly string[]
  readonly driverOpts: readonly string[]
  readonly buildkitdFlags: string | undefined
}

const KEYS = ['name', 'endpoint', 'platforms', 'driver-opts', 'buildkitd-flags']
const HINT =
  'write a YAML list of nodes, each with an endpoint: https://docs.docker.com/build/ci/github-actions/configure-builder/#append-additional-nodes-to-the-builder'

/** Reads the input `append`: a YAML list of nodes with the keys that setup-buildx knows. */
export function parseAppend(text: string): readonly AppendedNode[] {
  let value: unknown
  try {
    value = parse(text)
  } catch (error) {
    throw wrong(`it is no YAML: ${messageOf(error)}`)
  }
  if (!Array.isArray(value)) throw wrong('it is no list')
  return value.map((node, index) => parseNode(node, index + 1))
}

function parseNode(node: unknown, number: number): AppendedNode {
  if (!isRecord(node)) throw wrong(`node ${number} is no mapping`)
  const unknown = Object.keys(node).find(key => !KEYS.includes(key))
  if (unknown !== undefined) throw wrong(`node ${number} has "${unknown}"; known are ${KEYS.join(', ')}`)
  const endpoint = stringAt(node, 'endpoint')
  const name = stringAt(node, 'name')
  for (const value of [endpoint, name]) if (value?.startsWith('-')) throw wrong(`"${value}" begins with a dash`)
  return {
    name,
    endpoint,
    platforms: listAt(node, 'platforms')
      .flatMap(item => item.split(','))
      .map(item => item.trim()),
    driverOpts: listAt(node, 'driver-opts'),
    buildkitdFlags: stringAt(node, 'buildkitd-flags'),
  }
}

/** A YAML list, or a text with an item a line. */
function listAt(node: JsonRecord, key: string): readonly string[] {
  const items = arrayAt(node, key)?.map(String) ?? stringAt(node, key)?.split('\n') ?? []
  return items.map(item => item.trim()).filter(item => item !== '')
}

function wrong(message: string): RequestError {
  return new RequestError([{subject: 'append', message, hint: HINT}])
}
