import {createRequire as __createRequire} from 'node:module';const require = __createRequire(import.meta.url);
import {
  decideDockerfile,
  planFor
} from "./chunk-2SEX7ARQ.js";
import "./chunk-DPCCX4J4.js";
import "./chunk-HUHQFDFI.js";
import "./chunk-MKYKVTUQ.js";
import "./chunk-2Y7VAHFT.js";
import "./chunk-UWLOXL2U.js";
import "./chunk-KAR4ZJ5Q.js";
import "./chunk-EGMFW45I.js";
import "./chunk-ZPARUUBC.js";
import "./chunk-6KQ5WN3S.js";
import "./chunk-HD3OXH54.js";
import "./chunk-L7QTHYGK.js";
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
