import {createRequire as __createRequire} from 'node:module';const require = __createRequire(import.meta.url);
import {
  architectureOf,
  gitEnvironment,
  gitTrust
} from "./chunk-7T47MHCC.js";
import {
  KEYWORDS,
  decideMode,
  decideUnread,
  knownCompiles,
  parseErrorText,
  targetProblems
} from "./chunk-VI4WN2TK.js";
import {
  closest
} from "./chunk-OGWH5DZ4.js";
import {
  RequestError
} from "./chunk-YMPWN76Y.js";

// src/stages/dockerfile/decide-mode.ts
async function askMode(question, known) {
  const { context, dockerfile, tree } = question;
  const { dockerfile: asked } = context.request;
  const ask = () => decideMode({
    dockerfile,
    requested: asked.mode,
    build: buildFacts(context),
    tree: tree.facts(known.mains),
    compileFacts: known.compileFacts,
    buildCommand: asked.buildCommand
  });
  for (; ; ) {
    const answer = ask();
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
function requestFor(context, platform) {
  const { target } = context.request.dockerfile;
  return { buildArgs: buildArgsOf(context), target: platform, build: hostPlatform(), targetStage: target };
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

// src/stages/dockerfile/work-tree.ts
import { readFileSync, statSync } from "node:fs";
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
      textOf: (path) => textOf(join(context, path)),
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
function textOf(path) {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return void 0;
  }
}
function mainFacts(mains, context) {
  return mains.map(({ importPath, dir }) => ({ importPath, folder: relative(context, dir).split(sep).join("/") })).filter(({ folder }) => folder !== ".." && !folder.startsWith("../"));
}

// src/stages/dockerfile/ask-unread.ts
function askUnread(context, found) {
  const { path, name, source, problem } = found;
  if (!problem) throw new Error(`${name} can be read`);
  const { mode: requested, buildCommand } = context.request.dockerfile;
  const buildArgs = buildArgsOf(context);
  const answer = decideUnread({ path: name, source, problem, requested, buildCommand, buildArgs });
  if (answer) return answer;
  const message = `${parseErrorText(source, problem)}${meant(problem.message)}`;
  const at = { file: path, line: problem.line };
  throw new RequestError([{ subject: name, message, hint: "correct that line of the Dockerfile" }], at);
}
function meant(message) {
  const [, word] = /^unknown instruction: (\S+)$/.exec(message) ?? [];
  const found = word && closest(word, KEYWORDS);
  const keyword = word === word?.toLowerCase() ? found?.toLowerCase() : found;
  return keyword ? ` (did you mean ${keyword}?)` : "";
}

// src/stages/dockerfile/guess-mains.ts
import { open, readdir, readFile } from "node:fs/promises";
import { join as join2, posix, sep as sep2 } from "node:path";
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
    const [, name] = /^package[ \t]+(\w+)/m.exec(await headOf(join2(context, source))) ?? [];
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
      const text = await readFile(join2(context, file), "utf8").catch(() => "");
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

// src/stages/dockerfile/first-question.ts
async function askFirst(outer, { dockerfile: found, trigger }) {
  const context = withoutForeignCommand(outer, trigger);
  if (!found) throw new Error("there is no Dockerfile");
  const dockerfile = found.dockerfile ?? askUnread(context, found);
  const problems = [...context.problems, ...wrongTarget(context, found)];
  if (problems.length > 0) throw new RequestError(problems);
  if ("problems" in dockerfile) return { found, question: void 0, first: dockerfile, mains: [] };
  const tree = await openWorkTree(context, found);
  const question = { context, dockerfile, tree, found };
  const mains = await guessMains(found.context, tree.facts([]).tracked);
  return { found, question, mains, first: await askMode(question, { mains, compileFacts: /* @__PURE__ */ new Map() }) };
}
function wrongTarget(context, { dockerfile }) {
  return dockerfile ? targetProblems(dockerfile, context.request.dockerfile.target, buildArgsOf(context)) : [];
}
function withoutForeignCommand(context, { trust }) {
  const { request, log } = context;
  if (request.dockerfile.buildCommand === void 0 || trust.trusted) return context;
  log.info(`build-command is not run: ${trust.reason}`);
  const { buildCommand: _, ...dockerfile } = request.dockerfile;
  return { ...context, request: { ...request, dockerfile } };
}

export {
  askMode,
  compilesIn,
  needsGo,
  decided,
  requestFor,
  buildArgsOf,
  contextNames,
  hostPlatform,
  mainFacts,
  askFirst,
  wrongTarget
};
