import {createRequire as __createRequire} from 'node:module';const require = __createRequire(import.meta.url);
import {
  contextOf,
  parsedOf,
  printJson,
  requestOf
} from "./chunk-FYOZMT7L.js";
import "./chunk-6HKFDJ7J.js";
import "./chunk-KYLZ7HI7.js";
import "./chunk-SIZPUNJ5.js";
import "./chunk-MJ43ZKEH.js";
import "./chunk-5I5N4XBM.js";
import "./chunk-L4DFUNMN.js";
export {
  contextOf,
  parsedOf,
  printJson,
  requestOf
};
