import {createRequire as __createRequire} from 'node:module';const require = __createRequire(import.meta.url);
import {
  goLookOptions
} from "./chunk-VDMDN7BP.js";
import {
  provideGo
} from "./chunk-7T47MHCC.js";
import {
  gitAccessEnv,
  goEnvironment,
  goTool
} from "./chunk-VJE26NIC.js";

// src/stages/dockerfile/planned.ts
import { relative, sep } from "node:path";
function plannedDockerfile(found, dir, decision) {
  if (!found) return void 0;
  const folder = relative(found.root, dir).split(sep).join("/");
  return {
    path: found.name,
    folder: folder === "" ? void 0 : folder,
    decided: decision && { mode: decision.mode, rule: decision.rule, reason: reasonOf(found, decision) },
    warnings: []
  };
}
function reasonOf({ name }, { reason, line, ...decision }) {
  const place = line === void 0 ? "" : ` (${name}:${line})`;
  const hint = decision.mode === "inside" && decision.hint !== void 0 ? `; ${decision.hint}` : "";
  return `${reason}${place}${hint}`;
}

// src/stages/prepare-go.ts
async function prepareGo(context, surroundings, folders) {
  const { phases } = context;
  const { goPlan } = surroundings;
  const subject = goPlan.choice.kind === "fetch" ? goPlan.choice.version : "go";
  const provide = () => provideGo(goPlan, goLookOptions(context));
  const toolchain = goPlan.choice.kind === "use" ? await provide() : await phases.time("toolchain", subject, provide);
  const { program, env } = toolchain;
  return { toolchain, go: runGo(context, surroundings, { program, env: { ...folders, ...env } }) };
}
function runGo({ request, door, exec, env, signal, log }, { trigger, goPlan }, go) {
  const { goEnv } = request.compile;
  const { patterns, token } = request.goPrivate;
  const isTrusted = trigger.trust.trusted;
  if (token !== void 0 && !isTrusted) log.warn(`go-private-token is not used: ${trigger.trust.reason}`);
  const access = gitAccessEnv(
    { patterns, anyOwner: door === "action", ...token !== void 0 && isTrusted ? { token } : {} },
    { ...goEnvironment(env, goEnv), ...privateSettings(goPlan) }
  );
  const { program } = go;
  return goTool({ exec, env, goEnv: { ...goEnv, ...access, ...go.env }, signal, ...program ? { program } : {} });
}
function privateSettings({ gos: { settings } }) {
  return { GOPRIVATE: settings.goPrivate, GONOPROXY: settings.goNoProxy, GONOSUMDB: settings.goNoSumDb };
}

export {
  plannedDockerfile,
  prepareGo,
  runGo
};
