/** docs/dockerfile-advice.md: the rules of src/dockerfile/advice with their examples. */
export function advicePage(rules, note) {
  const list = rules.map(({id}) => `- [${id}](#${id})`).join('\n')
  return `${[`<!-- ${note} -->`, '# Advice about a Dockerfile', INTRODUCTION, list, ...rules.map(section)].join('\n\n')}\n`
}

const INTRODUCTION = `What a Go programmer would tell the author, as annotations at the lines it is about, with what to write instead. Only the stages that the image needs are looked at, and where a rule
would have to guess it says nothing. Advice never fails a build; \`advice: off\` silences it.`

function section({id, about, good, bad}) {
  return [`## ${id}`, about, fenced(bad), 'Written so that nothing is said:', fenced(good)].join('\n\n')
}

function fenced(text) {
  return `\`\`\`dockerfile\n${text.slice(1)}\`\`\``
}
