import type {Problem} from '../../lib/errors.ts'
import {type Log, prefixed} from '../../lib/log.ts'
import {formatPlatform} from '../../oci/index.ts'
import type {BuildTask} from './arguments.ts'

/**
 * buildx refuses to write the layouts of several nodes at once, so each platform is a build of its own there. What
 * they have in common a node builds once, as its solver joins equal steps.
 * https://github.com/docker/buildx/blob/v0.38.2/build/build.go#L438
 */
function isSplit({builder, platforms}: BuildTask): boolean {
  return builder.nodes.length > 1 && platforms.length > 1
}

/** The builds to start, each with a log that says whose lines it gets. */
export function splitByPlatform(task: BuildTask, log: Log): readonly {readonly task: BuildTask; readonly log: Log}[] {
  if (!isSplit(task)) return [{task, log}]
  if (task.request.cacheTo.length > 0) {
    log.warn('each node of the builder writes its own layer cache: of those that go to one place, the last one stays')
  }
  return task.platforms.map(platform => ({
    task: {...task, platforms: [platform]},
    log: prefixed(log, formatPlatform(platform)),
  }))
}

/** What can't be done node by node. */
export function splitProblems(task: BuildTask): readonly Problem[] {
  if (!isSplit(task) || task.request.outputs.length === 0) return []
  const message = `the builder "${task.builder.name}" has several nodes, whose outputs would overwrite each other`
  return [{subject: 'outputs', message, hint: 'ask for one platform, or use a builder with one node'}]
}
