import {createRequire as __createRequire} from 'node:module';const require = __createRequire(import.meta.url);
import {
  FailureWithResult
} from "./chunk-GBSWLRJ2.js";
import {
  contextOf,
  parsedOf,
  printJson
} from "./chunk-GQ3EWGGS.js";
import "./chunk-6HKFDJ7J.js";
import {
  formatResult
} from "./chunk-IU57GEZT.js";
import "./chunk-OGWH5DZ4.js";
import "./chunk-DK2HHR4N.js";
import "./chunk-YMPWN76Y.js";
import "./chunk-5I5N4XBM.js";
import "./chunk-L4DFUNMN.js";

// src/cli/build.ts
var runBuild = async (call) => {
  const { session, log, json } = call;
  const parsed = parsedOf(call, call.args[0]);
  const { call: asked } = parsed.request.dockerfile;
  if (asked !== "build") return runQuestion(call, parsed, asked);
  const { build } = await import("./pipeline-VZPH3HQP.js");
  const { report, loaded } = await build(contextOf(call, parsed));
  if (json) return printJson(session, report);
  log.result(formatResult(report, closingOf(parsed.request, loaded)));
  for (const { name, digest, pushed } of report.images) if (pushed) session.stdout.write(`${name}@${digest}
`);
};
async function runQuestion({ session, log, json }, parsed, asked) {
  const { answerCall } = await import("./pipeline-call-PRYRSGK6.js");
  const { text, json: result, failure } = await answerCall(contextOf({ session, log }, parsed), asked);
  if (!json) session.stdout.write(`${text}
`);
  if (failure) throw json ? withResult(failure, result) : failure;
  if (json) printJson(session, result);
}
function withResult({ message, hint, at }, result) {
  return new FailureWithResult(message, { result, ...hint !== void 0 && { hint }, ...at && { at } });
}
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
