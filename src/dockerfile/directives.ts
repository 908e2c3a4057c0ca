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
  private done = false

  /** `line` has no leading white space. Throws on a second one of a name and on an escape that is none. */
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

  get directives(): Directives {
    const syntax = this.seen.get('syntax')
    const check = this.seen.get('check')
    return {
      ...(syntax === undefined ? {} : {syntax}),
      escape: this.seen.get('escape') === '`' ? '`' : '\\',
      ...(check === undefined ? {} : {check}),
    }
  }
}
