import {createRequire as __createRequire} from 'node:module';const require = __createRequire(import.meta.url);
import {
  CACHE_TITLES,
  createActionLog,
  createPlainLog,
  createStreamLog,
  createTerminalLog,
  failureJson,
  formatBytes,
  formatChecks,
  formatError,
  formatFailureSummary,
  formatOutline,
  formatPlan,
  formatResult,
  formatSummary,
  formatTargets,
  planJson,
  referencesOf,
  reportOf,
  sayRestored,
  saySaved
} from "./chunk-O2VICFPU.js";
import "./chunk-SIZPUNJ5.js";
import "./chunk-MJ43ZKEH.js";
import "./chunk-5I5N4XBM.js";
import "./chunk-L4DFUNMN.js";
export {
  CACHE_TITLES,
  createActionLog,
  createPlainLog,
  createStreamLog,
  createTerminalLog,
  failureJson,
  formatBytes,
  formatChecks,
  formatError,
  formatFailureSummary,
  formatOutline,
  formatPlan,
  formatResult,
  formatSummary,
  formatTargets,
  planJson,
  referencesOf,
  reportOf,
  sayRestored,
  saySaved
};
