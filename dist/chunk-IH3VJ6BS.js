import {createRequire as __createRequire} from 'node:module';const require = __createRequire(import.meta.url);
import {
  planGo,
  readTrigger
} from "./chunk-3I24ETVR.js";
import {
  findDockerfile
} from "./chunk-QJ4SIERO.js";
import {
  folderProblems
} from "./chunk-4PX3GUKA.js";
import {
  cacheRoot
} from "./chunk-ZPARUUBC.js";
import {
  RequestError
} from "./chunk-7MAKS6H7.js";

// src/stages/look-around.ts
import { tmpdir } from "node:os";
import { join } from "node:path";
async function lookAround(context) {
  const { dir } = context.request;
  const problems = await folderProblems(dir);
  if (problems.length > 0) throw new RequestError(problems);
  const [trigger, search, goPlan] = await Promise.all([
    readTrigger({ ...context, dir }),
    findDockerfile(context),
    planGo(goLookOptions(context))
  ]);
  const all = [...search.problems, ..."problems" in goPlan ? goPlan.problems : []];
  if ("problems" in goPlan || all.length > 0) throw new RequestError(all);
  return { trigger, dockerfile: search.found, goPlan };
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
  const files = async () => (await import("./actions-ACHJQSGL.js")).createToolFiles(options);
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

export {
  lookAround,
  goLookOptions,
  temporaryRoot,
  stagingFolder
};
