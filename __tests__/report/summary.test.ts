import {describe, expect, test} from '@jest/globals'
import {UserError} from '../../src/lib/errors.ts'
import {formatFailureSummary, formatSummary} from '../../src/report/index.ts'
import {markdownBlock, markdownCode, markdownText} from '../../src/report/markdown.ts'
import {timelineLines} from '../../src/report/timeline.ts'
import {digest, image, plan, report} from './samples.ts'

describe('text of others in markdown', () => {
  test.each([
    ['<img src=x onerror=y>', '\\<img src\\=x onerror\\=y\\>'],
    ['![a](http://x/y.png)', '\\!\\[a\\]\\(http\\://x/y.png\\)'],
    ['@acme/team and a@b.c', '@\u200bacme/team and a@\u200bb.c'],
    ['www.example.com', 'www\u200b.example.com'],
    ['a | b\nc', 'a \\| b c'],
    ['`x` *y* __z__ ~a~', '\\`x\\` \\*y\\* \\_\\_z\\_\\_ \\~a\\~'],
    ['&lt; $x$', '\\&lt; \\$x\\$'],
    ['# h', '\\# h'],
    ['- a', '\\- a'],
    ['1. a', '1\\. a'],
    ['back\\slash', 'back\\\\slash'],
    ['cmd/shop: go 1.26', 'cmd/shop\\: go 1.26'],
  ])('%s', (text, want) => expect(markdownText(text)).toBe(want))

  test('is cut', () => expect(markdownText('x'.repeat(5000))).toHaveLength(1000))

  test.each([
    ['plain', '`plain`'],
    ['a`b', '`` a`b ``'],
    ['``', '``` `` ```'],
    ['a|b', '`a\\|b`'],
    ['a\n\nb', '`a b`'],
    ['', ''],
  ])('as code: %s', (text, want) => expect(markdownCode(text)).toBe(want))

  test('a block cannot be closed from inside', () =>
    expect(markdownBlock(['a', '````', '</pre>'])).toBe('`````text\na\n````\n</pre>\n`````'))
})

describe('job summary', () => {
  test('begins with what to copy', () =>
    expect(formatSummary(report, plan)).toMatch(`\
### \`ghcr.io/acme/shop\` pushed

\`\`\`text
ghcr.io/acme/shop:main
ghcr.io/acme/shop@${digest('a')}
\`\`\`

| Platform | Size | Layers | Digest |
| --- | --- | --- | --- |
| linux/amd64 | 9.4 MB | 2 | \`${digest('b')}\` |
| linux/arm64 | 9.4 MB | 2 | \`${digest('c')}\` |
`))

  test('has programs, times and the plan folded', () => {
    const titles = [...formatSummary(report, plan).matchAll(/<summary>(.*?)<\/summary>/g)].map(match => match[1])
    expect(titles).toEqual(['Programs', 'Where the time went: 10.0 s', 'Why it was done this way'])
  })

  test('lists a program once, however many repositories hold it', () => {
    const twice = formatSummary({...report, images: [image, {...image, name: 'docker.io/acme/shop'}]}, plan)
    expect(twice.match(/\/app\/shop/g)).toHaveLength(2) // its two platforms
  })

  test('holds no HTML and no mention of others', () => {
    const evil = '<script>@octocat</script>`'
    const text = formatSummary(
      {...report, images: [{...image, name: evil}], warnings: [evil], phases: [{...phase, name: evil}]},
      {...plan, base: evil, engine: {name: 'embedded', reason: evil}, unresolved: [{what: evil, why: evil}]},
    )
    const outsideCode = text
      .replace(/^(`{3,})[\s\S]*?^\1$/gm, '')
      .replace(/(?<![\\`])(`+)(?!`)[\s\S]*?(?<!`)\1(?!`)/g, '')
    expect(outsideCode).not.toMatch(/(?<!\\)<(?!\/?(details|summary)>)/)
    expect(outsideCode).not.toMatch(/@\w/)
  })

  test('stays below what GitHub takes, most important first', () => {
    const images = Array.from({length: 3000}, (_, n) => ({...image, name: `ghcr.io/acme/shop-${n}`}))
    const text = formatSummary({...report, images}, plan)
    expect(Buffer.byteLength(text)).toBeLessThan(1024 * 1024)
    expect(text).toContain('ghcr.io/acme/shop-0')
    expect(text).toContain('would not fit')
  })

  test('of a failure', () => {
    const text = formatFailureSummary(new UserError('no right to push', {hint: 'packages: write'}), plan)
    expect(text).toContain('```text\nno right to push\nhint: packages: write\n```')
    expect(text).toContain('Why it was done this way')
    expect(formatFailureSummary(new UserError('x'))).toBe('### The image was not built\n\n```text\nx\n```\n')
  })
})

const phase = {name: 'compile', subject: 'linux/amd64', startMs: 0, durationMs: 1000}

describe('timeline', () => {
  test('bars over one another', () =>
    expect(timelineLines(report.phases)).toEqual([
      `discover .           ██${'·'.repeat(38)}    500 ms`,
      `compile linux/amd64  ··${'█'.repeat(38)}     9.5 s`,
      `compile linux/arm64  ··${'█'.repeat(18)}${'·'.repeat(20)}     4.5 s`,
      'and 1 shorter',
    ]))

  test('nothing took no time', () => {
    expect(timelineLines([])).toEqual([])
    expect(timelineLines([{...phase, durationMs: 0}])).toEqual([])
  })
})
