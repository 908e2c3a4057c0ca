import {createRequire as __createRequire} from 'node:module';const require = __createRequire(import.meta.url);
import {
  parseSaveTask
} from "./chunk-3BSFTTT4.js";
import {
  environmentFor
} from "./chunk-HD3OXH54.js";
import {
  buildSecretsIn,
  inputsOf,
  secretsIn
} from "./chunk-OGWH5DZ4.js";
import {
  messageOf
} from "./chunk-YMPWN76Y.js";
import {
  FOUND,
  formatCall,
  readAnswer,
  readable
} from "./chunk-RBF2ZTQZ.js";
import {
  arrayAt,
  isRecord,
  numberAt,
  recordAt,
  stringAt
} from "./chunk-5I5N4XBM.js";
import {
  addPath,
  exportVariable,
  getState,
  saveState,
  setOutput,
  setSecret
} from "./chunk-6RO2J6YC.js";

// src/actions/cache-service.ts
import { mkdir } from "node:fs/promises";
import { basename, dirname } from "node:path";

// src/actions/cache-environment.ts
var NAMES = /* @__PURE__ */ new Set([
  ...["ACTIONS_RESULTS_URL", "ACTIONS_RUNTIME_TOKEN", "ACTIONS_CACHE_URL", "ACTIONS_CACHE_SERVICE_V2"],
  ...["ACTIONS_CACHE_MODE", "ACTIONS_ORCHESTRATION_ID", "GITHUB_SERVER_URL", "PROGRAMFILES"],
  ...["HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "NODE_EXTRA_CA_CERTS"]
]);
var TAR_OPTIONS = "--anchored --exclude=/* --no-anchored --exclude=.. --transform=s|.*|.not-followed|RH";
function cacheEnvironment(env, folder) {
  const own = { GITHUB_WORKSPACE: folder, RUNNER_TEMP: folder, TAR_OPTIONS };
  return { ...environmentFor(env, (name) => NAMES.has(name)), ...own };
}

// src/actions/cache-service.ts
var SECOND = 1e3;
var LIMITS = {
  // An answer takes a fraction of a second. After a failure @actions/cache pauses 3 s, then longer, 30 s in all: one
  // repetition is allowed, no more, because the build waits.
  lookUpMs: 10 * SECOND,
  // 2 GB at 25 MB/s, a slow day. What takes longer costs more than it saves: most cold builds are done by then.
  restoreMs: 90 * SECOND,
  // Beside the push. Twice the time of a restore and more, for an archive has to be made first.
  saveMs: 240 * SECOND
};
function createCacheService(options) {
  const limits = options.limits ?? LIMITS;
  return {
    async restore(request) {
      let isFound = false;
      const onFound = () => {
        isFound = true;
      };
      const { lookUpMs: firstMs, restoreMs: laterMs } = limits;
      const answer = await call("restore", request, options, { firstMs, laterMs, onFound });
      if (!("kind" in answer) && answer.key !== void 0) {
        return { kind: "restored", matchedKey: answer.key, bytes: answer.bytes };
      }
      const trouble = "kind" in answer ? answer : troubleOf(answer);
      return trouble ? { ...trouble, ...isFound ? {} : { unanswered: true } } : { kind: "missing" };
    },
    async has(request) {
      const answer = await call("look-up", { ...request, restoreKeys: [] }, options, { firstMs: limits.lookUpMs });
      if ("kind" in answer) return answer;
      return troubleOf(answer) ?? { kind: answer.key === request.key ? "found" : "missing" };
    },
    async save(request) {
      const answer = await call("save", { ...request, restoreKeys: [] }, options, { firstMs: limits.saveMs });
      if ("kind" in answer) return answer;
      if (answer.key !== void 0) return { kind: "saved", bytes: answer.bytes };
      if (answer.exists) return { kind: "exists" };
      if (answer.denied) return { kind: "denied" };
      return troubleOf(answer) ?? { kind: "trouble", message: "the cache service did not say why" };
    }
  };
}
function troubleOf({ trouble }) {
  return trouble === void 0 ? void 0 : { kind: "trouble", message: trouble };
}
async function call(operation, request, { exec, env, script, node = process.execPath }, { firstMs, laterMs = firstMs, onFound }) {
  const { folder, key, restoreKeys, signal } = request;
  const limit = startLimit(firstMs);
  try {
    const cwd = dirname(folder);
    await mkdir(cwd, { recursive: true });
    const { stdout, stderr } = await exec({
      program: node,
      args: [script],
      cwd,
      env: cacheEnvironment(env, cwd),
      stdin: formatCall({ operation, name: basename(folder), key, restoreKeys }),
      onStderrLine: (line) => {
        if (line !== FOUND) return;
        onFound?.();
        limit.restart(laterMs);
      },
      withChildren: true,
      // tar and its compressor
      signal: signal ? AbortSignal.any([signal, limit.signal]) : limit.signal
    });
    const answer = readAnswer(stdout);
    return answer.finished ? answer : { kind: "trouble", message: readable(stderr) || "the cache program ended early" };
  } catch (error) {
    signal?.throwIfAborted();
    if (!limit.signal.aborted) return { kind: "trouble", message: readable(messageOf(error)) };
    return { kind: "trouble", message: `the cache service took longer than ${limit.ms() / SECOND} s` };
  } finally {
    limit.stop();
  }
}
function startLimit(firstMs) {
  const controller = new AbortController();
  let current = firstMs;
  const give = () => controller.abort(new Error("the time is over"));
  let timer = setTimeout(give, firstMs);
  return {
    signal: controller.signal,
    ms: () => current,
    restart(ms) {
      clearTimeout(timer);
      current = ms;
      timer = setTimeout(give, ms);
    },
    stop: () => clearTimeout(timer)
  };
}

// src/actions/inputs.ts
function readInputs(env) {
  const values = {};
  for (const input of inputsOf("action")) {
    const given = namesOf(input).map((name) => env[variableOf(name)] ?? "");
    values[input.name] = given.filter((text) => text.trim() !== "");
  }
  return { door: "action", values };
}
function variableOf(name) {
  return `INPUT_${name.replaceAll(" ", "_").toUpperCase()}`;
}
function namesOf(input) {
  return [input.name, ...input.aliases ?? []];
}
function secretsOf({ values }) {
  const first2 = (name) => values[name]?.at(-1)?.trim() ?? "";
  const logins = [
    { username: first2("username"), password: first2("password") },
    { username: "x-access-token", password: first2("github-token") },
    { username: "x-access-token", password: first2("go-private-token") },
    ...(values["registry-auth"] ?? []).flatMap(secretsIn)
  ];
  const secrets = logins.filter(({ password }) => password !== "").flatMap(({ username, password }) => [password, Buffer.from(`${username}:${password}`).toString("base64")]);
  return [.../* @__PURE__ */ new Set([...secrets, ...(values.secrets ?? []).flatMap(buildSecretsIn)])];
}

// src/actions/outputs.ts
var OUTPUTS = [
  {
    name: "image",
    about: "Repository of the image, without tag; of the first one if there are several.",
    example: "ghcr.io/acme/shop",
    of: (report) => first(report)?.name ?? ""
  },
  {
    name: "digest",
    about: "Digest of the image: of its index, or of its one manifest.",
    example: "sha256:2d6f…",
    of: (report) => first(report)?.digest ?? ""
  },
  {
    name: "digests",
    about: "JSON object: digest of each platform's manifest.",
    example: '{"linux/amd64":"sha256:91c0…","linux/arm64":"sha256:07ab…"}',
    of: (report) => JSON.stringify(digestsOf(first(report)))
  },
  {
    name: "ref",
    about: "The image by digest: what to deploy.",
    example: "ghcr.io/acme/shop@sha256:2d6f…",
    of: (report) => refOf(first(report))
  },
  {
    name: "refs",
    about: "Every reference of every image, one a line.",
    example: "ghcr.io/acme/shop:main",
    of: (report) => report.images.flatMap((image) => image.references).join("\n")
  },
  {
    name: "tag-names",
    about: "The tags without their repositories, one a line.",
    example: "main",
    of: (report) => [...new Set(report.images.flatMap((image) => image.tags))].join("\n")
  },
  {
    name: "images",
    about: "JSON object by repository: digest, ref, digests, tags, references, changed, pushed.",
    example: '{"ghcr.io/acme/shop":{"digest":"sha256:2d6f…","tags":["main"],"changed":true}}',
    of: (report) => JSON.stringify(Object.fromEntries(report.images.map((image) => [image.name, summaryOf(image)])))
  },
  {
    name: "pushed",
    about: "Did the images go to their registries?",
    example: "true",
    of: (report) => String(report.images.length > 0 && report.images.every((image) => image.pushed))
  },
  {
    name: "changed",
    about: "Is any image different from the one that its tags named before? A new commit alone is no change.",
    example: "true",
    of: (report) => String(report.images.some((image) => image.changed))
  },
  {
    name: "layout",
    about: "Folder of the OCI layout with the images; it is there until the job ends.",
    example: "/home/runner/work/_temp/go-containerize/layouts/6f1c…",
    of: (report) => report.layout
  },
  {
    name: "binaries",
    about: "JSON array: main, platform, path in the image, size and sha256 of each binary.",
    example: '[{"main":"example.com/shop","platform":"linux/amd64","path":"/app/shop","size":5242880,"sha256":"5a0c…"}]',
    of: (report) => JSON.stringify(binariesOf(report))
  },
  {
    name: "go-version",
    about: "Version of Go that compiled.",
    example: "1.26.8",
    of: (report) => report.go.version.replace(/^go(?=\d)/, "")
  },
  {
    name: "report",
    about: "The whole report of the run as JSON.",
    example: '{"go":{…},"images":[…],"phases":[…]}',
    of: (report) => JSON.stringify(report)
  }
];
function outputsOf(report) {
  return Object.fromEntries(OUTPUTS.map((output) => [output.name, output.of(report)]));
}
function first(report) {
  return report.images[0];
}
function refOf(image) {
  return image ? `${image.name}@${image.digest}` : "";
}
function digestsOf(image) {
  return Object.fromEntries((image?.platforms ?? []).map(({ platform, digest }) => [platform, digest]));
}
function summaryOf(image) {
  const { digest, tags, references, changed, pushed } = image;
  return { digest, ref: refOf(image), digests: digestsOf(image), tags, references, changed, pushed };
}
function binariesOf(report) {
  const all = report.images.flatMap(
    (image) => image.platforms.flatMap(
      ({ platform, binaries }) => binaries.map(({ main, path, size, sha256 }) => ({ main, platform, path, size, sha256 }))
    )
  );
  return [...new Map(all.map((binary) => [JSON.stringify(binary), binary])).values()];
}

// src/actions/runner.ts
import { appendFile } from "node:fs/promises";

// src/actions/job-state.ts
var JOB_STATE_NAME = "go-containerize-setup";
function parseJobCaches(text) {
  let value;
  try {
    value = JSON.parse(text);
  } catch {
    return void 0;
  }
  const [goCache, goModCache, sums] = ["goCache", "goModCache", "sums"].map((name) => stringAt(value, name));
  const [modules, build] = [recordAt(value, "modules"), recordAt(value, "build")];
  const [ofModules, ofBuild] = [modules && parseEntry(modules), build && parseEntry(build)];
  const entriesBefore = numberAt(build, "entriesBefore");
  if (!goCache || !goModCache || !sums || !ofModules || !ofBuild || entriesBefore === void 0) return void 0;
  const [fresh, usedSinceMs] = [stringAt(value, "fresh"), numberAt(build, "usedSinceMs")];
  return {
    goCache,
    goModCache,
    sums,
    modules: ofModules,
    build: { ...ofBuild, entriesBefore, ...usedSinceMs === void 0 ? {} : { usedSinceMs } },
    ...fresh === void 0 ? {} : { fresh }
  };
}
var RULES = ["never", "nothing-restored", "worth-it"];
var RESULTS = ["restored", "missing", "failed"];
function parseEntry(value) {
  const key = stringAt(value, "key");
  const rule = RULES.find((one) => one === value.rule);
  if (!key || !rule) return void 0;
  const restored = recordAt(value, "restored");
  const result = RESULTS.find((one) => one === restored?.result);
  return {
    key,
    rule,
    ...result === void 0 ? {} : {
      restored: { result, exact: restored?.exact === true, ...restored?.unanswered === true && { unanswered: true } }
    }
  };
}

// src/actions/state.ts
var STATE_NAME = "go-containerize";
var EMPTY = { folders: [], saves: [], builders: [] };
function formatState(state) {
  return JSON.stringify(state);
}
function parseState(text) {
  let value;
  try {
    value = JSON.parse(text);
  } catch {
    return EMPTY;
  }
  if (!isRecord(value)) return EMPTY;
  const texts = (name) => (arrayAt(value, name) ?? []).filter((text2) => typeof text2 === "string" && text2 !== "");
  const saves = (arrayAt(value, "saves") ?? []).map(parseSaveTask).filter((task) => task !== void 0);
  return { folders: texts("folders"), saves, builders: texts("builders") };
}

// src/actions/runner.ts
var MAX_SUMMARY = 1024 * 1024;
function createRunner(env) {
  return {
    mask: setSecret,
    setOutputs(outputs) {
      for (const [name, value] of Object.entries(outputs)) setOutput(name, value);
    },
    saveState: (state) => saveState(STATE_NAME, formatState(state)),
    readState: () => parseState(getState(STATE_NAME)),
    saveJobCaches: (caches) => saveState(JOB_STATE_NAME, JSON.stringify(caches)),
    readJobCaches: () => parseJobCaches(getState(JOB_STATE_NAME)),
    setJob({ paths, env: variables }) {
      for (const [name, value] of Object.entries(variables)) exportVariable(name, value);
      for (const path of paths.toReversed()) addPath(path);
    },
    async addSummary(markdown) {
      if (!env.GITHUB_STEP_SUMMARY || Buffer.byteLength(markdown) > MAX_SUMMARY) return;
      await appendFile(env.GITHUB_STEP_SUMMARY, markdown);
    }
  };
}

// src/actions/tool-cache.ts
var SILENCE_MS = 2e4;
var MAX_TEXT = 64 * 1024 * 1024;
var DownloadError = class extends Error {
  status;
  constructor(cause) {
    super(messageOf(cause), { cause });
    this.status = cause instanceof Error && "httpStatusCode" in cause && typeof cause.httpStatusCode === "number" ? cause.httpStatusCode : void 0;
  }
};
function createToolFiles({ log, keepStdout }) {
  const run = (work) => keepStdout ? withoutStdout(log, work) : work();
  const toolCache = () => import("./tool-cache-75RUTOON.js");
  return {
    fetchText,
    async download(url, to, { authorization, signal }) {
      const { downloadTool } = await toolCache();
      const done = run(() => downloadTool(url, to, authorization)).catch((error) => {
        throw new DownloadError(error);
      });
      await orAborted(done, signal);
    },
    async extractTar(file, to) {
      const { extractTar } = await toolCache();
      await run(() => extractTar(file, to));
    },
    async extractZip(file, to) {
      const { extractZip } = await toolCache();
      await run(() => extractZip(file, to));
    }
  };
}
var fetchText = async (url, { authorization, signal }) => {
  const { HttpClient } = await import("./lib-4NTWTUP3.js");
  const client = new HttpClient("go-containerize", [], { allowRetries: true, maxRetries: 2, socketTimeout: SILENCE_MS });
  const read = async () => {
    const { message } = await client.get(url, authorization ? { authorization } : {});
    const chunks = [];
    let size = 0;
    for await (const chunk of message) {
      size += chunk.length;
      if (size > MAX_TEXT) throw new Error(`more than ${MAX_TEXT} bytes`);
      chunks.push(chunk);
    }
    return { status: message.statusCode ?? 0, body: Buffer.concat(chunks).toString("utf8") };
  };
  return orAborted(read(), signal);
};
async function orAborted(work, signal) {
  if (!signal) return work;
  signal.throwIfAborted();
  let stop = () => {
  };
  const aborted = new Promise((_, reject) => {
    stop = () => reject(signal.reason);
    signal.addEventListener("abort", stop, { once: true });
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener("abort", stop);
    work.catch(() => {
    });
  }
}
var diverted = 0;
var original;
async function withoutStdout(log, work) {
  if (diverted++ === 0) {
    original = process.stdout.write;
    process.stdout.write = (text) => {
      log.debug(String(text).trim());
      return true;
    };
  }
  try {
    return await work();
  } finally {
    if (--diverted === 0 && original) process.stdout.write = original;
  }
}

export {
  createCacheService,
  readInputs,
  variableOf,
  secretsOf,
  OUTPUTS,
  outputsOf,
  createRunner,
  createToolFiles
};
