import {createRequire as __createRequire} from 'node:module';const require = __createRequire(import.meta.url);
import {
  contextOf,
  printJson
} from "./chunk-HGFIRQOM.js";
import "./chunk-QQ3AJR2N.js";
import {
  parseRequest
} from "./chunk-RSBJ3MEE.js";
import "./chunk-H3BB7JJD.js";
import "./chunk-X22DSJSS.js";

// src/cli/push.ts
import { resolve } from "node:path";
var runPush = async ({ session, raw, args: [layout = "."], json, log }) => {
  const request = parseRequest(raw, { dir: session.cwd, cwd: session.cwd });
  const { pushLayout } = await import("./pipeline-VDX574PQ.js");
  const report = await pushLayout(contextOf({ session, log }, request), resolve(session.cwd, layout));
  if (json) printJson(session, report);
  else for (const { name, digest } of report.images) session.stdout.write(`${name}@${digest}
`);
};
export {
  runPush
};
