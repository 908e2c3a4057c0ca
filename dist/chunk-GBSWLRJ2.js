import {createRequire as __createRequire} from 'node:module';const require = __createRequire(import.meta.url);
import {
  UserError
} from "./chunk-YMPWN76Y.js";

// src/cli/call.ts
var FailureWithResult = class extends UserError {
  result;
  constructor(message, { result, ...options }) {
    super(message, options);
    this.result = result;
  }
};

export {
  FailureWithResult
};
