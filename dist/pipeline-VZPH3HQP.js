import {createRequire as __createRequire} from 'node:module';const require = __createRequire(import.meta.url);
import {
  checkBinary,
  claimLayout,
  earlyGo,
  load,
  openRunCaches,
  publishAll,
  publishTogether,
  resolve,
  resolveDestinations
} from "./chunk-VB55QDVF.js";
import {
  contentsOf
} from "./chunk-7XOPGTIR.js";
import "./chunk-76VY5GWK.js";
import {
  openRegistry
} from "./chunk-GUHGCTKB.js";
import {
  cacheEnv
} from "./chunk-6VEUTDUB.js";
import {
  decide,
  decideOnly,
  usesDockerfile,
  withTold
} from "./chunk-SSPEW2RM.js";
import {
  prepareGo
} from "./chunk-CEWPCKJT.js";
import {
  lookAround,
  needingGo,
  passwordProblems,
  planImages
} from "./chunk-VDMDN7BP.js";
import "./chunk-7T47MHCC.js";
import "./chunk-VI4WN2TK.js";
import {
  compile,
  unpackModules
} from "./chunk-VJE26NIC.js";
import {
  assemble
} from "./chunk-XAR3CAOE.js";
import {
  recordWarnings
} from "./chunk-EGMFW45I.js";
import {
  prune
} from "./chunk-KATMBCK6.js";
import {
  createPushRun
} from "./chunk-5HYWGMCI.js";
import "./chunk-3BSFTTT4.js";
import {
  formatPlan,
  referencesOf,
  reportOf
} from "./chunk-IU57GEZT.js";
import "./chunk-HD3OXH54.js";
import "./chunk-OGWH5DZ4.js";
import "./chunk-XEYYPLQO.js";
import {
  REF_NAME,
  allEnded,
  checkReplaceable,
  checkZlib,
  inspectImage,
  materialize,
  openBlobFile,
  openLayout,
  parseReference,
  verifyLayout
} from "./chunk-DK2HHR4N.js";
import {
  RequestError,
  UserError
} from "./chunk-YMPWN76Y.js";
import "./chunk-5I5N4XBM.js";
import "./chunk-TQOUSWMN.js";
import "./chunk-JBO2LML4.js";
import "./chunk-L4DFUNMN.js";

// src/stages/assemble.ts
async function compileAndAssemble(stage) {
  const { context, found, resolved, contents, cache, path, open, sendLayer, assemble: assemble2 } = stage;
  const { request, log } = context;
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
    const assembled = await assemble2(options);
    return { assembled, graphs: await compilation.graphs() };
  } finally {
    await compilation.close();
  }
}
function filesOf({ base, readBase }, platform) {
  return base && { name: base.name, files: () => readBase(base, base.for(platform)) };
}

// src/stages/get-ready.ts
async function getReady(context, surroundings) {
  const { problems } = context;
  if (problems.length > 0 && surroundings.goPlan.choice.kind !== "use") throw new RequestError(problems);
  const { cache, ci, close } = await openRunCaches(context, surroundings);
  try {
    void ci?.session.fetchModules();
    const prepared = await prepareGo(context, surroundings, cacheEnv(ci?.caches));
    const early = earlyGo(context, prepared.go, ci?.caches.policy);
    const { found: listed, plan: plan2, keys } = await decide(context, surroundings, { ...prepared, go: early.offline }, ci);
    const found = { ...listed, go: prepared.go };
    if (keys) ci?.session.restore(keys, () => unpack({ ...context, ...ci.place }, { ...found, go: early.go }));
    const { source } = prepared.toolchain;
    return { found, plan: plan2, go: { version: found.goFacts.version, source }, cache, caches: ci?.session, close };
  } catch (error) {
    close();
    throw error;
  }
}
function unpack({ request, signal }, { go, mains, flags }) {
  const { platforms, compile: compile2 } = request;
  return unpackModules({ go, mains, flags, platforms, cgo: compile2.cgo, signal });
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

// src/stages/start-engine.ts
async function startEngine(context, { engine }, { credentials }) {
  if (engine.name === "embedded") {
    const zlib = checkZlib();
    if (!zlib.reproducible) context.log.warn(zlib.warning);
    return { ready: Promise.resolve(assemble), close: async () => {
    } };
  }
  const [{ startBuilder }, { assembleGenerated }] = await Promise.all([
    import("./ready-builder-JGUL2MAF.js"),
    import("./assemble-generated-NC7SQO5U.js")
  ]);
  const { ready, close } = startBuilder(context);
  return {
    ready: ready.then((builder) => (options) => assembleGenerated(context, { ...builder, credentials }, options)),
    close
  };
}

// src/pipeline.ts
function plan(context) {
  return decideOnly(context);
}
async function build(outer) {
  const { log, warnings } = recordWarnings(outer.log);
  const context = { ...outer, log };
  const look = await withTold(context.problems, lookAround(context));
  if (usesDockerfile(context, look)) {
    const { buildWithDockerfile } = await import("./pipeline-dockerfile-WYDYE66C.js");
    return buildWithDockerfile(context, look, { warnings });
  }
  const surroundings = needingGo(look);
  const ready = await getReady(context, surroundings);
  const { found, plan: plan2, cache, caches } = ready;
  log.group("Plan", formatPlan({ ...plan2, warnings: [] }));
  for (const warning of plan2.warnings) log.warn(warning);
  const registry = openRegistry(context, plan2.images);
  let place;
  let engine;
  let saving;
  try {
    if (context.request.output !== void 0) await checkReplaceable(context.request.output);
    place = await claimLayout(context, cache);
    const { path } = place;
    engine = await startEngine(context, plan2, registry);
    const [resolved, assemble2] = await Promise.all([resolve(context, plan2, registry, cache), engine.ready]);
    const contents = contentsOf(context, plan2, found, resolved.base);
    const open = (repository, blob) => registry.openBlob(repository, blob);
    const { destinations } = resolved;
    const run = createPushRun();
    const sendLayer = layerSender({ contents, destinations, registry, run });
    await caches?.arrived();
    const target = { path, open, sendLayer, assemble: assemble2 };
    const made = await compileAndAssemble({ context, found, resolved, contents, cache, ...target });
    saving = caches?.save(made.graphs);
    const layout = await openLayout(path);
    const { assembled } = made;
    const isRelease = found.trigger.tag !== void 0;
    const images = await publishAll({ context, layout, contents, assembled, registry, destinations, run, isRelease });
    const loaded = resolved.engine ? await load(context, resolved.engine, { layout, open, images }) : void 0;
    await prune(cache.root, context.now());
    const { go } = ready;
    const saved = await saving ?? null;
    context.signal.throwIfAborted();
    const { done: phases } = context.phases;
    return { plan: plan2, loaded, report: reportOf({ go, images, layout: path, caches: saved, phases, warnings }) };
  } finally {
    registry.close();
    await saving;
    ready.close();
    await engine?.close();
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
export {
  build,
  plan,
  pushLayout
};
