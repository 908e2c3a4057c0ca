import {createRequire as __createRequire} from 'node:module';const require = __createRequire(import.meta.url);

// src/lib/errors.ts
var UserError = class extends Error {
  name = "UserError";
  hint;
  /** Where in the user's sources, for an annotation. */
  at;
  /** What another program said and the log has told already, each part at its place: for those who don't read the log. */
  told;
  constructor(message, options = {}) {
    super(message, { cause: options.cause });
    this.hint = options.hint;
    this.at = options.at;
    this.told = options.told;
  }
};
var RequestError = class extends Error {
  name = "RequestError";
  problems;
  /** Where in the user's sources the one mistake is. */
  at;
  constructor(problems, at) {
    super(problems.map(({ subject, message }) => `${subject}: ${message}`).join("\n"));
    this.problems = problems;
    this.at = at;
  }
};
function positionOf(error) {
  return error instanceof UserError || error instanceof RequestError ? error.at : void 0;
}
function exitCodeOf(error) {
  return error instanceof RequestError ? 2 : 1;
}
function messageOf(error) {
  return error instanceof Error ? error.message : String(error);
}
function codeOf(error) {
  if (typeof error !== "object" || error === null || !("code" in error)) return void 0;
  return typeof error.code === "string" ? error.code : void 0;
}

export {
  UserError,
  RequestError,
  positionOf,
  exitCodeOf,
  messageOf,
  codeOf
};
