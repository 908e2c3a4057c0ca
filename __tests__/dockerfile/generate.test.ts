import {describe, expect, test} from '@jest/globals'
import {configLines, SCRATCH_CONFIG} from '../../src/dockerfile/generate/config-lines.ts'
import {stageNames} from '../../src/dockerfile/generate/stage-names.ts'
import {archiveEntries, generateDockerfile} from '../../src/dockerfile/index.ts'
import type {ContainerConfig, Healthcheck} from '../../src/oci/index.ts'

describe('the instructions between two configs', () => {
  const PATH = 'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'
  const cases: {name: string; wanted: ContainerConfig; inherited?: ContainerConfig; want: readonly string[]}[] = [
    {name: 'nothing new', wanted: {Env: [PATH]}, want: []},
    {name: 'more PATH', wanted: {Env: [`${PATH}:/app`]}, want: ['ENV PATH="$PATH:/app"']},
    {name: 'another PATH', wanted: {Env: ['PATH=/app']}, want: ['ENV PATH=/app']},
    {
      name: 'a label too many',
      wanted: {Labels: {a: '1'}},
      inherited: {Labels: {a: '1', b: '2', c: ''}},
      want: ['LABEL b=""'],
    },
    {
      name: 'one port more',
      wanted: {ExposedPorts: {'80/tcp': {}, '53/udp': {}}},
      inherited: {ExposedPorts: {'80/tcp': {}}},
      want: ['EXPOSE 53/udp'],
    },
    {name: 'the same user', wanted: {User: '65532'}, inherited: {User: '65532'}, want: []},
    {
      name: 'a folder before the user',
      wanted: {User: '1', WorkingDir: '/my data'},
      want: ['WORKDIR "/my data"', 'USER 1'],
    },
    {
      name: 'a folder that is not to be the user’s',
      wanted: {User: '1', WorkingDir: '/data'},
      inherited: {User: '1', WorkingDir: '/'},
      want: ['USER 0', 'WORKDIR /data', 'USER 1'],
    },
    {
      name: 'a user of root’s group',
      wanted: {User: '0:0', WorkingDir: '/'},
      inherited: {User: '1'},
      want: ['USER 0:0'],
    },
    {name: 'a signal', wanted: {StopSignal: 'SIGINT'}, want: ['STOPSIGNAL SIGINT']},
  ]
  test.each(cases)('$name', ({wanted, inherited = SCRATCH_CONFIG, want}) => {
    const lines = configLines({Entrypoint: ['/x'], ...wanted}, inherited)
    expect(lines).toEqual([...want, 'ENTRYPOINT ["/x"]'])
  })

  const checks: {check: Healthcheck; want: string}[] = [
    {check: {Test: ['NONE']}, want: 'NONE'},
    {check: {Test: ['CMD', '/x', 'a b']}, want: 'CMD ["/x", "a b"]'},
    {check: {Test: ['CMD-SHELL', 'a || [ -f "$B" ]']}, want: 'CMD a || [ -f "$B" ]'},
    {
      check: {
        Test: ['CMD', '/x'],
        Interval: 90e9,
        Timeout: 1.5e9,
        StartPeriod: 3600e9,
        StartInterval: 1e6 + 1,
        Retries: 3,
      },
      want: '--interval=90s --timeout=1500ms --start-period=1h --start-interval=1000001ns --retries=3 CMD ["/x"]',
    },
  ]
  test.each(checks)('HEALTHCHECK $want', ({check, want}) => {
    expect(configLines({Healthcheck: check}, {})).toEqual([`HEALTHCHECK ${want}`, 'ENTRYPOINT []'])
  })

  test.each([[['CMD-SHELL', 'a', 'b']], [['CMD-SHELL', 'a\nb']], [['CMD-SHELL', 'a \\']], [['CMD-SHELL', '["a"]']]])(
    '%j is no HEALTHCHECK',
    words => {
      expect(() => configLines({Healthcheck: {Test: words}}, {})).toThrow("a Dockerfile can't hold this health check")
    },
  )
})

describe('names of stages', () => {
  test.each([
    {programs: ['api', 'worker'], images: ['api', 'worker'], build: 'build'},
    {programs: ['build', 'Build', 'scratch'], images: ['build', 'build-2', 'scratch-2'], build: 'build-3'},
    {programs: ['7z', 'a~b'], images: ['program-7z', 'a-b'], build: 'build'},
  ])('$programs', ({programs, images, build}) => expect(stageNames(programs)).toEqual({images, build}))
})

describe('one Dockerfile for several platforms', () => {
  const request = {base: 'x', programs: [], programsContext: 'p', files: false}
  const config = (path: string, user?: string) => {
    const inherited = {Env: [`PATH=${path}`], ...(user ? {User: user} : {})}
    return {inherited, wanted: {Env: [`PATH=${path}:/app`], User: user ?? '65532', Entrypoint: ['/app/x']}}
  }

  test('their bases may have different paths', () => {
    const {text} = generateDockerfile({...request, configs: [config('/bin'), config('/usr/bin')]})
    expect(text).toContain('ENV PATH="$PATH:/app"\nUSER 65532\n')
  })

  test('but not one with a user and one without', () => {
    const configs = [config('/bin'), config('/bin', '7')]
    expect(() => generateDockerfile({...request, configs})).toThrow(
      'differ in what an image takes over from it: USER 65532',
    )
  })
})

test('what a base does at its FROM is told', () => {
  const inherited = {OnBuild: ['COPY . /app']}
  const configs = [
    {inherited, wanted: {Entrypoint: ['/x']}},
    {inherited, wanted: {Entrypoint: ['/x']}},
  ]
  const {warnings} = generateDockerfile({base: 'x', programs: [], programsContext: 'p', files: false, configs})
  expect(warnings).toEqual(['the base x has ONBUILD instructions, which BuildKit runs: COPY . /app'])
})

test('folders that files imply stay out of the archive, empty ones and links stay in it', () => {
  const folder = (path: string) => ({path, kind: 'directory', mode: 0o755}) as const
  const link = {path: '/srv/www/a', kind: 'symlink', target: 'b', mode: 0o777} as const
  expect(archiveEntries([folder('/srv/www'), link, folder('/srv/empty'), folder('/srv')])).toEqual([
    link,
    folder('/srv/empty'),
  ])
})
