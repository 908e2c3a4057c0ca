import {stat} from 'node:fs/promises'
import {join} from 'node:path'
import type {Context} from '../../context.ts'
import {type ModeDecision, type Overlay, type OverlayProgram, ownLayers} from '../../dockerfile/index.ts'
import {type AssembledImage, buildkit, type InstalledProgram} from '../../engine/index.ts'
import type {RunGo} from '../../go/index.ts'
import {messageOf} from '../../lib/errors.ts'
import {hashFile} from '../../lib/hash-file.ts'
import {formatPlatform, type Layout, type Platform} from '../../oci/index.ts'
import {requestFor} from './decide-mode.ts'
import type {FoundDockerfile} from './find.ts'
import type {DockerfileReady} from './ready.ts'

/** A program that was compiled for an overlay, as the report tells of it. */
export interface OverlayBinary extends Omit<InstalledProgram, 'destination'> {
  readonly platform: Platform
}

/** What was laid into the overlay's context. One without Go's build info, such as a packed one, is left out. */
export async function describePrograms(
  {decision, stageGo}: Pick<DockerfileReady, 'decision' | 'stageGo'>,
  {overlay, programs: folder}: {readonly overlay: Overlay; readonly programs: string},
): Promise<readonly OverlayBinary[]> {
  if (!stageGo) return []
  const described = overlay.programs.map(async program => {
    const file = join(folder, program.path)
    const platform = platformOf(program, decision)
    const importPath = program.kind === 'main' ? program.program.main.importPath : await mainOf(stageGo.go, file)
    if (!platform || importPath === undefined) return []
    const [sha256, {size}] = await Promise.all([hashFile(file), stat(file)])
    return [{platform, main: {importPath}, sha256, size}]
  })
  return (await Promise.all(described)).flat()
}

function platformOf(program: OverlayProgram, decision: ModeDecision): Platform | undefined {
  if (program.kind === 'main') return program.program.platform
  if (decision.mode !== 'replace') return undefined
  return [...decision.compiles, ...decision.commands].find(({id}) => id === program.by)?.platform
}

/** https://pkg.go.dev/cmd/go#hdr-Print_Go_version */
async function mainOf(go: RunGo, file: string): Promise<string | undefined> {
  const {stdout} = await go(['version', '-m', file], {cwd: join(file, '..')})
  return /^\tpath\t(\S+)$/m.exec(stdout)?.[1]
}

export interface ProgramSearch {
  readonly layout: Layout
  readonly made: readonly OverlayBinary[]
  readonly found: Pick<FoundDockerfile, 'dockerfile'>
}

/** A built image with those of the programs that are in it. It is for the report alone: never rejects. */
export async function withPrograms(
  context: Pick<Context, 'request' | 'env' | 'log'>,
  image: AssembledImage,
  {layout, made, found: {dockerfile}}: ProgramSearch,
): Promise<AssembledImage> {
  const platforms = await Promise.all(
    image.platforms.map(async built => {
      const name = formatPlatform(built.platform)
      const wanted = made.filter(({platform}) => formatPlatform(platform) === name)
      const request = requestFor(context, built.platform)
      const own = dockerfile ? ownLayers(dockerfile, request.targetStage, request) : 0
      const binaries = await buildkit.findPrograms(layout, built.layers, wanted, own).catch(error => {
        context.log.debug(`the programs in the image for ${name} can't be looked for: ${messageOf(error)}`)
        return []
      })
      return {...built, binaries}
    }),
  )
  return {...image, platforms}
}
