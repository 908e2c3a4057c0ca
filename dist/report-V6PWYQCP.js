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
} from "./chunk-IU57GEZT.js";
import "./chunk-DK2HHR4N.js";
import "./chunk-YMPWN76Y.js";
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
