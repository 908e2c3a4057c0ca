import {expect, test} from '@jest/globals'
import {stageDifference, type ToldStage} from '../../src/dockerfile/confirm.ts'
import {read} from './read.ts'

const FILE = read('ARG V\nFROM --platform=$BUILDPLATFORM golang:$V AS Build\nRUN x\n\nFROM scratch\n')
const BUILD: ToldStage = {name: 'build', isDefault: false, base: 'golang:$V', platform: '$BUILDPLATFORM'}
const LAST: ToldStage = {name: undefined, isDefault: true, base: 'scratch', platform: undefined}

test('the same stages', () => expect(stageDifference(FILE, [BUILD, LAST])).toBeUndefined())

test.each<{what: string; told: readonly ToldStage[]; reason: string; line: number | undefined}>([
  {what: 'a stage less', told: [LAST], reason: 'BuildKit reads 1 stage in it, and we 2', line: undefined},
  {
    what: 'another base',
    told: [{...BUILD, base: 'golang'}, LAST],
    reason:
      'BuildKit reads "FROM --platform=$BUILDPLATFORM golang AS build", and we "FROM --platform=$BUILDPLATFORM golang:$V AS build"',
    line: 2,
  },
  {
    what: 'another platform',
    told: [{...BUILD, platform: undefined}, LAST],
    reason: 'BuildKit reads "FROM golang:$V AS build", and we "FROM --platform=$BUILDPLATFORM golang:$V AS build"',
    line: 2,
  },
  {
    what: 'another name',
    told: [BUILD, {...LAST, name: 'final'}],
    reason: 'BuildKit reads "FROM scratch AS final", the default target, and we "FROM scratch", the default target',
    line: 5,
  },
  {
    what: 'another default target',
    told: [
      {...BUILD, isDefault: true},
      {...LAST, isDefault: false},
    ],
    reason:
      'BuildKit reads "FROM --platform=$BUILDPLATFORM golang:$V AS build", the default target, and we "FROM --platform=$BUILDPLATFORM golang:$V AS build"',
    line: 2,
  },
])('$what', ({told, reason, line}) => expect(stageDifference(FILE, told)).toEqual({reason, line}))
