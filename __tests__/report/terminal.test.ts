import {describe, expect, test} from '@jest/globals'
import {UserError} from '../../src/lib/errors.ts'
import {createPhases} from '../../src/lib/phases.ts'
import {createTerminalLog, type TerminalOptions} from '../../src/report/index.ts'
import {Screen} from './screen.ts'

function setUp(options: Partial<TerminalOptions> & {columns?: number; rows?: number} = {}) {
  const {columns = 80, rows = 24, ...rest} = options
  const screen = new Screen(columns)
  const written: string[] = []
  const clock = {time: 0, tick: undefined as (() => void) | undefined}
  const log = createTerminalLog({
    write: text => {
      written.push(text)
      screen.write(text)
    },
    verbosity: 'normal',
    color: false,
    size: () => ({columns, rows}),
    now: () => clock.time,
    repeat: work => {
      clock.tick = work
      return () => {
        clock.tick = undefined
      }
    },
    ...rest,
  })
  return {
    log,
    screen,
    written,
    isTicking: () => clock.tick !== undefined,
    pass(ms: number) {
      clock.time += ms
      clock.tick?.()
    },
    end: (name: string, subject: string, durationMs: number, failed = false) =>
      log.ended({name, subject, startMs: 0, durationMs}, failed),
  }
}

describe('a terminal of 80 columns', () => {
  test('shows running phases with a clock, and keeps finished ones above them', () => {
    const {log, screen, pass, end, isTicking} = setUp()
    log.started('compile', 'linux/amd64')
    log.started('compile', 'linux/arm64')
    expect(screen.text).toBe('') // nothing flashes by
    pass(100)
    expect(screen.text).toBe('  compile linux/amd64 0.1 s\n  compile linux/arm64 0.1 s')
    pass(2000)
    end('compile', 'linux/amd64', 2100)
    expect(screen.text).toBe('✓ compile linux/amd64 2.1 s\n  compile linux/arm64 2.1 s')
    end('compile', 'linux/arm64', 2101)
    expect(screen.text).toBe('✓ compile linux/amd64 2.1 s\n✓ compile linux/arm64 2.1 s')
    expect(isTicking()).toBe(false)
    expect(screen.unknown).toEqual([])
  })

  test('puts messages above what runs', () => {
    const {log, screen, pass} = setUp()
    log.info('before')
    log.started('publish', 'ghcr.io/acme/shop')
    pass(1500)
    log.warn({message: 'unused', at: {file: 'main.go', line: 3}})
    log.error('undefined: x', {file: 'main.go', line: 4, column: 2})
    pass(100)
    expect(screen.text).toBe(
      [
        'before',
        'warning: main.go:3: unused',
        'error: main.go:4:2: undefined: x',
        '  publish ghcr.io/acme/shop 1.6 s',
      ].join('\n'),
    )
  })

  test('two phases of one name are two lines', () => {
    const {log, screen, pass, end} = setUp()
    log.started('publish', 'a')
    pass(1000)
    log.started('publish', 'a')
    pass(1000)
    end('publish', 'a', 2000)
    expect(screen.text).toBe('✓ publish a 2.0 s\n  publish a 1.0 s')
  })

  test('a failure leaves no live line behind', async () => {
    const {log, screen, pass, isTicking} = setUp()
    const phases = createPhases(() => 0, log)
    log.started('publish', 'other')
    const compile = phases.time('compile', 'linux/amd64', async () => {
      pass(100)
      throw new UserError('2 errors', {hint: 'mend them'})
    })
    await expect(compile).rejects.toThrow('2 errors')
    log.close()
    log.failure(await compile.catch(error => error))
    log.close()
    expect(screen.text).toBe('✗ compile linux/amd64 0 ms\nerror: 2 errors\nhint: mend them')
    expect(isTicking()).toBe(false)
  })

  test('colours the marks only when asked', () => {
    const colored = setUp({color: true})
    colored.log.started('check', 'x')
    colored.end('check', 'x', 5)
    expect(colored.written.join('')).toBe('\x1b[32m✓\x1b[0m check x 5 ms\n')
    const plain = setUp()
    plain.log.warn('x')
    plain.log.started('check', 'x')
    plain.end('check', 'x', 5, true)
    expect(plain.written.join('')).toBe('warning: x\n✗ check x 5 ms\n')
  })

  test('--quiet says errors, warnings and the result only', () => {
    const {log, screen, pass, end} = setUp({verbosity: 'quiet'})
    log.info('info')
    log.warn('warning')
    log.debug('debug')
    log.group('Plan', 'x')
    log.started('compile', 'x')
    pass(1000)
    end('compile', 'x', 1)
    log.error('broken', {file: 'a.go'})
    log.result('done')
    expect(screen.text).toBe('warning: warning\nerror: a.go: broken\ndone')
  })

  test('what others wrote cannot move the cursor', () => {
    const {log, screen, pass} = setUp()
    log.started('compile', 'a\x1b[2J\nb')
    pass(100)
    log.info('x\x1b[10Ay\u202ez\x07')
    expect(screen.text).toBe('xyz\n  compile a b 0.1 s')
    expect(screen.unknown).toEqual([])
  })
})

describe('small terminals', () => {
  test('40 columns: long lines are cut, so that redrawing finds its place', () => {
    const {log, screen, pass, end} = setUp({columns: 40})
    log.started('publish', 'registry.example.com/a/very/long/repository/name')
    pass(100)
    pass(100)
    expect(screen.text).toBe('  publish registry.example.com/a… 0.2 s')
    end('publish', 'registry.example.com/a/very/long/repository/name', 200)
    expect(screen.text).toBe('✓ publish registry.example.com/a/very/lo\nng/repository/name 200 ms')
  })

  test('a window made narrower has wrapped what was drawn', () => {
    const size = {columns: 80, rows: 24}
    const screen = new Screen(20)
    let tick = () => {}
    const log = createTerminalLog({
      write: screen.write,
      verbosity: 'normal',
      color: false,
      size: () => size,
      now: () => 0,
      repeat: work => {
        tick = work
        return () => {}
      },
    })
    log.started('compile', 'linux/amd64/v3/long')
    tick() // the screen is 20 wide already and wraps this
    size.columns = 20
    tick()
    expect(screen.text).toBe('  compile li… 0.0 s')
  })

  test('more phases than rows', () => {
    const {log, screen, pass} = setUp({rows: 5})
    for (let n = 1; n <= 6; n++) log.started('publish', `image-${n}`)
    pass(100)
    expect(screen.text).toBe('  publish image-1 0.1 s\n  publish image-2 0.1 s\n  and 4 more')
  })
})
