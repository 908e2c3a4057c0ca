import {createRequire as __createRequire} from 'node:module';const require = __createRequire(import.meta.url);
import {
  buildkit_exports
} from "./chunk-XAR3CAOE.js";
import "./chunk-EGMFW45I.js";
import "./chunk-KATMBCK6.js";
import "./chunk-5HYWGMCI.js";
import "./chunk-HD3OXH54.js";
import "./chunk-OGWH5DZ4.js";
import "./chunk-XEYYPLQO.js";
import "./chunk-DK2HHR4N.js";
import {
  messageOf
} from "./chunk-YMPWN76Y.js";
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
