import {mkdirSync, readdirSync, readFileSync, statSync, truncateSync, utimesSync, writeFileSync} from 'node:fs'
import {basename, dirname, join} from 'node:path'
import {expect, test} from '@jest/globals'
import {fillScript, RESTORED_AT, takeScript} from '../../../src/dockerfile/inside/index.ts'
import {output} from '../../helpers/bundle.ts'
import {inTemporaryFolder} from '../../helpers/workspace.ts'

const entry = (letter: string) => `${letter}${letter}/${letter.repeat(64)}-d`
const MODULE = 'cache/download/example.com/lib/@v/v1.0.0'

function write(folder: string, path: string, time = new Date()): void {
  mkdirSync(dirname(join(folder, path)), {recursive: true})
  writeFileSync(join(folder, path), path)
  utimesSync(join(folder, path), time, time)
}

// With this machine's tools; with busybox's they run in e2e/dockerfile-inside.
test('what a build used and what it added comes back, of what the image had only what it used', async () => {
  await inTemporaryFolder(async folder => {
    const [helper, image] = [join(folder, 'helper'), join(folder, 'image')]
    const volumes = [
      {kind: 'build', id: 'b', options: {}, target: join(image, 'go-build'), isOurs: true, number: 1},
      {kind: 'modules', id: 'm', options: {}, target: join(image, 'pkg', 'mod'), isOurs: false, number: 2},
    ] as const
    // A helper stage begins anew, but for its cache mounts.
    const run = async (text: string) => {
      const script = join(folder, 'run.sh')
      writeFileSync(script, text.replaceAll(/\/go-containerize(?=[/\s])/g, helper))
      await output('sh', [script])
    }
    const [build, modules] = [join(helper, '1'), join(helper, '2')]
    for (const path of [build, modules, join(helper, 'in'), join(helper, 'notes')]) mkdirSync(path, {recursive: true})
    for (const path of ['a', 'b'].map(entry)) write(join(folder, 'old'), path, RESTORED_AT)
    await output('tar', ['-C', join(folder, 'old'), '-cf', join(helper, 'in', 'build.tar'), '.'])
    write(image, `pkg/mod/${MODULE}.mod`)
    writeFileSync(join(helper, 'in', 'run'), 'one')

    await run(fillScript({volumes, folder: ''}))
    expect(readFileSync(join(build, entry('a')), 'utf8')).toBe(entry('a'))
    expect(readFileSync(join(modules, `${MODULE}.mod`), 'utf8')).toBe(`pkg/mod/${MODULE}.mod`)
    // Go trims a cache whose trim.txt is old.
    expect(Number(readFileSync(join(build, 'trim.txt'), 'utf8'))).toBeCloseTo(Date.now() / 1000, -2)

    // As cmd/go marks what it uses, and writes what it makes.
    utimesSync(join(build, entry('b')), new Date(), new Date())
    write(build, entry('c'))
    write(build, 'dd/no-entry')
    for (const end of ['zip', 'ziphash', 'lock']) write(modules, `${MODULE}.${end}`)
    write(modules, 'example.com/lib@v1.0.0/lib.go')

    await run(takeScript(volumes, {wanted: ['build', 'modules'], emptied: true}))
    const out = join(helper, 'out')
    const lines = (name: string) => readFileSync(join(out, name), 'utf8').trim().split('\n')
    expect(lines('1.used')).toEqual(['b', 'c'].map(entry))
    expect(lines('2.used')).toEqual([`${MODULE}.mod`, `${MODULE}.zip`])
    const archives = readdirSync(out).filter(name => name.endsWith('.tar'))
    expect(archives.map(name => name.replace(/\.\d+\./, '.')).sort()).toEqual(['1.tar', '2.tar'])
    const [first = '', second = ''] = archives.sort()
    expect(await output('tar', ['-tf', join(out, first)])).toBe(`${entry('c')}\n`)
    expect(await output('tar', ['-tf', join(out, second)])).toBe(`${MODULE}.zip\n`)
    expect(statSync(join(out, first)).size).toBeGreaterThan(0)
    // The user's stays as it is.
    for (const path of [build, join(helper, 'notes')]) expect(readdirSync(path)).toEqual([])
    expect(readdirSync(modules).sort()).toEqual(['cache', 'example.com'])
  })
})

test('a fill that is interrupted leaves no half of a file in a cache that is the user’s', async () => {
  await inTemporaryFolder(async folder => {
    const volumes = [{kind: 'modules', id: 'm', options: {}, target: '/x', isOurs: false, number: 0}] as const
    write(folder, `0/${MODULE}.info`)
    for (const path of ['in', 'notes']) mkdirSync(join(folder, path))
    writeFileSync(join(folder, 'in', 'run'), 'one')
    write(join(folder, 'old'), `${MODULE}.info`, RESTORED_AT)
    writeFileSync(join(folder, 'old', `${MODULE}.zip`), 'z'.repeat(100_000))
    const archive = join(folder, 'in', 'modules.tar')
    await output('tar', ['-C', join(folder, 'old'), '-cf', archive, '.'])
    truncateSync(archive, 50_000)
    writeFileSync(
      join(folder, 'run.sh'),
      fillScript({volumes, folder: ''}).replaceAll(/\/go-containerize(?=[/\s])/g, folder),
    )
    await expect(output('sh', [join(folder, 'run.sh')])).rejects.toThrow('tar')
    const files = readdirSync(join(folder, '0', dirname(MODULE)))
    expect(files).toEqual([`${basename(MODULE)}.info`])
  })
})

test('an image gets its own folder of the archive', async () => {
  await inTemporaryFolder(async folder => {
    for (const path of [`image-0/${entry('a')}`, `image-1/${entry('b')}`]) write(join(folder, 'old'), path, RESTORED_AT)
    for (const path of ['0', 'in', 'notes']) mkdirSync(join(folder, path))
    await output('tar', ['-C', join(folder, 'old'), '-cf', join(folder, 'in', 'build.tar'), '.'])
    const volumes = [{kind: 'build', id: 'b', options: {}, target: '/nowhere', isOurs: true, number: 0}] as const
    const fill = async (place: string) => {
      const text = fillScript({volumes, folder: place}).replaceAll(/\/go-containerize(?=[/\s])/g, folder)
      writeFileSync(join(folder, 'run.sh'), text)
      await output('sh', [join(folder, 'run.sh')])
      return readdirSync(join(folder, '0')).filter(name => /^(..|image-.)$/.test(name))
    }
    expect(await fill('image-2')).toEqual([])
    expect(await fill('image-1')).toEqual(['bb'])
    expect(statSync(join(folder, '0', entry('b'))).mtime).toEqual(RESTORED_AT)
  })
})

test('a builder that has lost its caches is no error', async () => {
  await inTemporaryFolder(async folder => {
    const volumes = [{kind: 'build', id: 'b', options: {}, target: '/x', isOurs: true, number: 0}] as const
    mkdirSync(join(folder, '0'))
    writeFileSync(
      join(folder, 'run.sh'),
      takeScript(volumes, {wanted: ['build'], emptied: false}).replaceAll(/\/go-containerize(?=[/\s])/g, folder),
    )
    await output('sh', [join(folder, 'run.sh')])
    expect(readdirSync(join(folder, 'out'))).toEqual([])
  })
})
