// docs/real-dockerfiles.md
import {readFileSync} from 'node:fs'
import {planTable, summary} from './table.mjs'

export function pageOf(rows) {
  return `${[heading(), '# Real Dockerfiles', INTRODUCTION, summary(rows), planTable(rows)].join('\n\n')}\n`
}

function heading() {
  const {version} = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'))
  const day = new Date().toISOString().slice(0, 10)
  return `<!-- Made by \`node bench/dockerfiles.mjs --build --write\` on ${day}, go-containerize ${version}. -->`
}

const INTRODUCTION = `What [\`dockerfile-mode: auto\`](dockerfile.md#three-modes) makes of Dockerfiles that others wrote: \`go-containerize plan\`, run in a git work tree made of the program's module zip, for \`linux/amd64\` and \`linux/arm64\`
unless something else stands beside the file's name. A zip lacks vendor folders, nested modules, links and the executable bits, all of which a real checkout has; none of that moves a mode here but where it is said. A hint of
what to change, which \`plan\` adds, is left out.`
