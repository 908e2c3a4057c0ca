import {createRequire as __createRequire} from 'node:module';const require = __createRequire(import.meta.url);
import {
  RegistryError,
  createPushRun,
  createRegistry,
  documentReader,
  pushImage,
  sendImage
} from "./chunk-5HYWGMCI.js";
import "./chunk-HD3OXH54.js";
import "./chunk-XEYYPLQO.js";
import "./chunk-DK2HHR4N.js";
import "./chunk-YMPWN76Y.js";
import "./chunk-5I5N4XBM.js";
import "./chunk-L4DFUNMN.js";
export {
  RegistryError,
  createPushRun,
  createRegistry,
  documentReader,
  pushImage,
  sendImage
};
