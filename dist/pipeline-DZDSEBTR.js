import {createRequire as __createRequire} from 'node:module';const require = __createRequire(import.meta.url);
import {
  findContainerEngine,
  loadImages,
  recordWarnings
} from "./chunk-6HD4ZLGK.js";
import {
  COMMIT_LABELS,
  assemble,
  cacheEnv,
  createBaseReader,
  decide,
  decideOnly,
  findModuleKeys,
  hostsOf,
  openCiCaches,
  originLabels,
  passwordProblems,
  planImages,
  prepareGo,
  resolveBase,
  withTold
} from "./chunk-XMH2K7IT.js";
import {
  createPushRun,
  createRegistry,
  documentReader,
  sendImage
} from "./chunk-YMJUC6N2.js";
import {
  lookAround
} from "./chunk-QABVCQ7I.js";
import {
  compile,
  unpackModules,
  withPromptFile
} from "./chunk-AGNASRDQ.js";
import {
  cacheRoot,
  prepareCacheFolder,
  prune,
  tryLock
} from "./chunk-TAH2NNUZ.js";
import {
  compileShare,
  performSave,
  restoreBuildCache,
  restoreModules,
  restoreOutputs,
  shouldSaveBuild,
  shouldSaveModules,
  shouldSaveOutputs,
  sweepBuildCache
} from "./chunk-BZF6EYE4.js";
import "./chunk-HD3OXH54.js";
import {
  CACHE_TITLES,
  formatPlan,
  referencesOf,
  reportOf,
  sayRestored,
  saySaved
} from "./chunk-MUGN4APN.js";
import {
  forMany
} from "./chunk-XEYYPLQO.js";
import {
  loginsFor
} from "./chunk-YAOVJODB.js";
import {
  REF_NAME,
  RequestError,
  UserError,
  allEnded,
  checkReplaceable,
  checkZlib,
  formatPlatform,
  inspectImage,
  isIndexType,
  materialize,
  messageOf,
  openBlobFile,
  openLayout,
  pLimit,
  parseIndex,
  parseManifest,
  parseReference,
  verifyLayout
} from "./chunk-X6E7PWTZ.js";
import {
  arrayAt,
  isRecord,
  recordAt
} from "./chunk-5I5N4XBM.js";
import "./chunk-TQOUSWMN.js";
import "./chunk-JBO2LML4.js";
import "./chunk-L4DFUNMN.js";

// src/check/machines.ts
var MACHINES = [
  { architecture: "386", machine: 3, bits: 32, order: "little" },
  { architecture: "amd64", machine: 62, bits: 64, order: "little" },
  { architecture: "arm", machine: 40, bits: 32, order: "little" },
  { architecture: "arm64", machine: 183, bits: 64, order: "little" },
  { architecture: "loong64", machine: 258, bits: 64, order: "little" },
  { architecture: "mips", machine: 8, bits: 32, order: "big" },
  { architecture: "mipsle", machine: 8, bits: 32, order: "little" },
  { architecture: "mips64", machine: 8, bits: 64, order: "big" },
  { architecture: "mips64le", machine: 8, bits: 64, order: "little" },
  { architecture: "ppc64", machine: 21, bits: 64, order: "big" },
  { architecture: "ppc64le", machine: 21, bits: 64, order: "little" },
  { architecture: "riscv64", machine: 243, bits: 64, order: "little" },
  { architecture: "s390x", machine: 22, bits: 64, order: "big" }
];
function architectureOf(elf) {
  const found = MACHINES.find((m) => m.machine === elf.machine && m.bits === elf.bits && m.order === elf.order);
  return found?.architecture;
}

// src/check/decide.ts
function checkArchitecture({ name, platform, elf }) {
  if (!elf) {
    throw new UserError(`${name} for ${formatPlatform(platform)} is no ELF program, so Linux can't run it`, {
      hint: "is -buildmode set to something else than exe or pie, or GOOS set in go-env or build-flags?"
    });
  }
  const found = architectureOf(elf);
  if (platform.os === "linux" && found === platform.architecture) return;
  const linked = found ?? `an unknown machine (ELF number ${elf.machine})`;
  throw new UserError(`${name} for ${formatPlatform(platform)} was linked for ${linked}: it would not start there`, {
    hint: "does -toolexec, or a program named go that wraps the real one, change the target?"
  });
}
function checkLoader({ name, platform, elf }, base) {
  const interpreter = elf?.interpreter;
  if (elf === void 0 || interpreter === void 0) return [];
  const subject = `${name} for ${formatPlatform(platform)}`;
  const needs = `is dynamically linked: it needs ${interpreter} (${libcName(interpreter)})`;
  if (base?.files.has(interpreter)) {
    return elf.libraries.filter((library) => !base.files.hasLibrary(library));
  }
  throw new UserError(
    `${subject} ${needs}, which ${base ? `the base ${base.name} lacks` : "an image from scratch lacks"}`,
    {
      hint: fixFor(elf, interpreter)
    }
  );
}
function libcOf(interpreter) {
  if (/\/ld-musl-/.test(interpreter)) return "musl";
  return /\/ld(64)?[-.]/.test(interpreter) ? "glibc" : "unknown";
}
function libcName(interpreter) {
  const libc = libcOf(interpreter);
  return libc === "unknown" ? "no libc that is known here" : libc;
}
function fixFor({ libraries }, interpreter) {
  const images = {
    glibc: "a base with glibc such as gcr.io/distroless/base-debian12",
    musl: "a base with musl such as alpine",
    unknown: `a base that has ${interpreter}`
  };
  const withLibc = `take ${images[libcOf(interpreter)]}`;
  return libraries.length === 0 ? `drop -buildmode=pie (from build-flags or GOFLAGS), or ${withLibc}` : `link statically (cgo: false, which sets CGO_ENABLED=0; and no -buildmode=pie), or ${withLibc}`;
}

// src/check/elf.ts
var [PT_LOAD, PT_DYNAMIC, PT_INTERP] = [1, 2, 3];
var [DT_NEEDED, DT_STRTAB, DT_STRSZ] = [1, 5, 10];
var MAX_PART = 1024 * 1024;
var IDENT_SIZE = 64;
function readElfFile(path) {
  return withPromptFile(path, (read) => readElf(async (offset, length) => readPart(read, offset, length)));
}
function readPart(read, position, length) {
  if (!Number.isSafeInteger(position)) return Buffer.alloc(0);
  const buffer = Buffer.alloc(Math.min(length, MAX_PART));
  return buffer.subarray(0, read(buffer, position));
}
async function readElf(readAt) {
  const ident = await readAt(0, IDENT_SIZE);
  if (ident.length < IDENT_SIZE || ident.toString("latin1", 0, 4) !== "ELF") return void 0;
  const bits = { 1: 32, 2: 64 }[ident.readUInt8(4)];
  const order = { 1: "little", 2: "big" }[ident.readUInt8(5)];
  if (bits !== 32 && bits !== 64 || order !== "little" && order !== "big") return void 0;
  const header = reader(ident, bits, order);
  const segments = await readSegments(readAt, header, bits, order);
  if (!segments) return void 0;
  const interp = segments.find(({ type }) => type === PT_INTERP);
  return {
    bits,
    order,
    machine: header.half(18),
    interpreter: interp && cString(await readAt(interp.offset, interp.size), 0),
    libraries: await readLibraries(readAt, segments, bits, order)
  };
}
async function readSegments(readAt, header, bits, order) {
  const wide = bits === 64;
  const start = header.word(wide ? 32 : 28);
  const entrySize = header.half(wide ? 54 : 42);
  const count = header.half(wide ? 56 : 44);
  const bytes = await readAt(start, entrySize * count);
  if (entrySize < (wide ? 56 : 32) || bytes.length < entrySize * count) return void 0;
  const table = reader(bytes, bits, order);
  return Array.from({ length: count }, (_, i) => {
    const at = i * entrySize;
    return {
      type: table.int(at),
      offset: table.word(at + (wide ? 8 : 4)),
      address: table.word(at + (wide ? 16 : 8)),
      size: table.word(at + (wide ? 32 : 16))
    };
  });
}
async function readLibraries(readAt, segments, bits, order) {
  const dynamic = segments.find(({ type }) => type === PT_DYNAMIC);
  if (!dynamic) return [];
  const bytes = await readAt(dynamic.offset, dynamic.size);
  const width = bits / 8;
  const table = reader(bytes, bits, order);
  const entries = Array.from({ length: Math.floor(bytes.length / (2 * width)) }, (_, i) => ({
    tag: table.word(2 * i * width),
    value: table.word((2 * i + 1) * width)
  }));
  const address = entries.find(({ tag }) => tag === DT_STRTAB)?.value;
  const size = entries.find(({ tag }) => tag === DT_STRSZ)?.value;
  const needed = entries.filter(({ tag }) => tag === DT_NEEDED);
  if (address === void 0 || size === void 0 || needed.length === 0) return [];
  const home = segments.find((s) => s.type === PT_LOAD && s.address <= address && address < s.address + s.size);
  if (!home) return [];
  const strings = await readAt(home.offset + address - home.address, size);
  return needed.map(({ value }) => cString(strings, value));
}
function reader(bytes, bits, order) {
  const little = order === "little";
  const int = (at) => little ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at);
  return {
    half: (at) => little ? bytes.readUInt16LE(at) : bytes.readUInt16BE(at),
    int,
    word: (at) => bits === 32 ? int(at) : Number(little ? bytes.readBigUInt64LE(at) : bytes.readBigUInt64BE(at))
  };
}
function cString(bytes, start) {
  const end = bytes.indexOf(0, start);
  return bytes.toString("latin1", start, end < 0 ? bytes.length : end);
}

// src/check/index.ts
async function checkBinary(binary, base) {
  const elf = await readElfFile(binary.path);
  const program = { name: binary.main.importPath, platform: binary.platform, elf };
  checkArchitecture(program);
  if (elf?.interpreter === void 0) return [];
  const missing = checkLoader(program, base && { name: base.name, files: await base.files() });
  if (missing.length === 0) return [];
  return [
    `${program.name} needs ${missing.join(", ")}, which the base ${base?.name} lacks: it won't start unless your files bring them`
  ];
}

// src/stages/assemble.ts
async function compileAndAssemble(stage) {
  const { context, found, resolved, contents, cache, path, open, sendLayer } = stage;
  const { request, log } = context;
  const zlib = checkZlib();
  if (!zlib.reproducible) log.warn(zlib.warning);
  const compilation = compile({
    ...context,
    ...found,
    facts: found.goFacts,
    withGraphs: context.door === "action",
    // where somebody reads how warm the caches were
    platforms: request.platforms,
    cgo: request.compile.cgo,
    dir: request.dir,
    cache
  });
  const checked = async (main, platform) => {
    const binary = await compilation.binary(main, platform);
    const warnings = await checkBinary(binary, resolved.base && filesOf(resolved, platform));
    for (const warning of warnings) log.warn(warning);
    return binary;
  };
  try {
    const images = contents.map(({ toBuild }) => toBuild);
    const target = {
      layoutPath: path,
      onNewLayer: sendLayer,
      ...request.output !== void 0 && {
        complete: async (folder) => materialize(await openLayout(folder), open)
      }
    };
    const options = { ...context, ...target, images, binaries: checked, readBase: resolved.readBase, cache };
    const assembled = await assemble(options);
    return { assembled, graphs: await compilation.graphs() };
  } finally {
    await compilation.close();
  }
}
function filesOf({ base, readBase }, platform) {
  return base && { name: base.name, files: () => readBase(base, base.for(platform)) };
}

// src/stages/contents.ts
function contentsOf({ request, env }, plan2, found, base) {
  const epoch = sourceDateEpoch(env.SOURCE_DATE_EPOCH);
  const { trigger } = found;
  return groupByMains(plan2.images).map((images) => ({
    images,
    toBuild: {
      ...namesInLayout(images),
      mains: found.mains.filter((main) => images[0]?.mains.includes(main.importPath)),
      platforms: request.platforms,
      base,
      container: request.container,
      labels: { ...originLabels(trigger), ...request.container.labels },
      annotations: request.container.annotations,
      created: epoch ?? trigger.commit?.time ?? CONSTANT_TIME,
      fileTime: epoch ?? CONSTANT_TIME,
      shape: request.manifest
    }
  }));
}
function groupByMains(images) {
  const groups = /* @__PURE__ */ new Map();
  for (const image of images) {
    const key = image.mains.join("\n");
    groups.set(key, [...groups.get(key) ?? [], image]);
  }
  return [...groups.values()];
}
var CONSTANT_TIME = /* @__PURE__ */ new Date(0);
function sourceDateEpoch(text) {
  if (text === void 0 || text === "") return void 0;
  if (/^\d{1,12}$/.test(text)) return new Date(Number(text) * 1e3);
  const message = `"${text}" is no time`;
  throw new RequestError([{ subject: "SOURCE_DATE_EPOCH", message, hint: "set it to seconds since 1970, or unset it" }]);
}
function namesInLayout(images) {
  const [name = "", ...aliases] = images.flatMap(
    (image) => image.tags.length > 0 ? image.tags.map((tag) => `${image.name}:${tag.name}`) : [image.name]
  );
  return { name, aliases };
}

// src/stages/cache-session.ts
function startCaches(context, caches, { keys: moduleKeys, sums }) {
  const { phases, log, now } = context;
  const { policy, goCache, goModCache, outputsRoot, place } = caches;
  let keys;
  let hasArrived = false;
  let isFinished = false;
  const fetch = async (kind, work) => {
    const report = await phases.time("restore", CACHE_TITLES[kind], work);
    sayRestored(log, kind, report);
    return report;
  };
  const modules = policy.modules.restore ? fetch("modules", () => restoreModules({ ...place, keys: moduleKeys, goModCache })) : void 0;
  let build2;
  let outputs;
  let unpacked;
  const restored = {};
  modules?.catch(() => {
  });
  const save = async (task, rule, { save: save2, reason }) => {
    const { kind } = task;
    const report = save2 ? await phases.time("save", CACHE_TITLES[kind], () => performSave(task, place)) : void 0;
    if (rule !== "never") saySaved(log, kind, report, reason);
    return report;
  };
  const modulesTask = () => ({ kind: "modules", key: moduleKeys.key, folder: goModCache, sums: sums.root });
  const decideModules = () => shouldSaveModules({ rule: policy.modules.save, restored: restored.modules });
  const known = () => {
    if (!keys) throw new Error("the keys of the caches are not known yet");
    return keys;
  };
  const sweepUnused = async (usedSince) => {
    if (usedSince === void 0) return void 0;
    return sweepBuildCache(goCache, usedSince).catch((error) => {
      log.warn(`the build cache was not swept, so it keeps more than it needs: ${messageOf(error)}`);
      return void 0;
    });
  };
  return {
    restore(keysOfRun, unpack2) {
      keys = keysOfRun;
      const { build: buildKeys, outputs: outputKeys, outputsDecision } = keysOfRun;
      unpacked = modules?.then(
        ({ result }) => result === "restored" ? phases.time("unpack", CACHE_TITLES.modules, unpack2) : void 0
      );
      unpacked?.catch(() => {
      });
      if (policy.build.restore)
        build2 = fetch("build", () => restoreBuildCache({ ...place, keys: buildKeys, goCache, now }));
      if (outputsDecision.restore)
        outputs = fetch("outputs", () => restoreOutputs({ ...place, keys: outputKeys, root: outputsRoot, now }));
      build2?.catch(() => {
      });
      outputs?.catch(() => {
      });
    },
    async arrived() {
      Object.assign(restored, { modules: await modules, build: await build2, outputs: await outputs });
      await unpacked?.catch(() => {
      });
      hasArrived = true;
    },
    async save(graphs) {
      const keys2 = known();
      const compiled = compileShare(graphs);
      const sweep = await sweepUnused(restored.build?.usedSince);
      const usedSinceMs = restored.outputs?.usedSince.getTime() ?? 0;
      const tasks = [
        [modulesTask(), policy.modules.save, decideModules()],
        [
          { kind: "build", key: keys2.build.key, folder: goCache },
          policy.build.save,
          shouldSaveBuild({ rule: policy.build.save, restored: restored.build, compiled })
        ],
        [
          { kind: "outputs", key: keys2.outputs.key, folder: outputsRoot, usedSinceMs },
          keys2.outputsDecision.save,
          shouldSaveOutputs({ rule: keys2.outputsDecision.save, restored: restored.outputs, compiled })
        ]
      ];
      const saves = tasks.map(([task, rule, decision]) => save(task, rule, decision).catch(() => void 0));
      const [savedModules, savedBuild, savedOutputs] = await Promise.all(saves);
      isFinished = true;
      return cachesReport({ policy, keys: keys2, restored, compiled, sweep, saved: { savedModules, savedBuild, savedOutputs } });
    },
    left() {
      if (!hasArrived || isFinished) return [];
      const isColdBuild = keys !== void 0 && policy.build.save !== "never" && restored.build?.result === "missing";
      return [
        ...decideModules().save ? [modulesTask()] : [],
        // Compiled packages are right also where another one failed. With something restored it can't be told what is new.
        ...isColdBuild && keys ? [{ kind: "build", key: keys.build.key, folder: goCache }] : []
      ];
    }
  };
}
function cachesReport(run) {
  const { policy, keys, restored, compiled, sweep, saved } = run;
  const part = (reason, restore, save) => ({
    reason,
    ...restore ? { restore: withoutTime(restore) } : {},
    ...save ? { save } : {}
  });
  return {
    modules: part(policy.modules.reason, restored.modules, saved.savedModules),
    build: { ...part(policy.build.reason, restored.build, saved.savedBuild), ...sweep ? { sweep } : {} },
    outputs: part(keys.outputsDecision.reason, restored.outputs, saved.savedOutputs),
    ...compiled ? { compiled } : {}
  };
}
function withoutTime({ usedSince: _, ...report }) {
  return report;
}

// src/stages/get-ready.ts
async function getReady(context) {
  const { env, problems, signal } = context;
  const surroundings = await withTold(problems, lookAround(context));
  if (problems.length > 0 && surroundings.goPlan.choice.kind !== "use") throw new RequestError(problems);
  const ci = await openCiCaches(context, surroundings);
  const cache = await prepareCacheFolder(ci?.outputsRoot ?? cacheRoot(env));
  const modules = ci && await findModuleKeys(context);
  const over = new AbortController();
  const place = ci && { ...ci.place, signal: forMany(AbortSignal.any([signal, over.signal])) };
  const caches = ci && modules && place ? startCaches(context, { ...ci, place }, modules) : void 0;
  const close = () => {
    context.leave({ folders: ci?.fresh === void 0 ? [] : [ci.fresh], saves: caches?.left() ?? [] });
    over.abort(new Error("the run is over"));
  };
  try {
    const prepared = await prepareGo(context, surroundings, cacheEnv(ci));
    const go = ci?.policy.modules.restore ? offlineFor(context, prepared.go) : prepared.go;
    const ciKeys = ci && modules && { caches: ci, modules };
    const { found: listed, plan: plan2, keys } = await decide(context, surroundings, { ...prepared, go }, ciKeys);
    const found = { ...listed, go: prepared.go };
    if (keys && place) caches?.restore(keys, () => unpack({ ...context, ...place }, found));
    const { source } = prepared.toolchain;
    return { found, plan: plan2, go: { version: found.goFacts.version, source }, cache, caches, close };
  } catch (error) {
    close();
    throw error;
  }
}
function offlineFor({ request }, go) {
  const isFolder = (pattern) => /^([^=/]*=)?\.{1,2}(\/|$)/.test(pattern);
  if (!request.mains.every(isFolder)) return go;
  return (args, options) => go(args, { ...options, env: { ...options.env, GOPROXY: "off" } });
}
function unpack({ request, signal }, { go, mains, flags }) {
  const { platforms, compile: compile2 } = request;
  return unpackModules({ go, mains, flags, platforms, cgo: compile2.cgo, signal });
}

// src/stages/layout-place.ts
import { createHash, randomUUID } from "node:crypto";
import { join } from "node:path";
async function claimLayout({ request, door, env }, cache) {
  if (request.output !== void 0) return { path: request.output, release: async () => {
  } };
  const name = createHash("sha256").update(JSON.stringify([request.dir, env.GITHUB_ACTION])).digest("hex").slice(0, 16);
  const parent = door === "action" && env.RUNNER_TEMP ? join(env.RUNNER_TEMP, "go-containerize") : cache.root;
  const path = join(parent, "layouts", name);
  const lock = await tryLock(`${path}.lock`);
  return lock ? { path, release: () => lock.release() } : { path: `${path}-${randomUUID()}`, release: async () => {
  } };
}

// src/stages/load.ts
async function load(context, engine, { layout, open, images }) {
  const named = images.map(({ name, tags, assembled }) => ({
    names: tags.map((tag) => `${name}:${tag}`),
    root: assembled.descriptor
  }));
  const subject = named.flatMap(({ names }) => names).join(" ");
  return context.phases.time("load", subject, () => loadImages({ ...context, engine, layout, open, images: named }));
}

// src/publish/content.ts
async function readContent(read, root, ignored) {
  const { digest, mediaType } = root;
  const index = isIndexType(mediaType) ? parseIndex(await read(root), mediaType, digest) : void 0;
  const children = index?.manifests ?? [root];
  const platforms = await Promise.all(
    children.map(async (descriptor) => {
      const manifest = parseManifest(await read(descriptor), descriptor.mediaType, descriptor.digest);
      const config = await read(manifest.config);
      return {
        platform: descriptor.platform,
        config: withoutCommit(config, ignored),
        layers: manifest.layers.map((layer) => layer.digest),
        annotations: without(manifest.annotations, ignored)
      };
    })
  );
  return {
    manifests: children,
    fingerprint: canonicalJson({
      mediaType: root.mediaType,
      annotations: without(index?.annotations, ignored),
      platforms
    })
  };
}
function withoutCommit(bytes, ignored) {
  const config = JSON.parse(bytes.toString("utf8"));
  const container = recordAt(config, "config");
  return {
    ...withoutTime2(config),
    config: { ...container, Labels: without(recordAt(container, "Labels"), ignored) },
    history: (arrayAt(config, "history") ?? []).map(withoutTime2)
  };
}
function withoutTime2(value) {
  const { created: _, ...rest } = isRecord(value) ? value : {};
  return rest;
}
function without(map, ignored) {
  return Object.fromEntries(Object.entries(map ?? {}).filter(([key]) => !ignored.has(key)));
}
function canonicalJson(value) {
  return JSON.stringify(
    value,
    (_, member) => isRecord(member) ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => a < b ? -1 : 1)) : member
  );
}

// src/publish/published.ts
async function readTags(registry, repository, tags) {
  return new Map(
    await Promise.all(tags.map(async (tag) => [tag, await registry.head({ ...repository, tag }, { toPush: true })]))
  );
}
async function findSameContent(options) {
  const { registry, repository, published, ours, ignored } = options;
  if (published.mediaType !== ours.root.mediaType) return void 0;
  const [theirs, mine] = await Promise.all([
    readContent(documentReader(registry, repository), published, ignored).catch(() => void 0),
    readContent(ours.read, ours.root, ignored)
  ]);
  if (theirs?.fingerprint !== mine.fingerprint) return void 0;
  return new Map(theirs.manifests.map((manifest, at) => [mine.manifests[at]?.digest ?? manifest.digest, manifest]));
}

// src/publish/publish.ts
async function prepare(options) {
  const { registry, layout, root, repository, tags, run, signal } = options;
  const kept = await findKept(options);
  if (kept) return kept;
  const sent = await sendImage({ registry, layout, root, repository, tags, run, signal });
  const moves = sent.tags.some((tag) => tag.outcome !== "equal");
  return {
    descriptor: root,
    manifests: void 0,
    changed: !sent.present || moves,
    setTags: moves ? sent.setTags : void 0
  };
}
async function findKept(options) {
  const { registry, layout, root, repository, tags, published, ignored } = options;
  const [first] = tags;
  const before = first === void 0 ? void 0 : published.get(first);
  if (!ignored || first === void 0 || !before || before.digest === root.digest) return void 0;
  const now = await readTags(registry, repository, tags);
  const current = now.get(first);
  if (!current || current.digest === root.digest) return void 0;
  const ours = { root, read: (descriptor) => layout.read(descriptor) };
  const same = await findSameContent({ registry, repository, published: current, ours, ignored });
  if (!same) return void 0;
  const stale = tags.filter((tag) => now.get(tag)?.digest !== current.digest);
  const setTags = async () => {
    const manifest = await registry.manifest({ ...repository, digest: current.digest });
    await allEnded(stale.map((tag) => registry.putManifest(repository, tag, manifest)));
  };
  const moves = stale.length > 0;
  return { descriptor: current, manifests: same, changed: moves, setTags: moves ? setTags : void 0 };
}

// src/publish/together.ts
var IMAGES_AT_ONCE = 4;
async function publishTogether(images, phases) {
  const limit = pLimit(IMAGES_AT_ONCE);
  const publications = await allEnded(
    images.map((image) => limit(() => phases.time("push", image.name, () => prepare(image))))
  );
  await allEnded(
    publications.flatMap(
      ({ setTags }, at) => setTags ? [limit(() => phases.time("tag", images[at]?.name ?? "", setTags))] : []
    )
  );
  return publications;
}

// src/stages/publications.ts
async function publishAll(options) {
  const { context, contents, assembled, destinations } = options;
  const planned = contents.flatMap(({ images }, index) => images.map((image) => finished(image, assembled[index])));
  const places = planned.flatMap(({ image, assembled: assembled2 }) => {
    const destination = destinations.find((destination2) => destination2.image === image);
    return destination ? [{ image, assembled: assembled2, destination }] : [];
  });
  const publications = await publishTogether(toPublish(places, options), context.phases);
  const published = new Map(places.map(({ image }, at) => [image, publications[at]]));
  return planned.map(({ image, ...result }) => {
    const publication = published.get(image);
    if (!publication) return { ...result, pushed: false, changed: false };
    const { descriptor, manifests, changed } = publication;
    return { ...result, pushed: true, changed, published: { ...descriptor, manifests } };
  });
}
function finished(image, assembled) {
  if (!assembled) throw new Error(`${image.name} was planned and not assembled`);
  return { image, name: image.name, assembled, tags: image.tags.map((tag) => tag.name) };
}
function toPublish(places, { context, layout, registry, run, isRelease }) {
  return places.map(({ assembled, destination }) => ({
    ...destination,
    name: destination.image.name,
    registry,
    layout,
    root: assembled.descriptor,
    ignored: isRelease ? void 0 : COMMIT_LABELS,
    run,
    signal: context.signal
  }));
}

// src/stages/resolve.ts
async function resolve(context, plan2, registry, cache) {
  const { request, phases, exec, env, signal } = context;
  const { base, platforms } = request;
  const [resolvedBase, destinations, engine] = await Promise.all([
    base && phases.time("resolve", base, () => resolveBase({ base, platforms, registry, cache })),
    plan2.push.allowed ? resolveDestinations(phases, plan2.images, registry) : [],
    request.load ? findContainerEngine(exec, env, signal) : void 0
  ]);
  return { base: resolvedBase || void 0, readBase: createBaseReader({ registry, cache }), destinations, engine };
}
function resolveDestinations(phases, images, registry) {
  return Promise.all(
    images.map(
      (image) => phases.time("resolve", image.name, async () => {
        const repository = repositoryOf(image.name);
        const tags = image.tags.map((tag) => tag.name);
        const [published] = await Promise.all([readTags(registry, repository, tags), registry.checkPush(repository)]);
        return { image, repository, tags, published };
      })
    )
  );
}
function repositoryOf(name) {
  const parsed = parseReference(name);
  if ("reference" in parsed) return { registry: parsed.reference.registry, repository: parsed.reference.repository };
  throw new UserError(`"${name}" is no image name: ${parsed.problem}`, { hint: "write HOST/OWNER/NAME" });
}

// src/stages/push-layout.ts
async function pushPlanned({ phases, signal }, layout, planned, registry) {
  const look = async ({ image, root }) => {
    const inspected = await inspectImage({ name: layout.path, root, read: (blob) => layout.read(blob) });
    const [destination] = await resolveDestinations(phases, [image], registry);
    if (!destination) throw new Error(`${image.name} has no destination`);
    return { image, root, inspected, destination };
  };
  const looked = await allEnded(planned.map(look));
  const common = { registry, layout, ignored: void 0, run: createPushRun(), signal };
  const publications = await publishTogether(
    looked.map(({ image: { name }, root, destination }) => ({ ...destination, ...common, name, root })),
    phases
  );
  const images = looked.map(({ image, inspected }, at) => {
    return reportImage(image, inspected, publications[at]?.changed ?? false);
  });
  return { go: { version: "", source: "" }, images, layout: layout.path, caches: null, phases: phases.done, warnings: [] };
}
function planPush(layout, request) {
  if (layout.index.manifests.length === 0) {
    throw new UserError(`the layout ${layout.path} holds no image`, { hint: "build it again" });
  }
  const planned = namedRoots(layout).map((named) => planRoot(named, request));
  const pushes = planned.flatMap(({ pushes: pushes2 }) => pushes2);
  const images = pushes.map(({ image }) => image);
  const problems = [
    ...planned.flatMap(({ problems: problems2 }) => problems2),
    ...sharedNames(images),
    ...withoutRegistry(images),
    ...passwordProblems(request, images)
  ];
  if (problems.length > 0) throw new RequestError(problems);
  return pushes;
}
function namedRoots({ index }) {
  const roots = /* @__PURE__ */ new Map();
  for (const root of index.manifests) {
    const names = [...roots.get(root.digest)?.names ?? [], root.annotations?.[REF_NAME] ?? ""];
    roots.set(root.digest, { root, names });
  }
  return [...roots.values()];
}
function planRoot({ root, names }, request) {
  const own = names.map(splitName);
  const repositories = [...new Set(own.map(({ repository }) => repository))];
  const asked = request.images.length > 0 || request.tags.some((tag) => tag.includes("/"));
  const unusable = repositories.find((repository) => "problem" in parseReference(repository));
  if (!asked && unusable !== void 0) {
    const message = `the layout names its image "${unusable}", which is no repository to push to`;
    return { pushes: [], problems: [{ subject: "image", message, hint: "add --image REPOSITORY" }] };
  }
  const keepsTags = !asked && request.tags.length === 0;
  const untagged = own.filter(({ tag }) => tag === void 0).map(({ repository }) => repository);
  const ownTags = own.flatMap(({ repository, tag }) => tag === void 0 ? [] : [`${repository}:${tag}`]);
  const tagsOfFirst = own.flatMap(({ repository, tag }) => repository === repositories[0] && tag ? [tag] : []);
  const { images, problems } = planImages({
    request: keepsTags ? { images: untagged, tags: ownTags } : {
      images: asked ? request.images : repositories,
      tags: request.tags.length > 0 ? request.tags : tagsOfFirst
    },
    trigger: { kind: "local", trust: { trusted: true, reason: "your own machine" } },
    mains: [{ importPath: root.digest, name: repositories[0]?.split("/").at(-1) ?? "", dir: "", moduleDir: "" }],
    push: true
  });
  return { pushes: images.map((image) => ({ image, root })), problems };
}
function splitName(name) {
  const colon = name.lastIndexOf(":");
  return colon > name.lastIndexOf("/") ? { repository: name.slice(0, colon), tag: name.slice(colon + 1) } : { repository: name };
}
function sharedNames(images) {
  const names = images.map((image) => image.name);
  const shared = names.filter((name, index) => names.indexOf(name) !== index);
  return [...new Set(shared)].map((name) => ({
    subject: "image",
    message: `the layout holds several images, and all of them would go to ${name}`,
    hint: "write {name} into the repository: it stands for the last part of each image’s name"
  }));
}
function withoutRegistry(images) {
  return images.map((image) => image.name).filter((name) => !name.includes("/") || name.startsWith("docker.io/library/")).map((name) => ({
    subject: "image",
    message: `"${name}" names no registry to push to`,
    hint: "add --image REGISTRY/OWNER/NAME"
  }));
}
function reportImage(image, inspected, changed) {
  const tags = image.tags.map((tag) => tag.name);
  const { digest, mediaType } = inspected;
  return {
    name: image.name,
    digest,
    mediaType,
    tags,
    references: referencesOf({ name: image.name, tags, digest }),
    changed,
    pushed: true,
    mains: [],
    platforms: inspected.platforms.map(({ config: _, ...platform }) => ({ ...platform, binaries: [] }))
  };
}

// src/stages/send-layers.ts
function layerSender({
  contents,
  destinations,
  registry,
  run
}) {
  return (image, { descriptor, file }) => {
    const planned = contents.find(({ toBuild }) => toBuild === image)?.images ?? [];
    for (const { repository } of destinations.filter((destination) => planned.includes(destination.image))) {
      const open = async () => openBlobFile(file, descriptor);
      run.pushBlob(registry, repository, { blob: descriptor, origin: void 0, open }).catch(() => {
      });
    }
  };
}

// src/pipeline.ts
function plan(context) {
  return decideOnly(context);
}
async function build(outer) {
  const { log, warnings } = recordWarnings(outer.log);
  const context = { ...outer, log };
  const ready = await getReady(context);
  const { found, plan: plan2, cache, caches } = ready;
  log.group("Plan", formatPlan({ ...plan2, warnings: [] }));
  for (const warning of plan2.warnings) log.warn(warning);
  const registry = openRegistry(context, plan2.images);
  let place;
  let saving;
  try {
    if (context.request.output !== void 0) await checkReplaceable(context.request.output);
    place = await claimLayout(context, cache);
    const { path } = place;
    const resolved = await resolve(context, plan2, registry, cache);
    const contents = contentsOf(context, plan2, found, resolved.base);
    const open = (repository, blob) => registry.openBlob(repository, blob);
    const { destinations } = resolved;
    const run = createPushRun();
    const sendLayer = layerSender({ contents, destinations, registry, run });
    await caches?.arrived();
    const made = await compileAndAssemble({ context, found, resolved, contents, cache, path, open, sendLayer });
    saving = caches?.save(made.graphs);
    const layout = await openLayout(path);
    const { assembled } = made;
    const isRelease = found.trigger.tag !== void 0;
    const images = await publishAll({ context, layout, contents, assembled, registry, destinations, run, isRelease });
    const loaded = resolved.engine ? await load(context, resolved.engine, { layout, open, images }) : void 0;
    await prune(cache.root, context.now());
    const { go } = ready;
    const saved = await saving ?? null;
    const { done: phases } = context.phases;
    return { plan: plan2, loaded, report: reportOf({ go, images, layout: path, caches: saved, phases, warnings }) };
  } finally {
    registry.close();
    await saving;
    ready.close();
    await place?.release();
  }
}
async function pushLayout(context, path) {
  const layout = await openLayout(path);
  const planned = planPush(layout, context.request);
  await verifyLayout(
    layout,
    planned.map(({ root }) => root)
  );
  const images = planned.map(({ image }) => image);
  const registry = openRegistry(context, images);
  try {
    return await pushPlanned(context, layout, planned, registry);
  } finally {
    registry.close();
  }
}
function openRegistry(context, images) {
  const { request, env, exec, log, signal, maskSecret } = context;
  const { insecure, githubToken } = request.registry;
  const logins = loginsFor(request.registry, hostsOf(images)[0]);
  return createRegistry({ env, exec, log, signal, logins, insecure, githubToken, onSecret: maskSecret });
}
export {
  build,
  plan,
  pushLayout
};
