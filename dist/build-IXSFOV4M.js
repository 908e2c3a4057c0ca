import {createRequire as __createRequire} from 'node:module';const require = __createRequire(import.meta.url);
import {
  contextOf,
  printJson
} from "./chunk-HGFIRQOM.js";
import "./chunk-QQ3AJR2N.js";
import {
  parseRequest
} from "./chunk-RSBJ3MEE.js";
import {
  formatResult
} from "./chunk-LN52YFD5.js";
import "./chunk-H3BB7JJD.js";
import "./chunk-X22DSJSS.js";

// src/cli/build.ts
import { resolve } from "node:path";
var runBuild = async ({ session, raw, args: [dir = "."], json, log }) => {
  const request = parseRequest(raw, { dir: resolve(session.cwd, dir), cwd: session.cwd });
  const { build } = await import("./pipeline-VDX574PQ.js");
  const { report, loaded } = await build(contextOf({ session, log }, request));
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
