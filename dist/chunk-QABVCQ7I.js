import {createRequire as __createRequire} from 'node:module';const require = __createRequire(import.meta.url);
import {
  folderProblems,
  planGo,
  readTrigger
} from "./chunk-AGNASRDQ.js";
import {
  cacheRoot
} from "./chunk-TAH2NNUZ.js";
import {
  RequestError,
  exists
} from "./chunk-X6E7PWTZ.js";

// src/stages/look-around.ts
import { tmpdir } from "node:os";
import { join } from "node:path";
async function lookAround(context) {
  const { dir } = context.request;
  const problems = await folderProblems(dir);
  if (problems.length > 0) throw new RequestError(problems);
  const [trigger, dockerfile, goPlan] = await Promise.all([
    readTrigger({ ...context, dir }),
    findDockerfile(dir),
    planGo(goLookOptions(context))
  ]);
  if ("problems" in goPlan) throw new RequestError(goPlan.problems);
  return { trigger, dockerfile, goPlan };
}
function goLookOptions(context) {
  const { request, door, env, log } = context;
  return {
    ...context,
    request: request.go,
    dir: request.dir,
    goEnv: request.compile.goEnv,
    files: lateToolFiles({ log, keepStdout: door === "cli" }),
    fallbackRoot: join(cacheRoot(env), "toolchains"),
    ...env.RUNNER_TOOL_CACHE ? { toolCache: env.RUNNER_TOOL_CACHE } : {}
  };
}
function lateToolFiles(options) {
  const files = async () => (await import("./actions-43E4AJZN.js")).createToolFiles(options);
  return {
    fetchText: async (...args) => (await files()).fetchText(...args),
    download: async (...args) => (await files()).download(...args),
    extractTar: async (...args) => (await files()).extractTar(...args),
    extractZip: async (...args) => (await files()).extractZip(...args)
  };
}
function temporaryRoot({ door, env }) {
  return join(door === "action" && env.RUNNER_TEMP ? env.RUNNER_TEMP : tmpdir(), "go-containerize");
}
function stagingFolder(context) {
  const root = temporaryRoot(context);
  return join(/[\s"']/.test(root) ? join(tmpdir(), "go-containerize") : root, "staging");
}
async function findDockerfile(dir) {
  return await exists(join(dir, "Dockerfile")) ? "Dockerfile" : void 0;
}

export {
  lookAround,
  goLookOptions,
  temporaryRoot,
  stagingFolder
};
