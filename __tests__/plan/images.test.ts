import {describe, expect, test} from '@jest/globals'
import type {MainPackage} from '../../src/go/index.ts'
import {planImages} from '../../src/plan/images.ts'
import type {Trigger} from '../../src/trigger/index.ts'

const main = (name: string, dir = `/repo/cmd/${name}`): MainPackage => ({
  importPath: `example.com/app/cmd/${name}`,
  dir,
  name,
  modulePath: 'example.com/app',
  moduleDir: '/repo',
})
const local: Trigger = {kind: 'local', branch: 'main', trust: {trusted: true, reason: ''}}
const github: Trigger = {
  kind: 'push',
  branch: 'main',
  repository: {owner: 'Acme', name: 'App', serverUrl: 'https://github.com'},
  trust: {trusted: true, reason: ''},
}

describe('repositories and their tags', () => {
  test.each([
    {
      name: 'on github.com a root program has the repository’s name',
      input: {trigger: github, mains: [main('app', '/repo')]},
      want: ['ghcr.io/acme/app [cmd/app] main'],
    },
    {
      name: 'any other program has its own below it',
      input: {trigger: github, mains: [main('Web')]},
      want: ['ghcr.io/acme/app/web [cmd/Web] main'],
    },
    {name: 'a laptop names the image after the program', input: {mains: [main('web')]}, want: ['web [cmd/web] main']},
    {
      name: '{name} gives an image each',
      input: {images: ['r.io/x/{name}'], mains: [main('a'), main('b')]},
      want: ['r.io/x/a [cmd/a] main', 'r.io/x/b [cmd/b] main'],
    },
    {
      name: 'without {name} one image holds all',
      input: {images: ['r.io/x'], mains: [main('a'), main('b')]},
      want: ['r.io/x [cmd/a cmd/b] main'],
    },
    {
      name: 'several registries',
      input: {images: ['r.io/x', 'acme/x'], tags: ['v1', 'v2'], mains: [main('a')]},
      want: ['r.io/x [cmd/a] v1 v2', 'docker.io/acme/x [cmd/a] v1 v2'],
    },
    {
      name: 'a full reference names its repository',
      input: {tags: ['localhost:5000/x:v1'], mains: [main('a')]},
      want: ['localhost:5000/x [cmd/a] v1'],
    },
    {
      name: 'a full reference beside an image',
      input: {images: ['r.io/x'], tags: ['v1', 'q.io/y:v2'], mains: [main('a')]},
      want: ['r.io/x [cmd/a] v1', 'q.io/y [cmd/a] v2'],
    },
    {
      name: 'a full reference of the image itself replaces the default tag',
      input: {images: ['r.io/x'], tags: ['r.io/x:v2'], mains: [main('a')]},
      want: ['r.io/x [cmd/a] v2'],
    },
    {
      name: 'a full reference of one of the images of {name} is a tag of that one alone',
      input: {images: ['r.io/{name}'], tags: ['v1', 'r.io/a:v2'], mains: [main('a'), main('b')]},
      want: ['r.io/a [cmd/a] v1 v2', 'r.io/b [cmd/b] v1'],
    },
    {
      name: 'and replaces the default tag of that one alone',
      input: {images: ['r.io/{name}'], tags: ['r.io/a:v2'], mains: [main('a'), main('b')]},
      want: ['r.io/a [cmd/a] v2', 'r.io/b [cmd/b] main'],
    },
    {
      name: 'a tag twice is one',
      input: {images: ['r.io/x'], tags: ['v2', 'r.io/x:v2', 'v2'], mains: [main('a')]},
      want: ['r.io/x [cmd/a] v2'],
    },
  ])('$name', ({input, want}) => {
    const {images, trigger, tags, mains} = {images: [], tags: [], trigger: local, ...input}
    const planned = planImages({request: {images, tags}, trigger, mains, push: false})
    expect(planned.problems).toEqual([])
    expect(
      planned.images.map(
        image =>
          `${image.name} [${image.mains.map(path => path.replace('example.com/app/', '')).join(' ')}] ${image.tags.map(tag => tag.name).join(' ')}`,
      ),
    ).toEqual(want)
  })

  test.each([
    {name: 'a push without a name', images: [], tags: [], subject: 'image'},
    {
      name: 'one repository for one and for all programs',
      images: ['r.io/x/{name}', 'r.io/x/a'],
      tags: [],
      subject: 'image',
    },
  ])('$name is a mistake', ({images, tags, subject}) => {
    const mains = [main('a'), main('b')]
    const {problems} = planImages({request: {images, tags}, trigger: local, mains, push: true})
    expect(problems.map(problem => problem.subject)).toEqual([subject])
  })
})
