// Dockerfiles put together from the pieces that make trouble.
import fc from 'fast-check'

const PIECES: readonly string[] = [
  ...['# syntax=docker/dockerfile:1\n', '# escape=`\n', '# ESCAPE = \\\n', '# check=skip=all\n', '#!/x\n', '# c\n'],
  ...[
    'FROM a\n',
    'FROM --platform=$BUILDPLATFORM a:1 AS Build\n',
    'from b as c.d-e\n',
    'FROM a AS 1\n',
    'FROM\n',
    'FROM a b\n',
  ],
  ...['ARG A B=1 C="x y"\n', 'ARG =x\n', 'ARG\n', 'ENV a b  c\n', 'ENV a=b c="d e" f=\'g h\'\n', 'ENV a\n', 'ENV =x\n'],
  ...[
    'RUN ',
    'COPY ',
    'ADD ',
    'ONBUILD ',
    'CMD ',
    'ENTRYPOINT ',
    'HEALTHCHECK ',
    'SHELL ',
    'VOLUME ',
    'EXPOSE ',
    'LABEL ',
  ],
  ...['USER ', 'WORKDIR ', 'STOPSIGNAL ', 'MAINTAINER ', 'ARG ', 'ENV ', 'run ', 'FOO '],
  ...['["a b", "c"]', '["a", 1]', '[]', '[ "a" ', '["\\u0041"]', 'NONE', 'CMD ', 'a b', 'x=1', 'x="1 2"', "y='", '"'],
  ...[
    '<<EOF ',
    '<<-EOF ',
    '<< EOF ',
    '<<"EOF" ',
    "<<'A' ",
    '3<<A ',
    '<<<EOF',
    '<<$x ',
    'EOF\n',
    '\tEOF\n',
    'A\n',
    'EOF ',
    '\tx\n',
  ],
  ...[
    '--from=x ',
    '--mount=type=cache,target=/a,id="b,c" ',
    '--mount=from=b,src=/a ',
    '--mount="type=bind" ',
    '--network=none ',
  ],
  ...[
    '--network=x ',
    '--security=insecure ',
    '--chown=a:b ',
    '--link ',
    '--link=false ',
    '--link= ',
    '--exclude=*.a ',
    '--bad ',
  ],
  ...[
    '--interval=1s ',
    '--interval=0.1ms ',
    '--retries=x ',
    '--timeout=5 ',
    '--platform=x ',
    '-- ',
    '--"a b"=c ',
    '--mount ',
    '--chmod',
  ],
  ...[
    '\\\n',
    '`\n',
    '\\  \n',
    '\\',
    '`',
    '\n',
    '\r\n',
    ' ',
    '\t',
    '  # c\n',
    '#\n',
    '$a',
    `$\{a:-b}`,
    '/',
    '. ',
    '\u00a0',
    '\u0085',
    'ä',
    '\v',
  ],
]

export function dockerfileText(): fc.Arbitrary<string> {
  const piece = fc.constantFrom(...PIECES)
  const start = fc.constantFrom('', 'FROM a\n', 'ARG x\nFROM a\n', '# syntax=x\n# escape=`\nFROM a\n', '\ufeffFROM a\n')
  return fc.tuple(start, fc.array(piece, {maxLength: 14})).map(([head, pieces]) => head + pieces.join(''))
}

export function dockerfileBytes(): fc.Arbitrary<Buffer> {
  return dockerfileText().map(text => Buffer.from(text))
}

const NAMES = ['A', 'B', 'EMPTY', 'UNSET', 'PATH_', '1', '10', '@', '?', '\u00e9', '']

/** Words with all that the lexer knows, whole and broken. */
export function word(): fc.Arbitrary<string> {
  const name = fc.constantFrom(...NAMES)
  const sign = fc.constantFrom(
    ':-',
    '-',
    ':+',
    '+',
    ':?',
    '?',
    '#',
    '##',
    '%',
    '%%',
    '/',
    '//',
    ':',
    '',
    ':#',
    '=',
    '!',
  )
  const letters = fc.constantFrom(
    'a',
    'b',
    'ab',
    '*',
    '?',
    '/',
    '.',
    ' ',
    'x y',
    '\\',
    '`',
    '"',
    "'",
    '}',
    '{',
    '$',
    '<<',
    '< <',
    '\\*',
    '\\/',
    '\\}',
    '\\"',
  )
  const {all} = fc.letrec<{all: string; braces: string}>(tie => ({
    all: fc
      .array(
        fc.oneof(
          {weight: 3, arbitrary: letters},
          {weight: 2, arbitrary: tie('braces')},
          name.map(text => `$${text}`),
        ),
        {maxLength: 5},
      )
      .map(pieces => pieces.join('')),
    braces: fc.oneof(
      {depthSize: 'small', withCrossShrink: true},
      name.map(text => `\${${text}}`),
      fc.tuple(name, sign, tie('all')).map(([text, modifier, operand]) => `\${${text}${modifier}${operand}}`),
      fc.tuple(name, tie('all'), tie('all')).map(([text, pattern, by]) => `\${${text}/${pattern}/${by}}`),
      tie('all').map(text => `"${text}"`),
      tie('all').map(text => `'${text}'`),
    ),
  }))
  return all
}

/** Files of several stages whose FROMs, ARGs and copies hang together, or nearly. */
export function buildableText(): fc.Arbitrary<string> {
  const stage = fc.constantFrom('one', 'two', 'Three', 'golang', '0', '1', '2')
  const name = fc.constantFrom('A', 'B', 'C', 'TARGETARCH', 'BUILDPLATFORM', 'TARGETSTAGE', 'BASE', 'GIVEN', 'PATH')
  const value = fc.oneof(
    fc.constantFrom('', 'x', 'one', 'two', '/abs', 'rel/', '..', `"q r"`, "'$A'", '\\$A', 'linux/arm64'),
    name.map(text => `$${text}`),
    fc.tuple(name, fc.constantFrom(':-', ':+', '-', '+', '#', '%')).map(([text, sign]) => `\${${text}${sign}x}`),
  )
  const pair = fc.tuple(name, value).map(([text, what]) => `${text}=${what}`)
  const arg = fc.oneof(pair, name).map(text => `ARG ${text}\n`)
  const args = fc.tuple(pair, name, pair).map(words => `ARG ${words.join(' ')}\n`)
  const step = fc.oneof(
    arg,
    args,
    pair.map(text => `ENV ${text}\n`),
    fc.tuple(pair, pair).map(words => `ENV ${words.join(' ')}\n`),
    fc.tuple(name, value).map(([text, what]) => `ENV ${text} ${what} $B\n`),
    value.map(text => `WORKDIR ${text || '.'}\n`),
    value.map(text => `USER ${text || 'u'}\n`),
    stage.map(from => `COPY --from=${from} /a /b\n`),
    stage.map(from => `RUN --mount=from=${from},target=/m true\n`),
    pair.map(text => `ONBUILD ENV ${text}\n`),
    stage.map(from => `ONBUILD COPY --from=${from} /a /b\n`),
    fc.constant('SHELL ["/bin/bash", "-c"]\n'),
  )
  const from = fc.oneof(
    {weight: 4, arbitrary: stage.filter(text => !/\d/.test(text))},
    fc.constantFrom('scratch', 'golang:1', '$A', `\${B:-one}`, '$BASE', '$TARGETARCH', 'ONE'),
  )
  const platform = fc.constantFrom(
    '',
    '',
    '',
    '--platform=$BUILDPLATFORM ',
    '--platform=$A ',
    '--platform=linux/arm/v7 ',
  )
  const start = fc
    .tuple(platform, from, fc.option(fc.constantFrom('one', 'two', 'Three', 'golang', 'four')))
    .map(([where, image, as]) => `FROM ${where}${image}${as === null ? '' : ` AS ${as}`}\n`)
  const whole = fc.tuple(start, fc.array(step, {maxLength: 6})).map(([head, steps]) => head + steps.join(''))
  return fc
    .tuple(fc.array(fc.oneof(arg, args), {maxLength: 3}), fc.array(whole, {minLength: 1, maxLength: 4}))
    .map(parts => parts.flat().join(''))
}
