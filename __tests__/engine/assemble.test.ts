import {createHash} from 'node:crypto'
import {
  copyFileSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import {dirname, join} from 'node:path'
import {describe, expect, test} from '@jest/globals'
import {resolveBase} from '../../src/engine/index.ts'
import {openLayout} from '../../src/oci/index.ts'
import {output} from '../helpers/bundle.ts'
import {expectValidImage} from '../helpers/images.ts'
import {TestLayout} from '../helpers/layouts.ts'
import {inTemporaryFolder, writeFiles} from '../helpers/workspace.ts'
import {
  AMD64,
  ARM64,
  assembleIn,
  CONTAINER,
  configOf,
  imageOf,
  mainNamed,
  rootsAssets,
  textPrograms,
  topLayer,
} from './assembling.ts'

const SECOND = new Date(1000)

test('on scratch: roots and the program, a plain manifest for one platform', () =>
  inTemporaryFolder(async folder => {
    const {images, layout} = await assembleIn(folder, [imageOf()])
    await expectValidImage(layout.path)
    expect(images[0]?.descriptor.mediaType).toBe('application/vnd.oci.image.manifest.v1+json')
    expect(images[0]?.platforms[0]?.layers).toHaveLength(2)
    expect(configOf(images).config).toEqual({
      User: '65532',
      Env: ['PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:/app'],
      Entrypoint: ['/app/hello'],
    })
    expect(await membersOf(layout.path, topLayer(images).digest)).toEqual([
      'drwxr-xr-x 0/0 0 1970-01-01 00:00 app/',
      '-rwxr-xr-x 0/0 27 1970-01-01 00:00 app/hello',
    ])
  }))

test('several platforms: an index, each program in its own image', () =>
  inTemporaryFolder(async folder => {
    const {images, layout} = await assembleIn(folder, [imageOf({platforms: [AMD64, ARM64]})])
    await expectValidImage(layout.path)
    expect(images[0]?.descriptor.mediaType).toBe('application/vnd.oci.image.index.v1+json')
    const [one, two] = images[0]?.platforms ?? []
    expect(one?.layers[0]).toEqual(two?.layers[0])
    expect(one?.layers[1]).not.toEqual(two?.layers[1])
  }))

test.each([
  {levels: ['v3'], want: [undefined]},
  {levels: ['v3', undefined], want: ['v3', undefined]},
  {levels: ['v4', 'v2'], want: ['v4', undefined]},
])('amd64 of levels $levels: index and config agree on $want', ({levels, want}) =>
  inTemporaryFolder(async folder => {
    const platforms = levels.map(variant => ({...AMD64, ...(variant === undefined ? {} : {variant})}))
    const {images, layout} = await assembleIn(folder, [imageOf({platforms, shape: 'index'})])
    await expectValidImage(layout.path)
    expect(images[0]?.platforms.map(({config}) => config.value.variant)).toEqual(want)
  }),
)

describe('reproducible', () => {
  test('two folders, two caches, one digest', () =>
    inTemporaryFolder(async folder => {
      const image = imageOf({platforms: [AMD64, ARM64], mains: [mainNamed('hello')]})
      const one = await assembleIn(join(folder, 'one'), [image])
      const two = await assembleIn(join(folder, 'another place'), [image])
      expect(one.images[0]?.descriptor).toEqual(two.images[0]?.descriptor)
      expect(treeOf(one.layout.path)).toEqual(treeOf(two.layout.path))
    }))

  test('the commit moves the config, and no layer', () =>
    inTemporaryFolder(async folder => {
      const before = await assembleIn(folder, [imageOf()])
      const after = await assembleIn(folder, [imageOf({created: SECOND, labels: {revision: '2'}})])
      expect(after.images[0]?.descriptor).not.toEqual(before.images[0]?.descriptor)
      expect(after.images[0]?.platforms[0]?.layers).toEqual(before.images[0]?.platforms[0]?.layers)
    }))

  test('the file time moves the layer', () =>
    inTemporaryFolder(async folder => {
      const before = await assembleIn(folder, [imageOf()])
      const after = await assembleIn(folder, [imageOf({fileTime: SECOND})])
      expect(topLayer(after.images)).not.toEqual(topLayer(before.images))
    }))
})

describe('kept between runs', () => {
  test('an unchanged layer is not made again', () =>
    inTemporaryFolder(async folder => {
      const {images} = await assembleIn(folder, [imageOf()])
      const blob = join(folder, 'cache', 'blobs', 'sha256', topLayer(images).digest.slice(7))
      const before = statSync(blob)
      const second = await assembleIn(folder, [imageOf()], {binaries: unreadable(folder)})
      expect(second.images[0]?.descriptor).toEqual(images[0]?.descriptor)
      expect(statSync(blob).ino).toBe(before.ino)
      await expectValidImage(second.layout.path)
    }))

  test.each(['truncated', 'changed', 'deleted'])('a %s blob is made again', harm =>
    inTemporaryFolder(async folder => {
      const {images} = await assembleIn(folder, [imageOf()])
      const blob = join(folder, 'cache', 'blobs', 'sha256', topLayer(images).digest.slice(7))
      const bytes = readFileSync(blob)
      if (harm === 'deleted') rmSync(blob)
      if (harm === 'truncated') writeFileSync(blob, bytes.subarray(0, 20))
      if (harm === 'changed') writeFileSync(blob, bytes.fill(1, 10))
      const second = await assembleIn(folder, [imageOf()])
      expect(second.images[0]?.descriptor).toEqual(images[0]?.descriptor)
      await expectValidImage(second.layout.path)
    }),
  )
})

describe('several images', () => {
  test('one layout; what is the same is stored once', () =>
    inTemporaryFolder(async folder => {
      const mains = ['a', 'b', 'c'].map(name => mainNamed(name))
      const separate = mains.map(main => imageOf({name: `example.com/${main.name}:1`, mains: [main]}))
      const all = imageOf({name: 'example.com/all:1', mains, container: {...CONTAINER, entrypoint: ['/app/a']}})
      const {layout} = await assembleIn(folder, [...separate, all])
      await expectValidImage(layout.path)
      expect(layout.index.manifests.map(({annotations}) => annotations?.['io.containerd.image.name'])).toEqual([
        'example.com/a:1',
        'example.com/all:1',
        'example.com/b:1',
        'example.com/c:1',
      ])
      // 4 manifests, 4 configs, the roots, 3 programs
      expect(readdirSync(join(layout.path, 'blobs', 'sha256'))).toHaveLength(12)
    }))
})

describe('on a base', () => {
  const config = {
    User: 'app',
    Env: ['PATH=/bin', 'A=base', 'B=base'],
    WorkingDir: '/work',
    Cmd: ['sh'],
    OnBuild: ['RUN x'],
    Labels: {'org.opencontainers.image.title': 'base', vendor: 'acme'},
  }
  const layers = [
    {'./usr/lib/': {folder: {}}, lib: {link: 'usr/lib'}, 'run/': {folder: {}}, 'var/run': {link: '../run'}},
    {'etc/passwd': 'root', 'tmp/': {folder: {mode: 0o1777}}},
  ]

  test('its layers below, its settings inherited, links and folders respected', () =>
    inTemporaryFolder(async folder => {
      const baseLayout = new TestLayout(join(folder, 'base'))
      baseLayout.name(await baseLayout.index([{platform: AMD64, config, layers}]))
      const registry = {
        head: () => Promise.reject(new Error('not asked')),
        manifest: () => Promise.reject(new Error('not asked')),
        openBlob: () => Promise.reject(new Error('not asked')),
      }
      const base = await resolveBase({base: `oci-layout://${baseLayout.path}`, platforms: [AMD64], registry})
      writeFiles(folder, {'m/kodata/index.html': 'hi', 'data/x': 'x'})
      const container = {
        ...CONTAINER,
        binaryPath: '/lib/app/{name}',
        env: {A: 'own', C: 'own'},
        files: [{source: join(folder, 'data'), destination: '/tmp'}],
      }
      const image = imageOf({base, container, mains: [mainNamed('hello', join(folder, 'm'))]})
      const {images, layout, warnings} = await assembleIn(folder, [image])
      await expectValidImage(layout.path)
      expect(warnings).toEqual([expect.stringContaining('ONBUILD')])
      expect(configOf(images).config).toEqual({
        User: 'app',
        Env: ['PATH=/bin:/lib/app', 'A=own', 'B=base', 'KO_DATA_PATH=/var/run/ko', 'C=own'],
        Entrypoint: ['/lib/app/hello'],
        WorkingDir: '/work',
        Labels: {
          'org.opencontainers.image.base.digest': base.digest,
          vendor: 'acme',
        },
      })
      const [, , kodata, files, binary] = images[0]?.platforms[0]?.layers ?? []
      expect(await namesOf(layout.path, kodata?.digest)).toEqual(['run/ko/', 'run/ko/index.html'])
      expect(await namesOf(layout.path, files?.digest)).toEqual(['tmp/x'])
      expect(await namesOf(layout.path, binary?.digest)).toEqual(['usr/lib/app/', 'usr/lib/app/hello'])
    }))
})

describe('failures', () => {
  test('leave the layout that was there, and no temporary file', () =>
    inTemporaryFolder(async folder => {
      const {layout} = await assembleIn(folder, [imageOf()])
      const before = treeOf(layout.path)
      const failing = assembleIn(folder, [imageOf({platforms: [AMD64, ARM64]})], {
        binaries: async (main, platform) => {
          if (platform.architecture === 'arm64') throw new Error('compile error')
          return textPrograms(join(folder, 'programs'), 'another')(main, platform)
        },
      })
      await expect(failing).rejects.toThrow('compile error')
      expect(treeOf(layout.path)).toEqual(before)
      expect(readdirSync(folder).sort()).toEqual(['cache', 'layout', 'programs'])
      expect(treeOf(join(folder, 'cache')).filter(name => name.endsWith('.tmp'))).toEqual([])
    }))

  test('of fetching what the layout lacks too', () =>
    inTemporaryFolder(async folder => {
      const {layout} = await assembleIn(folder, [imageOf()])
      const before = treeOf(layout.path)
      const complete = async (path: string) => {
        expect(await openLayout(path)).toMatchObject({index: {manifests: [expect.anything()]}})
        throw new Error('SIGINT')
      }
      await expect(assembleIn(folder, [imageOf({platforms: [ARM64]})], {complete})).rejects.toThrow('SIGINT')
      expect(treeOf(layout.path)).toEqual(before)
      expect(readdirSync(folder).sort()).toEqual(['cache', 'layout', 'programs'])
    }))

  test('a program that is cut short while it is read', () =>
    inTemporaryFolder(async folder => {
      const binaries = async (...args: Parameters<ReturnType<typeof textPrograms>>) => {
        const binary = await textPrograms(join(folder, 'programs'))(...args)
        return {...binary, size: binary.size + 1}
      }
      await expect(assembleIn(folder, [imageOf()], {binaries})).rejects.toThrow(/hello.*size changed/)
    }))

  test('a cancelled run ends with the reason, though a program never comes', () =>
    inTemporaryFolder(async folder => {
      const cancel = new AbortController()
      const running = assembleIn(folder, [imageOf()], {signal: cancel.signal, binaries: () => new Promise(() => {})})
      cancel.abort(new Error('SIGINT'))
      await expect(running).rejects.toThrow('SIGINT')
      expect(readdirSync(folder)).toEqual([])
    }))

  test('an installation whose roots layer was changed', () =>
    inTemporaryFolder(async folder => {
      const assets = join(folder, 'assets')
      mkdirSync(assets)
      for (const name of ['roots.json', 'roots.tar.gz'])
        copyFileSync(join(await rootsAssets(), name), join(assets, name))
      const {layout} = await assembleIn(folder, [imageOf()], {assets})
      const {digest} = JSON.parse(readFileSync(join(assets, 'roots.json'), 'utf8')).descriptor
      writeFileSync(join(layout.path, 'blobs', 'sha256', digest.slice('sha256:'.length)), 'edited in the layout')
      await assembleIn(folder, [imageOf()], {assets})
      writeFileSync(join(assets, 'roots.tar.gz'), 'edited')
      await expect(assembleIn(folder, [imageOf()], {assets})).rejects.toThrow(
        /installation is damaged: .*roots\.tar\.gz/,
      )
    }))

  test('a folder with other things in it is not replaced', () =>
    inTemporaryFolder(async folder => {
      mkdirSync(join(folder, 'layout'))
      writeFileSync(join(folder, 'layout', 'thesis.txt'), 'mine')
      await expect(assembleIn(folder, [imageOf()])).rejects.toThrow('not overwritten')
      expect(readdirSync(join(folder, 'layout'))).toEqual(['thesis.txt'])
    }))

  test.each(['blobs/keep/thesis.txt', 'blobs/sha256/thesis.txt'])('nor a layout with %s', path =>
    inTemporaryFolder(async folder => {
      const {layout} = await assembleIn(folder, [imageOf()])
      const mine = join(layout.path, path)
      mkdirSync(dirname(mine), {recursive: true})
      writeFileSync(mine, 'mine')
      await expect(assembleIn(folder, [imageOf()])).rejects.toThrow('not overwritten')
      expect(readFileSync(mine, 'utf8')).toBe('mine')
    }),
  )

  test('a link to a folder stays one', () =>
    inTemporaryFolder(async folder => {
      mkdirSync(join(folder, 'real'))
      symlinkSync('real', join(folder, 'layout'))
      await assembleIn(folder, [imageOf()])
      await assembleIn(folder, [imageOf()])
      expect(lstatSync(join(folder, 'layout')).isSymbolicLink()).toBe(true)
      expect(readdirSync(join(folder, 'real'))).toContain('oci-layout')
    }))

  test.each([
    {what: "where the program's folder is", destinations: ['/app'], path: '/app'},
    {what: 'below the program', destinations: ['/app/hello/x'], path: '/app/hello'},
    {what: 'below another file', destinations: ['/etc/x/y', '/etc/x'], path: '/etc/x'},
    {what: 'below a file of the roots', destinations: ['/etc/passwd/x'], path: '/etc/passwd'},
  ])('a file of the user $what', ({destinations, path}) =>
    inTemporaryFolder(async folder => {
      writeFileSync(join(folder, 'file'), 'x')
      const files = destinations.map(destination => ({source: join(folder, 'file'), destination}))
      const image = imageOf({container: {...CONTAINER, files}})
      await expect(assembleIn(folder, [image])).rejects.toThrow(`${path} can't be a file`)
    }),
  )

  test.each([
    {what: 'several programs without an entrypoint', change: {}, message: 'no entrypoint'},
    {what: 'two programs at one path', change: {binaryPath: '/app', entrypoint: ['/app']}, message: 'would be at /app'},
    {
      what: 'a program in place of a folder',
      change: {binaryPath: '/etc', entrypoint: ['/etc']},
      mains: ['a'],
      message: "/etc can't be a file",
    },
  ])('$what', ({change, mains = ['a', 'b'], message}) =>
    inTemporaryFolder(async folder => {
      const container = {...CONTAINER, ...change}
      const image = imageOf({container, mains: mains.map(name => mainNamed(name))})
      await expect(assembleIn(folder, [image])).rejects.toThrow(message)
    }),
  )
})

/** The same programs by their sums, but nothing to read: only a kept layer can serve. */
function unreadable(folder: string): ReturnType<typeof textPrograms> {
  return async (main, platform) => ({
    ...(await textPrograms(join(folder, 'programs'))(main, platform)),
    path: join(folder, 'nowhere'),
  })
}

/** Every file with its content's sum. */
function treeOf(folder: string): readonly string[] {
  const files = readdirSync(folder, {recursive: true, withFileTypes: true}).filter(entry => entry.isFile())
  return files
    .map(({parentPath, name}) => join(parentPath, name))
    .map(path => `${path.slice(folder.length)} ${createHash('sha256').update(readFileSync(path)).digest('hex')}`)
    .sort()
}

async function membersOf(layout: string, digest: string): Promise<readonly string[]> {
  const blob = join(layout, 'blobs', 'sha256', digest.slice(7))
  const lines = await output('tar', ['--utc', '--numeric-owner', '-tvzf', blob])
  return lines
    .trim()
    .split('\n')
    .map(line => line.replaceAll(/ +/g, ' '))
}

async function namesOf(layout: string, digest = ''): Promise<readonly string[]> {
  return (await membersOf(layout, digest)).map(line => line.split(' ').at(-1) ?? '')
}
