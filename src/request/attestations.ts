import {parsePair, parseRecords} from './lists.ts'
import type {DockerfileRequest} from './types.ts'

type Attesting = Pick<DockerfileRequest, 'provenance' | 'sbom' | 'attests'>

/**
 * The inputs that ask for an attestation beside the image, read as buildx does: a truth value or fields, and one of the
 * fields may switch it off. https://github.com/docker/buildx/blob/v0.38.2/util/buildflags/attests.go
 */
export function attestingInputs({provenance, sbom, attests}: Attesting): readonly (keyof Attesting)[] {
  return [
    ...(isOn(provenance) ? (['provenance'] as const) : []),
    ...(isOn(sbom) ? (['sbom'] as const) : []),
    ...(attests.some(isOn) ? (['attests'] as const) : []),
  ]
}

const TRUE = /^(1|t|true)$/i
const FALSE = /^(0|f|false)$/i

function isOn(value: string | undefined): boolean {
  if (value === undefined || FALSE.test(value)) return false
  const records = parseRecords(value)
  if ('problem' in records) return true // buildx tells what is wrong with it
  const pairs = records.value.flat().map(parsePair)
  return !pairs.some(pair => pair?.key.toLowerCase() === 'disabled' && TRUE.test(pair.value))
}
