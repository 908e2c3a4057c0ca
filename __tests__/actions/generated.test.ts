import {readFile} from 'node:fs/promises'
import {expect, test} from '@jest/globals'
import {parse} from 'yaml'
import {OUTPUTS} from '../../src/actions/index.ts'
import {inputsOf} from '../../src/request/index.ts'

async function actionFile() {
  return parse(await readFile(new URL('../../action.yml', import.meta.url), 'utf8'))
}

test('action.yml declares every input, alias and output of the tables, and nothing else', async () => {
  const {inputs, outputs} = await actionFile()
  expect(Object.keys(inputs)).toEqual(inputsOf('action').flatMap(({name, aliases = []}) => [name, ...aliases]))
  expect(Object.keys(outputs)).toEqual(OUTPUTS.map(({name}) => name))
})

test('no description holds an expression, which a runner would refuse', async () => {
  const {inputs, outputs, description} = await actionFile()
  const texts = [...Object.values<{description: string}>(inputs), ...Object.values<{description: string}>(outputs)]
  expect([description, ...texts.map(text => text.description)].filter(text => text.includes('${{'))).toEqual([])
})

test('names are said once: no input or alias means two things', () => {
  const names = inputsOf('cli').flatMap(({name, aliases = []}) => [name, ...aliases])
  expect(names).toEqual([...new Set(names)])
})
