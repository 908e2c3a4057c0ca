import {createRequire as __createRequire} from 'node:module';const require = __createRequire(import.meta.url);
import {
  checkProgram,
  claimLayout,
  load,
  publishAll,
  resolve
} from "./chunk-FXCAZO2R.js";
import {
  contentsOf
} from "./chunk-XNAP5P7Q.js";
import "./chunk-47H3MFYM.js";
import {
  buildArgsOf,
  contextNames,
  getDockerfileReady,
  hostPlatform,
  prebuiltFlags,
  stageEnv
} from "./chunk-7P5VJZ3Z.js";
import "./chunk-NIO6GOBB.js";
import "./chunk-LSWSNYT4.js";
import {
  plannedDockerfile
} from "./chunk-GY6VNIV5.js";
import "./chunk-CC6TIJLZ.js";
import "./chunk-ZMOCBRJI.js";
import {
  startBuilder
} from "./chunk-HYUZ65EV.js";
import {
  HELPER_CONTEXT,
  adviseDockerfile,
  compareProgram,
  fillScript,
  helperDockerfile,
  insideOverlay,
  isReproducible,
  lineMap,
  overlayOf,
  parseDockerfile,
  platformFolder,
  readBuildInfo,
  runSteps,
  stageDifference,
  takeScript
} from "./chunk-K7VY35LS.js";
import {
  compile,
  compileWritten,
  goEnvironment
} from "./chunk-OH2UP7CP.js";
import {
  buildkit_exports
} from "./chunk-V3Z3CJ2F.js";
import "./chunk-JKA3XDOV.js";
import {
  hashFile
} from "./chunk-RUVCBZIW.js";
import {
  prune
} from "./chunk-ZPARUUBC.js";
import {
  createPushRun
} from "./chunk-6KQ5WN3S.js";
import "./chunk-NWVG2OHD.js";
import {
  formatPlan,
  reportOf
} from "./chunk-KALWOJN2.js";
import "./chunk-HD3OXH54.js";
import "./chunk-QBTVVR7S.js";
import "./chunk-CGLLVDTX.js";
import "./chunk-XEYYPLQO.js";
import {
  RequestError,
  UserError,
  checkReplaceable,
  exists,
  formatPlatform,
  messageOf,
  openLayout,
  removeTree
} from "./chunk-7MAKS6H7.js";
import "./chunk-5I5N4XBM.js";
import "./chunk-TQOUSWMN.js";
import "./chunk-JBO2LML4.js";
import "./chunk-L4DFUNMN.js";

// src/stages/build-dockerfile.ts
import { randomUUID as randomUUID2 } from "node:crypto";
import { mkdir as mkdir6 } from "node:fs/promises";
import { dirname as dirname4, join as join7 } from "node:path";

// src/stages/build-inside.ts
import { randomUUID } from "node:crypto";
import { mkdir as mkdir2, writeFile as writeFile2 } from "node:fs/promises";
import { dirname, join as join3 } from "node:path";

// src/stages/dockerfile-build.ts
import { copyFile, mkdir, writeFile } from "node:fs/promises";
import { join as join2 } from "node:path";

// src/stages/overlay-binaries.ts
import { stat } from "node:fs/promises";
import { join } from "node:path";
async function describePrograms({ decision, stageGo }, { overlay, programs: folder }) {
  if (!stageGo) return [];
  const described = overlay.programs.map(async (program) => {
    const file = join(folder, program.path);
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
  const { stdout } = await go(["version", "-m", file], { cwd: join(file, "..") });
  return /^\tpath\t(\S+)$/m.exec(stdout)?.[1];
}
async function withPrograms(platforms, { layoutPath, made, log }) {
  const layout = await openLayout(layoutPath);
  return Promise.all(
    platforms.map(async (built) => {
      const name = formatPlatform(built.platform);
      const own = made.filter(({ platform }) => formatPlatform(platform) === name);
      const binaries = await buildkit_exports.findPrograms(layout, built.layers, own).catch((error) => {
        log.debug(`the programs in the image for ${name} can't be looked for: ${messageOf(error)}`);
        return [];
      });
      return { ...built, binaries };
    })
  );
}

// src/stages/dockerfile-build.ts
async function build(stage, instead, made = []) {
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
  return { image: toBuild, descriptor, platforms: await withPrograms(platforms, { layoutPath, made, log }) };
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
  return { buildx: builder.buildx, task, source, env, cwd: found.root, log };
}
async function writeDockerfile(folder, text, { ready }) {
  const file = join2(folder, "Dockerfile");
  await mkdir(folder, { recursive: true });
  await writeFile(file, text);
  const ignore = `${ready.found.path}.dockerignore`;
  if (await exists(ignore)) await copyFile(ignore, `${file}.dockerignore`);
  return file;
}

// src/stages/build-inside.ts
async function buildInside(stage, { session, dockerfile, folder }) {
  const { log, request, signal } = stage.context;
  const plain = async (why) => {
    signal.throwIfAborted();
    log.warn(`${stage.ready.found.name} is built without Go's caches: ${messageOf(why)}`);
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
    contexts: { [overlay.context]: await newRun(join3(folder, "run")) },
    lineOf: (line) => line
    // nothing but words were added
  };
  try {
    return { image: await build(stage, instead), saveCaches: () => save(stage, session) };
  } catch (error) {
    if (!buildkit_exports.lacksNamedContexts(error)) throw error;
    return plain(error);
  }
}
async function fill(stage, session) {
  const { phases } = stage.context;
  const { volumes } = session.plan;
  await writeFile2(join3(session.folder, "run.sh"), fillScript(volumes));
  await newRun(session.folder);
  const options = await helperOptions(stage, session, { scripts: session.folder, volumes });
  await phases.time("restore", "into the builder", () => buildkit_exports.buildHelper(options));
}
async function newRun(folder) {
  await mkdir2(folder, { recursive: true });
  await writeFile2(join3(folder, "run"), randomUUID());
  return folder;
}
async function helperOptions(stage, { plan, folder }, { scripts, volumes }) {
  const own = join3(dirname(folder), `helper-${randomUUID()}`);
  const [file, context] = [join3(own, "Dockerfile"), join3(own, "context")];
  await mkdir2(context, { recursive: true });
  await writeFile2(file, helperDockerfile({ image: plan.image, volumes }));
  const options = buildOptions(stage, { file, contexts: { [HELPER_CONTEXT]: scripts }, lineOf: () => void 0 });
  return { ...options, signal: stage.context.signal, task: { ...options.task, context } };
}
async function save(stage, session) {
  const { signal, log } = stage.context;
  try {
    return await session.save(await take(stage, session));
  } catch (error) {
    if (!signal.aborted) log.warn(`Go's caches were not saved: ${messageOf(error)}`);
    return void 0;
  }
}
async function take(stage, session) {
  const wanted = session.wanted();
  const volumes = session.plan.volumes.filter(({ kind }) => wanted.includes(kind));
  if (volumes.length === 0) return { build: [], modules: [] };
  const own = join3(dirname(session.folder), "taken");
  const scripts = await newRun(join3(own, "in"));
  await writeFile2(join3(scripts, "run.sh"), takeScript(volumes));
  const options = await helperOptions(stage, session, { scripts, volumes });
  const folders = await stage.context.phases.time(
    "save",
    "out of the builder",
    () => buildkit_exports.buildHelper({ ...options, folder: join3(own, "out") })
  );
  const takenOf = (kind) => volumes.flatMap((volume, number) => volume.kind === kind ? folders.map((folder) => ({ folder, number })) : []);
  return { build: takenOf("build"), modules: takenOf("modules") };
}

// src/stages/check-emulation.ts
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

// src/stages/check-secrets.ts
async function checkSecrets(dockerfile, question) {
  if (!dockerfile.includes("secret")) return;
  const outline = await buildkit_exports.askOutline(question);
  if (!outline) return;
  const problems = buildkit_exports.secretProblems(outline, question.task.request, question.source);
  if (problems.length > 0) throw new RequestError(problems);
}

// src/stages/confirm-reading.ts
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
    const told = await buildkit_exports.askTargets({ buildx, task, source, env, cwd: found.root });
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

// src/stages/overlay-programs.ts
import { chmod, copyFile as copyFile2, mkdir as mkdir4 } from "node:fs/promises";
import { dirname as dirname3, join as join5 } from "node:path";

// src/stages/stage-command.ts
import { mkdir as mkdir3 } from "node:fs/promises";
import { delimiter, dirname as dirname2, isAbsolute, join as join4 } from "node:path";
var OUTPUT = "{output}";
async function runStageCommand({ exec, env, request, phases, log, signal }, command, { context, folder, program }) {
  const platform = formatPlatform(command.platform);
  const output = join4(folder, `output-${platform.replaceAll("/", "-")}`);
  const [name = "", ...args] = command.words.map((word) => word.replaceAll(OUTPUT, output));
  const shown = command.words.join(" ");
  const own = goEnvironment(env, request.compile.goEnv);
  const path = isAbsolute(program) ? [dirname2(program), own.PATH].join(delimiter) : own.PATH;
  await mkdir3(folder, { recursive: true });
  const run = () => exec({
    program: name,
    args,
    cwd: join4(context, command.folder),
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
    ({ path, file }) => [path, writesOutput || file === void 0 ? output : join4(context, file)]
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

// src/stages/overlay-programs.ts
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
      const dir = join5(ready.found.context, one.folder);
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
  const target = join5(folder, path);
  await mkdir4(dirname3(target), { recursive: true });
  await copyFile2(file, target);
  await chmod(target, 493);
}

// src/stages/verify-replacement.ts
import { mkdir as mkdir5, writeFile as writeFile3 } from "node:fs/promises";
import { join as join6 } from "node:path";
var STAGE = "go-containerize-original";
async function verifyReplacement(of) {
  const { context, compiles, build: build2, folder } = of;
  const [first] = compiles;
  if (!first) return;
  const { platform } = first;
  const ours = compiles.filter((one) => formatPlatform(one.platform) === formatPlatform(platform));
  const [file, dest] = [join6(folder, "Dockerfile"), join6(folder, "original")];
  await mkdir5(folder, { recursive: true });
  await writeFile3(file, Buffer.concat([of.original, Buffer.from(`
${exportStage(ours, of.stageOf)}`)]));
  const outputs = [`type=local,dest=${dest},platform-split=false`];
  const request = { ...build2.task.request, target: STAGE, outputs, cacheTo: [] };
  const task = { ...build2.task, request, file, platforms: [platform], contexts: {}, annotations: {} };
  const layoutPath = join6(folder, "layout");
  await context.phases.time(
    "verify",
    formatPlatform(platform),
    () => buildkit_exports.buildDockerfile({ ...build2, task, layoutPath, names: ["verify"], shape: "auto" })
  );
  const differences = [];
  for (const compile2 of ours) {
    for (const { path } of compile2.programs) {
      const original = await describe(of.go, join6(dest, path));
      const made = await describe(of.go, join6(of.programs, platformFolder(platform), path));
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
  const { exitCode, stdout } = await go(["version", "-m", "-json", file], { cwd: join6(file, "..") });
  return { sha256: await hashFile(file), info: exitCode === 0 ? readBuildInfo(stdout) : void 0 };
}

// src/stages/build-dockerfile.ts
async function buildDockerfile(stage) {
  const { ready, path } = stage;
  const { found, decision, stageGo, inside } = ready;
  const overlay = found.dockerfile && overlayOf(found.dockerfile, decision);
  const folder = join7(dirname4(path), `.dockerfile-${randomUUID2()}`);
  try {
    if (found.dockerfile) checkEmulation(stage, found.dockerfile, overlay);
    if (overlay && stageGo) return await buildOverlay(stage, { overlay, stageGo, folder });
    await checkSecrets(found.source, buildOptions(stage));
    const isWarm = decision.mode === "inside" && decision.compilesGo;
    if (inside && found.dockerfile && isWarm) {
      const { image, saveCaches } = await buildInside(stage, { session: inside, dockerfile: found.dockerfile, folder });
      return { assembled: [image], saveCaches };
    }
    return { assembled: [await build(stage)], saveCaches: async () => void 0 };
  } finally {
    await removeTree(folder);
  }
}
async function buildOverlay(stage, { overlay, stageGo, folder }) {
  const { context, ready } = stage;
  const { found } = ready;
  const programs = join7(folder, "programs");
  await mkdir6(programs, { recursive: true });
  const instead = {
    file: await writeDockerfile(folder, overlay.dockerfile, stage),
    contexts: { [overlay.context]: programs },
    lineOf: lineMap(found.source.toString(), overlay.dockerfile.toString())
  };
  await checkSecrets(overlay.dockerfile, buildOptions(stage, instead));
  context.log.group(`What is built in place of ${found.name}`, overlay.diff);
  const { graphs } = await layPrograms(
    { context, ready, stageGo, folder: programs, scratch: join7(folder, "made") },
    overlay
  );
  if (context.request.dockerfile.verifyReplacement) {
    await verify(stage, { overlay, programs, folder: join7(folder, "verify"), go: stageGo.go });
  }
  const made = await describePrograms(ready, { overlay, programs });
  const image = await orAsItIs(stage, () => build(stage, instead, made));
  return { assembled: [image], saveCaches: async () => ready.caches?.save(graphs) };
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

// src/stages/dockerfile-advice.ts
import { readFile } from "node:fs/promises";
import { join as join8 } from "node:path";
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
  const text = await readFile(join8(context, "go.mod"), "utf8").catch(() => void 0);
  const goVersion = text === void 0 ? void 0 : /^go[ \t]+(\S+)/m.exec(text)?.[1];
  if (text === void 0 || goVersion === void 0) return void 0;
  const [hasSum, hasWork] = await Promise.all([exists(join8(context, "go.sum")), exists(join8(context, "go.work"))]);
  return { goVersion, hasSum, needsOtherFolders: hasWork || /=>[ \t]+\.{1,2}\//.test(text) };
}

// src/pipeline-dockerfile.ts
async function buildWithDockerfile(context, surroundings, { openRegistry, warnings }) {
  const { request, log } = context;
  const decided = await getDockerfileReady(context, surroundings);
  const { found, decision, buildx, cache, stageGo } = decided;
  log.group("Plan", formatPlan({ ...decided.plan, warnings: [] }));
  for (const { message, line } of decision.warnings) {
    log.warn(line === void 0 ? message : { message, at: { file: found.path, line } });
  }
  await advise(context, decided);
  const registry = openRegistry(context, decided.plan.images);
  let started;
  let place;
  let saving;
  try {
    if (request.output !== void 0) await checkReplaceable(request.output);
    place = await claimLayout(context, cache);
    const { path } = place;
    started = startBuilder(context, { buildx });
    const [resolved, builder] = await Promise.all([resolve(context, decided.plan, registry, cache), started.ready]);
    const ready = await confirmReading(context, decided, builder);
    const { plan } = ready;
    const [content] = contentsOf(context, plan, { trigger: surroundings.trigger, mains: [] }, void 0);
    if (!content) throw new Error("a Dockerfile makes one image");
    const { assembled, saveCaches } = await buildDockerfile({ context, ready, builder, content, path });
    saving = saveCaches();
    const layout = await openLayout(path);
    const { destinations } = resolved;
    const run = createPushRun();
    const isRelease = surroundings.trigger.tag !== void 0;
    const contents = [content];
    const images = await publishAll({ context, layout, contents, assembled, registry, destinations, run, isRelease });
    const open = (repository, blob) => registry.openBlob(repository, blob);
    const loaded = resolved.engine ? await load(context, resolved.engine, { layout, open, images }) : void 0;
    await prune(cache.root, context.now());
    const go = { version: stageGo?.facts.version ?? "", source: stageGo?.source ?? "" };
    const saved = await saving ?? null;
    return {
      plan,
      loaded,
      report: reportOf({ go, images, layout: path, caches: saved, phases: context.phases.done, warnings })
    };
  } finally {
    registry.close();
    await saving;
    await decided.close();
    await place?.release();
    await started?.close();
  }
}
export {
  buildWithDockerfile
};
