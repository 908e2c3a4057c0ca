import {describe, expect, test} from '@jest/globals'
import {buildxEnvironment, findBuildx, isAtLeast, variableProblems} from '../../../src/engine/buildkit/index.ts'
import {variablesFor} from '../../../src/engine/buildkit/variables.ts'
import type {Command, Exec, ExecResult} from '../../../src/lib/exec.ts'
import {REQUEST} from './building.ts'

const answer = (stdout: string, exitCode = 0, stderr = ''): ExecResult => ({exitCode, stdout, stderr})
const missing = Object.assign(new Error('spawn ENOENT'), {code: 'ENOENT'})

/** What `docker buildx version` and `buildx version` answer; a program without an answer is not there. */
function execOf(answers: Readonly<Record<string, ExecResult | undefined>>): Exec {
  return async ({program}: Command) => {
    const found = answers[program]
    if (!found) throw missing
    return found
  }
}

const PLUGIN = answer('github.com/docker/buildx v0.20.1 abc\n')
const ALONE = answer('github.com/docker/buildx v0.38.2 \n')

test.each([
  {what: 'the plug-in', answers: {docker: PLUGIN}, name: 'docker buildx', version: '0.20.1'},
  {
    what: 'the plug-in before a stand-alone one',
    answers: {docker: PLUGIN, buildx: ALONE},
    name: 'docker buildx',
    version: '0.20.1',
  },
  {what: 'a stand-alone one', answers: {buildx: ALONE}, name: 'buildx', version: '0.38.2'},
  {
    what: 'a stand-alone one beside a docker without the plug-in',
    answers: {docker: answer('', 1, "docker: 'buildx' is not a docker command.\n"), buildx: ALONE},
    name: 'buildx',
    version: '0.38.2',
  },
  {
    what: 'a stand-alone one beside podman, whose docker knows another buildx',
    answers: {docker: answer('buildah 1.33.7 (image-spec 1.1.0)\n'), buildx: ALONE},
    name: 'buildx',
    version: '0.38.2',
  },
  {
    what: 'one of unknown version',
    answers: {buildx: answer('github.com/docker/buildx v0.0.0+unknown \n')},
    name: 'buildx',
    version: undefined,
  },
])('finds $what', async ({answers, name, version}) => {
  expect(await findBuildx({exec: execOf(answers), env: {}})).toMatchObject({name, version})
})

test.each([
  {what: 'none', answers: {}, message: /no docker on PATH; buildx: no buildx on PATH/},
  {
    what: 'no plug-in',
    answers: {docker: answer('', 1, 'unknown command: docker buildx\n')},
    message: /unknown command: docker buildx; buildx: no/,
  },
  {
    what: 'an old one',
    answers: {docker: answer('github.com/docker/buildx v0.12.1 abc\n')},
    message: /docker buildx 0\.12\.1 is too old: 0\.13 or newer/,
  },
])('refuses $what', async ({answers, message}) => {
  await expect(findBuildx({exec: execOf(answers), env: {}})).rejects.toMatchObject({
    name: 'UserError',
    message: expect.stringMatching(message),
    hint: expect.stringContaining('buildx'),
  })
})

test.each([
  {version: '0.13.0', want: true},
  {version: '0.12.9', want: false},
  {version: '0.9.1', want: false},
  {version: '1.0.0-rc1', want: true},
  {version: undefined, want: true},
])('$version is at least 0.13: $want', ({version, want}) => expect(isAtLeast({version}, [0, 13])).toBe(want))

describe('the environment', () => {
  test.each([
    ...['PATH', 'HOME', 'XDG_CONFIG_HOME', 'https_proxy', 'SSL_CERT_FILE', 'SSH_AUTH_SOCK', 'KUBECONFIG'],
    ...[
      'BUILDX_CONFIG',
      'BUILDX_BUILDER',
      'BUILDKIT_HOST',
      'DOCKER_CONFIG',
      'DOCKER_HOST',
      'DOCKER_CONTEXT',
      'DOCKER_AUTH_CONFIG',
    ],
    ...['AWS_SECRET_ACCESS_KEY', 'GOOGLE_APPLICATION_CREDENTIALS'],
  ])('has %s', name => expect(buildxEnvironment({[name]: 'x'})).toEqual({[name]: 'x'}))

  test.each([
    ...[
      'GITHUB_TOKEN',
      'INPUT_PASSWORD',
      'ACTIONS_RUNTIME_TOKEN',
      'DOCKER_PASSWORD',
      'DOCKERHUB_TOKEN',
      'NODE_OPTIONS',
    ],
    ...['SOURCE_DATE_EPOCH'],
  ])('lacks %s', name => expect(buildxEnvironment({[name]: 'x'})).toEqual({}))

  const env = {TOKEN: 't', ARG: 'a', OTHER: 'o', ACTIONS_RUNTIME_TOKEN: 'r', ACTIONS_RESULTS_URL: 'u'}

  test.each([
    {what: 'nothing', request: {}, want: {}},
    {
      what: 'build-args and secrets',
      request: {buildArgs: ['ARG', 'OTHER=1'], secretEnvs: ['id=TOKEN', 'b=NONE']},
      want: {ARG: 'a', TOKEN: 't'},
    },
    {
      what: "GitHub's cache",
      request: {cacheTo: ['mode=max,type=gha']},
      want: {ACTIONS_RUNTIME_TOKEN: 'r', ACTIONS_RESULTS_URL: 'u'},
    },
    {what: 'another cache', request: {cacheFrom: ['type=registry,ref=gha']}, want: {}},
  ])('of a build that names $what', ({request, want}) => {
    expect(variablesFor({...REQUEST, ...request}, env)).toEqual(want)
  })

  test('lacks a secret that is named', () => {
    const problems = variableProblems({...REQUEST, secretEnvs: ['a=TOKEN', 'b=NONE']}, env)
    expect(problems).toMatchObject([{subject: 'secret-envs', message: 'the environment has no NONE'}])
  })
})
