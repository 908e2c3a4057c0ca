import {createRequire as __createRequire} from 'node:module';const require = __createRequire(import.meta.url);
import {
  exists,
  pLimit,
  removeTree,
  require_tar_stream
} from "./chunk-DK2HHR4N.js";
import {
  codeOf,
  messageOf
} from "./chunk-YMPWN76Y.js";
import {
  arrayAt,
  isRecord,
  numberAt,
  stringAt
} from "./chunk-5I5N4XBM.js";
import {
  __toESM
} from "./chunk-L4DFUNMN.js";

// src/ci-cache/build-folder.ts
import { readdir as readdir2, readFile, rm as rm2, stat as stat2, utimes as utimes2, writeFile } from "node:fs/promises";
import { join as join2 } from "node:path";

// src/ci-cache/place.ts
import { randomUUID } from "node:crypto";
import { copyFile, link, lstat, mkdir, readdir, rename, rm, stat, utimes } from "node:fs/promises";
import { join } from "node:path";
var FOLDERS_AT_ONCE = 16;
async function moveInto({ from, to, accept = () => true }) {
  const limit = pLimit(FOLDERS_AT_ONCE);
  const move = async (below) => {
    const [entries] = await limit(
      () => Promise.all([readdir(join(from, below), { withFileTypes: true }), mkdir(join(to, below), { recursive: true })])
    );
    const found = entries.filter((entry) => entry.isFile()).map((entry) => pathOf(below, entry));
    const wanted = found.filter(accept);
    const files = await limit(() => ownFiles(from, wanted));
    const folders = entries.filter((entry) => entry.isDirectory()).map((entry) => pathOf(below, entry));
    const added = await limit(() => Promise.all(files.map((path) => add(join(from, path), join(to, path)))));
    const here = { added: added.filter(Boolean).length, linked: wanted.length - files.length };
    return (await Promise.all(folders.map(move))).reduce(sumOf, here);
  };
  return move("");
}
function sumOf(a, b) {
  return { added: a.added + b.added, linked: a.linked + b.linked };
}
async function ownFiles(from, paths) {
  const names = await Promise.all(paths.map(async (path) => (await lstat(join(from, path))).nlink));
  return paths.filter((_, at) => names[at] === 1);
}
function pathOf(below, entry) {
  return below === "" ? entry.name : `${below}/${entry.name}`;
}
async function add(source, target) {
  try {
    await link(source, target);
    return true;
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
    if (await exists(target)) return false;
    const temporary = `${target}.${randomUUID()}.tmp`;
    try {
      await copyFile(source, temporary);
      const { atime, mtime } = await stat(source);
      await utimes(temporary, atime, mtime);
      await rename(temporary, target);
      return true;
    } finally {
      await rm(temporary, { force: true });
    }
  }
}
async function linkFiles(from, to, paths) {
  const limit = pLimit(FOLDERS_AT_ONCE);
  const folders = /* @__PURE__ */ new Map();
  for (const path of paths) {
    const folder = path.slice(0, Math.max(path.lastIndexOf("/"), 0));
    folders.set(folder, [...folders.get(folder) ?? [], path]);
  }
  const counts = [...folders].map(
    ([folder, files]) => limit(async () => {
      await mkdir(join(to, folder), { recursive: true });
      const added = files.map((path) => add(join(from, path), join(to, path)).catch(ignoreMissing));
      return (await Promise.all(added)).filter(Boolean).length;
    })
  );
  return (await Promise.all(counts)).reduce((sum, count) => sum + count, 0);
}
function ignoreMissing(error) {
  if (codeOf(error) === "ENOENT") return false;
  throw error;
}

// src/ci-cache/build-folder.ts
var HOUR = 60 * 60 * 1e3;
var AGED_MS = 2 * HOUR;
var FOLDER = /^[0-9a-f]{2}$/;
var ENTRY = /^[0-9a-f]{64}-[ad]$/;
async function isWarmBuildCache(goCache) {
  for (const folder of await foldersOf(goCache)) {
    if ((await readdir2(folder)).some((name) => ENTRY.test(name))) return true;
  }
  return false;
}
async function countBuildCache(goCache) {
  const files = await buildCacheFiles(goCache);
  return files.filter((path) => path.endsWith("-a")).length;
}
async function buildCacheFiles(goCache) {
  const lists = (await foldersOf(goCache)).map(async (folder) => {
    const entries = await readdir2(folder, { withFileTypes: true });
    return entries.flatMap(
      (entry) => entry.isFile() && ENTRY.test(entry.name) ? [`${folder.slice(-2)}/${entry.name}`] : []
    );
  });
  return (await Promise.all(lists)).flat().sort();
}
async function ageBuildCache(goCache, now) {
  const aged = new Date(now.getTime() - AGED_MS);
  await forEachFolder(goCache, async (folder) => {
    const names = (await readdir2(folder)).filter((name) => ENTRY.test(name));
    await Promise.all(names.map((name) => utimes2(join2(folder, name), aged, aged)));
  });
  await writeFile(join2(goCache, "trim.txt"), String(Math.floor(now.getTime() / 1e3)));
  return new Date(now.getTime() - HOUR);
}
async function sweepBuildCache(goCache, usedSince) {
  const start = performance.now();
  const entries = await entriesOf(goCache);
  const isUsed = (entry) => entry.mtimeMs >= usedSince.getTime();
  const used = entries.filter(isUsed);
  const outputs = await outputsOf(used);
  const unused = entries.filter((entry) => !isUsed(entry) && !outputs.has(entry.name));
  const limit = pLimit(FOLDERS_AT_ONCE * 4);
  await Promise.all(unused.map(({ path }) => limit(() => rm2(path, { recursive: true, force: true }))));
  const [all, removed] = [bytesOf(entries), bytesOf(unused)];
  return {
    removedFiles: unused.length,
    removedBytes: removed,
    keptFiles: entries.length - unused.length,
    keptBytes: all - removed,
    ms: Math.round(performance.now() - start)
  };
}
async function entriesOf(goCache) {
  const lists = [];
  await forEachFolder(goCache, async (folder) => {
    const names = (await readdir2(folder)).filter((name) => ENTRY.test(name));
    lists.push(
      await Promise.all(
        names.map(async (name) => {
          const { mtimeMs, size } = await stat2(join2(folder, name));
          return { path: join2(folder, name), name, mtimeMs, bytes: size };
        })
      )
    );
  });
  return lists.flat();
}
async function outputsOf(entries) {
  const limit = pLimit(FOLDERS_AT_ONCE * 4);
  const names = entries.filter(({ name }) => name.endsWith("-a")).map(({ path }) => limit(async () => `${(await readFile(path, "utf8")).split(" ")[2] ?? ""}-d`));
  return new Set(await Promise.all(names));
}
async function forEachFolder(goCache, work) {
  const limit = pLimit(FOLDERS_AT_ONCE);
  await Promise.all((await foldersOf(goCache)).map((folder) => limit(() => work(folder))));
}
async function foldersOf(goCache) {
  const entries = await readdir2(goCache, { withFileTypes: true }).catch(() => []);
  return entries.flatMap((entry) => entry.isDirectory() && FOLDER.test(entry.name) ? [join2(goCache, entry.name)] : []);
}
function bytesOf(entries) {
  return entries.reduce((sum, { bytes }) => sum + bytes, 0);
}

// src/ci-cache/caches.ts
import { mkdir as mkdir3 } from "node:fs/promises";

// src/ci-cache/entry.ts
import { mkdir as mkdir2, mkdtemp } from "node:fs/promises";
import { join as join3 } from "node:path";
var TITLES = {
  "go-modules": "the module cache",
  "go-sources": "the cache of modules' sources",
  "go-build": "the build cache",
  "go-outputs": "the cache of programs and layers",
  "go-inside-modules": "the module cache of the Dockerfile",
  "go-inside-build": "the build cache of the Dockerfile"
};
async function restoreEntry(name, { key, restoreKeys }, { service, staging, signal }, accept) {
  const start = performance.now();
  const report = (fields) => {
    return { exact: false, bytes: 0, files: 0, ms: Math.round(performance.now() - start), ...fields };
  };
  try {
    return await inStaging(staging, name, async (folder) => {
      const outcome = await service.restore({ folder, key, restoreKeys, ...signal ? { signal } : {} });
      if (outcome.kind === "missing") return report({ result: "missing" });
      if (outcome.kind === "trouble") {
        const { message, unanswered } = outcome;
        return report({ result: "failed", warning: notRestored(name, message), ...unanswered ? { unanswered } : {} });
      }
      const { added: files, linked } = await accept(folder);
      const { matchedKey, bytes } = outcome;
      const warning = linked > 0 ? { warning: leftOut(name, linked, matchedKey) } : {};
      return report({ result: "restored", key: matchedKey, exact: matchedKey === key, bytes, files, ...warning });
    });
  } catch (error) {
    signal?.throwIfAborted();
    return report({ result: "failed", warning: notRestored(name, messageOf(error)) });
  }
}
async function saveEntry(name, key, { service, staging, signal }, fill) {
  const start = performance.now();
  const report = (fields) => {
    return { key, bytes: 0, files: 0, ms: Math.round(performance.now() - start), ...fields };
  };
  try {
    return await inStaging(staging, name, async (folder) => {
      const request = { folder, key, ...signal ? { signal } : {} };
      const found = await service.has(request);
      if (found.kind === "trouble") return report({ result: "failed", warning: notSaved(name, found.message) });
      if (found.kind === "found") return report({ result: "exists" });
      const files = await fill(folder);
      if (files === 0) return report({ result: "empty" });
      const outcome = await service.save(request);
      if (outcome.kind === "trouble") return report({ result: "failed", warning: notSaved(name, outcome.message) });
      return report({ result: outcome.kind, files, bytes: outcome.kind === "saved" ? outcome.bytes : 0 });
    });
  } catch (error) {
    signal?.throwIfAborted();
    return report({ result: "failed", warning: notSaved(name, messageOf(error)) });
  }
}
async function inStaging(staging, name, work) {
  await mkdir2(staging, { recursive: true });
  const own = await mkdtemp(join3(staging, "cache-"));
  try {
    const folder = join3(own, name);
    await mkdir2(folder);
    return await work(folder);
  } finally {
    await removeTree(own).catch(() => {
    });
  }
}
function notRestored(name, message) {
  return `${TITLES[name]} was not restored, the build goes on without it: ${message}`;
}
function leftOut(name, count, key) {
  const what = count === 1 ? "1 file was" : `${count} files were`;
  return `${what} left out of ${TITLES[name]}, being hard links, which could be any file of this machine: no such thing was saved by this action, so delete the entry ${JSON.stringify(key)}`;
}
function notSaved(name, message) {
  return `${TITLES[name]} was not saved, the next run has to do more: ${message}`;
}

// src/ci-cache/module-files.ts
import { readdir as readdir3 } from "node:fs/promises";
import { join as join4 } from "node:path";
var KEPT = [".info", ".mod", ".zip"];
var MODULE_FILE = /^([^.].*)\/@v\/([^/]+)\.(info|mod|zip)$/;
function downloadFolder(goModCache) {
  return join4(goModCache, "cache", "download");
}
function isVouchedFor(path, { trees, goMods }) {
  const [, module, version, ending] = MODULE_FILE.exec(path) ?? [];
  const folder = `${module}@${version}`;
  return ending === "zip" ? trees.has(folder) : goMods.has(folder) || ending === "info" && trees.has(folder);
}
function isModuleFile(path) {
  return MODULE_FILE.test(path);
}
function moduleFiles(modules) {
  return modules.flatMap((module) => KEPT.map((ending) => `${module}${ending}`)).filter(isModuleFile);
}
async function isWarmModuleCache(goModCache) {
  const namesIn = (...path) => readdir3(join4(downloadFolder(goModCache), ...path)).catch(() => []);
  const hosts = (await namesIn()).filter((name) => name.includes(".") && !name.startsWith("."));
  if (hosts.some((name) => name !== "golang.org")) return true;
  return (await namesIn("golang.org")).some((name) => name !== "toolchain");
}

// src/ci-cache/caches.ts
async function restoreModules(options) {
  const to = downloadFolder(options.goModCache);
  const accept = (path) => isModuleFile(path) && isVouchedFor(path, options.sums);
  return restoreEntry("go-modules", options.keys, options, (from) => moveInto({ from, to, accept }));
}
async function saveModules(options) {
  return saveEntry(
    "go-modules",
    options.key,
    options,
    (folder) => linkFiles(downloadFolder(options.goModCache), folder, moduleFiles(options.modules))
  );
}
async function restoreBuildCache(options) {
  const { goCache, keys, now } = options;
  let usedSince;
  const report = await restoreEntry("go-build", keys, options, async (from) => {
    await mkdir3(goCache, { recursive: true });
    const moved = await moveInto({ from, to: goCache, accept: isBuildFile });
    usedSince = await ageBuildCache(goCache, now());
    return moved;
  });
  return usedSince === void 0 ? report : { ...report, usedSince };
}
async function saveBuildCache(options) {
  return saveEntry(
    "go-build",
    options.key,
    options,
    async (folder) => linkFiles(options.goCache, folder, await buildCacheFiles(options.goCache))
  );
}
function isBuildFile(path) {
  return /^[0-9a-f]{2}\/[0-9a-f]{64}-[ad]$/.test(path);
}

// src/ci-cache/outputs.ts
import { readdir as readdir4, readFile as readFile2, stat as stat3 } from "node:fs/promises";
import { join as join5 } from "node:path";
var PROGRAM = /^binaries\/[0-9a-f]{32}\/(bin\/[^/]+|record\.json)$/;
var LAYER = /^blobs\/sha256\/[0-9a-f]{64}$/;
var LAYER_RECORD = /^records\/layers\/[0-9a-f]{64}\.json$/;
function isOutput(path) {
  return [PROGRAM, LAYER, LAYER_RECORD].some((pattern) => pattern.test(path));
}
async function isWarmOutputs(root) {
  return (await readdir4(join5(root, "binaries")).catch(() => [])).length > 0;
}
async function restoreOutputs(options) {
  const { root, keys, now } = options;
  const report = await restoreEntry("go-outputs", keys, options, (from) => moveInto({ from, to: root, accept: isOutput }));
  return { ...report, usedSince: new Date(now().getTime() + 1) };
}
async function saveOutputs(options) {
  const { root, key, usedSince } = options;
  return saveEntry(
    "go-outputs",
    key,
    options,
    async (folder) => linkFiles(root, folder, await usedOutputs(root, usedSince))
  );
}
async function usedOutputs(root, usedSince) {
  const isUsed = ({ ctimeMs }) => ctimeMs >= usedSince.getTime();
  const candidates = (await Promise.all(["binaries", "blobs", "records/layers"].map((kind) => filesBelow(root, kind)))).flat();
  const used = await Promise.all(
    candidates.filter(isOutput).map(async (path) => {
      if (LAYER_RECORD.test(path)) return [path];
      return isUsed(await stat3(join5(root, path))) ? [path] : [];
    })
  );
  const files = used.flat();
  const layers = new Set(files.filter((path) => LAYER.test(path)).map((path) => path.slice(-64)));
  const kept = await Promise.all(
    files.map(async (path) => !LAYER_RECORD.test(path) || layers.has(await layerOf(join5(root, path))) ? [path] : [])
  );
  return kept.flat().sort();
}
async function layerOf(record) {
  try {
    return (stringAt(JSON.parse(await readFile2(record, "utf8")), "digest") ?? "").slice(-64);
  } catch {
    return "";
  }
}
async function filesBelow(root, below) {
  const entries = await readdir4(join5(root, below), { withFileTypes: true }).catch(() => []);
  const lists = entries.map((entry) => {
    const path = `${below}/${entry.name}`;
    if (entry.isDirectory()) return filesBelow(root, path);
    return entry.isFile() ? [path] : [];
  });
  return (await Promise.all(lists)).flat();
}

// src/ci-cache/sums.ts
import { createHash } from "node:crypto";
import { readdir as readdir5, readFile as readFile3 } from "node:fs/promises";
import { join as join6, relative, sep } from "node:path";
var SKIPPED = /^([._].*|vendor|testdata|node_modules)$/;
var MOST_FOLDERS = 2e4;
var WANTED = /* @__PURE__ */ new Set(["go.sum", "go.mod", "go.work", "go.work.sum"]);
async function readSums(root) {
  const found = await findSums(root);
  const [hash, graph] = [createHash("sha256"), createHash("sha256")];
  const modules = /* @__PURE__ */ new Set();
  const [trees, goMods] = [/* @__PURE__ */ new Map(), /* @__PURE__ */ new Map()];
  for (const { path, decides } of found) {
    const content = await readFile3(path, "utf8").catch(() => "");
    const entry = JSON.stringify([relativeName(root, path), content]);
    graph.update(entry);
    if (decides) hash.update(entry);
    for (const { name, version, ofGoMod, hash: hash2 } of path.endsWith(".sum") ? linesOf(content) : []) {
      modules.add(`${name}/@v/${version}`);
      addHash(ofGoMod ? goMods : trees, `${name}@${version}`, hash2);
    }
  }
  return {
    root,
    hash: hash.digest("hex").slice(0, 32),
    graph: graph.digest("hex").slice(0, 32),
    modules: [...modules].sort(),
    trees,
    goMods,
    files: found.flatMap(({ path, decides }) => decides ? [relativeName(root, path)] : [])
  };
}
function addHash(hashes, folder, hash) {
  hashes.set(folder, (hashes.get(folder) ?? hash) === hash ? hash : "");
}
async function findSums(root) {
  const found = [];
  let level = [root];
  let visited = 0;
  while (level.length > 0 && visited < MOST_FOLDERS) {
    visited += level.length;
    const lists = await Promise.all(level.map((folder) => readdir5(folder, { withFileTypes: true }).catch(() => [])));
    const next = [];
    for (const [index, folder] of level.entries()) {
      const entries = lists[index] ?? [];
      const files = new Set(entries.flatMap((entry) => entry.isFile() && WANTED.has(entry.name) ? [entry.name] : []));
      const decides = (name) => name !== "go.work" && !(name === "go.mod" && files.has("go.sum"));
      found.push(...[...files].map((name) => ({ path: join6(folder, name), decides: decides(name) })));
      for (const entry of entries) {
        if (entry.isDirectory() && !SKIPPED.test(entry.name)) next.push(join6(folder, entry.name));
      }
    }
    level = next;
  }
  return found.sort((a, b) => a.path < b.path ? -1 : 1);
}
function relativeName(root, path) {
  return relative(root, path).split(sep).join("/");
}
function linesOf(content) {
  return content.split("\n").flatMap((line) => {
    const [path, version, hash = ""] = line.trim().split(/\s+/);
    if (!path || !version || !isPlain(path) || !isPlain(version)) return [];
    const own = version.replace(/\/go\.mod$/, "");
    return [{ name: escaped(path), version: escaped(own), ofGoMod: own !== version, hash }];
  });
}
function isPlain(text) {
  return /^[\w.~+!-][\w.~+!/-]*$/.test(text) && !text.split("/").includes("..");
}
function escaped(text) {
  return text.replace(/[A-Z]/g, (letter) => `!${letter.toLowerCase()}`);
}

// src/ci-cache/save-task.ts
async function performSave(task, place) {
  const { key, folder } = task;
  switch (task.kind) {
    case "modules":
      return saveModules({ ...place, key, goModCache: folder, modules: (await readSums(task.sums)).modules });
    case "build":
      return saveBuildCache({ ...place, key, goCache: folder });
    case "outputs":
      return saveOutputs({ ...place, key, root: folder, usedSince: new Date(task.usedSinceMs) });
  }
}
function parseSaveTask(value) {
  if (!isRecord(value)) return void 0;
  const [kind, key, folder] = [stringAt(value, "kind"), stringAt(value, "key"), stringAt(value, "folder")];
  const sums = stringAt(value, "sums");
  if (!key || !folder) return void 0;
  if (kind === "build") return { kind, key, folder };
  return kind === "modules" && sums ? { kind, key, folder, sums } : void 0;
}

// src/ci-cache/worth.ts
var WORTH_PACKAGES = 30;
var WORTH_SHARE = 0.15;
var WORTH_PROGRAMS = 0.25;
function shouldSaveModules({ rule, restored }) {
  const byRule = decideByRule(rule, restored);
  if (byRule) return byRule;
  return restored?.exact ? { save: false, reason: "the entry of this go.sum is there" } : { save: true, reason: "no entry of this go.sum yet" };
}
function shouldSaveSources({
  packages,
  same,
  ...input
}) {
  if (packages === 0) return { save: false, reason: "the build needs no module" };
  if (same) return { save: false, reason: "go needs more of the modules than the sources of their packages" };
  return decideByRule(input.rule, input.restored) ?? { save: true, reason: `${packages} packages are needed` };
}
function shouldSaveBuild(input) {
  const { rule, restored, compiled } = input;
  const byRule = decideByRule(rule, restored);
  if (byRule) return byRule;
  if (restored?.result !== "restored") return { save: true, reason: "nothing was restored" };
  if (!compiled) return { save: true, reason: "how much was compiled is not known" };
  const { executed, total, unit = "packages" } = compiled;
  const isWorthIt = executed >= WORTH_PACKAGES || executed >= total * WORTH_SHARE;
  return { save: isWorthIt && executed > 0, reason: `${executed} of ${total} ${unit} are new` };
}
function shouldSaveOutputs(input) {
  const { rule, restored, compiled } = input;
  const byRule = decideByRule(rule, restored);
  if (byRule) return byRule;
  if (restored?.result !== "restored") return { save: true, reason: "nothing was restored" };
  if (!compiled) return { save: true, reason: "how much was linked is not known" };
  const { executed, total } = compiled.linked;
  const isWorthIt = executed > 0 && executed >= total * WORTH_PROGRAMS;
  return { save: isWorthIt, reason: `${executed} of ${total} programs were linked anew` };
}
function decideByRule(rule, restored) {
  if (rule === "never") return { save: false, reason: "not allowed" };
  if (restored?.unanswered) return { save: false, reason: "the cache service did not answer before" };
  if (rule === "worth-it") return void 0;
  if (restored?.result === "missing") return { save: true, reason: "there was none" };
  return { save: false, reason: restored?.result === "restored" ? "there is one" : "whether there is one is not known" };
}

// src/ci-cache/job.ts
async function finishJobCaches(caches, place) {
  const { goCache, goModCache, sums, modules, build } = caches;
  const executed = await countBuildCache(goCache) - build.entriesBefore;
  if (build.usedSinceMs !== void 0) await sweepBuildCache(goCache, new Date(build.usedSinceMs));
  const compiled = { executed, total: await countBuildCache(goCache), unit: "entries" };
  return [
    await perform({ kind: "modules", key: modules.key, folder: goModCache, sums }, shouldSaveModules(modules), place),
    await perform({ kind: "build", key: build.key, folder: goCache }, shouldSaveBuild({ ...build, compiled }), place)
  ];
}
async function perform(task, decision, place) {
  const { kind } = task;
  return decision.save ? { kind, decision, report: await performSave(task, place) } : { kind, decision };
}

// src/ci-cache/keys.ts
import { createHash as createHash2 } from "node:crypto";
function moduleKeys({ os, sums }) {
  const start = `gcz-mod-${segment(os)}-`;
  return { key: `${start}${sums}`, restoreKeys: [start] };
}
function buildKeys(input) {
  return levels("gcz-build", input);
}
function outputKeys(input) {
  const { key, restoreKeys } = levels("gcz-out", input);
  return { key, restoreKeys: restoreKeys.slice(0, 2) };
}
function sourceSet(input, packages) {
  return `${sourceStart(input)}${shortHash(sorted(packages))}-`;
}
function sourceKey(input, packages) {
  return `${sourceSet(input, packages)}${segment(input.runId)}-${segment(input.attempt)}`;
}
function sourceKeys(input) {
  const start = sourceStart(input);
  return { key: `${start}newest`, restoreKeys: [start] };
}
function sourceStart({ os, suffix = "", graph, programs }) {
  const name = suffix === "" ? "" : `.${segment(suffix)}`;
  return `gcz-src-${segment(os)}-${graph}-${shortHash(programs)}${name}-`;
}
function insideKeys(input) {
  const { os, sums, image, platforms, file, target = "", ...rest } = input;
  const start = `gcz-inside-mod-${segment(os)}-`;
  const profile = shortHash(sorted(platforms));
  const build = { ...rest, os, goVersion: image, profile, moduleDirs: [file], mains: [target] };
  return { modules: { key: `${start}${sums}`, restoreKeys: [start] }, build: levels("gcz-inside", build) };
}
function levels(kind, input) {
  const { os, arch, goVersion, profile, moduleDirs, mains, suffix = "", runId, attempt } = input;
  const ofProfile = `${kind}-${[os, arch, goVersion, profile].map(segment).join("-")}-`;
  const ofModules = `${ofProfile}${shortHash(sorted(moduleDirs.map(withSlashes)))}-`;
  const name = suffix === "" ? "" : `.${segment(suffix)}`;
  const ofMains = `${ofModules}${shortHash(sorted(mains))}${name}-`;
  return {
    key: `${ofMains}${segment(runId)}-${segment(attempt)}`,
    restoreKeys: [ofMains, ofModules, ofProfile]
  };
}
function shortHash(value) {
  return createHash2("sha256").update(JSON.stringify(value)).digest("hex").slice(0, 16);
}
var LONGEST_SEGMENT = 64;
function segment(text) {
  const clean = text.toLowerCase().replace(/[^a-z0-9._]+/g, "_");
  if (clean === text.toLowerCase() && clean.length <= LONGEST_SEGMENT) return clean;
  return `${clean.slice(0, LONGEST_SEGMENT - 17)}_${shortHash(text)}`;
}
function sorted(texts) {
  return [...new Set(texts)].sort();
}
function withSlashes(path) {
  return path.replaceAll("\\", "/");
}

// src/ci-cache/profile.ts
import { createHash as createHash3 } from "node:crypto";
import { readFile as readFile4 } from "node:fs/promises";
import { isAbsolute, join as join7 } from "node:path";
var NO_PART = /* @__PURE__ */ new Set([
  ...["ldflags", "buildvcs", "o", "n", "v", "x", "json", "work", "p", "a", "C", "debug-actiongraph", "debug-trace"],
  // Which modules are read is told by go.sum and by the content of the packages.
  ...["mod", "modfile", "modcacherw", "overlay", "pgo"]
]);
var ENV = /* @__PURE__ */ new Set([
  ...["GOEXPERIMENT", "GOFIPS140", "GO386", "GOMIPS", "GOMIPS64", "GOPPC64", "GORISCV64", "GOWASM"],
  ...["CC", "CXX", "AR", "FC", "GCCGO", "PKG_CONFIG"]
]);
var CGO_ENV = /^CGO_/;
function profileHash({ platforms, cgo, flags, env, pgo }) {
  const settings = Object.entries(env).filter(
    ([name, value]) => value && (ENV.has(name) || CGO_ENV.test(name) && name !== "CGO_ENABLED")
  );
  return shortHash([
    [...new Set(platforms)].sort(),
    cgo,
    flags.filter((flag) => !NO_PART.has(nameOf(flag))),
    settings.sort(([a], [b]) => a < b ? -1 : 1),
    pgo ?? ""
  ]);
}
function nameOf(flag) {
  return flag.replace(/^--?/, "").replace(/=.*$/s, "");
}
async function pgoHash(input) {
  const flag = input.flags.findLast((one) => nameOf(one) === "pgo");
  const value = flag?.includes("=") ? flag.slice(flag.indexOf("=") + 1) : "auto";
  if (value === "off") return void 0;
  const files = value === "auto" ? [...input.mainDirs].sort().map((dir) => join7(dir, "default.pgo")) : [isAbsolute(value) ? value : join7(input.cwd, value)];
  const contents = (await Promise.all(files.map((file) => readFile4(file).catch(() => void 0)))).filter(
    (content) => content !== void 0
  );
  return contents.length === 0 ? void 0 : shortHash(contents.map(sha256));
}
function sha256(content) {
  return createHash3("sha256").update(content).digest("hex");
}

// src/ci-cache/token.ts
var READ = 1;
var WRITE = 2;
function cacheScopes(token) {
  const claims = parseJson(Buffer.from(token.split(".")[1] ?? "", "base64url").toString());
  const list = parseJson(stringAt(claims, "ac") ?? "");
  const entries = arrayAt({ list }, "list");
  return entries?.flatMap((entry) => {
    const [scope, permission] = [stringAt(entry, "Scope"), numberAt(entry, "Permission")];
    if (!isRecord(entry) || scope === void 0 || permission === void 0) return [];
    return [{ scope, read: (permission & READ) !== 0, write: (permission & WRITE) !== 0 }];
  });
}
function parseJson(text) {
  try {
    return JSON.parse(text);
  } catch {
    return void 0;
  }
}

// src/ci-cache/access.ts
var ALLOWED = { allowed: true, reason: "" };
function cacheAccess(env) {
  const missing = whyNoService(env);
  if (missing !== void 0) return { read: refused(missing), write: refused(missing) };
  const mode = (env.ACTIONS_CACHE_MODE ?? "").trim().toLowerCase();
  const byMode = `the workflow's cache-mode is ${mode}`;
  if (mode === "none") return { read: refused(byMode), write: refused(byMode) };
  const byToken = accessOfToken(env.ACTIONS_RUNTIME_TOKEN ?? "");
  return {
    read: mode === "write-only" ? refused(byMode) : byToken.read,
    write: mode === "read" ? refused(byMode) : byToken.write
  };
}
function whyNoService(env) {
  if (!env.ACTIONS_RUNTIME_TOKEN) return "this runner offers no cache service";
  const isVersion2 = Boolean(env.ACTIONS_CACHE_SERVICE_V2) && !isOwnServer(env.GITHUB_SERVER_URL);
  const url = isVersion2 ? env.ACTIONS_RESULTS_URL : env.ACTIONS_CACHE_URL;
  return url ? void 0 : "this runner offers no cache service";
}
function isOwnServer(serverUrl = "") {
  if (!URL.canParse(serverUrl)) return false;
  return !/(^github\.com|\.ghe\.com|\.localhost)$/i.test(new URL(serverUrl).hostname);
}
function accessOfToken(token) {
  const scopes = cacheScopes(token);
  if (!scopes) return { read: ALLOWED, write: ALLOWED };
  return {
    read: scopes.some(({ read }) => read) ? ALLOWED : refused("the job's token may not read caches"),
    write: scopes.some(({ write }) => write) ? ALLOWED : refused("the job's token may not write caches")
  };
}
function refused(reason) {
  return { allowed: false, reason };
}

// src/ci-cache/action-graph.ts
var SLOWEST = 10;
function compileShare(texts) {
  const graphs = texts.map(actionsIn);
  if (graphs.length === 0 || graphs.includes(void 0)) return void 0;
  const ofMode = (mode) => graphs.flatMap((list) => list ?? []).filter((one) => stringAt(one, "Mode") === mode);
  const [compiled, linked] = [ofMode("build"), ofMode("link")];
  if (compiled.length === 0) return void 0;
  const executed = compiled.filter(isExecuted);
  return {
    executed: executed.length,
    total: compiled.length,
    linked: { executed: linked.filter(isExecuted).length, total: linked.length },
    slowest: slowestOf(executed)
  };
}
function actionsIn(text) {
  try {
    return arrayAt({ list: JSON.parse(text) }, "list");
  } catch {
    return void 0;
  }
}
function isExecuted(action) {
  return (arrayAt(action, "Cmd") ?? []).length > 0;
}
function slowestOf(executed) {
  const longest = /* @__PURE__ */ new Map();
  for (const action of executed) {
    const name = stringAt(action, "Package") ?? "";
    const ms = Date.parse(stringAt(action, "TimeDone") ?? "") - Date.parse(stringAt(action, "TimeStart") ?? "");
    if (name !== "" && ms >= 0) longest.set(name, Math.max(ms, longest.get(name) ?? 0));
  }
  return [...longest].map(([name, ms]) => ({ package: name, ms })).sort((a, b) => b.ms - a.ms || (a.package < b.package ? -1 : 1)).slice(0, SLOWEST);
}

// src/ci-cache/archives.ts
import { rename as rename2, stat as stat4 } from "node:fs/promises";
import { basename, dirname, join as join8 } from "node:path";

// src/ci-cache/archive-members.ts
var import_tar_stream = __toESM(require_tar_stream(), 1);
import { createReadStream, createWriteStream } from "node:fs";
import { pipeline } from "node:stream/promises";
async function* readMembers(archive) {
  const members = (0, import_tar_stream.extract)();
  const reading = pipeline(createReadStream(archive), members);
  reading.catch(() => {
  });
  for await (const member of members) {
    const { name, type, size = 0 } = member.header;
    if (type === "file" || type === "contiguous-file")
      yield { path: name.replace(/^(\.?\/)+/, ""), size, content: member };
    member.resume();
  }
  await reading;
}
async function countFiles(archive) {
  let count = 0;
  for await (const _ of readMembers(archive)) count++;
  return count;
}
async function joinArchives(parts, to, time) {
  const out = (0, import_tar_stream.pack)();
  const written = pipeline(out, createWriteStream(to));
  written.catch(() => {
  });
  try {
    const files = await writeParts(out, parts, time);
    out.finalize();
    await written;
    return files;
  } finally {
    out.destroy();
  }
}
async function writeParts(out, parts, time) {
  const seen = /* @__PURE__ */ new Set();
  let files = 0;
  for (const { archive, place, accept } of parts) {
    for await (const member of readMembers(archive)) {
      const path = placed(place, member.path);
      if (seen.has(path) || !accept(path)) continue;
      for (const folder of foldersOf2(path)) {
        if (!seen.has(folder)) out.entry({ name: folder, type: "directory", mode: 511, mtime: time });
        seen.add(folder);
      }
      seen.add(path);
      files++;
      await writeMember(out, { ...member, path }, time);
    }
  }
  return files;
}
function placed(place, path) {
  return place === "" ? path : `${place}/${path}`;
}
async function writeMember(out, { path, size, content }, time) {
  const entry = out.entry({ name: path, size, mode: 438, mtime: time });
  await pipeline(content, entry);
}
function foldersOf2(path) {
  return [...path.matchAll(/\//g)].map(({ index }) => path.slice(0, index + 1));
}

// src/ci-cache/archives.ts
async function restoreArchive(name, { keys, to, ...place }) {
  return restoreEntry(name, keys, place, async (folder) => {
    const archive = join8(folder, basename(to));
    if ((await stat4(archive)).nlink > 1) throw new Error("the archive in it is a hard link");
    const files = await countFiles(archive);
    await rename2(archive, to);
    return { added: files, linked: 0 };
  });
}
async function saveArchive(name, { key, archive, ...place }) {
  const report = await saveEntry(name, key, place, (folder) => linkFiles(dirname(archive), folder, [basename(archive)]));
  return report.files === 0 ? report : { ...report, files: await countFiles(archive) };
}

// src/ci-cache/inside.ts
import { readdir as readdir6, readFile as readFile5 } from "node:fs/promises";
import { join as join9 } from "node:path";
async function usedEntries(taken) {
  const used = /* @__PURE__ */ new Set();
  let added = 0;
  for (const one of taken) {
    const list = await readFile5(join9(one.folder, `${one.number}.used`), "utf8").catch(() => "");
    for (const path of list.split("\n")) if (path !== "") used.add(placed(one.place, path));
    for (const archive of await archivesOf(one)) added += await countFiles(archive);
  }
  return { used, added };
}
async function nextBuildArchive(of, used) {
  const accept = (path) => isBuildFile(path.replace(/^image-\d+\//, ""));
  return joinParts(of, accept, (path) => used.has(path));
}
async function nextModulesArchive(of, modules) {
  const wanted = new Set(moduleFiles(modules).map((path) => `cache/download/${path}`));
  return joinParts(
    of,
    (path) => wanted.has(path),
    () => true
  );
}
async function joinParts({ old, taken, to, time }, accept, isKept) {
  const added = taken.map(async (one) => (await archivesOf(one)).map((archive) => ({ archive, accept, place: one.place })));
  const kept = { accept: (path) => accept(path) && isKept(path), place: "" };
  return joinArchives(
    [...(await Promise.all(added)).flat(), ...old === void 0 ? [] : [{ archive: old, ...kept }]],
    to,
    time
  );
}
async function archivesOf({ folder, number }) {
  const names = await readdir6(folder);
  return names.filter((name) => name.startsWith(`${number}.`) && name.endsWith(".tar")).map((name) => join9(folder, name));
}

// src/ci-cache/policy.ts
function cachePolicy(input) {
  const fresh = whyFresh(input);
  const warm = (isWarm) => isWarm ? whyWarm(input) : void 0;
  const modules = decide(input, warm(input.warm.modules));
  const build = decide(input, fresh ?? warm(input.warm.build));
  if (fresh === void 0) return { modules, build: { ...build, fresh: false } };
  const reason = `an empty build cache of this run's own: ${fresh}`;
  return { modules, build: { restore: false, save: "never", fresh: true, reason } };
}
var OUTPUTS_FROM_MAINS = 3;
function outputsDecision({ build }, { mains, warm }) {
  const alone = (why) => ({ restore: false, save: "never", reason: `left alone: ${why}` });
  if (!build.restore && build.save === "never") return { restore: false, save: "never", reason: build.reason };
  if (warm) return alone("this machine has programs of an earlier run");
  if (mains < OUTPUTS_FROM_MAINS) return alone(`it does not pay for fewer than ${OUTPUTS_FROM_MAINS} main packages`);
  const { restore, save, reason } = build;
  return { restore, save, reason };
}
function decide(input, notNeeded) {
  const nothing = whyNothing(input) ?? notNeeded;
  if (nothing !== void 0) return { restore: false, save: "never", reason: `left alone: ${nothing}` };
  const restore = restoreRule(input);
  const save = saveRule(input);
  return { restore: restore.value, save: save.value, reason: `${restore.reason}; ${save.reason}` };
}
function whyNothing({ door, mode }) {
  if (door === "cli") return "on the command line caches stay where Go keeps them";
  return mode === "false" ? "cache: false" : void 0;
}
function whyFresh({ door, mode, trigger }) {
  if (door === "cli") return void 0;
  const stranger = whyStranger(trigger);
  if (stranger !== void 0) return stranger;
  if (mode === "true" || !isRelease(trigger)) return void 0;
  return "tags and releases are built from their sources alone";
}
function whyStranger({ kind, trust }) {
  if (!trust.trusted) return trust.reason;
  if (kind === "workflow_run") return "workflow_run can build what a stranger’s workflow left";
  return kind === "other" ? "an event that others can cause" : void 0;
}
function isRelease({ kind, tag }) {
  return kind === "tag" || kind === "release" || tag !== void 0;
}
function whyWarm({ hosted }) {
  return hosted ? "an earlier step of the job has filled it" : "this runner's own disk has it warm already";
}
function restoreRule({ access }) {
  return access.read.allowed ? { value: true, reason: "restored" } : { value: false, reason: `not restored: ${access.read.reason}` };
}
function saveRule(input) {
  const { mode, trigger, access } = input;
  const never = whyNeverSaved(input);
  if (never !== void 0) return { value: "never", reason: `not saved: ${never}` };
  if (!access.write.allowed) return { value: "never", reason: `not saved: ${access.write.reason}` };
  if (isOnDefaultBranch(trigger)) return { value: "worth-it", reason: "saved if it pays: the default branch" };
  if (mode === "true") return { value: "worth-it", reason: "saved if it pays: cache: true" };
  return { value: "nothing-restored", reason: "saved only if there is none yet: not the default branch" };
}
function whyNeverSaved({ mode, trigger }) {
  if (mode === "read") return "cache: read";
  const stranger = whyStranger(trigger);
  if (stranger !== void 0 || mode === "true") return stranger;
  if (isRelease(trigger)) return "only the same tag could read it";
  return trigger.kind === "merge_group" ? "the branch of a merge queue is gone afterwards, and its entries too" : void 0;
}
function isOnDefaultBranch({ kind, branch, tag, defaultBranch }) {
  if (tag !== void 0) return false;
  if (kind === "schedule") return true;
  return (kind === "push" || kind === "dispatch") && branch !== void 0 && branch === defaultBranch;
}

// src/ci-cache/sources.ts
import { mkdir as mkdir5, readFile as readFile8, rename as rename3, stat as stat5, writeFile as writeFile3 } from "node:fs/promises";
import { dirname as dirname2, join as join12 } from "node:path";

// src/ci-cache/source-check.ts
import { lstat as lstat2, mkdir as mkdir4, readFile as readFile7, writeFile as writeFile2 } from "node:fs/promises";
import { join as join11 } from "node:path";

// src/ci-cache/source-files.ts
function neededFiles(packages, { all, read }) {
  let folders = new Set(packages);
  for (; ; ) {
    const own = all.filter((path) => folders.has(folderOf(path)) && !path.endsWith("_test.go"));
    const assembled = new Set(own.filter((path) => path.endsWith(".s")).map(folderOf));
    if (own.some((path) => read.get(path)?.reachesOut && assembled.has(folderOf(path)))) return all;
    const embedding = [...new Set(own.filter((path) => read.get(path)?.embeds).map(folderOf))];
    const embedded = all.filter((path) => embedding.some((folder) => folder === "" || path.startsWith(`${folder}/`)));
    const needed = [.../* @__PURE__ */ new Set([...own, ...embedded])];
    const more = /* @__PURE__ */ new Set([...folders, ...needed.map(folderOf)]);
    if (more.size === folders.size) return needed.sort();
    folders = more;
  }
}
function folderOf(path) {
  return path.slice(0, Math.max(path.lastIndexOf("/"), 0));
}

// src/ci-cache/source-tree.ts
import { createHash as createHash4 } from "node:crypto";
import { readdir as readdir7, readFile as readFile6 } from "node:fs/promises";
import { join as join10 } from "node:path";
async function filesBelow2(root) {
  const limit = pLimit(FOLDERS_AT_ONCE);
  const walk = async (below) => {
    const entries = await limit(() => readdir7(join10(root, below), { withFileTypes: true }));
    const found = entries.map((entry) => {
      const path = below === "" ? entry.name : `${below}/${entry.name}`;
      if (entry.isDirectory()) return walk(path);
      if (!entry.isFile()) throw new Error(`${path} is neither a file nor a folder`);
      return [path];
    });
    return (await Promise.all(found)).flat();
  };
  return walk("");
}
async function readSources(root, paths) {
  const limit = pLimit(FOLDERS_AT_ONCE);
  const files = paths.map((path) => limit(async () => [path, describe(path, await readFile6(join10(root, path)))]));
  return new Map(await Promise.all(files));
}
function describe(path, content) {
  const isGo = path.endsWith(".go");
  return {
    hash: sha2562(content),
    embeds: isGo && content.includes("//go:embed"),
    reachesOut: !isGo && content.includes("include") && !content.toString("latin1").split("\n").every(isOwnInclude)
  };
}
function isOwnInclude(line) {
  return !line.includes("include") || /^\s*#\s*include\s+"\w[\w.-]*"\s*$/.test(line);
}
function formatHashes(folder, files) {
  const prefix = unescaped(folder);
  const lines = [...files].map(([path, { hash }]) => ({ name: Buffer.from(`${prefix}/${path}`), hash }));
  lines.sort((a, b) => Buffer.compare(a.name, b.name));
  return lines.map(({ name, hash }) => `${hash}  ${name}
`).join("");
}
function parseHashes(folder, list) {
  const prefix = `${unescaped(folder)}/`;
  return new Map(
    list.split("\n").flatMap((line) => {
      const [, hash, name] = /^([0-9a-f]{64}) {2}(.+)$/.exec(line) ?? [];
      return hash && name?.startsWith(prefix) ? [[name.slice(prefix.length), hash]] : [];
    })
  );
}
function treeHash(list) {
  return `h1:${createHash4("sha256").update(list).digest("base64")}`;
}
function goModHash(content) {
  return treeHash(`${sha2562(content)}  go.mod
`);
}
function sha2562(content) {
  return createHash4("sha256").update(content).digest("hex");
}
function unescaped(text) {
  return text.replace(/!([a-z])/g, (_, letter) => letter.toUpperCase());
}

// src/ci-cache/source-check.ts
function downloadPath(folder, ending) {
  const at = folder.lastIndexOf("@");
  return `cache/download/${folder.slice(0, at)}/@v/${folder.slice(at + 1)}${ending}`;
}
var LIST = ".files";
var DOWNLOAD = /^cache\/download\/(?<path>.+)\/@v\/(?<version>[^/]+)(?<ending>\.files|\.mod)$/;
var SOURCE = /^(?<folder>[^@]+@[^/]+)\/(?<file>.+)$/;
async function acceptSources(root, sums) {
  const files = await filesBelow2(root);
  await refuseLinks(root, files);
  const sources = /* @__PURE__ */ new Map();
  for (const path of files) {
    const { path: module, version, ending } = DOWNLOAD.exec(path)?.groups ?? {};
    const { folder = "", file = "" } = SOURCE.exec(path)?.groups ?? {};
    const own = ending === void 0 ? folder : `${module}@${version}`;
    if (own === "") throw new Error(`${path} is no source of a module`);
    if (ending === ".mod") await checkGoMod(join11(root, path), own, sums);
    else sources.set(own, [...sources.get(own) ?? [], ...ending === void 0 ? [file] : []]);
  }
  for (const [folder, paths] of sources) await acceptModule(root, { folder, paths }, sums);
  return files.length;
}
async function refuseLinks(root, files) {
  const limit = pLimit(FOLDERS_AT_ONCE);
  const check = async (path) => {
    if ((await lstat2(join11(root, path))).nlink > 1) throw new Error(`${path} is a hard link`);
  };
  await Promise.all(files.map((path) => limit(() => check(path))));
}
async function checkGoMod(path, folder, { goMods }) {
  if (goModHash(await readFile7(path)) !== goMods.get(folder)) {
    throw new Error(`the go.mod of ${folder} is not the one that go.sum vouches for`);
  }
}
async function acceptModule(root, { folder, paths }, { trees }) {
  const list = await readFile7(join11(root, downloadPath(folder, LIST)), "utf8").catch(() => "");
  const tree = trees.get(folder);
  if (tree === void 0 || treeHash(list) !== tree) throw new Error(`${folder} is not the module that go.sum names`);
  const hashes = parseHashes(folder, list);
  const read = await readSources(join11(root, folder), paths);
  for (const [path, { hash }] of read) {
    if (hashes.get(path) !== hash) throw new Error(`${folder}/${path} is not the file that go.sum vouches for`);
  }
  const missing = neededFiles(paths.map(folderOf), { all: [...hashes.keys()], read }).find((path) => !read.has(path));
  if (missing !== void 0) throw new Error(`${folder}/${missing} is missing`);
  await mkdir4(join11(root, folder), { recursive: true });
  await writeFile2(join11(root, downloadPath(folder, ".ziphash")), tree);
}

// src/ci-cache/sources.ts
async function restoreSources(options) {
  const { keys, to, sums } = options;
  return restoreEntry("go-sources", keys, options, async (folder) => {
    const added = await acceptSources(folder, sums);
    await rename3(folder, to);
    return { added, linked: 0 };
  });
}
async function vouchForSources({ goModCache, packages, sums }) {
  const used = byModule(packages);
  const unknown = [...used.keys()].find((folder) => !sums.trees.has(folder));
  if (unknown !== void 0) return { problem: `go.sum says nothing of ${unknown}` };
  const modules = [];
  for (const [folder, inside] of [...used, ...await modulesAbove(goModCache, packages, sums)]) {
    const root = join12(goModCache, folder);
    const all = await filesBelow2(root);
    const read = await readSources(root, all);
    const list = formatHashes(folder, read);
    if (treeHash(list) !== sums.trees.get(folder)) return { problem: `${folder} is not what go.sum says of it` };
    modules.push({ folder, list, needed: neededFiles(inside, { all, read }) });
  }
  return { modules };
}
async function saveSources({
  key,
  modules,
  goModCache,
  sums,
  ...place
}) {
  return saveEntry("go-sources", key, place, async (to) => {
    let files = await linkFiles(goModCache, to, await vouchedGoMods(goModCache, sums));
    for (const module of modules) files += await layModule(goModCache, to, module);
    return files;
  });
}
async function vouchedGoMods(goModCache, { goMods }) {
  const checked = [...goMods].map(async ([folder, hash]) => {
    const path = downloadPath(folder, ".mod");
    const content = await readFile8(join12(goModCache, path)).catch(() => void 0);
    return content && goModHash(content) === hash ? [path] : [];
  });
  return (await Promise.all(checked)).flat();
}
async function layModule(goModCache, to, { folder, list, needed }) {
  const target = join12(to, downloadPath(folder, LIST));
  await mkdir5(dirname2(target), { recursive: true });
  await writeFile3(target, list);
  const files = await linkFiles(join12(goModCache, folder), join12(to, folder), needed);
  if (files !== needed.length) throw new Error(`${folder} lost files while they were saved`);
  return 1 + files;
}
function byModule(packages) {
  const modules = /* @__PURE__ */ new Map();
  for (const path of packages) {
    const [, folder, inside = ""] = /^([^@]+@[^/]+)(?:\/(.*))?$/.exec(path) ?? [];
    if (folder !== void 0) modules.set(folder, [...modules.get(folder) ?? [], inside]);
  }
  return modules;
}
async function modulesAbove(goModCache, packages, { trees }) {
  const used = byModule(packages);
  const paths = packages.map((path) => `${path.replace(/@[^/]+/, "")}/`);
  const above = [...trees.keys()].filter((folder) => {
    const path = `${folder.slice(0, folder.lastIndexOf("@"))}/`;
    return !used.has(folder) && paths.some((package_) => package_.startsWith(path));
  });
  const here = above.map(async (folder) => await isFolder(join12(goModCache, folder)) ? [[folder, []]] : []);
  return (await Promise.all(here)).flat();
}
async function isFolder(path) {
  return (await stat5(path).catch(() => void 0))?.isDirectory() ?? false;
}

export {
  cacheAccess,
  compileShare,
  restoreArchive,
  saveArchive,
  isWarmBuildCache,
  countBuildCache,
  sweepBuildCache,
  isWarmModuleCache,
  restoreModules,
  restoreBuildCache,
  usedEntries,
  nextBuildArchive,
  nextModulesArchive,
  isWarmOutputs,
  restoreOutputs,
  readSums,
  performSave,
  parseSaveTask,
  shouldSaveModules,
  shouldSaveSources,
  shouldSaveBuild,
  shouldSaveOutputs,
  finishJobCaches,
  moduleKeys,
  buildKeys,
  outputKeys,
  sourceSet,
  sourceKey,
  sourceKeys,
  insideKeys,
  cachePolicy,
  outputsDecision,
  profileHash,
  pgoHash,
  restoreSources,
  vouchForSources,
  saveSources
};
