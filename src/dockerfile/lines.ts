import {DirectiveReader, type Directives, frontendDirectives} from './directives.ts'
import {heredocMarks, withContent} from './heredoc.ts'
import {type Node, type PlacedNode, readNode} from './node.ts'
import {LONGEST_LINE, type PhysicalLine, physicalLines} from './physical-lines.ts'
import {Refused, trimStart} from './text.ts'
import type {DockerfileProblem, Heredoc} from './types.ts'

export interface SplitFile {
  readonly directives: Directives
  readonly nodes: readonly PlacedNode[]
}

/** Splits a Dockerfile into instructions exactly as BuildKit does (`frontend/dockerfile/parser`). */
export function splitLines(source: Buffer): SplitFile | {readonly problem: DockerfileProblem} {
  const {lines, tooLong} = physicalLines(source)
  const reader = new LineReader(source, lines)
  try {
    const nodes = reader.readAll()
    if (nodes.length === 0) throw new Refused('file with no instructions')
    if (tooLong !== undefined) {
      const message = `dockerfile line greater than max allowed size of ${LONGEST_LINE}`
      return {problem: {line: tooLong, message}}
    }
    const directives = {escape: reader.escape, ...frontendDirectives(lines)}
    return {directives, nodes}
  } catch (error) {
    if (error instanceof Refused) return {problem: {line: reader.line, message: error.message}}
    throw error
  }
}

class LineReader {
  private readonly source: Buffer
  private readonly lines: readonly PhysicalLine[]
  private readonly directiveReader = new DirectiveReader()
  private at = 0
  /** Where the instruction begins that is being read: what a problem names. */
  line = 1

  constructor(source: Buffer, lines: readonly PhysicalLine[]) {
    this.source = source
    this.lines = lines
  }

  get escape(): Directives['escape'] {
    return this.directiveReader.escape
  }

  readAll(): readonly PlacedNode[] {
    const nodes: PlacedNode[] = []
    for (let first = this.next(); first; first = this.next()) {
      this.line = first.number
      const begin = trimStart(first.text)
      this.directiveReader.read(begin)
      if (begin === '' || begin.startsWith('#')) continue
      nodes.push(this.readInstruction(first, begin))
    }
    return nodes
  }

  private next(): PhysicalLine | undefined {
    return this.lines[this.at++]
  }

  private readInstruction(first: PhysicalLine, begin: string): PlacedNode {
    const node = readNode(this.joinContinuations(begin), this.escape)
    const heredocs = this.readHeredocs(node)
    const last = this.lines[Math.min(this.at, this.lines.length) - 1] ?? first
    const span = {start: first.start, end: last.end, firstLine: first.number, lastLine: last.number}
    return {...node, span, heredocs}
  }

  /** A comment or an empty line between continued ones is left out and doesn't end them, though it has no escape. */
  private joinContinuations(begin: string): string {
    const continued = this.escape === '\\' ? BACKSLASH_AT_END : BACKTICK_AT_END
    let text = ''
    for (let part: string | undefined = begin; part !== undefined; ) {
      if (!continued.test(part)) return text + part
      text += part.replace(continued, '$1')
      part = this.nextPart()
    }
    return text
  }

  private nextPart(): string | undefined {
    for (let line = this.next(); line; line = this.next()) {
      const content = trimStart(line.text)
      if (content !== '' && !content.startsWith('#')) return line.text
    }
    return undefined
  }

  private readHeredocs(node: Node): readonly Heredoc[] {
    return heredocMarks(node).map(mark => {
      const start = this.lines[this.at]?.start
      for (let line = this.next(); line; line = this.next()) {
        const end = mark.stripTabs ? line.text.replace(/^\t+/, '') : line.text
        if (end === mark.name) return withContent(mark, this.source.toString('utf8', start, line.start))
      }
      throw new Refused('unterminated heredoc')
    })
  }
}

/** An escape at the end continues the line, unless another one stands before it. */
const BACKSLASH_AT_END = /([^\\])\\[ \t]*$|^\\[ \t]*$/
const BACKTICK_AT_END = /([^`])`[ \t]*$|^`[ \t]*$/
