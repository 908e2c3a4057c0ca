import {Refused, trimStart} from './text.ts'
import type {Dockerfile} from './types.ts'

export type Directives = Dockerfile['directives']

const DIRECTIVE = /^([a-zA-Z][a-zA-Z0-9]*)[\t\n\f\r ]*=[\t\n\f\r ]*([^\n]+?)[\t\n\f\r ]*$/

/**
 * Reads parser directives line by line. They stand at the top: the first line that is none ends them, be it empty or
 * a comment. https://docs.docker.com/reference/dockerfile/#parser-directives
 */
export class DirectiveReader {
  private readonly seen = new Map<string, string>()
  /** None can follow any more. */
  done = false

  /** Throws on a second one of a name and on an escape that is none. */
  read(line: string): void {
    if (this.done) return
    const match = line.startsWith('#') ? DIRECTIVE.exec(trimStart(line.slice(1))) : null
    const [, name = '', value = ''] = match ?? []
    const key = name.toLowerCase()
    if (key !== 'syntax' && key !== 'escape' && key !== 'check') {
      this.done = true
      return
    }
    if (this.seen.has(key)) throw new Refused(`only one ${key} parser directive can be used`)
    if (key === 'escape' && value !== '\\' && value !== '`')
      throw new Refused(`invalid escape token '${value}' does not match \` or \\`)
    this.seen.set(key, value)
  }

  get escape(): Directives['escape'] {
    return this.value('escape') === '`' ? '`' : '\\'
  }

  value(name: 'syntax' | 'check' | 'escape'): string | undefined {
    return this.seen.get(name)
  }
}

/**
 * What picks the frontend and sets its checks. BuildKit looks for it in a reading of its own: there the first line may
 * be `#!`, and a blank before the `#` counts. Of a mistake it only takes what stands before it.
 */
export function frontendDirectives(lines: readonly {readonly text: string}[]): Omit<Directives, 'escape'> {
  const reader = new DirectiveReader()
  try {
    for (const {text} of lines.slice(lines[0]?.text.startsWith('#!') ? 1 : 0)) {
      if (reader.done) break
      reader.read(text)
    }
  } catch (error) {
    if (!(error instanceof Refused)) throw error
  }
  const [syntax, check] = [reader.value('syntax'), reader.value('check')]
  return {...(syntax === undefined ? {} : {syntax}), ...(check === undefined ? {} : {check})}
}
