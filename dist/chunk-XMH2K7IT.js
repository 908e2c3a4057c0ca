import {createRequire as __createRequire} from 'node:module';const require = __createRequire(import.meta.url);
import {
  documentReader,
  release
} from "./chunk-YMJUC6N2.js";
import {
  goLookOptions,
  lookAround,
  stagingFolder,
  temporaryRoot
} from "./chunk-QABVCQ7I.js";
import {
  buildFlags,
  describeGoPlan,
  discoverMains,
  gitAccessEnv,
  goEnvironment,
  goFacts,
  goTool,
  hashFile,
  platformProblems,
  provideGo,
  relativePattern,
  splitQuoted
} from "./chunk-AGNASRDQ.js";
import {
  cacheRoot,
  identityOf,
  parseIdentity,
  sameFile
} from "./chunk-TAH2NNUZ.js";
import {
  buildKeys,
  cacheAccess,
  cachePolicy,
  isWarmBuildCache,
  isWarmModuleCache,
  isWarmOutputs,
  moduleKeys,
  outputKeys,
  outputsDecision,
  pgoHash,
  profileHash,
  readSums
} from "./chunk-BZF6EYE4.js";
import {
  forMany
} from "./chunk-XEYYPLQO.js";
import {
  FULL_NAME,
  LAYOUT_SCHEME,
  MEDIA_TYPE,
  REF_NAME,
  RequestError,
  UserError,
  blobPath,
  codeOf,
  decompressed,
  digestOf,
  exists,
  formatPlatform,
  formatReference,
  formatRepository,
  gzip,
  hexOf,
  isDigest,
  isIndexType,
  isManifestType,
  isTag,
  messageOf,
  normalizePlatform,
  openLayout,
  pLimit,
  parseImageConfig,
  parseIndex,
  parseLayoutReference,
  parseManifest,
  parseReference,
  readThrough,
  remoteOrigin,
  require_tar_stream,
  verifying,
  withDefaultTag,
  writeLayout,
  writeTar
} from "./chunk-X6E7PWTZ.js";
import {
  arrayAt,
  isRecord,
  numberAt,
  recordAt,
  stringAt
} from "./chunk-5I5N4XBM.js";
import {
  require_parse
} from "./chunk-TQOUSWMN.js";
import {
  __toESM
} from "./chunk-L4DFUNMN.js";

// src/plan/tags.ts
var import_parse = __toESM(require_parse(), 1);
import { createHash } from "node:crypto";
function defaultTag(trigger) {
  if (trigger.pullRequest !== void 0) {
    return { name: `pr-${trigger.pullRequest.number}`, reason: `pull request ${trigger.pullRequest.number}` };
  }
  if (trigger.tag !== void 0) return { name: toTag(versionOf(trigger.tag)), reason: `the git tag ${trigger.tag}` };
  if (trigger.branch !== void 0) return branchTag(trigger.branch);
  return { name: "latest", reason: "neither branch nor tag is checked out" };
}
function versionOf(gitTag) {
  const version = (0, import_parse.default)(gitTag);
  return version === null ? gitTag : version.raw.replace(/^v/, "");
}
function branchTag(branch) {
  const name = toTag(branch);
  const taken = name === "latest" || /^pr-\d+$/.test(name) || /^v?\d+(\.\d+)*([-+].*)?$/.test(name);
  return taken ? { name: toTag(`branch-${name}`), reason: `the branch ${branch}, whose own name is kept for releases` } : { name, reason: `the branch ${branch}` };
}
var MAX_TAG = 128;
function toTag(text) {
  const tag = text.replace(/[^a-zA-Z0-9._-]+/g, "-").replace(/^[.-]+/, "") || "unnamed";
  if (tag.length <= MAX_TAG) return tag;
  const hash = createHash("sha256").update(text).digest("hex").slice(0, 8);
  return `${tag.slice(0, MAX_TAG - 9)}-${hash}`;
}

// src/plan/images.ts
function planImages(input) {
  const { bare, full } = splitTags(input.request.tags);
  const patterns = repositoryPatterns(input, full);
  if ("problem" in patterns) return { images: [], problems: [patterns.problem] };
  const images = /* @__PURE__ */ new Map();
  const problems = [];
  const add = (name, mains, tags) => {
    const known = images.get(name) ?? { mains: new Set(mains), tags: /* @__PURE__ */ new Map() };
    if (mains.some((main) => !known.mains.has(main))) {
      problems.push({
        subject: "image",
        message: `${name} would be both an image of ${list(known.mains)} and of ${list(mains)}`,
        hint: "write {name} into every reference, or into none"
      });
    }
    for (const tag of tags) if (!known.tags.has(tag.name)) known.tags.set(tag.name, tag.reason);
    images.set(name, known);
  };
  const named = new Set(full.flatMap((tag) => expand(tag.repository, input.mains).map((image) => image.name)));
  for (const { name, mains } of patterns.flatMap((pattern) => expand(pattern, input.mains))) {
    add(name, mains, bare.length > 0 ? bare : named.has(name) ? [] : [defaultTag(input.trigger)]);
  }
  for (const { repository, tag } of full) {
    for (const { name, mains } of expand(repository, input.mains)) {
      const known = repository.includes("{name}") ? void 0 : images.get(name)?.mains;
      add(name, [...known ?? mains], [{ name: tag, reason: "asked for" }]);
    }
  }
  return {
    problems,
    images: [...images].map(([name, { mains, tags }]) => ({
      name,
      mains: [...mains],
      tags: [...tags].map(([tag, reason]) => ({ name: tag, set: input.push, reason }))
    }))
  };
}
function splitTags(tags) {
  const bare = tags.filter((tag) => isTag(tag)).map((name) => ({ name, reason: "asked for" }));
  const full = tags.filter((tag) => !isTag(tag)).map((tag) => {
    const colon = tag.lastIndexOf(":");
    return { repository: tag.slice(0, colon), tag: tag.slice(colon + 1) };
  });
  return { bare, full };
}
function repositoryPatterns({ request, trigger, mains, push }, full) {
  if (request.images.length > 0) return request.images;
  if (full.length > 0) return [];
  const repository = trigger.repository;
  if (repository?.serverUrl === "https://github.com") {
    const name = `ghcr.io/${repository.owner}/${repository.name}`.toLowerCase();
    const [only] = mains;
    const isRoot = mains.length === 1 && only?.dir === only?.moduleDir;
    return [isRoot ? name : `${name}/{name}`];
  }
  if (push) {
    return {
      problem: {
        subject: "image",
        message: "needed to push, and only on github.com is there a default for it",
        hint: "name the repository, such as registry.example.com/team/app"
      }
    };
  }
  return ["{name}"];
}
function expand(pattern, mains) {
  if (!pattern.includes("{name}")) return [{ name: canonical(pattern), mains: mains.map((main) => main.importPath) }];
  return mains.map((main) => ({
    // A program may have upper-case letters; a repository may not.
    name: canonical(pattern.replaceAll("{name}", main.name.toLowerCase())),
    mains: [main.importPath]
  }));
}
function canonical(name) {
  if (!name.includes("/")) return name;
  const parsed = parseReference(name);
  return "reference" in parsed ? formatRepository(parsed.reference) : name;
}
function list(names) {
  return [...names].join(", ");
}

// src/plan/paths.ts
import { basename as basename2 } from "node:path";

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
import { createReadStream } from "node:fs";

// src/engine/embedded/roots.ts
import { readFile } from "node:fs/promises";
import { join } from "node:path";
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
    readRecord(join(assets, ROOTS_RECORD)),
    readBlob(join(assets, ROOTS_BLOB))
  ]);
  const digest = stringAt(recordAt(record, "descriptor"), "digest");
  const diffId = stringAt(record, "diffId");
  if (!digest || !isDigest(digest) || !diffId || !isDigest(diffId)) throw damaged(join(assets, ROOTS_RECORD));
  if (digestOf(bytes) !== digest) throw damaged(join(assets, ROOTS_BLOB));
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

// src/engine/embedded/read-size.ts
var READ_SIZE = 512 * 1024;

// src/engine/embedded/binary-layer.ts
function binaryLayer(binary, destination, findPlace, time) {
  const { path, folders } = placeOfFile(findPlace, destination);
  const open2 = () => createReadStream(binary.path, { highWaterMark: READ_SIZE });
  return {
    key: JSON.stringify(["binary", binary.sha256, binary.size, path, folders]),
    entries: [...folders.map(folderEntry), { path, mode: 493, kind: "file", size: binary.size, open: open2 }],
    time
  };
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
function containerConfig({ container, base, labels, binaryPaths, kodata }) {
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

// src/engine/embedded/files-layer.ts
import { basename } from "node:path";

// src/engine/embedded/kodata.ts
import { realpath, stat as stat2 } from "node:fs/promises";
import { dirname as dirname2, join as join3 } from "node:path";

// src/engine/embedded/tree.ts
import { createReadStream as createReadStream2 } from "node:fs";
import { readdir, readlink, stat } from "node:fs/promises";
import { dirname, isAbsolute, join as join2, relative, resolve, sep } from "node:path";
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
  const source = join2(folder, child.name);
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
  const open2 = () => createReadStream2(source, { highWaterMark: READ_SIZE });
  const stamp = [source, size, ino, mtimeMs, ctimeMs].join(" ");
  return { path, mode: mode & 73 ? 493 : 420, kind: "file", size, open: open2, stamp };
}
function keepLinksWithin(root, what) {
  return async (path) => {
    const target = await readlink(path);
    if (!isAbsolute(target) && isWithin(root, resolve(dirname(path), target)))
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
  const folder = join3(main.dir, "kodata");
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
    const holder = await realpath(dirname2(path));
    if (isWithin(target, holder))
      throw new UserError(`kodata: the link ${path} leads to a folder that it is in`, { hint: "delete it" });
    return { follow: true };
  };
}
async function confinement(moduleDir) {
  for (let folder = moduleDir; ; folder = dirname2(folder)) {
    if (await exists(join3(folder, ".git"))) return folder;
    if (folder === dirname2(folder)) return moduleDir;
  }
}
async function isFolder(path) {
  return (await stat2(path).catch(() => void 0))?.isDirectory() ?? false;
}

// src/engine/embedded/files-layer.ts
async function fileEntries(files) {
  const entries = [];
  for (const { source, destination } of files) {
    const target = destination.endsWith("/") ? `${destination}${basename(source)}` : destination;
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
  const shown = manifests.map(
    (entry) => entry.platform ? { ...entry, platform: shownPlatform(entry.platform, platforms) } : entry
  );
  const isAmd64 = ({ platform }) => platform?.architecture === "amd64";
  const ordered = shown.filter(isAmd64).sort((a, b) => level(a.platform).localeCompare(level(b.platform), "en"));
  const next = ordered.values();
  return shown.map((entry) => isAmd64(entry) ? next.next().value ?? entry : entry);
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

// src/engine/embedded/programs.ts
import { posix } from "node:path";
function binaryPath({ container }, main) {
  return posix.normalize(container.binaryPath.replaceAll("{name}", main.name));
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

// src/engine/embedded/assemble-platform.ts
async function assemblePlatform(part, assembly) {
  const { image, platform } = part;
  const base = image.base?.for(platform);
  const [findPlace, binaries] = await Promise.all([
    findPlaceIn(image, base, assembly),
    orAborted(Promise.all(image.mains.map((main) => assembly.binaries(main, platform))), assembly.stop.signal)
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
async function findPlaceIn({ base }, image, { readBase, stop }) {
  if (!base || !image) return placeOnScratch;
  const files = await orAborted(readBase(base, image), stop.signal);
  return (path) => {
    const { path: real, missing } = files.locate(path);
    return { path: real, folders: missing, isFolder: files.isFolder(real) };
  };
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
import { join as join5 } from "node:path";

// src/engine/embedded/layer.ts
import { createHash as createHash2, randomUUID } from "node:crypto";
import { mkdir, open, rename, rm } from "node:fs/promises";
import { join as join4 } from "node:path";
async function buildLayer({ entries, time, root, signal }) {
  const folder = join4(root, "blobs", "sha256");
  await mkdir(folder, { recursive: true });
  const temporary = join4(folder, `${randomUUID()}.tmp`);
  try {
    const written = await writeBlob(temporary, writeTar(entries, time), signal);
    const file = join4(folder, written.hex);
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
    const file2 = join5(cache.root, "blobs", "sha256", hexOf(digest));
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
  programPaths(image);
  checkShape(image.shape, image.platforms.length);
  const [files, kodata] = await Promise.all([fileEntries(image.container.files), allKodataEntries(image.mains)]);
  checkFolders(image, [...files, ...kodata]);
  const platforms = await allOrStop(
    image.platforms.map((platform) => assemblePlatform({ image, platform, files, kodata }, assembly)),
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
function onceEach(say) {
  const said = /* @__PURE__ */ new Set();
  return (message) => {
    if (said.has(message)) return;
    said.add(message);
    say(message);
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
  const images = manifests.filter((entry) => isImageType(entry.mediaType) && !isAttestation(entry));
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
function isAttestation({ platform, annotations }) {
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
var import_tar_stream = __toESM(require_tar_stream(), 1);
import { posix as posix2 } from "node:path";
import { pipeline } from "node:stream/promises";
async function indexLayer(layer, bytes) {
  const entries = [];
  const whiteouts = [];
  const opaque = [];
  const tar = (0, import_tar_stream.extract)();
  tar.on("entry", (header, content, next) => {
    const path = relativePath(header.name);
    const [folder, name] = [posix2.dirname(path), posix2.basename(path)];
    if (name === ".wh..wh..opq") opaque.push(folder);
    else if (name.startsWith(".wh.")) whiteouts.push(posix2.join(folder, name.slice(".wh.".length)));
    else {
      const entry = entryOf(path, header);
      if (entry) entries.push(entry);
    }
    content.on("end", next);
    content.resume();
  });
  try {
    await pipeline(bytes, verifying(layer), decompressed, tar);
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
  return posix2.normalize(`/${name}`).replace(/^\/+|\/+$/g, "");
}

// src/engine/embedded/base-tree.ts
import { posix as posix3 } from "node:path";
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
  for (const path of whiteouts) find(root, posix3.dirname(path))?.children.delete(posix3.basename(path));
  for (const entry of entries) {
    const children = makeFolders(root, posix3.dirname(entry.path)).children;
    const name = posix3.basename(entry.path);
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
  const parts = partsOf(posix3.resolve("/", path));
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
  const real = walk(root, partsOf(posix3.resolve("/", path)), (_, node) => {
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
        (layer) => remembered(layers, layer.digest, () => limit(() => readLayer(layer, blobs, cache)))
      )
    );
    return joinLayers(indexes, base.name);
  });
}
async function blobsOf({ location }, registry) {
  if (location.kind === "registry") return { open: (layer) => registry.openBlob(location.repository, layer) };
  return readThrough(await openLayout(location.path), (repository, blob) => registry.openBlob(repository, blob));
}
async function readLayer(layer, blobs, cache) {
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

// src/plan/paths.ts
function pathProblems({ container, images, mains }) {
  const problems = images.flatMap((image) => {
    const paths = mains.filter((main) => image.mains.includes(main.importPath)).map((main) => binaryPath({ container }, main));
    return [...sharedPaths(image.name, paths), ...hiddenFiles(container.files, paths)];
  });
  return problems.filter((one, at) => problems.findIndex(({ message }) => message === one.message) === at);
}
function sharedPaths(image, paths) {
  const twice = paths.find((path, at) => paths.indexOf(path) !== at);
  if (twice === void 0) return [];
  const message = `two programs of ${image} would be at ${twice}`;
  return [{ subject: "binary-path", message, hint: "put {name} into it, or end it with a /" }];
}
function hiddenFiles(files, paths) {
  return files.filter((file) => paths.includes(destinationOf(file))).map(({ source, destination }) => ({
    subject: "files",
    message: `${source}:${destination} would be where the program is`,
    hint: "choose another destination, or set binary-path"
  }));
}
function destinationOf({ source, destination }) {
  return destination.endsWith("/") ? `${destination}${basename2(source)}` : destination;
}

// src/plan/push.ts
function decidePush(push, trigger) {
  if (push === false) return { allowed: false, reason: "push: false" };
  if (!trigger.trust.trusted) return { allowed: false, reason: `${trigger.trust.reason} gets no credentials` };
  if (push === true) return { allowed: true, reason: "push: true" };
  return decideAuto(trigger);
}
function decideAuto(trigger) {
  switch (trigger.kind) {
    case "local":
      return { allowed: false, reason: "a local build is pushed only with --push" };
    case "tag":
    case "release":
      return { allowed: true, reason: `the tag ${trigger.tag ?? ""}` };
    case "push":
    case "schedule":
    case "dispatch":
      return decideRef(trigger);
    case "pull_request":
      return { allowed: false, reason: "a pull request is built and checked, not pushed" };
    case "merge_group":
      return { allowed: false, reason: "a merge queue is built and checked, not pushed" };
    default:
      return { allowed: false, reason: `push: auto does not push on ${trigger.kind} events` };
  }
}
function decideRef({ tag, branch, defaultBranch }) {
  if (tag !== void 0) return { allowed: true, reason: `the tag ${tag}` };
  if (branch === void 0) return { allowed: false, reason: "the event names neither branch nor tag" };
  if (branch === defaultBranch) return { allowed: true, reason: `the default branch ${branch}` };
  return { allowed: false, reason: `${branch} is not the default branch; push: true pushes it too` };
}

// src/plan/plan.ts
function makePlan(request, facts) {
  const push = decidePush(request.push, facts.trigger);
  const { images, problems } = planImages({ request, trigger: facts.trigger, mains: facts.mains, push: push.allowed });
  const plan = {
    go: facts.go,
    mains: facts.mains.map((main) => plannedMain(request.dir, main)),
    platforms: request.platforms,
    images,
    engine: decideEngine(request, facts.dockerfile),
    dockerfile: decideDockerfile(facts.dockerfile),
    base: request.base ?? "scratch",
    push,
    cache: facts.caches,
    unresolved: [...facts.unresolved, ...unresolvedBase(request)],
    warnings: dockerfileWarnings(request, facts.dockerfile)
  };
  return {
    plan,
    problems: [
      ...problems,
      ...engineProblems(request),
      ...entrypointProblems(request, plan),
      ...pathProblems({ container: request.container, images, mains: facts.mains }),
      ...passwordProblems(request, images)
    ]
  };
}
function plannedMain(dir, { importPath, name, reason, ...main }) {
  return { importPath, dir: relativePattern(dir, main.dir), name, reason };
}
function decideEngine(request, dockerfile) {
  if (request.engine === "embedded") return { name: "embedded", reason: "engine: embedded" };
  if (dockerfile === void 0) return { name: "embedded", reason: "there is no Dockerfile" };
  return { name: "embedded", reason: "BuildKit, which would use the Dockerfile, comes in a later version" };
}
function engineProblems({ engine }) {
  if (engine !== "buildkit") return [];
  const hint = "use auto or embedded, which build from the Go sources without a Dockerfile";
  return [{ subject: "engine", message: "buildkit is not there yet", hint }];
}
function decideDockerfile(dockerfile) {
  if (dockerfile === void 0) return null;
  const reason = "the embedded engine builds from the Go sources alone";
  return { path: dockerfile, mode: "ignored", rule: "engine-embedded", reason };
}
function dockerfileWarnings(request, dockerfile) {
  if (dockerfile === void 0 || request.engine === "embedded") return [];
  return [
    `${dockerfile} is not used: the image is made from the Go sources alone (engine: embedded says that this is meant)`
  ];
}
function passwordProblems({ registry }, images) {
  if (registry.password === void 0 || hostsOf(images).length < 2) return [];
  return [
    {
      subject: "password",
      message: `can belong to one registry only, and the images go to ${hostsOf(images).join(", ")}`,
      hint: "use registry-auth, which names the registry of each login"
    }
  ];
}
function hostsOf(images) {
  const parsed = images.filter((image) => image.name.includes("/")).map((image) => parseReference(image.name));
  return [...new Set(parsed.flatMap((result) => "reference" in result ? [result.reference.registry] : []))];
}
function unresolvedBase(request) {
  if (request.base === void 0) return [];
  return [{ what: `the digest and platforms of ${request.base}`, why: "a plan is made without the network" }];
}
function entrypointProblems(request, plan) {
  if (request.container.entrypoint !== void 0) return [];
  return plan.images.filter((image) => image.mains.length > 1).map((image) => ({
    subject: "entrypoint",
    message: `needed, because ${image.name} holds ${image.mains.length} programs (${image.mains.join(", ")})`,
    hint: `name the program to start, or write {name} into ${whereFrom(image.name, request)} for one image per program`
  }));
}
function whereFrom(name, { tags }) {
  const fromTags = tags.some((tag) => tag.slice(0, tag.lastIndexOf(":")) === name);
  return fromTags ? "its reference in `tags`" : "`image`";
}

// src/plan/labels.ts
var SOURCE = "org.opencontainers.image.source";
var REVISION = "org.opencontainers.image.revision";
var VERSION = "org.opencontainers.image.version";
var CREATED = "org.opencontainers.image.created";
var COMMIT_LABELS = /* @__PURE__ */ new Set([REVISION, VERSION, CREATED]);
function originLabels(trigger) {
  const labels = {};
  const { repository, commit, pullRequest, tag } = trigger;
  if (repository) labels[SOURCE] = `${repository.serverUrl}/${repository.owner}/${repository.name}`;
  const revision = pullRequest?.headSha ?? commit?.sha;
  if (revision !== void 0) labels[REVISION] = revision;
  if (tag !== void 0) labels[VERSION] = versionOf(tag);
  return labels;
}

// src/stages/cache-keys.ts
import { dirname as dirname3, join as join6, relative as relative2 } from "node:path";
async function findModuleKeys({ request, env }) {
  const sums = await readSums(await moduleRoot(request.dir));
  return { sums, keys: moduleKeys({ os: env.RUNNER_OS ?? process.platform, sums: sums.hash }) };
}
async function moduleRoot(dir) {
  const above = [dir];
  for (let folder = dir; dirname3(folder) !== folder; folder = dirname3(folder)) above.push(dirname3(folder));
  for (const name of ["go.work", "go.mod"]) {
    for (const folder of above) if (await exists(join6(folder, name))) return folder;
  }
  return dir;
}
async function keysOfRun({ request, env }, found, caches, modules) {
  const { mains, goFacts: goFacts2, flags, trigger } = found;
  const words = [...splitQuoted(goFacts2.goFlags) ?? [], ...flags.build];
  const pgo = await pgoHash({ mainDirs: mains.map(({ dir }) => dir), flags: words, cwd: request.dir });
  const { suffix } = request.cache;
  const input = {
    os: env.RUNNER_OS ?? process.platform,
    arch: env.RUNNER_ARCH ?? process.arch,
    goVersion: goFacts2.goVersion,
    profile: profileHash({
      platforms: request.platforms.map(formatPlatform),
      cgo: request.compile.cgo,
      flags: words,
      env: goEnvironment(env, request.compile.goEnv),
      ...pgo === void 0 ? {} : { pgo }
    }),
    moduleDirs: mains.map(({ moduleDir }) => relative2(env.GITHUB_WORKSPACE ?? request.dir, moduleDir)),
    mains: mains.map(({ importPath }) => importPath),
    runId: trigger.run?.id ?? "0",
    attempt: trigger.run?.attempt ?? "1",
    ...suffix === void 0 ? {} : { suffix }
  };
  return {
    modules: modules.keys,
    build: buildKeys(input),
    outputs: outputKeys(input),
    outputsDecision: outputsDecision(caches.policy, {
      mains: mains.length,
      warm: caches.fresh === void 0 && caches.warmOutputs
    })
  };
}

// src/stages/prepare-go.ts
async function prepareGo(context, { goPlan, trigger }, folders) {
  const { phases } = context;
  const subject = goPlan.choice.kind === "fetch" ? goPlan.choice.version : "go";
  const provide = () => provideGo(goPlan, goLookOptions(context));
  const toolchain = goPlan.choice.kind === "use" ? await provide() : await phases.time("toolchain", subject, provide);
  const { program, env } = toolchain;
  return { toolchain, go: runGo(context, trigger, { program, env: { ...folders, ...env } }) };
}
function runGo({ request, door, exec, env, signal, log }, trigger, go) {
  const { goEnv } = request.compile;
  const { patterns, token } = request.goPrivate;
  const isTrusted = trigger.trust.trusted;
  if (token !== void 0 && !isTrusted) log.warn(`go-private-token is not used: ${trigger.trust.reason}`);
  const access = gitAccessEnv(
    { patterns, anyOwner: door === "action", ...token !== void 0 && isTrusted ? { token } : {} },
    goEnvironment(env, goEnv)
  );
  const { program } = go;
  return goTool({ exec, env, goEnv: { ...goEnv, ...access, ...go.env }, signal, ...program ? { program } : {} });
}

// src/stages/discover.ts
async function discover(context, surroundings, go) {
  const { dir, compile, platforms, container, mains: patterns } = context.request;
  const facts = await goFacts({ go, dir });
  const { trigger } = surroundings;
  const { flags, problems } = buildFlags({
    goFlags: facts.goFlags,
    compile,
    buildvcs: decideStamp(compile.buildvcs, trigger),
    trusted: trigger.trust.trusted
  });
  const [choice, unsupported, missing] = await Promise.all([
    discoverMains({ go, facts, dir, patterns, flags: flags.list }),
    platformProblems({ go, dir, minor: facts.minor, platforms }),
    missingFiles(container.files)
  ]);
  return {
    ...surroundings,
    go,
    goFacts: facts,
    flags,
    mains: "mains" in choice ? choice.mains : [],
    problems: [...problems, ...unsupported, ...missing, ..."problems" in choice ? choice.problems : []]
  };
}
function decideStamp(wanted, trigger) {
  return wanted === "auto" ? trigger.tag !== void 0 && trigger.commit !== void 0 : wanted;
}
async function missingFiles(files) {
  const there = await Promise.all(files.map(({ source }) => exists(source)));
  return files.filter((_, at) => !there[at]).map(({ source }) => ({
    subject: "files",
    message: `${source} does not exist`,
    hint: "sources are relative to the Go folder"
  }));
}

// src/stages/decide.ts
async function decide(context, surroundings, { toolchain, go }, ci) {
  const found = await withTold(context.problems, discover(context, surroundings, go));
  const keys = ci && await keysOfRun(context, found, ci.caches, ci.modules);
  const { source, reason } = toolchain;
  const said = { version: found.goFacts.version, source, reason };
  const caches = ci && keys ? plannedCaches(ci.caches, keys) : null;
  const plan = planOrProblems(context, found, { ...found, go: said, caches, unresolved: [] });
  return { found, plan, keys };
}
async function decideOnly(context) {
  const surroundings = await withTold(context.problems, lookAround(context));
  const { goPlan, trigger } = surroundings;
  if (goPlan.choice.kind === "use")
    return (await decide(context, surroundings, await prepareGo(context, surroundings, {}))).plan;
  const unresolved = [unresolvedGo(goPlan)];
  const known = { ...surroundings, go: plannedGo(goPlan), caches: null };
  const withoutMains = (why) => {
    const facts = { ...known, mains: [], unresolved: [...unresolved, { what: "the main packages", why }] };
    const { plan } = makePlan(context.request, facts);
    if (context.problems.length > 0) throw new RequestError(context.problems);
    return plan;
  };
  const { onPath } = goPlan.gos;
  if (!onPath) return withoutMains("only Go can list them, and there is none on this machine");
  const go = runGo(context, trigger, { program: onPath.program, env: { GOTOOLCHAIN: "local" } });
  try {
    const found = await discover(context, surroundings, go);
    return planOrProblems(context, found, { ...found, ...known, unresolved });
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return withoutMains(error.message);
  }
}
function planOrProblems({ request, problems: told }, found, facts) {
  const { plan, problems } = makePlan(request, facts);
  const all = [...told, ...notMissedTwice(told, [...found.problems, ...found.mains.length > 0 ? problems : []])];
  if (all.length > 0) throw new RequestError(all);
  return plan;
}
async function withTold(told, work) {
  return work.catch((error) => {
    if (told.length === 0) throw error;
    throw new RequestError([...told, ...error instanceof RequestError ? error.problems : []]);
  });
}
function notMissedTwice(told, later) {
  const wrong = new Set(told.map(({ subject }) => subject));
  return later.filter(({ subject }) => !(wrong.has(subject) && ["image", "main", "entrypoint"].includes(subject)));
}
function plannedGo({ choice, wanted }) {
  if (choice.kind !== "fetch") return null;
  return { version: choice.version, source: "to be fetched", reason: choice.reason || wanted.origin };
}
function unresolvedGo(goPlan) {
  return goPlan.choice.kind === "fetch" ? { what: `Go ${goPlan.choice.version}`, why: "it has to be fetched, and a plan is made without the network" } : { what: "the version of Go", why: describeGoPlan(goPlan).replace(/^unresolved: /, "") };
}
function plannedCaches({ policy }, keys) {
  const planned = (of, { restore, save, reason }) => {
    return { ...of, restore, save: save !== "never", reason };
  };
  const [modules, build] = [planned(keys.modules, policy.modules), planned(keys.build, policy.build)];
  return {
    modules,
    build,
    outputs: planned(keys.outputs, keys.outputsDecision),
    policy: {
      restore: modules.restore || build.restore,
      save: modules.save || build.save,
      reason: `modules: ${modules.reason}; build cache: ${build.reason}`
    }
  };
}

// src/stages/ci-caches.ts
import { randomUUID as randomUUID2 } from "node:crypto";
import { homedir } from "node:os";
import { join as join7 } from "node:path";
async function openCiCaches(context, surroundings) {
  const { request, door, env, exec, assets, signal } = context;
  if (door !== "action") return void 0;
  const { createCacheService } = await import("./actions-43E4AJZN.js");
  const folders = await goFolders(context, surroundings);
  const [modules, build] = await Promise.all([isWarmModuleCache(folders.goModCache), isWarmBuildCache(folders.goCache)]);
  const policy = cachePolicy({
    mode: request.cache.mode,
    door,
    trigger: surroundings.trigger,
    access: cacheAccess(env),
    hosted: env.RUNNER_ENVIRONMENT === "github-hosted",
    warm: { modules, build }
  });
  const temporary = temporaryRoot(context);
  const fresh = policy.build.fresh ? join7(temporary, `fresh-${randomUUID2()}`) : void 0;
  const outputsRoot = fresh === void 0 ? cacheRoot(env) : join7(fresh, "outputs");
  return {
    policy,
    goModCache: folders.goModCache,
    goCache: fresh === void 0 ? folders.goCache : join7(fresh, "go-build"),
    outputsRoot,
    warmOutputs: await isWarmOutputs(outputsRoot),
    place: {
      service: createCacheService({ exec, env, script: join7(assets, "actions", "cache-child.js") }),
      staging: stagingFolder(context),
      signal
    },
    fresh
  };
}
function cacheEnv(caches) {
  return caches ? { GOCACHE: caches.goCache, GOMODCACHE: caches.goModCache } : {};
}
async function goFolders(context, { goPlan, trigger }) {
  const fallback = defaultFolders({ ...context.env, ...context.request.compile.goEnv });
  const { onPath } = goPlan.gos;
  if (!onPath) return fallback;
  const go = runGo(context, trigger, { program: onPath.program, env: { GOTOOLCHAIN: "local", GOWORK: "off" } });
  const { exitCode, stdout } = await go(["env", "GOCACHE", "GOMODCACHE"], { cwd: temporaryFolderOf(context) });
  const [goCache, goModCache] = stdout.trimEnd().split(/\r?\n/);
  return exitCode === 0 && goCache && goModCache ? { goCache, goModCache } : fallback;
}
function temporaryFolderOf({ env }) {
  return env.RUNNER_TEMP || homedir();
}
function defaultFolders(env) {
  const home = env.HOME || env.USERPROFILE || homedir();
  const cacheHome = process.platform === "win32" ? env.LOCALAPPDATA || join7(home, "AppData", "Local") : process.platform === "darwin" ? join7(home, "Library", "Caches") : env.XDG_CACHE_HOME || join7(home, ".cache");
  const goPath = (env.GOPATH || join7(home, "go")).split(process.platform === "win32" ? ";" : ":")[0] ?? "";
  return {
    goCache: env.GOCACHE || join7(cacheHome, "go-build"),
    goModCache: env.GOMODCACHE || join7(goPath, "pkg", "mod")
  };
}

export {
  planImages,
  COMMIT_LABELS,
  originLabels,
  assemble,
  resolveBase,
  createBaseReader,
  passwordProblems,
  hostsOf,
  findModuleKeys,
  moduleRoot,
  prepareGo,
  decide,
  decideOnly,
  withTold,
  openCiCaches,
  cacheEnv
};
