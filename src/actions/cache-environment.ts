import {environmentFor} from '../lib/environment.ts'
import type {Environment} from '../lib/exec.ts'

/** The token goes to nobody else: no compiler and no test of the repository's sees this environment. */
const NAMES = new Set([
  ...['ACTIONS_RESULTS_URL', 'ACTIONS_RUNTIME_TOKEN', 'ACTIONS_CACHE_URL', 'ACTIONS_CACHE_SERVICE_V2'],
  ...['ACTIONS_CACHE_MODE', 'ACTIONS_ORCHESTRATION_ID', 'GITHUB_SERVER_URL', 'PROGRAMFILES'],
  ...['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY', 'NODE_EXTRA_CA_CERTS'],
])

/**
 * @actions/cache unpacks with `tar -P`: an archive may name any file of the machine. A job that could write the cache
 * once could so change what a release is built with. GNU tar takes these options from its environment and obeys them
 * beside -P: no absolute name, none with `..`, and symbolic links that lead nowhere, so that nothing is written through
 * them. A hard link may still be one of a file of the machine (its target is left alone, else an archive with any would be
 * refused as a whole): tar writes through none, and src/ci-cache/place.ts takes no file that has a second name.
 * https://www.gnu.org/software/tar/manual/html_section/transform.html
 */
const TAR_OPTIONS = '--anchored --exclude=/* --no-anchored --exclude=.. --transform=s|.*|.not-followed|RH'

/** What the program that speaks to the service sees. Without RUNNER_DEBUG, which would list every file of an archive. */
export function cacheEnvironment(env: Environment, folder: string): Environment {
  const own = {GITHUB_WORKSPACE: folder, RUNNER_TEMP: folder, TAR_OPTIONS}
  return {...environmentFor(env, name => NAMES.has(name)), ...own}
}
