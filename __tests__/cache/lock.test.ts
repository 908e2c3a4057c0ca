import {spawn} from 'node:child_process'
import {once} from 'node:events'
import {readdir, readFile, utimes, writeFile} from 'node:fs/promises'
import {dirname, join} from 'node:path'
import {afterEach, describe, expect, test} from '@jest/globals'
import {tryLock} from '../../src/cache/index.ts'
import {makeTree, removeTrees} from '../helpers/modules.ts'

afterEach(removeTrees)

const lockPath = async () => join(await makeTree({}), 'folder', 'lock')

/** Takes the lock in our name, then puts another owner into the file. */
async function heldBy(change: Readonly<Record<string, unknown>>): Promise<string> {
  const path = await lockPath()
  await tryLock(path)
  const owner: unknown = JSON.parse(await readFile(path, 'utf8'))
  await writeFile(path, JSON.stringify({...(typeof owner === 'object' ? owner : {}), ...change}))
  return path
}

async function deadPid(): Promise<number> {
  const child = spawn(process.execPath, ['-e', '0'])
  await once(child, 'exit')
  return child.pid ?? 0
}

describe('tryLock', () => {
  test('gives the lock to one at a time', async () => {
    const path = await lockPath()
    const lock = await tryLock(path)
    expect(lock).toBeDefined()
    expect(await tryLock(path)).toBeUndefined()
    await lock?.release()
    expect(await tryLock(path)).toBeDefined()
  })

  test('gives it to one of many that ask at once', async () => {
    const path = await lockPath()
    const locks = await Promise.all(Array.from({length: 20}, () => tryLock(path)))
    expect(locks.filter(lock => lock !== undefined)).toHaveLength(1)
    expect(await readdir(dirname(path))).toEqual(['lock'])
    expect(await readdir(dirname(dirname(path)))).toEqual(['folder'])
  })

  test('takes over what a dead process left', async () => {
    const path = await heldBy({pid: await deadPid()})
    const lock = await tryLock(path)
    expect(lock).toBeDefined()
    expect(await tryLock(path)).toBeUndefined()
    expect(await readdir(dirname(path))).toEqual(['lock'])
  })

  test('gives a dead owner’s lock to one of many', async () => {
    const pid = await deadPid()
    // Many rounds: when whoever came second could remove the first one's new lock, 3 of 100 went wrong.
    for (let round = 0; round < 40; round++) {
      const path = await heldBy({pid})
      const locks = await Promise.all(Array.from({length: 20}, () => tryLock(path)))
      expect(locks.filter(lock => lock !== undefined)).toHaveLength(1)
      expect(await readdir(dirname(path))).toEqual(['lock'])
    }
  })

  // Only Linux tells when a process began.
  const onLinux = process.platform === 'linux' ? test : test.skip
  onLinux('knows a process that got the number of a dead one', async () => {
    expect(await tryLock(await heldBy({started: '1'}))).toBeDefined()
  })

  test('believes another machine for as long as a job may last', async () => {
    const path = await heldBy({host: 'another', pid: await deadPid()})
    expect(await tryLock(path)).toBeUndefined()
    const longAgo = new Date(Date.now() - 7 * 60 * 60 * 1000)
    await utimes(path, longAgo, longAgo)
    expect(await tryLock(path)).toBeDefined()
  })

  test('takes over what is no lock', async () => {
    const path = await heldBy({})
    await writeFile(path, '')
    expect(await tryLock(path)).toBeDefined()
  })

  test('releases only what it still holds', async () => {
    const path = await lockPath()
    const lock = await tryLock(path)
    await writeFile(path, '') // taken for dead and taken over
    const other = await tryLock(path)
    await lock?.release()
    expect(await tryLock(path)).toBeUndefined()
    await other?.release()
    expect(await readdir(dirname(path))).toEqual([])
  })

  test('rejects where nothing can be written', async () => {
    const dir = await makeTree({file: ''})
    await expect(tryLock(join(dir, 'file', 'lock'))).rejects.toThrow()
  })
})
