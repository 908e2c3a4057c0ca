import {createRequire as __createRequire} from 'node:module';const require = __createRequire(import.meta.url);
import {
  askFirst,
  askMode,
  decided,
  mainFacts,
  needsGo
} from "./chunk-DXRRKUIP.js";
import {
  plannedDockerfile,
  prepareGo
} from "./chunk-CEWPCKJT.js";
import {
  goLookOptions,
  makePlan,
  needingGo
} from "./chunk-VDMDN7BP.js";
import {
  planGo
} from "./chunk-7T47MHCC.js";
import {
  mainsOfCompile
} from "./chunk-VI4WN2TK.js";
import {
  discoverMains,
  goFacts,
  listMains
} from "./chunk-VJE26NIC.js";
import {
  RequestError
} from "./chunk-YMPWN76Y.js";

// src/stages/dockerfile/stage-go.ts
function withStageGo(context, decision) {
  const { go } = context.request;
  const wanted = gosOf(decision)[0];
  if (!wanted || go.version !== void 0 || go.versionFile !== void 0) return context;
  return { ...context, request: { ...context.request, go: { ...go, version: versionOf(wanted) } } };
}
function wrongGo(decision, version) {
  const other = gosOf(decision).find((wanted) => wanted.kind === "exact" && wanted.version !== version);
  return other && `${other.image} has Go ${other.version}, and this run has ${version}`;
}
function gosOf(decision) {
  if (decision.mode !== "replace") return [];
  const gos = [...decision.compiles, ...decision.commands].flatMap(({ go }) => go ?? []);
  return [...gos.filter(({ kind }) => kind === "exact"), ...gos.filter(({ kind }) => kind === "floating")];
}
function versionOf({ kind, version }) {
  if (kind === "exact") return version;
  return version === "" || version === "1" ? "stable" : `${version}.x`;
}

// src/stages/dockerfile/prepare-stage-go.ts
async function planStageGo(context, look, decision) {
  const goContext = decision ? withStageGo(context, decision) : context;
  if (goContext === context) return { goContext, goPlan: needingGo(look).goPlan };
  const goPlan = await planGo(goLookOptions(goContext));
  if ("problems" in goPlan) throw new RequestError(goPlan.problems);
  return { goContext, goPlan };
}
async function lookAtStageGo({ request }, { go, toolchain }) {
  const { dir, mains: patterns } = request;
  const { source, program } = toolchain;
  const facts = await goFacts({ go, dir });
  const options = { go, facts, dir, flags: [] };
  if (patterns.length === 0) {
    const mains = await listMains(options);
    const reason = "the Dockerfile wants it";
    return { go, facts, source, program, mains: mains.map((main) => ({ ...main, reason })) };
  }
  const choice = await discoverMains({ ...options, patterns });
  if ("problems" in choice) throw new RequestError(choice.problems);
  return { go, facts, source, program, mains: choice.mains };
}
function stillRight({ request }, decision, { facts }) {
  const wrong = wrongGo(decision, facts.version);
  if (wrong === void 0) return decision;
  if (request.dockerfile.mode === "replace") {
    const hint2 = "leave go-version out to compile with the Go of the image";
    throw new RequestError([{ subject: "dockerfile-mode", message: `replace is not possible: ${wrong}`, hint: hint2 }]);
  }
  const { line, warnings } = decision;
  const hint = "leave go-version out to compile with the Go of the image";
  return { mode: "inside", compilesGo: true, rule: "replace-5-environment", reason: wrong, line, warnings, hint };
}

// src/stages/dockerfile/plan.ts
async function decideDockerfile(context, look) {
  const { question, first } = await askFirst(context, look);
  if (!question || !needsGo(context.request.dockerfile, first))
    return planFor(context, look, { decision: decided(first) });
  const { goContext, goPlan } = await planStageGo(context, look, first.decision);
  if (goPlan.choice.kind !== "use") {
    const why = "the Go that decides it has to be fetched, and a plan is made without the network";
    const unresolved = [{ what: "how the Dockerfile is built", why }];
    return planFor(context, look, { decision: first.decision, unresolved });
  }
  const prepared = await prepareGo(goContext, { ...look, goPlan }, {});
  const stageGo = await lookAtStageGo(goContext, prepared);
  const known = { mains: mainFacts(stageGo.mains, question.found.context), compileFacts: /* @__PURE__ */ new Map() };
  const decision = stillRight(context, decided(await askMode(question, known)), stageGo);
  return planFor(context, look, { decision, stageGo });
}
function planFor(context, look, { decision, stageGo, caches = null, unresolved = [] }) {
  const { request } = context;
  const { plan, problems } = makePlan(request, {
    trigger: look.trigger,
    go: stageGo ? { version: stageGo.facts.version, source: stageGo.source, reason: "it compiles what the image holds" } : null,
    mains: mainsOf(decision, stageGo, look.dockerfile),
    dockerfile: plannedDockerfile(look.dockerfile, request.dir, decision),
    caches,
    unresolved: [
      ...unresolved,
      { what: "base images and the builder", why: "BuildKit is asked when the image is built" }
    ]
  });
  if (problems.length > 0) throw new RequestError(problems);
  return plan;
}
function mainsOf(decision, stageGo, found) {
  if (!decision || !stageGo || !found) return [];
  const facts = mainFacts(stageGo.mains, found.context);
  const compiles = decision.mode === "replace" ? decision.compiles : [];
  const expected = decision.mode === "prebuilt" ? decision.programs.map(({ main }) => main) : [];
  const programs = [...expected, ...compiles.flatMap((compile) => mainsOfCompile(compile, facts))];
  const wanted = new Set(programs.map(({ importPath }) => importPath));
  return stageGo.mains.filter(({ importPath }) => wanted.has(importPath));
}

export {
  planStageGo,
  lookAtStageGo,
  stillRight,
  decideDockerfile,
  planFor
};
