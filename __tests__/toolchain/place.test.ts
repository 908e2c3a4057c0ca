import {mkdir, readdir, utimes} from 'node:fs/promises'
import {join} from 'node:path'
import {afterEach, expect, test} from '@jest/globals'
import {silentLog} from '../../src/lib/log.ts'
import {placeGo} from '../../src/toolchain/place.ts'
import {MACHINE} from '../helpers/go-proxy.ts'
import {put, putGo, removeFolders, temporaryFolder} from './support.ts'

afterEach(removeFolders)

const {architecture} = MACHINE
const options = (roots: readonly string[], version = '1.99.1') => ({roots, version, architecture, log: silentLog})
const fill = async (staging: string) => {
  await putGo(join(staging, 'go'), '1.99.1')
  return join(staging, 'go')
}

test.each([
  ['1.99.1', '1.99.1'],
  ['1.27rc1', '1.27.0-rc.1'],
  ['1.99.1-acme', '1.99.1-acme'],
])('Go %s goes to go/%s', async (version, folder) => {
  const root = await temporaryFolder()
  expect(await placeGo({...options([root], version), fill})).toBe(join(root, 'go', folder, architecture.name))
})

test('what fails on the way leaves nothing', async () => {
  const root = await temporaryFolder()
  const failing = placeGo({
    ...options([root]),
    fill: async staging => {
      await put(join(staging, 'go/bin/go'), 'half')
      throw new Error('disk full')
    },
  })
  await expect(failing).rejects.toThrow('disk full')
  expect(await readdir(join(root, 'go/1.99.1'))).toEqual([])
})

test('what is no Go is not put in place', async () => {
  const root = await temporaryFolder()
  await expect(placeGo({...options([root]), fill: async staging => staging})).rejects.toThrow(
    'what was unpacked has no',
  )
  expect(await readdir(join(root, 'go/1.99.1'))).toEqual([])
})

test('one that another run has finished meanwhile is used', async () => {
  const root = await temporaryFolder()
  let asked = 0
  const slow = async (staging: string) => {
    if (asked++ === 0) await placeGo({...options([root]), fill: slow}) // the other run overtakes this one
    return fill(staging)
  }
  const goroot = await placeGo({...options([root]), fill: slow})
  expect(asked).toBe(2)
  expect((await readdir(join(root, 'go/1.99.1'))).sort()).toEqual([architecture.name, `${architecture.name}.complete`])
  await expect(placeGo({...options([root]), fill: () => Promise.reject(new Error('not asked'))})).resolves.toBe(goroot)
})

test('what killed runs left is tidied up when no job can need it any more', async () => {
  const root = await temporaryFolder()
  const left = (name: string) => join(root, 'go/1.99.1', `.${architecture.name}.${name}.tmp`)
  for (const name of ['old', 'new']) await mkdir(left(name), {recursive: true})
  const yesterday = new Date(Date.now() - 24 * 60 * 60 * 1000)
  await utimes(left('old'), yesterday, yesterday)
  await placeGo({...options([root]), fill})
  expect(await readdir(join(root, 'go/1.99.1'))).toEqual([
    `.${architecture.name}.new.tmp`,
    architecture.name,
    `${architecture.name}.complete`,
  ])
})

test('no folder that can be written', async () => {
  const root = await temporaryFolder()
  await put(join(root, 'go'), 'a file')
  await expect(placeGo({...options([root]), fill})).rejects.toThrow(`cannot write to ${root} (`)
})
