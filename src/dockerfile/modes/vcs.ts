import type {PlacedBuild, StageModel} from './stage-model.ts'

/**
 * Would go put the commit into this program? By itself it does where there is a .git above the sources and git to read
 * it. https://pkg.go.dev/cmd/go#hdr-Compile_packages_and_dependencies
 */
export function buildvcsOf(model: StageModel, build: PlacedBuild): 'true' | 'false' {
  const said = saidOf(build)
  if (said !== undefined) return said
  // Files instead of a package are never stamped.
  if (build.go.packages.some(name => name.endsWith('.go'))) return 'false'
  return seesGit(model, build) && hasGit(model) ? 'true' : 'false'
}

function saidOf({go}: PlacedBuild): 'true' | 'false' | undefined {
  const [, value = 'true'] = go.flags.findLast(word => /^-buildvcs(=|$)/.test(word))?.split('=') ?? ['', 'auto']
  if (value === 'auto') return undefined
  return /^(1|t|true)$/i.test(value) ? 'true' : 'false'
}

function seesGit({files}: StageModel, build: PlacedBuild): boolean {
  const folders = build.folder.split('/').map((_, index, parts) => parts.slice(0, index + 1).join('/'))
  return folders.some(folder => files.sourceOf(`${folder}/.git`)?.source === '.git')
}

/** Debian's golang images have git, alpine's and the slim ones don't. */
function hasGit({image, commands}: StageModel): boolean {
  if (!/alpine|slim/.test(image.name)) return true
  return commands.some(placed => {
    if (placed.kind === 'unclear') return /\bgit\b/.test(placed.text)
    return placed.command.words.some(word => /^git([=~<>].*)?$/.test(word.text)) && placed.role.role === 'prepare'
  })
}
