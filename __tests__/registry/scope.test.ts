import {expect, test} from '@jest/globals'
import {coversScopes, mergeScopes, scopeFor} from '../../src/registry/scope.ts'

test.each([
  {name: 'one resource', scopes: ['repository:a:push,pull', 'repository:a:pull'], want: ['repository:a:pull,push']},
  {
    name: 'two, sorted',
    scopes: ['repository:b:pull', 'repository:a:pull'],
    want: ['repository:a:pull', 'repository:b:pull'],
  },
  {
    name: 'a list in one text',
    scopes: ['repository:a:pull repository:b:pull', ''],
    want: ['repository:a:pull', 'repository:b:pull'],
  },
  {name: 'colons in the name', scopes: ['registry:x:y:*'], want: ['registry:x:y:*']},
])('merged: $name', ({scopes, want}) => expect(mergeScopes(scopes)).toEqual(want))

test.each([
  {granted: ['repository:a:pull,push'], wanted: ['repository:a:pull'], want: true},
  {granted: ['repository:a:pull'], wanted: ['repository:a:pull,push'], want: false},
  {granted: ['repository:a:pull,push'], wanted: ['repository:b:pull'], want: false},
  {granted: [], wanted: [], want: true},
])('$granted covers $wanted: $want', ({granted, wanted, want}) => expect(coversScopes(granted, wanted)).toBe(want))

test('a scope is written as token servers read it', () => {
  expect(scopeFor({repository: 'acme/api'}, 'pull', 'push')).toBe('repository:acme/api:pull,push')
})
