// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the texts are Dockerfiles
import {describe, expect, test} from '@jest/globals'
import {overlayOf} from '../../../src/dockerfile/overlay/index.ts'
import {type Change, decide, dockerfileOf, platforms, verdict} from './support.ts'

/** The paths that the context has in the end, and the lines of the overlay that aren't in the Dockerfile. */
function outcome(text: string, change: Change = {}) {
  const decision = decide(text, change)
  if (decision.mode !== 'prebuilt') throw new Error(`${decision.rule}: ${decision.reason}`)
  const lines = new Set(text.split('\n'))
  const overlay = overlayOf(dockerfileOf(text), decision)
  return {
    files: overlay?.programs.map(found =>
      found.kind === 'main' ? `${found.path} ${found.program.main.importPath}` : '',
    ),
    added: overlay?.dockerfile
      .toString()
      .split('\n')
      .filter(line => !lines.has(line)),
  }
}

const APP = 'example.com/app'
const one = {mains: [{importPath: APP, folder: ''}]}

describe('layouts of ready-made programs', () => {
  test.each<{what: string; text: string; change?: Change; files: readonly string[]; added: readonly string[]}>([
    {
      what: 'goreleaser',
      text: 'FROM scratch\nARG TARGETPLATFORM\nCOPY $TARGETPLATFORM/app /usr/bin/\n',
      files: [`linux/amd64/app ${APP}`, `linux/arm64/app ${APP}`],
      added: ['COPY --from=go-containerize-out $TARGETPLATFORM/app /usr/bin/'],
    },
    {
      what: 'a folder for each system and architecture',
      text: 'FROM alpine:3.22\nARG TARGETOS TARGETARCH\nCOPY --chown=65532 dist/${TARGETOS}/${TARGETARCH}/app dist/${TARGETOS}/${TARGETARCH}/tool /bin/\n',
      files: [
        `dist/linux/amd64/app ${APP}`,
        `dist/linux/amd64/tool ${APP}/cmd/tool`,
        `dist/linux/arm64/app ${APP}`,
        `dist/linux/arm64/tool ${APP}/cmd/tool`,
      ],
      added: [
        'COPY --from=go-containerize-out --chown=65532 dist/${TARGETOS}/${TARGETARCH}/app dist/${TARGETOS}/${TARGETARCH}/tool /bin/',
      ],
    },
    {
      what: 'the platform in the name',
      text: 'FROM scratch\nARG TARGETARCH\nCOPY app-linux-$TARGETARCH /go/bin/app\n',
      files: [`app-linux-amd64 ${APP}`, `app-linux-arm64 ${APP}`],
      added: ['COPY --from=go-containerize-out app-linux-$TARGETARCH /go/bin/app'],
    },
    {
      what: 'the platform and a kind in the name',
      text: 'FROM scratch\nARG TARGETARCH\nCOPY ./bin/tool-linux-${TARGETARCH}-prod ./tool\n',
      files: [`bin/tool-linux-amd64-prod ${APP}/cmd/tool`, `bin/tool-linux-arm64-prod ${APP}/cmd/tool`],
      added: ['COPY --from=go-containerize-out ./bin/tool-linux-${TARGETARCH}-prod ./tool'],
    },
    {
      what: 'one name for all platforms',
      text: 'FROM alpine:3.22 AS certs\nFROM scratch\nCOPY --from=certs /etc/ssl /etc/ssl\nADD app /app\n',
      files: [`linux_amd64/app ${APP}`, `linux_arm64/app ${APP}`],
      added: [
        'FROM scratch AS go-containerize-programs',
        'ARG TARGETOS',
        'ARG TARGETARCH',
        'ARG TARGETVARIANT',
        'COPY --from=go-containerize-out /${TARGETOS}_${TARGETARCH}${TARGETVARIANT}/ /',
        'COPY --from=go-containerize-programs app /app',
      ],
    },
    {
      what: 'one platform',
      text: 'FROM scratch\nCOPY app /app\n',
      change: {build: {platforms: platforms('linux/arm64')}},
      files: [`app ${APP}`],
      added: ['COPY --from=go-containerize-out app /app'],
    },
    {
      what: 'files of git beside it',
      text: 'FROM scratch\nARG TARGETARCH\nCOPY --chmod=755 bin/$TARGETARCH/app scripts/entry.sh /usr/bin/\nUSER 1\n',
      files: [`bin/amd64/app ${APP}`, `bin/arm64/app ${APP}`],
      added: [
        'COPY --chmod=755 scripts/entry.sh /usr/bin/',
        'COPY --from=go-containerize-out --chmod=755 bin/$TARGETARCH/app /usr/bin/',
      ],
    },
    {
      what: 'the only program under another name, which the image starts',
      text: 'FROM scratch\nARG TARGETARCH\nCOPY out/$TARGETARCH/server /usr/bin/server\nENTRYPOINT ["/usr/bin/server"]\n',
      change: {tree: one},
      files: [`out/amd64/server ${APP}`, `out/arm64/server ${APP}`],
      added: ['COPY --from=go-containerize-out out/$TARGETARCH/server /usr/bin/server'],
    },
  ])('$what', ({text, change, files, added}) => expect(outcome(text, change)).toEqual({files, added}))
})

describe('what is no ready-made program, or not surely', () => {
  test.each<{what: string; text: string; change?: Change; want: RegExp}>([
    {what: 'all is in git', text: 'FROM scratch\nCOPY web scripts/*.sh /web/\n', want: /^no-go:/},
    {what: 'a download', text: 'FROM scratch\nADD https://example.com/app /app\n', want: /^no-go:/},
    {
      what: 'it is there already',
      text: 'FROM scratch\nCOPY app /app\n',
      change: {tree: {untracked: ['app']}},
      want: /^prebuilt-1-there:2 app /,
    },
    {what: 'nothing marks it', text: 'FROM scratch\nCOPY data.db /data.db\n', want: /^prebuilt-2-product:2 data\.db/},
    {
      what: 'an ignored file that is no program',
      text: 'FROM scratch\nCOPY data.db /data.db\n',
      change: {tree: {isIgnored: () => true}},
      want: /^prebuilt-3-main:2 data\.db/,
    },
    {
      what: 'a whole folder',
      text: 'FROM scratch\nARG TARGETPLATFORM\nCOPY dist/$TARGETPLATFORM/ /bin/\n',
      want: /^prebuilt-3-main:3/,
    },
    {
      what: 'two programs of that name',
      text: 'FROM scratch\nARG TARGETARCH\nCOPY $TARGETARCH/x /x\n',
      change: {
        tree: {
          mains: [
            {importPath: 'e/a/x', folder: 'a/x'},
            {importPath: 'e/b/x', folder: 'b/x'},
          ],
        },
      },
      want: /^prebuilt-3-main:3 several/,
    },
    {
      what: 'the only program is not for users',
      text: 'FROM scratch\nADD build/main /\nCMD ["/main"]\n',
      change: {tree: {isIgnored: () => true, mains: [{importPath: `${APP}/internal/probe`, folder: 'internal/probe'}]}},
      want: /^prebuilt-3-main:2 build\/main/,
    },
    {
      what: 'an architecture by default',
      text: 'FROM scratch\nARG ARCH=amd64\nARG OS=linux\nCOPY .build/${OS}-${ARCH}/app /bin/app\n',
      want: /^prebuilt-4-platform:4 .*amd64.*linux\/arm64/,
    },
    {
      what: 'parents',
      text: 'FROM scratch\nARG TARGETARCH\nCOPY --parents $TARGETARCH/app /\n',
      want: /^prebuilt-5-copy:3 --parents/,
    },
    {
      what: 'numbers of stages',
      text: 'FROM scratch\nCOPY app /app\nFROM scratch\nCOPY --from=0 /app /app\n',
      want: /^prebuilt-6-numbers:4 /,
    },
    {
      what: 'a stage that the image does not need',
      text: 'FROM scratch AS x\nCOPY app /app\nFROM scratch\nCOPY web /\n',
      want: /^no-go:/,
    },
  ])('$what', ({text, change, want}) => expect(verdict(text, change)).toMatch(want))

  test('what is there already is compiled all the same if that was asked for', () => {
    const change: Change = {requested: 'prebuilt', tree: {untracked: ['app']}}
    expect(verdict('FROM scratch\nCOPY app /app\n', change)).toMatch(/^prebuilt:2 /)
  })

  test('a folder of the name goes before the root of the module, and that is said', () => {
    const mains = [
      {importPath: 'example.com/app/v3', folder: ''},
      {importPath: 'example.com/app/v3/cmd/app', folder: 'cmd/app'},
    ]
    const text = 'FROM scratch\nARG TARGETPLATFORM\nCOPY dist/$TARGETPLATFORM/app /\n'
    const decision = decide(text, {tree: {mains}})
    expect(decision.mode === 'prebuilt' && decision.programs.map(({main}) => main.folder)).toEqual([
      'cmd/app',
      'cmd/app',
    ])
    expect(decision.warnings[0]?.message).toContain('not from example.com/app/v3')
  })
})
