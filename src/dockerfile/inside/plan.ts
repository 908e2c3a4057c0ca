import {frontendRefusal} from '../overlay/possible.ts'
import type {Instruction, Stage} from '../types.ts'
import {isInTheWay} from './conflicts.ts'
import {familiesOf, instructionsOf} from './families.ts'
import {type CachePlace, cachePlaces, copiedIds, isRefused} from './run-mounts.ts'
import {type InsideStage, type InsideStages, insideStages} from './stages.ts'
import type {CacheKind, ImageCaches, InsideAnswer, InsideInput, Volume, WarmRun} from './types.ts'
import {hasGo, mayStartGo} from './uses-go.ts'

/**
 * Which RUNs of a Dockerfile get Go's caches, so that the image stays what it is: in the stages that compile Go, from
 * the first RUN on that may start go, all of them, since what one puts into a mount another one doesn't find in its
 * layer. In the stages of the image itself only cache mounts that the user has anyway.
 */
export function planInside({dockerfile, requests, target, id}: InsideInput): InsideAnswer {
  const refusal = frontendRefusal(dockerfile, requests[0]?.buildArgs ?? {})
  if (refusal) return {why: refusal.reason}
  const found = insideStages(dockerfile, requests, target)
  if ('why' in found) return found
  const {stages} = found
  const images = [...new Set(stages.map(({root}) => root.image))]
  const idOf = (image: string) => `${id}-${images.indexOf(image)}`
  const placesOf = placesIn(stages)
  const families = familiesOf(stages).flatMap(family => warmFamily(family, {...found, idOf, placesOf}))
  const all = [...families, ...ownMounts(stages, placesOf)]
  if (all.length === 0) return {why: 'no RUN of its own uses Go in a way that a cache could be brought to'}
  const warm = all.filter(({root}) => root.isCertain && root.image !== '')
  if (warm.length === 0) return {why: 'the image of the Go stage is not known before it is built'}
  const runs = warm.map(({run}) => run).sort((a, b) => a.instruction.span.start - b.instruction.span.start)
  return {plan: {runs, images: imagesOf(warm, id), takers: takersOf(warm, found)}}
}

/** What takes files from a stage with mounts of ours, or from one that is built on it. */
function takersOf(warm: readonly Warm[], {stages, edges}: InsideStages): readonly Instruction[] {
  const mounted = new Set(warm.filter(({run}) => run.added.length > 0).map(({stage}) => stage))
  const built = stages
    .filter(one => [one.stage, ...one.below].some(stage => mounted.has(stage)))
    .map(({stage}) => stage)
  const taking = edges.filter(({how, source}) => how !== 'from' && source && built.includes(source))
  return [...new Set(taking.map(({instruction}) => instruction))]
}

/** A mount of the user's may be in stages of several images: the first one fills it. */
function imagesOf(warm: readonly Warm[], id: string): readonly ImageCaches[] {
  const seen = new Set<string>()
  const images = new Map<string, Volume[]>()
  for (const {root, volumes} of warm) {
    for (const volume of volumes) {
      if (!seen.has(nameOf(volume))) images.set(root.image, [...(images.get(root.image) ?? []), volume])
      seen.add(nameOf(volume))
    }
  }
  return [...images].map(([image, volumes], number) => {
    const numbered = volumes.map((volume, number) => ({...volume, number}))
    return {image, volumes: numbered, notes: `${id}-${number}-notes`, folder: images.size > 1 ? `image-${number}` : ''}
  })
}

interface Warm {
  readonly stage: Stage
  readonly run: WarmRun
  readonly volumes: readonly Volume[]
  readonly root: InsideStage['root']
}

/** The same mount, wherever it is used. */
function nameOf({kind, id, options}: Volume): string {
  return JSON.stringify([kind, id, Object.entries(options).sort()])
}

type PlacesOf = (one: InsideStage, at: number) => readonly CachePlace[]

function placesIn(stages: readonly InsideStage[]): PlacesOf {
  const cold = copiedIds(stages.flatMap(({steps}) => steps.flat()))
  return ({steps}, at) =>
    cachePlaces(
      steps.flatMap(ofPlatform => ofPlatform[at] ?? []),
      cold,
    )
}

interface Around extends InsideStages {
  readonly idOf: (image: string) => string
  readonly placesOf: PlacesOf
}

function warmFamily(family: readonly InsideStage[], {stages, edges, idOf, placesOf}: Around): readonly Warm[] {
  // Files that a stage of the image has in its layers would be hidden, and missed.
  const shared = stages.filter(one => one.isOfImage && family.some(({below}) => below.includes(one.stage)))
  if (shared.some(one => hasGo('', instructionsOf(one, stages)))) return []
  if (family.some(one => hasTriggeredRun(one))) return []
  const started = new Set<Stage>()
  const places = family.flatMap(one => {
    let isStarted = one.below.some(stage => started.has(stage))
    const found: {readonly one: InsideStage; readonly places: readonly CachePlace[]; readonly at: number}[] = []
    for (const [at, step] of (one.steps[0] ?? []).entries()) {
      isStarted ||= mayStartGo(step)
      if (!isStarted || !one.stage.instructions.includes(step.instruction)) continue
      found.push({one, at, places: placesOf(one, at)})
    }
    if (isStarted) started.add(one.stage)
    return found
  })
  const kept = (kind: CacheKind) => {
    const steps = places.flatMap(({one, at}) => one.steps.flatMap(steps => steps[at] ?? []))
    const targets = places.flatMap(({places}) => places.filter(place => place.kind === kind && !place.own))
    const isFree = !targets.some(({target}) => isInTheWay(target, family, stages, edges))
    return isFree && !steps.some(step => isRefused(kind, step))
  }
  const isKept = {build: kept('build'), modules: kept('modules')}
  return places.flatMap(({one, at, places}) =>
    warmRun(
      one,
      at,
      places.filter(place => place.own || isKept[place.kind]),
      idOf(one.root.image),
    ),
  )
}

/** By ONBUILD: its text stands in another stage, so it can't be given a mount, and would miss what others put into one. */
function hasTriggeredRun({stage, steps}: InsideStage): boolean {
  return (steps[0] ?? []).some(
    ({instruction}) => instruction.kind === 'run' && !stage.instructions.includes(instruction),
  )
}

/** Cache mounts that the user has in the image's own stages. */
function ownMounts(stages: readonly InsideStage[], placesOf: PlacesOf): readonly Warm[] {
  return stages
    .filter(({isOfImage}) => isOfImage)
    .flatMap(one =>
      one.stage.instructions.length === 0
        ? []
        : (one.steps[0] ?? []).flatMap((step, at) => {
            if (!one.stage.instructions.includes(step.instruction)) return []
            const places = placesOf(one, at)
            return warmRun(
              one,
              at,
              places.filter(({own}) => own),
              '',
            )
          }),
    )
}

function warmRun(one: InsideStage, at: number, places: readonly CachePlace[], id: string): readonly Warm[] {
  const instruction = one.steps[0]?.[at]?.instruction
  const [first] = places
  if (!first || instruction?.kind !== 'run') return []
  const added = places
    .filter(({own}) => !own)
    .map(({kind, target}): Volume => ({kind, target, id: `${id}-${kind}`, options: {mode: '0777'}, isOurs: true}))
  const volumes = [...places.flatMap(({own}) => own ?? []), ...added]
  return [{stage: one.stage, root: one.root, volumes, run: {instruction, added, marker: `${first.target}/${MARKER}`}}]
}

/** Go passes it over there. */
const MARKER = '.go-containerize'
