import type {Warning} from '../../lib/log.ts'
import type {CheckWarning} from './events.ts'
import type {SourceOfLines} from './failure.ts'

/** What BuildKit's checks found, at the user's lines. What they say of lines that we wrote is nobody's business. */
export function checkAnnotations(warnings: readonly CheckWarning[], source: SourceOfLines): readonly Warning[] {
  return warnings.flatMap(({ruleName, detail, description, url, line}) => {
    const message = `${ruleName ? `${ruleName}: ` : ''}${detail || description}${url ? ` (${url})` : ''}`
    if (line === undefined) return [{message}]
    const own = source.lineOf(line)
    return own === undefined ? [] : [{message, at: {file: source.path, line: own}}]
  })
}
