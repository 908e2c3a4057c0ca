import type {Volume} from './types.ts'

export function cacheMount({id, target, options}: Pick<Volume, 'id' | 'target' | 'options'>): string {
  const given = Object.entries(options).map(([name, value]) => `,${name}=${value}`)
  return `--mount=type=cache,id=${id},target=${target}${given.join('')}`
}
