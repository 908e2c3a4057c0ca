import {formatPlatform} from '../oci/index.ts'
import type {Plan, PlannedCache, PlannedImage} from '../plan/types.ts'
import {alignColumns, safeLine} from './text.ts'

/** What `plan --json` prints. */
export type PlanDocument = Omit<Plan, 'platforms'> & {readonly platforms: readonly string[]}

/** Members in the documented order, and only these. */
export function planJson(plan: Plan): PlanDocument {
  return {
    go: plan.go,
    mains: plan.mains.map(({importPath, dir, name, reason}) => ({importPath, dir, name, reason})),
    platforms: plan.platforms.map(formatPlatform),
    images: plan.images.map(({name, mains, tags}) => ({name, mains, tags})),
    engine: plan.engine,
    dockerfile: plan.dockerfile,
    base: plan.base,
    push: plan.push,
    cache: plan.cache,
    unresolved: plan.unresolved,
    warnings: plan.warnings,
  }
}

/** One choice of the plan: what it is about, what was chosen, why. */
export interface PlanChoice {
  readonly about: string
  readonly choice: string
  readonly reason: string
}

/** The plan as choices with reasons, for text and for the summary. */
export function planChoices(plan: Plan): PlanChoice[] {
  return [
    ...(plan.go ? [{about: 'go', choice: `${plan.go.version} (${plan.go.source})`, reason: plan.go.reason}] : []),
    ...plan.mains.map(({importPath, name, reason}) => ({
      about: 'main',
      choice: importPath.endsWith(`/${name}`) ? importPath : `${importPath} as ${name}`,
      reason,
    })),
    {about: 'platforms', choice: plan.platforms.map(formatPlatform).join(', '), reason: ''},
    ...plan.images.flatMap(image => imageChoices(image, plan)),
    {about: 'engine', choice: plan.engine.name, reason: plan.engine.reason},
    ...(plan.dockerfile
      ? [
          {
            about: 'Dockerfile',
            choice: `${plan.dockerfile.path}: ${plan.dockerfile.mode}`,
            reason: plan.dockerfile.reason,
          },
        ]
      : []),
    {about: 'base', choice: plan.base, reason: ''},
    ...cacheChoices(plan),
    {about: 'push', choice: plan.push.allowed ? 'yes' : 'no', reason: plan.push.reason},
    ...plan.unresolved.map(({what, why}) => ({about: 'unresolved', choice: what, reason: why})),
  ]
}

function cacheChoices({cache}: Plan): PlanChoice[] {
  if (!cache) return []
  const choice = ({restore, save}: PlannedCache) =>
    [restore ? 'restore' : '', save ? 'save' : ''].filter(Boolean).join(' and ') || 'left alone'
  const keyOf = ({key, restore, save}: PlannedCache) => (restore || save ? `; key ${key}` : '')
  const rows = [
    ...(cache.sources ? ([['sources of modules', cache.sources]] as const) : []),
    ['modules', cache.modules],
    ['build cache', cache.build],
    ['programs', cache.outputs],
  ] as const
  return rows.map(([about, cached]) => {
    return {about, choice: choice(cached), reason: `${cached.reason.replace(/^left alone: /, '')}${keyOf(cached)}`}
  })
}

function imageChoices({name, mains, tags}: PlannedImage, plan: Plan): PlanChoice[] {
  return [
    {about: 'image', choice: name, reason: plan.mains.length > 1 ? `with ${mains.join(', ')}` : ''},
    ...tags.map(tag => ({
      about: 'tag',
      // Without a push no tag is set, and the line on pushing says so once.
      choice: tag.set || !plan.push.allowed ? tag.name : `${tag.name} (left alone)`,
      reason: tag.reason,
    })),
  ]
}

/** The plan for people: a line for each choice, reasons in a column of their own. */
export function formatPlan(plan: Plan): string {
  const rows = planChoices(plan).map(({about, choice, reason}) => [about, choice, reason].map(safeLine))
  return [...alignColumns(rows), ...plan.warnings.map(text => `warning: ${safeLine(text)}`)].join('\n')
}
