import {expect, test} from '@jest/globals'
import {HELLO, runBroken} from '../helpers/broken.ts'

const main = 'package main\n\nfunc main() {}\n'
const module = {'go.mod': 'module example.com/shop\n\ngo 1.24\n'}

/** What users get wrong, with what they are told. 2: the request is wrong; 1: the work failed. */
const cases = [
  {
    name: 'not a Go module',
    files: {'main.go': main},
    args: ['build'],
    exitCode: 2,
    says: [/go\.mod/],
  },
  {
    name: 'no main package',
    files: {...module, 'lib/lib.go': 'package lib\n'},
    args: ['build'],
    exitCode: 2,
    says: [/main package/],
  },
  {
    name: 'several programs and no choice',
    files: {...module, 'cmd/api/main.go': main, 'cmd/worker/main.go': main},
    args: ['build'],
    exitCode: 2,
    says: [/cmd\/api/, /cmd\/worker/, /main/],
  },
  {
    name: 'two programs of one name',
    files: {...module, 'a/cmd/server/main.go': main, 'b/cmd/server/main.go': main},
    args: ['build', '--main', './a/cmd/server', '--main', './b/cmd/server', '--image', 'localhost:1/acme/{name}'],
    exitCode: 2,
    says: [/a\/cmd\/server/, /b\/cmd\/server/],
  },
  {
    name: 'a program that does not compile',
    files: {...module, 'main.go': 'package main\n\nfunc main() {\n\tmissing()\n}\n'},
    args: ['build', '--platform', 'linux/amd64'],
    exitCode: 1,
    says: [/main\.go:4:2: undefined: missing/],
  },
  {
    name: 'a name that is no reference',
    files: HELLO,
    args: ['build', '--image', 'acme//shop'],
    exitCode: 2,
    says: [/--image: .*acme\/\/shop/],
  },
  {
    name: 'an unknown platform',
    files: HELLO,
    args: ['build', '--platform', 'linux/z80'],
    exitCode: 2,
    says: [/linux\/z80/],
  },
  {
    name: 'a platform that is not linux',
    files: HELLO,
    args: ['build', '--platform', 'windows/amd64'],
    exitCode: 2,
    says: [/windows\/amd64/, /linux/],
  },
  {
    name: 'a file to add that is not there, beside another mistake',
    files: HELLO,
    args: ['build', '--files', 'nope.yaml:/etc/x', '--platform', 'linux/z80'],
    exitCode: 2,
    says: [/nope\.yaml does not exist/, /linux\/z80/],
  },
  {
    name: 'a folder that is a file',
    files: HELLO,
    args: ['build', 'main.go'],
    exitCode: 2,
    says: [/working-directory: .*main\.go is not a folder/],
  },
  {
    name: 'an unknown value',
    files: HELLO,
    args: ['build', '--engine', 'docker'],
    exitCode: 2,
    says: [/docker/, /embedded, buildkit/],
  },
  {
    name: 'an unknown flag',
    files: HELLO,
    args: ['build', '--platfrom', 'linux/amd64'],
    exitCode: 2,
    says: [/--platfrom/, /--platform/],
  },
  {
    name: 'several mistakes at once',
    files: HELLO,
    args: ['build', '--image', 'acme//shop', '--platform', 'windows/amd64', '--engine', 'docker'],
    exitCode: 2,
    says: [/acme\/\/shop/, /windows\/amd64/, /engine/],
  },
  {
    name: 'pushing without saying where',
    files: HELLO,
    args: ['build', '--push'],
    exitCode: 2,
    says: [/image/],
  },
]

test.each(cases)('$name', async ({files, args, exitCode, says}) => {
  const result = await runBroken({files, args})
  for (const pattern of says) expect(result.stderr).toMatch(pattern)
  expect(result.stderr).not.toMatch(/\n\s+at .*\.js:\d+/) // a stack trace is for us
  expect(result).toMatchObject({exitCode, stdout: '', left: []})
})
