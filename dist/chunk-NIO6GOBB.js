import {createRequire as __createRequire} from 'node:module';const require = __createRequire(import.meta.url);
import {
  compileShare,
  performSave,
  restoreBuildCache,
  restoreModules,
  restoreOutputs,
  shouldSaveBuild,
  shouldSaveModules,
  shouldSaveOutputs,
  sweepBuildCache
} from "./chunk-NWVG2OHD.js";
import {
  CACHE_TITLES,
  sayRestored,
  saySaved
} from "./chunk-KALWOJN2.js";
import {
  messageOf
} from "./chunk-7MAKS6H7.js";

// src/stages/cache-session.ts
function startCaches(context, caches, { keys: moduleKeys, sums }) {
  const { phases, log, now } = context;
  const { policy, goCache, goModCache, outputsRoot, place } = caches;
  let keys;
  let hasArrived = false;
  let isFinished = false;
  const fetch = async (kind, work) => {
    const report = await phases.time("restore", CACHE_TITLES[kind], work);
    sayRestored(log, kind, report);
    return report;
  };
  const modules = policy.modules.restore ? fetch("modules", () => restoreModules({ ...place, keys: moduleKeys, goModCache })) : void 0;
  let build;
  let outputs;
  let unpacked;
  const restored = {};
  modules?.catch(() => {
  });
  const save = async (task, rule, { save: save2, reason }) => {
    const { kind } = task;
    const report = save2 ? await phases.time("save", CACHE_TITLES[kind], () => performSave(task, place)) : void 0;
    if (rule !== "never") saySaved(log, kind, report, reason);
    return report;
  };
  const modulesTask = () => ({ kind: "modules", key: moduleKeys.key, folder: goModCache, sums: sums.root });
  const decideModules = () => shouldSaveModules({ rule: policy.modules.save, restored: restored.modules });
  const known = () => {
    if (!keys) throw new Error("the keys of the caches are not known yet");
    return keys;
  };
  const sweepUnused = async (usedSince) => {
    if (usedSince === void 0) return void 0;
    return sweepBuildCache(goCache, usedSince).catch((error) => {
      log.warn(`the build cache was not swept, so it keeps more than it needs: ${messageOf(error)}`);
      return void 0;
    });
  };
  return {
    restore(keysOfRun, unpack) {
      keys = keysOfRun;
      const { build: buildKeys, outputs: outputKeys, outputsDecision } = keysOfRun;
      unpacked = modules?.then(
        ({ result }) => result === "restored" ? phases.time("unpack", CACHE_TITLES.modules, unpack) : void 0
      );
      unpacked?.catch(() => {
      });
      if (policy.build.restore)
        build = fetch("build", () => restoreBuildCache({ ...place, keys: buildKeys, goCache, now }));
      if (outputsDecision.restore)
        outputs = fetch("outputs", () => restoreOutputs({ ...place, keys: outputKeys, root: outputsRoot, now }));
      build?.catch(() => {
      });
      outputs?.catch(() => {
      });
    },
    async arrived() {
      Object.assign(restored, { modules: await modules, build: await build, outputs: await outputs });
      await unpacked?.catch(() => {
      });
      hasArrived = true;
    },
    async save(graphs) {
      const keys2 = known();
      const compiled = compileShare(graphs);
      const sweep = await sweepUnused(restored.build?.usedSince);
      const usedSinceMs = restored.outputs?.usedSince.getTime() ?? 0;
      const tasks = [
        [modulesTask(), policy.modules.save, decideModules()],
        [
          { kind: "build", key: keys2.build.key, folder: goCache },
          policy.build.save,
          shouldSaveBuild({ rule: policy.build.save, restored: restored.build, compiled })
        ],
        [
          { kind: "outputs", key: keys2.outputs.key, folder: outputsRoot, usedSinceMs },
          keys2.outputsDecision.save,
          shouldSaveOutputs({ rule: keys2.outputsDecision.save, restored: restored.outputs, compiled })
        ]
      ];
      const saves = tasks.map(([task, rule, decision]) => save(task, rule, decision).catch(() => void 0));
      const [savedModules, savedBuild, savedOutputs] = await Promise.all(saves);
      isFinished = true;
      return cachesReport({ policy, keys: keys2, restored, compiled, sweep, saved: { savedModules, savedBuild, savedOutputs } });
    },
    left() {
      if (!hasArrived || isFinished) return [];
      const isColdBuild = keys !== void 0 && policy.build.save !== "never" && restored.build?.result === "missing";
      return [
        ...decideModules().save ? [modulesTask()] : [],
        // Compiled packages are right also where another one failed. With something restored it can't be told what is new.
        ...isColdBuild && keys ? [{ kind: "build", key: keys.build.key, folder: goCache }] : []
      ];
    }
  };
}
function cachesReport(run) {
  const { policy, keys, restored, compiled, sweep, saved } = run;
  const part = (reason, restore, save) => ({
    reason,
    ...restore ? { restore: withoutTime(restore) } : {},
    ...save ? { save } : {}
  });
  return {
    modules: part(policy.modules.reason, restored.modules, saved.savedModules),
    build: { ...part(policy.build.reason, restored.build, saved.savedBuild), ...sweep ? { sweep } : {} },
    outputs: part(keys.outputsDecision.reason, restored.outputs, saved.savedOutputs),
    ...compiled ? { compiled } : {}
  };
}
function withoutTime({ usedSince: _, ...report }) {
  return report;
}

export {
  startCaches
};
