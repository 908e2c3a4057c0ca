import {createRequire as __createRequire} from 'node:module';const require = __createRequire(import.meta.url);
import {
  hashFile,
  withPromptFile
} from "./chunk-EGMFW45I.js";
import {
  identityOf,
  parseIdentity,
  sameFile,
  tryLock
} from "./chunk-KATMBCK6.js";
import {
  environmentFor
} from "./chunk-HD3OXH54.js";
import {
  forMany
} from "./chunk-XEYYPLQO.js";
import {
  allEnded,
  digestOf,
  exists,
  formatPlatform,
  pLimit,
  removeTree,
  writeFileAtomic
} from "./chunk-DK2HHR4N.js";
import {
  UserError,
  codeOf,
  messageOf
} from "./chunk-YMPWN76Y.js";
import {
  arrayAt,
  isRecord,
  recordAt,
  stringAt
} from "./chunk-5I5N4XBM.js";

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
    /listed in go\.work file requires go >= ([\w.]+), but go\.work lists go /,
    ([, version]) => `run \`go work use\` in the folder of go.work, which raises its go line to ${version}, and commit go.work`
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
    /pattern (.+?): (?:no matching files found|cannot embed directory \S+: contains no embeddable files)/,
    ([, pattern]) => `the files of //go:embed ${pattern} are not there: let a step before this one make them; where it also compiles the program for a Dockerfile, or the Dockerfile does, set dockerfile-mode: inside`
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

// src/go/facts.ts
var LEAST_GO = { major: 1, minor: 21 };
var NAMES2 = ["GOVERSION", "GOMOD", "GOWORK", "GOFLAGS"];
async function goFacts({ go, dir }) {
  const { exitCode, stdout, stderr } = await go(["env", "-json", ...NAMES2], { cwd: dir });
  if (exitCode !== 0) throw goEnvFailed(dir, stderr.trim());
  const read = readEnv(stdout);
  const goVersion = read("GOVERSION");
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
    goMod: modulePathOf(read("GOMOD")),
    goWork: ["", "off"].includes(read("GOWORK")) ? void 0 : read("GOWORK"),
    goFlags: read("GOFLAGS")
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
  const below = relative2(main.moduleDir, baseOf(dir, main)).split(sep2).join("/");
  return executableName(below === "" ? main.modulePath : below);
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
  const shown = lines.slice(0, MOST_LISTED).map((line) => `
  ${line}`);
  const rest = lines.length - shown.length;
  return `${shown.join("")}${rest > 0 ? `
  and ${rest} more` : ""}`;
}

// src/go/compile.ts
import { readFile as readFile3 } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { join as join6 } from "node:path";

// src/go/cgo.ts
import { readFile } from "node:fs/promises";
import { dirname as dirname3, join as join3 } from "node:path";

// src/go/list.ts
import { dirname as dirname2 } from "node:path";
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
  const files = folders.flatMap((dir) => ["go.mod", "go.sum", "vendor/modules.txt"].map((name) => join3(dir, name)));
  if (facts.goWork !== void 0) files.push(facts.goWork, join3(dirname3(facts.goWork), "go.work.sum"));
  const digests = await Promise.all(files.map((file) => readFile(file).then(digestOf, () => "none")));
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
import { relative as relative3, resolve as resolve2, sep as sep3 } from "node:path";
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
  const path = relative3(dir, resolve2(moduleDir, file));
  const shown = path.startsWith(`..${sep3}..`) ? resolve2(moduleDir, file) : path;
  return { file: shown.split(sep3).join("/"), folder: dir, line, ...column === void 0 ? {} : { column } };
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
import { join as join5 } from "node:path";

// src/go/outputs.ts
import { randomUUID } from "node:crypto";
import { mkdir, readdir as readdir2, readFile as readFile2, rm } from "node:fs/promises";
import { join as join4 } from "node:path";

// src/go/kept-file.ts
import { createHash as createHash2 } from "node:crypto";
var HEAD_BYTES = 8 * 1024;
var BUILD_ID_NOTE = Buffer.from("\0\0\0Go\0\0", "latin1");
var BUILD_ID_NOTE_BIG_ENDIAN = Buffer.from("\0\0\0Go\0\0", "latin1");
function hashHead(path) {
  return withPromptFile(path, async (read) => {
    const buffer = Buffer.alloc(HEAD_BYTES);
    const head = buffer.subarray(0, read(buffer, 0));
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
  const folder = join4(root, key);
  const lock = await tryLock(join4(folder, "lock"));
  return lock ? openKept(folder, lock) : openTemporaryOutputs(root, key);
}
async function openKept(folder, lock) {
  try {
    const [bin, work] = [join4(folder, "bin"), join4(folder, "work")];
    await removeTree(work);
    await Promise.all([mkdir(bin, { recursive: true }), mkdir(work)]);
    const recorded = parseKept(await readJson(join4(folder, "record.json")));
    const kept = await sweep(bin, recorded);
    const measured = new Map(kept);
    return {
      bin,
      work,
      measure: (name, signal) => measure(bin, name, { kept, measured }, signal),
      async close() {
        const files = Object.fromEntries(measured);
        await writeFileAtomic(join4(folder, "record.json"), JSON.stringify({ files })).catch(() => {
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
  const folder = join4(root, `${key}.${randomUUID()}`);
  const lock = await tryLock(join4(folder, "lock"));
  const [bin, work] = [join4(folder, "bin"), join4(folder, "work")];
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
  const path = join4(bin, name);
  const file = await keptAfterBuild(path, kept.get(name), signal);
  measured.set(name, file);
  return { path, size: file.identity.size, sha256: file.sha256 };
}
async function sweep(bin, recorded) {
  const kept = /* @__PURE__ */ new Map();
  await Promise.all(
    (await readdir2(bin)).map(async (name) => {
      const file = await asRecorded(join4(bin, name), recorded.get(name));
      if (file) kept.set(name, file);
      else await rm(join4(bin, name), { recursive: true, force: true });
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
    return JSON.parse(await readFile2(path, "utf8"));
  } catch {
    return void 0;
  }
}

// src/go/open-folder.ts
async function openFolder(key, { cache, log }) {
  const root = join5(cache.root, "binaries");
  try {
    return await openOutputs(root, key);
  } catch (error) {
    log.warn(`programs are not kept between runs: ${root} can't be written (${messageOf(error)})`);
    return openTemporaryOutputs(join5(tmpdir(), "go-containerize"), key);
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
      return Promise.all(folders.map(({ work }) => readFile3(join6(work, "actions.json"), "utf8").catch(() => "")));
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
  const graph = withGraphs ? join6(folder.work, "actions.json") : void 0;
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
import { readFile as readFile4 } from "node:fs/promises";
import { availableParallelism as availableParallelism2 } from "node:os";
import { join as join7 } from "node:path";
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
  const graph = join7(folder.work, "actions.json");
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
  return { programs, graph: withGraphs ? await readFile4(graph, "utf8").catch(() => "") : "" };
}
function keyOf({ id, dir, env, flags, packages }) {
  return createHash3("sha256").update(JSON.stringify([id, dir, env, flags, packages])).digest("hex").slice(0, 32);
}

// src/go/discover.ts
import { readdir as readdir3, readFile as readFile5 } from "node:fs/promises";
import { join as join8 } from "node:path";

// src/go/packages.ts
import { dirname as dirname4 } from "node:path";
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
  if (goMod !== void 0) return scopeOf(view, dirname4(goMod), view.dir);
  if (goWork !== void 0) return { cwd: view.dir, moduleDir: dirname4(goWork), outsideWorkFile: false };
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
  const below = view.workModules.filter((module) => module !== folder && isBelow(module, folder));
  return below.map((module) => `${relativePattern(view.dir, module)}/...`);
}
async function nestedMains(view, folder) {
  const { goMod } = view.facts;
  const modules = (await view.modulesBelow(folder)).filter((module) => goMod === void 0 || module !== dirname4(goMod));
  const lists = await Promise.all(modules.map((module) => view.list(scopeOf(view, module), ["./..."])));
  return mainsOf(lists.flat());
}
function mainsOf(packages) {
  const byPath = new Map(packages.flatMap(({ main }) => main ? [[main.importPath, main]] : []));
  return [...byPath.values()].sort((a, b) => a.importPath < b.importPath ? -1 : 1);
}

// src/go/patterns.ts
import { isAbsolute, resolve as resolve3 } from "node:path";
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
  const isFolder = /^\.{1,2}(\/|$)/.test(pattern) || isAbsolute(pattern);
  const folder = resolve3(dir, prefix);
  return isFolder || prefix !== "" && await exists(folder) ? folder : void 0;
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
  const names = await readdir3(dir).catch(() => []);
  const sources = names.filter((name) => name.endsWith(".go") && !name.endsWith("_test.go"));
  const texts = await Promise.all(sources.map((name) => readFile5(join8(dir, name), "utf8").catch(() => "")));
  return texts.some((text) => /^package main\b/m.test(text));
}
function notAModule(dir) {
  return {
    subject: "working-directory",
    message: `${dir} is no Go module: neither it nor a folder above or below it has a go.mod`,
    hint: "set working-directory (the command line: DIR) to the module, or make one with `go mod init`"
  };
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
    ...patterns.length === 0 ? {} : withPatterns(patterns, env),
    ...gitConfig(settings, env),
    // With a token nobody is there to ask for another one: git would wait at the terminal.
    ...token === void 0 ? {} : { GIT_TERMINAL_PROMPT: "0" }
  };
}
function withPatterns(patterns, env) {
  const own = ["GONOPROXY", "GONOSUMDB"].filter((name) => env[name] && env[name] !== "none");
  const add = (name) => [name, [env[name], ...patterns].filter(Boolean).join(",")];
  return Object.fromEntries(["GOPRIVATE", ...own].map(add));
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

export {
  relativePattern,
  executableName,
  isHelper,
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
  GoMissing,
  goTool,
  folderProblems,
  unpackModules
};
