import {createRequire as __createRequire} from 'node:module';const require = __createRequire(import.meta.url);
import {
  hashFile,
  prefixed,
  silentLog
} from "./chunk-EGMFW45I.js";
import {
  identityOf,
  parseIdentity,
  sameFile
} from "./chunk-KATMBCK6.js";
import {
  documentReader,
  release
} from "./chunk-5HYWGMCI.js";
import {
  environmentFor
} from "./chunk-HD3OXH54.js";
import {
  attestingInputs
} from "./chunk-OGWH5DZ4.js";
import {
  forMany
} from "./chunk-XEYYPLQO.js";
import {
  FULL_NAME,
  LAYOUT_SCHEME,
  MEDIA_TYPE,
  REF_NAME,
  blobPath,
  decompressed,
  digestOf,
  exists,
  formatPlatform,
  formatReference,
  gzip,
  hexOf,
  isDigest,
  isIndexType,
  isManifestType,
  normalizePlatform,
  openLayout,
  pLimit,
  parseImageConfig,
  parseIndex,
  parseLayoutReference,
  parseManifest,
  parsePlatform,
  parseReference,
  readThrough,
  remoteOrigin,
  removeTree,
  require_tar_stream,
  verifying,
  withDefaultTag,
  writeLayout,
  writeTar
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
  __export,
  __toESM
} from "./chunk-L4DFUNMN.js";

// src/engine/buildkit/index.ts
var buildkit_exports = {};
__export(buildkit_exports, {
  BUILDKIT_IMAGE: () => BUILDKIT_IMAGE,
  appendedNodes: () => appendedNodes,
  askBuildKit: () => askBuildKit,
  askOutline: () => askOutline,
  askTargets: () => askTargets,
  asksForBuilder: () => asksForBuilder,
  buildDockerfile: () => buildDockerfile,
  buildDockerfiles: () => buildDockerfiles,
  buildHelper: () => buildHelper,
  builderProblems: () => builderProblems,
  buildxEnvironment: () => buildxEnvironment,
  canWriteLayout: () => canWriteLayout,
  checkAnnotations: () => checkAnnotations,
  chooseBuilder: () => chooseBuilder,
  emulationProblems: () => emulationProblems,
  findBuildx: () => findBuildx,
  findPrograms: () => findPrograms,
  isAtLeast: () => isAtLeast,
  lacksNamedContexts: () => lacksNamedContexts,
  lostBuilder: () => lostBuilder,
  missingActionsCache: () => missingActionsCache,
  parseChecks: () => parseChecks,
  parseOutline: () => parseOutline,
  parseTargets: () => parseTargets,
  removeBuilder: () => removeBuilder,
  secretProblems: () => secretProblems,
  splitProblems: () => splitProblems,
  unusedTlsVariables: () => unusedTlsVariables,
  variableProblems: () => variableProblems,
  withLogins: () => withLogins
});

// src/engine/buildkit/actions-cache.ts
function usesActionsCache({ cacheFrom, cacheTo }) {
  return [...cacheFrom, ...cacheTo].some(isActionsCache);
}
function missingActionsCache(caches, env) {
  const inputs = { "cache-from": caches.cacheFrom, "cache-to": caches.cacheTo };
  const lacking = Object.entries(inputs).flatMap(([input, entries]) => {
    const [names] = entries.filter(isActionsCache).flatMap((entry) => lackOf(entry, env) ?? []);
    return names === void 0 ? [] : [{ input, names }];
  });
  const [first] = lacking;
  if (!first) return void 0;
  return `${lacking.map(({ input }) => input).join(" and ")}: type=gha is not used, because the environment has no ${first.names}. A runner gives it to actions, and to no "run" step: use the action there, or a cache in another place, such as type=registry,ref=REFERENCE`;
}
function isActionsCache(entry) {
  return /(^|,)"?type=gha("?,|"?$)/i.test(entry);
}
function lackOf(entry, env) {
  const has = (name) => new RegExp(`(^|,)"?${name}=[^",]`, "i").test(entry);
  const token = has("token") || env.ACTIONS_RUNTIME_TOKEN;
  const address = has("url") || has("url_v2") || env.ACTIONS_RESULTS_URL || env.ACTIONS_CACHE_URL;
  const names = [...token ? [] : ["ACTIONS_RUNTIME_TOKEN"], ...address ? [] : ["ACTIONS_RESULTS_URL"]];
  return names.length === 0 ? void 0 : names.join(" and no ");
}

// src/engine/buildkit/events.ts
function parseEvent(line) {
  if (!line.startsWith("{")) return void 0;
  try {
    const value = JSON.parse(line);
    return {
      vertexes: (arrayAt(value, "vertexes") ?? []).flatMap(parseVertex),
      logs: (arrayAt(value, "logs") ?? []).map((log) => ({
        vertex: stringAt(log, "vertex") ?? "",
        data: textAt(log, "data")
      })),
      warnings: (arrayAt(value, "warnings") ?? []).map(parseWarning)
    };
  } catch {
    return void 0;
  }
}
function parseVertex(value) {
  const digest = stringAt(value, "digest");
  if (digest === void 0) return [];
  return [
    {
      digest,
      name: stringAt(value, "name") ?? "",
      started: dateAt(value, "started"),
      completed: dateAt(value, "completed"),
      cached: isRecord(value) && value.cached === true,
      error: stringAt(value, "error") || void 0
    }
  ];
}
function parseWarning(value) {
  const short = textAt(value, "short");
  const [, ruleName = "", said = short] = /^([A-Za-z]+): (.*)$/s.exec(short) ?? [];
  const [first] = arrayAt(value, "detail") ?? [];
  return {
    ruleName,
    description: typeof first === "string" ? fromBase64(first) : "",
    detail: said.replace(/ \(line \d+\)$/, ""),
    url: stringAt(value, "url"),
    file: stringAt(recordAt(value, "sourceInfo"), "filename"),
    line: firstLine(arrayAt(value, "range"))
  };
}
function firstLine(ranges) {
  return numberAt(recordAt(ranges?.[0], "start"), "line");
}
function textAt(value, key) {
  return fromBase64(stringAt(value, key) ?? "");
}
function fromBase64(text) {
  return Buffer.from(text, "base64").toString("utf8");
}
function dateAt(value, key) {
  const text = stringAt(value, key);
  return text === void 0 ? void 0 : new Date(text);
}

// src/engine/buildkit/answers.ts
function parseTargets(value) {
  return (arrayAt(value, "targets") ?? []).map((target) => ({
    name: stringAt(target, "name"),
    isDefault: isTrue(target, "default"),
    base: stringAt(target, "base") ?? "",
    platform: stringAt(target, "platform"),
    description: stringAt(target, "description"),
    line: lineOf(target)
  }));
}
function parseOutline(value) {
  return {
    target: stringAt(value, "name"),
    args: (arrayAt(value, "args") ?? []).map((arg) => ({
      name: stringAt(arg, "name") ?? "",
      value: stringAt(arg, "value"),
      line: lineOf(arg)
    })),
    secrets: (arrayAt(value, "secrets") ?? []).map(parseNeeded),
    ssh: (arrayAt(value, "ssh") ?? []).map(parseNeeded),
    caches: (arrayAt(value, "cache") ?? []).flatMap((cache) => stringAt(cache, "ID") ?? [])
  };
}
function parseChecks(value) {
  const error = recordAt(value, "buildError");
  const file = stringAt(arrayAt(value, "sources")?.[0], "filename");
  return {
    warnings: (arrayAt(value, "warnings") ?? []).map((warning) => ({
      ruleName: stringAt(warning, "ruleName") ?? "",
      description: stringAt(warning, "description") ?? "",
      detail: stringAt(warning, "detail") ?? "",
      url: stringAt(warning, "url"),
      file,
      line: lineOf(warning)
    })),
    error: error && { message: stringAt(error, "message") ?? "", line: lineOf(error) }
  };
}
function parseNeeded(value) {
  return { name: stringAt(value, "name") ?? "", required: isTrue(value, "required"), line: lineOf(value) };
}
function isTrue(value, key) {
  return isRecord(value) && value[key] === true;
}
function lineOf(value) {
  return firstLine(arrayAt(recordAt(value, "location"), "ranges"));
}

// src/engine/buildkit/csv.ts
function csv(fields) {
  return fields.map((field) => /[",\n\r]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field).join(",");
}

// src/engine/buildkit/arguments.ts
function buildCommand(task, target) {
  const { request } = task;
  const secrets = secretsOf(request);
  const args = [
    ...commonArguments(task),
    "--progress=rawjson",
    ...each("label", pairs(task.labels)),
    ...each("annotation", annotationsOf(task)),
    ...each("output", [layoutOutput(target, request), ...request.outputs]),
    ...each("cache-from", request.cacheFrom),
    ...each("cache-to", request.cacheTo.flatMap(harmlessCaches)),
    ...attestationsOf(request),
    ...secrets.args,
    ...runOptions(request)
  ];
  return { args: [...args, "--", task.context], env: secrets.env };
}
function checkingCommand(task) {
  const secrets = secretsOf(task.request);
  const options = [...attestationsOf(task.request), ...secrets.args, ...runOptions(task.request)];
  return { args: [...commonArguments(task), ...options], env: secrets.env };
}
function commonArguments(task) {
  const { request, created } = task;
  const epoch = created ? [`SOURCE_DATE_EPOCH=${Math.floor(created.getTime() / 1e3)}`] : [];
  return [
    "build",
    `--builder=${task.builder.name}`,
    `--file=${task.file}`,
    ...request.target === void 0 ? [] : [`--target=${request.target}`],
    ...task.platforms.map((platform) => `--platform=${formatPlatform(platform)}`),
    // The user's come last, and the last of one name holds.
    ...each("build-arg", [...epoch, ...request.buildArgs]),
    ...each("build-context", [...request.buildContexts, ...pairs(task.contexts)]),
    ...request.pull ? ["--pull"] : []
  ];
}
function layoutOutput({ folder, names }, request) {
  const media = ["oci-mediatypes=true", "oci-artifact=false", "rewrite-timestamp=true"];
  const compression = ["compression=gzip", "compression-level=1"];
  const subjects = attestingInputs(request).length > 0 ? [`name=${names.join(",")}`] : [];
  return csv(["type=oci", "tar=false", `dest=${folder}`, ...media, ...compression, ...subjects]);
}
function annotationsOf({ annotations, platforms }) {
  const kind = platforms.length > 1 ? "index,manifest" : "manifest";
  return pairs(annotations).map((pair) => `${kind}:${pair}`);
}
function harmlessCaches(entry) {
  if (entry.includes("=")) return /(^|,)"?ignore-error=/i.test(entry) ? [entry] : [`${entry},ignore-error=true`];
  return entry.split(",").map((reference) => `type=registry,ref=${reference},ignore-error=true`);
}
function attestationsOf({ provenance, sbom, attests }) {
  const given = (kind) => attests.some((attest) => new RegExp(`(^|,)"?type=${kind}("?,|"?$)`).test(attest));
  return [
    ...provenance === void 0 && given("provenance") ? [] : [`--provenance=${provenance ?? "false"}`],
    ...sbom === void 0 && given("sbom") ? [] : [`--sbom=${sbom ?? "false"}`],
    ...each("attest", attests)
  ];
}
function secretsOf({ secrets, secretEnvs, secretFiles }) {
  const variable = (index) => `GO_CONTAINERIZE_SECRET_${index}`;
  const specs = [
    ...secrets.map(({ id }, index) => csv([`id=${id}`, `env=${variable(index)}`])),
    ...secretEnvs.map((entry) => sourced(entry, "env")),
    ...secretFiles.map((entry) => sourced(entry, "src"))
  ];
  const env = Object.fromEntries(secrets.map(({ value }, index) => [variable(index), value]));
  return { args: each("secret", specs), env };
}
function sourced(entry, kind) {
  const at = entry.indexOf("=");
  return csv([`id=${entry.slice(0, at)}`, `${kind}=${entry.slice(at + 1)}`]);
}
function runOptions(request) {
  const { network, shmSize, cgroupParent } = request;
  return [
    ...each("ssh", request.ssh),
    ...request.noCache ? ["--no-cache"] : [],
    ...each("no-cache-filter", request.noCacheFilters),
    ...network === void 0 ? [] : [`--network=${network}`],
    ...each(
      "add-host",
      request.addHosts.map((host) => csv([host]))
    ),
    ...shmSize === void 0 ? [] : [`--shm-size=${shmSize}`],
    ...each("ulimit", request.ulimit),
    ...cgroupParent === void 0 ? [] : [`--cgroup-parent=${cgroupParent}`],
    ...each("allow", request.allow)
  ];
}
function each(flag, values) {
  return values.map((value) => `--${flag}=${value}`);
}
function pairs(record) {
  return Object.entries(record).sort(([a], [b]) => a < b ? -1 : a > b ? 1 : 0).map(([name, value]) => `${name}=${value}`);
}

// src/engine/buildkit/environment.ts
var NAMES = /* @__PURE__ */ new Set([
  ...["HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "ALL_PROXY", "SSL_CERT_FILE", "SSL_CERT_DIR"],
  ...["SSH_AUTH_SOCK", "SSH_AGENT_PID", "GIT_SSH_COMMAND", "KUBECONFIG", "EXPERIMENTAL_BUILDKIT_SOURCE_POLICY"],
  ...[
    "DISPLAY",
    "WAYLAND_DISPLAY",
    "DBUS_SESSION_BUS_ADDRESS",
    "GNUPGHOME",
    "PASSWORD_STORE_DIR",
    "REGISTRY_AUTH_FILE"
  ]
]);
var PREFIX = /^(BUILDX|BUILDKIT|DOCKER|KUBERNETES)_/;
var CLOUD_PREFIX = /^(AWS|GOOGLE|GCLOUD|CLOUDSDK|AZURE|ACR|ARM|OCI)_/;
var SECRET = /TOKEN|SECRET|PASSWORD/;
var ACTIONS_CACHE = /* @__PURE__ */ new Set([
  "ACTIONS_CACHE_SERVICE_V2",
  "ACTIONS_CACHE_URL",
  "ACTIONS_RESULTS_URL",
  "ACTIONS_RUNTIME_TOKEN"
]);
function buildxEnvironment(env) {
  return environmentFor(env, isForBuildx);
}
function actionsCacheEnvironment(env) {
  return Object.fromEntries(Object.entries(env).filter(([name]) => ACTIONS_CACHE.has(name)));
}
function isForBuildx(name) {
  return NAMES.has(name) || CLOUD_PREFIX.test(name) || PREFIX.test(name) && !SECRET.test(name);
}

// src/engine/buildkit/buildx.ts
var WAYS = [
  { name: "docker buildx", program: "docker", before: ["buildx"] },
  { name: "buildx", program: "buildx", before: [] }
];
var OLDEST = [0, 13];
var INSTALL = "install the Docker buildx plug-in (https://github.com/docker/buildx#installing), put buildx on PATH, or use engine: embedded, which makes the image from the Go sources without either";
async function findBuildx(context) {
  const failures = [];
  for (const way of WAYS) {
    const run = runnerOf(way, context);
    try {
      const { exitCode, stdout, stderr } = await run(["version"]);
      const version = exitCode === 0 ? /^github\.com\/docker\/buildx (\S+)/m.exec(stdout)?.[1] : void 0;
      if (version !== void 0) return checked({ name: way.name, version: released(version), run });
      failures.push(`${way.name}: ${firstLine2(stderr) || firstLine2(stdout) || `it ended with ${exitCode}`}`);
    } catch (error) {
      context.signal?.throwIfAborted();
      failures.push(`${way.name}: ${codeOf(error) === "ENOENT" ? `no ${way.program} on PATH` : messageOf(error)}`);
    }
  }
  throw new UserError(`BuildKit is spoken to through buildx, and no buildx was found: ${failures.join("; ")}`, {
    hint: INSTALL
  });
}
function runnerOf({ program, before }, { exec, env, signal }) {
  return (args, { env: more, signal: own, afterwards = false, ...options } = {}) => {
    const signals = [own, afterwards ? void 0 : signal].filter((one) => one !== void 0);
    return exec({
      program,
      args: [...before, ...args],
      env: { ...buildxEnvironment(env), ...more },
      ...options,
      ...signals.length > 0 && { signal: AbortSignal.any(signals) },
      // The plug-in is a child of docker, and must not outlive it.
      withChildren: true
    });
  };
}
function checked(buildx) {
  if (isAtLeast(buildx, OLDEST)) return buildx;
  throw new UserError(`${buildx.name} ${buildx.version} is too old: ${OLDEST.join(".")} or newer is needed`, {
    hint: INSTALL
  });
}
function isAtLeast({ version }, [major, minor]) {
  const [, ownMajor, ownMinor] = /^(\d+)\.(\d+)/.exec(version ?? "") ?? [];
  if (ownMajor === void 0) return true;
  return Number(ownMajor) === major ? Number(ownMinor) >= minor : Number(ownMajor) > major;
}
function released(version) {
  const number = version.replace(/^v/, "");
  return number.startsWith("0.0.0") ? void 0 : number;
}
function firstLine2(text) {
  return text.trim().split("\n", 1)[0]?.trim() ?? "";
}

// src/engine/buildkit/failure.ts
import { basename } from "node:path";

// src/engine/buildkit/blame.ts
var BLAMES = [
  [/^target stage ".*" could not be found/, "target"],
  [/^failed to get build context /, "build-contexts"],
  [/^failed to stat .*no such file or directory$/, "secret-files"],
  [/^invalid argument ".*" for "--shm-size"/, "shm-size"],
  [/^invalid argument ".*" for "--ulimit"/, "ulimit"],
  [/^network mode ".*" not supported/, "network"],
  [/^unknown entitlement /, "allow"],
  [/^attestation type not specified/, "attests"]
];
function blamedInput(message) {
  return BLAMES.find(([pattern]) => pattern.test(message))?.[1];
}

// src/engine/buildkit/hints.ts
var NO_CONTEXTS = /current frontend does not support --build-context|frontend capability moby\.buildkit\.frontend\.contexts/;
var GONE = /closing transport|transport is closing|error reading from server|connection reset by peer|unexpected EOF|Unavailable desc|graceful_stop/i;
var HINTS = [
  [
    NO_CONTEXTS,
    'remove the "# syntax" line of the Dockerfile or let it name docker/dockerfile:1.4 or newer: this one knows no named contexts'
  ],
  // What the boot of a container says: all that follows fits its registry's words too.
  [
    /pulling image \S+.*\n#\d+ ERROR/,
    `the image of BuildKit itself can't be pulled: let "buildkit-image" name a copy that this machine can pull, or "builder" a builder that is there already`
  ],
  [
    /context not found|unable to resolve docker endpoint/,
    'DOCKER_CONTEXT, or "docker context use", names a Docker context that is not there: "docker context ls" names those that are'
  ],
  [
    /failed to connect to the docker API|Cannot connect to the Docker daemon|permission denied .*docker\.sock/i,
    'start Docker, or name a builder that needs none: driver "remote" or "kubernetes"'
  ],
  [
    /no builder ".*" found/,
    '"buildx ls" names the builders that there are: pick one with "builder". Without it BUILDX_BUILDER, DOCKER_CONTEXT or the last "buildx use" decides, and that one may have been removed'
  ],
  [
    /waiting for connection|context deadline exceeded|connection refused.*buildkitd|no valid drivers found/i,
    'is BUILDER running, and reachable from here? "buildx ls" tells of those that there are, and "builder" picks another; where one is made for the run, "endpoint" says where'
  ],
  [
    GONE,
    "BUILDER went away during the build: its log tells why, often its memory or disk was used up; buildx inspect --bootstrap tells whether it is back"
  ],
  [/target stage ".*" could not be found/, '"target" must name a stage of the Dockerfile: FROM … AS NAME'],
  [/circular dependency detected/, "a stage copies from one that copies from it: move what both need to a third"],
  [
    /base name \(.*\) should not be blank/,
    'give the ARG in FROM a default in the Dockerfile, or a value in "build-args"'
  ],
  [/failed to read dockerfile/, '"file" must name the Dockerfile; the default is Dockerfile in the working directory'],
  [
    /secret \S+: not found|\/run\/secrets\//,
    'RUN --mount=type=secret wants it: give it in "secrets", "secret-envs" or "secret-files"'
  ],
  [
    /failed to calculate checksum of .*not found|^lstat .*no such file/m,
    "COPY finds it neither in the context nor in that stage: is it in git, and not excluded by .dockerignore?"
  ],
  [
    /buildkit-syft-scanner/,
    'the builder gets no scanner for the SBOM: "sbom: generator=IMAGE" takes it from elsewhere, such as a mirror'
  ],
  [
    /pull access denied|insufficient_scope|401 Unauthorized|403 Forbidden|authorization failed/i,
    "log in to the registry of the base image (docker login before, or registry-auth), or check its name"
  ],
  [
    /failed to resolve source metadata|failed to do request/,
    "is that image spelled right, and its registry reachable from the builder?"
  ],
  [
    /exec format error/,
    "the step runs on a platform that the builder has no emulator for: install QEMU, or use a native node"
  ],
  [
    /granting entitlement|(network\.host|security\.insecure|device\S*) is not allowed/,
    'grant it with "allow", and to the builder with "buildkitd-flags"'
  ],
  [
    /invalid argument ".*" for "--|unknown entitlement|network mode .* not supported|invalid host |attestation type|^invalid value /,
    "correct that value in the inputs: buildx takes no other than docker buildx build does"
  ],
  [/SSH_AUTH_SOCK|ssh agent/i, '"ssh" needs an agent that runs (SSH_AUTH_SOCK), or a key: ID=PATH'],
  [
    /^failed to (stat|get build context) |stat .*: no such file or directory$/,
    "paths are relative to the current folder"
  ],
  [/no space left on device/, "BUILDER has no disk space left: buildx prune, or a larger disk"],
  [/dockerfile parse error|unknown instruction|syntax error/, "correct that line of the Dockerfile"],
  [/did not complete successfully: exit code/, "that command failed by itself: its output above tells why"]
];
function hintFor(text, builder) {
  const named = builder === void 0 ? "the builder" : `the builder "${builder}"`;
  return HINTS.find(([pattern]) => pattern.test(text))?.[1].replace("BUILDER", () => named);
}
var OWN_DISK_FULL = "this machine's disk is full, not the builder's: free some space there, or let the run write to another disk";

// src/engine/buildkit/failure.ts
function buildFailure(failed2) {
  const { result, progress, what = "the Dockerfile's build", file, source } = failed2;
  const said = progress.said();
  const message = messageIn(said) || said || `buildx ended with ${result.exitCode} and gave no reason`;
  const step = failedStep(progress.steps());
  const output = step && step.tail.length > 0 ? `
${step.name} printed last:
${step.tail.join("\n")}` : "";
  const at = positionIn(said, basename(file), source);
  const hint = hintOf(failed2, `${message}
${step?.error ?? ""}`);
  const subject = blamedInput(message);
  if (subject !== void 0) return new RequestError([{ subject, message, ...hint !== void 0 && { hint } }]);
  return new UserError(`${what} failed${at?.line ? ` at line ${at.line}` : ""}: ${message}${output}`, {
    ...hint !== void 0 && { hint },
    ...at && { at }
  });
}
function hintOf({ builder, folder }, text) {
  const isOwnDisk = folder !== void 0 && text.includes(`write ${folder}`) && text.includes("no space left on device");
  return isOwnDisk ? OWN_DISK_FULL : hintFor(text, builder);
}
function lacksNamedContexts(error) {
  return error instanceof UserError && NO_CONTEXTS.test(error.message);
}
function lostBuilder(error) {
  return error instanceof UserError && GONE.test(error.message);
}
function messageIn(said) {
  const [, message] = /^ERROR: (failed to build: (?:.|\n)*)/m.exec(said) ?? /^ERROR: ((?:.|\n)*)/m.exec(said) ?? [];
  return message?.replace(/\n.+:\d+\n-{5,}\n(.|\n)*$/, "").replace(/^(failed to build: |failed to solve: )+/, "").replace(/ref \S+::\S+: /, "").trim();
}
function failedStep(steps) {
  return steps.find(({ error }) => error !== void 0 && !/context canceled$/.test(error));
}
function positionIn(said, file, { path, lineOf: lineOf2 }) {
  const places = [...said.matchAll(/^(.+):(\d+)\n-{5,}$/gm)];
  const lines = places.flatMap(([, name, line2]) => name && basename(name) === file ? [Number(line2)] : []);
  const parse = /dockerfile parse error on line (\d+)/.exec(said)?.[1];
  const found = parse === void 0 ? lines[0] : Number(parse);
  const line = found === void 0 ? void 0 : lineOf2(found);
  return line === void 0 ? void 0 : { file: path, line };
}

// src/engine/buildkit/progress.ts
var TAIL = 12;
var TERMINAL = /\u001B\[[0-9;?]*[A-Za-z]/g;
function followProgress(log) {
  const steps = /* @__PURE__ */ new Map();
  const warnings = /* @__PURE__ */ new Map();
  const said = [];
  const stepOf = (digest) => {
    const found = steps.get(digest) ?? newStep(steps.size + 1);
    steps.set(digest, found);
    return found;
  };
  return {
    line(text) {
      const event = parseEvent(text);
      if (!event) {
        said.push(text);
        return;
      }
      for (const vertex of event.vertexes) update(stepOf(vertex.digest), vertex, log);
      for (const { vertex, data } of event.logs) print(stepOf(vertex), data, log);
      for (const warning of event.warnings) warnings.set(JSON.stringify(warning), warning);
    },
    steps: () => [...steps.values()].filter(({ started }) => started !== void 0).map(finished),
    warnings: () => [...warnings.values()],
    said: () => said.join("\n").trim()
  };
}
function newStep(number) {
  const unknown = { name: "", started: void 0, completed: void 0, error: void 0 };
  return { number, ...unknown, cached: false, rest: "", tail: [] };
}
function update(step, vertex, log) {
  const begins = step.started === void 0 && vertex.started !== void 0;
  const ends = step.completed === void 0 && vertex.completed !== void 0;
  step.name ||= vertex.name;
  step.started ??= vertex.started;
  step.completed = vertex.completed ?? step.completed;
  step.cached ||= vertex.cached;
  step.error ??= vertex.error;
  if (begins) say(step, step.name, log);
  if (!ends) return;
  if (step.rest) printLine(step, step.rest, log);
  step.rest = "";
  if (step.error !== void 0) log.info(`#${step.number} ${step.name} failed: ${step.error}`);
  else say(step, step.cached ? "cached" : `done in ${(millisecondsOf(step) / 1e3).toFixed(1)} s`, log);
}
function print(step, data, log) {
  const lines = (step.rest + data).split("\n");
  step.rest = lines.pop() ?? "";
  for (const line of lines) printLine(step, line, log);
}
function printLine(step, line, log) {
  const shown2 = line.replace(TERMINAL, "").trimEnd().split("\r").at(-1) ?? "";
  step.tail.push(shown2);
  if (step.tail.length > TAIL) step.tail.shift();
  say(step, `| ${shown2}`, log);
}
function say({ number, name }, text, log) {
  const line = `#${number} ${text}`;
  if (name.startsWith("[internal]")) log.debug(line);
  else log.info(line);
}
function finished(step) {
  const { name, cached, error, tail } = step;
  return { name, milliseconds: millisecondsOf(step), cached, error, tail };
}
function millisecondsOf({ started, completed }) {
  return started && completed ? Math.max(0, completed.getTime() - started.getTime()) : 0;
}

// src/engine/buildkit/variables.ts
function variablesFor(request, env) {
  const named = [...request.buildArgs.filter((arg) => !arg.includes("=")), ...secretVariables(request)];
  return {
    ...Object.fromEntries(named.flatMap((name) => env[name] === void 0 ? [] : [[name, env[name]]])),
    ...usesActionsCache(request) && actionsCacheEnvironment(env)
  };
}
function variableProblems(request, env) {
  return secretVariables(request).filter((name) => env[name] === void 0).map((name) => ({
    subject: "secret-envs",
    message: `the environment has no ${name}`,
    hint: `set it in the step's env: ${name}: \${{ secrets.… }}`
  }));
}
function secretVariables({ secretEnvs }) {
  return secretEnvs.map((entry) => entry.slice(entry.indexOf("=") + 1));
}

// src/engine/buildkit/ask.ts
async function askTargets(question) {
  const value = await ask("targets", question, checkingCommand(ofOnePlatform(question)));
  return value === void 0 ? void 0 : parseTargets(value);
}
async function askOutline(question) {
  const value = await askBuildKit("outline", question);
  return value === void 0 ? void 0 : parseOutline(value);
}
var FIRST_WITH_CALL = [0, 15];
var TOO_OLD = /unsupported request|unsupported frontend capability|does not support|unknown flag: --call/;
async function askBuildKit(call, question) {
  return ask(call, question, { args: commonArguments(ofOnePlatform(question)), env: {} });
}
function ofOnePlatform({ task }) {
  return { ...task, platforms: task.platforms.slice(0, 1) };
}
async function ask(call, { buildx, task, source, env }, command) {
  if (!isAtLeast(buildx, FIRST_WITH_CALL)) return void 0;
  const progress = followProgress(silentLog);
  const args = [...command.args, `--call=${call},format=json`, "--progress=rawjson", "--", task.context];
  const result = await buildx.run(args, {
    cwd: task.request.cwd,
    env: { ...variablesFor(task.request, env), ...command.env },
    onStderrLine: progress.line
  });
  const answer = parseAnswer(result.stdout);
  if (answer !== void 0) return answer;
  const failure = buildFailure({ result, progress, file: task.file, builder: task.builder.name, source });
  if (TOO_OLD.test(progress.said()) && !lacksNamedContexts(failure)) return void 0;
  throw failure;
}
function parseAnswer(stdout) {
  try {
    return JSON.parse(stdout);
  } catch {
    return void 0;
  }
}

// src/engine/buildkit/build.ts
import { mkdir, mkdtemp } from "node:fs/promises";
import { dirname, join } from "node:path";

// src/engine/embedded/stop.ts
async function allOrStop(works, stop) {
  for (const work of works) work.catch((error) => stop.abort(error));
  await Promise.allSettled(works);
  if (stop.signal.aborted) throw stop.signal.reason;
  return Promise.all(works);
}
function orAborted(work, signal) {
  return new Promise((resolve2, reject) => {
    const abort = () => reject(signal.reason);
    if (signal.aborted) abort();
    signal.addEventListener("abort", abort, { once: true });
    work.then(resolve2, reject).finally(() => signal.removeEventListener("abort", abort));
  });
}

// src/engine/buildkit/attempt.ts
async function attempt(options) {
  const { task, log, folder } = options;
  const first = await runOnce(options);
  if (!first.failure) {
    tellWhatFailedAllTheSame(first.progress, log);
    return first.progress;
  }
  if (!onlyCacheFailed(task, first.progress)) throw first.failure;
  log.warn(
    `BuildKit's layer cache can't be written, so the image is built without "cache-to": ${first.failure.message}`
  );
  await removeTree(folder);
  const second = await runOnce({ ...options, task: { ...task, request: { ...task.request, cacheTo: [] } } });
  if (second.failure) throw second.failure;
  return second.progress;
}
function tellWhatFailedAllTheSame(progress, log) {
  if (progress.said()) log.debug(progress.said());
  for (const { name, error } of progress.steps()) {
    if (error === void 0) continue;
    const told = `${name}: ${error}; the build goes on without it`;
    if (/^importing /.test(name) && /not found$/.test(error)) log.info(told);
    else log.warn(told);
  }
}
async function runOnce({ buildx, task, env, log, source, signal, folder, names }) {
  const command = buildCommand(task, { folder, names });
  const progress = followProgress(log);
  const result = await buildx.run(command.args, {
    cwd: task.request.cwd,
    env: { ...variablesFor(task.request, env), ...command.env },
    onStderrLine: progress.line,
    signal
  });
  const failure = result.exitCode === 0 ? void 0 : buildFailure({ result, progress, file: task.file, builder: task.builder.name, folder, source });
  return { progress, failure };
}
function onlyCacheFailed({ request }, progress) {
  if (request.cacheTo.length === 0) return false;
  const failed2 = progress.steps().filter(({ error }) => error !== void 0);
  const isAboutCache = /\bcache (exporter|export)\b|^ERROR: failed to build: mkdir /m.test(progress.said());
  return failed2.every(({ name }) => /\bcache\b/.test(name)) && isAboutCache;
}

// src/engine/embedded/manifest.ts
function documentOf(mediaType, value) {
  const bytes = Buffer.from(JSON.stringify(value));
  return { descriptor: { mediaType, digest: digestOf(bytes), size: bytes.length }, bytes, value };
}
function imageManifest(config, layers, annotations) {
  return documentOf(MEDIA_TYPE.manifest, {
    schemaVersion: 2,
    mediaType: MEDIA_TYPE.manifest,
    config: withoutPlatform(config),
    layers: layers.map((layer) => ({ ...layer, mediaType: ociLayerType(layer.mediaType) })),
    ...annotationsPart(annotations)
  });
}
function imageIndex(manifests, annotations) {
  return documentOf(MEDIA_TYPE.index, {
    schemaVersion: 2,
    mediaType: MEDIA_TYPE.index,
    manifests: withPullableAmd64(manifests),
    ...annotationsPart(annotations)
  });
}
function checkShape(shape, platforms) {
  if (shape !== "single" || platforms === 1) return;
  throw new UserError(`"manifest: single" holds one platform, and ${platforms} are asked for`, {
    hint: 'ask for one platform, or leave "manifest" out to get an index'
  });
}
function isSingle(shape, platforms) {
  return shape === "single" || shape === "auto" && platforms === 1;
}
function withPullableAmd64(manifests) {
  const platforms = manifests.flatMap(({ platform }) => platform ?? []);
  const shown2 = manifests.map(
    (entry) => entry.platform ? { ...entry, platform: shownPlatform(entry.platform, platforms) } : entry
  );
  const isAmd64 = ({ platform }) => platform?.architecture === "amd64";
  const ordered = shown2.filter(isAmd64).sort((a, b) => level(a.platform).localeCompare(level(b.platform), "en"));
  const next = ordered.values();
  return shown2.map((entry) => isAmd64(entry) ? next.next().value ?? entry : entry);
}
function shownPlatform(platform, all) {
  const { os, architecture } = platform;
  const isLowest = !all.some((other) => other.architecture === "amd64" && level(other) < level(platform));
  return architecture === "amd64" && isLowest ? { os, architecture } : platform;
}
function level(platform) {
  return platform?.variant ?? "";
}
var DOCKER_LAYERS = {
  "application/vnd.docker.image.rootfs.diff.tar.gzip": MEDIA_TYPE.layer,
  "application/vnd.docker.image.rootfs.diff.tar": "application/vnd.oci.image.layer.v1.tar",
  "application/vnd.docker.image.rootfs.diff.tar.zstd": "application/vnd.oci.image.layer.v1.tar+zstd",
  "application/vnd.docker.image.rootfs.foreign.diff.tar.gzip": "application/vnd.oci.image.layer.nondistributable.v1.tar+gzip"
};
function ociLayerType(mediaType) {
  return DOCKER_LAYERS[mediaType] ?? mediaType;
}
function withoutPlatform({ mediaType, digest, size }) {
  return { mediaType, digest, size };
}
function annotationsPart(annotations) {
  const entries = Object.entries(annotations).sort(([a], [b]) => a < b ? -1 : 1);
  return entries.length > 0 ? { annotations: Object.fromEntries(entries) } : {};
}

// src/engine/buildkit/hand-over.ts
async function handOver(task, writer) {
  const { built, names } = task;
  for (const part of [...built.platforms, ...built.attestations]) await addManifest(part, writer);
  const root = await addRoot(task, writer);
  for (const name of names) writer.addImage(name, root);
  return root;
}
async function addManifest({ folder, manifest, layers }, writer) {
  for (const blob of [manifest.value.config, ...layers]) await writer.addFile(blob, blobPath(folder, blob.digest));
  await writer.addDocument(manifest);
}
async function addRoot(task, writer) {
  const { built, shape } = task;
  const { index, platforms, attestations } = built;
  const [only] = platforms;
  checkShape(shape, platforms.length);
  if (isSingle(shape, platforms.length) && only && attestations.length === 0) return only.manifest.descriptor;
  if (shape === "single") {
    throw new UserError('"manifest: single" is one manifest, and attestations need an index beside it', {
      hint: 'leave out "manifest", or provenance, sbom and attests'
    });
  }
  const root = index ?? indexOf(task);
  await writer.addDocument(root);
  return root.descriptor;
}
function indexOf({ built: { platforms, attestations }, annotations }) {
  const images = platforms.map(({ manifest, platform }) => ({ ...manifest.descriptor, platform }));
  return imageIndex([...images, ...attestations.map(({ entry }) => entry)], annotations);
}

// src/engine/buildkit/layout.ts
async function readBuilt(folder, platforms) {
  const layout = await openLayout(folder);
  const [entry] = layout.index.manifests;
  if (!entry) throw new Error(`buildx wrote a layout without an image to ${folder}`);
  if (!isIndexType(entry.mediaType)) {
    return { index: void 0, platforms: [await readPlatform(layout, entry)], attestations: [] };
  }
  const bytes = await layout.read(entry);
  const value = parseIndex(bytes, entry.mediaType, folder);
  const children = value.manifests.filter((child) => isManifestType(child.mediaType));
  const found = await Promise.all(
    children.filter((child) => !isAttestation(child)).map((child) => readPlatform(layout, child))
  );
  const attestations = await Promise.all(children.filter(isAttestation).map((child) => readManifest(layout, child)));
  return { index: { descriptor: bare(entry), bytes, value }, platforms: inOrder(found, platforms), attestations };
}
function joinBuilt(parts) {
  const [only, ...others] = parts;
  if (only && others.length === 0) return only;
  return {
    index: void 0,
    platforms: parts.flatMap(({ platforms }) => platforms),
    attestations: parts.flatMap(({ attestations }) => attestations)
  };
}
function isAttestation({ annotations }) {
  return annotations?.["vnd.docker.reference.type"] === "attestation-manifest";
}
async function readPlatform(layout, child) {
  const built = await readManifest(layout, child);
  const { config: descriptor } = built.manifest.value;
  const bytes = await layout.read(descriptor);
  const value = parseImageConfig(bytes, layout.path);
  const { os, architecture, variant } = child.platform ?? value;
  const platform = normalizePlatform({ os, architecture, ...variant !== void 0 && { variant } });
  return { ...built, platform, config: { descriptor: bare(descriptor), bytes, value } };
}
async function readManifest(layout, child) {
  const bytes = await layout.read(child);
  const value = parseManifest(bytes, child.mediaType, layout.path);
  return { folder: layout.path, entry: child, manifest: { descriptor: bare(child), bytes, value }, layers: value.layers };
}
function inOrder(found, wanted) {
  return wanted.map((platform) => {
    const name = formatPlatform(normalizePlatform(platform));
    const built = found.find((other) => formatPlatform(other.platform) === name);
    if (built) return built;
    throw new UserError(
      `the build has no image for ${name}; it has ${found.map(({ platform: platform2 }) => formatPlatform(platform2)).join(", ")}`
    );
  });
}
function bare({ mediaType, digest, size }) {
  return { mediaType, digest, size };
}

// src/engine/buildkit/nodes.ts
function isSplit({ builder, platforms }) {
  return builder.nodes.length > 1 && platforms.length > 1;
}
function splitByPlatform(task, log) {
  if (!isSplit(task)) return [{ task, log }];
  if (task.request.cacheTo.length > 0) {
    log.warn("each node of the builder writes its own layer cache: of those that go to one place, the last one stays");
  }
  return task.platforms.map((platform) => ({
    task: { ...task, platforms: [platform] },
    log: prefixed(log, formatPlatform(platform))
  }));
}
function splitProblems(task) {
  if (!isSplit(task) || task.request.outputs.length === 0) return [];
  const message = `the builder "${task.builder.name}" has several nodes, whose outputs would overwrite each other`;
  return [{ subject: "outputs", message, hint: "ask for one platform, or use a builder with one node" }];
}

// src/engine/buildkit/build.ts
async function buildDockerfile(options) {
  const [result] = await buildDockerfiles([options], options);
  if (!result) throw new Error("the build has no result");
  return result;
}
async function buildDockerfiles(images, { layoutPath: path, complete }) {
  const problems = images.flatMap(({ task, env }) => [...variableProblems(task.request, env), ...splitProblems(task)]);
  if (problems.length > 0) throw new RequestError(problems);
  await mkdir(dirname(path), { recursive: true });
  const folder = await mkdtemp(join(dirname(path), ".buildkit-"));
  const stop = new AbortController();
  const limit = pLimit(IMAGES_AT_ONCE);
  try {
    const buildAll = (writer) => {
      const works = images.map((image, at) => {
        const place = { folder: join(folder, String(at)), signal: stop.signal, writer };
        return limit(() => buildImage(image, place));
      });
      return allOrStop(works, stop);
    };
    return await writeLayout(path, buildAll, complete);
  } finally {
    await removeTree(folder);
  }
}
var IMAGES_AT_ONCE = 4;
async function buildImage(image, { folder, signal, writer }) {
  signal.throwIfAborted();
  await mkdir(folder);
  const parts = await buildParts(image, folder, signal);
  const { names, shape, task } = image;
  const built = joinBuilt(parts.map(({ built: built2 }) => built2));
  const descriptor = await handOver({ built, names, shape, annotations: task.annotations }, writer);
  const steps = parts.flatMap(({ progress }) => progress.steps());
  return { descriptor, platforms: built.platforms.map(assembled), steps, warnings: warningsOf(parts) };
}
function assembled({ platform, manifest, config, layers }) {
  return { platform, manifest: manifest.descriptor, config, layers };
}
async function buildParts(image, folder, outer) {
  const stop = new AbortController();
  const signal = AbortSignal.any([outer, stop.signal]);
  const works = splitByPlatform(image.task, image.log).map(async ({ task, log }, index) => {
    const own = join(folder, String(index));
    const progress = await attempt({ ...image, task, log, folder: own, signal });
    return { built: await readBuilt(own, task.platforms), progress };
  });
  return allOrStop(works, stop);
}
function warningsOf(parts) {
  const warnings = parts.flatMap(({ progress }) => progress.warnings());
  return [...new Map(warnings.map((warning) => [JSON.stringify(warning), warning])).values()];
}

// src/engine/buildkit/builder.ts
import { randomUUID } from "node:crypto";
import { mkdtemp as mkdtemp2, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join as join2 } from "node:path";

// src/engine/buildkit/create.ts
var BUILDKIT_IMAGE = "moby/buildkit:v0.34.2";
function asksForBuilder(request) {
  const { driver, endpoint, append, buildkitdFlags, buildkitdConfig, buildkitdConfigInline } = request;
  const said = [driver, endpoint, append, buildkitdFlags, buildkitdConfig, buildkitdConfigInline];
  return said.some((value) => value !== void 0) || request.driverOpts.length > 0 || request.platforms.length > 0;
}
function builderProblems(request) {
  const problems = [];
  if (request.name !== void 0 && asksForBuilder(request)) {
    problems.push({
      subject: "builder",
      message: `"${request.name}" is there already, and the other inputs describe a new one`,
      hint: 'leave "builder" out to make one, or the other inputs to use it'
    });
  }
  if (request.driver === "remote" && request.endpoint === void 0) {
    problems.push({
      subject: "endpoint",
      message: 'the driver "remote" needs the address of a buildkitd',
      hint: "write endpoint: tcp://HOST:PORT"
    });
  }
  if (request.buildkitdConfig !== void 0 && request.buildkitdConfigInline !== void 0) {
    const message = "a file and a text were given, and a buildkitd reads one configuration";
    problems.push({ subject: "buildkitd-config-inline", message, hint: "keep one of them" });
  }
  return problems;
}
function createArguments(request, making) {
  const problems = builderProblems(request);
  if (problems.length > 0) throw new RequestError(problems);
  const driver = request.driver ?? "docker-container";
  const common = ["create", `--name=${making.name}`, `--driver=${driver}`];
  const config = request.buildkitdConfig ?? making.inlineConfig;
  const first = {
    platforms: request.platforms,
    driverOpts: request.driverOpts,
    buildkitdFlags: request.buildkitdFlags,
    endpoint: request.endpoint ?? making.endpoint
  };
  const nodes = [first, ...making.nodes];
  return nodes.map((node, index) => [
    ...common,
    ...index > 0 ? ["--append"] : [],
    ..."name" in node && node.name !== void 0 ? [`--node=${node.name}`] : [],
    ...config !== void 0 && driver !== "remote" ? [`--buildkitd-config=${config}`] : [],
    ...flagsOf(driver, node.buildkitdFlags, making.allow),
    ...optionsOf(driver, node.driverOpts, request.image).map((option) => `--driver-opt=${option}`),
    ...node.platforms.map((platform) => `--platform=${platform}`),
    ...node.endpoint === void 0 ? [] : ["--", node.endpoint]
  ]);
}
function optionsOf(driver, given, image) {
  if (driver === "remote" || given.some((option) => option.startsWith("image="))) return given;
  return [`image=${image ?? BUILDKIT_IMAGE}`, ...given];
}
function flagsOf(driver, given, allow) {
  if (given !== void 0) return [`--buildkitd-flags=${given}`];
  const rights = allow.filter((right) => right === "security.insecure" || right === "network.host");
  if (driver === "remote" || rights.length === 0) return [];
  return [`--buildkitd-flags=${rights.map((right) => `--allow-insecure-entitlement=${right}`).join(" ")}`];
}

// src/engine/buildkit/inspect.ts
function parseBuilder(text) {
  const [head = "", nodes = ""] = text.split(/^Nodes:$/m, 2);
  const fields = fieldsOf(head);
  const error = fields.get("Error");
  return {
    name: fields.get("Name") ?? "",
    driver: fields.get("Driver") ?? "",
    ...error !== void 0 && { error },
    nodes: nodes.split(/^(?=Name:)/m).filter((part) => part.startsWith("Name:")).map(parseNode)
  };
}
function parseNode(text) {
  const fields = fieldsOf(text);
  const present = (key, ...names) => {
    const value = names.map((name) => fields.get(name)).find((value2) => value2 !== void 0);
    return value === void 0 ? {} : { [key]: value };
  };
  return {
    name: fields.get("Name") ?? "",
    endpoint: fields.get("Endpoint") ?? "",
    ...present("status", "Status"),
    ...present("error", "Error"),
    ...present("version", "BuildKit version", "Buildkit"),
    platforms: platformsOf(fields.get("Platforms") ?? ""),
    labels: labelsOf(text)
  };
}
function fieldsOf(text) {
  const pairs2 = [...text.matchAll(/^([A-Z][A-Za-z ]*):[ \t]+(\S.*)$/gm)];
  return new Map(pairs2.map(([, name = "", value = ""]) => [name, value.trim()]));
}
function platformsOf(text) {
  return text.split(",").flatMap((part) => parsePlatform(part.replace("*", "")) ?? []);
}
function labelsOf(text) {
  const block = /^Labels:\n((?:[ \t]+.*\n?)*)/m.exec(text)?.[1] ?? "";
  const pairs2 = [...block.matchAll(/^\s+(\S+?):[ \t]*(.*)$/gm)];
  return Object.fromEntries(pairs2.map(([, name = "", value = ""]) => [name, value.trim()]));
}
function canWriteLayout({ driver, nodes }) {
  return driver !== "docker" || nodes.some(({ labels }) => "org.mobyproject.buildkit.worker.snapshotter" in labels);
}

// src/engine/buildkit/builder.ts
async function chooseBuilder(context) {
  const { buildx, request, log, asksOnly = false } = context;
  if (asksForBuilder(request)) return makeBuilder(context, "made for this run, as the request describes it");
  const builder = await inspect(buildx, request.name);
  if (asksOnly || canWriteLayout(builder)) {
    const reason2 = request.name === void 0 ? `the current builder of ${buildx.name}` : 'named by "builder"';
    return { builder, reason: reason2, remove: async () => {
    } };
  }
  log.info(
    `The builder "${builder.name}" is Docker's own, without the containerd image store: it can write no image layout. A container of ${request.image ?? BUILDKIT_IMAGE} builds instead, which costs a pull and some seconds, and starts without a layer cache. An earlier step docker/setup-buildx, or "builder", saves that.`
  );
  const endpoint = builder.nodes[0]?.endpoint;
  const reason = `made for this run, because "${builder.name}" can write no image layout`;
  return makeBuilder(context, reason, endpoint === "default" ? void 0 : endpoint);
}
async function makeBuilder(context, reason, endpoint) {
  const { buildx, request, allow, onMake } = context;
  const nodes = await appendedNodes(request);
  const name = `go-containerize-${randomUUID()}`;
  const remove = () => removeBuilder(buildx, name);
  const inline = await inlineConfig(request.buildkitdConfigInline);
  try {
    const making = { name, nodes, allow, ...inline && { inlineConfig: inline.path }, ...endpoint && { endpoint } };
    const commands = createArguments(request, making);
    onMake?.(name);
    for (const args of commands) {
      const { exitCode, stderr } = await buildx.run(args);
      if (exitCode !== 0) throw failed("make a builder", stderr);
    }
    return { builder: await inspect(buildx, name), reason, remove };
  } catch (error) {
    await remove().catch(() => {
    });
    throw error;
  } finally {
    await inline?.remove();
  }
}
async function appendedNodes({ append }) {
  if (append === void 0) return [];
  const { parseAppend } = await import("./append-EHEYAEXP.js");
  return parseAppend(append);
}
var REMOVE_LIMIT_MS = 6e4;
async function removeBuilder(buildx, name) {
  const signal = AbortSignal.timeout(REMOVE_LIMIT_MS);
  const { exitCode, stderr } = await buildx.run(["rm", "--", name], { signal, afterwards: true });
  if (exitCode !== 0 && !UNKNOWN.test(stderr)) throw failed(`remove the builder "${name}"`, stderr);
}
async function inspect(buildx, name) {
  const named = name === void 0 ? [] : ["--", name];
  const { exitCode, stdout, stderr } = await buildx.run(["inspect", "--bootstrap", ...named]);
  const builder = parseBuilder(stdout);
  const problem = builder.error ?? builder.nodes.find(({ error }) => error !== void 0)?.error;
  if (exitCode === 0 && problem === void 0 && builder.nodes.length > 0) return builder;
  if (name !== void 0 && UNKNOWN.test(stderr)) throw unknownBuilder(name, stderr);
  throw failed(`use the builder${name === void 0 ? "" : ` "${name}"`}`, problem ?? stderr);
}
function unknownBuilder(name, said) {
  const hint = hintFor(said);
  const message = `no builder "${name}" found`;
  return new RequestError([{ subject: "builder", message, ...hint !== void 0 && { hint } }]);
}
var UNKNOWN = /no builder ".*" found/;
function failed(what, said) {
  const reason = /^ERROR: ((?:.|\n)*)/m.exec(said)?.[1] ?? said;
  const hint = hintFor(said);
  return new UserError(`cannot ${what}: ${reason.trim()}`, hint === void 0 ? {} : { hint });
}
async function inlineConfig(text) {
  if (text === void 0) return void 0;
  const folder = await mkdtemp2(join2(tmpdir(), "buildkitd-config-"));
  const path = join2(folder, "buildkitd.toml");
  await writeFile(path, text);
  return { path, remove: () => removeTree(folder) };
}

// src/engine/buildkit/checks.ts
function checkAnnotations(warnings, source) {
  return warnings.flatMap(({ ruleName, detail, description, url, line }) => {
    const message = `${ruleName ? `${ruleName}: ` : ""}${detail || description}${url ? ` (${url})` : ""}`;
    if (line === void 0) return [{ message }];
    const own = source.lineOf(line);
    return own === void 0 ? [] : [{ message, at: { file: source.path, line: own } }];
  });
}

// src/engine/buildkit/emulation.ts
function emulationProblems(builder, steps) {
  if (builder.nodes.some(({ platforms }) => platforms.length === 0)) return [];
  const served = builder.nodes.flatMap(({ platforms }) => platforms);
  const missing = steps.filter(({ platform }) => !served.some((other) => runs(other, platform)));
  const names = [...new Set(missing.map(({ platform }) => formatPlatform(platform)))];
  return names.map((name) => {
    const lines = new Set(missing.filter(({ platform }) => formatPlatform(platform) === name).map(({ line }) => line));
    return {
      subject: "platforms",
      message: `the Dockerfile executes programs of ${name} (RUN in ${linesOf([...lines])}), and the builder "${builder.name}" runs ${shown(served)}`,
      hint: "add FROM --platform=$BUILDPLATFORM to stages that only build, set up QEMU before (docker/setup-qemu-action), or append a native node"
    };
  });
}
function runs(node, wanted) {
  const [own, asked] = [normalizePlatform(node), normalizePlatform(wanted)];
  if (own.os !== asked.os || own.architecture !== asked.architecture) return false;
  if (own.variant === asked.variant) return true;
  return own.architecture === "arm" && (own.variant ?? "") >= (asked.variant ?? "");
}
function linesOf(lines) {
  const sorted2 = [...lines].sort((a, b) => a - b);
  return sorted2.length === 1 ? `line ${sorted2[0]}` : `lines ${sorted2.join(", ")}`;
}
function shown(platforms) {
  return [...new Set(platforms.map(formatPlatform))].join(", ");
}

// src/engine/buildkit/helper.ts
import { join as join3 } from "node:path";
async function buildHelper(options) {
  const { task, log, folder } = options;
  const folders = [];
  for (const [index, part] of splitByPlatform(task, log).entries()) {
    const own = folder === void 0 ? void 0 : join3(folder, String(index));
    await buildOne({ ...options, ...part }, own);
    if (own !== void 0) folders.push(own);
  }
  return folders;
}
var WHAT = "the build that moves Go's caches";
async function buildOne({ buildx, task, env, log, source, signal, afterwards = false }, folder) {
  const { request, file, context } = task;
  const platforms = task.platforms.slice(0, 1);
  const { target: _, ...rest } = request;
  const args = [
    ...commonArguments({ ...task, platforms, request: { ...rest, pull: false } }),
    "--progress=rawjson",
    `--output=${csv(folder === void 0 ? ["type=cacheonly"] : ["type=local", `dest=${folder}`, "platform-split=false"])}`,
    "--",
    context
  ];
  const progress = followProgress(log);
  const result = await buildx.run(args, {
    cwd: request.cwd,
    env: variablesFor(request, env),
    onStderrLine: progress.line,
    signal,
    afterwards
  });
  const builder = task.builder.name;
  if (result.exitCode !== 0) throw buildFailure({ result, progress, what: WHAT, file, builder, folder, source });
}

// src/engine/buildkit/logins.ts
function withLogins(buildx, logins, env) {
  const variables = loginVariables(logins, env);
  return { ...buildx, run: (args, options) => buildx.run(args, { ...options, env: { ...options?.env, ...variables } }) };
}
function loginVariables(logins, env) {
  if (logins.length === 0) return {};
  const own = logins.map(({ registry, username, password }) => {
    return [keyOf(registry), { auth: Buffer.from(`${username}:${password}`).toString("base64") }];
  });
  own.reverse();
  return { [VARIABLE]: JSON.stringify({ auths: { ...Object.fromEntries(own), ...authsIn(env[VARIABLE]) } }) };
}
var VARIABLE = "DOCKER_AUTH_CONFIG";
function keyOf(registry) {
  return registry === "docker.io" ? "https://index.docker.io/v1/" : registry;
}
function authsIn(text = "") {
  try {
    const value = JSON.parse(text);
    return isRecord(value) && recordAt(value, "auths") || {};
  } catch {
    return {};
  }
}

// src/engine/buildkit/programs.ts
var import_tar_stream = __toESM(require_tar_stream(), 1);
import { createHash } from "node:crypto";
import { posix } from "node:path";
import { pipeline } from "node:stream/promises";
async function findPrograms(blobs, layers, made, own) {
  const found = [];
  const above = { taken: /* @__PURE__ */ new Set(), opaque: /* @__PURE__ */ new Set() };
  let missing = made;
  for (const [at, layer] of layers.toReversed().entries()) {
    const wanted = at < own ? made : missing;
    if (wanted.length === 0) break;
    const sizes = new Set(wanted.map(({ size }) => size));
    const { files, hides } = await readLayer(layer, blobs, sizes);
    for (const { path, sha256 } of files.filter(({ path: path2 }) => !isHidden(path2, above))) {
      const program = wanted.find((one) => one.sha256 === sha256);
      if (program) found.push({ ...program, destination: path });
    }
    missing = missing.filter(({ sha256 }) => !found.some((one) => one.sha256 === sha256));
    for (const path of hides.taken) above.taken.add(path);
    for (const path of hides.opaque) above.opaque.add(path);
  }
  return found;
}
function isHidden(path, { taken, opaque }) {
  if (taken.has(path)) return true;
  const folder = posix.dirname(path);
  return opaque.has(folder) || folder !== path && isHidden(folder, { taken, opaque });
}
async function readLayer(layer, blobs, sizes) {
  const files = [];
  const hides = { taken: /* @__PURE__ */ new Set(), opaque: /* @__PURE__ */ new Set() };
  const tar = (0, import_tar_stream.extract)();
  const read = async () => {
    for await (const entry of tar) {
      const { name, type, size = 0 } = entry.header;
      const path = posix.join("/", name).replace(/(.)\/$/, "$1");
      note(path, type === "directory", hides);
      if (type === "file" && sizes.has(size)) files.push({ path, sha256: await hashOf(entry) });
      else entry.resume();
    }
  };
  await Promise.all([pipeline(await blobs.open(layer), verifying(layer), decompressed, tar), read()]);
  return { files, hides };
}
var OPAQUE = ".wh..wh..opq";
var WHITEOUT = ".wh.";
function note(path, isFolder2, hides) {
  const [folder, name] = [posix.dirname(path), posix.basename(path)];
  if (name === OPAQUE) hides.opaque.add(folder);
  else if (name.startsWith(WHITEOUT)) hides.taken.add(posix.join(folder, name.slice(WHITEOUT.length)));
  else if (!isFolder2) hides.taken.add(path);
}
async function hashOf(entry) {
  const hash = createHash("sha256");
  for await (const chunk of entry) {
    if (!Buffer.isBuffer(chunk)) throw new TypeError("tar-stream gave something else than bytes");
    hash.update(chunk);
  }
  return hash.digest("hex");
}

// src/engine/buildkit/secrets.ts
function secretProblems({ secrets }, request, { lineOf: lineOf2 }) {
  const idOf = (entry) => entry.slice(0, entry.indexOf("="));
  const given = /* @__PURE__ */ new Set([
    ...request.secrets.map(({ id }) => id),
    ...[...request.secretEnvs, ...request.secretFiles].map(idOf)
  ]);
  return secrets.filter(({ name, required }) => required && !given.has(name)).map(({ name, line: built }) => {
    const line = built === void 0 ? void 0 : lineOf2(built);
    return {
      subject: "secrets",
      message: `the Dockerfile needs the secret "${name}"${line === void 0 ? "" : ` (line ${line})`}`,
      hint: `give it in "secrets" (${name}=VALUE), "secret-envs" (${name}=VARIABLE) or "secret-files" (${name}=PATH)`
    };
  });
}

// src/engine/buildkit/tls-variables.ts
var VARIABLE2 = /^BUILDER_NODE_\d+_AUTH_TLS_(CACERT|CERT|KEY)$/;
function unusedTlsVariables({ endpoint, append }, env) {
  if (endpoint === void 0 && append === void 0) return void 0;
  const names = Object.keys(env).filter((name) => VARIABLE2.test(name) && env[name]);
  if (names.length === 0) return void 0;
  return `${names.sort().join(", ")}: not used for the builder that is made here. Write the certificates into files, and name them in "driver-opts" (cacert=PATH, cert=PATH, key=PATH), or let docker/setup-buildx make the builder`;
}

// src/engine/embedded/config.ts
var KODATA_PATH = "/var/run/ko";
var NONROOT = "65532";
var DEFAULT_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
var IDENTITY_LABEL = "org.opencontainers.image.";
function imageConfig(request) {
  const { platform, base, created, layers } = request;
  return {
    created: rfc3339(created),
    architecture: platform.architecture,
    os: platform.os,
    ...platform.variant === void 0 ? {} : { variant: platform.variant },
    config: containerConfig(request),
    rootfs: {
      type: "layers",
      diff_ids: [...base?.config.rootfs.diff_ids ?? [], ...layers.map((layer) => layer.diffId)]
    },
    history: [
      ...baseHistory(base?.config),
      ...layers.map(({ createdBy }) => ({ created: rfc3339(created), created_by: createdBy }))
    ]
  };
}
function configWarnings({ base }) {
  const triggers = base?.config.config?.OnBuild ?? [];
  if (!base || triggers.length === 0) return [];
  return [`the base ${base.name} has ONBUILD instructions, which are left out: ${triggers.join("; ")}`];
}
function containerConfig({
  container,
  base,
  labels,
  binaryPaths,
  kodata
}) {
  const inherited = base?.config.config ?? {};
  const ports = { ...inherited.ExposedPorts, ...Object.fromEntries(container.ports.map((port) => [port, {}])) };
  return withoutEmpty({
    User: container.user ?? inherited.User ?? NONROOT,
    ExposedPorts: sorted(ports),
    Env: environment(inherited.Env ?? [], container.env, binaryPaths, kodata),
    Entrypoint: container.entrypoint ?? binaryPaths.slice(0, 1),
    Cmd: container.cmd,
    // a base's Cmd would be arguments for a program that is not its own
    Volumes: sorted(inherited.Volumes ?? {}),
    WorkingDir: container.workdir ?? inherited.WorkingDir,
    Labels: sorted({ ...inheritedLabels(inherited), ...baseLabels(base), ...labels }),
    StopSignal: container.stopSignal ?? inherited.StopSignal,
    Healthcheck: container.healthcheck ?? inherited.Healthcheck
  });
}
function environment(base, own, binaryPaths, kodata) {
  const values = new Map(base.map((line) => splitOnce(line, "=")));
  values.set("PATH", pathWith(values.get("PATH") || DEFAULT_PATH, binaryPaths));
  if (kodata) values.set("KO_DATA_PATH", KODATA_PATH);
  for (const [name, value] of Object.entries(own)) values.set(name, value);
  return [...values].map(([name, value]) => `${name}=${value}`);
}
function pathWith(path, binaryPaths) {
  const folders = binaryPaths.map((binary) => binary.slice(0, Math.max(binary.lastIndexOf("/"), 1)));
  return [.../* @__PURE__ */ new Set([...path.split(":"), ...folders])].join(":");
}
function splitOnce(text, separator) {
  const at = text.indexOf(separator);
  return at < 0 ? [text, ""] : [text.slice(0, at), text.slice(at + 1)];
}
function inheritedLabels({ Labels = {} }) {
  return Object.fromEntries(Object.entries(Labels).filter(([name]) => !name.startsWith(IDENTITY_LABEL)));
}
function baseLabels(base) {
  if (!base) return {};
  const digest = { [`${IDENTITY_LABEL}base.digest`]: base.digest };
  return base.name.startsWith(LAYOUT_SCHEME) ? digest : { [`${IDENTITY_LABEL}base.name`]: base.name, ...digest };
}
function baseHistory(config) {
  const layers = config?.rootfs.diff_ids.length ?? 0;
  const known = config?.history ?? [];
  const filled = known.filter((entry) => !entry.empty_layer).length;
  const kept = filled > layers ? [] : known;
  const missing = layers - (filled > layers ? 0 : filled);
  return [...kept, ...Array.from({ length: missing }, () => ({ created_by: "layer of the base image" }))];
}
function rfc3339(time) {
  return `${time.toISOString().slice(0, 19)}Z`;
}
function sorted(record) {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => a < b ? -1 : 1));
}
function withoutEmpty(config) {
  const filled = Object.entries(config).filter(([, value]) => {
    if (value === void 0 || value === "") return false;
    return typeof value !== "object" || Object.keys(value).length > 0;
  });
  return Object.fromEntries(filled);
}

// src/engine/embedded/programs.ts
import { posix as posix2 } from "node:path";

// src/engine/embedded/roots.ts
import { readFile } from "node:fs/promises";
import { join as join4 } from "node:path";
var ROOTS_BLOB = "roots.tar.gz";
var ROOTS_RECORD = "roots.json";
var ROOTS_FOLDERS = /* @__PURE__ */ new Set([
  "/etc",
  "/etc/ssl",
  "/etc/ssl/certs",
  "/home",
  "/home/nonroot",
  "/root",
  "/tmp",
  "/usr",
  "/usr/share",
  "/usr/share/zoneinfo"
]);
var ROOTS_FILES = ["/etc/passwd", "/etc/group", "/etc/ssl/certs/ca-certificates.crt"];
async function rootsLayer(assets) {
  const [record, bytes] = await Promise.all([
    readRecord(join4(assets, ROOTS_RECORD)),
    readBlob(join4(assets, ROOTS_BLOB))
  ]);
  const digest = stringAt(recordAt(record, "descriptor"), "digest");
  const diffId = stringAt(record, "diffId");
  if (!digest || !isDigest(digest) || !diffId || !isDigest(diffId)) throw damaged(join4(assets, ROOTS_RECORD));
  if (digestOf(bytes) !== digest) throw damaged(join4(assets, ROOTS_BLOB));
  return { descriptor: { mediaType: MEDIA_TYPE.layer, digest, size: bytes.length }, diffId, bytes };
}
async function readBlob(path) {
  try {
    return await readFile(path);
  } catch (cause) {
    throw damaged(path, cause);
  }
}
async function readRecord(path) {
  try {
    return JSON.parse(await readFile(path, "utf8"));
  } catch (cause) {
    throw damaged(path, cause);
  }
}
function damaged(path, cause) {
  return new UserError(`this installation is damaged: ${path} is missing or not what was installed`, {
    cause,
    hint: "install go-containerize again (in a work tree of it: npm run build)"
  });
}

// src/engine/embedded/places.ts
var placeOnScratch = (path) => ({
  path,
  folders: foldersAbove(path).filter((folder) => !ROOTS_FOLDERS.has(folder)),
  isFolder: ROOTS_FOLDERS.has(path)
});
function placeOfFile(findPlace, path) {
  const place = findPlace(path);
  if (!place.isFolder) return place;
  throw new UserError(`${path} can't be a file in the image: what is below has a folder there`, {
    hint: `end the destination with a slash (${path}/) to put the file into that folder, or choose another path`
  });
}
function placeEntries(entries, findPlace) {
  const placed = /* @__PURE__ */ new Map();
  for (const entry of entries) {
    const isFolder2 = entry.kind === "directory";
    const { path, folders } = isFolder2 ? findPlace(`${entry.path}/x`) : placeOfFile(findPlace, entry.path);
    for (const folder of folders) if (!placed.has(folder)) placed.set(folder, folderEntry(folder));
    if (!isFolder2) placed.set(path, { ...entry, path });
  }
  return [...placed.values()];
}
function folderEntry(path) {
  return { path, mode: 493, kind: "directory" };
}
function foldersAbove(path) {
  const parts = path.split("/").filter((part) => part !== "");
  return parts.slice(0, -1).map((_, at) => `/${parts.slice(0, at + 1).join("/")}`);
}

// src/engine/embedded/programs.ts
function binaryPath({ container }, main) {
  return posix2.normalize(container.binaryPath.replaceAll("{name}", main.name));
}
function programPaths(image) {
  const paths = image.mains.map((main) => binaryPath(image, main));
  const twice = paths.find((path, at) => paths.indexOf(path) !== at);
  if (twice !== void 0) {
    throw new UserError(`two programs of ${image.name} would be at ${twice}`, {
      hint: 'put {name} into "binary-path"'
    });
  }
  if (paths.length > 1 && !image.container.entrypoint) {
    throw new UserError(`${image.name} has several programs (${paths.join(", ")}) and no entrypoint`, {
      hint: 'say with "entrypoint" which one starts, or put {name} into "image" for one image each'
    });
  }
  return paths;
}
function checkFolders(image, entries) {
  const roots = image.base ? [] : ROOTS_FILES;
  const files = /* @__PURE__ */ new Set([...programPaths(image), ...entries.filter(isFile).map(({ path }) => path), ...roots]);
  const own = entries.filter((entry) => !isFile(entry)).map(({ path }) => path);
  const folders = /* @__PURE__ */ new Set([...own, ...[...files, ...own].flatMap(foldersAbove)]);
  const both = [...files].find((path) => folders.has(path));
  if (both === void 0) return;
  throw new UserError(`${both} can't be a file in ${image.name}: it would be a folder too`, {
    hint: 'choose other destinations in "files", or set "binary-path"'
  });
}
function isFile({ kind }) {
  return kind !== "directory";
}

// src/engine/embedded/find-place.ts
async function findPlaceOn(base, platform, readBase) {
  if (!base) return placeOnScratch;
  const files = await readBase(base, base.for(platform));
  return (path) => {
    const { path: real, missing } = files.locate(path);
    return { path: real, folders: missing, isFolder: files.isFolder(real) };
  };
}
async function checkPlaces(image, platform, { files, kodata }, readBase) {
  const findPlace = await findPlaceOn(image.base, platform, readBase);
  const own = [...kodata, ...files].filter(({ kind }) => kind !== "directory").map(({ path }) => path);
  for (const path of [...own, ...programPaths(image)]) placeOfFile(findPlace, path);
}

// src/engine/embedded/files-layer.ts
import { basename as basename2 } from "node:path";

// src/engine/embedded/kodata.ts
import { realpath, stat as stat2 } from "node:fs/promises";
import { dirname as dirname3, join as join6 } from "node:path";

// src/engine/embedded/tree.ts
import { createReadStream } from "node:fs";
import { readdir, readlink, stat } from "node:fs/promises";
import { dirname as dirname2, isAbsolute, join as join5, relative, resolve, sep } from "node:path";

// src/engine/embedded/read-size.ts
var READ_SIZE = 512 * 1024;

// src/engine/embedded/tree.ts
async function treeEntries(source, destination, linkRule, what) {
  const found = await statSource(source, what);
  if (found.isFile()) return [fileEntry(source, destination, found)];
  if (!found.isDirectory())
    throw new UserError(`${what}: ${source} is neither a file nor a folder`, { hint: "leave it out" });
  const children = await readdir(source, { withFileTypes: true });
  const below = await inTurn(children, (child) => childEntries(child, source, destination, linkRule, what));
  return [{ path: destination, mode: 493, kind: "directory", stamp: "" }, ...below.flat()];
}
async function childEntries(child, folder, to, linkRule, what) {
  const source = join5(folder, child.name);
  const destination = `${to}/${child.name}`;
  if (!child.isSymbolicLink()) return treeEntries(source, destination, linkRule, what);
  const decision = await linkRule(source);
  if ("follow" in decision) return treeEntries(source, destination, linkRule, what);
  return [{ path: destination, mode: 511, kind: "symlink", target: decision.keep, stamp: "" }];
}
async function statSource(source, what) {
  try {
    return await stat(source);
  } catch (cause) {
    const missing = codeOf(cause) === "ENOENT" || codeOf(cause) === "ENOTDIR";
    throw new UserError(`${what}: ${source} ${missing ? "does not exist" : "can't be read"}`, {
      cause,
      hint: missing ? "a source is relative to the folder of the Go module" : "check who owns it and its permissions"
    });
  }
}
function fileEntry(source, path, { mode, size, ino, mtimeMs, ctimeMs }) {
  const open2 = () => createReadStream(source, { highWaterMark: READ_SIZE });
  const stamp = [source, size, ino, mtimeMs, ctimeMs].join(" ");
  return { path, mode: mode & 73 ? 493 : 420, kind: "file", size, open: open2, stamp };
}
function keepLinksWithin(root, what) {
  return async (path) => {
    const target = await readlink(path);
    if (!isAbsolute(target) && isWithin(root, resolve(dirname2(path), target)))
      return { keep: target.split(sep).join("/") };
    throw new UserError(`${what}: the link ${path} leads out of ${root} (to ${target})`, {
      hint: "make it a relative link to something inside, or a copy"
    });
  };
}
function isWithin(root, path) {
  const way = relative(root, path);
  return way === "" || !(way === ".." || way.startsWith(`..${sep}`) || isAbsolute(way));
}
async function inTurn(items, work) {
  const results = [];
  for (const item of items) results.push(await work(item));
  return results;
}

// src/engine/embedded/kodata.ts
async function kodataEntries(main, destination) {
  const folder = join6(main.dir, "kodata");
  if (!await isFolder(folder)) return [];
  const root = await realpath(await confinement(main.moduleDir));
  return treeEntries(folder, destination, followWithin(root), `kodata of ${main.importPath}`);
}
function followWithin(root) {
  return async (path) => {
    const target = await realpath(path).catch((cause) => {
      throw new UserError(`kodata: the link ${path} leads nowhere`, { cause, hint: "correct or delete it" });
    });
    if (!isWithin(root, target))
      throw new UserError(`kodata: the link ${path} leads out of the repository (to ${target})`, {
        hint: "put a copy in its place"
      });
    const holder = await realpath(dirname3(path));
    if (isWithin(target, holder))
      throw new UserError(`kodata: the link ${path} leads to a folder that it is in`, { hint: "delete it" });
    return { follow: true };
  };
}
async function confinement(moduleDir) {
  for (let folder = moduleDir; ; folder = dirname3(folder)) {
    if (await exists(join6(folder, ".git"))) return folder;
    if (folder === dirname3(folder)) return moduleDir;
  }
}
async function isFolder(path) {
  return (await stat2(path).catch(() => void 0))?.isDirectory() ?? false;
}

// src/engine/embedded/files-layer.ts
async function fileEntries(files) {
  const entries = [];
  for (const { source, destination } of files) {
    const target = destination.endsWith("/") ? `${destination}${basename2(source)}` : destination;
    const what = `files ${source}:${destination}`;
    entries.push(...await treeEntries(source, target, keepLinksWithin(source, what), what));
  }
  return entries;
}
async function allKodataEntries(mains) {
  const entries = /* @__PURE__ */ new Map();
  for (const main of mains) {
    for (const entry of await kodataEntries(main, KODATA_PATH)) {
      const other = entries.get(entry.path);
      if (other && other.stamp !== entry.stamp) {
        throw new UserError(
          `two programs of one image bring their own ${entry.path}, ${main.importPath} is one of them`,
          {
            hint: 'put {name} into "image": each program then gets an image of its own'
          }
        );
      }
      entries.set(entry.path, entry);
    }
  }
  return [...entries.values()];
}
function filesLayer(entries, findPlace, time) {
  if (entries.length === 0) return void 0;
  const placed = placeEntries(entries, findPlace);
  return { key: JSON.stringify(["files", placed]), entries: placed, time };
}

// src/engine/embedded/image-files.ts
async function readImageFiles(image) {
  programPaths(image);
  checkShape(image.shape, image.platforms.length);
  const [files, kodata] = await Promise.all([fileEntries(image.container.files), allKodataEntries(image.mains)]);
  checkFolders(image, [...files, ...kodata]);
  return { files, kodata };
}

// src/engine/embedded/base-blobs.ts
async function addBaseLayers({ location }, layers, writer) {
  if (location.kind === "registry") {
    for (const layer of layers) writer.addOrigin(layer, location.repository);
    return;
  }
  const layout = await openLayout(location.path);
  for (const layer of layers) {
    const origin = await remoteOrigin(layout, layer);
    if (origin) writer.addOrigin(layer, origin);
    else await writer.addFile(layer, blobPath(location.path, layer.digest));
  }
}

// src/engine/embedded/binary-layer.ts
import { createReadStream as createReadStream2 } from "node:fs";
function binaryLayer(binary, destination, findPlace, time) {
  const { path, folders } = placeOfFile(findPlace, destination);
  const open2 = () => createReadStream2(binary.path, { highWaterMark: READ_SIZE });
  return {
    key: JSON.stringify(["binary", binary.sha256, binary.size, path, folders]),
    entries: [...folders.map(folderEntry), { path, mode: 493, kind: "file", size: binary.size, open: open2 }],
    time
  };
}

// src/engine/embedded/assemble-platform.ts
async function assemblePlatform(part, assembly) {
  const { image, platform } = part;
  const { signal } = assembly.stop;
  const base = image.base?.for(platform);
  const [findPlace, binaries] = await Promise.all([
    orAborted(findPlaceOn(image.base, platform, assembly.readBase), signal),
    orAborted(Promise.all(image.mains.map((main) => assembly.binaries(main, platform))), signal)
  ]);
  return assembly.phases.time("assemble", `${image.name} ${formatPlatform(platform)}`, async () => {
    const placed = binaries.map((binary) => ({ ...binary, destination: binaryPath(image, binary.main) }));
    const sources = sourcesOf(part, placed, findPlace);
    const made = await allOrStop(
      sources.map(async ({ source }) => {
        const layer = await assembly.makeLayer(source);
        if (layer.isNew) assembly.onNewLayer?.(image, layer);
        return layer;
      }),
      assembly.stop
    );
    const named = made.map((layer, at) => ({ layer, createdBy: sources[at]?.createdBy ?? "" }));
    const roots = base ? void 0 : await rootsLayer(assembly.assets);
    const own = roots ? [{ layer: roots, createdBy: ROOTS_CREATED_BY }, ...named] : named;
    const baseLayers = base?.manifest.value.layers ?? [];
    if (image.base) await addBaseLayers(image.base, baseLayers, assembly.writer);
    if (roots) await assembly.writer.addDocument(roots);
    for (const { layer } of named) await assembly.writer.addFile(layer.descriptor, layer.file);
    const config = configDocument(part, base, own, assembly.warn);
    const manifest = imageManifest(
      config.descriptor,
      [...baseLayers, ...own.map(({ layer }) => layer.descriptor)],
      image.annotations
    );
    await assembly.writer.addDocument(config);
    await assembly.writer.addDocument(manifest);
    return { platform, manifest: manifest.descriptor, config, layers: manifest.value.layers, binaries: placed };
  });
}
function sourcesOf({ image, files, kodata }, binaries, findPlace) {
  const time = image.fileTime;
  const data = filesLayer(kodata, findPlace, time);
  const extra = filesLayer(files, findPlace, time);
  return [
    ...data ? [{ source: data, createdBy: "go-containerize: kodata" }] : [],
    ...extra ? [{ source: extra, createdBy: "go-containerize: files" }] : [],
    ...binaries.map((binary) => ({
      source: binaryLayer(binary, binary.destination, findPlace, time),
      createdBy: `go-containerize: ${binary.main.importPath}`
    }))
  ];
}
var ROOTS_CREATED_BY = "go-containerize: CA certificates, time zones, users, /tmp";
function configDocument({ image, platform, kodata }, base, own, warn) {
  const { container, labels, created } = image;
  const request = {
    platform: shownPlatform(platform, image.platforms),
    container,
    labels,
    created,
    binaryPaths: programPaths(image),
    kodata: kodata.length > 0,
    base: image.base && base && { name: image.base.name, digest: image.base.digest, config: base.config.value },
    layers: own.map(({ layer, createdBy }) => ({ diffId: layer.diffId, createdBy }))
  };
  for (const warning of configWarnings(request)) warn(warning);
  return documentOf(MEDIA_TYPE.config, imageConfig(request));
}

// src/engine/embedded/kept-layer.ts
import { utimes } from "node:fs/promises";
import { join as join8 } from "node:path";

// src/engine/embedded/layer.ts
import { createHash as createHash2, randomUUID as randomUUID2 } from "node:crypto";
import { mkdir as mkdir2, open, rename, rm } from "node:fs/promises";
import { join as join7 } from "node:path";
async function buildLayer({ entries, time, root, signal }) {
  const folder = join7(root, "blobs", "sha256");
  await mkdir2(folder, { recursive: true });
  const temporary = join7(folder, `${randomUUID2()}.tmp`);
  try {
    const written = await writeBlob(temporary, writeTar(entries, time), signal);
    const file = join7(folder, written.hex);
    await rename(temporary, file);
    const descriptor = { mediaType: MEDIA_TYPE.layer, digest: `sha256:${written.hex}`, size: written.size };
    return { descriptor, diffId: written.diffId, file };
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}
async function writeBlob(path, tar, signal) {
  const content = createHash2("sha256");
  const blob = createHash2("sha256");
  let size = 0;
  const file = await open(path, "wx", 420);
  try {
    for await (const chunk of gzip(hashing(tar, content))) {
      signal?.throwIfAborted();
      blob.update(chunk);
      size += chunk.length;
      await file.writeFile(chunk);
      release(chunk);
    }
  } finally {
    await file.close();
  }
  const diffId = `sha256:${content.digest("hex")}`;
  return { hex: blob.digest("hex"), size, diffId };
}
async function* hashing(source, hash) {
  for await (const chunk of source) {
    hash.update(chunk);
    yield chunk;
    release(chunk);
  }
}

// src/engine/embedded/kept-layer.ts
var FORMAT = 4;
var KIND = "layers";
var FRESH_MS = 24 * 60 * 60 * 1e3;
async function keptLayer({ key, entries, time }, { cache, signal }) {
  const fullKey = JSON.stringify([FORMAT, time.getTime(), key]);
  const remember = (identity, layer2) => cache.writeRecord(KIND, fullKey, { ...layer2, identity });
  const kept = await cache.readRecord(KIND, fullKey, parseKept);
  if (kept) {
    const { digest, size, diffId: diffId2 } = kept;
    const file2 = join8(cache.root, "blobs", "sha256", hexOf(digest));
    const identity = await identityOf(file2);
    const same = sameFile(kept.identity, identity);
    if (same || identity?.size === size && await hashFile(file2, signal) === hexOf(digest)) {
      if (!same) await remember(identity, { digest, size, diffId: diffId2 });
      else if (Date.now() - kept.identity.mtimeMs > FRESH_MS)
        await remember(await touched(file2), { digest, size, diffId: diffId2 });
      return { descriptor: { mediaType: MEDIA_TYPE.layer, digest, size }, diffId: diffId2, file: file2, isNew: false };
    }
  }
  const layer = await buildLayer({ entries, time, root: cache.root, signal });
  const { descriptor, diffId, file } = layer;
  await remember(await identityOf(file), { digest: descriptor.digest, size: descriptor.size, diffId });
  return { ...layer, isNew: true };
}
async function touched(file) {
  const now = /* @__PURE__ */ new Date();
  await utimes(file, now, now).catch(() => {
  });
  return identityOf(file);
}
function parseKept(value) {
  if (!isRecord(value)) return void 0;
  const digest = stringAt(value, "digest");
  const diffId = stringAt(value, "diffId");
  const size = numberAt(value, "size");
  const identity = parseIdentity(recordAt(value, "identity"));
  if (!digest || !diffId || size === void 0 || !identity || !isDigest(digest) || !isDigest(diffId)) return void 0;
  return { digest, diffId, size, identity };
}

// src/engine/embedded/layer-store.ts
var LAYERS_AT_ONCE = 2;
function createLayerStore(options) {
  const limit = pLimit(LAYERS_AT_ONCE);
  const layers = /* @__PURE__ */ new Map();
  return (source) => {
    const key = JSON.stringify([source.time.getTime(), source.key]);
    const known = layers.get(key);
    if (known) return known;
    const made = limit(() => {
      options.signal?.throwIfAborted();
      return keptLayer(source, options);
    });
    layers.set(key, made);
    made.catch(() => layers.delete(key));
    return made;
  };
}

// src/engine/embedded/assemble.ts
async function assemble(options) {
  const { images, cache, layoutPath, complete, log, signal } = options;
  const stop = new AbortController();
  forMany(stop.signal);
  const cancel = () => stop.abort(signal?.reason);
  if (signal?.aborted) cancel();
  signal?.addEventListener("abort", cancel, { once: true });
  try {
    const write = (writer) => {
      const makeLayer = createLayerStore({ cache, signal: stop.signal });
      const assembly = { ...options, writer, makeLayer, stop, warn: onceEach((message) => log.warn(message)) };
      return allOrStop(
        images.map((image) => assembleImage(image, assembly)),
        stop
      );
    };
    return await writeLayout(layoutPath, write, complete);
  } finally {
    signal?.removeEventListener("abort", cancel);
  }
}
async function assembleImage(image, assembly) {
  const files = await readImageFiles(image);
  const platforms = await allOrStop(
    image.platforms.map((platform) => assemblePlatform({ ...files, image, platform }, assembly)),
    assembly.stop
  );
  const descriptor = await describe(image, platforms, assembly.writer);
  for (const name of [image.name, ...image.aliases]) assembly.writer.addImage(name, descriptor);
  return { image, descriptor, platforms };
}
async function describe({ shape, annotations, name }, platforms, writer) {
  const [only] = platforms;
  if (!only) throw new Error(`no platform for ${name}`);
  if (isSingle(shape, platforms.length)) return only.manifest;
  const index = imageIndex(
    platforms.map(({ manifest, platform }) => ({ ...manifest, platform })),
    annotations
  );
  await writer.addDocument(index);
  return index.descriptor;
}
function onceEach(say2) {
  const said = /* @__PURE__ */ new Set();
  return (message) => {
    if (said.has(message)) return;
    said.add(message);
    say2(message);
  };
}

// src/engine/embedded/base-platform.ts
function choosePlatform(candidates, target) {
  const wanted = levelOf(target);
  const serving = candidates.filter(({ platform }) => {
    if (platform.os !== target.os || platform.architecture !== target.architecture) return false;
    const level2 = levelOf(platform);
    if (level2 === void 0 || wanted === void 0) {
      return platform.variant === void 0 || sameVariant(platform, target);
    }
    return level2 <= wanted;
  });
  return serving.sort((a, b) => (levelOf(b.platform) ?? 0) - (levelOf(a.platform) ?? 0))[0];
}
function levelOf(platform) {
  const { architecture, variant } = normalizePlatform(platform);
  const usual = { amd64: 1, arm64: 8, arm: 7 }[architecture];
  if (usual === void 0) return void 0;
  if (variant === void 0) return usual;
  const step = Number(variant.replace(/^v/, ""));
  return Number.isNaN(step) ? void 0 : step;
}
function sameVariant(a, b) {
  return formatPlatform(normalizePlatform(a)) === formatPlatform(normalizePlatform(b));
}

// src/engine/embedded/base-source.ts
async function openBaseSource(base, registry) {
  const inLayout = parseLayoutReference(base);
  return inLayout ? layoutSource(base, inLayout) : registrySource(base, registry);
}
function registrySource(base, registry) {
  const parsed = parseReference(base);
  if ("problem" in parsed) {
    throw new UserError(`base: ${parsed.problem}`, { hint: "name an image such as gcr.io/distroless/static-debian12" });
  }
  const pinned = withDefaultTag(parsed.reference);
  const name = formatReference(pinned);
  const repository = { registry: pinned.registry, repository: pinned.repository };
  return {
    name,
    location: { kind: "registry", repository },
    // HEAD first: Docker Hub counts only GET against its pull limit, and the documents may be known by digest.
    // https://docs.docker.com/docker-hub/usage/pulls/
    async root() {
      const found = await registry.head(pinned);
      if (found) return found;
      throw new UserError(`the base image ${name} isn't there: the registry answered 404`, {
        hint: "check its name and tag; a private one may also look absent without credentials (registry-auth)"
      });
    },
    read: documentReader(registry, repository)
  };
}
async function layoutSource(base, { path, image }) {
  const layout = await openLayout(path);
  return {
    name: base,
    location: { kind: "layout", path },
    root: async () => chooseEntry(layout, image, base),
    read: (document) => layout.read(document)
  };
}
function chooseEntry(layout, image, base) {
  const entries = layout.index.manifests;
  const found = image === void 0 ? entries : entries.filter((entry) => isNamed(entry, image));
  const [only, ...others] = found;
  if (only && others.length === 0) return only;
  const names = entries.map((entry) => entry.annotations?.[REF_NAME] ?? entry.digest);
  throw new UserError(
    only ? `the base ${base} holds several images: ${names.join(", ")}` : `the base ${base} holds no image${image === void 0 ? "" : ` named "${image}"`}${names.length > 0 ? `; it has ${names.join(", ")}` : ""}`,
    { hint: `name one of them: ${LAYOUT_SCHEME}PATH:NAME` }
  );
}
function isNamed(entry, tag) {
  const name = entry.annotations?.[REF_NAME];
  const full = entry.annotations?.[FULL_NAME];
  return entry.digest === tag || name === tag || name?.endsWith(`:${tag}`) === true || full?.endsWith(`:${tag}`) === true;
}

// src/engine/embedded/base.ts
async function resolveBase({ base, platforms, registry, cache }) {
  const source = readingOnce(await openBaseSource(base, registry), cache);
  const root = await source.root();
  const candidates = await listCandidates(source, root);
  const chosen = platforms.map((platform) => choosePlatform(candidates, platform));
  const missing = platforms.filter((_, i) => chosen[i] === void 0);
  if (missing.length > 0) throw platformsMissing(source.name, missing, candidates);
  const entries = [...new Set(chosen.filter((candidate) => candidate !== void 0))];
  const images = await Promise.all(entries.map((candidate) => readImage(source, candidate)));
  return {
    name: source.name,
    digest: root.digest,
    location: source.location,
    for(platform) {
      const image = choosePlatform(images, platform);
      if (image) return image;
      throw platformsMissing(source.name, [platform], images);
    }
  };
}
async function listCandidates(source, root, depth = 0) {
  if (isManifestType(root.mediaType)) {
    if (root.platform) return [{ platform: normalizePlatform(root.platform), manifest: root }];
    return platformFromConfig(source, root, depth > 0);
  }
  if (!isIndexType(root.mediaType) || depth > MAX_DEPTH) throw notAnImage(source.name, root.mediaType);
  const { manifests } = parseIndex(await source.read(root), root.mediaType, source.name);
  const images = manifests.filter((entry) => isImageType(entry.mediaType) && !isAttestation2(entry));
  return (await Promise.all(images.map((image) => listCandidates(source, image, depth + 1)))).flat();
}
var MAX_DEPTH = 3;
function isImageType(mediaType) {
  return isManifestType(mediaType) || isIndexType(mediaType);
}
var CONFIG_TYPES = /* @__PURE__ */ new Set([MEDIA_TYPE.config, "application/vnd.docker.container.image.v1+json"]);
async function platformFromConfig(source, manifest, isListed) {
  const { config } = parseManifest(await source.read(manifest), manifest.mediaType, source.name);
  if (isListed && !CONFIG_TYPES.has(config.mediaType)) return [];
  const { os, architecture, variant } = parseImageConfig(await source.read(config), source.name);
  return [{ platform: normalizePlatform({ os, architecture, ...variant === void 0 ? {} : { variant } }), manifest }];
}
function isAttestation2({ platform, annotations }) {
  return platform?.os === "unknown" || annotations?.["vnd.docker.reference.type"] === "attestation-manifest";
}
async function readImage(source, { platform, manifest }) {
  const manifestBytes = await source.read(manifest);
  const manifestValue = parseManifest(manifestBytes, manifest.mediaType, source.name);
  const configBytes = await source.read(manifestValue.config);
  const configValue = parseImageConfig(configBytes, source.name);
  const [layers, diffIds] = [manifestValue.layers.length, configValue.rootfs.diff_ids.length];
  if (layers !== diffIds) {
    throw new UserError(`the base ${source.name} is damaged: ${layers} layers, but its config lists ${diffIds}`, {
      hint: "take another base, or push this one again"
    });
  }
  return {
    platform,
    manifest: { descriptor: manifest, bytes: manifestBytes, value: manifestValue },
    config: { descriptor: manifestValue.config, bytes: configBytes, value: configValue }
  };
}
function readingOnce(source, cache) {
  const reads = /* @__PURE__ */ new Map();
  return {
    ...source,
    read(document) {
      const known = reads.get(document.digest);
      if (known) return known;
      const read = cache && source.location.kind === "registry" ? readKept(source, document, cache) : source.read(document);
      reads.set(document.digest, read);
      return read;
    }
  };
}
async function readKept(source, document, cache) {
  const kept = await cache.readRecord(
    "base-documents",
    document.digest,
    (value) => typeof value === "string" ? Buffer.from(value, "base64") : void 0
  );
  if (kept && digestOf(kept) === document.digest) return kept;
  const bytes = await source.read(document);
  if (bytes.length <= MAX_KEPT) {
    await cache.writeRecord("base-documents", document.digest, bytes.toString("base64"));
  }
  return bytes;
}
var MAX_KEPT = 128 * 1024;
function platformsMissing(name, missing, has) {
  const there = [...new Set(has.map(({ platform }) => formatPlatform(platform)))];
  return new UserError(
    `the base image ${name} has no ${missing.map(formatPlatform).join(" and no ")}; it has ${there.join(", ") || "no platform at all"}`,
    { hint: "leave the platform out, or take a base that has it (base: scratch has all)" }
  );
}
function notAnImage(name, mediaType) {
  const old = /\.manifest\.v1\+/.test(mediaType);
  return new UserError(
    old ? `the base image ${name} has the manifest format of Docker before 1.10 (schema 1), which isn't read any more` : `${name} is no container image but a "${mediaType}"`,
    { hint: old ? "pull and push it once with a recent Docker, or take a newer tag" : "name an image as base" }
  );
}

// src/engine/embedded/base-index.ts
var import_tar_stream2 = __toESM(require_tar_stream(), 1);
import { posix as posix3 } from "node:path";
import { pipeline as pipeline2 } from "node:stream/promises";
async function indexLayer(layer, bytes) {
  const entries = [];
  const whiteouts = [];
  const opaque = [];
  const tar = (0, import_tar_stream2.extract)();
  tar.on("entry", (header, content, next) => {
    const path = relativePath(header.name);
    const [folder, name] = [posix3.dirname(path), posix3.basename(path)];
    if (name === ".wh..wh..opq") opaque.push(folder);
    else if (name.startsWith(".wh.")) whiteouts.push(posix3.join(folder, name.slice(".wh.".length)));
    else {
      const entry = entryOf(path, header);
      if (entry) entries.push(entry);
    }
    content.on("end", next);
    content.resume();
  });
  try {
    await pipeline2(bytes, verifying(layer), decompressed, tar);
  } catch (cause) {
    if (cause instanceof UserError) throw cause;
    throw new UserError(`the base's layer ${layer.digest} can't be read: ${messageOf(cause)}`, {
      cause,
      hint: "take another base, or push this one again"
    });
  }
  return { entries, whiteouts, opaque };
}
function entryOf(path, header) {
  const { type, mode, uid, gid, linkname } = header;
  if (type === "directory") return path === "" ? void 0 : { kind: "folder", path, mode: mode & 4095, uid, gid };
  if (type === "symlink") return { kind: "link", path, target: linkname };
  return isKept(path) ? { kind: "file", path } : void 0;
}
function isKept(path) {
  return /\.so(\.[0-9.]+)?$/.test(path) || path.split("/").length <= 2;
}
function relativePath(name) {
  return posix3.normalize(`/${name}`).replace(/^\/+|\/+$/g, "");
}

// src/engine/embedded/base-tree.ts
import { posix as posix4 } from "node:path";
var MAX_LINKS = 40;
var implied = () => ({ kind: "folder", mode: 493, uid: 0, gid: 0, children: /* @__PURE__ */ new Map() });
function joinLayers(layers, name) {
  const root = implied();
  const libraries = /* @__PURE__ */ new Set();
  for (const layer of layers) applyLayer(root, layer);
  collectFiles(root, libraries);
  return {
    locate: (path) => locate(root, path, name),
    has: (path) => follow(root, path) !== void 0,
    isFolder: (path) => find(root, path) !== void 0,
    hasLibrary: (library) => libraries.has(library)
  };
}
function applyLayer(root, { entries, whiteouts, opaque }) {
  for (const path of opaque) find(root, path)?.children.clear();
  for (const path of whiteouts) find(root, posix4.dirname(path))?.children.delete(posix4.basename(path));
  for (const entry of entries) {
    const children = makeFolders(root, posix4.dirname(entry.path)).children;
    const name = posix4.basename(entry.path);
    const before = children.get(name);
    if (entry.kind === "link") children.set(name, { kind: "link", target: entry.target });
    else if (entry.kind === "file") children.set(name, { kind: "file" });
    else {
      const { mode, uid, gid } = entry;
      const inherited = before?.kind === "folder" ? before.children : /* @__PURE__ */ new Map();
      children.set(name, { kind: "folder", mode, uid, gid, children: inherited });
    }
  }
}
function partsOf(path) {
  return path.split("/").filter((part) => part !== "" && part !== ".");
}
function find(root, path) {
  let folder = root;
  for (const part of partsOf(path)) {
    const child = folder.children.get(part);
    if (child?.kind !== "folder") return void 0;
    folder = child;
  }
  return folder;
}
function makeFolders(root, path) {
  let folder = root;
  for (const part of partsOf(path)) {
    const child = folder.children.get(part);
    const next = child?.kind === "folder" ? child : implied();
    if (next !== child) folder.children.set(part, next);
    folder = next;
  }
  return folder;
}
function collectFiles(folder, names) {
  for (const [name, child] of folder.children) {
    if (child.kind === "folder") collectFiles(child, names);
    else names.add(name);
  }
}
function walk(root, parts, visit) {
  const todo = [...parts];
  const trail = [];
  let links = 0;
  for (let part = todo.shift(); part !== void 0; part = todo.shift()) {
    if (part === "..") {
      trail.pop();
      continue;
    }
    const parent = trail.length === 0 ? root : trail.at(-1)?.node;
    const node = parent?.kind === "folder" ? parent.children.get(part) : void 0;
    if (node?.kind !== "link") {
      trail.push({ name: part, node });
      continue;
    }
    if (++links > MAX_LINKS) return "loop";
    if (node.target.startsWith("/")) trail.length = 0;
    todo.unshift(...partsOf(node.target));
  }
  const real = [];
  for (const { name, node } of trail) {
    real.push(name);
    visit(`/${real.join("/")}`, node);
  }
  return real;
}
var ELSEWHERE = "choose another destination in the image";
function locate(root, path, name) {
  const parts = partsOf(posix4.resolve("/", path));
  const last = parts.at(-1);
  if (last === void 0) throw new UserError("/ is the image itself: a file needs a name below it", { hint: ELSEWHERE });
  const existing = [];
  const missing = [];
  const real = walk(root, parts.slice(0, -1), (at, node) => {
    if (node?.kind === "file")
      throw new UserError(`${path} can't be put below ${at}: that is a file in the base ${name}`, { hint: ELSEWHERE });
    if (node?.kind === "folder") existing.push({ path: at, mode: node.mode, uid: node.uid, gid: node.gid });
    else missing.push(at);
  });
  if (real === "loop")
    throw new UserError(`${path} can't be resolved in the base ${name}: its links lead in a circle`, { hint: ELSEWHERE });
  return { path: `/${[...real, last].join("/")}`, existing, missing };
}
function follow(root, path) {
  let found = root;
  const real = walk(root, partsOf(posix4.resolve("/", path)), (_, node) => {
    found = node;
  });
  return real === "loop" ? void 0 : found;
}

// src/engine/embedded/base-files.ts
var LAYERS_AT_ONCE2 = 2;
function createBaseReader({ registry, cache }) {
  const images = /* @__PURE__ */ new Map();
  const layers = /* @__PURE__ */ new Map();
  const limit = pLimit(LAYERS_AT_ONCE2);
  return (base, image) => remembered(images, image.manifest.descriptor.digest, async () => {
    const blobs = await blobsOf(base, registry);
    const indexes = await Promise.all(
      image.manifest.value.layers.map(
        (layer) => remembered(layers, layer.digest, () => limit(() => readLayer2(layer, blobs, cache)))
      )
    );
    return joinLayers(indexes, base.name);
  });
}
async function blobsOf({ location }, registry) {
  if (location.kind === "registry") return { open: (layer) => registry.openBlob(location.repository, layer) };
  return readThrough(await openLayout(location.path), (repository, blob) => registry.openBlob(repository, blob));
}
async function readLayer2(layer, blobs, cache) {
  const kept = await cache?.readRecord(RECORDS, layer.digest, parseLayerIndex);
  if (kept) return kept;
  const index = await indexLayer(layer, await blobs.open(layer));
  await cache?.writeRecord(RECORDS, layer.digest, index);
  return index;
}
var RECORDS = "base-layers-1";
function parseLayerIndex(value) {
  const entries = arrayAt(value, "entries")?.map(parseEntry);
  const whiteouts = arrayAt(value, "whiteouts");
  const opaque = arrayAt(value, "opaque");
  if (!entries?.every(isDefined) || !whiteouts?.every(isString) || !opaque?.every(isString)) return void 0;
  return { entries, whiteouts, opaque };
}
function parseEntry(value) {
  const path = stringAt(value, "path");
  if (path === void 0) return void 0;
  const kind = stringAt(value, "kind");
  if (kind === "file") return { kind, path };
  const target = stringAt(value, "target");
  if (kind === "link" && target !== void 0) return { kind, path, target };
  const [mode, uid, gid] = [numberAt(value, "mode"), numberAt(value, "uid"), numberAt(value, "gid")];
  if (kind !== "folder" || mode === void 0 || uid === void 0 || gid === void 0) return void 0;
  return { kind, path, mode, uid, gid };
}
function isDefined(value) {
  return value !== void 0;
}
function isString(value) {
  return typeof value === "string";
}
function remembered(known, key, work) {
  const running = known.get(key);
  if (running) return running;
  const started = work();
  known.set(key, started);
  started.catch(() => known.delete(key));
  return started;
}

export {
  buildkit_exports,
  rootsLayer,
  KODATA_PATH,
  containerConfig,
  binaryPath,
  programPaths,
  checkPlaces,
  readImageFiles,
  assemble,
  resolveBase,
  createBaseReader
};
