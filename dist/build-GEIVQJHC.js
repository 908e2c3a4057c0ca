import {createRequire as __createRequire} from 'node:module';const require = __createRequire(import.meta.url);
import {
  contextOf,
  printJson,
  requestOf
} from "./chunk-G3JIPGRC.js";
import "./chunk-WJ6FLBBB.js";
import "./chunk-44XPRU6J.js";
import {
  formatResult
} from "./chunk-M56LFWLQ.js";
import "./chunk-GT7F43XF.js";
import "./chunk-X22DSJSS.js";

// src/cli/build.ts
var runBuild = async (call) => {
  const { session, log, json } = call;
  const request = requestOf(call, call.args[0]);
  const { build } = await import("./pipeline-RK5GJZU2.js");
  const { report, loaded } = await build(contextOf(call, request));
  if (json) return printJson(session, report);
  log.result(formatResult(report, closingOf(request, loaded)));
  for (const { name, digest, pushed } of report.images) if (pushed) session.stdout.write(`${name}@${digest}
`);
};
function closingOf({ base, output }, loaded) {
  return {
    loaded,
    // Blobs of a base are fetched only for those who asked for the files.
    layoutIsComplete: base === void 0 || output !== void 0,
    nameInLayout: (image) => image.references[0] ?? image.name
  };
}
export {
  runBuild
};
