import type {Context} from '../context.ts'
import type {ImageToBuild, ResolvedBase} from '../engine/index.ts'
import {RequestError} from '../lib/errors.ts'
import {originLabels, type Plan, type PlannedImage} from '../plan/index.ts'
import type {Discovered} from './discover.ts'

/** What to assemble, and for which planned images: repositories of the same programs share one image. */
export interface PlannedContent {
  readonly toBuild: ImageToBuild
  readonly images: readonly PlannedImage[]
}

export function contentsOf(
  {request, env}: Pick<Context, 'request' | 'env'>,
  plan: Plan,
  found: Pick<Discovered, 'trigger' | 'mains'>,
  base: ResolvedBase | undefined,
): readonly PlannedContent[] {
  const epoch = sourceDateEpoch(env.SOURCE_DATE_EPOCH)
  const {trigger} = found
  return groupByMains(plan.images).map(images => ({
    images,
    toBuild: {
      ...namesInLayout(images),
      mains: found.mains.filter(main => images[0]?.mains.includes(main.importPath)),
      platforms: request.platforms,
      base,
      container: request.container,
      labels: {...originLabels(trigger), ...request.container.labels},
      annotations: request.container.annotations,
      created: epoch ?? trigger.commit?.time ?? CONSTANT_TIME,
      fileTime: epoch ?? CONSTANT_TIME,
      shape: request.manifest,
    },
  }))
}

function groupByMains(images: readonly PlannedImage[]): readonly (readonly PlannedImage[])[] {
  const groups = new Map<string, PlannedImage[]>()
  for (const image of images) {
    const key = image.mains.join('\n')
    groups.set(key, [...(groups.get(key) ?? []), image])
  }
  return [...groups.values()]
}

/** A commit's time would move every layer with every commit. */
const CONSTANT_TIME = new Date(0)

/** https://reproducible-builds.org/specs/source-date-epoch/ */
function sourceDateEpoch(text: string | undefined): Date | undefined {
  if (text === undefined || text === '') return undefined
  if (/^\d{1,12}$/.test(text)) return new Date(Number(text) * 1000)
  const message = `"${text}" is no time`
  throw new RequestError([{subject: 'SOURCE_DATE_EPOCH', message, hint: 'set it to seconds since 1970, or unset it'}])
}

/** Every reference that was planned: `push LAYOUT` takes them when no other is named. */
function namesInLayout(images: readonly PlannedImage[]): Pick<ImageToBuild, 'name' | 'aliases'> {
  const [name = '', ...aliases] = images.flatMap(image =>
    image.tags.length > 0 ? image.tags.map(tag => `${image.name}:${tag.name}`) : [image.name],
  )
  return {name, aliases}
}
