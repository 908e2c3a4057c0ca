import {expect, test} from '@jest/globals'
import {Command} from 'commander'
import {addFlags, readFlags} from '../../src/cli/flags.ts'
import type {Environment} from '../../src/lib/exec.ts'

/** What was given, without the inputs that weren't. */
function given(args: readonly string[], env: Environment = {}): Record<string, readonly string[]> {
  const command = new Command().exitOverride()
  addFlags(command, () => true)
  command.parse(args, {from: 'user'})
  const {door, values} = readFlags(command, env)
  expect(door).toBe('cli')
  return Object.fromEntries(Object.entries(values).filter(([, texts]) => texts.length > 0))
}

test.each([
  [['--image', 'a', '--images', 'b', '--image=c'], {image: ['a', 'c', 'b']}],
  [['--ldflags', '-s -w', '--cmd', '--all'], {ldflags: ['-s -w'], cmd: ['--all']}],
  [['--push', '--no-load'], {push: ['true'], load: ['false']}],
  [['--push', '--no-push'], {push: ['false']}],
  [['--json', '--quiet'], {json: ['true'], quiet: ['true']}],
  [['--build-tags', 'x', '--insecure-registry', 'h:1'], {'build-tags': ['x'], 'insecure-registries': ['h:1']}],
  [['--no-cache', '--pull'], {'no-cache': ['true'], pull: ['true']}],
  [['--no-cache-filter', 'a', '--no-cache-filters', 'b'], {'no-cache-filters': ['b', 'a']}],
  [['--file', 'Dockerfile.prod'], {file: ['Dockerfile.prod']}],
  [[], {}],
])('%j', (args, want) => expect(given(args)).toEqual(want))

test('the environment is asked where no flag is given', () => {
  const env = {GITHUB_TOKEN: 'from env', GO_CONTAINERIZE_PASSWORD: ''}
  expect(given([], env)).toEqual({'github-token': ['from env']})
  expect(given(['--github-token', 'from flag'], env)).toEqual({'github-token': ['from flag']})
})
