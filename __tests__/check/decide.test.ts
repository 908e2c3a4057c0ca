import {expect, test} from '@jest/globals'
import {checkArchitecture, checkLoader, libcOf} from '../../src/check/decide.ts'
import type {Elf} from '../../src/check/elf.ts'
import {UserError} from '../../src/lib/errors.ts'

const AMD64 = {os: 'linux', architecture: 'amd64'}
const STATIC: Elf = {bits: 64, order: 'little', machine: 62, interpreter: undefined, libraries: []}
const GLIBC: Elf = {...STATIC, interpreter: '/lib64/ld-linux-x86-64.so.2', libraries: ['libc.so.6', 'libresolv.so.2']}
const PIE: Elf = {...STATIC, interpreter: '/lib64/ld-linux-x86-64.so.2'}
const MUSL: Elf = {...STATIC, interpreter: '/lib/ld-musl-x86_64.so.1', libraries: ['libc.musl-x86_64.so.1']}

const program = (elf: Elf | undefined, architecture = 'amd64') => ({
  name: 'example.com/app',
  platform: {...AMD64, architecture},
  elf,
})

function baseWith(...files: string[]) {
  const paths = new Set(files)
  const names = new Set(files.map(path => path.split('/').at(-1)))
  const has = (path: string) => paths.has(path)
  return {name: 'example.com/base', files: {has, hasLibrary: (name: string) => names.has(name)}}
}

function failureOf(work: () => unknown): UserError {
  try {
    work()
  } catch (error) {
    if (error instanceof UserError) return error
    throw error
  }
  throw new Error('nothing was wrong')
}

// The headers that the Go linker writes, for each GOARCH of linux in `go tool dist list`.
test.each([
  {architecture: '386', machine: 3, bits: 32, order: 'little'},
  {architecture: 'amd64', machine: 62, bits: 64, order: 'little'},
  {architecture: 'arm', machine: 40, bits: 32, order: 'little'},
  {architecture: 'arm64', machine: 183, bits: 64, order: 'little'},
  {architecture: 'loong64', machine: 258, bits: 64, order: 'little'},
  {architecture: 'mips', machine: 8, bits: 32, order: 'big'},
  {architecture: 'mipsle', machine: 8, bits: 32, order: 'little'},
  {architecture: 'mips64', machine: 8, bits: 64, order: 'big'},
  {architecture: 'mips64le', machine: 8, bits: 64, order: 'little'},
  {architecture: 'ppc64', machine: 21, bits: 64, order: 'big'},
  {architecture: 'ppc64le', machine: 21, bits: 64, order: 'little'},
  {architecture: 'riscv64', machine: 243, bits: 64, order: 'little'},
  {architecture: 's390x', machine: 22, bits: 64, order: 'big'},
] as const)('$architecture', ({architecture, ...headers}) => {
  const elf = {...STATIC, ...headers}
  expect(() => checkArchitecture(program(elf, architecture))).not.toThrow()
  const other = architecture === 'arm64' ? 'amd64' : 'arm64'
  expect(failureOf(() => checkArchitecture(program(elf, other))).message).toBe(
    `example.com/app for linux/${other} was linked for ${architecture}: it would not start there`,
  )
})

test.each([
  {elf: undefined, message: 'is no ELF program'},
  {elf: {...STATIC, machine: 9999}, message: 'an unknown machine (ELF number 9999)'},
  {elf: {...STATIC, order: 'big'} as const, message: 'an unknown machine (ELF number 62)'},
])('$message', ({elf, message}) => {
  expect(failureOf(() => checkArchitecture(program(elf))).message).toContain(message)
})

test.each([
  {case: 'static on scratch', elf: STATIC, base: undefined, missing: []},
  {case: 'static on a base', elf: STATIC, base: baseWith(), missing: []},
  {
    case: 'glibc on a base with it',
    elf: GLIBC,
    base: baseWith('/lib64/ld-linux-x86-64.so.2', '/usr/lib/libc.so.6', '/usr/lib/libresolv.so.2'),
    missing: [],
  },
  {
    case: 'a library is missing',
    elf: GLIBC,
    base: baseWith('/lib64/ld-linux-x86-64.so.2', '/usr/lib/libc.so.6'),
    missing: ['libresolv.so.2'],
  },
  {case: 'a loader is enough for pie', elf: PIE, base: baseWith('/lib64/ld-linux-x86-64.so.2'), missing: []},
])('$case', ({elf, base, missing}) => {
  expect(checkLoader(program(elf), base)).toEqual(missing)
})

test.each([
  {
    case: 'glibc on scratch',
    elf: GLIBC,
    base: undefined,
    message: /it needs \/lib64\/ld-linux-x86-64\.so\.2 \(glibc\), which an image from scratch lacks/,
    hint: /CGO_ENABLED=0.*gcr\.io\/distroless\/base-debian12/,
  },
  {
    case: 'glibc on musl',
    elf: GLIBC,
    base: baseWith('/lib/ld-musl-x86_64.so.1'),
    message: /\(glibc\), which the base example\.com\/base lacks/,
    hint: /a base with glibc/,
  },
  {
    case: 'musl on glibc',
    elf: MUSL,
    base: baseWith('/lib64/ld-linux-x86-64.so.2'),
    message: /\(musl\), which the base/,
    hint: /a base with musl such as alpine/,
  },
  {case: 'pie on scratch', elf: PIE, base: undefined, message: /glibc/, hint: /^drop -buildmode=pie/},
])('$case', ({elf, base, message, hint}) => {
  const failure = failureOf(() => checkLoader(program(elf), base))
  expect(failure.message).toMatch(message)
  expect(failure.hint).toMatch(hint)
})

// The loaders in the ABI supplements of glibc and musl.
test.each([
  ['/lib/ld-linux.so.2', 'glibc'],
  ['/lib/ld-linux-armhf.so.3', 'glibc'],
  ['/lib/ld-linux-riscv64-lp64d.so.1', 'glibc'],
  ['/lib64/ld64.so.2', 'glibc'],
  ['/lib/ld64.so.1', 'glibc'],
  ['/lib/ld.so.1', 'glibc'],
  ['/lib/ld-musl-aarch64.so.1', 'musl'],
  ['/system/bin/linker64', 'unknown'],
])('%s is of %s', (interpreter, libc) => {
  expect(libcOf(interpreter)).toBe(libc)
})
