import {createRequire as __createRequire} from 'node:module';const require = __createRequire(import.meta.url);
import {
  RegistryError,
  createPushRun,
  createRegistry,
  pushImage,
  sendImage
} from "./chunk-7K4Q4VOL.js";
import "./chunk-GT7F43XF.js";
import "./chunk-X22DSJSS.js";
export {
  RegistryError,
  createPushRun,
  createRegistry,
  pushImage,
  sendImage
};
