import {relative, resolve, sep} from 'node:path'
import type {SourcePosition} from '../lib/errors.ts'
import {safeLines} from './text.ts'

// Lines that a runner obeys. https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands

export type Properties = Readonly<Record<string, string | number | undefined>>

export function workflowCommand(name: string, properties: Properties, message: string): string {
  const given = Object.entries(properties).flatMap(([key, value]) =>
    value === undefined ? [] : [`${key}=${escapeProperty(String(value))}`],
  )
  return `::${name}${given.length > 0 ? ` ${given.join(',')}` : ''}::${escapeMessage(message)}\n`
}

function escapeMessage(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

function escapeProperty(text: string): string {
  return escapeMessage(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}

/**
 * Text that the runner only shows. It obeys lines that begin with `::` after white space, and `##[` anywhere in a line
 * (https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs): both are broken, visibly.
 */
export function harmless(text: string): string {
  return safeLines(text)
    .map(line => `${line.replace(/^(\s*)::/, '$1: :').replaceAll('##[', '## [')}\n`)
    .join('')
}

/** Annotations find a file by its path from the work tree's root, with forward slashes. */
export function annotationPosition(at: SourcePosition | undefined, workspace: string): Properties {
  if (!at) return {}
  const path = resolve(at.folder ?? workspace, at.file)
  const inside = relative(workspace, path)
  const file = inside === '..' || inside.startsWith(`..${sep}`) ? path : inside
  return {file: file.split(sep).join('/'), line: at.line, col: at.column}
}
