// One row for each Dockerfile, and one for each image that was built twice.

export function planTable(rows) {
  const lines = rows.map(({project, plan, withoutIgnore}) => {
    const rule = plan.rule === plan.mode ? plan.mode : `${plan.mode}: ${plan.rule}`
    return [programOf(project), dockerfileOf(project), rule, plan.line ?? '', withNote(plan, withoutIgnore)]
  })
  return table(['Program', 'Dockerfile', 'Mode, and the rule if another one', 'Line', 'Reason'], lines)
}

function programOf({module}) {
  return code(module)
}

function dockerfileOf({file = 'Dockerfile', target, platforms, buildArgs = {}, without = []}) {
  const args = Object.entries(buildArgs).map(([name, value]) => code(`${name}=${value}`))
  const more = [...(platforms ?? []), ...(target === undefined ? [] : [`target ${target}`]), ...args]
  return [code(file), ...more, ...without.map(name => `without ${code(name)}`)].join(', ')
}

function withNote({mode, reason}, withoutIgnore) {
  const text = plainText(reason)
  if (withoutIgnore === undefined || withoutIgnore.mode === mode) return text
  return `${text}. Without its .gitignore: ${withoutIgnore.mode}, ${withoutIgnore.rule}`
}

export function proofTable(rows) {
  const lines = rows.map(({project, plan, proof}) => {
    const {same, platforms = [], files, programs = [], differences} = proof
    const compared = programs.map(({path, by}) => `${code(path)} by ${by}`)
    const verdict = same ? [...new Set(compared)].join(', ') : differences.map(plainText).join('<br>')
    return [
      programOf(project),
      dockerfileOf({...project, platforms}),
      plan.mode,
      same ? 'yes' : '**no**',
      files ?? '',
      verdict,
    ]
  })
  return table(['Program', 'Dockerfile', 'Mode', 'Same', 'Files', 'Go programs, and how they were compared'], lines)
}

/** How many of each mode. */
export function summary(rows) {
  const count = mode => rows.filter(({plan}) => plan.mode === mode).length
  const modules = new Set(rows.map(({project}) => project.module)).size
  const modes = [...new Set(rows.map(({plan}) => plan.mode))].sort()
  return `${rows.length} Dockerfiles and ways to build them, of ${modules} modules: ${modes.map(mode => `${count(mode)} ${mode}`).join(', ')}.`
}

export function table(head, lines) {
  return [head, head.map(() => '---'), ...lines].map(cells => `| ${cells.join(' | ')} |`).join('\n')
}

export function code(text) {
  return `\`${text}\``
}

/** What a Dockerfile says may be markup by chance. */
function plainText(text) {
  return text.replace(/[|<>*_`[\]\\]/g, '\\$&')
}
