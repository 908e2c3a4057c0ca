import {createRequire as __createRequire} from 'node:module';const require = __createRequire(import.meta.url);

// src/lib/heap.ts
import { setFlagsFromString } from "node:v8";
function keepHeapSmall() {
  setFlagsFromString("--semi-space-growth-factor=1");
}

export {
  keepHeapSmall
};
