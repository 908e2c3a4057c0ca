import {posix} from 'node:path'
import type {Instruction} from '../../types.ts'
import {insteadOf, linesOf} from '../changes.ts'
import {imageName} from '../image-name.ts'
import type {Found, Rule} from '../types.ts'
import type {StageView, View} from '../view.ts'

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
  const {steps} = final
  const instructions = steps.map(({instruction}) => instruction)
  const own = steps.filter(step => step.own).map(({instruction}) => instruction)
  const start = own.find(({kind}) => kind === 'entrypoint') ?? own.find(({kind}) => kind === 'cmd')
  if (!start || !isLeftRoot(final) || instructions.some(needsRoot)) return []
  if (!instructions.some(instruction => brings(instruction, programOf(start)))) return []
  return [
    {
      firstLine: start.span.firstLine,
      lastLine: start.span.lastLine,
      message: 'the program runs as root: unless it needs that, give it a user of its own, as a number',
      changes: [insteadOf(start, 'USER 65532:65532', linesOf(dockerfile, start))],
    },
  ]
}

/** Nobody named a user, or root was for a RUN that came after it. As the last word before the start it is a choice. */
function isLeftRoot({image, steps}: StageView): boolean {
  const last = steps.findLast(({instruction}) => instruction.kind === 'user')
  if (last?.expanded.kind !== 'user') return isRootImage(image)
  const [user] = last.expanded.value.split(':')
  const isForRun = steps.slice(steps.indexOf(last)).some(({instruction}) => instruction.kind === 'run')
  return isForRun && (user === 'root' || user === '0')
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
  if (instruction.kind === 'volume') return true
  if (instruction.kind === 'expose')
    return instruction.words.some(word => !(Number.parseInt(word, 10) >= PRIVILEGED_PORTS))
  return /\b(su-exec|gosu|setpriv|setcap|sudo|useradd|adduser|dockerd|iptables|dlv)\b/.test(instruction.text)
}

/** The name of what is started; a script or a shell may change the user itself, and is none. */
function programOf(instruction: Instruction): string | undefined {
  if (instruction.kind !== 'entrypoint' && instruction.kind !== 'cmd') return undefined
  const {command} = instruction
  const first = command.form === 'exec' ? command.words[0] : command.text.trim().split(/\s+/)[0]
  return first === undefined || first.endsWith('.sh') ? undefined : posix.basename(first)
}

/** Is it a program that the Dockerfile itself copies there? Others have their own ways, which their packages know. */
function brings(instruction: Instruction, program: string | undefined): boolean {
  if (instruction.kind !== 'copy') return false
  const paths = [instruction.destination, ...instruction.sources]
  return paths.some(path => posix.basename(path) === program)
}
