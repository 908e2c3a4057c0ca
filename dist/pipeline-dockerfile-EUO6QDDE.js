import {createRequire as __createRequire} from 'node:module';const require = __createRequire(import.meta.url);
import {
  buildArgsOf,
  contextNames,
  getDockerfileReady,
  hostPlatform,
  prebuiltFlags,
  stageEnv
} from "./chunk-N465N6NY.js";
import {
  checkProgram,
  claimLayout,
  load,
  publishAll,
  resolve
} from "./chunk-L6DX4LNF.js";
import {
  contentsOf
} from "./chunk-4Q2CYKA5.js";
import "./chunk-3W74YDO6.js";
import "./chunk-HSOBOKNW.js";
import "./chunk-UMHOZWNK.js";
import "./chunk-CY7BUXYQ.js";
import {
  adviseDockerfile,
  compareProgram,
  isReproducible,
  lineMap,
  overlayOf,
  parseDockerfile,
  platformFolder,
  readBuildInfo,
  runSteps
} from "./chunk-ULBYTEP6.js";
import {
  compile,
  compileWritten,
  goEnvironment
} from "./chunk-AIFS4JPA.js";
import {
  buildkit_exports
} from "./chunk-P3VNIXKL.js";
import "./chunk-6I4XJHNP.js";
import {
  createPushRun
} from "./chunk-V4CBITK7.js";
import {
  hashFile
} from "./chunk-RUVCBZIW.js";
import {
  prune
} from "./chunk-USUAKS4C.js";
import {
  formatPlan,
  reportOf
} from "./chunk-FEP6SE5Z.js";
import "./chunk-LZEBGN36.js";
import "./chunk-HD3OXH54.js";
import "./chunk-S5W6PD7F.js";
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
} from "./chunk-KZN2H757.js";
import "./chunk-5I5N4XBM.js";
import "./chunk-TQOUSWMN.js";
import "./chunk-JBO2LML4.js";
import "./chunk-L4DFUNMN.js";

// src/stages/build-dockerfile.ts
import { randomUUID } from "node:crypto";
import { copyFile as copyFile2, mkdir as mkdir4, writeFile as writeFile2 } from "node:fs/promises";
import { dirname as dirname3, join as join4 } from "node:path";

// src/stages/overlay-programs.ts
import { chmod, copyFile, mkdir as mkdir2 } from "node:fs/promises";
import { dirname as dirname2, join as join2 } from "node:path";

// src/stages/stage-command.ts
import { mkdir } from "node:fs/promises";
import { delimiter, dirname, isAbsolute, join } from "node:path";
var OUTPUT = "{output}";
async function runStageCommand({ exec, env, request, phases, log, signal }, command, { context, folder, program }) {
  const platform = formatPlatform(command.platform);
  const output = join(folder, `output-${platform.replaceAll("/", "-")}`);
  const [name = "", ...args] = command.words.map((word) => word.replaceAll(OUTPUT, output));
  const shown = command.words.join(" ");
  const own = goEnvironment(env, request.compile.goEnv);
  const path = isAbsolute(program) ? [dirname(program), own.PATH].join(delimiter) : own.PATH;
  await mkdir(folder, { recursive: true });
  const run = () => exec({
    program: name,
    args,
    cwd: join(context, command.folder),
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
    ({ path, file }) => [path, writesOutput || file === void 0 ? output : join(context, file)]
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
  await mkdir2(place.folder, { recursive: true });
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
      const dir = join2(ready.found.context, one.folder);
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
  const target = join2(folder, path);
  await mkdir2(dirname2(target), { recursive: true });
  await copyFile(file, target);
  await chmod(target, 493);
}

// src/stages/verify-replacement.ts
import { mkdir as mkdir3, writeFile } from "node:fs/promises";
import { join as join3 } from "node:path";
var STAGE = "go-containerize-original";
async function verifyReplacement(of) {
  const { context, compiles, build: build2, folder } = of;
  const [first] = compiles;
  if (!first) return;
  const { platform } = first;
  const ours = compiles.filter((one) => formatPlatform(one.platform) === formatPlatform(platform));
  const [file, dest] = [join3(folder, "Dockerfile"), join3(folder, "original")];
  await mkdir3(folder, { recursive: true });
  await writeFile(file, Buffer.concat([of.original, Buffer.from(`
${exportStage(ours, of.stageOf)}`)]));
  const outputs = [`type=local,dest=${dest},platform-split=false`];
  const request = { ...build2.task.request, target: STAGE, outputs, cacheTo: [] };
  const task = { ...build2.task, request, file, platforms: [platform], contexts: {}, annotations: {} };
  const layoutPath = join3(folder, "layout");
  await context.phases.time(
    "verify",
    formatPlatform(platform),
    () => buildkit_exports.buildDockerfile({ ...build2, task, layoutPath, names: ["verify"], shape: "auto" })
  );
  const differences = [];
  for (const compile2 of ours) {
    for (const { path } of compile2.programs) {
      const original = await describe(of.go, join3(dest, path));
      const made = await describe(of.go, join3(of.programs, platformFolder(platform), path));
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
  const { exitCode, stdout } = await go(["version", "-m", "-json", file], { cwd: join3(file, "..") });
  return { sha256: await hashFile(file), info: exitCode === 0 ? readBuildInfo(stdout) : void 0 };
}

// src/stages/build-dockerfile.ts
async function readyBuilder(context) {
  const { request, exec, env, signal, log, phases, leave } = context;
  const problems = [...buildkit_exports.builderProblems(request.builder), ...buildkit_exports.variableProblems(request.dockerfile, env)];
  if (problems.length > 0) throw new RequestError(problems);
  const buildx = await buildkit_exports.findBuildx({ exec, env, signal });
  const onMake = (name) => leave({ folders: [], saves: [], builders: [name] });
  const { allow } = request.dockerfile;
  const choose = () => buildkit_exports.chooseBuilder({ buildx, request: request.builder, allow, log, onMake });
  const chosen = await phases.time("resolve", "builder", choose);
  log.info(`Builder: ${chosen.builder.name} (${chosen.builder.driver}), ${chosen.reason}`);
  return { buildx, chosen };
}
async function buildDockerfile(stage) {
  const { context, ready, path } = stage;
  const { found, decision, stageGo } = ready;
  if (!found.dockerfile) throw new Error("a Dockerfile that can not be read is told before");
  const overlay = overlayOf(found.dockerfile, decision);
  const folder = join4(dirname3(path), `.dockerfile-${randomUUID()}`);
  try {
    checkEmulation(stage, found.dockerfile, overlay);
    if (!overlay || !stageGo) return { assembled: [await build(stage, void 0)], graphs: [] };
    context.log.group(`What is built in place of ${found.name}`, overlay.diff);
    const programs = join4(folder, "programs");
    const { graphs } = await layPrograms(
      { context, ready, stageGo, folder: programs, scratch: join4(folder, "made") },
      overlay
    );
    const file = await writeOverlay(folder, overlay, stage);
    if (context.request.dockerfile.verifyReplacement) {
      await verify(stage, { overlay, programs, folder: join4(folder, "verify"), go: stageGo.go });
    }
    return { assembled: [await build(stage, { overlay, file, programs })], graphs };
  } finally {
    await removeTree(folder);
  }
}
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
async function writeOverlay(folder, overlay, { ready }) {
  const file = join4(folder, "Dockerfile");
  await mkdir4(folder, { recursive: true });
  await writeFile2(file, overlay.dockerfile);
  const ignore = `${ready.found.path}.dockerignore`;
  if (await exists(ignore)) await copyFile2(ignore, `${file}.dockerignore`);
  return file;
}
async function verify(stage, made) {
  const { context, ready } = stage;
  const { decision, found } = ready;
  if (decision.mode !== "replace" || !found.dockerfile) return;
  const { compiles, cuts } = decision;
  if (compiles.length === 0) {
    context.log.warn("verify-replacement has nothing to compare: what build-command makes is what you say");
    return;
  }
  const stageOf = ({ id }) => cuts.find(({ name }) => id.startsWith(`${name}:`))?.name ?? "";
  const original = found.dockerfile.source;
  await verifyReplacement({ ...made, context, build: buildOptions(stage, void 0), original, compiles, stageOf });
}
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
  const original = found.dockerfile?.source.toString() ?? "";
  const source = {
    path: found.path,
    lineOf: instead ? lineMap(original, instead.overlay.dockerfile.toString()) : (line) => line
  };
  const task = {
    request: request.dockerfile,
    builder: builder.chosen.builder,
    file: instead?.file ?? found.path,
    context: found.context,
    contexts: instead ? { [instead.overlay.context]: instead.programs } : {},
    platforms: request.platforms,
    labels: toBuild.labels,
    annotations: toBuild.annotations,
    created: toBuild.fileTime
  };
  return { buildx: builder.buildx, task, source, env, cwd: found.root, log };
}

// src/stages/dockerfile-advice.ts
import { readFile } from "node:fs/promises";
import { join as join5 } from "node:path";
async function advise(context, found) {
  const { request, log } = context;
  if (!request.dockerfile.advice || !found.dockerfile) return;
  const facts = {
    platforms: request.platforms,
    buildPlatform: hostPlatform(),
    buildArgs: buildArgsOf(context),
    target: request.dockerfile.target,
    contexts: contextNames(request.dockerfile),
    module: await moduleFacts(found.context)
  };
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
async function moduleFacts(context) {
  const text = await readFile(join5(context, "go.mod"), "utf8").catch(() => void 0);
  const goVersion = text === void 0 ? void 0 : /^go[ \t]+(\S+)/m.exec(text)?.[1];
  if (text === void 0 || goVersion === void 0) return void 0;
  const [hasSum, hasWork] = await Promise.all([exists(join5(context, "go.sum")), exists(join5(context, "go.work"))]);
  return { goVersion, hasSum, needsOtherFolders: hasWork || /=>[ \t]+\.{1,2}\//.test(text) };
}

// src/pipeline-dockerfile.ts
async function buildWithDockerfile(context, surroundings, { openRegistry, warnings }) {
  const { request, log } = context;
  const ready = await getDockerfileReady(context, surroundings);
  const { found, plan, decision, cache, caches, stageGo } = ready;
  log.group("Plan", formatPlan({ ...plan, warnings: [] }));
  for (const { message, line } of decision.warnings) {
    log.warn(line === void 0 ? message : { message, at: { file: found.path, line } });
  }
  await advise(context, found);
  const registry = openRegistry(context, plan.images);
  let builder;
  let place;
  let saving;
  try {
    if (request.output !== void 0) await checkReplaceable(request.output);
    place = await claimLayout(context, cache);
    const { path } = place;
    const [resolved, made] = await Promise.all([resolve(context, plan, registry, cache), readyBuilder(context)]);
    builder = made;
    const [content] = contentsOf(context, plan, { trigger: surroundings.trigger, mains: [] }, void 0);
    if (!content) throw new Error("a Dockerfile makes one image");
    const { assembled, graphs } = await buildDockerfile({ context, ready, builder, content, path });
    saving = caches?.save(graphs);
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
    ready.close();
    await place?.release();
    await builder?.chosen.remove().catch((error) => log.warn(messageOf(error)));
  }
}
export {
  buildWithDockerfile
};
