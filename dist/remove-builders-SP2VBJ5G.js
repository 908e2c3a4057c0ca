import {createRequire as __createRequire} from 'node:module';const require = __createRequire(import.meta.url);
import {
  buildkit_exports
} from "./chunk-KAR4ZJ5Q.js";
import "./chunk-EGMFW45I.js";
import "./chunk-ZPARUUBC.js";
import "./chunk-6KQ5WN3S.js";
import "./chunk-HD3OXH54.js";
import "./chunk-XEYYPLQO.js";
import {
  messageOf
} from "./chunk-7MAKS6H7.js";
import "./chunk-5I5N4XBM.js";
import "./chunk-L4DFUNMN.js";

// src/stages/remove-builders.ts
async function removeBuilders(names, { exec, env, log, signal }) {
  try {
    const buildx = await buildkit_exports.findBuildx({ exec, env, signal });
    for (const name of names) await buildkit_exports.removeBuilder(buildx, name);
  } catch (error) {
    log.warn(`a builder may be left: ${messageOf(error)}`);
  }
}
export {
  removeBuilders
};
