import {arrayAt, isRecord, numberAt, recordAt, stringAt} from '../../lib/json.ts'

// What `--progress=rawjson` prints: one JSON object a line, each with any of these.
// https://github.com/moby/buildkit/blob/v0.34.2/client/graph.go

export interface ProgressEvent {
  readonly vertexes: readonly VertexEvent[]
  readonly logs: readonly {readonly vertex: string; readonly data: string}[]
  readonly warnings: readonly CheckWarning[]
}

export interface VertexEvent {
  readonly digest: string
  readonly name: string
  readonly started: Date | undefined
  readonly completed: Date | undefined
  readonly cached: boolean
  readonly error: string | undefined
}

/** What one of BuildKit's own checks found. https://docs.docker.com/reference/build-checks/ */
export interface CheckWarning {
  readonly ruleName: string
  /** What the rule is about. */
  readonly description: string
  /** What is wrong here. */
  readonly detail: string
  readonly url: string | undefined
  /** As the builder was told: the last part of the Dockerfile's path. */
  readonly file: string | undefined
  readonly line: number | undefined
}

/** Undefined for a line that is no event: buildx also says things in words there. */
export function parseEvent(line: string): ProgressEvent | undefined {
  if (!line.startsWith('{')) return undefined
  try {
    const value: unknown = JSON.parse(line)
    return {
      vertexes: (arrayAt(value, 'vertexes') ?? []).flatMap(parseVertex),
      logs: (arrayAt(value, 'logs') ?? []).map(log => ({
        vertex: stringAt(log, 'vertex') ?? '',
        data: textAt(log, 'data'),
      })),
      warnings: (arrayAt(value, 'warnings') ?? []).map(parseWarning),
    }
  } catch {
    return undefined
  }
}

function parseVertex(value: unknown): readonly VertexEvent[] {
  const digest = stringAt(value, 'digest')
  if (digest === undefined) return []
  return [
    {
      digest,
      name: stringAt(value, 'name') ?? '',
      started: dateAt(value, 'started'),
      completed: dateAt(value, 'completed'),
      cached: isRecord(value) && value.cached === true,
      error: stringAt(value, 'error') || undefined,
    },
  ]
}

/** The rule's name stands before the colon, and the line a second time at the end. */
function parseWarning(value: unknown): CheckWarning {
  const short = textAt(value, 'short')
  const [, ruleName = '', said = short] = /^([A-Za-z]+): (.*)$/s.exec(short) ?? []
  const [first] = arrayAt(value, 'detail') ?? []
  return {
    ruleName,
    description: typeof first === 'string' ? fromBase64(first) : '',
    detail: said.replace(/ \(line \d+\)$/, ''),
    url: stringAt(value, 'url'),
    file: stringAt(recordAt(value, 'sourceInfo'), 'filename'),
    line: firstLine(arrayAt(value, 'range')),
  }
}

/** Of a list of ranges. */
export function firstLine(ranges: readonly unknown[] | undefined): number | undefined {
  return numberAt(recordAt(ranges?.[0], 'start'), 'line')
}

/** Go writes bytes as base64. */
function textAt(value: unknown, key: string): string {
  return fromBase64(stringAt(value, key) ?? '')
}

function fromBase64(text: string): string {
  return Buffer.from(text, 'base64').toString('utf8')
}

function dateAt(value: unknown, key: string): Date | undefined {
  const text = stringAt(value, key)
  return text === undefined ? undefined : new Date(text)
}
