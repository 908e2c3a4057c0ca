import type {CacheFolder} from '../cache/index.ts'
import {type CheckedBase, checkBinary} from '../check/index.ts'
import type {Context} from '../context.ts'
import type {Assemble, AssembledImage} from '../engine/index.ts'
import {type Binary, compile, type MainPackage} from '../go/index.ts'
import {materialize, type OpenOrigin, openLayout, type Platform} from '../oci/index.ts'
import type {PlannedContent} from './contents.ts'
import type {Discovered} from './discover.ts'
import type {Resolved} from './resolve.ts'
import type {SendLayer} from './send-layers.ts'

export interface Made {
  readonly assembled: readonly AssembledImage[]
  /** What cmd/go noted of each build. */
  readonly graphs: readonly string[]
}

/** Each platform goes its way alone: its layers are made as soon as its programs are linked and checked. */
export async function compileAndAssemble(stage: {
  readonly context: Context
  readonly found: Discovered
  readonly resolved: Resolved
  readonly contents: readonly PlannedContent[]
  readonly cache: CacheFolder
  readonly path: string
  /** Reads the base's layers, for a layout that the user asked for: it must be whole. */
  readonly open: OpenOrigin
  readonly sendLayer: SendLayer
  /** The engine's. */
  readonly assemble: Assemble
}): Promise<Made> {
  const {context, found, resolved, contents, cache, path, open, sendLayer, assemble} = stage
  const {request, log} = context
  const compilation = compile({
    ...context,
    ...found,
    facts: found.goFacts,
    withGraphs: context.door === 'action', // where somebody reads how warm the caches were
    platforms: request.platforms,
    cgo: request.compile.cgo,
    dir: request.dir,
    cache,
  })
  const checked = async (main: MainPackage, platform: Platform): Promise<Binary> => {
    const binary = await compilation.binary(main, platform)
    const warnings = await checkBinary(binary, resolved.base && filesOf(resolved, platform))
    for (const warning of warnings) log.warn(warning)
    return binary
  }
  try {
    const images = contents.map(({toBuild}) => toBuild)
    const target = {
      layoutPath: path,
      onNewLayer: sendLayer,
      ...(request.output !== undefined && {
        complete: async (folder: string) => materialize(await openLayout(folder), open),
      }),
    }
    const options = {...context, ...target, images, binaries: checked, readBase: resolved.readBase, cache}
    const assembled = await assemble(options)
    return {assembled, graphs: await compilation.graphs()}
  } finally {
    await compilation.close()
  }
}

function filesOf({base, readBase}: Resolved, platform: Platform): CheckedBase | undefined {
  return base && {name: base.name, files: () => readBase(base, base.for(platform))}
}
