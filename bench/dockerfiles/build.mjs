// One Dockerfile built twice on one builder, by plain buildx and by the program, and what differs.
import {cpSync, mkdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {dirname, join} from 'node:path'
import {commitAll} from './checkout.mjs'
import {compareImages} from './compare.mjs'
import {flagsOf, planOf, run} from './program.mjs'

/** What was compared, and the differences; `same` where there are none. */
export async function proofOf(project, plan, {tree, folder, cli, builds, env}) {
  const asked = {...project, platforms: project.build.platforms ?? project.platforms}
  builds.bases.push(project.build.bases)
  if (takeWhatIsHere(asked, tree)) {
    const {mode, rule} = await planOf(cli, asked, tree)
    if (mode !== plan.mode || rule !== plan.rule) return no(`without digests and frontend it is ${mode}: ${rule}`)
  }
  const [plain, ours] = [join(folder, 'plain'), join(folder, 'ours')]
  try {
    const built = await buildOurs(asked, ours, {tree, cli, builds})
    if (built.code !== 0) return no(`go-containerize: ${lastLines(built.stderr)}`)
    const {go} = JSON.parse(built.stdout)
    const original = await buildPlain(asked, plain, {
      tree,
      folder,
      builds,
      env: {...env, GOTOOLCHAIN: `go${go.version}`},
    })
    if (original.code !== 0) return no(`buildx: ${lastLines(original.stderr)}`)
    return said(await compareImages(builds.helpers, {plain, ours, folder: join(folder, 'compared')}))
  } finally {
    for (const made of [plain, ours, join(folder, 'compared')]) rmSync(made, {recursive: true, force: true})
  }
}

function no(...differences) {
  return {same: false, differences}
}

function said(compared) {
  return {...compared, same: compared.differences.length === 0}
}

/** What a digest names can't be had here, so the tag beside it is taken; and BuildKit's own frontend, not a pulled one. */
function takeWhatIsHere({file = 'Dockerfile'}, tree) {
  const path = join(tree, file)
  const text = readFileSync(path, 'utf8')
  const here = text.replace(/@sha256:[0-9a-f]{64}/g, '').replace(/^(#\s*)syntax\s*=.*$/im, '$1')
  if (here === text) return false
  writeFileSync(path, here)
  commitAll(tree, 'without digests and frontend')
  return true
}

function buildOurs(project, output, {tree, cli, builds}) {
  const go = project.build.go === undefined ? [] : [`--go-version=${project.build.go}`]
  const more = ['--engine=buildkit', `--builder=${builds.builder.name}`, `--output=${output}`, '--advice=off', '--json']
  return cli(['build', tree, ...flagsOf(project, tree), ...go, ...more], builds.builder.env)
}

async function buildPlain(project, output, {tree, folder, builds, env}) {
  const context = await withPrograms(project, {tree, folder, env})
  const more = [`--builder=${builds.builder.name}`, '--provenance=false', `--output=type=oci,tar=false,dest=${output}`]
  // A RUN that stamps the time makes another program each time; with what ours has too it is the same step, and runs once.
  if (project.build.epoch) more.push('--build-arg=SOURCE_DATE_EPOCH=0')
  return run(builds.buildx, ['build', ...more, ...flagsOf(project, context), context], builds.builder.env)
}

/** What a Dockerfile expects ready-made is compiled by the plain go command with what we say that we compile with. */
async function withPrograms({build: {prebuilt}}, {tree, folder, env}) {
  if (prebuilt === undefined) return tree
  const [copy, made] = [join(folder, 'with-programs'), join(folder, 'programs')]
  for (const [path, {main, platform}] of Object.entries(prebuilt)) {
    const [GOOS, GOARCH] = platform.split('/')
    const args = ['build', '-trimpath', '-buildvcs=false', '-o', join(made, path), main]
    const {code, stderr} = await run('go', args, {...env, CGO_ENABLED: '0', GOOS, GOARCH}, tree)
    if (code !== 0) throw new Error(`go ${args.join(' ')} failed: ${stderr}`)
  }
  rmSync(copy, {recursive: true, force: true})
  cpSync(tree, copy, {recursive: true})
  for (const path of Object.keys(prebuilt)) {
    mkdirSync(dirname(join(copy, path)), {recursive: true})
    cpSync(join(made, path), join(copy, path))
  }
  return copy
}

function lastLines(text) {
  return text.trim().split('\n').slice(-12).join('\n')
}
