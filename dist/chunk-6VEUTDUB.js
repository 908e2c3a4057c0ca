import {createRequire as __createRequire} from 'node:module';const require = __createRequire(import.meta.url);
import {
  runGo
} from "./chunk-CEWPCKJT.js";
import {
  stagingFolder,
  temporaryRoot
} from "./chunk-VDMDN7BP.js";
import {
  cacheRoot
} from "./chunk-KATMBCK6.js";
import {
  cacheAccess,
  cachePolicy,
  isWarmBuildCache,
  isWarmModuleCache,
  isWarmOutputs
} from "./chunk-3BSFTTT4.js";

// src/stages/ci-caches.ts
import { randomUUID } from "node:crypto";
import { homedir } from "node:os";
import { join } from "node:path";
async function openCiCaches(context, surroundings) {
  const { request, door, env } = context;
  if (door !== "action") return void 0;
  const folders = await goFolders(context, surroundings);
  const [modules, build] = await Promise.all([isWarmModuleCache(folders.goModCache), isWarmBuildCache(folders.goCache)]);
  const policy = policyOf({ request, env, door }, surroundings.trigger, { modules, build });
  const temporary = temporaryRoot(context);
  const fresh = policy.build.fresh ? join(temporary, `fresh-${randomUUID()}`) : void 0;
  const outputsRoot = fresh === void 0 ? cacheRoot(env) : join(fresh, "outputs");
  return {
    policy,
    goModCache: folders.goModCache,
    goCache: fresh === void 0 ? folders.goCache : join(fresh, "go-build"),
    outputsRoot,
    warmOutputs: await isWarmOutputs(outputsRoot),
    place: await entryPlace(context),
    fresh
  };
}
function policyOf({ request, env, door }, trigger, warm) {
  const hosted = env.RUNNER_ENVIRONMENT === "github-hosted";
  return cachePolicy({ mode: request.cache.mode, door, trigger, access: cacheAccess(env), hosted, warm });
}
async function entryPlace(context) {
  const { exec, env, assets, signal } = context;
  const { createCacheService } = await import("./actions-ZNMV3PGE.js");
  const script = join(assets, "actions", "cache-child.js");
  return { service: createCacheService({ exec, env, script }), staging: stagingFolder(context), signal };
}
function cacheEnv(caches) {
  return caches ? { GOCACHE: caches.goCache, GOMODCACHE: caches.goModCache } : {};
}
async function goFolders(context, surroundings) {
  const { goPlan } = surroundings;
  const fallback = defaultFolders({ ...context.env, ...context.request.compile.goEnv });
  const { onPath } = goPlan.gos;
  if (!onPath) return fallback;
  const go = runGo(context, surroundings, { program: onPath.program, env: { GOTOOLCHAIN: "local", GOWORK: "off" } });
  const { exitCode, stdout } = await go(["env", "GOCACHE", "GOMODCACHE"], { cwd: temporaryFolderOf(context) });
  const [goCache, goModCache] = stdout.trimEnd().split(/\r?\n/);
  return exitCode === 0 && goCache && goModCache ? { goCache, goModCache } : fallback;
}
function temporaryFolderOf({ env }) {
  return env.RUNNER_TEMP || homedir();
}
function defaultFolders(env) {
  const home = env.HOME || env.USERPROFILE || homedir();
  const cacheHome = process.platform === "win32" ? env.LOCALAPPDATA || join(home, "AppData", "Local") : process.platform === "darwin" ? join(home, "Library", "Caches") : env.XDG_CACHE_HOME || join(home, ".cache");
  const goPath = (env.GOPATH || join(home, "go")).split(process.platform === "win32" ? ";" : ":")[0] ?? "";
  return {
    goCache: env.GOCACHE || join(cacheHome, "go-build"),
    goModCache: env.GOMODCACHE || join(goPath, "pkg", "mod")
  };
}

export {
  openCiCaches,
  policyOf,
  entryPlace,
  cacheEnv
};
