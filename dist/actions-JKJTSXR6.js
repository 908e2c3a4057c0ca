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
} from "./chunk-EDDEW2XT.js";
import "./chunk-LZEBGN36.js";
import "./chunk-HD3OXH54.js";
import "./chunk-S5W6PD7F.js";
import "./chunk-KZN2H757.js";
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
