import {createRequire as __createRequire} from 'node:module';const require = __createRequire(import.meta.url);
import {
  startCaches
} from "./chunk-HSOBOKNW.js";
import {
  cacheEnv,
  openCiCaches
} from "./chunk-UMHOZWNK.js";
import {
  decideStamp,
  findModuleKeys,
  keysOf,
  makePlan,
  plannedCaches,
  plannedDockerfile,
  prepareGo
} from "./chunk-CY7BUXYQ.js";
import {
  decideMode,
  goListArguments,
  goLookOptions,
  summarizeGoList
} from "./chunk-ULBYTEP6.js";
import {
  architectureOf,
  buildFlags,
  discoverMains,
  gitEnvironment,
  gitTrust,
  goEnvironment,
  goFacts,
  listMains,
  planGo,
  splitQuoted
} from "./chunk-AIFS4JPA.js";
import {
  cacheRoot,
  prepareCacheFolder
} from "./chunk-USUAKS4C.js";
import {
  forMany
} from "./chunk-XEYYPLQO.js";
import {
  RequestError,
  UserError
} from "./chunk-KZN2H757.js";

// src/stages/dockerfile-ready.ts
import { join as join4 } from "node:path";

// src/stages/decide-mode.ts
async function askMode(question, known) {
  const { context, dockerfile, tree } = question;
  const { dockerfile: asked } = context.request;
  const ask2 = () => decideMode({
    dockerfile,
    requested: asked.mode,
    build: buildFacts(context),
    tree: tree.facts(known.mains),
    compileFacts: known.compileFacts,
    buildCommand: asked.buildCommand
  });
  for (; ; ) {
    const answer = ask2();
    if (!await tree.learnIgnored()) return answer;
  }
}
function needsGo({ mode }, { decision }) {
  if (mode === "prebuilt" || decision === void 0) return mode === "prebuilt";
  return decision.mode !== "inside" || /^prebuilt-/.test(decision.rule);
}
function decided({ decision, problems }) {
  if (problems.length > 0 || !decision) throw new RequestError(problems);
  return decision;
}
function buildFacts(context) {
  const { dockerfile, platforms } = context.request;
  return {
    target: dockerfile.target,
    buildArgs: buildArgsOf(context),
    contexts: contextNames(dockerfile),
    platforms,
    buildPlatform: hostPlatform()
  };
}
function buildArgsOf({ request, env }) {
  const pairs = request.dockerfile.buildArgs.map((text) => {
    const equals = text.indexOf("=");
    return equals < 0 ? [text, env[text]] : [text.slice(0, equals), text.slice(equals + 1)];
  });
  return Object.fromEntries(pairs.filter((pair) => pair[1] !== void 0));
}
function contextNames({ buildContexts }) {
  return buildContexts.map((text) => text.slice(0, text.indexOf("=")));
}
function hostPlatform() {
  return { os: "linux", architecture: architectureOf(process.arch)?.goArch ?? "amd64" };
}

// src/stages/dockerfile-tree.ts
import { statSync } from "node:fs";
import { join, relative, sep } from "node:path";
async function openWorkTree({ exec, env, door, signal }, { context, ignore }) {
  const git = async (args, stdin) => {
    const command = { program: "git", args: [...gitTrust(door === "action"), ...args], cwd: context, signal };
    return exec({ ...command, env: gitEnvironment(env), ...stdin === void 0 ? {} : { stdin } }).catch((error) => {
      signal.throwIfAborted();
      return { exitCode: -1, stdout: "", stderr: String(error) };
    });
  };
  const [files, status, shallow] = await Promise.all([
    git(["ls-files", "-z", "--cached"]),
    git(["status", "--porcelain", "--untracked-files=normal", "--ignore-submodules=none"]),
    git(["rev-parse", "--is-shallow-repository"])
  ]);
  const isWorkTree = files.exitCode === 0;
  const asked = /* @__PURE__ */ new Set();
  const ignored = /* @__PURE__ */ new Map();
  return {
    facts: (mains) => ({
      kindOf: (path) => kindOf(join(context, path)),
      tracked: isWorkTree ? files.stdout.split("\0").filter(Boolean) : void 0,
      isIgnored(path) {
        if (isWorkTree && !ignored.has(path)) asked.add(path);
        return ignored.get(path) ?? false;
      },
      dockerignore: ignore,
      mains,
      git: isWorkTree ? { clean: status.exitCode === 0 && status.stdout === "", complete: shallow.stdout.trim() === "false" } : void 0
    }),
    async learnIgnored() {
      const paths = [...asked].filter((path) => !ignored.has(path));
      if (paths.length === 0) return false;
      const { stdout } = await git(
        ["check-ignore", "--no-index", "-z", "--stdin"],
        paths.map((path) => `${path}\0`).join("")
      );
      const found = new Set(stdout.split("\0"));
      for (const path of paths) ignored.set(path, found.has(path));
      return paths.some((path) => ignored.get(path));
    }
  };
}
function kindOf(path) {
  const found = statSync(path, { throwIfNoEntry: false });
  return found?.isDirectory() ? "folder" : found ? "file" : void 0;
}
function mainFacts(mains, context) {
  return mains.map(({ importPath, dir }) => ({ importPath, folder: relative(context, dir).split(sep).join("/") })).filter(({ folder }) => folder !== ".." && !folder.startsWith("../"));
}

// src/stages/go-knowledge.ts
import { realpath } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join as join2 } from "node:path";
async function listCompiles({ signal }, go, context, decision) {
  const open2 = decision.mode === "replace" ? decision.open : [];
  const root = await realpath(context);
  const facts = await Promise.all(
    open2.map(async (compile) => [compile.id, await listOne({ signal }, go, root, compile)])
  );
  return new Map(facts.flatMap(([id, found]) => found ? [[id, found]] : []));
}
async function listOne({ signal }, go, context, compile) {
  const options = { cwd: join2(context, compile.folder), env: await stageEnv(go, compile), signal };
  const places = await go(["env", "GOMODCACHE", "GOWORK"], options);
  const [moduleCache = "", workFile = ""] = places.stdout.trimEnd().split(/\r?\n/);
  const { exitCode, stdout } = await go(goListArguments(compile), options);
  return exitCode === 0 ? summarizeGoList(stdout, { context, moduleCache, workFile }) : void 0;
}
var OWN = [
  "GOPROXY",
  "GONOPROXY",
  "GOPRIVATE",
  "GOSUMDB",
  "GONOSUMDB",
  "GOINSECURE",
  "GOVCS",
  "GOAUTH",
  "GOCACHE",
  "GOMODCACHE",
  "GOPATH"
];
async function stageEnv(go, { env }) {
  const { stdout } = await go(["env", ...OWN], { cwd: tmpdir() });
  const values = stdout.split(/\r?\n/);
  const own = Object.fromEntries(OWN.flatMap((name, at) => values[at] ? [[name, values[at]]] : []));
  return { ...own, GOENV: "off", ...env };
}

// src/stages/guess-mains.ts
import { open, readdir, readFile } from "node:fs/promises";
import { join as join3, posix, sep as sep2 } from "node:path";
var HEAD = 16 * 1024;
var AT_ONCE = 32;
async function guessMains(context, tracked) {
  const files = tracked ?? await allFiles(context);
  const modules = await modulesOf(context, files);
  const folders = /* @__PURE__ */ new Map();
  for (const file of files.filter(isSource)) {
    const folder = posix.dirname(file) === "." ? "" : posix.dirname(file);
    folders.set(folder, [...folders.get(folder) ?? [], file]);
  }
  const mains = [];
  const waiting = [...folders];
  const work = async () => {
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const [folder, sources] = next;
      if (await hasMain(context, sources)) mains.push({ folder, importPath: importPathOf(folder, modules) });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return mains.sort((a, b) => a.folder < b.folder ? -1 : 1);
}
function isSource(file) {
  return file.endsWith(".go") && !file.endsWith("_test.go") && !/(^|\/)(vendor|testdata|[._][^/]*)\//.test(file);
}
async function hasMain(context, sources) {
  for (const source of sources) {
    const [, name] = /^package[ \t]+(\w+)/m.exec(await headOf(join3(context, source))) ?? [];
    if (name === "main") return true;
    if (name !== void 0 && name !== "documentation") return false;
  }
  return false;
}
async function headOf(file) {
  const handle = await open(file).catch(() => void 0);
  if (!handle) return "";
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEAD), 0, HEAD, 0);
    return buffer.toString("utf8", 0, bytesRead);
  } finally {
    await handle.close();
  }
}
async function modulesOf(context, files) {
  const found = files.filter((file) => file === "go.mod" || file.endsWith("/go.mod"));
  const entries = await Promise.all(
    found.map(async (file) => {
      const text = await readFile(join3(context, file), "utf8").catch(() => "");
      const folder = posix.dirname(file) === "." ? "" : posix.dirname(file);
      return [folder, /^module[ \t]+"?([^\s"]+)/m.exec(text)?.[1] ?? ""];
    })
  );
  return new Map(entries);
}
function importPathOf(folder, modules) {
  for (let at = folder; ; at = posix.dirname(at) === "." ? "" : posix.dirname(at)) {
    const module = modules.get(at);
    if (module !== void 0) return posix.join(module, posix.relative(at, folder));
    if (at === "") return folder;
  }
}
async function allFiles(context) {
  const names = await readdir(context, { recursive: true });
  return names.map((name) => name.split(sep2).join("/"));
}

// src/stages/prebuilt-flags.ts
function prebuiltFlags({ request }, { goFlags }, trigger) {
  const { compile } = request;
  const buildvcs = decideStamp(compile.buildvcs, trigger);
  const { flags, problems } = buildFlags({ goFlags, compile, buildvcs, trusted: trigger.trust.trusted });
  if (problems.length > 0) throw new RequestError(problems);
  return flags;
}

// src/stages/stage-go.ts
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

// src/stages/dockerfile-ready.ts
async function decideDockerfile(context, surroundings) {
  const { question, first } = await ask(context, surroundings);
  if (!needsGo(context.request.dockerfile, first)) return planFor(context, surroundings, { decision: decided(first) });
  const { goContext, goPlan } = await goFor(context, surroundings, first.decision);
  if (goPlan.choice.kind !== "use") {
    const why = "the Go that decides it has to be fetched, and a plan is made without the network";
    const unresolved = [{ what: "how the Dockerfile is built", why }];
    return planFor(context, surroundings, { decision: first.decision, unresolved });
  }
  const prepared = await prepareGo(goContext, { ...surroundings, goPlan }, {});
  const stageGo = await lookAtGo(goContext, prepared);
  const known = { mains: mainFacts(stageGo.mains, question.found.context), compileFacts: /* @__PURE__ */ new Map() };
  const decision = stillRight(context, decided(await askMode(question, known)), stageGo);
  return planFor(context, surroundings, { decision, stageGo });
}
async function getDockerfileReady(context, surroundings) {
  const { question, first } = await ask(context, surroundings);
  const { found } = question;
  const { trigger } = surroundings;
  if (!needsGo(context.request.dockerfile, first)) {
    const decision = decided(first);
    const cache2 = await prepareCacheFolder(cacheRoot(context.env));
    const plan = planFor(context, surroundings, { decision });
    return { trigger, found, decision, plan, stageGo: void 0, cache: cache2, caches: void 0, close: () => {
    } };
  }
  const { goContext, goPlan } = await goFor(context, surroundings, first.decision);
  const ready = { ...surroundings, goPlan };
  const ci = await openCiCaches(goContext, ready);
  const cache = await prepareCacheFolder(ci?.outputsRoot ?? cacheRoot(context.env));
  const modules = ci && await findModuleKeys(goContext);
  const over = new AbortController();
  const place = ci && { ...ci.place, signal: forMany(AbortSignal.any([context.signal, over.signal])) };
  const caches = ci && modules && place ? startCaches(goContext, { ...ci, place }, modules) : void 0;
  const close = () => {
    context.leave({ folders: ci?.fresh === void 0 ? [] : [ci.fresh], saves: caches?.left() ?? [] });
    over.abort(new Error("the run is over"));
  };
  try {
    const prepared = await prepareGo(goContext, ready, cacheEnv(ci));
    const stageGo = await lookAtGo(goContext, prepared);
    const mains = mainFacts(stageGo.mains, found.context);
    const next = decided(await askMode(question, { mains, compileFacts: /* @__PURE__ */ new Map() }));
    const compiled = compiledBy(goContext, surroundings, next, stageGo, found);
    const keys = ci && modules && await keysOf(goContext, { caches: ci, modules }, compiled);
    if (keys) caches?.restore(keys, async () => {
    });
    await caches?.arrived();
    const compileFacts = await listCompiles(goContext, stageGo.go, found.context, next);
    const decision = stillRight(context, decided(await askMode(question, { mains, compileFacts })), stageGo);
    const plan = planFor(context, surroundings, {
      decision,
      stageGo,
      caches: ci && keys ? plannedCaches(ci, keys) : null
    });
    return { trigger, found, decision, plan, stageGo, cache, caches, close };
  } catch (error) {
    close();
    throw error;
  }
}
async function ask(outer, { dockerfile: found, trigger }) {
  const context = withoutForeignCommand(outer, trigger);
  if (!found) throw new Error("there is no Dockerfile");
  if (!found.dockerfile) throw unreadable(found);
  if (context.problems.length > 0) throw new RequestError(context.problems);
  const tree = await openWorkTree(context, found);
  const question = {
    context,
    dockerfile: found.dockerfile,
    tree,
    found
  };
  const mains = await guessMains(found.context, tree.facts([]).tracked);
  return { question, first: await askMode(question, { mains, compileFacts: /* @__PURE__ */ new Map() }) };
}
function withoutForeignCommand(context, { trust }) {
  const { request, log } = context;
  if (request.dockerfile.buildCommand === void 0 || trust.trusted) return context;
  log.info(`build-command is not run: ${trust.reason}`);
  const { buildCommand: _, ...dockerfile } = request.dockerfile;
  return { ...context, request: { ...request, dockerfile } };
}
function unreadable({ path, name, problem }) {
  return new UserError(`${name}: ${problem?.message ?? "is no Dockerfile"}`, {
    at: { file: path, line: problem?.line ?? 1 },
    hint: "BuildKit would refuse it too"
  });
}
async function goFor(context, surroundings, decision) {
  const goContext = decision ? withStageGo(context, decision) : context;
  if (goContext === context) return { goContext, goPlan: surroundings.goPlan };
  const goPlan = await planGo(goLookOptions(goContext));
  if ("problems" in goPlan) throw new RequestError(goPlan.problems);
  return { goContext, goPlan };
}
async function lookAtGo({ request }, { go, toolchain }) {
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
function compiledBy({ request, env }, { trigger }, decision, { facts, mains }, { context }) {
  const common = { goVersion: facts.goVersion, trigger };
  if (decision.mode === "prebuilt") {
    const wanted = new Set(decision.programs.map(({ main }) => main.importPath));
    const used = mains.filter(({ importPath }) => wanted.has(importPath));
    const words = splitQuoted(facts.goFlags) ?? [];
    const flags = [...words, ...prebuiltFlags({ request }, facts, trigger).build];
    const [mainDirs, moduleDirs] = [used.map(({ dir }) => dir), used.map(({ moduleDir }) => moduleDir)];
    return { ...common, flags, env: goEnvironment(env, request.compile.goEnv), mains: [...wanted], mainDirs, moduleDirs };
  }
  const compiles = decision.mode === "replace" ? decision.compiles : [];
  const dirs = compiles.map(({ folder }) => join4(context, folder));
  return {
    ...common,
    flags: compiles.flatMap(({ flags }) => flags),
    env: Object.assign({}, ...compiles.map((compile) => compile.env)),
    mains: compiles.flatMap(({ folder, packages }) => [folder, ...packages]),
    mainDirs: dirs,
    moduleDirs: dirs.length > 0 ? dirs : [request.dir]
  };
}
function planFor(context, surroundings, { decision, stageGo, caches = null, unresolved = [] }) {
  const { request } = context;
  const { plan, problems } = makePlan(request, {
    trigger: surroundings.trigger,
    go: stageGo ? { version: stageGo.facts.version, source: stageGo.source, reason: "it compiles what the image holds" } : null,
    mains: mainsOf(decision, stageGo),
    dockerfile: plannedDockerfile(surroundings.dockerfile, request.dir, decision),
    caches,
    unresolved: [
      ...unresolved,
      { what: "base images and the builder", why: "BuildKit is asked when the image is built" }
    ]
  });
  if (problems.length > 0) throw new RequestError(problems);
  return plan;
}
function mainsOf(decision, stageGo) {
  if (decision?.mode !== "prebuilt" || !stageGo) return [];
  const wanted = new Set(decision.programs.map(({ main }) => main.importPath));
  return stageGo.mains.filter(({ importPath }) => wanted.has(importPath));
}

export {
  buildArgsOf,
  contextNames,
  hostPlatform,
  stageEnv,
  prebuiltFlags,
  decideDockerfile,
  getDockerfileReady
};
