import {createRequire as __createRequire} from 'node:module';const require = __createRequire(import.meta.url);
import {
  nodeExec
} from "./chunk-WJ6FLBBB.js";
import {
  UserError,
  formatReference,
  isIndexType,
  isManifestType,
  openLayout,
  parseReference
} from "./chunk-GT7F43XF.js";

// src/cli/inspect-sources.ts
import { stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { buffer } from "node:stream/consumers";
var LAYOUT = "oci-layout://";
var MAX_DOCUMENT = 8 * 1024 * 1024;
async function layoutPathOf(text, cwd) {
  const named = text.startsWith(LAYOUT);
  const path = resolve(cwd, named ? text.slice(LAYOUT.length) : text);
  const isLayout = await stat(join(path, "oci-layout")).catch(() => void 0) !== void 0;
  return isLayout || named || /^\.{0,2}[/\\]/.test(text) ? path : void 0;
}
async function layoutSubjects(path) {
  const layout = await openLayout(path);
  return layout.index.manifests.map((root) => ({
    name: root.annotations?.["org.opencontainers.image.ref.name"] ?? root.digest,
    root,
    read: (descriptor) => layout.read(descriptor)
  }));
}
async function registrySubject(registry, reference) {
  const { registry: host, repository } = reference;
  const first = await registry.manifest(reference);
  return {
    name: formatReference(reference),
    root: first.descriptor,
    async read(descriptor) {
      const { digest, mediaType, size } = descriptor;
      if (digest === first.descriptor.digest) return first.bytes;
      if (size > MAX_DOCUMENT) throw new UserError(`${digest} is no document of an image: it has ${size} bytes`);
      if (!isIndexType(mediaType) && !isManifestType(mediaType)) {
        return buffer(await registry.openBlob({ registry: host, repository }, descriptor));
      }
      return (await registry.manifest({ registry: host, repository, digest })).bytes;
    }
  };
}
function referenceOf(text) {
  const parsed = parseReference(text);
  if ("problem" in parsed) throw new UserError(`"${text}" is neither an OCI layout nor a reference: ${parsed.problem}`);
  const { reference } = parsed;
  return reference.tag === void 0 && reference.digest === void 0 ? { ...reference, tag: "latest" } : reference;
}

// src/cli/registry.ts
async function createRegistryFor({ env, signal }, { registry }, host, log) {
  const { createRegistry } = await import("./registry-4LWO5EPC.js");
  const { logins, username, password, githubToken, insecure } = registry;
  const own = username && password ? [{ registry: host, username, password, origin: "username and password" }] : [];
  return createRegistry({ env, exec: nodeExec, log, logins: [...logins, ...own], githubToken, insecure, signal });
}

export {
  layoutPathOf,
  layoutSubjects,
  registrySubject,
  referenceOf,
  createRegistryFor
};
