import {createRequire as __createRequire} from 'node:module';const require = __createRequire(import.meta.url);
import {
  checkProgram,
  claimLayout,
  earlyGo,
  load,
  openRunCaches,
  publishAll,
  resolve,
  withoutIndex
} from "./chunk-VB55QDVF.js";
import {
  contentsOf
} from "./chunk-7XOPGTIR.js";
import "./chunk-76VY5GWK.js";
import {
  builderLogins
} from "./chunk-NOFVHFVJ.js";
import {
  openRegistry
} from "./chunk-GUHGCTKB.js";
import {
  cacheEnv,
  entryPlace,
  policyOf
} from "./chunk-6VEUTDUB.js";
import {
  decideStamp,
  findModuleKeys,
  keysOf,
  plannedCaches
} from "./chunk-SSPEW2RM.js";
import {
  lookAtStageGo,
  planFor,
  planStageGo,
  stillRight
} from "./chunk-TAFJ2BEI.js";
import {
  askFirst,
  askMode,
  buildArgsOf,
  compilesIn,
  contextNames,
  decided,
  hostPlatform,
  mainFacts,
  needsGo,
  requestFor
} from "./chunk-DXRRKUIP.js";
import {
  plannedDockerfile,
  prepareGo,
  runGo
} from "./chunk-CEWPCKJT.js";
import {
  hostsOf
} from "./chunk-VDMDN7BP.js";
import "./chunk-7T47MHCC.js";
import {
  lookForBuildx,
  startBuilder
} from "./chunk-SLVGC5TL.js";
import {
  HELPER_CONTEXT,
  RESTORED_AT,
  adviseDockerfile,
  compareProgram,
  fillScript,
  goImportsArguments,
  goListArguments,
  helperDockerfile,
  insideOverlay,
  isReproducible,
  lineMap,
  missesFiles,
  mountsInTheWay,
  overlayOf,
  ownLayers,
  parseDockerfile,
  planInside,
  platformFolder,
  readBuildInfo,
  runSteps,
  stageDifference,
  summarizeGoList,
  summarizeImports,
  takeScript
} from "./chunk-VI4WN2TK.js";
import {
  buildFlags,
  compile,
  compileWritten,
  goEnvironment,
  splitQuoted
} from "./chunk-VJE26NIC.js";
import {
  buildkit_exports
} from "./chunk-XAR3CAOE.js";
import {
  hashFile,
  silentLog
} from "./chunk-EGMFW45I.js";
import {
  cacheRoot,
  prepareCacheFolder,
  prune
} from "./chunk-KATMBCK6.js";
import {
  createPushRun
} from "./chunk-5HYWGMCI.js";
import {
  insideKeys,
  nextBuildArchive,
  nextModulesArchive,
  restoreArchive,
  restoreSources,
  saveArchive,
  saveSources,
  shouldSaveBuild,
  shouldSaveModules,
  shouldSaveSources,
  sourceKey,
  sourceKeys,
  sourceSet,
  usedEntries,
  vouchForSources
} from "./chunk-3BSFTTT4.js";
import {
  CACHE_TITLES,
  formatPlan,
  reportOf,
  sayRestored,
  saySaved
} from "./chunk-IU57GEZT.js";
import "./chunk-HD3OXH54.js";
import {
  loginsFor
} from "./chunk-OGWH5DZ4.js";
import {
  forMany
} from "./chunk-XEYYPLQO.js";
import {
  checkReplaceable,
  exists,
  formatPlatform,
  openLayout,
  removeTree
} from "./chunk-DK2HHR4N.js";
import {
  RequestError,
  UserError,
  messageOf
} from "./chunk-YMPWN76Y.js";
import "./chunk-5I5N4XBM.js";
import "./chunk-TQOUSWMN.js";
import "./chunk-JBO2LML4.js";
import "./chunk-L4DFUNMN.js";

// src/stages/dockerfile/advice.ts
import { readFile } from "node:fs/promises";
import { join } from "node:path";
async function advise(context, { found, imports }) {
  const { request, log } = context;
  if (!request.dockerfile.advice || !found.dockerfile) return;
  const known = {
    platforms: request.platforms,
    buildPlatform: hostPlatform(),
    buildArgs: buildArgsOf(context),
    target: request.dockerfile.target,
    contexts: contextNames(request.dockerfile),
    module: await moduleFacts(found.context)
  };
  const facts = dependsOnImports(found.dockerfile, known) ? { ...known, ...await imports() } : known;
  for (const { rule, firstLine, message, changes } of adviseDockerfile(found.dockerfile, facts)) {
    const write = changes.map(({ text }) => text).filter((text) => text !== "");
    const instead = write.length > 0 ? `
write: ${write.join("\n")}` : "";
    log.warn({
      message: `${message} (advice ${rule}; advice: off silences it)${instead}`,
      at: { file: found.path, line: firstLine }
    });
  }
}
function dependsOnImports(dockerfile, facts) {
  const imports = /* @__PURE__ */ new Set(["net", "net/http", "crypto/tls"]);
  return adviseDockerfile(dockerfile, { ...facts, imports }).length > adviseDockerfile(dockerfile, facts).length;
}
async function moduleFacts(context) {
  const text = await readFile(join(context, "go.mod"), "utf8").catch(() => void 0);
  const goVersion = text === void 0 ? void 0 : /^go[ \t]+(\S+)/m.exec(text)?.[1];
  if (text === void 0 || goVersion === void 0) return void 0;
  const [hasSum, hasWork] = await Promise.all([exists(join(context, "go.sum")), exists(join(context, "go.work"))]);
  return { goVersion, hasSum, needsOtherFolders: hasWork || /=>[ \t]+\.{1,2}\//.test(text) };
}

// src/stages/dockerfile/build.ts
import { randomUUID as randomUUID2 } from "node:crypto";
import { mkdir as mkdir6 } from "node:fs/promises";
import { dirname as dirname4, join as join10 } from "node:path";

// src/stages/dockerfile/build-image.ts
import { copyFile, mkdir, writeFile } from "node:fs/promises";
import { join as join2 } from "node:path";
async function build(stage, instead) {
  const { context, ready, content, path: layoutPath } = stage;
  const { log, phases } = context;
  const { toBuild } = content;
  const options = buildOptions(stage, instead);
  const names = [toBuild.name, ...toBuild.aliases];
  const { descriptor, platforms, warnings } = await phases.time(
    "build",
    ready.found.name,
    () => buildkit_exports.buildDockerfile({ ...options, layoutPath, names, shape: toBuild.shape })
  );
  for (const warning of buildkit_exports.checkAnnotations(warnings, options.source)) log.warn(warning);
  return { image: toBuild, descriptor, platforms: platforms.map((platform) => ({ ...platform, binaries: [] })) };
}
function buildOptions({ context, ready, builder, content }, instead) {
  const { request, env, log } = context;
  const { found } = ready;
  const { toBuild } = content;
  const task = {
    request: request.dockerfile,
    builder: builder.chosen.builder,
    file: instead?.file ?? found.path,
    context: found.context,
    contexts: instead?.contexts ?? {},
    platforms: request.platforms,
    labels: toBuild.labels,
    annotations: toBuild.annotations,
    created: toBuild.fileTime
  };
  const source = { path: found.path, lineOf: instead?.lineOf ?? ((line) => line) };
  return { buildx: builder.buildx, task, source, env, log };
}
async function writeDockerfile(folder, text, { ready }) {
  const file = join2(folder, "Dockerfile");
  await mkdir(folder, { recursive: true });
  await writeFile(file, text);
  const ignore = `${ready.found.path}.dockerignore`;
  if (await exists(ignore)) await copyFile(ignore, `${file}.dockerignore`);
  return file;
}

// src/stages/dockerfile/build-inside.ts
import { join as join4 } from "node:path";

// src/stages/dockerfile/inside-helpers.ts
import { randomUUID } from "node:crypto";
import { mkdir as mkdir2, writeFile as writeFile2 } from "node:fs/promises";
import { dirname, join as join3 } from "node:path";
async function fill(stage, session) {
  await stage.context.phases.time("restore", "into the builder", async () => {
    for (const caches of session.plan.images) {
      await writeFile2(join3(session.folder, "run.sh"), fillScript(caches));
      await newRun(session.folder);
      await buildkit_exports.buildHelper(await helperOptions(stage, session, { ...caches, scripts: session.folder }));
    }
  });
}
async function newRun(folder) {
  await mkdir2(folder, { recursive: true });
  await writeFile2(join3(folder, "run"), randomUUID());
  return folder;
}
async function helperOptions(stage, { folder }, { scripts, image, volumes, notes }) {
  const own = join3(dirname(folder), `helper-${randomUUID()}`);
  const [file, context] = [join3(own, "Dockerfile"), join3(own, "context")];
  await mkdir2(context, { recursive: true });
  await writeFile2(file, helperDockerfile({ image, volumes, notes }));
  const options = buildOptions(stage, { file, contexts: { [HELPER_CONTEXT]: scripts }, lineOf: () => void 0 });
  return { ...options, signal: stage.context.signal, task: { ...options.task, context } };
}
async function take(stage, session) {
  const [wanted, emptied] = [session.wanted(), outlivesJob(stage)];
  const images = session.plan.images.map(({ volumes, ...image }) => {
    return { ...image, volumes: volumes.filter(({ kind, isOurs }) => wanted.includes(kind) || emptied && isOurs) };
  }).filter(({ volumes }) => volumes.length > 0 || emptied);
  if (images.length === 0) return { build: [], modules: [] };
  return stage.context.phases.time("save", "out of the builder", async () => {
    const taken = [];
    for (const caches of images) taken.push(await takeOf(stage, session, caches, { wanted, emptied }));
    return { build: taken.flatMap(({ build: build2 }) => build2), modules: taken.flatMap(({ modules }) => modules) };
  });
}
async function takeOf(stage, session, { image, volumes, notes, folder: place }, { wanted, emptied }) {
  const own = join3(dirname(session.folder), "taken", randomUUID());
  const scripts = await newRun(join3(own, "in"));
  await writeFile2(join3(scripts, "run.sh"), takeScript(volumes, { wanted, emptied }));
  const options = await helperOptions(stage, session, { scripts, image, volumes, notes });
  const folders = await buildkit_exports.buildHelper({ ...options, folder: join3(own, "out") });
  const takenOf = (kind) => volumes.flatMap(({ number, ...volume }) => {
    if (volume.kind !== kind || !wanted.includes(kind)) return [];
    return folders.map((folder) => ({ folder, number, place: kind === "build" ? place : "" }));
  });
  return { build: takenOf("build"), modules: takenOf("modules") };
}
var EMPTY_MS = 1e4;
async function empty(stage, session, why) {
  if (!outlivesJob(stage) || buildkit_exports.lostBuilder(why)) return;
  const signal = AbortSignal.timeout(EMPTY_MS);
  try {
    for (const { image, notes, ...caches } of session.plan.images) {
      const volumes = caches.volumes.filter(({ isOurs }) => isOurs);
      const scripts = await newRun(join3(dirname(session.folder), "emptied", randomUUID()));
      await writeFile2(join3(scripts, "run.sh"), takeScript(volumes, { wanted: [], emptied: true }));
      const options = await helperOptions(stage, session, { scripts, image, volumes, notes });
      await buildkit_exports.buildHelper({ ...options, signal, afterwards: true, log: silentLog });
    }
  } catch (error) {
    stage.context.log.debug(`Go's caches stay in the builder until it needs the space: ${messageOf(error)}`);
  }
}
function outlivesJob({ builder, context }) {
  return !builder.chosen.builder.driver.startsWith("docker") || context.env.RUNNER_ENVIRONMENT !== "github-hosted";
}

// src/stages/dockerfile/build-inside.ts
async function buildInside(stage, { session, dockerfile, folder }) {
  const { log, request, signal } = stage.context;
  const plain = async (why, how = "built without Go's caches") => {
    await empty(stage, session, why);
    signal.throwIfAborted();
    const [sentence] = messageOf(why).split("\n");
    log.warn(`${stage.ready.found.name} is ${how}: ${sentence}`);
    return { image: await build(stage), saveCaches: async () => void 0 };
  };
  await session.arrived();
  try {
    await fill(stage, session);
  } catch (error) {
    return plain(error);
  }
  const overlay = insideOverlay(dockerfile, session.plan, contextNames(request.dockerfile));
  log.group(`What is built in place of ${stage.ready.found.name}`, overlay.diff);
  const instead = {
    file: await writeDockerfile(folder, overlay.dockerfile, stage),
    contexts: { [overlay.context]: await newRun(join4(folder, "run")) },
    lineOf: (line) => line
    // nothing but words were added
  };
  try {
    return { image: await build(stage, instead), saveCaches: () => save(stage, session) };
  } catch (error) {
    const how = secondTry(error, session.plan);
    if (how !== void 0) return plain(error, how);
    await empty(stage, session, error);
    throw error;
  }
}
function secondTry(error, plan) {
  if (buildkit_exports.lacksNamedContexts(error)) return "built without Go's caches";
  if (!(error instanceof UserError)) return void 0;
  const targets = plan.images.flatMap(({ volumes }) => volumes.map(({ target }) => target));
  if (missesFiles(error.message, plan, error.at?.line))
    return "built again without Go's caches, since a link into one may be what it takes and doesn't find";
  return mountsInTheWay(error.message, targets) ? "built again without Go's caches, which may be what it fails by" : void 0;
}
async function save(stage, session) {
  const { signal, log } = stage.context;
  try {
    const taken = await take(stage, session).catch(async (error) => {
      await empty(stage, session, error);
      throw error;
    });
    return await session.save(taken);
  } catch (error) {
    if (!signal.aborted) log.warn(`Go's caches were not saved: ${messageOf(error)}`);
    return void 0;
  }
}

// src/stages/dockerfile/check-emulation.ts
function checkEmulation({ context, builder }, original, overlay) {
  const { request, env } = context;
  const { builder: found } = builder.chosen;
  const [own] = found.nodes.flatMap(({ platforms }) => platforms);
  if (!own) return;
  const parsed = overlay ? parseDockerfile(overlay.dockerfile, original.path) : { dockerfile: original };
  if ("problem" in parsed) throw new Error(`our overlay can't be read: ${parsed.problem.message}`);
  const { target } = request.dockerfile;
  const requests = request.platforms.map((platform) => {
    return { buildArgs: buildArgsOf({ request, env }), target: platform, build: own, targetStage: target };
  });
  const steps = runSteps(parsed.dockerfile, target, requests);
  const lineOf = overlay ? lineMap(original.source.toString(), overlay.dockerfile.toString()) : (line) => line;
  const problems = buildkit_exports.emulationProblems(
    found,
    steps.map((step) => ({ ...step, line: lineOf(step.line) ?? step.line }))
  );
  if (problems.length > 0) throw new RequestError(problems);
}

// src/stages/dockerfile/check-secrets.ts
async function checkSecrets(dockerfile, question) {
  if (!dockerfile.includes("secret")) return;
  const outline = await buildkit_exports.askOutline(question);
  if (!outline) return;
  const problems = buildkit_exports.secretProblems(outline, question.task.request, question.source);
  if (problems.length > 0) throw new RequestError(problems);
}

// src/stages/dockerfile/confirm-reading.ts
async function confirmReading(context, ready, builder) {
  const { found, decision } = ready;
  if (!found.dockerfile || !usesOverlay(decision)) return ready;
  const difference = await differenceFor(context, ready, found.dockerfile, builder);
  return difference ? { ...ready, ...asItIs(context, ready, difference) } : ready;
}
function asItIs({ request, log }, { found, plan }, { reason, line }) {
  const { mode: asked } = request.dockerfile;
  const place = line === void 0 ? {} : { at: { file: found.path, line } };
  if (isAskedFor(asked)) {
    const hint = "use dockerfile-mode: auto or inside";
    throw new RequestError([{ subject: "dockerfile-mode", message: `${asked} is not possible: ${reason}`, hint }]);
  }
  log.warn({ message: `${BUILT_AS_IT_IS}: ${reason}`, ...place });
  const why = { rule: "confirm", reason, line, warnings: [] };
  const decision = { ...why, mode: "inside", compilesGo: false, hint: void 0 };
  const planned = plannedDockerfile(found, request.dir, decision)?.decided;
  return {
    decision,
    plan: plan.dockerfile && planned ? { ...plan, dockerfile: { ...plan.dockerfile, ...planned } } : plan
  };
}
function usesOverlay(decision) {
  return decision.mode !== "inside" || decision.compilesGo;
}
async function differenceFor({ request, env }, { found, decision }, dockerfile, { buildx, chosen }) {
  const source = { path: found.path, lineOf: (line) => line };
  const task = {
    request: request.dockerfile,
    builder: chosen.builder,
    file: found.path,
    context: found.context,
    // Nothing of it is read: it is to be seen whether the frontend would take one.
    contexts: { ["context" in decision ? decision.context : "go-containerize-run"]: found.context },
    platforms: request.platforms
  };
  try {
    const told = await buildkit_exports.askTargets({ buildx, task, source, env });
    return told && stageDifference(dockerfile, told);
  } catch (error) {
    if (!buildkit_exports.lacksNamedContexts(error)) throw error;
    return { reason: NO_CONTEXTS, line: void 0 };
  }
}
var BUILT_AS_IT_IS = "the Dockerfile is built as it is (dockerfile-mode: inside)";
function isAskedFor(mode) {
  return mode === "replace" || mode === "prebuilt";
}
var NO_CONTEXTS = "the frontend that reads it has no named contexts, by which our programs would come";

// src/stages/dockerfile/overlay-binaries.ts
import { stat } from "node:fs/promises";
import { join as join5 } from "node:path";
async function describePrograms({ decision, stageGo }, { overlay, programs: folder }) {
  if (!stageGo) return [];
  const described = overlay.programs.map(async (program) => {
    const file = join5(folder, program.path);
    const platform = platformOf(program, decision);
    const importPath = program.kind === "main" ? program.program.main.importPath : await mainOf(stageGo.go, file);
    if (!platform || importPath === void 0) return [];
    const [sha256, { size }] = await Promise.all([hashFile(file), stat(file)]);
    return [{ platform, main: { importPath }, sha256, size }];
  });
  return (await Promise.all(described)).flat();
}
function platformOf(program, decision) {
  if (program.kind === "main") return program.program.platform;
  if (decision.mode !== "replace") return void 0;
  return [...decision.compiles, ...decision.commands].find(({ id }) => id === program.by)?.platform;
}
async function mainOf(go, file) {
  const { stdout } = await go(["version", "-m", file], { cwd: join5(file, "..") });
  return /^\tpath\t(\S+)$/m.exec(stdout)?.[1];
}
async function withPrograms(context, image, { layout, made, found: { dockerfile } }) {
  const platforms = await Promise.all(
    image.platforms.map(async (built) => {
      const name = formatPlatform(built.platform);
      const wanted = made.filter(({ platform }) => formatPlatform(platform) === name);
      const request = requestFor(context, built.platform);
      const own = dockerfile ? ownLayers(dockerfile, request.targetStage, request) : 0;
      const binaries = await buildkit_exports.findPrograms(layout, built.layers, wanted, own).catch((error) => {
        context.log.debug(`the programs in the image for ${name} can't be looked for: ${messageOf(error)}`);
        return [];
      });
      return { ...built, binaries };
    })
  );
  return { ...image, platforms };
}

// src/stages/dockerfile/overlay-programs.ts
import { chmod, copyFile as copyFile2, mkdir as mkdir4 } from "node:fs/promises";
import { dirname as dirname3, join as join8 } from "node:path";

// src/stages/dockerfile/go-knowledge.ts
import { realpath } from "node:fs/promises";
import { tmpdir } from "node:os";
import { isAbsolute, join as join6, relative, sep } from "node:path";
async function listCompiles({ signal }, go, context, decision) {
  const open = decision.mode === "replace" ? decision.open : [];
  const root = await realpath(context);
  const facts = await Promise.all(
    open.map(async (compile2) => [compile2.id, await listOne({ signal }, go, root, compile2)])
  );
  return {
    compileFacts: new Map(facts.flatMap(([id, found]) => "failure" in found ? [] : [[id, found]])),
    unlisted: new Map(facts.flatMap(([id, found]) => "failure" in found ? [[id, found]] : []))
  };
}
async function listOne({ signal }, go, context, compile2) {
  const options = { cwd: join6(context, compile2.folder), env: await stageEnv(go, compile2), signal };
  const places = await go(["env", "GOMODCACHE", "GOWORK"], options);
  const [moduleCache = "", workFile = ""] = places.stdout.trimEnd().split(/\r?\n/);
  const { exitCode, stdout, stderr } = await go(goListArguments(compile2), options);
  if (exitCode !== 0) return { failure: failureOf(stderr) };
  return withTargets(summarizeGoList(stdout, { context, moduleCache, workFile }), context);
}
function failureOf(stderr) {
  const lines = stderr.split(/\r?\n/).filter((line) => line !== "" && !/^(go: downloading |# )/.test(line));
  return lines[0]?.trim() ?? "go list failed";
}
async function withTargets(facts, context) {
  const targets = await Promise.all(facts.files.map(async (file) => realpath(join6(context, file))));
  const found = targets.map((target) => relative(context, target).split(sep).join("/"));
  const isOutside = (path) => path.startsWith("../") || isAbsolute(path);
  return {
    ...facts,
    files: [.../* @__PURE__ */ new Set([...facts.files, ...found.filter((path) => !isOutside(path))])].sort(),
    outside: [...facts.outside, ...targets.filter((_, at) => isOutside(found[at] ?? ""))]
  };
}
var OWN = [
  "GOPROXY",
  "GONOPROXY",
  "GOPRIVATE",
  "GOSUMDB",
  "GONOSUMDB",
  "GOINSECURE",
  "GOVCS",
  "GOAUTH",
  "GOCACHE",
  "GOMODCACHE",
  "GOPATH"
];
async function stageEnv(go, { env }) {
  const { stdout } = await go(["env", ...OWN], { cwd: tmpdir() });
  const values = stdout.split(/\r?\n/);
  const own = Object.fromEntries(OWN.flatMap((name, at) => values[at] ? [[name, values[at]]] : []));
  return { ...own, GOENV: "off", ...env };
}

// src/stages/dockerfile/prebuilt-flags.ts
function prebuiltFlags({ request }, { goFlags }, trigger) {
  const { compile: compile2 } = request;
  const buildvcs = decideStamp(compile2.buildvcs, trigger);
  const { flags, problems } = buildFlags({ goFlags, compile: compile2, buildvcs, trusted: trigger.trust.trusted });
  if (problems.length > 0) throw new RequestError(problems);
  return flags;
}

// src/stages/dockerfile/stage-command.ts
import { mkdir as mkdir3 } from "node:fs/promises";
import { delimiter, dirname as dirname2, isAbsolute as isAbsolute2, join as join7 } from "node:path";
var OUTPUT = "{output}";
async function runStageCommand({ exec, env, request, phases, log, signal }, command, { context, folder, program }) {
  const platform = formatPlatform(command.platform);
  const output = join7(folder, `output-${platform.replaceAll("/", "-")}`);
  const [name = "", ...args] = command.words.map((word) => word.replaceAll(OUTPUT, output));
  const shown = command.words.join(" ");
  const own = goEnvironment(env, request.compile.goEnv);
  const path = isAbsolute2(program) ? [dirname2(program), own.PATH].join(delimiter) : own.PATH;
  await mkdir3(folder, { recursive: true });
  const run = () => exec({
    program: name,
    args,
    cwd: join7(context, command.folder),
    env: { ...own, ...command.env, PATH: path },
    withChildren: true,
    onStderrLine: (line) => log.info(line),
    signal
  });
  const { exitCode, stderr } = await phases.time("compile", platform, run);
  if (exitCode !== 0) {
    throw new UserError(`build-command \`${shown}\` ended with ${exitCode} for ${platform}: ${lastLines(stderr)}`, {
      hint: `run it in ${command.folder || "the root of the build context"}: it has to work there first`
    });
  }
  return programsOf(command, { context, output, shown });
}
async function programsOf({ programs, words, platform }, { context, output, shown }) {
  const writesOutput = words.some((word) => word.includes(OUTPUT));
  if (writesOutput && programs.length > 1) {
    const message = `build-command writes one file, and the image takes ${programs.map(({ path }) => path).join(", ")}`;
    throw new UserError(message, { hint: `leave ${OUTPUT} out, if it makes them where the Go stage has them` });
  }
  const found = programs.map(
    ({ path, file }) => [path, writesOutput || file === void 0 ? output : join7(context, file)]
  );
  for (const [path, file] of found) {
    if (await exists(file)) continue;
    throw new UserError(`build-command \`${shown}\` made no ${file} for ${formatPlatform(platform)}`, {
      hint: `the image takes ${path} from the Go stage: have the command write it to ${OUTPUT}`
    });
  }
  return new Map(found);
}
function lastLines(text) {
  return text.trim().split("\n").slice(-5).join("\n") || "it said nothing";
}

// src/stages/dockerfile/overlay-programs.ts
async function layPrograms(place, overlay) {
  const { decision } = place.ready;
  await mkdir4(place.folder, { recursive: true });
  if (decision.mode === "prebuilt") return layMains(place, overlay, decision);
  if (decision.mode !== "replace") return { graphs: [] };
  await layCommands(place, overlay, decision);
  return layCompiled(place, overlay, decision);
}
async function layCompiled(place, overlay, { compiles }) {
  const { context, ready, stageGo } = place;
  const builds = await Promise.all(
    compiles.map(async (one) => {
      const executables = [...new Set(one.programs.map(({ executable }) => executable))];
      const dir = join8(ready.found.context, one.folder);
      return { ...one, dir, env: await stageEnv(stageGo.go, one), executables };
    })
  );
  const written = await compileWritten({
    ...context,
    go: stageGo.go,
    minor: stageGo.facts.minor,
    builds,
    dir: context.request.dir,
    cache: ready.cache,
    withGraphs: context.door === "action"
  });
  try {
    for (const program of compiledOf(overlay)) {
      const build2 = builds.find(({ id }) => id === program.by);
      if (build2) await lay(place, program.path, written.program(build2, program.executable).path, build2.platform);
    }
    return { graphs: written.graphs };
  } finally {
    await written.close();
  }
}
async function layCommands(place, overlay, { commands }) {
  const { context, ready, stageGo, scratch } = place;
  for (const command of commands) {
    const where = { context: ready.found.context, folder: scratch, program: stageGo.program };
    const files = await runStageCommand(context, command, where);
    for (const { by, executable, path } of compiledOf(overlay)) {
      const file = by === command.id ? files.get(executable) : void 0;
      if (file !== void 0) await lay(place, path, file, command.platform);
    }
  }
}
function compiledOf({ programs }) {
  return programs.filter((program) => program.kind === "compiled");
}
async function layMains(place, overlay, { programs }) {
  const { context, ready, stageGo } = place;
  const { request } = context;
  const { go, facts } = stageGo;
  const flags = prebuiltFlags(context, facts, ready.trigger);
  const mains = stageGo.mains.filter(({ importPath }) => programs.some(({ main }) => main.importPath === importPath));
  const withGraphs = context.door === "action";
  const { platforms, dir } = request;
  const compilation = compile({
    ...context,
    go,
    facts,
    flags,
    mains,
    platforms,
    cgo: false,
    dir,
    cache: ready.cache,
    withGraphs
  });
  try {
    for (const entry of overlay.programs) {
      if (entry.kind !== "main") continue;
      const { platform, main } = entry.program;
      const { path } = await compilation.binary(mainNamed(mains, main.importPath), platform);
      await lay(place, entry.path, path, platform);
    }
    return { graphs: await compilation.graphs() };
  } finally {
    await compilation.close();
  }
}
function mainNamed(mains, importPath) {
  const found = mains.find((main) => main.importPath === importPath);
  if (!found) throw new Error(`${importPath} was found and is gone`);
  return found;
}
async function lay({ folder }, path, file, platform) {
  await checkProgram({ name: path.split("/").at(-1) ?? path, platform, path: file });
  const target = join8(folder, path);
  await mkdir4(dirname3(target), { recursive: true });
  await copyFile2(file, target);
  await chmod(target, 493);
}

// src/stages/dockerfile/verify-replacement.ts
import { mkdir as mkdir5, writeFile as writeFile3 } from "node:fs/promises";
import { join as join9 } from "node:path";
var STAGE = "go-containerize-original";
async function verifyReplacement(of) {
  const { context, compiles, build: build2, folder } = of;
  const [first] = compiles;
  if (!first) return;
  const { platform } = first;
  const ours = compiles.filter((one) => formatPlatform(one.platform) === formatPlatform(platform));
  const [file, dest] = [join9(folder, "Dockerfile"), join9(folder, "original")];
  await mkdir5(folder, { recursive: true });
  await writeFile3(file, Buffer.concat([of.original, Buffer.from(`
${exportStage(ours, of.stageOf)}`)]));
  const outputs = [`type=local,dest=${dest},platform-split=false`];
  const { provenance: _, sbom: __, ...plain } = build2.task.request;
  const request = { ...plain, attests: [], target: STAGE, outputs, cacheTo: [] };
  const task = { ...build2.task, request, file, platforms: [platform], contexts: {}, annotations: {} };
  const layoutPath = join9(folder, "layout");
  await context.phases.time(
    "verify",
    formatPlatform(platform),
    () => buildkit_exports.buildDockerfile({ ...build2, task, layoutPath, names: ["verify"], shape: "auto" })
  );
  const differences = [];
  for (const compile2 of ours) {
    for (const { path } of compile2.programs) {
      const original = await describe(of.go, join9(dest, path));
      const made = await describe(of.go, join9(of.programs, platformFolder(platform), path));
      const found = compareProgram({ reproducible: isReproducible(compile2), original, ours: made });
      differences.push(
        ...found.map(({ what, original: original2, ours: ours2 }) => `${path}: ${what}: ${original2} in the stage, ${ours2} in ours`)
      );
    }
  }
  if (differences.length === 0) return;
  throw new UserError(
    `the replaced stage makes other programs (${formatPlatform(platform)}):
${differences.join("\n")}`,
    {
      hint: "use dockerfile-mode: inside, and please report it: a rule should have refused this"
    }
  );
}
function exportStage(compiles, stageOf) {
  const copies = compiles.flatMap(
    (compile2) => compile2.programs.map(({ path }) => `COPY --from=${stageOf(compile2)} ${JSON.stringify([path, path])}`)
  );
  return ["", `FROM scratch AS ${STAGE}`, ...copies, ""].join("\n");
}
async function describe(go, file) {
  const { exitCode, stdout } = await go(["version", "-m", "-json", file], { cwd: join9(file, "..") });
  return { sha256: await hashFile(file), info: exitCode === 0 ? readBuildInfo(stdout) : void 0 };
}

// src/stages/dockerfile/build.ts
async function buildDockerfile(stage) {
  const { ready, path } = stage;
  const { found, decision, stageGo, inside } = ready;
  const problems = buildkit_exports.splitProblems(buildOptions(stage).task);
  if (problems.length > 0) throw new RequestError(problems);
  const overlay = found.dockerfile && overlayOf(found.dockerfile, decision);
  const folder = join10(dirname4(path), `.dockerfile-${randomUUID2()}`);
  try {
    if (found.dockerfile) checkEmulation(stage, found.dockerfile, overlay);
    if (overlay && stageGo) return await buildOverlay(stage, { overlay, stageGo, folder });
    await checkSecrets(found.source, buildOptions(stage));
    const isWarm = decision.mode === "inside" && decision.compilesGo;
    if (inside && found.dockerfile && isWarm) {
      const { image, saveCaches } = await buildInside(stage, { session: inside, dockerfile: found.dockerfile, folder });
      return { image, programs: [], saveCaches };
    }
    return { image: await build(stage), programs: [], saveCaches: async () => void 0 };
  } finally {
    await removeTree(folder);
  }
}
async function buildOverlay(stage, { overlay, stageGo, folder }) {
  const { context, ready } = stage;
  const { found } = ready;
  const programs = join10(folder, "programs");
  await mkdir6(programs, { recursive: true });
  const instead = {
    file: await writeDockerfile(folder, overlay.dockerfile, stage),
    contexts: { [overlay.context]: programs },
    lineOf: lineMap(found.source.toString(), overlay.dockerfile.toString())
  };
  await checkSecrets(overlay.dockerfile, buildOptions(stage, instead));
  context.log.group(`What is built in place of ${found.name}`, overlay.diff);
  await ready.caches?.arrived();
  const { graphs } = await layPrograms(
    { context, ready, stageGo, folder: programs, scratch: join10(folder, "made") },
    overlay
  );
  if (context.request.dockerfile.verifyReplacement) {
    await verify(stage, { overlay, programs, folder: join10(folder, "verify"), go: stageGo.go });
  }
  const described = describePrograms(ready, { overlay, programs });
  described.catch(() => {
  });
  const image = await orAsItIs(stage, () => build(stage, instead));
  return { image, programs: await described, saveCaches: async () => ready.caches?.save(graphs) };
}
async function orAsItIs(stage, work) {
  const { log, request } = stage.context;
  try {
    return await work();
  } catch (error) {
    if (!buildkit_exports.lacksNamedContexts(error) || isAskedFor(request.dockerfile.mode)) throw error;
    log.warn(`${BUILT_AS_IT_IS}: ${NO_CONTEXTS}`);
    return build(stage);
  }
}
async function verify(stage, made) {
  const { context, ready } = stage;
  const { decision, found } = ready;
  if (decision.mode !== "replace") return;
  const { compiles, cuts } = decision;
  if (compiles.length === 0) {
    context.log.warn("verify-replacement has nothing to compare: what build-command makes is what you say");
    return;
  }
  const stageOf = ({ id }) => cuts.find(({ name }) => id.startsWith(`${name}:`))?.name ?? "";
  await verifyReplacement({ ...made, context, build: buildOptions(stage), original: found.source, compiles, stageOf });
}

// src/stages/dockerfile/module-sources.ts
import { randomUUID as randomUUID3 } from "node:crypto";
import { join as join11 } from "node:path";
function canUseSources(decision) {
  if (decision?.mode !== "replace" || decision.commands.length > 0) return false;
  return decision.compiles.every(
    ({ flags, env }) => env.CGO_ENABLED === "0" && isReproducible({ flags }) && !flags.some((flag) => /^--?mod(file)?(=|$)/.test(flag))
  );
}
function startSources(context, { caches, modules, place, session }, compiling) {
  const { log, phases } = context;
  const { restore, save: rule, reason: policy } = caches.policy.modules;
  if (!restore || !canUseSources(compiling.decision)) return void 0;
  const folder = join11(place.staging, `sources-${randomUUID3()}`);
  const input = keyInput(context, compiling, modules.sums.graph);
  const fetching = phases.time("restore", CACHE_TITLES.sources, () => fetch(sourceKeys(input)));
  fetching.catch(() => {
  });
  async function fetch(keys) {
    const report = await restoreSources({ ...place, keys, to: folder, sums: modules.sums });
    sayRestored(log, "sources", report);
    if (report.result !== "restored") void session.fetchModules();
    return report;
  }
  async function saveNew(packages) {
    const [{ sums }, { goModCache }] = [modules, caches];
    try {
      const vouched = await vouchForSources({ goModCache, packages, sums });
      if ("problem" in vouched) return { why: vouched.problem };
      const key = sourceKey(input, packages);
      const perform = () => saveSources({ ...place, key, goModCache, sums, modules: vouched.modules });
      return { report: await phases.time("save", CACHE_TITLES.sources, perform) };
    } catch (error) {
      return { why: messageOf(error) };
    }
  }
  return {
    planned: { ...sourceKeys(input), restore, save: rule !== "never", reason: `${policy}; in the place of the modules` },
    go: fetching.then(
      ({ result }) => result === "restored" ? (go) => withoutIndex(withModuleCache(go, folder), context.env) : void 0
    ),
    async save(facts) {
      const restored = await fetching.catch(() => void 0);
      const report = { reason: policy, ...restored ? { restore: restored } : {} };
      if (!facts || !restored) return report;
      const packages = [...new Set([...facts.values()].flatMap(({ dependencies }) => dependencies))];
      const same = restored.key?.startsWith(sourceSet(input, packages)) ?? false;
      const { save: save2, reason } = shouldSaveSources({ rule, restored, packages: packages.length, same });
      const saved = save2 ? await saveNew(packages) : { why: reason };
      if (rule !== "never") saySaved(log, "sources", saved.report, saved.why ?? reason);
      return { ...report, ...saved.report ? { save: saved.report } : {} };
    },
    close: () => removeTree(folder).catch(() => {
    })
    // the runner empties its temporary folder
  };
}
function keyInput({ request, env }, { found: { name }, trigger }, graph) {
  const { dockerfile, platforms, cache } = request;
  return {
    os: env.RUNNER_OS ?? process.platform,
    graph,
    runId: trigger.run?.id ?? "0",
    attempt: trigger.run?.attempt ?? "1",
    programs: [name, dockerfile.target ?? "", ...platforms.map(formatPlatform).sort()],
    ...cache.suffix === void 0 ? {} : { suffix: cache.suffix }
  };
}
function withModuleCache(go, folder) {
  return (args, options) => go(args, { ...options, env: { ...options.env, GOMODCACHE: folder, GOPROXY: "off" } });
}

// src/stages/dockerfile/list-with-modules.ts
async function listWithModules(options) {
  const { context, root, decision, ready, early, session, sources } = options;
  const list = (go) => listCompiles(context, go, root, decision);
  const reading = canUseSources(decision) ? await sources?.go : void 0;
  if (reading) {
    const go = reading(ready);
    const { compileFacts, unlisted } = await list(go);
    if (unlisted.size === 0) return { go, compileFacts, unlisted, wholeModules: false };
    context.log.info("the sources of modules that were restored are not enough: now the modules come as a whole");
  }
  const modules = await session?.fetchModules();
  const listAll = () => list(early.go);
  const listed = modules?.result === "restored" ? await context.phases.time("unpack", CACHE_TITLES.modules, listAll) : await listAll();
  return { go: ready, ...listed, wholeModules: true };
}

// src/stages/dockerfile/stage-keys.ts
import { join as join12 } from "node:path";
function compiledBy({ request, env }, { trigger }, decision, { facts, mains }, { context }) {
  const common = { goVersion: facts.goVersion, trigger };
  if (decision.mode === "prebuilt") {
    const wanted = new Set(decision.programs.map(({ main }) => main.importPath));
    const used = mains.filter(({ importPath }) => wanted.has(importPath));
    const words = splitQuoted(facts.goFlags) ?? [];
    const flags = [...words, ...prebuiltFlags({ request }, facts, trigger).build];
    const [mainDirs, moduleDirs] = [used.map(({ dir }) => dir), used.map(({ moduleDir }) => moduleDir)];
    return { ...common, flags, env: goEnvironment(env, request.compile.goEnv), mains: [...wanted], mainDirs, moduleDirs };
  }
  const compiles = decision.mode === "replace" ? decision.compiles : [];
  const dirs = compiles.map(({ folder }) => join12(context, folder));
  return {
    ...common,
    flags: compiles.flatMap(({ flags }) => flags),
    env: Object.assign({}, ...compiles.map((compile2) => compile2.env)),
    // Each platform compiles them.
    mains: [...new Set(compiles.flatMap(({ folder, packages }) => packagesOf(folder, packages)))],
    mainDirs: dirs,
    moduleDirs: dirs.length > 0 ? dirs : [request.dir]
  };
}
function packagesOf(folder, packages) {
  return packages.length === 0 ? [folder] : packages.map((name) => `${folder}:${name}`);
}

// src/stages/dockerfile/ask-go.ts
async function askGo(context, surroundings, { found, question, ci, sources }) {
  const prepared = await prepareGo(context, surroundings, cacheEnv(ci?.caches));
  const early = earlyGo(context, prepared.go, ci?.caches.policy);
  const looked = await lookAtStageGo(context, { ...prepared, go: early.offline });
  const mains = mainFacts(looked.mains, found.context);
  const next = decided(await askMode(question, { mains, compileFacts: /* @__PURE__ */ new Map() }));
  const keys = ci && await keysOf(context, ci, compiledBy(context, surroundings, next, looked, found));
  if (keys) ci.session.restore(keys);
  const { go, compileFacts, unlisted, wholeModules } = await listWithModules({
    context,
    root: found.context,
    decision: next,
    ready: prepared.go,
    early,
    session: ci?.session,
    sources
  });
  const known = new Map([...compileFacts, ...unlisted]);
  const decision = decided(await askMode(question, { mains, compileFacts: known }));
  return { decision, stageGo: { ...looked, go }, compileFacts, keys, wholeModules };
}

// src/stages/dockerfile/inside-session.ts
import { randomUUID as randomUUID5 } from "node:crypto";
import { mkdir as mkdir7 } from "node:fs/promises";
import { join as join13 } from "node:path";

// src/stages/dockerfile/plan-inside.ts
import { randomUUID as randomUUID4 } from "node:crypto";
import { relative as relative2, sep as sep2 } from "node:path";
async function decideInside({ request, door, env, log }, {
  found,
  decision,
  trigger
}) {
  if (door !== "action" || decision.mode !== "inside" || !decision.compilesGo || !found.dockerfile) return void 0;
  const leftOut = (why) => {
    log.info(`Go's caches are not brought into ${found.name}: ${why}`);
    return void 0;
  };
  const { target, noCache } = request.dockerfile;
  if (noCache) return leftOut("no-cache: true");
  const allowed = policyOf({ request, env, door }, trigger, { modules: false, build: false });
  if (!isUseful(allowed.modules) && !isUseful(allowed.build)) return leftOut(allowed.build.reason);
  const requests = request.platforms.map((platform) => requestFor({ request, env }, platform));
  const id = `go-containerize-${randomUUID4().slice(0, 8)}`;
  const answer = planInside({ dockerfile: found.dockerfile, requests, target, id: id.replace(/[^\w-]+/g, "-") });
  if ("why" in answer) return leftOut(answer.why);
  const { plan } = answer;
  const policy = policyWithin(plan, allowed);
  if (!isUseful(policy.modules) && !isUseful(policy.build))
    return leftOut("no RUN uses one that this run restores or saves");
  const { sums } = await findModuleKeys({ request, env });
  const { suffix } = request.cache;
  const keys = insideKeys({
    os: env.RUNNER_OS ?? process.platform,
    arch: env.RUNNER_ARCH ?? process.arch,
    sums: sums.hash,
    image: plan.images.map(({ image }) => image).join(" "),
    platforms: request.platforms.map(formatPlatform),
    file: relative2(found.root, found.path).split(sep2).join("/"),
    target,
    runId: trigger.run?.id ?? "0",
    attempt: trigger.run?.attempt ?? "1",
    ...suffix === void 0 ? {} : { suffix }
  });
  return { plan, policy, keys, sums };
}
function policyWithin({ images }, { modules, build: build2 }) {
  const has = (kind) => images.some(({ volumes }) => volumes.some((volume) => volume.kind === kind));
  const left = {
    restore: false,
    save: "never",
    reason: "left alone: no RUN uses it in a way that it could be brought to"
  };
  return { modules: has("modules") ? modules : left, build: has("build") ? build2 : { ...left, fresh: build2.fresh } };
}
function isUseful({ restore, save: save2 }) {
  return restore || save2 !== "never";
}
function plannedInside({ policy, keys }) {
  const outputs = { key: "", restoreKeys: [] };
  const outputsDecision = { restore: false, save: "never", reason: LINKED_BY_DOCKERFILE };
  return plannedCaches({ policy }, { ...keys, outputs, outputsDecision });
}
var LINKED_BY_DOCKERFILE = "the Dockerfile links its programs itself";

// src/stages/dockerfile/inside-session.ts
async function startInside(context, caches) {
  const { phases, log } = context;
  const { policy, keys, sums } = caches;
  const over = new AbortController();
  const signal = forMany(AbortSignal.any([context.signal, over.signal]));
  const place = await entryPlace({ ...context, signal });
  const own = join13(place.staging, `inside-${randomUUID5()}`);
  const folder = join13(own, "in");
  await mkdir7(folder, { recursive: true });
  const archiveOf = (kind) => join13(folder, `${kind}.tar`);
  const fetch = async (kind) => {
    if (!policy[kind].restore) return void 0;
    const restore = () => restoreArchive(`go-inside-${kind}`, { ...place, keys: keys[kind], to: archiveOf(kind) });
    const report = await phases.time("restore", CACHE_TITLES[kind], restore);
    sayRestored(log, kind, report);
    return report;
  };
  const fetched = { modules: fetch("modules"), build: fetch("build") };
  for (const one of Object.values(fetched)) one.catch(() => {
  });
  const restored = {};
  const decideEarly = {
    modules: () => shouldSaveModules({ rule: policy.modules.save, restored: restored.modules }),
    build: () => shouldSaveBuild({ rule: policy.build.save, restored: restored.build, compiled: void 0 })
  };
  const saveOne = async (kind, { save: save2, reason }, write) => {
    const perform = async () => {
      const archive = join13(own, "out", `${kind}.tar`);
      await mkdir7(join13(own, "out"), { recursive: true });
      const files = await write(archive);
      if (files === 0) return { result: "empty", key: keys[kind].key, bytes: 0, files, ms: 0 };
      return saveArchive(`go-inside-${kind}`, { ...place, key: keys[kind].key, archive });
    };
    const report = save2 ? await phases.time("save", CACHE_TITLES[kind], perform) : void 0;
    if (policy[kind].save !== "never") saySaved(log, kind, report, reason);
    return report;
  };
  const partsOf = async (kind, taken) => {
    const old = archiveOf(kind);
    return { old: await exists(old) ? old : void 0, taken, time: RESTORED_AT };
  };
  return {
    ...caches,
    folder,
    async arrived() {
      Object.assign(restored, { modules: await fetched.modules, build: await fetched.build });
    },
    wanted: () => ["build", "modules"].filter((kind) => decideEarly[kind]().save),
    async save({ modules, build: build2 }) {
      const { used, added } = await usedEntries(build2);
      const compiled = { executed: added, total: used.size, unit: "entries" };
      const decided2 = {
        // Nothing was taken: no volume of the kind, or the builder has lost it.
        modules: modules.length > 0 ? decideEarly.modules() : { save: false, reason: decideEarly.modules().reason },
        build: used.size > 0 ? shouldSaveBuild({ rule: policy.build.save, restored: restored.build, compiled }) : NOTHING_USED
      };
      const [moduleParts, buildParts] = [await partsOf("modules", modules), await partsOf("build", build2)];
      const [savedModules, savedBuild] = await Promise.all([
        saveOne("modules", decided2.modules, (to) => nextModulesArchive({ ...moduleParts, to }, sums.modules)),
        saveOne("build", decided2.build, (to) => nextBuildArchive({ ...buildParts, to }, used))
      ]);
      return reportOf2(caches, restored, { modules: savedModules, build: savedBuild });
    },
    async close() {
      over.abort(new Error("the run is over"));
      await Promise.allSettled(Object.values(fetched));
      await removeTree(own).catch(() => {
      });
    }
  };
}
var NOTHING_USED = { save: false, reason: "the build used none of it" };
function reportOf2({ policy }, restored, saved) {
  const part = (kind) => {
    const [restore, save2] = [restored[kind], saved[kind]];
    return { reason: policy[kind].reason, ...restore && { restore }, ...save2 && { save: save2 } };
  };
  return { modules: part("modules"), build: part("build"), outputs: { reason: LINKED_BY_DOCKERFILE } };
}

// src/stages/dockerfile/program-facts.ts
import { join as join14 } from "node:path";
function importsOf(compileFacts) {
  if (compileFacts.size === 0) return void 0;
  return { imports: new Set([...compileFacts.values()].flatMap(({ imports }) => imports)), cgoPackages: void 0 };
}
async function importsAtHand(context, look, { question, mains, root }) {
  if ("problems" in look.goPlan) return void 0;
  const { onPath } = look.goPlan.gos;
  if (!onPath) return void 0;
  const go = runGo(context, { ...look, goPlan: look.goPlan }, { program: onPath.program, env: { GOTOOLCHAIN: "local" } });
  const list = async (compile2) => {
    const env = { ...await stageEnv(go, compile2), ...cgoOf(compile2), GOPROXY: "off" };
    return go(goImportsArguments(compile2), { cwd: join14(root, compile2.folder), env, signal: context.signal });
  };
  const answers = await Promise.all(compilesIn(question, mains).map(list));
  if (answers.length === 0 || answers.some(({ exitCode }) => exitCode !== 0)) return void 0;
  return summarizeImports(answers.map(({ stdout }) => stdout).join("\n"));
}
function cgoOf({ env }) {
  return { CGO_ENABLED: env.CGO_ENABLED === "0" ? "0" : "1" };
}

// src/stages/dockerfile/ready.ts
async function getDockerfileReady(context, look) {
  const answer = await askFirst(context, look);
  const { question } = answer;
  return question && needsGo(context.request.dockerfile, answer.first) ? readyWithGo(context, look, { ...answer, question }) : readyAsItIs(context, look, answer);
}
async function readyAsItIs(context, look, { found, question, first, mains }) {
  const { trigger } = look;
  const decision = decided(first);
  const buildx = await lookForBuildx(context);
  const cache = await prepareCacheFolder(cacheRoot(context.env));
  const inside = await decideInside(context, { found, decision, trigger });
  const plan = planFor(context, look, { decision, caches: inside ? plannedInside(inside) : null });
  const imports = async () => question && importsAtHand(context, look, { question, mains, root: found.context });
  const session = inside && await startInside(context, inside);
  return {
    trigger,
    found,
    decision,
    plan,
    buildx,
    imports,
    stageGo: void 0,
    cache,
    caches: void 0,
    inside: session,
    close: async () => session?.close()
  };
}
async function readyWithGo(context, look, { found, question, first }) {
  const { trigger } = look;
  const [buildx, { goContext, goPlan }] = await Promise.all([
    lookForBuildx(context),
    planStageGo(context, look, first.decision)
  ]);
  const { cache, ci, close } = await openRunCaches(goContext, { ...look, goPlan });
  const sources = ci && startSources(goContext, ci, { found, decision: first.decision, trigger });
  if (!sources) void ci?.session.fetchModules();
  let session;
  const closeAll = async () => {
    close();
    await Promise.all([session?.close(), sources?.close()]);
  };
  try {
    const asked = await askGo(goContext, { ...look, goPlan }, { found, question, ci, sources });
    const { stageGo, compileFacts, keys, wholeModules } = asked;
    const decision = stillRight(context, asked.decision, stageGo);
    const inside = await decideInside(context, { found, decision, trigger });
    const own = ci && keys ? plannedCaches(ci.caches, keys) : null;
    const ofRunner = own && sources ? { ...own, sources: sources.planned } : own;
    const plan = planFor(context, look, { decision, stageGo, caches: inside ? plannedInside(inside) : ofRunner });
    session = inside && await startInside(context, inside);
    return {
      trigger,
      found,
      decision,
      plan,
      buildx,
      imports: async () => importsOf(compileFacts),
      stageGo,
      cache,
      caches: ci && withSources(ci.session, () => sources?.save(wholeModules ? compileFacts : void 0)),
      inside: session,
      close: closeAll
    };
  } catch (error) {
    await closeAll();
    throw error;
  }
}
function withSources(session, saveSources2) {
  return {
    arrived: () => session.arrived(),
    async save(graphs) {
      const [report, sources] = await Promise.all([session.save(graphs), saveSources2()]);
      return { ...report, ...sources ? { sources } : {} };
    }
  };
}

// src/pipeline-dockerfile.ts
async function buildWithDockerfile(context, look, { warnings }) {
  const { request, log } = context;
  const decided2 = await getDockerfileReady(context, look);
  const { found, decision, buildx, cache, stageGo } = decided2;
  log.group("Plan", formatPlan({ ...decided2.plan, warnings: [] }));
  for (const { message, line } of decision.warnings) {
    log.warn(line === void 0 ? message : { message, at: { file: found.path, line } });
  }
  await advise(context, decided2);
  const registry = openRegistry(context, decided2.plan.images);
  let started;
  let place;
  let saving;
  try {
    if (request.output !== void 0) await checkReplaceable(request.output);
    place = await claimLayout(context, cache);
    const { path } = place;
    const own = loginsFor(request.registry, hostsOf(decided2.plan.images)[0]);
    const logins = await builderLogins(context, { found, own, credentials: registry.credentials });
    started = startBuilder(context, { buildx, logins });
    const [resolved, builder] = await Promise.all([resolve(context, decided2.plan, registry, cache), started.ready]);
    const ready = await confirmReading(context, decided2, builder);
    const { plan } = ready;
    const [content] = contentsOf(context, plan, { trigger: look.trigger, mains: [] }, void 0);
    if (!content) throw new Error("a Dockerfile makes one image");
    const built = await buildDockerfile({ context, ready, builder, content, path });
    saving = built.saveCaches();
    const layout = await openLayout(path);
    const described = withPrograms(context, built.image, { layout, made: built.programs, found });
    const { destinations } = resolved;
    const run = createPushRun();
    const isRelease = look.trigger.tag !== void 0;
    const contents = [content];
    const assembled = [built.image];
    const images = await publishAll({ context, layout, contents, assembled, registry, destinations, run, isRelease });
    const open = (repository, blob) => registry.openBlob(repository, blob);
    const loaded = resolved.engine ? await load(context, resolved.engine, { layout, open, images }) : void 0;
    await prune(cache.root, context.now());
    const go = { version: stageGo?.facts.version ?? "", source: stageGo?.source ?? "" };
    const [saved, image] = await Promise.all([saving, described]);
    context.signal.throwIfAborted();
    const finished = images.map((one) => ({ ...one, assembled: image }));
    const { done: phases } = context.phases;
    return {
      plan,
      loaded,
      report: reportOf({ go, images: finished, layout: path, caches: saved ?? null, phases, warnings })
    };
  } finally {
    registry.close();
    await saving;
    await decided2.close();
    await place?.release();
    await started?.close();
  }
}
export {
  buildWithDockerfile
};
