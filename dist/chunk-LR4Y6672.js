import {createRequire as __createRequire} from 'node:module';const require = __createRequire(import.meta.url);
import {
  inputsOf,
  secretsIn
} from "./chunk-4VVPBY2T.js";
import {
  isRecord
} from "./chunk-K6QBRWNO.js";

// src/actions/inputs.ts
function readInputs(env) {
  const values = {};
  for (const input of inputsOf("action")) {
    const given = namesOf(input).map((name) => env[variableOf(name)] ?? "");
    values[input.name] = given.filter((text) => text.trim() !== "");
  }
  return { door: "action", values };
}
function variableOf(name) {
  return `INPUT_${name.replaceAll(" ", "_").toUpperCase()}`;
}
function namesOf(input) {
  return [input.name, ...input.aliases ?? []];
}
function secretsOf({ values }) {
  const first2 = (name) => values[name]?.at(-1)?.trim() ?? "";
  const logins = [
    { username: first2("username"), password: first2("password") },
    { username: "x-access-token", password: first2("github-token") },
    ...(values["registry-auth"] ?? []).flatMap(secretsIn)
  ];
  const secrets = logins.filter(({ password }) => password !== "").flatMap(({ username, password }) => [password, Buffer.from(`${username}:${password}`).toString("base64")]);
  return [...new Set(secrets)];
}

// src/actions/outputs.ts
var OUTPUTS = [
  {
    name: "image",
    about: "Repository of the image, without tag; of the first one if there are several.",
    example: "ghcr.io/acme/shop",
    of: (report) => first(report)?.name ?? ""
  },
  {
    name: "digest",
    about: "Digest of the image: of its index, or of its one manifest.",
    example: "sha256:2d6f…",
    of: (report) => first(report)?.digest ?? ""
  },
  {
    name: "digests",
    about: "JSON object: digest of each platform's manifest.",
    example: '{"linux/amd64":"sha256:91c0…","linux/arm64":"sha256:07ab…"}',
    of: (report) => JSON.stringify(digestsOf(first(report)))
  },
  {
    name: "ref",
    about: "The image by digest: what to deploy.",
    example: "ghcr.io/acme/shop@sha256:2d6f…",
    of: (report) => refOf(first(report))
  },
  {
    name: "refs",
    about: "Every reference of every image, one a line.",
    example: "ghcr.io/acme/shop:main",
    of: (report) => report.images.flatMap((image) => image.references).join("\n")
  },
  {
    name: "tag-names",
    about: "The tags without their repositories, one a line.",
    example: "main",
    of: (report) => [...new Set(report.images.flatMap((image) => image.tags))].join("\n")
  },
  {
    name: "images",
    about: "JSON object by repository: digest, ref, digests, tags, references, changed, pushed.",
    example: '{"ghcr.io/acme/shop":{"digest":"sha256:2d6f…","tags":["main"],"changed":true}}',
    of: (report) => JSON.stringify(Object.fromEntries(report.images.map((image) => [image.name, summaryOf(image)])))
  },
  {
    name: "pushed",
    about: "Did the images go to their registries?",
    example: "true",
    of: (report) => String(report.images.length > 0 && report.images.every((image) => image.pushed))
  },
  {
    name: "changed",
    about: "Is any image different from the one that its tags named before? A new commit alone is no change.",
    example: "true",
    of: (report) => String(report.images.some((image) => image.changed))
  },
  {
    name: "layout",
    about: "Folder of the OCI layout with the images; it is there until the job ends.",
    example: "/home/runner/work/_temp/go-containerize/layouts/6f1c…",
    of: (report) => report.layout
  },
  {
    name: "binaries",
    about: "JSON array: main, platform, path in the image, size and sha256 of each binary.",
    example: '[{"main":"example.com/shop","platform":"linux/amd64","path":"/app/shop","size":5242880,"sha256":"5a0c…"}]',
    of: (report) => JSON.stringify(binariesOf(report))
  },
  {
    name: "go-version",
    about: "Version of Go that compiled.",
    example: "1.26.8",
    of: (report) => report.go.version.replace(/^go(?=\d)/, "")
  },
  {
    name: "report",
    about: "The whole report of the run as JSON.",
    example: '{"go":{…},"images":[…],"phases":[…]}',
    of: (report) => JSON.stringify(report)
  }
];
function outputsOf(report) {
  return Object.fromEntries(OUTPUTS.map((output) => [output.name, output.of(report)]));
}
function first(report) {
  return report.images[0];
}
function refOf(image) {
  return image ? `${image.name}@${image.digest}` : "";
}
function digestsOf(image) {
  return Object.fromEntries((image?.platforms ?? []).map(({ platform: platform2, digest }) => [platform2, digest]));
}
function summaryOf(image) {
  const { digest, tags, references, changed, pushed } = image;
  return { digest, ref: refOf(image), digests: digestsOf(image), tags, references, changed, pushed };
}
function binariesOf(report) {
  const all = report.images.flatMap(
    (image) => image.platforms.flatMap(
      ({ platform: platform2, binaries }) => binaries.map(({ main, path, size, sha256 }) => ({ main, platform: platform2, path, size, sha256 }))
    )
  );
  return [...new Map(all.map((binary) => [JSON.stringify(binary), binary])).values()];
}

// src/actions/runner.ts
import { appendFile as appendFile2 } from "node:fs/promises";

// node_modules/@actions/core/lib/command.js
import * as os from "os";

// node_modules/@actions/core/lib/utils.js
function toCommandValue(input) {
  if (input === null || input === void 0) {
    return "";
  } else if (typeof input === "string" || input instanceof String) {
    return input;
  }
  return JSON.stringify(input);
}

// node_modules/@actions/core/lib/command.js
function issueCommand(command, properties, message) {
  const cmd = new Command(command, properties, message);
  process.stdout.write(cmd.toString() + os.EOL);
}
var CMD_STRING = "::";
var Command = class {
  constructor(command, properties, message) {
    if (!command) {
      command = "missing.command";
    }
    this.command = command;
    this.properties = properties;
    this.message = message;
  }
  toString() {
    let cmdStr = CMD_STRING + this.command;
    if (this.properties && Object.keys(this.properties).length > 0) {
      cmdStr += " ";
      let first2 = true;
      for (const key in this.properties) {
        if (this.properties.hasOwnProperty(key)) {
          const val = this.properties[key];
          if (val) {
            if (first2) {
              first2 = false;
            } else {
              cmdStr += ",";
            }
            cmdStr += `${key}=${escapeProperty(val)}`;
          }
        }
      }
    }
    cmdStr += `${CMD_STRING}${escapeData(this.message)}`;
    return cmdStr;
  }
};
function escapeData(s) {
  return toCommandValue(s).replace(/%/g, "%25").replace(/\r/g, "%0D").replace(/\n/g, "%0A");
}
function escapeProperty(s) {
  return toCommandValue(s).replace(/%/g, "%25").replace(/\r/g, "%0D").replace(/\n/g, "%0A").replace(/:/g, "%3A").replace(/,/g, "%2C");
}

// node_modules/@actions/core/lib/file-command.js
import * as crypto from "crypto";
import * as fs from "fs";
import * as os2 from "os";
function issueFileCommand(command, message) {
  const filePath = process.env[`GITHUB_${command}`];
  if (!filePath) {
    throw new Error(`Unable to find environment variable for file command ${command}`);
  }
  if (!fs.existsSync(filePath)) {
    throw new Error(`Missing file at path: ${filePath}`);
  }
  fs.appendFileSync(filePath, `${toCommandValue(message)}${os2.EOL}`, {
    encoding: "utf8"
  });
}
function prepareKeyValueMessage(key, value) {
  const delimiter = `ghadelimiter_${crypto.randomUUID()}`;
  const convertedValue = toCommandValue(value);
  if (key.includes(delimiter)) {
    throw new Error(`Unexpected input: name should not contain the delimiter "${delimiter}"`);
  }
  if (convertedValue.includes(delimiter)) {
    throw new Error(`Unexpected input: value should not contain the delimiter "${delimiter}"`);
  }
  return `${key}<<${delimiter}${os2.EOL}${convertedValue}${os2.EOL}${delimiter}`;
}

// node_modules/@actions/core/lib/core.js
import * as os4 from "os";

// node_modules/@actions/core/lib/summary.js
import { EOL as EOL3 } from "os";
import { constants, promises } from "fs";
var __awaiter = function(thisArg, _arguments, P, generator) {
  function adopt(value) {
    return value instanceof P ? value : new P(function(resolve) {
      resolve(value);
    });
  }
  return new (P || (P = Promise))(function(resolve, reject) {
    function fulfilled(value) {
      try {
        step(generator.next(value));
      } catch (e) {
        reject(e);
      }
    }
    function rejected(value) {
      try {
        step(generator["throw"](value));
      } catch (e) {
        reject(e);
      }
    }
    function step(result) {
      result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected);
    }
    step((generator = generator.apply(thisArg, _arguments || [])).next());
  });
};
var { access, appendFile, writeFile } = promises;
var SUMMARY_ENV_VAR = "GITHUB_STEP_SUMMARY";
var Summary = class {
  constructor() {
    this._buffer = "";
  }
  /**
   * Finds the summary file path from the environment, rejects if env var is not found or file does not exist
   * Also checks r/w permissions.
   *
   * @returns step summary file path
   */
  filePath() {
    return __awaiter(this, void 0, void 0, function* () {
      if (this._filePath) {
        return this._filePath;
      }
      const pathFromEnv = process.env[SUMMARY_ENV_VAR];
      if (!pathFromEnv) {
        throw new Error(`Unable to find environment variable for $${SUMMARY_ENV_VAR}. Check if your runtime environment supports job summaries.`);
      }
      try {
        yield access(pathFromEnv, constants.R_OK | constants.W_OK);
      } catch (_a) {
        throw new Error(`Unable to access summary file: '${pathFromEnv}'. Check if the file has correct read/write permissions.`);
      }
      this._filePath = pathFromEnv;
      return this._filePath;
    });
  }
  /**
   * Wraps content in an HTML tag, adding any HTML attributes
   *
   * @param {string} tag HTML tag to wrap
   * @param {string | null} content content within the tag
   * @param {[attribute: string]: string} attrs key-value list of HTML attributes to add
   *
   * @returns {string} content wrapped in HTML element
   */
  wrap(tag, content, attrs = {}) {
    const htmlAttrs = Object.entries(attrs).map(([key, value]) => ` ${key}="${value}"`).join("");
    if (!content) {
      return `<${tag}${htmlAttrs}>`;
    }
    return `<${tag}${htmlAttrs}>${content}</${tag}>`;
  }
  /**
   * Writes text in the buffer to the summary buffer file and empties buffer. Will append by default.
   *
   * @param {SummaryWriteOptions} [options] (optional) options for write operation
   *
   * @returns {Promise<Summary>} summary instance
   */
  write(options) {
    return __awaiter(this, void 0, void 0, function* () {
      const overwrite = !!(options === null || options === void 0 ? void 0 : options.overwrite);
      const filePath = yield this.filePath();
      const writeFunc = overwrite ? writeFile : appendFile;
      yield writeFunc(filePath, this._buffer, { encoding: "utf8" });
      return this.emptyBuffer();
    });
  }
  /**
   * Clears the summary buffer and wipes the summary file
   *
   * @returns {Summary} summary instance
   */
  clear() {
    return __awaiter(this, void 0, void 0, function* () {
      return this.emptyBuffer().write({ overwrite: true });
    });
  }
  /**
   * Returns the current summary buffer as a string
   *
   * @returns {string} string of summary buffer
   */
  stringify() {
    return this._buffer;
  }
  /**
   * If the summary buffer is empty
   *
   * @returns {boolen} true if the buffer is empty
   */
  isEmptyBuffer() {
    return this._buffer.length === 0;
  }
  /**
   * Resets the summary buffer without writing to summary file
   *
   * @returns {Summary} summary instance
   */
  emptyBuffer() {
    this._buffer = "";
    return this;
  }
  /**
   * Adds raw text to the summary buffer
   *
   * @param {string} text content to add
   * @param {boolean} [addEOL=false] (optional) append an EOL to the raw text (default: false)
   *
   * @returns {Summary} summary instance
   */
  addRaw(text, addEOL = false) {
    this._buffer += text;
    return addEOL ? this.addEOL() : this;
  }
  /**
   * Adds the operating system-specific end-of-line marker to the buffer
   *
   * @returns {Summary} summary instance
   */
  addEOL() {
    return this.addRaw(EOL3);
  }
  /**
   * Adds an HTML codeblock to the summary buffer
   *
   * @param {string} code content to render within fenced code block
   * @param {string} lang (optional) language to syntax highlight code
   *
   * @returns {Summary} summary instance
   */
  addCodeBlock(code, lang) {
    const attrs = Object.assign({}, lang && { lang });
    const element = this.wrap("pre", this.wrap("code", code), attrs);
    return this.addRaw(element).addEOL();
  }
  /**
   * Adds an HTML list to the summary buffer
   *
   * @param {string[]} items list of items to render
   * @param {boolean} [ordered=false] (optional) if the rendered list should be ordered or not (default: false)
   *
   * @returns {Summary} summary instance
   */
  addList(items, ordered = false) {
    const tag = ordered ? "ol" : "ul";
    const listItems = items.map((item) => this.wrap("li", item)).join("");
    const element = this.wrap(tag, listItems);
    return this.addRaw(element).addEOL();
  }
  /**
   * Adds an HTML table to the summary buffer
   *
   * @param {SummaryTableCell[]} rows table rows
   *
   * @returns {Summary} summary instance
   */
  addTable(rows) {
    const tableBody = rows.map((row) => {
      const cells = row.map((cell) => {
        if (typeof cell === "string") {
          return this.wrap("td", cell);
        }
        const { header, data, colspan, rowspan } = cell;
        const tag = header ? "th" : "td";
        const attrs = Object.assign(Object.assign({}, colspan && { colspan }), rowspan && { rowspan });
        return this.wrap(tag, data, attrs);
      }).join("");
      return this.wrap("tr", cells);
    }).join("");
    const element = this.wrap("table", tableBody);
    return this.addRaw(element).addEOL();
  }
  /**
   * Adds a collapsable HTML details element to the summary buffer
   *
   * @param {string} label text for the closed state
   * @param {string} content collapsable content
   *
   * @returns {Summary} summary instance
   */
  addDetails(label, content) {
    const element = this.wrap("details", this.wrap("summary", label) + content);
    return this.addRaw(element).addEOL();
  }
  /**
   * Adds an HTML image tag to the summary buffer
   *
   * @param {string} src path to the image you to embed
   * @param {string} alt text description of the image
   * @param {SummaryImageOptions} options (optional) addition image attributes
   *
   * @returns {Summary} summary instance
   */
  addImage(src, alt, options) {
    const { width, height } = options || {};
    const attrs = Object.assign(Object.assign({}, width && { width }), height && { height });
    const element = this.wrap("img", null, Object.assign({ src, alt }, attrs));
    return this.addRaw(element).addEOL();
  }
  /**
   * Adds an HTML section heading element
   *
   * @param {string} text heading text
   * @param {number | string} [level=1] (optional) the heading level, default: 1
   *
   * @returns {Summary} summary instance
   */
  addHeading(text, level) {
    const tag = `h${level}`;
    const allowedTag = ["h1", "h2", "h3", "h4", "h5", "h6"].includes(tag) ? tag : "h1";
    const element = this.wrap(allowedTag, text);
    return this.addRaw(element).addEOL();
  }
  /**
   * Adds an HTML thematic break (<hr>) to the summary buffer
   *
   * @returns {Summary} summary instance
   */
  addSeparator() {
    const element = this.wrap("hr", null);
    return this.addRaw(element).addEOL();
  }
  /**
   * Adds an HTML line break (<br>) to the summary buffer
   *
   * @returns {Summary} summary instance
   */
  addBreak() {
    const element = this.wrap("br", null);
    return this.addRaw(element).addEOL();
  }
  /**
   * Adds an HTML blockquote to the summary buffer
   *
   * @param {string} text quote text
   * @param {string} cite (optional) citation url
   *
   * @returns {Summary} summary instance
   */
  addQuote(text, cite) {
    const attrs = Object.assign({}, cite && { cite });
    const element = this.wrap("blockquote", text, attrs);
    return this.addRaw(element).addEOL();
  }
  /**
   * Adds an HTML anchor tag to the summary buffer
   *
   * @param {string} text link text/content
   * @param {string} href hyperlink
   *
   * @returns {Summary} summary instance
   */
  addLink(text, href) {
    const element = this.wrap("a", text, { href });
    return this.addRaw(element).addEOL();
  }
};
var _summary = new Summary();

// node_modules/@actions/core/lib/platform.js
import os3 from "os";

// node_modules/@actions/io/lib/io-util.js
import * as fs2 from "fs";
var { chmod, copyFile, lstat, mkdir, open, readdir, rename, rm, rmdir, stat, symlink, unlink } = fs2.promises;
var IS_WINDOWS = process.platform === "win32";
var READONLY = fs2.constants.O_RDONLY;

// node_modules/@actions/exec/lib/toolrunner.js
var IS_WINDOWS2 = process.platform === "win32";

// node_modules/@actions/core/lib/platform.js
var platform = os3.platform();
var arch = os3.arch();

// node_modules/@actions/core/lib/core.js
var ExitCode;
(function(ExitCode2) {
  ExitCode2[ExitCode2["Success"] = 0] = "Success";
  ExitCode2[ExitCode2["Failure"] = 1] = "Failure";
})(ExitCode || (ExitCode = {}));
function setSecret(secret) {
  issueCommand("add-mask", {}, secret);
}
function setOutput(name, value) {
  const filePath = process.env["GITHUB_OUTPUT"] || "";
  if (filePath) {
    return issueFileCommand("OUTPUT", prepareKeyValueMessage(name, value));
  }
  process.stdout.write(os4.EOL);
  issueCommand("set-output", { name }, toCommandValue(value));
}
function saveState(name, value) {
  const filePath = process.env["GITHUB_STATE"] || "";
  if (filePath) {
    return issueFileCommand("STATE", prepareKeyValueMessage(name, value));
  }
  issueCommand("save-state", { name }, toCommandValue(value));
}
function getState(name) {
  return process.env[`STATE_${name}`] || "";
}

// src/actions/state.ts
var STATE_NAME = "go-containerize";
var EMPTY = { folders: [] };
function formatState(state) {
  return JSON.stringify(state);
}
function parseState(text) {
  let value;
  try {
    value = JSON.parse(text);
  } catch {
    return EMPTY;
  }
  const folders = isRecord(value) && Array.isArray(value.folders) ? value.folders : [];
  return { folders: folders.filter((folder) => typeof folder === "string" && folder !== "") };
}

// src/actions/runner.ts
var MAX_SUMMARY = 1024 * 1024;
function createRunner(env) {
  return {
    mask: setSecret,
    setOutputs(outputs) {
      for (const [name, value] of Object.entries(outputs)) setOutput(name, value);
    },
    saveState: (state) => saveState(STATE_NAME, formatState(state)),
    readState: () => parseState(getState(STATE_NAME)),
    async addSummary(markdown) {
      if (!env.GITHUB_STEP_SUMMARY || Buffer.byteLength(markdown) > MAX_SUMMARY) return;
      await appendFile2(env.GITHUB_STEP_SUMMARY, markdown);
    }
  };
}

export {
  readInputs,
  secretsOf,
  outputsOf,
  createRunner
};
