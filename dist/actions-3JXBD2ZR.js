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
} from "./chunk-RUAJHLPE.js";
import "./chunk-MYJOHS6M.js";
import "./chunk-HD3OXH54.js";
import "./chunk-VQFY67UY.js";
import "./chunk-VF3RI5O6.js";
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
