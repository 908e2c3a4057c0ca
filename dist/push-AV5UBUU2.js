import {createRequire as __createRequire} from 'node:module';const require = __createRequire(import.meta.url);
import {
  contextOf,
  printJson,
  requestOf
} from "./chunk-GQ3EWGGS.js";
import "./chunk-6HKFDJ7J.js";
import "./chunk-OGWH5DZ4.js";
import "./chunk-DK2HHR4N.js";
import "./chunk-YMPWN76Y.js";
import "./chunk-5I5N4XBM.js";
import "./chunk-L4DFUNMN.js";

// src/cli/push.ts
import { resolve } from "node:path";
var runPush = async (call) => {
  const {
    session,
    json,
    args: [layout = "."]
  } = call;
  const request = requestOf(call);
  const { pushLayout } = await import("./pipeline-VZPH3HQP.js");
  const report = await pushLayout(contextOf(call, { request, problems: [] }), resolve(session.cwd, layout));
  if (json) printJson(session, report);
  else for (const { name, digest } of report.images) session.stdout.write(`${name}@${digest}
`);
};
export {
  runPush
};
