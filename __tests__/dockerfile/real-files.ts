// Dockerfiles of public programs, out of their module zips.
import {spawnSync} from 'node:child_process'
import {readdirSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {stringAt} from '../../src/lib/json.ts'

const MODULES: readonly string[] = [
  'github.com/prometheus/node_exporter@v1.12.1',
  'github.com/prometheus/prometheus@v0.316.0',
  'go.k6.io/k6@v1.8.1',
  'sigs.k8s.io/metrics-server@v0.9.0',
  'sigs.k8s.io/cluster-api@v1.14.2',
  'github.com/rclone/rclone@v1.76.0',
  'github.com/coredns/coredns@v1.15.0',
  'github.com/projectcontour/contour@v1.33.8',
  'github.com/distribution/distribution/v3@v3.1.2',
  'github.com/open-policy-agent/gatekeeper/v3@v3.23.1',
  'github.com/traefik/traefik/v3@v3.7.13',
  'github.com/oauth2-proxy/oauth2-proxy/v7@v7.15.6',
  'miniflux.app/v2@v2.3.5',
  // It holds BuildKit's own test files for its parser, good and bad.
  'github.com/moby/buildkit@v0.34.2',
]

export interface RealFile {
  readonly path: string
  readonly source: Buffer
}

export function moduleDockerfiles(): readonly RealFile[] {
  const {stdout, stderr} = spawnSync('go', ['mod', 'download', '-json', ...MODULES], {
    encoding: 'utf8',
    env: {...process.env, GOFLAGS: '', GOWORK: 'off'},
  })
  // One document after the other.
  const folders = stdout.split(/^(?=\{$)/m).map(text => stringAt(JSON.parse(text), 'Dir'))
  if (folders.length !== MODULES.length) throw new Error(stderr || stdout)
  return folders.flatMap(folder => {
    if (folder === undefined) throw new Error(stdout)
    return filesBelow(folder)
  })
}

function filesBelow(folder: string): readonly RealFile[] {
  return readdirSync(folder, {recursive: true, withFileTypes: true})
    .filter(entry => entry.isFile() && /^(.*\.)?Dockerfile(\..*)?$/i.test(entry.name))
    .map(entry => join(entry.parentPath, entry.name))
    .map(path => ({path, source: readFileSync(path)}))
}
