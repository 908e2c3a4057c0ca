import {existsSync} from 'node:fs'
import {locateTool} from '../../tools/locate.mjs'

/** The path of a pinned tool. Jest builds them before the real tests, so a missing one means another door was taken. */
export function toolPath(name: string): string {
  const {path} = locateTool(name, process.env)
  if (!existsSync(path)) throw new Error(`${name} is not built at ${path}: run node tools/setup.mjs ${name}`)
  return path
}
