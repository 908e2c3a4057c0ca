// Writes action.yml and pages of docs/ from the tables of inputs, outputs, commands and rules.
import {mkdir, writeFile} from 'node:fs/promises'
import {dirname, join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {build} from 'esbuild'
import {stringify} from 'yaml'
import {advicePage} from './advice-page.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))

/** Every generated text by its path from the root. */
export async function generatedFiles() {
  const tables = await loadTables()
  return {
    'action.yml': actionYaml(tables),
    'setup/action.yml': setupYaml(tables),
    'docs/reference.md': referencePage(tables),
    'docs/dockerfile-advice.md': advicePage(tables.RULES, GENERATED),
  }
}

/** The tables are TypeScript, which Node 20 can't load as it is. */
async function loadTables() {
  const {outputFiles} = await build({
    absWorkingDir: root,
    stdin: {
      contents: `
        export * from './src/request/table.ts'
        export {OUTPUTS, SETUP_OUTPUTS} from './src/actions/outputs.ts'
        export {COMMANDS} from './src/cli/commands.ts'
        export {RULES} from './src/dockerfile/advice/rules.ts'`,
      resolveDir: root,
    },
    bundle: true,
    format: 'esm',
    platform: 'node',
    write: false,
    plugins: [leaveOutLateImports],
  })
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`)
}

/** What a command does is not needed to describe it. */
const leaveOutLateImports = {
  name: 'leave out late imports',
  setup: ({onResolve}) =>
    onResolve({filter: /./}, ({kind, path}) => (kind === 'dynamic-import' ? {path, external: true} : undefined)),
}

const GENERATED =
  'Made by `npm run generate` from the tables of inputs, outputs, commands and rules in src/: change those.'

function inputsYaml(list) {
  const inputs = {}
  for (const input of list) {
    inputs[input.name] = {description: describe(input), required: false, ...defaultOf(input)}
    for (const alias of input.aliases ?? []) {
      inputs[alias] = {description: `The same as ${input.name}.`, required: false}
    }
  }
  return inputs
}

function setupYaml({setupInputs, SETUP_OUTPUTS}) {
  const document = {
    name: 'go-containerize setup',
    description: "The right Go and its warm caches for a job's other steps",
    author: 'go-containerize',
    inputs: inputsYaml(setupInputs()),
    outputs: Object.fromEntries(SETUP_OUTPUTS.map(({name, about}) => [name, {description: about}])),
    runs: {using: 'node24', main: '../dist/setup.js', post: '../dist/setup-post.js', 'post-if': 'always()'},
  }
  return `# ${GENERATED}\n${stringify(document, {lineWidth: 120})}`
}

function actionYaml({inputsOf, OUTPUTS}) {
  const inputs = inputsYaml(inputsOf('action'))
  const document = {
    name: 'go-containerize',
    description: 'One step from a Go repository to a verified multi-platform image in a registry',
    author: 'go-containerize',
    branding: {icon: 'package', color: 'blue'},
    inputs,
    outputs: Object.fromEntries(OUTPUTS.map(({name, about}) => [name, {description: about}])),
    runs: {using: 'node24', main: 'dist/main.js', post: 'dist/post.js', 'post-if': 'always()'},
  }
  return `# ${GENERATED}\n${stringify(document, {lineWidth: 120})}`
}

function describe({about, values, default: fallback, example}) {
  const notes = [
    ...(values ? [`One of: ${values.join(', ')}`] : []),
    ...(fallback === undefined || isExpression(fallback) ? [] : [`Default: ${fallback}`]),
    ...(example === undefined ? [] : [`Example: ${example}`]),
  ]
  const text = [about, ...notes].join('\n')
  // A runner evaluates expressions wherever it finds them, and refuses the file where it may not.
  if (isExpression(text)) throw new Error(`the description of an input holds an expression: ${text}`)
  return text
}

function isExpression(text) {
  return text.includes('${{')
}

/**
 * Only what has to be evaluated by GitHub is a default there. All else is decided in the program, which must know what
 * was given and what was not.
 */
function defaultOf({default: fallback}) {
  return fallback !== undefined && isExpression(fallback) ? {default: fallback} : {}
}

function referencePage({inputsOf, INPUTS, GROUPS, OUTPUTS, COMMANDS}) {
  const inAction = new Set(inputsOf('action').map(({name}) => name))
  const inCli = new Set(inputsOf('cli').map(({name}) => name))
  const sections = Object.entries(GROUPS).map(([group, title]) => {
    const inputs = INPUTS.filter(input => input.group === group)
    return [`### ${title}`, ...inputs.map(input => inputSection(input, inAction, inCli))].join('\n\n')
  })
  const parts = [
    `<!-- ${GENERATED} -->`,
    '# Reference',
    INTRODUCTION,
    '## Inputs and flags',
    ...sections,
    outputsSection(OUTPUTS),
    commandsSection({COMMANDS, inputsOf}),
  ]
  return `${parts.join('\n\n')}\n`
}

const INTRODUCTION = `Every input of the action is a flag of \`build\` and \`plan\` of the same name: \`platforms:\` is \`--platforms\`.

- **Lists** are separated by newlines or commas; on the command line a flag can also be repeated.
- **Lines** and **pairs** are separated by newlines only, because their values may hold commas; on the command line each flag is one item.
- In lists, lines and pairs of the action, a line that begins with \`#\` is a comment, and an item that holds a comma, a newline or a leading \`#\` stands in double quotes as a whole (\`""\` is one double quote in it).
- **Words** are a JSON array of strings, or text split at white space, where \`'…'\`, \`"…"\` and \`\\\` keep things together as in a shell. No shell runs: there are no variables, globs or pipes.
- **Switches** are \`--load\` and \`--no-load\` on the command line, \`true\` and \`false\` in the action; some know \`auto\`.
- An empty value is the same as none.`

function inputSection(input, inAction, inCli) {
  const isSwitch = ['boolean', 'tri-state'].includes(input.kind)
  const flag = isSwitch
    ? `--${input.only === 'cli' ? '' : '[no-]'}${input.name}`
    : `--${input.name} ${input.metavar ?? 'VALUE'}`
  const rows = [
    ['Kind', KINDS[input.kind]],
    ['Flag', inCli.has(input.name) ? `\`${flag}\`` : 'none: it is the argument DIR'],
    ...(inAction.has(input.name) ? [] : [['Action', 'none']]),
    ...(input.aliases ? [['Also', input.aliases.map(code).join(', ')]] : []),
    ...(input.values ? [['Values', input.values.map(code).join(', ')]] : []),
    ...(input.default === undefined ? [] : [['Default', escapeText(input.default)]]),
    ...(input.env === undefined
      ? []
      : [['Environment', `\`${input.env}\` on the command line, when the flag is absent`]]),
    ...(input.example === undefined ? [] : [['Example', code(input.example)]]),
  ]
  return [`#### \`${input.name}\``, escapeText(input.about), table(['', ''], rows)].join('\n\n')
}

const KINDS = {
  text: 'text',
  list: 'list',
  lines: 'lines',
  pairs: 'pairs',
  words: 'words',
  boolean: 'switch',
  'tri-state': 'switch with `auto`',
  enum: 'one of the values',
  path: 'path',
  secret: 'secret; masked in logs',
}

function outputsSection(outputs) {
  const rows = outputs.map(({name, about, example}) => [code(name), escapeText(about), code(example)])
  return `## Outputs of the action\n\n${table(['Output', 'What it is', 'Example'], rows)}`
}

const EXIT_CODES = `The exit code is 0 when all is done, 1 when the work failed, 2 when the request is wrong, and 130 or 143 after SIGINT or SIGTERM. Results and JSON go to standard output, everything else to standard error.`

function commandsSection({COMMANDS, inputsOf}) {
  const commands = COMMANDS.flatMap(
    one => one.commands?.map(child => ({...child, name: `${one.name} ${child.name}`})) ?? [one],
  )
  const all = inputsOf('cli')
  const sections = commands.map(({name, argument, description, examples, takes}) => {
    const flags = all.filter(takes)
    const which = flags.length === all.length ? 'all' : flags.map(flag => code(`--${flag.name}`)).join(', ')
    const usage = ['go-containerize', name, ...(argument ? [argument.syntax] : []), '[FLAGS]'].join(' ')
    const about = argument ? [`\`${argument.syntax}\`: ${argument.about}.`] : []
    return [`### \`${usage}\``, description, ...about, `Flags: ${which}.`, fenced(examples)].join('\n\n')
  })
  return ['## Commands', EXIT_CODES, ...sections].join('\n\n')
}

/** Examples stand two blanks in, as in the help. */
function fenced(examples) {
  const lines = examples
    .split('\n')
    .slice(1)
    .map(line => line.slice(2))
  return `\`\`\`console\n${lines.join('\n')}\n\`\`\``
}

function table(head, rows) {
  const line = cells => `| ${cells.map(cell => cell.replaceAll('|', '\\|')).join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}

/** What stands in backticks is shown as it is; elsewhere a < would begin a tag. */
function escapeText(text) {
  return text.replace(/`[^`]*`|</g, part => (part === '<' ? '&lt;' : part))
}

function code(text) {
  return `\`${text}\``
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [path, text] of Object.entries(await generatedFiles())) {
    await mkdir(dirname(join(root, path)), {recursive: true})
    await writeFile(join(root, path), text)
  }
}
