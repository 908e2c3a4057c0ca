import {createRequire as __createRequire} from 'node:module';const require = __createRequire(import.meta.url);
import {
  require_semver
} from "./chunk-JBO2LML4.js";
import {
  __commonJS
} from "./chunk-L4DFUNMN.js";

// node_modules/semver/functions/parse.js
var require_parse = __commonJS({
  "node_modules/semver/functions/parse.js"(exports, module) {
    "use strict";
    var SemVer = require_semver();
    var parse = (version, options, throwErrors = false) => {
      if (version instanceof SemVer) {
        return version;
      }
      try {
        return new SemVer(version, options);
      } catch (er) {
        if (!throwErrors) {
          return null;
        }
        throw er;
      }
    };
    module.exports = parse;
  }
});

export {
  require_parse
};
