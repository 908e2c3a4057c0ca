import {createRequire as __createRequire} from 'node:module';const require = __createRequire(import.meta.url);
import {
  startCaches
} from "./chunk-NIO6GOBB.js";
import {
  cacheEnv,
  openCiCaches
} from "./chunk-LSWSNYT4.js";
import {
  decideStamp,
  findModuleKeys,
  keysOf,
  makePlan,
  plannedCaches,
  plannedDockerfile,
  prepareGo,
  runGo
} from "./chunk-GY6VNIV5.js";
import {
  goLookOptions,
  stagingFolder
} from "./chunk-CC6TIJLZ.js";
import {
  architectureOf,
  gitEnvironment,
  gitTrust,
  planGo
} from "./chunk-ZMOCBRJI.js";
import {
  lookForBuildx
} from "./chunk-HYUZ65EV.js";
import {
  RESTORED_AT,
  decideMode,
  decideUnread,
  goImportsArguments,
  goListArguments,
  knownCompiles,
  planInside,
  summarizeGoList,
  summarizeImports
} from "./chunk-K7VY35LS.js";
import {
  buildFlags,
  discoverMains,
  goEnvironment,
  goFacts,
  listMains,
  splitQuoted
} from "./chunk-OH2UP7CP.js";
import {
  cacheRoot,
  prepareCacheFolder
} from "./chunk-ZPARUUBC.js";
import {
  cacheAccess,
  cachePolicy,
  insideKeys,
  nextBuildArchive,
  nextModulesArchive,
  restoreArchive,
  saveArchive,
  shouldSaveBuild,
  shouldSaveModules,
  usedEntries
} from "./chunk-NWVG2OHD.js";
import {
  CACHE_TITLES,
  sayRestored,
  saySaved
} from "./chunk-KALWOJN2.js";
import {
  forMany
} from "./chunk-XEYYPLQO.js";
import {
  RequestError,
  UserError,
  exists,
  formatPlatform,
  removeTree
} from "./chunk-7MAKS6H7.js";

// src/stages/dockerfile-ready.ts
import { join as join6 } from "node:path";

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
function compilesIn({ context, dockerfile, tree }, mains) {
  return knownCompiles({ dockerfile, build: buildFacts(context), tree: tree.facts(mains) });
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

// src/stages/ask-unread.ts
function askUnread(context, found) {
  const { path, name, source, problem } = found;
  if (!problem) throw new Error(`${name} can be read`);
  const { mode: requested, buildCommand } = context.request.dockerfile;
  const buildArgs = buildArgsOf(context);
  const answer = decideUnread({ path: name, source, problem, requested, buildCommand, buildArgs });
  if (answer) return answer;
  throw new UserError(`${name}: ${problem.message}`, {
    at: { file: path, line: problem.line },
    hint: "BuildKit would refuse it too"
  });
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

// src/stages/inside-session.ts
import { randomUUID } from "node:crypto";
import { mkdir } from "node:fs/promises";
import { join as join4 } from "node:path";

// src/stages/plan-inside.ts
import { relative as relative2, sep as sep3 } from "node:path";
async function decideInside({ request, door, env, log }, {
  found,
  decision,
  trigger
}) {
  if (door !== "action" || decision.mode !== "inside" || !decision.compilesGo || !found.dockerfile) return void 0;
  const leftOut = (why) => {
    log.info(`Go's caches are not brought into ${found.name}: ${why}`);
    return void 0;
  };
  const { target, noCache } = request.dockerfile;
  if (noCache) return leftOut("no-cache: true");
  const policy = policyOf({ request, env, trigger });
  if (!isUseful(policy.modules) && !isUseful(policy.build)) return leftOut(policy.build.reason);
  const requests = request.platforms.map((platform) => {
    return { buildArgs: buildArgsOf({ request, env }), target: platform, build: hostPlatform(), targetStage: target };
  });
  const id = ["go-containerize", trigger.run?.id, trigger.run?.attempt, env.GITHUB_ACTION].filter(Boolean).join("-");
  const answer = planInside({ dockerfile: found.dockerfile, requests, target, id: id.replace(/[^\w-]+/g, "-") });
  if ("why" in answer) return leftOut(answer.why);
  const { plan } = answer;
  const { sums } = await findModuleKeys({ request, env });
  const { suffix } = request.cache;
  const keys = insideKeys({
    os: env.RUNNER_OS ?? process.platform,
    arch: env.RUNNER_ARCH ?? process.arch,
    sums: sums.hash,
    image: plan.image,
    platforms: request.platforms.map(formatPlatform),
    file: relative2(found.root, found.path).split(sep3).join("/"),
    target,
    runId: trigger.run?.id ?? "0",
    attempt: trigger.run?.attempt ?? "1",
    ...suffix === void 0 ? {} : { suffix }
  });
  return { plan, policy, keys, sums };
}
function policyOf({
  request,
  env,
  trigger
}) {
  return cachePolicy({
    mode: request.cache.mode,
    door: "action",
    trigger,
    access: cacheAccess(env),
    hosted: env.RUNNER_ENVIRONMENT === "github-hosted",
    warm: { modules: false, build: false }
  });
}
function isUseful({ restore, save }) {
  return restore || save !== "never";
}
function plannedInside({ policy, keys }) {
  const planned = (of, { restore: restore2, save: save2, reason: reason2 }) => {
    return { ...of, restore: restore2, save: save2 !== "never", reason: reason2 };
  };
  const [modules, build] = [planned(keys.modules, policy.modules), planned(keys.build, policy.build)];
  const outputs = { key: "", restoreKeys: [], restore: false, save: false, reason: LINKED_BY_DOCKERFILE };
  const reason = `modules: ${modules.reason}; build cache: ${build.reason}`;
  const [restore, save] = [modules.restore || build.restore, modules.save || build.save];
  return { modules, build, outputs, policy: { restore, save, reason } };
}
var LINKED_BY_DOCKERFILE = "the Dockerfile links its programs itself";

// src/stages/inside-session.ts
async function startInside(context, caches) {
  const { phases, log } = context;
  const { policy, keys, sums } = caches;
  const place = await entryPlace(context);
  const own = join4(place.staging, `inside-${randomUUID()}`);
  const folder = join4(own, "in");
  await mkdir(folder, { recursive: true });
  const archiveOf = (kind) => join4(folder, `${kind}.tar`);
  const fetch = async (kind) => {
    if (!policy[kind].restore) return void 0;
    const restore = () => restoreArchive(`go-inside-${kind}`, { ...place, keys: keys[kind], to: archiveOf(kind) });
    const report = await phases.time("restore", CACHE_TITLES[kind], restore);
    sayRestored(log, kind, report);
    return report;
  };
  const fetched = { modules: fetch("modules"), build: fetch("build") };
  for (const one of Object.values(fetched)) one.catch(() => {
  });
  const restored = {};
  const decideEarly = {
    modules: () => shouldSaveModules({ rule: policy.modules.save, restored: restored.modules }),
    build: () => shouldSaveBuild({ rule: policy.build.save, restored: restored.build, compiled: void 0 })
  };
  const saveOne = async (kind, { save, reason }, write) => {
    const perform = async () => {
      const archive = join4(own, "out", `${kind}.tar`);
      await mkdir(join4(own, "out"), { recursive: true });
      const files = await write(archive);
      if (files === 0) return { result: "empty", key: keys[kind].key, bytes: 0, files, ms: 0 };
      return saveArchive(`go-inside-${kind}`, { ...place, key: keys[kind].key, archive });
    };
    const report = save ? await phases.time("save", CACHE_TITLES[kind], perform) : void 0;
    if (policy[kind].save !== "never") saySaved(log, kind, report, reason);
    return report;
  };
  const partsOf = async (kind, taken) => {
    const old = archiveOf(kind);
    return { old: await exists(old) ? old : void 0, taken, time: RESTORED_AT };
  };
  return {
    ...caches,
    folder,
    async arrived() {
      Object.assign(restored, { modules: await fetched.modules, build: await fetched.build });
    },
    wanted: () => ["build", "modules"].filter((kind) => decideEarly[kind]().save),
    async save({ modules, build }) {
      const { used, added } = await usedEntries(build);
      const compiled = { executed: added, total: used.size, unit: "entries" };
      const decided2 = {
        // Nothing was taken: no volume of the kind, or the builder has lost it.
        modules: modules.length > 0 ? decideEarly.modules() : { save: false, reason: decideEarly.modules().reason },
        build: used.size > 0 ? shouldSaveBuild({ rule: policy.build.save, restored: restored.build, compiled }) : NOTHING_USED
      };
      const [moduleParts, buildParts] = [await partsOf("modules", modules), await partsOf("build", build)];
      const [savedModules, savedBuild] = await Promise.all([
        saveOne("modules", decided2.modules, (to) => nextModulesArchive({ ...moduleParts, to }, sums.modules)),
        saveOne("build", decided2.build, (to) => nextBuildArchive({ ...buildParts, to }, used))
      ]);
      return reportOf(caches, restored, { modules: savedModules, build: savedBuild });
    },
    close: () => removeTree(own).catch(() => {
    })
    // the runner empties its temporary folder
  };
}
var NOTHING_USED = { save: false, reason: "the build used none of it" };
async function entryPlace(context) {
  const { exec, env, assets, signal } = context;
  const { createCacheService } = await import("./actions-ACHJQSGL.js");
  const script = join4(assets, "actions", "cache-child.js");
  return { service: createCacheService({ exec, env, script }), staging: stagingFolder(context), signal };
}
function reportOf({ policy }, restored, saved) {
  const part = (kind) => {
    const [restore, save] = [restored[kind], saved[kind]];
    return { reason: policy[kind].reason, ...restore && { restore }, ...save && { save } };
  };
  return { modules: part("modules"), build: part("build"), outputs: { reason: LINKED_BY_DOCKERFILE } };
}

// src/stages/prebuilt-flags.ts
function prebuiltFlags({ request }, { goFlags }, trigger) {
  const { compile } = request;
  const buildvcs = decideStamp(compile.buildvcs, trigger);
  const { flags, problems } = buildFlags({ goFlags, compile, buildvcs, trusted: trigger.trust.trusted });
  if (problems.length > 0) throw new RequestError(problems);
  return flags;
}

// src/stages/program-facts.ts
import { join as join5 } from "node:path";
function importsOf(compileFacts) {
  if (compileFacts.size === 0) return void 0;
  return { imports: new Set([...compileFacts.values()].flatMap(({ imports }) => imports)), cgoPackages: void 0 };
}
async function importsAtHand(context, surroundings, { question, mains, root }) {
  const { onPath } = surroundings.goPlan.gos;
  if (!onPath) return void 0;
  const go = runGo(context, surroundings, { program: onPath.program, env: { GOTOOLCHAIN: "local" } });
  const list = async (compile) => {
    const env = { ...await stageEnv(go, compile), ...cgoOf(compile), GOPROXY: "off" };
    return go(goImportsArguments(compile), { cwd: join5(root, compile.folder), env, signal: context.signal });
  };
  const answers = await Promise.all(compilesIn(question, mains).map(list));
  if (answers.length === 0 || answers.some(({ exitCode }) => exitCode !== 0)) return void 0;
  return summarizeImports(answers.map(({ stdout }) => stdout).join("\n"));
}
function cgoOf({ env }) {
  return { CGO_ENABLED: env.CGO_ENABLED === "0" ? "0" : "1" };
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
  if (!question || !needsGo(context.request.dockerfile, first))
    return planFor(context, surroundings, { decision: decided(first) });
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
  const { found, question, first, mains } = await ask(context, surroundings);
  const { trigger } = surroundings;
  if (!question || !needsGo(context.request.dockerfile, first)) {
    const decision = decided(first);
    const buildx2 = await lookForBuildx(context);
    const cache2 = await prepareCacheFolder(cacheRoot(context.env));
    const inside = await decideInside(context, { found, decision, trigger });
    const plan = planFor(context, surroundings, { decision, caches: inside ? plannedInside(inside) : null });
    const imports = async () => question && importsAtHand(context, surroundings, { question, mains, root: found.context });
    const session = inside && await startInside(context, inside);
    return {
      trigger,
      found,
      decision,
      plan,
      buildx: buildx2,
      imports,
      stageGo: void 0,
      cache: cache2,
      caches: void 0,
      inside: session,
      close: async () => session?.close()
    };
  }
  const [buildx, { goContext, goPlan }] = await Promise.all([
    lookForBuildx(context),
    goFor(context, surroundings, first.decision)
  ]);
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
    const listed = mainFacts(stageGo.mains, found.context);
    const next = decided(await askMode(question, { mains: listed, compileFacts: /* @__PURE__ */ new Map() }));
    const compiled = compiledBy(goContext, surroundings, next, stageGo, found);
    const keys = ci && modules && await keysOf(goContext, { caches: ci, modules }, compiled);
    if (keys) caches?.restore(keys, async () => {
    });
    await caches?.arrived();
    const compileFacts = await listCompiles(goContext, stageGo.go, found.context, next);
    const decision = stillRight(context, decided(await askMode(question, { mains: listed, compileFacts })), stageGo);
    const inside = await decideInside(context, { found, decision, trigger });
    const ofRunner = ci && keys ? plannedCaches(ci, keys) : null;
    const plan = planFor(context, surroundings, { decision, stageGo, caches: inside ? plannedInside(inside) : ofRunner });
    const imports = async () => importsOf(compileFacts);
    const session = inside && await startInside(context, inside);
    const closeAll = async () => {
      close();
      await session?.close();
    };
    return { trigger, found, decision, plan, buildx, imports, stageGo, cache, caches, inside: session, close: closeAll };
  } catch (error) {
    close();
    throw error;
  }
}
async function ask(outer, { dockerfile: found, trigger }) {
  const context = withoutForeignCommand(outer, trigger);
  if (!found) throw new Error("there is no Dockerfile");
  const dockerfile = found.dockerfile ?? askUnread(context, found);
  if (context.problems.length > 0) throw new RequestError(context.problems);
  if ("problems" in dockerfile) return { found, question: void 0, first: dockerfile, mains: [] };
  const tree = await openWorkTree(context, found);
  const question = { context, dockerfile, tree, found };
  const mains = await guessMains(found.context, tree.facts([]).tracked);
  return { found, question, mains, first: await askMode(question, { mains, compileFacts: /* @__PURE__ */ new Map() }) };
}
function withoutForeignCommand(context, { trust }) {
  const { request, log } = context;
  if (request.dockerfile.buildCommand === void 0 || trust.trusted) return context;
  log.info(`build-command is not run: ${trust.reason}`);
  const { buildCommand: _, ...dockerfile } = request.dockerfile;
  return { ...context, request: { ...request, dockerfile } };
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
  const dirs = compiles.map(({ folder }) => join6(context, folder));
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
