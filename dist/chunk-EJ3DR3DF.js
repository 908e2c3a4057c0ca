import {createRequire as __createRequire} from 'node:module';const require = __createRequire(import.meta.url);
import {
  planGo,
  readTrigger
} from "./chunk-FSATE2RX.js";
import {
  parseDockerfile
} from "./chunk-FMLQAP7L.js";
import {
  folderProblems
} from "./chunk-HXR4VOMM.js";
import {
  cacheRoot
} from "./chunk-ZPARUUBC.js";
import {
  RequestError,
  exists
} from "./chunk-7MAKS6H7.js";

// src/stages/look-around.ts
import { tmpdir } from "node:os";
import { join as join2 } from "node:path";

// src/stages/dockerfile/find.ts
import { readFile, stat } from "node:fs/promises";
import { dirname, join, relative, sep } from "node:path";
async function findDockerfile({ request }) {
  const { dir, dockerfile } = request;
  const root = await repositoryRoot(dir);
  const candidates = dockerfile.file === void 0 ? [join(dir, "Dockerfile"), join(root, "Dockerfile")] : [dockerfile.file];
  const context = dockerfile.context ?? root;
  const [path, problems] = [await firstFile(candidates), await contextProblems(context)];
  if (path !== void 0) return { found: problems.length > 0 ? void 0 : await read({ path, context, root }), problems };
  if (dockerfile.file === void 0) return { found: void 0, problems };
  const message = `${dockerfile.file}: there is no such file`;
  return { found: void 0, problems: [{ subject: "file", message, hint: "paths are relative to the current folder" }] };
}
async function read({
  path,
  context,
  root
}) {
  const name = slashes(relative(root, path));
  const source = await readFile(path);
  const answer = parseDockerfile(source, name);
  const ignore = await firstText([`${path}.dockerignore`, join(context, ".dockerignore")]);
  return {
    path,
    name,
    context,
    root,
    ignore,
    source,
    dockerfile: "dockerfile" in answer ? answer.dockerfile : void 0,
    problem: "problem" in answer ? answer.problem : void 0
  };
}
async function repositoryRoot(dir) {
  for (let folder = dir; ; folder = dirname(folder)) {
    if (await exists(join(folder, ".git"))) return folder;
    if (dirname(folder) === folder) return dir;
  }
}
async function firstFile(paths) {
  for (const path of paths) if ((await stat(path).catch(() => void 0))?.isFile()) return path;
  return void 0;
}
async function firstText(paths) {
  for (const path of paths) {
    const text = await readFile(path, "utf8").catch(() => void 0);
    if (text !== void 0) return text;
  }
  return void 0;
}
async function contextProblems(context) {
  if ((await stat(context).catch(() => void 0))?.isDirectory()) return [];
  const message = `${context}: there is no such folder`;
  return [{ subject: "context", message, hint: "paths are relative to the current folder" }];
}
function slashes(path) {
  return path.split(sep).join("/");
}

// src/stages/look-around.ts
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
    fallbackRoot: join2(cacheRoot(env), "toolchains"),
    ...env.RUNNER_TOOL_CACHE ? { toolCache: env.RUNNER_TOOL_CACHE } : {}
  };
}
function lateToolFiles(options) {
  const files = async () => (await import("./actions-J7ABJ4AD.js")).createToolFiles(options);
  return {
    fetchText: async (...args) => (await files()).fetchText(...args),
    download: async (...args) => (await files()).download(...args),
    extractTar: async (...args) => (await files()).extractTar(...args),
    extractZip: async (...args) => (await files()).extractZip(...args)
  };
}
function temporaryRoot({ door, env }) {
  return join2(door === "action" && env.RUNNER_TEMP ? env.RUNNER_TEMP : tmpdir(), "go-containerize");
}
function stagingFolder(context) {
  const root = temporaryRoot(context);
  return join2(/[\s"']/.test(root) ? join2(tmpdir(), "go-containerize") : root, "staging");
}

export {
  lookAround,
  goLookOptions,
  temporaryRoot,
  stagingFolder
};
