import {createRequire as __createRequire} from 'node:module';const require = __createRequire(import.meta.url);
import {
  RegistryError,
  createPushRun,
  createRegistry,
  documentReader,
  pushImage,
  sendImage
} from "./chunk-V4CBITK7.js";
import "./chunk-HD3OXH54.js";
import "./chunk-XEYYPLQO.js";
import "./chunk-KZN2H757.js";
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
