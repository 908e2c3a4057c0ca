import {createRequire as __createRequire} from 'node:module';const require = __createRequire(import.meta.url);
import {
  builderLogins
} from "./chunk-NOFVHFVJ.js";
import {
  openRegistry
} from "./chunk-GUHGCTKB.js";
import {
  withTold
} from "./chunk-SSPEW2RM.js";
import {
  wrongTarget
} from "./chunk-DXRRKUIP.js";
import "./chunk-CEWPCKJT.js";
import {
  decideEngine,
  lookAround
} from "./chunk-VDMDN7BP.js";
import "./chunk-7T47MHCC.js";
import {
  startBuilder
} from "./chunk-SLVGC5TL.js";
import "./chunk-VI4WN2TK.js";
import "./chunk-VJE26NIC.js";
import {
  buildkit_exports
} from "./chunk-XAR3CAOE.js";
import "./chunk-EGMFW45I.js";
import "./chunk-KATMBCK6.js";
import "./chunk-5HYWGMCI.js";
import "./chunk-3BSFTTT4.js";
import {
  formatChecks,
  formatOutline,
  formatTargets
} from "./chunk-IU57GEZT.js";
import "./chunk-HD3OXH54.js";
import "./chunk-OGWH5DZ4.js";
import "./chunk-XEYYPLQO.js";
import "./chunk-DK2HHR4N.js";
import {
  RequestError,
  UserError
} from "./chunk-YMPWN76Y.js";
import {
  isRecord
} from "./chunk-5I5N4XBM.js";
import "./chunk-TQOUSWMN.js";
import "./chunk-JBO2LML4.js";
import "./chunk-L4DFUNMN.js";

// src/stages/dockerfile/ask.ts
async function askDockerfile({ request, env, log }, found, { buildx, chosen }, call) {
  const source = { path: found.path, lineOf: (line) => line };
  const task = {
    request: request.dockerfile,
    builder: chosen.builder,
    file: found.path,
    context: found.context,
    contexts: {},
    platforms: request.platforms
  };
  const json = await buildkit_exports.askBuildKit(call, { buildx, task, source, env });
  if (!isRecord(json)) throw tooOld(call, buildx);
  if (call === "targets") return { json, text: formatTargets(buildkit_exports.parseTargets(json)), failure: void 0 };
  if (call === "outline") return { json, text: formatOutline(buildkit_exports.parseOutline(json)), failure: void 0 };
  const checks = buildkit_exports.parseChecks(json);
  for (const warning of buildkit_exports.checkAnnotations(checks.warnings, source)) log.warn(warning);
  return { json, text: formatChecks(checks), failure: failureOf(checks, found) };
}
function failureOf(checks, { path, name }) {
  const { warnings, error } = checks;
  if (error) {
    const at = { file: path, ...error.line === void 0 ? {} : { line: error.line } };
    return new UserError(`BuildKit's checks of ${name}: ${error.message}`, { at });
  }
  if (warnings.length === 0) return void 0;
  const hint = "correct it, or name rules to leave out in a first line such as `# check=skip=StageNameCasing`";
  return new UserError(`${name}: ${formatChecks(checks)}`, { hint });
}
function tooOld(call, { name, version = "without a version" }) {
  return new UserError(
    `call: ${call} got no answer: ${name} ${version}, or the Dockerfile's frontend, is too old for it`,
    {
      hint: "buildx 0.15 and docker/dockerfile 1.8 have all calls: update buildx, or let `# syntax` name docker/dockerfile:1"
    }
  );
}

// src/pipeline-call.ts
async function answerCall(context, call) {
  const { request, problems: told } = context;
  const { dockerfile: found } = await withTold(told, lookAround(context));
  const { problems: unused } = decideEngine(request, found?.name);
  const problems = [...told, ...unused, ...found ? wrongTarget(context, found) : []];
  if (problems.length > 0 || !found) throw new RequestError(problems);
  const registry = openRegistry(context, []);
  let builder;
  try {
    const { credentials } = registry;
    const logins = await builderLogins(context, { found, own: request.registry.logins, credentials });
    builder = startBuilder(context, { asksOnly: true, logins });
    return await askDockerfile(context, found, await builder.ready, call);
  } finally {
    registry.close();
    await builder?.close();
  }
}
export {
  answerCall
};
