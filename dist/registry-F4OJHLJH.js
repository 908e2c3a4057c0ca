import {createRequire as __createRequire} from 'node:module';const require = __createRequire(import.meta.url);
import {
  RegistryError,
  createPushRun,
  createRegistry,
  documentReader,
  pushImage,
  sendImage
} from "./chunk-XXBLJMOZ.js";
import "./chunk-HD3OXH54.js";
import "./chunk-XEYYPLQO.js";
import "./chunk-K6QBRWNO.js";
import "./chunk-X22DSJSS.js";
export {
  RegistryError,
  createPushRun,
  createRegistry,
  documentReader,
  pushImage,
  sendImage
};
