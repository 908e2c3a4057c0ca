import {describe, expect, test} from '@jest/globals'
import {formatPlan, formatResult, planJson} from '../../src/report/index.ts'
import {digest, image, plan, report} from './samples.ts'

describe('plan', () => {
  test('for people: each choice with its reason', () =>
    expect(formatPlan(plan)).toBe(`\
go          1.26.8 (toolchain line of go.mod)  it is exact
main        example.com/shop/cmd/shop          named as the module
platforms   linux/amd64, linux/arm/v7
image       ghcr.io/acme/shop
tag         main                               the branch
tag         latest (left alone)                only a release moves it
engine      embedded                           the default
base        scratch
push        yes                                push to the default branch
unresolved  right to push                      needs the network
warning: Dockerfile was ignored`))

  test('without a push no tag is set, which is said once', () => {
    const text = formatPlan({...plan, push: {allowed: false, reason: 'not asked for'}})
    expect(text).not.toContain('left alone')
    expect(text).toMatch(/^push +no +not asked for$/m)
  })

  test('names what a program is called when the path does not say it', () => {
    const mains = [{importPath: 'example.com/shop/v2', dir: '.', name: 'shop', reason: 'the root'}]
    expect(formatPlan({...plan, mains})).toContain('example.com/shop/v2 as shop')
  })

  test('as JSON: the documented members in their order, platforms as text', () => {
    const document = planJson(plan)
    expect(Object.keys(document).join(' ')).toBe(
      'go mains platforms images engine dockerfile base push cache unresolved warnings',
    )
    expect(document.platforms).toEqual(['linux/amd64', 'linux/arm/v7'])
    expect(document.mains).toEqual(plan.mains)
    expect(JSON.parse(JSON.stringify(document))).toEqual(document)
  })
})

describe('result', () => {
  const context = {loaded: undefined, layoutIsComplete: true, nameInLayout: () => 'shop'}
  const local = {...report, images: [{...image, pushed: false}]}

  test('pushed', () =>
    expect(formatResult(report, context)).toBe(`\
ghcr.io/acme/shop:main@${digest('a')}
  pushed, 2 platforms
  linux/amd64  9.4 MB  ${digest('b')}
  linux/arm64  9.4 MB  ${digest('c')}`))

  test('unchanged, and no tag', () => {
    const untagged = {...image, changed: false, tags: [], references: [`ghcr.io/acme/shop@${digest('a')}`]}
    expect(formatResult({...report, images: [untagged]}, context)).toMatch(
      /^ghcr\.io\/acme\/shop@sha256:a{64}\n {2}unchanged: the registry has it already, 2 platforms\n/,
    )
  })

  test('not pushed: what to do with it', () =>
    expect(formatResult(local, context).split('\n').slice(5)).toEqual([
      'Nothing was pushed. The image is an OCI layout in /home/me/.cache/go-containerize/layouts/shop',
      '  inspect it:         go-containerize inspect /home/me/.cache/go-containerize/layouts/shop',
      '  push it:            go-containerize push /home/me/.cache/go-containerize/layouts/shop',
      '  run it in Docker:   the same build with --load, which loads it and says how',
      '  copy it elsewhere:  skopeo copy oci:/home/me/.cache/go-containerize/layouts/shop:shop docker-archive:image.tar',
    ]))

  test('other tools cannot read a sparse layout', () =>
    expect(formatResult(local, {...context, layoutIsComplete: false})).not.toContain('skopeo'))

  test('a name without a registry needs one, and odd paths are quoted', () => {
    const unnamed = {...image, name: 'shop', pushed: false, tags: [], references: [`shop@${digest('a')}`]}
    const text = formatResult({...report, images: [unnamed], layout: '/tmp/my images'}, context)
    expect(text).toContain("go-containerize push '/tmp/my images' --image REGISTRY/shop\n")
    expect(text).toContain("skopeo copy 'oci:/tmp/my images:shop' ")
  })

  test.each(['docker', 'podman'])('loaded into %s', program => {
    const loaded = {program, references: ['ghcr.io/acme/shop:main']}
    const lines = formatResult(local, {...context, loaded}).split('\n')
    expect(lines.at(-1)).toBe(`run it:  ${program} run --rm ghcr.io/acme/shop:main`)
  })
})
