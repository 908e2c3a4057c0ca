import {createRequire as __createRequire} from 'node:module';const require = __createRequire(import.meta.url);
import {
  buildkit_exports
} from "./chunk-XAR3CAOE.js";
import {
  RequestError,
  messageOf
} from "./chunk-YMPWN76Y.js";

// src/stages/ready-builder.ts
function startBuilder(context, options = {}) {
  const ready = readyBuilder(context, options);
  ready.catch(() => {
  });
  const close = async () => {
    const made = await ready.catch(() => void 0);
    await made?.chosen.remove().catch((error) => context.log.warn(messageOf(error)));
  };
  return { ready, close };
}
async function lookForBuildx({
  request,
  exec,
  env,
  signal
}) {
  const problems = [...buildkit_exports.builderProblems(request.builder), ...buildkit_exports.variableProblems(request.dockerfile, env)];
  if (problems.length > 0) throw new RequestError(problems);
  await buildkit_exports.appendedNodes(request.builder);
  return buildkit_exports.findBuildx({ exec, env, signal });
}
async function readyBuilder(context, { asksOnly = false, logins = [], ...given }) {
  const { request, log, phases, leave } = context;
  const buildx = buildkit_exports.withLogins(given.buildx ?? await lookForBuildx(context), logins, context.env);
  for (const unused of unusedThings(context, asksOnly)) log.warn(unused);
  const onMake = (name) => leave({ folders: [], saves: [], builders: [name] });
  const { allow } = request.dockerfile;
  const choose = () => buildkit_exports.chooseBuilder({ buildx, request: request.builder, allow, log, asksOnly, onMake });
  const chosen = await phases.time("resolve", "builder", choose);
  log.info(`Builder: ${chosen.builder.name} (${chosen.builder.driver}), ${chosen.reason}`);
  return { buildx, chosen };
}
function unusedThings({ request, env }, asksOnly) {
  const cache = asksOnly ? void 0 : buildkit_exports.missingActionsCache(request.dockerfile, env);
  return [cache, buildkit_exports.unusedTlsVariables(request.builder, env)].filter((text) => text !== void 0);
}

export {
  startBuilder,
  lookForBuildx
};
