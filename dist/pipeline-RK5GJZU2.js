import {createRequire as __createRequire} from 'node:module';const require = __createRequire(import.meta.url);
import {
  recordWarnings
} from "./chunk-6I4XJHNP.js";
import {
  cacheRoot,
  identityOf,
  prepareCacheFolder,
  prune,
  sameFile,
  tryLock
} from "./chunk-2MK2MHT7.js";
import {
  allEnded,
  createPushRun,
  createRegistry,
  release,
  sendImage
} from "./chunk-7K4Q4VOL.js";
import {
  formatPlan,
  reportOf
} from "./chunk-M56LFWLQ.js";
import {
  MEDIA_TYPE,
  RequestError,
  UserError,
  arrayAt,
  blobPath,
  checkReplaceable,
  checkZlib,
  codeOf,
  decompressed,
  digestOf,
  formatPlatform,
  formatReference,
  formatRepository,
  gzip,
  hexOf,
  inspectImage,
  isDigest,
  isIndexType,
  isManifestType,
  isRecord,
  isTag,
  materialize,
  messageOf,
  normalizePlatform,
  numberAt,
  openLayout,
  pLimit,
  parseImageConfig,
  parseIndex,
  parseManifest,
  parsePlatform,
  parseReference,
  readThrough,
  recordAt,
  removeTree,
  require_tar_stream,
  stringAt,
  verifying,
  writeFileAtomic,
  writeLayout,
  writeTar
} from "./chunk-GT7F43XF.js";
import {
  __commonJS,
  __toESM
} from "./chunk-X22DSJSS.js";

// node_modules/semver/internal/debug.js
var require_debug = __commonJS({
  "node_modules/semver/internal/debug.js"(exports, module) {
    "use strict";
    var debug = typeof process === "object" && process.env && process.env.NODE_DEBUG && /\bsemver\b/i.test(process.env.NODE_DEBUG) ? (...args) => console.error("SEMVER", ...args) : () => {
    };
    module.exports = debug;
  }
});

// node_modules/semver/internal/constants.js
var require_constants = __commonJS({
  "node_modules/semver/internal/constants.js"(exports, module) {
    "use strict";
    var SEMVER_SPEC_VERSION = "2.0.0";
    var MAX_LENGTH = 256;
    var MAX_SAFE_INTEGER = Number.MAX_SAFE_INTEGER || /* istanbul ignore next */
    9007199254740991;
    var MAX_SAFE_COMPONENT_LENGTH = 16;
    var MAX_SAFE_BUILD_LENGTH = MAX_LENGTH - 6;
    var WHITESPACE_CHARACTERS = [
      "	",
      "\n",
      "\v",
      "\f",
      "\r",
      " ",
      " ",
      " ",
      " ",
      " ",
      " ",
      " ",
      " ",
      " ",
      " ",
      " ",
      " ",
      " ",
      " ",
      "\u2028",
      "\u2029",
      " ",
      " ",
      "　",
      "\uFEFF"
    ];
    var RELEASE_TYPES = [
      "major",
      "premajor",
      "minor",
      "preminor",
      "patch",
      "prepatch",
      "prerelease"
    ];
    module.exports = {
      MAX_LENGTH,
      MAX_SAFE_COMPONENT_LENGTH,
      MAX_SAFE_BUILD_LENGTH,
      MAX_SAFE_INTEGER,
      WHITESPACE_CHARACTERS,
      RELEASE_TYPES,
      SEMVER_SPEC_VERSION,
      FLAG_INCLUDE_PRERELEASE: 1,
      FLAG_LOOSE: 2
    };
  }
});

// node_modules/semver/internal/re.js
var require_re = __commonJS({
  "node_modules/semver/internal/re.js"(exports, module) {
    "use strict";
    var {
      MAX_SAFE_COMPONENT_LENGTH,
      MAX_SAFE_BUILD_LENGTH,
      MAX_LENGTH
    } = require_constants();
    var debug = require_debug();
    exports = module.exports = {};
    var re = exports.re = [];
    var safeRe = exports.safeRe = [];
    var src = exports.src = [];
    var safeSrc = exports.safeSrc = [];
    var t = exports.t = {};
    var R = 0;
    var LETTERDASHNUMBER = "[a-zA-Z0-9-]";
    var safeRegexReplacements = [
      ["\\s", 1],
      ["\\d", MAX_LENGTH],
      [LETTERDASHNUMBER, MAX_SAFE_BUILD_LENGTH]
    ];
    var makeSafeRegex = (value) => {
      for (const [token, max] of safeRegexReplacements) {
        value = value.split(`${token}*`).join(`${token}{0,${max}}`).split(`${token}+`).join(`${token}{1,${max}}`);
      }
      return value;
    };
    var createToken = (name, value, isGlobal) => {
      const safe = makeSafeRegex(value);
      const index = R++;
      debug(name, index, value);
      t[name] = index;
      src[index] = value;
      safeSrc[index] = safe;
      re[index] = new RegExp(value, isGlobal ? "g" : void 0);
      safeRe[index] = new RegExp(safe, isGlobal ? "g" : void 0);
    };
    createToken("NUMERICIDENTIFIER", "0|[1-9]\\d*");
    createToken("NUMERICIDENTIFIERLOOSE", "\\d+");
    createToken("NONNUMERICIDENTIFIER", `\\d*[a-zA-Z-]${LETTERDASHNUMBER}*`);
    createToken("MAINVERSION", `(${src[t.NUMERICIDENTIFIER]})\\.(${src[t.NUMERICIDENTIFIER]})\\.(${src[t.NUMERICIDENTIFIER]})`);
    createToken("MAINVERSIONLOOSE", `(${src[t.NUMERICIDENTIFIERLOOSE]})\\.(${src[t.NUMERICIDENTIFIERLOOSE]})\\.(${src[t.NUMERICIDENTIFIERLOOSE]})`);
    createToken("PRERELEASEIDENTIFIER", `(?:${src[t.NONNUMERICIDENTIFIER]}|${src[t.NUMERICIDENTIFIER]})`);
    createToken("PRERELEASEIDENTIFIERLOOSE", `(?:${src[t.NONNUMERICIDENTIFIER]}|${src[t.NUMERICIDENTIFIERLOOSE]})`);
    createToken("PRERELEASE", `(?:-(${src[t.PRERELEASEIDENTIFIER]}(?:\\.${src[t.PRERELEASEIDENTIFIER]})*))`);
    createToken("PRERELEASELOOSE", `(?:-?(${src[t.PRERELEASEIDENTIFIERLOOSE]}(?:\\.${src[t.PRERELEASEIDENTIFIERLOOSE]})*))`);
    createToken("BUILDIDENTIFIER", `${LETTERDASHNUMBER}+`);
    createToken("BUILD", `(?:\\+(${src[t.BUILDIDENTIFIER]}(?:\\.${src[t.BUILDIDENTIFIER]})*))`);
    createToken("FULLPLAIN", `v?${src[t.MAINVERSION]}${src[t.PRERELEASE]}?${src[t.BUILD]}?`);
    createToken("FULL", `^${src[t.FULLPLAIN]}$`);
    createToken("LOOSEPLAIN", `[v=\\s]*${src[t.MAINVERSIONLOOSE]}${src[t.PRERELEASELOOSE]}?${src[t.BUILD]}?`);
    createToken("LOOSE", `^${src[t.LOOSEPLAIN]}$`);
    createToken("GTLT", "((?:<|>)?=?)");
    createToken("XRANGEIDENTIFIERLOOSE", `${src[t.NUMERICIDENTIFIERLOOSE]}|x|X|\\*`);
    createToken("XRANGEIDENTIFIER", `${src[t.NUMERICIDENTIFIER]}|x|X|\\*`);
    createToken("XRANGEPLAIN", `[v=\\s]*(${src[t.XRANGEIDENTIFIER]})(?:\\.(${src[t.XRANGEIDENTIFIER]})(?:\\.(${src[t.XRANGEIDENTIFIER]})(?:${src[t.PRERELEASE]})?${src[t.BUILD]}?)?)?`);
    createToken("XRANGEPLAINLOOSE", `[v=\\s]*(${src[t.XRANGEIDENTIFIERLOOSE]})(?:\\.(${src[t.XRANGEIDENTIFIERLOOSE]})(?:\\.(${src[t.XRANGEIDENTIFIERLOOSE]})(?:${src[t.PRERELEASELOOSE]})?${src[t.BUILD]}?)?)?`);
    createToken("XRANGE", `^${src[t.GTLT]}\\s*${src[t.XRANGEPLAIN]}$`);
    createToken("XRANGELOOSE", `^${src[t.GTLT]}\\s*${src[t.XRANGEPLAINLOOSE]}$`);
    createToken("COERCEPLAIN", `${"(^|[^\\d])(\\d{1,"}${MAX_SAFE_COMPONENT_LENGTH}})(?:\\.(\\d{1,${MAX_SAFE_COMPONENT_LENGTH}}))?(?:\\.(\\d{1,${MAX_SAFE_COMPONENT_LENGTH}}))?`);
    createToken("COERCE", `${src[t.COERCEPLAIN]}(?:$|[^\\d])`);
    createToken("COERCEFULL", src[t.COERCEPLAIN] + `(?:${src[t.PRERELEASE]})?(?:${src[t.BUILD]})?(?:$|[^\\d])`);
    createToken("COERCERTL", src[t.COERCE], true);
    createToken("COERCERTLFULL", src[t.COERCEFULL], true);
    createToken("LONETILDE", "(?:~>?)");
    createToken("TILDETRIM", `(\\s*)${src[t.LONETILDE]}\\s+`, true);
    exports.tildeTrimReplace = "$1~";
    createToken("TILDE", `^${src[t.LONETILDE]}${src[t.XRANGEPLAIN]}$`);
    createToken("TILDELOOSE", `^${src[t.LONETILDE]}${src[t.XRANGEPLAINLOOSE]}$`);
    createToken("LONECARET", "(?:\\^)");
    createToken("CARETTRIM", `(\\s*)${src[t.LONECARET]}\\s+`, true);
    exports.caretTrimReplace = "$1^";
    createToken("CARET", `^${src[t.LONECARET]}${src[t.XRANGEPLAIN]}$`);
    createToken("CARETLOOSE", `^${src[t.LONECARET]}${src[t.XRANGEPLAINLOOSE]}$`);
    createToken("COMPARATORLOOSE", `^${src[t.GTLT]}\\s*(${src[t.LOOSEPLAIN]})$|^$`);
    createToken("COMPARATOR", `^${src[t.GTLT]}\\s*(${src[t.FULLPLAIN]})$|^$`);
    createToken("COMPARATORTRIM", `(\\s*)${src[t.GTLT]}\\s*(${src[t.LOOSEPLAIN]}|${src[t.XRANGEPLAIN]})`, true);
    exports.comparatorTrimReplace = "$1$2$3";
    createToken("HYPHENRANGE", `^\\s*(${src[t.XRANGEPLAIN]})\\s+-\\s+(${src[t.XRANGEPLAIN]})\\s*$`);
    createToken("HYPHENRANGELOOSE", `^\\s*(${src[t.XRANGEPLAINLOOSE]})\\s+-\\s+(${src[t.XRANGEPLAINLOOSE]})\\s*$`);
    createToken("STAR", "(<|>)?=?\\s*\\*");
    createToken("GTE0", "^\\s*>=\\s*0\\.0\\.0\\s*$");
    createToken("GTE0PRE", "^\\s*>=\\s*0\\.0\\.0-0\\s*$");
  }
});

// node_modules/semver/internal/parse-options.js
var require_parse_options = __commonJS({
  "node_modules/semver/internal/parse-options.js"(exports, module) {
    "use strict";
    var looseOption = Object.freeze({ loose: true });
    var emptyOpts = Object.freeze({});
    var parseOptions = (options) => {
      if (!options) {
        return emptyOpts;
      }
      if (typeof options !== "object") {
        return looseOption;
      }
      return options;
    };
    module.exports = parseOptions;
  }
});

// node_modules/semver/internal/identifiers.js
var require_identifiers = __commonJS({
  "node_modules/semver/internal/identifiers.js"(exports, module) {
    "use strict";
    var numeric = /^[0-9]+$/;
    var compareIdentifiers = (a, b) => {
      if (typeof a === "number" && typeof b === "number") {
        return a === b ? 0 : a < b ? -1 : 1;
      }
      const anum = numeric.test(a);
      const bnum = numeric.test(b);
      if (anum && bnum) {
        a = +a;
        b = +b;
      }
      return a === b ? 0 : anum && !bnum ? -1 : bnum && !anum ? 1 : a < b ? -1 : 1;
    };
    var rcompareIdentifiers = (a, b) => compareIdentifiers(b, a);
    module.exports = {
      compareIdentifiers,
      rcompareIdentifiers
    };
  }
});

// node_modules/semver/classes/semver.js
var require_semver = __commonJS({
  "node_modules/semver/classes/semver.js"(exports, module) {
    "use strict";
    var debug = require_debug();
    var { MAX_LENGTH, MAX_SAFE_INTEGER } = require_constants();
    var { safeRe: re, t } = require_re();
    var parseOptions = require_parse_options();
    var { compareIdentifiers } = require_identifiers();
    var isPrereleaseIdentifier = (prerelease, identifier) => {
      const identifiers = identifier.split(".");
      if (identifiers.length > prerelease.length) {
        return false;
      }
      for (let i = 0; i < identifiers.length; i++) {
        if (compareIdentifiers(prerelease[i], identifiers[i]) !== 0) {
          return false;
        }
      }
      return true;
    };
    var SemVer = class _SemVer {
      constructor(version, options) {
        options = parseOptions(options);
        if (version instanceof _SemVer) {
          if (version.loose === !!options.loose && version.includePrerelease === !!options.includePrerelease) {
            return version;
          } else {
            version = version.version;
          }
        } else if (typeof version !== "string") {
          throw new TypeError(`Invalid version. Must be a string. Got type "${typeof version}".`);
        }
        if (version.length > MAX_LENGTH) {
          throw new TypeError(
            `version is longer than ${MAX_LENGTH} characters`
          );
        }
        debug("SemVer", version, options);
        this.options = options;
        this.loose = !!options.loose;
        this.includePrerelease = !!options.includePrerelease;
        const m = version.trim().match(options.loose ? re[t.LOOSE] : re[t.FULL]);
        if (!m) {
          throw new TypeError(`Invalid Version: ${version}`);
        }
        this.raw = version;
        this.major = +m[1];
        this.minor = +m[2];
        this.patch = +m[3];
        if (this.major > MAX_SAFE_INTEGER || this.major < 0) {
          throw new TypeError("Invalid major version");
        }
        if (this.minor > MAX_SAFE_INTEGER || this.minor < 0) {
          throw new TypeError("Invalid minor version");
        }
        if (this.patch > MAX_SAFE_INTEGER || this.patch < 0) {
          throw new TypeError("Invalid patch version");
        }
        if (!m[4]) {
          this.prerelease = [];
        } else {
          this.prerelease = m[4].split(".").map((id) => {
            if (/^[0-9]+$/.test(id)) {
              const num = +id;
              if (num >= 0 && num < MAX_SAFE_INTEGER) {
                return num;
              }
            }
            return id;
          });
        }
        this.build = m[5] ? m[5].split(".") : [];
        this.format();
      }
      format() {
        this.version = `${this.major}.${this.minor}.${this.patch}`;
        if (this.prerelease.length) {
          this.version += `-${this.prerelease.join(".")}`;
        }
        return this.version;
      }
      toString() {
        return this.version;
      }
      compare(other) {
        debug("SemVer.compare", this.version, this.options, other);
        if (!(other instanceof _SemVer)) {
          if (typeof other === "string" && other === this.version) {
            return 0;
          }
          other = new _SemVer(other, this.options);
        }
        if (other.version === this.version) {
          return 0;
        }
        return this.compareMain(other) || this.comparePre(other);
      }
      compareMain(other) {
        if (!(other instanceof _SemVer)) {
          other = new _SemVer(other, this.options);
        }
        if (this.major < other.major) {
          return -1;
        }
        if (this.major > other.major) {
          return 1;
        }
        if (this.minor < other.minor) {
          return -1;
        }
        if (this.minor > other.minor) {
          return 1;
        }
        if (this.patch < other.patch) {
          return -1;
        }
        if (this.patch > other.patch) {
          return 1;
        }
        return 0;
      }
      comparePre(other) {
        if (!(other instanceof _SemVer)) {
          other = new _SemVer(other, this.options);
        }
        if (this.prerelease.length && !other.prerelease.length) {
          return -1;
        } else if (!this.prerelease.length && other.prerelease.length) {
          return 1;
        } else if (!this.prerelease.length && !other.prerelease.length) {
          return 0;
        }
        let i = 0;
        do {
          const a = this.prerelease[i];
          const b = other.prerelease[i];
          debug("prerelease compare", i, a, b);
          if (a === void 0 && b === void 0) {
            return 0;
          } else if (b === void 0) {
            return 1;
          } else if (a === void 0) {
            return -1;
          } else if (a === b) {
            continue;
          } else {
            return compareIdentifiers(a, b);
          }
        } while (++i);
      }
      compareBuild(other) {
        if (!(other instanceof _SemVer)) {
          other = new _SemVer(other, this.options);
        }
        let i = 0;
        do {
          const a = this.build[i];
          const b = other.build[i];
          debug("build compare", i, a, b);
          if (a === void 0 && b === void 0) {
            return 0;
          } else if (b === void 0) {
            return 1;
          } else if (a === void 0) {
            return -1;
          } else if (a === b) {
            continue;
          } else {
            return compareIdentifiers(a, b);
          }
        } while (++i);
      }
      // preminor will bump the version up to the next minor release, and immediately
      // down to pre-release. premajor and prepatch work the same way.
      inc(release2, identifier, identifierBase) {
        if (release2.startsWith("pre")) {
          if (!identifier && identifierBase === false) {
            throw new Error("invalid increment argument: identifier is empty");
          }
          if (identifier) {
            const match = `-${identifier}`.match(this.options.loose ? re[t.PRERELEASELOOSE] : re[t.PRERELEASE]);
            if (!match || match[1] !== identifier) {
              throw new Error(`invalid identifier: ${identifier}`);
            }
          }
        }
        switch (release2) {
          case "premajor":
            this.prerelease.length = 0;
            this.patch = 0;
            this.minor = 0;
            this.major++;
            this.inc("pre", identifier, identifierBase);
            break;
          case "preminor":
            this.prerelease.length = 0;
            this.patch = 0;
            this.minor++;
            this.inc("pre", identifier, identifierBase);
            break;
          case "prepatch":
            this.prerelease.length = 0;
            this.inc("patch", identifier, identifierBase);
            this.inc("pre", identifier, identifierBase);
            break;
          // If the input is a non-prerelease version, this acts the same as
          // prepatch.
          case "prerelease":
            if (this.prerelease.length === 0) {
              this.inc("patch", identifier, identifierBase);
            }
            this.inc("pre", identifier, identifierBase);
            break;
          case "release":
            if (this.prerelease.length === 0) {
              throw new Error(`version ${this.raw} is not a prerelease`);
            }
            this.prerelease.length = 0;
            break;
          case "major":
            if (this.minor !== 0 || this.patch !== 0 || this.prerelease.length === 0) {
              this.major++;
            }
            this.minor = 0;
            this.patch = 0;
            this.prerelease = [];
            break;
          case "minor":
            if (this.patch !== 0 || this.prerelease.length === 0) {
              this.minor++;
            }
            this.patch = 0;
            this.prerelease = [];
            break;
          case "patch":
            if (this.prerelease.length === 0) {
              this.patch++;
            }
            this.prerelease = [];
            break;
          // This probably shouldn't be used publicly.
          // 1.0.0 'pre' would become 1.0.0-0 which is the wrong direction.
          case "pre": {
            const base = Number(identifierBase) ? 1 : 0;
            if (this.prerelease.length === 0) {
              this.prerelease = [base];
            } else {
              let i = this.prerelease.length;
              while (--i >= 0) {
                if (typeof this.prerelease[i] === "number") {
                  this.prerelease[i]++;
                  i = -2;
                }
              }
              if (i === -1) {
                if (identifier === this.prerelease.join(".") && identifierBase === false) {
                  throw new Error("invalid increment argument: identifier already exists");
                }
                this.prerelease.push(base);
              }
            }
            if (identifier) {
              let prerelease = [identifier, base];
              if (identifierBase === false) {
                prerelease = [identifier];
              }
              if (isPrereleaseIdentifier(this.prerelease, identifier)) {
                const prereleaseBase = this.prerelease[identifier.split(".").length];
                if (isNaN(prereleaseBase)) {
                  this.prerelease = prerelease;
                }
              } else {
                this.prerelease = prerelease;
              }
            }
            break;
          }
          default:
            throw new Error(`invalid increment argument: ${release2}`);
        }
        this.raw = this.format();
        if (this.build.length) {
          this.raw += `+${this.build.join(".")}`;
        }
        return this;
      }
    };
    module.exports = SemVer;
  }
});

// node_modules/semver/functions/parse.js
var require_parse = __commonJS({
  "node_modules/semver/functions/parse.js"(exports, module) {
    "use strict";
    var SemVer = require_semver();
    var parse2 = (version, options, throwErrors = false) => {
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
    module.exports = parse2;
  }
});

// src/check/machines.ts
var MACHINES = [
  { architecture: "386", machine: 3, bits: 32, order: "little" },
  { architecture: "amd64", machine: 62, bits: 64, order: "little" },
  { architecture: "arm", machine: 40, bits: 32, order: "little" },
  { architecture: "arm64", machine: 183, bits: 64, order: "little" },
  { architecture: "loong64", machine: 258, bits: 64, order: "little" },
  { architecture: "mips", machine: 8, bits: 32, order: "big" },
  { architecture: "mipsle", machine: 8, bits: 32, order: "little" },
  { architecture: "mips64", machine: 8, bits: 64, order: "big" },
  { architecture: "mips64le", machine: 8, bits: 64, order: "little" },
  { architecture: "ppc64", machine: 21, bits: 64, order: "big" },
  { architecture: "ppc64le", machine: 21, bits: 64, order: "little" },
  { architecture: "riscv64", machine: 243, bits: 64, order: "little" },
  { architecture: "s390x", machine: 22, bits: 64, order: "big" }
];
function architectureOf(elf) {
  const found = MACHINES.find((m) => m.machine === elf.machine && m.bits === elf.bits && m.order === elf.order);
  return found?.architecture;
}

// src/check/decide.ts
function checkArchitecture({ name, platform, elf }) {
  if (!elf) {
    throw new UserError(`${name} for ${formatPlatform(platform)} is no ELF program, so Linux can't run it`, {
      hint: "is -buildmode set to something else than exe or pie, or GOOS set in go-env or build-flags?"
    });
  }
  const found = architectureOf(elf);
  if (platform.os === "linux" && found === platform.architecture) return;
  const linked = found ?? `an unknown machine (ELF number ${elf.machine})`;
  throw new UserError(`${name} for ${formatPlatform(platform)} was linked for ${linked}: it would not start there`, {
    hint: "does -toolexec, or a program named go that wraps the real one, change the target?"
  });
}
function checkLoader({ name, platform, elf }, base) {
  const interpreter = elf?.interpreter;
  if (elf === void 0 || interpreter === void 0) return [];
  const subject = `${name} for ${formatPlatform(platform)}`;
  const needs = `is dynamically linked: it needs ${interpreter} (${libcName(interpreter)})`;
  if (base?.files.has(interpreter)) {
    return elf.libraries.filter((library) => !base.files.hasLibrary(library));
  }
  throw new UserError(
    `${subject} ${needs}, which ${base ? `the base ${base.name} lacks` : "an image from scratch lacks"}`,
    {
      hint: fixFor(elf, interpreter)
    }
  );
}
function libcOf(interpreter) {
  if (/\/ld-musl-/.test(interpreter)) return "musl";
  return /\/ld(64)?[-.]/.test(interpreter) ? "glibc" : "unknown";
}
function libcName(interpreter) {
  const libc = libcOf(interpreter);
  return libc === "unknown" ? "no libc that is known here" : libc;
}
function fixFor({ libraries }, interpreter) {
  const images = {
    glibc: "a base with glibc such as gcr.io/distroless/base-debian12",
    musl: "a base with musl such as alpine",
    unknown: `a base that has ${interpreter}`
  };
  const withLibc = `take ${images[libcOf(interpreter)]}`;
  return libraries.length === 0 ? `drop -buildmode=pie (from build-flags or GOFLAGS), or ${withLibc}` : `link statically (cgo: false, which sets CGO_ENABLED=0; and no -buildmode=pie), or ${withLibc}`;
}

// src/check/elf.ts
import { open } from "node:fs/promises";
var [PT_LOAD, PT_DYNAMIC, PT_INTERP] = [1, 2, 3];
var [DT_NEEDED, DT_STRTAB, DT_STRSZ] = [1, 5, 10];
var MAX_PART = 1024 * 1024;
var IDENT_SIZE = 64;
async function readElfFile(path) {
  const file = await open(path);
  try {
    return await readElf((offset, length) => readPart(file, offset, length));
  } finally {
    await file.close();
  }
}
async function readPart(file, position, length) {
  if (!Number.isSafeInteger(position)) return Buffer.alloc(0);
  const buffer2 = Buffer.alloc(Math.min(length, MAX_PART));
  const { bytesRead } = await file.read(buffer2, 0, buffer2.length, position);
  return buffer2.subarray(0, bytesRead);
}
async function readElf(readAt) {
  const ident = await readAt(0, IDENT_SIZE);
  if (ident.length < IDENT_SIZE || ident.toString("latin1", 0, 4) !== "ELF") return void 0;
  const bits = { 1: 32, 2: 64 }[ident.readUInt8(4)];
  const order = { 1: "little", 2: "big" }[ident.readUInt8(5)];
  if (bits !== 32 && bits !== 64 || order !== "little" && order !== "big") return void 0;
  const header = reader(ident, bits, order);
  const segments = await readSegments(readAt, header, bits, order);
  if (!segments) return void 0;
  const interp = segments.find(({ type }) => type === PT_INTERP);
  return {
    bits,
    order,
    machine: header.half(18),
    interpreter: interp && cString(await readAt(interp.offset, interp.size), 0),
    libraries: await readLibraries(readAt, segments, bits, order)
  };
}
async function readSegments(readAt, header, bits, order) {
  const wide = bits === 64;
  const start = header.word(wide ? 32 : 28);
  const entrySize = header.half(wide ? 54 : 42);
  const count = header.half(wide ? 56 : 44);
  const bytes = await readAt(start, entrySize * count);
  if (entrySize < (wide ? 56 : 32) || bytes.length < entrySize * count) return void 0;
  const table = reader(bytes, bits, order);
  return Array.from({ length: count }, (_, i) => {
    const at = i * entrySize;
    return {
      type: table.int(at),
      offset: table.word(at + (wide ? 8 : 4)),
      address: table.word(at + (wide ? 16 : 8)),
      size: table.word(at + (wide ? 32 : 16))
    };
  });
}
async function readLibraries(readAt, segments, bits, order) {
  const dynamic = segments.find(({ type }) => type === PT_DYNAMIC);
  if (!dynamic) return [];
  const bytes = await readAt(dynamic.offset, dynamic.size);
  const width = bits / 8;
  const table = reader(bytes, bits, order);
  const entries = Array.from({ length: Math.floor(bytes.length / (2 * width)) }, (_, i) => ({
    tag: table.word(2 * i * width),
    value: table.word((2 * i + 1) * width)
  }));
  const address = entries.find(({ tag }) => tag === DT_STRTAB)?.value;
  const size = entries.find(({ tag }) => tag === DT_STRSZ)?.value;
  const needed = entries.filter(({ tag }) => tag === DT_NEEDED);
  if (address === void 0 || size === void 0 || needed.length === 0) return [];
  const home = segments.find((s) => s.type === PT_LOAD && s.address <= address && address < s.address + s.size);
  if (!home) return [];
  const strings = await readAt(home.offset + address - home.address, size);
  return needed.map(({ value }) => cString(strings, value));
}
function reader(bytes, bits, order) {
  const little = order === "little";
  const int = (at) => little ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at);
  return {
    half: (at) => little ? bytes.readUInt16LE(at) : bytes.readUInt16BE(at),
    int,
    word: (at) => bits === 32 ? int(at) : Number(little ? bytes.readBigUInt64LE(at) : bytes.readBigUInt64BE(at))
  };
}
function cString(bytes, start) {
  const end = bytes.indexOf(0, start);
  return bytes.toString("latin1", start, end < 0 ? bytes.length : end);
}

// src/check/index.ts
async function checkBinary(binary, base) {
  const elf = await readElfFile(binary.path);
  const program = { name: binary.main.importPath, platform: binary.platform, elf };
  checkArchitecture(program);
  if (elf?.interpreter === void 0) return [];
  const missing = checkLoader(program, base && { name: base.name, files: await base.files() });
  if (missing.length === 0) return [];
  return [
    `${program.name} needs ${missing.join(", ")}, which the base ${base?.name} lacks: it won't start unless your files bring them`
  ];
}

// src/discover.ts
import { access as access2 } from "node:fs/promises";
import { join as join6 } from "node:path";

// src/go/choose.ts
import { join as join2, relative as relative2, sep as sep2 } from "node:path";

// src/go/modules.ts
import { access, readdir } from "node:fs/promises";
import { dirname, join, relative, resolve, sep } from "node:path";
var SKIPPED = /^([._].*|vendor|testdata|node_modules)$/;
var MOST_FOLDERS = 2e4;
async function findModules(dir) {
  const found = [];
  let level = [dir];
  let visited = 0;
  while (level.length > 0 && visited < MOST_FOLDERS) {
    visited += level.length;
    const entries = await Promise.all(level.map((folder) => readdir(folder, { withFileTypes: true }).catch(() => [])));
    const next = [];
    for (const [index, folder] of level.entries()) {
      for (const entry of entries[index] ?? []) {
        if (entry.isDirectory() && !SKIPPED.test(entry.name)) next.push(join(folder, entry.name));
        else if (entry.isFile() && entry.name === "go.mod") found.push(folder);
      }
    }
    level = next;
  }
  return found.sort();
}
async function moduleAbove(dir) {
  for (let folder = dir; ; folder = dirname(folder)) {
    if (await exists(join(folder, "go.mod"))) return folder;
    if (dirname(folder) === folder) return void 0;
  }
}
async function workModules(go, { goWork }) {
  if (goWork === void 0) return [];
  const root = dirname(goWork);
  const { exitCode, stdout, stderr } = await go(["work", "edit", "-json", goWork], { cwd: root });
  if (exitCode !== 0) {
    throw new UserError(`cannot read ${goWork}: ${stderr.trim()}`, { hint: "correct it, or switch it off: GOWORK=off" });
  }
  const uses = arrayAt(JSON.parse(stdout), "Use") ?? [];
  return uses.flatMap((use) => {
    const path = stringAt(use, "DiskPath");
    return path === void 0 ? [] : [resolve(root, path)];
  });
}
function isBelow(dir, parent) {
  const path = relative(parent, dir);
  return path === "" || path !== ".." && !path.startsWith(`..${sep}`) && path !== dir;
}
async function exists(path) {
  return access(path).then(
    () => true,
    () => false
  );
}

// src/go/names.ts
function executableName(importPath) {
  const elements = importPath.split("/");
  const last = elements.at(-1) ?? importPath;
  return (isMajorVersion(last) ? elements.at(-2) : void 0) ?? last;
}
function isMajorVersion(element) {
  return /^v[1-9][0-9]*$/.test(element) && element !== "v1";
}

// src/go/choose.ts
var HELPERS = /* @__PURE__ */ new Set([
  ...["example", "examples", "sample", "samples", "demo", "demos", "doc", "docs", "tool", "tools", "hack", "ci"],
  ...["script", "scripts", "test", "tests", "testing", "testdata", "testutil", "e2e", "integration", "fixtures"],
  ...["mock", "mocks", "bench", "benchmark", "benchmarks", "third_party", "codegen", "playground"]
]);
function chooseMain(dir, found) {
  const candidates = found.filter((main) => !isHelper(dir, main));
  const root = candidates.find((main) => main.dir === dir);
  if (root) return chosen(root, "the folder itself is a main package");
  const oneModule = mostTelling(dir, candidates);
  const named = oneModule.filter((main) => main.dir === join2(baseOf(dir, main), "cmd", baseName(dir, main)));
  if (named[0]) return chosen(named[0], `cmd/${named[0].name} is named like the module`);
  const belowCmd = oneModule.filter((main) => isBelow(main.dir, join2(baseOf(dir, main), "cmd")));
  if (belowCmd[0] && belowCmd.length === 1) return chosen(belowCmd[0], "it is the only main package below cmd");
  if (candidates[0] && candidates.length === 1) return chosen(candidates[0], "it is the only main package");
  if (candidates.length > 1) return { problems: [severalProblem(dir, candidates)] };
  return { problems: [found.length > 0 ? onlyHelpersProblem(dir, found) : noMainProblem(dir)] };
}
function chosen(main, reason) {
  return { mains: [{ ...main, reason }] };
}
function mostTelling(dir, candidates) {
  const own = candidates.filter((main) => isBelow(dir, main.moduleDir));
  if (own.length > 0) return own;
  return candidates.every((main) => main.moduleDir === candidates[0]?.moduleDir) ? candidates : [];
}
function baseOf(dir, { moduleDir }) {
  return isBelow(dir, moduleDir) ? dir : moduleDir;
}
function baseName(dir, main) {
  const below = relative2(main.moduleDir, baseOf(dir, main)).split(sep2).join("/");
  return executableName(below === "" ? main.modulePath : below);
}
function isHelper(dir, main) {
  const elements = relative2(dir, main.dir).split(sep2);
  return elements.some((element, index) => {
    const isProgramName = index === elements.length - 1 && elements[index - 1] === "cmd";
    return HELPERS.has(element.toLowerCase()) && !isProgramName;
  });
}
function severalProblem(dir, candidates) {
  const paths = candidates.map((main) => folderOf(dir, main));
  return {
    subject: "main",
    message: `there are ${paths.length} main packages and no rule that picks one:${bullets(paths)}`,
    hint: `name the ones to build, for example main: ${paths[0]}${commonPattern(paths)}`
  };
}
function commonPattern(paths) {
  return paths.every((path) => path.startsWith("./cmd/")) ? " (or ./cmd/... for all of them)" : "";
}
function onlyHelpersProblem(dir, found) {
  const paths = found.map((main) => folderOf(dir, main));
  return {
    subject: "main",
    message: `the only main packages are examples, tools or tests, which are never built by themselves:${bullets(paths)}`,
    hint: `if one of them is meant, name it: main: ${paths[0]}`
  };
}
function noMainProblem(dir) {
  return {
    subject: "main",
    message: `no main package below ${dir}: this is a library`,
    hint: "a program has `package main` and a func main; set working-directory if it lies elsewhere"
  };
}
function chooseMatched(dir, matches) {
  const problems = matches.flatMap((match) => matchProblem(dir, match) ?? []);
  const mains = /* @__PURE__ */ new Map();
  for (const { pattern, name, mains: matched } of matches) {
    for (const main of matched) {
      if (mains.has(main.importPath) && name === void 0) continue;
      mains.set(main.importPath, { ...main, ...name === void 0 ? {} : { name }, reason: `main: ${pattern}` });
    }
  }
  if (problems.length === 0) problems.push(...nameProblems(dir, [...mains.values()]));
  return problems.length > 0 ? { problems } : { mains: [...mains.values()] };
}
function matchProblem(dir, { pattern, name, mains, libraries, error }) {
  const subject = "main";
  if (mains.length > 1 && name !== void 0) {
    const message2 = `${name}=${pattern} gives one name to ${mains.length} main packages:`;
    return { subject, message: message2 + bullets(mains.map((main) => folderOf(dir, main))), hint: "name them one by one" };
  }
  if (mains.length > 0) return void 0;
  if (libraries.length > 0) {
    const message2 = libraries.length === 1 && !pattern.includes("...") ? `${pattern} is no main package but a library (package ${libraries[0]})` : `${pattern} matches no main package, only libraries (${libraries.slice(0, MOST_LISTED).join(", ")})`;
    return { subject, message: message2, hint: "leave `main` out to see which main packages there are" };
  }
  const message = `${pattern} matches no package${error === void 0 ? "" : `: ${error}`}`;
  return { subject, message, hint: "write a folder (./cmd/api), a pattern (./cmd/...) or an import path" };
}
function nameProblems(dir, mains) {
  return [...new Set(mains.map((main) => main.name))].flatMap((name) => {
    const same = mains.filter((main) => main.name === name);
    if (same.length === 1) return [];
    const paths = same.map((main) => folderOf(dir, main));
    const hint = `name them in the input: main: NAME=${paths[0]}`;
    return [{ subject: "main", message: `${same.length} programs would be called ${name}:${bullets(paths)}`, hint }];
  });
}
function folderOf(dir, main) {
  if (!isBelow(main.dir, dir)) return main.importPath;
  const path = relative2(dir, main.dir).split(sep2).join("/");
  return path === "" ? "." : `./${path}`;
}
var MOST_LISTED = 20;
function bullets(lines) {
  const shown = lines.slice(0, MOST_LISTED).map((line) => `
  ${line}`);
  const rest = lines.length - shown.length;
  return `${shown.join("")}${rest > 0 ? `
  and ${rest} more` : ""}`;
}

// src/go/compile.ts
import { availableParallelism, tmpdir } from "node:os";
import { join as join5 } from "node:path";

// src/go/cgo.ts
import { readFile } from "node:fs/promises";
import { dirname as dirname3, join as join3 } from "node:path";

// src/go/hints.ts
var HINTS = [
  [
    /no space left on device|not enough space on the disk/i,
    () => "the disk is full: free some space (`go clean -cache`, `go-containerize cache clear`)"
  ],
  [
    /-race requires cgo|-msan requires cgo|-asan requires cgo/,
    () => "set cgo: true, which needs a C compiler for each platform"
  ],
  [
    /requires go >= (\S+)/,
    ([, version]) => `install Go ${version} or later, or allow the go command to fetch it: GOTOOLCHAIN=auto`
  ],
  [
    /missing go\.sum entry|updates to go\.(mod|sum) needed|go\.mod file indicates/,
    () => "run `go mod tidy` and commit go.mod and go.sum"
  ],
  [
    /inconsistent vendoring|cannot find module providing package .* import lookup disabled by -mod=vendor|is explicitly required in go\.mod, but not marked/,
    () => "run `go mod vendor` (in a workspace `go work vendor`) and commit the result"
  ],
  [
    /no required module provides package (\S+?);?(\s|$)/,
    ([, path]) => `run \`go get ${path}\` and commit go.mod and go.sum`
  ],
  [
    /SECURITY ERROR|checksum mismatch/,
    () => "go.sum and the downloaded module differ: find out why before you trust either"
  ],
  [
    /dial tcp|no such host|i\/o timeout|connection refused|TLS handshake|module lookup disabled by GOPROXY=off|proxyconnect/i,
    () => "a module could not be downloaded: check the network and GOPROXY, or vendor the dependencies"
  ],
  [
    /(404 Not Found|410 Gone|could not read Username|terminal prompts disabled|Repository not found)/,
    () => "for a private module set GOPRIVATE and give git access to it; else check its version"
  ],
  [
    /error obtaining VCS status|dubious ownership/,
    () => "git must be able to read the work tree (`git config --global --add safe.directory DIR`); or set buildvcs: false"
  ],
  [
    /unsupported GOOS\/GOARCH pair (\S+)/,
    ([, pair]) => `this Go does not compile for ${pair}: leave that platform out`
  ],
  [
    /C compiler "?([^"\s]+)"? not found|exec: "([^"]+)": executable file not found/,
    ([, a, b]) => `cgo needs the C compiler ${a ?? b}: install it, or name another in go-env: CC=…`
  ]
];
var NEEDS_CGO = [
  /build constraints exclude all Go files in (\S+)/,
  /imports? (\S+): build constraints exclude all Go files/
];
function hintFor(text) {
  for (const sign of NEEDS_CGO) {
    const [, found] = sign.exec(text) ?? [];
    if (found !== void 0) return needsCgo(packageOf(text, found));
  }
  for (const [sign, hint] of HINTS) {
    const match = sign.exec(text);
    if (match) return hint(match);
  }
  return void 0;
}
function packageOf(text, found) {
  const imported = /(?:package|imports) (\S+): build constraints exclude all Go files/.exec(text);
  return imported?.[1] ?? found.replace(/^.*\/pkg\/mod\//, "").replace(/@[^/]*/, "");
}
function needsCgo(name) {
  return `${name} needs cgo, which is off: set cgo: true, install a C compiler for each platform, and use a base image with its C library; or replace the package by one in pure Go`;
}

// src/go/list.ts
import { dirname as dirname2 } from "node:path";
var FIELDS = "ImportPath,Dir,Name,Match,Module,Error";
async function listPackages({ go, flags }, scope, patterns) {
  const { exitCode, stdout, stderr } = await go(["list", "-e", "-find", `-json=${FIELDS}`, ...flags, "--", ...patterns], {
    cwd: scope.cwd,
    env: scopeEnv(scope)
  });
  if (exitCode !== 0) throw listFailed(scope.moduleDir, stderr.trim());
  return parseDocuments(stdout).map((value) => readPackage(value, scope));
}
async function listDependencies({ go, flags }, options, patterns) {
  const fields = "-json=ImportPath,Standard,CgoFiles";
  const { exitCode, stdout } = await go(["list", "-e", "-deps", fields, ...flags, "--", ...patterns], options);
  return exitCode === 0 ? parseDocuments(stdout) : void 0;
}
function scopeEnv({ outsideWorkFile }) {
  return outsideWorkFile ? { GOWORK: "off" } : {};
}
function parseDocuments(text) {
  return text.split(/^}$/m).filter((part) => part.trim() !== "").map((part) => JSON.parse(`${part}}`));
}
function readPackage(value, scope) {
  const importPath = stringAt(value, "ImportPath") ?? "";
  const packageName = stringAt(value, "Name") ?? "";
  const dir = stringAt(value, "Dir");
  const match = isRecord(value) && Array.isArray(value.Match) ? value.Match.map(String) : [];
  const error = stringAt(recordAt(value, "Error"), "Err");
  const main = packageName === "main" && dir !== void 0 ? readMain(value, { importPath, dir, scope }) : void 0;
  return { importPath, packageName, match, error, main };
}
function readMain(value, { importPath, dir, scope }) {
  const module = recordAt(value, "Module");
  const goMod = module?.Main === true ? stringAt(module, "GoMod") : void 0;
  return {
    importPath,
    dir,
    name: executableName(importPath),
    modulePath: stringAt(module, "Path") ?? importPath,
    moduleDir: goMod === void 0 ? scope.moduleDir : dirname2(goMod),
    ...scope.outsideWorkFile ? { outsideWorkFile: true } : {}
  };
}
function listFailed(moduleDir, text) {
  return new UserError(`cannot list the packages in ${moduleDir}: ${text.replace(/^go: /, "")}`, {
    hint: hintFor(text) ?? "run `go list ./...` in that folder: it has to work first"
  });
}

// src/go/platforms.ts
function goEnvOf({ os, architecture, variant }) {
  const base = { GOOS: os, GOARCH: architecture };
  if (architecture === "amd64") return { ...base, GOAMD64: variant ?? "v1" };
  if (architecture === "arm") return { ...base, GOARM: (variant ?? "v7").slice(1) };
  if (architecture === "arm64") return { ...base, GOARM64: arm64Level(variant ?? "v8") };
  return base;
}
function arm64Level(variant) {
  return variant.includes(".") ? variant : `${variant}.0`;
}
var KNOWN_ARCHITECTURES = /* @__PURE__ */ new Set([
  ...["386", "amd64", "arm", "arm64", "loong64", "mips", "mips64", "mips64le", "mipsle"],
  ...["ppc64", "ppc64le", "riscv64", "s390x"]
]);
var VARIANTS = {
  amd64: ["v1", "v2", "v3", "v4"],
  arm: ["v5", "v6", "v7"],
  arm64: [
    ...["v8", "v8.0", "v8.1", "v8.2", "v8.3", "v8.4", "v8.5", "v8.6", "v8.7", "v8.8", "v8.9"],
    ...["v9", "v9.0", "v9.1", "v9.2", "v9.3", "v9.4", "v9.5"]
  ]
};
var GOARM64_SINCE_MINOR = 23;
async function platformProblems({ go, dir, minor, platforms }) {
  const strange = platforms.some(({ os, architecture }) => os === "linux" && !KNOWN_ARCHITECTURES.has(architecture));
  const architectures = strange ? await listedArchitectures(go, dir) : KNOWN_ARCHITECTURES;
  return platforms.flatMap((platform) => problemOf(platform, architectures, minor) ?? []);
}
async function listedArchitectures(go, dir) {
  const { stdout, exitCode } = await go(["tool", "dist", "list"], { cwd: dir });
  if (exitCode !== 0) return KNOWN_ARCHITECTURES;
  const linux = stdout.split("\n").filter((line) => line.startsWith("linux/"));
  return new Set(linux.map((line) => line.trim().slice("linux/".length)));
}
function problemOf(platform, architectures, minor) {
  const subject = "platforms";
  const { os, architecture, variant } = platform;
  const name = formatPlatform(platform);
  if (os !== "linux") {
    return {
      subject,
      message: `${name}: only Linux images are made, not ${os}`,
      hint: architectures.has(architecture) ? `use linux/${architecture}` : "use for example linux/amd64"
    };
  }
  if (!architectures.has(architecture)) {
    const message = `${name}: this Go does not compile for ${architecture}`;
    return { subject, message, hint: `it compiles for ${listNear(architecture, architectures)}` };
  }
  const variants = VARIANTS[architecture] ?? [];
  if (variant !== void 0 && !variants.includes(variant)) {
    const message = `${name}: Go knows no ${variant} of ${architecture}`;
    const known = variants.filter((level) => !level.endsWith(".0")).map((level) => `linux/${architecture}/${level}`);
    return { subject, message, hint: variants.length === 0 ? `use linux/${architecture}` : `use ${known.join(", ")}` };
  }
  if (architecture === "arm64" && variant !== void 0 && minor < GOARM64_SINCE_MINOR) {
    return { subject, message: `${name}: needs Go 1.${GOARM64_SINCE_MINOR} or later`, hint: "use linux/arm64" };
  }
  return void 0;
}
function listNear(wanted, architectures) {
  const all = [...architectures].sort();
  const near = all.filter((name) => name.startsWith(wanted.slice(0, 3)) || wanted.startsWith(name));
  return (near.length > 0 ? near : all).map((name) => `linux/${name}`).join(", ");
}

// src/go/cgo.ts
async function cgoWarnings(options) {
  const { cache, mains } = options;
  const key = await recordKey(options);
  const packages = await cache.readRecord("cgo", key, parsePaths) ?? await findCgoPackages(options);
  if (!packages) return [];
  await cache.writeRecord("cgo", key, packages);
  if (packages.length === 0) return [];
  const programs = mains.length === 1 ? "the program" : "the programs";
  const without2 = packages.length === 1 ? "the C code of this package" : "the C code of these packages";
  return [
    {
      message: `cgo is off, so ${programs} will be built without ${without2}: ${packages.join(", ")}. Many do without it, others fail when they are used (go-sqlite3). If it is needed, set cgo: true.`
    }
  ];
}
async function cgoHint(text, options) {
  if (!text.includes("undefined: ")) return void 0;
  const packages = await findCgoPackages(options) ?? [];
  const suspects = packages.filter((path) => {
    return text.includes(`# ${path}
`) || text.includes(`undefined: ${executableName(path)}.`);
  });
  return suspects.length === 0 ? void 0 : needsCgo(suspects.join(", "));
}
async function findCgoPackages({ go, mains, platform, flags, signal }) {
  const modules = [...new Set(mains.map((main) => main.moduleDir))];
  const lists = await Promise.all(
    modules.map((moduleDir) => {
      const own = mains.filter((main) => main.moduleDir === moduleDir);
      const env = { ...goEnvOf(platform), CGO_ENABLED: "1", ...scopeEnv(own[0] ?? {}) };
      const patterns = own.map((main) => main.importPath);
      return listDependencies({ go, flags }, { cwd: moduleDir, env, ...signal ? { signal } : {} }, patterns);
    })
  );
  if (lists.includes(void 0)) return void 0;
  const paths = lists.flatMap((list2) => list2 ?? []).filter(isCgoOutsideStd);
  return [...new Set(paths.map((value) => stringAt(value, "ImportPath") ?? ""))].sort();
}
function isCgoOutsideStd(value) {
  return isRecord(value) && value.Standard !== true && Array.isArray(value.CgoFiles) && value.CgoFiles.length > 0;
}
function parsePaths(value) {
  return Array.isArray(value) && value.every((path) => typeof path === "string") ? value : void 0;
}
async function recordKey({ facts, mains, platform, flags }) {
  const folders = [...new Set(mains.map((main) => main.moduleDir))];
  const files = folders.flatMap((dir) => ["go.mod", "go.sum", "vendor/modules.txt"].map((name) => join3(dir, name)));
  if (facts.goWork !== void 0) files.push(facts.goWork, join3(dirname3(facts.goWork), "go.work.sum"));
  const digests = await Promise.all(files.map((file) => readFile(file).then(digestOf, () => "none")));
  const paths = mains.map((main) => main.importPath).sort();
  return JSON.stringify([facts.goVersion, formatPlatform(platform), flags, paths, digests]);
}

// src/go/compile-plan.ts
import { createHash } from "node:crypto";
function planCompile({ mains, platforms, flags, cgo }) {
  const groups = modulesOf(mains).flatMap(groupByName);
  return platforms.flatMap(
    (platform) => groups.map(({ mains: group, index }) => {
      const [first] = group;
      const env = { ...goEnvOf(platform), CGO_ENABLED: cgo ? "1" : "0", ...scopeEnv(first) };
      return {
        platform,
        mains: group,
        moduleDir: first.moduleDir,
        env,
        flags: flags.build,
        outputKey: outputKey([first.moduleDir, formatPlatform(platform), index, flags.profile])
      };
    })
  );
}
function modulesOf(mains) {
  const dirs = [...new Set(mains.map((main) => main.moduleDir))];
  return dirs.map((dir) => mains.filter((main) => main.moduleDir === dir));
}
function groupByName(mains) {
  const groups = [];
  const seen = /* @__PURE__ */ new Map();
  for (const main of [...mains].sort((a, b) => a.importPath < b.importPath ? -1 : 1)) {
    const name = executableName(main.importPath).toLowerCase();
    const index = seen.get(name) ?? 0;
    seen.set(name, index + 1);
    const group = groups[index];
    if (group) group.push(main);
    else groups[index] = [main];
  }
  return groups.map((group, index) => ({ mains: group, index }));
}
function outputKey(parts) {
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 32);
}
function buildArguments(task, bin, json2) {
  const paths = task.mains.map((main) => main.importPath);
  return ["build", ...json2 ? ["-json"] : [], ...task.flags, "-o", `${bin}/`, "--", ...paths];
}

// src/go/errors.ts
import { relative as relative3, resolve as resolve2, sep as sep3 } from "node:path";
function buildFailure({ result, task, dir }) {
  const said = `${eventOutput(result.stdout)}${result.stderr}`.split("\n");
  const text = said.filter((line) => !line.startsWith("go: downloading ")).join("\n").trim();
  const { moduleDir } = task;
  return { platform: formatPlatform(task.platform), errors: readErrors(text, { moduleDir, dir }), text };
}
function eventOutput(stdout) {
  return stdout.split("\n").filter((line) => line.startsWith("{")).map((line) => {
    try {
      return stringAt(JSON.parse(line), "Output") ?? "";
    } catch {
      return "";
    }
  }).join("");
}
var POSITION = /^(?:vet: )?(.+?\.[A-Za-z]+):(\d+)(?::(\d+))?: (.*)$/;
function readErrors(text, folders) {
  const errors = [];
  for (const line of text.split("\n")) {
    const [, file, row, column, message] = POSITION.exec(line) ?? [];
    const last = errors.at(-1);
    if (file !== void 0 && message !== void 0) {
      errors.push({
        message,
        at: positionOf(file, Number(row), column === void 0 ? void 0 : Number(column), folders)
      });
    } else if (/^[ \t]/.test(line) && last) {
      last.message += `
${line}`;
    }
  }
  return errors;
}
function positionOf(file, line, column, { moduleDir, dir }) {
  const path = relative3(dir, resolve2(moduleDir, file));
  const shown = path.startsWith(`..${sep3}..`) ? resolve2(moduleDir, file) : path;
  return { file: shown.split(sep3).join("/"), line, ...column === void 0 ? {} : { column } };
}
function reportFailures(failures, { log, platforms, hint }) {
  const places = new Map(failures.flatMap(({ errors }) => errors.map((error) => [JSON.stringify(error), error])));
  for (const { message, at } of places.values()) if (at) log.error(message, at);
  const texts = [...new Set(failures.map(({ text }) => text))];
  const said = texts.map((text) => texts.length === 1 ? text : `${platformsOf(failures, text).join(", ")}:
${text}`);
  const advice = hint ?? hintFor(texts.join("\n"));
  const first = [...places.values()].find(({ at }) => at !== void 0)?.at;
  return new UserError(`go build failed${whereOf(failures, platforms)}:
${said.join("\n") || "it gave no reason"}`, {
    ...advice === void 0 ? {} : { hint: advice },
    ...first === void 0 ? {} : { at: first }
  });
}
function whereOf(failures, platforms) {
  const failed = [...new Set(failures.map(({ platform }) => platform))].sort();
  return failed.length === platforms.length ? "" : ` for ${failed.join(", ")} (builds for other platforms were stopped)`;
}
function platformsOf(failures, text) {
  return failures.filter((failure) => failure.text === text).map(({ platform }) => platform);
}

// src/go/outputs.ts
import { randomUUID } from "node:crypto";
import { mkdir, readdir as readdir2, readFile as readFile2, rm } from "node:fs/promises";
import { join as join4 } from "node:path";

// src/go/kept-file.ts
import { createHash as createHash2 } from "node:crypto";
import { open as open2 } from "node:fs/promises";
var HEAD_BYTES = 8 * 1024;
var BUILD_ID_NOTE = Buffer.from("\0\0\0Go\0\0", "latin1");
var BUILD_ID_NOTE_BIG_ENDIAN = Buffer.from("\0\0\0Go\0\0", "latin1");
var HASH_CHUNK = 256 * 1024;
async function hashFile(path, signal) {
  const hash = createHash2("sha256");
  const buffer2 = Buffer.allocUnsafe(HASH_CHUNK);
  const file = await open2(path);
  try {
    for (; ; ) {
      signal?.throwIfAborted();
      const { bytesRead } = await file.read(buffer2, 0, HASH_CHUNK);
      if (bytesRead === 0) return hash.digest("hex");
      hash.update(buffer2.subarray(0, bytesRead));
    }
  } finally {
    await file.close();
  }
}
async function hashHead(path) {
  const file = await open2(path);
  try {
    const { buffer: buffer2, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    const head = buffer2.subarray(0, bytesRead);
    if (!head.includes(BUILD_ID_NOTE) && !head.includes(BUILD_ID_NOTE_BIG_ENDIAN)) return void 0;
    return createHash2("sha256").update(head).digest("hex");
  } finally {
    await file.close();
  }
}
async function keptAfterBuild(path, before, signal) {
  const identity = await identityOf(path);
  if (!identity) throw new Error(`go build reported success but did not write ${path}`);
  const head = await hashHead(path);
  const same = before?.identity.inode === identity.inode && before.identity.size === identity.size;
  const sha256 = same && head !== void 0 && before.head === head ? before.sha256 : await hashFile(path, signal);
  return { identity, head, sha256 };
}
function parseKept(value) {
  const files = isRecord(value) && isRecord(value.files) ? value.files : {};
  return new Map(
    Object.entries(files).flatMap(([name, file]) => {
      const kept = parseKeptFile(file);
      return kept ? [[name, kept]] : [];
    })
  );
}
function parseKeptFile(value) {
  const identity = isRecord(value) ? value.identity : void 0;
  const [size, mtimeMs, inode] = ["size", "mtimeMs", "inode"].map((key) => numberAt(identity, key));
  const [head, sha256] = [stringAt(value, "head"), stringAt(value, "sha256")];
  if (size === void 0 || mtimeMs === void 0 || inode === void 0) return void 0;
  return sha256 === void 0 ? void 0 : { identity: { size, mtimeMs, inode }, head, sha256 };
}

// src/go/outputs.ts
async function openOutputs(root, key) {
  const folder = join4(root, key);
  const lock = await tryLock(join4(folder, "lock"));
  return lock ? openKept(folder, lock) : openTemporaryOutputs(root, key);
}
async function openKept(folder, lock) {
  try {
    const [bin, work] = [join4(folder, "bin"), join4(folder, "work")];
    await removeTree(work);
    await Promise.all([mkdir(bin, { recursive: true }), mkdir(work)]);
    const recorded = parseKept(await readJson(join4(folder, "record.json")));
    const kept = await sweep(bin, recorded);
    const measured = new Map(kept);
    return {
      bin,
      work,
      measure: (name, signal) => measure(bin, name, { kept, measured }, signal),
      async close() {
        const files = Object.fromEntries(measured);
        await writeFileAtomic(join4(folder, "record.json"), JSON.stringify({ files })).catch(() => {
        });
        await removeTree(work);
        await lock.release();
      }
    };
  } catch (error) {
    await lock.release();
    throw error;
  }
}
async function openTemporaryOutputs(root, key) {
  const folder = join4(root, `${key}.${randomUUID()}`);
  const lock = await tryLock(join4(folder, "lock"));
  const [bin, work] = [join4(folder, "bin"), join4(folder, "work")];
  await Promise.all([mkdir(bin, { recursive: true }), mkdir(work, { recursive: true })]);
  return {
    bin,
    work,
    measure: (name, signal) => measure(bin, name, { kept: /* @__PURE__ */ new Map(), measured: /* @__PURE__ */ new Map() }, signal),
    async close() {
      await removeTree(folder);
      await lock?.release();
    }
  };
}
async function measure(bin, name, { kept, measured }, signal) {
  const path = join4(bin, name);
  const file = await keptAfterBuild(path, kept.get(name), signal);
  measured.set(name, file);
  return { path, size: file.identity.size, sha256: file.sha256 };
}
async function sweep(bin, recorded) {
  const kept = /* @__PURE__ */ new Map();
  await Promise.all(
    (await readdir2(bin)).map(async (name) => {
      const file = await asRecorded(join4(bin, name), recorded.get(name));
      if (file) kept.set(name, file);
      else await rm(join4(bin, name), { recursive: true, force: true });
    })
  );
  return kept;
}
async function asRecorded(path, recorded) {
  const identity = await identityOf(path);
  if (!recorded || !identity) return void 0;
  if (sameFile(recorded.identity, identity)) return recorded;
  if (recorded.identity.size !== identity.size || await hashFile(path) !== recorded.sha256) return void 0;
  return { ...recorded, identity };
}
async function readJson(path) {
  try {
    return JSON.parse(await readFile2(path, "utf8"));
  } catch {
    return void 0;
  }
}

// src/go/compile.ts
var BUILD_JSON_SINCE_MINOR = 24;
function compile(options) {
  const stop = new AbortController();
  const signal = options.signal ? AbortSignal.any([options.signal, stop.signal]) : stop.signal;
  const limit = pLimit(options.atOnce ?? availableParallelism());
  const folders = [];
  const failures = [];
  const reasons = [];
  let unfinished = 0;
  const run = async (task) => {
    unfinished++;
    try {
      signal.throwIfAborted();
      const folder = await openFolder(task, options);
      folders.push(folder);
      signal.throwIfAborted();
      const result = await runTask(task, folder, options, signal);
      if ("binaries" in result) return result.binaries;
      failures.push(result.failure);
      throw new Error(`go build failed for ${result.failure.platform}`);
    } catch (error) {
      reasons.push(error);
      stop.abort();
      throw error;
    } finally {
      unfinished--;
    }
  };
  const tasks = planCompile(options).map((task) => ({ task, binaries: limit(() => run(task)) }));
  const remarks = warnOfCgo(options, signal);
  const settled = Promise.allSettled(tasks.map(({ binaries }) => binaries));
  const all = settled.then(async (results) => {
    options.signal?.throwIfAborted();
    if (failures.length > 0) throw await explain(failures, options);
    if (reasons.length > 0) throw reasons[0];
    return results.flatMap((result) => result.status === "fulfilled" ? result.value : []);
  });
  all.catch(() => {
  });
  return {
    all,
    binary: (main, platform) => pick(tasks, main, platform, all),
    async close() {
      if (unfinished > 0 || limit.pendingCount > 0) stop.abort();
      await Promise.all([settled, remarks]);
      await Promise.allSettled(folders.map((folder) => folder.close()));
    }
  };
}
async function pick(tasks, main, platform, all) {
  const wanted = formatPlatform(platform);
  const isWanted = (of, importPath) => formatPlatform(of.platform) === wanted && importPath === main.importPath;
  const found = tasks.find(({ task }) => task.mains.some(({ importPath }) => isWanted(task, importPath)));
  const binaries = await (found?.binaries ?? all).catch(() => all);
  const binary = binaries.find((of) => isWanted(of, of.main.importPath));
  if (!binary) throw new Error(`${main.importPath} for ${wanted} was never planned`);
  return binary;
}
async function runTask(task, folder, { go, facts, phases, dir }, signal) {
  const platform = formatPlatform(task.platform);
  const args = buildArguments(task, folder.bin, facts.minor >= BUILD_JSON_SINCE_MINOR);
  const env = { ...task.env, GOTMPDIR: folder.work };
  const result = await phases.time("compile", platform, () => go(args, { cwd: task.moduleDir, env, signal }));
  if (result.exitCode !== 0) return { failure: buildFailure({ result, task, dir }) };
  const binaries = task.mains.map(async (main) => {
    const measured = await folder.measure(executableName(main.importPath), signal);
    return { main, platform: task.platform, ...measured };
  });
  return { binaries: await Promise.all(binaries) };
}
async function warnOfCgo(options, signal) {
  const { cgo, platforms, flags, log } = options;
  const [platform] = platforms;
  if (cgo || !platform) return;
  const warnings = await cgoWarnings({ ...options, platform, flags: flags.list, signal }).catch(() => []);
  for (const warning of warnings) log.warn(warning);
}
async function explain(failures, options) {
  const { go, mains, platforms, flags, signal, log } = options;
  const [platform] = platforms;
  const text = failures.map((failure) => failure.text).join("\n");
  const check = { go, mains, flags: flags.list, ...signal ? { signal } : {} };
  const hint = options.cgo || !platform ? void 0 : await cgoHint(text, { ...check, platform });
  return reportFailures(failures, { log, platforms, hint });
}
async function openFolder({ outputKey: outputKey2 }, { cache, log }) {
  const root = join5(cache.root, "binaries");
  try {
    return await openOutputs(root, outputKey2);
  } catch (error) {
    log.warn(`programs are not kept between runs: ${root} can't be written (${messageOf(error)})`);
    return openTemporaryOutputs(join5(tmpdir(), "go-containerize"), outputKey2);
  }
}

// src/go/packages.ts
import { dirname as dirname4, relative as relative4, sep as sep4 } from "node:path";
var LISTS_AT_ONCE = 4;
async function openModules(options) {
  const { go, facts, dir, flags } = options;
  const limit = pLimit(LISTS_AT_ONCE);
  const walks = /* @__PURE__ */ new Map();
  return {
    dir,
    facts,
    workModules: await workModules(go, facts),
    list: (scope, patterns) => limit(() => listPackages({ go, flags }, scope, patterns)),
    modulesBelow(folder) {
      const walk2 = walks.get(folder) ?? findModules(folder);
      walks.set(folder, walk2);
      return walk2;
    }
  };
}
function scopeOf(view, moduleDir, cwd = moduleDir) {
  const outsideWorkFile = view.facts.goWork !== void 0 && !view.workModules.includes(moduleDir);
  return { cwd, moduleDir, outsideWorkFile };
}
function homeScope(view) {
  const { goMod, goWork } = view.facts;
  if (goMod !== void 0) return scopeOf(view, dirname4(goMod), view.dir);
  if (goWork !== void 0) return { cwd: view.dir, moduleDir: dirname4(goWork), outsideWorkFile: false };
  return void 0;
}
async function findMains(view) {
  const own = await ownMains(view);
  return own.length > 0 ? own : nestedMains(view, view.dir);
}
async function ownMains(view) {
  const home = homeScope(view);
  if (!home) return [];
  const joined = home.outsideWorkFile ? [] : workPatterns(view, view.dir);
  const patterns = view.facts.goMod === void 0 ? joined : ["./...", ...joined];
  return patterns.length === 0 ? [] : mainsOf(await view.list(home, patterns));
}
function workPatterns(view, folder) {
  const below = view.workModules.filter((module) => module !== folder && isBelow(module, folder));
  return below.map((module) => `${relativePattern(view.dir, module)}/...`);
}
async function nestedMains(view, folder) {
  const { goMod } = view.facts;
  const modules = (await view.modulesBelow(folder)).filter((module) => goMod === void 0 || module !== dirname4(goMod));
  const lists = await Promise.all(modules.map((module) => view.list(scopeOf(view, module), ["./..."])));
  return mainsOf(lists.flat());
}
function relativePattern(from, to) {
  const path = relative4(from, to).split(sep4).join("/");
  if (path === "") return ".";
  return path.startsWith("..") ? path : `./${path}`;
}
function mainsOf(packages) {
  const byPath = new Map(packages.flatMap(({ main }) => main ? [[main.importPath, main]] : []));
  return [...byPath.values()].sort((a, b) => a.importPath < b.importPath ? -1 : 1);
}

// src/go/patterns.ts
import { isAbsolute, resolve as resolve3 } from "node:path";
var NAMED = /^([A-Za-z0-9][A-Za-z0-9._-]*)=(.*)$/s;
async function matchPatterns(view, entries) {
  return Promise.all(entries.map((entry) => matchPattern(view, entry.trim())));
}
async function matchPattern(view, entry) {
  const [, name, named] = NAMED.exec(entry) ?? [];
  const pattern = named ?? entry;
  const found = await lookUp(view, pattern);
  return { pattern, name, ...found };
}
async function lookUp(view, pattern) {
  if (pattern === "" || pattern.startsWith("-")) return nothing("it is neither a folder nor an import path");
  if (pattern.endsWith(".go")) return nothing("name the folder of the package, not a file");
  const folder = await folderPrefix(view.dir, pattern);
  return folder === void 0 ? lookUpImportPath(view, pattern) : lookUpFolder(view, pattern, folder);
}
function nothing(error) {
  return { mains: [], libraries: [], error };
}
async function folderPrefix(dir, pattern) {
  const prefix = pattern.includes("...") ? pattern.slice(0, pattern.indexOf("...")).replace(/[^/]*$/, "") : pattern;
  const isFolder2 = /^\.{1,2}(\/|$)/.test(pattern) || isAbsolute(pattern);
  const folder = resolve3(dir, prefix);
  return isFolder2 || prefix !== "" && await exists(folder) ? folder : void 0;
}
async function lookUpFolder(view, pattern, folder) {
  if (!await exists(folder)) return nothing("there is no such folder");
  const wildcard = pattern.includes("...");
  const suffix = wildcard ? pattern.slice(pattern.lastIndexOf("/", pattern.indexOf("...")) + 1) : "";
  const module = await moduleAbove(folder);
  const own = module === void 0 ? [] : await listFolder(view, module, folder, suffix);
  const joined = wildcard && suffix === "..." ? await listWorkspace(view, folder, module) : [];
  const found = summary([...own, ...joined]);
  if (found.mains.length > 0 || !wildcard) return found;
  const nested = await nestedMains(view, folder);
  return nested.length > 0 ? { ...found, mains: nested } : found;
}
function listFolder(view, module, folder, suffix) {
  const path = relativePattern(module, folder);
  return view.list(scopeOf(view, module), [suffix === "" ? path : `${path}/${suffix}`]);
}
async function listWorkspace(view, folder, module) {
  const home = homeScope(view);
  if (!home || home.outsideWorkFile) return [];
  const patterns = workPatterns(view, folder).filter(() => module === void 0 || isBelow(folder, module));
  return patterns.length === 0 ? [] : view.list(home, patterns);
}
async function lookUpImportPath(view, pattern) {
  const home = homeScope(view);
  const found = home ? summary(await view.list(home, [pattern])) : nothing(void 0);
  if (found.mains.length > 0 || found.libraries.length > 0) return found;
  const scopes = (await view.modulesBelow(view.dir)).map((module) => scopeOf(view, module));
  const lists = await Promise.all(scopes.map((scope) => view.list(scope, [pattern])));
  const nested = summary(lists.flat());
  return nested.mains.length > 0 || nested.libraries.length > 0 ? nested : found;
}
function summary(packages) {
  const libraries = packages.filter(({ packageName }) => packageName !== "" && packageName !== "main");
  const error = packages.find((found) => found.error !== void 0)?.error;
  return { mains: mainsOf(packages), libraries: libraries.map(({ packageName }) => packageName), error };
}

// src/go/discover.ts
async function discoverMains({ patterns, ...options }) {
  const view = await openModules(options);
  const inModule = options.facts.goMod !== void 0 || options.facts.goWork !== void 0;
  if (!inModule && (await view.modulesBelow(options.dir)).length === 0) {
    return { problems: [notAModule(options.dir)] };
  }
  if (patterns.length > 0) return chooseMatched(options.dir, await matchPatterns(view, patterns));
  return chooseMain(options.dir, await findMains(view));
}
function notAModule(dir) {
  return {
    subject: "working-directory",
    message: `${dir} is no Go module: neither it nor a folder above or below it has a go.mod`,
    hint: "set working-directory (the command line: DIR) to the module, or make one with `go mod init`"
  };
}

// src/go/facts.ts
var LEAST_GO = { major: 1, minor: 21 };
var NAMES = [
  ...["GOVERSION", "GOMOD", "GOWORK", "GOFLAGS", "GOROOT", "GOCACHE", "GOMODCACHE", "GOTOOLCHAIN", "CGO_ENABLED"],
  ...["GOHOSTOS", "GOHOSTARCH"]
];
async function goFacts({ go, dir }) {
  const { exitCode, stdout, stderr } = await go(["env", "-json", ...NAMES], { cwd: dir });
  if (exitCode !== 0) throw goEnvFailed(dir, stderr.trim());
  const read = readEnv(stdout);
  const goVersion = read("GOVERSION");
  const [major, minor] = versionNumbers(goVersion);
  if (major < LEAST_GO.major || major === LEAST_GO.major && minor < LEAST_GO.minor) {
    throw new UserError(`cannot compile with ${goVersion}: Go ${LEAST_GO.major}.${LEAST_GO.minor} or later is needed`, {
      hint: "install a newer Go; it compiles older modules too"
    });
  }
  return {
    goVersion,
    version: goVersion.replace(/^go/, ""),
    minor,
    goMod: modulePathOf(read("GOMOD")),
    goWork: ["", "off"].includes(read("GOWORK")) ? void 0 : read("GOWORK"),
    goFlags: read("GOFLAGS"),
    goRoot: read("GOROOT"),
    goCache: read("GOCACHE"),
    goModCache: read("GOMODCACHE"),
    goToolchain: read("GOTOOLCHAIN"),
    cgoEnabled: read("CGO_ENABLED") === "1",
    hostOs: read("GOHOSTOS"),
    hostArchitecture: read("GOHOSTARCH")
  };
}
function readEnv(json2) {
  const values = JSON.parse(json2);
  return (name) => {
    const value = isRecord(values) ? values[name] : void 0;
    return typeof value === "string" ? value : "";
  };
}
function modulePathOf(goMod) {
  return ["", "/dev/null", "NUL"].includes(goMod) ? void 0 : goMod;
}
function versionNumbers(goVersion) {
  const match = /\bgo(\d+)\.(\d+)/.exec(goVersion);
  return match ? [Number(match[1]), Number(match[2])] : [Number.MAX_SAFE_INTEGER, 0];
}
function goEnvFailed(dir, text) {
  return new UserError(`cannot read Go's settings in ${dir}: ${text.replace(/^go: /, "")}`, {
    hint: hintFor(text) ?? "run `go env` in that folder: it has to work first"
  });
}

// src/go/flag-words.ts
function splitQuoted(text) {
  const words = [];
  const word = /[ \t\r\n]*(?:"([^"]*)"|'([^']*)'|([^ \t\r\n"'][^ \t\r\n]*))/y;
  let end = 0;
  for (let match = word.exec(text); match; match = word.exec(text)) {
    words.push(match[1] ?? match[2] ?? match[3] ?? "");
    end = word.lastIndex;
  }
  return text.slice(end).trim() === "" ? words : void 0;
}
function parseFlags(words) {
  return words.map((word) => {
    const text = word.replace(/^--?/, "");
    const equals = text.indexOf("=");
    return equals < 0 ? { name: text, value: void 0 } : { name: text.slice(0, equals), value: text.slice(equals + 1) };
  });
}
function formatFlag({ name, value }) {
  return value === void 0 ? `-${name}` : `-${name}=${value}`;
}

// src/go/flag-problems.ts
var REFUSED = /* @__PURE__ */ new Map([
  ["o", "where the program goes is decided here; set `binary-path` for its path in the image"],
  ["C", "set working-directory (the command line: DIR)"],
  ["n", "use the command `plan` to see what would be done"]
]);
var TAKES_VALUE = /* @__PURE__ */ new Set([
  ...["asmflags", "buildmode", "compiler", "covermode", "coverpkg", "gccgoflags", "gcflags", "installsuffix"],
  ...["ldflags", "mod", "modfile", "overlay", "p", "pgo", "pkgdir", "tags", "toolexec"]
]);
var BUILD_MODES = ["default", "exe", "pie"];
var NOT_IN_GO_ENV = /* @__PURE__ */ new Map([
  ["GOOS", "platforms"],
  ["GOARCH", "platforms"],
  ["GOARM", "platforms (linux/arm/v6)"],
  ["GOAMD64", "platforms (linux/amd64/v3)"],
  ["GOARM64", "platforms (linux/arm64/v9)"],
  ["CGO_ENABLED", "cgo"]
]);
function flagsProblems({ goFlags, compile: compile2, trusted }) {
  const problems = [];
  for (const name of Object.keys(compile2.goEnv)) {
    const input = NOT_IN_GO_ENV.get(name);
    if (input) problems.push({ subject: "go-env", message: `${name} can't be set here`, hint: `set ${input} instead` });
  }
  const inherited = splitQuoted(goFlags);
  if (!inherited) problems.push({ subject: "GOFLAGS", message: `a quote stays open in ${goFlags}` });
  for (const word of compile2.buildFlags) problems.push(...formProblems(word));
  for (const flag of parseFlags(compile2.buildFlags)) problems.push(...flagProblems("build-flags", flag, trusted));
  for (const flag of parseFlags(inherited ?? [])) problems.push(...flagProblems("GOFLAGS", flag, trusted));
  return problems;
}
function formProblems(word) {
  const subject = "build-flags";
  if (!/^--?[A-Za-z]/.test(word)) {
    return [{ subject, message: `"${word}" is not a flag`, hint: "one flag per line, its value after `=`: -p=4" }];
  }
  const separated = /^--?([A-Za-z0-9]+)(\s+(.*))?$/s.exec(word);
  const [, name = "", space, value = "VALUE"] = separated ?? [];
  if (!separated || !(TAKES_VALUE.has(name) || space !== void 0)) return [];
  return [{ subject, message: `"${word}" has no \`=\` before its value`, hint: `write -${name}=${value}` }];
}
function flagProblems(subject, { name, value }, trusted) {
  const instead = REFUSED.get(name);
  if (instead) return [{ subject, message: `-${name} can't be used`, hint: instead }];
  if (name === "toolexec" && !trusted) {
    const message = "-toolexec starts a program of its own, which a pull request from outside must not";
    return [{ subject, message, hint: "leave it out for pull requests of forks and Dependabot" }];
  }
  if (name === "buildmode" && value !== void 0 && !BUILD_MODES.includes(value)) {
    const message = `-buildmode=${value} gives no program that an image could start`;
    return [{ subject, message, hint: `use ${BUILD_MODES.join(", ")}` }];
  }
  return [];
}

// src/go/flags.ts
function buildFlags(input) {
  const inherited = parseFlags(splitQuoted(input.goFlags) ?? []);
  const asked = parseFlags(input.compile.buildFlags);
  const has = (name) => [...inherited, ...asked].some((flag) => flag.name === name);
  const tags = mergeTags(inherited, input.compile.buildTags, asked);
  const ldflags = mergePerPackage("ldflags", inherited, input.compile.ldflags, asked);
  const gcflags = mergePerPackage("gcflags", inherited, input.compile.gcflags, asked);
  const others = asked.filter((flag) => !MERGED.has(flag.name)).map(formatFlag);
  const trimpath = has("trimpath") ? [] : ["-trimpath"];
  return {
    flags: {
      build: [...trimpath, `-buildvcs=${input.buildvcs}`, ...tags, ...gcflags, ...ldflags, ...others],
      list: tags,
      profile: [...trimpath, ...tags, ...gcflags, ...others, ...input.compile.cgo ? ["cgo"] : []]
    },
    problems: flagsProblems(input)
  };
}
var MERGED = /* @__PURE__ */ new Set(["tags", "ldflags", "gcflags"]);
function valuesOf(flags, name) {
  return flags.flatMap((flag) => flag.name === name && flag.value !== void 0 ? [flag.value] : []);
}
function mergeTags(inherited, buildTags, asked) {
  const ours = [...buildTags, ...valuesOf(asked, "tags")];
  if (ours.length === 0) return [];
  const theirs = valuesOf(inherited, "tags").slice(-1);
  const tags = [...theirs, ...ours].flatMap((list2) => list2.split(/[\s,]+/)).filter((tag) => tag !== "");
  return [`-tags=${[...new Set(tags)].join(",")}`];
}
function mergePerPackage(name, inherited, own, asked) {
  const ours = [...own === void 0 ? [] : [own], ...valuesOf(asked, name)].filter((value) => value.trim() !== "");
  if (ours.length === 0) return [];
  const all = [...valuesOf(inherited, name), ...ours].map((value) => value.trim()).filter((value) => value !== "");
  const plain = all.filter(isPlain);
  const lastPlain = all.findLastIndex(isPlain);
  return all.flatMap((value, index) => {
    if (!isPlain(value)) return [`-${name}=${value}`];
    return index === lastPlain ? [`-${name}=${plain.join(" ")}`] : [];
  });
}
function isPlain(value) {
  return value.startsWith("-");
}

// src/go/tool.ts
import { stat } from "node:fs/promises";

// src/go/environment.ts
var EXACT = /* @__PURE__ */ new Set([
  ...["PATH", "HOME", "USER", "LOGNAME", "SHELL", "LANG", "TZ", "TMPDIR", "TEMP", "TMP"],
  // Windows needs these to start programs and to find the user's folders.
  ...["USERPROFILE", "LOCALAPPDATA", "APPDATA", "PROGRAMDATA", "PROGRAMFILES", "SYSTEMROOT", "SYSTEMDRIVE"],
  ...["WINDIR", "COMSPEC", "PATHEXT", "HOMEDRIVE", "HOMEPATH"],
  ...["HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "ALL_PROXY", "SSL_CERT_FILE", "SSL_CERT_DIR", "NETRC"],
  ...["SSH_AUTH_SOCK", "SSH_AGENT_PID", "GCM_INTERACTIVE"],
  // Compilers for cgo.
  ...["CC", "CXX", "AR", "FC", "GCCGO", "CPATH", "C_INCLUDE_PATH", "CPLUS_INCLUDE_PATH", "LIBRARY_PATH"],
  ...["LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SDKROOT", "DEVELOPER_DIR", "SOURCE_DATE_EPOCH"]
]);
var GO_NAME = /^GO[A-Z0-9]*$/;
var PREFIX = /^(CGO_|GIT_|PKG_CONFIG|LC_|XDG_|ZIG_|CCACHE_)/;
var SECRET = /TOKEN|SECRET|PASSWORD|CREDENTIAL/;
var OURS = /* @__PURE__ */ new Set(["GOOS", "GOARCH"]);
function goEnvironment(env, goEnv) {
  const kept = Object.entries(env).filter(([name, value]) => value !== void 0 && isPassedOn(name));
  return { ...Object.fromEntries(kept), ...goEnv };
}
function isPassedOn(name) {
  const upper = name.toUpperCase();
  if (SECRET.test(upper) || OURS.has(upper)) return false;
  return EXACT.has(upper) || GO_NAME.test(upper) || PREFIX.test(upper);
}

// src/go/tool.ts
var GoMissing = class extends UserError {
};
function goTool({ exec, env, goEnv = {}, program = "go", signal: all }) {
  const base = goEnvironment(env, goEnv);
  return async (args, options) => {
    const signals = [all, options.signal].filter((signal2) => signal2 !== void 0);
    const signal = signals.length > 1 ? AbortSignal.any(signals) : signals[0];
    try {
      return await exec({
        program,
        args,
        cwd: options.cwd,
        // go reads PWD to keep the user's spelling of a folder that is reached through a link.
        env: { ...base, PWD: options.cwd, ...options.env },
        withChildren: true,
        ...signal ? { signal } : {}
      });
    } catch (error) {
      if (signal?.aborted) throw error;
      throw await notStarted(error, program, options.cwd);
    }
  };
}
async function notStarted(error, program, cwd) {
  const code = codeOf(error);
  if (code !== "ENOENT" && code !== "EACCES") return error;
  const folder = await stat(cwd).catch(() => void 0);
  if (!folder?.isDirectory()) {
    return new UserError(`cannot compile in ${cwd}: there is no such folder`, {
      cause: error,
      hint: "set working-directory (the command line: DIR) to the folder of the Go module"
    });
  }
  return new GoMissing(`cannot run "${program}": Go was not found on PATH`, {
    cause: error,
    hint: "install Go (https://go.dev/doc/install); in a workflow add actions/setup-go before this step"
  });
}

// src/trigger/read.ts
import { readFile as readFile3 } from "node:fs/promises";

// src/trigger/git.ts
async function readGit(options) {
  const { exec, env, dir } = options;
  const trust = options.anyOwner ? ["-c", "safe.directory=*"] : [];
  const git = (...args) => exec({ program: "git", args: [...trust, ...args], cwd: dir, env }).catch(() => void 0);
  const [head, status] = await Promise.all([
    // %ct is seconds since 1970, whatever the commit's time zone.
    git("log", "-1", "--no-show-signature", "--format=%H %ct %D", "--decorate=full", "HEAD"),
    git("status", "--porcelain", "--untracked-files=normal", "--ignore-submodules=none")
  ]);
  if (head?.exitCode !== 0 || status?.exitCode !== 0) return { dirty: false };
  const [sha = "", seconds = "", ...names] = head.stdout.trim().split(" ");
  const branch = /HEAD -> refs\/heads\/([^,]+)/.exec(names.join(" "))?.[1];
  const dirty = status.stdout.trim() !== "";
  return {
    dirty,
    ...branch === void 0 ? {} : { branch },
    ...dirty ? {} : { commit: { sha, time: new Date(Number(seconds) * 1e3) } }
  };
}

// src/trigger/github.ts
function githubTrigger(env, event) {
  const payload = isRecord(event) ? event : {};
  const name = env.GITHUB_EVENT_NAME ?? "";
  const kind = kindOf(name, env.GITHUB_REF ?? "");
  const pullRequest = pullRequestOf(payload);
  const branch = branchOf(kind, env);
  const tag = tagOf(kind, env, payload);
  const repository = repositoryOf(env);
  const defaultBranch = stringAt(recordAt(payload, "repository"), "default_branch");
  return {
    kind,
    trust: trustOf(kind, pullRequest, env.GITHUB_ACTOR ?? ""),
    ...branch === void 0 ? {} : { branch },
    ...tag === void 0 ? {} : { tag },
    ...defaultBranch === void 0 ? {} : { defaultBranch },
    ...pullRequest === void 0 ? {} : { pullRequest },
    ...repository === void 0 ? {} : { repository }
  };
}
var KINDS = {
  release: "release",
  pull_request: "pull_request",
  pull_request_target: "pull_request_target",
  merge_group: "merge_group",
  schedule: "schedule",
  workflow_dispatch: "dispatch",
  repository_dispatch: "dispatch",
  workflow_run: "workflow_run"
};
function kindOf(eventName, ref) {
  if (eventName === "push") return ref.startsWith("refs/tags/") ? "tag" : "push";
  return KINDS[eventName] ?? "other";
}
function branchOf(kind, env) {
  if (kind === "pull_request" || kind === "pull_request_target") return env.GITHUB_BASE_REF || void 0;
  return stripPrefix(env.GITHUB_REF ?? "", "refs/heads/");
}
function tagOf(kind, env, payload) {
  if (kind === "release") return stringAt(recordAt(payload, "release"), "tag_name");
  return stripPrefix(env.GITHUB_REF ?? "", "refs/tags/");
}
function stripPrefix(text, prefix) {
  return text.startsWith(prefix) ? text.slice(prefix.length) : void 0;
}
function pullRequestOf(payload) {
  const pull = recordAt(payload, "pull_request");
  const number = numberAt(pull, "number");
  if (number === void 0) return void 0;
  const head = recordAt(pull, "head");
  const base = recordAt(pull, "base");
  const headSha = stringAt(head, "sha");
  const headId = numberAt(recordAt(head, "repo"), "id");
  const fromFork = headId === void 0 || headId !== numberAt(recordAt(base, "repo"), "id");
  return { number, fromFork, action: stringAt(payload, "action") ?? "", ...headSha === void 0 ? {} : { headSha } };
}
function repositoryOf(env) {
  const [owner, name] = (env.GITHUB_REPOSITORY ?? "").split("/");
  return owner && name ? { owner, name, serverUrl: env.GITHUB_SERVER_URL || "https://github.com" } : void 0;
}
function trustOf(kind, pullRequest, actor) {
  if (kind === "pull_request" && !pullRequest)
    return { trusted: false, reason: "a pull request that the event does not describe" };
  if (pullRequest?.fromFork) return { trusted: false, reason: "a pull request from a fork" };
  if (kind === "pull_request_target") return { trusted: false, reason: "pull_request_target can hold a stranger’s code" };
  if (actor === "dependabot[bot]" && kind !== "schedule") return { trusted: false, reason: "started by Dependabot" };
  return { trusted: true, reason: "this repository’s own code" };
}

// src/trigger/read.ts
async function readTrigger(options) {
  const [git, event] = await Promise.all([
    readGit({ ...options, anyOwner: options.door === "action" }),
    options.door === "action" ? readEvent(options.env) : void 0
  ]);
  const commit = git.commit ? { commit: git.commit } : {};
  if (options.door === "action") return { ...githubTrigger(options.env, event), ...commit };
  return {
    kind: "local",
    trust: { trusted: true, reason: "your own machine" },
    ...git.branch === void 0 ? {} : { branch: git.branch },
    ...commit
  };
}
async function readEvent(env) {
  if (!env.GITHUB_EVENT_PATH) return void 0;
  try {
    return JSON.parse(await readFile3(env.GITHUB_EVENT_PATH, "utf8"));
  } catch (cause) {
    throw new UserError(`can't read the event's payload ${env.GITHUB_EVENT_PATH}`, {
      cause,
      hint: "GITHUB_EVENT_PATH is set by the runner; a job container has to mount that folder"
    });
  }
}

// src/discover.ts
async function lookAround({ request: { dir }, ...context }) {
  const [trigger, dockerfile] = await Promise.all([readTrigger({ ...context, dir }), findDockerfile(dir)]);
  return { trigger, dockerfile };
}
async function discover(context) {
  const { request, env, exec, signal } = context;
  const { dir, compile: compile2, platforms } = request;
  const go = goTool({ exec, env, goEnv: compile2.goEnv, signal });
  const [surroundings, facts] = await Promise.all([lookAround(context), goFacts({ go, dir })]);
  const { trigger } = surroundings;
  const { flags, problems } = buildFlags({
    goFlags: facts.goFlags,
    compile: compile2,
    buildvcs: decideStamp(compile2.buildvcs, trigger),
    trusted: trigger.trust.trusted
  });
  const [choice, unsupported] = await Promise.all([
    discoverMains({ go, facts, dir, patterns: request.mains, flags: flags.list }),
    platformProblems({ go, dir, minor: facts.minor, platforms })
  ]);
  return {
    ...surroundings,
    go,
    goFacts: facts,
    flags,
    mains: "mains" in choice ? choice.mains : [],
    problems: [...problems, ...unsupported, ..."problems" in choice ? choice.problems : []]
  };
}
function decideStamp(wanted, trigger) {
  return wanted === "auto" ? trigger.tag !== void 0 && trigger.commit !== void 0 : wanted;
}
async function findDockerfile(dir) {
  return access2(join6(dir, "Dockerfile")).then(
    () => "Dockerfile",
    () => void 0
  );
}

// src/engine/embedded/base-blobs.ts
async function addBaseLayers({ location, name }, layers, writer) {
  if (location.kind === "registry") {
    for (const layer of layers) writer.addOrigin(layer, location.repository);
    return;
  }
  const layout = await openLayout(location.path);
  for (const layer of layers) {
    const origin = layout.origin(layer.digest);
    if (await layout.has(layer)) await writer.addFile(layer, blobPath(location.path, layer.digest));
    else if (origin) writer.addOrigin(layer, origin);
    else throw new UserError(`the base ${name} lacks its layer ${layer.digest}`, { hint: "copy the whole layout" });
  }
}

// src/engine/embedded/binary-layer.ts
import { createReadStream } from "node:fs";

// src/engine/embedded/roots.ts
import { readFile as readFile4 } from "node:fs/promises";
import { join as join7 } from "node:path";
var ROOTS_BLOB = "roots.tar.gz";
var ROOTS_RECORD = "roots.json";
var ROOTS_FOLDERS = /* @__PURE__ */ new Set([
  "/etc",
  "/etc/ssl",
  "/etc/ssl/certs",
  "/home",
  "/home/nonroot",
  "/root",
  "/tmp",
  "/usr",
  "/usr/share",
  "/usr/share/zoneinfo"
]);
async function rootsLayer(assets) {
  const record = await readRecord(join7(assets, ROOTS_RECORD));
  const digest = stringAt(recordAt(record, "descriptor"), "digest");
  const size = recordAt(record, "descriptor")?.size;
  const diffId = stringAt(record, "diffId");
  if (!digest || !isDigest(digest) || typeof size !== "number" || !diffId || !isDigest(diffId)) {
    throw damaged(assets);
  }
  return { descriptor: { mediaType: MEDIA_TYPE.layer, digest, size }, diffId, file: join7(assets, ROOTS_BLOB) };
}
async function readRecord(path) {
  try {
    return JSON.parse(await readFile4(path, "utf8"));
  } catch (cause) {
    throw damaged(path, cause);
  }
}
function damaged(path, cause) {
  return new UserError(`this installation is damaged: ${path} does not describe the roots layer`, {
    cause,
    hint: "install go-containerize again (in a work tree of it: npm run build)"
  });
}

// src/engine/embedded/places.ts
var placeOnScratch = (path) => ({
  path,
  folders: foldersAbove(path).filter((folder) => !ROOTS_FOLDERS.has(folder)),
  isFolder: ROOTS_FOLDERS.has(path)
});
function placeOfFile(findPlace, path) {
  const place = findPlace(path);
  if (!place.isFolder) return place;
  throw new UserError(`${path} can't be a file in the image: what is below has a folder there`, {
    hint: `end the destination with a slash (${path}/) to put the file into that folder, or choose another path`
  });
}
function placeEntries(entries, findPlace) {
  const placed = /* @__PURE__ */ new Map();
  for (const entry of entries) {
    const isFolder2 = entry.kind === "directory";
    const { path, folders } = isFolder2 ? findPlace(`${entry.path}/x`) : placeOfFile(findPlace, entry.path);
    for (const folder of folders) if (!placed.has(folder)) placed.set(folder, folderEntry(folder));
    if (!isFolder2) placed.set(path, { ...entry, path });
  }
  return [...placed.values()];
}
function folderEntry(path) {
  return { path, mode: 493, kind: "directory" };
}
function foldersAbove(path) {
  const parts = path.split("/").filter((part) => part !== "");
  return parts.slice(0, -1).map((_, at) => `/${parts.slice(0, at + 1).join("/")}`);
}

// src/engine/embedded/read-size.ts
var READ_SIZE = 256 * 1024;

// src/engine/embedded/binary-layer.ts
function binaryLayer(binary, destination, findPlace, time) {
  const { path, folders } = placeOfFile(findPlace, destination);
  const open4 = () => createReadStream(binary.path, { highWaterMark: READ_SIZE });
  return {
    key: JSON.stringify(["binary", binary.sha256, binary.size, path, folders]),
    entries: [...folders.map(folderEntry), { path, mode: 493, kind: "file", size: binary.size, open: open4 }],
    time
  };
}

// src/engine/embedded/config.ts
var KODATA_PATH = "/var/run/ko";
var NONROOT = "65532";
var DEFAULT_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
var IDENTITY_LABEL = "org.opencontainers.image.";
function imageConfig(request) {
  const { platform, base, created, layers } = request;
  return {
    created: rfc3339(created),
    architecture: platform.architecture,
    os: platform.os,
    // containerd refuses a single manifest whose config says amd64/v3 when it is asked for amd64.
    ...platform.variant === void 0 || platform.architecture === "amd64" ? {} : { variant: platform.variant },
    config: containerConfig(request),
    rootfs: {
      type: "layers",
      diff_ids: [...base?.config.rootfs.diff_ids ?? [], ...layers.map((layer) => layer.diffId)]
    },
    history: [
      ...baseHistory(base?.config),
      ...layers.map(({ createdBy }) => ({ created: rfc3339(created), created_by: createdBy }))
    ]
  };
}
function configWarnings({ base }) {
  const triggers = base?.config.config?.OnBuild ?? [];
  if (!base || triggers.length === 0) return [];
  return [`the base ${base.name} has ONBUILD instructions, which are left out: ${triggers.join("; ")}`];
}
function containerConfig({ container, base, labels, binaryPaths, kodata }) {
  const inherited = base?.config.config ?? {};
  const ports = { ...inherited.ExposedPorts, ...Object.fromEntries(container.ports.map((port) => [port, {}])) };
  return withoutEmpty({
    User: container.user ?? inherited.User ?? NONROOT,
    ExposedPorts: sorted(ports),
    Env: environment(inherited.Env ?? [], container.env, binaryPaths, kodata),
    Entrypoint: container.entrypoint ?? binaryPaths.slice(0, 1),
    Cmd: container.cmd,
    // a base's Cmd would be arguments for a program that is not its own
    Volumes: sorted(inherited.Volumes ?? {}),
    WorkingDir: container.workdir ?? inherited.WorkingDir,
    Labels: sorted({ ...inheritedLabels(inherited), ...baseLabels(base), ...labels }),
    StopSignal: container.stopSignal ?? inherited.StopSignal,
    Healthcheck: container.healthcheck ?? inherited.Healthcheck
  });
}
function environment(base, own, binaryPaths, kodata) {
  const values = new Map(base.map((line) => splitOnce(line, "=")));
  values.set("PATH", pathWith(values.get("PATH") || DEFAULT_PATH, binaryPaths));
  if (kodata) values.set("KO_DATA_PATH", KODATA_PATH);
  for (const [name, value] of Object.entries(own)) values.set(name, value);
  return [...values].map(([name, value]) => `${name}=${value}`);
}
function pathWith(path, binaryPaths) {
  const folders = binaryPaths.map((binary) => binary.slice(0, Math.max(binary.lastIndexOf("/"), 1)));
  return [.../* @__PURE__ */ new Set([...path.split(":"), ...folders])].join(":");
}
function splitOnce(text, separator) {
  const at = text.indexOf(separator);
  return at < 0 ? [text, ""] : [text.slice(0, at), text.slice(at + 1)];
}
function inheritedLabels({ Labels = {} }) {
  return Object.fromEntries(Object.entries(Labels).filter(([name]) => !name.startsWith(IDENTITY_LABEL)));
}
function baseLabels(base) {
  if (!base) return {};
  const digest = { [`${IDENTITY_LABEL}base.digest`]: base.digest };
  return base.name.startsWith("oci-layout://") ? digest : { [`${IDENTITY_LABEL}base.name`]: base.name, ...digest };
}
function baseHistory(config) {
  const layers = config?.rootfs.diff_ids.length ?? 0;
  const known = config?.history ?? [];
  const filled = known.filter((entry) => !entry.empty_layer).length;
  const kept = filled > layers ? [] : known;
  const missing = layers - (filled > layers ? 0 : filled);
  return [...kept, ...Array.from({ length: missing }, () => ({ created_by: "layer of the base image" }))];
}
function rfc3339(time) {
  return `${time.toISOString().slice(0, 19)}Z`;
}
function sorted(record) {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => a < b ? -1 : 1));
}
function withoutEmpty(config) {
  const filled = Object.entries(config).filter(([, value]) => {
    if (value === void 0 || value === "") return false;
    return typeof value !== "object" || Object.keys(value).length > 0;
  });
  return Object.fromEntries(filled);
}

// src/engine/embedded/files-layer.ts
import { basename } from "node:path";

// src/engine/embedded/kodata.ts
import { realpath, stat as stat3 } from "node:fs/promises";
import { dirname as dirname6, join as join9 } from "node:path";

// src/engine/embedded/tree.ts
import { createReadStream as createReadStream2 } from "node:fs";
import { readdir as readdir3, readlink, stat as stat2 } from "node:fs/promises";
import { dirname as dirname5, isAbsolute as isAbsolute2, join as join8, relative as relative5, resolve as resolve4, sep as sep5 } from "node:path";
async function treeEntries(source, destination, linkRule, what) {
  const found = await statSource(source, what);
  if (found.isFile()) return [fileEntry(source, destination, found)];
  if (!found.isDirectory()) throw new UserError(`${what}: ${source} is neither a file nor a folder`);
  const children = await readdir3(source, { withFileTypes: true });
  const below = await inTurn(children, (child) => childEntries(child, source, destination, linkRule, what));
  return [{ path: destination, mode: 493, kind: "directory", stamp: "" }, ...below.flat()];
}
async function childEntries(child, folder, to, linkRule, what) {
  const source = join8(folder, child.name);
  const destination = `${to}/${child.name}`;
  if (!child.isSymbolicLink()) return treeEntries(source, destination, linkRule, what);
  const decision = await linkRule(source);
  if ("follow" in decision) return treeEntries(source, destination, linkRule, what);
  return [{ path: destination, mode: 511, kind: "symlink", target: decision.keep, stamp: "" }];
}
async function statSource(source, what) {
  try {
    return await stat2(source);
  } catch (cause) {
    const missing = codeOf(cause) === "ENOENT" || codeOf(cause) === "ENOTDIR";
    throw new UserError(`${what}: ${source} ${missing ? "does not exist" : "cannot be read"}`, { cause });
  }
}
function fileEntry(source, path, { mode, size, ino, mtimeMs, ctimeMs }) {
  const open4 = () => createReadStream2(source, { highWaterMark: READ_SIZE });
  const stamp = [source, size, ino, mtimeMs, ctimeMs].join(" ");
  return { path, mode: mode & 73 ? 493 : 420, kind: "file", size, open: open4, stamp };
}
function keepLinksWithin(root, what) {
  return async (path) => {
    const target = await readlink(path);
    if (!isAbsolute2(target) && isWithin(root, resolve4(dirname5(path), target)))
      return { keep: target.split(sep5).join("/") };
    throw new UserError(`${what}: the link ${path} leads out of ${root} (to ${target})`, {
      hint: "make it a relative link to something inside, or a copy"
    });
  };
}
function isWithin(root, path) {
  const way = relative5(root, path);
  return way === "" || !(way === ".." || way.startsWith(`..${sep5}`) || isAbsolute2(way));
}
async function inTurn(items, work) {
  const results = [];
  for (const item of items) results.push(await work(item));
  return results;
}

// src/engine/embedded/kodata.ts
async function kodataEntries(main, destination) {
  const folder = join9(main.dir, "kodata");
  if (!await isFolder(folder)) return [];
  const root = await realpath(await confinement(main.moduleDir));
  return treeEntries(folder, destination, followWithin(root), `kodata of ${main.importPath}`);
}
function followWithin(root) {
  return async (path) => {
    const target = await realpath(path).catch((cause) => {
      throw new UserError(`kodata: the link ${path} leads nowhere`, { cause });
    });
    if (!isWithin(root, target))
      throw new UserError(`kodata: the link ${path} leads out of the repository (to ${target})`);
    const holder = await realpath(dirname6(path));
    if (isWithin(target, holder)) throw new UserError(`kodata: the link ${path} leads to a folder that it is in`);
    return { follow: true };
  };
}
async function confinement(moduleDir) {
  for (let folder = moduleDir; ; folder = dirname6(folder)) {
    if (await stat3(join9(folder, ".git")).catch(() => void 0)) return folder;
    if (folder === dirname6(folder)) return moduleDir;
  }
}
async function isFolder(path) {
  return (await stat3(path).catch(() => void 0))?.isDirectory() ?? false;
}

// src/engine/embedded/files-layer.ts
async function fileEntries(files) {
  const entries = [];
  for (const { source, destination } of files) {
    const target = destination.endsWith("/") ? `${destination}${basename(source)}` : destination;
    const what = `files ${source}:${destination}`;
    entries.push(...await treeEntries(source, target, keepLinksWithin(source, what), what));
  }
  return entries;
}
async function allKodataEntries(mains) {
  const entries = /* @__PURE__ */ new Map();
  for (const main of mains) {
    for (const entry of await kodataEntries(main, KODATA_PATH)) {
      const other = entries.get(entry.path);
      if (other && other.stamp !== entry.stamp) {
        throw new UserError(
          `two programs of one image bring their own ${entry.path}, ${main.importPath} is one of them`,
          {
            hint: 'put {name} into "image": each program then gets an image of its own'
          }
        );
      }
      entries.set(entry.path, entry);
    }
  }
  return [...entries.values()];
}
function filesLayer(entries, findPlace, time) {
  if (entries.length === 0) return void 0;
  const placed = placeEntries(entries, findPlace);
  return { key: JSON.stringify(["files", placed]), entries: placed, time };
}

// src/engine/embedded/manifest.ts
function documentOf(mediaType, value) {
  const bytes = Buffer.from(JSON.stringify(value));
  return { descriptor: { mediaType, digest: digestOf(bytes), size: bytes.length }, bytes, value };
}
function imageManifest(config, layers, annotations) {
  return documentOf(MEDIA_TYPE.manifest, {
    schemaVersion: 2,
    mediaType: MEDIA_TYPE.manifest,
    config: withoutPlatform(config),
    layers: layers.map((layer) => ({ ...layer, mediaType: ociLayerType(layer.mediaType) })),
    ...annotationsPart(annotations)
  });
}
function imageIndex(manifests, annotations) {
  return documentOf(MEDIA_TYPE.index, {
    schemaVersion: 2,
    mediaType: MEDIA_TYPE.index,
    manifests: withPullableAmd64(manifests),
    ...annotationsPart(annotations)
  });
}
function checkShape(shape, platforms) {
  if (shape !== "single" || platforms === 1) return;
  throw new UserError(`"manifest: single" holds one platform, and ${platforms} are asked for`, {
    hint: 'ask for one platform, or leave "manifest" out to get an index'
  });
}
function isSingle(shape, platforms) {
  return shape === "single" || shape === "auto" && platforms === 1;
}
function withPullableAmd64(manifests) {
  const isAmd64 = ({ platform }) => platform?.architecture === "amd64";
  const [lowest, ...rest] = manifests.filter(isAmd64).sort((a, b) => (a.platform?.variant ?? "").localeCompare(b.platform?.variant ?? "", "en"));
  if (!lowest?.platform) return manifests;
  const { os, architecture } = lowest.platform;
  const ordered = [{ ...lowest, platform: { os, architecture } }, ...rest].values();
  return manifests.map((entry) => isAmd64(entry) ? ordered.next().value ?? entry : entry);
}
var DOCKER_LAYERS = {
  "application/vnd.docker.image.rootfs.diff.tar.gzip": MEDIA_TYPE.layer,
  "application/vnd.docker.image.rootfs.diff.tar": "application/vnd.oci.image.layer.v1.tar",
  "application/vnd.docker.image.rootfs.diff.tar.zstd": "application/vnd.oci.image.layer.v1.tar+zstd",
  "application/vnd.docker.image.rootfs.foreign.diff.tar.gzip": "application/vnd.oci.image.layer.nondistributable.v1.tar+gzip"
};
function ociLayerType(mediaType) {
  return DOCKER_LAYERS[mediaType] ?? mediaType;
}
function withoutPlatform({ mediaType, digest, size }) {
  return { mediaType, digest, size };
}
function annotationsPart(annotations) {
  const entries = Object.entries(annotations).sort(([a], [b]) => a < b ? -1 : 1);
  return entries.length > 0 ? { annotations: Object.fromEntries(entries) } : {};
}

// src/engine/embedded/programs.ts
import { posix } from "node:path";
function binaryPath({ container }, main) {
  return posix.normalize(container.binaryPath.replaceAll("{name}", main.name));
}
function programPaths(image) {
  const paths = image.mains.map((main) => binaryPath(image, main));
  const twice = paths.find((path, at) => paths.indexOf(path) !== at);
  if (twice !== void 0) {
    throw new UserError(`two programs of ${image.name} would be at ${twice}`, {
      hint: 'put {name} into "binary-path"'
    });
  }
  if (paths.length > 1 && !image.container.entrypoint) {
    throw new UserError(`${image.name} has several programs (${paths.join(", ")}) and no entrypoint`, {
      hint: 'say with "entrypoint" which one starts, or put {name} into "image" for one image each'
    });
  }
  return paths;
}

// src/engine/embedded/stop.ts
async function allOrStop(works, stop) {
  for (const work of works) work.catch((error) => stop.abort(error));
  await Promise.allSettled(works);
  if (stop.signal.aborted) throw stop.signal.reason;
  return Promise.all(works);
}
function orAborted(work, signal) {
  return new Promise((resolve6, reject) => {
    const abort = () => reject(signal.reason);
    if (signal.aborted) abort();
    signal.addEventListener("abort", abort, { once: true });
    work.then(resolve6, reject).finally(() => signal.removeEventListener("abort", abort));
  });
}

// src/engine/embedded/assemble-platform.ts
async function assemblePlatform(part, assembly) {
  const { image, platform } = part;
  const base = image.base?.for(platform);
  const [findPlace, binaries] = await Promise.all([
    findPlaceIn(image, base, assembly),
    orAborted(Promise.all(image.mains.map((main) => assembly.binaries(main, platform))), assembly.stop.signal)
  ]);
  return assembly.phases.time("assemble", `${image.name} ${formatPlatform(platform)}`, async () => {
    const sources = sourcesOf(part, binaries, findPlace);
    const made = await allOrStop(
      sources.map(({ source }) => assembly.makeLayer(source)),
      assembly.stop
    );
    const named = made.map((layer, at) => ({ layer, createdBy: sources[at]?.createdBy ?? "" }));
    const own = base ? named : [await roots(assembly), ...named];
    const baseLayers = base?.manifest.value.layers ?? [];
    if (image.base) await addBaseLayers(image.base, baseLayers, assembly.writer);
    for (const { layer } of own) await assembly.writer.addFile(layer.descriptor, layer.file);
    const config = configDocument(part, base, own, assembly.warn);
    const manifest = imageManifest(
      config.descriptor,
      [...baseLayers, ...own.map(({ layer }) => layer.descriptor)],
      image.annotations
    );
    await assembly.writer.addDocument(config);
    await assembly.writer.addDocument(manifest);
    return { platform, manifest: manifest.descriptor, config, layers: manifest.value.layers, binaries };
  });
}
async function findPlaceIn({ base }, image, { readBase, stop }) {
  if (!base || !image) return placeOnScratch;
  const files = await orAborted(readBase(base, image), stop.signal);
  return (path) => {
    const { path: real, missing } = files.locate(path);
    return { path: real, folders: missing, isFolder: files.isFolder(real) };
  };
}
function sourcesOf({ image, files, kodata }, binaries, findPlace) {
  const time = image.fileTime;
  const data = filesLayer(kodata, findPlace, time);
  const extra = filesLayer(files, findPlace, time);
  return [
    ...data ? [{ source: data, createdBy: "go-containerize: kodata" }] : [],
    ...extra ? [{ source: extra, createdBy: "go-containerize: files" }] : [],
    ...binaries.map((binary) => ({
      source: binaryLayer(binary, binaryPath(image, binary.main), findPlace, time),
      createdBy: `go-containerize: ${binary.main.importPath}`
    }))
  ];
}
async function roots({ assets }) {
  return { layer: await rootsLayer(assets), createdBy: "go-containerize: CA certificates, time zones, users, /tmp" };
}
function configDocument({ image, platform, kodata }, base, own, warn) {
  const { container, labels, created } = image;
  const request = {
    platform,
    container,
    labels,
    created,
    binaryPaths: programPaths(image),
    kodata: kodata.length > 0,
    base: image.base && base && { name: image.base.name, digest: image.base.digest, config: base.config.value },
    layers: own.map(({ layer, createdBy }) => ({ diffId: layer.diffId, createdBy }))
  };
  for (const warning of configWarnings(request)) warn(warning);
  return documentOf(MEDIA_TYPE.config, imageConfig(request));
}

// src/engine/embedded/kept-layer.ts
import { utimes } from "node:fs/promises";
import { join as join11 } from "node:path";

// src/engine/embedded/layer.ts
import { createHash as createHash3, randomUUID as randomUUID2 } from "node:crypto";
import { mkdir as mkdir2, open as open3, rename, rm as rm2 } from "node:fs/promises";
import { join as join10 } from "node:path";
async function buildLayer({ entries, time, root, signal }) {
  const folder = join10(root, "blobs", "sha256");
  await mkdir2(folder, { recursive: true });
  const temporary = join10(folder, `${randomUUID2()}.tmp`);
  try {
    const written = await writeBlob(temporary, writeTar(entries, time), signal);
    const file = join10(folder, written.hex);
    await rename(temporary, file);
    const descriptor = { mediaType: MEDIA_TYPE.layer, digest: `sha256:${written.hex}`, size: written.size };
    return { descriptor, diffId: written.diffId, file };
  } catch (error) {
    await rm2(temporary, { force: true });
    throw error;
  }
}
async function writeBlob(path, tar, signal) {
  const content = createHash3("sha256");
  const blob = createHash3("sha256");
  let size = 0;
  const file = await open3(path, "wx", 420);
  try {
    for await (const chunk of gzip(hashing(tar, content))) {
      signal?.throwIfAborted();
      blob.update(chunk);
      size += chunk.length;
      await file.writeFile(chunk);
      release(chunk);
    }
  } finally {
    await file.close();
  }
  const diffId = `sha256:${content.digest("hex")}`;
  return { hex: blob.digest("hex"), size, diffId };
}
async function* hashing(source, hash) {
  for await (const chunk of source) {
    hash.update(chunk);
    yield chunk;
    release(chunk);
  }
}

// src/engine/embedded/kept-layer.ts
var FORMAT = 1;
var KIND = "layers";
var FRESH_MS = 24 * 60 * 60 * 1e3;
async function keptLayer({ key, entries, time }, { cache, signal }) {
  const fullKey = JSON.stringify([FORMAT, time.getTime(), key]);
  const remember = (identity, layer) => cache.writeRecord(KIND, fullKey, { ...layer, identity });
  const kept = await cache.readRecord(KIND, fullKey, parseKept2);
  if (kept) {
    const { digest, size, diffId: diffId2 } = kept;
    const file2 = join11(cache.root, "blobs", "sha256", hexOf(digest));
    if (sameFile(kept.identity, await identityOf(file2))) {
      if (Date.now() - kept.identity.mtimeMs > FRESH_MS) await remember(await touched(file2), { digest, size, diffId: diffId2 });
      return { descriptor: { mediaType: MEDIA_TYPE.layer, digest, size }, diffId: diffId2, file: file2 };
    }
  }
  const { descriptor, diffId, file } = await buildLayer({ entries, time, root: cache.root, signal });
  await remember(await identityOf(file), { digest: descriptor.digest, size: descriptor.size, diffId });
  return { descriptor, diffId, file };
}
async function touched(file) {
  const now = /* @__PURE__ */ new Date();
  await utimes(file, now, now).catch(() => {
  });
  return identityOf(file);
}
function parseKept2(value) {
  if (!isRecord(value)) return void 0;
  const digest = stringAt(value, "digest");
  const diffId = stringAt(value, "diffId");
  const size = numberAt(value, "size");
  const identity = parseIdentity(recordAt(value, "identity"));
  if (!digest || !diffId || size === void 0 || !identity || !isDigest(digest) || !isDigest(diffId)) return void 0;
  return { digest, diffId, size, identity };
}
function parseIdentity(value) {
  const size = numberAt(value, "size");
  const mtimeMs = numberAt(value, "mtimeMs");
  const inode = numberAt(value, "inode");
  return size === void 0 || mtimeMs === void 0 || inode === void 0 ? void 0 : { size, mtimeMs, inode };
}

// src/engine/embedded/layer-store.ts
var LAYERS_AT_ONCE = 2;
function createLayerStore(options) {
  const limit = pLimit(LAYERS_AT_ONCE);
  const layers = /* @__PURE__ */ new Map();
  return (source) => {
    const key = JSON.stringify([source.time.getTime(), source.key]);
    const known = layers.get(key);
    if (known) return known;
    const made = limit(() => {
      options.signal?.throwIfAborted();
      return keptLayer(source, options);
    });
    layers.set(key, made);
    made.catch(() => layers.delete(key));
    return made;
  };
}

// src/engine/embedded/assemble.ts
async function assemble(options) {
  const { images, cache, layoutPath, log, signal } = options;
  const stop = new AbortController();
  const cancel = () => stop.abort(signal?.reason);
  if (signal?.aborted) cancel();
  signal?.addEventListener("abort", cancel, { once: true });
  try {
    return await writeLayout(layoutPath, (writer) => {
      const makeLayer = createLayerStore({ cache, signal: stop.signal });
      const assembly = { ...options, writer, makeLayer, stop, warn: onceEach((message) => log.warn(message)) };
      return allOrStop(
        images.map((image) => assembleImage(image, assembly)),
        stop
      );
    });
  } finally {
    signal?.removeEventListener("abort", cancel);
  }
}
async function assembleImage(image, assembly) {
  programPaths(image);
  checkShape(image.shape, image.platforms.length);
  const [files, kodata] = await Promise.all([fileEntries(image.container.files), allKodataEntries(image.mains)]);
  const platforms = await allOrStop(
    image.platforms.map((platform) => assemblePlatform({ image, platform, files, kodata }, assembly)),
    assembly.stop
  );
  const descriptor = await describe(image, platforms, assembly.writer);
  assembly.writer.addImage(image.name, descriptor);
  return { image, descriptor, platforms };
}
async function describe({ shape, annotations, name }, platforms, writer) {
  const [only] = platforms;
  if (!only) throw new Error(`no platform for ${name}`);
  if (isSingle(shape, platforms.length)) return only.manifest;
  const index = imageIndex(
    platforms.map(({ manifest, platform }) => ({ ...manifest, platform })),
    annotations
  );
  await writer.addDocument(index);
  return index.descriptor;
}
function onceEach(say) {
  const said = /* @__PURE__ */ new Set();
  return (message) => {
    if (said.has(message)) return;
    said.add(message);
    say(message);
  };
}

// src/engine/embedded/base-platform.ts
function choosePlatform(candidates, target) {
  const wanted = levelOf(target);
  const serving = candidates.filter(({ platform }) => {
    if (platform.os !== target.os || platform.architecture !== target.architecture) return false;
    const level = levelOf(platform);
    if (level === void 0 || wanted === void 0) {
      return platform.variant === void 0 || sameVariant(platform, target);
    }
    return level <= wanted;
  });
  return serving.sort((a, b) => (levelOf(b.platform) ?? 0) - (levelOf(a.platform) ?? 0))[0];
}
function levelOf(platform) {
  const { architecture, variant } = normalizePlatform(platform);
  const usual = { amd64: 1, arm64: 8, arm: 7 }[architecture];
  if (usual === void 0) return void 0;
  if (variant === void 0) return usual;
  const step = Number(variant.replace(/^v/, ""));
  return Number.isNaN(step) ? void 0 : step;
}
function sameVariant(a, b) {
  return formatPlatform(normalizePlatform(a)) === formatPlatform(normalizePlatform(b));
}

// src/engine/embedded/base-source.ts
import { pipeline } from "node:stream";
var LAYOUT_SCHEME = "oci-layout://";
var MAX_CONFIG = 8 * 1024 * 1024;
async function openBaseSource(base, registry) {
  return base.startsWith(LAYOUT_SCHEME) ? layoutSource(base) : registrySource(base, registry);
}
function registrySource(base, registry) {
  const parsed = parseReference(base);
  if ("problem" in parsed) throw new UserError(`base: ${parsed.problem}`);
  const { reference } = parsed;
  const pinned = reference.tag || reference.digest ? reference : { ...reference, tag: "latest" };
  const name = formatReference(pinned);
  return {
    name,
    location: { kind: "registry", repository: { registry: reference.registry, repository: reference.repository } },
    // HEAD first: Docker Hub counts only GET against its pull limit, and the documents may be known by digest.
    // https://docs.docker.com/docker-hub/usage/pulls/
    async root() {
      const found = await registry.head(pinned);
      if (found) return found;
      throw new UserError(`the base image ${name} isn't there: the registry answered 404`, {
        hint: "check its name and tag; a private one may also look absent without credentials (registry-auth)"
      });
    },
    async read(document2) {
      if (isIndexType(document2.mediaType) || isManifestType(document2.mediaType)) {
        return (await registry.manifest({ ...reference, digest: document2.digest })).bytes;
      }
      return readSmall(await registry.openBlob(reference, document2), document2);
    }
  };
}
async function readSmall(stream, document2) {
  if (document2.size > MAX_CONFIG) {
    stream.destroy();
    throw new UserError(`the base's config ${document2.digest} has ${document2.size} bytes; no image needs that`);
  }
  const chunks = [];
  for await (const chunk of pipeline(stream, verifying(document2), () => {
  })) chunks.push(chunk);
  return Buffer.concat(chunks);
}
async function layoutSource(base) {
  const { path, tag } = splitLayoutName(base.slice(LAYOUT_SCHEME.length));
  const layout = await openLayout(path);
  return {
    name: base,
    location: { kind: "layout", path },
    root: async () => chooseEntry(layout, tag, base),
    read: (document2) => layout.read(document2)
  };
}
function splitLayoutName(text) {
  const [, path = text, tag] = /^(.+?)[:@]((?:sha256:)?[^/\\:@]+)$/.exec(text) ?? [];
  return tag !== void 0 && (isTag(tag) || isDigest(tag)) ? { path, tag } : { path: text };
}
function chooseEntry(layout, tag, base) {
  const entries = layout.index.manifests;
  const found = tag === void 0 ? entries : entries.filter((entry) => isNamed(entry, tag));
  const [only, ...others] = found;
  if (only && others.length === 0) return only;
  const names = entries.map((entry) => entry.annotations?.["org.opencontainers.image.ref.name"] ?? entry.digest);
  throw new UserError(
    only ? `the base ${base} holds several images: ${names.join(", ")}` : `the base ${base} holds no image${tag === void 0 ? "" : ` named "${tag}"`}${names.length > 0 ? `; it has ${names.join(", ")}` : ""}`,
    { hint: `name one of them: ${LAYOUT_SCHEME}PATH:NAME` }
  );
}
function isNamed(entry, tag) {
  const name = entry.annotations?.["org.opencontainers.image.ref.name"];
  const full = entry.annotations?.["io.containerd.image.name"];
  return entry.digest === tag || name === tag || name?.endsWith(`:${tag}`) === true || full?.endsWith(`:${tag}`) === true;
}

// src/engine/embedded/base.ts
async function resolveBase({ base, platforms, registry, cache }) {
  const source = readingOnce(await openBaseSource(base, registry), cache);
  const root = await source.root();
  const candidates = await listCandidates(source, root);
  const chosen2 = platforms.map((platform) => choosePlatform(candidates, platform));
  const missing = platforms.filter((_, i) => chosen2[i] === void 0);
  if (missing.length > 0) throw platformsMissing(source.name, missing, candidates);
  const entries = [...new Set(chosen2.filter((candidate) => candidate !== void 0))];
  const images = await Promise.all(entries.map((candidate) => readImage(source, candidate)));
  return {
    name: source.name,
    digest: root.digest,
    location: source.location,
    for(platform) {
      const image = choosePlatform(images, platform);
      if (image) return image;
      throw platformsMissing(source.name, [platform], images);
    }
  };
}
async function listCandidates(source, root, depth = 0) {
  if (isManifestType(root.mediaType)) {
    return [
      root.platform ? { platform: normalizePlatform(root.platform), manifest: root } : await platformFromConfig(source, root)
    ];
  }
  if (!isIndexType(root.mediaType) || depth > MAX_DEPTH) throw notAnImage(source.name, root.mediaType);
  const { manifests } = parseIndex(await source.read(root), root.mediaType, source.name);
  const images = manifests.filter((entry) => isImageType(entry.mediaType) && !isAttestation(entry));
  return (await Promise.all(images.map((image) => listCandidates(source, image, depth + 1)))).flat();
}
var MAX_DEPTH = 3;
function isImageType(mediaType) {
  return isManifestType(mediaType) || isIndexType(mediaType);
}
async function platformFromConfig(source, manifest) {
  const { config } = parseManifest(await source.read(manifest), manifest.mediaType, source.name);
  const { os, architecture, variant } = parseImageConfig(await source.read(config), source.name);
  return { platform: normalizePlatform({ os, architecture, ...variant === void 0 ? {} : { variant } }), manifest };
}
function isAttestation({ platform, annotations }) {
  return platform?.os === "unknown" || annotations?.["vnd.docker.reference.type"] === "attestation-manifest";
}
async function readImage(source, { platform, manifest }) {
  const manifestBytes = await source.read(manifest);
  const manifestValue = parseManifest(manifestBytes, manifest.mediaType, source.name);
  const configBytes = await source.read(manifestValue.config);
  const configValue = parseImageConfig(configBytes, source.name);
  const [layers, diffIds] = [manifestValue.layers.length, configValue.rootfs.diff_ids.length];
  if (layers !== diffIds) {
    throw new UserError(`the base ${source.name} is damaged: ${layers} layers, but its config lists ${diffIds}`);
  }
  return {
    platform,
    manifest: { descriptor: manifest, bytes: manifestBytes, value: manifestValue },
    config: { descriptor: manifestValue.config, bytes: configBytes, value: configValue }
  };
}
function readingOnce(source, cache) {
  const reads = /* @__PURE__ */ new Map();
  return {
    ...source,
    read(document2) {
      const known = reads.get(document2.digest);
      if (known) return known;
      const read = cache && source.location.kind === "registry" ? readKept(source, document2, cache) : source.read(document2);
      reads.set(document2.digest, read);
      return read;
    }
  };
}
async function readKept(source, document2, cache) {
  const kept = await cache.readRecord(
    "base-documents",
    document2.digest,
    (value) => typeof value === "string" ? Buffer.from(value, "base64") : void 0
  );
  if (kept && digestOf(kept) === document2.digest) return kept;
  const bytes = await source.read(document2);
  if (bytes.length <= MAX_KEPT) {
    await cache.writeRecord("base-documents", document2.digest, bytes.toString("base64"));
  }
  return bytes;
}
var MAX_KEPT = 128 * 1024;
function platformsMissing(name, missing, has) {
  const there = [...new Set(has.map(({ platform }) => formatPlatform(platform)))];
  return new UserError(
    `the base image ${name} has no ${missing.map(formatPlatform).join(" and no ")}; it has ${there.join(", ") || "no platform at all"}`,
    { hint: "leave the platform out, or take a base that has it (base: scratch has all)" }
  );
}
function notAnImage(name, mediaType) {
  const old = /\.manifest\.v1\+/.test(mediaType);
  return new UserError(
    old ? `the base image ${name} has the manifest format of Docker before 1.10 (schema 1), which isn't read any more` : `${name} is no container image but a "${mediaType}"`,
    { hint: old ? "pull and push it once with a recent Docker, or take a newer tag" : "name an image as base" }
  );
}

// src/engine/embedded/base-index.ts
var import_tar_stream = __toESM(require_tar_stream(), 1);
import { posix as posix2 } from "node:path";
import { pipeline as pipeline2 } from "node:stream/promises";
async function indexLayer(layer, bytes) {
  const entries = [];
  const whiteouts = [];
  const opaque = [];
  const tar = (0, import_tar_stream.extract)();
  tar.on("entry", (header, content, next) => {
    const path = relativePath(header.name);
    const [folder, name] = [posix2.dirname(path), posix2.basename(path)];
    if (name === ".wh..wh..opq") opaque.push(folder);
    else if (name.startsWith(".wh.")) whiteouts.push(posix2.join(folder, name.slice(".wh.".length)));
    else {
      const entry = entryOf(path, header);
      if (entry) entries.push(entry);
    }
    content.on("end", next);
    content.resume();
  });
  try {
    await pipeline2(bytes, verifying(layer), decompressed, tar);
  } catch (cause) {
    if (cause instanceof UserError) throw cause;
    throw new UserError(`the base's layer ${layer.digest} can't be read: ${messageOf(cause)}`, { cause });
  }
  return { entries, whiteouts, opaque };
}
function entryOf(path, header) {
  const { type, mode, uid, gid, linkname } = header;
  if (type === "directory") return path === "" ? void 0 : { kind: "folder", path, mode: mode & 4095, uid, gid };
  if (type === "symlink") return { kind: "link", path, target: linkname };
  return isKept(path) ? { kind: "file", path } : void 0;
}
function isKept(path) {
  return /\.so(\.[0-9.]+)?$/.test(path) || path.split("/").length <= 2;
}
function relativePath(name) {
  return posix2.normalize(`/${name}`).replace(/^\/+|\/+$/g, "");
}

// src/engine/embedded/base-tree.ts
import { posix as posix3 } from "node:path";
var MAX_LINKS = 40;
var implied = () => ({ kind: "folder", mode: 493, uid: 0, gid: 0, children: /* @__PURE__ */ new Map() });
function joinLayers(layers, name) {
  const root = implied();
  const libraries = /* @__PURE__ */ new Set();
  for (const layer of layers) applyLayer(root, layer);
  collectFiles(root, libraries);
  return {
    locate: (path) => locate(root, path, name),
    has: (path) => follow(root, path) !== void 0,
    isFolder: (path) => find(root, path) !== void 0,
    hasLibrary: (library) => libraries.has(library)
  };
}
function applyLayer(root, { entries, whiteouts, opaque }) {
  for (const path of opaque) find(root, path)?.children.clear();
  for (const path of whiteouts) find(root, posix3.dirname(path))?.children.delete(posix3.basename(path));
  for (const entry of entries) {
    const children = makeFolders(root, posix3.dirname(entry.path)).children;
    const name = posix3.basename(entry.path);
    const before = children.get(name);
    if (entry.kind === "link") children.set(name, { kind: "link", target: entry.target });
    else if (entry.kind === "file") children.set(name, { kind: "file" });
    else {
      const { mode, uid, gid } = entry;
      const inherited = before?.kind === "folder" ? before.children : /* @__PURE__ */ new Map();
      children.set(name, { kind: "folder", mode, uid, gid, children: inherited });
    }
  }
}
function partsOf(path) {
  return path.split("/").filter((part) => part !== "" && part !== ".");
}
function find(root, path) {
  let folder = root;
  for (const part of partsOf(path)) {
    const child = folder.children.get(part);
    if (child?.kind !== "folder") return void 0;
    folder = child;
  }
  return folder;
}
function makeFolders(root, path) {
  let folder = root;
  for (const part of partsOf(path)) {
    const child = folder.children.get(part);
    const next = child?.kind === "folder" ? child : implied();
    if (next !== child) folder.children.set(part, next);
    folder = next;
  }
  return folder;
}
function collectFiles(folder, names) {
  for (const [name, child] of folder.children) {
    if (child.kind === "folder") collectFiles(child, names);
    else names.add(name);
  }
}
function walk(root, parts, visit) {
  const todo = [...parts];
  const trail = [];
  let links = 0;
  for (let part = todo.shift(); part !== void 0; part = todo.shift()) {
    if (part === "..") {
      trail.pop();
      continue;
    }
    const parent = trail.length === 0 ? root : trail.at(-1)?.node;
    const node = parent?.kind === "folder" ? parent.children.get(part) : void 0;
    if (node?.kind !== "link") {
      trail.push({ name: part, node });
      continue;
    }
    if (++links > MAX_LINKS) return "loop";
    if (node.target.startsWith("/")) trail.length = 0;
    todo.unshift(...partsOf(node.target));
  }
  const real = [];
  for (const { name, node } of trail) {
    real.push(name);
    visit(`/${real.join("/")}`, node);
  }
  return real;
}
function locate(root, path, name) {
  const parts = partsOf(posix3.resolve("/", path));
  const last = parts.at(-1);
  if (last === void 0) throw new UserError("/ is the image itself: a file needs a name below it");
  const existing = [];
  const missing = [];
  const real = walk(root, parts.slice(0, -1), (at, node) => {
    if (node?.kind === "file")
      throw new UserError(`${path} can't be put below ${at}: that is a file in the base ${name}`);
    if (node?.kind === "folder") existing.push({ path: at, mode: node.mode, uid: node.uid, gid: node.gid });
    else missing.push(at);
  });
  if (real === "loop") throw new UserError(`${path} can't be resolved in the base ${name}: its links lead in a circle`);
  return { path: `/${[...real, last].join("/")}`, existing, missing };
}
function follow(root, path) {
  let found = root;
  const real = walk(root, partsOf(posix3.resolve("/", path)), (_, node) => {
    found = node;
  });
  return real === "loop" ? void 0 : found;
}

// src/engine/embedded/base-files.ts
var LAYERS_AT_ONCE2 = 2;
function createBaseReader({ registry, cache }) {
  const images = /* @__PURE__ */ new Map();
  const layers = /* @__PURE__ */ new Map();
  const limit = pLimit(LAYERS_AT_ONCE2);
  return (base, image) => remembered(images, image.manifest.descriptor.digest, async () => {
    const blobs = await blobsOf(base, registry);
    const indexes = await Promise.all(
      image.manifest.value.layers.map(
        (layer) => remembered(layers, layer.digest, () => limit(() => readLayer(layer, blobs, cache)))
      )
    );
    return joinLayers(indexes, base.name);
  });
}
async function blobsOf({ location }, registry) {
  if (location.kind === "registry") return { open: (layer) => registry.openBlob(location.repository, layer) };
  return readThrough(await openLayout(location.path), (repository, blob) => registry.openBlob(repository, blob));
}
async function readLayer(layer, blobs, cache) {
  const kept = await cache?.readRecord(RECORDS, layer.digest, parseLayerIndex);
  if (kept) return kept;
  const index = await indexLayer(layer, await blobs.open(layer));
  await cache?.writeRecord(RECORDS, layer.digest, index);
  return index;
}
var RECORDS = "base-layers-1";
function parseLayerIndex(value) {
  const entries = arrayAt(value, "entries")?.map(parseEntry);
  const whiteouts = arrayAt(value, "whiteouts");
  const opaque = arrayAt(value, "opaque");
  if (!entries?.every(isDefined) || !whiteouts?.every(isString) || !opaque?.every(isString)) return void 0;
  return { entries, whiteouts, opaque };
}
function parseEntry(value) {
  const path = stringAt(value, "path");
  if (path === void 0) return void 0;
  const kind = stringAt(value, "kind");
  if (kind === "file") return { kind, path };
  const target = stringAt(value, "target");
  if (kind === "link" && target !== void 0) return { kind, path, target };
  const [mode, uid, gid] = [numberAt(value, "mode"), numberAt(value, "uid"), numberAt(value, "gid")];
  if (kind !== "folder" || mode === void 0 || uid === void 0 || gid === void 0) return void 0;
  return { kind, path, mode, uid, gid };
}
function isDefined(value) {
  return value !== void 0;
}
function isString(value) {
  return typeof value === "string";
}
function remembered(known, key, work) {
  const running = known.get(key);
  if (running) return running;
  const started = work();
  known.set(key, started);
  started.catch(() => known.delete(key));
  return started;
}

// src/images.ts
import { createHash as createHash5, randomUUID as randomUUID3 } from "node:crypto";
import { join as join12 } from "node:path";

// src/plan/tags.ts
var import_parse = __toESM(require_parse(), 1);
import { createHash as createHash4 } from "node:crypto";
function defaultTag(trigger) {
  if (trigger.pullRequest !== void 0) {
    return { name: `pr-${trigger.pullRequest.number}`, reason: `pull request ${trigger.pullRequest.number}` };
  }
  if (trigger.tag !== void 0) return { name: toTag(versionOf(trigger.tag)), reason: `the git tag ${trigger.tag}` };
  if (trigger.branch !== void 0) return branchTag(trigger.branch);
  return { name: "latest", reason: "neither branch nor tag is checked out" };
}
function versionOf(gitTag) {
  const version = (0, import_parse.default)(gitTag);
  return version === null ? gitTag : version.raw.replace(/^v/, "");
}
function branchTag(branch) {
  const name = toTag(branch);
  const taken = name === "latest" || /^pr-\d+$/.test(name) || /^v?\d+(\.\d+)*([-+].*)?$/.test(name);
  return taken ? { name: toTag(`branch-${name}`), reason: `the branch ${branch}, whose own name is kept for releases` } : { name, reason: `the branch ${branch}` };
}
var MAX_TAG = 128;
function toTag(text) {
  const tag = text.replace(/[^a-zA-Z0-9._-]+/g, "-").replace(/^[.-]+/, "") || "unnamed";
  if (tag.length <= MAX_TAG) return tag;
  const hash = createHash4("sha256").update(text).digest("hex").slice(0, 8);
  return `${tag.slice(0, MAX_TAG - 9)}-${hash}`;
}

// src/plan/images.ts
function planImages(input) {
  const { bare, full } = splitTags(input.request.tags);
  const patterns = repositoryPatterns(input, full);
  if ("problem" in patterns) return { images: [], problems: [patterns.problem] };
  const fallback = [defaultTag(input.trigger)];
  const images = /* @__PURE__ */ new Map();
  const problems = [];
  const add = (pattern, tags) => {
    for (const { name, mains } of expand(pattern, input.mains)) {
      const known = images.get(name) ?? { mains: new Set(mains), tags: /* @__PURE__ */ new Map() };
      if (mains.some((main) => !known.mains.has(main))) {
        problems.push({
          subject: "image",
          message: `${name} would be both an image of ${list(known.mains)} and of ${list(mains)}`,
          hint: "write {name} into every reference, or into none"
        });
      }
      for (const tag of tags) if (!known.tags.has(tag.name)) known.tags.set(tag.name, tag.reason);
      images.set(name, known);
    }
  };
  for (const pattern of patterns) {
    const own = full.filter((tag) => tag.repository === pattern);
    add(pattern, bare.length > 0 ? bare : own.length > 0 ? [] : fallback);
  }
  for (const { repository, tag } of full) add(repository, [{ name: tag, reason: "asked for" }]);
  return {
    problems,
    images: [...images].map(([name, { mains, tags }]) => ({
      name,
      mains: [...mains],
      tags: [...tags].map(([tag, reason]) => ({ name: tag, set: input.push, reason }))
    }))
  };
}
function splitTags(tags) {
  const bare = tags.filter((tag) => isTag(tag)).map((name) => ({ name, reason: "asked for" }));
  const full = tags.filter((tag) => !isTag(tag)).map((tag) => {
    const colon = tag.lastIndexOf(":");
    return { repository: tag.slice(0, colon), tag: tag.slice(colon + 1) };
  });
  return { bare, full };
}
function repositoryPatterns({ request, trigger, mains, push }, full) {
  if (request.images.length > 0) return request.images;
  if (full.length > 0) return [];
  const repository = trigger.repository;
  if (repository?.serverUrl === "https://github.com") {
    const name = `ghcr.io/${repository.owner}/${repository.name}`.toLowerCase();
    const [only] = mains;
    const isRoot = mains.length === 1 && only?.dir === only?.moduleDir;
    return [isRoot ? name : `${name}/{name}`];
  }
  if (push) {
    return {
      problem: {
        subject: "image",
        message: "needed to push, and only on github.com is there a default for it",
        hint: "name the repository, such as registry.example.com/team/app"
      }
    };
  }
  return ["{name}"];
}
function expand(pattern, mains) {
  if (!pattern.includes("{name}")) return [{ name: canonical(pattern), mains: mains.map((main) => main.importPath) }];
  return mains.map((main) => ({
    // A program may have upper-case letters; a repository may not.
    name: canonical(pattern.replaceAll("{name}", main.name.toLowerCase())),
    mains: [main.importPath]
  }));
}
function canonical(name) {
  if (!name.includes("/")) return name;
  const parsed = parseReference(name);
  return "reference" in parsed ? formatRepository(parsed.reference) : name;
}
function list(names) {
  return [...names].join(", ");
}

// src/plan/labels.ts
var SOURCE = "org.opencontainers.image.source";
var REVISION = "org.opencontainers.image.revision";
var VERSION = "org.opencontainers.image.version";
var CREATED = "org.opencontainers.image.created";
var COMMIT_LABELS = /* @__PURE__ */ new Set([REVISION, VERSION, CREATED]);
function originLabels(trigger) {
  const labels = {};
  const { repository, commit, pullRequest, tag } = trigger;
  if (repository) labels[SOURCE] = `${repository.serverUrl}/${repository.owner}/${repository.name}`;
  const revision = pullRequest?.headSha ?? commit?.sha;
  if (revision !== void 0) labels[REVISION] = revision;
  if (tag !== void 0) labels[VERSION] = versionOf(tag);
  return labels;
}

// src/plan/plan.ts
import { relative as relative6, sep as sep6 } from "node:path";

// src/plan/push.ts
function decidePush(push, trigger) {
  if (push === false) return { allowed: false, reason: "push: false" };
  if (!trigger.trust.trusted) return { allowed: false, reason: `${trigger.trust.reason} gets no credentials` };
  if (push === true) return { allowed: true, reason: "push: true" };
  return decideAuto(trigger);
}
function decideAuto(trigger) {
  switch (trigger.kind) {
    case "local":
      return { allowed: false, reason: "a local build is pushed only with --push" };
    case "tag":
    case "release":
      return { allowed: true, reason: `the tag ${trigger.tag ?? ""}` };
    case "push":
    case "schedule":
    case "dispatch":
      return decideRef(trigger);
    case "pull_request":
      return { allowed: false, reason: "a pull request is built and checked, not pushed" };
    case "merge_group":
      return { allowed: false, reason: "a merge queue is built and checked, not pushed" };
    default:
      return { allowed: false, reason: `push: auto does not push on ${trigger.kind} events` };
  }
}
function decideRef({ tag, branch, defaultBranch }) {
  if (tag !== void 0) return { allowed: true, reason: `the tag ${tag}` };
  if (branch === void 0) return { allowed: false, reason: "the event names neither branch nor tag" };
  if (branch === defaultBranch) return { allowed: true, reason: `the default branch ${branch}` };
  return { allowed: false, reason: `${branch} is not the default branch; push: true pushes it too` };
}

// src/plan/plan.ts
function makePlan(request, facts) {
  const push = decidePush(request.push, facts.trigger);
  const { images, problems } = planImages({ request, trigger: facts.trigger, mains: facts.mains, push: push.allowed });
  const plan2 = {
    go: facts.go,
    mains: facts.mains.map((main) => plannedMain(request.dir, main)),
    platforms: request.platforms,
    images,
    engine: decideEngine(request, facts.dockerfile),
    dockerfile: decideDockerfile(facts.dockerfile),
    base: request.base ?? "scratch",
    push,
    cache: null,
    unresolved: [...facts.unresolved, ...unresolvedBase(request)],
    warnings: dockerfileWarnings(request, facts.dockerfile)
  };
  return { plan: plan2, problems: [...problems, ...entrypointProblems(request, plan2), ...passwordProblems(request, images)] };
}
function plannedMain(dir, { importPath, name, reason, ...main }) {
  const path = relative6(dir, main.dir).split(sep6).join("/");
  return { importPath, dir: path === "" ? "." : path.startsWith("..") ? path : `./${path}`, name, reason };
}
function decideEngine(request, dockerfile) {
  if (request.engine === "embedded") return { name: "embedded", reason: "engine: embedded" };
  if (dockerfile === void 0) return { name: "embedded", reason: "there is no Dockerfile" };
  return { name: "embedded", reason: "BuildKit, which would use the Dockerfile, comes in a later version" };
}
function decideDockerfile(dockerfile) {
  if (dockerfile === void 0) return null;
  const reason = "the embedded engine builds from the Go sources alone";
  return { path: dockerfile, mode: "ignored", rule: "engine-embedded", reason };
}
function dockerfileWarnings(request, dockerfile) {
  if (dockerfile === void 0 || request.engine === "embedded") return [];
  return [
    `${dockerfile} is not used: the image is made from the Go sources alone (engine: embedded says that this is meant)`
  ];
}
function passwordProblems({ registry }, images) {
  if (registry.password === void 0 || hostsOf(images).length < 2) return [];
  return [
    {
      subject: "password",
      message: `can belong to one registry only, and the images go to ${hostsOf(images).join(", ")}`,
      hint: "use registry-auth, which names the registry of each login"
    }
  ];
}
function hostsOf(images) {
  const parsed = images.filter((image) => image.name.includes("/")).map((image) => parseReference(image.name));
  return [...new Set(parsed.flatMap((result) => "reference" in result ? [result.reference.registry] : []))];
}
function unresolvedBase(request) {
  if (request.base === void 0) return [];
  return [{ what: `the digest and platforms of ${request.base}`, why: "a plan is made without the network" }];
}
function entrypointProblems(request, plan2) {
  if (request.container.entrypoint !== void 0) return [];
  return plan2.images.filter((image) => image.mains.length > 1).map((image) => ({
    subject: "entrypoint",
    message: `needed, because ${image.name} holds ${image.mains.length} programs (${image.mains.join(", ")})`,
    hint: "name the program to start, or write {name} into `image` for one image per program"
  }));
}

// src/images.ts
function contentsOf({ request, env }, plan2, found, base) {
  const epoch = sourceDateEpoch(env.SOURCE_DATE_EPOCH);
  const { trigger } = found;
  return groupByMains(plan2.images).map((images) => ({
    images,
    toBuild: {
      name: referenceInLayout(images),
      mains: found.mains.filter((main) => images[0]?.mains.includes(main.importPath)),
      platforms: request.platforms,
      base,
      container: request.container,
      labels: { ...originLabels(trigger), ...request.container.labels },
      annotations: request.container.annotations,
      created: epoch ?? trigger.commit?.time ?? CONSTANT_TIME,
      fileTime: epoch ?? CONSTANT_TIME,
      shape: request.manifest
    }
  }));
}
function groupByMains(images) {
  const groups = /* @__PURE__ */ new Map();
  for (const image of images) {
    const key = image.mains.join("\n");
    groups.set(key, [...groups.get(key) ?? [], image]);
  }
  return [...groups.values()];
}
var CONSTANT_TIME = /* @__PURE__ */ new Date(0);
function sourceDateEpoch(text) {
  if (text === void 0 || text === "") return void 0;
  if (/^\d{1,12}$/.test(text)) return new Date(Number(text) * 1e3);
  throw new UserError(`SOURCE_DATE_EPOCH is "${text}", which is no time`, {
    hint: "set it to seconds since 1970, or unset it"
  });
}
function referenceInLayout([first]) {
  const tag = first?.tags[0]?.name;
  return tag === void 0 ? first?.name ?? "" : `${first?.name}:${tag}`;
}
async function claimLayout({ request, door, env }, cache) {
  if (request.output !== void 0) return { path: request.output, release: async () => {
  } };
  const name = createHash5("sha256").update(JSON.stringify([request.dir, env.GITHUB_ACTION])).digest("hex").slice(0, 16);
  const parent = door === "action" && env.RUNNER_TEMP ? join12(env.RUNNER_TEMP, "go-containerize") : cache.root;
  const path = join12(parent, "layouts", name);
  const lock = await tryLock(`${path}.lock`);
  return lock ? { path, release: () => lock.release() } : { path: `${path}-${randomUUID3()}`, release: async () => {
  } };
}

// src/publish/published.ts
import { buffer } from "node:stream/consumers";

// src/publish/content.ts
async function readContent(read, root, ignored) {
  const index = isIndexType(root.mediaType) ? await readJson2(read, root, "manifests") : void 0;
  const children = index?.manifests ?? [root];
  const platforms = await Promise.all(
    children.map(async (descriptor) => {
      const manifest = await readJson2(read, descriptor, "layers");
      const config = await readJson2(read, manifest.config, "rootfs");
      const platform = formatPlatform(normalizePlatform(config));
      const content = {
        config: withoutCommit(config, ignored),
        layers: manifest.layers.map((layer) => layer.digest),
        annotations: without(manifest.annotations, ignored)
      };
      return { platform, descriptor, content };
    })
  );
  return {
    manifests: new Map(platforms.map(({ platform, descriptor }) => [platform, descriptor])),
    fingerprint: canonicalJson({
      mediaType: root.mediaType,
      annotations: without(index?.annotations, ignored),
      platforms: platforms.map(({ platform, content }) => [platform, content])
    })
  };
}
async function readJson2(read, descriptor, member) {
  const value = JSON.parse((await read(descriptor)).toString("utf8"));
  if (isRecord(value) && member in value) return value;
  throw new UserError(`${descriptor.digest} is not the ${descriptor.mediaType} that it was announced as`);
}
function withoutCommit({ created: _, history = [], config, ...rest }, ignored) {
  return {
    ...rest,
    config: { ...config, Labels: without(config?.Labels, ignored) },
    history: history.map(({ created: _2, ...entry }) => entry)
  };
}
function without(map, ignored) {
  return Object.fromEntries(Object.entries(map ?? {}).filter(([key]) => !ignored.has(key)));
}
function canonicalJson(value) {
  return JSON.stringify(
    value,
    (_, member) => isRecord(member) ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => a < b ? -1 : 1)) : member
  );
}

// src/publish/published.ts
async function readTags(registry, repository, tags) {
  return new Map(await Promise.all(tags.map(async (tag) => [tag, await registry.head({ ...repository, tag })])));
}
async function findSameContent(options) {
  const { registry, repository, published, ours, ignored } = options;
  if (published.mediaType !== ours.root.mediaType) return void 0;
  const [theirs, mine] = await Promise.all([
    readContent(readFrom(registry, repository), published, ignored).catch(() => void 0),
    readContent(ours.read, ours.root, ignored)
  ]);
  return theirs?.fingerprint === mine.fingerprint ? theirs : void 0;
}
var MAX_DOCUMENT = 4 * 1024 * 1024;
function readFrom(registry, repository) {
  return async (descriptor) => {
    if (descriptor.size > MAX_DOCUMENT) throw new Error(`${descriptor.digest} has ${descriptor.size} bytes`);
    if (isIndexType(descriptor.mediaType) || isManifestType(descriptor.mediaType)) {
      return (await registry.manifest({ ...repository, digest: descriptor.digest })).bytes;
    }
    return buffer(await registry.openBlob(repository, descriptor));
  };
}

// src/publish/publish.ts
async function prepare(options) {
  const { registry, layout, root, repository, tags, run, signal } = options;
  const kept = await findKept(options);
  if (kept) return kept;
  const sent = await sendImage({ registry, layout, root, repository, tags, run, signal });
  const moves = sent.tags.some((tag) => tag.outcome !== "equal");
  return {
    descriptor: root,
    manifests: void 0,
    changed: !sent.present || moves,
    setTags: moves ? sent.setTags : void 0
  };
}
async function findKept(options) {
  const { registry, layout, root, repository, tags, published, ignored } = options;
  const [first] = tags;
  const before = first === void 0 ? void 0 : published.get(first);
  if (!ignored || first === void 0 || !before || before.digest === root.digest) return void 0;
  const now = await readTags(registry, repository, tags);
  const current = now.get(first);
  if (!current || current.digest === root.digest) return void 0;
  const ours = { root, read: (descriptor) => layout.read(descriptor) };
  const same = await findSameContent({ registry, repository, published: current, ours, ignored });
  if (!same) return void 0;
  const stale = tags.filter((tag) => now.get(tag)?.digest !== current.digest);
  const setTags = async () => {
    const manifest = await registry.manifest({ ...repository, digest: current.digest });
    await allEnded(stale.map((tag) => registry.putManifest(repository, tag, manifest)));
  };
  const moves = stale.length > 0;
  return { descriptor: current, manifests: same.manifests, changed: moves, setTags: moves ? setTags : void 0 };
}

// src/publish/together.ts
var IMAGES_AT_ONCE = 4;
async function publishTogether(images, phases) {
  const limit = pLimit(IMAGES_AT_ONCE);
  const publications = await allEnded(
    images.map((image) => limit(() => phases.time("push", image.name, () => prepare(image))))
  );
  await allEnded(
    publications.flatMap(
      ({ setTags }, at) => setTags ? [limit(() => phases.time("tag", images[at]?.name ?? "", setTags))] : []
    )
  );
  return publications;
}

// src/publications.ts
async function publishAll(options) {
  const { context, contents, assembled, destinations } = options;
  const planned = contents.flatMap(({ images }, index) => images.map((image) => finished(image, assembled[index])));
  const places = planned.flatMap(({ image, assembled: assembled2 }) => {
    const destination = destinations.find((destination2) => destination2.image === image);
    return destination ? [{ image, assembled: assembled2, destination }] : [];
  });
  const publications = await publishTogether(toPublish(places, options), context.phases);
  const published = new Map(places.map(({ image }, at) => [image, publications[at]]));
  return planned.map(({ image, ...result }) => {
    const publication = published.get(image);
    if (!publication) return { ...result, pushed: false, changed: false };
    const { descriptor, manifests, changed } = publication;
    return { ...result, pushed: true, changed, published: { ...descriptor, manifests } };
  });
}
function finished(image, assembled) {
  if (!assembled) throw new Error(`${image.name} was planned and not assembled`);
  return { image, name: image.name, assembled, tags: image.tags.map((tag) => tag.name) };
}
function toPublish(places, { context, layout, registry, isRelease }) {
  const run = createPushRun();
  return places.map(({ assembled, destination }) => ({
    ...destination,
    name: destination.image.name,
    registry,
    layout,
    root: assembled.descriptor,
    ignored: isRelease ? void 0 : COMMIT_LABELS,
    run,
    signal: context.signal
  }));
}

// src/runtime/engine.ts
var PROBES = [
  { program: "docker", args: ["version", "--format", "{{.Server.Os}}/{{.Server.Arch}}"] },
  { program: "podman", args: ["info", "--format", "{{.Host.OS}}/{{.Host.Arch}}"] }
];
async function findContainerEngine(exec, env, signal) {
  const failures = [];
  for (const { program, args } of PROBES) {
    try {
      const { exitCode, stdout, stderr } = await exec({
        program,
        args,
        env: engineEnvironment(env),
        ...signal && { signal }
      });
      const platform = parsePlatform(stdout);
      if (exitCode === 0 && platform) return { program, platform };
      failures.push(`${program}: ${lastLine(stderr) || `"${program} ${args.join(" ")}" ended with ${exitCode}`}`);
    } catch (error) {
      signal?.throwIfAborted();
      failures.push(`${program}: ${codeOf(error) === "ENOENT" ? "not found" : messageOf(error)}`);
    }
  }
  throw new UserError(`no container engine to load the image into: ${failures.join("; ")}`, {
    hint: "start Docker or podman, or use --output or --push instead of --load"
  });
}
var INHERITED = /^(PATH|HOME|USER|TMPDIR|TEMP|TMP|SYSTEMROOT|USERPROFILE|APPDATA|LOCALAPPDATA|PROGRAMDATA|SSH_AUTH_SOCK|XDG_.*|DOCKER_.*|CONTAINER_.*|CONTAINERS_.*|(HTTP|HTTPS|NO|ALL)_PROXY)$/i;
function engineEnvironment(env) {
  return Object.fromEntries(Object.entries(env).filter(([name]) => INHERITED.test(name)));
}
function lastLine(text) {
  return text.trim().split("\n").at(-1)?.trim() ?? "";
}

// src/runtime/load.ts
import { Readable as Readable2 } from "node:stream";

// src/runtime/archive.ts
import { Readable } from "node:stream";
function archiveEntries(images, blobs) {
  const entries = /* @__PURE__ */ new Map();
  const add = (entry) => entries.set(entry.path, entry);
  for (const { manifest, manifestBytes, value } of images) {
    add(document(`/${blobPath2(manifest)}`, manifestBytes));
    for (const blob of [value.config, ...value.layers]) {
      add({ path: `/${blobPath2(blob)}`, mode: 420, kind: "file", size: blob.size, open: () => lazily(blobs, blob) });
    }
  }
  add(json("/oci-layout", { imageLayoutVersion: "1.0.0" }));
  add(json("/index.json", indexOf(images)));
  add(json("/manifest.json", dockerManifest(images)));
  return [...entries.values()];
}
function dockerManifest(images) {
  return images.map(({ value, names }) => ({
    Config: blobPath2(value.config),
    RepoTags: names,
    Layers: value.layers.map(blobPath2)
  }));
}
function indexOf(images) {
  const manifests = images.flatMap(({ manifest, names }) => {
    const { mediaType, digest, size, platform } = manifest;
    const entry = { mediaType, digest, size, ...platform && { platform } };
    return names.length === 0 ? [entry] : names.map((name) => ({ ...entry, annotations: nameAnnotations(name) }));
  });
  return { schemaVersion: 2, mediaType: MEDIA_TYPE.index, manifests };
}
function nameAnnotations(name) {
  const parsed = parseReference(name);
  const tag = "reference" in parsed ? parsed.reference.tag : void 0;
  return { "io.containerd.image.name": name, ...tag && { "org.opencontainers.image.ref.name": tag } };
}
function blobPath2({ digest }) {
  return `blobs/sha256/${hexOf(digest)}`;
}
function json(path, value) {
  return document(path, Buffer.from(JSON.stringify(value)));
}
function document(path, bytes) {
  return { path, mode: 420, kind: "file", size: bytes.length, open: () => Readable.from(bytes, { objectMode: false }) };
}
function lazily(blobs, blob) {
  return Readable.from(
    (async function* () {
      yield* await blobs.open(blob);
    })(),
    { objectMode: false }
  );
}

// src/runtime/load.ts
async function loadImages(request) {
  const { exec, env, signal, layout, open: open4, images, engine = await findContainerEngine(exec, env, signal) } = request;
  const { program, platform } = engine;
  const archived = await Promise.all(images.map((image) => readImage2(layout, image, platform)));
  const blobs = readThrough(layout, open4);
  const stdout = await feed({ exec, program, env, ...signal && { signal } }, archived, blobs);
  const names = archived.flatMap((image) => image.names);
  return { program, platform, references: [...names, ...loadedIds(stdout)] };
}
async function readImage2(layout, { root, names }, platform) {
  const name = names[0] ?? root.digest;
  const manifest = isIndexType(root.mediaType) ? chooseManifest(parseIndex(await layout.read(root), root.mediaType, name).manifests, platform, name) : root;
  const manifestBytes = await layout.read(manifest);
  return { manifest, manifestBytes, value: parseManifest(manifestBytes, manifest.mediaType, name), names };
}
function chooseManifest(manifests, { os, architecture }, name) {
  const [only, ...others] = manifests;
  if (only && others.length === 0) return only;
  const fitting = manifests.filter(({ platform }) => platform?.os === os && platform.architecture === architecture).sort((a, b) => (a.platform?.variant ?? "").localeCompare(b.platform?.variant ?? ""));
  if (fitting[0]) return fitting[0];
  const there = manifests.flatMap(({ platform }) => platform ? [formatPlatform(platform)] : []);
  throw new UserError(
    `${name} can't be loaded: the container engine runs ${os}/${architecture}, the image is for ${there.join(", ")}`,
    {
      hint: `add ${os}/${architecture} to the platforms, or choose exactly one`
    }
  );
}
async function feed({ exec, program, env, signal }, images, blobs) {
  const archive = Readable2.from(writeTar(archiveEntries(images, blobs), /* @__PURE__ */ new Date(0)), { objectMode: false });
  const failed = new AbortController();
  archive.on("error", (error) => failed.abort(error));
  try {
    const { exitCode, stdout, stderr } = await exec({
      program,
      args: ["load", "--quiet"],
      env: engineEnvironment(env),
      stdin: archive,
      signal: signal ? AbortSignal.any([signal, failed.signal]) : failed.signal
    });
    if (exitCode === 0) return stdout;
    throw new UserError(`${program} didn't take the image: ${lastLine(stderr) || `it ended with ${exitCode}`}`, {
      hint: "use --output to get the image as an OCI layout, or --push"
    });
  } finally {
    archive.destroy();
  }
}
function loadedIds(stdout) {
  return [...stdout.matchAll(/^Loaded image[^:]*: (sha256:\w+)$/gm)].flatMap(([, id]) => id ? [id] : []);
}

// src/resolve.ts
async function resolve5(context, plan2, registry, cache) {
  const { request, phases, exec, env, signal } = context;
  const { base, platforms } = request;
  const [resolvedBase, destinations, engine] = await Promise.all([
    base && phases.time("resolve", base, () => resolveBase({ base, platforms, registry, cache })),
    plan2.push.allowed ? resolveDestinations(phases, plan2.images, registry) : [],
    request.load ? findContainerEngine(exec, env, signal) : void 0
  ]);
  return { base: resolvedBase || void 0, readBase: createBaseReader({ registry, cache }), destinations, engine };
}
function resolveDestinations(phases, images, registry) {
  return Promise.all(
    images.map(
      (image) => phases.time("resolve", image.name, async () => {
        const repository = repositoryOf2(image.name);
        const tags = image.tags.map((tag) => tag.name);
        const [published] = await Promise.all([readTags(registry, repository, tags), registry.checkPush(repository)]);
        return { image, repository, tags, published };
      })
    )
  );
}
function repositoryOf2(name) {
  const parsed = parseReference(name);
  if ("reference" in parsed) return { registry: parsed.reference.registry, repository: parsed.reference.repository };
  throw new UserError(`"${name}" is no image name: ${parsed.problem}`);
}
function loginsOf({ registry }, images) {
  const { logins, username, password } = registry;
  const [host] = hostsOf(images);
  if (host === void 0 || username === void 0 || password === void 0) return logins;
  return [...logins, { registry: host, username, password, origin: "username and password" }];
}

// src/push-layout.ts
async function pushPlanned({ phases, signal }, layout, planned, registry) {
  const look = async ({ image, root }) => {
    const inspected = await inspectImage({ name: layout.path, root, read: (blob) => layout.read(blob) });
    const [destination] = await resolveDestinations(phases, [image], registry);
    if (!destination) throw new Error(`${image.name} has no destination`);
    return { image, root, inspected, destination };
  };
  const looked = await allEnded(planned.map(look));
  const common = { registry, layout, ignored: void 0, run: createPushRun(), signal };
  const publications = await publishTogether(
    looked.map(({ image: { name }, root, destination }) => ({ ...destination, ...common, name, root })),
    phases
  );
  const images = looked.map(({ image, inspected }, at) => {
    return reportImage(image, inspected, publications[at]?.changed ?? false);
  });
  return { go: { version: "", source: "" }, images, layout: layout.path, phases: phases.done, warnings: [] };
}
function planPush(layout, request) {
  if (layout.index.manifests.length === 0) {
    throw new UserError(`the layout ${layout.path} holds no image`, { hint: "build it again" });
  }
  const planned = layout.index.manifests.map((root) => planEntry(root, request));
  const pushes = planned.flatMap(({ pushes: pushes2 }) => pushes2);
  const images = pushes.map(({ image }) => image);
  const problems = [
    ...planned.flatMap(({ problems: problems2 }) => problems2),
    ...sharedNames(images),
    ...passwordProblems(request, images)
  ];
  if (problems.length > 0) throw new RequestError(problems);
  return pushes;
}
var REF_NAME = "org.opencontainers.image.ref.name";
function planEntry(root, request) {
  const own = root.annotations?.[REF_NAME] ?? "";
  const colon = own.lastIndexOf(":");
  const hasTag = colon > own.lastIndexOf("/");
  const repository = hasTag ? own.slice(0, colon) : own;
  const asked = request.images.length > 0 || request.tags.some((tag) => tag.includes("/"));
  if (!asked && "problem" in parseReference(repository)) {
    const message = `the layout names its image "${own}", which is no repository to push to`;
    return { pushes: [], problems: [{ subject: "image", message, hint: "add --image REPOSITORY" }] };
  }
  const { images, problems } = planImages({
    request: {
      images: asked ? request.images : [repository],
      tags: request.tags.length > 0 || !hasTag ? request.tags : [own.slice(colon + 1)]
    },
    trigger: { kind: "local", trust: { trusted: true, reason: "your own machine" } },
    mains: [{ importPath: root.digest, name: repository.split("/").at(-1) ?? "", dir: "", moduleDir: "" }],
    push: true
  });
  return { pushes: images.map((image) => ({ image, root })), problems };
}
function sharedNames(images) {
  const names = images.map((image) => image.name);
  const shared = names.filter((name, index) => names.indexOf(name) !== index);
  return [...new Set(shared)].map((name) => ({
    subject: "image",
    message: `the layout holds several images, and all of them would go to ${name}`,
    hint: "write {name} into the repository: it stands for the last part of each image’s name"
  }));
}
function reportImage(image, inspected, changed) {
  const tags = image.tags.map((tag) => tag.name);
  const { digest, mediaType } = inspected;
  return {
    name: image.name,
    digest,
    mediaType,
    tags,
    references: tags.length > 0 ? tags.map((tag) => `${image.name}:${tag}`) : [`${image.name}@${digest}`],
    changed,
    pushed: true,
    mains: [],
    platforms: inspected.platforms.map(({ config: _, ...platform }) => ({ ...platform, binaries: [] }))
  };
}

// src/pipeline.ts
async function plan(context) {
  try {
    return decide(context, await discover(context));
  } catch (error) {
    if (!(error instanceof GoMissing)) throw error;
    const unresolved = [{ what: "Go and the main packages", why: error.message }];
    return makePlan(context.request, { ...await lookAround(context), go: null, mains: [], unresolved }).plan;
  }
}
async function build(outer) {
  const { log, warnings } = recordWarnings(outer.log);
  const context = { ...outer, log };
  const cache = await prepareCacheFolder(cacheRoot(context.env));
  const found = await discover(context);
  const plan2 = decide(context, found);
  log.group("Plan", formatPlan({ ...plan2, warnings: [] }));
  for (const warning of plan2.warnings) log.warn(warning);
  if (context.request.output !== void 0) await checkReplaceable(context.request.output);
  const place = await claimLayout(context, cache);
  const { path } = place;
  const registry = openRegistry(context, loginsOf(context.request, plan2.images));
  try {
    const resolved = await resolve5(context, plan2, registry, cache);
    const contents = contentsOf(context, plan2, found, resolved.base);
    const assembled = await compileAndAssemble({ context, found, resolved, contents, cache, path });
    const layout = await openLayout(path);
    const open4 = (repository, blob) => registry.openBlob(repository, blob);
    if (context.request.output !== void 0) await materialize(layout, open4);
    const { destinations } = resolved;
    const isRelease = found.trigger.tag !== void 0;
    const images = await publishAll({ context, layout, contents, assembled, registry, destinations, isRelease });
    const loaded = resolved.engine ? await load(context, resolved.engine, { layout, open: open4, images }) : void 0;
    await prune(cache.root, context.now());
    const { done } = context.phases;
    return { plan: plan2, loaded, report: reportOf({ go: goOf(found.goFacts), images, layout: path, phases: done, warnings }) };
  } finally {
    registry.close();
    await place.release();
  }
}
async function load(context, engine, { layout, open: open4, images }) {
  const named = images.map(({ name, tags, assembled }) => ({
    names: tags.map((tag) => `${name}:${tag}`),
    root: assembled.descriptor
  }));
  const subject = named.flatMap(({ names }) => names).join(" ");
  return context.phases.time("load", subject, () => loadImages({ ...context, engine, layout, open: open4, images: named }));
}
async function pushLayout(context, path) {
  const layout = await openLayout(path);
  const planned = planPush(layout, context.request);
  const images = planned.map(({ image }) => image);
  const registry = openRegistry(context, loginsOf(context.request, images));
  try {
    return await pushPlanned(context, layout, planned, registry);
  } finally {
    registry.close();
  }
}
function decide({ request }, found) {
  const { plan: plan2, problems } = makePlan(request, { ...found, go: goOf(found.goFacts), unresolved: [] });
  const all = [...found.problems, ...found.mains.length > 0 ? problems : []];
  if (all.length > 0) throw new RequestError(all);
  return plan2;
}
function goOf({ version }) {
  return { version, source: "PATH", reason: "the Go that is installed" };
}
async function compileAndAssemble(stage) {
  const { context, found, resolved, contents, cache, path } = stage;
  const { request, log } = context;
  const zlib = checkZlib();
  if (!zlib.reproducible) log.warn(zlib.warning);
  const compilation = compile({
    ...context,
    ...found,
    facts: found.goFacts,
    platforms: request.platforms,
    cgo: request.compile.cgo,
    dir: request.dir,
    cache
  });
  const checked = async (main, platform) => {
    const binary = await compilation.binary(main, platform);
    const warnings = await checkBinary(binary, resolved.base && filesOf(resolved, platform));
    for (const warning of warnings) log.warn(warning);
    return binary;
  };
  try {
    const images = contents.map(({ toBuild }) => toBuild);
    return await assemble({ ...context, images, binaries: checked, readBase: resolved.readBase, cache, layoutPath: path });
  } finally {
    await compilation.close();
  }
}
function filesOf({ base, readBase }, platform) {
  return base && { name: base.name, files: () => readBase(base, base.for(platform)) };
}
function openRegistry(context, logins) {
  const { request, env, exec, log, signal, maskSecret } = context;
  const { insecure, githubToken } = request.registry;
  return createRegistry({ env, exec, log, signal, logins, insecure, githubToken, onSecret: maskSecret });
}
export {
  build,
  plan,
  pushLayout
};
