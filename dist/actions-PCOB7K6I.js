import {createRequire as __createRequire} from 'node:module';const require = __createRequire(import.meta.url);
import {
  OUTPUTS,
  createCacheService,
  createRunner,
  createToolFiles,
  outputsOf,
  readInputs,
  secretsOf,
  variableOf
} from "./chunk-ZC3RESLY.js";
import "./chunk-FY4E45KV.js";
import "./chunk-HD3OXH54.js";
import "./chunk-KYLZ7HI7.js";
import "./chunk-SIZPUNJ5.js";
import "./chunk-MJ43ZKEH.js";
import "./chunk-RBF2ZTQZ.js";
import "./chunk-5I5N4XBM.js";
import "./chunk-6RO2J6YC.js";
import "./chunk-MAXGRNIG.js";
import "./chunk-L4DFUNMN.js";
export {
  OUTPUTS,
  createCacheService,
  createRunner,
  createToolFiles,
  outputsOf,
  readInputs,
  secretsOf,
  variableOf
};
