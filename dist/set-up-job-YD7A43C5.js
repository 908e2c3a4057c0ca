import {createRequire as __createRequire} from 'node:module';const require = __createRequire(import.meta.url);
import {
  cacheEnv,
  openCiCaches
} from "./chunk-6VEUTDUB.js";
import {
  findModuleKeys,
  moduleRoot,
  withTold
} from "./chunk-SSPEW2RM.js";
import {
  prepareGo
} from "./chunk-CEWPCKJT.js";
import {
  lookAround,
  needingGo,
  stagingFolder
} from "./chunk-VDMDN7BP.js";
import {
  describeToolchain,
  isHeldFast
} from "./chunk-7T47MHCC.js";
import "./chunk-VI4WN2TK.js";
import {
  goEnvironment,
  goFacts,
  splitQuoted
} from "./chunk-VJE26NIC.js";
import "./chunk-XAR3CAOE.js";
import "./chunk-EGMFW45I.js";
import "./chunk-KATMBCK6.js";
import "./chunk-5HYWGMCI.js";
import {
  createCacheService
} from "./chunk-ESWQMNSH.js";
import {
  buildKeys,
  countBuildCache,
  finishJobCaches,
  profileHash,
  restoreBuildCache,
  restoreModules
} from "./chunk-3BSFTTT4.js";
import {
  CACHE_TITLES,
  sayRestored,
  saySaved
} from "./chunk-IU57GEZT.js";
import "./chunk-HD3OXH54.js";
import "./chunk-OGWH5DZ4.js";
import "./chunk-XEYYPLQO.js";
import "./chunk-DK2HHR4N.js";
import "./chunk-YMPWN76Y.js";
import "./chunk-RBF2ZTQZ.js";
import "./chunk-5I5N4XBM.js";
import "./chunk-TQOUSWMN.js";
import "./chunk-JBO2LML4.js";
import "./chunk-6RO2J6YC.js";
import "./chunk-MAXGRNIG.js";
import "./chunk-L4DFUNMN.js";

// src/stages/set-up-job.ts
import { dirname, join, relative } from "node:path";

// src/stages/job-target.ts
var NAMES = ["GOOS", "GOARCH", "GOAMD64", "GOARM", "GOARM64"];
function jobTarget(env) {
  return ["job", ...NAMES.map((name) => env[name] ?? "")].join(" ");
}

// src/stages/set-up-job.ts
async function setUpJob(context) {
  const surroundings = needingGo(await withTold(context.problems, lookAround(context)));
  const ci = await openCiCaches(context, surroundings);
  if (!ci) throw new Error("setup is an action");
  const { keys: moduleKeys, sums } = await findModuleKeys(context);
  const modulesRestored = restored(
    context,
    "modules",
    ci.policy.modules.restore,
    () => restoreModules({ ...ci.place, keys: moduleKeys, goModCache: ci.goModCache, sums })
  );
  modulesRestored.catch(() => {
  });
  const { toolchain, go } = await prepareGo(context, surroundings, cacheEnv(ci));
  context.log.info(describeToolchain(toolchain));
  const facts = await goFacts({ go, dir: context.request.dir });
  const keys = await jobKeys(context, facts, surroundings.trigger.run);
  const build = await restored(
    context,
    "build",
    ci.policy.build.restore,
    () => restoreBuildCache({ ...ci.place, keys, goCache: ci.goCache, now: context.now })
  );
  const modules = await modulesRestored;
  context.log.info(`modules: ${ci.policy.modules.reason}`);
  context.log.info(`build cache: ${ci.policy.build.reason}`);
  const { stdout } = await go(["env", "GOPATH"], { cwd: context.request.dir });
  return {
    toolchain,
    goPath: stdout.trim(),
    isWarm: build?.result === "restored",
    env: jobEnv(context, toolchain, ci),
    left: {
      goCache: ci.goCache,
      goModCache: ci.goModCache,
      sums: sums.root,
      modules: { key: moduleKeys.key, rule: ci.policy.modules.save, ...modules && { restored: modules } },
      build: {
        key: keys.key,
        rule: ci.policy.build.save,
        entriesBefore: await countBuildCache(ci.goCache),
        ...build && { restored: build },
        ...build?.usedSince && { usedSinceMs: build.usedSince.getTime() }
      },
      ...ci.fresh !== void 0 && { fresh: ci.fresh }
    }
  };
}
async function restored({ phases, log }, kind, allowed, work) {
  if (!allowed) return void 0;
  const report = await phases.time("restore", CACHE_TITLES[kind], work);
  sayRestored(log, kind, report);
  return report;
}
async function jobKeys({ request, env }, { goVersion, goFlags }, run) {
  const { suffix } = request.cache;
  return buildKeys({
    os: env.RUNNER_OS ?? process.platform,
    arch: env.RUNNER_ARCH ?? process.arch,
    goVersion,
    profile: profileHash({
      platforms: [jobTarget(env)],
      cgo: env.CGO_ENABLED !== "0",
      flags: splitQuoted(goFlags) ?? [],
      env: goEnvironment(env, {})
    }),
    moduleDirs: [relative(env.GITHUB_WORKSPACE ?? request.dir, await moduleRoot(request.dir))],
    mains: [`job ${env.GITHUB_JOB ?? ""}`],
    runId: run?.id ?? "0",
    attempt: run?.attempt ?? "1",
    ...suffix === void 0 ? {} : { suffix }
  });
}
function jobEnv({ request, env }, { goroot, source }, ci) {
  return {
    ...isHeldFast(request.go) ? { GOTOOLCHAIN: "local" } : {},
    ...env.GOROOT && source !== "PATH" ? { GOROOT: goroot } : {},
    ...ci.fresh === void 0 ? {} : { GOCACHE: ci.goCache }
  };
}
async function finishJob(caches, { env, exec, log, assets, signal }) {
  const service = createCacheService({ exec, env, script: join(assets, "actions", "cache-child.js") });
  const staging = stagingFolder({ door: "action", env });
  for (const { kind, decision, report } of await finishJobCaches(caches, { service, staging, signal })) {
    saySaved(log, kind, report, decision.reason);
  }
}
function pathsOf({ toolchain, goPath }) {
  const own = toolchain.source === "PATH" ? [] : [dirname(toolchain.program)];
  return [...own, ...goPath === "" ? [] : [join(goPath, "bin")]];
}
export {
  finishJob,
  pathsOf,
  setUpJob
};
