import {createRequire as __createRequire} from 'node:module';const require = __createRequire(import.meta.url);
import {
  createPhases,
  nodeExec
} from "./chunk-6HKFDJ7J.js";
import {
  createRunner,
  readInputs,
  secretsOf
} from "./chunk-ESWQMNSH.js";
import {
  createActionLog
} from "./chunk-IU57GEZT.js";
import {
  parseRequest
} from "./chunk-OGWH5DZ4.js";

// src/step.ts
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
function openStep(env, cwd) {
  const runner = createRunner(env);
  const log = createActionLog({
    write: (text) => void process.stdout.write(text),
    workspace: env.GITHUB_WORKSPACE ?? cwd,
    verbose: env.RUNNER_DEBUG === "1"
  });
  return {
    runner,
    log,
    context(signal, leave) {
      const raw = readInputs(env);
      for (const secret of secretsOf(raw)) runner.mask(secret);
      const dir = resolve(cwd, raw.values["working-directory"]?.at(-1)?.trim() ?? ".");
      return {
        ...parseRequest(raw, { dir, cwd, warn: (message) => log.warn(message) }),
        door: "action",
        env,
        exec: nodeExec,
        log,
        phases: createPhases(() => performance.now(), log),
        signal,
        now: () => /* @__PURE__ */ new Date(),
        assets: bundleFolder(),
        leave,
        maskSecret: runner.mask
      };
    }
  };
}
function bundleFolder() {
  return dirname(fileURLToPath(import.meta.url));
}

export {
  openStep,
  bundleFolder
};
