import {createRequire as __createRequire} from 'node:module';const require = __createRequire(import.meta.url);
import {
  contextOf,
  parsedOf,
  printJson,
  requestOf
} from "./chunk-ILLJ7KFE.js";
import "./chunk-6HKFDJ7J.js";
import "./chunk-L7QTHYGK.js";
import "./chunk-CGLLVDTX.js";
import "./chunk-7MAKS6H7.js";
import "./chunk-5I5N4XBM.js";
import "./chunk-L4DFUNMN.js";
export {
  contextOf,
  parsedOf,
  printJson,
  requestOf
};
