import {createRequire as __createRequire} from 'node:module';const require = __createRequire(import.meta.url);
import {
  GoMissing,
  goTool
} from "./chunk-VJE26NIC.js";
import {
  environmentFor
} from "./chunk-HD3OXH54.js";
import {
  exists,
  removeTree
} from "./chunk-DK2HHR4N.js";
import {
  RequestError,
  UserError,
  codeOf,
  messageOf
} from "./chunk-YMPWN76Y.js";
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
var NAMES = {
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
var ARCHITECTURES = Object.keys(NAMES);
function architectureOf(given) {
  const lower = given.trim().toLowerCase();
  const name = ALIASES[lower] ?? lower;
  const [goArch, download2 = goArch] = NAMES[name] ?? [];
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
var LEAST_GO = "1.21";
function askOfAction(lines, file) {
  const line = decidingLine(lines, file);
  if (!line) return void 0;
  const { version, origin } = line;
  if (!isAtLeast(version, LEAST_GO)) return { ask: { kind: "stable" }, origin, firstRelease: false };
  const ask = isLanguage(version) ? { kind: "range", range: version, text: version } : { kind: "exact", version };
  return { ask, origin, firstRelease: line.word === "go" && isFirstRelease(version) };
}
function askOfLaptop(lines, file) {
  const line = decidingLine(lines, file);
  if (!line) return void 0;
  const { version, origin } = line;
  const otherwise = isAtLeast(version, LEAST_GO) ? { kind: "exact", version: isLanguage(version) ? `${version}.0` : version } : { kind: "stable" };
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
  const isBelow = (version) => ask.kind === "exact" && !isAtLeast(ask.version, version) || ask.kind === "range" && endsBefore(ask.range, version);
  if (isBelow(LEAST_GO)) {
    return {
      subject: wanted.subject,
      message: `${wanted.origin}: Go ${LEAST_GO} or later is needed here`,
      hint: yamlTrap(ask) ?? "ask for a newer Go; it compiles older modules too"
    };
  }
  return least && isBelow(least.version) ? tooOld(wanted, least, yamlTrap(ask)) : void 0;
}
function chooseInstalled(ask, choosing) {
  const { wanted, gos } = choosing;
  const onPath = gos.onPath && usable(gos.onPath, choosing) ? gos.onPath : void 0;
  const atLeast = ask.atLeast ?? LEAST_GO;
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
function firstReleaseWarning(version, choosing) {
  const { wanted } = choosing;
  if (!wanted.firstRelease) return [];
  return [
    `${wanted.origin} is taken as it stands: Go ${version}, without the fixes of later patches${laterPatches(version, choosing)}. For the newest patch write "go ${languageOf(version)}", for a certain one a toolchain line`
  ];
}
function laterPatches(version, { published, gos }) {
  const newestIn = (versions) => {
    const newest = newestOf(versions.filter((other) => languageOf(other) === languageOf(version)));
    return newest !== void 0 && compareVersions(newest, version) > 0 ? newest : void 0;
  };
  if (published && "versions" in published) {
    const newest = newestIn(published.versions);
    return newest === void 0 ? "" : `; the newest is ${newest}`;
  }
  const here = newestIn([...gos.onPath ? [gos.onPath] : [], ...gos.inToolCache].map((go) => go.version));
  return here === void 0 ? " (`go list -m -versions go` names them)" : `; ${here} is on this machine`;
}
function usableGos(choosing) {
  const { onPath, inToolCache: inToolCache2 } = choosing.gos;
  return [...onPath ? [onPath] : [], ...inToolCache2].filter((go) => usable(go, choosing));
}
function usable(go, { machine, wanted }) {
  if (go.goArch !== machine.architecture.goArch || !isAtLeast(go.version, LEAST_GO)) return false;
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
import { tmpdir } from "node:os";

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
var FIX = "set GOPROXY to a proxy of Go modules, or install this Go";
var WITHOUT_PROXY = /* @__PURE__ */ new Map([
  ["off", { says: "GOPROXY=off forbids to fetch it", hint: FIX }],
  ["direct", { says: "GOPROXY=direct can't fetch it: toolchains come from proxies only", hint: FIX }]
]);
function failureOfGo(stderr, goProxy) {
  const words = wordsOf(stderr);
  const first = MEANINGS.find(({ sign }) => sign.test(stderr));
  const [beginning = ""] = goProxy.split(/[,|]/);
  const meaning = first?.missing ? WITHOUT_PROXY.get(beginning.trim()) ?? first : first;
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
  const { exitCode, stdout, stderr } = await go(["env", "-json", "GOROOT", "GOVERSION"], { cwd: tmpdir(), env });
  if (exitCode !== 0) throw failureOfGo(stderr, settings.goProxy);
  const said = JSON.parse(stdout);
  const [goroot, found] = [stringAt(said, "GOROOT") ?? "", stringAt(said, "GOVERSION") ?? ""];
  if (!isRecord(said) || goroot === "" || readVersion(found) !== version) {
    throw failureOfGo(`go: asked for go${version}, got ${found || "nothing"}`, settings.goProxy);
  }
  return goroot;
}
async function versionsOfGo({ go, settings, signal }) {
  const env = { ...settingsForFetch(settings), GOTOOLCHAIN: "local" };
  const timeout = AbortSignal.timeout(LIST_TIMEOUT_MS);
  const result = await go(["list", "-m", "-versions", "go"], { cwd: tmpdir(), env, signal: timeout }).catch((error) => {
    signal?.throwIfAborted();
    if (!timeout.aborted) throw error;
    throw failureOfGo(`go: no answer in ${LIST_TIMEOUT_MS / 1e3} s`, settings.goProxy);
  });
  if (result.exitCode !== 0) throw failureOfGo(result.stderr, settings.goProxy);
  const [, ...versions] = result.stdout.trim().split(/\s+/);
  return versions.flatMap((version) => readVersion(version) ?? []);
}
function settingsForFetch({ goFlags }) {
  const writable = /(^|\s)-modcacherw(=true)?(\s|$)/.test(goFlags);
  return { GO111MODULE: "on", GOWORK: "off", GOFLAGS: `-modcacherw=${writable}` };
}

// src/toolchain/module-proxy.ts
import { mkdtemp, readFile, stat } from "node:fs/promises";
import { join as join2 } from "node:path";
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
import { createHash } from "node:crypto";
import { closeSync, mkdirSync, openSync, writeFileSync } from "node:fs";
import { chmod, copyFile, readdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { setImmediate } from "node:timers/promises";

// src/toolchain/zip.ts
import { fstatSync, readSync } from "node:fs";
import { inflateRawSync } from "node:zlib";
var END = { signature: 101010256, size: 22, comment: 65535 };
var CENTRAL = { signature: 33639248, size: 46 };
var LOCAL = { signature: 67324752, size: 30 };
var NotAWholeZip = class extends SourceFailure {
};
function readZipEntries(file) {
  const { size } = fstatSync(file);
  const tail = readAt(file, Math.max(0, size - END.size - END.comment), size);
  const at = tail.lastIndexOf(Buffer.from([80, 75, 5, 6]));
  if (at < 0 || at + END.size > tail.length || at + END.size + tail.readUInt16LE(at + 20) !== tail.length) {
    throw new NotAWholeZip("the zip is damaged: it has no end: it is cut off, or no zip");
  }
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
    const pathOf = ({ name }) => join(to, name.slice(prefix.length));
    for (const folder of new Set(entries.map((entry) => dirname(pathOf(entry))))) mkdirSync(folder, { recursive: true });
    const sums = [];
    let since = performance.now();
    for (const entry of entries) {
      const bytes = readZipEntry(file, entry);
      writeFileSync(pathOf(entry), bytes, { flag: "wx" });
      sums.push({ name: entry.name, sha256: createHash("sha256").update(bytes).digest("hex") });
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
  return `h1:${createHash("sha256").update(text).digest("base64")}`;
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
  const entries = await readdir(goroot, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  for (const { parentPath, name } of files) {
    const path = join(parentPath, name);
    if (name === "_go.mod") await copyFile(path, join(parentPath, "go.mod"));
    if (process.platform !== "win32" && isProgram(path.slice(goroot.length + 1), name)) await chmod(path, 493);
  }
  if (!await exists(join(goroot, "bin"))) throw new SourceFailure("the zip is no Go: it has no folder bin");
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
        hint: `set go-toolchain-sum to the h1: sum of ${MODULE}@${name}, or put any Go of 1.21 or later for ${machine.os}/${machine.architecture.goArch} on PATH`
      });
    }
    const folder = await mkdtemp(join2(staging, "module-"));
    const zip = await fetchZip(source, join2(folder, "toolchain.zip"), options);
    const goroot = join2(folder, "go");
    const found = await unpackModuleZip(zip, `${MODULE}@${name}/`, goroot, options.signal).catch((error) => {
      const isOther = sum && error instanceof SourceFailure && !(error instanceof NotAWholeZip);
      throw isOther ? otherThanPinned(source, error.message, error) : error;
    });
    if (sum && sum !== found) throw otherThanPinned(source, `its sum is ${found}, go-toolchain-sum is ${sum}`);
    await finishToolchain(goroot);
    return goroot;
  });
}
function otherThanPinned(source, why, cause) {
  return new SourceFailure(`${shown(source)} is another file than the one that was pinned: ${why}`, {
    cause,
    isForged: true,
    hint: "pin the sum of this version and machine; if it is right, the proxy is not to be trusted"
  });
}
async function fetchZip(source, to, { files, signal }) {
  if (source.url.protocol === "file:") {
    const path = fileURLToPath(source.url);
    await stat(path).catch((error) => fail(source, error));
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
    return readFile(fileURLToPath(source.url), "utf8").catch((error) => fail(source, error));
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
function fetchOptions({ authorization }, signal) {
  return { ...authorization ? { authorization } : {}, ...signal ? { signal } : {} };
}

// src/toolchain/place.ts
import { randomUUID } from "node:crypto";
import { mkdir, readdir as readdir2, rename, stat as stat2, writeFile } from "node:fs/promises";
import { dirname as dirname2, join as join4 } from "node:path";

// src/toolchain/layout.ts
import { join as join3 } from "node:path";
function goPrograms(goroot) {
  const ending = process.platform === "win32" ? ".exe" : "";
  return { go: join3(goroot, "bin", `go${ending}`), gofmt: join3(goroot, "bin", `gofmt${ending}`) };
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
    await writeFile(join4(unpacked, WHOLE), `${version}
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
    const target = join4(root, "go", `${toSemver(version)}${suffixOf(version)}`, name);
    const staging = join4(dirname2(target), `.${name}.${randomUUID()}.tmp`);
    try {
      await mkdir(staging, { recursive: true });
      if (failures.length > 0) log.info(`${failures.join("; ")}: Go is kept in ${root}`);
      await removeStale(dirname2(target), name);
      return { target, staging };
    } catch (error) {
      failures.push(`cannot write to ${root} (${codeOf(error) ?? messageOf(error)})`);
    }
  }
  throw new SourceFailure(failures.join("; "), { hint: "set RUNNER_TOOL_CACHE to a folder that can be written" });
}
async function removeStale(folder, architecture) {
  for (const name of await readdir2(folder)) {
    if (!name.startsWith(`.${architecture}.`) || !name.endsWith(".tmp")) continue;
    const found = await stat2(join4(folder, name)).catch(() => void 0);
    if (found && Date.now() - found.mtimeMs > STALE_MS) await removeTree(join4(folder, name)).catch(() => {
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
      if (await exists(`${target}.complete`) || await exists(join4(target, WHOLE))) return;
      await rename(target, join4(staging, `part-${attempt}`)).catch(() => {
      });
    }
  }
}

// src/toolchain/site.ts
import { createHash as createHash2 } from "node:crypto";
import { createReadStream } from "node:fs";
import { join as join5 } from "node:path";

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
function optionsFor({ base: { authorization }, signal }) {
  return { ...authorization ? { authorization } : {}, ...signal ? { signal } : {} };
}

// src/toolchain/site.ts
async function unpackFromSite(site, staging) {
  const list = await readSite(site);
  const file = "releases" in list ? findFile(list.releases, site) : await fileBySum(site, list.instead);
  const archive = join5(staging, file.name);
  await download(site, file, archive);
  await verify(archive, file);
  const unpacked = join5(staging, "unpacked");
  await (file.name.endsWith(".zip") ? site.files.extractZip(archive, unpacked) : site.files.extractTar(archive, unpacked));
  return join5(unpacked, "go");
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
  const hash = createHash2("sha256");
  let length = 0;
  let start = "";
  for await (const chunk of createReadStream(archive)) {
    if (length === 0) start = chunk.toString("latin1", 0, 2);
    hash.update(chunk);
    length += chunk.length;
  }
  const found = hash.digest("hex");
  if (found === sha256) return;
  if (start !== (name.endsWith(".zip") ? "PK" : "")) {
    throw new SourceFailure(`${name} is no archive but perhaps a page of something on the way, such as a proxy`, {
      hint: "look what a browser gets from that address"
    });
  }
  if (size !== void 0 && length < size) {
    throw new SourceFailure(`${name}: the download broke off: it has ${length} bytes instead of ${size}`, {
      hint: "run again"
    });
  }
  throw new SourceFailure(
    `${name} is not the file that the download site promises: its sha256 is ${found} instead of ${sha256}. It was not unpacked`,
    { isForged: true, hint: "run again; if it stays so, something on the way changes downloads: do not trust it" }
  );
}

// src/toolchain/fetch.ts
async function fetchGo(options) {
  const failures = [];
  for (const { get, ...attempt } of attemptsOf(options)) {
    const { from } = attempt;
    try {
      return { goroot: await get(), ...attempt };
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
    verifiedBy: "the site's own sha256",
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
      verifiedBy: "the installed go command",
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
import { readFile as readFile2 } from "node:fs/promises";
import { basename as basename2, dirname as dirname3, join as join6, resolve } from "node:path";
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
    return { name: basename2(path), text: await readFile2(path, "utf8") };
  } catch (error) {
    return { unreadable: codeOf(error) === "ENOENT" ? `${path} does not exist` : messageOf(error) };
  }
}
async function readModule(folders, goWork) {
  const work = goWork === "off" ? void 0 : goWork !== "" ? await read(goWork, "go.work") : await firstOf(folders.map((folder) => () => read(join6(folder, "go.work"))));
  return work ?? firstOf(folders.map((folder) => () => read(join6(folder, "go.mod"))));
}
async function readVersionFile(folders) {
  const roots = await Promise.all(folders.map((folder) => exists(join6(folder, ".git"))));
  const inside = folders.slice(0, roots.indexOf(true) + 1 || 1);
  return firstOf(
    inside.flatMap((folder) => [".go-version", ".tool-versions"].map((name) => () => read(join6(folder, name))))
  );
}
async function read(path, name = basename2(path)) {
  try {
    return { name, text: await readFile2(path, "utf8") };
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
  const folder = resolve(dir);
  const above = dirname3(folder);
  return above === folder ? [folder] : [folder, ...upwards(above)];
}

// src/toolchain/here.ts
import { readdir as readdir3 } from "node:fs/promises";
import { tmpdir as tmpdir2 } from "node:os";
import { join as join7 } from "node:path";
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
  const names = ["GOVERSION", "GOROOT", "GOHOSTARCH", "GOPROXY", "GOFLAGS", "GOPRIVATE", "GONOPROXY", "GONOSUMDB"];
  try {
    const [all, toolchain] = await Promise.all([
      go(["env", "-json", ...names], { cwd: tmpdir2(), env: { GOTOOLCHAIN: "local", GOWORK: "off" } }),
      go(["env", "GOTOOLCHAIN"], { cwd: tmpdir2() })
    ]);
    if (all.exitCode !== 0) return void 0;
    const read2 = readEnv(all.stdout);
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
  return {
    goToolchain: read2("GOTOOLCHAIN"),
    goProxy: read2("GOPROXY"),
    goFlags: read2("GOFLAGS"),
    goPrivate: read2("GOPRIVATE"),
    goNoProxy: read2("GONOPROXY"),
    goNoSumDb: read2("GONOSUMDB")
  };
}
function versionOf(goVersion) {
  const [, coming] = /^devel go([0-9.]+)/.exec(goVersion) ?? [];
  return coming === void 0 ? readVersion(goVersion) : readVersion(`${coming}-devel`);
}
function readEnv(json) {
  const values = JSON.parse(json);
  return (name) => {
    const value = isRecord(values) ? values[name] : void 0;
    return typeof value === "string" ? value : "";
  };
}
async function inToolCache(root, { architecture }) {
  const folder = join7(root, "go");
  const names = await readdir3(folder).catch(() => []);
  const found = names.map(async (name) => {
    const version = fromSemver(name);
    const goroot = join7(folder, name, architecture.name);
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

// src/toolchain/runs-here.ts
import { tmpdir as tmpdir3 } from "node:os";
async function checkRuns({ version, program, source, env: toolchainEnv }, { os, architecture: { goArch } }, { exec, env, goEnv, signal }) {
  const own = architectureOf(process.arch)?.goArch ?? process.arch;
  if (source === "PATH" || goArch === own) return;
  const go = goTool({ exec, env, goEnv, program, ...signal ? { signal } : {} });
  const result = await go(["version"], { cwd: tmpdir3(), env: toolchainEnv }).catch(() => void 0);
  signal?.throwIfAborted();
  if (result?.exitCode === 0 && result.stdout.startsWith("go version ")) return;
  throw new RequestError([
    {
      subject: "architecture",
      message: `Go ${version} for ${os}/${goArch} does not run on this machine, which is ${os}/${own}`,
      hint: "leave it out: it is about the machine that compiles, and every Go compiles for all platforms"
    }
  ]);
}

// src/toolchain/sources.ts
function sourcesOf(request, gos, machine, outside) {
  const given = request.downloadBaseUrl || outside.env.GO_DOWNLOAD_BASE_URL;
  const site = remoteOf(given || DOWNLOAD_SITE);
  if (!site) throw new UserError("go-download-base-url is no address", { hint: "write it with https://" });
  const installed = [...gos.onPath ? [gos.onPath] : [], ...gos.inToolCache].find(
    (go) => isAtLeast(go.version, LEAST_GO) && go.goArch === machine.architecture.goArch
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
  const toolchain = await getGo(plan, options);
  await checkRuns(toolchain, plan.machine, options);
  return toolchain;
}
async function getGo(plan, options) {
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
    if (request.moduleSum) {
      log.info(
        `go-toolchain-sum was not applied: it is of a download; Go ${go.version} was here already (${go.source})`
      );
    }
    return toolchainAt({ ...go, reason: reason2 });
  }
  const { version, reason } = choice;
  const roots = rootsOf(options);
  const sum = request.moduleSum ? { moduleSum: request.moduleSum } : {};
  const fetched = await fetchGo({ ...options, ...sum, version, reason, sources, gos, machine, roots, published });
  const { from, verifiedBy } = fetched;
  if (request.moduleSum && verifiedBy) {
    log.info(`go-toolchain-sum was not applied: it is of the module's zip; ${from} was verified by ${verifiedBy}`);
  }
  return toolchainAt({ ...fetched, version, reason: `${reason}; from ${from}` });
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
import { readFile as readFile3 } from "node:fs/promises";

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
    return JSON.parse(await readFile3(env.GITHUB_EVENT_PATH, "utf8"));
  } catch (cause) {
    throw new UserError(`cannot read the event's payload ${env.GITHUB_EVENT_PATH}`, {
      cause,
      hint: "GITHUB_EVENT_PATH is set by the runner; a job container has to mount that folder"
    });
  }
}

export {
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
