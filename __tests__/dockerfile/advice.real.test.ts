import {readFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {beforeAll, describe, expect, test} from '@jest/globals'
import {type AdviceFacts, adviseDockerfile, applyChanges} from '../../src/dockerfile/index.ts'
import {parseDockerfile} from '../../src/dockerfile/parse.ts'
import {output} from '../helpers/bundle.ts'

// What is said about Dockerfiles of well-known projects, each looked at by a person. Most are written by people who know
// Go: whatever else is said about one of them is a fault of a rule until the contrary is shown.

interface Case {
  readonly module: string
  readonly path?: string
  readonly buildArgs?: Readonly<Record<string, string>>
  /** `rule:line` */
  readonly want?: readonly string[]
}

const CASES: readonly Case[] = [
  {module: 'github.com/prometheus/node_exporter@v1.9.1'},
  {module: 'sigs.k8s.io/metrics-server@v0.7.2'},
  {module: 'sigs.k8s.io/cluster-api@v1.9.5'},
  {
    module: 'sigs.k8s.io/cluster-api@v1.9.5',
    buildArgs: {builder_image: 'docker.io/library/golang:1.21.13'},
    want: ['golang-older-than-go-mod:28'],
  },
  {module: 'sigs.k8s.io/kueue@v0.10.1'},
  {module: 'github.com/open-policy-agent/gatekeeper/v3@v3.18.2'},
  {module: 'github.com/traefik/traefik/v3@v3.3.4'},
  {module: 'github.com/coredns/coredns@v1.12.0'},
  {module: 'github.com/projectcontour/contour@v1.30.2'},
  {module: 'github.com/oauth2-proxy/oauth2-proxy/v7@v7.8.1'},
  {module: 'github.com/gohugoio/hugo@v0.145.0'},
  {module: 'github.com/moby/buildkit@v0.34.2'},
  {module: 'github.com/docker/buildx@v0.38.2'},
  {module: 'go.k6.io/k6@v1.2.0', want: ['root-user:16']},
  {module: 'github.com/kedacore/keda/v2@v2.16.1'},
  {module: 'github.com/rclone/rclone@v1.69.1', want: ['latest-tag:36']},
  {module: 'github.com/restic/restic@v0.17.3', path: 'docker/Dockerfile', want: ['latest-tag:12', 'root-user:18']},
  {module: 'github.com/grafana/loki/v3@v3.4.2', path: 'cmd/logcli/Dockerfile', want: ['root-user:16']},
  {
    module: 'github.com/containrrr/watchtower@v1.7.1',
    path: 'dockerfiles/Dockerfile.self-contained',
    want: ['emulated-go-stage:5', 'root-user:40'],
  },
]

const folders = new Map<string, string>()

beforeAll(async () => {
  const modules = [...new Set(CASES.map(({module}) => module))]
  const env = {GOFLAGS: '-mod=mod', GOWORK: 'off'}
  const printed = await output('go', ['mod', 'download', '-json', ...modules], {cwd: tmpdir(), env})
  for (const document of printed.split(/^}$/m).filter(text => text.trim() !== '')) {
    const {Path, Version, Dir} = JSON.parse(`${document}}`)
    folders.set(`${Path}@${Version}`, Dir)
  }
})

const AMD64 = {os: 'linux', architecture: 'amd64'}

function factsOf(folder: string, buildArgs: Readonly<Record<string, string>>): AdviceFacts {
  const goMod = readFileSync(join(folder, 'go.mod'), 'utf8')
  return {
    platforms: [AMD64, {os: 'linux', architecture: 'arm64'}],
    buildPlatform: AMD64,
    buildArgs,
    contexts: [],
    imports: new Set(['net', 'net/http', 'crypto/tls']),
    module: {
      goVersion: /^go (\S+)/m.exec(goMod)?.[1] ?? '1.16',
      hasSum: true,
      needsOtherFolders: /=> \.\.?\//.test(goMod),
    },
  }
}

describe('real Dockerfiles', () => {
  const named = CASES.map(({path = 'Dockerfile', want = [], ...one}) => ({path, want, ...one}))
  test.each(named)('$module $path: $want', ({module, path, buildArgs = {}, want}) => {
    const folder = folders.get(module) ?? ''
    const source = readFileSync(join(folder, path))
    const facts = factsOf(folder, buildArgs)
    const read = (bytes: Buffer) => {
      const parsed = parseDockerfile(bytes, path)
      if ('problem' in parsed) throw new Error(parsed.problem.message)
      return parsed.dockerfile
    }
    const advice = adviseDockerfile(read(source), facts)
    expect(advice.map(({rule, firstLine}) => `${rule}:${firstLine}`)).toEqual(want)

    const changed = Buffer.from(
      applyChanges(
        {source},
        advice.flatMap(({changes}) => changes),
      ),
    )
    const unchanged = advice.filter(({changes}) => changes.length === 0)
    expect(adviseDockerfile(read(changed), facts)).toHaveLength(unchanged.length)
  })

  test('a long one is read and judged within 20 ms', () => {
    const folder = folders.get('github.com/moby/buildkit@v0.34.2') ?? ''
    const source = readFileSync(join(folder, 'Dockerfile'))
    const facts = factsOf(folder, {})
    const times = Array.from({length: 5}, () => {
      const start = performance.now()
      const parsed = parseDockerfile(source, 'Dockerfile')
      if ('dockerfile' in parsed) adviseDockerfile(parsed.dockerfile, facts)
      return performance.now() - start
    })
    expect(Math.min(...times)).toBeLessThan(20)
  })
})
