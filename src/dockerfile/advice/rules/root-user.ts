import type {Instruction} from '../../types.ts'
import {insteadOf, linesOf} from '../changes.ts'
import {imageName} from '../image-name.ts'
import type {Found, Rule} from '../types.ts'
import type {View} from '../view.ts'

export const rootUser: Rule = {
  id: 'root-user',
  about:
    'Without `USER` the program is root in its container, and one hole in it is worth more to who finds it. A number also satisfies Kubernetes’ `runAsNonRoot`.',
  good: `
FROM --platform=$BUILDPLATFORM golang:1.25 AS build
ARG TARGETARCH
WORKDIR /src
COPY . .
RUN CGO_ENABLED=0 GOARCH=$TARGETARCH go build -o /app .

FROM scratch
COPY --from=build /app /app
USER 65532:65532
ENTRYPOINT ["/app"]
`,
  bad: `
FROM --platform=$BUILDPLATFORM golang:1.25 AS build
ARG TARGETARCH
WORKDIR /src
COPY . .
RUN CGO_ENABLED=0 GOARCH=$TARGETARCH go build -o /app .

FROM scratch
COPY --from=build /app /app
ENTRYPOINT ["/app"]
`,
  check,
}

function check({final, dockerfile}: View): readonly Found[] {
  const {image, steps} = final
  const instructions = steps.map(({instruction}) => instruction)
  if (!isRootImage(image) || instructions.some(needsRoot)) return []
  if (steps.some(({instruction}) => instruction.kind === 'user')) return []
  const start =
    steps.find(({instruction, own}) => own && instruction.kind === 'entrypoint') ??
    steps.find(({instruction, own}) => own && instruction.kind === 'cmd')
  if (!start) return []
  const {instruction} = start
  return [
    {
      firstLine: instruction.span.firstLine,
      lastLine: instruction.span.lastLine,
      message: 'the program runs as root: give it a user of its own, as a number',
      changes: [insteadOf(instruction, 'USER 65532:65532', linesOf(dockerfile, instruction))],
    },
  ]
}

/** Images known to say nothing about the user. Others may name one that only their registry could tell. */
function isRootImage(image: string | undefined): boolean {
  if (image === undefined) return false
  if (image === 'scratch') return true
  const {repository, tag = ''} = imageName(image)
  if (/(^|\/)distroless\//.test(repository)) return !tag.includes('nonroot')
  return /^(docker\.io\/)?(library\/)?(alpine|busybox|debian|ubuntu|golang)$/.test(repository)
}

const PRIVILEGED_PORTS = 1024

/** Signs that root is wanted, or is given up by something else: those are the author's business. */
function needsRoot(instruction: Instruction): boolean {
  switch (instruction.kind) {
    case 'expose':
      return instruction.words.some(word => !(Number.parseInt(word, 10) >= PRIVILEGED_PORTS))
    case 'volume':
      return true
    case 'entrypoint':
    case 'cmd':
      return !isProgramAlone(instruction.command)
    default:
      return /\b(su-exec|gosu|setpriv|setcap|sudo|useradd|adduser|dockerd|iptables)\b/.test(instruction.text)
  }
}

/** A script may change the user itself. */
function isProgramAlone(command: Extract<Instruction, {kind: 'entrypoint' | 'cmd'}>['command']): boolean {
  const first = command.form === 'exec' ? command.words[0] : command.text.trim().split(/\s+/)[0]
  return first !== undefined && !/\.sh$|(^|\/)(sh|bash|env|tini|dumb-init)$/.test(first)
}
