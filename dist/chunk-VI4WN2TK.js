import {createRequire as __createRequire} from 'node:module';const require = __createRequire(import.meta.url);
import {
  executableName,
  goEnvOf,
  isHelper,
  parseGoList,
  splitQuoted
} from "./chunk-VJE26NIC.js";
import {
  parse
} from "./chunk-OGWH5DZ4.js";
import {
  formatPlatform,
  normalizePlatform,
  parsePlatform
} from "./chunk-DK2HHR4N.js";
import {
  UserError,
  messageOf
} from "./chunk-YMPWN76Y.js";
import {
  arrayAt,
  isRecord,
  recordAt,
  stringAt
} from "./chunk-5I5N4XBM.js";
import {
  __commonJS,
  __require,
  __toESM
} from "./chunk-L4DFUNMN.js";

// node_modules/@balena/dockerignore/ignore.js
var require_ignore = __commonJS({
  "node_modules/@balena/dockerignore/ignore.js"(exports, module) {
    "use strict";
    var path = __require("path");
    var factory = (options) => new IgnoreBase(options);
    factory.default = factory;
    module.exports = factory;
    function make_array(subject) {
      return Array.isArray(subject) ? subject : [subject];
    }
    var REGEX_TRAILING_SLASH = /(?<=.)\/$/;
    var REGEX_TRAILING_BACKSLASH = /(?<=.)\\$/;
    var REGEX_TRAILING_PATH_SEP = path.sep === "\\" ? REGEX_TRAILING_BACKSLASH : REGEX_TRAILING_SLASH;
    var KEY_IGNORE = typeof Symbol !== "undefined" ? /* @__PURE__ */ Symbol.for("dockerignore") : "dockerignore";
    function cleanPath(file) {
      return path.normalize(file).replace(REGEX_TRAILING_PATH_SEP, "");
    }
    function toSlash(file) {
      if (path.sep === "/") {
        return file;
      }
      return file.replace(/\\/g, "/");
    }
    function fromSlash(file) {
      if (path.sep === "/") {
        return file;
      }
      return file.replace(/\//g, path.sep);
    }
    var IgnoreBase = class {
      constructor({
        // https://github.com/kaelzhang/node-ignore/blob/5.1.4/index.js#L372
        ignorecase = true
      } = {}) {
        this._rules = [];
        this._ignorecase = ignorecase;
        this[KEY_IGNORE] = true;
        this._initCache();
      }
      _initCache() {
        this._cache = {};
      }
      // @param {Array.<string>|string|Ignore} pattern
      add(pattern) {
        this._added = false;
        if (typeof pattern === "string") {
          pattern = pattern.split(/\r?\n/g);
        }
        make_array(pattern).forEach(this._addPattern, this);
        if (this._added) {
          this._initCache();
        }
        return this;
      }
      // legacy
      addPattern(pattern) {
        return this.add(pattern);
      }
      _addPattern(pattern) {
        if (pattern && pattern[KEY_IGNORE]) {
          this._rules = this._rules.concat(pattern._rules);
          this._added = true;
          return;
        }
        if (this._checkPattern(pattern)) {
          const rule = this._createRule(pattern.trim());
          if (rule !== null) {
            this._added = true;
            this._rules.push(rule);
          }
        }
      }
      _checkPattern(pattern) {
        return pattern && typeof pattern === "string" && pattern.indexOf("#") !== 0 && pattern.trim() !== "";
      }
      filter(paths) {
        return make_array(paths).filter((path2) => this._filter(path2));
      }
      createFilter() {
        return (path2) => this._filter(path2);
      }
      ignores(path2) {
        return !this._filter(path2);
      }
      // https://github.com/moby/moby/blob/v19.03.8/builder/dockerignore/dockerignore.go#L41-L53
      // https://github.com/moby/moby/blob/v19.03.8/pkg/fileutils/fileutils.go#L29-L55
      _createRule(pattern) {
        const origin = pattern;
        let negative = false;
        if (pattern[0] === "!") {
          negative = true;
          pattern = pattern.substring(1).trim();
        }
        if (pattern.length > 0) {
          pattern = cleanPath(pattern);
          pattern = toSlash(pattern);
          if (pattern.length > 1 && pattern[0] === "/") {
            pattern = pattern.slice(1);
          }
        }
        if (negative) {
          pattern = "!" + pattern;
        }
        pattern = pattern.trim();
        if (pattern === "") {
          return null;
        }
        pattern = cleanPath(pattern);
        if (pattern[0] === "!") {
          if (pattern.length === 1) {
            return null;
          }
          negative = true;
          pattern = pattern.substring(1);
        } else {
          negative = false;
        }
        return {
          origin,
          pattern,
          // https://github.com/moby/moby/blob/v19.03.8/pkg/fileutils/fileutils.go#L54
          dirs: pattern.split(path.sep),
          negative
        };
      }
      // @returns `Boolean` true if the `path` is NOT ignored
      _filter(path2) {
        if (!path2) {
          return false;
        }
        if (path2 in this._cache) {
          return this._cache[path2];
        }
        return this._cache[path2] = this._test(path2);
      }
      // @returns {Boolean} true if a file is NOT ignored
      // https://github.com/moby/moby/blob/v19.03.8/pkg/fileutils/fileutils.go#L62
      _test(file) {
        file = fromSlash(file);
        const parentPath = cleanPath(path.dirname(file));
        const parentPathDirs = parentPath.split(path.sep);
        let matched = false;
        this._rules.forEach((rule) => {
          let match = this._match(file, rule);
          if (!match && parentPath !== ".") {
            if (rule.dirs.includes("**")) {
              for (let i = rule.dirs.filter((x) => x !== "**").length; i <= parentPathDirs.length; i++) {
                match = match || this._match(parentPathDirs.slice(0, i).join(path.sep), rule);
              }
            } else if (rule.dirs.length <= parentPathDirs.length) {
              match = this._match(parentPathDirs.slice(0, rule.dirs.length).join(path.sep), rule);
            }
          }
          if (match) {
            matched = !rule.negative;
          }
        });
        return !matched;
      }
      // @returns {Boolean} true if a file is matched by a rule
      _match(file, rule) {
        return this._compile(rule).regexp.test(file);
      }
      // https://github.com/moby/moby/blob/v19.03.8/pkg/fileutils/fileutils.go#L139
      _compile(rule) {
        if (rule.regexp) {
          return rule;
        }
        let regStr = "^";
        let escapedSlash = path.sep === "\\" ? "\\\\" : path.sep;
        for (let i = 0; i < rule.pattern.length; i++) {
          const ch = rule.pattern[i];
          if (ch === "*") {
            if (rule.pattern[i + 1] === "*") {
              i++;
              if (rule.pattern[i + 1] === path.sep) {
                i++;
              }
              if (rule.pattern[i + 1] === void 0) {
                regStr += ".*";
              } else {
                regStr += `(.*${escapedSlash})?`;
              }
            } else {
              regStr += `[^${escapedSlash}]*`;
            }
          } else if (ch === "?") {
            regStr += `[^${escapedSlash}]`;
          } else if (ch === "." || ch === "$") {
            regStr += `\\${ch}`;
          } else if (ch === "\\") {
            if (path.sep === "\\") {
              regStr += escapedSlash;
              continue;
            }
            if (rule.pattern[i + 1] !== void 0) {
              regStr += "\\" + rule.pattern[i + 1];
              i++;
            } else {
              regStr += "\\";
            }
          } else {
            regStr += ch;
          }
        }
        regStr += "$";
        rule.regexp = new RegExp(regStr, this._ignorecase ? "i" : "");
        return rule;
      }
    };
  }
});

// src/dockerfile/generate/config-lines.ts
import { isDeepStrictEqual } from "node:util";

// src/dockerfile/generate/quote.ts
var NEWLINE_ARGUMENT = "NEWLINE";
var NEWLINE = `\${${NEWLINE_ARGUMENT}:?is a build argument, one line break}`;
function needsNewline(lines) {
  return lines.some((line) => line.includes(NEWLINE));
}
var PLAIN = /^[A-Za-z0-9_./:@%+,-]+$/;
function quoted(text2) {
  return PLAIN.test(text2) ? text2 : `"${escaped(text2)}"`;
}
function escaped(text2) {
  return text2.replace(/[\\"$]/g, "\\$&").replaceAll("\n", NEWLINE);
}
function execForm(words2) {
  return `[${words2.map((word) => JSON.stringify(word)).join(", ")}]`;
}
function copyLine(flags, from3, to) {
  const paths = [...from3, to];
  const isPlain = paths.every((path) => PLAIN_PATH.test(path));
  return ["COPY", ...flags, isPlain ? paths.join(" ") : execForm(paths)].join(" ");
}
var PLAIN_PATH = /^[A-Za-z0-9_./:@%+,${}-]+$/;
function destinationPath(path) {
  return path.replace(/[\\"'$]/g, "\\$&");
}
function sourcePath(path) {
  return destinationPath(path.replace(/[[*?]/g, "[$&]"));
}
function shellWord(text2) {
  const [, option = "", value = ""] = /^(-[A-Za-z-]+=)?(.*)$/s.exec(text2) ?? [];
  if (/^[A-Za-z0-9_./:@%+,=-]*$/.test(value) && text2 !== "") return text2;
  if (!value.includes("\n")) return option + singleQuoted(value);
  const coded = value.replaceAll("\\", "\\\\").replaceAll("\n", "\\n");
  return `${option}"$(printf %b ${singleQuoted(coded)})"`;
}
function singleQuoted(text2) {
  return `'${text2.replaceAll("'", `'\\''`)}'`;
}

// src/dockerfile/generate/health-line.ts
function healthLine(check10) {
  const [kind, ...words2] = check10.Test ?? [];
  if (kind === void 0 || kind === "NONE") return "HEALTHCHECK NONE";
  const options = [
    durationFlag("interval", check10.Interval),
    durationFlag("timeout", check10.Timeout),
    durationFlag("start-period", check10.StartPeriod),
    durationFlag("start-interval", check10.StartInterval),
    check10.Retries ? [`--retries=${check10.Retries}`] : []
  ].flat();
  const command = kind === "CMD-SHELL" ? shellText(words2) : execForm(words2);
  return ["HEALTHCHECK", ...options, "CMD", command].join(" ");
}
function shellText(words2) {
  const [text2 = "", ...others] = words2;
  if (others.length === 0 && !/\n|\\\s*$/.test(text2) && !isJsonList(text2) && text2.trim() !== "") return text2;
  throw new UserError(`a Dockerfile can't hold this health check: CMD-SHELL ${JSON.stringify(words2)}`, {
    hint: 'put it into a script in the image, or give its words: CMD ["/bin/sh", "-c", "…"]'
  });
}
function isJsonList(text2) {
  try {
    return Array.isArray(JSON.parse(text2));
  } catch {
    return false;
  }
}
function durationFlag(name, nanoseconds) {
  return nanoseconds ? [`--${name}=${duration(nanoseconds)}`] : [];
}
function duration(nanoseconds) {
  const [size, unit] = UNITS.find(([size2]) => nanoseconds % size2 === 0) ?? [1, "ns"];
  return `${nanoseconds / size}${unit}`;
}
var UNITS = [
  [36e11, "h"],
  [6e10, "m"],
  [1e9, "s"],
  [1e6, "ms"]
];

// src/dockerfile/generate/config-lines.ts
var SCRATCH_CONFIG = {
  Env: ["PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"],
  WorkingDir: "/"
};
function configLines(wanted, inherited) {
  return [
    ...environmentLines(wanted.Env ?? [], inherited.Env ?? []),
    ...labelLines(wanted.Labels ?? {}, inherited.Labels ?? {}),
    ...portLines(wanted.ExposedPorts ?? {}, inherited.ExposedPorts ?? {}),
    ...changed(wanted.StopSignal, inherited.StopSignal, (value) => `STOPSIGNAL ${quoted(value)}`),
    ...changed(wanted.Healthcheck, inherited.Healthcheck, healthLine),
    ...folderAndUserLines(wanted, inherited),
    `ENTRYPOINT ${execForm(wanted.Entrypoint ?? [])}`,
    // always: it also takes away a base's CMD
    ...wanted.Cmd?.length ? [`CMD ${execForm(wanted.Cmd)}`] : []
  ];
}
function folderAndUserLines(wanted, inherited) {
  const folder = changed(wanted.WorkingDir ?? "/", inherited.WorkingDir ?? "/", (value) => `WORKDIR ${quoted(value)}`);
  const isRoot2 = !inherited.User || /^(0|root)(:|$)/.test(inherited.User);
  const asRoot = folder.length > 0 && !isRoot2 ? ["USER 0"] : [];
  const before = asRoot.length > 0 ? "0" : inherited.User;
  return [...asRoot, ...folder, ...changed(wanted.User, before, (value) => `USER ${quoted(value)}`)];
}
function environmentLines(wanted, inherited) {
  const before = new Map(inherited.map(nameAndValue));
  return wanted.map(nameAndValue).flatMap(([name, value]) => {
    const old = before.get(name);
    if (old === value) return [];
    const added = name === "PATH" && old && value.startsWith(`${old}:`) ? value.slice(old.length) : void 0;
    return [`ENV ${quoted(name)}=${added === void 0 ? quoted(value) : `"$PATH${escaped(added)}"`}`];
  });
}
function labelLines(wanted, inherited) {
  const gone = Object.keys(inherited).filter((key) => wanted[key] === void 0 && inherited[key] !== "");
  const all = [...Object.entries(wanted), ...gone.map((key) => [key, ""])];
  return all.filter(([key, value]) => inherited[key] !== value).map(([key, value]) => `LABEL ${quoted(key)}=${quoted(value)}`);
}
function portLines(wanted, inherited) {
  const ports = Object.keys(wanted).filter((port) => !(port in inherited));
  return ports.length === 0 ? [] : [`EXPOSE ${ports.join(" ")}`];
}
function changed(wanted, inherited, line) {
  return wanted === void 0 || isDeepStrictEqual(wanted, inherited) ? [] : [line(wanted)];
}
function nameAndValue(line) {
  const at = line.indexOf("=");
  return at < 0 ? [line, ""] : [line.slice(0, at), line.slice(at + 1)];
}

// src/dockerfile/generate/eject-final.ts
function finalStages({ images, base }, names) {
  const isOne = images.length === 1;
  const stages = images.map((image, at) => finalStage(image, base, names.build, isOne ? void 0 : names.images[at]));
  return isOne ? stages : [...stages, ["# What is built without --target.", `FROM ${names.images[0]}`]];
}
function finalStage({ programs, copies, config }, base, build, name) {
  const lines = configLines(config, base === void 0 ? SCRATCH_CONFIG : { Env: SCRATCH_CONFIG.Env ?? [] });
  return [
    `FROM ${base ?? "scratch"}${name === void 0 ? "" : ` AS ${name}`}`,
    ...base === void 0 ? [`COPY --from=${build} /roots/ /`] : [],
    ...copies.map(({ source, destination }) => copyLine([], [sourcePath(source)], destinationPath(destination))),
    ...programs.map(
      ({ name: file, destination }) => copyLine([`--from=${build}`], [`/out/${file}`], destinationPath(destination))
    ),
    ...needsNewline(lines) ? [`ARG ${NEWLINE_ARGUMENT}`] : [],
    ...lines.flatMap((line) => line === NONROOT ? [WHY_NUMBER, line] : [line])
  ];
}
var NONROOT = "USER 65532";
var WHY_NUMBER = "# nonroot: a number, because Kubernetes' runAsNonRoot trusts no names";

// src/dockerfile/generate/eject-go-stage.ts
import { posix as posix2 } from "node:path";

// src/dockerfile/generate/eject-modules.ts
import { posix } from "node:path";

// src/dockerfile/generate/eject-mounts.ts
var BUILD_CACHE = "--mount=type=cache,target=/root/.cache/go-build";
var MODULE_CACHE = "--mount=type=cache,target=/go/pkg/mod";
var NETRC = "--mount=type=secret,id=netrc,target=/root/.netrc";

// src/dockerfile/generate/eject-modules.ts
function moduleLines({ moduleFiles, scopes, goPrivate }) {
  const fetching = scopes.filter(({ vendored }) => !vendored);
  const hasSums = moduleFiles.some((file) => /(^|\/)go(\.work)?\.sum$/.test(file));
  if (!hasSums || fetching.length === 0) return [];
  const mounts = [MODULE_CACHE, ...goPrivate.length > 0 ? [NETRC] : []];
  const commands = fetching.map(
    ({ dir, outsideWorkFile }) => [...outsideWorkFile ? ["GOWORK=off"] : [], "go", "mod", "download", ...dir === "." ? [] : ["-C", dir]].map(shellWord).join(" ")
  );
  return [...copyLines(moduleFiles), `RUN ${mounts.join(" ")} \\`, `    ${commands.join(" && \\\n    ")}`];
}
function copyLines(files) {
  const folders = [...new Set(files.map((file) => posix.dirname(file)))];
  return folders.map((folder) => {
    const inIt = files.filter((file) => posix.dirname(file) === folder);
    return copyLine([], inIt.map(sourcePath), destinationPath(folder === "." ? "./" : `${folder}/`));
  });
}

// src/dockerfile/generate/eject-roots.ts
var ROOTS_LINES = [
  "# What a program expects beside itself, and scratch does not have: certificates, time zones, users, /tmp.",
  "RUN test -d /usr/share/zoneinfo || (apt-get update && apt-get install -y --no-install-recommends tzdata)",
  "RUN mkdir -p /roots/etc/ssl/certs /roots/usr/share && \\",
  "    cp /etc/ssl/certs/ca-certificates.crt /roots/etc/ssl/certs/ && \\",
  "    cp -r /usr/share/zoneinfo /roots/usr/share/ && \\",
  "    echo root:x:0:0:root:/root:/sbin/nologin >/roots/etc/passwd && \\",
  "    echo nonroot:x:65532:65532:nonroot:/home/nonroot:/sbin/nologin >>/roots/etc/passwd && \\",
  "    echo root:x:0: >/roots/etc/group && \\",
  "    echo nonroot:x:65532: >>/roots/etc/group && \\",
  "    mkdir -m 1777 /roots/tmp && \\",
  "    mkdir -p -m 700 /roots/root /roots/home/nonroot && \\",
  "    chown 65532:65532 /roots/home/nonroot"
];

// src/dockerfile/generate/eject-variants.ts
var CPU_LEVELS = {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the variables are a shell's
  amd64: "export GOAMD64=${TARGETVARIANT:-v1}",
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the variables are a shell's
  arm: "export GOARM=${TARGETVARIANT#v}",
  // Go names the minor version always (v9.0), platforms leave a zero out (v9).
  arm64: "case $TARGETVARIANT in ?*.*) export GOARM64=$TARGETVARIANT ;; ?*) export GOARM64=$TARGETVARIANT.0 ;; esac"
};
function cpuLevelLines(platforms) {
  const architectures = Object.keys(CPU_LEVELS).filter(
    (name) => platforms.some(({ architecture, variant }) => architecture === name && variant !== void 0)
  );
  if (architectures.length === 0) return [];
  const cases = architectures.map((name) => `${name}) ${CPU_LEVELS[name]} ;; \\`);
  return [["case $TARGETARCH in \\", ...cases, "esac"].join("\n    ")];
}

// src/dockerfile/generate/eject-go-stage.ts
function goStage(request, name) {
  const { base, cgo: cgo2 } = request;
  return [
    ...fromLines(request, name),
    ...base === void 0 ? ["", ...ROOTS_LINES] : [],
    "",
    "WORKDIR /src",
    ...environmentLines2(request),
    ...moduleLines(request),
    "COPY . .",
    ...cgo2 ? [] : ["ARG TARGETOS TARGETARCH TARGETVARIANT"],
    ...buildLines(request)
  ];
}
function fromLines({ goTag, cgo: cgo2 }, name) {
  if (cgo2) {
    return [
      "# cgo needs a C compiler for the platform of the image, so this stage runs on that platform, emulated if need be.",
      `FROM golang:${goTag} AS ${name}`
    ];
  }
  return [
    "# Go compiles for every platform on the builder's own: nothing here runs emulated.",
    `FROM --platform=$BUILDPLATFORM golang:${goTag} AS ${name}`
  ];
}
function environmentLines2({ cgo: cgo2, goEnv, goPrivate }) {
  const all = {
    ...goEnv,
    ...goPrivate.length === 0 ? {} : { GOPRIVATE: goPrivate.join(",") },
    CGO_ENABLED: cgo2 ? "1" : "0"
  };
  return Object.entries(all).map(([name, value]) => `ENV ${quoted(name)}=${quoted(value)}`);
}
function buildLines(request) {
  const { cgo: cgo2, scopes, goPrivate } = request;
  const fetches = scopes.some(({ vendored }) => !vendored);
  const mounts = [...fetches ? [MODULE_CACHE] : [], BUILD_CACHE, ...fetches && goPrivate.length > 0 ? [NETRC] : []];
  const target = cgo2 ? [] : ["export GOOS=$TARGETOS GOARCH=$TARGETARCH", ...cpuLevelLines(request.platforms)];
  const commands = [...target, ...scopes.flatMap((scope) => buildCommands(scope, request.flags))];
  return [`RUN ${mounts.join(" ")} \\`, `    ${commands.join(" && \\\n    ")}`];
}
function buildCommands({ dir, outsideWorkFile, programs }, flags) {
  const go = [...outsideWorkFile ? ["GOWORK=off"] : [], "go", "build", ...dir === "." ? [] : ["-C", dir], ...flags];
  const line = (output, packages) => [...go, "-o", output, ...packages].map(shellWord).join(" ");
  const isNamedByGo = ({ name, package: path }) => posix2.basename(path) === name;
  if (programs.length > 1 && programs.every(isNamedByGo))
    return [
      line(
        "/out/",
        programs.map(({ package: path }) => path)
      )
    ];
  return programs.map(({ name, package: path }) => line(`/out/${name}`, [path]));
}

// src/dockerfile/generate/stage-names.ts
var RESERVED = ["scratch", "context"];
function stageNames(programs) {
  const taken = new Set(RESERVED);
  const images = programs.map((name) => free(stageName(name), taken));
  return { build: free("build", taken), images };
}
function stageName(name) {
  const allowed = name.toLowerCase().replace(/[^a-z0-9._-]/g, "-");
  return /^[a-z]/.test(allowed) ? allowed : `program-${allowed}`;
}
function free(name, taken) {
  let found2 = name;
  for (let count = 2; taken.has(found2); count++) found2 = `${name}-${count}`;
  taken.add(found2);
  return found2;
}

// src/dockerfile/generate/eject.ts
function ejectDockerfile(request) {
  const names = stageNames(request.images.map(({ name }) => name));
  const parts = [header(request, names.images), goStage(request, names.build), ...finalStages(request, names)];
  return `${parts.map((lines) => lines.join("\n")).join("\n\n")}
`;
}
function header({ images, platforms, context, goPrivate, flags }, targets) {
  const [first] = targets;
  const isStamped = flags.includes("-buildvcs=true");
  const secret = goPrivate.length === 0 ? [] : ["--secret", "id=netrc,src=$HOME/.netrc"];
  const newline = images.some(({ config }) => needsNewline(configLines(config, {}))) ? ["--build-arg", `${NEWLINE_ARGUMENT}=$'\\n'`] : [];
  const command = (...words2) => `#   ${["docker", ...words2].join(" ")}`;
  const options = [...secret, ...newline, "-t", "IMAGE", shellWord(context)];
  const list2 = platforms.map(formatPlatform).join(",");
  return [
    "# Written by `go-containerize eject`; from here on it is yours. BuildKit builds it, which Docker has since 18.09 and",
    "# uses by itself since 23.0:",
    command("build", ...options),
    ...platforms.length > 1 ? [command("buildx", "build", "--platform", list2, "--push", ...options)] : [],
    ...targets.length > 1 ? [
      `# Each program has a stage of its own; without --target it is ${first}:`,
      command("build", "--target", targets.at(-1) ?? "", ...options)
    ] : [],
    `# Put ${isStamped ? "" : ".git and "}what is no source into .dockerignore: a change there would compile everything again.`
  ];
}

// src/dockerfile/overlay/platform-folder.ts
var PLATFORM_ARGUMENTS = ["TARGETOS", "TARGETARCH", "TARGETVARIANT"];
var PLATFORM_FOLDER = "${TARGETOS}_${TARGETARCH}${TARGETVARIANT}";
function platformFolder(platform) {
  const { os, architecture, variant = "" } = normalizePlatform(platform);
  return `${os}_${architecture}${variant}`;
}

// src/dockerfile/generate/generated.ts
var ROOTS_ARCHIVE = "roots.tar.gz";
var FILES_ARCHIVE = "files.tar";
function generateDockerfile(request) {
  const { base, programs, programsContext, files } = request;
  const config = oneConfig(request);
  const newline = needsNewline(config);
  const lines = [
    `FROM ${base ?? "scratch"}`,
    ...base === void 0 ? [`ADD ${ROOTS_ARCHIVE} /`] : [],
    ...files ? [`ADD ${FILES_ARCHIVE} /`] : [],
    "ARG TARGETOS TARGETARCH TARGETVARIANT",
    ...programs.map(
      ({ name, destination }) => copyLine([`--from=${programsContext}`], [`/${PLATFORM_FOLDER}/${name}`], destinationPath(destination))
    ),
    ...newline ? [`ARG ${NEWLINE_ARGUMENT}`] : [],
    ...config
  ];
  return {
    text: `${lines.join("\n")}
`,
    buildArgs: newline ? { [NEWLINE_ARGUMENT]: "\n" } : {},
    warnings: triggerWarnings(request)
  };
}
function triggerWarnings({ base, configs }) {
  const triggers = [...new Set(configs.flatMap(({ inherited }) => inherited?.OnBuild ?? []))];
  if (triggers.length === 0) return [];
  return [`the base ${base} has ONBUILD instructions, which BuildKit runs: ${triggers.join("; ")}`];
}
function oneConfig({ base, configs }) {
  const [first = [], ...others] = configs.map(({ wanted, inherited = SCRATCH_CONFIG }) => configLines(wanted, inherited));
  const other2 = others.find((lines) => lines.join("\n") !== first.join("\n"));
  if (!other2) return first;
  const [line] = [...first, ...other2].filter((text2) => !(first.includes(text2) && other2.includes(text2)));
  throw new UserError(`the platforms of ${base} differ in what an image takes over from it: ${line}`, {
    hint: "state that value in the request, build the platforms one by one, or use engine: embedded"
  });
}
function archiveEntries(entries) {
  const implied = (folder) => entries.some(({ path }) => path.startsWith(`${folder}/`));
  return entries.filter(({ kind, path }) => kind !== "directory" || !implied(path));
}

// src/dockerfile/modes/programs.ts
import { posix as posix3 } from "node:path";

// src/dockerfile/modes/go-environment.ts
var RESULT = ["GOEXPERIMENT", "GOFIPS140", "GO111MODULE"];
var SOURCES = ["GOPROXY", "GOPRIVATE", "GONOPROXY", "GONOSUMDB", "GOSUMDB", "GOINSECURE", "GOVCS", "GOWORK"];
var LEVELS = {
  "386": ["GO386", "sse2"],
  amd64: ["GOAMD64", "v1"],
  arm: ["GOARM", "7"],
  arm64: ["GOARM64", "v8.0"],
  mips: ["GOMIPS", "hardfloat"],
  mipsle: ["GOMIPS", "hardfloat"],
  mips64: ["GOMIPS64", "hardfloat"],
  mips64le: ["GOMIPS64", "hardfloat"],
  ppc64: ["GOPPC64", "power8"],
  ppc64le: ["GOPPC64", "power8"],
  riscv64: ["GORISCV64", "rva20u64"]
};
function goEnvironmentOf(input) {
  const target = targetOf(input);
  return {
    ...Object.fromEntries(RESULT.map((name) => [name, input.env[name] ?? ""])),
    ...Object.fromEntries(SOURCES.flatMap((name) => input.env[name] ? [[name, input.env[name]]] : [])),
    ...target,
    CGO_ENABLED: input.env.CGO_ENABLED ?? "",
    // The stage's are among the flags of the command.
    GOFLAGS: ""
  };
}
function targetOf({ go, env, platform, ownPlatform }) {
  if (go.program === "xx-go") return { GOOS: "", GOARCH: "", ...goEnvOf(platform) };
  const GOOS = env.GOOS || ownPlatform.os;
  const GOARCH = env.GOARCH || ownPlatform.architecture;
  const [name, standard] = LEVELS[GOARCH] ?? [];
  if (name === void 0 || standard === void 0) return { GOOS, GOARCH };
  return { GOOS, GOARCH, [name]: env[name] || ownArm(GOOS, GOARCH, ownPlatform) || standard };
}
function ownArm(os, architecture, own) {
  const native = os === own.os && architecture === own.architecture && architecture === "arm";
  return native ? goEnvOf(own).GOARM : void 0;
}

// src/dockerfile/modes/programs.ts
function programsOf(input) {
  const { go, folder, host } = input;
  if (host === void 0)
    return { unclear: `the sources in ${folder} are not copied from the context, or from several places` };
  const names = executablesOf(input, host);
  if ("unclear" in names) return names;
  return go.verb === "install" ? installed(input, names.executables) : built(input, names.executables);
}
function executablesOf({ go, mains }, host) {
  if (go.packages.length > 0 && go.packages.every((name) => name.endsWith(".go"))) {
    return { executables: [posix3.basename(go.packages[0] ?? "", ".go")] };
  }
  const names = [];
  for (const pattern of go.packages.length === 0 ? ["."] : go.packages) {
    const found2 = mains.filter(mainsOf(pattern, host));
    if (found2.length === 0)
      return { unclear: `the work tree has no main package ${pattern} in ${host === "" ? "its root" : host}` };
    names.push(...found2.map((main) => executableName(main.importPath)));
  }
  if (new Set(names).size < names.length) return { unclear: "two of its programs have one name" };
  return { executables: names };
}
function mainsOfCompile({ folder, packages, programs }, mains) {
  const wanted = new Set(programs.map(({ executable }) => executable));
  const named = (packages.length === 0 ? ["."] : packages).flatMap((name) => mains.filter(mainsOf(name, folder)));
  return named.filter(({ importPath }) => wanted.has(executableName(importPath)));
}
function mainsOf(pattern, host) {
  const relative2 = /^\.{1,2}(\/|$)/.test(pattern);
  const wanted = relative2 ? posix3.join("/", host, pattern) : pattern;
  const root = withoutSlash(wanted.replace(/\/\.\.\.$/, ""));
  const nameOf3 = ({ folder, importPath }) => relative2 ? `/${folder}` : importPath;
  if (!wanted.endsWith("/...")) return (main) => nameOf3(main) === root;
  return (main) => root === "" || nameOf3(main) === root || nameOf3(main).startsWith(`${root}/`);
}
function withoutSlash(path) {
  return path.length > 1 && path.endsWith("/") ? path.slice(0, -1) : path;
}
function built({ go, folder, isFolder: isFolder2 }, executables) {
  const [first = ""] = executables;
  if (go.output === void 0) {
    return { programs: executables.length === 1 ? [{ executable: first, path: posix3.join(folder, first) }] : [] };
  }
  const output = posix3.resolve(folder, go.output);
  if (go.output.endsWith("/") || isFolder2(output)) {
    return { programs: executables.map((executable) => ({ executable, path: posix3.join(output, executable) })) };
  }
  if (executables.length > 1) return { unclear: `-o ${go.output} names one file for ${executables.length} programs` };
  return { programs: [{ executable: first, path: output }] };
}
function installed(input, executables) {
  const { go, env, ownPlatform } = input;
  if (go.output !== void 0) return { unclear: "go install has no -o" };
  const { GOOS, GOARCH } = targetOf(input);
  const cross = GOOS !== ownPlatform.os || GOARCH !== ownPlatform.architecture;
  if (cross && env.GOBIN) return { unclear: "go install refuses GOBIN when it compiles for another platform" };
  const [root = ""] = (env.GOPATH ?? "").split(":");
  const bin = env.GOBIN || (root === "" ? "" : posix3.join(root, "bin"));
  if (!bin.startsWith("/")) return { unclear: "neither GOBIN nor GOPATH says where go install writes" };
  const folder = cross ? posix3.join(bin, `${GOOS}_${GOARCH}`) : bin;
  return { programs: executables.map((executable) => ({ executable, path: posix3.join(folder, executable) })) };
}

// src/dockerfile/modes/build-info.ts
function readBuildInfo(text2) {
  const info = parse2(text2);
  const goVersion = stringAt(info, "GoVersion");
  if (goVersion === void 0) return void 0;
  const settings = (arrayAt(info, "Settings") ?? []).map(
    (setting) => [stringAt(setting, "Key") ?? "", stringAt(setting, "Value") ?? ""]
  );
  return {
    goVersion,
    path: stringAt(info, "Path") ?? "",
    main: readModule(recordAt(info, "Main")),
    settings: new Map(settings),
    modules: (arrayAt(info, "Deps") ?? []).flatMap((entry) => readModule(entry) ?? [])
  };
}
function parse2(text2) {
  try {
    const value = JSON.parse(text2);
    return Array.isArray(value) ? value[0] : value;
  } catch {
    return void 0;
  }
}
function readModule(value) {
  if (!isRecord(value) || stringAt(value, "Path") === void 0) return void 0;
  return {
    path: stringAt(value, "Path") ?? "",
    version: stringAt(value, "Version") ?? "",
    sum: stringAt(value, "Sum") ?? "",
    replacement: readModule(recordAt(value, "Replace"))
  };
}

// src/dockerfile/overlay/context-name.ts
var NAME = "go-containerize-out";
function contextName(dockerfile, contexts) {
  return freeName(NAME, dockerfile, contexts);
}
function freeName(name, dockerfile, contexts) {
  const taken = new Set(contexts.map((name2) => name2.toLowerCase().replace(/:latest$/, "")));
  for (const { name: stage, from: from3 } of dockerfile.stages) {
    if (stage !== void 0) taken.add(stage);
    taken.add(from3.image.toLowerCase().replace(/:latest$/, ""));
  }
  return firstFree(name, taken);
}
function firstFree(name, taken) {
  let free2 = name;
  for (let count = 2; taken.has(free2); count++) free2 = `${name}-${count}`;
  return free2;
}

// src/dockerfile/text.ts
var LEADING_SPACE = new RegExp("^\\p{White_Space}+", "u");
var TRAILING_SPACE = new RegExp("\\p{White_Space}+$", "u");
function isSpace(character) {
  if (character > " " && character < "") return false;
  return LEADING_SPACE.test(character);
}
var PLAIN2 = /[\w./:@+,-]+/y;
function pieceAt(text2, at) {
  PLAIN2.lastIndex = at;
  return PLAIN2.exec(text2)?.[0] ?? text2.charAt(at);
}
function trimStart(text2) {
  return text2.replace(LEADING_SPACE, "");
}
function trim(text2) {
  return trimStart(text2).replace(TRAILING_SPACE, "");
}
function quoted2(text2) {
  const escaped4 = (character) => `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, "0")}`;
  return JSON.stringify(text2).replace(/(?! )[\p{C}\p{Z}]/gu, escaped4);
}
var BLANKS = /[\t\v\f\r ]+/;
var NO_CHARACTER = "�";
var Refused = class extends Error {
  name = "Refused";
  /** If it isn't that of the instruction at hand. */
  line;
  constructor(message, line) {
    super(message);
    this.line = line;
  }
};

// src/dockerfile/directives.ts
var DIRECTIVE = /^([a-zA-Z][a-zA-Z0-9]*)[\t\n\f\r ]*=[\t\n\f\r ]*([^\n]+?)[\t\n\f\r ]*$/;
var DirectiveReader = class {
  seen = /* @__PURE__ */ new Map();
  /** None can follow any more. */
  done = false;
  /** Throws on a second one of a name and on an escape that is none. */
  read(line) {
    if (this.done) return;
    const match = line.startsWith("#") ? DIRECTIVE.exec(trimStart(line.slice(1))) : null;
    const [, name = "", value = ""] = match ?? [];
    const key = name.toLowerCase();
    if (key !== "syntax" && key !== "escape" && key !== "check") {
      this.done = true;
      return;
    }
    if (this.seen.has(key)) throw new Refused(`only one ${key} parser directive can be used`);
    if (key === "escape" && value !== "\\" && value !== "`")
      throw new Refused(`invalid escape token '${value}' does not match \` or \\`);
    this.seen.set(key, value);
  }
  get escape() {
    return this.value("escape") === "`" ? "`" : "\\";
  }
  value(name) {
    return this.seen.get(name);
  }
};
function frontendDirectives(lines) {
  const reader = new DirectiveReader();
  try {
    for (const { text: text2 } of lines.slice(lines[0]?.text.startsWith("#!") ? 1 : 0)) {
      if (reader.done) break;
      reader.read(text2);
    }
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
  }
  const [syntax, check10] = [reader.value("syntax"), reader.value("check")];
  return { ...syntax === void 0 ? {} : { syntax }, ...check10 === void 0 ? {} : { check: check10 } };
}

// src/dockerfile/physical-lines.ts
var BYTE_ORDER_MARK = Buffer.from([239, 187, 191]);
var [CARRIAGE_RETURN, NEWLINE2] = [13, 10];
var LONGEST_LINE = 65535;
function physicalLines(source) {
  const lines = [];
  let start = source.subarray(0, 3).equals(BYTE_ORDER_MARK) ? 3 : 0;
  while (start < source.length) {
    const newline = source.indexOf(NEWLINE2, start);
    const next = newline < 0 ? source.length : newline + 1;
    const number = lines.length + 1;
    const content = newline < 0 ? next : newline;
    if (content - (number === 1 ? 0 : start) > LONGEST_LINE) return { lines, tooLong: number };
    let end = content;
    while (end > start && source[end - 1] === CARRIAGE_RETURN) end--;
    lines.push({ number, start, end, text: source.toString("utf8", start, end) });
    start = next;
  }
  return { lines, tooLong: void 0 };
}

// src/dockerfile/frontend.ts
function syntaxOf(source) {
  return frontendDirectives(physicalLines(source).lines).syntax;
}
function frontendOf(syntax, buildArgs) {
  const [name = ""] = (buildArgs.BUILDKIT_SYNTAX ?? syntax ?? "").trim().split(/\s/);
  return name === "" || name === "dockerfile.v0" ? void 0 : name;
}
var READ_AS_MINOR = 28;
function mayReadMore(frontend) {
  const [, minor] = /^(?:docker\.io\/)?docker\/dockerfile:1\.([0-9]+)(?:\.[0-9]+)?(?:@.*)?$/.exec(frontend) ?? [];
  return minor === void 0 || Number(minor) > READ_AS_MINOR;
}

// src/dockerfile/overlay/possible.ts
var CONTEXTS_SINCE_MINOR = 4;
function overlayRefusal(dockerfile, buildArgs) {
  return frontendRefusal(dockerfile, buildArgs) ?? platformRefusal(dockerfile, buildArgs);
}
function frontendRefusal({ directives, source }, buildArgs) {
  const frontend = frontendOf(directives.syntax, buildArgs);
  if (frontend === void 0) return void 0;
  const line = lineOf(source, /^\s*#\s*syntax\s*=/im);
  const rule = "overlay-syntax";
  const hint = "write `# syntax=docker/dockerfile:1`, which is the newest of its kind";
  const [, name = "", tag] = /^(?:docker\.io\/)?(docker\/dockerfile(?:-upstream)?)(?::([^@]+))?(?:@.*)?$/.exec(frontend) ?? [];
  if (name === "") return { rule, reason: `${frontend} is a frontend not known here`, line, hint };
  if (tag === void 0) {
    return frontend.includes("@") ? { rule, reason: `${frontend} tells no version of the frontend`, line, hint } : void 0;
  }
  const [, minor] = /^1(?:\.([0-9]+)(?:\.[0-9]+)?)?(?:-labs|-rc[0-9]+)?$/.exec(tag) ?? [void 0, "unknown"];
  if (minor === "unknown" && !/^(latest|labs|master|master-labs)$/.test(tag)) {
    return { rule, reason: `${frontend} tells no version of the frontend`, line, hint };
  }
  if (minor === void 0 || minor === "unknown" || Number(minor) >= CONTEXTS_SINCE_MINOR) return void 0;
  return { rule, reason: `${frontend} has no named contexts, which came with 1.${CONTEXTS_SINCE_MINOR}`, line, hint };
}
function platformRefusal({ globals }, buildArgs) {
  const rule = "overlay-platform-args";
  const hint = "BuildKit sets TARGETOS, TARGETARCH and TARGETVARIANT itself: leave the value out";
  const given = PLATFORM_ARGUMENTS.find((name) => buildArgs[name] !== void 0);
  if (given !== void 0)
    return { rule, reason: `the build argument ${given} hides which platform is built`, line: 1, hint };
  for (const { args, span } of globals) {
    const fixed = args.find(({ name, value }) => value !== void 0 && PLATFORM_ARGUMENTS.some((own) => own === name));
    if (fixed)
      return {
        rule,
        reason: `ARG ${fixed.name}=${fixed.value} hides which platform is built`,
        line: span.firstLine,
        hint
      };
  }
  return void 0;
}
function lineOf(source, pattern) {
  const lines = source.toString().split("\n");
  return Math.max(
    0,
    lines.findIndex((line) => pattern.test(line))
  ) + 1;
}

// src/dockerfile/overlay/edit.ts
function applyEdits(source, edits) {
  const sorted = [...edits].sort((a, b) => a.start - b.start || a.end - b.end);
  const pieces = [];
  let at = 0;
  for (const { start, end, text: text2 } of sorted) {
    if (start < at || end < start || end > source.length) throw new RangeError(`the edit ${start}–${end} does not fit`);
    pieces.push(source.subarray(at, start), Buffer.from(text2));
    at = end;
  }
  return Buffer.concat([...pieces, source.subarray(at)]);
}

// src/dockerfile/overlay/numbered.ts
function numberedFrom({ stages }, first) {
  for (const instruction of stages.flatMap((stage) => stage.instructions)) {
    const from3 = sourcesOf(instruction).find((name) => /^[0-9]+$/.test(name) && Number(name) >= first);
    if (from3 !== void 0) return { from: from3, line: instruction.span.firstLine };
  }
  return void 0;
}
function sourcesOf(instruction) {
  if (instruction.kind === "copy" || instruction.kind === "add")
    return instruction.from === void 0 ? [] : [instruction.from];
  return instruction.kind === "run" ? instruction.mounts.flatMap(({ options }) => options.from ?? []) : [];
}

// src/dockerfile/overlay/prebuilt.ts
function prebuiltLayout(programs) {
  const owners = /* @__PURE__ */ new Map();
  for (const { path, platform } of programs) {
    const owner = platformFolder(platform);
    if ((owners.get(path) ?? owner) !== owner) return "by-platform";
    owners.set(path, owner);
  }
  return "as-named";
}
function prebuiltPath({ path, platform }, layout) {
  return layout === "as-named" ? path : `${platformFolder(platform)}/${path}`;
}
function prebuiltRefusal({
  dockerfile,
  copies,
  programs
}) {
  if (prebuiltLayout(programs) === "as-named") return void 0;
  const first = Math.min(...copies.map((copy) => copy.stage));
  const found2 = numberedFrom(dockerfile, first);
  return found2 && {
    rule: "prebuilt-6-numbers",
    reason: `--from=${found2.from} counts stages`,
    line: found2.line,
    hint: "give the stage a name"
  };
}
function prebuiltOverlay({ dockerfile, copies, programs, context }) {
  const edits = [];
  let from3 = context;
  if (prebuiltLayout(programs) === "by-platform") {
    from3 = firstFree("go-containerize-programs", new Set(dockerfile.stages.flatMap(({ name }) => name ?? [])));
    const stage = dockerfile.stages[Math.min(...copies.map((copy) => copy.stage))];
    const start = stage?.span.start ?? 0;
    edits.push({ start, end: start, text: `${programStage(from3, context).join("\n")}

` });
  }
  return applyEdits(dockerfile.source, [...edits, ...copies.map((copy) => editOf(copy, from3, dockerfile.source))]);
}
function programStage(name, context) {
  return [
    `FROM scratch AS ${name}`,
    ...PLATFORM_ARGUMENTS.map((argument) => `ARG ${argument}`),
    `COPY --from=${context} /${PLATFORM_FOLDER}/ /`
  ];
}
function editOf({ instruction, sources: sources2 }, from3, source) {
  const { start, end } = instruction.span;
  const before = source.subarray(start, end).toString();
  if (sources2.length === instruction.sources.length) {
    const [keyword = ""] = /^\s*(COPY|ADD)/i.exec(before) ?? [];
    return { start, end: start + Buffer.byteLength(keyword), text: `COPY --from=${from3}` };
  }
  const ours = instruction.sources.filter((_, index) => sources2.includes(index));
  const others = instruction.sources.filter((_, index) => !sources2.includes(index));
  const lines = [copyLine2(instruction, others, void 0), copyLine2(instruction, ours, from3)];
  return { start, end, text: lines.join("\n") + (before.endsWith("\n") ? "\n" : "") };
}
function copyLine2({ kind, flags, destination }, sources2, from3) {
  const words2 = [...sources2, destination];
  return [
    from3 === void 0 ? kind.toUpperCase() : `COPY --from=${from3}`,
    ...flags.map(({ name, value }) => value === void 0 ? `--${name}` : `--${name}=${value}`),
    ...words2.some((word) => /\s/.test(word)) ? [`[${words2.map((word) => JSON.stringify(word)).join(", ")}]`] : words2
  ].join(" ");
}

// src/dockerfile/modes/command.ts
import { posix as posix15 } from "node:path";

// src/dockerfile/modes/go-flags.ts
var SWITCHES = /* @__PURE__ */ new Set([
  ...["a", "asan", "buildvcs", "cover", "i", "json", "modcacherw", "msan", "race", "trimpath", "v", "work", "x"]
]);
var WITH_VALUE = /* @__PURE__ */ new Set([
  ...["C", "asmflags", "buildmode", "covermode", "coverpkg", "gccgoflags", "gcflags", "installsuffix"],
  ...["ldflags", "mod", "modfile", "o", "p", "pgo", "tags"]
]);
var REFUSED = /* @__PURE__ */ new Set(["compiler", "linkshared", "n", "overlay", "pkgdir", "toolexec"]);
function readFlag(word, next) {
  const [, name, own] = /^--?([A-Za-z0-9]+[A-Za-z0-9-]*)(?:=(.*))?$/s.exec(word) ?? [];
  if (name === void 0) return "none";
  if (REFUSED.has(name)) return { why: `the flag -${name}` };
  if (SWITCHES.has(name)) return { name, value: own, word: own === void 0 ? `-${name}` : `-${name}=${own}`, extra: 0 };
  if (!WITH_VALUE.has(name)) return { why: `-${name}, a flag not known here` };
  const value = own ?? next;
  if (value === void 0) return { why: `-${name} without its value` };
  return { name, value, word: `-${name}=${value}`, extra: own === void 0 ? 1 : 0 };
}
function goflagsOf(text2) {
  const words2 = splitQuoted(text2);
  if (!words2) return { why: "a quote that stays open in GOFLAGS" };
  const flags = [];
  for (const word of words2) {
    const flag = readFlag(word, void 0);
    if (flag === "none") return { why: `${word || "an empty word"} in GOFLAGS` };
    if ("why" in flag) return { why: `${flag.why}, in GOFLAGS` };
    if (flag.name === "o" || flag.name === "C") return { why: `the flag -${flag.name}, in GOFLAGS` };
    flags.push(flag.word);
  }
  return { flags };
}
function withFlags(goflags, own) {
  const named = new Set(own.map(nameOf));
  return [...goflags.filter((flag) => !named.has(nameOf(flag))), ...own];
}
function nameOf(flag) {
  return flag.slice(1).split("=", 1)[0] ?? "";
}
var FOREIGN = {
  asmflags: /(^|[\s='"])--?I/,
  gcflags: /(^|[\s='"])--?(I|embedcfg|importcfg|pgoprofile|symabis)\b/,
  // An external linker is the system's, and brings parts of its C library.
  ldflags: /(^|[\s='"])--?(L|extar|extld|importcfg|libgcc|linkmode[\s=]+['"]?external)\b/
};
function foreignToolFlag(flags) {
  return flags.find((flag) => FOREIGN[nameOf(flag)]?.test(flag.slice(flag.indexOf("=") + 1)));
}

// src/dockerfile/modes/path-pattern.ts
function matchesPath(pattern, path) {
  const source = pattern.replace(/\\.|\*|\?|\[\^?(?:\\.|[^\]\\])+\]|./gs, (piece) => {
    if (piece === "*") return "[^/]*";
    if (piece === "?") return "[^/]";
    if (piece.length > 1 && piece.startsWith("[")) return `(?!/)${piece}`;
    return escapeRegExp(piece.length > 1 ? piece.slice(1) : piece);
  });
  return new RegExp(`^${source}$`, "s").test(path);
}
function isPattern(path) {
  return /[*?[]/.test(path);
}
function escapeRegExp(text2) {
  return text2.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
}

// src/dockerfile/modes/rules/rule.ts
var OK = { ok: true };
function refuse(reason, line) {
  return { ok: false, reason, line };
}

// src/dockerfile/modes/rules/hidden-compile.ts
var GO = /(^|[\s;&|("'])(xx-go|go(\s+-C\s+\S+)?)\s+(build|install)(\s(?!.*@)|$)/;
var TOOL = /(^|[\s;&|("'])(go\s+run|make|mage|task|just|goreleaser|bazel)(\s|$)/;
var SCRIPT = /(^|[\s;&|(])(sh|bash|\.{0,2}\/[\w./-]+\.sh)\b/;
var INSTALLING = /\b(apk|apt|apt-get|dnf|microdnf|tdnf|yum|zypper)\s(\\\n|[^;&|)\n])*/g;
function compilesUnread(placed) {
  if (placed.kind === "unclear") return compilesText(placed.text);
  if (placed.role.role === "unknown") return compilesText(placed.command.words.map(({ text: text2 }) => text2).join(" "));
  return void 0;
}
function compilesText(all) {
  const text2 = all.replace(INSTALLING, "");
  if (GO.test(text2)) return "go";
  return TOOL.test(text2) || SCRIPT.test(text2) ? "tool" : void 0;
}
function hidesCompile({ model, uses }) {
  const unclear2 = model.builds.find((build) => build.unclear !== void 0);
  const commands = model.commands.flatMap((placed) => whyHidden(placed) ?? []);
  const from3 = firstSources(model);
  const first = commands.find(({ line }) => line >= from3) ?? commands[0];
  const sure = commands.find(({ sure: sure2 }) => sure2);
  if (sure) return refuse(sure.why, sure.line);
  if (uses.every((use) => use.kind === "known")) return void 0;
  if (unclear2) return refuse(`what the go build makes is not known: ${unclear2.unclear}`, unclear2.line);
  return first ? refuse(first.why, first.line) : void 0;
}
function firstSources({ copies }) {
  const more = copies.find(({ source }) => !/(^|\/)go\.(mod|sum|work|work\.sum|\*)$/.test(source));
  return more?.line ?? 0;
}
function whyHidden(placed) {
  const { line } = placed;
  const kind = compilesUnread(placed);
  if (placed.kind === "unclear") {
    const why = `the RUN that compiles is no plain list of commands: it has ${placed.why}`;
    return kind && { why, line, sure: kind === "go" };
  }
  const { role } = placed;
  if (role.role === "unclear-compile") return { why: `go build has ${role.why}`, line, sure: true };
  if (role.role === "tool" || role.role === "unknown" && kind)
    return { why: `${role.what} compiles there, and what it does is not guessed`, line, sure: kind === "go" };
  return void 0;
}

// src/dockerfile/modes/rules/02-sources.ts
var sources = {
  id: "replace-2-sources",
  title: "all that is taken from the stage is a program of go build, or a file of the context",
  hint: "copy only programs and files of the context out of that stage; certificates and the like from another one",
  check: (judged) => {
    for (const use of judged.uses) {
      if (use.kind === "known" || hidesCompile(judged)) continue;
      const { line, path, how } = use.consumer;
      return refuse(`line ${line} ${how === "copy" ? "copies" : "mounts"} ${path}, ${use.why}`, line);
    }
    return OK;
  }
};

// src/dockerfile/modes/rules/01-reach.ts
var reach = {
  id: "replace-1-reach",
  title: "the image takes files from the stage, and nothing is built on it",
  hint: "let the image copy the program out of the stage: COPY --from=STAGE /path /path",
  check: ({ model }) => {
    const [found2] = model.entangled;
    return found2 ? refuse(`stage ${model.stage.name} ${found2.how}`, found2.line) : OK;
  }
};

// src/dockerfile/modes/rules/03-words.ts
var words = {
  id: "replace-3-words",
  title: "the programs are made by a go build whose words are known",
  hint: "write the go build itself into the RUN, or give the command with `build-command`",
  check: (judged) => {
    const hidden = hidesCompile(judged);
    if (hidden) return hidden;
    const [first] = judged.model.consumers;
    return judged.builds.length === 0 ? refuse("no program of a go build is taken from the stage", first?.line ?? judged.model.stage.line) : OK;
  }
};

// src/dockerfile/modes/rules/04-cgo.ts
var cgo = {
  id: "replace-4-cgo",
  title: "CGO_ENABLED=0 is said, in the RUN, an ENV or an ARG",
  hint: "write CGO_ENABLED=0 before the go build",
  check: ({ builds }) => {
    for (const { build } of builds) {
      const value = build.env.CGO_ENABLED;
      if (value === "0") continue;
      const why = value === void 0 || value === "" ? "CGO_ENABLED is not set for the go build" : `CGO_ENABLED is ${value}`;
      return refuse(why, build.line);
    }
    return OK;
  }
};

// src/dockerfile/modes/rules/05-environment.ts
import { posix as posix5 } from "node:path";

// src/dockerfile/modes/context-files.ts
var import_dockerignore = __toESM(require_ignore(), 1);
import { posix as posix4 } from "node:path";
function hiddenBy(dockerignore) {
  if (dockerignore === void 0) return () => false;
  const rules = import_dockerignore.default.default().add(dockerignore);
  return (path) => path !== "" && rules.ignores(path);
}
function contextCopies(steps, folders) {
  return steps.flatMap((step2) => {
    if (step2.kind === "copy") return copiesOf(step2, folders);
    return step2.kind === "run" ? mountsOf(step2) : [];
  });
}
function copiesOf(step2, folders) {
  if (step2.from !== void 0 || step2.inline || isUnfollowed(step2)) return [];
  const destination = withoutSlash2(step2.destination);
  const into = step2.destination.endsWith("/") || step2.sources.length > 1 || folders.has(destination);
  const flags = step2.flags.map(({ name, value }) => value === void 0 ? `--${name}` : `--${name}=${value}`);
  const sources2 = step2.add ? step2.sources.filter((source) => !isUnpacked(source)) : step2.sources;
  return sources2.map((source) => ({ line: step2.line, source: fromContext(source), destination, into, flags }));
}
function isUnfollowed({ flags }) {
  return flags.some(({ name }) => name === "parents" || name === "exclude");
}
function isUnpacked(source) {
  return /^(https?:\/\/|git@|git:\/\/|ssh:\/\/)|\.(tar|tar\.[a-z0-9]+|tgz|tbz2?|txz)$/i.test(source);
}
function mountsOf(step2) {
  return step2.mounts.flatMap(({ type, options }) => {
    const { source = "", target, from: from3 } = options;
    if (type !== "bind" || from3 !== void 0 || target === void 0) return [];
    const destination = withoutSlash2(posix4.resolve(step2.workdir, target));
    return [{ line: step2.line, source: fromContext(source), destination, into: false, flags: [] }];
  });
}
function fromContext(source) {
  return withoutSlash2(posix4.resolve("/", source)).slice(1);
}
function withoutSlash2(path) {
  return path.length > 1 && path.endsWith("/") ? path.slice(0, -1) : path;
}
function contextFiles(copies, tree, isHidden = hiddenBy(tree.dockerignore)) {
  const known2 = copies.map((copy) => knownCopy(copy, tree));
  const latestFirst = known2.toReversed();
  const sourceOf = (stagePath) => {
    for (const one2 of latestFirst) {
      const source = sourceIn(one2, stagePath, tree);
      if (source !== void 0 && tree.kindOf(source) !== void 0 && !isHidden(source))
        return { source, copy: one2.copy };
    }
    return void 0;
  };
  return { sourceOf, folderOf: (stageFolder) => agreed(known2.flatMap((one2) => folderIn(one2, stageFolder))) };
}
function knownCopy(copy, tree) {
  const { source, destination, into } = copy;
  const kind = isPattern(source) ? "pattern" : tree.kindOf(source);
  const target = kind === "file" && into ? posix4.join(destination, posix4.basename(source)) : destination;
  return { copy, kind, target };
}
function sourceIn({ copy: { source }, kind, target }, path, tree) {
  if (kind === "file") return path === target ? source : void 0;
  if (kind === "folder") {
    const rest = below(target, path);
    return rest === void 0 ? void 0 : inFolder(source, rest);
  }
  if (kind === void 0 || posix4.dirname(path) !== target) return void 0;
  const candidate = posix4.join(posix4.dirname(source), posix4.basename(path));
  return matchesPath(source, candidate) && tree.kindOf(candidate) === "file" ? candidate : void 0;
}
function folderIn({ copy: { source }, kind, target }, folder) {
  if (kind === void 0 || kind === "pattern") return [];
  const rest = kind === "folder" ? below(target, folder) : void 0;
  if (rest !== void 0) return [inFolder(source, rest)];
  const inner = below(folder, target);
  if (inner === void 0 || inner === "") return [];
  if (source === inner) return [""];
  return source.endsWith(`/${inner}`) ? [source.slice(0, -inner.length - 1)] : [];
}
function inFolder(folder, rest) {
  return folder === "" || rest === "" ? folder + rest : `${folder}/${rest}`;
}
function agreed(folders) {
  const distinct2 = new Set(folders);
  return distinct2.size === 1 ? folders[0] : void 0;
}
function below(folder, path) {
  if (folder === path) return "";
  const prefix = folder === "/" ? "/" : `${folder}/`;
  return path.startsWith(prefix) ? path.slice(prefix.length) : void 0;
}

// src/dockerfile/modes/rules/05-environment.ts
var environment = {
  id: "replace-5-environment",
  title: "which Go compiles, and for what, is known and right for each platform",
  hint: "use a golang image with a version, and GOOS=$TARGETOS GOARCH=$TARGETARCH",
  check: ({ model, builds }) => {
    const { go } = model;
    if (go.kind === "unknown") return refuse(`which Go the stage has is not known: ${go.why}`, model.image.line);
    if (isTooOld(go.version)) return refuse(`${go.image} has a Go older than 1.${LEAST_MINOR}`, model.image.line);
    for (const { build } of builds) {
      const wrong = wrongTarget(model, build) ?? wrongValue(build) ?? foreignTool(build) ?? ownModules(model, build) ?? copiedSettings(model, build) ?? wrongGo(model, build);
      if (wrong) return wrong;
    }
    if (go.kind === "exact") return OK;
    const message = `${go.image} is whatever Go is newest under that name; here it is the Go that this run uses`;
    return { ok: true, warnings: [{ message, line: model.image.line }] };
  }
};
var LEAST_MINOR = 21;
function isTooOld(version) {
  const [, minor] = /^1\.(\d+)/.exec(version) ?? [];
  return minor !== void 0 && Number(minor) < LEAST_MINOR;
}
function wrongTarget(model, build) {
  const { GOOS, GOARCH } = targetOf({ ...model, go: build.go, env: build.env });
  const { os, architecture } = model.platform;
  if (GOOS === os && GOARCH === architecture) return void 0;
  return refuse(`it compiles for ${GOOS}/${GOARCH} in an image for ${os}/${architecture}`, build.line);
}
function wrongValue({ env, line }) {
  const { GO111MODULE = "", GOARM: GOARM2 = "", GOTOOLCHAIN = "", GOENV = "off", GOROOT = "", GOWORK = "" } = env;
  if (GO111MODULE === "off" || GO111MODULE === "auto") return refuse(`GO111MODULE is ${GO111MODULE}`, line);
  if (GOARM2 !== "" && !/^[567](,(soft|hard)float)?$/.test(GOARM2)) return refuse(`go knows no GOARM=${GOARM2}`, line);
  if (GOTOOLCHAIN !== "" && GOTOOLCHAIN !== "local") return refuse(`GOTOOLCHAIN is ${GOTOOLCHAIN}`, line);
  if (GOENV !== "off" && GOENV !== "") return refuse(`go reads its settings from ${GOENV}`, line);
  if (GOROOT !== "" && GOROOT !== "/usr/local/go") return refuse(`GOROOT is ${GOROOT}`, line);
  if (GOWORK !== "" && GOWORK !== "off") return refuse(`GOWORK is ${GOWORK}`, line);
  return void 0;
}
function foreignTool({ env, go, line }) {
  const name = ["GOTOOLDIR", "GOCACHEPROG", "GODEBUG", "GO_EXTLINK_ENABLED"].find((name2) => env[name2]);
  if (name !== void 0) return refuse(`${name} is ${env[name]}`, line);
  const flag = foreignToolFlag(go.flags);
  return flag === void 0 ? void 0 : refuse(`${flag} names files or programs of the stage`, line);
}
function ownModules({ copies, files, steps }, { env, line }) {
  const { GOPROXY = "", GOPATH = "" } = env;
  if (/(^|[,|])\s*file:/i.test(GOPROXY))
    return refuse(`go fetches modules from a folder of the stage: ${GOPROXY}`, line);
  const cache = posix5.resolve("/", env.GOMODCACHE || `${GOPATH.split(":")[0] || "/go"}/pkg/mod`);
  const filling = files.sourceOf(cache)?.copy ?? copies.find(({ destination }) => below(cache, destination) !== void 0) ?? steps.find((step2) => step2.kind === "copy" && isUnfollowed(step2) && overlap(cache, posix5.resolve(step2.destination)));
  return filling && refuse(`go finds modules in ${cache}, which the context fills`, filling.line);
}
function overlap(a, b) {
  return below(a, b) !== void 0 || below(b, a) !== void 0;
}
function copiedSettings({ files }, { env, line }) {
  const config = env.XDG_CONFIG_HOME || `${env.HOME || "/root"}/.config`;
  const found2 = [posix5.join(config, "go/env"), "/usr/local/go/go.env"].find((path) => files.sourceOf(path) !== void 0);
  return found2 === void 0 ? void 0 : refuse(`go reads its settings from ${found2}`, line);
}
function wrongGo({ files }, { env, go, line }) {
  const folders = (env.PATH ?? "").split(":");
  const before = folders.slice(0, Math.max(0, folders.indexOf("/usr/local/go/bin")));
  const found2 = before.map((folder) => posix5.join(folder, go.program)).find((path) => files.sourceOf(path) !== void 0);
  return found2 === void 0 ? void 0 : refuse(`${found2} of the context runs instead of golang’s`, line);
}

// src/dockerfile/modes/rules/06-files.ts
import { posix as posix7 } from "node:path";

// src/dockerfile/modes/module-paths.ts
import { posix as posix6 } from "node:path";
function absoluteModule({ go, env }, host, tree) {
  const named = go.flags.flatMap((flag) => /^-modfile=(.+)$/s.exec(flag)?.[1] ?? []).at(-1);
  const module = named === void 0 ? nearest("go.mod", host, tree) : posix6.join("/", host, named).slice(1);
  const work = env.GOWORK === "off" ? void 0 : nearest("go.work", host, tree);
  return [module, work].flatMap((file) => {
    if (file === void 0) return [];
    return absolutePaths(tree.textOf(file) ?? "").map((path) => ({ file, path }));
  })[0];
}
function nearest(name, folder, tree) {
  const path = inFolder(folder, name);
  if (tree.kindOf(path) === "file") return path;
  return folder === "" ? void 0 : nearest(name, posix6.join("/", posix6.dirname(folder)).slice(1), tree);
}
function absolutePaths(text2) {
  return text2.split("\n").flatMap((line) => {
    return /(?:=>\s*|^\s*(?:use\s*)?)["`]?(\/[^\s"`]*)/.exec(line.replace(/\/\/.*/, ""))?.[1] ?? [];
  });
}

// src/dockerfile/modes/rules/06-files.ts
var FILES_ID = "replace-6-files";
var FILES_HINT = "copy the file into the stage, and let .dockerignore not hide it";
function filesRule(judged, factsOf) {
  for (const { build } of judged.builds) {
    const facts = factsOf(judged.model, build);
    const wrong = wrongFolder(judged.model, build) ?? (facts && wrongFacts(judged.model, build, facts));
    if (wrong) return wrong;
  }
  return OK;
}
function wrongFolder(model, build) {
  const host = model.files.folderOf(build.folder);
  if (host === void 0) return refuse(`which sources are in ${build.folder} is not clear`, build.line);
  if (build.lost !== void 0)
    return refuse(`go reads ${build.lost}, and the stage has no such file of the context`, build.line);
  const foreign = absoluteModule(build, host, model.tree);
  if (foreign) return refuse(`${foreign.file} names ${foreign.path}, a path of the stage alone`, build.line);
  const special = ["go.mod", "go.sum", "vendor/modules.txt"].map((name) => inFolder(host, name));
  const lost = special.find((path) => model.tree.kindOf(path) === "file" && model.isHidden(path));
  if (lost !== void 0) return refuse(`.dockerignore hides ${lost} from the stage`, build.line);
  return profilesOf(model, build, host).flatMap((path) => missing(model, build, path) ?? [])[0];
}
function profilesOf({ tree }, { go, programs }, host) {
  if (go.flags.some((flag) => /^-pgo=(?!auto$)/.test(flag))) return [];
  const mains = mainsOfCompile({ folder: host, packages: go.packages, programs }, tree.mains).map(({ folder }) => folder);
  const ofFiles = go.packages.filter((name) => name.endsWith(".go"));
  const folders = [...mains, ...ofFiles.map((name) => posix7.resolve("/", host, posix7.dirname(name)).slice(1))];
  return folders.map((folder) => inFolder(folder, "default.pgo")).filter((path) => tree.kindOf(path) === "file");
}
function wrongFacts(model, build, facts) {
  if ("failure" in facts) return refuse(`go can’t tell here what it reads: ${facts.failure}`, build.line);
  return wrongFiles(model, build, facts);
}
function wrongFiles(model, build, facts) {
  const [outside] = facts.outside;
  if (outside !== void 0) return refuse(`go also reads ${outside}, outside of the context`, build.line);
  for (const file of [...facts.files, ...facts.workFile === void 0 ? [] : [facts.workFile]]) {
    const wrong = missing(model, build, file);
    if (wrong) return wrong;
  }
  return void 0;
}
function missing(model, build, file) {
  const host = model.files.folderOf(build.folder) ?? "";
  const place = posix7.join(build.folder, posix7.relative(`/${host}`, `/${file}`));
  if (model.files.sourceOf(place)?.source === file) return void 0;
  const why = model.isHidden(file) ? `.dockerignore hides ${file} from the stage` : `the stage has no ${place}: ${file} is not copied there`;
  return refuse(`${why}, yet go reads it here`, build.line);
}

// src/dockerfile/modes/rules/07-source-changes.ts
import { posix as posix8 } from "node:path";
var sourceChanges = {
  id: "replace-7-source-changes",
  title: "nothing changes the sources before they are compiled",
  hint: "commit what is generated, or give the whole command with `build-command`",
  check: ({ model, builds }) => {
    const last = Math.max(-1, ...builds.map(({ build }) => build.index));
    const foreign = foreignFiles(model);
    if (foreign) return foreign;
    for (const placed of model.commands.slice(0, Math.max(0, last))) {
      const what = mayChange(placed);
      if (what !== void 0) return refuse(`${what} runs before the sources are compiled`, placed.line);
    }
    return OK;
  }
};
function foreignFiles(model) {
  for (const step2 of model.steps) {
    const from3 = foreignSource(step2) ?? mountedOver(step2, model);
    if (from3 !== void 0) return refuse(`files of ${from3} get into the stage`, step2.line);
  }
  return void 0;
}
function foreignSource(step2) {
  if (step2.kind === "copy") {
    if (step2.inline) return "the Dockerfile itself";
    if (step2.from !== void 0) return /(^|\/)tonistiigi\/xx(:|@|$)/.test(step2.fromImage ?? "") ? void 0 : step2.from;
    return step2.add ? step2.sources.find(isUnpacked) : void 0;
  }
  if (step2.kind !== "run") return void 0;
  return step2.mounts.find(({ type, options }) => type === "bind" && options.from !== void 0)?.options.from;
}
function mountedOver(step2, { files }) {
  if (step2.kind !== "run") return void 0;
  const found2 = step2.mounts.find(({ type, options }) => {
    if (options.target === void 0) return false;
    const target = posix8.resolve(step2.workdir, options.target);
    if (type === "secret") return files.folderOf(posix8.dirname(target)) !== void 0;
    return (type === "tmpfs" || type === "cache") && files.sourceOf(target) !== void 0;
  });
  return found2 && `a ${found2.type} mount at ${found2.options.target}`;
}
function mayChange(placed) {
  if (placed.kind === "unclear") return `a RUN that can't be followed (it has ${placed.why})`;
  const { role } = placed;
  switch (role.role) {
    case "changes-source":
    case "changes-result":
    case "tool":
    case "unknown":
      return role.what;
    default:
      return void 0;
  }
}

// src/dockerfile/modes/rules/08-checks.ts
var checks = {
  id: "replace-8-checks",
  title: "no test or check is lost",
  hint: "run the check in a step of its own",
  check: ({ model }) => {
    const warnings = [];
    for (const placed of model.commands) {
      if (placed.kind === "unclear" || placed.role.role !== "check") continue;
      const { what, ours } = placed.role;
      if (!ours) return refuse(`${what} would not run any more`, placed.line);
      const message = `${what} does not run: instead the platform and the libraries of each program are checked`;
      warnings.push({ message, line: placed.line });
    }
    return { ok: true, warnings };
  }
};

// src/dockerfile/modes/rules/09-touched.ts
import { posix as posix9 } from "node:path";
var touched = {
  id: "replace-9-touched",
  title: "nothing touches a program or file after it was made, and it belongs to root",
  hint: "do it in the stage of the image, for example with COPY --chown or --chmod",
  check: (judged) => {
    const { model, builds } = judged;
    const first = Math.min(...builds.map(({ build }) => build.index));
    for (const placed of model.commands.slice(first + 1)) {
      const what = mayTouch(placed);
      if (what !== void 0) return refuse(`${what} runs after the program was made`, placed.line);
    }
    return foreignOwner(judged) ?? overwritten(judged) ?? compiledOver(judged) ?? OK;
  }
};
function mayTouch(placed) {
  if (placed.kind === "unclear") return `a RUN that can't be followed (it has ${placed.why})`;
  const { role } = placed;
  return role.role === "prepare" || role.role === "compile" || role.role === "check" || role.role === "unclear-compile" ? void 0 : role.what;
}
function foreignOwner({ builds, uses }) {
  for (const { build, programs } of builds) {
    if (build.user === "" || /^(root|0)(:(root|0))?$/.test(build.user)) continue;
    const paths = new Set(programs.map((program) => program.path));
    const taken = uses.find(
      (use) => use.kind === "known" && !use.consumer.owned && use.programs.some((program) => paths.has(program.path))
    );
    if (taken)
      return refuse(`the program belongs to ${build.user}, and line ${taken.consumer.line} has no --chown`, build.line);
  }
  return void 0;
}
function overwritten({ model, builds }) {
  for (const { build, programs } of builds) {
    for (const { path } of programs) {
      const found2 = model.files.sourceOf(path);
      if (found2 && found2.copy.line > build.line)
        return refuse(`${path} is written over with ${found2.source}`, found2.copy.line);
    }
  }
  return void 0;
}
function compiledOver({ model, builds }) {
  for (const { build, programs } of builds) {
    const later = model.builds.filter(({ index, unclear: unclear2 }) => index > build.index && unclear2 !== void 0);
    const found2 = later.find((other2) => programs.some(({ path }) => mayWrite(other2, path)));
    if (found2) return refuse(`a go build may write over the program: ${found2.unclear}`, found2.line);
  }
  return void 0;
}
function mayWrite({ go, folder }, path) {
  return go.verb === "install" || below(posix9.resolve(folder, go.output ?? "."), path) !== void 0;
}

// src/dockerfile/modes/rules/10-vcs.ts
var vcs = {
  id: "replace-10-vcs",
  title: "the program names the same commit, or none",
  hint: "add .git to .dockerignore or -buildvcs=false to the go build, or check out with fetch-depth: 0",
  check: ({ model, builds }) => {
    for (const { build, buildvcs } of builds) {
      if (buildvcs === "false") continue;
      const { git, tracked = [], kindOf } = model.tree;
      if (kindOf(".git") !== "folder")
        return refuse("-buildvcs=true needs a .git, which the stage would not have", build.line);
      if (!git) return refuse(".git is in the stage, and what it would say of the commit is not known here", build.line);
      if (!git.complete) return refuse(".git is in the stage, but commits or tags are missing in it", build.line);
      if (!git.clean) return refuse(".git is in the stage, and the work tree has changes", build.line);
      const hidden = tracked.find(model.isHidden);
      if (hidden === void 0) continue;
      const message = `in the stage go would call the sources changed, since .dockerignore hides ${hidden}; here it calls them what they are`;
      return { ok: true, warnings: [{ message, line: build.line }] };
    }
    return OK;
  }
};

// src/dockerfile/modes/rules/index.ts
function replaceRules(factsOf) {
  const files = {
    id: FILES_ID,
    title: "the stage has all files that go reads here",
    hint: FILES_HINT,
    check: (judged) => filesRule(judged, factsOf)
  };
  return [reach, sources, words, cgo, environment, files, sourceChanges, checks, touched, vcs];
}

// src/dockerfile/modes/stage-model.ts
import { posix as posix13 } from "node:path";

// src/dockerfile/modes/golang-image.ts
function goOfImage(image) {
  const [name = ""] = image.split("@");
  const { repository, tag } = splitTag(name);
  const elements = repository.split("/");
  if (elements.at(-1) !== "golang") return { kind: "unknown", why: `${image} isn't called golang` };
  if (elements.includes("microsoft")) return { kind: "unknown", why: `${image} has a Go of its own` };
  if (tag === void 0 && image.includes("@")) return { kind: "unknown", why: `${image} is a digest without a tag` };
  return goOfTag(tag ?? "latest", image);
}
function splitTag(name) {
  const colon = name.lastIndexOf(":");
  if (colon < name.lastIndexOf("/") || colon < 0) return { repository: name, tag: void 0 };
  return { repository: name.slice(0, colon), tag: name.slice(colon + 1) };
}
function goOfTag(tag, image) {
  const [, version, rest = ""] = /^(1(?:\.[0-9]+(?:\.[0-9]+)?(?:(?:rc|beta)[0-9]+)?)?)(?:-(.*))?$/.exec(tag) ?? [];
  if (version !== void 0) {
    if (/windows|nanoserver/.test(rest)) return { kind: "unknown", why: `${image} is for Windows` };
    return { kind: isExact(version) ? "exact" : "floating", version, image };
  }
  const known2 = /^(latest|alpine[0-9.]*|stable|bookworm|trixie|bullseye|buster)$/.test(tag);
  return known2 ? { kind: "floating", version: "", image } : { kind: "unknown", why: `the tag of ${image} names no Go version` };
}
function isExact(version) {
  return /^1\.[0-9]+(\.[0-9]+|(rc|beta)[0-9]+)$/.test(version);
}

// src/dockerfile/modes/go-command.ts
function readGo(command) {
  const { folder, words: words2 } = withoutFolder(command.words);
  const program = goProgram(words2[0]?.text ?? "");
  const verb = words2[1]?.text;
  if (program === void 0 || verb !== "build" && verb !== "install") return { kind: "other" };
  const pattern = words2.find((word) => word.pattern);
  if (pattern) return unclear(`\`${pattern.text}\`, which the shell may turn into other words`);
  return readArguments(
    words2.slice(2).map((word) => word.text),
    { program, verb, folder },
    command.env.GOFLAGS ?? ""
  );
}
function goProgram(word) {
  if (word === "go" || word === "/usr/local/go/bin/go") return "go";
  return word === "xx-go" ? "xx-go" : void 0;
}
function withoutFolder(words2) {
  const [program, flag, next] = words2;
  const [all, value] = /^--?C(?:=(.*))?$/s.exec(flag?.text ?? "") ?? [];
  if (!program || all === void 0 || goProgram(program.text) === void 0) return { folder: void 0, words: words2 };
  if (value !== void 0) return { folder: value, words: [program, ...words2.slice(2)] };
  return { folder: next?.text, words: [program, ...words2.slice(3)] };
}
function readArguments(words2, start, goflags) {
  const values = /* @__PURE__ */ new Map();
  const flags = [];
  let at = 0;
  for (; at < words2.length; at++) {
    const flag = readFlag(words2[at] ?? "", words2[at + 1]);
    if (flag === "none") break;
    if ("why" in flag) return unclear(flag.why);
    at += flag.extra;
    if (flag.name === "o" || flag.name === "C") values.set(flag.name, flag.value ?? "");
    else flags.push(flag.word);
  }
  const packages = words2.slice(words2[at] === "--" ? at + 1 : at);
  const wrong = packages.find((name) => name === "" || name.startsWith("-") || name.includes("@"));
  if (wrong !== void 0) return unclear(`"${wrong}" where a package of this repository should stand`);
  const standing = goflagsOf(goflags);
  if ("why" in standing) return unclear(standing.why);
  const go = { folder: values.get("C") ?? start.folder, output: values.get("o"), packages };
  return { kind: "compile", go: { ...start, ...go, flags: withFlags(standing.flags, flags) } };
}
function unclear(why) {
  return { kind: "unclear", why };
}

// src/dockerfile/modes/roles.ts
var PREPARING = /* @__PURE__ */ new Set([
  ...["addgroup", "adduser", "apk", "apt", "apt-get", "cat", "date", "echo", "groupadd", "id", "ls"],
  ...["microdnf", "mkdir", "printf", "pwd", "tdnf", "dnf", "yum", "uname", "update-ca-certificates"],
  ...["useradd", "whoami", "xx-apk", "xx-apt", "xx-apt-get", "xx-info"]
]);
var CHANGES_SOURCE = /* @__PURE__ */ new Set([
  ...["awk", "buf", "git", "npm", "npx", "patch", "perl", "pnpm", "protoc", "sed", "swag", "wire"],
  ...["yarn"]
]);
var CHANGES_RESULT = /* @__PURE__ */ new Set([
  "chgrp",
  "chmod",
  "chown",
  "cp",
  "install",
  "ln",
  "mv",
  "objcopy",
  "setcap",
  "strip",
  "upx"
]);
var TOOLS = /* @__PURE__ */ new Set(["bash", "bazel", "goreleaser", "gox", "ko", "just", "mage", "make", "sh", "task"]);
var OWN_CHECKS = /* @__PURE__ */ new Set(["file", "ldd", "readelf", "xx-verify"]);
var CHECKS = /* @__PURE__ */ new Set(["golangci-lint", "govulncheck", "staticcheck"]);
function roleOf(command) {
  const words2 = withoutFolder(command.words).words.map((word) => word.text);
  const [program = ""] = words2;
  const go = goRole(command, words2);
  if (go) return go;
  const what = `\`${words2.slice(0, 2).join(" ")}\``;
  if (program === "rm")
    return removesOutside(words2) ? { role: "prepare" } : { role: "unknown", what: `\`${words2.join(" ")}\`` };
  if (program === "git" && words2[1] === "config") return { role: "prepare" };
  if (program === "mkdir" && words2.some((word) => /^(-[a-z]*m|--mode)/.test(word))) return { role: "unknown", what };
  if (program === "env" && words2.length === 1) return { role: "prepare" };
  if (PREPARING.has(program)) return { role: "prepare" };
  if (OWN_CHECKS.has(program)) return { role: "check", what, ours: true };
  if (CHECKS.has(program)) return { role: "check", what, ours: false };
  if (CHANGES_SOURCE.has(program)) return { role: "changes-source", what };
  if (CHANGES_RESULT.has(program)) return { role: "changes-result", what };
  if (TOOLS.has(program) || /^\.{0,2}\/.*\.(sh|bash)$/.test(program)) return { role: "tool", what };
  return { role: "unknown", what };
}
function goRole(command, words2) {
  const [program = "", verb = "", next = ""] = words2;
  if (goProgram(program) === void 0) return void 0;
  const what = `\`${words2.slice(0, verb === "mod" ? 3 : 2).join(" ")}\``;
  switch (verb) {
    case "build":
    case "install":
      return compileRole(command, words2);
    case "version":
      return { role: "prepare" };
    case "env":
      return words2.some((word) => /^-[wu]$/.test(word)) ? { role: "unknown", what: `${what} with -w or -u` } : { role: "prepare" };
    case "mod":
      return /^(download|verify|graph|why)$/.test(next) ? { role: "prepare" } : { role: "changes-source", what };
    case "test":
    case "vet":
      return { role: "check", what, ours: false };
    case "run":
      return { role: "tool", what };
    case "generate":
    case "get":
    case "fmt":
    case "fix":
    case "work":
      return { role: "changes-source", what };
    default:
      return { role: "unknown", what };
  }
}
function compileRole(command, words2) {
  const packages = words2.slice(2).filter((word) => !word.startsWith("-"));
  if (words2[1] === "install" && packages.length > 0 && packages.every((name) => name.includes("@")))
    return { role: "prepare" };
  const reading = readGo(command);
  if (reading.kind === "compile") return { role: "compile", go: reading.go };
  return { role: "unclear-compile", why: reading.kind === "unclear" ? reading.why : "words that are not known here" };
}
function removesOutside(words2) {
  return words2.slice(1).every((word) => word.startsWith("-") || /^\/(var|tmp|usr\/share|root\/\.cache)\/(?!.*\.\.)/.test(word));
}

// src/dockerfile/modes/shell.ts
import { posix as posix11 } from "node:path";

// src/dockerfile/modes/shell-commands.ts
import { posix as posix10 } from "node:path";

// src/dockerfile/modes/shell-tokens.ts
var NotPlain = class extends Error {
  name = "NotPlain";
};
var ENDS_WORD = " 	\n;&|<>()";
var REFUSED2 = {
  "|": "a pipe or `||`",
  "<": "a redirection",
  ">": "a redirection",
  "(": "a subshell or function",
  ")": "a subshell or `case`"
};
function tokenize(text2) {
  const cursor = { text: text2, at: 0 };
  const tokens = [];
  for (let char = peek(cursor); char !== ""; char = peek(cursor)) {
    if (char === "\\" && skipContinuation(cursor)) continue;
    if (char === " " || char === "	") cursor.at++;
    else if (char === "#") skipComment(cursor);
    else if (char === "\n" || char === ";" || char === "&") tokens.push(readEnd(cursor));
    else if (REFUSED2[char] !== void 0) throw new NotPlain(REFUSED2[char]);
    else tokens.push({ kind: "word", parts: readParts(cursor, ENDS_WORD) });
  }
  return tokens;
}
function readEnd(cursor) {
  const two = cursor.text.slice(cursor.at, cursor.at + 2);
  if (two === ";;") throw new NotPlain("`case`");
  if (two.startsWith("&") && two !== "&&") throw new NotPlain("a command in the background");
  cursor.at += two === "&&" ? 2 : 1;
  return { kind: "end" };
}
function skipContinuation(cursor) {
  if (!cursor.text.startsWith("\\\n", cursor.at)) return false;
  cursor.at += 2;
  return true;
}
function skipComment(cursor) {
  const end = cursor.text.indexOf("\n", cursor.at);
  cursor.at = end < 0 ? cursor.text.length : end;
}
function readParts(cursor, ends) {
  const parts = [];
  for (let char = peek(cursor); char !== "" && !ends.includes(char); char = peek(cursor)) {
    if (char === "\\" && skipContinuation(cursor)) continue;
    if (char === "'") parts.push({ kind: "text", text: readSingle(cursor), quoted: true });
    else if (char === '"') parts.push(...readDouble(cursor));
    else if (char === "$") parts.push(readVariable(cursor, false));
    else if (char === "`") throw new NotPlain("a command in backticks");
    else if (char === "\\") parts.push({ kind: "text", text: readEscaped(cursor), quoted: true });
    else parts.push({ kind: "text", text: takePiece(cursor), quoted: false });
  }
  return parts;
}
function readSingle(cursor) {
  const end = cursor.text.indexOf("'", cursor.at + 1);
  if (end < 0) throw new NotPlain("a quote that stays open");
  const text2 = cursor.text.slice(cursor.at + 1, end);
  cursor.at = end + 1;
  return text2;
}
function readDouble(cursor) {
  cursor.at++;
  const parts = [{ kind: "text", text: "", quoted: true }];
  for (let char = peek(cursor); char !== '"'; char = peek(cursor)) {
    if (char === "") throw new NotPlain("a quote that stays open");
    if (char === "\\" && skipContinuation(cursor)) continue;
    if (char === "$") parts.push(readVariable(cursor, true));
    else if (char === "`") throw new NotPlain("a command in backticks");
    else parts.push({ kind: "text", text: readInDouble(cursor), quoted: true });
  }
  cursor.at++;
  return parts;
}
function readInDouble(cursor) {
  const next = cursor.text[cursor.at + 1] ?? "";
  return peek(cursor) === "\\" && '$`"\\'.includes(next) && next !== "" ? readEscaped(cursor) : take(cursor);
}
function readEscaped(cursor) {
  cursor.at++;
  if (peek(cursor) === "") throw new NotPlain("a backslash at the end");
  return take(cursor);
}
function readVariable(cursor, quoted3) {
  const rest = cursor.text.slice(cursor.at);
  if (rest.startsWith("$(")) throw new NotPlain("a command or sum in `$(…)`");
  if (rest.startsWith("${")) return readBraced(cursor, quoted3);
  const [whole, name] = /^\$([A-Za-z_][A-Za-z0-9_]*)/.exec(rest) ?? [];
  if (whole !== void 0 && name !== void 0) {
    cursor.at += whole.length;
    if (skipContinuation(cursor)) throw new NotPlain("a name that goes on in the next line");
    return { kind: "variable", name, operator: "", operand: [], quoted: quoted3 };
  }
  if (rest.startsWith("$\\\n")) throw new NotPlain("a name that goes on in the next line");
  if (/^\$[0-9@*#?$!'"-]/.test(rest) && !(quoted3 && rest[1] === '"')) throw new NotPlain(`\`${rest.slice(0, 2)}\``);
  return { kind: "text", text: take(cursor), quoted: quoted3 };
}
function readBraced(cursor, quoted3) {
  const head = /^\$\{([A-Za-z_][A-Za-z0-9_]*)(:-|-|:\+|\+|##?|%%?)?/.exec(cursor.text.slice(cursor.at));
  const [whole = "", name = "", operator = ""] = head ?? [];
  cursor.at += whole.length;
  if (!head || operator === "" && peek(cursor) !== "}") throw new NotPlain("a `${…}` of another kind than `${X:-y}`");
  const operand = operator === "" ? [] : readOperand(cursor, quoted3);
  if (peek(cursor) !== "}") throw new NotPlain("a brace that stays open");
  cursor.at++;
  return {
    kind: "variable",
    name,
    operator: operator[0] === "#" || operator[0] === "%" ? operator[0] : operator,
    operand,
    quoted: quoted3
  };
}
function readOperand(cursor, quoted3) {
  const parts = readParts(cursor, quoted3 ? `}"'\\` : `}
;&|<>()'"\\`);
  return parts.map((part) => quoted3 ? { ...part, quoted: quoted3 } : part);
}
function peek({ text: text2, at }) {
  return text2[at] ?? "";
}
function take(cursor) {
  return cursor.text[cursor.at++] ?? "";
}
function takePiece(cursor) {
  const piece = pieceAt(cursor.text, cursor.at);
  cursor.at += piece.length;
  return piece;
}

// src/dockerfile/modes/shell-expand.ts
var SPACE = /[ \t\n]+/;
var PATTERN = /[*?[{]/;
function expandWord(parts, lookup) {
  const fields = new Fields();
  for (const [index, part] of parts.entries()) {
    if (part.kind === "variable") fields.addValue(expansionOf(part, lookup), part.quoted);
    else fields.addText(part.text, part.quoted, index === 0);
  }
  return fields.all();
}
function expandText(parts, lookup) {
  if (parts.some((part) => part.kind === "text" && !part.quoted && part.text === "~")) throw new NotPlain("a `~`");
  return textOf(parts, lookup);
}
function textOf(parts, lookup) {
  return parts.map((part) => part.kind === "text" ? part.text : expansionOf(part, lookup)).join("");
}
function expansionOf({ name, operator, operand }, lookup) {
  const value = lookup(name);
  const usable2 = operator.startsWith(":") ? value !== void 0 && value !== "" : value !== void 0;
  switch (operator) {
    case "":
      return value ?? "";
    case ":-":
    case "-":
      return usable2 ? value ?? "" : textOf(operand, lookup);
    case ":+":
    case "+":
      return usable2 ? textOf(operand, lookup) : "";
    default:
      return without(value ?? "", operator, textOf(operand, lookup));
  }
}
function without(value, operator, piece) {
  if (/[*?[\\]/.test(piece)) throw new NotPlain(`a pattern in \`\${…${operator}${piece}}\``);
  if (operator === "#") return value.startsWith(piece) ? value.slice(piece.length) : value;
  return value.endsWith(piece) && piece !== "" ? value.slice(0, -piece.length) : value;
}
var Fields = class {
  done = [];
  current;
  addText(text2, quoted3, first) {
    const pattern = !quoted3 && (PATTERN.test(text2) || first && text2 === "~");
    this.append(text2, pattern);
  }
  addValue(value, quoted3) {
    if (quoted3) {
      this.append(value, false);
      return;
    }
    const [head = "", ...rest] = value.split(SPACE);
    if (head !== "") this.append(head, PATTERN.test(head));
    for (const field of rest) {
      this.close();
      if (field !== "") this.append(field, PATTERN.test(field));
    }
  }
  all() {
    this.close();
    return this.done;
  }
  append(text2, pattern) {
    this.current = { text: (this.current?.text ?? "") + text2, pattern: (this.current?.pattern ?? false) || pattern };
  }
  close() {
    if (this.current) this.done.push(this.current);
    this.current = void 0;
  }
};

// src/dockerfile/modes/shell-commands.ts
var UNKNOWN = /* @__PURE__ */ new Set([
  ...["HOME", "HOSTNAME", "IFS", "LINENO", "OLDPWD", "OPTIND", "PATH", "PPID", "PS1", "PS2", "PS4", "RANDOM"],
  ...["SECONDS", "SHELL", "SHELLOPTS", "SHLVL", "TERM", "UID", "EUID", "USER", "HOSTTYPE", "MACHTYPE", "OSTYPE"],
  // Of the image, and what BuildKit passes on without an ARG.
  ...["GOLANG_VERSION", "SOURCE_DATE_EPOCH", "ALL_PROXY", "FTP_PROXY", "HTTPS_PROXY", "HTTP_PROXY", "NO_PROXY"],
  ...["all_proxy", "ftp_proxy", "https_proxy", "http_proxy", "no_proxy"]
]);
var KEYWORDS = /* @__PURE__ */ new Set([
  ...["if", "then", "else", "elif", "fi", "for", "while", "until", "do", "done", "case", "esac", "in", "select"],
  ...["function", "time", "!", "{", "}", "[[", "coproc"]
]);
var ASSIGNMENT = /^([A-Za-z_][A-Za-z0-9_]*)=/;
function interpret(tokens, { env, cwd, secrets }) {
  const variables = { ...env };
  for (const name of secrets) delete variables[name];
  const state = { variables, exported: new Set(Object.keys(env)), cwd, secrets };
  return commandsIn(tokens).flatMap((words2) => step(words2, state));
}
function commandsIn(tokens) {
  const commands = [[]];
  for (const token of tokens) {
    if (token.kind === "end") commands.push([]);
    else commands.at(-1)?.push(token.parts);
  }
  return commands.filter((words2) => words2.length > 0);
}
function step(raw, state) {
  const count = raw.findIndex((parts) => assignedName(parts) === void 0);
  const assigned = raw.slice(0, count < 0 ? raw.length : count);
  const values = assign(assigned, state);
  const words2 = raw.slice(assigned.length).flatMap((parts) => expandWord(parts, lookupIn(state)));
  const [program] = words2;
  if (!program) {
    state.variables = { ...state.variables, ...values };
    return [];
  }
  if (KEYWORDS.has(program.text)) throw new NotPlain(`\`${program.text}\``);
  if (builtIn(words2, state)) return [];
  return [{ words: words2, env: { ...exportedOf(state), ...values }, cwd: state.cwd }];
}
function assign(assignments, state) {
  const values = {};
  for (const parts of assignments) {
    const lookup = lookupIn({ ...state, variables: { ...state.variables, ...values } });
    values[assignedName(parts) ?? ""] = assignedValue(parts, lookup);
  }
  return values;
}
function assignedName(parts) {
  let head = "";
  for (const part of parts) {
    if (part.kind !== "text" || part.quoted) break;
    head += part.text;
  }
  return ASSIGNMENT.exec(head)?.[1];
}
function assignedValue(parts, lookup) {
  const at = parts.findIndex((part) => part.kind === "text" && part.text === "=");
  return expandText(parts.slice(at + 1), lookup);
}
function lookupIn(state) {
  return (name) => {
    if (Object.hasOwn(state.variables, name)) return state.variables[name];
    if (name === "PWD") return state.cwd;
    if (UNKNOWN.has(name) || state.secrets.includes(name))
      throw new NotPlain(`\`$${name}\`, whose value isn't known before it runs`);
    return void 0;
  };
}
function exportedOf({ variables, exported }) {
  const env = { ...variables };
  for (const name of Object.keys(env)) if (!exported.has(name)) delete env[name];
  return env;
}
function builtIn(words2, state) {
  const [program, ...rest] = words2.map((word) => word.text);
  switch (program) {
    case ":":
    case "true":
      return true;
    case "set":
      return setOptions(rest);
    case "cd":
      return changeFolder(words2.slice(1), state);
    case "export":
      return exportNames(rest, state);
    default:
      return false;
  }
}
function setOptions(words2) {
  const known2 = words2.every((word) => /^[-+][euxo]+$/.test(word) || /^(errexit|nounset|xtrace|pipefail)$/.test(word));
  if (!known2 || words2.length === 0) throw new NotPlain(`\`set ${words2.join(" ")}\``);
  return true;
}
function changeFolder(words2, state) {
  const [folder, ...others] = words2;
  if (!folder || others.length > 0 || folder.pattern || folder.text.startsWith("-") || folder.text === "") {
    throw new NotPlain(`\`cd ${words2.map((word) => word.text).join(" ")}\``);
  }
  state.cwd = posix10.resolve(state.cwd, folder.text);
  return true;
}
function exportNames(words2, state) {
  for (const word of words2) {
    const [, name, value] = /^([A-Za-z_][A-Za-z0-9_]*)(?:=(.*))?$/s.exec(word) ?? [];
    if (name === void 0) throw new NotPlain(`\`export ${word}\``);
    state.exported.add(name);
    if (value !== void 0) state.variables[name] = value;
  }
  return true;
}

// src/dockerfile/modes/shell.ts
function readRun(run2) {
  try {
    return { kind: "commands", commands: commandsOf(run2) };
  } catch (error) {
    if (error instanceof NotPlain) return { kind: "unclear", why: error.message };
    throw error;
  }
}
function commandsOf(run2) {
  const { command, heredocs, shell: shell2, secrets } = run2;
  const secret = secrets.find((name) => /^C?GO/.test(name));
  if (secret !== void 0) throw new NotPlain(`the secret ${secret}, which go would read`);
  if (command.form === "exec") return execCommands(command.words, run2);
  requireShell(shell2, run2);
  return interpret(tokenize(heredocs.length === 0 ? command.text : scriptOf(command.text, run2)), run2);
}
function execCommands(words2, run2) {
  const [program = "", option, script2, ...rest] = words2;
  if (isShell(program) && option !== void 0 && script2 !== void 0 && rest.length === 0) {
    requireShell([program, option], run2);
    return interpret(tokenize(script2), run2);
  }
  if (program === "") throw new NotPlain("no command");
  return [{ words: words2.map((text2) => ({ text: text2, pattern: false })), env: run2.env, cwd: run2.cwd }];
}
function scriptOf(text2, run2) {
  const [heredoc, ...others] = run2.heredocs;
  if (!heredoc || others.length > 0 || !/^<<-?[ \t]*(["']?)[A-Za-z0-9_.-]+\1[ \t]*$/.test(text2.trim())) {
    throw new NotPlain("a heredoc that is the input of a program");
  }
  const content = heredoc.stripTabs ? heredoc.content.replace(/^\t+/gm, "") : heredoc.content;
  const [first = ""] = content.split("\n", 1);
  if (first.startsWith("#!") && !/^#!\s*(\/usr\/bin\/env\s+)?(\/(usr\/)?bin\/)?(ba|da|a)?sh(\s+-[eux]+)?\s*$/.test(first)) {
    throw new NotPlain("a script for another program than a shell");
  }
  if (/^#!.*\bbash\b/.test(first)) refuseStartup(run2);
  return content;
}
function isShell(program) {
  return /^(\/(usr\/)?bin\/)?(sh|bash|ash|dash)$/.test(program);
}
function requireShell(shell2, run2) {
  const [program = "", ...options] = shell2;
  const known2 = options.every((word) => /^-[euxo]*c?$|^(errexit|nounset|xtrace|pipefail)$/.test(word));
  if (!isShell(program) || !known2 || !options.at(-1)?.endsWith("c")) {
    throw new NotPlain(`a shell of its own, ${shell2.join(" ")}`);
  }
  if (posix11.basename(program) === "bash") refuseStartup(run2);
}
function refuseStartup({ env, secrets }) {
  if (env.BASH_ENV || secrets.includes("BASH_ENV")) throw new NotPlain("BASH_ENV, a script that bash runs first");
}

// src/dockerfile/modes/stage-paths.ts
import { posix as posix12 } from "node:path";
function moveCommand(go, place) {
  if (place.host === void 0) return { go, lost: void 0 };
  const flags = go.flags.map((flag) => moveFlag(flag, place));
  const packages = go.packages.map((name) => movePackage(name, place));
  const lost = [...flags, ...packages].find((moved) => moved.lost !== void 0)?.lost;
  return { go: { ...go, flags: flags.map(({ word }) => word), packages: packages.map(({ word }) => word) }, lost };
}
function moveFlag(flag, place) {
  const [, name = "", value = ""] = /^-(modfile|pgo)=(.+)$/s.exec(flag) ?? [];
  if (name === "" || name === "pgo" && /^(auto|off)$/.test(value)) return { word: flag };
  const path = fromRunner(value, "file", place);
  if (path === void 0) return { word: flag, lost: value };
  const sums = value.replace(/\.mod$/, ".sum");
  if (name === "modfile" && isHiddenFrom(sums, place)) return { word: flag, lost: sums };
  return { word: `-${name}=${path}` };
}
function movePackage(name, place) {
  if (!name.startsWith("/")) return { word: name };
  const [, folder = "", below4 = ""] = /^(.*?)(\/\.\.\.)?$/s.exec(name) ?? [];
  const path = fromRunner(folder || "/", name.endsWith(".go") ? "file" : "folder", place);
  if (path === void 0) return { word: name, lost: name };
  return { word: `./${path}${below4}`.replace(/^\.\/(\.\.)/, "$1").replace(/^\.\/$/, ".") };
}
function fromRunner(path, kind, place) {
  const stagePath = posix12.resolve(place.folder, path);
  const source = kind === "file" ? place.files.sourceOf(stagePath)?.source : place.files.folderOf(stagePath);
  if (source === void 0 || place.tree.kindOf(source) !== kind) return void 0;
  return posix12.relative(`/${place.host}`, `/${source}`);
}
function isHiddenFrom(path, { folder, host = "", files, tree }) {
  const stagePath = posix12.resolve(folder, path);
  const source = posix12.resolve("/", host, posix12.relative(folder, stagePath)).slice(1);
  return tree.kindOf(source) === "file" && files.sourceOf(stagePath)?.source !== source;
}

// src/dockerfile/modes/stage-model.ts
function modelStage(input) {
  const commands = input.steps.flatMap((step2) => step2.kind === "run" ? commandsOf2(step2) : []);
  const folders = madeFolders(input.steps, commands);
  const isFolder2 = (path) => STANDARD_FOLDERS.has(path) || folders.has(path);
  const copies = contextCopies(input.steps, { has: isFolder2 });
  const files = contextFiles(copies, input.tree, input.isHidden);
  const builds = commands.flatMap((placed, index) => {
    if (placed.kind === "unclear" || placed.role.role !== "compile") return [];
    return [buildOf({ ...placed, go: placed.role.go, index }, { ...input, files, isFolder: isFolder2 })];
  });
  return { ...input, go: goOfImage(input.image.name), commands, builds, copies, files, folders };
}
function commandsOf2(step2) {
  const { line, user, workdir, env } = step2;
  const place = { line, user, workdir, env };
  const secrets = step2.mounts.flatMap(({ type, options }) => type === "secret" ? secretName(options) : []);
  const reading = readRun({ ...step2, cwd: step2.workdir, secrets });
  if (reading.kind === "unclear") return [{ ...place, kind: "unclear", why: reading.why, text: textOf2(step2) }];
  return reading.commands.map((command) => ({ ...place, kind: "clear", command, role: roleOf(command) }));
}
function secretName({ env }) {
  return env === void 0 ? [] : [env];
}
function textOf2({ text: text2, heredocs }) {
  return [text2, ...heredocs.map(({ content }) => content)].join("\n");
}
var STANDARD_FOLDERS = new Set(
  [
    ...[
      "/bin",
      "/sbin",
      "/etc",
      "/go/bin",
      "/go/src",
      "/home",
      "/lib",
      "/media",
      "/mnt",
      "/opt",
      "/root",
      "/srv",
      "/tmp"
    ],
    ...["/usr/bin", "/usr/lib", "/usr/local/bin", "/usr/local/sbin", "/usr/local/share", "/usr/sbin", "/usr/share"],
    ...["/usr/local/go/bin", "/usr/src", "/var/lib", "/var/tmp"]
  ].flatMap(withParents)
);
function madeFolders(steps, commands) {
  const made = commands.flatMap((placed) => {
    if (placed.kind === "unclear" || placed.command.words[0]?.text !== "mkdir") return [];
    const folders = placed.command.words.slice(1).filter((word) => !word.text.startsWith("-") && !word.pattern);
    return folders.map(({ text: text2 }) => posix13.resolve(placed.command.cwd, text2));
  });
  const workdirs = new Set(steps.map((step2) => step2.workdir));
  return new Set([...workdirs, ...made].flatMap(withParents));
}
function withParents(folder) {
  return folder === "/" ? ["/"] : [folder, ...withParents(posix13.dirname(folder))];
}
function buildOf({ index, line, user, command, go: written }, around) {
  const { files, tree, platform, ownPlatform } = around;
  const folder = posix13.resolve(command.cwd, written.folder ?? ".");
  const host = files.folderOf(folder);
  const { go, lost } = moveCommand(written, { folder, host, files, tree });
  const isFolder2 = (path) => around.isFolder(path) || isContextFolder(path, files, tree);
  const { env } = command;
  const made = programsOf({ go, env, folder, host, mains: tree.mains, isFolder: isFolder2, platform, ownPlatform });
  const programs = "unclear" in made ? [] : made.programs;
  return { index, line, user, go, lost, env, folder, programs, unclear: "unclear" in made ? made.unclear : void 0 };
}
function isContextFolder(path, files, tree) {
  const found2 = files.sourceOf(path);
  return found2 !== void 0 && tree.kindOf(found2.source) === "folder";
}
function commandText(placed) {
  return placed.kind === "clear" ? `\`${placed.command.words.map((word) => word.text).join(" ")}\`` : "a RUN";
}
function buildFor({ builds }, path) {
  return builds.findLast(({ programs }) => programs.some((program) => program.path === path));
}
function programsBelow({ builds }, path) {
  const all = new Map(builds.flatMap(({ programs }) => programs.map((program) => [program.path, program])));
  return [...all.values()].filter((program) => below(path, program.path) !== void 0);
}

// src/dockerfile/modes/uses.ts
var SHARED = /^\/(bin|sbin|lib|lib32|lib64|usr|etc|var|root|tmp|dev|proc|sys|run|go\/pkg)(\/|$)|^\/(boot|go|go\/bin|go\/src|home|media|mnt|opt|srv)?$/;
function usesOf(model) {
  return model.consumers.map((consumer) => ({ consumer, ...useOf(model, consumer.path) }));
}
function useOf(model, path) {
  const programs = programsBelow(model, path);
  if (programs.some((program) => program.path === path)) return { kind: "known", programs, files: [] };
  if (isPattern(path)) return patternUse(model, path);
  const files = filesAt(model, path);
  if ("why" in files) return { kind: "unknown", why: files.why };
  if (programs.length === 0 && files.files.length === 0) {
    return { kind: "unknown", why: "which neither a go build nor a COPY of the context puts there" };
  }
  if (isFolder(model, path)) {
    if (SHARED.test(path)) return { kind: "unknown", why: "a folder in which the stage’s image has files of its own" };
    const made = [...model.folders].find((folder) => isLost(model, path, folder, files.files));
    if (made !== void 0) return { kind: "unknown", why: `a folder with the empty folder ${made} in it` };
  }
  return { kind: "known", programs, files: files.files };
}
function isFolder(model, path) {
  const found2 = model.files.sourceOf(path);
  return found2 === void 0 || model.tree.kindOf(found2.source) === "folder";
}
function isLost(model, path, folder, files) {
  if ((below(path, folder) ?? "") === "") return false;
  const inside2 = [...programsBelow(model, folder).map((program) => program.path), ...files.map((file) => file.destination)];
  return !inside2.some(
    (inner) => below(folder, inner) !== void 0 || below(inner.replace(/\/$/, ""), folder) !== void 0
  );
}
function patternUse(model, path) {
  const folder = path.slice(0, path.lastIndexOf("/")) || "/";
  const programs = programsBelow(model, folder).filter((program) => matchesPath(path, program.path));
  const alone = !isPattern(folder) && !SHARED.test(folder) && model.files.sourceOf(folder) === void 0;
  const files = model.copies.some((copy) => below(folder, copy.destination) !== void 0);
  if (programs.length === 0 || !alone || files)
    return { kind: "unknown", why: "a pattern that can match more than programs" };
  return { kind: "known", programs, files: [] };
}
function filesAt(model, path) {
  const found2 = model.copies.flatMap((copy) => partOf(model, copy, path));
  const odd = found2.find((file) => !isRepeatable(file));
  if (odd)
    return { why: `which comes from the context by a COPY that can’t be repeated: ${odd.flags.join(" ")} ${odd.source}` };
  return { files: found2 };
}
function partOf({ files, tree }, copy, path) {
  const { destination, source, into, flags, line } = copy;
  const at = files.sourceOf(path);
  if (at !== void 0 && at.copy === copy) {
    const folder = tree.kindOf(at.source) === "folder";
    return [{ source: at.source, destination: folder ? `${path}/` : path, flags, line }];
  }
  if ((below(path, destination) ?? "") === "") return [];
  return [{ source, destination: into || tree.kindOf(source) !== "file" ? `${destination}/` : destination, flags, line }];
}
function isRepeatable({ flags }) {
  return flags.every((flag) => /^--(link(=.*)?|chmod=[0-7]+|chown=[0-9]+(:[0-9]+)?)$/.test(flag));
}

// src/dockerfile/modes/vcs.ts
function buildvcsOf(model, build) {
  const said = saidOf(build);
  if (said !== void 0) return said;
  if (build.go.packages.some((name) => name.endsWith(".go"))) return "false";
  return seesGit(model, build) && hasGit(model) ? "true" : "false";
}
function saidOf({ go }) {
  const [, value = "true"] = go.flags.findLast((word) => /^-buildvcs(=|$)/.test(word))?.split("=") ?? ["", "auto"];
  if (value === "auto") return void 0;
  return /^(1|t|true)$/i.test(value) ? "true" : "false";
}
function seesGit({ files }, build) {
  const folders = build.folder.split("/").map((_, index, parts) => parts.slice(0, index + 1).join("/"));
  return folders.some((folder) => files.sourceOf(`${folder}/.git`)?.source === ".git");
}
function hasGit({ image, commands }) {
  if (!/alpine|slim/.test(image.name)) return true;
  return commands.some((placed) => {
    if (placed.kind === "unclear") return /\bgit\b/.test(placed.text);
    return placed.command.words.some((word) => /^git([=~<>].*)?$/.test(word.text)) && placed.role.role === "prepare";
  });
}

// src/dockerfile/modes/replace.ts
function decideReplace(models, facts) {
  const judged = models.map(judge);
  const rules = replaceRules((model, build) => facts.get(compileId(model, build)));
  const warnings = [];
  for (const one2 of judged) {
    for (const { id, hint, check: check10 } of rules) {
      const result = check10(one2);
      if (!result.ok) return { kind: "no", rule: id, reason: result.reason, line: result.line, hint };
      warnings.push(...result.warnings ?? []);
    }
  }
  const cuts = cutsOf(judged);
  if ("kind" in cuts) return cuts;
  const compiles2 = judged.flatMap((one2) => one2.builds.map((used) => compileOf(one2.model, used)));
  const open = compiles2.filter(({ id }) => !facts.has(id));
  return { kind: "replace", cuts: cuts.cuts, compiles: compiles2, warnings: distinct(warnings), open };
}
function judge(model) {
  const uses = usesOf(model);
  const programs = uses.flatMap((use) => use.kind === "known" ? use.programs : []);
  const builds = /* @__PURE__ */ new Map();
  for (const program of programs) {
    const build = buildFor(model, program.path);
    if (!build) continue;
    const before = builds.get(build) ?? { build, programs: [], buildvcs: buildvcsOf(model, build) };
    if (before.programs.some(({ path }) => path === program.path)) continue;
    builds.set(build, { ...before, programs: [...before.programs, program] });
  }
  return { model, uses, builds: [...builds.values()].sort((a, b) => a.build.index - b.build.index) };
}
function compileId({ stage, platform }, build) {
  return `${stage.name}:${build.line}.${build.index} ${formatPlatform(platform)}`;
}
function compileOf(model, { build, programs, buildvcs }) {
  const flags = build.go.flags.filter((flag) => !/^-(buildvcs(=.*)?|v|x|work|json)$/.test(flag));
  return {
    id: compileId(model, build),
    platform: model.platform,
    line: build.line,
    folder: model.files.folderOf(build.folder) ?? "",
    env: goEnvironmentOf({ ...model, go: build.go, env: build.env }),
    flags: [...flags, `-buildvcs=${buildvcs}`],
    packages: build.go.packages,
    programs,
    go: knownGo(model)
  };
}
function knownGo({ image, go }) {
  return go.kind === "unknown" ? { kind: "floating", version: "", image: image.name } : go;
}
function cutsOf(judged) {
  const cuts = /* @__PURE__ */ new Map();
  for (const { model, uses } of judged) {
    const { index, name, line } = model.stage;
    const files = filesOf(uses);
    const before = cuts.get(index);
    if (before && JSON.stringify(before.files) !== JSON.stringify(files)) {
      const reason = `the files that are taken from stage ${name} differ by platform`;
      return { kind: "no", rule: sources.id, reason, line, hint: sources.hint };
    }
    cuts.set(index, { stage: index, name, files });
  }
  return { cuts: [...cuts.values()].sort((a, b) => a.stage - b.stage) };
}
function filesOf(uses) {
  const files = uses.flatMap((use) => use.kind === "known" ? use.files : []).sort((a, b) => a.line - b.line);
  return [...new Map(files.map((file) => [JSON.stringify(file), file])).values()];
}
function distinct(warnings) {
  return [...new Map(warnings.map((warning) => [JSON.stringify(warning), warning])).values()];
}

// src/dockerfile/modes/stage-command.ts
import { posix as posix14 } from "node:path";
function stageCommand({ model, words: words2, folder, line, env, programs }) {
  const { platform, files } = model;
  const { go } = model;
  return {
    id: `${model.stage.name} ${formatPlatform(platform)}`,
    platform,
    words: words2,
    line,
    folder,
    env: { ...stageEnv(env), ...platformEnv(model) },
    programs: programs.map((path) => {
      const host = files.folderOf(posix14.dirname(path));
      return { path, file: host === void 0 ? void 0 : posix14.join(host, posix14.basename(path)) };
    }),
    go: go.kind === "unknown" ? void 0 : go
  };
}
function stageEnv(env) {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !PLACES.has(name)));
}
var PLACES = /* @__PURE__ */ new Set([
  ...["PATH", "HOME", "PWD", "SHELL", "TMPDIR", "GOPATH", "GOROOT", "GOENV", "GOBIN", "GOCACHE", "GOCACHEPROG"],
  ...["GOMODCACHE", "GOTMPDIR", "GOTOOLDIR", "GOTOOLCHAIN", "GOLANG_VERSION"]
]);
function platformEnv({ platform }) {
  return {
    TARGETPLATFORM: formatPlatform(platform),
    TARGETOS: platform.os,
    TARGETARCH: platform.architecture,
    TARGETVARIANT: platform.variant ?? "",
    ...goEnvOf(platform)
  };
}

// src/dockerfile/modes/command.ts
function decideCommand(models, words2) {
  const commands = [];
  const warnings = [];
  const judged = [];
  for (const model of models) {
    const taken = takenFrom(model);
    if ("kind" in taken) return taken;
    const folder = model.files.folderOf(taken.compiling.workdir);
    if (folder === void 0) {
      const reason = `which sources are in ${taken.compiling.workdir} is not clear`;
      return { kind: "no", rule: FILES_ID, reason, line: taken.compiling.line, hint: FILES_HINT };
    }
    commands.push(
      stageCommand({
        model,
        words: words2,
        folder,
        line: taken.compiling.line,
        env: taken.compiling.env,
        programs: taken.programs
      })
    );
    warnings.push(...taken.warnings);
    const use = model.consumers.slice(0, 1).map((consumer) => ({ consumer, kind: "known", programs: [], files: taken.files }));
    judged.push({ model, uses: use, builds: [] });
  }
  const cuts = cutsOf(judged);
  return "kind" in cuts ? cuts : { kind: "replace", cuts: cuts.cuts, commands, warnings: distinct(warnings) };
}
function takenFrom(model) {
  const [entangled] = model.entangled;
  if (entangled) return no(reach, `stage ${model.stage.name} ${entangled.how}`, entangled.line);
  const at = model.commands.findLastIndex(compilesSomehow);
  const compiling = model.commands[at];
  if (!compiling) return no(words, `nothing in stage ${model.stage.name} compiles`, model.stage.line);
  const parts = partsOf(model);
  if ("kind" in parts) return parts;
  const foreign = foreignFiles(model);
  if (foreign) return no(sourceChanges, foreign.reason, foreign.line);
  const before = model.commands.slice(0, at).find((placed) => placed.kind === "clear" && placed.role.role === "changes-source");
  if (before) {
    return no(sourceChanges, `${commandText(before)} runs before the sources are compiled`, before.line);
  }
  const after = model.commands.slice(at + 1).find((placed) => touches(placed, parts.programs));
  if (after) return no(touched, "a command that may change the program runs after it was made", after.line);
  const setting = foreignSetting(compiling.env);
  if (setting !== void 0) return no(environment, setting, compiling.line);
  const owner = foreignOwner2(model, compiling);
  if (owner) return owner;
  return { ...parts, compiling, warnings: warningsOf(model, compiling, at) };
}
function compilesSomehow(placed) {
  return placed.kind === "unclear" || /^(compile|unclear-compile|tool)$/.test(placed.role.role);
}
function partsOf(model) {
  const programs = [];
  const files = [];
  for (const { consumer, ...use } of usesOf(model)) {
    const { path, line } = consumer;
    const found2 = model.files.sourceOf(path)?.source;
    if (found2 !== void 0 && use.kind === "known" && isSource(model.tree, found2)) files.push(...use.files);
    else if (found2 !== void 0 && model.tree.kindOf(found2) === "folder") {
      return no(sources, `line ${line} takes the folder ${path}, in which the command may make more files`, line);
    } else if (isPattern(path) || path === "/") {
      return no(sources, `line ${line} takes ${path}, and which files that are is not known`, line);
    } else programs.push(path);
  }
  const [first] = model.consumers;
  if (programs.length === 0) return no(sources, "no program is taken from the stage", first?.line ?? model.stage.line);
  return { programs: [...new Set(programs)], files };
}
function isSource({ kindOf, tracked, isIgnored }, path) {
  if (kindOf(path) !== "file") return false;
  return tracked ? tracked.includes(path) : !isIgnored(path);
}
function touches(placed, programs) {
  if (placed.kind === "unclear") return true;
  const [program] = placed.command.words;
  if (program && programs.includes(posix15.resolve(placed.command.cwd, program.text))) return false;
  return !/^(prepare|check)$/.test(placed.role.role);
}
function foreignSetting({ GOFLAGS = "", GOWORK = "" }) {
  if (GOWORK.startsWith("/")) return `GOWORK is ${GOWORK}`;
  const read = goflagsOf(GOFLAGS);
  if ("why" in read) return `go would get ${read.why}`;
  const flag = foreignToolFlag(read.flags) ?? read.flags.find((word) => /^-(modfile|pgo)=\//.test(word));
  return flag && `GOFLAGS has ${flag}, which names files or programs of the stage`;
}
function foreignOwner2({ consumers }, { user, line }) {
  if (/^((root|0)(:(root|0))?)?$/.test(user)) return void 0;
  const taken = consumers.find(({ owned }) => !owned);
  return taken && no(touched, `the program belongs to ${user}, and line ${taken.line} has no --chown`, line);
}
function warningsOf(model, compiling, at) {
  const { go } = model;
  const image = model.image.name || "the stage";
  const message = `which Go ${image} has is not known; build-command runs with this run’s`;
  const version = go.kind === "exact" ? [] : [{ message, line: model.image.line }];
  const lost = model.commands.flatMap((placed, index) => {
    if (index === at || placed.kind === "clear" && placed.role.role === "prepare") return [];
    if (placed.line === compiling.line) return [];
    return [{ message: `${commandText(placed)} of the replaced stage does not run`, line: placed.line }];
  });
  return [...version, ...lost];
}
function no({ id, hint }, reason, line) {
  return { kind: "no", rule: id, reason, line, hint };
}

// src/dockerfile/modes/not-possible.ts
function notPossible({ path, requested, buildCommand }, { rule, reason, line, hint }) {
  const place = line === void 0 ? path : `${path}:${line}`;
  const subject = buildCommand ? "build-command" : "dockerfile-mode";
  const what = buildCommand ? "it can’t stand for the Go stage" : `${requested} is not possible`;
  const message = `${what}: ${place}: ${reason} (rule ${rule})`;
  const problem = { subject, message, hint: hint ?? "use dockerfile-mode: auto or inside" };
  return { decision: void 0, problems: [problem] };
}

// src/dockerfile/modes/prebuilt.ts
import { posix as posix16 } from "node:path";

// src/dockerfile/modes/program-name.ts
var SPOKEN = {
  "386": ["386", "i386", "x86"],
  amd64: ["amd64", "x86_64", "x64"],
  arm: ["arm", "armv5", "armv6", "armv7", "armhf", "armel"],
  arm64: ["arm64", "aarch64", "armv8"],
  loong64: ["loong64"],
  mips64le: ["mips64le"],
  ppc64le: ["ppc64le"],
  riscv64: ["riscv64"],
  s390x: ["s390x"]
};
function mainsNamed(file, platform, mains) {
  const named = (name) => mains.filter((main) => executableName(main.importPath) === name);
  const exact = named(file);
  return exact.length > 0 ? exact : named(withoutPlatform(file, platform));
}
function preferFolder(file, platform, mains) {
  const names = [file, withoutPlatform(file, platform)];
  const own = mains.filter(({ folder }) => names.includes(folder.split("/").at(-1) ?? ""));
  return own.length === 1 ? own : mains;
}
function withoutPlatform(file, { os, architecture, variant }) {
  const spoken = SPOKEN[architecture] ?? [architecture];
  const pieces = [
    os,
    variant ?? "",
    variant?.slice(1) ?? "",
    "prod",
    "static",
    ...spoken,
    ...spoken.map((name2) => name2 + (variant ?? ""))
  ];
  const known2 = new Set(pieces.filter((piece) => piece !== ""));
  let name = file;
  for (let cut = lastPiece(name); cut && (cut.piece === "" || known2.has(cut.piece)); cut = lastPiece(name))
    name = cut.rest;
  return name;
}
function lastPiece(name) {
  const [, rest, piece] = /^(.+)[-_.](x86_64|[^-_.]*)$/.exec(name.replace(/^(.+[-_.])x86_64$/, "$1x64")) ?? [];
  return rest === void 0 || piece === void 0 ? void 0 : { rest, piece };
}
function otherArchitecture(path, { architecture }) {
  const own = new Set(SPOKEN[architecture] ?? [architecture]);
  const pieces = path.replaceAll("x86_64", "x64").split(/[/\-_.]/);
  const named = Object.values(SPOKEN).flat();
  if (pieces.some((piece) => own.has(piece))) return void 0;
  return pieces.find((piece) => named.includes(piece));
}

// src/dockerfile/modes/prebuilt.ts
function decidePrebuilt(input) {
  const copies = /* @__PURE__ */ new Map();
  const programs = [];
  for (const take2 of input.takes) {
    const found2 = [];
    for (const [index, source] of take2.step.sources.entries()) {
      const result = judgeSource(input, take2, source, take2.instruction.sources[index] ?? "");
      if (result === "in git") continue;
      if ("kind" in result) return result;
      found2.push(index);
      programs.push(result);
    }
    const before = copies.get(take2.instruction.span.start);
    if (before ? before.sources.join() !== found2.join() : wasSeen(input.takes, take2) && found2.length > 0) {
      return no2("prebuilt-4-platform", "what it takes from the context differs by platform", take2.line);
    }
    if (found2.length === 0) continue;
    const flag = oddFlag(take2);
    if (flag !== void 0) return no2("prebuilt-5-copy", `--${flag} decides what is copied`, take2.line);
    copies.set(take2.instruction.span.start, { ...take2, sources: found2 });
  }
  return programs.length === 0 ? { kind: "none" } : { kind: "prebuilt", copies: [...copies.values()], programs };
}
function wasSeen(takes, take2) {
  return takes.findIndex((other2) => other2.instruction.span.start === take2.instruction.span.start) < takes.indexOf(take2);
}
function oddFlag({ instruction }) {
  return instruction.flags.find(({ name }) => !/^(chown|chmod|link)$/.test(name))?.name;
}
function judgeSource({ tree, started, asked: asked2 }, take2, source, written) {
  const { platform, line, step: step2 } = take2;
  if (step2.inline || step2.add && isUnpacked(source)) return "in git";
  const path = posix16.resolve("/", source).slice(1);
  const there = !isPattern(path) && tree.kindOf(path) !== void 0;
  if (isInGit(path, tree) || tree.tracked === void 0 && there) return "in git";
  if (there && !asked2) return no2("prebuilt-1-there", `${path} is not in git, but it is there already`, line);
  const mains = source.endsWith("/") ? [] : mainsOf2(path, take2, started, tree);
  const marked = /\$\{?TARGET(OS|ARCH|VARIANT|PLATFORM)\b/.test(written) || tree.isIgnored(path) || mains.length > 0;
  if (!marked)
    return no2("prebuilt-2-product", `${path} is not in git, and nothing marks it as a program to be built`, line);
  const other2 = otherArchitecture(path, platform);
  if (other2 !== void 0) {
    const reason = `${path} is for ${other2}, and the image for ${formatPlatform(platform)}`;
    return no2("prebuilt-4-platform", reason, line);
  }
  const [main, ...others] = preferFolder(posix16.basename(path), platform, mains);
  if (!main) return no2("prebuilt-3-main", `${path} is not in git, and no main package has its name`, line);
  if (others.length > 0) return no2("prebuilt-3-main", `several main packages have the name of ${path}`, line);
  return { platform, main, path, passedOver: mains.find((found2) => found2 !== main) };
}
function mainsOf2(path, { platform, step: step2 }, started, { mains }) {
  const named = mainsNamed(posix16.basename(path), platform, mains);
  if (isPattern(path)) return [];
  if (named.length > 0 || mains.length !== 1 || mains.some(isAside)) return named;
  const into = step2.destination.endsWith("/") || step2.sources.length > 1;
  const target = into ? posix16.join(step2.destination, posix16.basename(path)) : step2.destination;
  const starts = started.some((program) => program === target || program === posix16.basename(target));
  return starts && !/\.(sh|json|ya?ml|toml|conf|txt|pem|crt|key|js|html|css)$/.test(path) ? mains : [];
}
function isAside({ folder }) {
  return isHelper("", { dir: folder }) || folder.split("/").includes("internal");
}
function isInGit(path, { tracked }) {
  if (path === "") return true;
  if (tracked === void 0) return false;
  if (!isPattern(path)) return tracked.some((file) => file === path || file.startsWith(`${path}/`));
  const depth = path.split("/").length;
  return tracked.some((file) => matchesPath(path, file.split("/").slice(0, depth).join("/")));
}
function no2(rule, reason, line) {
  return { kind: "no", rule, reason, line };
}

// src/dockerfile/modes/stages.ts
import { posix as posix19 } from "node:path";

// src/dockerfile/modes/go-stage.ts
function compilesGo(model, ownLines) {
  const own = model.commands.filter(({ line }) => ownLines.has(line));
  if (own.some(isGoBuild)) return true;
  const hasGo2 = model.go.kind !== "unknown" || model.commands.some(isGo);
  return own.some(mayCompile) && (hasGo2 || copiesModule(model));
}
function isGoBuild(placed) {
  if (compilesUnread(placed) === "go") return true;
  return placed.kind === "clear" && (placed.role.role === "compile" || placed.role.role === "unclear-compile");
}
function isGo(placed) {
  return placed.kind === "clear" && goProgram(placed.command.words[0]?.text ?? "") !== void 0;
}
function mayCompile(placed) {
  return compilesUnread(placed) !== void 0 || placed.kind === "clear" && placed.role.role === "tool";
}
function copiesModule({ copies }) {
  return copies.some(({ source }) => /(^|\/)go\.(mod|sum|\*)$/.test(source));
}

// src/dockerfile/patterns.ts
function readPattern(pattern) {
  const letters = [...pattern];
  const pieces = [];
  for (let at = 0; at < letters.length; at++) {
    const letter = letters[at] ?? "";
    if (letter === "*") pieces.push({ is: "run" });
    else if (letter === "?") pieces.push({ is: "any" });
    else if (letter !== "\\") pieces.push({ is: "letter", letter });
    else if (letters[at + 1] !== "}" && letters[at + 1] !== "/")
      pieces.push({ is: "letter", letter: escaped2(letters[++at], pattern) });
  }
  return pieces;
}
function escaped2(letter, pattern) {
  if (letter === "*" || letter === "?" || letter === "\\") return letter;
  throw new Refused(`invalid pattern (${pattern}) in substitution: invalid escape '\\${letter ?? NO_CHARACTER}'`);
}
function endsOf(pieces, letters, start) {
  let ends = [start];
  for (const piece of pieces) {
    if (piece.is === "run") ends = afterRun(ends, letters);
    else {
      const fits = (letter) => piece.is === "letter" ? letter === piece.letter : letter !== void 0 && letter !== "\n";
      ends = ends.filter((end) => fits(letters[end])).map((end) => end + 1);
    }
  }
  return ends;
}
function afterRun(ends, letters) {
  const reached = [];
  for (const end of ends) {
    if (end <= (reached.at(-1) ?? -1)) continue;
    let at = end;
    reached.push(at);
    while (at < letters.length && letters[at] !== "\n") reached.push(++at);
  }
  return reached;
}
function trimPrefix(value, pattern, greedy) {
  const letters = [...value];
  const ends = endsOf(readPattern(pattern), letters, 0);
  return letters.slice(greedy ? ends.at(-1) : ends[0]).join("");
}
function trimSuffix(value, pattern, greedy) {
  return reverse(trimPrefix(reverse(value), reversePattern(pattern), greedy));
}
function reverse(text2) {
  return [...text2].reverse().join("");
}
function reversePattern(pattern) {
  return (pattern.match(/\\?./gsu) ?? []).reverse().join("");
}
function replacePattern(value, pattern, replacement, all) {
  const letters = [...value];
  const pieces = readPattern(pattern);
  let [result, done, at, lastEnd] = ["", 0, 0, -1];
  for (; at <= letters.length; at++) {
    const end = endsOf(pieces, letters, at).at(-1);
    if (end === void 0 || end === at && at === lastEnd) continue;
    const match = letters.slice(at, end).join("");
    result += letters.slice(done, at).join("") + (all ? fillTemplate(replacement, match) : replacement);
    done = end;
    lastEnd = end;
    if (!all) break;
    if (end > at) at = end - 1;
  }
  return result + letters.slice(done).join("");
}
function fillTemplate(template, match) {
  const reference = /\$(?:(\$)|([\p{L}\p{Nd}_]+)|\{([\p{L}\p{Nd}_]+)\})/gu;
  return template.replace(reference, (_, dollar, name, braced) => {
    if (dollar) return "$";
    return (name ?? braced) === "0" ? match : "";
  });
}

// src/dockerfile/modifiers.ts
function applyModifier(signs, { name, value, word }) {
  const isSet = value !== void 0 && !(signs.startsWith(":") && value === "");
  switch (signs.replace(/^:/, "")) {
    case "-":
      return isSet ? value : word;
    case "+":
      return isSet ? word : "";
    case "?":
      if (isSet) return value;
      throw new Refused(`${name}: ${word || `is not allowed to be ${value === void 0 ? "unset" : "empty"}`}`);
    case "#":
      return trimPrefix(value ?? "", withoutDouble("#", word), word.startsWith("#"));
    case "%":
      return trimSuffix(value ?? "", withoutDouble("%", word), word.startsWith("%"));
    default:
      throw unsupported(signs);
  }
}
function withoutDouble(sign, word) {
  return word.startsWith(sign) ? word.slice(1) : word;
}
function unsupported(signs) {
  return new Refused(`unsupported modifier (${signs}) in substitution`);
}

// src/dockerfile/lexer.ts
function lex(text2, options) {
  try {
    return new Lexer(text2, options).read();
  } catch (error) {
    if (error instanceof Refused) throw new Refused(`failed to process ${quoted2(text2)}: ${error.message}`);
    throw error;
  }
}
var DEEPEST = 500;
var Lexer = class {
  characters;
  options;
  at = 0;
  rawEscapes;
  depth = 0;
  /** The word being collected. One for all levels: BuildKit forgets what stood before a nested expansion, and so do we. */
  word = "";
  constructor(text2, options) {
    this.characters = [...text2];
    this.options = options;
    this.rawEscapes = options.rawEscapes ?? false;
  }
  read() {
    return this.readUntil({ at: void 0, rawEscapes: this.rawEscapes, pattern: false });
  }
  peek() {
    return this.characters[this.at];
  }
  next() {
    return this.characters[this.at++];
  }
  get ended() {
    return this.at >= this.characters.length;
  }
  readUntil(stop) {
    if (++this.depth > DEEPEST) throw new Refused(`more than ${DEEPEST} substitutions in one another`);
    const before = this.rawEscapes;
    this.rawEscapes = stop.rawEscapes;
    try {
      return this.readPieces(stop);
    } finally {
      this.depth--;
      this.rawEscapes = before;
    }
  }
  readPieces(stop) {
    let value = "";
    const words2 = [];
    this.word = "";
    const finish = () => {
      if (this.word !== "") words2.push(this.word);
      this.word = "";
    };
    for (let character = this.peek(); character !== void 0; character = this.peek()) {
      if (character === stop.at) {
        this.at++;
        finish();
        return { value, words: words2 };
      }
      const piece = this.readPiece(character, stop.pattern);
      value += piece.text;
      for (const letter of piece.text) {
        if (piece.splits && isSpace(letter)) finish();
        else this.word += letter;
      }
    }
    if (stop.at !== void 0) throw new Refused(`unexpected end of statement while looking for matching ${stop.at}`);
    finish();
    return { value, words: words2 };
  }
  /** One character or quoted part or expansion. `splits`: does white space in it end a word? */
  readPiece(character, pattern) {
    if (character === "$") return { text: this.readDollar(), splits: true };
    if (character === "<") return { text: this.readAngles(), splits: false };
    if (character === "'" && !this.options.quotesAreText) return { text: this.readSingleQuoted(pattern), splits: false };
    if (character === '"' && !this.options.quotesAreText) return { text: this.readDoubleQuoted(pattern), splits: false };
    this.at++;
    if (character !== this.options.escape) return { text: character, splits: true };
    return { text: (this.rawEscapes ? character : "") + (this.next() ?? ""), splits: false };
  }
  /** `<<` and white space behind it belong together, so that `<< EOF` is one word. */
  readAngles() {
    this.at++;
    if (this.peek() !== "<") return "<";
    this.at++;
    let text2 = "<<";
    for (let letter = this.peek(); letter === " " || letter === "	" || letter === "\r"; letter = this.peek()) {
      text2 += letter;
      this.at++;
    }
    return text2;
  }
  readSingleQuoted(pattern) {
    const quote = this.options.rawQuotes ? "'" : "";
    let text2 = quote;
    this.at++;
    for (; ; ) {
      const letter = this.next();
      if (letter === void 0) throw new Refused("unexpected end of statement while looking for matching single-quote");
      if (letter === "'") return text2 + quote;
      text2 += pattern && letter === this.options.escape ? letter + letter : letter;
    }
  }
  readDoubleQuoted(pattern) {
    const quote = this.options.rawQuotes ? '"' : "";
    let text2 = quote;
    this.at++;
    for (; ; ) {
      const letter = this.peek();
      if (letter === void 0) throw new Refused("unexpected end of statement while looking for matching double-quote");
      if (letter === "$") {
        text2 += this.readDollar();
        continue;
      }
      this.at++;
      if (letter === '"') return text2 + quote;
      text2 += letter === this.options.escape ? this.readEscapeInQuotes(letter, pattern) : letter;
    }
  }
  /** In double quotes only `"`, `$` and the escape itself can be escaped; before others it is a letter. */
  readEscapeInQuotes(sign, pattern) {
    const letter = this.peek();
    if (letter === void 0) return "";
    if (letter === '"' || letter === "$" || letter === sign) {
      this.at++;
      return (this.rawEscapes ? sign : "") + letter;
    }
    return this.rawEscapes && (!this.options.rawQuotes || pattern) ? sign + sign : sign;
  }
  readDollar() {
    this.at++;
    if (this.peek() !== "{") {
      const name = this.readName();
      if (name === "") return "$";
      return this.options.lookUp(name) ?? (this.options.keepUnset ? `$${name}` : "");
    }
    this.at++;
    const first = this.peek();
    if (first === void 0) throw new Refused("syntax error: missing '}'");
    if (first === "{" || first === "}" || first === ":") throw new Refused("syntax error: bad substitution");
    return this.readBraces(this.readName());
  }
  /** A name or number, or one of the shell's special parameters. */
  readName() {
    const first = this.peek();
    if (first === void 0) return "";
    if ("@*#?-$!".includes(first)) {
      this.at++;
      return first;
    }
    const belongs = isDigit(first) ? isDigit : isNameLetter;
    let name = "";
    for (let letter = this.peek(); letter !== void 0 && belongs(letter); letter = this.peek()) {
      name += letter;
      this.at++;
    }
    return name;
  }
  readBraces(name) {
    const sign = this.next();
    if (sign === "}") return this.options.lookUp(name) ?? (this.options.keepUnset ? `\${${name}}` : "");
    if (sign === "/") return this.readReplacement(name);
    if (sign === ":") return this.readModifier(name, this.next(), true);
    if (sign !== void 0 && "+-?#%".includes(sign)) return this.readModifier(name, sign, false);
    throw unsupported(sign ?? NO_CHARACTER);
  }
  readModifier(name, sign, emptyIsUnset) {
    const signs = (emptyIsUnset ? ":" : "") + (sign ?? NO_CHARACTER);
    const pattern = sign === "#" || sign === "%";
    if (pattern && emptyIsUnset) throw unsupported(signs);
    const word = this.readOperand("}", pattern, pattern, "syntax error: missing '}'");
    const value = this.options.lookUp(name);
    if (value === void 0 && this.options.keepUnset) return `\${${name}${signs}${word}}`;
    return applyModifier(signs, { name, value, word });
  }
  readReplacement(name) {
    const all = this.peek() === "/";
    if (all) this.at++;
    const pattern = this.readOperand("/", true, true, `syntax error: missing '/' in \${}`);
    const replacement = this.readOperand("}", true, false, "syntax error: missing '}'");
    const value = this.options.lookUp(name);
    if (value === void 0 && this.options.keepUnset) return `\${${name}/${pattern}/${replacement}}`;
    return replacePattern(value ?? "", pattern, replacement, all);
  }
  readOperand(at, rawEscapes, pattern, missing2) {
    try {
      return this.readUntil({ at, rawEscapes, pattern }).value;
    } catch (error) {
      throw error instanceof Refused && this.ended ? new Refused(missing2) : error;
    }
  }
};
var isDigit = (letter) => /[0-9]/.test(letter) || letter > "" && new RegExp("\\p{Nd}", "u").test(letter);
var isNameLetter = (letter) => /\w/.test(letter) || letter > "" && /[\p{L}\p{Nd}]/u.test(letter);

// src/dockerfile/expand.ts
var PLAIN3 = /^[\w./:@=+,-]+$/;
function expand(text2, variables, { escape: escapeSign = "\\", quotesAreText = false } = {}) {
  if (PLAIN3.test(text2)) return { value: text2, words: [text2], unset: [] };
  const unset = /* @__PURE__ */ new Set();
  const lookUp2 = (name) => {
    const variable = variables.get(name);
    for (const missing2 of variable?.unset ?? [name]) unset.add(missing2);
    return variable?.value;
  };
  try {
    return { ...lex(text2, { escape: escapeSign, lookUp: lookUp2, quotesAreText }), unset: [...unset] };
  } catch (error) {
    if (error instanceof Refused) return { problem: error.message };
    throw error;
  }
}

// src/dockerfile/globals.ts
function globalArgs(dockerfile, request) {
  const globals = platformArgs(dockerfile, request);
  for (const { args, span } of dockerfile.globals) {
    for (const { name, value } of args) {
      const given = ownValue(request.buildArgs, name);
      if (given === void 0 && value === void 0) continue;
      const variable = given === void 0 ? expand(value ?? "", globals, dockerfile.directives) : known(given);
      if ("problem" in variable) return { problem: { line: span.firstLine, message: variable.problem } };
      globals.set(name, variable);
    }
  }
  return { globals };
}
function platformArgs({ stages }, { buildArgs, target, build, targetStage }) {
  const args = [
    ...platformArgsOf("BUILD", build),
    ...platformArgsOf("TARGET", target),
    ["TARGETSTAGE", (targetStage ?? stages.at(-1)?.name) || "default"]
  ];
  return new Map(args.map(([name, value]) => [name, known(ownValue(buildArgs, name) ?? value)]));
}
function platformArgsOf(prefix, platform) {
  return [
    [`${prefix}PLATFORM`, formatPlatform(platform)],
    [`${prefix}OS`, platform.os],
    [`${prefix}OSVERSION`, ""],
    [`${prefix}ARCH`, platform.architecture],
    [`${prefix}VARIANT`, platform.variant ?? ""]
  ];
}
function expandFrom({ image, platform, span }, globals, directives) {
  const refused = (message) => ({ problem: { line: span.firstLine, message } });
  const base = expand(image, globals, directives);
  if ("problem" in base) return refused(base.problem);
  if (base.value === "") return refused(`base name (${image}) should not be blank`);
  if (platform === void 0) return { image: base.value, platform: void 0, unset: base.unset };
  const where = expand(platform, globals, directives);
  if ("problem" in where) return refused(where.problem);
  if (where.value === "") return refused(`empty platform value from expression ${platform}`);
  return { image: base.value, platform: where.value, unset: [.../* @__PURE__ */ new Set([...base.unset, ...where.unset])] };
}
function known(value) {
  return { value, unset: [] };
}
function ownValue(values, name) {
  return Object.hasOwn(values, name) ? values[name] : void 0;
}

// src/dockerfile/modes/filled-stage.ts
import { posix as posix18 } from "node:path";

// src/dockerfile/expand-instruction.ts
var PLAIN4 = /^[^$'"\\`]*$/;
function staysAsItIs({ kind, text: text2, heredocs }) {
  return kind !== "env" && kind !== "label" && kind !== "expose" && heredocs.length === 0 && PLAIN4.test(text2);
}
function expandInstruction(instruction, variables, directives) {
  if (staysAsItIs(instruction)) return { instruction, pairs: /* @__PURE__ */ new Map(), unset: [] };
  const unset = /* @__PURE__ */ new Set();
  const pairs2 = /* @__PURE__ */ new Map();
  const full = (text2, quotesAreText = false) => {
    const options = quotesAreText ? { quotesAreText } : directives;
    const expanded = expand(text2, variables, options);
    if ("problem" in expanded) throw new Refused(expanded.problem);
    for (const name of expanded.unset) unset.add(name);
    return expanded;
  };
  const expander = {
    word: (text2) => full(text2).value,
    words: (text2) => full(text2).words,
    content: (text2) => full(text2, true).value,
    pair: ({ name, value }) => {
      const pair = { name: full(name).value, value: full(value) };
      pairs2.set(pair.name, { value: pair.value.value, unset: pair.value.unset });
      return { name: pair.name, value: pair.value.value };
    }
  };
  return { instruction: expandWith(expander, instruction), pairs: pairs2, unset: [...unset] };
}
function expandWith(expander, instruction) {
  switch (instruction.kind) {
    case "env":
    case "label":
      return { ...instruction, pairs: instruction.pairs.map(expander.pair) };
    case "copy":
    case "add":
      return expandFiles(expander, instruction);
    case "run":
      return { ...instruction, mounts: instruction.mounts.map((mount) => expandMount(expander, mount)) };
    case "workdir":
    case "user":
    case "stopsignal":
      return { ...instruction, value: expander.word(instruction.value) };
    case "volume":
      return { ...instruction, words: instruction.words.map(expander.word) };
    case "expose":
      return { ...instruction, words: instruction.words.flatMap(expander.words) };
    default:
      return instruction;
  }
}
var EXPANDED_FLAGS = /* @__PURE__ */ new Set(["chown", "chmod", "checksum"]);
function expandFiles({ word, content }, instruction) {
  const expandHeredoc = (heredoc) => heredoc.expand ? { ...heredoc, content: content(heredoc.content) } : heredoc;
  return {
    ...instruction,
    flags: instruction.flags.map(({ name, value }) => ({
      name,
      value: value !== void 0 && EXPANDED_FLAGS.has(name) ? word(value) : value
    })),
    sources: instruction.sources.map(word),
    destination: word(instruction.destination),
    heredocs: instruction.heredocs.map(expandHeredoc)
  };
}
function expandMount({ word }, { type, options }) {
  return {
    type: word(type),
    options: Object.fromEntries(Object.entries(options).map(([name, value]) => [name, word(value)]))
  };
}

// src/dockerfile/inherit.ts
function parentOf({ stages }, stage, image) {
  return stages.slice(0, stage.index).findLast(({ name }) => name === image);
}
function triggersOf(parent) {
  return (parent?.instructions ?? []).flatMap((step2) => step2.kind === "onbuild" ? [step2.instruction] : []);
}
function atFrom({ from: from3 }, read) {
  try {
    return read();
  } catch (error) {
    throw error instanceof Refused ? new Refused(error.message, from3.span.firstLine) : error;
  }
}

// src/dockerfile/state.ts
import { posix as posix17 } from "node:path";
var DEFAULT_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
function stateOfImage(image) {
  const env = new Map(Object.entries({ PATH: DEFAULT_PATH, ...image?.env }).map(([name, value]) => [name, known(value)]));
  if (!image) {
    const nothing = { variables: /* @__PURE__ */ new Map(), args: /* @__PURE__ */ new Map(), env: /* @__PURE__ */ new Map() };
    return { ...nothing, workdir: void 0, user: void 0, shell: void 0, baseKnown: false };
  }
  const { workdir = "/", user = "", shell: shell2 = ["/bin/sh", "-c"] } = image;
  return { variables: env, args: /* @__PURE__ */ new Map(), env, workdir, user, shell: shell2, baseKnown: true };
}
function stateOfStage(parent) {
  return { ...parent, variables: new Map([...parent.variables, ...parent.env]) };
}
function stateAfter(state, instruction, pairs2) {
  switch (instruction.kind) {
    case "env":
      return {
        ...state,
        variables: new Map([...state.variables, ...pairs2]),
        env: new Map([...state.env, ...pairs2])
      };
    case "workdir":
      return { ...state, workdir: workdirAfter(state.workdir, instruction.value) };
    case "user":
      return { ...state, user: instruction.value };
    case "shell":
      return { ...state, shell: instruction.words };
    default:
      return state;
  }
}
function workdirAfter(workdir, value) {
  if (posix17.isAbsolute(value)) return clean(value);
  return workdir === void 0 ? void 0 : clean(posix17.join("/", workdir, value));
}
function clean(path) {
  const normal = posix17.normalize(path).replace(/^\/+/, "/");
  return normal.length > 1 ? normal.replace(/\/$/, "") : normal;
}
function stateAfterArg(state, { args }, { buildArgs, globals, directives }) {
  const variables = new Map(state.variables);
  const declared2 = new Map(state.args);
  for (const { name, value } of args) {
    const given = ownValue(buildArgs, name);
    const variable = given === void 0 ? withoutBuildArg(name, value) : known(given);
    declared2.set(name, variable);
    if (variable) variables.set(name, variable);
  }
  return { ...state, variables, args: declared2 };
  function withoutBuildArg(name, value) {
    if (value === void 0) return globals.get(name);
    const expanded = expand(value, variables, directives);
    if ("problem" in expanded) throw new Refused(expanded.problem);
    return { value: expanded.value, unset: expanded.unset };
  }
}

// src/dockerfile/scope.ts
function walkStage(dockerfile, stage, options) {
  const nothing = { from: void 0, parent: void 0, steps: [], after: stateOfImage(void 0) };
  const resolved = options.globals ? { globals: options.globals } : globalArgs(dockerfile, options);
  if ("problem" in resolved) return { ...nothing, problem: resolved.problem };
  const { directives } = dockerfile;
  const around = { buildArgs: options.buildArgs, globals: resolved.globals, directives };
  const { levels, problem } = levelsOf(dockerfile, stage, { ...options, ...resolved });
  const own = levels.at(-1) ?? nothing;
  if (problem) return { ...nothing, from: own.from, parent: own.parent, problem };
  let walked = { ...nothing, problem: void 0 };
  for (const [index, level] of levels.entries()) {
    const { from: from3, parent } = level;
    const state = index === 0 ? imageState(from3.image, options) : stateOfStage(walked.after);
    walked = { from: from3, parent, ...walk(level.stage, triggersOf(parent), state, around) };
    if (walked.problem && level !== own)
      return { ...nothing, from: own.from, parent: own.parent, problem: walked.problem };
  }
  return walked;
}
function levelsOf(dockerfile, stage, { globals, isContext: isContext2 }) {
  const levels = [];
  for (let at = stage; at; at = levels.at(-1)?.parent) {
    const from3 = expandFrom(at.from, globals, dockerfile.directives);
    if ("problem" in from3) return { levels: levels.reverse(), problem: from3.problem };
    const parent = isContext2?.(from3.image) ? void 0 : parentOf(dockerfile, at, from3.image);
    levels.push({ stage: at, from: from3, parent });
  }
  return { levels: levels.reverse(), problem: void 0 };
}
function imageState(image, { baseImage }) {
  return stateOfImage(image === "scratch" ? { env: {} } : baseImage?.(image));
}
function walk({ from: from3, instructions }, triggers, start, around) {
  const steps = [];
  let before = start;
  for (const instruction of [...triggers, ...instructions]) {
    try {
      const { instruction: expanded, pairs: pairs2, unset } = expandInstruction(instruction, before.variables, around.directives);
      const after = instruction.kind === "arg" ? stateAfterArg(before, instruction, around) : stateAfter(before, expanded, pairs2);
      steps.push({ instruction, expanded, before, unset });
      before = after;
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      const { firstLine } = triggers.includes(instruction) ? from3.span : instruction.span;
      return { steps, after: before, problem: { line: firstLine, message: error.message } };
    }
  }
  return { steps, after: before, problem: void 0 };
}

// src/dockerfile/modes/filled-stage.ts
function stageNamed(stages, name) {
  const wanted = name.toLowerCase();
  return (stages.findLast((stage) => stage.name === wanted) ?? stages.find(({ index }) => String(index) === wanted))?.index;
}
function fillStage(stage, input) {
  const { dockerfile, platform, filled: filled2 } = input;
  const { from: from3, parent, own } = walkOwn(stage, input);
  const earlier = dockerfile.stages.slice(0, stage.index);
  const sourceStage2 = (name2) => name2 === void 0 || isContext(name2, input.build) ? void 0 : stageNamed(earlier, name2);
  const base = parent && filled2(parent.index);
  const imageOf = (name2) => imageBehind(name2, sourceStage2(name2), input);
  const steps = own.map(({ instruction, expanded, after }) => {
    return { instruction, step: stepOf(expanded, instruction.span.firstLine, after, imageOf) };
  });
  const name = isContext(from3.image, input.build) ? `build-context ${from3.image}` : from3.image;
  const named = from3.platform === void 0 ? void 0 : parsePlatform(from3.platform);
  return {
    stage,
    parent: parent?.index,
    image: base?.image ?? { name, line: stage.from.span.firstLine },
    platform: base?.platform ?? named ?? platform,
    steps: [...base?.steps ?? [], ...steps.map(({ step: step2 }) => step2)],
    own: steps,
    sourceStage: sourceStage2
  };
}
function requestOf({ build, platform }) {
  return { buildArgs: build.buildArgs, target: platform, build: build.buildPlatform, targetStage: build.target };
}
function walkOwn(stage, input) {
  const { dockerfile, build, globals } = input;
  const { from: from3, parent, steps, after, problem } = walkStage(dockerfile, stage, {
    ...requestOf(input),
    globals,
    isContext: (name) => isContext(name, build),
    baseImage: (image) => isContext(image, build) ? { env: {} } : configOf(image)
  });
  if (problem || !from3) throw new Refused(problem?.message ?? "a FROM without an image", problem?.line);
  return { from: from3, parent, own: steps.map((step2, index) => ({ ...step2, after: steps[index + 1]?.before ?? after })) };
}
function imageBehind(from3, source, { dockerfile, filled: filled2 }) {
  if (source === void 0) return from3;
  return dockerfile.stages[source]?.instructions.length === 0 ? filled2(source).image.name : void 0;
}
function isContext(name, { contexts }) {
  return contexts.some((context) => withoutLatest(context) === withoutLatest(name));
}
function withoutLatest(name) {
  return name.toLowerCase().replace(/:latest$/, "");
}
function configOf(image) {
  const go = goOfImage(image);
  if (go.kind === "unknown") return { env: {} };
  const PATH = "/go/bin:/usr/local/go/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
  const version = go.kind === "exact" ? { GOLANG_VERSION: go.version } : {};
  return { workdir: "/go", env: { GOPATH: "/go", GOTOOLCHAIN: "local", PATH, ...version } };
}
function stepOf(instruction, line, { variables, workdir = "/", user = "", shell: shell2 = ["/bin/sh", "-c"] }, imageOf) {
  const place = { line, workdir, user, shell: shell2 };
  if (instruction.kind === "run") {
    const { command, heredocs: heredocs2, mounts, text: text2 } = instruction;
    const env = Object.fromEntries([...variables].map(([name, { value }]) => [name, value]));
    return { ...place, kind: "run", env, command, heredocs: heredocs2, mounts, text: text2 };
  }
  if (instruction.kind !== "copy" && instruction.kind !== "add") return { ...place, kind: "other", instruction };
  const { from: from3, sources: sources2, destination, flags, heredocs } = instruction;
  return {
    ...place,
    kind: "copy",
    add: instruction.kind === "add",
    sources: sources2,
    destination: absolute(workdir, destination),
    from: from3,
    fromImage: from3 === void 0 ? void 0 : imageOf(from3),
    flags: flags.filter(({ name }) => name !== "from"),
    inline: heredocs.length > 0
  };
}
function absolute(workdir, path) {
  const whole = posix18.resolve(workdir, path);
  return /(^|\/)\.?$/.test(path) && whole !== "/" ? `${whole}/` : whole;
}

// src/dockerfile/modes/walk.ts
function walkAll(input) {
  const target = targetOf2(input);
  if (target === void 0) return [];
  const filled2 = makeFiller(input);
  const needed = /* @__PURE__ */ new Set();
  const visit = (index) => {
    if (needed.has(index)) return;
    needed.add(index);
    for (const next of neededBy(filled2(index))) visit(next);
  };
  visit(target);
  return [...needed].sort((a, b) => a - b).map(filled2);
}
function targetOf2({ dockerfile: { stages }, build: { target } }) {
  if (target === void 0) return stages.at(-1)?.index;
  return stageNamed(stages, target);
}
function neededBy({ parent, own, sourceStage: sourceStage2 }) {
  const taken = own.flatMap(({ step: step2 }) => {
    if (step2.kind === "copy") return sourceStage2(step2.from) ?? [];
    return step2.kind === "run" ? step2.mounts.flatMap(({ options }) => sourceStage2(options.from) ?? []) : [];
  });
  return [...parent === void 0 ? [] : [parent], ...taken];
}
function makeFiller(input) {
  const resolved = globalArgs(input.dockerfile, requestOf(input));
  if ("problem" in resolved) throw new Refused(resolved.problem.message, resolved.problem.line);
  const done = /* @__PURE__ */ new Map();
  const filler = (index) => {
    const before = done.get(index);
    if (before) return before;
    const stage = input.dockerfile.stages[index];
    if (!stage) throw new RangeError(`there is no stage ${index}`);
    const filled2 = fillStage(stage, { ...input, ...resolved, filled: filler });
    done.set(index, filled2);
    return filled2;
  };
  return filler;
}

// src/dockerfile/modes/stages.ts
function readStages(input) {
  const isHidden = hiddenBy(input.tree.dockerignore);
  const read = input.build.platforms.map((platform) => readFor({ ...input, isHidden }, platform));
  return {
    models: read.flatMap((one2) => one2.models),
    takes: read.flatMap((one2) => one2.takes),
    started: [...new Set(read.flatMap((one2) => one2.started))]
  };
}
function readFor({ dockerfile, build, tree, isHidden }, platform) {
  const walks = walkAll({ dockerfile, build, platform });
  const consumers = walks.flatMap(consumersIn);
  const target = walks.at(-1);
  if (!target) return { models: [], takes: [], started: [] };
  const models = walks.flatMap((walk2) => {
    const model = modelStage({
      stage: {
        index: walk2.stage.index,
        name: walk2.stage.name ?? String(walk2.stage.index),
        line: walk2.stage.span.firstLine
      },
      image: walk2.image,
      platform,
      ownPlatform: walk2.platform,
      steps: walk2.steps,
      consumers: consumers.filter(({ source }) => source === walk2.stage.index),
      entangled: entanglements(walk2, walks, target),
      tree,
      isHidden
    });
    return compilesGo(model, new Set(walk2.own.map(({ step: step2 }) => step2.line))) ? [model] : [];
  });
  return { models, takes: walks.flatMap((walk2) => takesOf(walk2, platform)), started: startedBy(target) };
}
function consumersIn({ own, sourceStage: sourceStage2 }) {
  return own.flatMap(({ step: step2 }) => {
    if (step2.kind === "copy") {
      const source = sourceStage2(step2.from);
      if (source === void 0) return [];
      const owned = step2.flags.some(({ name }) => name === "chown");
      return step2.sources.map((path) => ({ source, line: step2.line, path: fromRoot(path), how: "copy", owned }));
    }
    if (step2.kind !== "run") return [];
    return step2.mounts.flatMap(({ type, options }) => {
      const source = type === "bind" ? sourceStage2(options.from) : void 0;
      if (source === void 0) return [];
      return [{ source, line: step2.line, path: fromRoot(options.source ?? "/"), how: "mount", owned: true }];
    });
  });
}
function fromRoot(path) {
  return posix19.resolve("/", path);
}
function entanglements(walk2, walks, target) {
  const { index, span } = walk2.stage;
  const built2 = walks.filter(({ parent }) => parent === index).map(({ stage }) => ({ line: stage.span.firstLine, how: `is what stage ${stage.name ?? stage.index} is built on` }));
  const given = walk2.own.filter(({ step: step2, instruction }) => step2.kind === "run" && !isWritten(walk2, instruction));
  const triggered = given.map(({ step: step2 }) => ({ line: step2.line, how: "runs what an ONBUILD gives it" }));
  const all = [...built2, ...triggered];
  return index === target.stage.index ? [{ line: span.firstLine, how: "is the image itself" }, ...all] : all;
}
function takesOf(walk2, platform) {
  return walk2.own.flatMap(({ step: step2, instruction }) => {
    if (step2.kind !== "copy" || step2.from !== void 0) return [];
    if (!isWritten(walk2, instruction)) return [];
    if (instruction.kind !== "copy" && instruction.kind !== "add") return [];
    return [{ platform, stage: walk2.stage.index, line: step2.line, instruction, step: step2 }];
  });
}
function isWritten({ stage }, instruction) {
  return stage.instructions.includes(instruction);
}
function startedBy({ steps }) {
  const instructions = steps.flatMap(other);
  return ["entrypoint", "cmd"].flatMap((kind) => {
    const last = instructions.findLast((instruction) => instruction.kind === kind);
    return last && "command" in last && last.command !== "none" ? firstWord(last.command) : [];
  });
}
function other(step2) {
  return step2.kind === "other" ? [step2.instruction] : [];
}
function firstWord(command) {
  const word = command.form === "exec" ? command.words[0] : /^(?:exec\s+)?(\S+)/.exec(command.text.trim())?.[1];
  return word === void 0 ? [] : [word];
}

// src/dockerfile/modes/decide.ts
var NOTHING = { models: [], takes: [], started: [] };
function decideMode(input) {
  const { requested } = input;
  const read = readOrSay(input);
  if ("refused" in read) {
    const why = { rule: "refused", reason: `BuildKit would refuse it: ${read.refused}`, line: read.line };
    const plain = requested === "auto" || requested === "inside";
    return plain ? found(inside(NOTHING, why)) : notPossible(asked(input), why);
  }
  const problems = commandProblems(input, read);
  if (problems.length > 0) return { decision: void 0, problems };
  if (requested === "inside")
    return found(inside(read, { rule: "asked", reason: "dockerfile-mode: inside", line: void 0 }));
  const mode = requested === "auto" && input.buildCommand ? "replace" : requested;
  if (mode !== "auto") {
    const wanted2 = mode === "replace" ? replaced(input, read) : prebuilt(input, read);
    return wanted2.mode === "no" ? notPossible(asked(input), wanted2) : found(wanted2);
  }
  const wanted = read.models.length > 0 ? replaced(input, read) : prebuilt(input, read);
  return found(wanted.mode === "no" ? inside(read, wanted) : wanted);
}
function readOrSay(input) {
  try {
    return readStages(input);
  } catch (error) {
    if (error instanceof Refused) return { refused: error.message, line: error.line };
    throw error;
  }
}
function asked({ dockerfile: { path }, requested, buildCommand }) {
  return { path, requested, buildCommand };
}
function found(decision) {
  return { decision, problems: [] };
}
function inside({ models }, { rule, reason, line, hint }) {
  return { mode: "inside", compilesGo: models.length > 0, rule, reason, line, hint, warnings: [] };
}
function replaced({ dockerfile, build, compileFacts, buildCommand }, { models }) {
  const [first] = models;
  if (!first)
    return { mode: "no", rule: "no-go", reason: "no stage that the image needs is known to compile Go", line: void 0 };
  const answer = buildCommand ? decideCommand(models, buildCommand) : decideReplace(models, compileFacts);
  if (answer.kind === "no") return { ...answer, mode: "no" };
  const impossible = overlayRefusal(dockerfile, build.buildArgs);
  if (impossible) return { ...impossible, mode: "no" };
  const stages = answer.cuts.map((cut) => cut.name).join(", ");
  const why = buildCommand ? `build-command makes the programs of stage ${stages}, and nothing else is taken from it` : `the go build of stage ${stages} is known to the last word, and all ten rules hold`;
  return {
    mode: "replace",
    rule: buildCommand ? "replace-command" : "replace",
    reason: why,
    line: first.stage.line,
    warnings: answer.warnings,
    context: contextName(dockerfile, build.contexts),
    cuts: answer.cuts,
    compiles: "compiles" in answer ? answer.compiles : [],
    commands: "commands" in answer ? answer.commands : [],
    open: "open" in answer ? answer.open : []
  };
}
function prebuilt({ dockerfile, build, tree, requested }, { models, takes, started }) {
  const answer = decidePrebuilt({ takes, started, tree, asked: requested === "prebuilt" });
  if (answer.kind === "none") {
    const [first] = models;
    const compiles2 = first ? `stage ${first.stage.name} compiles Go itself` : "no stage is known to compile Go";
    const reason = `${compiles2}, and no program is copied that has to be compiled first`;
    return { mode: "no", rule: "no-go", reason, line: void 0 };
  }
  if (answer.kind === "no") return { ...answer, mode: "no" };
  const { copies, programs } = answer;
  const impossible = overlayRefusal(dockerfile, build.buildArgs) ?? prebuiltRefusal({ dockerfile, copies, programs });
  if (impossible) return { ...impossible, mode: "no" };
  const paths = [...new Set(programs.map(({ path }) => path))].join(", ");
  return {
    mode: "prebuilt",
    rule: "prebuilt",
    reason: `it copies ${paths}, which git does not have: compiled from ${[...new Set(programs.map(({ main }) => main.importPath))].join(", ")}`,
    line: copies[0]?.line,
    warnings: distinct(programs.flatMap(passedOver)),
    context: contextName(dockerfile, build.contexts),
    copies,
    programs
  };
}
function passedOver({ main, passedOver: other2, path }) {
  if (!other2) return [];
  return [{ message: `${path} is compiled from ${main.importPath}, not from ${other2.importPath}`, line: void 0 }];
}
function commandProblems({ buildCommand, requested }, { models }) {
  if (!buildCommand) return [];
  const subject = "build-command";
  if (buildCommand.length === 0) return [{ subject, message: "it has no words", hint: "for example: make build" }];
  if (requested === "prebuilt" || requested === "inside") {
    const message = `it stands for a stage that is replaced, and dockerfile-mode is ${requested}`;
    return [{ subject, message, hint: "leave one of them out" }];
  }
  if (models.length > 0) return [];
  return [
    {
      subject,
      message: "it stands for a stage that compiles Go, and none that the image needs is known to",
      hint: "leave it out"
    }
  ];
}

// src/dockerfile/modes/go-list.ts
import { isAbsolute, join, relative, sep } from "node:path";
var FILES = ["GoFiles", "SFiles", "HFiles", "SysoFiles", "EmbedFiles"];
var CHOOSING = /^-(tags|mod|modfile|race|msan|asan|cover)(=|$)/;
function goListArguments({ flags, packages }) {
  const fields = ["Dir", "ImportPath", "Standard", "Module", "Error", ...FILES].join();
  return ["list", "-deps", `-json=${fields}`, ...flags.filter((flag) => CHOOSING.test(flag)), "--", ...packages];
}
function goImportsArguments({ flags, packages }) {
  const fields = ["ImportPath", "Standard", "CgoFiles", "Error"].join();
  return ["list", "-e", "-deps", `-json=${fields}`, ...flags.filter((flag) => CHOOSING.test(flag)), "--", ...packages];
}
function summarizeImports(stdout) {
  const packages = parseGoList(stdout);
  const pathsOf = (values) => new Set(values.flatMap((value) => stringAt(value, "ImportPath") ?? []));
  const isWhole = packages.every((value) => recordAt(value, "Error") === void 0);
  const withC = packages.filter((value) => isRecord(value) && value.Standard !== true && arrayAt(value, "CgoFiles"));
  return { imports: pathsOf(packages), cgoPackages: isWhole ? pathsOf(withC) : void 0 };
}
function summarizeGoList(stdout, { context, moduleCache, workFile }) {
  const files = /* @__PURE__ */ new Set();
  const dependencies = /* @__PURE__ */ new Set();
  const packages = parseGoList(stdout);
  for (const value of packages) {
    const dir = stringAt(value, "Dir");
    if (dir === void 0 || isRecord(value) && value.Standard === true) continue;
    if (isInside(moduleCache, dir)) {
      dependencies.add(below2(moduleCache, dir));
      continue;
    }
    for (const name of FILES.flatMap((key) => arrayAt(value, key) ?? [])) files.add(join(dir, String(name)));
    const goMod = moduleFile(value);
    if (goMod !== void 0) files.add(goMod);
  }
  const work = workFile === "" || workFile === "off" ? void 0 : workFile;
  const all = [...files].sort();
  return {
    files: all.filter((file) => isInside(context, file)).map((file) => below2(context, file)),
    outside: [...all, ...work === void 0 ? [] : [work]].filter((file) => !isInside(context, file)),
    workFile: work !== void 0 && isInside(context, work) ? below2(context, work) : void 0,
    imports: packages.flatMap((value) => stringAt(value, "ImportPath") ?? []),
    dependencies: [...dependencies].sort()
  };
}
function moduleFile(value) {
  const module = recordAt(value, "Module");
  return stringAt(recordAt(module, "Replace"), "GoMod") ?? stringAt(module, "GoMod");
}
function isInside(folder, path) {
  const way = relative(folder, path);
  return way !== "" && way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}
function below2(folder, path) {
  return relative(folder, path).split(sep).join("/");
}

// src/dockerfile/modes/known-compiles.ts
function knownCompiles({ dockerfile, build, tree }) {
  const platforms = build.platforms.slice(0, 1);
  try {
    const judged = readStages({ dockerfile, tree, build: { ...build, platforms } }).models.map(judge);
    return judged.flatMap(({ model, builds }) => builds.map((used) => compileOf(model, used)));
  } catch (error) {
    if (error instanceof Refused) return [];
    throw error;
  }
}

// src/dockerfile/modes/unread.ts
function decideUnread(input) {
  const { source, problem, buildArgs, requested, buildCommand } = input;
  const frontend = frontendOf(syntaxOf(source), buildArgs);
  if (frontend === void 0 || !mayReadMore(frontend)) return void 0;
  const reason = `only ${frontend} can tell what it says; here reading ends with: ${problem.message}`;
  const why = { rule: "unread", reason, line: problem.line };
  if (buildCommand || requested === "replace" || requested === "prebuilt") return notPossible(input, why);
  return {
    decision: { ...why, mode: "inside", compilesGo: false, hint: void 0, warnings: [] },
    problems: []
  };
}

// src/dockerfile/modes/verify.ts
var ABSENT = "(none)";
var PATHS = /* @__PURE__ */ new Set(["-pgo", "-overlay", "-modfile"]);
function isReproducible({ flags }) {
  const last = flags.findLast((word) => /^--?trimpath(=|$)/.test(word));
  return last !== void 0 && !/=(false|0|f|F|False|FALSE)$/.test(last);
}
function compareProgram({ reproducible, original, ours }) {
  if (original.sha256 === ours.sha256) return [];
  const told = compareInfo(original.info, ours.info);
  if (!reproducible) return told;
  return [{ what: "sha256", original: original.sha256, ours: ours.sha256 }, ...told];
}
function compareInfo(original, ours) {
  if (!original || !ours) {
    const tell = (info) => info ? "present" : ABSENT;
    return [{ what: "build info", original: tell(original), ours: tell(ours) }];
  }
  return [
    ...differ("Go version", original.goVersion, ours.goVersion),
    ...differ("main package", original.path, ours.path),
    ...differ("main module", describe(original.main), describe(ours.main)),
    ...compareMaps("setting", settingsOf(original), settingsOf(ours)),
    ...compareMaps("module", modulesOf(original), modulesOf(ours))
  ];
}
function settingsOf({ settings }) {
  const shown = (key, value) => PATHS.has(key) ? value.split("/").at(-1) ?? "" : value;
  return new Map([...settings].map(([key, value]) => [key, shown(key, value)]));
}
function modulesOf({ modules }) {
  return new Map(modules.map((module) => [module.path, describe(module)]));
}
function describe(module) {
  if (!module) return ABSENT;
  const own = [module.path, module.version, module.sum].filter((part) => part !== "").join(" ");
  return module.replacement ? `${own} => ${describe(module.replacement)}` : own;
}
function compareMaps(what, original, ours) {
  const keys = [.../* @__PURE__ */ new Set([...original.keys(), ...ours.keys()])].sort();
  return keys.flatMap((key) => differ(`${what} ${key}`, original.get(key) ?? ABSENT, ours.get(key) ?? ABSENT));
}
function differ(what, original, ours) {
  return original === ours ? [] : [{ what, original, ours }];
}

// src/dockerfile/advice/changes.ts
function linesOf({ source }, { span }) {
  return source.toString("utf8").split(/\r?\n/).slice(span.firstLine - 1, span.lastLine).join("\n");
}
function insteadOf({ span }, ...lines) {
  return { firstLine: span.firstLine, lastLine: span.lastLine, text: lines.join("\n") };
}

// src/dockerfile/advice/run-text.ts
function shellRuns({ steps }) {
  return steps.filter((step2) => {
    const { instruction, own } = step2;
    return own && instruction.kind === "run" && instruction.command.form === "shell";
  });
}
function textOf3({ instruction: { command, heredocs } }) {
  const line = command.form === "shell" ? command.text : command.words.join(" ");
  return [line, ...heredocs.map(({ content }) => content)].join("\n");
}
var GO_BUILD = /(^|[\s;&|({])go\s+build(?=\s|$)/;
function compiles(step2) {
  return GO_BUILD.test(textOf3(step2));
}
function declared({ steps }, before, name) {
  return steps.slice(0, steps.indexOf(before)).some(({ instruction }) => instruction.kind === "arg" && instruction.args.some((arg2) => arg2.name === name));
}
var PLATFORM_ARGUMENT = /\$\{?(TARGETOS|TARGETARCH|TARGETVARIANT)\b(?!:)/g;
function undeclaredIn(stage, run2) {
  const names = [...textOf3(run2).matchAll(PLATFORM_ARGUMENT)].map(([, name]) => name ?? "");
  return [...new Set(names)].filter((name) => !declared(stage, run2, name) && valueFor(run2, name) === void 0);
}
function beforeGoBuild(lines, more) {
  return lines.replace(new RegExp(GO_BUILD.source, "g"), (_, before) => `${before}${more} go build`);
}
function valueFor(step2, name) {
  const said = [...textOf3(step2).matchAll(new RegExp(`(?:^|[\\s;&|({])${name}=(\\S*)`, "g"))].map(
    ([, value]) => value ?? ""
  );
  return said.length > 0 ? said.join(" ") : step2.variables[name];
}

// src/dockerfile/advice/rules/copy-before-download.ts
var copyBeforeDownload = {
  id: "copy-before-download",
  about: "After `COPY . .` every change of a source downloads all modules again. With go.mod and go.sum alone that layer stays.",
  good: `
FROM --platform=$BUILDPLATFORM golang:1.25 AS build
ARG TARGETARCH
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN CGO_ENABLED=0 GOARCH=$TARGETARCH go build -o /app .

FROM scratch
COPY --from=build /app /app
USER 65532:65532
ENTRYPOINT ["/app"]
`,
  bad: `
FROM --platform=$BUILDPLATFORM golang:1.25 AS build
ARG TARGETARCH
WORKDIR /src
COPY . .
RUN go mod download
RUN CGO_ENABLED=0 GOARCH=$TARGETARCH go build -o /app .

FROM scratch
COPY --from=build /app /app
USER 65532:65532
ENTRYPOINT ["/app"]
`,
  check: (view) => view.stages.flatMap((stage) => check(view, stage))
};
function check({ dockerfile, facts: { module } }, stage) {
  const download = shellRuns(stage).find(isDownload);
  if (!download || !module || module.needsOtherFolders) return [];
  const steps = stage.steps.slice(0, stage.steps.indexOf(download));
  const before = steps.map(({ instruction }) => instruction);
  const copies = before.filter(
    (instruction) => instruction.kind === "copy"
  );
  const copy = copies.find(isWholeContext);
  if (!copy || copies.some(({ sources: sources2 }) => sources2.some((source) => /(^|\/)go\.(mod|sum|\*|\[)/.test(source)))) return [];
  const [everything, fetching] = [linesOf(dockerfile, copy), linesOf(dockerfile, download.instruction)];
  const isNext = before.at(-1) === copy && !steps.at(-1)?.triggered;
  const files = module.hasSum ? "go.mod go.sum" : "go.mod";
  const folder = copy.destination.endsWith("/") ? copy.destination : `${copy.destination.replace(/^\.$/, ".")}/`;
  const changes = [
    insteadOf(copy, `COPY ${files} ${folder}`, fetching, everything),
    insteadOf(download.instruction, "")
  ];
  return [
    {
      firstLine: copy.span.firstLine,
      lastLine: copy.span.lastLine,
      message: "every change of a source downloads all modules again: copy go.mod and go.sum first",
      changes: isNext ? changes : []
    }
  ];
}
function isDownload(run2) {
  return run2.instruction.mounts.length === 0 && /^\s*go\s+mod\s+download(\s+-x)?(\s*&&\s*go\s+mod\s+verify)?\s*$/.test(textOf3(run2));
}
function isWholeContext({ from: from3, sources: sources2, flags, heredocs }) {
  const [source] = sources2;
  return from3 === void 0 && sources2.length === 1 && /^\.?\/?$/.test(source ?? "") && flags.length + heredocs.length === 0;
}

// src/dockerfile/advice/image-name.ts
function imageName(text2) {
  const [reference = "", digest] = text2.split("@");
  const colon = reference.indexOf(":", reference.lastIndexOf("/") + 1);
  const repository = colon < 0 ? reference : reference.slice(0, colon);
  const name = repository.slice(repository.lastIndexOf("/") + 1);
  return { repository, name, tag: colon < 0 ? void 0 : reference.slice(colon + 1), digest };
}
function isGolang(image) {
  if (image === void 0) return false;
  const { name, repository } = imageName(image);
  return name === "golang" && !repository.includes("microsoft");
}
function isStatic(image) {
  if (image === void 0) return false;
  const { repository } = imageName(image);
  return image === "scratch" || /(^|\/)distroless\/static(-debian\d+)?$|(^|\/)chainguard\/static$/.test(repository);
}

// src/dockerfile/advice/view.ts
function viewOf(dockerfile, facts) {
  const { stages } = dockerfile;
  const target = facts.target ? stageNamed(stages, facts.target) : stages.length - 1;
  if (target === void 0) return void 0;
  const needed = /* @__PURE__ */ new Map();
  const open = [target];
  for (const index of open) {
    const stage = stages[index];
    if (!stage || needed.has(index)) continue;
    const view = viewStage(dockerfile, stage, facts);
    if (!view) return void 0;
    needed.set(index, view);
    open.push(...view.below, ...view.sources);
  }
  const final = needed.get(target);
  if (!final) return void 0;
  return { dockerfile, facts, final, stages: [...needed.values()].sort((a, b) => a.stage.index - b.stage.index) };
}
function sourceStage(view, stage, from3) {
  const index = from3 === void 0 ? void 0 : stageBefore(view.dockerfile.stages, stage.index, from3, view.facts);
  return view.stages.find((other2) => other2.stage.index === index);
}
var ANY_PLATFORM = { os: "$TARGETOS", architecture: "$TARGETARCH", variant: "$TARGETVARIANT" };
function viewStage(dockerfile, stage, facts) {
  const { from: from3, parent, steps, problem } = walkStage(dockerfile, stage, {
    buildArgs: facts.buildArgs,
    target: ANY_PLATFORM,
    build: facts.buildPlatform,
    targetStage: facts.target,
    isContext: (name) => isContext(name, facts)
  });
  const below4 = parent && viewStage(dockerfile, parent, facts);
  if (problem || !from3 || parent && !below4) return void 0;
  const own = steps.map(({ instruction, expanded, before }) => {
    const isOwn2 = stage.instructions.includes(instruction);
    return { instruction, expanded, own: isOwn2, triggered: !isOwn2, variables: variablesOf(before) };
  });
  const isKnown2 = from3.unset.length === 0 && !from3.image.includes("$");
  return {
    stage,
    from: below4?.from ?? stage.from,
    image: below4 ? below4.image : isKnown2 ? from3.image : void 0,
    steps: [...below4?.steps.map((step2) => ({ ...step2, own: false })) ?? [], ...own],
    below: below4 ? [below4.stage.index, ...below4.below] : [],
    sources: sourcesOf2(stage.index, own, dockerfile, facts)
  };
}
function variablesOf({ variables, args }) {
  const waiting = [...args].flatMap(([name, value]) => value ? [] : [[name, `$${name}`]]);
  const filled2 = [...variables].map(
    ([
      name,
      {
        value,
        unset: [missing2]
      }
    ]) => [name, missing2 ? `$${missing2}` : value]
  );
  return Object.fromEntries([...waiting, ...filled2]);
}
function sourcesOf2(index, steps, { stages }, facts) {
  const names = steps.flatMap(({ instruction }) => {
    if (instruction.kind === "copy" || instruction.kind === "add") return instruction.from ?? [];
    return instruction.kind === "run" ? instruction.mounts.flatMap(({ options }) => options.from ?? []) : [];
  });
  return names.flatMap((name) => stageBefore(stages, index, name, facts) ?? []);
}
function stageBefore(stages, index, name, facts) {
  return isContext(name, facts) ? void 0 : stageNamed(stages.slice(0, index), name);
}

// src/dockerfile/advice/rules/dynamic-on-scratch.ts
var dynamicOnScratch = {
  id: "dynamic-on-scratch",
  about: 'Where cgo isn’t off, a program that uses `net` or `os/user` needs a C library, and scratch and static images have none: it ends with "no such file or directory".',
  good: `
FROM golang:1.25 AS build
WORKDIR /src
COPY . .
RUN CGO_ENABLED=0 go build -o /app .

FROM gcr.io/distroless/static:nonroot
COPY --from=build /app /app
ENTRYPOINT ["/app"]
`,
  bad: `
FROM golang:1.25 AS build
WORKDIR /src
COPY . .
RUN go build -o /app .

FROM gcr.io/distroless/static:nonroot
COPY --from=build /app /app
ENTRYPOINT ["/app"]
`,
  exampleFacts: { platforms: [{ os: "linux", architecture: "amd64" }], imports: /* @__PURE__ */ new Set(["net"]), cgoPackages: /* @__PURE__ */ new Set() },
  check: check2
};
var WITH_C = ["net", "os/user", "runtime/cgo"];
function check2(view) {
  const { final, facts, dockerfile } = view;
  if (!isStatic(final.image) || !WITH_C.some((path) => facts.imports?.has(path))) return [];
  const sources2 = final.steps.flatMap(
    ({ instruction }) => instruction.kind === "copy" ? sourceStage(view, final.stage, instruction.from) ?? [] : []
  );
  return [...new Set(sources2)].filter(({ image }) => isGolang(image) && !isWithoutCompiler(image)).flatMap((source) => shellRuns(source).filter(compiles).filter(mayLinkC)).map(({ instruction }) => ({
    firstLine: instruction.span.firstLine,
    lastLine: instruction.span.lastLine,
    message: `cgo is on here, so the program needs a C library, which ${final.image} doesn't have`,
    // A package with C of its own does not work without: that program needs another base.
    changes: facts.cgoPackages?.size === 0 ? [insteadOf(instruction, beforeGoBuild(linesOf(dockerfile, instruction), "CGO_ENABLED=0"))] : []
  }));
}
function isWithoutCompiler(image) {
  return (imageName(image).tag ?? "").includes("alpine");
}
function mayLinkC(run2) {
  if (valueFor(run2, "CGO_ENABLED") !== void 0) return false;
  return !/-static|netgo|osusergo|-buildmode|CGO_ENABLED/.test(`${textOf3(run2)} ${run2.variables.GOFLAGS ?? ""}`);
}

// src/dockerfile/advice/rules/emulated-go-stage.ts
var emulatedGoStage = {
  id: "emulated-go-stage",
  about: "Without `--platform=$BUILDPLATFORM` the Go stage of a foreign platform runs under emulation, several times slower. Go compiles for all platforms on any.",
  good: `
FROM --platform=$BUILDPLATFORM golang:1.25 AS build
WORKDIR /src
COPY . .
ARG TARGETOS TARGETARCH
RUN CGO_ENABLED=0 GOOS=$TARGETOS GOARCH=$TARGETARCH go build -o /app .

FROM scratch
COPY --from=build /app /app
USER 65532:65532
ENTRYPOINT ["/app"]
`,
  bad: `
FROM golang:1.25 AS build
WORKDIR /src
COPY . .
RUN CGO_ENABLED=0 go build -o /app .

FROM scratch
COPY --from=build /app /app
USER 65532:65532
ENTRYPOINT ["/app"]
`,
  check: (view) => view.stages.flatMap((stage) => check3(view, stage))
};
function check3(view, stage) {
  const { facts, dockerfile } = view;
  const foreign = facts.platforms.filter(({ architecture }) => architecture !== facts.buildPlatform.architecture);
  const { from: from3 } = stage.stage;
  const runs = shellRuns(stage).filter(compiles);
  const isEmulated = from3.platform === void 0 && stage.below.length === 0 && isGolang(stage.image);
  if (foreign.length === 0 || runs.length === 0 || !isEmulated) return [];
  if (isBuiltOn(view, stage) || needsItsPlatform(stage) || !runs.every(isWithoutCgo)) return [];
  if (!runs.every((run2) => isForTarget(run2) && undeclaredIn(stage, run2).length === 0)) return [];
  const lines = linesOf(dockerfile, from3);
  return [
    {
      firstLine: from3.span.firstLine,
      lastLine: from3.span.lastLine,
      message: `this stage compiles under emulation for ${foreign.map(({ architecture }) => architecture).join(" and ")}; Go needs none`,
      changes: [
        insteadOf(from3, lines.replace(/^(\s*from)(?=\s)/i, "$1 --platform=$$BUILDPLATFORM")),
        ...targeted(view, stage, runs)
      ]
    }
  ];
}
function isBuiltOn({ stages, final }, { stage }) {
  return final.stage.index === stage.index || stages.some(({ below: below4 }) => below4.includes(stage.index));
}
function isWithoutCgo(run2) {
  return valueFor(run2, "CGO_ENABLED") === "0";
}
function needsItsPlatform(stage) {
  return shellRuns(stage).some(
    (run2) => /\bxx-|\bgo\s+(install|run|generate|tool)\b|\b(gcc|cc|cargo|make|curl|wget)\s/.test(textOf3(run2))
  );
}
var GOARM = "GOARM=${TARGETVARIANT#v}";
function missingIn(run2, { facts }) {
  const said = (name) => valueFor(run2, name) !== void 0;
  const hasArm = facts.platforms.some(({ architecture }) => architecture === "arm");
  return [
    ...said("GOOS") ? [] : ["GOOS=$TARGETOS"],
    ...said("GOARCH") ? [] : ["GOARCH=$TARGETARCH"],
    ...said("GOARM") || !hasArm ? [] : [GOARM]
  ];
}
function isForTarget(run2) {
  return /^("?\$\{?TARGETARCH\}?"?)?$/.test(valueFor(run2, "GOARCH") ?? "") && /^(linux|"?\$\{?TARGETOS(:-linux)?\}?"?)?$/.test(valueFor(run2, "GOOS") ?? "");
}
function targeted(view, stage, runs) {
  const added = /* @__PURE__ */ new Set();
  return runs.flatMap((run2) => {
    const missing2 = missingIn(run2, view);
    if (missing2.length === 0) return [];
    const names = missing2.map((text2) => /\$\{?(\w+)/.exec(text2)?.[1] ?? "");
    const undeclared = names.filter((name) => !added.has(name) && !declared(stage, run2, name));
    for (const name of undeclared) added.add(name);
    const lines = beforeGoBuild(linesOf(view.dockerfile, run2.instruction), missing2.join(" "));
    return [insteadOf(run2.instruction, ...undeclared.length > 0 ? [`ARG ${undeclared.join(" ")}`] : [], lines)];
  });
}

// src/dockerfile/advice/rules/fixed-goarch.ts
var fixedGoarch = {
  id: "fixed-goarch",
  about: "With a fixed `GOARCH` the image of every other platform holds a program that can’t run there, and nothing fails before.",
  good: `
FROM --platform=$BUILDPLATFORM golang:1.25 AS build
WORKDIR /src
COPY . .
ARG TARGETARCH
RUN CGO_ENABLED=0 GOOS=linux GOARCH=$TARGETARCH go build -o /app .

FROM scratch
COPY --from=build /app /app
USER 65532:65532
ENTRYPOINT ["/app"]
`,
  bad: `
FROM --platform=$BUILDPLATFORM golang:1.25 AS build
WORKDIR /src
COPY . .
RUN CGO_ENABLED=0 GOOS=linux GOARCH=amd64 go build -o /app .

FROM scratch
COPY --from=build /app /app
USER 65532:65532
ENTRYPOINT ["/app"]
`,
  check: (view) => view.stages.flatMap((stage) => shellRuns(stage).flatMap((run2) => check4(view, stage, run2)))
};
function check4({ dockerfile, facts }, stage, run2) {
  const text2 = textOf3(run2);
  const values = [...text2.matchAll(/(?<=^|[\s;&|({])GOARCH=([a-z0-9]+)(?=[\s;]|$)/g)].map(([, value]) => value ?? "");
  const [fixed] = values;
  const others = facts.platforms.filter(({ architecture }) => architecture !== fixed);
  if (!compiles(run2) || fixed === void 0 || values.length > 1 || others.length === 0) return [];
  if (text2.split(fixed).length > 2) return [];
  const { instruction } = run2;
  const better = linesOf(dockerfile, instruction).replace(`GOARCH=${fixed}`, "GOARCH=$TARGETARCH");
  const argument = declared(stage, run2, "TARGETARCH") ? [] : ["ARG TARGETARCH"];
  return [
    {
      firstLine: instruction.span.firstLine,
      lastLine: instruction.span.lastLine,
      message: `GOARCH=${fixed} puts a program for ${fixed} into the image for ${others.map(({ architecture }) => architecture).join(" and ")} too`,
      changes: [insteadOf(instruction, ...argument, better)]
    }
  ];
}

// src/dockerfile/advice/rules/goarm-with-v.ts
var WITH_V = /(?<=^|[\s;&|({"])GOARM=("?)\$\{?TARGETVARIANT\}?\1(?=[\s;]|$)/g;
var WITHOUT_V = "GOARM=${TARGETVARIANT#v}";
var goarmWithV = {
  id: "goarm-with-v",
  about: "`TARGETVARIANT` is `v7` and `GOARM` has to be `7`: go refuses the one for the other.",
  good: `
FROM --platform=$BUILDPLATFORM golang:1.25 AS build
ARG TARGETARCH TARGETVARIANT
WORKDIR /src
COPY . .
RUN CGO_ENABLED=0 GOARCH=$TARGETARCH GOARM=\${TARGETVARIANT#v} go build -o /app .

FROM scratch
COPY --from=build /app /app
USER 65532:65532
ENTRYPOINT ["/app"]
`,
  bad: `
FROM --platform=$BUILDPLATFORM golang:1.25 AS build
ARG TARGETARCH TARGETVARIANT
WORKDIR /src
COPY . .
RUN CGO_ENABLED=0 GOARCH=$TARGETARCH GOARM=$TARGETVARIANT go build -o /app .

FROM scratch
COPY --from=build /app /app
USER 65532:65532
ENTRYPOINT ["/app"]
`,
  check: (view) => view.stages.flatMap((stage) => shellRuns(stage).flatMap((run2) => check5(view, run2)))
};
function check5({ dockerfile }, run2) {
  if (textOf3(run2).search(WITH_V) < 0) return [];
  const { instruction } = run2;
  return [
    {
      firstLine: instruction.span.firstLine,
      lastLine: instruction.span.lastLine,
      message: "GOARM=$TARGETVARIANT is GOARM=v7 for linux/arm/v7, and go wants GOARM=7",
      changes: [insteadOf(instruction, linesOf(dockerfile, instruction).replace(WITH_V, WITHOUT_V))]
    }
  ];
}

// src/dockerfile/advice/go-image.ts
function goOfTag2(tag) {
  const [, version, rest = ""] = /^(1\.[0-9]+(?:\.[0-9]+)?)(-.*)?$/.exec(tag) ?? [];
  return version === void 0 ? void 0 : { version, rest };
}
function isTooOld2(version, goLine) {
  const [, minor = 0, patch] = version.split(".").map(Number);
  const [, neededMinor = 0, neededPatch = 0] = (/^1\.\d+(\.\d+)?/.exec(goLine)?.[0] ?? "").split(".").map(Number);
  if (minor !== neededMinor) return minor < neededMinor;
  return patch !== void 0 && patch < neededPatch;
}
function newerTag(goLine, rest) {
  return `${goLine}${rest.replace(/^(-alpine)[0-9.]*$/, "$1").replace(/^-(stretch|buster|bullseye)$/, "")}`;
}

// src/dockerfile/advice/rules/golang-older-than-go-mod.ts
var golangOlderThanGoMod = {
  id: "golang-older-than-go-mod",
  about: "The golang images set `GOTOOLCHAIN=local`: with a newer `go` line in go.mod the build fails instead of fetching that Go.",
  good: `
FROM --platform=$BUILDPLATFORM golang:1.25-alpine AS build
ARG TARGETARCH
WORKDIR /src
COPY . .
RUN CGO_ENABLED=0 GOARCH=$TARGETARCH go build -o /app .

FROM scratch
COPY --from=build /app /app
USER 65532:65532
ENTRYPOINT ["/app"]
`,
  bad: `
FROM --platform=$BUILDPLATFORM golang:1.23.4-alpine3.20 AS build
ARG TARGETARCH
WORKDIR /src
COPY . .
RUN CGO_ENABLED=0 GOARCH=$TARGETARCH go build -o /app .

FROM scratch
COPY --from=build /app /app
USER 65532:65532
ENTRYPOINT ["/app"]
`,
  check: (view) => view.stages.flatMap((stage) => check6(view, stage))
};
function check6(view, stage) {
  const { module } = view.facts;
  const { image, from: from3 } = stage;
  if (!module || !isGolang(image) || stage.below.length > 0 || !compilesModule(stage)) return [];
  const { tag, repository } = imageName(image);
  const go = goOfTag2(tag ?? "");
  if (!go || !isTooOld2(go.version, module.goVersion)) return [];
  return [
    {
      firstLine: from3.span.firstLine,
      lastLine: from3.span.lastLine,
      message: `${repository}:${tag} can't compile this module: go.mod says go ${module.goVersion}, and GOTOOLCHAIN=local in the image forbids a newer Go`,
      changes: newer(view, from3, image, newerTag(module.goVersion, go.rest))
    }
  ];
}
function compilesModule({ steps, ...stage }) {
  const runs = shellRuns({ steps, ...stage });
  if (steps.some(({ variables }) => variables.GOTOOLCHAIN !== void 0)) return false;
  if (runs.some((run2) => /\bGOTOOLCHAIN=|\bGO111MODULE=off/.test(textOf3(run2)))) return false;
  const copiesAll = steps.some(
    ({ instruction }) => instruction.kind === "copy" && instruction.from === void 0 && copiesGoMod(instruction)
  );
  return copiesAll && runs.some((run2) => /(^|[\s;&|({])go\s+(build|test|vet|generate|mod)\s/.test(`${textOf3(run2)} `));
}
function copiesGoMod({ sources: sources2 }) {
  return sources2.some((source) => /^(\.?\/?|\.?\/?go\.(mod|\*))$/.test(source));
}
function newer({ dockerfile, facts }, from3, image, tag) {
  const { repository } = imageName(image);
  if (!from3.image.includes("$")) {
    return [insteadOf(from3, linesOf(dockerfile, from3).replace(from3.image, `${repository}:${tag}`))];
  }
  const [, name = ""] = /:\$\{?(\w+)\}?$/.exec(from3.image) ?? [];
  const argument = dockerfile.globals.find(({ args }) => args.length === 1 && args[0]?.name === name);
  if (!argument || facts.buildArgs[name] !== void 0) return [];
  return [insteadOf(argument, `ARG ${name}=${tag}`)];
}

// src/dockerfile/advice/rules/latest-tag.ts
var ROLLING = /(^|\/)distroless\/|^cgr\.dev\//;
var latestTag = {
  id: "latest-tag",
  about: "An image without a tag, or with `latest`, is another one after the next release: yesterday’s build can’t be repeated.",
  good: `
FROM golang:1.25 AS build
WORKDIR /src
COPY . .
RUN CGO_ENABLED=0 go build -o /app .

FROM scratch
COPY --from=build /app /app
USER 65532:65532
ENTRYPOINT ["/app"]
`,
  bad: `
FROM golang AS build
WORKDIR /src
COPY . .
RUN CGO_ENABLED=0 go build -o /app .

FROM scratch
COPY --from=build /app /app
USER 65532:65532
ENTRYPOINT ["/app"]
`,
  exampleFacts: { platforms: [{ os: "linux", architecture: "amd64" }] },
  check: (view) => view.stages.flatMap((stage) => check7(view, stage))
};
function check7(view, { stage }) {
  const { from: from3 } = stage;
  const written = from3.image;
  if (written.includes("$") || written.toLowerCase() === "scratch" || view.facts.contexts.includes(written)) return [];
  if (sourceStage(view, stage, written)) return [];
  const { repository, tag, digest } = imageName(written);
  if (digest !== void 0 || (tag ?? "latest") !== "latest" || ROLLING.test(repository)) return [];
  const version = view.facts.module?.goVersion.split(".").slice(0, 2).join(".");
  const better = isGolang(written) && version !== void 0 ? `${repository}:${version}` : void 0;
  const lines = linesOf(view.dockerfile, from3);
  return [
    {
      firstLine: from3.span.firstLine,
      lastLine: from3.span.lastLine,
      message: `${written} is whatever is newest when it is built: name a version`,
      changes: better === void 0 ? [] : [insteadOf(from3, lines.replace(written, better))]
    }
  ];
}

// src/dockerfile/advice/rules/no-ca-certificates.ts
var noCaCertificates = {
  id: "no-ca-certificates",
  about: 'Scratch has no CA certificates: each https request of the program ends with "certificate signed by unknown authority".',
  good: `
FROM golang:1.25 AS build
WORKDIR /src
COPY . .
RUN CGO_ENABLED=0 go build -o /app .

FROM scratch
COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/
COPY --from=build /app /app
USER 65532:65532
ENTRYPOINT ["/app"]
`,
  bad: `
FROM golang:1.25 AS build
WORKDIR /src
COPY . .
RUN CGO_ENABLED=0 go build -o /app .

FROM scratch
COPY --from=build /app /app
USER 65532:65532
ENTRYPOINT ["/app"]
`,
  exampleFacts: {
    platforms: [{ os: "linux", architecture: "amd64" }],
    imports: /* @__PURE__ */ new Set(["net", "net/http", "crypto/tls"])
  },
  check: check8
};
function check8(view) {
  const { final, facts, dockerfile } = view;
  const { imports } = facts;
  const asks = imports?.has("net/http") || imports?.has("crypto/tls");
  if (!asks || imports?.has("golang.org/x/crypto/x509roots/fallback") || final.image !== "scratch") return [];
  if (final.steps.some(({ instruction }) => mayBringThem(instruction))) return [];
  const copy = final.steps.find(({ instruction, triggered }) => {
    if (triggered || instruction.kind !== "copy") return false;
    return isGolang(sourceStage(view, final.stage, instruction.from)?.image);
  })?.instruction;
  if (copy?.kind !== "copy") return [];
  const line = `COPY --from=${copy.from} /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/`;
  return [
    {
      firstLine: final.stage.from.span.firstLine,
      lastLine: final.stage.from.span.lastLine,
      message: "scratch has no CA certificates, and the program can speak TLS: its https requests would fail",
      changes: [insteadOf(copy, line, linesOf(dockerfile, copy))]
    }
  ];
}
function mayBringThem(instruction) {
  switch (instruction.kind) {
    case "copy":
      return /cert|ssl|pki|\bca\b/i.test(instruction.text) || /^(\/|\/etc|\/usr)?\/?$/.test(instruction.destination);
    case "env":
      return instruction.pairs.some(({ name }) => /^SSL_CERT_/.test(name));
    case "add":
    case "volume":
      return true;
    default:
      return false;
  }
}

// src/dockerfile/advice/rules/root-user.ts
import { posix as posix20 } from "node:path";
var rootUser = {
  id: "root-user",
  about: "Without `USER` the program is root in its container, and one hole in it is worth more to who finds it. A number also satisfies Kubernetes’ `runAsNonRoot`.",
  good: `
FROM --platform=$BUILDPLATFORM golang:1.25 AS build
ARG TARGETARCH
WORKDIR /src
COPY . .
RUN CGO_ENABLED=0 GOARCH=$TARGETARCH go build -o /app .

FROM scratch
COPY --from=build /app /app
USER 65532:65532
ENTRYPOINT ["/app"]
`,
  bad: `
FROM --platform=$BUILDPLATFORM golang:1.25 AS build
ARG TARGETARCH
WORKDIR /src
COPY . .
RUN CGO_ENABLED=0 GOARCH=$TARGETARCH go build -o /app .

FROM scratch
COPY --from=build /app /app
ENTRYPOINT ["/app"]
`,
  check: check9
};
function check9({ final, dockerfile }) {
  const { steps } = final;
  const instructions = steps.map(({ instruction }) => instruction);
  const own = steps.filter((step2) => step2.own).map(({ instruction }) => instruction);
  const start = own.find(({ kind }) => kind === "entrypoint") ?? own.find(({ kind }) => kind === "cmd");
  if (!start || !isLeftRoot(final) || instructions.some(needsRoot)) return [];
  if (!instructions.some((instruction) => brings(instruction, programOf(start)))) return [];
  return [
    {
      firstLine: start.span.firstLine,
      lastLine: start.span.lastLine,
      message: "the program runs as root: unless it needs that, give it a user of its own, as a number",
      changes: [insteadOf(start, "USER 65532:65532", linesOf(dockerfile, start))]
    }
  ];
}
function isLeftRoot({ image, steps }) {
  const last = steps.findLast(({ instruction }) => instruction.kind === "user");
  if (last?.expanded.kind !== "user") return isRootImage(image);
  const [user] = last.expanded.value.split(":");
  const isForRun = steps.slice(steps.indexOf(last)).some(({ instruction }) => instruction.kind === "run");
  return isForRun && (user === "root" || user === "0");
}
function isRootImage(image) {
  if (image === void 0) return false;
  if (image === "scratch") return true;
  const { repository, tag = "" } = imageName(image);
  if (/(^|\/)distroless\//.test(repository)) return !tag.includes("nonroot");
  return /^(docker\.io\/)?(library\/)?(alpine|busybox|debian|ubuntu|golang)$/.test(repository);
}
var PRIVILEGED_PORTS = 1024;
function needsRoot(instruction) {
  if (instruction.kind === "volume") return true;
  if (instruction.kind === "expose")
    return instruction.words.some((word) => !(Number.parseInt(word, 10) >= PRIVILEGED_PORTS));
  return /\b(su-exec|gosu|setpriv|setcap|sudo|useradd|adduser|dockerd|iptables|dlv)\b/.test(instruction.text);
}
function programOf(instruction) {
  if (instruction.kind !== "entrypoint" && instruction.kind !== "cmd") return void 0;
  const { command } = instruction;
  const first = command.form === "exec" ? command.words[0] : command.text.trim().split(/\s+/)[0];
  return first === void 0 || first.endsWith(".sh") ? void 0 : posix20.basename(first);
}
function brings(instruction, program) {
  if (instruction.kind !== "copy") return false;
  const paths = [instruction.destination, ...instruction.sources];
  return paths.some((path) => posix20.basename(path) === program);
}

// src/dockerfile/advice/rules/undeclared-platform-arg.ts
var undeclaredPlatformArg = {
  id: "undeclared-platform-arg",
  about: "BuildKit fills `TARGETARCH` and its kin in only where the stage declares them. Without the `ARG` they are empty, and go compiles for the machine it runs on.",
  good: `
FROM --platform=$BUILDPLATFORM golang:1.25 AS build
WORKDIR /src
COPY . .
ARG TARGETARCH
RUN CGO_ENABLED=0 GOARCH=$TARGETARCH go build -o /app .

FROM scratch
COPY --from=build /app /app
USER 65532:65532
ENTRYPOINT ["/app"]
`,
  bad: `
FROM --platform=$BUILDPLATFORM golang:1.25 AS build
WORKDIR /src
COPY . .
RUN CGO_ENABLED=0 GOARCH=$TARGETARCH go build -o /app .

FROM scratch
COPY --from=build /app /app
USER 65532:65532
ENTRYPOINT ["/app"]
`,
  check: (view) => view.stages.flatMap((stage) => {
    const [first] = shellRuns(stage).filter((run2) => compiles(run2) && undeclaredIn(stage, run2).length > 0);
    return first ? advice(view, stage, first) : [];
  })
};
function advice({ dockerfile }, stage, run2) {
  const names = undeclaredIn(stage, run2);
  const { instruction } = run2;
  return [
    {
      firstLine: instruction.span.firstLine,
      lastLine: instruction.span.lastLine,
      message: `${names.join(" and ")} ${names.length === 1 ? "is" : "are"} empty here: the stage has no ARG for it`,
      changes: [insteadOf(instruction, `ARG ${names.join(" ")}`, linesOf(dockerfile, instruction))]
    }
  ];
}

// src/dockerfile/advice/rules.ts
var RULES = [
  golangOlderThanGoMod,
  fixedGoarch,
  undeclaredPlatformArg,
  goarmWithV,
  dynamicOnScratch,
  noCaCertificates,
  emulatedGoStage,
  copyBeforeDownload,
  rootUser,
  latestTag
];

// src/dockerfile/advice/index.ts
function adviseDockerfile(dockerfile, facts) {
  const view = viewOf(dockerfile, facts);
  if (!view) return [];
  const found2 = RULES.flatMap((rule) => rule.check(view).map((advice2) => ({ rule: rule.id, ...advice2 })));
  return found2.sort((a, b) => a.firstLine - b.firstLine);
}

// src/dockerfile/confirm.ts
function stageDifference({ stages }, told) {
  if (told.length !== stages.length) {
    const theirs = told.length === 1 ? "1 stage" : `${told.length} stages`;
    return { reason: `BuildKit reads ${theirs} in it, and we ${stages.length}`, line: void 0 };
  }
  for (const [index, stage] of stages.entries()) {
    const [theirs, ours] = [describe2(told[index]), describe2(ownStage(stage, stages.length))];
    if (theirs !== ours) return { reason: `BuildKit reads ${theirs}, and we ${ours}`, line: stage.span.firstLine };
  }
  return void 0;
}
function ownStage({ index, name, from: from3 }, count) {
  return { name, base: from3.image, platform: from3.platform, isDefault: index === count - 1 };
}
function describe2(stage) {
  if (!stage) return "no stage";
  const { name = "", base, platform = "", isDefault } = stage;
  const words2 = [platform && `--platform=${platform}`, base, name && `AS ${name}`].filter(Boolean);
  return `${quoted2(`FROM ${words2.join(" ")}`)}${isDefault ? ", the default target" : ""}`;
}

// src/dockerfile/graph.ts
function stageGraph(dockerfile, target, request) {
  const resolved = globalArgs(dockerfile, request);
  if ("problem" in resolved) return resolved;
  try {
    const parents = dockerfile.stages.map((stage) => {
      const from3 = expandFrom(stage.from, resolved.globals, dockerfile.directives);
      if ("problem" in from3) throw new Refused(from3.problem.message, from3.problem.line);
      return fromEdge(dockerfile, stage, from3.image);
    });
    const wanted = findTarget(dockerfile, target);
    const written = parents.flatMap((from3) => [from3, ...fileEdges(dockerfile, from3.consumer, from3.consumer.instructions)]);
    refuseCycles(dockerfile, written);
    const { reached, edges } = follow(dockerfile, wanted, written);
    refuseLaterStages(edges);
    return { target: wanted, reached, edges };
  } catch (error) {
    if (error instanceof Refused) return { problem: { line: error.line ?? 1, message: error.message } };
    throw error;
  }
}
function findTarget(dockerfile, target) {
  const { stages } = dockerfile;
  const index = target === void 0 || target === "" ? stages.length - 1 : target;
  const stage = typeof index === "number" ? stages[index] : stageNamed2(dockerfile, index);
  if (stage) return stage;
  throw new Refused(`target stage ${quoted2(String(target))} could not be found`);
}
function stageNamed2({ stages }, name) {
  return stages.findLast((stage) => stage.name === name.toLowerCase());
}
function fromEdge(dockerfile, stage, image) {
  const source = parentOf(dockerfile, stage, image);
  return { consumer: stage, how: "from", source, name: image, instruction: stage.from };
}
function fileEdges(dockerfile, consumer, instructions) {
  return instructions.flatMap((instruction) => {
    if (instruction.kind === "copy" && instruction.from !== void 0) {
      const name = instruction.from;
      return [{ consumer, how: "copy", source: copySource(dockerfile, name, instruction), name, instruction }];
    }
    if (instruction.kind !== "run") return [];
    return instruction.mounts.flatMap(
      ({ options: { from: name } }) => name ? [{ consumer, how: "mount", source: stageNamed2(dockerfile, name), name, instruction }] : []
    );
  });
}
function copySource(dockerfile, name, { span }) {
  const plain = expand(name, /* @__PURE__ */ new Map(), dockerfile.directives);
  if ("problem" in plain) throw new Refused(plain.problem, span.firstLine);
  if (plain.value !== name) {
    const instead = "define a new stage with FROM using ARG from global scope as a workaround";
    throw new Refused(`variable expansion is not supported for --from, ${instead}`, span.firstLine);
  }
  if (!/^[+-]?\d+$/.test(name)) return stageNamed2(dockerfile, name);
  const stage = dockerfile.stages[Number(name)];
  if (!stage) throw new Refused(`invalid stage index ${Number(name)}`, span.firstLine);
  return stage;
}
function refuseCycles({ stages }, edges) {
  const copies = new Map(stages.map((stage) => [stage, []]));
  for (const edge of edges) if (edge.how !== "from" && edge.source) copies.get(edge.consumer)?.push(edge);
  const seen = /* @__PURE__ */ new Set();
  for (const stage of stages) {
    const first = seen.has(stage) ? void 0 : wayIntoCycle(stage, copies, seen);
    if (!first) continue;
    const message = `circular dependency detected on stage: ${labelOf(stage)}`;
    throw new Refused(message, first.instruction.span.firstLine);
  }
}
function wayIntoCycle(start, copies, seen) {
  const path = [{ stage: start, left: [...copies.get(start) ?? []] }];
  const onPath = /* @__PURE__ */ new Set([start]);
  let first;
  for (let top = path.at(-1); top; top = path.at(-1)) {
    seen.add(top.stage);
    const edge = top.left.pop();
    if (path.length === 1) first = edge;
    if (!edge?.source) {
      path.pop();
      onPath.delete(top.stage);
    } else if (onPath.has(edge.source)) return first;
    else if (!seen.has(edge.source)) {
      path.push({ stage: edge.source, left: [...copies.get(edge.source) ?? []] });
      onPath.add(edge.source);
    }
  }
  return void 0;
}
function follow(dockerfile, target, written) {
  const reached = /* @__PURE__ */ new Set([target]);
  const edges = [];
  for (const stage of reached) {
    const own = written.filter(({ consumer }) => consumer === stage);
    const parent = own.find(({ how }) => how === "from")?.source;
    const added = atFrom(stage, () => fileEdges(dockerfile, stage, triggersOf(parent)));
    for (const edge of [...added, ...own]) {
      edges.push(edge);
      if (edge.source) reached.add(edge.source);
    }
  }
  const byPlace = (a, b) => a.index - b.index;
  return {
    reached: [...reached].sort(byPlace),
    edges: edges.sort((a, b) => byPlace(a.consumer, b.consumer))
  };
}
function refuseLaterStages(edges) {
  for (const edge of edges) {
    const { consumer, source, instruction } = edge;
    if (!source || source.index <= consumer.index) continue;
    const { firstLine } = consumer.instructions.includes(instruction) ? instruction.span : consumer.from.span;
    throw new Refused(tooEarly(edge), firstLine);
  }
}
function tooEarly({ consumer, how, name, instruction }) {
  const what = quoted2(name);
  if (how === "copy")
    return `cannot copy from stage ${what}, it needs to be defined before current stage ${quoted2(labelOf(consumer))}`;
  const where = quoted2(mountTarget(instruction, name));
  return `cannot mount from stage ${what} to ${where}, stage needs to be defined before current command`;
}
function mountTarget(instruction, from3) {
  const mounts = instruction.kind === "run" ? instruction.mounts : [];
  return mounts.find(({ options }) => options.from === from3)?.options.target ?? "";
}
function labelOf({ name, index }) {
  return name ?? `stage-${index}`;
}

// src/dockerfile/inside/cache-mount.ts
function cacheMount({ id, target, options }) {
  const given = Object.entries(options).map(([name, value]) => `,${name}=${value}`);
  return `--mount=type=cache,id=${id},target=${target}${given.join("")}`;
}

// src/dockerfile/inside/scripts.ts
var RESTORED_AT = new Date(Date.UTC(2001, 0, 1));
function helperTarget({ number }) {
  return `/go-containerize/${number}`;
}
var NOTES = "/go-containerize/notes";
function fillScript({ volumes, folder }) {
  const calls = volumes.map(({ kind, target, isOurs, number }) => {
    const call = isOurs ? "fill" : "fill_whole";
    const from3 = kind === "build" ? folder : "";
    return `${call} ${kind} ${helperTarget({ number })} ${target} '${from3}' ${NOTES}/${number}`;
  });
  return script(FILL, calls);
}
function takeScript(volumes, { wanted, emptied }) {
  const calls = volumes.flatMap(({ kind, isOurs, number }) => [
    ...wanted.includes(kind) ? [`take ${kind} ${helperTarget({ number })} ${number} ${NOTES}/${number}`] : [],
    ...emptied && isOurs ? [`empty ${helperTarget({ number })}`] : []
  ]);
  return script(`${TAKE}
${EMPTY}`, emptied ? [...calls, `empty ${NOTES}`] : calls);
}
function script(functions, calls) {
  return `#!/bin/sh
set -eu
LC_ALL=C
export LC_ALL
cd /go-containerize
mkdir -p out

${functions}
${calls.join("\n")}
`;
}
var FILL = `# kind, folder, the place that the stages have it at, its folder in the archive, its note
fill() {
  put "$@"
  note "$@"
}

# A user's cache: each file comes whole or not at all, since half a zip that an interrupted run leaves there would fail
# every build to come.
fill_whole() {
  find "$2" -maxdepth 1 -name '.go-containerize-new-*' -mtime +0 -exec rm -rf {} \\;
  new="$2/.go-containerize-new-$(cat in/run)"
  mkdir "$new"
  put "$1" "$new" "$3" "$4"
  touch "$new"
  for entry in "$new"/*; do
    if [ -e "$entry" ]; then cp -alf "$entry" "$2/"; fi
  done
  rm -rf "$new"
  note "$@"
}

put() {
  # What the image has there, the mount hides.
  if [ -d "$3" ]; then cp -a "$3/." "$2/"; fi
  if [ -f "in/$1.tar" ]; then
    if [ -z "$4" ]; then tar -C "$2" -xf "in/$1.tar"
    else
      mkdir all
      tar -C all -xf "in/$1.tar"
      if [ -d "all/$4" ]; then cp -a "all/$4/." "$2/"; fi
      rm -rf all
    fi
  fi
}

note() {
  if [ "$1" = build ]; then date +%s >"$2/trim.txt"; fi
  (cd "$2" && find . -type f) | sed 's|^\\./||' | sort >"$5"
  # Later than all that was restored, earlier than all that will be used.
  touch -t 200106010000 "$5"
}
`;
var TAKE = `# kind, folder, number, note
take() {
  if [ ! -f "$4" ]; then return; fi
  (
    cd "$2"
    if [ "$1" = build ]; then
      find . -type f -newer "$4" -name '*-[ad]'
    elif [ -d cache/download ]; then
      find cache/download -type f \\( -name '*.info' -o -name '*.mod' -o -name '*.zip' \\)
    fi
  ) | sed 's|^\\./||' | sort >"out/$3.used"
  awk 'FILENAME == ARGV[1] {known[$0]; next} !($0 in known)' "$4" "out/$3.used" >new
  # Not every busybox has tar -T, and no command line holds them all.
  if [ -s new ]; then NUMBER=$3 xargs -n 2000 sh -c 'tar -C "$0" -cf "out/$NUMBER.$$.tar" "$@"' "$2" <new; fi
}
`;
var EMPTY = `# folder
empty() {
  rm -rf "$1"/* "$1"/.[!.]*
}
`;

// src/dockerfile/inside/helper.ts
var HELPER_CONTEXT = "go-containerize-in";
function helperDockerfile({ image, volumes, notes }) {
  const mounts = volumes.map((volume2) => cacheMount({ ...volume2, target: helperTarget(volume2) }));
  const noted = cacheMount({ id: notes, target: NOTES, options: {} });
  const flags = [`--mount=type=bind,from=${HELPER_CONTEXT},target=/go-containerize/in`, ...mounts, noted];
  return [
    `FROM --platform=$BUILDPLATFORM ${image} AS go-containerize-caches`,
    "USER 0",
    `RUN ${flags.join(" ")} ["sh", "/go-containerize/in/run.sh"]`,
    "FROM scratch",
    "COPY --from=go-containerize-caches /go-containerize/out/ /",
    ""
  ].join("\n");
}

// src/dockerfile/inside/in-the-way.ts
import { posix as posix21 } from "node:path";
var OF_MOUNTS = /\b(device or )?resource busy\b|\bcross-device link\b/i;
var OF_MANY = /\bread-only file system\b|\bpermission denied\b|\boperation not permitted\b/i;
var OF_FILES = /(\/[^\s'"`:]*)['"`]?: (no such file or directory|directory not empty)\b/gi;
function mountsInTheWay(output, targets) {
  const folders = targets.flatMap((target) => [target, posix21.dirname(target)]).filter((folder) => folder !== "/");
  return output.split("\n").filter((line) => !line.includes("--mount=")).some((line) => {
    const isOfFolder = OF_MANY.test(line) && folders.some((folder) => line.includes(folder));
    return OF_MOUNTS.test(line) || isOfFolder || missesIn(line, targets);
  });
}
function missesIn(line, targets) {
  return [...line.matchAll(OF_FILES)].some(([, path = ""]) => targets.some((target) => path.startsWith(`${target}/`)));
}
function missesFiles(output, { takers }, line) {
  if (line === void 0 || !MISSING.test(output)) return false;
  return takers.some(({ span }) => span.firstLine <= line && line <= span.lastLine);
}
var MISSING = /failed to calculate checksum of .*: not found|\blstat \/.*: no such file or directory/;

// node_modules/diff/libesm/diff/base.js
var Diff = class {
  diff(oldStr, newStr, options = {}) {
    let callback;
    if (typeof options === "function") {
      callback = options;
      options = {};
    } else if ("callback" in options) {
      callback = options.callback;
    }
    const oldString = this.castInput(oldStr, options);
    const newString = this.castInput(newStr, options);
    const oldTokens = this.removeEmpty(this.tokenize(oldString, options));
    const newTokens = this.removeEmpty(this.tokenize(newString, options));
    return this.diffWithOptionsObj(oldTokens, newTokens, options, callback);
  }
  diffWithOptionsObj(oldTokens, newTokens, options, callback) {
    var _a;
    const done = (value) => {
      value = this.postProcess(value, options);
      if (callback) {
        setTimeout(function() {
          callback(value);
        }, 0);
        return void 0;
      } else {
        return value;
      }
    };
    const newLen = newTokens.length, oldLen = oldTokens.length;
    let editLength = 1;
    let maxEditLength = newLen + oldLen;
    if (options.maxEditLength != null) {
      maxEditLength = Math.min(maxEditLength, options.maxEditLength);
    }
    const maxExecutionTime = (_a = options.timeout) !== null && _a !== void 0 ? _a : Infinity;
    const abortAfterTimestamp = Date.now() + maxExecutionTime;
    const bestPath = [{ oldPos: -1, lastComponent: void 0 }];
    let newPos = this.extractCommon(bestPath[0], newTokens, oldTokens, 0, options);
    if (bestPath[0].oldPos + 1 >= oldLen && newPos + 1 >= newLen) {
      return done(this.buildValues(bestPath[0].lastComponent, newTokens, oldTokens));
    }
    let minDiagonalToConsider = -Infinity, maxDiagonalToConsider = Infinity;
    const execEditLength = () => {
      for (let diagonalPath = Math.max(minDiagonalToConsider, -editLength); diagonalPath <= Math.min(maxDiagonalToConsider, editLength); diagonalPath += 2) {
        let basePath;
        const removePath = bestPath[diagonalPath - 1], addPath = bestPath[diagonalPath + 1];
        if (removePath) {
          bestPath[diagonalPath - 1] = void 0;
        }
        let canAdd = false;
        if (addPath) {
          const addPathNewPos = addPath.oldPos - diagonalPath;
          canAdd = addPath && 0 <= addPathNewPos && addPathNewPos < newLen;
        }
        const canRemove = removePath && removePath.oldPos + 1 < oldLen;
        if (!canAdd && !canRemove) {
          bestPath[diagonalPath] = void 0;
          continue;
        }
        if (!canRemove || canAdd && removePath.oldPos < addPath.oldPos) {
          basePath = this.addToPath(addPath, true, false, 0, options);
        } else {
          basePath = this.addToPath(removePath, false, true, 1, options);
        }
        newPos = this.extractCommon(basePath, newTokens, oldTokens, diagonalPath, options);
        if (basePath.oldPos + 1 >= oldLen && newPos + 1 >= newLen) {
          return done(this.buildValues(basePath.lastComponent, newTokens, oldTokens)) || true;
        } else {
          bestPath[diagonalPath] = basePath;
          if (basePath.oldPos + 1 >= oldLen) {
            maxDiagonalToConsider = Math.min(maxDiagonalToConsider, diagonalPath - 1);
          }
          if (newPos + 1 >= newLen) {
            minDiagonalToConsider = Math.max(minDiagonalToConsider, diagonalPath + 1);
          }
        }
      }
      editLength++;
    };
    if (callback) {
      (function exec() {
        setTimeout(function() {
          if (editLength > maxEditLength || Date.now() > abortAfterTimestamp) {
            return callback(void 0);
          }
          if (!execEditLength()) {
            exec();
          }
        }, 0);
      })();
    } else {
      while (editLength <= maxEditLength && Date.now() <= abortAfterTimestamp) {
        const ret = execEditLength();
        if (ret) {
          return ret;
        }
      }
    }
  }
  addToPath(path, added, removed, oldPosInc, options) {
    const last = path.lastComponent;
    if (last && !options.oneChangePerToken && last.added === added && last.removed === removed) {
      return {
        oldPos: path.oldPos + oldPosInc,
        lastComponent: { count: last.count + 1, added, removed, previousComponent: last.previousComponent }
      };
    } else {
      return {
        oldPos: path.oldPos + oldPosInc,
        lastComponent: { count: 1, added, removed, previousComponent: last }
      };
    }
  }
  extractCommon(basePath, newTokens, oldTokens, diagonalPath, options) {
    const newLen = newTokens.length, oldLen = oldTokens.length;
    let oldPos = basePath.oldPos, newPos = oldPos - diagonalPath, commonCount = 0;
    while (newPos + 1 < newLen && oldPos + 1 < oldLen && this.equals(oldTokens[oldPos + 1], newTokens[newPos + 1], options)) {
      newPos++;
      oldPos++;
      commonCount++;
      if (options.oneChangePerToken) {
        basePath.lastComponent = { count: 1, previousComponent: basePath.lastComponent, added: false, removed: false };
      }
    }
    if (commonCount && !options.oneChangePerToken) {
      basePath.lastComponent = { count: commonCount, previousComponent: basePath.lastComponent, added: false, removed: false };
    }
    basePath.oldPos = oldPos;
    return newPos;
  }
  equals(left, right, options) {
    if (options.comparator) {
      return options.comparator(left, right);
    } else {
      return left === right || !!options.ignoreCase && left.toLowerCase() === right.toLowerCase();
    }
  }
  removeEmpty(array) {
    const ret = [];
    for (let i = 0; i < array.length; i++) {
      if (array[i]) {
        ret.push(array[i]);
      }
    }
    return ret;
  }
  // eslint-disable-next-line @typescript-eslint/no-unused-vars
  castInput(value, options) {
    return value;
  }
  // eslint-disable-next-line @typescript-eslint/no-unused-vars
  tokenize(value, options) {
    return Array.from(value);
  }
  join(chars) {
    return chars.join("");
  }
  postProcess(changeObjects, options) {
    return changeObjects;
  }
  get useLongestToken() {
    return false;
  }
  buildValues(lastComponent, newTokens, oldTokens) {
    const components = [];
    let nextComponent;
    while (lastComponent) {
      components.push(lastComponent);
      nextComponent = lastComponent.previousComponent;
      delete lastComponent.previousComponent;
      lastComponent = nextComponent;
    }
    components.reverse();
    const componentLen = components.length;
    let componentPos = 0, newPos = 0, oldPos = 0;
    for (; componentPos < componentLen; componentPos++) {
      const component = components[componentPos];
      if (!component.removed) {
        if (!component.added && this.useLongestToken) {
          let value = newTokens.slice(newPos, newPos + component.count);
          value = value.map(function(value2, i) {
            const oldValue = oldTokens[oldPos + i];
            return oldValue.length > value2.length ? oldValue : value2;
          });
          component.value = this.join(value);
        } else {
          component.value = this.join(newTokens.slice(newPos, newPos + component.count));
        }
        newPos += component.count;
        if (!component.added) {
          oldPos += component.count;
        }
      } else {
        component.value = this.join(oldTokens.slice(oldPos, oldPos + component.count));
        oldPos += component.count;
      }
    }
    return components;
  }
};

// node_modules/diff/libesm/diff/line.js
var LineDiff = class extends Diff {
  constructor() {
    super(...arguments);
    this.tokenize = tokenize2;
  }
  equals(left, right, options) {
    if (options.ignoreWhitespace) {
      if (!options.newlineIsToken || !left.includes("\n")) {
        left = left.trim();
      }
      if (!options.newlineIsToken || !right.includes("\n")) {
        right = right.trim();
      }
    } else if (options.ignoreNewlineAtEof && !options.newlineIsToken) {
      if (left.endsWith("\n")) {
        left = left.slice(0, -1);
      }
      if (right.endsWith("\n")) {
        right = right.slice(0, -1);
      }
    }
    return super.equals(left, right, options);
  }
};
var lineDiff = new LineDiff();
function diffLines(oldStr, newStr, options) {
  return lineDiff.diff(oldStr, newStr, options);
}
function tokenize2(value, options) {
  if (options.stripTrailingCr) {
    value = value.replace(/\r\n/g, "\n");
  }
  const retLines = [], linesAndNewlines = value.split(/(\n|\r\n)/);
  if (!linesAndNewlines[linesAndNewlines.length - 1]) {
    linesAndNewlines.pop();
  }
  for (let i = 0; i < linesAndNewlines.length; i++) {
    const line = linesAndNewlines[i];
    if (i % 2 && !options.newlineIsToken) {
      retLines[retLines.length - 1] += line;
    } else {
      retLines.push(line);
    }
  }
  return retLines;
}

// node_modules/diff/libesm/patch/create.js
function needsQuoting(s) {
  for (let i = 0; i < s.length; i++) {
    if (s[i] < " " || s[i] > "~" || s[i] === '"' || s[i] === "\\") {
      return true;
    }
  }
  return false;
}
function quoteFileNameIfNeeded(s) {
  if (!needsQuoting(s)) {
    return s;
  }
  let result = '"';
  const bytes = new TextEncoder().encode(s);
  let i = 0;
  while (i < bytes.length) {
    const b = bytes[i];
    if (b === 7) {
      result += "\\a";
    } else if (b === 8) {
      result += "\\b";
    } else if (b === 9) {
      result += "\\t";
    } else if (b === 10) {
      result += "\\n";
    } else if (b === 11) {
      result += "\\v";
    } else if (b === 12) {
      result += "\\f";
    } else if (b === 13) {
      result += "\\r";
    } else if (b === 34) {
      result += '\\"';
    } else if (b === 92) {
      result += "\\\\";
    } else if (b >= 32 && b <= 126) {
      result += String.fromCharCode(b);
    } else {
      result += "\\" + b.toString(8).padStart(3, "0");
    }
    i++;
  }
  result += '"';
  return result;
}
var INCLUDE_HEADERS = {
  includeIndex: true,
  includeUnderline: true,
  includeFileHeaders: true
};
var FILE_HEADERS_ONLY = {
  includeIndex: false,
  includeUnderline: false,
  includeFileHeaders: true
};
function structuredPatch(oldFileName, newFileName, oldStr, newStr, oldHeader, newHeader, options) {
  let optionsObj;
  if (!options) {
    optionsObj = {};
  } else if (typeof options === "function") {
    optionsObj = { callback: options };
  } else {
    optionsObj = options;
  }
  if (typeof optionsObj.context === "undefined") {
    optionsObj.context = 4;
  }
  const context = optionsObj.context;
  if (optionsObj.newlineIsToken) {
    throw new Error("newlineIsToken may not be used with patch-generation functions, only with diffing functions");
  }
  if (!optionsObj.callback) {
    return diffLinesResultToPatch(diffLines(oldStr, newStr, optionsObj));
  } else {
    const { callback } = optionsObj;
    diffLines(oldStr, newStr, Object.assign(Object.assign({}, optionsObj), { callback: (diff) => {
      const patch = diffLinesResultToPatch(diff);
      callback(patch);
    } }));
  }
  function diffLinesResultToPatch(diff) {
    if (!diff) {
      return;
    }
    diff.push({ value: "", lines: [] });
    function contextLines(lines) {
      return lines.map(function(entry) {
        return " " + entry;
      });
    }
    const hunks = [];
    let oldRangeStart = 0, newRangeStart = 0, curRange = [], oldLine = 1, newLine = 1;
    for (let i = 0; i < diff.length; i++) {
      const current = diff[i], lines = current.lines || splitLines(current.value);
      current.lines = lines;
      if (current.added || current.removed) {
        if (!oldRangeStart) {
          const prev = diff[i - 1];
          oldRangeStart = oldLine;
          newRangeStart = newLine;
          if (prev) {
            curRange = context > 0 ? contextLines(prev.lines.slice(-context)) : [];
            oldRangeStart -= curRange.length;
            newRangeStart -= curRange.length;
          }
        }
        for (const line of lines) {
          curRange.push((current.added ? "+" : "-") + line);
        }
        if (current.added) {
          newLine += lines.length;
        } else {
          oldLine += lines.length;
        }
      } else {
        if (oldRangeStart) {
          if (lines.length <= context * 2 && i < diff.length - 2) {
            for (const line of contextLines(lines)) {
              curRange.push(line);
            }
          } else {
            const contextSize = Math.min(lines.length, context);
            for (const line of contextLines(lines.slice(0, contextSize))) {
              curRange.push(line);
            }
            const hunk = {
              oldStart: oldRangeStart,
              oldLines: oldLine - oldRangeStart + contextSize,
              newStart: newRangeStart,
              newLines: newLine - newRangeStart + contextSize,
              lines: curRange
            };
            hunks.push(hunk);
            oldRangeStart = 0;
            newRangeStart = 0;
            curRange = [];
          }
        }
        oldLine += lines.length;
        newLine += lines.length;
      }
    }
    for (const hunk of hunks) {
      for (let i = 0; i < hunk.lines.length; i++) {
        if (hunk.lines[i].endsWith("\n")) {
          hunk.lines[i] = hunk.lines[i].slice(0, -1);
        } else {
          hunk.lines.splice(i + 1, 0, "\\ No newline at end of file");
          i++;
        }
      }
    }
    return {
      oldFileName,
      newFileName,
      oldHeader,
      newHeader,
      hunks
    };
  }
}
function formatPatch(patch, headerOptions) {
  var _a, _b, _c, _d, _e, _f;
  if (!headerOptions) {
    headerOptions = INCLUDE_HEADERS;
  }
  if (Array.isArray(patch)) {
    if (patch.length > 1 && !headerOptions.includeFileHeaders && !patch.every((p) => p.isGit)) {
      throw new Error("Cannot omit file headers on a multi-file patch. (The result would be unparseable; how would a tool trying to apply the patch know which changes are to which file?)");
    }
    return patch.map((p) => formatPatch(p, headerOptions)).join("\n");
  }
  const ret = [];
  if (patch.isGit) {
    headerOptions = INCLUDE_HEADERS;
    if (!patch.oldFileName) {
      throw new Error("oldFileName must be specified for Git patches");
    }
    if (!patch.newFileName) {
      throw new Error("newFileName must be specified for Git patches");
    }
    let gitOldName = patch.oldFileName;
    let gitNewName = patch.newFileName;
    if (patch.isCreate && gitOldName === "/dev/null") {
      gitOldName = gitNewName.replace(/^b\//, "a/");
    } else if (patch.isDelete && gitNewName === "/dev/null") {
      gitNewName = gitOldName.replace(/^a\//, "b/");
    }
    ret.push("diff --git " + quoteFileNameIfNeeded(gitOldName) + " " + quoteFileNameIfNeeded(gitNewName));
    if (patch.isDelete) {
      ret.push("deleted file mode " + ((_a = patch.oldMode) !== null && _a !== void 0 ? _a : "100644"));
    }
    if (patch.isCreate) {
      ret.push("new file mode " + ((_b = patch.newMode) !== null && _b !== void 0 ? _b : "100644"));
    }
    if (patch.oldMode && patch.newMode && !patch.isDelete && !patch.isCreate) {
      ret.push("old mode " + patch.oldMode);
      ret.push("new mode " + patch.newMode);
    }
    if (patch.isRename) {
      ret.push("rename from " + quoteFileNameIfNeeded(((_c = patch.oldFileName) !== null && _c !== void 0 ? _c : "").replace(/^a\//, "")));
      ret.push("rename to " + quoteFileNameIfNeeded(((_d = patch.newFileName) !== null && _d !== void 0 ? _d : "").replace(/^b\//, "")));
    }
    if (patch.isCopy) {
      ret.push("copy from " + quoteFileNameIfNeeded(((_e = patch.oldFileName) !== null && _e !== void 0 ? _e : "").replace(/^a\//, "")));
      ret.push("copy to " + quoteFileNameIfNeeded(((_f = patch.newFileName) !== null && _f !== void 0 ? _f : "").replace(/^b\//, "")));
    }
  } else {
    if (headerOptions.includeIndex && patch.oldFileName == patch.newFileName && patch.oldFileName !== void 0) {
      ret.push("Index: " + patch.oldFileName);
    }
    if (headerOptions.includeUnderline) {
      ret.push("===================================================================");
    }
  }
  const hasHunks = patch.hunks.length > 0;
  if (headerOptions.includeFileHeaders && patch.oldFileName !== void 0 && patch.newFileName !== void 0 && (!patch.isGit || hasHunks)) {
    ret.push("--- " + quoteFileNameIfNeeded(patch.oldFileName) + (patch.oldHeader ? "	" + patch.oldHeader : ""));
    ret.push("+++ " + quoteFileNameIfNeeded(patch.newFileName) + (patch.newHeader ? "	" + patch.newHeader : ""));
  }
  for (let i = 0; i < patch.hunks.length; i++) {
    const hunk = patch.hunks[i];
    const oldStart = hunk.oldLines === 0 ? hunk.oldStart - 1 : hunk.oldStart;
    const newStart = hunk.newLines === 0 ? hunk.newStart - 1 : hunk.newStart;
    ret.push("@@ -" + oldStart + "," + hunk.oldLines + " +" + newStart + "," + hunk.newLines + " @@");
    for (const line of hunk.lines) {
      ret.push(line);
    }
  }
  return ret.join("\n") + "\n";
}
function createTwoFilesPatch(oldFileName, newFileName, oldStr, newStr, oldHeader, newHeader, options) {
  if (typeof options === "function") {
    options = { callback: options };
  }
  if (!(options === null || options === void 0 ? void 0 : options.callback)) {
    const patchObj = structuredPatch(oldFileName, newFileName, oldStr, newStr, oldHeader, newHeader, options);
    if (!patchObj) {
      return;
    }
    return formatPatch(patchObj, options === null || options === void 0 ? void 0 : options.headerOptions);
  } else {
    const { callback } = options;
    structuredPatch(oldFileName, newFileName, oldStr, newStr, oldHeader, newHeader, Object.assign(Object.assign({}, options), { callback: (patchObj) => {
      if (!patchObj) {
        callback(void 0);
      } else {
        callback(formatPatch(patchObj, options.headerOptions));
      }
    } }));
  }
}
function splitLines(text2) {
  const hasTrailingNl = text2.endsWith("\n");
  const result = text2.split("\n").map((line) => line + "\n");
  if (hasTrailingNl) {
    result.pop();
  } else {
    result.push(result.pop().slice(0, -1));
  }
  return result;
}

// src/dockerfile/overlay/diff.ts
function overlayDiff(path, original, overlay) {
  if (original === overlay) return "";
  const options = { context: 3, headerOptions: FILE_HEADERS_ONLY };
  return createTwoFilesPatch(path, path, original, overlay, "as committed", "as built", options);
}

// src/dockerfile/inside/overlay.ts
function insideOverlay(dockerfile, { runs }, contexts) {
  const context = freeName("go-containerize-run", dockerfile, contexts);
  const { source, path } = dockerfile;
  const text2 = applyEdits(
    source,
    runs.map((run2) => mountEdit(source, run2, context))
  );
  return { dockerfile: text2, diff: overlayDiff(path, source.toString(), text2.toString()), context };
}
function mountEdit(source, { instruction, added, marker }, context) {
  const { start, end } = instruction.span;
  const [keyword = ""] = /^\s*\w+/.exec(source.subarray(start, end).toString("latin1")) ?? [];
  const at = start + keyword.length;
  const bind = `--mount=type=bind,from=${context},source=run,target=${marker},rw`;
  return { start: at, end: at, text: ` ${[...added.map(cacheMount), bind].join(" ")}` };
}

// src/dockerfile/inside/conflicts.ts
import { posix as posix22 } from "node:path";
function isInTheWay(path, stages, all, edges) {
  const own = new Set(stages.map(({ stage }) => stage));
  const built2 = new Set(all.filter((one2) => own.has(one2.stage) || one2.below.some((stage) => own.has(stage))).map(toStage));
  const taken = edges.flatMap((edge) => edge.source && built2.has(edge.source) ? takenBy(edge, all) : []);
  const laid = stages.flatMap(({ steps }) => steps.flat()).flatMap(placeOf);
  return taken.some((from3) => isWithin(from3, path) || isWithin(path, from3)) || laid.some((place) => isWithin(place, path));
}
function toStage({ stage }) {
  return stage;
}
function takenBy({ consumer, instruction, source, how, name }, all) {
  if (how === "from" || !source) return [];
  const steps = all.find(({ stage }) => stage === consumer)?.steps.flat() ?? [];
  const expanded = steps.filter((step2) => step2.instruction === instruction).map((step2) => step2.expanded);
  if (expanded.length === 0) return ["/"];
  return expanded.flatMap((step2) => {
    if (step2.kind === "copy") return step2.sources.map((path) => beforePattern(posix22.resolve("/", path)));
    if (step2.kind !== "run") return [];
    return step2.mounts.filter(({ options }) => options.from === name).map(({ options }) => posix22.resolve("/", options.source ?? "/"));
  });
}
function beforePattern(path) {
  const at = path.search(/[*?[\\]/);
  return at < 0 ? path : path.slice(0, path.lastIndexOf("/", at)) || "/";
}
function placeOf({ expanded, before }) {
  const from3 = before.workdir ?? "/";
  if (expanded.kind === "copy" || expanded.kind === "add") return [posix22.resolve(from3, expanded.destination)];
  return expanded.kind === "workdir" ? [posix22.resolve(from3, expanded.value)] : [];
}
function isWithin(path, folder) {
  return folder === "/" || path === folder || path.startsWith(`${folder}/`);
}

// src/dockerfile/inside/uses-go.ts
function mayStartGo({ instruction, before }) {
  if (instruction.kind !== "run") return false;
  const reading = readRun({
    command: instruction.command,
    heredocs: instruction.heredocs,
    shell: before.shell ?? ["/bin/sh", "-c"],
    env: {},
    cwd: before.workdir ?? "/",
    secrets: []
  });
  if (reading.kind === "unclear") return true;
  return reading.commands.some((command) => {
    return goProgram(command.words[0]?.text ?? "") !== void 0 || roleOf(command).role !== "prepare";
  });
}
function hasGo(image, instructions) {
  return goOfImage(image).kind !== "unknown" || instructions.some(mentionsGo);
}
var GO_COMMAND = /\bgo[ \t]+(build|generate|get|install|list|mod|run|test|tool|vet|work)\b/;
function mentionsGo(instruction) {
  if (instruction.kind === "copy") return instruction.sources.some((source) => /(^|\/)go\.(mod|sum|\*)$/.test(source));
  if (instruction.kind !== "run") return false;
  return [instruction.text, ...instruction.heredocs.map(({ content }) => content)].some((text2) => GO_COMMAND.test(text2));
}

// src/dockerfile/inside/families.ts
function familiesOf(stages) {
  const compiling = stages.filter((one2) => !one2.isOfImage && runsGo(one2, stages));
  const families = /* @__PURE__ */ new Map();
  for (const one2 of stages) {
    const isNeeded = compiling.some(({ stage, below: below4 }) => stage === one2.stage || below4.includes(one2.stage));
    if (!isNeeded || one2.isOfImage) continue;
    const own = one2.below.filter((stage) => stages.some((other2) => other2.stage === stage && !other2.isOfImage));
    const key = String((own.at(-1) ?? one2.stage).index);
    families.set(key, [...families.get(key) ?? [], one2]);
  }
  return [...families.values()];
}
function runsGo(one2, stages) {
  return hasGo(one2.root.image, instructionsOf(one2, stages)) && (one2.steps[0] ?? []).some(mayStartGo);
}
function instructionsOf({ stage, below: below4 }, stages) {
  const all = stages.filter((other2) => other2.stage === stage || below4.includes(other2.stage));
  return all.flatMap(({ steps }) => (steps[0] ?? []).map((step2) => step2.expanded));
}

// src/dockerfile/inside/run-mounts.ts
import { posix as posix25 } from "node:path";

// src/dockerfile/inside/cache-paths.ts
import { posix as posix23 } from "node:path";
function cachePaths(state) {
  const look = lookUp(state);
  const build = look("GOCACHE") ?? below3(look("XDG_CACHE_HOME") ?? below3(homeOf(state), ".cache"), "go-build");
  const goPath = look("GOPATH")?.split(":")[0] ?? below3(homeOf(state), "go");
  const modules = look("GOMODCACHE") ?? below3(goPath, "pkg/mod");
  return {
    ...isOwn(build, state, look("GOCACHE")) ? usable("build", build) : {},
    ...isOwn(modules, state, look("GOMODCACHE")) ? usable("modules", modules) : {}
  };
}
function homeOf(state) {
  return lookUp(state)("HOME") ?? (isRoot(state.user) ? "/root" : void 0);
}
function isOwn(path, state, named) {
  if (named !== void 0 || isRoot(state.user)) return true;
  const home = lookUp(state)("HOME");
  return home === void 0 || path === void 0 || !path.startsWith(`${home.replace(/\/$/, "")}/`);
}
function golangImage(image) {
  return goOfImage(image).kind === "unknown" ? void 0 : { env: { GOPATH: "/go" }, workdir: "/go" };
}
function lookUp({ variables }) {
  return (name) => {
    const variable = variables.get(name);
    if (!variable || variable.value === "" && variable.unset.length === 0) return void 0;
    return variable.unset.length === 0 ? variable.value : UNKNOWN2;
  };
}
var UNKNOWN2 = "?";
function isRoot(user) {
  return user === void 0 || /^(|0|root)(:.*)?$/.test(user);
}
function below3(folder, path) {
  return folder === void 0 ? void 0 : posix23.join(folder, path);
}
function usable(kind, path) {
  return path !== void 0 && /^\/[\w@+./-]*[\w]$/.test(path) ? { [kind]: posix23.normalize(path) } : {};
}

// src/dockerfile/inside/touches-cache.ts
import { posix as posix24 } from "node:path";

// src/dockerfile/inside/file-commands.ts
var PROGRAM = /(?:^|[\s"'`])(?:[\w/.-]*\/)?(rm|rmdir|unlink|mv|ln|cp|find|cat|tar|rsync|zip|cpio|(?<!\S\s+)install)(\s.*)?$/s;
function fileCommands(text2) {
  return text2.replaceAll("\\\n", " ").split(/[;&|\n()]/).flatMap((part) => {
    const [, program = "", rest = ""] = PROGRAM.exec(part) ?? [];
    const words2 = rest.split(/\s+/).map((word) => word.replace(/["'\\]|`$/g, ""));
    const does = program === "" ? void 0 : deedOf(program, words2, text2);
    if (does === void 0) return [];
    const nothing = program === "mv" ? ["", "{}", "/"] : ["", "{}"];
    const given = words2.filter((word) => !nothing.includes(word) && !word.startsWith("-"));
    const endsWithIt = /^(cp|rsync|install)$/.test(program) && given.length > 1 && !words2.some(isTarget);
    return {
      does,
      words: endsWithIt ? given.slice(0, -1) : given,
      destination: endsWithIt ? given.at(-1) : void 0,
      hasMore: /\bxargs\b/.test(part),
      isElsewhere: program === "tar" && words2.some((word) => /^(-\w*C|--directory)/.test(word))
    };
  });
}
function deedOf(program, words2, text2) {
  const has = (option) => words2.some((word) => option.test(word));
  if (program === "ln" || program === "cp" && has(/^(-[a-zA-Z]*s|--symbolic-link)/)) return "links";
  if (program === "mv") return "moves";
  if (program === "find") return deedOfFind(text2);
  if (program === "tar") return has(/^(-\w*x|--extract|--get)/) || /^x/.test(words2[1] ?? "") ? void 0 : "copies";
  if (program === "install") return has(/^(-\w*d|--directory)/) ? void 0 : "copies";
  return /^(cp|cat|rsync|zip|cpio)$/.test(program) ? "copies" : "removes";
}
function deedOfFind(text2) {
  if (/-(exec|ok)(dir)?\s+(cp|cat|tar|rsync|install)\s/.test(text2)) return "copies";
  return /-delete\b|-exec|-ok/.test(text2) ? "removes" : void 0;
}
function isTarget(word) {
  return /^(-\w*t|--target-directory)/.test(word);
}

// src/dockerfile/inside/touches-cache.ts
var NAMES = {
  build: /GOCACHE|(~|\$\{?HOME\}?)\/\.cache/,
  modules: /GOMODCACHE|GOPATH|(~|\$\{?HOME\}?)\/go\b/
};
var CLEANS = {
  build: /\bclean\b[^;&|\n]*\s--?(fuzz)?cache\b/,
  modules: /\bclean\b[^;&|\n]*\s--?modcache\b/
};
function touchesCache(kind, path, run2, before) {
  const cache = cacheOf(kind, path, run2, before);
  if (CLEANS[kind].test(cache.text.replaceAll("\\\n", " "))) return true;
  return fileCommands(cache.text).some((command) => touches2(command, cache));
}
function copiesCache(kind, path, run2, before) {
  const cache = cacheOf(kind, path, run2, before);
  return fileCommands(cache.text).some(
    (command) => (command.does === "copies" || command.does === "moves") && touches2(command, cache)
  );
}
function cacheOf(kind, path, run2, before) {
  const text2 = filled(textOf4(run2), before);
  const cwd = /\b(cd|pushd)\b/.test(text2) ? void 0 : before.workdir;
  return { kind, path, folders: withParents2(path), text: text2, cwd };
}
function textOf4({ command, heredocs }) {
  const line = command.form === "shell" ? command.text : command.words.join(" ");
  return [line, ...heredocs.map(({ content }) => content)].join("\n");
}
function filled(text2, before) {
  const own = homeOf(before);
  const home = own?.startsWith("/") && !/\bHOME=/.test(text2) ? own : void 0;
  const whole = home === void 0 ? text2 : text2.replace(/(?<![^\s"'=:])~(?=[\s/"']|$)/g, home);
  return whole.replace(/\$(?:\{(\w+)\}|(\w+))/g, (written, braced, plain) => {
    const name = braced ?? plain ?? "";
    const variable = before.variables.get(name);
    const value = variable?.unset.length === 0 ? variable.value : name === "HOME" ? home : void 0;
    return value === void 0 || new RegExp(`(?<![\\w{$])${name}\\b`).test(text2) ? written : value;
  });
}
function touches2(command, cache) {
  const { does, words: words2, destination, hasMore, isElsewhere } = command;
  if (hasMore && isMentioned(cache)) return true;
  if (!isElsewhere && does !== "links" && words2.includes("/")) return true;
  if (destination?.startsWith("/") && namesOne(destination, { ...cache, folders: [cache.path] })) return true;
  const here = isElsewhere ? { ...cache, cwd: void 0 } : cache;
  return words2.some((word) => {
    if (does === "copies" && isOfOneModule(word, cache)) return false;
    return does === "links" && mayLeadInto(word, here) || mayBe(word, here);
  });
}
function isOfOneModule(word, { kind, path }) {
  return kind === "modules" && word.startsWith(`${path}/`) && /^(?!cache\/|\.)[^*?[{$`]+@/.test(word.slice(path.length + 1));
}
function mayBe(word, cache) {
  const { folders, cwd } = cache;
  if (word.startsWith("/")) return namesOne(word, cache);
  const [, rest] = /^\$(?:\{\w+\}|\w+)\/+([^*?[{$`]+)$/.exec(word) ?? [];
  if (rest !== void 0) return mayEndWith(withoutSlash3(rest), cache);
  if (/^[$~`{]/.test(word)) return isMentioned(cache);
  if (cwd !== void 0) return namesOne(`${cwd}/${word}`, cache);
  const below4 = posix24.normalize(word).replace(/^(\.\.(\/|$))+/, "");
  const at = below4.search(OPEN);
  const known2 = at < 0 ? withoutSlash3(below4) : below4.slice(0, at);
  if (known2 === "" || known2 === ".") return isMentioned(cache);
  return mayEndWith(withoutSlash3(known2), cache) || at >= 0 && folders.some((folder) => folder.includes(`/${known2}`));
}
function mayEndWith(below4, { folders, path }) {
  const end = `/${below4}`;
  return folders.some((folder) => folder.endsWith(end)) || withParents2(end).some((part) => path.endsWith(part));
}
var OPEN = /[*?[{$`]/;
function namesOne(word, { folders, path }) {
  const at = word.search(OPEN);
  const known2 = posix24.normalize(at < 0 ? word : word.slice(0, at));
  if (known2.startsWith(`${path}/`)) return true;
  return at < 0 ? folders.includes(withoutSlash3(known2)) : folders.some((folder) => folder.startsWith(known2));
}
function mayLeadInto(word, cache) {
  const { kind, path, text: text2 } = cache;
  if (`/${word}`.includes(`${path}/`)) return true;
  if (word.startsWith("/")) return false;
  return isMentioned(cache) || kind === "modules" && /^[$`]/.test(word) && /\bgo\s+(list|mod)\b/.test(text2);
}
function isMentioned({ kind, path, folders, text: text2 }) {
  return NAMES[kind].test(text2) || text2.includes(`${path}/`) || folders.some((folder) => hasWord(text2, folder));
}
function hasWord(text2, path) {
  for (let at = text2.indexOf(path); at >= 0; at = text2.indexOf(path, at + 1)) {
    const [before, after] = [text2[at - 1] ?? " ", text2.slice(at + path.length)];
    if (/[\s"'=:{,(]/.test(before) && /^\/?($|[\s"';&|)},\\*])/.test(after)) return true;
  }
  return false;
}
function withoutSlash3(path) {
  return path.replace(/(.)\/+$/, "$1");
}
function withParents2(path) {
  return path === "/" ? [] : [path, ...withParents2(posix24.dirname(path))];
}

// src/dockerfile/inside/types.ts
var CACHE_KINDS = ["build", "modules"];

// src/dockerfile/inside/run-mounts.ts
function cachePlaces(steps, cold) {
  return CACHE_KINDS.flatMap((kind) => {
    const places = steps.map((step2) => {
      const place = placeOf2(kind, step2);
      return place?.own && cold.has(place.own.id) ? void 0 : place;
    });
    const found2 = new Map(places.flatMap((place) => place ? [[JSON.stringify(place), place]] : []));
    const [first, ...others] = found2.values();
    if (!first || places.includes(void 0)) return [];
    const areAlike = others.every(({ own, target }) => target === first.target && !own === !first.own);
    return areAlike ? [...found2.values()] : [];
  });
}
function isRefused(kind, { expanded, before }) {
  if (expanded.kind !== "run") return false;
  const path = cachePaths(before)[kind];
  if (path === void 0) return false;
  const mounts = folderMounts(expanded.mounts, before.workdir);
  const own = mounts.some(({ type, target }) => type === "cache" && target === path);
  return touchesCache(kind, path, expanded, before) || !own && mounts.some((mount) => isInTheWay2(mount, path));
}
function copiedIds(steps) {
  const copied = steps.flatMap(
    (step2) => CACHE_KINDS.flatMap((kind) => {
      const { expanded, before } = step2;
      const own = placeOf2(kind, step2)?.own;
      return own && expanded.kind === "run" && copiesCache(kind, own.target, expanded, before) ? [own.id] : [];
    })
  );
  return new Set(copied);
}
function placeOf2(kind, { expanded, before }) {
  if (expanded.kind !== "run") return void 0;
  const path = cachePaths(before)[kind];
  const mounts = folderMounts(expanded.mounts, before.workdir);
  const own = mounts.find(({ type, target }) => type === "cache" && (target === path || NAMES2[kind].test(target)));
  if (own) return ownPlace(kind, own);
  if (path === void 0 || mounts.some((mount) => isInTheWay2(mount, path))) return void 0;
  return { kind, target: path, own: void 0 };
}
function folderMounts(mounts, workdir = "/") {
  return mounts.filter(({ type }) => type !== "secret" && type !== "ssh").map((mount) => ({ ...mount, target: posix25.resolve(workdir, mount.options.target ?? "/") }));
}
var NAMES2 = { build: /\/go-build$/, modules: /\/pkg\/mod$/ };
function ownPlace(kind, { options, target }) {
  const { id = defaultId(options.target ?? target), uid, gid, mode } = options;
  if (options.from !== void 0 || options.source !== void 0 || options.readonly !== void 0) return void 0;
  const given = Object.entries({ uid, gid, mode }).filter(([, value]) => value !== void 0);
  if (![id, target, ...given.map(([, value]) => value)].every((text2) => /^[\w@+./:-]+$/.test(text2 ?? "")))
    return void 0;
  return { kind, target, own: { kind, id, target, options: Object.fromEntries(given), isOurs: false } };
}
function defaultId(target) {
  return posix25.normalize(target).replace(/(.)\/$/, "$1");
}
function isInTheWay2({ type, target }, path) {
  const isBelow = target.startsWith(`${path}/`);
  return target === path || isBelow || type !== "cache" && path.startsWith(target === "/" ? "/" : `${target}/`);
}

// src/dockerfile/inside/stages.ts
function insideStages(dockerfile, requests, target) {
  const [first] = requests;
  if (!first) return { why: "no platform is built" };
  const graphs = requests.map((request) => ({ request, graph: stageGraph(dockerfile, target, request) }));
  const walk2 = (stage, request) => {
    return walkStage(dockerfile, stage, { ...request, baseImage: golangImage });
  };
  const lineOf2 = (stage, request) => {
    const { parent } = walk2(stage, request);
    return parent ? [parent, ...lineOf2(parent, request)] : [];
  };
  const ofImage = /* @__PURE__ */ new Set();
  const reached = /* @__PURE__ */ new Set();
  const edges = [];
  for (const { request, graph } of graphs) {
    if ("problem" in graph) return { why: `BuildKit would refuse it: ${graph.problem.message}` };
    for (const stage of [graph.target, ...lineOf2(graph.target, request)]) ofImage.add(stage);
    for (const stage of graph.reached) reached.add(stage);
    edges.push(...graph.edges);
  }
  const inOrder = [...reached].sort((a, b) => a.index - b.index);
  const stages = inOrder.map((stage) => {
    const lowest = lineOf2(stage, first).at(-1) ?? stage;
    const from3 = walk2(lowest, first).from;
    return {
      stage,
      below: [...new Set(requests.flatMap((request) => lineOf2(stage, request)))],
      root: { image: from3?.image ?? "", isCertain: from3?.unset.length === 0 },
      isOfImage: ofImage.has(stage),
      steps: requests.map((request) => walk2(stage, request).steps)
    };
  });
  return { stages, edges };
}

// src/dockerfile/inside/plan.ts
function planInside({ dockerfile, requests, target, id }) {
  const refusal = frontendRefusal(dockerfile, requests[0]?.buildArgs ?? {});
  if (refusal) return { why: refusal.reason };
  const found2 = insideStages(dockerfile, requests, target);
  if ("why" in found2) return found2;
  const { stages } = found2;
  const images = [...new Set(stages.map(({ root }) => root.image))];
  const idOf = (image) => `${id}-${images.indexOf(image)}`;
  const placesOf = placesIn(stages);
  const families = familiesOf(stages).flatMap((family) => warmFamily(family, { ...found2, idOf, placesOf }));
  const all = [...families, ...ownMounts(stages, placesOf)];
  if (all.length === 0) return { why: "no RUN of its own uses Go in a way that a cache could be brought to" };
  const warm = all.filter(({ root }) => root.isCertain && root.image !== "");
  if (warm.length === 0) return { why: "the image of the Go stage is not known before it is built" };
  const runs = warm.map(({ run: run2 }) => run2).sort((a, b) => a.instruction.span.start - b.instruction.span.start);
  return { plan: { runs, images: imagesOf(warm, id), takers: takersOf(warm, found2) } };
}
function takersOf(warm, { stages, edges }) {
  const mounted = new Set(warm.filter(({ run: run2 }) => run2.added.length > 0).map(({ stage }) => stage));
  const built2 = stages.filter((one2) => [one2.stage, ...one2.below].some((stage) => mounted.has(stage))).map(({ stage }) => stage);
  const taking = edges.filter(({ how, source }) => how !== "from" && source && built2.includes(source));
  return [...new Set(taking.map(({ instruction }) => instruction))];
}
function imagesOf(warm, id) {
  const seen = /* @__PURE__ */ new Set();
  const images = /* @__PURE__ */ new Map();
  for (const { root, volumes } of warm) {
    for (const volume2 of volumes) {
      if (!seen.has(nameOf2(volume2))) images.set(root.image, [...images.get(root.image) ?? [], volume2]);
      seen.add(nameOf2(volume2));
    }
  }
  return [...images].map(([image, volumes], number) => {
    const numbered = volumes.map((volume2, number2) => ({ ...volume2, number: number2 }));
    return { image, volumes: numbered, notes: `${id}-${number}-notes`, folder: images.size > 1 ? `image-${number}` : "" };
  });
}
function nameOf2({ kind, id, options }) {
  return JSON.stringify([kind, id, Object.entries(options).sort()]);
}
function placesIn(stages) {
  const cold = copiedIds(stages.flatMap(({ steps }) => steps.flat()));
  return ({ steps }, at) => cachePlaces(
    steps.flatMap((ofPlatform) => ofPlatform[at] ?? []),
    cold
  );
}
function warmFamily(family, { stages, edges, idOf, placesOf }) {
  const shared = stages.filter((one2) => one2.isOfImage && family.some(({ below: below4 }) => below4.includes(one2.stage)));
  if (shared.some((one2) => hasGo("", instructionsOf(one2, stages)))) return [];
  if (family.some((one2) => hasTriggeredRun(one2))) return [];
  const started = /* @__PURE__ */ new Set();
  const places = family.flatMap((one2) => {
    let isStarted = one2.below.some((stage) => started.has(stage));
    const found2 = [];
    for (const [at, step2] of (one2.steps[0] ?? []).entries()) {
      isStarted ||= mayStartGo(step2);
      if (!isStarted || !one2.stage.instructions.includes(step2.instruction)) continue;
      found2.push({ one: one2, at, places: placesOf(one2, at) });
    }
    if (isStarted) started.add(one2.stage);
    return found2;
  });
  const kept = (kind) => {
    const steps = places.flatMap(({ one: one2, at }) => one2.steps.flatMap((steps2) => steps2[at] ?? []));
    const targets = places.flatMap(({ places: places2 }) => places2.filter((place) => place.kind === kind && !place.own));
    const isFree = !targets.some(({ target }) => isInTheWay(target, family, stages, edges));
    return isFree && !steps.some((step2) => isRefused(kind, step2));
  };
  const isKept = { build: kept("build"), modules: kept("modules") };
  return places.flatMap(
    ({ one: one2, at, places: places2 }) => warmRun(
      one2,
      at,
      places2.filter((place) => place.own || isKept[place.kind]),
      idOf(one2.root.image)
    )
  );
}
function hasTriggeredRun({ stage, steps }) {
  return (steps[0] ?? []).some(
    ({ instruction }) => instruction.kind === "run" && !stage.instructions.includes(instruction)
  );
}
function ownMounts(stages, placesOf) {
  return stages.filter(({ isOfImage }) => isOfImage).flatMap(
    (one2) => one2.stage.instructions.length === 0 ? [] : (one2.steps[0] ?? []).flatMap((step2, at) => {
      if (!one2.stage.instructions.includes(step2.instruction)) return [];
      const places = placesOf(one2, at);
      return warmRun(
        one2,
        at,
        places.filter(({ own }) => own),
        ""
      );
    })
  );
}
function warmRun(one2, at, places, id) {
  const instruction = one2.steps[0]?.[at]?.instruction;
  const [first] = places;
  if (!first || instruction?.kind !== "run") return [];
  const added = places.filter(({ own }) => !own).map(({ kind, target }) => ({ kind, target, id: `${id}-${kind}`, options: { mode: "0777" }, isOurs: true }));
  const volumes = [...places.flatMap(({ own }) => own ?? []), ...added];
  return [{ stage: one2.stage, root: one2.root, volumes, run: { instruction, added, marker: `${first.target}/${MARKER}` } }];
}
var MARKER = ".go-containerize";

// src/dockerfile/arity.ts
function requireWords(node) {
  CHECKS2[node.kind]?.(node);
}
var CHECKS2 = {
  from,
  add: sourceAndDestination,
  copy: sourceAndDestination,
  expose: some,
  healthcheck: some,
  maintainer: one,
  onbuild: trigger,
  stopsignal: one,
  user: one,
  volume: some,
  workdir: one
};
function from({ words: words2 }) {
  const [, as, name = ""] = words2;
  const named = words2.length === 3 && as?.toLowerCase() === "as";
  if (!named && words2.length !== 1) throw new Refused("FROM requires either one or three arguments");
  if (!named || /^[a-z][a-z0-9-_.]*$/.test(name.toLowerCase())) return;
  const why = "name can't start with a number or contain symbols";
  throw new Refused(`invalid name for build stage: ${quoted2(name)}, ${why}`);
}
function sourceAndDestination({ kind, words: words2 }) {
  if (words2.length >= 2) return;
  const why = "requires at least two arguments, but only one was provided. Destination could not be determined";
  throw new Refused(`${kind.toUpperCase()} ${why}`);
}
function some({ kind, words: words2 }) {
  if (words2.length === 0) throw tooFew(kind);
}
function one({ kind, words: words2 }) {
  if (words2.length !== 1) throw new Refused(`${kind.toUpperCase()} requires exactly one argument`);
}
function trigger({ kind, inner }) {
  if (!inner) throw tooFew(kind);
}
function tooFew(kind) {
  return new Refused(`${kind.toUpperCase()} requires at least one argument`);
}

// src/dockerfile/flags.ts
var TIMES = { interval: "text", timeout: "text", "start-period": "text", "start-interval": "text" };
var FILES2 = { chown: "text", chmod: "text", link: "switch", exclude: "list" };
var KNOWN = {
  from: { platform: "text" },
  run: { mount: "list", device: "list", network: "text", security: "text" },
  copy: { ...FILES2, from: "text", parents: "switch" },
  add: { ...FILES2, "keep-git-dir": "switch", checksum: "text", unpack: "switch" },
  healthcheck: { ...TIMES, retries: "text" }
};
var UNCHECKED = /* @__PURE__ */ new Set(["arg", "stopsignal"]);
function parseFlags({ kind, flags, words: [first = ""] }) {
  const parsed = flags.map(splitFlag);
  const unchecked = UNCHECKED.has(kind) || kind === "healthcheck" && first.toUpperCase() === "NONE";
  if (!unchecked) checkFlags(KNOWN[kind] ?? {}, parsed);
  return parsed;
}
function splitFlag(flag) {
  const equals = flag.indexOf("=");
  return equals < 0 ? { name: flag.slice(2), value: void 0 } : { name: flag.slice(2, equals), value: flag.slice(equals + 1) };
}
function checkFlags(known2, flags) {
  const seen = /* @__PURE__ */ new Set();
  for (const flag of flags) {
    const type = Object.hasOwn(known2, flag.name) ? known2[flag.name] : void 0;
    if (type === void 0) throw new Refused(`unknown flag: --${flag.name}`);
    if (type !== "list" && seen.has(flag.name)) throw new Refused(`duplicate flag specified: --${flag.name}`);
    seen.add(flag.name);
    checkValue(type, flag);
  }
}
function checkValue(type, { name, value }) {
  if (type === "switch" ? value === "" : value === void 0) throw new Refused(`missing a value on flag: --${name}`);
  if (type === "switch" && value !== void 0 && !/^(?:true|false)$/i.test(value))
    throw new Refused(`expecting boolean value for flag --${name}, not: ${value}`);
}
function flagValue(flags, name) {
  return flags.findLast((flag) => flag.name === name)?.value;
}

// src/dockerfile/health.ts
function healthCommand(words2, toCommand, flags) {
  const [first = "", ...rest] = words2;
  const type = first.toUpperCase();
  if (type === "NONE") {
    if (rest.length > 0) throw new Refused("HEALTHCHECK NONE takes no arguments");
    return "none";
  }
  if (type !== "CMD") throw new Refused(`Unknown type ${quoted2(type)} in HEALTHCHECK (try CMD)`);
  if (rest.length === 0) throw new Refused("Missing command after HEALTHCHECK CMD");
  for (const { name, value = "" } of flags) {
    if (name === "retries") checkRetries(value);
    else checkInterval(name, value);
  }
  return toCommand(rest);
}
function checkRetries(value) {
  if (value === "") return;
  if (!/^[+-]?\d+$/.test(value)) throw new Refused(`strconv.ParseInt: parsing ${quoted2(value)}: invalid syntax`);
  if (Number(value) < 0) throw new Refused(`--retries cannot be negative (${Number(value)})`);
  if (Number(value) >= 2 ** 31) throw new Refused(`strconv.ParseInt: parsing ${quoted2(value)}: value out of range`);
}
var MILLISECONDS = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  μs: 1e-3,
  ms: 1,
  s: 1e3,
  m: 6e4,
  h: 36e5
};
function checkInterval(name, value) {
  if (value === "" || /^[+-]?0$/.test(value)) return;
  const parts = [...value.matchAll(/(\d+\.?\d*|\.\d+)([^.\d]*)/g)];
  const text2 = quoted2(value);
  if (parts.map(([part]) => part).join("") !== value.replace(/^[+-]/, ""))
    throw new Refused(`time: invalid duration ${text2}`);
  let sum = 0;
  for (const [, amount, unit = ""] of parts) {
    if (unit === "") throw new Refused(`time: missing unit in duration ${text2}`);
    const length = Object.hasOwn(MILLISECONDS, unit) ? MILLISECONDS[unit] : void 0;
    if (length === void 0) throw new Refused(`time: unknown unit ${quoted2(unit)} in duration ${text2}`);
    sum += Number(amount) * length;
  }
  if (value.startsWith("-")) sum = -sum;
  if (sum !== 0 && sum < 1) throw new Refused(`Interval ${quoted2(name)} cannot be less than 1ms`);
}

// src/dockerfile/heredoc.ts
var MARK = /^\d*<<(-?)[\t\n\f\r ]*([^<]*)$/;
var NO_VARIABLES = { escape: "\\", lookUp: () => void 0, keepUnset: true };
function heredocMarks(node) {
  const { kind, json } = node.kind === "onbuild" && node.inner ? node.inner : node;
  const allowed = (kind === "run" || kind === "copy" || kind === "add") && !json;
  if (!allowed || !node.text.includes("<<")) return [];
  return wordsOf(node.text).flatMap((word) => heredocMark(word) ?? []);
}
function wordsOf(text2) {
  try {
    return lex(text2, { ...NO_VARIABLES, rawQuotes: true, rawEscapes: true }).words;
  } catch (error) {
    if (error instanceof Refused) return [];
    throw error;
  }
}
function heredocMark(word) {
  if (!word.includes("<<")) return void 0;
  const [, dash, rest = ""] = MARK.exec(word) ?? [];
  if (rest === "") return void 0;
  const plain = lex(rest, NO_VARIABLES).words;
  const [name] = plain;
  if (name === void 0 || plain.length !== 1) return void 0;
  const quoted3 = lex(rest, { ...NO_VARIABLES, rawQuotes: true }).words;
  if (quoted3.length !== 1) throw new Refused(`internal lexing of heredoc produced inconsistent results: ${rest}`);
  return { name, expand: quotesIn(name) === quotesIn(quoted3[0] ?? ""), stripTabs: dash === "-" };
}
function quotesIn(text2) {
  return text2.replace(/[^'"]/g, "").length;
}
function withContent(mark, content) {
  return { ...mark, content: mark.stripTabs ? content.replace(/^\t+/gm, "") : content };
}

// src/dockerfile/mounts.ts
var SAME = {
  src: "source",
  dst: "target",
  destination: "target",
  ro: "readonly",
  rw: "readwrite"
};
function parseMount(text2) {
  const options = {};
  let type = "bind";
  for (const field of fieldsOf(text2)) {
    const equals = field.indexOf("=");
    const name = (equals < 0 ? field : field.slice(0, equals)).toLowerCase();
    const value = equals < 0 ? "true" : field.slice(equals + 1);
    if (name === "from" && /\$./s.test(value))
      throw new Refused("'from' doesn't support variable expansion, define alias stage instead");
    if (name === "type") type = value.toLowerCase();
    else options[Object.hasOwn(SAME, name) ? SAME[name] ?? name : name] = value;
  }
  return { type, options };
}
function fieldsOf(text2) {
  if (text2 === "") throw new Refused("failed to parse csv mounts: EOF");
  if (!text2.includes('"')) return text2.split(",");
  try {
    return parse(text2, { record_delimiter: "\n" })[0] ?? [];
  } catch (error) {
    throw new Refused(`failed to parse csv mounts: ${messageOf(error)}`);
  }
}

// src/dockerfile/instruction.ts
function toInstruction(node) {
  const { kind, keyword, span, text: text2, heredocs } = node;
  const build = Object.hasOwn(BUILD, kind) ? BUILD[kind] : void 0;
  if (!build) throw new Refused(`unknown instruction: ${keyword}`);
  requireWords(node);
  return build(node, { span, text: text2, flags: parseFlags(node), heredocs });
}
var BUILD = {
  from: from2,
  arg,
  env: (node, common) => ({ kind: "env", ...common, pairs: pairs(node) }),
  label: (node, common) => ({ kind: "label", ...common, pairs: pairs(node) }),
  run,
  copy: (node, common) => ({ kind: "copy", ...common, ...sourcesAndDestination(node, common) }),
  add: (node, common) => ({ kind: "add", ...common, ...sourcesAndDestination(node, common), from: void 0 }),
  workdir: ({ words: [value = ""] }, common) => ({ kind: "workdir", ...common, value }),
  user: ({ words: [value = ""] }, common) => ({ kind: "user", ...common, value }),
  stopsignal: ({ words: [value = ""] }, common) => ({ kind: "stopsignal", ...common, value }),
  maintainer: ({ words: [value = ""] }, common) => ({ kind: "maintainer", ...common, value }),
  cmd: (node, common) => ({ kind: "cmd", ...common, command: commandOf(node, node.words) }),
  entrypoint: (node, common) => ({ kind: "entrypoint", ...common, command: commandOf(node, node.words) }),
  shell,
  expose: ({ words: words2 }, common) => ({ kind: "expose", ...common, words: words2 }),
  volume,
  healthcheck: (node, common) => ({
    kind: "healthcheck",
    ...common,
    command: healthCommand(node.words, (words2) => commandOf(node, words2), common.flags)
  }),
  onbuild
};
var KEYWORDS2 = Object.keys(BUILD).map((kind) => kind.toUpperCase());
function from2({ words: [image = "", , name] }, common) {
  const platform = flagValue(common.flags, "platform") || void 0;
  return { kind: "from", ...common, image, platform, name: name?.toLowerCase() };
}
function arg({ kind, words: words2 }, common) {
  if (words2.length === 0) throw tooFew(kind);
  const args = words2.map((word) => {
    const equals = word.indexOf("=");
    if (equals === 0) throw new Refused("ARG names can not be blank");
    return equals < 0 ? { name: word, value: void 0 } : { name: word.slice(0, equals), value: word.slice(equals + 1) };
  });
  return { kind: "arg", ...common, args };
}
function pairs({ kind, pairs: read }) {
  if (read.length === 0) throw tooFew(kind);
  if (read.some(({ name }) => name === "")) throw new Refused(`${kind.toUpperCase()} names can not be blank`);
  return read;
}
function run(node, common) {
  const mounts = common.flags.filter(({ name }) => name === "mount").map(({ value = "" }) => parseMount(value));
  const network = flagValue(common.flags, "network") ?? "default";
  if (!["default", "none", "host"].includes(network)) throw new Refused(`invalid network mode ${quoted2(network)}`);
  const security = flagValue(common.flags, "security") ?? "sandbox";
  if (!["insecure", "sandbox"].includes(security)) throw new Refused(`security ${quoted2(security)} is not valid`);
  return { kind: "run", ...common, command: commandOf(node, node.words), mounts };
}
function sourcesAndDestination({ words: words2, kind }, { flags }) {
  const destination = words2.at(-1) ?? "";
  if (isHeredoc(destination)) throw new Refused(`${kind.toUpperCase()} cannot accept a heredoc as a destination`);
  const sources2 = words2.slice(0, -1).filter((word) => !isHeredoc(word));
  return { sources: sources2, destination, from: flagValue(flags, "from") || void 0 };
}
function isHeredoc(word) {
  try {
    return heredocMark(word) !== void 0;
  } catch (error) {
    if (error instanceof Refused) return false;
    throw error;
  }
}
function shell({ kind, words: words2, json }, common) {
  if (words2.length === 0) throw tooFew(kind);
  if (!json) throw new Refused("SHELL requires the arguments to be in JSON form");
  return { kind: "shell", ...common, words: words2 };
}
function volume({ words: written }, common) {
  const words2 = written.map(trim);
  if (words2.includes("")) throw new Refused("VOLUME specified can not be an empty string");
  return { kind: "volume", ...common, words: words2 };
}
function onbuild({ kind, inner, span, heredocs }, common) {
  if (!inner) throw tooFew(kind);
  if (inner.kind === "onbuild") throw new Refused("Chaining ONBUILD via `ONBUILD ONBUILD` isn't allowed");
  if (inner.kind === "from" || inner.kind === "maintainer")
    throw new Refused(`${inner.kind.toUpperCase()} isn't allowed as an ONBUILD trigger`);
  return { kind: "onbuild", ...common, instruction: toInstruction({ ...inner, span, heredocs }) };
}
function commandOf({ json }, words2) {
  return json ? { form: "exec", words: words2 } : { form: "shell", text: words2.join(" ") };
}

// src/dockerfile/overlay/line-map.ts
function lineMap(original, overlay) {
  const own = [];
  let line = 1;
  for (const { added, removed, count } of diffLines(original, overlay)) {
    if (removed) line += count;
    else for (let at = 0; at < count; at++) own.push(added ? void 0 : line++);
  }
  return (wanted) => own[wanted - 1];
}

// src/dockerfile/overlay/replace.ts
function replaceOverlay({ dockerfile, cuts, context }) {
  const edits = cuts.flatMap((cut) => {
    const stage = dockerfile.stages[cut.stage];
    if (!stage) return [];
    const { start, end } = stage.span;
    const before = dockerfile.source.subarray(start, end).toString();
    const newline = before.includes("\r\n") ? "\r\n" : "\n";
    const lines = stageLines(stage.name, cut.files, { context, escapeSign: dockerfile.directives.escape });
    return [{ start, end, text: lines.join(newline) + (before.endsWith("\n") ? newline : "") }];
  });
  return applyEdits(dockerfile.source, edits);
}
function stageLines(name, files, { context, escapeSign }) {
  return [
    name === void 0 ? "FROM scratch" : `FROM scratch AS ${name}`,
    ...PLATFORM_ARGUMENTS.map((argument) => `ARG ${argument}`),
    ...files.map(({ source, destination, flags }) => {
      const words2 = [source === "" ? "." : source, destination].map((word) => JSON.stringify(escaped3(word, escapeSign)));
      return ["COPY", ...flags, `[${words2.join(", ")}]`].join(" ");
    }),
    `COPY --from=${context} /${PLATFORM_FOLDER}/ /`
  ];
}
function escaped3(word, escapeSign) {
  return word.replace(/[\\$"'`]/g, (sign) => `${escapeSign}${sign}`);
}

// src/dockerfile/overlay/tree.ts
function contextTree(compiles2) {
  const placed = compiles2.flatMap(
    ({ id, platform, programs }) => programs.map(({ executable, path }) => {
      const place = `${platformFolder(platform)}/${path.replace(/^\/+/, "")}`;
      return { path: place, by: id, executable };
    })
  );
  return [...new Map(placed.map((program) => [program.path, program])).values()];
}

// src/dockerfile/overlay/overlay.ts
function overlayOf(dockerfile, decision) {
  if (decision.mode === "inside") return void 0;
  const text2 = decision.mode === "replace" ? replaceOverlay({ dockerfile, ...decision }) : prebuiltOverlay({ dockerfile, ...decision });
  return {
    dockerfile: text2,
    diff: overlayDiff(dockerfile.path, dockerfile.source.toString(), text2.toString()),
    context: decision.context,
    programs: programsOf2(decision)
  };
}
function programsOf2(decision) {
  if (decision.mode === "replace") {
    const tree = contextTree([...decision.compiles, ...decision.commands.map(asCompiled)]);
    return tree.map((program) => ({ kind: "compiled", ...program }));
  }
  const layout = prebuiltLayout(decision.programs);
  const placed = decision.programs.map((program) => [prebuiltPath(program, layout), program]);
  return [...new Map(placed)].map(([path, program]) => ({ kind: "main", path, program }));
}
function asCompiled(command) {
  return { ...command, programs: command.programs.map(({ path }) => ({ path, executable: path })) };
}

// src/dockerfile/own-layers.ts
function ownLayers(dockerfile, target, request) {
  const graph = stageGraph(dockerfile, target, request);
  return "problem" in graph ? 0 : layersOf(dockerfile, graph.target, request);
}
function layersOf(dockerfile, stage, request) {
  const { parent, steps } = walkStage(dockerfile, stage, request);
  const own = steps.filter(({ instruction }) => /^(add|copy|run|workdir)$/.test(instruction.kind));
  return own.length + (parent ? layersOf(dockerfile, parent, request) : 0);
}

// src/dockerfile/words.ts
function splitCommand(line, escapeSign) {
  const text2 = trim(line);
  const blank = BLANKS.exec(text2);
  if (!blank) return { keyword: text2, flags: [], rest: "" };
  const { flags, rest } = takeFlags(text2.slice(blank.index + blank[0].length), escapeSign);
  return { keyword: text2.slice(0, blank.index), flags, rest: trim(rest) };
}
function takeFlags(text2, escapeSign) {
  if (!text2.startsWith("--")) return { flags: [], rest: text2 };
  const source = Buffer.from(text2);
  const bytes = source.toString("latin1");
  const flags = [];
  let at = 0;
  for (; ; ) {
    while (at < bytes.length && isSpace(bytes.charAt(at))) at++;
    if (!bytes.startsWith("--", at)) break;
    const { flag, end } = readFlag2(bytes, at, escapeSign);
    at = end;
    if (flag === "--") break;
    flags.push(flag);
  }
  return { flags, rest: source.toString("utf8", at) };
}
function readFlag2(text2, start, escapeSign) {
  let flag = "";
  let quote;
  let at = start;
  while (at < text2.length) {
    const piece = pieceAt(text2, at);
    if (quote === void 0 && isSpace(piece)) break;
    at += piece.length;
    if (piece === quote) quote = void 0;
    else if (quote === void 0 && isQuote(piece)) quote = piece;
    else if (piece === escapeSign) flag += text2.charAt(at++);
    else flag += piece;
  }
  return { flag, end: at };
}
function quotedWords(text2, escapeSign) {
  const words2 = [];
  let word = "";
  let quote;
  const finish = () => {
    if (word !== "") words2.push(word);
    word = "";
  };
  for (let at = 0; at < text2.length; ) {
    const piece = pieceAt(text2, at);
    at += piece.length;
    if (quote === void 0 && isSpace(piece)) finish();
    else if (piece === escapeSign && quote !== "'") {
      if (at < text2.length) word += escapeSign + text2.charAt(at++);
    } else {
      if (piece === quote) quote = void 0;
      else if (quote === void 0 && isQuote(piece)) quote = piece;
      word += piece;
    }
  }
  finish();
  return words2;
}
function blankWords(text2) {
  return text2 === "" ? [] : text2.split(BLANKS);
}
function jsonWords(text2) {
  const json = trimStart(text2);
  if (!json.startsWith("[")) return void 0;
  let words2;
  try {
    words2 = JSON.parse(json);
  } catch {
    return void 0;
  }
  if (!isArrayOfStrings(words2))
    throw new Refused("when using JSON array syntax, arrays must be comprised of strings only");
  return words2;
}
function isArrayOfStrings(value) {
  return Array.isArray(value) && value.every((item) => typeof item === "string");
}
function isQuote(character) {
  return character === '"' || character === "'";
}

// src/dockerfile/node.ts
function readNode(text2, escapeSign, isTrigger = false) {
  const { keyword, flags, rest } = splitCommand(text2, escapeSign);
  const kind = keyword.toLowerCase();
  const isRead = isKnown(kind) && !(isTrigger && kind === "onbuild");
  const words2 = isRead ? READERS[kind]?.(rest, escapeSign) : {};
  return { keyword, kind, flags, words: [], pairs: [], json: false, inner: void 0, text: text2, ...words2 };
}
var READERS = {
  add: listOrJson,
  arg: (rest, escapeSign) => ({ words: quotedWords(rest, escapeSign) }),
  cmd: textOrJson,
  copy: listOrJson,
  entrypoint: textOrJson,
  env: (rest, escapeSign) => ({ pairs: pairsOf("ENV", rest, escapeSign) }),
  expose: list,
  from: list,
  healthcheck,
  label: (rest, escapeSign) => ({ pairs: pairsOf("LABEL", rest, escapeSign) }),
  maintainer: text,
  onbuild: (rest, escapeSign) => rest === "" ? {} : { inner: readNode(rest, escapeSign, true) },
  run: textOrJson,
  shell: textOrJson,
  stopsignal: text,
  user: text,
  volume: listOrJson,
  workdir: text
};
function isKnown(kind) {
  return Object.hasOwn(READERS, kind);
}
function text(rest) {
  return { words: rest === "" ? [] : [rest] };
}
function list(rest) {
  return { words: blankWords(rest) };
}
function textOrJson(rest) {
  const words2 = jsonWords(rest);
  return words2 ? { words: words2, json: true } : text(rest);
}
function listOrJson(rest) {
  const words2 = jsonWords(rest);
  return words2 ? { words: words2, json: true } : list(rest);
}
function healthcheck(rest) {
  const bytes = Buffer.from(rest).toString("latin1");
  const [, type = "", command = ""] = new RegExp("^(\\P{White_Space}*)\\p{White_Space}*(.*)$", "su").exec(bytes) ?? [];
  if (type === "") return {};
  const decoded = (part) => Buffer.from(part, "latin1").toString();
  const { words: words2 = [], json = false } = textOrJson(decoded(command));
  return { words: [decoded(type), ...words2], json };
}
function pairsOf(keyword, rest, escapeSign) {
  const words2 = quotedWords(rest, escapeSign);
  const [first] = words2;
  if (first === void 0) return [];
  if (first.includes("=")) return words2.map(pairOf);
  const [, name, value] = /^(.*?)[\t\v\f\r ]+(.*)$/s.exec(rest) ?? [];
  if (name === void 0 || value === void 0) throw new Refused(`${keyword} must have two arguments`);
  return [{ name, value }];
}
function pairOf(word) {
  const equals = word.indexOf("=");
  if (equals < 0) throw new Refused(`Syntax error - can't find = in ${quoted2(word)}. Must be of the form: name=value`);
  return { name: word.slice(0, equals), value: word.slice(equals + 1) };
}

// src/dockerfile/lines.ts
function splitLines2(source) {
  const { lines, tooLong } = physicalLines(source);
  const reader = new LineReader(source, lines);
  try {
    const nodes = reader.readAll();
    if (nodes.length === 0) throw new Refused("file with no instructions");
    if (tooLong !== void 0) {
      const message = `dockerfile line greater than max allowed size of ${LONGEST_LINE}`;
      return { problem: { line: tooLong, message } };
    }
    const directives = { escape: reader.escape, ...frontendDirectives(lines) };
    return { directives, nodes };
  } catch (error) {
    if (error instanceof Refused) return { problem: { line: reader.line, message: error.message } };
    throw error;
  }
}
var LineReader = class {
  source;
  lines;
  directiveReader = new DirectiveReader();
  at = 0;
  /** Where the instruction begins that is being read: what a problem names. */
  line = 1;
  constructor(source, lines) {
    this.source = source;
    this.lines = lines;
  }
  get escape() {
    return this.directiveReader.escape;
  }
  readAll() {
    const nodes = [];
    for (let first = this.next(); first; first = this.next()) {
      this.line = first.number;
      const begin = trimStart(first.text);
      this.directiveReader.read(begin);
      if (begin === "" || begin.startsWith("#")) continue;
      nodes.push(this.readInstruction(first, begin));
    }
    return nodes;
  }
  next() {
    return this.lines[this.at++];
  }
  readInstruction(first, begin) {
    const node = readNode(this.joinContinuations(begin), this.escape);
    const heredocs = this.readHeredocs(node);
    const last = this.lines[Math.min(this.at, this.lines.length) - 1] ?? first;
    const span = { start: first.start, end: last.end, firstLine: first.number, lastLine: last.number };
    return { ...node, span, heredocs };
  }
  /** A comment or an empty line between continued ones is left out and doesn't end them, though it has no escape. */
  joinContinuations(begin) {
    const continued = this.escape === "\\" ? BACKSLASH_AT_END : BACKTICK_AT_END;
    let text2 = "";
    for (let part = begin; part !== void 0; ) {
      if (!continued.test(part)) return text2 + part;
      text2 += part.replace(continued, "$1");
      part = this.nextPart();
    }
    return text2;
  }
  nextPart() {
    for (let line = this.next(); line; line = this.next()) {
      const content = trimStart(line.text);
      if (content !== "" && !content.startsWith("#")) return line.text;
    }
    return void 0;
  }
  readHeredocs(node) {
    return heredocMarks(node).map((mark) => {
      const start = this.lines[this.at]?.start;
      for (let line = this.next(); line; line = this.next()) {
        const end = mark.stripTabs ? line.text.replace(/^\t+/, "") : line.text;
        if (end === mark.name) return withContent(mark, this.source.toString("utf8", start, line.start));
      }
      throw new Refused("unterminated heredoc");
    });
  }
};
var BACKSLASH_AT_END = /([^\\])\\[ \t]*$|^\\[ \t]*$/;
var BACKTICK_AT_END = /([^`])`[ \t]*$|^`[ \t]*$/;

// src/dockerfile/parse.ts
function parseDockerfile(source, path) {
  if (source.length === 0) return { problem: { line: 1, message: "the Dockerfile cannot be empty" } };
  const split = splitLines2(source);
  if ("problem" in split) return split;
  const { directives, nodes } = split;
  const read = readInstructions(nodes);
  if ("problem" in read) return read;
  const { globals, stages } = group(read.instructions);
  return { dockerfile: { path, source, directives, globals, stages } };
}
function readInstructions(nodes) {
  const instructions = [];
  let hasStage = false;
  for (const node of nodes) {
    try {
      const instruction = toInstruction(node);
      hasStage ||= instruction.kind === "from";
      if (!hasStage && instruction.kind !== "arg") throw new Refused("no build stage in current context");
      instructions.push(instruction);
    } catch (error) {
      if (error instanceof Refused) return { problem: { line: node.span.firstLine, message: error.message } };
      throw error;
    }
  }
  if (hasStage) return { instructions };
  return { problem: { line: nodes.at(-1)?.span.lastLine ?? 1, message: "dockerfile contains no stages to build" } };
}
function group(instructions) {
  const globals = [];
  const stages = [];
  for (const instruction of instructions) {
    const stage = stages.at(-1);
    if (instruction.kind === "from") stages.push({ from: instruction, instructions: [] });
    else if (stage) stage.instructions.push(instruction);
    else if (instruction.kind === "arg") globals.push(instruction);
  }
  return { globals, stages: stages.map(toStage2) };
}
function toStage2({ from: from3, instructions }, index) {
  const { end, lastLine } = (instructions.at(-1) ?? from3).span;
  return { index, name: from3.name, from: from3, instructions, span: { ...from3.span, end, lastLine } };
}

// src/dockerfile/parse-error.ts
var OF_THE_FILE = /^(no build stage in current context|dockerfile contains no stages to build)$/;
function parseErrorText(source, { line, message }) {
  if (source.length === 0 || "problem" in splitLines2(source) || OF_THE_FILE.test(message)) return message;
  return `dockerfile parse error on line ${line}: ${message}`;
}

// src/dockerfile/run-steps.ts
function runSteps(dockerfile, target, requests) {
  return requests.flatMap((request) => {
    const graph = stageGraph(dockerfile, target, request);
    if ("problem" in graph) return [];
    return graph.reached.flatMap((stage) => {
      const platform = platformOf(dockerfile, stage, request);
      const runs = stage.instructions.filter(({ kind }) => kind === "run");
      return platform ? runs.map(({ span }) => ({ platform, line: span.firstLine })) : [];
    });
  });
}
function platformOf(dockerfile, stage, request) {
  const { from: from3, parent } = walkStage(dockerfile, stage, request);
  if (parent) return platformOf(dockerfile, parent, request);
  if (!from3) return void 0;
  return from3.platform === void 0 ? request.target : parsePlatform(from3.platform);
}

// src/dockerfile/target.ts
var OWN = /^(docker\.io\/)?docker\/dockerfile(-upstream)?([:@]|$)/;
function targetProblems({ path, stages, directives }, target, buildArgs) {
  const frontend = frontendOf(directives.syntax, buildArgs);
  if (target === void 0 || frontend !== void 0 && !OWN.test(frontend)) return [];
  const names = [...new Set(stages.flatMap(({ name }) => name ?? []))];
  if (names.includes(target.toLowerCase())) return [];
  const noName = "none of its stages has a name: write FROM … AS NAME, or leave target out";
  const hint = names.length === 0 ? noName : `its stages are ${names.join(", ")}`;
  return [{ subject: "target", message: `${path} has no stage "${target}"`, hint }];
}

export {
  adviseDockerfile,
  stageDifference,
  ejectDockerfile,
  platformFolder,
  ROOTS_ARCHIVE,
  FILES_ARCHIVE,
  generateDockerfile,
  archiveEntries,
  RESTORED_AT,
  fillScript,
  takeScript,
  HELPER_CONTEXT,
  helperDockerfile,
  mountsInTheWay,
  missesFiles,
  insideOverlay,
  planInside,
  KEYWORDS2 as KEYWORDS,
  readBuildInfo,
  mainsOfCompile,
  decideMode,
  goListArguments,
  goImportsArguments,
  summarizeImports,
  summarizeGoList,
  knownCompiles,
  decideUnread,
  isReproducible,
  compareProgram,
  lineMap,
  overlayOf,
  ownLayers,
  parseDockerfile,
  parseErrorText,
  runSteps,
  targetProblems
};
