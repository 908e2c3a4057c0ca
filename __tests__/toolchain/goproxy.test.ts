import {expect, test} from '@jest/globals'
import {SourceFailure} from '../../src/toolchain/failure.ts'
import {failureOfGo} from '../../src/toolchain/go-messages.ts'
import {askProxies, parseGoProxy} from '../../src/toolchain/goproxy.ts'
import {shown} from '../../src/toolchain/remote.ts'

test('a list of proxies', () => {
  const list = parseGoProxy('https://u:p@a.example/x , file:///srv/b|direct,https://never.example')
  expect(list.map(({proxy, onFailure}) => [typeof proxy === 'string' ? proxy : shown(proxy), onFailure])).toEqual([
    ['https://a.example/x', 'missing'],
    ['file:///srv/b', 'any'],
    ['direct', 'missing'],
  ])
  expect(list[0]?.proxy).toMatchObject({authorization: `Basic ${btoa('u:p')}`})
  expect(() => parseGoProxy('ftp://a.example')).toThrow('no http, https or file address')
})

const missing = new SourceFailure('not there', {missing: true})
const down = new SourceFailure('is down')
test.each([
  {list: 'http://a,http://b', a: missing, want: 'http://b/'},
  {list: 'http://a,http://b', a: down, want: 'is down'},
  {list: 'http://a|http://b', a: down, want: 'http://b/'},
  {list: 'http://a,direct', a: missing, want: 'not there'},
  {list: 'http://a|direct', a: down, want: 'GOPROXY says direct'},
  {list: 'direct', a: down, want: 'GOPROXY says direct'},
  {list: 'off', a: down, want: 'GOPROXY ends with off'},
  {list: 'http://a,off', a: missing, want: 'GOPROXY ends with off'},
  {list: '', a: down, want: 'GOPROXY is not set'},
])('GOPROXY=$list when the first one $a.message: $want', async ({list, a, want}) => {
  const answer = askProxies(parseGoProxy(list), async proxy => {
    if (proxy.url.host === 'a') throw a
    return shown(proxy)
  }).catch(error => error.message)
  expect(await answer).toContain(want)
})

// As Go 1.26.8 said them; the names of hosts are made up.
const NAME = 'golang.org/toolchain@v0.0.1-go1.25.5.linux-amd64'
test.each([
  {
    said: `go: download go1.25.5: ${NAME}: verifying module: checksum mismatch\n\tdownloaded: h1:a\n\nSECURITY ERROR`,
    want: 'sent another file than the checksum database knows',
  },
  {
    said: `go: download go1.25.5: ${NAME}: verifying module: checksum database disabled by GOSUMDB=off`,
    want: 'GOSUMDB is off',
  },
  {said: `go: ${NAME}: verifying module: checksum database disabled by GOSUMDB=off`, want: 'GOSUMDB is off'},
  {
    said: `go: download go1.25.5: ${NAME}: verifying module: ${NAME}: reading https://sum.example/lookup/x: 404 Not Found`,
    want: 'does not know this Go',
  },
  {
    said: `go: download go1.25.5: ${NAME}: verifying module: ${NAME}: Get "https://sum.example/lookup/x": dial tcp: lookup sum.example: no such host`,
    want: "the checksum database can't be asked",
  },
  {
    said: 'go: download go1.25.99 for linux/amd64: toolchain not available',
    want: 'GOPROXY has no such Go',
    missing: true,
  },
  {
    said: 'go: download go1.25.5 for linux/amd64: toolchain not available',
    goProxy: 'off',
    want: 'GOPROXY=off forbids to fetch it',
  },
  {
    said: 'go: download go1.25.5 for linux/amd64: toolchain not available',
    goProxy: ' direct,off',
    want: "GOPROXY=direct can't fetch it",
  },
  {
    said: `go: download go1.25.5: ${NAME}: reading https://p.example/x.zip: 403 Forbidden\n\tserver response: no`,
    want: 'GOPROXY has no such Go',
    missing: true,
  },
  {
    said: `go: download go1.25.5: ${NAME}: reading https://p.example/x.zip: 500 Internal Server Error`,
    want: 'GOPROXY has a fault',
  },
  {
    said: `go: download go1.25.5: ${NAME}: Get "http://127.0.0.1:1/x.zip": dial tcp 127.0.0.1:1: connect: connection refused`,
    want: "GOPROXY can't be reached",
  },
  {said: 'go: something new', want: 'something new'},
])('go says $said', ({said, want, goProxy = 'https://p.example,direct', missing: isMissing = false}) => {
  const failure = failureOfGo(`go: downloading go1.25.5 (linux/amd64)\n${said}\n`, goProxy)
  expect(failure.message).toContain(want)
  expect(failure.message).not.toContain('downloading')
  expect(failure.missing).toBe(isMissing)
})

test('logins and signatures in addresses are not repeated', () => {
  const {message} = failureOfGo('go: Get "https://user:word@p.example/x.zip?sig=abc": connection refused', '')
  expect(message).toContain('https://p.example/x.zip"')
  expect(message).not.toMatch(/word|sig=/)
})
