import {EventEmitter} from 'node:events'
import {expect, test} from '@jest/globals'
import {forMany, onSignals} from '../../src/lib/signals.ts'

class FakeProcess extends EventEmitter {
  readonly exits: number[] = []
  exit(code: number) {
    this.exits.push(code)
  }
}

test.each([
  {name: 'SIGINT', code: 130},
  {name: 'SIGTERM', code: 143},
])('$name asks the work to stop; a second signal ends the process with $code', ({name, code}) => {
  const own = new FakeProcess()
  const told: string[] = []
  const interruption = onSignals(own, text => told.push(text))
  expect(interruption.exitCode()).toBeUndefined()
  own.emit(name)
  expect(interruption.signal.aborted).toBe(true)
  expect(interruption.signal.reason).toMatchObject({name: 'AbortError', message: `stopped by ${name}`})
  expect(interruption.exitCode()).toBe(code)
  expect(told).toEqual([`${name}: stopping\n`])
  expect(own.exits).toEqual([])
  own.emit('SIGTERM')
  expect(own.exits).toEqual([code])
})

/** Not by events.getMaxListeners: it refuses objects of another realm, which jest's are. */
function maxListenersOf(signal: AbortSignal): unknown {
  const symbol = Object.getOwnPropertySymbols(signal).find(of => of.description === 'events.maxEventTargetListeners')
  return symbol && Reflect.get(signal, symbol)
}

test('a run may wait for its signal in any number of places, without a warning of Node', () => {
  const {signal} = onSignals({on() {}, exit() {}}, () => {})
  expect([signal, forMany(new AbortController().signal)].map(maxListenersOf)).toEqual([0, 0])
  expect(maxListenersOf(new AbortController().signal)).toBe(10) // else this test could not fail
})
