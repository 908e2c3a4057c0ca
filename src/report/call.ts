import type {buildkit} from '../engine/index.ts'
import {alignColumns, safeLine} from './text.ts'

// What BuildKit says of a Dockerfile, for people.

export function formatTargets(targets: readonly buildkit.Target[]): string {
  const rows = targets.map(({name, base, platform = '', description = '', isDefault}, index) => {
    return [name ?? String(index), base, platform, isDefault ? 'yes' : '', description]
  })
  return table(['TARGET', 'BASE', 'PLATFORM', 'DEFAULT', 'DESCRIPTION'], rows)
}

export function formatOutline({args, secrets, ssh, caches}: buildkit.Outline): string {
  const needed = ({name, required}: buildkit.Needed) => [name, required ? 'required' : 'optional']
  const parts = [
    {head: ['BUILD ARGUMENT', 'VALUE'], rows: args.map(({name, value = ''}) => [name, value])},
    {head: ['SECRET', 'IS'], rows: secrets.map(needed)},
    {head: ['SSH AGENT', 'IS'], rows: ssh.map(needed)},
    {head: ['CACHE MOUNT'], rows: caches.map(id => [id])},
  ].filter(({rows}) => rows.length > 0)
  if (parts.length === 0) return 'The target takes no arguments, secrets or SSH agents'
  return parts.map(({head, rows}) => table(head, rows)).join('\n\n')
}

/** What the checks found is in the log, at its lines. */
export function formatChecks({warnings, error}: buildkit.Checks): string {
  if (error) return "BuildKit's checks end with an error"
  const count = warnings.length
  return `BuildKit's checks find ${count === 0 ? 'nothing' : `${count} thing${count === 1 ? '' : 's'}`} to correct`
}

/** The texts come from the Dockerfile. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return alignColumns([head, ...rows.map(row => row.map(safeLine))]).join('\n')
}
