import {createRequire as __createRequire} from 'node:module';const require = __createRequire(import.meta.url);
import {
  contextOf,
  printJson,
  requestOf
} from "./chunk-QSO6SLZK.js";
import "./chunk-WJ6FLBBB.js";
import "./chunk-LB6TOUH2.js";
import {
  formatResult
} from "./chunk-VG322H74.js";
import "./chunk-HSSDMJSF.js";
import "./chunk-X22DSJSS.js";

// src/cli/build.ts
var runBuild = async (call) => {
  const { session, log, json } = call;
  const request = requestOf(call, call.args[0]);
  const { build } = await import("./pipeline-M4KBN7VG.js");
  const { report, loaded } = await build(contextOf(call, request));
  if (json) return printJson(session, report);
  log.result(formatResult(report, closingOf(request, loaded)));
  for (const { name, digest, pushed } of report.images) if (pushed) session.stdout.write(`${name}@${digest}
`);
};
function closingOf({ base, load, output }, loaded) {
  return {
    ...loaded === void 0 ? {} : { loaded },
    // Blobs of a base are fetched only for those who asked for the files.
    layoutIsComplete: base === void 0 || load || output !== void 0,
    nameInLayout: (image) => image.references[0] ?? image.name
  };
}
export {
  runBuild
};
