import {createRequire as __createRequire} from 'node:module';const require = __createRequire(import.meta.url);
import {
  plannedDockerfile,
  prepareGo,
  runGo
} from "./chunk-CEWPCKJT.js";
import {
  decideEngine,
  lookAround,
  makePlan,
  needingGo
} from "./chunk-VDMDN7BP.js";
import {
  describeGoPlan
} from "./chunk-7T47MHCC.js";
import {
  buildFlags,
  discoverMains,
  goEnvironment,
  goFacts,
  platformProblems,
  splitQuoted
} from "./chunk-VJE26NIC.js";
import {
  buildKeys,
  moduleKeys,
  outputKeys,
  outputsDecision,
  pgoHash,
  profileHash,
  readSums
} from "./chunk-3BSFTTT4.js";
import {
  exists,
  formatPlatform
} from "./chunk-DK2HHR4N.js";
import {
  RequestError,
  UserError
} from "./chunk-YMPWN76Y.js";

// src/stages/cache-keys.ts
import { dirname, join, relative } from "node:path";
async function findModuleKeys({ request, env }) {
  const sums = await readSums(await moduleRoot(request.dir));
  return { sums, keys: moduleKeys({ os: env.RUNNER_OS ?? process.platform, sums: sums.hash }) };
}
async function moduleRoot(dir) {
  const above = [dir];
  for (let folder = dir; dirname(folder) !== folder; folder = dirname(folder)) above.push(dirname(folder));
  for (const name of ["go.work", "go.mod"]) {
    for (const folder of above) if (await exists(join(folder, name))) return folder;
  }
  return dir;
}
async function keysOfRun({ request, env }, found, caches, modules) {
  const { mains, goFacts: goFacts2, flags, trigger } = found;
  const words = [...splitQuoted(goFacts2.goFlags) ?? [], ...flags.build];
  return keysOf(
    { request, env },
    { caches, modules },
    {
      goVersion: goFacts2.goVersion,
      trigger,
      flags: words,
      env: goEnvironment(env, request.compile.goEnv),
      mains: mains.map(({ importPath }) => importPath),
      mainDirs: mains.map(({ dir }) => dir),
      moduleDirs: mains.map(({ moduleDir }) => moduleDir)
    }
  );
}
async function keysOf({ request, env }, { caches, modules }, compiled) {
  const { goVersion, trigger, flags, mains, mainDirs, moduleDirs } = compiled;
  const pgo = await pgoHash({ mainDirs, flags, cwd: request.dir });
  const { suffix } = request.cache;
  const input = {
    os: env.RUNNER_OS ?? process.platform,
    arch: env.RUNNER_ARCH ?? process.arch,
    goVersion,
    profile: profileHash({
      platforms: request.platforms.map(formatPlatform),
      cgo: request.compile.cgo,
      flags,
      env: compiled.env,
      ...pgo === void 0 ? {} : { pgo }
    }),
    moduleDirs: moduleDirs.map((dir) => relative(env.GITHUB_WORKSPACE ?? request.dir, dir)),
    mains,
    runId: trigger.run?.id ?? "0",
    attempt: trigger.run?.attempt ?? "1",
    ...suffix === void 0 ? {} : { suffix }
  };
  return {
    modules: modules.keys,
    build: buildKeys(input),
    outputs: outputKeys(input),
    outputsDecision: outputsDecision(caches.policy, {
      mains: mains.length,
      warm: caches.fresh === void 0 && caches.warmOutputs
    })
  };
}

// src/stages/discover.ts
async function discover(context, surroundings, go) {
  const { dir, compile, platforms, container, mains: patterns } = context.request;
  const facts = await goFacts({ go, dir });
  const { trigger } = surroundings;
  const { flags, problems } = buildFlags({
    goFlags: facts.goFlags,
    compile,
    buildvcs: decideStamp(compile.buildvcs, trigger),
    trusted: trigger.trust.trusted
  });
  const [choice, unsupported, missing] = await Promise.all([
    discoverMains({ go, facts, dir, patterns, flags: flags.list }),
    platformProblems({ go, dir, minor: facts.minor, platforms }),
    missingFiles(container.files)
  ]);
  return {
    ...surroundings,
    go,
    goFacts: facts,
    flags,
    mains: "mains" in choice ? choice.mains : [],
    problems: [...problems, ...unsupported, ...missing, ..."problems" in choice ? choice.problems : []]
  };
}
function decideStamp(wanted, trigger) {
  return wanted === "auto" ? trigger.tag !== void 0 && trigger.commit !== void 0 : wanted;
}
async function missingFiles(files) {
  const there = await Promise.all(files.map(({ source }) => exists(source)));
  return files.filter((_, at) => !there[at]).map(({ source }) => ({
    subject: "files",
    message: `${source} does not exist`,
    hint: "sources are relative to the Go folder"
  }));
}

// src/stages/decide.ts
async function decide(context, surroundings, { toolchain, go }, ci) {
  const found = await withTold(context.problems, discover(context, surroundings, go));
  const keys = ci && await keysOfRun(context, found, ci.caches, ci.modules);
  const { source, reason } = toolchain;
  const said = { version: found.goFacts.version, source, reason };
  const caches = ci && keys ? plannedCaches(ci.caches, keys) : null;
  const dockerfile = plannedDockerfile(surroundings.dockerfile, context.request.dir);
  const plan = planOrProblems(context, found, { ...found, dockerfile, go: said, caches, unresolved: [] });
  return { found, plan, keys };
}
function usesDockerfile({ request }, { dockerfile }) {
  return decideEngine(request, dockerfile?.name).usesDockerfile;
}
async function decideOnly(context) {
  const look = await withTold(context.problems, lookAround(context));
  if (usesDockerfile(context, look)) {
    const { decideDockerfile } = await import("./plan-22P5OYE6.js");
    return decideDockerfile(context, look);
  }
  const surroundings = needingGo(look);
  const { goPlan } = surroundings;
  if (goPlan.choice.kind === "use")
    return (await decide(context, surroundings, await prepareGo(context, surroundings, {}))).plan;
  const unresolved = [unresolvedGo(goPlan)];
  const dockerfile = plannedDockerfile(surroundings.dockerfile, context.request.dir);
  const known = { ...surroundings, dockerfile, go: plannedGo(goPlan), caches: null };
  const withoutMains = (why) => {
    const facts = { ...known, mains: [], unresolved: [...unresolved, { what: "the main packages", why }] };
    const { plan } = makePlan(context.request, facts);
    if (context.problems.length > 0) throw new RequestError(context.problems);
    return plan;
  };
  const { onPath } = goPlan.gos;
  if (!onPath) return withoutMains("only Go can list them, and there is none on this machine");
  const go = runGo(context, surroundings, { program: onPath.program, env: { GOTOOLCHAIN: "local" } });
  try {
    const found = await discover(context, surroundings, go);
    return planOrProblems(context, found, { ...found, ...known, unresolved });
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return withoutMains(error.message);
  }
}
function planOrProblems({ request, problems: told }, found, facts) {
  const { plan, problems } = makePlan(request, facts);
  const all = [...told, ...notMissedTwice(told, [...found.problems, ...found.mains.length > 0 ? problems : []])];
  if (all.length > 0) throw new RequestError(all);
  return plan;
}
async function withTold(told, work) {
  return work.catch((error) => {
    if (told.length === 0) throw error;
    throw new RequestError([...told, ...error instanceof RequestError ? error.problems : []]);
  });
}
function notMissedTwice(told, later) {
  const wrong = new Set(told.map(({ subject }) => subject));
  return later.filter(({ subject }) => !(wrong.has(subject) && ["image", "main", "entrypoint"].includes(subject)));
}
function plannedGo({ choice, wanted }) {
  if (choice.kind !== "fetch") return null;
  return { version: choice.version, source: "to be fetched", reason: choice.reason || wanted.origin };
}
function unresolvedGo(goPlan) {
  return goPlan.choice.kind === "fetch" ? { what: `Go ${goPlan.choice.version}`, why: "it has to be fetched, and a plan is made without the network" } : { what: "the version of Go", why: describeGoPlan(goPlan).replace(/^unresolved: /, "") };
}
function plannedCaches({ policy }, keys) {
  const planned = (of, { restore, save, reason }) => {
    return { ...of, restore, save: save !== "never", reason };
  };
  const [modules, build] = [planned(keys.modules, policy.modules), planned(keys.build, policy.build)];
  return {
    modules,
    build,
    outputs: planned(keys.outputs, keys.outputsDecision),
    policy: {
      restore: modules.restore || build.restore,
      save: modules.save || build.save,
      reason: `modules: ${modules.reason}; build cache: ${build.reason}`
    }
  };
}

export {
  findModuleKeys,
  moduleRoot,
  keysOf,
  decideStamp,
  decide,
  usesDockerfile,
  decideOnly,
  withTold,
  plannedCaches
};
