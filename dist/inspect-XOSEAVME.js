import {createRequire as __createRequire} from 'node:module';const require = __createRequire(import.meta.url);
import {
  createRegistryFor,
  layoutPathOf,
  layoutSubjects,
  referenceOf,
  registrySubject
} from "./chunk-ZP4ADWU7.js";
import {
  printJson,
  requestOf
} from "./chunk-G3JIPGRC.js";
import "./chunk-WJ6FLBBB.js";
import "./chunk-44XPRU6J.js";
import {
  formatBytes
} from "./chunk-M56LFWLQ.js";
import {
  inspectImage
} from "./chunk-GT7F43XF.js";
import "./chunk-X22DSJSS.js";

// src/cli/inspect.ts
import { stripVTControlCharacters } from "node:util";
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
  const reference = referenceOf(text);
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
  formatInspection,
  runInspect
};
