import {Readable} from 'node:stream'
import {expect, test} from '@jest/globals'
import {createOrigins} from '../../src/registry/hosts.ts'
import type {Send} from '../../src/registry/http.ts'

/** Answers by the scheme that was tried: a status with a body, or an error code. */
function server(answers: {readonly http?: string; readonly https?: string}) {
  const tried: string[] = []
  const send: Send = async ({url}) => {
    tried.push(url.href)
    const answer = url.protocol === 'https:' ? answers.https : answers.http
    if (answer === undefined || /^[A-Z_]+$/.test(answer)) throw Object.assign(new Error('x'), {code: answer})
    const [status, ...words] = answer.split(' ')
    const body = Readable.from([Buffer.from(words.join(' '))])
    return {status: Number(status), headers: {}, url, body, discard: async () => {}}
  }
  return {tried, send}
}

const TLS_ONLY = '400 Client sent an HTTP request to an HTTPS server.'

test.each([
  {name: 'a host by name', registry: 'r.test', answers: {http: '200'}, want: 'https://r.test', tries: 0},
  {name: 'Docker Hub', registry: 'docker.io', answers: {}, want: 'https://registry-1.docker.io', tries: 0},
  {name: 'a default port', registry: 'r.test:443', answers: {}, want: 'https://r.test', tries: 0},
  {
    name: 'loopback with http',
    registry: 'localhost:5000',
    answers: {http: '401'},
    want: 'http://localhost:5000',
    tries: 1,
  },
  {
    name: 'loopback with TLS',
    registry: '127.0.0.1:5000',
    answers: {http: TLS_ONLY},
    want: 'https://127.0.0.1:5000',
    tries: 1,
  },
  {
    name: 'loopback with TLS that hangs up on http',
    registry: '[::1]:5000',
    answers: {http: 'ECONNRESET', https: 'DEPTH_ZERO_SELF_SIGNED_CERT'},
    want: 'https://[::1]:5000',
    tries: 2,
  },
  {
    name: 'loopback without a server',
    registry: 'localhost:1',
    answers: {http: 'ECONNREFUSED'},
    want: 'http://localhost:1',
    tries: 1,
  },
  {name: 'insecure with TLS', registry: 'lab.test', answers: {https: '401'}, want: 'https://lab.test', tries: 1},
  {
    name: 'insecure with http',
    registry: 'lab.test',
    answers: {https: 'EPROTO', http: '200'},
    want: 'http://lab.test',
    tries: 1,
  },
])('$name', async ({registry, answers, want, tries}) => {
  const {tried, send} = server(answers)
  const originOf = createOrigins({send, isInsecure: name => name === 'lab.test'})
  expect(await Promise.all([originOf(registry), originOf(registry)])).toEqual([want, want])
  expect(tried).toHaveLength(tries)
})
