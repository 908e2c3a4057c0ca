import {createRequire as __createRequire} from 'node:module';const require = __createRequire(import.meta.url);
import {
  decideDockerfile,
  planFor
} from "./chunk-WDGXE2RO.js";
import "./chunk-XSSQ6ZHZ.js";
import "./chunk-IH3VJ6BS.js";
import "./chunk-3I24ETVR.js";
import "./chunk-QJ4SIERO.js";
import "./chunk-4PX3GUKA.js";
import "./chunk-V3Z3CJ2F.js";
import "./chunk-JKA3XDOV.js";
import "./chunk-RUVCBZIW.js";
import "./chunk-ZPARUUBC.js";
import "./chunk-6KQ5WN3S.js";
import "./chunk-HD3OXH54.js";
import "./chunk-QBTVVR7S.js";
import "./chunk-CGLLVDTX.js";
import "./chunk-XEYYPLQO.js";
import "./chunk-7MAKS6H7.js";
import "./chunk-5I5N4XBM.js";
import "./chunk-TQOUSWMN.js";
import "./chunk-JBO2LML4.js";
import "./chunk-L4DFUNMN.js";
export {
  decideDockerfile,
  planFor
};
