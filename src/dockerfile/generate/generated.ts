import {UserError} from '../../lib/errors.ts'
import type {ContainerConfig, TarEntry} from '../../oci/index.ts'
import {PLATFORM_FOLDER} from '../overlay/platform-folder.ts'
import {configLines, SCRATCH_CONFIG} from './config-lines.ts'
import {copyLine, destinationPath, NEWLINE_ARGUMENT, needsNewline} from './quote.ts'

/** Files of the build context, which a generated Dockerfile unpacks. */
export const ROOTS_ARCHIVE = 'roots.tar.gz'
export const FILES_ARCHIVE = 'files.tar'

export interface GenerateRequest {
  /** What FROM names; undefined is scratch with the layer of roots. */
  readonly base: string | undefined
  /** What each platform's config is to be, and what its base has: `containerConfig` of the embedded engine says it. */
  readonly configs: readonly {readonly wanted: ContainerConfig; readonly inherited: ContainerConfig | undefined}[]
  /** Each lies under its name in its platform's folder of the context `programsContext`. */
  readonly programs: readonly {readonly name: string; readonly destination: string}[]
  readonly programsContext: string
  /** Is there a `files.tar` in the build context? */
  readonly files: boolean
}

export interface GeneratedDockerfile {
  readonly text: string
  /** To be passed to the build with it. */
  readonly buildArgs: Readonly<Record<string, string>>
  /** What the embedded engine would have done otherwise. */
  readonly warnings: readonly string[]
}

/**
 * The Dockerfile of an image that the embedded engine would also make, in the same order: what is below, the user's
 * files, one layer for each program on top. The build context has the archives, a context of their own the programs.
 */
export function generateDockerfile(request: GenerateRequest): GeneratedDockerfile {
  const {base, programs, programsContext, files} = request
  const config = oneConfig(request)
  const newline = needsNewline(config)
  const lines = [
    `FROM ${base ?? 'scratch'}`,
    ...(base === undefined ? [`ADD ${ROOTS_ARCHIVE} /`] : []),
    ...(files ? [`ADD ${FILES_ARCHIVE} /`] : []),
    'ARG TARGETOS TARGETARCH TARGETVARIANT',
    ...programs.map(({name, destination}) =>
      copyLine([`--from=${programsContext}`], [`/${PLATFORM_FOLDER}/${name}`], destinationPath(destination)),
    ),
    ...(newline ? [`ARG ${NEWLINE_ARGUMENT}`] : []),
    ...config,
  ]
  return {
    text: `${lines.join('\n')}\n`,
    buildArgs: newline ? {[NEWLINE_ARGUMENT]: '\n'} : {},
    warnings: triggerWarnings(request),
  }
}

function triggerWarnings({base, configs}: GenerateRequest): readonly string[] {
  const triggers = [...new Set(configs.flatMap(({inherited}) => inherited?.OnBuild ?? []))]
  if (triggers.length === 0) return []
  return [`the base ${base} has ONBUILD instructions, which BuildKit runs: ${triggers.join('; ')}`]
}

/** One Dockerfile is for all platforms, so what it says must be right for each of them. */
function oneConfig({base, configs}: GenerateRequest): readonly string[] {
  const [first = [], ...others] = configs.map(({wanted, inherited = SCRATCH_CONFIG}) => configLines(wanted, inherited))
  const other = others.find(lines => lines.join('\n') !== first.join('\n'))
  if (!other) return first
  const [line] = [...first, ...other].filter(text => !(first.includes(text) && other.includes(text)))
  throw new UserError(`the platforms of ${base} differ in what an image takes over from it: ${line}`, {
    hint: 'state that value in the request, build the platforms one by one, or use engine: embedded',
  })
}

/**
 * What goes into `files.tar`. A folder's own entry is left out where the files in it imply it: unpacked over a base that
 * has a link there (/lib of Debian) it would replace the link, and with it all that is found through it.
 */
export function archiveEntries<T extends TarEntry>(entries: readonly T[]): readonly T[] {
  const implied = (folder: string) => entries.some(({path}) => path.startsWith(`${folder}/`))
  return entries.filter(({kind, path}) => kind !== 'directory' || !implied(path))
}
