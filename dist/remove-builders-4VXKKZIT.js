import {createRequire as __createRequire} from 'node:module';const require = __createRequire(import.meta.url);
import {
  buildkit_exports
} from "./chunk-P3VNIXKL.js";
import "./chunk-6I4XJHNP.js";
import "./chunk-V4CBITK7.js";
import "./chunk-RUVCBZIW.js";
import "./chunk-USUAKS4C.js";
import "./chunk-HD3OXH54.js";
import "./chunk-XEYYPLQO.js";
import {
  messageOf
} from "./chunk-KZN2H757.js";
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
