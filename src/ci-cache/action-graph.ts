import {arrayAt, stringAt} from '../lib/json.ts'
import type {CompileShare} from './types.ts'

/** As many as a person reads. */
const SLOWEST = 10

/**
 * Reads what `go build -debug-actiongraph=FILE` writes, of as many builds as there were. The format is nobody's
 * promise, so anything unexpected gives undefined, never an error.
 * https://github.com/golang/go/blob/go1.26.0/src/cmd/go/internal/work/action.go (actionJSON)
 */
export function compileShare(texts: readonly string[]): CompileShare | undefined {
  const graphs = texts.map(actionsIn)
  if (graphs.length === 0 || graphs.includes(undefined)) return undefined
  const ofMode = (mode: string) => graphs.flatMap(list => list ?? []).filter(one => stringAt(one, 'Mode') === mode)
  const [compiled, linked] = [ofMode('build'), ofMode('link')]
  if (compiled.length === 0) return undefined
  const executed = compiled.filter(isExecuted)
  return {
    executed: executed.length,
    total: compiled.length,
    linked: {executed: linked.filter(isExecuted).length, total: linked.length},
    slowest: slowestOf(executed),
  }
}

function actionsIn(text: string): readonly unknown[] | undefined {
  try {
    return arrayAt({list: JSON.parse(text)}, 'list')
  } catch {
    return undefined
  }
}

/** An action that was found in the cache has started nothing. */
function isExecuted(action: unknown): boolean {
  return (arrayAt(action, 'Cmd') ?? []).length > 0
}

/** A package of several platforms once, with the longest of its times. */
function slowestOf(executed: readonly unknown[]): CompileShare['slowest'] {
  const longest = new Map<string, number>()
  for (const action of executed) {
    const name = stringAt(action, 'Package') ?? ''
    const ms = Date.parse(stringAt(action, 'TimeDone') ?? '') - Date.parse(stringAt(action, 'TimeStart') ?? '')
    if (name !== '' && ms >= 0) longest.set(name, Math.max(ms, longest.get(name) ?? 0))
  }
  return [...longest]
    .map(([name, ms]) => ({package: name, ms}))
    .sort((a, b) => b.ms - a.ms || (a.package < b.package ? -1 : 1))
    .slice(0, SLOWEST)
}
