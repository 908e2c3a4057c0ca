import {createRequire as __createRequire} from 'node:module';const require = __createRequire(import.meta.url);
import {
  contextOf,
  parsedOf,
  printJson
} from "./chunk-MDM4HNTL.js";
import "./chunk-6HKFDJ7J.js";
import {
  formatResult
} from "./chunk-FEP6SE5Z.js";
import "./chunk-S5W6PD7F.js";
import "./chunk-KZN2H757.js";
import "./chunk-5I5N4XBM.js";
import "./chunk-L4DFUNMN.js";

// src/cli/build.ts
var runBuild = async (call) => {
  const { session, log, json } = call;
  const parsed = parsedOf(call, call.args[0]);
  const { build } = await import("./pipeline-N5VPC3H4.js");
  const { report, loaded } = await build(contextOf(call, parsed));
  if (json) return printJson(session, report);
  log.result(formatResult(report, closingOf(parsed.request, loaded)));
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
