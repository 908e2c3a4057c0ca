import {prune} from './cache/index.ts'
import type {CachesReport} from './ci-cache/index.ts'
import type {Context} from './context.ts'
import {checkReplaceable, type OpenOrigin, openLayout} from './oci/index.ts'
import type {Built} from './pipeline.ts'
import {hostsOf} from './plan/index.ts'
import {createPushRun} from './registry/index.ts'
import {formatPlan, reportOf} from './report/index.ts'
import {loginsFor} from './request/index.ts'
import {builderLogins} from './stages/builder-logins.ts'
import {contentsOf} from './stages/contents.ts'
import {advise} from './stages/dockerfile/advice.ts'
import {buildDockerfile} from './stages/dockerfile/build.ts'
import {confirmReading} from './stages/dockerfile/confirm-reading.ts'
import {withPrograms} from './stages/dockerfile/overlay-binaries.ts'
import {getDockerfileReady} from './stages/dockerfile/ready.ts'
import {claimLayout, type LayoutPlace} from './stages/layout-place.ts'
import {load} from './stages/load.ts'
import type {FirstLook} from './stages/look-around.ts'
import {openRegistry} from './stages/open-registry.ts'
import {publishAll} from './stages/publications.ts'
import {type StartedBuilder, startBuilder} from './stages/ready-builder.ts'
import {resolve} from './stages/resolve.ts'

/** The road of a Dockerfile: as the main road, but BuildKit makes the image, and the Dockerfile says what is compiled. */
export async function buildWithDockerfile(
  context: Context,
  look: FirstLook,
  {warnings}: {readonly warnings: readonly string[]},
): Promise<Built> {
  const {request, log} = context
  const decided = await getDockerfileReady(context, look)
  const {found, decision, buildx, cache, stageGo} = decided
  log.group('Plan', formatPlan({...decided.plan, warnings: []}))
  for (const {message, line} of decision.warnings) {
    log.warn(line === undefined ? message : {message, at: {file: found.path, line}})
  }
  await advise(context, decided)

  const registry = openRegistry(context, decided.plan.images)
  let started: StartedBuilder | undefined
  let place: LayoutPlace | undefined
  let saving: Promise<CachesReport | undefined> | undefined
  try {
    if (request.output !== undefined) await checkReplaceable(request.output)
    place = await claimLayout(context, cache)
    const {path} = place
    const own = loginsFor(request.registry, hostsOf(decided.plan.images)[0])
    const logins = await builderLogins(context, {found, own, credentials: registry.credentials})
    started = startBuilder(context, {buildx, logins})
    const [resolved, builder] = await Promise.all([resolve(context, decided.plan, registry, cache), started.ready])
    const ready = await confirmReading(context, decided, builder)
    const {plan} = ready
    const [content] = contentsOf(context, plan, {trigger: look.trigger, mains: []}, undefined)
    if (!content) throw new Error('a Dockerfile makes one image')
    const built = await buildDockerfile({context, ready, builder, content, path})
    saving = built.saveCaches() // beside the push
    const layout = await openLayout(path)
    const described = withPrograms(context, built.image, {layout, made: built.programs, found})
    const {destinations} = resolved
    const run = createPushRun()
    const isRelease = look.trigger.tag !== undefined
    const contents = [content]
    const assembled = [built.image]
    const images = await publishAll({context, layout, contents, assembled, registry, destinations, run, isRelease})
    const open: OpenOrigin = (repository, blob) => registry.openBlob(repository, blob)
    const loaded = resolved.engine ? await load(context, resolved.engine, {layout, open, images}) : undefined
    await prune(cache.root, context.now())
    const go = {version: stageGo?.facts.version ?? '', source: stageGo?.source ?? ''}
    const [saved, image] = await Promise.all([saving, described])
    context.signal.throwIfAborted() // a saving that was cancelled just ends
    const finished = images.map(one => ({...one, assembled: image}))
    const {done: phases} = context.phases
    return {
      plan,
      loaded,
      report: reportOf({go, images: finished, layout: path, caches: saved ?? null, phases, warnings}),
    }
  } finally {
    registry.close()
    await saving
    await decided.close()
    await place?.release()
    await started?.close()
  }
}
