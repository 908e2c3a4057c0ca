import {randomUUID} from 'node:crypto'
import {existsSync, mkdirSync, readdirSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {afterAll, beforeAll, describe, expect, test} from '@jest/globals'
import {chooseBuilder, findBuildx} from '../../../src/engine/buildkit/index.ts'
import {nodeExec} from '../../../src/lib/exec.ts'
import {type Log, silentLog} from '../../../src/lib/log.ts'
import {pushBaseImages} from '../../helpers/base-images.ts'
import {type Builder, createBuilder} from '../../helpers/builder.ts'
import {type Buildkitd, startBuildkitd} from '../../helpers/buildkitd.ts'
import {type FaultProxy, startFaultProxy} from '../../helpers/fault-proxy.ts'
import {expectValidImage} from '../../helpers/images.ts'
import {startRegistry, type TestRegistry} from '../../helpers/registries.ts'
import {buildFiles, HOST, NO_BUILDER, type TestBuild, temporaryFolder} from './building.ts'

const temp = temporaryFolder()
let registry: TestRegistry
let daemon: Buildkitd
let builder: Builder
let refusing: FaultProxy

beforeAll(async () => {
  registry = await startRegistry()
  refusing = await startFaultProxy(registry, [
    {path: /\/private\//, fault: {kind: 'answer', status: 401}},
    {path: /\/denied\//, fault: {kind: 'answer', status: 403}},
  ])
  await pushBaseImages(registry.host)
  daemon = await startBuildkitd({
    registry: registry.host,
    config: `[registry."${refusing.host}"]\nhttp = true\n`,
  })
  builder = await createBuilder([daemon])
})

afterAll(async () => {
  builder?.stop()
  await daemon?.stop()
  await refusing?.stop()
  await registry?.stop()
  temp.remove()
})

describe('a Dockerfile that fails', () => {
  test.each<{readonly name: string; readonly error: object; readonly build: Omit<TestBuild, 'env'>}>([
    {
      name: 'a syntax error',
      build: {files: {Dockerfile: 'FROM scratch\nFOO bar\n'}},
      error: {
        message: expect.stringMatching(/failed at line 2: dockerfile parse error on line 2: unknown instruction: FOO/),
        at: {file: 'Dockerfile', line: 2},
        hint: expect.stringContaining('correct that line'),
      },
    },
    {
      name: 'a RUN that fails',
      build: {files: {Dockerfile: 'FROM busybox\n\nRUN echo about to fail; exit 7\n'}},
      error: {
        message: expect.stringMatching(/failed at line 3: process .* exit code: 7\n.*printed last:\nabout to fail$/),
        at: {file: 'Dockerfile', line: 3},
        hint: expect.stringContaining('that command failed by itself'),
      },
    },
    {
      name: 'an unknown target',
      build: {files: {Dockerfile: 'FROM scratch AS one\n'}, request: {target: 'two'}},
      error: {
        name: 'RequestError',
        problems: [expect.objectContaining({subject: 'target', message: 'target stage "two" could not be found'})],
      },
    },
    {
      name: 'stages in a circle',
      build: {files: {Dockerfile: 'FROM scratch AS a\nCOPY --from=b /x /\nFROM scratch AS b\nCOPY --from=a /x /\n'}},
      error: {message: expect.stringContaining('circular dependency'), hint: expect.stringContaining('third')},
    },
    {
      name: 'a secret that is required and not given',
      build: {files: {Dockerfile: 'FROM busybox\nRUN --mount=type=secret,id=tok,required cat /run/secrets/tok\n'}},
      error: {
        message: expect.stringContaining('secret tok: not found'),
        at: {file: 'Dockerfile', line: 2},
        hint: expect.stringContaining('"secrets"'),
      },
    },
    {
      name: 'a file that .dockerignore hides',
      build: {files: {Dockerfile: 'FROM scratch\nCOPY a.txt /\n', 'a.txt': 'a', '.dockerignore': '*.txt\n'}},
      error: {
        message: expect.stringContaining('failed to calculate checksum of "/a.txt": not found'),
        at: {file: 'Dockerfile', line: 2},
        hint: expect.stringContaining('.dockerignore'),
      },
    },
    {
      name: 'FROM with a blank ARG',
      build: {files: {Dockerfile: 'ARG BASE\nFROM $BASE\n'}},
      error: {
        message: expect.stringContaining('should not be blank'),
        at: {file: 'Dockerfile', line: 2},
        hint: expect.stringContaining('"build-args"'),
      },
    },
    {
      name: 'a base that is nowhere',
      build: {files: {Dockerfile: 'FROM localhost:1/nothing/here:1\n'}},
      error: {
        message: expect.stringContaining('localhost:1/nothing/here:1: failed to resolve source metadata'),
        at: {file: 'Dockerfile', line: 1},
        hint: expect.stringContaining('spelled right'),
      },
    },
    {
      name: 'a right that was not granted',
      build: {files: {Dockerfile: 'FROM busybox\nRUN --network=host true\n'}},
      error: {message: expect.stringContaining('network.host'), hint: expect.stringContaining('"allow"')},
    },
  ])('$name', async ({build, error}) => {
    const failing = buildFiles(temp.path, {...build, env: builder.env, task: {platforms: [HOST]}})
    await expect(failing).rejects.toMatchObject({name: 'UserError', ...error})
  })

  test('a secret whose variable is not set is found before the build', async () => {
    const failing = buildFiles(temp.path, {
      files: {Dockerfile: 'FROM scratch\n'},
      env: builder.env,
      request: {secretEnvs: ['tok=SURELY_NOT_SET']},
    })
    await expect(failing).rejects.toMatchObject({
      problems: [{subject: 'secret-envs', message: 'the environment has no SURELY_NOT_SET'}],
    })
  })

  test('a base that wants a login', async () => {
    const files = {Dockerfile: `FROM ${refusing.host}/private/base:1\n`}
    await expect(buildFiles(temp.path, {files, env: builder.env})).rejects.toMatchObject({
      hint: expect.stringContaining('log in'),
      at: {file: 'Dockerfile', line: 1},
    })
  })

  test('leaves nothing', () => {
    const folders = readdirSync(temp.path).map(name => join(temp.path, name))
    expect(folders.flatMap(folder => readdirSync(folder)).filter(name => name !== 'context')).toEqual([])
  })
})

describe('a cache that can not be written', () => {
  const files = {Dockerfile: 'FROM busybox\nRUN echo cached > /x\n'}

  test.each([
    {name: 'a registry that refuses', cacheTo: () => `type=registry,ref=${refusing.host}/denied/cache:1,mode=max`},
    {name: 'a registry that refuses, by its reference alone', cacheTo: () => `${refusing.host}/denied/cache:1`},
    {name: 'a registry that is not there', cacheTo: () => 'type=registry,ref=localhost:1/cache:1'},
    {name: 'a folder that can not be', cacheTo: () => 'type=local,dest=/proc/nowhere'},
  ])('$name costs a warning, and no build', async ({cacheTo}) => {
    const built = await buildFiles(temp.path, {
      files,
      env: builder.env,
      request: {cacheTo: [cacheTo()]},
      task: {platforms: [HOST]},
    })
    await expectValidImage(built.layout)
    expect(built.log.warnings).toEqual([expect.stringContaining('cache')])
  })

  test('while one that can is written, and read by another builder', async () => {
    const reference = `type=registry,ref=${registry.host}/cache:1,mode=max`
    const unique = {Dockerfile: `FROM busybox\nRUN echo ${randomUUID()} > /x\n`}
    const request = {cacheTo: [reference], cacheFrom: [reference]}
    const first = await buildFiles(temp.path, {files: unique, env: builder.env, request, task: {platforms: [HOST]}})
    expect(first.log.warnings).toEqual([])
    const other = await startBuildkitd({registry: registry.host})
    const fresh = await createBuilder([other])
    try {
      const second = await buildFiles(temp.path, {files: unique, env: fresh.env, request, task: {platforms: [HOST]}})
      expect(second.platforms.map(({layers}) => layers)).toEqual(first.platforms.map(({layers}) => layers))
      expect(second.steps.find(({name}) => name.includes('RUN echo'))).toMatchObject({cached: true})
    } finally {
      fresh.stop()
      await other.stop()
    }
  })
})

describe('what builds', () => {
  test('no buildx on PATH', async () => {
    const empty = join(temp.path, 'empty-path')
    mkdirSync(empty)
    await expect(findBuildx({exec: nodeExec, env: {PATH: empty}})).rejects.toMatchObject({
      message: expect.stringMatching(
        /no buildx was found: docker buildx: no docker on PATH; buildx: no buildx on PATH/,
      ),
      hint: expect.stringContaining('plug-in'),
    })
  })

  test('no daemon', async () => {
    const env = {...builder.env, BUILDX_CONFIG: join(temp.path, 'no-builders'), DOCKER_HOST: 'unix:///nowhere/sock'}
    const buildx = await findBuildx({exec: nodeExec, env})
    const choosing = chooseBuilder({buildx, request: NO_BUILDER, allow: [], log: silentLog})
    await expect(choosing).rejects.toMatchObject({
      message: expect.stringContaining('/nowhere/sock'),
      hint: expect.stringContaining('start Docker'),
    })
  })

  test('a builder of a name that there is none of', async () => {
    const buildx = await findBuildx({exec: nodeExec, env: builder.env})
    const request = {...NO_BUILDER, name: 'nobody'}
    await expect(chooseBuilder({buildx, request, allow: [], log: silentLog})).rejects.toMatchObject({
      problems: [
        {subject: 'builder', message: 'no builder "nobody" found', hint: expect.stringContaining('buildx ls')},
      ],
    })
  })

  test('a builder that dies in the middle', async () => {
    const dying = await startBuildkitd({registry: registry.host})
    const own = await createBuilder([dying])
    const marker = randomUUID()
    try {
      const {log, begun} = logUntil('| begun')
      const failing = buildFiles(temp.path, {...endless(marker), env: own.env, options: {log}})
      const outcome = expect(failing).rejects.toMatchObject({
        name: 'UserError',
        hint: expect.stringContaining('the builder "test" went away'),
      })
      await begun
      dying.kill()
      await outcome
    } finally {
      own.stop()
      for (const id of processesWith(marker)) process.kill(id, 'SIGKILL') // nobody else ends them now
      await dying.stop()
    }
  })

  test('is gone when the run is cancelled', async () => {
    const stop = new AbortController()
    const {log, begun} = logUntil('| begun')
    const marker = randomUUID()
    const reason = new Error('cancelled by the test')
    const building = buildFiles(temp.path, {
      ...endless(marker),
      env: builder.env,
      options: {log},
      signal: stop.signal,
    })
    const outcome = expect(building).rejects.toBe(reason)
    await begun
    expect(processesWith(marker).length).toBeGreaterThan(0)
    stop.abort(reason)
    await outcome
    // The daemon ends what it runs when its client has gone.
    while (processesWith(marker).length > 0) await new Promise(resolve => setImmediate(resolve))
    const folders = readdirSync(temp.path).filter(name => existsSync(join(temp.path, name, 'layout')))
    expect(folders.map(name => readFileSync(join(temp.path, name, 'context/Dockerfile'), 'utf8'))).not.toContainEqual(
      expect.stringContaining(marker),
    )
  })
})

/** A build that says it has begun, and ends by itself never. */
function endless(marker: string) {
  const files = {Dockerfile: `FROM busybox\nRUN echo begun; tail -f /dev/null; true # ${marker}\n`}
  return {files, request: {buildArgs: [`MARKER=${marker}`]}, task: {platforms: [HOST]}}
}

function logUntil(text: string): {readonly log: Log; readonly begun: Promise<void>} {
  let resolve = () => {}
  const begun = new Promise<void>(done => {
    resolve = done
  })
  return {log: {...silentLog, info: line => (line.includes(text) ? resolve() : undefined)}, begun}
}

/** Programs on this machine, also in containers, with this text on their command line. */
function processesWith(text: string): readonly number[] {
  const ids = readdirSync('/proc').filter(name => {
    try {
      return /^\d+$/.test(name) && readFileSync(`/proc/${name}/cmdline`, 'utf8').includes(text)
    } catch {
      return false // it ended meanwhile
    }
  })
  return ids.map(Number)
}
