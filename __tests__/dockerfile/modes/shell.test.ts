// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the texts are a shell's
import {spawnSync} from 'node:child_process'
import {describe, expect, test} from '@jest/globals'
import fc from 'fast-check'
import {type RunText, readRun} from '../../../src/dockerfile/modes/shell.ts'

function run(text: string, change: Partial<RunText> = {}) {
  return readRun({
    command: {form: 'shell', text},
    heredocs: [],
    shell: ['/bin/sh', '-c'],
    env: {TARGETOS: 'linux', TARGETARCH: 'arm64', TARGETVARIANT: 'v7', EMPTY: '', FLAGS: '-s  -w', STAR: '*'},
    cwd: '/src',
    secrets: ['TOKEN'],
    ...change,
  })
}

function wordsOf(text: string, change: Partial<RunText> = {}): readonly (readonly string[])[] | string {
  const reading = run(text, change)
  if (reading.kind === 'unclear') return reading.why
  return reading.commands.map(command => command.words.map(word => word.text))
}

const heredoc = (content: string, change = {}) => ({
  heredocs: [{name: 'EOF', expand: true, stripTabs: false, content, ...change}],
})

describe('readRun: the commands of a RUN', () => {
  test.each<{text: string; want: readonly (readonly string[])[]}>([
    {text: 'go build', want: [['go', 'build']]},
    {
      text: 'go mod download && go build -o /out/app ./cmd/app',
      want: [
        ['go', 'mod', 'download'],
        ['go', 'build', '-o', '/out/app', './cmd/app'],
      ],
    },
    {text: 'a; b\nc', want: [['a'], ['b'], ['c']]},
    {text: 'a &&\n b', want: [['a'], ['b']]},
    {text: 'a \\\n  b', want: [['a', 'b']]},
    {text: 'a b\\\nc "d\\\ne" \'f\\\ng\'', want: [['a', 'bc', 'de', 'f\\\ng']]},
    {text: `a "b c" 'd $E' f\\ g`, want: [['a', 'b c', 'd $E', 'f g']]},
    {text: 'a "" \'\'', want: [['a', '', '']]},
    {text: 'a $EMPTY ${EMPTY} b', want: [['a', 'b']]},
    {text: 'a "$EMPTY" b', want: [['a', '', 'b']]},
    {text: 'a $FLAGS "$FLAGS" x$FLAGS', want: [['a', '-s', '-w', '-s  -w', 'x-s', '-w']]},
    {
      text: 'a ${TARGETOS:-linux} ${NOT_SET:-b} ${NOT_SET-c} ${EMPTY:-d} ${EMPTY-e}',
      want: [['a', 'linux', 'b', 'c', 'd']],
    },
    {text: 'a ${TARGETARCH:+x} ${NOT_SET:+y} ${NOT_SET:-$TARGETARCH}', want: [['a', 'x', 'arm64']]},
    {text: 'a ${TARGETVARIANT#v} "${TARGETVARIANT%7}"', want: [['a', '7', 'v']]},
    {
      text: 'a -X=main.version=${NOT_SET} "-X main.os=$TARGETOS"',
      want: [['a', '-X=main.version=', '-X main.os=linux']],
    },
    {text: 'a # b', want: [['a']]},
    {text: '# a\nb', want: [['b']]},
    {text: 'a b#c', want: [['a', 'b#c']]},
    {text: 'set -eux; a', want: [['a']]},
    {text: 'X=1 Y=$X; a $X$Y', want: [['a', '11']]},
    {text: 'X=1 a $X', want: [['a']]},
    {text: 'export X="1 2" && a "$X"', want: [['a', '1 2']]},
    {text: 'true', want: []},
  ])('$text', ({text, want}) => expect(wordsOf(text)).toEqual(want))

  test.each<{what: string; text: string; change: Partial<RunText>; want: readonly (readonly string[])[]}>([
    {what: 'a heredoc', text: '<<EOF', change: heredoc('set -e\ngo build \\\n  -v\n'), want: [['go', 'build', '-v']]},
    {what: 'a heredoc for sh', text: '<<EOF', change: heredoc('#!/bin/bash -e\na\n'), want: [['a']]},
    {
      what: 'a heredoc with tabs',
      text: '<<-EOF',
      change: heredoc('\ta\n\tb\n', {stripTabs: true}),
      want: [['a'], ['b']],
    },
    {
      what: 'the exec form',
      text: '',
      change: {command: {form: 'exec', words: ['go', 'build', '$X']}},
      want: [['go', 'build', '$X']],
    },
    {
      what: 'a shell in exec form',
      text: '',
      change: {command: {form: 'exec', words: ['sh', '-c', 'a && b']}},
      want: [['a'], ['b']],
    },
    {what: 'bash with options', text: 'a', change: {shell: ['/bin/bash', '-o', 'pipefail', '-c']}, want: [['a']]},
    {what: 'bash with options in one', text: 'a', change: {shell: ['bash', '-euxo', 'pipefail', '-c']}, want: [['a']]},
    {what: 'sh, which reads no BASH_ENV', text: 'a', change: {env: {BASH_ENV: '/x'}}, want: [['a']]},
    {
      what: 'bash with an empty BASH_ENV',
      text: 'a',
      change: {shell: ['bash', '-c'], env: {BASH_ENV: ''}},
      want: [['a']],
    },
  ])('$what', ({text, change, want}) => expect(wordsOf(text, change)).toEqual(want))

  test('follows cd, export and what stands before a command', () => {
    const reading = run('cd sub && export CGO_ENABLED=0 LOST; hidden=1; GOOS=$TARGETOS go build')
    expect(reading).toMatchObject({
      commands: [{cwd: '/src/sub', env: {CGO_ENABLED: '0', GOOS: 'linux', TARGETARCH: 'arm64'}}],
    })
    expect(reading.kind === 'commands' && reading.commands[0]?.env).not.toHaveProperty('hidden')
  })

  test.each<{text: string; why: RegExp; change?: Partial<RunText>}>([
    {text: 'a | b', why: /pipe/},
    {text: 'a || true', why: /\|\|/},
    {text: 'a > f', why: /redirection/},
    {text: 'a 2>/dev/null', why: /redirection/},
    {text: 'a < f', why: /redirection/},
    {text: 'a & b', why: /background/},
    {text: '(a)', why: /subshell/},
    {text: 'f() { a; }', why: /subshell or function/},
    {text: '{ a; }', why: /\{/},
    {text: 'a $(git describe)', why: /\$\(/},
    {text: 'a "$(git describe)"', why: /\$\(/},
    {text: 'a $((1 + 1))', why: /\$\(/},
    {text: 'a `date`', why: /backticks/},
    {text: 'a "`date`"', why: /backticks/},
    {text: 'if a; then b; fi', why: /`if`/},
    {text: 'for x in 1 2; do a; done', why: /`for`/},
    {text: 'case x in y) a;; esac', why: /case/},
    {text: '! a', why: /!/},
    {text: 'a $TOKEN', why: /TOKEN/},
    {text: 'a $HTTP_PROXY', why: /HTTP_PROXY/},
    {text: 'a', change: {secrets: ['GOPROXY']}, why: /GOPROXY/},
    {text: 'a $HOME', why: /HOME/},
    {text: 'a $1', why: /\$1/},
    {text: 'a $?', why: /\$\?/},
    {text: 'a ${X//b/c}', why: /another kind/},
    {text: 'a ${#X}', why: /another kind/},
    {text: 'a ${TARGETVARIANT#?}', why: /pattern/},
    {text: 'a "b', why: /quote/},
    {text: "a 'b", why: /quote/},
    {text: 'a \\', why: /backslash/},
    {text: 'set -- a b', why: /set/},
    {text: 'set -a', why: /set/},
    {text: 'cd', why: /cd/},
    {text: 'cd -', why: /cd/},
    {text: 'export -p', why: /export/},
    {text: 'a', change: {shell: ['pwsh', '-c']}, why: /shell of its own/},
    {text: 'a', change: {shell: ['bash', '-ic']}, why: /shell of its own, bash -ic/},
    {text: 'a', change: {shell: ['/bin/sh', '-l', '-c']}, why: /shell of its own/},
    {text: 'a', change: {shell: ['/bin/bash', '-o', 'pipefail', '-c'], env: {BASH_ENV: '/x'}}, why: /BASH_ENV/},
    {text: 'a', change: {shell: ['bash', '-c'], secrets: ['BASH_ENV']}, why: /BASH_ENV/},
    {text: '', change: {command: {form: 'exec', words: ['bash', '-c', 'a']}, env: {BASH_ENV: '/x'}}, why: /BASH_ENV/},
    {text: '<<EOF', change: {...heredoc('#!/usr/bin/env bash\na\n'), env: {BASH_ENV: '/x'}}, why: /BASH_ENV/},
    {text: 'python <<EOF', change: heredoc('print(1)\n'), why: /input of a program/},
    {text: '<<EOF', change: heredoc('#!/usr/bin/python3\nprint(1)\n'), why: /another program/},
  ])('refuses $text', ({text, why, change}) => expect(wordsOf(text, change)).toMatch(why))

  test.each(['a *.go', 'a ~/x', 'a {b,c}', 'a [ab]', 'a $STAR'])('marks the pattern in %s', text => {
    const reading = run(text)
    expect(reading.kind === 'commands' && reading.commands[0]?.words[1]?.pattern).toBe(true)
  })

  test.each(["a '*.go'", 'a "~/x"', 'a \\*', 'a x~y', 'a "$STAR"'])('sees no pattern in %s', text => {
    const reading = run(text)
    expect(reading.kind === 'commands' && reading.commands[0]?.words[1]?.pattern).toBe(false)
  })
})

describe('readRun and a real shell', () => {
  const pieces = [
    'a',
    ' ',
    '"',
    "'",
    '\\',
    '$A',
    '${B}',
    '${C:-x y}',
    '"$A"',
    '&&',
    ';',
    '\n',
    '#',
    '=',
    'p',
    '$',
    '${A#p}',
    ' X=1 ',
    '-',
  ]
  const text = fc.array(fc.constantFrom(...pieces), {maxLength: 12}).map(parts => `show ${parts.join('')}`)

  test('whatever is read is read as sh does', () => {
    fc.assert(
      fc.property(text, script => {
        const env = {A: 'p q', B: ''}
        const reading = run(script, {env})
        if (reading.kind === 'unclear') return
        if (reading.commands.some(({words}) => words[0]?.text !== 'show' || words.some(word => word.pattern))) return
        const said = (words: readonly string[]) => `${[words.length, ...words].map(word => `${word};`).join('')}\n`
        const mine = reading.commands.map(({words}) => said(words.slice(1).map(word => word.text))).join('')
        const show = `show() { printf '%s;' "$#" "$@"; echo; }`
        const shell = spawnSync('/bin/sh', ['-c', `${show}\n${script}`], {env, encoding: 'utf8'})
        if (/syntax error|unterminated/i.test(shell.stderr)) return // BuildKit would fail as well
        expect(shell.stdout).toBe(mine)
      }),
      {numRuns: 300},
    )
  })
})
