import {createRequire as __createRequire} from 'node:module';const require = __createRequire(import.meta.url);
import {
  createRegistryFor,
  layoutPathOf,
  layoutSubjects,
  referenceOf,
  registrySubject
} from "./chunk-IELILRWH.js";
import {
  printJson
} from "./chunk-HGFIRQOM.js";
import "./chunk-QQ3AJR2N.js";
import {
  parseRequest
} from "./chunk-RSBJ3MEE.js";
import {
  formatBytes
} from "./chunk-LN52YFD5.js";
import {
  inspectImage
} from "./chunk-H3BB7JJD.js";
import "./chunk-X22DSJSS.js";

// src/cli/inspect.ts
var runInspect = async ({ session, raw, args: [text = ""], json, log }) => {
  const request = parseRequest(raw, { dir: session.cwd, cwd: session.cwd });
  const images = await inspectAll(session, request, log, text);
  if (json) printJson(session, { subject: text, images });
  else session.stdout.write(`${images.map(formatInspection).join("\n\n")}
`);
};
async function inspectAll(session, request, log, text) {
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
  return [name, `  digest  ${digest}`, `  type    ${mediaType}`, ...platforms.flatMap(platformLines)].join("\n");
}
function platformLines({ platform, digest, size, layers, config }) {
  const said = Object.entries(config ?? {});
  return [
    `  ${platform}  ${formatBytes(size)}`,
    `    digest  ${digest}`,
    ...layers.map((layer) => `    layer   ${layer.digest}  ${formatBytes(layer.size)}`),
    // JSON is unambiguous for words with blanks, and keeps control characters of a stranger's image off the terminal.
    ...said.map(([key, value]) => `    ${key}  ${JSON.stringify(value)}`)
  ];
}
export {
  formatInspection,
  runInspect
};
