import {createRequire as __createRequire} from 'node:module';const require = __createRequire(import.meta.url);
import {
  contextOf,
  parsedOf,
  printJson
} from "./chunk-GQ3EWGGS.js";
import "./chunk-6HKFDJ7J.js";
import "./chunk-OGWH5DZ4.js";
import "./chunk-DK2HHR4N.js";
import "./chunk-YMPWN76Y.js";
import "./chunk-5I5N4XBM.js";
import "./chunk-L4DFUNMN.js";

// src/cli/eject.ts
var runEject = async (call) => {
  const { session, json } = call;
  const parsed = parsedOf(call, call.args[0]);
  const { eject } = await import("./eject-7IX4ML7U.js");
  const { dockerfile, context } = await eject(contextOf(call, parsed), session.cwd);
  if (json) printJson(session, { dockerfile, context });
  else session.stdout.write(dockerfile);
};
export {
  runEject
};
