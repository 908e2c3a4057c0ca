import {messageOf} from '../lib/errors.ts'
import {versionsOfGo} from './module-go.ts'
import {versionsOnProxy} from './module-proxy.ts'
import {shown} from './remote.ts'
import {versionsOnSite} from './site-list.ts'
import type {Outside, Sources} from './sources.ts'
import type {GosHere, Machine, Published} from './types.ts'

/** The versions of Go that can be had, from the first source that knows; never rejects but when cancelled. */
export async function findPublished(
  sources: Sources,
  {gos, machine, files, signal}: Pick<Outside, 'files' | 'signal'> & {readonly gos: GosHere; readonly machine: Machine},
): Promise<Published> {
  const {go, site, siteGiven, goProxy, ownProxy} = sources
  const common = {files, ...(signal ? {signal} : {})}
  const bySite = {from: shown(site), list: () => versionsOnSite({base: site, ...common})}
  const byProxy = {from: 'GOPROXY', list: () => versionsOnProxy({goProxy, machine, ...common})}
  const byGo = go ? [{from: 'GOPROXY', list: () => versionsOfGo({go, settings: gos.settings, ...common})}] : []
  const own = ownProxy === 'unverified' ? [bySite, byProxy] : [byProxy, bySite]
  const failures: string[] = []
  for (const {from, list} of siteGiven ? [bySite, ...byGo] : go ? [...byGo, bySite] : own) {
    try {
      const versions = await list()
      if (versions.length > 0) return {versions}
      failures.push(`${from}: the list is empty`)
    } catch (error) {
      signal?.throwIfAborted()
      failures.push(`${from}: ${messageOf(error)}`)
    }
  }
  return {unreachable: failures.join('; ')}
}
