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
} from "./chunk-ESWQMNSH.js";
import "./chunk-3BSFTTT4.js";
import "./chunk-HD3OXH54.js";
import "./chunk-OGWH5DZ4.js";
import "./chunk-DK2HHR4N.js";
import "./chunk-YMPWN76Y.js";
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
