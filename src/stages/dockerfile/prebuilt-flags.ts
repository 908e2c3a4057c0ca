import type {Context} from '../../context.ts'
import {type BuildFlags, buildFlags, type GoFacts} from '../../go/index.ts'
import {RequestError} from '../../lib/errors.ts'
import type {Trigger} from '../../trigger/index.ts'
import {decideStamp} from '../discover.ts'

/** With which flags programs are compiled that a Dockerfile expects ready-made: those of an image without a Dockerfile. */
export function prebuiltFlags({request}: Pick<Context, 'request'>, {goFlags}: GoFacts, trigger: Trigger): BuildFlags {
  const {compile} = request
  const buildvcs = decideStamp(compile.buildvcs, trigger)
  const {flags, problems} = buildFlags({goFlags, compile, buildvcs, trusted: trigger.trust.trusted})
  if (problems.length > 0) throw new RequestError(problems)
  return flags
}
