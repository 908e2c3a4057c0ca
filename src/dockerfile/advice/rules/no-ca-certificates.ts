import type {Instruction} from '../../types.ts'
import {insteadOf, linesOf} from '../changes.ts'
import {isGolang} from '../image-name.ts'
import type {Found, Rule} from '../types.ts'
import {sourceStage, type View} from '../view.ts'

export const noCaCertificates: Rule = {
  id: 'no-ca-certificates',
  about:
    'Scratch has no CA certificates: each https request of the program ends with "certificate signed by unknown authority".',
  good: `
FROM golang:1.25 AS build
WORKDIR /src
COPY . .
RUN CGO_ENABLED=0 go build -o /app .

FROM scratch
COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/
COPY --from=build /app /app
USER 65532:65532
ENTRYPOINT ["/app"]
`,
  bad: `
FROM golang:1.25 AS build
WORKDIR /src
COPY . .
RUN CGO_ENABLED=0 go build -o /app .

FROM scratch
COPY --from=build /app /app
USER 65532:65532
ENTRYPOINT ["/app"]
`,
  exampleFacts: {
    platforms: [{os: 'linux', architecture: 'amd64'}],
    imports: new Set(['net', 'net/http', 'crypto/tls']),
  },
  check,
}

function check(view: View): readonly Found[] {
  const {final, facts, dockerfile} = view
  const {imports} = facts
  const asks = imports?.has('net/http') || imports?.has('crypto/tls')
  if (!asks || imports?.has('golang.org/x/crypto/x509roots/fallback') || final.image !== 'scratch') return []
  if (final.steps.some(({instruction}) => mayBringThem(instruction))) return []
  const copy = final.steps.find(({instruction, triggered}) => {
    if (triggered || instruction.kind !== 'copy') return false
    return isGolang(sourceStage(view, final.stage, instruction.from)?.image)
  })?.instruction
  if (copy?.kind !== 'copy') return []
  const line = `COPY --from=${copy.from} /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/`
  return [
    {
      firstLine: final.stage.from.span.firstLine,
      lastLine: final.stage.from.span.lastLine,
      message: 'scratch has no CA certificates, and the program can speak TLS: its https requests would fail',
      changes: [insteadOf(copy, line, linesOf(dockerfile, copy))],
    },
  ]
}

/** Whatever may hold certificates, or say where they are. */
function mayBringThem(instruction: Instruction): boolean {
  switch (instruction.kind) {
    case 'copy':
      return /cert|ssl|pki|\bca\b/i.test(instruction.text) || /^(\/|\/etc|\/usr)?\/?$/.test(instruction.destination)
    case 'env':
      return instruction.pairs.some(({name}) => /^SSL_CERT_/.test(name))
    case 'add':
    case 'volume':
      return true
    default:
      return false
  }
}
