import {createRequire as __createRequire} from 'node:module';const require = __createRequire(import.meta.url);
import {
  decideDockerfile,
  getDockerfileReady
} from "./chunk-7P5VJZ3Z.js";
import "./chunk-NIO6GOBB.js";
import "./chunk-LSWSNYT4.js";
import "./chunk-GY6VNIV5.js";
import "./chunk-CC6TIJLZ.js";
import "./chunk-ZMOCBRJI.js";
import "./chunk-HYUZ65EV.js";
import "./chunk-K7VY35LS.js";
import "./chunk-OH2UP7CP.js";
import "./chunk-V3Z3CJ2F.js";
import "./chunk-JKA3XDOV.js";
import "./chunk-RUVCBZIW.js";
import "./chunk-ZPARUUBC.js";
import "./chunk-6KQ5WN3S.js";
import "./chunk-NWVG2OHD.js";
import "./chunk-KALWOJN2.js";
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
  getDockerfileReady
};
