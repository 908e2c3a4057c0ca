import {createRequire as __createRequire} from 'node:module';const require = __createRequire(import.meta.url);
import {
  openStep
} from "./chunk-MSYQMVXA.js";
import "./chunk-6HKFDJ7J.js";
import {
  outputsOf
} from "./chunk-ESWQMNSH.js";
import "./chunk-3BSFTTT4.js";
import {
  formatFailureSummary,
  formatSummary
} from "./chunk-IU57GEZT.js";
import "./chunk-HD3OXH54.js";
import {
  keepHeapSmall
} from "./chunk-5BW7H2B7.js";
import "./chunk-OGWH5DZ4.js";
import {
  onSignals
} from "./chunk-XEYYPLQO.js";
import "./chunk-DK2HHR4N.js";
import "./chunk-YMPWN76Y.js";
import "./chunk-RBF2ZTQZ.js";
import "./chunk-5I5N4XBM.js";
import "./chunk-6RO2J6YC.js";
import "./chunk-MAXGRNIG.js";
import "./chunk-L4DFUNMN.js";

// src/main.ts
async function run(env, cwd, signal) {
  const { runner, log, context } = openStep(env, cwd);
  const left = [];
  const leave = (more) => {
    left.push(more);
    const all = (of) => left.flatMap(of);
    const [folders, saves] = [all((one) => one.folders), all((one) => one.saves)];
    runner.saveState({ folders, saves, builders: all(({ builders = [] }) => builders) });
  };
  try {
    const call = context(signal, leave);
    const { call: asked } = call.request.dockerfile;
    if (asked !== "build") return await answerOnly(call, asked);
    const { build } = await import("./pipeline-VZPH3HQP.js");
    const { plan, report } = await build(call);
    log.result(report.images.flatMap((image) => image.references).join("\n"));
    runner.setOutputs(outputsOf(report));
    if (call.request.output === void 0) leave({ folders: [report.layout], saves: [] });
    await runner.addSummary(formatSummary(report, plan));
    return 0;
  } catch (error) {
    log.failure(error);
    await runner.addSummary(formatFailureSummary(error)).catch(() => {
    });
    return 1;
  } finally {
    log.close();
  }
}
async function answerOnly(context, asked) {
  const { answerCall } = await import("./pipeline-call-PRYRSGK6.js");
  const { text, failure } = await answerCall(context, asked);
  context.log.result(text);
  if (failure) throw failure;
  return 0;
}
var interruption = onSignals(process, (text) => void process.stdout.write(text));
keepHeapSmall();
var code = await run(process.env, process.cwd(), interruption.signal);
process.exitCode = interruption.exitCode() ?? code;
export {
  run
};
