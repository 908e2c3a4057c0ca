import {createRequire as __createRequire} from 'node:module';const require = __createRequire(import.meta.url);
import {
  createRegistryFor,
  referenceOf
} from "./chunk-WCXLHNFP.js";
import {
  printJson,
  requestOf
} from "./chunk-GQ3EWGGS.js";
import {
  documentReader
} from "./chunk-5HYWGMCI.js";
import "./chunk-6HKFDJ7J.js";
import {
  formatBytes
} from "./chunk-IU57GEZT.js";
import "./chunk-HD3OXH54.js";
import "./chunk-OGWH5DZ4.js";
import "./chunk-XEYYPLQO.js";
import {
  LAYOUT_SCHEME,
  REF_NAME,
  exists,
  formatReference,
  inspectImage,
  openLayout,
  verifyLayout
} from "./chunk-DK2HHR4N.js";
import "./chunk-YMPWN76Y.js";
import "./chunk-5I5N4XBM.js";
import "./chunk-L4DFUNMN.js";

// src/cli/inspect.ts
import { stripVTControlCharacters } from "node:util";

// src/cli/inspect-sources.ts
import { join, resolve } from "node:path";
async function layoutPathOf(text, cwd) {
  const named = text.startsWith(LAYOUT_SCHEME);
  const path = resolve(cwd, named ? text.slice(LAYOUT_SCHEME.length) : text);
  const isLayout = await exists(join(path, "oci-layout"));
  return isLayout || named || /^\.{0,2}[/\\]/.test(text) ? path : void 0;
}
async function layoutSubjects(path) {
  const layout = await openLayout(path);
  const roots = new Map(layout.index.manifests.map((root) => [root.digest, root]));
  await verifyLayout(layout, [...roots.values()]);
  return [...roots.values()].map((root) => ({
    name: namesOf(layout.index.manifests.filter(({ digest }) => digest === root.digest)),
    root,
    read: (descriptor) => layout.read(descriptor)
  }));
}
function namesOf(entries) {
  return entries.map(({ annotations, digest }) => annotations?.[REF_NAME] ?? digest).join(", ");
}
async function registrySubject(registry, reference) {
  const first = await registry.manifest(reference);
  const read = documentReader(registry, reference);
  return {
    name: formatReference(reference),
    root: first.descriptor,
    read: async (descriptor) => descriptor.digest === first.descriptor.digest ? first.bytes : read(descriptor)
  };
}

// src/cli/inspect.ts
var runInspect = async (call) => {
  const {
    session,
    json,
    args: [text = ""]
  } = call;
  const images = await inspectAll(call, requestOf(call), text);
  if (json) printJson(session, { subject: text, images });
  else session.stdout.write(`${images.map(formatInspection).join("\n\n")}
`);
};
async function inspectAll({ session, log }, request, text) {
  const path = await layoutPathOf(text, session.cwd);
  if (path !== void 0) return Promise.all((await layoutSubjects(path)).map(inspectImage));
  const reference = referenceOf(text, "REF|LAYOUT");
  const registry = await createRegistryFor(session, request, reference.registry, log);
  try {
    return [await inspectImage(await registrySubject(registry, reference))];
  } finally {
    registry.close();
  }
}
function formatInspection({ name, digest, mediaType, platforms }) {
  const lines = [name, `  digest  ${digest}`, `  type    ${mediaType}`, ...platforms.flatMap(platformLines)];
  return lines.map(stripVTControlCharacters).join("\n");
}
function platformLines({ platform, digest, size, layers, config }) {
  const said = Object.entries(config ?? {});
  return [
    `  ${platform}  ${formatBytes(size)}`,
    `    digest  ${digest}`,
    ...layers.map((layer) => `    layer   ${layer.digest}  ${formatBytes(layer.size)}`),
    // JSON tells words with blanks apart.
    ...said.map(([key, value]) => `    ${key}  ${JSON.stringify(value)}`)
  ];
}
export {
  runInspect
};
