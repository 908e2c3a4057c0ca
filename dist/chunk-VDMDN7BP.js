import {createRequire as __createRequire} from 'node:module';const require = __createRequire(import.meta.url);
import {
  planGo,
  readTrigger
} from "./chunk-7T47MHCC.js";
import {
  parseDockerfile
} from "./chunk-VI4WN2TK.js";
import {
  folderProblems,
  relativePattern
} from "./chunk-VJE26NIC.js";
import {
  binaryPath
} from "./chunk-XAR3CAOE.js";
import {
  cacheRoot
} from "./chunk-KATMBCK6.js";
import {
  INPUTS
} from "./chunk-OGWH5DZ4.js";
import {
  exists,
  formatRepository,
  isTag,
  parseReference
} from "./chunk-DK2HHR4N.js";
import {
  RequestError
} from "./chunk-YMPWN76Y.js";
import {
  require_parse
} from "./chunk-TQOUSWMN.js";
import {
  __toESM
} from "./chunk-L4DFUNMN.js";

// src/plan/engine.ts
function decideEngine(request, dockerfile) {
  const engine = engineOf(request.engine, dockerfile);
  const usesDockerfile = engine.name === "buildkit" && dockerfile !== void 0;
  return { engine, usesDockerfile, problems: unusedInputs(request, engine, dockerfile) };
}
function unusedInputs(request, { name }, dockerfile) {
  const byBuildkit = name === "buildkit";
  if (byBuildkit && dockerfile !== void 0) {
    const message = `the image is made as ${dockerfile} says`;
    const hint = "write it in the Dockerfile, or use engine: embedded, which makes the image from the Go sources alone";
    return unused(request, "sources", { message, hint });
  }
  const missing = byBuildkit ? ["dockerfile"] : ["dockerfile", "buildkit"];
  return missing.flatMap((needs) => {
    if (dockerfile !== void 0) {
      const message = `engine: embedded does not use ${dockerfile}`;
      return unused(request, needs, { message, hint: "leave engine out, or this input" });
    }
    const hint = needs === "buildkit" ? "name one in `file`, or use engine: buildkit" : "name one in `file`";
    return unused(request, needs, { message: "there is no Dockerfile", hint });
  });
}
function engineOf(asked, dockerfile) {
  if (asked === "buildkit" && dockerfile === void 0) {
    return { name: asked, reason: "engine: buildkit; there is no Dockerfile, so it gets one that is written for the run" };
  }
  if (asked !== "auto") return { name: asked, reason: `engine: ${asked}` };
  return dockerfile === void 0 ? { name: "embedded", reason: "there is no Dockerfile" } : { name: "buildkit", reason: `there is ${dockerfile}; engine: embedded would do without it` };
}
function unused({ given }, needs, { message, hint }) {
  const names = INPUTS.filter((input) => input.needs === needs).map(({ name }) => name);
  return names.filter((name) => given.includes(name)).map((subject) => ({ subject, message: `is of no use here: ${message}`, ...hint === void 0 ? {} : { hint } }));
}

// src/plan/plan.ts
import { basename as basename2 } from "node:path";

// src/plan/tags.ts
var import_parse = __toESM(require_parse(), 1);
import { createHash } from "node:crypto";
function defaultTag(trigger) {
  if (trigger.pullRequest !== void 0) {
    return { name: `pr-${trigger.pullRequest.number}`, reason: `pull request ${trigger.pullRequest.number}` };
  }
  if (trigger.tag !== void 0) return { name: toTag(versionOf(trigger.tag)), reason: `the git tag ${trigger.tag}` };
  if (trigger.branch !== void 0) return branchTag(trigger.branch);
  return { name: "latest", reason: "neither branch nor tag is checked out" };
}
function versionOf(gitTag) {
  const version = (0, import_parse.default)(gitTag);
  return version === null ? gitTag : version.raw.replace(/^v/, "");
}
function branchTag(branch) {
  const name = toTag(branch);
  const taken = name === "latest" || /^pr-\d+$/.test(name) || /^v?\d+(\.\d+)*([-+].*)?$/.test(name);
  return taken ? { name: toTag(`branch-${name}`), reason: `the branch ${branch}, whose own name is kept for releases` } : { name, reason: `the branch ${branch}` };
}
var MAX_TAG = 128;
function toTag(text) {
  const tag = text.replace(/[^a-zA-Z0-9._-]+/g, "-").replace(/^[.-]+/, "") || "unnamed";
  if (tag.length <= MAX_TAG) return tag;
  const hash = createHash("sha256").update(text).digest("hex").slice(0, 8);
  return `${tag.slice(0, MAX_TAG - 9)}-${hash}`;
}

// src/plan/images.ts
function planImages(input) {
  const { bare, full } = splitTags(input.request.tags);
  const patterns = repositoryPatterns(input, full);
  if ("problem" in patterns) return { images: [], problems: [patterns.problem] };
  const images = /* @__PURE__ */ new Map();
  const problems = [];
  const add = (name, mains, tags) => {
    const known = images.get(name) ?? { mains: new Set(mains), tags: /* @__PURE__ */ new Map() };
    if (mains.some((main) => !known.mains.has(main))) {
      problems.push({
        subject: "image",
        message: `${name} would be both an image of ${list(known.mains)} and of ${list(mains)}`,
        hint: "write {name} into every reference, or into none"
      });
    }
    for (const tag of tags) if (!known.tags.has(tag.name)) known.tags.set(tag.name, tag.reason);
    images.set(name, known);
  };
  const named = new Set(full.flatMap((tag) => expand(tag.repository, input.mains).map((image) => image.name)));
  for (const { name, mains } of patterns.flatMap((pattern) => expand(pattern, input.mains))) {
    add(name, mains, bare.length > 0 ? bare : named.has(name) ? [] : [defaultTag(input.trigger)]);
  }
  for (const { repository, tag } of full) {
    for (const { name, mains } of expand(repository, input.mains)) {
      const known = repository.includes("{name}") ? void 0 : images.get(name)?.mains;
      add(name, [...known ?? mains], [{ name: tag, reason: "asked for" }]);
    }
  }
  return {
    problems,
    images: [...images].map(([name, { mains, tags }]) => ({
      name,
      mains: [...mains],
      tags: [...tags].map(([tag, reason]) => ({ name: tag, set: input.push, reason }))
    }))
  };
}
function splitTags(tags) {
  const bare = tags.filter((tag) => isTag(tag)).map((name) => ({ name, reason: "asked for" }));
  const full = tags.filter((tag) => !isTag(tag)).map((tag) => {
    const colon = tag.lastIndexOf(":");
    return { repository: tag.slice(0, colon), tag: tag.slice(colon + 1) };
  });
  return { bare, full };
}
function repositoryPatterns({ request, trigger, mains, push }, full) {
  if (request.images.length > 0) return request.images;
  if (full.length > 0) return [];
  const repository = trigger.repository;
  if (repository?.serverUrl === "https://github.com") {
    const name = `ghcr.io/${repository.owner}/${repository.name}`.toLowerCase();
    const [only] = mains;
    const isRoot = mains.length === 1 && only?.dir === only?.moduleDir;
    return [isRoot ? name : `${name}/{name}`];
  }
  if (push) {
    return {
      problem: {
        subject: "image",
        message: "needed to push, and only on github.com is there a default for it",
        hint: "name the repository, such as registry.example.com/team/app"
      }
    };
  }
  return ["{name}"];
}
function expand(pattern, mains) {
  if (!pattern.includes("{name}")) return [{ name: canonical(pattern), mains: mains.map((main) => main.importPath) }];
  return mains.map((main) => ({
    // A program may have upper-case letters; a repository may not.
    name: canonical(pattern.replaceAll("{name}", main.name.toLowerCase())),
    mains: [main.importPath]
  }));
}
function canonical(name) {
  if (!name.includes("/")) return name;
  const parsed = parseReference(name);
  return "reference" in parsed ? formatRepository(parsed.reference) : name;
}
function list(names) {
  return [...names].join(", ");
}

// src/plan/paths.ts
import { basename } from "node:path";
function pathProblems({ container, images, mains }) {
  const problems = images.flatMap((image) => {
    const paths = mains.filter((main) => image.mains.includes(main.importPath)).map((main) => binaryPath({ container }, main));
    return [...sharedPaths(image.name, paths), ...hiddenFiles(container.files, paths)];
  });
  return problems.filter((one, at) => problems.findIndex(({ message }) => message === one.message) === at);
}
function sharedPaths(image, paths) {
  const twice = paths.find((path, at) => paths.indexOf(path) !== at);
  if (twice === void 0) return [];
  const message = `two programs of ${image} would be at ${twice}`;
  return [{ subject: "binary-path", message, hint: "put {name} into it, or end it with a /" }];
}
function hiddenFiles(files, paths) {
  return files.filter((file) => paths.includes(destinationOf(file))).map(({ source, destination }) => ({
    subject: "files",
    message: `${source}:${destination} would be where the program is`,
    hint: "choose another destination, or set binary-path"
  }));
}
function destinationOf({ source, destination }) {
  return destination.endsWith("/") ? `${destination}${basename(source)}` : destination;
}

// src/plan/push.ts
function decidePush(push, trigger) {
  if (push === false) return { allowed: false, reason: "push: false" };
  if (!trigger.trust.trusted) return { allowed: false, reason: `${trigger.trust.reason} gets no credentials` };
  if (push === true) return { allowed: true, reason: "push: true" };
  return decideAuto(trigger);
}
function decideAuto(trigger) {
  switch (trigger.kind) {
    case "local":
      return { allowed: false, reason: "a local build is pushed only with --push" };
    case "tag":
    case "release":
      return { allowed: true, reason: `the tag ${trigger.tag ?? ""}` };
    case "push":
    case "schedule":
    case "dispatch":
      return decideRef(trigger);
    case "pull_request":
      return { allowed: false, reason: "a pull request is built and checked, not pushed" };
    case "merge_group":
      return { allowed: false, reason: "a merge queue is built and checked, not pushed" };
    default:
      return { allowed: false, reason: `push: auto does not push on ${trigger.kind} events` };
  }
}
function decideRef({ tag, branch, defaultBranch }) {
  if (tag !== void 0) return { allowed: true, reason: `the tag ${tag}` };
  if (branch === void 0) return { allowed: false, reason: "the event names neither branch nor tag" };
  if (branch === defaultBranch) return { allowed: true, reason: `the default branch ${branch}` };
  return { allowed: false, reason: `${branch} is not the default branch; push: true pushes it too` };
}

// src/plan/plan.ts
function makePlan(request, facts) {
  const push = decidePush(request.push, facts.trigger);
  const { engine, usesDockerfile, problems: unused2 } = decideEngine(request, facts.dockerfile?.path);
  const programs = usesDockerfile ? [programOf(request, facts.dockerfile)] : facts.mains;
  const planned = planImages({ request, trigger: facts.trigger, mains: programs, push: push.allowed });
  const inAll = facts.mains.map(({ importPath }) => importPath);
  const images = usesDockerfile ? planned.images.map((image) => ({ ...image, mains: inAll })) : planned.images;
  const plan = {
    go: facts.go,
    mains: facts.mains.map((main) => plannedMain(request.dir, main)),
    platforms: request.platforms,
    images,
    engine,
    dockerfile: dockerfileOf(facts.dockerfile, usesDockerfile),
    base: usesDockerfile ? "as the Dockerfile says" : request.base ?? "scratch",
    push,
    cache: facts.caches,
    unresolved: [...facts.unresolved, ...unresolvedBase(request), ...unresolvedBuilder(engine, usesDockerfile)],
    warnings: usesDockerfile ? facts.dockerfile?.warnings ?? [] : []
  };
  return {
    plan,
    problems: [
      ...planned.problems,
      ...unused2,
      ...usesDockerfile ? [] : entrypointProblems(request, plan),
      ...usesDockerfile ? [] : pathProblems({ container: request.container, images, mains: facts.mains }),
      ...passwordProblems(request, images)
    ]
  };
}
function plannedMain(dir, { importPath, name, reason, ...main }) {
  return { importPath, dir: relativePattern(dir, main.dir), name, reason };
}
function programOf({ dir }, dockerfile) {
  const name = basename2(dir);
  return { importPath: name, name, dir, moduleDir: dockerfile?.folder === void 0 ? dir : "" };
}
function dockerfileOf(found, isUsed) {
  if (found === void 0) return null;
  if (isUsed && found.decided) return { path: found.path, ...found.decided };
  const reason = "the embedded engine builds from the Go sources alone";
  return { path: found.path, mode: "ignored", rule: "engine-embedded", reason };
}
function passwordProblems({ registry }, images) {
  if (registry.password === void 0 || hostsOf(images).length < 2) return [];
  return [
    {
      subject: "password",
      message: `can belong to one registry only, and the images go to ${hostsOf(images).join(", ")}`,
      hint: "use registry-auth, which names the registry of each login"
    }
  ];
}
function hostsOf(images) {
  const parsed = images.filter((image) => image.name.includes("/")).map((image) => parseReference(image.name));
  return [...new Set(parsed.flatMap((result) => "reference" in result ? [result.reference.registry] : []))];
}
function unresolvedBase(request) {
  if (request.base === void 0) return [];
  return [{ what: `the digest and platforms of ${request.base}`, why: "a plan is made without the network" }];
}
function unresolvedBuilder({ name }, usesDockerfile) {
  if (name !== "buildkit" || usesDockerfile) return [];
  return [{ what: "the builder", why: "buildx is asked when the image is built" }];
}
function entrypointProblems(request, plan) {
  if (request.container.entrypoint !== void 0) return [];
  return plan.images.filter((image) => image.mains.length > 1).map((image) => ({
    subject: "entrypoint",
    message: `needed, because ${image.name} holds ${image.mains.length} programs (${image.mains.join(", ")})`,
    hint: `name the program to start, or write {name} into ${whereFrom(image.name, request)} for one image per program`
  }));
}
function whereFrom(name, { tags }) {
  const fromTags = tags.some((tag) => tag.slice(0, tag.lastIndexOf(":")) === name);
  return fromTags ? "its reference in `tags`" : "`image`";
}

// src/plan/labels.ts
var SOURCE = "org.opencontainers.image.source";
var REVISION = "org.opencontainers.image.revision";
var VERSION = "org.opencontainers.image.version";
var CREATED = "org.opencontainers.image.created";
var COMMIT_LABELS = /* @__PURE__ */ new Set([REVISION, VERSION, CREATED]);
function originLabels(trigger) {
  const labels = {};
  const { repository, commit, pullRequest, tag } = trigger;
  if (repository) labels[SOURCE] = `${repository.serverUrl}/${repository.owner}/${repository.name}`;
  const revision = pullRequest?.headSha ?? commit?.sha;
  if (revision !== void 0) labels[REVISION] = revision;
  if (tag !== void 0) labels[VERSION] = versionOf(tag);
  return labels;
}

// src/stages/look-around.ts
import { tmpdir } from "node:os";
import { join as join2 } from "node:path";

// src/stages/dockerfile/find.ts
import { readFile, stat } from "node:fs/promises";
import { dirname, join, relative, resolve, sep } from "node:path";
async function findDockerfile({ request }) {
  const { dir, dockerfile } = request;
  const root = await repositoryRoot(dir);
  const candidates = dockerfile.file === void 0 ? [join(dir, "Dockerfile"), join(root, "Dockerfile")] : [dockerfile.file];
  const context = dockerfile.context ?? root;
  const [path, noFolder] = [await firstFile(candidates), await contextProblems(context)];
  if (path !== void 0) {
    const problems = [...noFolder, ...await namedContextProblems(dockerfile)];
    return { found: problems.length > 0 ? void 0 : await read({ path, context, root }), problems };
  }
  if (dockerfile.file === void 0) return { found: void 0, problems: noFolder };
  return { found: void 0, problems: [await fileProblem(dockerfile.file)] };
}
async function fileProblem(path) {
  if (await isFolder(path)) {
    const hint = `name the Dockerfile in it: ${join(path, "Dockerfile")}; "context" is the folder of the files that it copies`;
    return { subject: "file", message: `${path}: this is a folder`, hint };
  }
  return { subject: "file", message: `${path}: there is no such file`, hint: RELATIVE };
}
var RELATIVE = "paths are relative to the current folder";
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
  if (await isFolder(context)) return [];
  return [{ subject: "context", message: `${context}: there is no such folder`, hint: RELATIVE }];
}
async function namedContextProblems({
  buildContexts,
  cwd
}) {
  const sources = buildContexts.map((text) => text.slice(text.indexOf("=") + 1));
  const paths = sources.filter((source) => !/:|^github\.com\//.test(source)).map((source) => resolve(cwd, source));
  const missing = await Promise.all(paths.map(async (path) => await isFolder(path) ? [] : [path]));
  return missing.flat().map((path) => {
    return { subject: "build-contexts", message: `${path}: there is no such folder`, hint: RELATIVE };
  });
}
async function isFolder(path) {
  return (await stat(path).catch(() => void 0))?.isDirectory() ?? false;
}
function slashes(path) {
  return path.split(sep).join("/");
}

// src/stages/look-around.ts
function needingGo(look) {
  const { goPlan } = look;
  if ("problems" in goPlan) throw new RequestError(goPlan.problems);
  return { ...look, goPlan };
}
async function lookAround(context) {
  const { request } = context;
  const { dir } = request;
  const wrongFolder = await folderProblems(dir);
  if (wrongFolder.length > 0) throw new RequestError(wrongFolder);
  const [trigger, search, goPlan] = await Promise.all([
    readTrigger({ ...context, dir }),
    findDockerfile(context),
    planGo(goLookOptions(context))
  ]);
  const isAsked = request.go.version !== void 0 || request.go.versionFile !== void 0;
  const mayNeedNone = !isAsked && search.found !== void 0 && decideEngine(request, search.found.name).usesDockerfile;
  const goProblems = "problems" in goPlan ? goPlan.problems : [];
  const problems = [...search.problems, ...mayNeedNone && search.problems.length === 0 ? [] : goProblems];
  if (problems.length > 0) throw new RequestError(problems);
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
  const files = async () => (await import("./actions-ZNMV3PGE.js")).createToolFiles(options);
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
  decideEngine,
  planImages,
  COMMIT_LABELS,
  originLabels,
  makePlan,
  passwordProblems,
  hostsOf,
  needingGo,
  lookAround,
  goLookOptions,
  temporaryRoot,
  stagingFolder
};
