import type {InputName} from '../../request/index.ts'

/** Beginnings of what buildx and BuildKit say where an input is wrong, and not what is built. */
const BLAMES: readonly (readonly [RegExp, InputName])[] = [
  [/^target stage ".*" could not be found/, 'target'],
  [/^failed to get build context /, 'build-contexts'],
  [/^failed to stat .*no such file or directory$/, 'secret-files'],
  [/^invalid argument ".*" for "--shm-size"/, 'shm-size'],
  [/^invalid argument ".*" for "--ulimit"/, 'ulimit'],
  [/^network mode ".*" not supported/, 'network'],
  [/^unknown entitlement /, 'allow'],
  [/^attestation type not specified/, 'attests'],
]

/** The input that a message is about, where only buildx can judge it. */
export function blamedInput(message: string): InputName | undefined {
  return BLAMES.find(([pattern]) => pattern.test(message))?.[1]
}
