import {expect, test} from '@jest/globals'
import {buildFailure, lacksNamedContexts, lostBuilder} from '../../../src/engine/buildkit/failure.ts'
import {hintFor} from '../../../src/engine/buildkit/hints.ts'
import type {Step} from '../../../src/engine/buildkit/progress.ts'

const SOURCE = {path: 'docker/Dockerfile', lineOf: (line: number) => (line > 10 ? undefined : line + 1)}

function failureOf(said: string, steps: readonly Step[] = []) {
  const progress = {said: () => said, steps: () => steps}
  return buildFailure({
    result: {exitCode: 1, stdout: '', stderr: said},
    progress,
    file: '/tmp/x/overlay',
    builder: 'mine',
    folder: '/out/.buildkit-1/0',
    source: SOURCE,
  })
}

const SNIPPET = '\n--------------------\n   1 |     FROM scratch\n   2 | >>> FOO\n--------------------\n'

test.each([
  {
    what: "BuildKit's message, at the user's line",
    said: `overlay:2${SNIPPET}ERROR: failed to build: failed to solve: unknown instruction: FOO`,
    message: "the Dockerfile's build failed at line 3: unknown instruction: FOO",
    at: {file: 'docker/Dockerfile', line: 3},
  },
  {
    what: 'a message before its snippet',
    said: `ERROR: failed to build: it is wrong\noverlay:2${SNIPPET}`,
    message: "the Dockerfile's build failed at line 3: it is wrong",
    at: {file: 'docker/Dockerfile', line: 3},
  },
  {
    what: "buildx's last word, without the lines of its log",
    said: 'ERROR: (*service).Write failed: it is full\nERROR: failed to build: failed to solve: it is full',
    message: "the Dockerfile's build failed: it is full",
    at: undefined,
  },
  {
    what: 'a line of ours without a place',
    said: `overlay:11${SNIPPET}ERROR: failed to build: it is wrong`,
    message: "the Dockerfile's build failed: it is wrong",
    at: undefined,
  },
  {
    what: 'another file without a place',
    said: `docker-bake.hcl:2${SNIPPET}ERROR: it is wrong`,
    message: "the Dockerfile's build failed: it is wrong",
    at: undefined,
  },
  {what: 'words without ERROR', said: 'killed', message: "the Dockerfile's build failed: killed", at: undefined},
  {
    what: 'nothing',
    said: '',
    message: "the Dockerfile's build failed: buildx ended with 1 and gave no reason",
    at: undefined,
  },
])('tells $what', ({said, message, at}) => {
  expect(failureOf(said)).toMatchObject({name: 'UserError', message, at})
})

test.each([
  {said: 'failed to solve: target stage "two" could not be found', subject: 'target'},
  {said: 'failed to get build context x: stat nope: no such file or directory', subject: 'build-contexts'},
  {said: 'failed to stat key.txt: stat key.txt: no such file or directory', subject: 'secret-files'},
  {said: 'invalid argument "lots" for "--shm-size" flag: invalid size', subject: 'shm-size'},
])('an input is to blame, which is a wrong request: $said', ({said, subject}) => {
  const problem = {subject, message: said.replace('failed to solve: ', ''), hint: expect.any(String)}
  expect(failureOf(`ERROR: failed to build: ${said}`)).toMatchObject({name: 'RequestError', problems: [problem]})
})

test('a step that speaks of one is not', () => {
  const said =
    'ERROR: failed to build: failed to solve: process "make" did not complete: target stage "x" could not be found'
  expect(failureOf(said)).toMatchObject({name: 'UserError'})
})

test('tells what the step that failed printed, not one that was stopped for it', () => {
  const step = {milliseconds: 1, cached: false}
  const stopped = {...step, name: 'RUN a', error: 'rpc error: context canceled', tail: ['of a']}
  const failed = {...step, name: 'RUN b', error: 'exit code: 2', tail: ['of b']}
  expect(failureOf('ERROR: exit code: 2', [stopped, failed]).message).toMatch(
    /exit code: 2\nRUN b printed last:\nof b$/,
  )
})

test.each([
  {text: 'current frontend does not support --build-context. Named contexts are supported since', hint: '# syntax'},
  {text: 'Cannot connect to the Docker daemon at unix:///var/run/docker.sock.', hint: 'start Docker'},
  {
    text: 'rpc error: code = Unavailable desc = closing transport due to: connection error',
    hint: 'the builder went away',
  },
  {text: 'error reading from server: EOF', hint: 'the builder went away'},
  {
    text: '#1 pulling image r.test/bk:1 1.2s done\n#1 ERROR: Error response from daemon: pull access denied for r.test/bk',
    hint: '"buildkit-image"',
  },
  {
    text: '#1 pulling image moby/buildkit:v0.34.2 0.0s done\n#1 ERROR: Error response from daemon: Get "https://r.test/v2/": dial tcp: connection refused',
    hint: '"buildkit-image"',
  },
  {
    text: '#1 pulling image r.test/bk:1 1.2s done\n#1 creating container b0 done\n#1 ERROR: context deadline exceeded',
    hint: 'reachable',
  },
  {
    text: 'Failed to initialize: unable to resolve docker endpoint: context "nope": context not found: open /x/meta.json: no such file or directory',
    hint: 'DOCKER_CONTEXT',
  },
  {text: 'ERROR: no builder "gone" found', hint: 'pick one with "builder"'},
  {text: 'context deadline exceeded', hint: 'reachable'},
  {text: 'target stage "x" could not be found', hint: '"target"'},
  {text: 'circular dependency detected on stage: a', hint: 'third'},
  {text: 'base name ($X) should not be blank', hint: '"build-args"'},
  {text: 'failed to read dockerfile: open nofile: no such file or directory', hint: '"file"'},
  {text: 'failed to compute cache key: failed to calculate checksum of "/a": not found', hint: '.dockerignore'},
  {text: 'lstat /nope: no such file or directory', hint: 'nor in that stage'},
  {text: 'secret tok: not found', hint: '"secrets"'},
  {text: 'pull access denied, repository does not exist or may require authorization', hint: 'log in'},
  {text: 'unexpected status from HEAD request to https://r/v2/x: 401 Unauthorized', hint: 'log in'},
  {
    text: 'failed to resolve source metadata for docker.io/docker/buildkit-syft-scanner:stable-1: not found',
    hint: '"sbom: generator=IMAGE"',
  },
  {text: 'r/x: failed to resolve source metadata for r/x:1: not found', hint: 'spelled right'},
  {text: 'exec /bin/sh: exec format error', hint: 'QEMU'},
  {text: 'failed to load LLB: network.host is not allowed', hint: '"allow"'},
  {text: 'granting entitlement security.insecure is not allowed by build daemon configuration', hint: '"allow"'},
  {text: 'write /x: no space left on device', hint: 'prune'},
  {text: 'dockerfile parse error on line 2: unknown instruction: FOO', hint: 'correct that line'},
  {text: 'process "/bin/sh -c make" did not complete successfully: exit code: 2', hint: 'by itself'},
])('hint for: $text', ({text, hint}) => expect(hintFor(text)).toContain(hint))

test.each([
  {text: 'error reading from server: EOF', hint: /^the builder "mine" went away/},
  {text: 'write /var/lib/buildkit/x: no space left on device', hint: /^the builder "mine" has no disk space/},
  {text: 'write /out/.buildkit-1/0/ingest/x/data: no space left on device', hint: /^this machine's disk is full/},
])('names who is to blame: $text', ({text, hint}) => {
  expect(failureOf(`ERROR: failed to build: ${text}`)).toMatchObject({hint: expect.stringMatching(hint)})
})

test('no hint for what nobody foresaw', () => expect(hintFor('the moon is full')).toBeUndefined())

test.each([
  {said: 'ERROR: failed to build: current frontend does not support --build-context. Named contexts are', want: true},
  {said: 'ERROR: failed to build: unsupported frontend capability moby.buildkit.frontend.contexts', want: true},
  {said: 'ERROR: failed to build: something else', want: false},
])('knows a frontend without named contexts: $want', ({said, want}) => {
  expect(lacksNamedContexts(failureOf(said))).toBe(want)
})

test.each([
  {
    said: 'ERROR: failed to receive status: rpc error: code = Unavailable desc = error reading from server: EOF',
    want: true,
  },
  {said: 'ERROR: failed to build: process "/bin/sh -c make" did not complete successfully: exit code: 2', want: false},
])('knows a builder that went away: $want', ({said, want}) => expect(lostBuilder(failureOf(said))).toBe(want))
