import {expect, test} from '@jest/globals'
import {parseDuration, parseHealthcheck} from '../../src/request/healthcheck.ts'

test.each([
  ['none', {Test: ['NONE']}],
  ['CMD ["/app/a", "health check"]', {Test: ['CMD', '/app/a', 'health check']}],
  ['CMD["/app/a"]', {Test: ['CMD', '/app/a']}],
  ['/app/a health', {Test: ['CMD', '/app/a', 'health']}],
  [
    'HEALTHCHECK --interval=10s --timeout=1m30s --start-period=500ms --start-interval=1s --retries=3 CMD /app/a',
    {Test: ['CMD', '/app/a'], Interval: 1e10, Timeout: 9e10, StartPeriod: 5e8, StartInterval: 1e9, Retries: 3},
  ],
  ['interval=1h CMD /app/a interval=2h', {Test: ['CMD', '/app/a', 'interval=2h'], Interval: 3.6e12}],
  ['["CMD", "/app/a"]', {Test: ['CMD', '/app/a']}],
])('%s', (text, value) => expect(parseHealthcheck(text, false)).toEqual({value}))

test('a shell is possible where the base has one', () => {
  const text = 'CMD ["CMD-SHELL", "wget -qO- localhost || exit 1"]'
  expect(parseHealthcheck(text, true)).toEqual({value: {Test: ['CMD-SHELL', 'wget -qO- localhost || exit 1']}})
  expect(parseHealthcheck(text, false)).toMatchObject({problem: expect.stringContaining('needs a shell')})
})

test.each([
  ['', 'has no command'],
  ['--interval=10s', 'has no command'],
  ['--interval=10 CMD /a', 'interval=10 is not a time'],
  ['--interval=1us CMD /a', 'at least 1ms'],
  ['--retries=0 CMD /a', 'retries=0 is not a number above 0'],
  ['--intervall=10s CMD /a', '"--intervall=10s" is not an option'],
  ['curl -f localhost || exit 1', 'only a shell understands'],
  ['CMD /a $PORT', 'only a shell understands'],
  ['CMD ["/a"', 'not a JSON array'],
])('%j is refused: %s', (text, problem) => {
  expect(parseHealthcheck(text, false)).toMatchObject({problem: expect.stringContaining(problem)})
})

test.each([
  ['1m30s', 9e10],
  ['1.5h', 5.4e12],
  ['10', undefined],
  ['-1s', undefined],
  ['1s ', undefined],
])('%j is %p ns', (text, want) => expect(parseDuration(text)).toBe(want))
