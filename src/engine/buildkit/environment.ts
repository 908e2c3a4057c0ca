import {environmentFor} from '../../lib/environment.ts'
import type {Environment} from '../../lib/exec.ts'

// What buildx sees of our environment: where builders, contexts, plug-ins and credential helpers are, and how to reach
// registries and builders. What a build itself gets from the environment is named by its request, and added.

const NAMES = new Set([
  ...['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY', 'ALL_PROXY', 'SSL_CERT_FILE', 'SSL_CERT_DIR'],
  ...['SSH_AUTH_SOCK', 'SSH_AGENT_PID', 'GIT_SSH_COMMAND', 'KUBECONFIG', 'EXPERIMENTAL_BUILDKIT_SOURCE_POLICY'],
  ...[
    'DISPLAY',
    'WAYLAND_DISPLAY',
    'DBUS_SESSION_BUS_ADDRESS',
    'GNUPGHOME',
    'PASSWORD_STORE_DIR',
    'REGISTRY_AUTH_FILE',
  ],
])
const PREFIX = /^(BUILDX|BUILDKIT|DOCKER|KUBERNETES)_/
/** Credential helpers of clouds, and BuildKit's s3 and azblob caches, log in from variables of their own. */
const CLOUD_PREFIX = /^(AWS|GOOGLE|GCLOUD|CLOUDSDK|AZURE|ACR|ARM|OCI)_/
/** A workflow's own DOCKER_PASSWORD and its like: buildx reads none of them. */
const SECRET = /TOKEN|SECRET|PASSWORD/
/** What `type=gha` caches log in with. https://docs.docker.com/build/cache/backends/gha/#authentication */
const ACTIONS_CACHE = new Set([
  'ACTIONS_CACHE_SERVICE_V2',
  'ACTIONS_CACHE_URL',
  'ACTIONS_RESULTS_URL',
  'ACTIONS_RUNTIME_TOKEN',
])

/** The environment of every buildx command. */
export function buildxEnvironment(env: Environment): Environment {
  return environmentFor(env, isForBuildx)
}

/** The one that a build with a cache in GitHub's cache service needs besides. */
export function actionsCacheEnvironment(env: Environment): Environment {
  return Object.fromEntries(Object.entries(env).filter(([name]) => ACTIONS_CACHE.has(name)))
}

function isForBuildx(name: string): boolean {
  return NAMES.has(name) || CLOUD_PREFIX.test(name) || (PREFIX.test(name) && !SECRET.test(name))
}
