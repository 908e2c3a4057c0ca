import type {NamingFile} from './files.ts'
import {type GoLines, readGoLines, readToolVersions, readVersionFile} from './lines.ts'

/** The lines of a go.mod or go.work, with its name. */
export interface ModuleLines extends GoLines {
  readonly file: string
}

export function linesOf(file: NamingFile): ModuleLines {
  return {...readGoLines(file.text), file: file.name}
}

export function isModuleFile({name}: NamingFile): boolean {
  return name === 'go.mod' || name === 'go.work'
}

export function versionIn({name, text}: NamingFile): string | undefined {
  return name === '.tool-versions' ? readToolVersions(text) : readVersionFile(text)
}
