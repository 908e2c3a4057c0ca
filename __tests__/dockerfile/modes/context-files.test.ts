import {describe, expect, test} from '@jest/globals'
import {contextCopies, contextFiles, hiddenBy} from '../../../src/dockerfile/modes/context-files.ts'
import {matchesPath} from '../../../src/dockerfile/modes/path-pattern.ts'
import type {CopyStep, Step} from '../../../src/dockerfile/modes/types.ts'
import {treeOf} from './support.ts'

function copy(sources: readonly string[], destination: string, change: Partial<CopyStep> = {}): Step {
  const place = {line: 1, workdir: '/src', env: {}, user: '', shell: ['/bin/sh', '-c']}
  const fixed = {kind: 'copy', add: false, from: undefined, fromImage: undefined, flags: [], inline: false} as const
  return {...place, ...fixed, sources, destination, ...change}
}

const tree = treeOf({files: ['go.mod', 'a/x.go', 'a/b/y.go', 'web/i.html']})
const filesOf = (...steps: readonly Step[]) => contextFiles(contextCopies(steps, new Set(['/', '/src'])), tree)

describe('contextFiles', () => {
  test.each<{what: string; steps: readonly Step[]; path: string; want: string | undefined}>([
    {what: 'all of it', steps: [copy(['.'], '/src/')], path: '/src/a/b/y.go', want: 'a/b/y.go'},
    {what: 'a folder of it', steps: [copy(['a'], '/src/lib')], path: '/src/lib/b/y.go', want: 'a/b/y.go'},
    {what: 'a folder itself', steps: [copy(['a'], '/src/lib')], path: '/src/lib', want: 'a'},
    {what: 'a file into a folder', steps: [copy(['web/i.html'], '/w/')], path: '/w/i.html', want: 'web/i.html'},
    {
      what: 'a file into a folder that is there',
      steps: [copy(['web/i.html'], '/src')],
      path: '/src/i.html',
      want: 'web/i.html',
    },
    {what: 'a file under another name', steps: [copy(['web/i.html'], '/w')], path: '/w', want: 'web/i.html'},
    {what: 'a pattern', steps: [copy(['a/*.go'], '/w/')], path: '/w/x.go', want: 'a/x.go'},
    {what: 'a way out of the context', steps: [copy(['../web'], '/w')], path: '/w/i.html', want: 'web/i.html'},
    {
      what: 'the later of two',
      steps: [copy(['go.mod'], '/w'), copy(['web/i.html'], '/w')],
      path: '/w',
      want: 'web/i.html',
    },
    {what: 'nothing there', steps: [copy(['.'], '/src/')], path: '/src/none', want: undefined},
    {what: 'another stage', steps: [copy(['.'], '/src/', {from: 'x'})], path: '/src/go.mod', want: undefined},
    {what: 'an archive', steps: [copy(['x.tar.gz'], '/src/', {add: true})], path: '/src/x.tar.gz', want: undefined},
    {
      what: 'parents',
      steps: [copy(['a'], '/src/', {flags: [{name: 'parents', value: undefined}]})],
      path: '/src/x.go',
      want: undefined,
    },
  ])('$what', ({steps, path, want}) => expect(filesOf(...steps).sourceOf(path)?.source).toBe(want))

  test.each<{what: string; steps: readonly Step[]; folder: string; want: string | undefined}>([
    {what: 'all of it', steps: [copy(['.'], '/src/')], folder: '/src/a', want: 'a'},
    {
      what: 'parts, named alike',
      steps: [copy(['go.mod'], '/src/go.mod'), copy(['a'], '/src/a')],
      folder: '/src',
      want: '',
    },
    {what: 'parts of a folder', steps: [copy(['a/x.go'], '/src/'), copy(['a/b'], '/src/b')], folder: '/src', want: 'a'},
    {
      what: 'parts of two folders',
      steps: [copy(['go.mod'], '/src/'), copy(['a/b'], '/src/b')],
      folder: '/src',
      want: undefined,
    },
    {what: 'nothing', steps: [], folder: '/src', want: undefined},
  ])('the folder of $what', ({steps, folder, want}) => expect(filesOf(...steps).folderOf(folder)).toBe(want))
})

test.each([
  {text: 'node_modules\n', path: 'node_modules/x', hidden: true},
  {text: '*.md\n', path: 'docs/a.md', hidden: false},
  {text: '**/*.md\n!README.md\n', path: 'README.md', hidden: false},
  {text: '*\n!go.mod\n!cmd\n', path: 'cmd/app/main.go', hidden: false},
  {text: '*\n!go.mod\n!cmd\n', path: 'internal/x.go', hidden: true},
  {text: '# go.mod\n\n/go.sum\n', path: 'go.mod', hidden: false},
  {text: undefined, path: 'go.mod', hidden: false},
])('.dockerignore $text: $path', ({text, path, hidden}) => expect(hiddenBy(text)(path)).toBe(hidden))

test.each([
  {pattern: 'a/*.go', path: 'a/x.go', want: true},
  {pattern: 'a/*', path: 'a/b/c', want: false},
  {pattern: 'a?c', path: 'abc', want: true},
  {pattern: 'a?c', path: 'a/c', want: false},
  {pattern: '[a-c]x', path: 'bx', want: true},
  {pattern: '[^a]x', path: 'bx', want: true},
  {pattern: '[^a]x', path: '/x', want: false},
  {pattern: 'a\\*', path: 'a*', want: true},
  {pattern: 'a\\*', path: 'ab', want: false},
  {pattern: 'a.go', path: 'abgo', want: false},
])('$pattern and $path: $want', ({pattern, path, want}) => expect(matchesPath(pattern, path)).toBe(want))
