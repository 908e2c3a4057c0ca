import {text} from 'node:stream/consumers'
import {restoreCache, saveCache} from '@actions/cache'
import {type CacheCall, FOUND, formatResult, parseCall} from './cache-lines.ts'

// A program of its own: @actions/cache can't be cancelled, prints to standard output, reads its settings from the
// process and keeps Node running when it has failed. A process can be ended, with the tar that it started.

/** The key that was found or saved; undefined where there was none. Why stands in what the library prints. */
async function perform({operation, name, key, restoreKeys}: CacheCall): Promise<string | undefined> {
  if (operation === 'save') return (await saveCache([name], key)) === -1 ? undefined : key
  const matched = await restoreCache([name], key, [...restoreKeys], {lookupOnly: true})
  if (operation === 'look-up' || matched === undefined) return matched
  process.stderr.write(`${FOUND}\n`) // the service answers: from now on the time is the archive's
  return restoreCache([name], matched, [])
}

const call = parseCall(await text(process.stdin))
const result = formatResult(await perform(call))
process.stdout.write(result, () => process.exit(0))
