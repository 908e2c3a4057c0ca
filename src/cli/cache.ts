import {cacheRoot, clearCache, listCache} from '../cache/index.ts'
import {formatBytes} from '../report/index.ts'
import type {RunCommand} from './call.ts'
import {printJson} from './context.ts'

export const runList: RunCommand = async ({session, json}) => {
  const folder = cacheRoot(session.env)
  const entries = await listCache(folder)
  if (json) return printJson(session, {folder, entries})
  const width = Math.max(0, ...entries.map(({name}) => name.length))
  const lines = entries.map(({name, files, bytes}) => `  ${name.padEnd(width)}  ${formatBytes(bytes)}  ${files} files`)
  session.stdout.write(`${[folder, ...(lines.length > 0 ? lines : ['  empty'])].join('\n')}\n`)
}

export const runClear: RunCommand = async ({session, json, log}) => {
  const folder = cacheRoot(session.env)
  const {bytes} = await clearCache(folder)
  if (json) printJson(session, {folder, bytes})
  else log.result(`removed ${formatBytes(bytes)} from ${folder}`)
}
