import {createRequire as __createRequire} from 'node:module';const require = __createRequire(import.meta.url);
import {
  hashFile,
  withPromptFile
} from "./chunk-RUVCBZIW.js";
import {
  identityOf,
  parseIdentity,
  sameFile,
  tryLock
} from "./chunk-USUAKS4C.js";
import {
  environmentFor
} from "./chunk-HD3OXH54.js";
import {
  forMany
} from "./chunk-XEYYPLQO.js";
import {
  RequestError,
  UserError,
  allEnded,
  codeOf,
  digestOf,
  exists,
  formatPlatform,
  messageOf,
  pLimit,
  removeTree,
  writeFileAtomic
} from "./chunk-KZN2H757.js";
import {
  arrayAt,
  isRecord,
  numberAt,
  recordAt,
  stringAt
} from "./chunk-5I5N4XBM.js";
import {
  require_gtr,
  require_min_version,
  require_range
} from "./chunk-JBO2LML4.js";
import {
  __toESM
} from "./chunk-L4DFUNMN.js";

// src/go/discover.ts
import { readdir as readdir2, readFile } from "node:fs/promises";
import { join as join3 } from "node:path";

// src/go/choose.ts
import { join as join2, relative as relative2, sep as sep2 } from "node:path";

// src/go/modules.ts
import { readdir } from "node:fs/promises";
import { dirname, join, relative, resolve, sep } from "node:path";
var SKIPPED = /^([._].*|vendor|testdata|node_modules)$/;
var MOST_FOLDERS = 2e4;
async function findModules(dir) {
  const found = [];
  let level = [dir];
  let visited = 0;
  while (level.length > 0 && visited < MOST_FOLDERS) {
    visited += level.length;
    const entries = await Promise.all(level.map((folder) => readdir(folder, { withFileTypes: true }).catch(() => [])));
    const next = [];
    for (const [index, folder] of level.entries()) {
      for (const entry of entries[index] ?? []) {
        if (entry.isDirectory() && !SKIPPED.test(entry.name)) next.push(join(folder, entry.name));
        else if (entry.isFile() && entry.name === "go.mod") found.push(folder);
      }
    }
    level = next;
  }
  return found.sort();
}
async function moduleAbove(dir) {
  for (let folder = dir; ; folder = dirname(folder)) {
    if (await exists(join(folder, "go.mod"))) return folder;
    if (dirname(folder) === folder) return void 0;
  }
}
async function workModules(go, { goWork }) {
  if (goWork === void 0) return [];
  const root = dirname(goWork);
  const { exitCode, stdout, stderr } = await go(["work", "edit", "-json", goWork], { cwd: root });
  if (exitCode !== 0) {
    throw new UserError(`cannot read ${goWork}: ${stderr.trim()}`, { hint: "correct it, or switch it off: GOWORK=off" });
  }
  const uses = arrayAt(JSON.parse(stdout), "Use") ?? [];
  return uses.flatMap((use) => {
    const path = stringAt(use, "DiskPath");
    return path === void 0 ? [] : [resolve(root, path)];
  });
}
function isBelow(dir, parent) {
  const path = relative(parent, dir);
  return path === "" || path !== ".." && !path.startsWith(`..${sep}`) && path !== dir;
}
function relativePattern(from, to) {
  const path = relative(from, to).split(sep).join("/");
  if (path === "") return ".";
  return path.startsWith("..") ? path : `./${path}`;
}

// src/go/names.ts
function executableName(importPath) {
  const elements = importPath.split("/");
  const last = elements.at(-1) ?? importPath;
  return (isMajorVersion(last) ? elements.at(-2) : void 0) ?? last;
}
function isMajorVersion(element) {
  return /^v[1-9][0-9]*$/.test(element) && element !== "v1";
}

// src/go/choose.ts
var HELPERS = /* @__PURE__ */ new Set([
  ...["example", "examples", "sample", "samples", "demo", "demos", "doc", "docs", "tool", "tools", "hack", "ci"],
  ...["script", "scripts", "test", "tests", "testing", "testdata", "testutil", "e2e", "integration", "fixtures"],
  ...["mock", "mocks", "bench", "benchmark", "benchmarks", "third_party", "codegen", "playground"]
]);
function chooseMain(dir, found) {
  const candidates = found.filter((main) => !isHelper(dir, main));
  const root = candidates.find((main) => main.dir === dir);
  if (root) return chosen(root, "the folder itself is a main package");
  const oneModule = mostTelling(dir, candidates);
  const named = oneModule.filter((main) => main.dir === join2(baseOf(dir, main), "cmd", baseName(dir, main)));
  if (named[0]) return chosen(named[0], `cmd/${named[0].name} is named like the module`);
  const belowCmd = oneModule.filter((main) => isBelow(main.dir, join2(baseOf(dir, main), "cmd")));
  if (belowCmd[0] && belowCmd.length === 1) return chosen(belowCmd[0], "it is the only main package below cmd");
  if (candidates[0] && candidates.length === 1) return chosen(candidates[0], "it is the only main package");
  if (candidates.length > 1) return { problems: [severalProblem(dir, candidates)] };
  return { problems: [found.length > 0 ? onlyHelpersProblem(dir, found) : noMainProblem(dir)] };
}
function chosen(main, reason) {
  return { mains: [{ ...main, reason }] };
}
function mostTelling(dir, candidates) {
  const own = candidates.filter((main) => isBelow(dir, main.moduleDir));
  if (own.length > 0) return own;
  return candidates.every((main) => main.moduleDir === candidates[0]?.moduleDir) ? candidates : [];
}
function baseOf(dir, { moduleDir }) {
  return isBelow(dir, moduleDir) ? dir : moduleDir;
}
function baseName(dir, main) {
  const below2 = relative2(main.moduleDir, baseOf(dir, main)).split(sep2).join("/");
  return executableName(below2 === "" ? main.modulePath : below2);
}
function isHelper(dir, main) {
  const elements = relative2(dir, main.dir).split(sep2);
  return elements.some((element, index) => {
    const isProgramName = index === elements.length - 1 && elements[index - 1] === "cmd";
    return HELPERS.has(element.toLowerCase()) && !isProgramName;
  });
}
function severalProblem(dir, candidates) {
  const paths = candidates.map((main) => folderOf(dir, main));
  return {
    subject: "main",
    message: `there are ${paths.length} main packages and no rule that picks one:${bullets(paths)}`,
    hint: `name the ones to build, for example main: ${paths[0]}${commonPattern(paths)}`
  };
}
function commonPattern(paths) {
  return paths.every((path) => path.startsWith("./cmd/")) ? " (or ./cmd/... for all of them)" : "";
}
function onlyHelpersProblem(dir, found) {
  const paths = found.map((main) => folderOf(dir, main));
  return {
    subject: "main",
    message: `the only main packages are examples, tools or tests, which are never built by themselves:${bullets(paths)}`,
    hint: `if one of them is meant, name it: main: ${paths[0]}`
  };
}
function noMainProblem(dir) {
  return {
    subject: "main",
    message: `no main package below ${dir}: this is a library`,
    hint: "a program has `package main` and a func main; set working-directory if it lies elsewhere"
  };
}
function chooseMatched(dir, matches) {
  const problems = matches.flatMap((match) => matchProblem(dir, match) ?? []);
  const mains = /* @__PURE__ */ new Map();
  for (const { pattern, name, mains: matched } of matches) {
    for (const main of matched) {
      if (mains.has(main.importPath) && name === void 0) continue;
      mains.set(main.importPath, { ...main, ...name === void 0 ? {} : { name }, reason: `main: ${pattern}` });
    }
  }
  if (problems.length === 0) problems.push(...nameProblems(dir, [...mains.values()]));
  return problems.length > 0 ? { problems } : { mains: [...mains.values()] };
}
function matchProblem(dir, { pattern, name, mains, libraries, error }) {
  const subject = "main";
  if (mains.length > 1 && name !== void 0) {
    const message2 = `${name}=${pattern} gives one name to ${mains.length} main packages:`;
    return { subject, message: message2 + bullets(mains.map((main) => folderOf(dir, main))), hint: "name them one by one" };
  }
  if (mains.length > 0) return void 0;
  if (libraries.length > 0) {
    const message2 = libraries.length === 1 && !pattern.includes("...") ? `${pattern} is no main package but a library (package ${libraries[0]})` : `${pattern} matches no main package, only libraries (${libraries.slice(0, MOST_LISTED).join(", ")})`;
    return { subject, message: message2, hint: "leave `main` out to see which main packages there are" };
  }
  const message = `${pattern} matches no package${error === void 0 ? "" : `: ${error}`}`;
  return { subject, message, hint: "write a folder (./cmd/api), a pattern (./cmd/...) or an import path" };
}
function nameProblems(dir, mains) {
  return [...new Set(mains.map((main) => main.name))].flatMap((name) => {
    const same = mains.filter((main) => main.name === name);
    if (same.length === 1) return [];
    const paths = same.map((main) => folderOf(dir, main));
    const hint = `name them in the input: main: NAME=${paths[0]}`;
    return [{ subject: "main", message: `${same.length} programs would be called ${name}:${bullets(paths)}`, hint }];
  });
}
function folderOf(dir, main) {
  return isBelow(main.dir, dir) ? relativePattern(dir, main.dir) : main.importPath;
}
var MOST_LISTED = 20;
function bullets(lines) {
  const shown2 = lines.slice(0, MOST_LISTED).map((line) => `
  ${line}`);
  const rest = lines.length - shown2.length;
  return `${shown2.join("")}${rest > 0 ? `
  and ${rest} more` : ""}`;
}

// src/go/packages.ts
import { dirname as dirname3 } from "node:path";

// src/go/list.ts
import { dirname as dirname2 } from "node:path";

// src/go/hints.ts
var HINTS = [
  [
    /no space left on device|not enough space on the disk/i,
    () => "the disk is full: free some space (`go clean -cache`, `go-containerize cache clear`)"
  ],
  [
    /-race requires cgo|-msan requires cgo|-asan requires cgo/,
    () => "set cgo: true, which needs a C compiler for each platform"
  ],
  [
    /requires go >= (\S+)/,
    ([, version]) => `install Go ${version} or later, or allow the go command to fetch it: GOTOOLCHAIN=auto`
  ],
  [
    /missing go\.sum entry|updates to go\.(mod|sum) needed|go\.mod file indicates/,
    () => "run `go mod tidy` and commit go.mod and go.sum"
  ],
  [
    /inconsistent vendoring|cannot find module providing package .* import lookup disabled by -mod=vendor|is explicitly required in go\.mod, but not marked/,
    () => "run `go mod vendor` (in a workspace `go work vendor`) and commit the result"
  ],
  [
    /no required module provides package (\S+?);?(\s|$)/,
    ([, path]) => `run \`go get ${path}\` and commit go.mod and go.sum`
  ],
  [
    /SECURITY ERROR|checksum mismatch/,
    () => "go.sum and the downloaded module differ: find out why before you trust either; if it came from CI’s cache, delete the entry of the modules that the log names"
  ],
  [
    /dial tcp|no such host|i\/o timeout|connection refused|TLS handshake|module lookup disabled by GOPROXY=off|proxyconnect/i,
    () => "a module could not be downloaded: check the network and GOPROXY, or vendor the dependencies"
  ],
  [
    /404 Not Found|410 Gone|could not read Username|terminal prompts disabled|Repository not found|no secure protocol found/,
    () => "for a private module set go-private and go-private-token, or give git access to it; else check its version"
  ],
  [
    /error obtaining VCS status|dubious ownership/,
    () => "git must be able to read the work tree (`git config --global --add safe.directory DIR`); or set buildvcs: false"
  ],
  [
    /unsupported GOOS\/GOARCH pair (\S+)/,
    ([, pair]) => `this Go does not compile for ${pair}: leave that platform out`
  ],
  [
    /gcc_\w+\.S:\d+: Error: |unrecognized command-line option '-m(arm|arch|abi)|cgo: .*incompatible|skipping incompatible .*lib/,
    () => "the C compiler is one for another architecture: name a cross compiler for this platform in go-env (CC=aarch64-linux-gnu-gcc), and build one platform a run if each needs its own"
  ],
  [/obtaining buildID for go tool .*exec: "([^"]+)"/, ([, tool]) => `-toolexec names ${tool}, which can't be run here`],
  [
    /C compiler "?([^"\s]+)"? not found|exec: "([^"]+)": executable file not found/,
    ([, a, b]) => `cgo needs the C compiler ${a ?? b}: install it, or name another in go-env: CC=…`
  ]
];
var NEEDS_CGO = [
  /build constraints exclude all Go files in (\S+)/,
  /imports? (\S+): build constraints exclude all Go files/
];
function hintFor(text) {
  for (const sign of NEEDS_CGO) {
    const [, found] = sign.exec(text) ?? [];
    if (found !== void 0) return needsCgo(packageOf(text, found));
  }
  for (const [sign, hint] of HINTS) {
    const match = sign.exec(text);
    if (match) return hint(match);
  }
  return void 0;
}
function packageOf(text, found) {
  const imported = /(?:package|imports) (\S+): build constraints exclude all Go files/.exec(text);
  return imported?.[1] ?? found.replace(/^.*\/pkg\/mod\//, "").replace(/@[^/]*/, "");
}
function needsCgo(name) {
  return `${name} needs cgo, which is off: set cgo: true, install a C compiler for each platform, and use a base image with its C library; or replace the package by one in pure Go`;
}

// src/go/list.ts
var FIELDS = "ImportPath,Dir,Name,Match,Module,Error";
async function listPackages({ go, flags }, scope, patterns) {
  const { exitCode, stdout, stderr } = await go(["list", "-e", "-find", `-json=${FIELDS}`, ...flags, "--", ...patterns], {
    cwd: scope.cwd,
    env: scopeEnv(scope)
  });
  if (exitCode !== 0) throw listFailed(scope.moduleDir, stderr.trim());
  return parseGoList(stdout).map((value) => readPackage(value, scope));
}
async function listDependencies({ go, flags }, options, patterns) {
  const fields = "-json=ImportPath,Standard,CgoFiles";
  const { exitCode, stdout } = await go(["list", "-e", "-deps", fields, ...flags, "--", ...patterns], options);
  return exitCode === 0 ? parseGoList(stdout) : void 0;
}
function scopeEnv({ outsideWorkFile }) {
  return outsideWorkFile ? { GOWORK: "off" } : {};
}
function parseGoList(text) {
  return text.split(/^}$/m).filter((part) => part.trim() !== "").map((part) => JSON.parse(`${part}}`));
}
function readPackage(value, scope) {
  const importPath = stringAt(value, "ImportPath") ?? "";
  const packageName = stringAt(value, "Name") ?? "";
  const dir = stringAt(value, "Dir");
  const match = isRecord(value) && Array.isArray(value.Match) ? value.Match.map(String) : [];
  const error = stringAt(recordAt(value, "Error"), "Err");
  const main = packageName === "main" && dir !== void 0 ? readMain(value, { importPath, dir, scope }) : void 0;
  return { importPath, packageName, match, error, main };
}
function readMain(value, { importPath, dir, scope }) {
  const module = recordAt(value, "Module");
  const goMod = module?.Main === true ? stringAt(module, "GoMod") : void 0;
  return {
    importPath,
    dir,
    name: executableName(importPath),
    modulePath: stringAt(module, "Path") ?? importPath,
    moduleDir: goMod === void 0 ? scope.moduleDir : dirname2(goMod),
    ...scope.outsideWorkFile ? { outsideWorkFile: true } : {}
  };
}
function listFailed(moduleDir, text) {
  return new UserError(`cannot list the packages in ${moduleDir}: ${text.replace(/^go: /, "")}`, {
    hint: hintFor(text) ?? "run `go list ./...` in that folder: it has to work first"
  });
}

// src/go/packages.ts
var LISTS_AT_ONCE = 4;
async function openModules(options) {
  const { go, facts, dir, flags } = options;
  const limit = pLimit(LISTS_AT_ONCE);
  const walks = /* @__PURE__ */ new Map();
  return {
    dir,
    facts,
    workModules: await workModules(go, facts),
    list: (scope, patterns) => limit(() => listPackages({ go, flags }, scope, patterns)),
    modulesBelow(folder) {
      const walk = walks.get(folder) ?? findModules(folder);
      walks.set(folder, walk);
      return walk;
    }
  };
}
function scopeOf(view, moduleDir, cwd = moduleDir) {
  const outsideWorkFile = view.facts.goWork !== void 0 && !view.workModules.includes(moduleDir);
  return { cwd, moduleDir, outsideWorkFile };
}
function homeScope(view) {
  const { goMod, goWork } = view.facts;
  if (goMod !== void 0) return scopeOf(view, dirname3(goMod), view.dir);
  if (goWork !== void 0) return { cwd: view.dir, moduleDir: dirname3(goWork), outsideWorkFile: false };
  return void 0;
}
async function findMains(view) {
  const own = await ownMains(view);
  if (own.some((main) => !isHelper(view.dir, main))) return own;
  return [...own, ...await nestedMains(view, view.dir)];
}
async function ownMains(view) {
  const home = homeScope(view);
  if (!home) return [];
  const joined = home.outsideWorkFile ? [] : workPatterns(view, view.dir);
  const patterns = view.facts.goMod === void 0 ? joined : ["./...", ...joined];
  return patterns.length === 0 ? [] : mainsOf(await view.list(home, patterns));
}
async function findRootMain(view) {
  const home = view.facts.goMod === void 0 ? void 0 : homeScope(view);
  return home && mainsOf(await view.list(home, ["."]))[0];
}
function workPatterns(view, folder) {
  const below2 = view.workModules.filter((module) => module !== folder && isBelow(module, folder));
  return below2.map((module) => `${relativePattern(view.dir, module)}/...`);
}
async function nestedMains(view, folder) {
  const { goMod } = view.facts;
  const modules = (await view.modulesBelow(folder)).filter((module) => goMod === void 0 || module !== dirname3(goMod));
  const lists = await Promise.all(modules.map((module) => view.list(scopeOf(view, module), ["./..."])));
  return mainsOf(lists.flat());
}
function mainsOf(packages) {
  const byPath = new Map(packages.flatMap(({ main }) => main ? [[main.importPath, main]] : []));
  return [...byPath.values()].sort((a, b) => a.importPath < b.importPath ? -1 : 1);
}

// src/go/patterns.ts
import { isAbsolute, resolve as resolve2 } from "node:path";
var NAMED = /^([A-Za-z0-9][A-Za-z0-9._-]*)=(.*)$/s;
async function matchPatterns(view, entries) {
  return Promise.all(entries.map((entry) => matchPattern(view, entry.trim())));
}
async function matchPattern(view, entry) {
  const [, name, named] = NAMED.exec(entry) ?? [];
  const pattern = named ?? entry;
  const found = await lookUp(view, pattern);
  return { pattern, name, ...found };
}
async function lookUp(view, pattern) {
  if (pattern === "" || pattern.startsWith("-")) return nothing("it is neither a folder nor an import path");
  if (pattern.endsWith(".go")) return nothing("name the folder of the package, not a file");
  const folder = await folderPrefix(view.dir, pattern);
  return folder === void 0 ? lookUpImportPath(view, pattern) : lookUpFolder(view, pattern, folder);
}
function nothing(error) {
  return { mains: [], libraries: [], error };
}
async function folderPrefix(dir, pattern) {
  const prefix = pattern.includes("...") ? pattern.slice(0, pattern.indexOf("...")).replace(/[^/]*$/, "") : pattern;
  const isFolder2 = /^\.{1,2}(\/|$)/.test(pattern) || isAbsolute(pattern);
  const folder = resolve2(dir, prefix);
  return isFolder2 || prefix !== "" && await exists(folder) ? folder : void 0;
}
async function lookUpFolder(view, pattern, folder) {
  if (!await exists(folder)) return nothing("there is no such folder");
  const wildcard = pattern.includes("...");
  const suffix = wildcard ? pattern.slice(pattern.lastIndexOf("/", pattern.indexOf("...")) + 1) : "";
  const module = await moduleAbove(folder);
  const own = module === void 0 ? [] : await listFolder(view, module, folder, suffix);
  const joined = wildcard && suffix === "..." ? await listWorkspace(view, folder, module) : [];
  const found = summary([...own, ...joined]);
  if (found.mains.length > 0 || !wildcard) return found;
  const nested = await nestedMains(view, folder);
  return nested.length > 0 ? { ...found, mains: nested } : found;
}
function listFolder(view, module, folder, suffix) {
  const path = relativePattern(module, folder);
  return view.list(scopeOf(view, module), [suffix === "" ? path : `${path}/${suffix}`]);
}
async function listWorkspace(view, folder, module) {
  const home = homeScope(view);
  if (!home || home.outsideWorkFile) return [];
  const patterns = workPatterns(view, folder).filter(() => module === void 0 || isBelow(folder, module));
  return patterns.length === 0 ? [] : view.list(home, patterns);
}
async function lookUpImportPath(view, pattern) {
  const home = homeScope(view);
  const found = home ? summary(await view.list(home, [pattern])) : nothing(void 0);
  if (found.mains.length > 0 || found.libraries.length > 0) return found;
  const scopes = (await view.modulesBelow(view.dir)).map((module) => scopeOf(view, module));
  const lists = await Promise.all(scopes.map((scope) => view.list(scope, [pattern])));
  const nested = summary(lists.flat());
  return nested.mains.length > 0 || nested.libraries.length > 0 ? nested : found;
}
function summary(packages) {
  const libraries = packages.filter(({ packageName }) => packageName !== "" && packageName !== "main");
  const error = packages.find((found) => found.error !== void 0)?.error;
  return { mains: mainsOf(packages), libraries: libraries.map(({ packageName }) => packageName), error };
}

// src/go/discover.ts
async function discoverMains({ patterns, ...options }) {
  const view = await openModules(options);
  const inModule = options.facts.goMod !== void 0 || options.facts.goWork !== void 0;
  if (!inModule && (await view.modulesBelow(options.dir)).length === 0) {
    return { problems: [notAModule(options.dir)] };
  }
  if (patterns.length > 0) return chooseMatched(options.dir, await matchPatterns(view, patterns));
  return chooseMain(options.dir, await mainsToChooseFrom(view));
}
async function listMains(options) {
  return findMains(await openModules(options));
}
async function mainsToChooseFrom(view) {
  const root = await mayBeMain(view.dir) ? await findRootMain(view).catch(() => void 0) : void 0;
  return root ? [root] : findMains(view);
}
async function mayBeMain(dir) {
  const names = await readdir2(dir).catch(() => []);
  const sources = names.filter((name) => name.endsWith(".go") && !name.endsWith("_test.go"));
  const texts = await Promise.all(sources.map((name) => readFile(join3(dir, name), "utf8").catch(() => "")));
  return texts.some((text) => /^package main\b/m.test(text));
}
function notAModule(dir) {
  return {
    subject: "working-directory",
    message: `${dir} is no Go module: neither it nor a folder above or below it has a go.mod`,
    hint: "set working-directory (the command line: DIR) to the module, or make one with `go mod init`"
  };
}

// src/go/environment.ts
var NAMES = /* @__PURE__ */ new Set([
  ...["HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "ALL_PROXY", "SSL_CERT_FILE", "SSL_CERT_DIR", "NETRC"],
  ...["SSH_AUTH_SOCK", "SSH_AGENT_PID", "GCM_INTERACTIVE"],
  // Compilers for cgo.
  ...["CC", "CXX", "AR", "FC", "GCCGO", "CPATH", "C_INCLUDE_PATH", "CPLUS_INCLUDE_PATH", "LIBRARY_PATH"],
  ...["LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SDKROOT", "DEVELOPER_DIR", "SOURCE_DATE_EPOCH"]
]);
var GO_NAME = /^GO[A-Z0-9]*$/;
var PREFIX = /^(CGO_|GIT_|PKG_CONFIG|ZIG_|CCACHE_)/;
var SECRET = /TOKEN|SECRET|PASSWORD|CREDENTIAL/;
var OURS = /* @__PURE__ */ new Set(["GOOS", "GOARCH"]);
function goEnvironment(env, goEnv) {
  return { ...environmentFor(env, isForGo), ...goEnv };
}
function isForGo(name) {
  if (SECRET.test(name) || OURS.has(name)) return false;
  return NAMES.has(name) || GO_NAME.test(name) || PREFIX.test(name);
}

// src/go/facts.ts
var LEAST_GO = { major: 1, minor: 21 };
var NAMES2 = ["GOVERSION", "GOMOD", "GOWORK", "GOFLAGS"];
async function goFacts({ go, dir }) {
  const { exitCode, stdout, stderr } = await go(["env", "-json", ...NAMES2], { cwd: dir });
  if (exitCode !== 0) throw goEnvFailed(dir, stderr.trim());
  const read2 = readEnv(stdout);
  const goVersion = read2("GOVERSION");
  const [major, minor] = versionNumbers(goVersion);
  if (major < LEAST_GO.major || major === LEAST_GO.major && minor < LEAST_GO.minor) {
    throw new UserError(`cannot compile with ${goVersion}: Go ${LEAST_GO.major}.${LEAST_GO.minor} or later is needed`, {
      hint: "install a newer Go; it compiles older modules too"
    });
  }
  return {
    goVersion,
    version: goVersion.replace(/^go/, ""),
    minor,
    goMod: modulePathOf(read2("GOMOD")),
    goWork: ["", "off"].includes(read2("GOWORK")) ? void 0 : read2("GOWORK"),
    goFlags: read2("GOFLAGS")
  };
}
function readEnv(json) {
  const values = JSON.parse(json);
  return (name) => {
    const value = isRecord(values) ? values[name] : void 0;
    return typeof value === "string" ? value : "";
  };
}
function modulePathOf(goMod) {
  return ["", "/dev/null", "NUL"].includes(goMod) ? void 0 : goMod;
}
function versionNumbers(goVersion) {
  const match = /\bgo(\d+)\.(\d+)/.exec(goVersion);
  return match ? [Number(match[1]), Number(match[2])] : [Number.MAX_SAFE_INTEGER, 0];
}
function goEnvFailed(dir, text) {
  return new UserError(`cannot read Go's settings in ${dir}: ${text.replace(/^go: /, "")}`, {
    hint: hintFor(text) ?? "run `go env` in that folder: it has to work first"
  });
}

// src/go/flag-words.ts
function splitQuoted(text) {
  const words = [];
  const word = /[ \t\r\n]*(?:"([^"]*)"|'([^']*)'|([^ \t\r\n"'][^ \t\r\n]*))/y;
  let end = 0;
  for (let match = word.exec(text); match; match = word.exec(text)) {
    words.push(match[1] ?? match[2] ?? match[3] ?? "");
    end = word.lastIndex;
  }
  return text.slice(end).trim() === "" ? words : void 0;
}
function parseFlags(words) {
  return words.map((word) => {
    const text = word.replace(/^--?/, "");
    const equals = text.indexOf("=");
    return equals < 0 ? { name: text, value: void 0 } : { name: text.slice(0, equals), value: text.slice(equals + 1) };
  });
}
function formatFlag({ name, value }) {
  return value === void 0 ? `-${name}` : `-${name}=${value}`;
}

// src/go/compile.ts
import { readFile as readFile4 } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { join as join7 } from "node:path";

// src/go/cgo.ts
import { readFile as readFile2 } from "node:fs/promises";
import { dirname as dirname4, join as join4 } from "node:path";

// src/go/platforms.ts
function goEnvOf({ os, architecture, variant }) {
  const base = { GOOS: os, GOARCH: architecture };
  if (architecture === "amd64") return { ...base, GOAMD64: variant ?? "v1" };
  if (architecture === "arm") return { ...base, GOARM: (variant ?? "v7").slice(1) };
  if (architecture === "arm64") return { ...base, GOARM64: arm64Level(variant ?? "v8") };
  return base;
}
function arm64Level(variant) {
  return variant.includes(".") ? variant : `${variant}.0`;
}
var KNOWN_ARCHITECTURES = /* @__PURE__ */ new Set([
  ...["386", "amd64", "arm", "arm64", "loong64", "mips", "mips64", "mips64le", "mipsle"],
  ...["ppc64", "ppc64le", "riscv64", "s390x"]
]);
var VARIANTS = {
  amd64: ["v1", "v2", "v3", "v4"],
  arm: ["v5", "v6", "v7"],
  arm64: [
    ...["v8", "v8.0", "v8.1", "v8.2", "v8.3", "v8.4", "v8.5", "v8.6", "v8.7", "v8.8", "v8.9"],
    ...["v9", "v9.0", "v9.1", "v9.2", "v9.3", "v9.4", "v9.5"]
  ]
};
var GOARM64_SINCE_MINOR = 23;
async function platformProblems({ go, dir, minor, platforms }) {
  const strange = platforms.some(({ os, architecture }) => os === "linux" && !KNOWN_ARCHITECTURES.has(architecture));
  const architectures = strange ? await listedArchitectures(go, dir) : KNOWN_ARCHITECTURES;
  return platforms.flatMap((platform) => problemOf(platform, architectures, minor) ?? []);
}
async function listedArchitectures(go, dir) {
  const { stdout, exitCode } = await go(["tool", "dist", "list"], { cwd: dir });
  if (exitCode !== 0) return KNOWN_ARCHITECTURES;
  const linux = stdout.split("\n").filter((line) => line.startsWith("linux/"));
  return new Set(linux.map((line) => line.trim().slice("linux/".length)));
}
function problemOf(platform, architectures, minor) {
  const subject = "platforms";
  const { os, architecture, variant } = platform;
  const name = formatPlatform(platform);
  if (os !== "linux") {
    return {
      subject,
      message: `${name}: only Linux images are made, not ${os}`,
      hint: architectures.has(architecture) ? `use linux/${architecture}` : "use for example linux/amd64"
    };
  }
  if (!architectures.has(architecture)) {
    const message = `${name}: this Go does not compile for ${architecture}`;
    return { subject, message, hint: `it compiles for ${listNear(architecture, architectures)}` };
  }
  const variants = VARIANTS[architecture] ?? [];
  if (variant !== void 0 && !variants.includes(variant)) {
    const message = `${name}: Go knows no ${variant} of ${architecture}`;
    const known = variants.filter((level) => !level.endsWith(".0")).map((level) => `linux/${architecture}/${level}`);
    return { subject, message, hint: variants.length === 0 ? `use linux/${architecture}` : `use ${known.join(", ")}` };
  }
  if (architecture === "arm64" && variant !== void 0 && minor < GOARM64_SINCE_MINOR) {
    return { subject, message: `${name}: needs Go 1.${GOARM64_SINCE_MINOR} or later`, hint: "use linux/arm64" };
  }
  return void 0;
}
function listNear(wanted, architectures) {
  const all = [...architectures].sort();
  const near = all.filter((name) => name.startsWith(wanted.slice(0, 3)) || wanted.startsWith(name));
  return (near.length > 0 ? near : all).map((name) => `linux/${name}`).join(", ");
}

// src/go/cgo.ts
async function cgoWarnings(options) {
  const { cache, mains } = options;
  const key = await recordKey(options);
  const packages = await cache.readRecord("cgo", key, parsePaths) ?? await findCgoPackages(options);
  if (!packages) return [];
  await cache.writeRecord("cgo", key, packages);
  if (packages.length === 0) return [];
  const programs = mains.length === 1 ? "the program" : "the programs";
  const without = packages.length === 1 ? "the C code of this package" : "the C code of these packages";
  return [
    {
      message: `cgo is off, so ${programs} will be built without ${without}: ${packages.join(", ")}. Many do without it, others fail when they are used (go-sqlite3). If it is needed, set cgo: true.`
    }
  ];
}
async function cgoHint(text, options) {
  if (!text.includes("undefined: ")) return void 0;
  const packages = await findCgoPackages(options) ?? [];
  const suspects = packages.filter((path) => {
    return text.includes(`# ${path}
`) || text.includes(`undefined: ${executableName(path)}.`);
  });
  return suspects.length === 0 ? void 0 : needsCgo(suspects.join(", "));
}
async function findCgoPackages({ go, mains, platform, flags, signal }) {
  const modules = [...new Set(mains.map((main) => main.moduleDir))];
  const lists = await Promise.all(
    modules.map((moduleDir) => {
      const own = mains.filter((main) => main.moduleDir === moduleDir);
      const env = { ...goEnvOf(platform), CGO_ENABLED: "1", ...scopeEnv(own[0] ?? {}) };
      const patterns = own.map((main) => main.importPath);
      return listDependencies({ go, flags }, { cwd: moduleDir, env, ...signal ? { signal } : {} }, patterns);
    })
  );
  if (lists.includes(void 0)) return void 0;
  const paths = lists.flatMap((list) => list ?? []).filter(isCgoOutsideStd);
  return [...new Set(paths.map((value) => stringAt(value, "ImportPath") ?? ""))].sort();
}
function isCgoOutsideStd(value) {
  return isRecord(value) && value.Standard !== true && Array.isArray(value.CgoFiles) && value.CgoFiles.length > 0;
}
function parsePaths(value) {
  return Array.isArray(value) && value.every((path) => typeof path === "string") ? value : void 0;
}
async function recordKey({ facts, mains, platform, flags }) {
  const folders = [...new Set(mains.map((main) => main.moduleDir))];
  const files = folders.flatMap((dir) => ["go.mod", "go.sum", "vendor/modules.txt"].map((name) => join4(dir, name)));
  if (facts.goWork !== void 0) files.push(facts.goWork, join4(dirname4(facts.goWork), "go.work.sum"));
  const digests = await Promise.all(files.map((file) => readFile2(file).then(digestOf, () => "none")));
  const paths = mains.map((main) => main.importPath).sort();
  return JSON.stringify([facts.goVersion, formatPlatform(platform), flags, paths, digests]);
}

// src/go/compile-plan.ts
import { createHash } from "node:crypto";
function planCompile({ mains, platforms, flags, cgo }) {
  const groups = modulesOf(mains).flatMap(groupByName);
  return platforms.flatMap(
    (platform) => groups.map(({ mains: group, index }) => {
      const [first] = group;
      const env = { ...goEnvOf(platform), CGO_ENABLED: cgo ? "1" : "0", ...scopeEnv(first) };
      return {
        platform,
        mains: group,
        moduleDir: first.moduleDir,
        env,
        flags: flags.build,
        outputKey: outputKey([first.moduleDir, formatPlatform(platform), index, flags.profile])
      };
    })
  );
}
function modulesOf(mains) {
  const dirs = [...new Set(mains.map((main) => main.moduleDir))];
  return dirs.map((dir) => mains.filter((main) => main.moduleDir === dir));
}
function groupByName(mains) {
  const groups = [];
  const seen = /* @__PURE__ */ new Map();
  for (const main of [...mains].sort((a, b) => a.importPath < b.importPath ? -1 : 1)) {
    const name = executableName(main.importPath).toLowerCase();
    const index = seen.get(name) ?? 0;
    seen.set(name, index + 1);
    const group = groups[index];
    if (group) group.push(main);
    else groups[index] = [main];
  }
  return groups.map((group, index) => ({ mains: group, index }));
}
function outputKey(parts) {
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 32);
}
function buildArguments(task, { bin, json, graph }) {
  const paths = task.mains.map((main) => main.importPath);
  const notes = graph === void 0 ? [] : [`-debug-actiongraph=${graph}`];
  return ["build", ...json ? ["-json"] : [], ...notes, ...task.flags, "-o", `${bin}/`, "--", ...paths];
}

// src/go/errors.ts
import { relative as relative3, resolve as resolve3, sep as sep3 } from "node:path";
function buildFailure({ result, task, dir }) {
  const said = `${eventOutput(result.stdout)}${result.stderr}`.split("\n");
  const text = said.filter((line) => !line.startsWith("go: downloading ")).join("\n").trim();
  const { moduleDir } = task;
  return { platform: formatPlatform(task.platform), errors: readErrors(text, { moduleDir, dir }), text };
}
function eventOutput(stdout) {
  return stdout.split("\n").filter((line) => line.startsWith("{")).map((line) => {
    try {
      return stringAt(JSON.parse(line), "Output") ?? "";
    } catch {
      return "";
    }
  }).join("");
}
var POSITION = /^(?:vet: )?(.+?\.[A-Za-z]+):(\d+)(?::(\d+))?: (.*)$/;
function readErrors(text, folders) {
  const errors = [];
  for (const line of text.split("\n")) {
    const [, file, row, column, message] = POSITION.exec(line) ?? [];
    const last = errors.at(-1);
    if (file !== void 0 && message !== void 0) {
      errors.push({
        message,
        at: positionOf(file, Number(row), column === void 0 ? void 0 : Number(column), folders)
      });
    } else if (/^[ \t]/.test(line) && last) {
      last.message += `
${line}`;
    }
  }
  return errors;
}
function positionOf(file, line, column, { moduleDir, dir }) {
  const path = relative3(dir, resolve3(moduleDir, file));
  const shown2 = path.startsWith(`..${sep3}..`) ? resolve3(moduleDir, file) : path;
  return { file: shown2.split(sep3).join("/"), folder: dir, line, ...column === void 0 ? {} : { column } };
}
function reportFailures(failures, { log, platforms, hint }) {
  const places = new Map(failures.flatMap(({ errors }) => errors.map((error) => [JSON.stringify(error), error])));
  for (const { message, at } of places.values()) if (at) log.error(message, at);
  const texts = [...new Set(failures.map(({ text }) => text))];
  const saidOf = (part) => texts.map((text) => ({ platforms: platformsOf(failures, text).join(", "), said: part(text) })).filter(({ said }) => said !== "").map(({ platforms: platforms2, said }) => texts.length === 1 ? said : `${platforms2}:
${said}`).join("\n");
  const advice = hint ?? hintFor(texts.join("\n"));
  const hasPlaces = places.size > 0;
  const untold = hasPlaces ? saidOf(withoutPlaces) : saidOf((text) => text) || "it gave no reason";
  return new UserError(`go build failed${whereOf(failures, platforms)}${untold === "" ? "" : `:
${untold}`}`, {
    ...advice === void 0 ? {} : { hint: advice },
    ...hasPlaces ? { told: saidOf((text) => text) } : {}
  });
}
function withoutPlaces(text) {
  let isPlaced = false;
  const rest = text.split("\n").filter((line) => {
    isPlaced = POSITION.test(line) || isPlaced && /^[ \t]/.test(line);
    return !isPlaced;
  });
  return rest.every((line) => line === "" || line.startsWith("# ")) ? "" : rest.join("\n");
}
function whereOf(failures, platforms) {
  const failed = [...new Set(failures.map(({ platform }) => platform))].sort();
  return failed.length === platforms.length ? "" : ` for ${failed.join(", ")} (builds for other platforms were stopped)`;
}
function platformsOf(failures, text) {
  return failures.filter((failure) => failure.text === text).map(({ platform }) => platform);
}

// src/go/open-folder.ts
import { tmpdir } from "node:os";
import { join as join6 } from "node:path";

// src/go/outputs.ts
import { randomUUID } from "node:crypto";
import { mkdir, readdir as readdir3, readFile as readFile3, rm } from "node:fs/promises";
import { join as join5 } from "node:path";

// src/go/kept-file.ts
import { createHash as createHash2 } from "node:crypto";
var HEAD_BYTES = 8 * 1024;
var BUILD_ID_NOTE = Buffer.from("\0\0\0Go\0\0", "latin1");
var BUILD_ID_NOTE_BIG_ENDIAN = Buffer.from("\0\0\0Go\0\0", "latin1");
function hashHead(path) {
  return withPromptFile(path, async (read2) => {
    const buffer = Buffer.alloc(HEAD_BYTES);
    const head = buffer.subarray(0, read2(buffer, 0));
    if (!head.includes(BUILD_ID_NOTE) && !head.includes(BUILD_ID_NOTE_BIG_ENDIAN)) return void 0;
    return createHash2("sha256").update(head).digest("hex");
  });
}
async function keptAfterBuild(path, before, signal) {
  const identity = await identityOf(path);
  if (!identity) {
    throw new UserError(`go build reported success but did not write ${path}`, {
      hint: "is the program named go on PATH a wrapper that changes -o?"
    });
  }
  const head = await hashHead(path);
  const same = before?.identity.inode === identity.inode && before.identity.size === identity.size;
  const sha256 = same && head !== void 0 && before.head === head ? before.sha256 : await hashFile(path, signal);
  return { identity, head, sha256 };
}
function parseKept(value) {
  const files = recordAt(value, "files") ?? {};
  return new Map(
    Object.entries(files).flatMap(([name, file]) => {
      const kept = parseKeptFile(file);
      return kept ? [[name, kept]] : [];
    })
  );
}
function parseKeptFile(value) {
  const identity = parseIdentity(recordAt(value, "identity"));
  const sha256 = stringAt(value, "sha256");
  return identity && sha256 !== void 0 ? { identity, head: stringAt(value, "head"), sha256 } : void 0;
}

// src/go/outputs.ts
async function openOutputs(root, key) {
  const folder = join5(root, key);
  const lock = await tryLock(join5(folder, "lock"));
  return lock ? openKept(folder, lock) : openTemporaryOutputs(root, key);
}
async function openKept(folder, lock) {
  try {
    const [bin, work] = [join5(folder, "bin"), join5(folder, "work")];
    await removeTree(work);
    await Promise.all([mkdir(bin, { recursive: true }), mkdir(work)]);
    const recorded = parseKept(await readJson(join5(folder, "record.json")));
    const kept = await sweep(bin, recorded);
    const measured = new Map(kept);
    return {
      bin,
      work,
      measure: (name, signal) => measure(bin, name, { kept, measured }, signal),
      async close() {
        const files = Object.fromEntries(measured);
        await writeFileAtomic(join5(folder, "record.json"), JSON.stringify({ files })).catch(() => {
        });
        await removeTree(work);
        await lock.release();
      }
    };
  } catch (error) {
    await lock.release();
    throw error;
  }
}
async function openTemporaryOutputs(root, key) {
  const folder = join5(root, `${key}.${randomUUID()}`);
  const lock = await tryLock(join5(folder, "lock"));
  const [bin, work] = [join5(folder, "bin"), join5(folder, "work")];
  await Promise.all([mkdir(bin, { recursive: true }), mkdir(work, { recursive: true })]);
  return {
    bin,
    work,
    measure: (name, signal) => measure(bin, name, { kept: /* @__PURE__ */ new Map(), measured: /* @__PURE__ */ new Map() }, signal),
    async close() {
      await removeTree(folder);
      await lock?.release();
    }
  };
}
async function measure(bin, name, { kept, measured }, signal) {
  const path = join5(bin, name);
  const file = await keptAfterBuild(path, kept.get(name), signal);
  measured.set(name, file);
  return { path, size: file.identity.size, sha256: file.sha256 };
}
async function sweep(bin, recorded) {
  const kept = /* @__PURE__ */ new Map();
  await Promise.all(
    (await readdir3(bin)).map(async (name) => {
      const file = await asRecorded(join5(bin, name), recorded.get(name));
      if (file) kept.set(name, file);
      else await rm(join5(bin, name), { recursive: true, force: true });
    })
  );
  return kept;
}
async function asRecorded(path, recorded) {
  const identity = await identityOf(path);
  if (!recorded || !identity) return void 0;
  if (sameFile(recorded.identity, identity)) return recorded;
  if (recorded.identity.size !== identity.size || await hashFile(path) !== recorded.sha256) return void 0;
  return { ...recorded, identity };
}
async function readJson(path) {
  try {
    return JSON.parse(await readFile3(path, "utf8"));
  } catch {
    return void 0;
  }
}

// src/go/open-folder.ts
async function openFolder(key, { cache, log }) {
  const root = join6(cache.root, "binaries");
  try {
    return await openOutputs(root, key);
  } catch (error) {
    log.warn(`programs are not kept between runs: ${root} can't be written (${messageOf(error)})`);
    return openTemporaryOutputs(join6(tmpdir(), "go-containerize"), key);
  }
}

// src/go/compile.ts
var BUILD_JSON_SINCE_MINOR = 24;
function compile(options) {
  const stop = new AbortController();
  const signal = forMany(options.signal ? AbortSignal.any([options.signal, stop.signal]) : stop.signal);
  const limit = pLimit(options.atOnce ?? availableParallelism());
  const folders = [];
  const reasons = [];
  let unfinished = 0;
  const run = async (task) => {
    unfinished++;
    try {
      signal.throwIfAborted();
      const folder = await openFolder(task.outputKey, options);
      folders.push(folder);
      signal.throwIfAborted();
      return await runTask(task, folder, options, signal);
    } catch (error) {
      reasons.push(error);
      stop.abort();
      throw error;
    } finally {
      unfinished--;
    }
  };
  const tasks = planCompile(options).map((task) => ({ task, binaries: limit(() => run(task)) }));
  const remarks = warnOfCgo(options, signal);
  const settled = Promise.allSettled(tasks.map(({ binaries }) => binaries));
  const all = settled.then(async (results) => {
    options.signal?.throwIfAborted();
    const failures = reasons.flatMap((reason) => reason instanceof BuildFailed ? [reason.failure] : []);
    if (failures.length > 0) throw await explain(failures, options);
    if (reasons.length > 0) throw reasons[0];
    return results.flatMap((result) => result.status === "fulfilled" ? result.value : []);
  });
  all.catch(() => {
  });
  return {
    all,
    binary: (main, platform) => pick(tasks, main, platform, all),
    async graphs() {
      await all;
      return Promise.all(folders.map(({ work }) => readFile4(join7(work, "actions.json"), "utf8").catch(() => "")));
    },
    async close() {
      if (unfinished > 0 || limit.pendingCount > 0) stop.abort();
      await Promise.all([settled, remarks]);
      await Promise.allSettled(folders.map((folder) => folder.close()));
    }
  };
}
async function pick(tasks, main, platform, all) {
  const wanted = formatPlatform(platform);
  const isWanted = (of, importPath) => formatPlatform(of.platform) === wanted && importPath === main.importPath;
  const found = tasks.find(({ task }) => task.mains.some(({ importPath }) => isWanted(task, importPath)));
  const binaries = await (found?.binaries ?? all).catch(() => all);
  const binary = binaries.find((of) => isWanted(of, of.main.importPath));
  if (!binary) throw new Error(`${main.importPath} for ${wanted} was never planned`);
  return binary;
}
var BuildFailed = class extends Error {
  failure;
  constructor(failure) {
    super(`go build failed for ${failure.platform}`);
    this.failure = failure;
  }
};
async function runTask(task, folder, { go, facts, phases, dir, withGraphs }, signal) {
  const platform = formatPlatform(task.platform);
  const graph = withGraphs ? join7(folder.work, "actions.json") : void 0;
  const args = buildArguments(task, { bin: folder.bin, json: facts.minor >= BUILD_JSON_SINCE_MINOR, graph });
  const env = { ...task.env, GOTMPDIR: folder.work };
  await phases.time("compile", platform, async () => {
    const result = await go(args, { cwd: task.moduleDir, env, signal });
    if (result.exitCode !== 0) throw new BuildFailed(buildFailure({ result, task, dir }));
  });
  const binaries = [];
  for (const main of task.mains) {
    const measured = await folder.measure(executableName(main.importPath), signal);
    binaries.push({ main, platform: task.platform, ...measured });
  }
  return binaries;
}
async function warnOfCgo(options, signal) {
  const { cgo, platforms, flags, log } = options;
  const [platform] = platforms;
  if (cgo || !platform) return;
  const warnings = await cgoWarnings({ ...options, platform, flags: flags.list, signal }).catch(() => []);
  for (const warning of warnings) log.warn(warning);
}
async function explain(failures, options) {
  const { go, mains, platforms, flags, signal, log } = options;
  const [platform] = platforms;
  const text = failures.map((failure) => failure.text).join("\n");
  const check = { go, mains, flags: flags.list, ...signal ? { signal } : {} };
  const hint = options.cgo || !platform ? void 0 : await cgoHint(text, { ...check, platform });
  return reportFailures(failures, { log, platforms, hint });
}

// src/go/compile-written.ts
import { createHash as createHash3 } from "node:crypto";
import { readFile as readFile5 } from "node:fs/promises";
import { availableParallelism as availableParallelism2 } from "node:os";
import { join as join8 } from "node:path";
var BUILD_JSON_SINCE_MINOR2 = 24;
var BuildFailed2 = class extends Error {
  failure;
  constructor(failure) {
    super(`go build failed for ${failure.platform}`);
    this.failure = failure;
  }
};
async function compileWritten(options) {
  const { builds, log } = options;
  const stop = new AbortController();
  const signal = forMany(AbortSignal.any([options.signal, stop.signal]));
  const limit = pLimit(availableParallelism2());
  const folders = [];
  const failures = [];
  const close = async () => void await Promise.allSettled(folders.map((folder) => folder.close()));
  const run = async (build) => {
    try {
      signal.throwIfAborted();
      const folder = await openFolder(keyOf(build), options);
      folders.push(folder);
      return { build, ...await runBuild(build, folder, options, signal) };
    } catch (error) {
      if (error instanceof BuildFailed2) failures.push(error.failure);
      stop.abort();
      throw error;
    }
  };
  try {
    const done = await allEnded(builds.map((build) => limit(() => run(build))));
    return {
      close,
      graphs: done.map(({ graph }) => graph),
      program(build, executable) {
        const found = done.find((one) => one.build === build)?.programs.get(executable);
        if (!found) throw new Error(`${build.id} makes no ${executable}`);
        return found;
      }
    };
  } catch (error) {
    await close();
    options.signal.throwIfAborted();
    if (failures.length === 0) throw error;
    const platforms = [...new Map(builds.map(({ platform }) => [formatPlatform(platform), platform])).values()];
    throw reportFailures(failures, { log, platforms, hint: void 0 });
  }
}
async function runBuild(build, folder, { go, minor, dir, phases, withGraphs }, signal) {
  const { platform, flags, packages } = build;
  const graph = join8(folder.work, "actions.json");
  const json = minor >= BUILD_JSON_SINCE_MINOR2 ? ["-json"] : [];
  const notes = withGraphs ? [`-debug-actiongraph=${graph}`] : [];
  const args = ["build", ...json, ...notes, ...flags, "-o", `${folder.bin}/`, "--", ...packages];
  const env = { ...build.env, GOTMPDIR: folder.work };
  await phases.time("compile", formatPlatform(platform), async () => {
    const result = await go(args, { cwd: build.dir, env, signal });
    if (result.exitCode !== 0)
      throw new BuildFailed2(buildFailure({ result, task: { platform, moduleDir: build.dir }, dir }));
  });
  const programs = /* @__PURE__ */ new Map();
  for (const name of build.executables) programs.set(name, await folder.measure(name, signal));
  return { programs, graph: withGraphs ? await readFile5(graph, "utf8").catch(() => "") : "" };
}
function keyOf({ id, dir, env, flags, packages }) {
  return createHash3("sha256").update(JSON.stringify([id, dir, env, flags, packages])).digest("hex").slice(0, 32);
}

// src/go/flag-problems.ts
var REFUSED = /* @__PURE__ */ new Map([
  ["o", "where the program goes is decided here; set `binary-path` for its path in the image"],
  ["C", "set working-directory (the command line: DIR)"],
  ["n", "use the command `plan` to see what would be done"]
]);
var TAKES_VALUE = /* @__PURE__ */ new Set([
  ...["asmflags", "buildmode", "compiler", "covermode", "coverpkg", "gccgoflags", "gcflags", "installsuffix"],
  ...["ldflags", "mod", "modfile", "overlay", "p", "pgo", "pkgdir", "tags", "toolexec"]
]);
var BUILD_MODES = ["default", "exe", "pie"];
function flagsProblems({ goFlags, compile: compile2, trusted }) {
  const problems = [];
  const inherited = splitQuoted(goFlags);
  if (!inherited) problems.push({ subject: "GOFLAGS", message: `a quote stays open in ${goFlags}` });
  for (const subject of ["ldflags", "gcflags"]) problems.push(...quoteProblems(subject, compile2[subject]));
  for (const word of compile2.buildFlags) problems.push(...formProblems(word));
  for (const flag of parseFlags(compile2.buildFlags)) problems.push(...flagProblems("build-flags", flag, trusted));
  for (const flag of parseFlags(inherited ?? [])) problems.push(...flagProblems("GOFLAGS", flag, trusted));
  return problems;
}
function quoteProblems(subject, text) {
  if (text === void 0 || splitQuoted(text.replace(/^[^-\s'"][^=]*=/, ""))) return [];
  return [
    { subject, message: `a quote stays open in ${text}`, hint: "quote a value as a whole: -X 'main.name=two words'" }
  ];
}
function formProblems(word) {
  const subject = "build-flags";
  if (!/^--?[A-Za-z]/.test(word)) {
    return [{ subject, message: `"${word}" is not a flag`, hint: "one flag per line, its value after `=`: -p=4" }];
  }
  const separated = /^--?([A-Za-z0-9]+)(\s+(.*))?$/s.exec(word);
  const [, name = "", space, value = "VALUE"] = separated ?? [];
  if (!separated || !(TAKES_VALUE.has(name) || space !== void 0)) return [];
  return [{ subject, message: `"${word}" has no \`=\` before its value`, hint: `write -${name}=${value}` }];
}
function flagProblems(subject, { name, value }, trusted) {
  const instead = REFUSED.get(name);
  if (instead) return [{ subject, message: `-${name} can't be used`, hint: instead }];
  if (name === "toolexec" && !trusted) {
    const message = "-toolexec starts a program of its own, which a pull request from outside must not";
    return [{ subject, message, hint: "leave it out for pull requests of forks and Dependabot" }];
  }
  if (name === "buildmode" && value !== void 0 && !BUILD_MODES.includes(value)) {
    const message = `-buildmode=${value} gives no program that an image could start`;
    return [{ subject, message, hint: `use ${BUILD_MODES.join(", ")}` }];
  }
  return [];
}

// src/go/flags.ts
function buildFlags(input) {
  const inherited = parseFlags(splitQuoted(input.goFlags) ?? []);
  const asked = parseFlags(input.compile.buildFlags);
  const has = (name) => [...inherited, ...asked].some((flag) => flag.name === name);
  const tags = mergeTags(inherited, input.compile.buildTags, asked);
  const ldflags = mergePerPackage("ldflags", inherited, input.compile.ldflags, asked);
  const gcflags = mergePerPackage("gcflags", inherited, input.compile.gcflags, asked);
  const others = asked.filter((flag) => !MERGED.has(flag.name)).map(formatFlag);
  const trimpath = has("trimpath") ? [] : ["-trimpath"];
  return {
    flags: {
      build: [...trimpath, `-buildvcs=${input.buildvcs}`, ...tags, ...gcflags, ...ldflags, ...others],
      list: tags,
      profile: [...trimpath, ...tags, ...gcflags, ...others, ...input.compile.cgo ? ["cgo"] : []]
    },
    problems: flagsProblems(input)
  };
}
var MERGED = /* @__PURE__ */ new Set(["tags", "ldflags", "gcflags"]);
function valuesOf(flags, name) {
  return flags.flatMap((flag) => flag.name === name && flag.value !== void 0 ? [flag.value] : []);
}
function mergeTags(inherited, buildTags, asked) {
  const ours = [...buildTags, ...valuesOf(asked, "tags")];
  if (ours.length === 0) return [];
  const theirs = valuesOf(inherited, "tags").slice(-1);
  const tags = [...theirs, ...ours].flatMap((list) => list.split(/[\s,]+/)).filter((tag) => tag !== "");
  return [`-tags=${[...new Set(tags)].join(",")}`];
}
function mergePerPackage(name, inherited, own, asked) {
  const ours = [...own === void 0 ? [] : [own], ...valuesOf(asked, name)].filter((value) => value.trim() !== "");
  if (ours.length === 0) return [];
  const all = [...valuesOf(inherited, name), ...ours].map((value) => value.trim()).filter((value) => value !== "");
  const plain = all.filter(isPlain);
  const lastPlain = all.findLastIndex(isPlain);
  return all.flatMap((value, index) => {
    if (!isPlain(value)) return [`-${name}=${value}`];
    return index === lastPlain ? [`-${name}=${plain.join(" ")}`] : [];
  });
}
function isPlain(value) {
  return value.startsWith("-");
}

// src/go/private-modules.ts
function gitAccessEnv({ patterns, token, anyOwner }, env) {
  const settings = [
    ...anyOwner ? [["safe.directory", "*"]] : [],
    ...token === void 0 ? [] : hostsOf(patterns).map((host) => authorization(host, token))
  ];
  return {
    ...patterns.length === 0 ? {} : { GOPRIVATE: [env.GOPRIVATE, ...patterns].filter(Boolean).join(",") },
    ...gitConfig(settings, env),
    // With a token nobody is there to ask for another one: git would wait at the terminal.
    ...token === void 0 ? {} : { GIT_TERMINAL_PROMPT: "0" }
  };
}
function authorization(host, token) {
  const basic = Buffer.from(`x-access-token:${token}`).toString("base64");
  return [`http.https://${host}/.extraheader`, `Authorization: Basic ${basic}`];
}
function hostsOf(patterns) {
  const hosts = patterns.map((pattern) => pattern.split("/")[0] ?? "");
  return [...new Set(hosts.filter((host) => !/[*?[\]]/.test(host)))];
}
function gitConfig(settings, env) {
  if (settings.length === 0) return {};
  const first = /^\d+$/.test(env.GIT_CONFIG_COUNT ?? "") ? Number(env.GIT_CONFIG_COUNT) : 0;
  const numbered = settings.flatMap(([key, value], at) => [
    [`GIT_CONFIG_KEY_${first + at}`, key],
    [`GIT_CONFIG_VALUE_${first + at}`, value]
  ]);
  return { GIT_CONFIG_COUNT: String(first + settings.length), ...Object.fromEntries(numbered) };
}

// src/go/tool.ts
import { stat } from "node:fs/promises";
var GoMissing = class extends UserError {
};
function goTool({ exec, env, goEnv = {}, program = "go", signal: all }) {
  const base = goEnvironment(env, goEnv);
  return async (args, options) => {
    const signals = [all, options.signal].filter((signal2) => signal2 !== void 0);
    const signal = signals.length > 1 ? AbortSignal.any(signals) : signals[0];
    try {
      return await exec({
        program,
        args,
        cwd: options.cwd,
        // go reads PWD to keep the user's spelling of a folder that is reached through a link.
        env: { ...base, PWD: options.cwd, ...options.env },
        withChildren: true,
        ...signal ? { signal } : {}
      });
    } catch (error) {
      if (signal?.aborted) throw error;
      throw await notStarted(error, program, options.cwd);
    }
  };
}
async function notStarted(error, program, cwd) {
  const code = codeOf(error);
  if (code !== "ENOENT" && code !== "ENOTDIR" && code !== "EACCES") return error;
  const [problem] = await folderProblems(cwd);
  if (problem) {
    const hint = "does TMPDIR (in the action RUNNER_TEMP) name a folder?";
    return new UserError(`cannot run go there: ${problem.message}`, { cause: error, hint });
  }
  return new GoMissing(`cannot run "${program}": Go was not found on PATH`, {
    cause: error,
    hint: "install Go (https://go.dev/doc/install)"
  });
}
async function folderProblems(dir) {
  const folder = await stat(dir).catch(() => void 0);
  if (folder?.isDirectory()) return [];
  const message = folder ? `${dir} is not a folder` : `${dir}: there is no such folder`;
  const hint = "set working-directory (the command line: DIR) to the folder of the Go module";
  return [{ subject: "working-directory", message, hint }];
}

// src/go/unpack.ts
async function unpackModules({
  go,
  signal,
  ...input
}) {
  const tasks = planCompile({ ...input, platforms: input.platforms.slice(0, 1) });
  for (const { mains, moduleDir, env } of tasks) {
    const paths = mains.map(({ importPath }) => importPath);
    const options = { cwd: moduleDir, env, ...signal ? { signal } : {} };
    await go(["list", "-e", "-deps", "-f", "{{.ImportPath}}", ...input.flags.list, "--", ...paths], options);
  }
}

// src/toolchain/describe.ts
function describeGoPlan({ choice }) {
  switch (choice.kind) {
    case "use":
      return `Go ${choice.go.version} (${choice.reason})`;
    case "fetch":
      return `Go ${choice.version}, which has to be fetched (${choice.reason})`;
    case "unresolved":
      return `unresolved: ${choice.reason}`;
  }
}
function describeToolchain({ version, reason }) {
  return `Go ${version} (${reason})`;
}

// src/toolchain/held-fast.ts
import { basename } from "node:path";
function isHeldFast({ version, versionFile }) {
  if (version !== void 0) return true;
  return versionFile !== void 0 && !/^go\.(mod|work)$/.test(basename(versionFile));
}

// src/toolchain/architecture.ts
var NAMES3 = {
  x64: ["amd64"],
  x86: ["386"],
  arm64: ["arm64"],
  arm: ["arm", "armv6l"],
  armv6l: ["arm", "armv6l"],
  // Node calls both byte orders ppc64; Go of today runs on the little one: https://go.dev/wiki/PPC64
  ppc64: ["ppc64le"],
  ppc64le: ["ppc64le"],
  s390x: ["s390x"],
  riscv64: ["riscv64"],
  loong64: ["loong64"]
};
var ALIASES = {
  amd64: "x64",
  x86_64: "x64",
  386: "x86",
  ia32: "x86",
  aarch64: "arm64"
};
var ARCHITECTURES = Object.keys(NAMES3);
function architectureOf(given) {
  const lower = given.trim().toLowerCase();
  const name = ALIASES[lower] ?? lower;
  const [goArch, download2 = goArch] = NAMES3[name] ?? [];
  return goArch === void 0 || download2 === void 0 ? void 0 : { name, goArch, download: download2 };
}
function goOsOf(platform) {
  return platform === "win32" ? "windows" : platform === "sunos" ? "solaris" : platform;
}

// src/toolchain/range.ts
var import_range = __toESM(require_range(), 1);
var import_gtr = __toESM(require_gtr(), 1);
var import_min_version = __toESM(require_min_version(), 1);

// src/toolchain/version.ts
var NUMBER = "(0|[1-9][0-9]*)";
var SHAPE = new RegExp(
  `^(?:go)?${NUMBER}(?:\\.${NUMBER}(?:\\.${NUMBER}|(alpha|beta|rc)${NUMBER})?)?([- \\t][^/\\\\]*)?$`
);
var FIRST_WITH_ZERO = 21;
function readVersion(text) {
  const trimmed = text.trim();
  return partsOf(trimmed) ? trimmed.replace(/^go/, "") : void 0;
}
function compareVersions(a, b) {
  const [x, y] = [mustParts(a), mustParts(b)];
  return x.major - y.major || x.minor - y.minor || (x.patch ?? -1) - (y.patch ?? -1) || (x.kind < y.kind ? -1 : x.kind > y.kind ? 1 : 0) || x.pre - y.pre;
}
function isAtLeast(version, least) {
  return compareVersions(version, least) >= 0;
}
function newestOf(versions) {
  return versions.reduce(
    (best, version) => best === void 0 || compareVersions(version, best) > 0 ? version : best,
    void 0
  );
}
function isLanguage(version) {
  const { patch, kind } = mustParts(version);
  return patch === void 0 && kind === "";
}
function isPreRelease(version) {
  return mustParts(version).kind !== "";
}
function isFirstRelease(version) {
  const { patch, minor } = mustParts(version);
  return patch === 0 && minor >= FIRST_WITH_ZERO;
}
function languageOf(version) {
  const { major, minor } = mustParts(version);
  return `${major}.${minor}`;
}
function suffixOf(version) {
  return mustParts(version).suffix;
}
function toSemver(version) {
  const { major, minor, patch = 0, kind, pre } = mustParts(version);
  return `${major}.${minor}.${patch}${kind ? `-${kind}.${pre}` : ""}`;
}
function fromSemver(text) {
  const [, line = "", minor = "", patch = "", kind = "", pre = ""] = /^v?([0-9]+\.([0-9]+))\.([0-9]+)(?:-(alpha|beta|rc)\.?([0-9]+))?$/.exec(text) ?? [];
  if (line === "") return void 0;
  if (kind) return patch === "0" ? readVersion(`${line}${kind}${pre}`) : void 0;
  return readVersion(patch === "0" && Number(minor) < FIRST_WITH_ZERO ? line : `${line}.${patch}`);
}
function mustParts(version) {
  const parts = partsOf(version);
  if (!parts) throw new TypeError(`${version} is no Go version`);
  return parts;
}
function partsOf(text) {
  const match = SHAPE.exec(text);
  if (!match) return void 0;
  const [, major, minor, patch, kind = "", pre, suffix = ""] = match;
  const zero = kind === "" && (minor === void 0 || Number(minor) < FIRST_WITH_ZERO) ? 0 : void 0;
  return {
    major: Number(major),
    minor: Number(minor ?? 0),
    patch: patch === void 0 ? zero : Number(patch),
    kind,
    pre: Number(pre ?? 0),
    suffix
  };
}

// src/toolchain/range.ts
function parseSpec(given) {
  const text = given.trim().replace(/^go(?=[0-9])/, "");
  if (text === "stable" || text === "oldstable") return { kind: text };
  const version = fromSemver(text) ?? readVersion(text);
  if (version !== void 0 && /^\S+$/.test(text) && !isOpen(text, version)) return { kind: "exact", version };
  const range = text.replaceAll(/\b(\d+\.\d+)(alpha|beta|rc)(\d+)\b/g, "$1.0-$2.$3");
  if (text === "" || !/^[0-9a-zX*^~<>=|. -]+$/.test(range)) return void 0;
  try {
    new import_range.default(range);
    return { kind: "range", range, text };
  } catch {
    return void 0;
  }
}
function isOpen(text, version) {
  return (/^[0-9]+(\.[0-9]+)?$/.test(text) || isLanguage(version)) && !isPreRelease(version);
}
function inRange(version, range, withPreReleases = false) {
  return new import_range.default(range, { includePrerelease: withPreReleases }).test(toSemver(version));
}
function endsBefore(range, version) {
  return (0, import_gtr.default)(toSemver(version), range);
}
function startOf(range) {
  const least = (0, import_min_version.default)(range)?.version;
  return least === void 0 ? void 0 : fromSemver(least);
}

// src/toolchain/choice-problems.ts
function tooOld({ subject, origin }, least, hint = `ask for Go ${least.version} or later, or lower that line`) {
  return { subject, message: `${origin} is too old: ${least.origin} needs Go ${least.version} or later`, hint };
}
function yamlTrap(ask) {
  if (ask.kind !== "range" || !/^1\.[1-9]$/.test(ask.text)) return void 0;
  return `YAML reads ${ask.text}0 without quotes as the number ${ask.text}: write '${ask.text}0' if you meant that`;
}
function nothingMatches(wanted, ask, versions) {
  const near = nearestTo(startOf(ask.range), versions);
  return {
    subject: wanted.subject,
    message: `no published version of Go satisfies ${wanted.origin}${near.length > 0 ? `; the nearest are ${near.join(", ")}` : ""}`,
    hint: yamlTrap(ask) ?? "ask for one of them, or for stable"
  };
}
function nearestTo(version, versions) {
  const releases = versions.filter((other) => !isPreRelease(other)).sort(compareVersions);
  if (version === void 0) return releases.slice(-3);
  const at = releases.findIndex((other) => compareVersions(other, version) > 0);
  const middle = at < 0 ? releases.length : at;
  return releases.slice(Math.max(0, middle - 2), middle + 2);
}

// src/toolchain/choose-open.ts
function chooseOpen(ask, choosing, here) {
  const { wanted, published } = choosing;
  const fitting = ask.kind === "range" ? newestFitting(here, ask.range) : void 0;
  if (fitting && !wanted.newest) {
    return { kind: "use", go: fitting, reason: `${wanted.origin}: ${atHand(fitting)}`, warnings: [] };
  }
  const asking = ask.kind === "range" ? `the newest version for ${wanted.origin}` : `${ask.kind} (${wanted.origin})`;
  if (!published) return { kind: "unresolved", reason: `needs the list of Go versions: ${asking}` };
  if ("unreachable" in published) return withoutList(ask, choosing, here, published.unreachable);
  const version = newestPublished(ask, published.versions);
  if (version === void 0) return noneMatches(ask, wanted, published.versions);
  if (wanted.least && !isAtLeast(version, wanted.least.version)) {
    return {
      kind: "wrong",
      problems: [tooOld({ ...wanted, origin: `${wanted.origin} (Go ${version})` }, wanted.least, yamlTrap(ask))]
    };
  }
  return take(version, ask, wanted, here);
}
function take(version, ask, wanted, here) {
  const what = ask.kind === "range" ? "the newest one" : ask.kind;
  const reason = `${wanted.origin}: ${what}`;
  const go = here.find((one) => compareVersions(one.version, version) === 0 && suffixOf(one.version) === "");
  return go ? { kind: "use", go, reason: `${reason}, ${atHand(go)}`, warnings: [] } : { kind: "fetch", version, reason, warnings: [] };
}
function withoutList(ask, { wanted }, here, why) {
  const go = ask.kind === "range" ? newestFitting(here, ask.range) : ask.kind === "stable" ? newestGo(here.filter((one) => !isPreRelease(one.version))) : void 0;
  const message = `the newest Go for ${wanted.origin} could not be looked up (${why})`;
  if (!go) {
    return {
      kind: "wrong",
      problems: [
        {
          subject: wanted.subject,
          message: `${message}, and no Go here fits`,
          hint: "check the network and GOPROXY, name a whole version such as 1.25.3, or install a Go that fits"
        }
      ]
    };
  }
  return {
    kind: "use",
    go,
    reason: `${wanted.origin}: the newest at hand, ${atHand(go)}`,
    warnings: [`${message}: Go ${go.version} is used because it is here; another machine may use another`]
  };
}
function newestPublished(ask, versions) {
  const releases = versions.filter((version) => !isPreRelease(version));
  if (ask.kind === "range") {
    return newestOf(versions.filter((version) => inRange(version, ask.range))) ?? newestOf(versions.filter((version) => inRange(version, ask.range, true)));
  }
  const newest = newestOf(releases);
  if (ask.kind === "stable" || newest === void 0) return newest;
  return newestOf(releases.filter((version) => languageOf(version) !== languageOf(newest)));
}
function noneMatches(ask, wanted, versions) {
  const range = ask.kind === "range" ? ask : { kind: "range", range: "*", text: ask.kind };
  return { kind: "wrong", problems: [nothingMatches(wanted, range, versions)] };
}
function newestFitting(gos, range) {
  return newestGo(gos.filter(({ version }) => suffixOf(version) === "" && inRange(version, range)));
}
function newestGo(gos) {
  return gos.toSorted((a, b) => compareVersions(b.version, a.version))[0];
}
function atHand(go) {
  return `${go.version} is ${placeOf(go)}`;
}
function placeOf({ source }) {
  return source === "PATH" ? "on PATH" : "in the tool cache";
}

// src/toolchain/module-ask.ts
var LEAST_GO2 = "1.21";
function askOfAction(lines, file) {
  const line = decidingLine(lines, file);
  if (!line) return void 0;
  const { version, origin } = line;
  if (!isAtLeast(version, LEAST_GO2)) return { ask: { kind: "stable" }, origin, firstRelease: false };
  const ask = isLanguage(version) ? { kind: "range", range: version, text: version } : { kind: "exact", version };
  return { ask, origin, firstRelease: line.word === "go" && isFirstRelease(version) };
}
function askOfLaptop(lines, file) {
  const line = decidingLine(lines, file);
  if (!line) return void 0;
  const { version, origin } = line;
  const otherwise = isAtLeast(version, LEAST_GO2) ? { kind: "exact", version: isLanguage(version) ? `${version}.0` : version } : { kind: "stable" };
  const installed = { kind: "installed", atLeast: version };
  return { ask: lines.toolchain === "default" ? installed : { ...installed, otherwise }, origin, firstRelease: false };
}
function decidingLine(lines, file) {
  const go = lineOf("go", lines.go, file);
  const toolchain = lines.toolchain === "default" ? void 0 : lineOf("toolchain", lines.toolchain, file);
  if (!go || !toolchain) return toolchain ?? go;
  return compareVersions(toolchain.version, go.version) >= 0 ? toolchain : go;
}
function lineOf(word, text, file) {
  const version = text === void 0 ? void 0 : readVersion(text);
  return version === void 0 ? void 0 : { version, origin: quoteLine(word, text ?? "", file), word };
}
function quoteLine(word, text, file) {
  return `the line "${word} ${text}" of ${file}`;
}

// src/toolchain/choose.ts
function chooseGo(choosing) {
  return chooseFor(choosing.wanted.ask, choosing);
}
function chooseFor(ask, choosing) {
  const { wanted } = choosing;
  const problem = ask.kind === "installed" ? void 0 : askProblem(ask, wanted);
  if (problem) return { kind: "wrong", problems: [problem] };
  if (ask.kind === "installed") return chooseInstalled(ask, choosing);
  return ask.kind === "exact" ? chooseExact(ask.version, choosing) : chooseOpen(ask, choosing, usableGos(choosing));
}
function askProblem(ask, wanted) {
  const { least } = wanted;
  const isBelow2 = (version) => ask.kind === "exact" && !isAtLeast(ask.version, version) || ask.kind === "range" && endsBefore(ask.range, version);
  if (isBelow2(LEAST_GO2)) {
    return {
      subject: wanted.subject,
      message: `${wanted.origin}: Go ${LEAST_GO2} or later is needed here`,
      hint: yamlTrap(ask) ?? "ask for a newer Go; it compiles older modules too"
    };
  }
  return least && isBelow2(least.version) ? tooOld(wanted, least, yamlTrap(ask)) : void 0;
}
function chooseInstalled(ask, choosing) {
  const { wanted, gos } = choosing;
  const onPath = gos.onPath && usable(gos.onPath, choosing) ? gos.onPath : void 0;
  const atLeast = ask.atLeast ?? LEAST_GO2;
  if (onPath && isAtLeast(onPath.version, atLeast)) {
    const enough = ask.atLeast === void 0 ? "" : `, ${ask.atLeast} or later is enough`;
    return { kind: "use", go: onPath, reason: `${wanted.origin}: the Go on PATH${enough}`, warnings: [] };
  }
  if (ask.otherwise) return chooseFor(ask.otherwise, choosing);
  const least = wanted.least ?? { version: atLeast, origin: wanted.origin };
  return {
    kind: "wrong",
    problems: [
      {
        subject: wanted.subject,
        message: `${wanted.origin} allows only the installed Go, ${gos.onPath ? gos.onPath.version : "and none is on PATH"}; ${least.origin} asks for ${atLeast} or later`,
        hint: `install Go ${atLeast}, or allow the go command to fetch it: GOTOOLCHAIN=auto`
      }
    ]
  };
}
function chooseExact(version, choosing) {
  const { wanted } = choosing;
  const warnings = firstReleaseWarning(version, choosing);
  const go = usableGos(choosing).find(
    (here) => compareVersions(here.version, version) === 0 && suffixOf(here.version) === suffixOf(version) && !isLanguage(version)
  );
  if (go) return { kind: "use", go, reason: `${wanted.origin}: it is ${placeOf(go)}`, warnings };
  return { kind: "fetch", version, reason: wanted.origin, warnings };
}
function firstReleaseWarning(version, { wanted, published, gos }) {
  if (!wanted.firstRelease) return [];
  const known = published && "versions" in published ? published.versions : gos.inToolCache.map((go) => go.version);
  const newest = newestOf(known.filter((other) => languageOf(other) === languageOf(version)));
  const better = newest !== void 0 && compareVersions(newest, version) > 0 ? `; the newest is ${newest}` : "";
  return [
    `${wanted.origin} is taken as it stands: Go ${version}, without the fixes of later patches${better}. For the newest patch write "go ${languageOf(version)}", for a certain one a toolchain line`
  ];
}
function usableGos(choosing) {
  const { onPath, inToolCache: inToolCache2 } = choosing.gos;
  return [...onPath ? [onPath] : [], ...inToolCache2].filter((go) => usable(go, choosing));
}
function usable(go, { machine, wanted }) {
  if (go.goArch !== machine.architecture.goArch || !isAtLeast(go.version, LEAST_GO2)) return false;
  return !wanted.least || isAtLeast(go.version, wanted.least.version);
}

// src/toolchain/failure.ts
var SourceFailure = class extends UserError {
  /** The source works, but has no such version. */
  missing;
  /** What came is not what it has to be. Somebody may have changed it, so no other source is asked in its place. */
  isForged;
  constructor(message, { missing = false, isForged = false, ...options } = {}) {
    super(message, options);
    this.missing = missing;
    this.isForged = isForged;
  }
};
function statusOf(error) {
  if (typeof error !== "object" || error === null || !("status" in error)) return void 0;
  return typeof error.status === "number" ? error.status : void 0;
}
function isMissing(status) {
  return status === 404 || status === 410;
}

// src/toolchain/module-go.ts
import { tmpdir as tmpdir2 } from "node:os";

// src/toolchain/go-messages.ts
var MEANINGS = [
  {
    sign: /SECURITY ERROR|checksum mismatch/,
    says: "the proxy sent another file than the checksum database knows. It was not used",
    hint: "find out who changed the file; another GOPROXY may have the right one",
    isForged: true
  },
  {
    sign: /checksum database disabled|GOSUMDB=off/,
    says: "GOSUMDB is off, and go runs no Go that it can not verify",
    hint: "set GOSUMDB back (`go env -u GOSUMDB`), pin go-toolchain-sum, or install this Go"
  },
  {
    sign: /verifying module[\s\S]*(404|410|Not Found|Gone)|not found in sumdb/,
    says: "the checksum database does not know this Go",
    hint: "check the version; a private build needs a tool cache or PATH"
  },
  {
    sign: /verifying module|sumdb/,
    says: "the checksum database can't be asked",
    hint: "let GOPROXY serve it too, set GOSUMDB to one that can be reached, or pin go-toolchain-sum"
  },
  {
    sign: /module lookup disabled by GOPROXY=off/,
    says: "GOPROXY is off: nothing may be fetched",
    hint: "set GOPROXY to a proxy, or install this Go"
  },
  {
    sign: /toolchain not available|: (404|410)\b|40[34] |Not Found|is not available|language version but not a toolchain/,
    says: "GOPROXY has no such Go",
    missing: true
  },
  {
    sign: /dial tcp|no such host|i\/o timeout|connection refused|TLS handshake|proxyconnect|x509|no answer in/i,
    says: "GOPROXY can't be reached",
    hint: "check the network and GOPROXY"
  },
  { sign: /unexpected EOF|connection reset/, says: "the download broke off", hint: "run again" },
  { sign: /: 5\d\d /, says: "GOPROXY has a fault", hint: "run again later, or use another GOPROXY" },
  { sign: /no space left on device/i, says: "the disk is full", hint: "free some space: `go clean -modcache`" }
];
function failureOfGo(stderr) {
  const words = wordsOf(stderr);
  const meaning = MEANINGS.find(({ sign }) => sign.test(stderr));
  if (!meaning) return new SourceFailure(words);
  const { says, hint, missing = false, isForged = false } = meaning;
  return new SourceFailure(`${says} (${words})`, { missing, isForged, ...hint ? { hint } : {} });
}
function wordsOf(stderr) {
  return stderr.split("\n").map((line) => line.trim()).filter((line) => line !== "" && !/^go: downloading /.test(line)).join(" ").replace(/^go: /, "").replaceAll(/(https?:\/\/)[^\s/@"]*@/g, "$1").replaceAll(/(https?:\/\/[^\s?"]*)\?[^\s"]*/g, "$1").slice(0, 500);
}

// src/toolchain/module-go.ts
var LIST_TIMEOUT_MS = 3e4;
async function fetchWithGo({
  go,
  settings,
  version
}) {
  const env = { ...settingsForFetch(settings), GOTOOLCHAIN: `go${version}` };
  const { exitCode, stdout, stderr } = await go(["env", "-json", "GOROOT", "GOVERSION"], { cwd: tmpdir2(), env });
  if (exitCode !== 0) throw failureOfGo(stderr);
  const said = JSON.parse(stdout);
  const [goroot, found] = [stringAt(said, "GOROOT") ?? "", stringAt(said, "GOVERSION") ?? ""];
  if (!isRecord(said) || goroot === "" || readVersion(found) !== version) {
    throw failureOfGo(`go: asked for go${version}, got ${found || "nothing"}`);
  }
  return goroot;
}
async function versionsOfGo({ go, settings, signal }) {
  const env = { ...settingsForFetch(settings), GOTOOLCHAIN: "local" };
  const timeout = AbortSignal.timeout(LIST_TIMEOUT_MS);
  const result = await go(["list", "-m", "-versions", "go"], { cwd: tmpdir2(), env, signal: timeout }).catch((error) => {
    signal?.throwIfAborted();
    if (!timeout.aborted) throw error;
    throw failureOfGo(`go: no answer in ${LIST_TIMEOUT_MS / 1e3} s`);
  });
  if (result.exitCode !== 0) throw failureOfGo(result.stderr);
  const [, ...versions] = result.stdout.trim().split(/\s+/);
  return versions.flatMap((version) => readVersion(version) ?? []);
}
function settingsForFetch({ goFlags }) {
  const writable = /(^|\s)-modcacherw(=true)?(\s|$)/.test(goFlags);
  return { GO111MODULE: "on", GOWORK: "off", GOFLAGS: `-modcacherw=${writable}` };
}

// src/toolchain/module-proxy.ts
import { mkdtemp, readFile as readFile6, stat as stat2 } from "node:fs/promises";
import { join as join10 } from "node:path";
import { fileURLToPath } from "node:url";

// src/toolchain/remote.ts
function remoteOf(text) {
  if (!URL.canParse(text)) return void 0;
  const url = new URL(text);
  if (!["http:", "https:", "file:"].includes(url.protocol)) return void 0;
  const { username, password } = url;
  url.username = "";
  url.password = "";
  const login = Buffer.from(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`).toString("base64");
  return { url, ...username ? { authorization: `Basic ${login}` } : {} };
}
function below({ url, ...rest }, path) {
  const next = new URL(url);
  next.pathname = `${url.pathname.replace(/\/$/, "")}/${path}`;
  return { ...rest, url: next };
}
function shown({ url }) {
  return `${url.protocol === "file:" ? "file://" : url.origin}${url.pathname}`;
}

// src/toolchain/goproxy.ts
function parseGoProxy(text) {
  const entries = [];
  for (const [, word = "", separator] of text.matchAll(/([^,|]*)([,|]|$)/g)) {
    const name = word.trim();
    if (name === "") continue;
    const proxy = name === "direct" || name === "off" ? name : remoteOf(name);
    if (!proxy) throw new SourceFailure("GOPROXY has an entry that is no http, https or file address");
    entries.push({ proxy, text: name, onFailure: separator === "|" ? "any" : "missing" });
    if (proxy === "direct" || proxy === "off") break;
  }
  return entries;
}
function isFolder(goProxy) {
  return goProxy.startsWith("file://") && !/[,|]/.test(goProxy);
}
async function askProxies(entries, ask) {
  let last = new SourceFailure("GOPROXY is not set");
  for (const { proxy, onFailure } of entries) {
    if (proxy === "off") throw new SourceFailure("GOPROXY ends with off: nothing may be fetched", { cause: last });
    if (proxy === "direct") {
      if (last instanceof SourceFailure && last.missing) throw last;
      throw new SourceFailure("GOPROXY says direct, which has no toolchains: they come from proxies only", {
        cause: last
      });
    }
    try {
      return await ask(proxy);
    } catch (error) {
      if (error instanceof SourceFailure && error.isForged) throw error;
      const missing = error instanceof SourceFailure && error.missing || isMissing(statusOf(error));
      if (!missing && onFailure === "missing") throw error;
      last = error;
    }
  }
  throw last;
}

// src/toolchain/module-zip.ts
import { createHash as createHash4 } from "node:crypto";
import { closeSync, mkdirSync, openSync, writeFileSync } from "node:fs";
import { chmod, copyFile, readdir as readdir4 } from "node:fs/promises";
import { dirname as dirname5, join as join9 } from "node:path";
import { setImmediate } from "node:timers/promises";

// src/toolchain/zip.ts
import { fstatSync, readSync } from "node:fs";
import { inflateRawSync } from "node:zlib";
var END = { signature: 101010256, size: 22, comment: 65535 };
var CENTRAL = { signature: 33639248, size: 46 };
var LOCAL = { signature: 67324752, size: 30 };
function readZipEntries(file) {
  const { size } = fstatSync(file);
  const tail = readAt(file, Math.max(0, size - END.size - END.comment), size);
  const at = tail.lastIndexOf(Buffer.from([80, 75, 5, 6]));
  if (at < 0 || at + END.size > tail.length) throw broken("it has no end: it is cut off, or no zip");
  const [count, length, start] = [tail.readUInt16LE(at + 10), tail.readUInt32LE(at + 12), tail.readUInt32LE(at + 16)];
  if (count === 65535 || start === 4294967295 || start + length > size)
    throw broken("its directory lies outside of it");
  return parseDirectory(readAt(file, start, start + length), count);
}
function parseDirectory(directory, count) {
  const entries = [];
  let at = 0;
  while (entries.length < count) {
    if (at + CENTRAL.size > directory.length || directory.readUInt32LE(at) !== CENTRAL.signature) {
      throw broken("its directory is damaged");
    }
    const [flags, method] = [directory.readUInt16LE(at + 8), directory.readUInt16LE(at + 10)];
    const lengths = [28, 30, 32].map((field) => directory.readUInt16LE(at + field));
    const [nameLength = 0] = lengths;
    const name = directory.toString("utf8", at + CENTRAL.size, at + CENTRAL.size + nameLength);
    if (method !== 0 && method !== 8 || (flags & 1) !== 0) throw broken(`${name} is packed in an unknown way`);
    entries.push({
      name,
      size: directory.readUInt32LE(at + 24),
      packedSize: directory.readUInt32LE(at + 20),
      deflated: method === 8,
      offset: directory.readUInt32LE(at + 42)
    });
    at += CENTRAL.size + lengths.reduce((sum, length) => sum + length, 0);
  }
  return entries;
}
function readZipEntry(file, entry) {
  const { name, offset, packedSize, size, deflated } = entry;
  const header = readAt(file, offset, offset + LOCAL.size);
  if (header.readUInt32LE(0) !== LOCAL.signature) throw broken(`${name} is not where it should be`);
  const start = offset + LOCAL.size + header.readUInt16LE(26) + header.readUInt16LE(28);
  const packed = readAt(file, start, start + packedSize);
  const bytes = deflated ? inflate(packed, entry) : packed;
  if (bytes.length !== size) throw broken(`${name} has ${bytes.length} bytes instead of ${size}`);
  return bytes;
}
function inflate(packed, { name, size }) {
  try {
    return inflateRawSync(packed, { maxOutputLength: size + 1 });
  } catch (cause) {
    throw broken(`${name} can't be unpacked`, cause);
  }
}
function readAt(file, start, end) {
  const buffer = Buffer.alloc(end - start);
  for (let done = 0; done < buffer.length; ) {
    const bytesRead = readSync(file, buffer, done, buffer.length - done, start + done);
    if (bytesRead === 0) throw broken("it is cut off");
    done += bytesRead;
  }
  return buffer;
}
function broken(why, cause) {
  return new SourceFailure(`the zip is damaged: ${why}`, { cause });
}

// src/toolchain/module-zip.ts
var MAX_UNPACKED = 1024 * 1024 * 1024;
var WORK_MS = 20;
async function unpackModuleZip(zip, prefix, to, signal) {
  const file = openSync(zip, "r");
  try {
    const entries = readZipEntries(file);
    checkEntries(entries, prefix);
    const pathOf = ({ name }) => join9(to, name.slice(prefix.length));
    for (const folder of new Set(entries.map((entry) => dirname5(pathOf(entry))))) mkdirSync(folder, { recursive: true });
    const sums = [];
    let since = performance.now();
    for (const entry of entries) {
      const bytes = readZipEntry(file, entry);
      writeFileSync(pathOf(entry), bytes, { flag: "wx" });
      sums.push({ name: entry.name, sha256: createHash4("sha256").update(bytes).digest("hex") });
      if (performance.now() - since < WORK_MS) continue;
      await setImmediate();
      signal?.throwIfAborted();
      since = performance.now();
    }
    return hash1(sums);
  } finally {
    closeSync(file);
  }
}
function hash1(files) {
  const sorted = files.toSorted((a, b) => Buffer.compare(Buffer.from(a.name), Buffer.from(b.name)));
  const text = sorted.map(({ name, sha256 }) => `${sha256}  ${name}
`).join("");
  return `h1:${createHash4("sha256").update(text).digest("base64")}`;
}
function checkEntries(entries, prefix) {
  const names = /* @__PURE__ */ new Set();
  for (const { name } of entries) {
    const path = name.startsWith(prefix) ? name.slice(prefix.length) : "";
    const parts = path.split("/");
    const bad = path === "" || /[\\\0\n:]/.test(path) || parts.some((part) => ["", ".", ".."].includes(part));
    if (bad || names.has(name)) throw new SourceFailure(`the zip is no module zip: it holds ${JSON.stringify(name)}`);
    names.add(name);
  }
  const size = entries.reduce((sum, entry) => sum + entry.size, 0);
  if (size > MAX_UNPACKED) throw new SourceFailure(`the zip would unpack to ${size} bytes, which no Go has`);
}
async function finishToolchain(goroot) {
  const entries = await readdir4(goroot, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  for (const { parentPath, name } of files) {
    const path = join9(parentPath, name);
    if (name === "_go.mod") await copyFile(path, join9(parentPath, "go.mod"));
    if (process.platform !== "win32" && isProgram(path.slice(goroot.length + 1), name)) await chmod(path, 493);
  }
  if (!await exists(join9(goroot, "bin"))) throw new SourceFailure("the zip is no Go: it has no folder bin");
}
function isProgram(path, name) {
  return /^(bin|pkg[\\/]tool)[\\/]/.test(path) || /^lib[\\/]/.test(path) && /^go_.+_.+_exec$/.test(name);
}

// src/toolchain/module-proxy.ts
var MODULE = "golang.org/toolchain";
function versionsOnProxy({ goProxy, machine, ...options }) {
  const ending = `.${machine.os}-${machine.architecture.goArch}`;
  return askProxies(parseGoProxy(goProxy), async (proxy) => {
    const list = await readText(below(proxy, `${MODULE}/@v/list`), options);
    return list.split("\n").flatMap((line) => {
      const name = line.trim().replace(/^v0\.0\.1-go/, "");
      const version = name.endsWith(ending) ? readVersion(name.slice(0, -ending.length)) : void 0;
      return version === void 0 ? [] : [version];
    });
  });
}
async function unpackModule(options, staging) {
  const { version, machine, sum } = options;
  const name = `v0.0.1-go${version}.${machine.os}-${machine.architecture.goArch}`;
  return askProxies(parseGoProxy(options.goProxy), async (proxy) => {
    const source = below(proxy, `${MODULE}/@v/${name}.zip`);
    if (!sum && !isFolder(options.goProxy)) {
      throw new SourceFailure(`${shown(proxy)} is asked only if what it sends can be verified`, {
        hint: `set go-toolchain-sum to the h1: sum of ${MODULE}@${name}, or put any Go of 1.21 or later on PATH`
      });
    }
    const folder = await mkdtemp(join10(staging, "module-"));
    const zip = await fetchZip(source, join10(folder, "toolchain.zip"), options);
    const goroot = join10(folder, "go");
    const found = await unpackModuleZip(zip, `${MODULE}@${name}/`, goroot, options.signal);
    if (sum && sum !== found) {
      throw new SourceFailure(
        `${shown(source)} is another file than the one that was pinned: its sum is ${found}, go-toolchain-sum is ${sum}`,
        {
          isForged: true,
          hint: "pin the sum of this version and machine; if it is right, the proxy is not to be trusted"
        }
      );
    }
    await finishToolchain(goroot);
    return goroot;
  });
}
async function fetchZip(source, to, { files, signal }) {
  if (source.url.protocol === "file:") {
    const path = fileURLToPath(source.url);
    await stat2(path).catch((error) => fail(source, error));
    return path;
  }
  try {
    await files.download(source.url.href, to, fetchOptions(source, signal));
    return to;
  } catch (error) {
    signal?.throwIfAborted();
    return fail(source, error);
  }
}
async function readText(source, { files, signal }) {
  if (source.url.protocol === "file:") {
    return readFile6(fileURLToPath(source.url), "utf8").catch((error) => fail(source, error));
  }
  const { status, body } = await files.fetchText(source.url.href, fetchOptions(source, signal)).catch((error) => {
    signal?.throwIfAborted();
    return fail(source, error);
  });
  return status === 200 ? body : fail(source, { status });
}
function fail(source, cause) {
  const status = statusOf(cause);
  const missing = isMissing(status) || codeOf(cause) === "ENOENT";
  const what = status === void 0 ? missing ? "there is no such file" : messageOf(cause) : `status ${status}`;
  throw new SourceFailure(`${shown(source)}: ${what}`, { cause, missing });
}
function fetchOptions({ authorization: authorization2 }, signal) {
  return { ...authorization2 ? { authorization: authorization2 } : {}, ...signal ? { signal } : {} };
}

// src/toolchain/place.ts
import { randomUUID as randomUUID2 } from "node:crypto";
import { mkdir as mkdir2, readdir as readdir5, rename, stat as stat3, writeFile } from "node:fs/promises";
import { dirname as dirname6, join as join12 } from "node:path";

// src/toolchain/layout.ts
import { join as join11 } from "node:path";
function goPrograms(goroot) {
  const ending = process.platform === "win32" ? ".exe" : "";
  return { go: join11(goroot, "bin", `go${ending}`), gofmt: join11(goroot, "bin", `gofmt${ending}`) };
}

// src/toolchain/place.ts
var WHOLE = ".go-containerize";
var STALE_MS = 6 * 60 * 60 * 1e3;
async function placeGo({ roots, version, architecture, log, fill }) {
  const { target, staging } = await openStaging({ roots, version, architecture, log });
  try {
    if (await exists(`${target}.complete`)) return target;
    const unpacked = await fill(staging);
    if (!await exists(goPrograms(unpacked).go))
      throw new SourceFailure(`what was unpacked has no ${goPrograms("").go}`);
    await writeFile(join12(unpacked, WHOLE), `${version}
`);
    await moveInto(target, unpacked, staging);
    await writeFile(`${target}.complete`, "");
    return target;
  } finally {
    await removeTree(staging);
  }
}
async function openStaging({ roots, version, architecture: { name }, log }) {
  const failures = [];
  for (const root of roots) {
    const target = join12(root, "go", `${toSemver(version)}${suffixOf(version)}`, name);
    const staging = join12(dirname6(target), `.${name}.${randomUUID2()}.tmp`);
    try {
      await mkdir2(staging, { recursive: true });
      if (failures.length > 0) log.info(`${failures.join("; ")}: Go is kept in ${root}`);
      await removeStale(dirname6(target), name);
      return { target, staging };
    } catch (error) {
      failures.push(`cannot write to ${root} (${codeOf(error) ?? messageOf(error)})`);
    }
  }
  throw new SourceFailure(failures.join("; "), { hint: "set RUNNER_TOOL_CACHE to a folder that can be written" });
}
async function removeStale(folder, architecture) {
  for (const name of await readdir5(folder)) {
    if (!name.startsWith(`.${architecture}.`) || !name.endsWith(".tmp")) continue;
    const found = await stat3(join12(folder, name)).catch(() => void 0);
    if (found && Date.now() - found.mtimeMs > STALE_MS) await removeTree(join12(folder, name)).catch(() => {
    });
  }
}
async function moveInto(target, unpacked, staging) {
  for (let attempt = 0; ; attempt++) {
    try {
      return await rename(unpacked, target);
    } catch (error) {
      const inTheWay = ["ENOTEMPTY", "EEXIST", "EPERM", "EACCES"].includes(codeOf(error) ?? "");
      if (!inTheWay || attempt > 2) throw error;
      if (await exists(`${target}.complete`) || await exists(join12(target, WHOLE))) return;
      await rename(target, join12(staging, `part-${attempt}`)).catch(() => {
      });
    }
  }
}

// src/toolchain/site.ts
import { createHash as createHash5 } from "node:crypto";
import { createReadStream } from "node:fs";
import { join as join13 } from "node:path";

// src/toolchain/site-list.ts
var DOWNLOAD_SITE = "https://go.dev/dl";
async function versionsOnSite(site) {
  const list = await readSite(site);
  if ("releases" in list) return list.releases.map((release) => release.version);
  throw new SourceFailure(`it answered ${list.instead} to ?mode=json&include=all`, {
    hint: "name a whole version such as 1.25.3, or a mirror of the download site that has its JSON list, too"
  });
}
async function readSite(site) {
  const { status, body } = await askSite(site, `${site.base.url.href.replace(/\/$/, "")}/?mode=json&include=all`);
  const releases = status === 200 ? parseReleases(body) : void 0;
  if (releases) return { releases };
  return { instead: status === 200 ? "no list of Go releases" : `status ${status}` };
}
function parseReleases(json) {
  let value;
  try {
    value = JSON.parse(json);
  } catch {
    return void 0;
  }
  if (!Array.isArray(value)) return void 0;
  return value.flatMap((release) => {
    const version = readVersion(stringAt(release, "version") ?? "");
    const files = (arrayAt(release, "files") ?? []).flatMap(parseFile);
    return version === void 0 ? [] : [{ version, files }];
  });
}
function parseFile(value) {
  const [name = "", sha256 = ""] = [stringAt(value, "filename"), stringAt(value, "sha256")];
  if (!/^go[\w.+-]+\.(tar\.gz|zip)$/.test(name) || !/^[0-9a-f]{64}$/.test(sha256)) return [];
  if (stringAt(value, "kind") !== "archive") return [];
  const [os = "", architecture = ""] = [stringAt(value, "os"), stringAt(value, "arch")];
  return [{ name, os, architecture, sha256, size: numberAt(value, "size") }];
}
async function askSite(site, url) {
  return site.files.fetchText(url, optionsFor(site)).catch((cause) => {
    site.signal?.throwIfAborted();
    throw new SourceFailure(`it can't be reached: ${messageOf(cause)}`, {
      cause,
      hint: "check the network and its proxy"
    });
  });
}
function optionsFor({ base: { authorization: authorization2 }, signal }) {
  return { ...authorization2 ? { authorization: authorization2 } : {}, ...signal ? { signal } : {} };
}

// src/toolchain/site.ts
async function unpackFromSite(site, staging) {
  const list = await readSite(site);
  const file = "releases" in list ? findFile(list.releases, site) : await fileBySum(site, list.instead);
  const archive = join13(staging, file.name);
  await download(site, file, archive);
  await verify(archive, file);
  const unpacked = join13(staging, "unpacked");
  await (file.name.endsWith(".zip") ? site.files.extractZip(archive, unpacked) : site.files.extractTar(archive, unpacked));
  return join13(unpacked, "go");
}
function findFile(releases, { version, machine }) {
  const release = releases.find((one) => one.version === version);
  if (!release) throw new SourceFailure(`it has no Go ${version}`, { missing: true });
  const { os, architecture } = machine;
  const file = release.files.find((one) => one.os === os && one.architecture === architecture.download);
  if (!file) throw new SourceFailure(`it has no Go ${version} for ${os}/${architecture.goArch}`, { missing: true });
  return file;
}
async function fileBySum(site, instead) {
  const { version, machine } = site;
  const { os, architecture } = machine;
  const name = `go${version}.${os}-${architecture.download}.${os === "windows" ? "zip" : "tar.gz"}`;
  const { status, body } = await askSite(site, below(site.base, `${name}.sha256`).url.href);
  const [, sha256] = /^([0-9a-f]{64})\b/.exec(body) ?? [];
  if (status === 200 && sha256) return { name, os, architecture: architecture.download, sha256, size: void 0 };
  throw new SourceFailure(
    `it answered ${instead} to ?mode=json&include=all, and has no ${name}.sha256: the file can't be verified`,
    {
      missing: isMissing(status),
      hint: "go-download-base-url has to be a mirror that has the JSON list or the .sha256 files"
    }
  );
}
async function download(site, { name }, archive) {
  const source = below(site.base, name);
  try {
    await site.files.download(source.url.href, archive, optionsFor(site));
  } catch (cause) {
    site.signal?.throwIfAborted();
    const status = statusOf(cause);
    const what = status === void 0 ? `the download broke off: ${messageOf(cause)}` : `status ${status}`;
    throw new SourceFailure(`${name}: ${what}`, { cause, missing: isMissing(status) });
  }
}
async function verify(archive, { name, sha256, size }) {
  const hash = createHash5("sha256");
  let length = 0;
  for await (const chunk of createReadStream(archive)) {
    hash.update(chunk);
    length += chunk.length;
  }
  const found = hash.digest("hex");
  if (found === sha256) return;
  const why = size !== void 0 && length !== size ? `it has ${length} bytes instead of ${size}` : `its sha256 is ${found} instead of ${sha256}`;
  throw new SourceFailure(`${name} is not the file that the download site promises: ${why}. It was not unpacked`, {
    hint: "run again; if it stays so, something on the way changes downloads: do not trust it"
  });
}

// src/toolchain/fetch.ts
async function fetchGo(options) {
  const failures = [];
  for (const { from, source, get } of attemptsOf(options)) {
    try {
      return { goroot: await get(), source, from };
    } catch (error) {
      options.signal?.throwIfAborted();
      options.log.debug(`${from}: ${messageOf(error)}`);
      failures.push({ from, error });
      if (error instanceof SourceFailure && error.isForged) break;
    }
  }
  throw await allFailed(options, failures);
}
function attemptsOf(options) {
  const { version, sources, gos, machine, moduleSum, files, signal } = options;
  const { go, site, siteGiven, goProxy, ownProxy } = sources;
  const common = { version, machine, files, ...signal ? { signal } : {} };
  const place = (fill) => placeGo({ ...options, ...machine, fill });
  const bySite = {
    from: shown(site),
    source: "download",
    get: () => place((staging) => unpackFromSite({ base: site, ...common }, staging))
  };
  const bySelf = {
    from: "golang.org/toolchain through GOPROXY, without Go",
    source: "module",
    get: () => place((staging) => unpackModule({ goProxy, ...common, ...moduleSum ? { sum: moduleSum } : {} }, staging))
  };
  const byGo = go ? [
    {
      from: "golang.org/toolchain through GOPROXY",
      source: "module",
      get: () => fetchWithGo({ go, settings: gos.settings, version })
    }
  ] : [];
  const self = goProxy === "" ? [] : [bySelf];
  const last = suffixOf(version) === "" ? [bySite] : [];
  if (siteGiven) return [...last, ...byGo, ...self];
  if (ownProxy === "pinned") return [...self, ...byGo, ...last];
  if (go) return [...byGo, ...last, ...ownProxy === "file" ? self : []];
  return ownProxy === "file" ? [...self, ...last] : [...last, ...self];
}
async function allFailed({ version, reason, machine, published }, failures) {
  const what = `Go ${version} for ${machine.os}/${machine.architecture.goArch}`;
  const said = failures.map(({ from, error }) => `- ${from}: ${messageOf(error)}`);
  const errors = failures.map(({ error }) => error);
  const hints = new Set(errors.flatMap((error) => error instanceof UserError && error.hint ? [error.hint] : []));
  const hint = hints.size > 0 ? [...hints].join("; or ") : void 0;
  const isMissing2 = errors.some((error) => error instanceof SourceFailure && error.missing);
  const list = isMissing2 ? await published() : void 0;
  const near = list && "versions" in list && !list.versions.includes(version) ? nearestTo(version, list.versions) : [];
  return new UserError([`cannot get ${what} (${reason}):`, ...said].join("\n"), {
    cause: errors.at(-1),
    hint: near.length > 0 ? `there is no Go ${version}; the nearest are ${near.join(", ")}` : hint ?? "check the network and GOPROXY, or install that Go before this step"
  });
}

// src/toolchain/files.ts
import { readFile as readFile7 } from "node:fs/promises";
import { basename as basename2, dirname as dirname7, join as join14, resolve as resolve4 } from "node:path";
async function findNamingFiles({ dir, env, versionFile }) {
  const folders = upwards(dir);
  const [given, module, version] = await Promise.all([
    versionFile === void 0 ? void 0 : readGiven(versionFile),
    readModule(folders, env.GOWORK ?? ""),
    readVersionFile(folders)
  ]);
  return { ...given ? { given } : {}, ...module ? { module } : {}, ...version ? { version } : {} };
}
async function readGiven(path) {
  try {
    return { name: basename2(path), text: await readFile7(path, "utf8") };
  } catch (error) {
    return { unreadable: codeOf(error) === "ENOENT" ? `${path} does not exist` : messageOf(error) };
  }
}
async function readModule(folders, goWork) {
  const work = goWork === "off" ? void 0 : goWork !== "" ? await read(goWork, "go.work") : await firstOf(folders.map((folder) => () => read(join14(folder, "go.work"))));
  return work ?? firstOf(folders.map((folder) => () => read(join14(folder, "go.mod"))));
}
async function readVersionFile(folders) {
  const roots = await Promise.all(folders.map((folder) => exists(join14(folder, ".git"))));
  const inside = folders.slice(0, roots.indexOf(true) + 1 || 1);
  return firstOf(
    inside.flatMap((folder) => [".go-version", ".tool-versions"].map((name) => () => read(join14(folder, name))))
  );
}
async function read(path, name = basename2(path)) {
  try {
    return { name, text: await readFile7(path, "utf8") };
  } catch {
    return void 0;
  }
}
async function firstOf(reads) {
  for (const attempt of reads) {
    const found = await attempt();
    if (found !== void 0) return found;
  }
  return void 0;
}
function upwards(dir) {
  const folder = resolve4(dir);
  const above = dirname7(folder);
  return above === folder ? [folder] : [folder, ...upwards(above)];
}

// src/toolchain/here.ts
import { readdir as readdir6 } from "node:fs/promises";
import { tmpdir as tmpdir3 } from "node:os";
import { join as join15 } from "node:path";
async function findGos(options) {
  const { roots, machine, env, goEnv } = options;
  const [path, cached] = await Promise.all([
    goOnPath(goTool(options), options.signal),
    Promise.all(roots.map((root) => inToolCache(root, machine)))
  ]);
  const settings = path?.settings ?? settingsOf((name) => goEnv[name] ?? env[name] ?? "");
  return {
    ...path ? { onPath: path.go } : {},
    inToolCache: cached.flat().sort((a, b) => compareVersions(b.version, a.version)),
    settings
  };
}
async function goOnPath(go, signal) {
  const names = ["GOVERSION", "GOROOT", "GOHOSTARCH", "GOPROXY", "GOFLAGS", "GOPRIVATE"];
  try {
    const [all, toolchain] = await Promise.all([
      go(["env", "-json", ...names], { cwd: tmpdir3(), env: { GOTOOLCHAIN: "local", GOWORK: "off" } }),
      go(["env", "GOTOOLCHAIN"], { cwd: tmpdir3() })
    ]);
    if (all.exitCode !== 0) return void 0;
    const read2 = readEnv2(all.stdout);
    const [version, goroot] = [versionOf(read2("GOVERSION")), read2("GOROOT")];
    if (version === void 0 || goroot === "") return void 0;
    const { go: program } = goPrograms(goroot);
    if (!await exists(program)) return void 0;
    return {
      go: { version, program, goroot, source: "PATH", goArch: read2("GOHOSTARCH") },
      settings: settingsOf((name) => name === "GOTOOLCHAIN" ? toolchain.stdout.trim() : read2(name))
    };
  } catch (error) {
    signal?.throwIfAborted();
    if (error instanceof GoMissing) return void 0;
    throw error;
  }
}
function settingsOf(read2) {
  const [goProxy, goFlags, goPrivate] = [read2("GOPROXY"), read2("GOFLAGS"), read2("GOPRIVATE")];
  return { goToolchain: read2("GOTOOLCHAIN"), goProxy, goFlags, goPrivate };
}
function versionOf(goVersion) {
  const [, coming] = /^devel go([0-9.]+)/.exec(goVersion) ?? [];
  return coming === void 0 ? readVersion(goVersion) : readVersion(`${coming}-devel`);
}
function readEnv2(json) {
  const values = JSON.parse(json);
  return (name) => {
    const value = isRecord(values) ? values[name] : void 0;
    return typeof value === "string" ? value : "";
  };
}
async function inToolCache(root, { architecture }) {
  const folder = join15(root, "go");
  const names = await readdir6(folder).catch(() => []);
  const found = names.map(async (name) => {
    const version = fromSemver(name);
    const goroot = join15(folder, name, architecture.name);
    const { go: program } = goPrograms(goroot);
    if (version === void 0 || !await exists(`${goroot}.complete`) || !await exists(program)) return void 0;
    return { version, program, goroot, source: "tool cache", goArch: architecture.goArch };
  });
  return (await Promise.all(found)).filter((go) => go !== void 0);
}

// src/toolchain/published.ts
async function findPublished(sources, { gos, machine, files, signal }) {
  const { go, site, siteGiven, goProxy, ownProxy } = sources;
  const common = { files, ...signal ? { signal } : {} };
  const bySite = { from: shown(site), list: () => versionsOnSite({ base: site, ...common }) };
  const byProxy = { from: "GOPROXY", list: () => versionsOnProxy({ goProxy, machine, ...common }) };
  const byGo = go ? [{ from: "GOPROXY", list: () => versionsOfGo({ go, settings: gos.settings, ...common }) }] : [];
  const own = ownProxy === "unverified" ? [bySite, byProxy] : [byProxy, bySite];
  const failures = [];
  for (const { from, list } of siteGiven ? [bySite, ...byGo] : go ? [...byGo, bySite] : own) {
    try {
      const versions = await list();
      if (versions.length > 0) return { versions };
      failures.push(`${from}: the list is empty`);
    } catch (error) {
      signal?.throwIfAborted();
      failures.push(`${from}: ${messageOf(error)}`);
    }
  }
  return { unreachable: failures.join("; ") };
}

// src/toolchain/request-problems.ts
function requestProblems({ architecture, downloadBaseUrl, moduleSum }) {
  const problems = [];
  if (!architectureOf(architecture ?? process.arch)) {
    problems.push({
      subject: "architecture",
      message: `Go has no machine "${architecture ?? process.arch}"`,
      hint: `write one of ${ARCHITECTURES.join(", ")}; leave it out for this machine's`
    });
  }
  if (downloadBaseUrl && !/^https?:/.test(remoteOf(downloadBaseUrl)?.url.protocol ?? "")) {
    problems.push({
      subject: "go-download-base-url",
      message: "it is no http or https address",
      hint: "write the address below which the files lie, as https://mirror.example/go"
    });
  }
  if (moduleSum && !/^h1:[A-Za-z0-9+/]{43}=$/.test(moduleSum)) {
    problems.push({
      subject: "go-toolchain-sum",
      message: `"${moduleSum}" is no sum of a module`,
      hint: "write it as in go.sum: h1: and 44 characters; `go mod download -json golang.org/toolchain@v0.0.1-go1.25.5.linux-amd64` says it as Sum"
    });
  }
  return problems;
}

// src/toolchain/sources.ts
function sourcesOf(request, gos, machine, outside) {
  const given = request.downloadBaseUrl || outside.env.GO_DOWNLOAD_BASE_URL;
  const site = remoteOf(given || DOWNLOAD_SITE);
  if (!site) throw new UserError("go-download-base-url is no address", { hint: "write it with https://" });
  const installed = [...gos.onPath ? [gos.onPath] : [], ...gos.inToolCache].find(
    (go) => isAtLeast(go.version, LEAST_GO2) && go.goArch === machine.architecture.goArch
  );
  const { goProxy } = gos.settings;
  return {
    go: installed && goOf(installed, outside),
    site,
    siteGiven: Boolean(given),
    goProxy,
    ownProxy: request.moduleSum ? "pinned" : isFolder(goProxy) ? "file" : "unverified"
  };
}
function goOf({ program, goroot, source }, { exec, env, goEnv, signal }) {
  const own = source === "PATH" ? goEnv : { ...goEnv, GOROOT: goroot };
  return goTool({ exec, env, goEnv: own, program, ...signal ? { signal } : {} });
}

// src/toolchain/go-toolchain.ts
function readGoToolchain(text) {
  if (text === "local" || text === "path" || text === "local+path") return "local";
  if (text === "" || text === "auto" || text === "local+auto") return "auto";
  const [name = "", mode] = text.split("+");
  const version = name.startsWith("go") ? readVersion(name) : void 0;
  return version === void 0 ? void 0 : { version, orNewer: mode !== void 0 };
}

// src/toolchain/lines.ts
function readGoLines(text) {
  return { go: lineOf2(text, "go"), toolchain: lineOf2(text, "toolchain") };
}
function lineOf2(text, word) {
  for (const line of text.split("\n")) {
    const [, value] = new RegExp(`^\\s*${word}[ \\t]+(.*)$`).exec(line) ?? [];
    if (value !== void 0) return value.replace(/\/\/.*/, "").trim();
  }
  return void 0;
}
function readToolVersions(text) {
  return /^[ \t]*(?:golang|go)[ \t]+([^\s#]+)/m.exec(text)?.[1];
}
function readVersionFile2(text) {
  const lines = text.split("\n").map((line) => line.replace(/#.*/, "").trim());
  return lines.find((line) => line !== "");
}

// src/toolchain/naming.ts
function linesOf(file) {
  return { ...readGoLines(file.text), file: file.name };
}
function isModuleFile({ name }) {
  return name === "go.mod" || name === "go.work";
}
function versionIn({ name, text }) {
  return name === ".tool-versions" ? readToolVersions(text) : readVersionFile2(text);
}

// src/toolchain/wanted-problems.ts
function wantedProblems({ request: { version, versionFile }, files: { given } }, module) {
  if (version) return parseSpec(version) ? [] : [notAVersion("go-version", version)];
  if (given && "unreadable" in given) {
    return [{ subject: "go-version-file", message: given.unreadable, hint: "the path is relative to the work tree" }];
  }
  const said = given && !isModuleFile(given) ? versionIn(given) : void 0;
  if (given && said !== void 0 && !parseSpec(said)) return [notAVersion("go-version-file", said, given.name)];
  if (given && said === void 0 && !(isModuleFile(given) && readVersion(linesOf(given).go ?? ""))) {
    return [
      {
        subject: "go-version-file",
        message: `${versionFile ?? given.name} names no version of Go`,
        hint: 'go.mod and go.work need a go line, .tool-versions a line "golang 1.25.3", others the version alone'
      }
    ];
  }
  return module ? lineProblems(module) : [];
}
function lineProblems({ file, go, toolchain }) {
  const wrong = (word, text) => ({
    subject: file,
    message: `${quoteLine(word, text, file)} names no version of Go`,
    hint: `write it as Go does: \`go mod edit -${word}=${word === "go" ? "1.25.3" : "go1.25.3"}\``
  });
  return [
    ...go !== void 0 && readVersion(go) === void 0 ? [wrong("go", go)] : [],
    ...toolchain !== void 0 && toolchain !== "default" && readVersion(toolchain) === void 0 ? [wrong("toolchain", toolchain)] : []
  ];
}
function notAVersion(subject, text, file) {
  return {
    subject,
    message: `"${text}"${file ? ` in ${file}` : ""} is neither a version of Go nor a range of them`,
    hint: "write 1.25.3, 1.25.x, ^1.24, '>=1.24 <1.26', 1.27rc1, stable or oldstable"
  };
}

// src/toolchain/wanted.ts
var SOURCES = [byVersion, byGivenFile, byGoToolchain, byModule, byVersionFile];
var NOTHING = {
  ask: { kind: "installed", otherwise: { kind: "stable" } },
  origin: "nothing asks for a version",
  subject: "go-version"
};
function decideWanted(options) {
  const { request, files } = options;
  const module = files.module ? linesOf(files.module) : void 0;
  const problems = wantedProblems(options, module);
  if (problems.length > 0) return { problems };
  const found = SOURCES.map((source) => source(options, module)).find((answer) => answer !== void 0) ?? NOTHING;
  const least = module?.go === void 0 ? void 0 : readVersion(module.go);
  return {
    wanted: {
      newest: request.checkLatest,
      ...found,
      ...module && least ? { least: { version: least, origin: quoteLine("go", module.go ?? "", module.file) } } : {}
    },
    warnings: [
      ...request.version && request.versionFile ? [`go-version and go-version-file are both given: go-version ${request.version} counts`] : [],
      ...found === NOTHING ? notUnderstood(files.version) : []
    ]
  };
}
function notUnderstood(file) {
  const text = file && versionIn(file);
  if (!file || text === void 0) return [];
  return [`${file.name} says "${text}", which is no version of Go, so it is not used: write 1.25.3, 1.25.x or stable`];
}
function byVersion({ request: { version } }) {
  const ask = version ? parseSpec(version) : void 0;
  return ask && { ask, origin: `go-version ${version}`, subject: "go-version" };
}
function byGivenFile({ files: { given }, goToolchain }) {
  return given && "text" in given ? ofFile(given, goToolchain, "go-version-file") : void 0;
}
function ofFile(file, goToolchain, subject) {
  if (isModuleFile(file)) {
    const lines = linesOf(file);
    const asked = askOfAction(goToolchain === "local" ? { ...lines, toolchain: void 0 } : lines, file.name);
    return asked && { ...asked, subject, newest: true };
  }
  const text = versionIn(file);
  const ask = text === void 0 ? void 0 : parseSpec(text);
  return ask && { ask, origin: `${text} in ${file.name}`, subject, newest: true };
}
function byGoToolchain(options, module) {
  const { goToolchain, door } = options;
  const setting = readGoToolchain(goToolchain);
  if (setting === void 0 || setting === "auto") return void 0;
  const origin = `GOTOOLCHAIN=${goToolchain}`;
  const subject = "GOTOOLCHAIN";
  const asked = module && askOfAction({ ...module, toolchain: void 0 }, module.file);
  if (setting === "local") {
    const least = module?.go === void 0 ? void 0 : readVersion(module.go);
    const otherwise = door === "cli" ? void 0 : asked?.ask ?? { kind: "stable" };
    return {
      ask: { kind: "installed", ...least ? { atLeast: least } : {}, ...otherwise ? { otherwise } : {} },
      origin,
      subject
    };
  }
  const fromFile = setting.orNewer && module ? askOfLaptop(module, module.file)?.ask : void 0;
  if (fromFile?.kind === "installed" && fromFile.atLeast && !isAtLeast(setting.version, fromFile.atLeast))
    return void 0;
  return { ask: { kind: "exact", version: setting.version }, origin, subject };
}
function byModule({ door }, module) {
  const asked = module && (door === "cli" ? askOfLaptop : askOfAction)(module, module.file);
  return asked && { ...asked, subject: module.file, newest: true };
}
function byVersionFile({ files: { version }, goToolchain }) {
  return version && ofFile(version, goToolchain, version.name);
}

// src/toolchain/toolchain.ts
async function planGo(options) {
  const { request, door, dir, env, goEnv } = options;
  const machine = machineOf(request);
  const mistakes = requestProblems(request);
  if (!machine || mistakes.length > 0) return { problems: mistakes };
  const all = { ...env, ...goEnv };
  const [files, gos] = await Promise.all([
    findNamingFiles({ dir, env: all, ...request.versionFile ? { versionFile: request.versionFile } : {} }),
    findGos({ ...options, machine, roots: rootsOf(options) })
  ]);
  const goToolchain = door === "action" ? all.GOTOOLCHAIN ?? "" : gos.settings.goToolchain;
  const result = decideWanted({ request, door, files, goToolchain });
  if ("problems" in result) return result;
  const choice = chooseGo({ wanted: result.wanted, gos, machine });
  return choice.kind === "wrong" ? choice : { ...result, gos, machine, choice };
}
async function provideGo(plan, options) {
  const { request, log, signal } = options;
  const { gos, machine } = plan;
  const sources = sourcesOf(request, gos, machine, options);
  const published = once(
    () => findPublished(sources, { gos, machine, files: options.files, ...signal ? { signal } : {} })
  );
  const choice = await settle(plan, published);
  for (const warning of [...plan.warnings, ...choice.warnings]) log.warn(warning);
  if (choice.kind === "use") {
    const { go, reason: reason2 } = choice;
    if (request.moduleSum) log.info(`go-toolchain-sum is not needed: Go ${go.version} is here already (${go.source})`);
    return toolchainAt({ ...go, reason: reason2 });
  }
  const { version, reason } = choice;
  const roots = rootsOf(options);
  const sum = request.moduleSum ? { moduleSum: request.moduleSum } : {};
  const fetched = await fetchGo({ ...options, ...sum, version, reason, sources, gos, machine, roots, published });
  return toolchainAt({ ...fetched, version, reason: `${reason}; from ${fetched.from}` });
}
async function settle({ wanted, gos, machine, choice }, published) {
  const isAskWorthwhile = choice.kind === "unresolved" || choice.kind === "fetch" && wanted.firstRelease && isFirstRelease(choice.version);
  if (!isAskWorthwhile) return choice;
  const settled = chooseGo({ wanted, gos, machine, published: await published() });
  if (settled.kind === "wrong") throw new RequestError(settled.problems);
  if (settled.kind === "unresolved") throw new Error(`unresolved with a list: ${settled.reason}`);
  return settled;
}
function toolchainAt({
  goroot,
  version,
  source,
  reason
}) {
  return {
    version,
    program: goPrograms(goroot).go,
    goroot,
    source,
    reason,
    // A GOROOT in the environment is of the Go on PATH.
    env: { GOTOOLCHAIN: "local", ...source === "PATH" ? {} : { GOROOT: goroot } }
  };
}
function rootsOf({ toolCache, fallbackRoot }) {
  return [...toolCache ? [toolCache] : [], fallbackRoot];
}
function machineOf({ architecture }) {
  const found = architectureOf(architecture ?? process.arch);
  return found && { os: goOsOf(process.platform), architecture: found };
}
function once(work) {
  let running;
  return () => {
    running ??= work();
    return running;
  };
}

// src/trigger/git.ts
async function readGit(options) {
  const { exec, env, dir } = options;
  const trust = gitTrust(options.anyOwner);
  const git = (...args) => exec({ program: "git", args: [...trust, ...args], cwd: dir, env: gitEnvironment(env) }).catch(() => void 0);
  const [head, status] = await Promise.all([
    // %ct is seconds since 1970, whatever the commit's time zone.
    git("log", "-1", "--no-show-signature", "--format=%H %ct %D", "--decorate=full", "HEAD"),
    git("status", "--porcelain", "--untracked-files=normal", "--ignore-submodules=none")
  ]);
  if (head?.exitCode !== 0 || status?.exitCode !== 0) return {};
  const [sha = "", seconds = "", ...names] = head.stdout.trim().split(" ");
  const branch = /HEAD -> refs\/heads\/([^,]+)/.exec(names.join(" "))?.[1];
  const [tag, ...others] = [...names.join(" ").matchAll(/tag: refs\/tags\/([^,]+)/g)].map(([, name]) => name);
  const isCommitted = status.stdout.trim() === "";
  return {
    ...branch === void 0 ? {} : { branch },
    ...isCommitted && branch === void 0 && tag !== void 0 && others.length === 0 ? { tag } : {},
    ...isCommitted ? { commit: { sha, time: new Date(Number(seconds) * 1e3) } } : {}
  };
}
function gitTrust(anyOwner) {
  return anyOwner ? ["-c", "safe.directory=*"] : [];
}
function gitEnvironment(env) {
  return { ...environmentFor(env, (name) => name.startsWith("GIT_")), GIT_OPTIONAL_LOCKS: "0" };
}

// src/trigger/read.ts
import { readFile as readFile8 } from "node:fs/promises";

// src/trigger/github.ts
function githubTrigger(env, event) {
  const payload = isRecord(event) ? event : {};
  const name = env.GITHUB_EVENT_NAME ?? "";
  const kind = kindOf(name, env.GITHUB_REF ?? "");
  const pullRequest = pullRequestOf(payload);
  const branch = branchOf(kind, env);
  const tag = tagOf(kind, env, payload);
  const repository = repositoryOf(env);
  const defaultBranch = stringAt(recordAt(payload, "repository"), "default_branch");
  return {
    kind,
    trust: trustOf(kind, pullRequest, env.GITHUB_ACTOR ?? ""),
    ...branch === void 0 ? {} : { branch },
    ...tag === void 0 ? {} : { tag },
    ...defaultBranch === void 0 ? {} : { defaultBranch },
    ...pullRequest === void 0 ? {} : { pullRequest },
    ...repository === void 0 ? {} : { repository },
    ...env.GITHUB_RUN_ID ? { run: { id: env.GITHUB_RUN_ID, attempt: env.GITHUB_RUN_ATTEMPT || "1" } } : {}
  };
}
var KINDS = {
  release: "release",
  pull_request: "pull_request",
  pull_request_target: "pull_request_target",
  merge_group: "merge_group",
  schedule: "schedule",
  workflow_dispatch: "dispatch",
  repository_dispatch: "dispatch",
  workflow_run: "workflow_run"
};
function kindOf(eventName, ref) {
  if (eventName === "push") return ref.startsWith("refs/tags/") ? "tag" : "push";
  return KINDS[eventName] ?? "other";
}
function branchOf(kind, env) {
  if (kind === "pull_request" || kind === "pull_request_target") return env.GITHUB_BASE_REF || void 0;
  return stripPrefix(env.GITHUB_REF ?? "", "refs/heads/");
}
function tagOf(kind, env, payload) {
  if (kind === "release") return stringAt(recordAt(payload, "release"), "tag_name");
  return stripPrefix(env.GITHUB_REF ?? "", "refs/tags/");
}
function stripPrefix(text, prefix) {
  return text.startsWith(prefix) ? text.slice(prefix.length) : void 0;
}
function pullRequestOf(payload) {
  const pull = recordAt(payload, "pull_request");
  const number = numberAt(pull, "number");
  if (number === void 0) return void 0;
  const head = recordAt(pull, "head");
  const base = recordAt(pull, "base");
  const headSha = stringAt(head, "sha");
  const headId = numberAt(recordAt(head, "repo"), "id");
  const fromFork = headId === void 0 || headId !== numberAt(recordAt(base, "repo"), "id");
  return { number, fromFork, action: stringAt(payload, "action") ?? "", ...headSha === void 0 ? {} : { headSha } };
}
function repositoryOf(env) {
  const [owner, name] = (env.GITHUB_REPOSITORY ?? "").split("/");
  return owner && name ? { owner, name, serverUrl: env.GITHUB_SERVER_URL || "https://github.com" } : void 0;
}
function trustOf(kind, pullRequest, actor) {
  if (kind === "pull_request" && !pullRequest)
    return { trusted: false, reason: "a pull request that the event does not describe" };
  if (pullRequest?.fromFork) return { trusted: false, reason: "a pull request from a fork" };
  if (kind === "pull_request_target") return { trusted: false, reason: "pull_request_target can hold a stranger’s code" };
  if (actor === "dependabot[bot]" && kind !== "schedule") return { trusted: false, reason: "started by Dependabot" };
  return { trusted: true, reason: "this repository’s own code" };
}

// src/trigger/read.ts
async function readTrigger(options) {
  const [git, event] = await Promise.all([
    readGit({ ...options, anyOwner: options.door === "action" }),
    options.door === "action" ? readEvent(options.env) : void 0
  ]);
  const commit = git.commit ? { commit: git.commit } : {};
  if (options.door === "action") return { ...githubTrigger(options.env, event), ...commit };
  return {
    kind: "local",
    trust: { trusted: true, reason: "your own machine" },
    ...git.branch === void 0 ? {} : { branch: git.branch },
    ...git.tag === void 0 ? {} : { tag: git.tag },
    ...commit
  };
}
async function readEvent(env) {
  if (!env.GITHUB_EVENT_PATH) return void 0;
  try {
    return JSON.parse(await readFile8(env.GITHUB_EVENT_PATH, "utf8"));
  } catch (cause) {
    throw new UserError(`cannot read the event's payload ${env.GITHUB_EVENT_PATH}`, {
      cause,
      hint: "GITHUB_EVENT_PATH is set by the runner; a job container has to mount that folder"
    });
  }
}

export {
  relativePattern,
  executableName,
  parseGoList,
  goEnvOf,
  platformProblems,
  compile,
  compileWritten,
  discoverMains,
  listMains,
  goEnvironment,
  goFacts,
  splitQuoted,
  buildFlags,
  gitAccessEnv,
  goTool,
  folderProblems,
  unpackModules,
  architectureOf,
  describeGoPlan,
  describeToolchain,
  isHeldFast,
  planGo,
  provideGo,
  gitTrust,
  gitEnvironment,
  readTrigger
};
