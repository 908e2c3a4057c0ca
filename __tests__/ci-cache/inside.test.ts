import {mkdirSync, readFileSync, utimesSync, writeFileSync} from 'node:fs'
import {dirname, join} from 'node:path'
import {describe, expect, test} from '@jest/globals'
import {nextBuildArchive, nextModulesArchive, usedEntries} from '../../src/ci-cache/index.ts'
import {output} from '../helpers/bundle.ts'
import {inTemporaryFolder} from '../helpers/workspace.ts'

const TIME = new Date(Date.UTC(2001, 0, 1))
const entry = (letter: string, kind: 'a' | 'd' = 'a') => `${letter}${letter}/${letter.repeat(64)}-${kind}`
const [OLD, KEPT, NEW] = [entry('a'), entry('b', 'd'), entry('c')]

/** An archive as tar in a stage makes it. */
async function archive(path: string, files: Readonly<Record<string, string>>): Promise<string> {
  const folder = `${path}-files`
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), {recursive: true})
    writeFileSync(join(folder, name), content, {mode: 0o600})
    utimesSync(join(folder, name), new Date(), new Date())
  }
  mkdirSync(dirname(path), {recursive: true})
  await output('tar', ['-C', folder, '-cf', path, ...Object.keys(files)])
  return path
}

const list = async (path: string) => (await output('tar', ['-tf', path])).trim().split('\n')

describe('the next archive', () => {
  test('has of the build cache what this run used, the new and the old', async () => {
    await inTemporaryFolder(async folder => {
      const old = await archive(join(folder, 'old.tar'), {[OLD]: 'old', [KEPT]: 'kept'})
      await archive(join(folder, 'out', '0.7.tar'), {[NEW]: 'new', 'trim.txt': '1', '../0.7.tar-files/zz': 'outside'})
      await archive(join(folder, 'out', '0.8.tar'), {[KEPT]: 'newer'})
      await archive(join(folder, 'out', '1.7.tar'), {[OLD]: 'of another cache'})
      writeFileSync(join(folder, 'out', '0.used'), `${KEPT}\n${NEW}\n`)
      const taken = [{folder: join(folder, 'out'), number: 0, place: ''}]
      const {used, added} = await usedEntries(taken)
      expect([[...used], added]).toEqual([[KEPT, NEW], 4])
      const to = join(folder, 'next.tar')
      expect(await nextBuildArchive({old, taken, to, time: TIME}, used)).toBe(2)
      expect((await list(to)).sort()).toEqual(['bb/', KEPT, 'cc/', NEW])
      // Any user of a stage may write to it, and all of it is old.
      expect(await output('tar', ['--utc', '-tvf', to])).toMatch(/^(d|-)rw.rw.rw. 0\/0 .* 2001-01-01 00:00 bb\/$/m)
      await output('tar', ['-C', folder, '-xf', to])
      expect(readFileSync(join(folder, KEPT), 'utf8')).toBe('newer')
    })
  })

  test('has the build cache of each image in a folder of its own', async () => {
    await inTemporaryFolder(async folder => {
      const old = await archive(join(folder, 'old.tar'), {
        [`image-0/${KEPT}`]: '1',
        [`image-1/${OLD}`]: '2',
        [KEPT]: '3',
      })
      const taken = [0, 1].map(number => ({folder: join(folder, 'out'), number, place: `image-${number}`}))
      await archive(join(folder, 'out', '0.7.tar'), {[NEW]: '4', 'trim.txt': '5'})
      await archive(join(folder, 'out', '1.7.tar'), {[KEPT]: '6'})
      writeFileSync(join(folder, 'out', '0.used'), `${KEPT}\n${NEW}\n`)
      writeFileSync(join(folder, 'out', '1.used'), `${KEPT}\n`)
      const {used, added} = await usedEntries(taken)
      expect([[...used], added]).toEqual([[`image-0/${KEPT}`, `image-0/${NEW}`, `image-1/${KEPT}`], 3])
      const to = join(folder, 'next.tar')
      expect(await nextBuildArchive({old, taken, to, time: TIME}, used)).toBe(3)
      expect((await list(to)).filter(path => !path.endsWith('/')).sort()).toEqual([...used])
      await output('tar', ['-C', folder, '-xf', to])
      expect(readFileSync(join(folder, 'image-1', KEPT), 'utf8')).toBe('6')
    })
  })

  test('has of the modules what go.sum names', async () => {
    await inTemporaryFolder(async folder => {
      const at = (version: string, end: string) => `cache/download/example.com/!lib/@v/${version}.${end}`
      const old = await archive(join(folder, 'old.tar'), {[at('v1.0.0', 'zip')]: '1', [at('v1.1.0', 'zip')]: '2'})
      const files = {[at('v1.1.0', 'mod')]: '3', [at('v1.1.0', 'ziphash')]: '4', 'cache/lock': ''}
      await archive(join(folder, 'out', '1.7.tar'), files)
      const to = join(folder, 'next.tar')
      const taken = [{folder: join(folder, 'out'), number: 1, place: ''}]
      const modules = ['example.com/!lib/@v/v1.1.0']
      expect(await nextModulesArchive({old, taken, to, time: TIME}, modules)).toBe(2)
      expect((await list(to)).filter(path => !path.endsWith('/'))).toEqual([at('v1.1.0', 'mod'), at('v1.1.0', 'zip')])
    })
  })

  test('an archive that was cut short is an error, and nothing is taken for whole', async () => {
    await inTemporaryFolder(async folder => {
      const whole = await archive(join(folder, 'whole.tar'), {[NEW]: 'x'.repeat(20_000)})
      const old = join(folder, 'cut.tar')
      writeFileSync(old, readFileSync(whole).subarray(0, 5000))
      const next = nextBuildArchive({old, taken: [], to: join(folder, 'next.tar'), time: TIME}, new Set([NEW]))
      await expect(next).rejects.toThrow('Unexpected end of data')
    })
  })

  test('a builder that has lost its caches gives nothing', async () => {
    await inTemporaryFolder(async folder => {
      expect(await usedEntries([{folder, number: 0, place: ''}])).toEqual({used: new Set(), added: 0})
    })
  })
})
