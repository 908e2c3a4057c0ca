import {frontendDirectives} from './directives.ts'
import {physicalLines} from './physical-lines.ts'

/** What the file's `# syntax` says, also of a file that can't be read beyond it. */
export function syntaxOf(source: Buffer): string | undefined {
  return frontendDirectives(physicalLines(source).lines).syntax
}

/**
 * The image that reads the Dockerfile in place of the builder's own frontend: BUILDKIT_SYNTAX wins over the file.
 * https://docs.docker.com/build/buildkit/frontend/
 */
export function frontendOf(
  syntax: string | undefined,
  buildArgs: Readonly<Record<string, string>>,
): string | undefined {
  const [name = ''] = (buildArgs.BUILDKIT_SYNTAX ?? syntax ?? '').trim().split(/\s/)
  return name === '' || name === 'dockerfile.v0' ? undefined : name
}

/** Our reading is that of docker/dockerfile 1.28. https://github.com/moby/buildkit/blob/v0.34.2/frontend/dockerfile/version/version.go */
const READ_AS_MINOR = 28

/** Might it take what we refuse? Not so the releases up to the one that we read like; `1` and `latest` move on. */
export function mayReadMore(frontend: string): boolean {
  const [, minor] = /^(?:docker\.io\/)?docker\/dockerfile:1\.([0-9]+)(?:\.[0-9]+)?(?:@.*)?$/.exec(frontend) ?? []
  return minor === undefined || Number(minor) > READ_AS_MINOR
}
