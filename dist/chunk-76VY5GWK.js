import {createRequire as __createRequire} from 'node:module';const require = __createRequire(import.meta.url);
import {
  environmentFor
} from "./chunk-HD3OXH54.js";
import {
  FULL_NAME,
  MEDIA_TYPE,
  REF_NAME,
  blobMember,
  formatPlatform,
  isIndexType,
  parseIndex,
  parseManifest,
  parsePlatform,
  parseReference,
  readThrough,
  writeTar
} from "./chunk-DK2HHR4N.js";
import {
  UserError,
  codeOf,
  messageOf
} from "./chunk-YMPWN76Y.js";

// src/runtime/engine.ts
var PROBES = [
  { program: "docker", args: ["version", "--format", "{{.Server.Os}}/{{.Server.Arch}}"] },
  { program: "podman", args: ["info", "--format", "{{.Host.OS}}/{{.Host.Arch}}"] }
];
async function findContainerEngine(exec, env, signal) {
  const failures = [];
  for (const { program, args } of PROBES) {
    try {
      const { exitCode, stdout, stderr } = await exec({
        program,
        args,
        env: engineEnvironment(env),
        ...signal && { signal }
      });
      const platform = parsePlatform(stdout);
      if (exitCode === 0 && platform) return { program, platform };
      failures.push(`${program}: ${lastLine(stderr) || `"${program} ${args.join(" ")}" ended with ${exitCode}`}`);
    } catch (error) {
      signal?.throwIfAborted();
      failures.push(`${program}: ${codeOf(error) === "ENOENT" ? "not found" : messageOf(error)}`);
    }
  }
  throw new UserError(`no container engine to load the image into: ${failures.join("; ")}`, {
    hint: "start Docker or podman, or use --output or --push instead of --load"
  });
}
var ENGINE_NAME = /^(SSH_AUTH_SOCK|(DOCKER|CONTAINER|CONTAINERS)_.*|(HTTP|HTTPS|NO|ALL)_PROXY)$/;
function engineEnvironment(env) {
  return environmentFor(env, (name) => ENGINE_NAME.test(name));
}
function lastLine(text) {
  return text.trim().split("\n").at(-1)?.trim() ?? "";
}

// src/runtime/load.ts
import { Readable as Readable2 } from "node:stream";

// src/runtime/archive.ts
import { Readable } from "node:stream";
function archiveEntries(images, blobs) {
  const entries = /* @__PURE__ */ new Map();
  const add = (entry) => entries.set(entry.path, entry);
  for (const { manifest, manifestBytes, value } of images) {
    add(document(`/${blobMember(manifest.digest)}`, manifestBytes));
    for (const blob of [value.config, ...value.layers]) {
      add({
        path: `/${blobMember(blob.digest)}`,
        mode: 420,
        kind: "file",
        size: blob.size,
        open: () => lazily(blobs, blob)
      });
    }
  }
  add(json("/oci-layout", { imageLayoutVersion: "1.0.0" }));
  add(json("/index.json", indexOf(images)));
  add(json("/manifest.json", dockerManifest(images)));
  return [...entries.values()];
}
function dockerManifest(images) {
  return images.map(({ value, names }) => ({
    Config: blobMember(value.config.digest),
    RepoTags: names,
    Layers: value.layers.map(({ digest }) => blobMember(digest))
  }));
}
function indexOf(images) {
  const manifests = images.flatMap(({ manifest, names }) => {
    const { mediaType, digest, size, platform } = manifest;
    const entry = { mediaType, digest, size, ...platform && { platform } };
    return names.length === 0 ? [entry] : names.map((name) => ({ ...entry, annotations: nameAnnotations(name) }));
  });
  return { schemaVersion: 2, mediaType: MEDIA_TYPE.index, manifests };
}
function nameAnnotations(name) {
  const parsed = parseReference(name);
  const tag = "reference" in parsed ? parsed.reference.tag : void 0;
  return { [FULL_NAME]: name, ...tag && { [REF_NAME]: tag } };
}
function json(path, value) {
  return document(path, Buffer.from(JSON.stringify(value)));
}
function document(path, bytes) {
  return { path, mode: 420, kind: "file", size: bytes.length, open: () => Readable.from(bytes, { objectMode: false }) };
}
function lazily(blobs, blob) {
  return Readable.from(
    (async function* () {
      yield* await blobs.open(blob);
    })(),
    { objectMode: false }
  );
}

// src/runtime/load.ts
async function loadImages(request) {
  const { exec, env, signal, layout, open, images, engine = await findContainerEngine(exec, env, signal) } = request;
  const { program, platform } = engine;
  const archived = await Promise.all(images.map((image) => readImage(layout, image, platform)));
  const blobs = readThrough(layout, open);
  const stdout = await feed({ exec, program, env, ...signal && { signal } }, archived, blobs);
  const names = archived.flatMap((image) => image.names);
  return { program, platform, references: [...names, ...loadedIds(stdout)] };
}
async function readImage(layout, { root, names }, platform) {
  const name = names[0] ?? root.digest;
  const manifest = isIndexType(root.mediaType) ? chooseManifest(parseIndex(await layout.read(root), root.mediaType, name).manifests, platform, name) : root;
  const manifestBytes = await layout.read(manifest);
  return { manifest, manifestBytes, value: parseManifest(manifestBytes, manifest.mediaType, name), names };
}
function chooseManifest(manifests, { os, architecture }, name) {
  const [only, ...others] = manifests;
  if (only && others.length === 0) return only;
  const fitting = manifests.filter(({ platform }) => platform?.os === os && platform.architecture === architecture).sort((a, b) => (a.platform?.variant ?? "").localeCompare(b.platform?.variant ?? ""));
  if (fitting[0]) return fitting[0];
  const there = manifests.flatMap(({ platform }) => platform ? [formatPlatform(platform)] : []);
  throw new UserError(
    `${name} can't be loaded: the container engine runs ${os}/${architecture}, the image is for ${there.join(", ")}`,
    {
      hint: `add ${os}/${architecture} to the platforms, or choose exactly one`
    }
  );
}
async function feed({ exec, program, env, signal }, images, blobs) {
  const archive = Readable2.from(writeTar(archiveEntries(images, blobs), /* @__PURE__ */ new Date(0)), { objectMode: false });
  const failed = new AbortController();
  archive.on("error", (error) => failed.abort(error));
  try {
    const { exitCode, stdout, stderr } = await exec({
      program,
      args: ["load", "--quiet"],
      env: engineEnvironment(env),
      stdin: archive,
      signal: signal ? AbortSignal.any([signal, failed.signal]) : failed.signal
    });
    if (exitCode === 0) return stdout;
    throw new UserError(`${program} didn't take the image: ${lastLine(stderr) || `it ended with ${exitCode}`}`, {
      hint: "use --output to get the image as an OCI layout, or --push"
    });
  } finally {
    archive.destroy();
  }
}
function loadedIds(stdout) {
  return [...stdout.matchAll(/^Loaded image[^:]*: (sha256:\w+)$/gm)].flatMap(([, id]) => id ? [id] : []);
}

export {
  findContainerEngine,
  engineEnvironment,
  loadImages
};
