// Dockerfiles of public programs, as their module zips hold them: which mode, by which rule.
import {spawnSync} from 'node:child_process'
import {existsSync, readdirSync, readFileSync, statSync} from 'node:fs'
import {join, relative, sep} from 'node:path'
import {expect, test} from '@jest/globals'
import {decideMode} from '../../src/dockerfile/modes/decide.ts'
import type {MainFact} from '../../src/dockerfile/modes/types.ts'
import {stringAt} from '../../src/lib/json.ts'
import {dockerfileOf, inputOf, platforms} from './modes/support.ts'

interface Case {
  readonly module: string
  readonly file?: string
  readonly buildArgs?: Readonly<Record<string, string>>
  readonly platforms?: readonly string[]
  readonly target?: string
  /** `mode rule:line`. */
  readonly want: string
  /** What is compiled, `import path or folder → path`. */
  readonly programs?: readonly string[]
}

const BOTH = ['linux/amd64', 'linux/arm64']

test.each<Case>([
  {module: 'go.k6.io/k6@v1.8.1', want: 'replace replace:1', programs: ['k6 → /usr/bin/k6']},
  {module: 'go.k6.io/k6@v1.8.1', target: 'release', want: 'replace replace:1', programs: ['k6 → /usr/bin/k6']},
  {
    module: 'github.com/open-policy-agent/gatekeeper/v3@v3.23.1',
    want: 'replace replace:1',
    programs: ['gatekeeper → /go/src/github.com/open-policy-agent/gatekeeper/manager'],
  },
  {
    module: 'sigs.k8s.io/cluster-api@v1.14.2',
    buildArgs: {builder_image: 'golang:1.26.5', ARCH: 'arm64', package: './core'},
    platforms: ['linux/arm64'],
    want: 'replace replace:28',
    programs: ['core → /workspace/manager'],
  },
  // Without its arguments a FROM is blank.
  {module: 'sigs.k8s.io/cluster-api@v1.14.2', want: 'inside refused:28'},
  {module: 'sigs.k8s.io/metrics-server@v0.9.0', buildArgs: {ARCH: 'amd64'}, want: 'inside replace-3-words:18'},
  {module: 'github.com/rclone/rclone@v1.76.0', want: 'inside replace-3-words:28'},
  {module: 'github.com/projectcontour/contour@v1.33.8', want: 'inside refused:5'},
  {module: 'miniflux.app/v2@v2.3.5', file: 'packaging/docker/alpine/Dockerfile', want: 'inside replace-3-words:5'},
  {module: 'github.com/distribution/distribution/v3@v3.1.2', want: 'inside replace-3-words:35'},
  {
    module: 'github.com/oauth2-proxy/oauth2-proxy/v7@v7.15.6',
    buildArgs: {BUILD_IMAGE: 'golang:1.26', RUNTIME_IMAGE: 'alpine'},
    want: 'inside replace-3-words:43',
  },
  // It pins a frontend of before named contexts.
  {module: 'github.com/traefik/traefik/v3@v3.7.13', want: 'inside overlay-syntax:1'},
  {
    module: 'github.com/traefik/traefik/v3@v3.7.13',
    buildArgs: {BUILDKIT_SYNTAX: 'docker/dockerfile:1'},
    want: 'prebuilt prebuilt:7',
    programs: BOTH.map(name => `github.com/traefik/traefik/v3/cmd/traefik → dist/${name}/traefik`),
  },
  {
    module: 'github.com/coredns/coredns@v1.15.0',
    want: 'prebuilt prebuilt:8',
    programs: BOTH.map(() => 'github.com/coredns/coredns → coredns'),
  },
  {
    module: 'github.com/prometheus/prometheus@v0.316.0',
    platforms: ['linux/amd64'],
    want: 'prebuilt prebuilt:17',
    programs: ['prometheus', 'promtool'].map(
      name => `github.com/prometheus/prometheus/cmd/${name} → .build/linux-amd64/${name}`,
    ),
  },
  {module: 'github.com/prometheus/node_exporter@v1.12.1', want: 'inside prebuilt-4-platform:17'},
])('$module $file $target: $want', async ({module, file = 'Dockerfile', want, programs, ...build}) => {
  const dir = moduleFolder(module)
  const path = join(dir, file)
  const input = inputOf('FROM scratch\n', {
    build: {...build, target: build.target, platforms: platforms(...(build.platforms ?? BOTH))},
    tree: {
      kindOf: name =>
        existsSync(join(dir, name)) ? (statSync(join(dir, name)).isFile() ? 'file' : 'folder') : undefined,
      tracked: filesIn(dir),
      mains: mainsIn(dir),
      dockerignore: [`${path}.dockerignore`, join(dir, '.dockerignore')]
        .filter(existsSync)
        .map(text => readFileSync(text, 'utf8'))[0],
    },
  })
  const {decision, problems} = decideMode({...input, dockerfile: dockerfileOf(readFileSync(path, 'utf8'), file)})
  expect(problems).toEqual([])
  expect(`${decision?.mode} ${decision?.rule}:${decision?.line}`).toBe(want)
  if (programs === undefined) return
  if (decision?.mode === 'prebuilt') {
    expect(decision.programs.map(({main, path: place}) => `${main.importPath} → ${place}`)).toEqual(programs)
  } else if (decision?.mode === 'replace') {
    const made = decision.compiles.flatMap(compile =>
      compile.programs.map(({executable, path: place}) => `${executable} → ${place}`),
    )
    expect([...new Set(made)]).toEqual(programs)
  }
})

/** Its Go may be newer than ours: only files are read. */
function moduleFolder(module: string): string {
  const {stdout} = spawnSync('go', ['mod', 'download', '-json', module], {encoding: 'utf8'})
  const dir = stringAt(JSON.parse(stdout), 'Dir')
  if (dir === undefined) throw new Error(stdout)
  return dir
}

function filesIn(dir: string): readonly string[] {
  const entries = readdirSync(dir, {recursive: true, withFileTypes: true}).filter(entry => entry.isFile())
  return entries.map(entry => relative(dir, join(entry.parentPath, entry.name)).split(sep).join('/'))
}

function mainsIn(dir: string): readonly MainFact[] {
  const format = '{{if eq .Name "main"}}{{.ImportPath}} {{.Dir}}{{end}}'
  const env = {...process.env, GOFLAGS: '-mod=mod', GOWORK: 'off', GOPROXY: 'off'}
  const {stdout} = spawnSync('go', ['list', '-e', '-find', '-f', format, './...'], {cwd: dir, env, encoding: 'utf8'})
  return stdout
    .split('\n')
    .filter(line => line !== '')
    .map(line => {
      const [importPath = '', folder = ''] = line.split(' ')
      return {importPath, folder: relative(dir, folder).split(sep).join('/')}
    })
}
