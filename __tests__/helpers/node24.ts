import {existsSync} from 'node:fs'
import {locateNode24} from '../../tools/locate.mjs'

/** The path of Node 24, which runs the action on GitHub. */
export function node24(): string {
  const located = locateNode24(process.env)
  if (located && existsSync(located.path)) return located.path
  if (process.version.startsWith('v24.')) return process.execPath
  if (located) throw new Error(`Node 24 is not at ${located.path}: run node tools/setup.mjs`)
  throw new Error(`npm has no Node 24 for ${process.platform}-${process.arch}: run the tests with Node 24`)
}
