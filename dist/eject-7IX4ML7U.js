import {createRequire as __createRequire} from 'node:module';const require = __createRequire(import.meta.url);
import {
  contentsOf
} from "./chunk-7XOPGTIR.js";
import {
  decide
} from "./chunk-SSPEW2RM.js";
import {
  prepareGo
} from "./chunk-CEWPCKJT.js";
import {
  lookAround,
  needingGo
} from "./chunk-VDMDN7BP.js";
import "./chunk-7T47MHCC.js";
import {
  ejectDockerfile
} from "./chunk-VI4WN2TK.js";
import {
  relativePattern
} from "./chunk-VJE26NIC.js";
import {
  KODATA_PATH,
  binaryPath,
  containerConfig,
  programPaths
} from "./chunk-XAR3CAOE.js";
import "./chunk-EGMFW45I.js";
import "./chunk-KATMBCK6.js";
import "./chunk-5HYWGMCI.js";
import "./chunk-3BSFTTT4.js";
import "./chunk-HD3OXH54.js";
import "./chunk-OGWH5DZ4.js";
import "./chunk-XEYYPLQO.js";
import {
  LAYOUT_SCHEME,
  exists
} from "./chunk-DK2HHR4N.js";
import {
  UserError
} from "./chunk-YMPWN76Y.js";
import {
  arrayAt,
  stringAt
} from "./chunk-5I5N4XBM.js";
import "./chunk-TQOUSWMN.js";
import "./chunk-JBO2LML4.js";
import "./chunk-L4DFUNMN.js";

// src/stages/eject.ts
import { stat } from "node:fs/promises";
import { basename, dirname as dirname2, join as join2, relative as relative2 } from "node:path";

// src/stages/eject-modules.ts
import { dirname, join, relative, resolve, sep } from "node:path";
function scopesOf(mains, goWork) {
  const scopes = /* @__PURE__ */ new Map();
  for (const main of mains) {
    const outsideWorkFile = main.outsideWorkFile === true;
    const dir = goWork === void 0 || outsideWorkFile ? main.moduleDir : dirname(goWork);
    const before = scopes.get(dir)?.mains ?? [];
    scopes.set(dir, { dir, outsideWorkFile: outsideWorkFile && goWork !== void 0, mains: [...before, main] });
  }
  return [...scopes.values()];
}
async function moduleFolders(go, { dir, outsideWorkFile }) {
  const env = outsideWorkFile ? { GOWORK: "off" } : {};
  const listed = await output(go, ["list", "-m", "-f", "{{.Dir}}"], { cwd: dir, env });
  const folders = listed.split("\n").filter((line) => line !== "");
  const replaced = await Promise.all(folders.map((folder) => replacements(go, folder)));
  return [.../* @__PURE__ */ new Set([...folders, ...replaced.flat()])].sort();
}
async function replacements(go, folder) {
  const parsed = JSON.parse(await output(go, ["mod", "edit", "-json"], { cwd: folder }));
  return (arrayAt(parsed, "Replace") ?? []).flatMap((replace) => {
    const path = stringAt(replace.New, "Path") ?? "";
    return /^\.{1,2}(\/|$)/.test(path) ? [resolve(folder, path)] : [];
  });
}
async function output(go, args, options) {
  const { exitCode, stdout, stderr } = await go(args, options);
  if (exitCode === 0) return stdout;
  throw new UserError(`cannot read the modules in ${options.cwd}: ${stderr.trim().replace(/^go: /, "")}`, {
    hint: `run \`go ${args.join(" ")}\` in that folder: it has to work first`
  });
}
async function moduleFiles(context, scopes, modules, goWork) {
  const inWorkFile = goWork !== void 0 && scopes.some(({ outsideWorkFile }) => !outsideWorkFile);
  const work = inWorkFile ? [goWork, join(dirname(goWork), "go.work.sum")] : [];
  const files = [...work, ...modules.flatMap((dir) => [join(dir, "go.mod"), join(dir, "go.sum")])];
  const there = await Promise.all(files.map(exists));
  return files.filter((_, at) => there[at]).map((file) => inContext(context, file));
}
async function ejectScope(context, { dir, outsideWorkFile, mains }) {
  return {
    dir: inContext(context, dir),
    outsideWorkFile,
    vendored: await exists(join(dir, "vendor", "modules.txt")),
    programs: mains.map((main) => ({ name: main.name, package: packageIn(dir, main) }))
  };
}
function packageIn(dir, main) {
  const path = relativePattern(dir, main.dir);
  return path.startsWith("..") ? main.importPath : path;
}
function inContext(context, path) {
  return relative(context, path).split(sep).join("/") || ".";
}
function commonFolder(paths) {
  return paths.reduce((common, path) => {
    let folder = common;
    while (folder !== dirname(folder) && path !== folder && !path.startsWith(folder.endsWith(sep) ? folder : folder + sep))
      folder = dirname(folder);
    return folder;
  });
}

// src/stages/eject.ts
async function eject(outer, cwd) {
  const request = { ...outer.request, engine: "embedded" };
  const context = { ...outer, request };
  const surroundings = needingGo(await lookAround(context));
  const { found, plan } = await decide(context, surroundings, await prepareGo(context, surroundings, {}));
  const { go, goFacts, flags, mains } = found;
  const scopes = scopesOf(mains, goFacts.goWork);
  const modules = (await Promise.all(scopes.map((scope) => moduleFolders(go, scope)))).flat();
  const folder = await contextFolder(request.dir, [...scopes.map(({ dir }) => dir), ...modules], request.container.files);
  const images = contentsOf(context, plan, found, void 0).map(({ toBuild }) => toBuild);
  const dockerfile = ejectDockerfile({
    goTag: golangTag(goFacts.version),
    platforms: request.platforms,
    cgo: request.compile.cgo,
    goEnv: request.compile.goEnv,
    goPrivate: request.goPrivate.patterns,
    flags: flags.build.map(onOneLine),
    moduleFiles: await moduleFiles(folder, scopes, [...new Set(modules)], goFacts.goWork),
    scopes: await Promise.all(scopes.map((scope) => ejectScope(folder, scope))),
    base: baseName(request.base),
    images: await Promise.all(images.map((image) => ejectImage(folder, image))),
    context: relative2(cwd, folder) || "."
  });
  return { dockerfile, context: folder };
}
async function ejectImage(context, image) {
  const { container, mains, name } = image;
  const binaryPaths = programPaths(image);
  const kodata = await kodataFolders(image);
  const files = await Promise.all(container.files.map((file) => copyOf(context, file)));
  const config = containerConfig({
    container,
    labels: container.labels,
    binaryPaths,
    kodata: kodata.length > 0,
    base: void 0
  });
  return {
    name: mains.length === 1 ? mains[0]?.name ?? name : basename(name),
    programs: mains.map((main) => ({ name: main.name, destination: binaryPath(image, main) })),
    copies: [...kodata.map((source) => ({ source: inContext(context, source), destination: `${KODATA_PATH}/` })), ...files],
    config
  };
}
async function kodataFolders({ mains }) {
  const folders = mains.map(({ dir }) => join2(dir, "kodata"));
  const there = await Promise.all(folders.map(exists));
  return folders.filter((_, at) => there[at]);
}
async function copyOf(context, { source, destination }) {
  const isFolder = (await stat(source)).isDirectory();
  const target = isFolder && destination.endsWith("/") ? `${destination}${basename(source)}` : destination;
  return { source: inContext(context, source), destination: isFolder ? `${target.replace(/\/$/, "")}/` : target };
}
async function contextFolder(dir, modules, files) {
  const needed = commonFolder([dir, ...modules]);
  const farthest = await repositoryAbove(needed) ?? needed;
  const folder = commonFolder([needed, ...files.map(({ source }) => source)]);
  if (commonFolder([farthest, folder]) === farthest) return folder;
  const outside = files.find(({ source }) => commonFolder([farthest, source]) !== farthest);
  throw new UserError(
    `files: ${outside?.source} lies outside of ${farthest}, and a Dockerfile copies nothing from there`,
    {
      hint: "move or copy it into the repository"
    }
  );
}
async function repositoryAbove(dir) {
  for (let folder = dir; ; folder = dirname2(folder)) {
    if (await exists(join2(folder, ".git"))) return folder;
    if (folder === dirname2(folder)) return void 0;
  }
}
function golangTag(version) {
  return /^\d+\.\d+(?:(?:rc|beta)\d+)?/.exec(version)?.[0] ?? "1";
}
function onOneLine(flag) {
  return /^-(ld|gc)flags=[^'"]*$/.test(flag) ? flag.replace(/\s*\n\s*/g, " ") : flag;
}
function baseName(base) {
  if (base === void 0 || base === "scratch") return void 0;
  if (!base.startsWith(LAYOUT_SCHEME)) return base;
  throw new UserError(`a Dockerfile can't name ${base} as its base`, {
    hint: 'push that image to a registry, and give its reference as "base"'
  });
}
export {
  eject
};
