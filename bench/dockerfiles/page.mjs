// docs/real-dockerfiles.md
import {readFileSync} from 'node:fs'
import {planTable, proofTable, summary} from './table.mjs'
import {versionsOf} from './world.mjs'

export function pageOf(rows) {
  const built = rows.filter(({proof}) => proof)
  const proof = built.length === 0 ? [] : ['## The same image', PROOF, proofTable(built)]
  const plans = [summary(rows), planTable(rows)]
  return `${[heading(), '# Real Dockerfiles', INTRODUCTION, ...plans, ...proof].join('\n\n')}\n`
}

function heading() {
  const {version} = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'))
  const day = new Date().toISOString().slice(0, 10)
  const tools = versionsOf('buildkitd', 'buildx')
  return `<!-- Made by \`node bench/dockerfiles.mjs --build --write\` on ${day}: go-containerize ${version}, ${tools}. -->`
}

const INTRODUCTION = `What [\`dockerfile-mode: auto\`](dockerfile.md#three-modes) makes of Dockerfiles that others wrote: \`go-containerize plan\`, run in a git work tree made of the program's module zip, for \`linux/amd64\` and \`linux/arm64\`
unless something else stands beside the file's name. A zip lacks vendor folders, nested modules, links and the executable bits, all of which a real checkout has: sources that are "not in git" or "not copied from the context" (mcs-api, gateway-api) are in a nested module.
A hint of what to change, which \`plan\` adds, is left out.`

const PROOF = `Built twice on one BuildKit, by plain \`buildx build\` and by \`go-containerize build\`, and compared: every file of every platform's image (path, type, mode, owner, size, sha256, link, extended attributes) and the whole
config with its history, but for times and the labels that name the commit. Go programs are compared as [\`verify-replacement\`](dockerfile.md#three-modes) does: by sha256 where they say that they were made with \`-trimpath\`, else by what they
say of their making, if their bytes are not the same anyway. A program that the Dockerfile expects ready-made is compiled for the plain build by \`CGO_ENABLED=0 go build -trimpath -buildvcs=false\`.

Base images are stand-ins: busybox and Debian's bash, make and git, the Go that the tag names, \`apk\` and \`apt-get\` that install nothing. So digests behind tags are left out of the file, as is a \`# syntax\` line; where a tag such as
\`golang:1.26\` leaves the patch open, both builds have the same one. The program sets SOURCE_DATE_EPOCH, which BuildKit hands to every RUN: so these run twice, and not once out of the layer cache. Where the programs hold the time of their making, the plain build gets it too.`
