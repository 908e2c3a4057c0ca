import {createRequire as __createRequire} from 'node:module';const require = __createRequire(import.meta.url);
import {
  findContainerEngine,
  loadImages
} from "./chunk-76VY5GWK.js";
import {
  openCiCaches
} from "./chunk-6VEUTDUB.js";
import {
  findModuleKeys
} from "./chunk-SSPEW2RM.js";
import {
  COMMIT_LABELS
} from "./chunk-VDMDN7BP.js";
import {
  createBaseReader,
  resolveBase
} from "./chunk-XAR3CAOE.js";
import {
  withPromptFile
} from "./chunk-EGMFW45I.js";
import {
  cacheRoot,
  prepareCacheFolder,
  tryLock
} from "./chunk-KATMBCK6.js";
import {
  documentReader,
  sendImage
} from "./chunk-5HYWGMCI.js";
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
} from "./chunk-3BSFTTT4.js";
import {
  CACHE_TITLES,
  sayRestored,
  saySaved
} from "./chunk-IU57GEZT.js";
import {
  forMany
} from "./chunk-XEYYPLQO.js";
import {
  allEnded,
  formatPlatform,
  isIndexType,
  pLimit,
  parseIndex,
  parseManifest,
  parseReference
} from "./chunk-DK2HHR4N.js";
import {
  UserError,
  messageOf
} from "./chunk-YMPWN76Y.js";
import {
  arrayAt,
  isRecord,
  recordAt
} from "./chunk-5I5N4XBM.js";

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
    ...withoutTime(config),
    config: { ...container, Labels: without(recordAt(container, "Labels"), ignored) },
    history: (arrayAt(config, "history") ?? []).map(withoutTime)
  };
}
function withoutTime(value) {
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
async function resolve(context, plan, registry, cache) {
  const { request, phases, exec, env, signal } = context;
  const { base, platforms } = request;
  const [resolvedBase, destinations, engine] = await Promise.all([
    base && phases.time("resolve", base, () => resolveBase({ base, platforms, registry, cache })),
    plan.push.allowed ? resolveDestinations(phases, plan.images, registry) : [],
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
async function checkProgram(program) {
  checkArchitecture({ ...program, elf: await readElfFile(program.path) });
}
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

// src/stages/early-go.ts
function earlyGo({ request, env }, ready, policy) {
  const go = policy?.build.restore ? withoutIndex(ready, env) : ready;
  return { go, offline: policy?.modules.restore ? offlineFor(request.mains, go) : go };
}
function offlineFor(mains, go) {
  const isFolder = (pattern) => /^([^=/]*=)?\.{1,2}(\/|$)/.test(pattern);
  if (!mains.every(isFolder)) return go;
  return (args, options) => go(args, { ...options, env: { ...options.env, GOPROXY: "off" } });
}
function withoutIndex(go, env) {
  return (args, options) => {
    const settings = [options.env?.GODEBUG ?? env.GODEBUG, "goindex=0"].filter(Boolean);
    return go(args, { ...options, env: { ...options.env, GODEBUG: settings.join() } });
  };
}

// src/stages/cache-session.ts
function createCacheSession(context, caches, { keys: moduleKeys, sums }) {
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
  let modules;
  let build;
  let outputs;
  let unpacked;
  const restored = {};
  const save = async (task, rule, { save: save2, reason }) => {
    const { kind } = task;
    const report = save2 ? await phases.time("save", CACHE_TITLES[kind], () => performSave(task, place)) : void 0;
    if (rule !== "never") saySaved(log, kind, report, reason);
    return report;
  };
  const modulesTask = () => ({ kind: "modules", key: moduleKeys.key, folder: goModCache, sums: sums.root });
  const decideModules = () => modules ? shouldSaveModules({ rule: policy.modules.save, restored: restored.modules }) : { save: false, reason: "they were not needed" };
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
    fetchModules() {
      modules ??= policy.modules.restore ? fetch("modules", () => restoreModules({ ...place, keys: moduleKeys, goModCache, sums })) : Promise.resolve(void 0);
      modules.catch(() => {
      });
      return modules;
    },
    restore(keysOfRun, unpack) {
      keys = keysOfRun;
      const { build: buildKeys, outputs: outputKeys, outputsDecision } = keysOfRun;
      unpacked = unpack && modules?.then(
        (report) => report?.result === "restored" ? phases.time("unpack", CACHE_TITLES.modules, unpack) : void 0
      );
      unpacked?.catch(() => {
      });
      if (policy.build.restore)
        build = fetch("build", () => restoreBuildCache({ ...place, keys: buildKeys, goCache, now }));
      if (outputsDecision.restore)
        outputs = fetch("outputs", () => restoreOutputs({ ...place, keys: outputKeys, root: outputsRoot, now }));
      build?.catch(() => {
      });
      outputs?.catch(() => {
      });
    },
    async arrived() {
      Object.assign(restored, { modules: await modules, build: await build, outputs: await outputs });
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
    ...restore ? { restore: withoutTime2(restore) } : {},
    ...save ? { save } : {}
  });
  return {
    modules: part(policy.modules.reason, restored.modules, saved.savedModules),
    build: { ...part(policy.build.reason, restored.build, saved.savedBuild), ...sweep ? { sweep } : {} },
    outputs: part(keys.outputsDecision.reason, restored.outputs, saved.savedOutputs),
    ...compiled ? { compiled } : {}
  };
}
function withoutTime2({ usedSince: _, ...report }) {
  return report;
}

// src/stages/run-caches.ts
async function openRunCaches(context, surroundings) {
  const caches = await openCiCaches(context, surroundings);
  const cache = await prepareCacheFolder(caches?.outputsRoot ?? cacheRoot(context.env));
  if (!caches) return { cache, ci: void 0, close: () => context.leave({ folders: [], saves: [] }) };
  const modules = await findModuleKeys(context);
  const over = new AbortController();
  const place = { ...caches.place, signal: forMany(AbortSignal.any([context.signal, over.signal])) };
  const session = createCacheSession(context, { ...caches, place }, modules);
  const close = () => {
    context.leave({ folders: caches.fresh === void 0 ? [] : [caches.fresh], saves: session.left() });
    over.abort(new Error("the run is over"));
  };
  return { cache, ci: { caches, modules, session, place }, close };
}

export {
  checkProgram,
  checkBinary,
  earlyGo,
  withoutIndex,
  openRunCaches,
  claimLayout,
  load,
  publishTogether,
  publishAll,
  resolve,
  resolveDestinations
};
