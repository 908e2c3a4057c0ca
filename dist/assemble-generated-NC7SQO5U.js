import {createRequire as __createRequire} from 'node:module';const require = __createRequire(import.meta.url);
import {
  FILES_ARCHIVE,
  ROOTS_ARCHIVE,
  archiveEntries,
  generateDockerfile,
  platformFolder
} from "./chunk-VI4WN2TK.js";
import "./chunk-VJE26NIC.js";
import {
  binaryPath,
  buildkit_exports,
  checkPlaces,
  containerConfig,
  programPaths,
  readImageFiles,
  rootsLayer
} from "./chunk-XAR3CAOE.js";
import {
  prefixed
} from "./chunk-EGMFW45I.js";
import "./chunk-KATMBCK6.js";
import "./chunk-5HYWGMCI.js";
import "./chunk-HD3OXH54.js";
import "./chunk-OGWH5DZ4.js";
import "./chunk-XEYYPLQO.js";
import {
  allEnded,
  formatLayoutReference,
  formatRepository,
  isDigest,
  openLayout,
  remoteOrigin,
  removeTree,
  writeTar
} from "./chunk-DK2HHR4N.js";
import {
  RequestError,
  UserError
} from "./chunk-YMPWN76Y.js";
import "./chunk-5I5N4XBM.js";
import "./chunk-L4DFUNMN.js";

// src/stages/assemble-generated.ts
import { randomUUID } from "node:crypto";
import { dirname, join as join2 } from "node:path";

// src/stages/generated-image.ts
import { createWriteStream } from "node:fs";
import { chmod, copyFile, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
var PROGRAMS = "programs";
var BASE = "base";
function generateImage(image, { kodata, files }) {
  const { base, container, mains } = image;
  const entries = archiveEntries([...kodata, ...files]);
  const from = base && baseOf(base);
  const generated = generateDockerfile({
    base: from?.name,
    configs: image.platforms.map((platform) => {
      const below = base?.for(platform).config.value;
      const wanted = containerConfig({
        container,
        labels: {},
        // by flags: a LABEL would bring the commit into the image's history, where it counts as content
        binaryPaths: programPaths(image),
        kodata: kodata.length > 0,
        base: base && below && { name: base.name, digest: base.digest, config: below }
      });
      return { wanted, inherited: below?.config };
    }),
    programs: mains.map((main) => ({ name: main.name, destination: binaryPath(image, main) })),
    programsContext: PROGRAMS,
    files: entries.length > 0
  });
  return { ...generated, image, entries, contexts: from?.contexts ?? {} };
}
function baseOf({ name, digest, location }) {
  if (location.kind === "registry") return { name: name.includes("@") ? name : `${name}@${digest}`, contexts: {} };
  if (!isDigest(digest)) throw new Error(`${digest} is no digest`);
  return { name: BASE, contexts: { [BASE]: formatLayoutReference({ path: location.path, image: digest }) } };
}
async function writeImage({ image, text, entries, contexts }, binaries, { folder, assets }) {
  const [file, context, programs] = [join(folder, "Dockerfile"), join(folder, "context"), join(folder, PROGRAMS)];
  await Promise.all([mkdir(context, { recursive: true }), mkdir(programs, { recursive: true })]);
  await writeFile(file, text);
  if (!image.base) await writeFile(join(context, ROOTS_ARCHIVE), (await rootsLayer(assets)).bytes);
  if (entries.length > 0) {
    const archive = createWriteStream(join(context, FILES_ARCHIVE));
    await pipeline(Readable.from(writeTar(entries, image.fileTime)), archive);
  }
  for (const binary of binaries) await layProgram(binary, programs);
  return { file, context, contexts: { ...contexts, [PROGRAMS]: programs } };
}
async function layProgram({ main, platform, path }, programs) {
  const folder = join(programs, platformFolder(platform));
  const target = join(folder, main.name);
  await mkdir(folder, { recursive: true });
  await copyFile(path, target);
  await chmod(target, 493);
}

// src/stages/whole-base.ts
async function checkWhole({ base, platforms }) {
  if (base?.location.kind !== "layout") return;
  const layout = await openLayout(base.location.path);
  for (const layer of platforms.flatMap((platform) => base.for(platform).manifest.value.layers)) {
    const origin = await remoteOrigin(layout, layer);
    if (!origin) continue;
    throw new UserError(
      `the base ${base.name} is not whole: its layer ${layer.digest} is in ${formatRepository(origin)}`,
      {
        hint: "build the layout with `output`, which makes it whole, or name its image in the registry as base"
      }
    );
  }
}

// src/stages/assemble-generated.ts
async function assembleGenerated(context, builder, options) {
  const { images, layoutPath, complete, phases, assets } = options;
  checkSeveral(context, images);
  const ready = await Promise.all(images.map((image) => getReady(context, image, options)));
  const folder = join2(dirname(layoutPath), `.generated-${randomUUID()}`);
  try {
    const builds = await allEnded(
      ready.map(async ({ generated, binaries }, at) => {
        const written = await writeImage(generated, binaries.flat(), { folder: join2(folder, String(at)), assets });
        const log = images.length > 1 ? prefixed(context.log, generated.image.name) : context.log;
        return buildOptions({ ...context, log }, builder, generated, written);
      })
    );
    const subject = images.map(({ name }) => name).join(", ");
    const build = () => buildkit_exports.buildDockerfiles(builds, { layoutPath, ...complete && { complete } });
    const results = await phases.time("build", subject, build);
    return results.map(({ descriptor, platforms }, at) => {
      const { generated, binaries = [] } = ready[at] ?? {};
      if (!generated) throw new Error("more was built than asked for");
      const withBinaries = platforms.map((platform, index) => ({ ...platform, binaries: binaries[index] ?? [] }));
      return { image: generated.image, descriptor, platforms: withBinaries };
    });
  } finally {
    await removeTree(folder);
  }
}
async function getReady({ log }, image, options) {
  const [files] = await Promise.all([readImageFiles(image), checkWhole(image)]);
  const generated = generateImage(image, files);
  for (const warning of generated.warnings) log.warn(warning);
  log.group(`The Dockerfile that BuildKit gets for ${image.name}`, generated.text);
  const binaries = await Promise.all(image.platforms.map((platform) => binariesFor(image, platform, files, options)));
  return { generated, binaries };
}
async function binariesFor(image, platform, files, { binaries, readBase }) {
  const [made] = await Promise.all([
    Promise.all(image.mains.map((main) => binaries(main, platform))),
    checkPlaces(image, platform, files, readBase)
  ]);
  return made.map((binary) => ({ ...binary, destination: binaryPath(image, binary.main) }));
}
function checkSeveral({ request, log }, images) {
  if (images.length < 2) return;
  const { outputs, cacheTo } = request.dockerfile;
  if (outputs.length > 0) {
    const message = `${images.length} images are built, whose outputs would overwrite each other`;
    throw new RequestError([{ subject: "outputs", message, hint: "build one image, or use `output` for all of them" }]);
  }
  if (cacheTo.length > 0) {
    log.warn("each image writes its own layer cache: of those that go to one place, the last one stays");
  }
}
async function buildOptions({ request, env, log }, { buildx, chosen, credentials }, { image, buildArgs }, written) {
  const { labels, annotations, platforms, fileTime: created, shape } = image;
  const task = {
    request: { ...request.dockerfile, buildArgs: Object.entries(buildArgs).map(([name, value]) => `${name}=${value}`) },
    builder: chosen.builder,
    ...written,
    platforms,
    labels,
    annotations,
    created
  };
  return {
    buildx: buildkit_exports.withLogins(buildx, await loginsFor(image, credentials), env),
    task,
    source: { path: written.file, lineOf: () => void 0 },
    env,
    log,
    names: [image.name, ...image.aliases],
    shape
  };
}
async function loginsFor({ base }, credentials) {
  if (base?.location.kind !== "registry") return [];
  const { registry } = base.location.repository;
  const found = await credentials(registry);
  return found?.kind === "password" ? [{ registry, username: found.username, password: found.password }] : [];
}
export {
  assembleGenerated
};
