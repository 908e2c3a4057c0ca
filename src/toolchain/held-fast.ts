import {basename} from 'node:path'
import type {GoRequest} from './types.ts'

/**
 * Must a go.mod not replace this Go in later steps? Not where it was asked for by name, or by a file that Go does not
 * read itself.
 */
export function isHeldFast({version, versionFile}: Pick<GoRequest, 'version' | 'versionFile'>): boolean {
  if (version !== undefined) return true
  return versionFile !== undefined && !/^go\.(mod|work)$/.test(basename(versionFile))
}
