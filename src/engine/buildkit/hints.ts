export const NO_CONTEXTS =
  /current frontend does not support --build-context|frontend capability moby\.buildkit\.frontend\.contexts/

/** The connection to the builder broke. */
export const GONE =
  /closing transport|transport is closing|error reading from server|connection reset by peer|unexpected EOF|Unavailable desc|graceful_stop/i

/** What to do about a failed build, told from BuildKit's words: the first that fits. BUILDER is the one in use. */
const HINTS: readonly (readonly [RegExp, string])[] = [
  [
    NO_CONTEXTS,
    'remove the "# syntax" line of the Dockerfile or let it name docker/dockerfile:1.4 or newer: this one knows no named contexts',
  ],
  // What the boot of a container says: all that follows fits its registry's words too.
  [
    /pulling image \S+.*\n#\d+ ERROR/,
    'the image of BuildKit itself can\'t be pulled: let "buildkit-image" name a copy that this machine can pull, or "builder" a builder that is there already',
  ],
  [
    /context not found|unable to resolve docker endpoint/,
    'DOCKER_CONTEXT, or "docker context use", names a Docker context that is not there: "docker context ls" names those that are',
  ],
  [
    /failed to connect to the docker API|Cannot connect to the Docker daemon|permission denied .*docker\.sock/i,
    'start Docker, or name a builder that needs none: driver "remote" or "kubernetes"',
  ],
  [
    /no builder ".*" found/,
    '"buildx ls" names the builders that there are: pick one with "builder". Without it BUILDX_BUILDER, DOCKER_CONTEXT or the last "buildx use" decides, and that one may have been removed',
  ],
  [
    /waiting for connection|context deadline exceeded|connection refused.*buildkitd|no valid drivers found/i,
    'is BUILDER running, and reachable from here? "buildx ls" tells of those that there are, and "builder" picks another; where one is made for the run, "endpoint" says where',
  ],
  [
    GONE,
    'BUILDER went away during the build: its log tells why, often its memory or disk was used up; buildx inspect --bootstrap tells whether it is back',
  ],
  [/target stage ".*" could not be found/, '"target" must name a stage of the Dockerfile: FROM … AS NAME'],
  [/circular dependency detected/, 'a stage copies from one that copies from it: move what both need to a third'],
  [
    /base name \(.*\) should not be blank/,
    'give the ARG in FROM a default in the Dockerfile, or a value in "build-args"',
  ],
  [/failed to read dockerfile/, '"file" must name the Dockerfile; the default is Dockerfile in the working directory'],
  [
    /secret \S+: not found|\/run\/secrets\//,
    'RUN --mount=type=secret wants it: give it in "secrets", "secret-envs" or "secret-files"',
  ],
  [
    /failed to calculate checksum of .*not found|^lstat .*no such file/m,
    'COPY finds it neither in the context nor in that stage: is it in git, and not excluded by .dockerignore?',
  ],
  [
    /buildkit-syft-scanner/,
    'the builder gets no scanner for the SBOM: "sbom: generator=IMAGE" takes it from elsewhere, such as a mirror',
  ],
  [
    /pull access denied|insufficient_scope|401 Unauthorized|403 Forbidden|authorization failed/i,
    'log in to the registry of the base image (docker login before, or registry-auth), or check its name',
  ],
  [
    /failed to resolve source metadata|failed to do request/,
    'is that image spelled right, and its registry reachable from the builder?',
  ],
  [
    /exec format error/,
    'the step runs on a platform that the builder has no emulator for: install QEMU, or use a native node',
  ],
  [
    /granting entitlement|(network\.host|security\.insecure|device\S*) is not allowed/,
    'grant it with "allow", and to the builder with "buildkitd-flags"',
  ],
  [
    /invalid argument ".*" for "--|unknown entitlement|network mode .* not supported|invalid host |attestation type|^invalid value /,
    'correct that value in the inputs: buildx takes no other than docker buildx build does',
  ],
  [/SSH_AUTH_SOCK|ssh agent/i, '"ssh" needs an agent that runs (SSH_AUTH_SOCK), or a key: ID=PATH'],
  [
    /^failed to (stat|get build context) |stat .*: no such file or directory$/,
    'paths are relative to the current folder',
  ],
  [/no space left on device/, 'BUILDER has no disk space left: buildx prune, or a larger disk'],
  [/dockerfile parse error|unknown instruction|syntax error/, 'correct that line of the Dockerfile'],
  [/did not complete successfully: exit code/, 'that command failed by itself: its output above tells why'],
]

/** @param builder its name, where there is one */
export function hintFor(text: string, builder?: string): string | undefined {
  const named = builder === undefined ? 'the builder' : `the builder "${builder}"`
  return HINTS.find(([pattern]) => pattern.test(text))?.[1].replace('BUILDER', () => named)
}

/** Of an image, of caches: what BuildKit sends comes to a folder of this machine. */
export const OWN_DISK_FULL =
  "this machine's disk is full, not the builder's: free some space there, or let the run write to another disk"
