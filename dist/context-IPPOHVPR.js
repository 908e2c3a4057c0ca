import {createRequire as __createRequire} from 'node:module';const require = __createRequire(import.meta.url);
import {
  contextOf,
  parsedOf,
  printJson,
  requestOf
} from "./chunk-GQ3EWGGS.js";
import "./chunk-6HKFDJ7J.js";
import "./chunk-OGWH5DZ4.js";
import "./chunk-DK2HHR4N.js";
import "./chunk-YMPWN76Y.js";
import "./chunk-5I5N4XBM.js";
import "./chunk-L4DFUNMN.js";
export {
  contextOf,
  parsedOf,
  printJson,
  requestOf
};
