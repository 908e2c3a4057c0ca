// Everything a benchmark touches: a temporary folder, a registry, the programs. Only GOCACHE may be the user's.
import {spawn, spawnSync} from 'node:child_process'
import {copyFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join, relative} from 'node:path'
import {fileURLToPath} from 'node:url'
import {locateNode24, locateTool} from '../tools/locate.mjs'
import {setUpTools} from '../tools/setup.mjs'
import {run} from './measure.mjs'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const PROBE = new URL('probe.mjs', import.meta.url).href
export const PLATFORMS = 'linux/amd64,linux/arm64'

export async function openWorld({dist}) {
  setUpTools(['registry', 'ko'], process.env)
  const folder = mkdtempSync(join(tmpdir(), 'go-containerize-bench-'))
  const registry = await startRegistry(locateTool('registry', process.env).path)
  const node = locateNode24(process.env)?.path ?? process.execPath
  const cli = join(dist, 'cli.js')
  const goEnv = {
    ...process.env,
    GOCACHE: goEnvOf('GOCACHE'),
    GOMODCACHE: goEnvOf('GOMODCACHE'),
    GOFLAGS: '-buildvcs=false', // stamping is off on branches in ours; the peer must not relink for it
  }

  /** Ours: wall time, the JSON report where asked for, and what its Node process took. */
  async function ours(args, {cwd, cache = join(folder, 'cache'), env = {}, nodeArgs = []} = {}) {
    const probe = join(folder, 'probe.json')
    const result = await run({
      program: node,
      args: ['--import', PROBE, ...nodeArgs, cli, ...args],
      cwd,
      env: {...goEnv, XDG_CACHE_HOME: cache, BENCH_PROBE: probe, ...env},
    })
    return {...result, ...JSON.parse(readFileSync(probe, 'utf8'))}
  }

  const world = {
    folder,
    node,
    cli,
    action: actionOf(folder, dist),
    goEnv,
    host: registry.host,
    ours,
    /** ko, with its own cache of binaries' digests (KOCACHE) and without the SBOM that ours doesn't make either. */
    ko: (packages, repository, {cwd, naming = '--bare'}) =>
      run({
        program: locateTool('ko', process.env).path,
        args: ['build', '--sbom=none', naming, `--platform=${PLATFORMS}`, ...packages],
        cwd,
        env: {
          ...goEnv,
          KO_DOCKER_REPO: `${registry.host}/${repository}`,
          KOCACHE: join(folder, 'kocache'),
          KO_DEFAULTBASEIMAGE: `${registry.host}/base:latest`,
        },
      }),
    close() {
      registry.stop()
      rmSync(folder, {recursive: true, force: true})
    },
  }
  try {
    await pushBase(world)
  } catch (error) {
    world.close()
    throw error
  }
  return world
}

/** ko's usual base is on the internet. Its stand-in here is a small image of two platforms: hello on scratch. */
async function pushBase(world) {
  const hello = fileURLToPath(new URL('../examples/hello', import.meta.url))
  const copy = join(world.folder, 'hello')
  cpSync(hello, copy, {recursive: true})
  await world.ours(
    ['build', '.', '--engine', 'embedded', '--image', `${world.host}/base`, '--tag', 'latest', '--push'],
    {cwd: copy},
  )
}

/** An action.yml beside the bundle that is asked for, by its path from the repository's root. */
function actionOf(folder, dist) {
  const place = join(folder, 'action')
  mkdirSync(place)
  copyFileSync(join(ROOT, 'action.yml'), join(place, 'action.yml'))
  symlinkSync(dist, join(place, 'dist'))
  return relative(ROOT, place)
}

function goEnvOf(name) {
  return spawnSync('go', ['env', name], {encoding: 'utf8'}).stdout.trim()
}

function startRegistry(program) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, ['-port', '0'], {stdio: ['ignore', 'ignore', 'pipe']})
    child.once('error', reject)
    child.stderr.on('data', chunk => {
      const port = /serving on port (\d+)/.exec(chunk)?.[1]
      if (port) resolve({host: `localhost:${port}`, stop: () => child.kill()})
    })
  })
}
