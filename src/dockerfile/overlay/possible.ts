import {frontendOf} from '../frontend.ts'
import type {Dockerfile} from '../types.ts'
import {PLATFORM_ARGUMENTS} from './platform-folder.ts'

export interface OverlayRefusal {
  /** Stable, as it is printed. */
  readonly rule: string
  readonly reason: string
  readonly line: number
  readonly hint: string
}

/** The first frontend that knows named contexts. https://docs.docker.com/build/buildkit/dockerfile-release-notes/#140 */
const CONTEXTS_SINCE_MINOR = 4

/** Why no Dockerfile of ours could take this one's place, whatever is in it. */
export function overlayRefusal(
  dockerfile: Dockerfile,
  buildArgs: Readonly<Record<string, string>>,
): OverlayRefusal | undefined {
  return frontendRefusal(dockerfile, buildArgs) ?? platformRefusal(dockerfile, buildArgs)
}

/** Why nothing of ours can be handed in by a named context. */
export function frontendRefusal(
  {directives, source}: Dockerfile,
  buildArgs: Readonly<Record<string, string>>,
): OverlayRefusal | undefined {
  const frontend = frontendOf(directives.syntax, buildArgs)
  if (frontend === undefined) return undefined
  const line = lineOf(source, /^\s*#\s*syntax\s*=/im)
  const rule = 'overlay-syntax'
  const hint = 'write `# syntax=docker/dockerfile:1`, which is the newest of its kind'
  const [, name = '', tag] =
    /^(?:docker\.io\/)?(docker\/dockerfile(?:-upstream)?)(?::([^@]+))?(?:@.*)?$/.exec(frontend) ?? []
  if (name === '') return {rule, reason: `${frontend} is a frontend not known here`, line, hint}
  if (tag === undefined) {
    return frontend.includes('@')
      ? {rule, reason: `${frontend} tells no version of the frontend`, line, hint}
      : undefined
  }
  const [, minor] = /^1(?:\.([0-9]+)(?:\.[0-9]+)?)?(?:-labs|-rc[0-9]+)?$/.exec(tag) ?? [undefined, 'unknown']
  if (minor === 'unknown' && !/^(latest|labs|master|master-labs)$/.test(tag)) {
    return {rule, reason: `${frontend} tells no version of the frontend`, line, hint}
  }
  if (minor === undefined || minor === 'unknown' || Number(minor) >= CONTEXTS_SINCE_MINOR) return undefined
  return {rule, reason: `${frontend} has no named contexts, which came with 1.${CONTEXTS_SINCE_MINOR}`, line, hint}
}

/** A value given for them wins over BuildKit's own, and then a platform would get another one's programs. */
function platformRefusal({globals}: Dockerfile, buildArgs: Readonly<Record<string, string>>) {
  const rule = 'overlay-platform-args'
  const hint = 'BuildKit sets TARGETOS, TARGETARCH and TARGETVARIANT itself: leave the value out'
  const given = PLATFORM_ARGUMENTS.find(name => buildArgs[name] !== undefined)
  if (given !== undefined)
    return {rule, reason: `the build argument ${given} hides which platform is built`, line: 1, hint}
  for (const {args, span} of globals) {
    const fixed = args.find(({name, value}) => value !== undefined && PLATFORM_ARGUMENTS.some(own => own === name))
    if (fixed)
      return {
        rule,
        reason: `ARG ${fixed.name}=${fixed.value} hides which platform is built`,
        line: span.firstLine,
        hint,
      }
  }
  return undefined
}

function lineOf(source: Buffer, pattern: RegExp): number {
  const lines = source.toString().split('\n')
  return (
    Math.max(
      0,
      lines.findIndex(line => pattern.test(line)),
    ) + 1
  )
}
