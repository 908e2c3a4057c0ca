import {createRequire as __createRequire} from 'node:module';const require = __createRequire(import.meta.url);
import {
  openStep
} from "./chunk-MSYQMVXA.js";
import "./chunk-6HKFDJ7J.js";
import "./chunk-ESWQMNSH.js";
import "./chunk-3BSFTTT4.js";
import "./chunk-IU57GEZT.js";
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

// src/setup.ts
async function run(env, cwd, signal) {
  const { runner, log, context } = openStep(env, cwd);
  try {
    const call = context(signal, () => {
    });
    const { pathsOf, setUpJob } = await import("./set-up-job-YD7A43C5.js");
    const job = await setUpJob(call);
    runner.saveJobCaches(job.left);
    runner.setJob({ paths: pathsOf(job), env: job.env });
    runner.setOutputs({ "go-version": job.toolchain.version, "cache-hit": String(job.isWarm) });
    return 0;
  } catch (error) {
    log.failure(error);
    return 1;
  } finally {
    log.close();
  }
}
var interruption = onSignals(process, (text) => void process.stdout.write(text));
keepHeapSmall();
process.exitCode = await run(process.env, process.cwd(), interruption.signal);
export {
  run
};
