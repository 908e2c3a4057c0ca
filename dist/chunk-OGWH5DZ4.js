import {createRequire as __createRequire} from 'node:module';const require = __createRequire(import.meta.url);
import {
  LAYOUT_SCHEME,
  formatLayoutReference,
  formatReference,
  formatRepository,
  isTag,
  parseLayoutReference,
  parsePlatform,
  parseReference,
  withDefaultTag
} from "./chunk-DK2HHR4N.js";

// src/request/images.ts
var PLACEHOLDER = "go0containerize0name";
function withPlaceholder(text) {
  return text.replaceAll("{name}", PLACEHOLDER);
}
function withoutPlaceholder(text) {
  return text.replaceAll(PLACEHOLDER, "{name}");
}
function lowerCaseName(text) {
  const end = text.search(/[:@](?!.*\/)/);
  return end < 0 ? text.toLowerCase() : text.slice(0, end).toLowerCase() + text.slice(end);
}
function parseImage(text) {
  const parsed = parseReference(withPlaceholder(lowerCaseName(text)));
  if ("problem" in parsed) return { problem: `"${text}": ${withoutPlaceholder(parsed.problem)}` };
  const { reference } = parsed;
  if (reference.tag !== void 0) {
    return { problem: `"${text}" has a tag`, hint: `leave ":${reference.tag}" out here and give it as a tag` };
  }
  if (reference.digest !== void 0) return { problem: `"${text}" has a digest, which is what a build decides` };
  if (reference.registry.includes(PLACEHOLDER)) return { problem: `"${text}" has {name} in its host` };
  return { value: withoutPlaceholder(formatRepository(reference)) };
}
function parseTag(text) {
  if (text.startsWith("type=")) {
    return { problem: `"${text}" is a tag rule, and rules are not supported yet`, hint: "give the tag itself" };
  }
  if (!/[/:@]/.test(text)) {
    if (isTag(text)) return { value: text };
    return { problem: `"${text}" is not a tag (letters, digits, _ . -, not starting with . or -, at most 128)` };
  }
  const parsed = parseReference(withPlaceholder(lowerCaseName(text)));
  if ("problem" in parsed) return { problem: `"${text}": ${withoutPlaceholder(parsed.problem)}` };
  if (parsed.reference.digest !== void 0) {
    return { problem: `"${text}" has a digest, which is what a build decides` };
  }
  return { value: withoutPlaceholder(formatReference(withDefaultTag(parsed.reference))) };
}
function parseTargetPlatform(text) {
  const platform = parsePlatform(text);
  if (!platform) {
    const hint = text.includes("/") ? "write os/architecture[/variant], such as linux/arm/v7" : `write linux/${text}`;
    return { problem: `"${text}" is not a platform`, hint };
  }
  if (platform.os !== "linux") {
    return { problem: `"${text}" is not linux, and only linux images can be made`, hint: "leave this platform out" };
  }
  return { value: platform };
}
function parseHost(text) {
  const parsed = parseReference(`${text}/x/x`);
  const isHost = !("problem" in parsed) && /[.:]|^localhost$/i.test(text) && parsed.reference.repository === "x/x";
  if (isHost) return { value: parsed.reference.registry };
  return { problem: `"${text}" is not a registry host`, hint: "write HOST or HOST:PORT, without https:// and path" };
}

// node_modules/csv-parse/lib/api/CsvError.js
var CsvError = class _CsvError extends Error {
  constructor(code, message, options, ...contexts) {
    if (Array.isArray(message)) message = message.join(" ").trim();
    super(message);
    if (Error.captureStackTrace !== void 0) {
      Error.captureStackTrace(this, _CsvError);
    }
    this.code = code;
    for (const context of contexts) {
      for (const key in context) {
        const value = context[key];
        this[key] = Buffer.isBuffer(value) ? value.toString(options.encoding) : value == null ? value : JSON.parse(JSON.stringify(value));
      }
    }
  }
};

// node_modules/csv-parse/lib/utils/is_object.js
var is_object = function(obj) {
  return typeof obj === "object" && obj !== null && !Array.isArray(obj);
};

// node_modules/csv-parse/lib/api/normalize_columns_array.js
var normalize_columns_array = function(columns) {
  const normalizedColumns = [];
  for (let i = 0, l = columns.length; i < l; i++) {
    const column = columns[i];
    if (column === void 0 || column === null || column === false) {
      normalizedColumns[i] = { disabled: true };
    } else if (typeof column === "string" || typeof column === "number") {
      normalizedColumns[i] = { name: `${column}` };
    } else if (is_object(column)) {
      if (typeof column.name !== "string") {
        throw new CsvError("CSV_OPTION_COLUMNS_MISSING_NAME", [
          "Option columns missing name:",
          `property "name" is required at position ${i}`,
          "when column is an object literal"
        ]);
      }
      normalizedColumns[i] = column;
    } else {
      throw new CsvError("CSV_INVALID_COLUMN_DEFINITION", [
        "Invalid column definition:",
        "expect a string or a literal object,",
        `got ${JSON.stringify(column)} at position ${i}`
      ]);
    }
  }
  return normalizedColumns;
};

// node_modules/csv-parse/lib/utils/ResizeableBuffer.js
var ResizeableBuffer = class {
  constructor(size = 100) {
    this.size = size;
    this.length = 0;
    this.buf = Buffer.allocUnsafe(size);
  }
  prepend(val) {
    if (Buffer.isBuffer(val)) {
      const length = this.length + val.length;
      if (length >= this.size) {
        this.resize();
        if (length >= this.size) {
          throw Error("INVALID_BUFFER_STATE");
        }
      }
      const buf = this.buf;
      this.buf = Buffer.allocUnsafe(this.size);
      val.copy(this.buf, 0);
      buf.copy(this.buf, val.length);
      this.length += val.length;
    } else {
      const length = this.length++;
      if (length === this.size) {
        this.resize();
      }
      const buf = this.clone();
      this.buf[0] = val;
      buf.copy(this.buf, 1, 0, length);
    }
  }
  append(val) {
    const length = this.length++;
    if (length === this.size) {
      this.resize();
    }
    this.buf[length] = val;
  }
  clone() {
    return Buffer.from(this.buf.slice(0, this.length));
  }
  resize() {
    const length = this.length;
    this.size = this.size * 2;
    const buf = Buffer.allocUnsafe(this.size);
    this.buf.copy(buf, 0, 0, length);
    this.buf = buf;
  }
  toString(encoding) {
    if (encoding) {
      return this.buf.toString(encoding, 0, this.length);
    } else {
      return Uint8Array.prototype.slice.call(this.buf.slice(0, this.length));
    }
  }
  toJSON() {
    return this.toString("utf8");
  }
  reset() {
    this.length = 0;
  }
};
var ResizeableBuffer_default = ResizeableBuffer;

// node_modules/csv-parse/lib/api/init_state.js
var init_state = function(options) {
  const timchars = [
    // Basic Latin
    32,
    // [Space](https://www.fileformat.info/info/unicode/char/0020/index.htm)
    9,
    // [CHARACTER TABULATION (HT)](https://www.fileformat.info/info/unicode/char/0009/index.htm)
    10,
    // [LINE FEED (LF)](https://www.fileformat.info/info/unicode/char/000a/index.htm)
    13,
    // [CARRIAGE RETURN (CR)](https://www.fileformat.info/info/unicode/char/000d/index.htm)
    12,
    // [FORM FEED (FF)](https://www.fileformat.info/info/unicode/char/000c/index.htm)
    11,
    // [LINE TABULATION (VT)](https://www.fileformat.info/info/unicode/char/000b/index.htm)
    // Latin-1 Supplement
    160,
    // [NO-BREAK SPACE (NBSP)](https://www.fileformat.info/info/unicode/char/00a0/index.htm)
    // Ogham
    5760,
    // [OGHAM SPACE MARK](https://www.fileformat.info/info/unicode/char/1680/index.htm)
    // General Punctuation
    8192,
    // [EN QUAD](https://www.fileformat.info/info/unicode/char/2000/index.htm)
    8193,
    // [EM QUAD](https://www.fileformat.info/info/unicode/char/2001/index.htm)
    8194,
    // [EN SPACE](https://www.fileformat.info/info/unicode/char/2002/index.htm)
    8195,
    // [EM SPACE](https://www.fileformat.info/info/unicode/char/2003/index.htm)
    8196,
    // [THREE-PER-EM SPACE](https://www.fileformat.info/info/unicode/char/2004/index.htm)
    8197,
    // [FOUR-PER-EM SPACE](https://www.fileformat.info/info/unicode/char/2005/index.htm)
    8198,
    // [SIX-PER-EM SPACE](https://www.fileformat.info/info/unicode/char/2006/index.htm)
    8199,
    // [FIGURE SPACE](https://www.fileformat.info/info/unicode/char/2007/index.htm)
    8200,
    // [PUNCTUATION SPACE](https://www.fileformat.info/info/unicode/char/2008/index.htm)
    8201,
    // [THIN SPACE](https://www.fileformat.info/info/unicode/char/2009/index.htm)
    8202,
    // [HAIR SPACE](https://www.fileformat.info/info/unicode/char/200a/index.htm)
    8232,
    // [LINE SEPARATOR](https://www.fileformat.info/info/unicode/char/2028/index.htm)
    8233,
    // [PARAGRAPH SEPARATOR](https://www.fileformat.info/info/unicode/char/2029/index.htm)
    8239,
    // [NARROW NO-BREAK SPACE (NNBSP)](https://www.fileformat.info/info/unicode/char/202f/index.htm)
    8287,
    // [MEDIUM MATHEMATICAL SPACE (MMSP)](https://www.fileformat.info/info/unicode/char/205f/index.htm)
    12288,
    // [IDEOGRAPHIC SPACE](https://www.fileformat.info/info/unicode/char/3000/index.htm)
    65279
    // [ZERO WIDTH NO-BREAK SPACE (BOM)](https://www.fileformat.info/info/unicode/char/feff/index.htm)
  ].reduce((acc, codepoint) => {
    const encoded = Buffer.from(
      String.fromCharCode(codepoint),
      options.encoding
    );
    if (codepoint !== 63 && encoded.length === 1 && encoded[0] === 63) {
      return acc;
    }
    acc.push(encoded);
    return acc;
  }, []);
  const timcharFirstBytes = new Uint8Array(256);
  for (const t of timchars) timcharFirstBytes[t[0]] = 1;
  return {
    bomSkipped: false,
    bufBytesStart: 0,
    castField: options.cast_function,
    commenting: false,
    delimiterBufPrevious: void 0,
    delimiterDiscovered: false,
    // Current error encountered by a record
    error: void 0,
    enabled: options.from_line === 1,
    escaping: false,
    escapeIsQuote: Buffer.isBuffer(options.escape) && Buffer.isBuffer(options.quote) && Buffer.compare(options.escape, options.quote) === 0,
    // columns can be `false`, `true`, `Array`
    expectedRecordLength: Array.isArray(options.columns) ? options.columns.length : void 0,
    field: new ResizeableBuffer_default(20),
    firstLineToHeaders: options.cast_first_line_to_header,
    needMoreDataSize: Math.max(
      // Skip if the remaining buffer smaller than comment
      options.comment !== null ? options.comment.length : 0,
      ...options.delimiter ? options.delimiter.map((delimiter) => delimiter.length) : [],
      // Auto discovery of delimiter is limited to 1 character
      options.delimiter_auto ? 1 : 0,
      // Skip if the remaining buffer can be escape sequence
      options.quote !== null ? options.quote.length : 0,
      ...timchars.map((t) => t.length)
    ),
    previousBuf: void 0,
    quoting: false,
    stop: false,
    rawBuffer: new ResizeableBuffer_default(100),
    record: [],
    recordHasError: false,
    record_length: 0,
    recordDelimiterMaxLength: options.record_delimiter.length === 0 ? 0 : Math.max(...options.record_delimiter.map((v) => v.length)),
    trimChars: [
      Buffer.from(" ", options.encoding)[0],
      Buffer.from("	", options.encoding)[0]
    ],
    wasQuoting: false,
    wasRowDelimiter: false,
    timchars,
    timcharFirstBytes
  };
};

// node_modules/csv-parse/lib/utils/underscore.js
var underscore = function(str) {
  return str.replace(/([A-Z])/g, function(_, match) {
    return "_" + match.toLowerCase();
  });
};

// node_modules/csv-parse/lib/api/normalize_options.js
var normalize_options = function(opts) {
  const options = {};
  for (const opt in opts) {
    options[underscore(opt)] = opts[opt];
  }
  if (options.encoding === void 0 || options.encoding === true) {
    options.encoding = "utf8";
  } else if (options.encoding === null || options.encoding === false) {
    options.encoding = null;
  } else if (typeof options.encoding !== "string" && options.encoding !== null) {
    throw new CsvError(
      "CSV_INVALID_OPTION_ENCODING",
      [
        "Invalid option encoding:",
        "encoding must be a string or null to return a buffer,",
        `got ${JSON.stringify(options.encoding)}`
      ],
      options
    );
  }
  if (options.bom === void 0 || options.bom === null || options.bom === false) {
    options.bom = false;
  } else if (options.bom !== true) {
    throw new CsvError(
      "CSV_INVALID_OPTION_BOM",
      [
        "Invalid option bom:",
        "bom must be true,",
        `got ${JSON.stringify(options.bom)}`
      ],
      options
    );
  }
  options.cast_function = null;
  if (options.cast === void 0 || options.cast === null || options.cast === false || options.cast === "") {
    options.cast = void 0;
  } else if (typeof options.cast === "function") {
    options.cast_function = options.cast;
    options.cast = true;
  } else if (options.cast !== true) {
    throw new CsvError(
      "CSV_INVALID_OPTION_CAST",
      [
        "Invalid option cast:",
        "cast must be true or a function,",
        `got ${JSON.stringify(options.cast)}`
      ],
      options
    );
  }
  if (options.cast_date === void 0 || options.cast_date === null || options.cast_date === false || options.cast_date === "") {
    options.cast_date = false;
  } else if (options.cast_date === true) {
    options.cast_date = function(value) {
      const date = Date.parse(value);
      return !isNaN(date) ? new Date(date) : value;
    };
  } else if (typeof options.cast_date !== "function") {
    throw new CsvError(
      "CSV_INVALID_OPTION_CAST_DATE",
      [
        "Invalid option cast_date:",
        "cast_date must be true or a function,",
        `got ${JSON.stringify(options.cast_date)}`
      ],
      options
    );
  }
  options.cast_first_line_to_header = void 0;
  if (options.columns === true) {
    options.cast_first_line_to_header = void 0;
  } else if (typeof options.columns === "function") {
    options.cast_first_line_to_header = options.columns;
    options.columns = true;
  } else if (Array.isArray(options.columns)) {
    options.columns = normalize_columns_array(options.columns);
  } else if (options.columns === void 0 || options.columns === null || options.columns === false) {
    options.columns = false;
  } else {
    throw new CsvError(
      "CSV_INVALID_OPTION_COLUMNS",
      [
        "Invalid option columns:",
        "expect an array, a function or true,",
        `got ${JSON.stringify(options.columns)}`
      ],
      options
    );
  }
  if (options.group_columns_by_name === void 0 || options.group_columns_by_name === null || options.group_columns_by_name === false) {
    options.group_columns_by_name = false;
  } else if (options.group_columns_by_name !== true) {
    throw new CsvError(
      "CSV_INVALID_OPTION_GROUP_COLUMNS_BY_NAME",
      [
        "Invalid option group_columns_by_name:",
        "expect an boolean,",
        `got ${JSON.stringify(options.group_columns_by_name)}`
      ],
      options
    );
  } else if (options.columns === false) {
    throw new CsvError(
      "CSV_INVALID_OPTION_GROUP_COLUMNS_BY_NAME",
      [
        "Invalid option group_columns_by_name:",
        "the `columns` mode must be activated."
      ],
      options
    );
  }
  if (options.comment === void 0 || options.comment === null || options.comment === false || options.comment === "") {
    options.comment = null;
  } else {
    if (typeof options.comment === "string") {
      options.comment = Buffer.from(options.comment, options.encoding);
    }
    if (!Buffer.isBuffer(options.comment)) {
      throw new CsvError(
        "CSV_INVALID_OPTION_COMMENT",
        [
          "Invalid option comment:",
          "comment must be a buffer or a string,",
          `got ${JSON.stringify(options.comment)}`
        ],
        options
      );
    }
  }
  if (options.comment_no_infix === void 0 || options.comment_no_infix === null || options.comment_no_infix === false) {
    options.comment_no_infix = false;
  } else if (options.comment_no_infix !== true) {
    throw new CsvError(
      "CSV_INVALID_OPTION_COMMENT",
      [
        "Invalid option comment_no_infix:",
        "value must be a boolean,",
        `got ${JSON.stringify(options.comment_no_infix)}`
      ],
      options
    );
  }
  if (options.delimiter_auto === void 0 || options.delimiter_auto === null || options.delimiter_auto === false) {
    options.delimiter_auto = false;
  } else if (options.delimiter_auto === true) {
    options.delimiter_auto = {};
  } else if (!is_object(options.delimiter_auto)) {
    throw new CsvError(
      "CSV_INVALID_OPTION_DELIMITER_AUTO",
      [
        "Invalid option delimiter_auto:",
        "delimiter_auto must be a boolean or a configuration object,",
        `got ${JSON.stringify(options.delimiter_auto)}`
      ],
      options
    );
  }
  if (options.delimiter_auto) {
    if (options.delimiter_auto.preferred === void 0)
      options.delimiter_auto.preferred = {
        [",".charCodeAt(0)]: 1.8,
        ["	".charCodeAt(0)]: 1.8,
        [";".charCodeAt(0)]: 1.6,
        [" ".charCodeAt(0)]: 1.6,
        [":".charCodeAt(0)]: 1.5,
        [".".charCodeAt(0)]: 1.4,
        ["/".charCodeAt(0)]: 1.4
      };
    else if (!is_object(options.delimiter_auto.preferred)) {
      throw new CsvError(
        "CSV_INVALID_OPTION_DELIMITER_AUTO",
        [
          "Invalid option delimiter_auto:",
          "preferred must be an object,",
          `got ${JSON.stringify(options.delimiter_auto.preferred)}`
        ],
        options
      );
    }
    if (options.delimiter_auto.score === void 0)
      options.delimiter_auto.score = (info, options2) => {
        return (info.total - info.std) * (options2.preferred[info.char_code] || 1);
      };
    else if (typeof options.delimiter_auto.score !== "function") {
      throw new CsvError(
        "CSV_INVALID_OPTION_DELIMITER_AUTO",
        [
          "Invalid option delimiter_auto:",
          "score must be a function,",
          `got ${JSON.stringify(options.delimiter_auto.score)}`
        ],
        options
      );
    }
    if (options.delimiter_auto.size === void 0)
      options.delimiter_auto.size = 2048;
    else if (typeof options.delimiter_auto.size !== "number") {
      throw new CsvError(
        "CSV_INVALID_OPTION_DELIMITER_AUTO",
        [
          "Invalid option delimiter_auto:",
          "size must be a number,",
          `got ${JSON.stringify(options.delimiter_auto.size)}`
        ],
        options
      );
    }
  }
  const delimiter_json = JSON.stringify(options.delimiter);
  if (options.delimiter_auto !== false) {
    options.delimiter = [];
  }
  if (!Array.isArray(options.delimiter)) {
    if (options.delimiter === void 0 || options.delimiter === null || options.delimiter === false) {
      options.delimiter = Buffer.from(",", options.encoding);
    }
    options.delimiter = [options.delimiter];
  }
  options.delimiter = options.delimiter.map(function(delimiter) {
    if (typeof delimiter === "string") {
      delimiter = Buffer.from(delimiter, options.encoding);
    }
    if (!Buffer.isBuffer(delimiter) || delimiter.length === 0) {
      throw new CsvError(
        "CSV_INVALID_OPTION_DELIMITER",
        [
          "Invalid option delimiter:",
          "delimiter must be a non empty string or buffer or array of string|buffer,",
          `got ${delimiter_json}`
        ],
        options
      );
    }
    return delimiter;
  });
  if (options.escape === void 0 || options.escape === true) {
    options.escape = Buffer.from('"', options.encoding);
  } else if (typeof options.escape === "string") {
    options.escape = Buffer.from(options.escape, options.encoding);
  } else if (options.escape === null || options.escape === false) {
    options.escape = null;
  }
  if (options.escape !== null) {
    if (!Buffer.isBuffer(options.escape)) {
      throw new Error(
        `Invalid Option: escape must be a buffer, a string or a boolean, got ${JSON.stringify(options.escape)}`
      );
    }
  }
  if (options.from === void 0 || options.from === null) {
    options.from = 1;
  } else {
    if (typeof options.from === "string" && /\d+/.test(options.from)) {
      options.from = parseInt(options.from);
    }
    if (Number.isInteger(options.from)) {
      if (options.from < 0) {
        throw new Error(
          `Invalid Option: from must be a positive integer, got ${JSON.stringify(opts.from)}`
        );
      }
    } else {
      throw new Error(
        `Invalid Option: from must be an integer, got ${JSON.stringify(options.from)}`
      );
    }
  }
  if (options.from_line === void 0 || options.from_line === null) {
    options.from_line = 1;
  } else {
    if (typeof options.from_line === "string" && /\d+/.test(options.from_line)) {
      options.from_line = parseInt(options.from_line);
    }
    if (Number.isInteger(options.from_line)) {
      if (options.from_line <= 0) {
        throw new Error(
          `Invalid Option: from_line must be a positive integer greater than 0, got ${JSON.stringify(opts.from_line)}`
        );
      }
    } else {
      throw new Error(
        `Invalid Option: from_line must be an integer, got ${JSON.stringify(opts.from_line)}`
      );
    }
  }
  if (options.ignore_last_delimiters === void 0 || options.ignore_last_delimiters === null) {
    options.ignore_last_delimiters = false;
  } else if (typeof options.ignore_last_delimiters === "number") {
    options.ignore_last_delimiters = Math.floor(options.ignore_last_delimiters);
    if (options.ignore_last_delimiters === 0) {
      options.ignore_last_delimiters = false;
    }
  } else if (typeof options.ignore_last_delimiters !== "boolean") {
    throw new CsvError(
      "CSV_INVALID_OPTION_IGNORE_LAST_DELIMITERS",
      [
        "Invalid option `ignore_last_delimiters`:",
        "the value must be a boolean value or an integer,",
        `got ${JSON.stringify(options.ignore_last_delimiters)}`
      ],
      options
    );
  }
  if (options.ignore_last_delimiters === true && options.columns === false) {
    throw new CsvError(
      "CSV_IGNORE_LAST_DELIMITERS_REQUIRES_COLUMNS",
      [
        "The option `ignore_last_delimiters`",
        "requires the activation of the `columns` option"
      ],
      options
    );
  }
  if (options.info === void 0 || options.info === null || options.info === false) {
    options.info = false;
  } else if (options.info !== true) {
    throw new Error(
      `Invalid Option: info must be true, got ${JSON.stringify(options.info)}`
    );
  }
  if (options.max_record_size === void 0 || options.max_record_size === null || options.max_record_size === false) {
    options.max_record_size = 0;
  } else if (Number.isInteger(options.max_record_size) && options.max_record_size >= 0) {
  } else if (typeof options.max_record_size === "string" && /\d+/.test(options.max_record_size)) {
    options.max_record_size = parseInt(options.max_record_size);
  } else {
    throw new Error(
      `Invalid Option: max_record_size must be a positive integer, got ${JSON.stringify(options.max_record_size)}`
    );
  }
  if (options.objname === void 0 || options.objname === null || options.objname === false) {
    options.objname = void 0;
  } else if (Buffer.isBuffer(options.objname)) {
    if (options.objname.length === 0) {
      throw new Error(`Invalid Option: objname must be a non empty buffer`);
    }
    if (options.encoding === null) {
    } else {
      options.objname = options.objname.toString(options.encoding);
    }
  } else if (typeof options.objname === "string") {
    if (options.objname.length === 0) {
      throw new Error(`Invalid Option: objname must be a non empty string`);
    }
  } else if (typeof options.objname === "number") {
  } else {
    throw new Error(
      `Invalid Option: objname must be a string or a buffer, got ${options.objname}`
    );
  }
  if (options.objname !== void 0) {
    if (typeof options.objname === "number") {
      if (options.columns !== false) {
        throw Error(
          "Invalid Option: objname index cannot be combined with columns or be defined as a field"
        );
      }
    } else {
      if (options.columns === false) {
        throw Error(
          "Invalid Option: objname field must be combined with columns or be defined as an index"
        );
      }
    }
  }
  if (options.on_record === void 0 || options.on_record === null) {
    options.on_record = void 0;
  } else if (typeof options.on_record !== "function") {
    throw new CsvError(
      "CSV_INVALID_OPTION_ON_RECORD",
      [
        "Invalid option `on_record`:",
        "expect a function,",
        `got ${JSON.stringify(options.on_record)}`
      ],
      options
    );
  }
  if (options.on_skip !== void 0 && options.on_skip !== null && typeof options.on_skip !== "function") {
    throw new Error(
      `Invalid Option: on_skip must be a function, got ${JSON.stringify(options.on_skip)}`
    );
  }
  if (options.quote === null || options.quote === false || options.quote === "") {
    options.quote = null;
  } else {
    if (options.quote === void 0 || options.quote === true) {
      options.quote = Buffer.from('"', options.encoding);
    } else if (typeof options.quote === "string") {
      options.quote = Buffer.from(options.quote, options.encoding);
    }
    if (!Buffer.isBuffer(options.quote)) {
      throw new Error(
        `Invalid Option: quote must be a buffer or a string, got ${JSON.stringify(options.quote)}`
      );
    }
  }
  if (options.raw === void 0 || options.raw === null || options.raw === false) {
    options.raw = false;
  } else if (options.raw !== true) {
    throw new Error(
      `Invalid Option: raw must be true, got ${JSON.stringify(options.raw)}`
    );
  }
  if (options.record_delimiter === void 0) {
    options.record_delimiter = [];
  } else if (typeof options.record_delimiter === "string" || Buffer.isBuffer(options.record_delimiter)) {
    if (options.record_delimiter.length === 0) {
      throw new CsvError(
        "CSV_INVALID_OPTION_RECORD_DELIMITER",
        [
          "Invalid option `record_delimiter`:",
          "value must be a non empty string or buffer,",
          `got ${JSON.stringify(options.record_delimiter)}`
        ],
        options
      );
    }
    options.record_delimiter = [options.record_delimiter];
  } else if (!Array.isArray(options.record_delimiter)) {
    throw new CsvError(
      "CSV_INVALID_OPTION_RECORD_DELIMITER",
      [
        "Invalid option `record_delimiter`:",
        "value must be a string, a buffer or array of string|buffer,",
        `got ${JSON.stringify(options.record_delimiter)}`
      ],
      options
    );
  }
  options.record_delimiter = options.record_delimiter.map(function(rd, i) {
    if (typeof rd !== "string" && !Buffer.isBuffer(rd)) {
      throw new CsvError(
        "CSV_INVALID_OPTION_RECORD_DELIMITER",
        [
          "Invalid option `record_delimiter`:",
          "value must be a string, a buffer or array of string|buffer",
          `at index ${i},`,
          `got ${JSON.stringify(rd)}`
        ],
        options
      );
    } else if (rd.length === 0) {
      throw new CsvError(
        "CSV_INVALID_OPTION_RECORD_DELIMITER",
        [
          "Invalid option `record_delimiter`:",
          "value must be a non empty string or buffer",
          `at index ${i},`,
          `got ${JSON.stringify(rd)}`
        ],
        options
      );
    }
    if (typeof rd === "string") {
      rd = Buffer.from(rd, options.encoding);
    }
    return rd;
  });
  if (typeof options.relax_column_count === "boolean") {
  } else if (options.relax_column_count === void 0 || options.relax_column_count === null) {
    options.relax_column_count = false;
  } else {
    throw new Error(
      `Invalid Option: relax_column_count must be a boolean, got ${JSON.stringify(options.relax_column_count)}`
    );
  }
  if (typeof options.relax_column_count_less === "boolean") {
  } else if (options.relax_column_count_less === void 0 || options.relax_column_count_less === null) {
    options.relax_column_count_less = false;
  } else {
    throw new Error(
      `Invalid Option: relax_column_count_less must be a boolean, got ${JSON.stringify(options.relax_column_count_less)}`
    );
  }
  if (typeof options.relax_column_count_more === "boolean") {
  } else if (options.relax_column_count_more === void 0 || options.relax_column_count_more === null) {
    options.relax_column_count_more = false;
  } else {
    throw new Error(
      `Invalid Option: relax_column_count_more must be a boolean, got ${JSON.stringify(options.relax_column_count_more)}`
    );
  }
  if (typeof options.relax_quotes === "boolean") {
  } else if (options.relax_quotes === void 0 || options.relax_quotes === null) {
    options.relax_quotes = false;
  } else {
    throw new Error(
      `Invalid Option: relax_quotes must be a boolean, got ${JSON.stringify(options.relax_quotes)}`
    );
  }
  if (typeof options.skip_empty_lines === "boolean") {
  } else if (options.skip_empty_lines === void 0 || options.skip_empty_lines === null) {
    options.skip_empty_lines = false;
  } else {
    throw new Error(
      `Invalid Option: skip_empty_lines must be a boolean, got ${JSON.stringify(options.skip_empty_lines)}`
    );
  }
  if (typeof options.skip_records_with_empty_values === "boolean") {
  } else if (options.skip_records_with_empty_values === void 0 || options.skip_records_with_empty_values === null) {
    options.skip_records_with_empty_values = false;
  } else {
    throw new Error(
      `Invalid Option: skip_records_with_empty_values must be a boolean, got ${JSON.stringify(options.skip_records_with_empty_values)}`
    );
  }
  if (typeof options.skip_records_with_error === "boolean") {
  } else if (options.skip_records_with_error === void 0 || options.skip_records_with_error === null) {
    options.skip_records_with_error = false;
  } else {
    throw new Error(
      `Invalid Option: skip_records_with_error must be a boolean, got ${JSON.stringify(options.skip_records_with_error)}`
    );
  }
  if (options.rtrim === void 0 || options.rtrim === null || options.rtrim === false) {
    options.rtrim = false;
  } else if (options.rtrim !== true) {
    throw new Error(
      `Invalid Option: rtrim must be a boolean, got ${JSON.stringify(options.rtrim)}`
    );
  }
  if (options.ltrim === void 0 || options.ltrim === null || options.ltrim === false) {
    options.ltrim = false;
  } else if (options.ltrim !== true) {
    throw new Error(
      `Invalid Option: ltrim must be a boolean, got ${JSON.stringify(options.ltrim)}`
    );
  }
  if (options.trim === void 0 || options.trim === null || options.trim === false) {
    options.trim = false;
  } else if (options.trim !== true) {
    throw new Error(
      `Invalid Option: trim must be a boolean, got ${JSON.stringify(options.trim)}`
    );
  }
  if (options.trim === true && opts.ltrim !== false) {
    options.ltrim = true;
  } else if (options.ltrim !== true) {
    options.ltrim = false;
  }
  if (options.trim === true && opts.rtrim !== false) {
    options.rtrim = true;
  } else if (options.rtrim !== true) {
    options.rtrim = false;
  }
  if (options.to === void 0 || options.to === null) {
    options.to = -1;
  } else if (options.to !== -1) {
    if (typeof options.to === "string" && /\d+/.test(options.to)) {
      options.to = parseInt(options.to);
    }
    if (Number.isInteger(options.to)) {
      if (options.to <= 0) {
        throw new Error(
          `Invalid Option: to must be a positive integer greater than 0, got ${JSON.stringify(opts.to)}`
        );
      }
    } else {
      throw new Error(
        `Invalid Option: to must be an integer, got ${JSON.stringify(opts.to)}`
      );
    }
  }
  if (options.to_line === void 0 || options.to_line === null) {
    options.to_line = -1;
  } else if (options.to_line !== -1) {
    if (typeof options.to_line === "string" && /\d+/.test(options.to_line)) {
      options.to_line = parseInt(options.to_line);
    }
    if (Number.isInteger(options.to_line)) {
      if (options.to_line <= 0) {
        throw new Error(
          `Invalid Option: to_line must be a positive integer greater than 0, got ${JSON.stringify(opts.to_line)}`
        );
      }
    } else {
      throw new Error(
        `Invalid Option: to_line must be an integer, got ${JSON.stringify(opts.to_line)}`
      );
    }
  }
  return options;
};

// node_modules/csv-parse/lib/utils/delimiter_discover.js
var delimiter_discover = function(records, options) {
  if (!options) {
    ({ delimiter_auto: options } = normalize_options({ delimiter_auto: true }));
  }
  if (typeof records === "string") {
    records = Buffer.from(records);
  }
  if (Buffer.isBuffer(records)) {
    records = ((data) => {
      const records2 = [];
      const parser = transform({ delimiter: [] });
      const push = (record) => records2.push(record);
      const close = () => {
      };
      const error = parser.parse(data, true, push, close);
      if (error !== void 0) throw error;
      return records2;
    })(records);
  }
  const info = Array(127).fill().map(() => ({ lines: [] }));
  records.map(([record], line) => {
    for (let i = 0, l = record.length; i < l; i++) {
      const code = record.charCodeAt(i);
      if (info[code].lines[line] === void 0) info[code].lines[line] = 0;
      info[code].lines[line]++;
    }
  });
  info.map((info2, i) => {
    info2.char_code = i;
    info2.std = std(info2.lines);
    info2.total = info2.lines.reduce((acc, val) => acc + val, 0);
    info2.preferred = !!options.preferred[i];
    info2.score = options.score(info2, options);
  });
  const result = info.reduce(
    (acc, info2) => acc.score > info2.score ? acc : info2,
    {}
  );
  return String.fromCharCode(result.char_code);
};
var std = function(array) {
  const n = array.length;
  if (n === 0) return 0;
  const mean = array.reduce((a, b) => a + b) / n;
  return Math.sqrt(
    array.map((x) => Math.pow(x - mean, 2)).reduce((a, b) => a + b) / n
  );
};

// node_modules/csv-parse/lib/api/index.js
var isRecordEmpty = function(record) {
  return record.every(
    (field) => field == null || field.toString && field.toString().trim() === ""
  );
};
var cr = 13;
var nl = 10;
var boms = {
  // Note, the following are equals:
  // Buffer.from("\ufeff")
  // Buffer.from([239, 187, 191])
  // Buffer.from('EFBBBF', 'hex')
  utf8: Buffer.from([239, 187, 191]),
  // Note, the following are equals:
  // Buffer.from "\ufeff", 'utf16le
  // Buffer.from([255, 254])
  utf16le: Buffer.from([255, 254])
};
var transform = function(original_options = {}) {
  const info = {
    bytes: 0,
    bytes_records: 0,
    comment_lines: 0,
    empty_lines: 0,
    invalid_field_length: 0,
    lines: 1,
    records: 0
  };
  const options = normalize_options(original_options);
  return {
    info,
    original_options,
    options,
    state: init_state(options),
    __needMoreData: function(i, bufLen, end) {
      if (end) return false;
      const { encoding, escape, quote } = this.options;
      const { quoting, needMoreDataSize, recordDelimiterMaxLength } = this.state;
      const numOfCharLeft = bufLen - i - 1;
      const requiredLength = Math.max(
        needMoreDataSize,
        // Skip if the remaining buffer smaller than record delimiter
        // If "record_delimiter" is yet to be discovered:
        // 1. It is equals to `[]` and "recordDelimiterMaxLength" equals `0`
        // 2. We set the length to windows line ending in the current encoding
        // Note, that encoding is known from user or bom discovery at that point
        // recordDelimiterMaxLength,
        recordDelimiterMaxLength === 0 ? Buffer.from("\r\n", encoding).length : recordDelimiterMaxLength,
        // Skip if remaining buffer can be an escaped quote
        quoting ? (escape === null ? 0 : escape.length) + quote.length : 0,
        // Skip if remaining buffer can be record delimiter following the closing quote
        quoting ? quote.length + recordDelimiterMaxLength : 0
      );
      return numOfCharLeft < requiredLength;
    },
    // Central parser implementation
    parse: function(nextBuf, end, push, close) {
      const {
        bom,
        comment_no_infix,
        delimiter_auto,
        encoding,
        from_line,
        ltrim,
        max_record_size,
        raw,
        relax_quotes,
        rtrim,
        skip_empty_lines,
        to,
        to_line
      } = this.options;
      let { comment, escape, quote, record_delimiter } = this.options;
      const {
        bomSkipped,
        delimiterDiscovered,
        delimiterBufPrevious,
        rawBuffer,
        escapeIsQuote
      } = this.state;
      if (!delimiterDiscovered && delimiter_auto) {
        let delimiterBuf;
        if (delimiterBufPrevious === void 0) {
          delimiterBuf = nextBuf;
        } else if (delimiterBufPrevious !== void 0 && nextBuf === void 0) {
          delimiterBuf = delimiterBufPrevious;
        } else {
          delimiterBuf = Buffer.concat([delimiterBufPrevious, nextBuf]);
        }
        nextBuf = void 0;
        if (end || delimiterBuf.length > delimiter_auto.size) {
          this.options.delimiter = [
            Buffer.from(
              delimiter_discover(delimiterBuf, this.options.delimiter_auto)
            )
          ];
          this.state.previousBuf = delimiterBuf;
          this.state.delimiterBufPrevious = void 0;
          this.state.delimiterDiscovered = true;
        } else {
          this.state.delimiterBufPrevious = delimiterBuf;
          return;
        }
      }
      const { previousBuf } = this.state;
      let buf;
      if (previousBuf === void 0) {
        if (nextBuf === void 0) {
          close();
          return;
        } else {
          buf = nextBuf;
        }
      } else if (previousBuf !== void 0 && nextBuf === void 0) {
        buf = previousBuf;
      } else {
        buf = Buffer.concat([previousBuf, nextBuf]);
      }
      if (bomSkipped === false) {
        if (bom === false) {
          this.state.bomSkipped = true;
        } else if (buf.length < 3) {
          if (end === false) {
            this.state.previousBuf = buf;
            return;
          }
        } else {
          for (const encoding2 in boms) {
            if (boms[encoding2].compare(buf, 0, boms[encoding2].length) === 0) {
              const bomLength = boms[encoding2].length;
              this.state.bufBytesStart += bomLength;
              buf = buf.slice(bomLength);
              const options2 = normalize_options({
                ...this.original_options,
                encoding: encoding2
              });
              for (const key in options2) {
                this.options[key] = options2[key];
              }
              ({ comment, escape, quote } = this.options);
              break;
            }
          }
          this.state.bomSkipped = true;
        }
      }
      const bufLen = buf.length;
      let pos;
      for (pos = 0; pos < bufLen; pos++) {
        if (this.__needMoreData(pos, bufLen, end)) {
          break;
        }
        if (this.state.wasRowDelimiter === true) {
          this.info.lines++;
          this.state.wasRowDelimiter = false;
        }
        if (to_line !== -1 && this.info.lines > to_line) {
          this.state.stop = true;
          close();
          return;
        }
        if (this.state.quoting === false && record_delimiter.length === 0) {
          const record_delimiterCount = this.__autoDiscoverRecordDelimiter(
            buf,
            pos
          );
          if (record_delimiterCount) {
            record_delimiter = this.options.record_delimiter;
          }
        }
        const chr = buf[pos];
        if (raw === true) {
          rawBuffer.append(chr);
        }
        if ((chr === cr || chr === nl) && this.state.wasRowDelimiter === false) {
          this.state.wasRowDelimiter = true;
        }
        if (this.state.escaping === true) {
          this.state.escaping = false;
        } else {
          if (escape !== null && this.state.quoting === true && this.__isEscape(buf, pos, chr) && pos + escape.length < bufLen) {
            if (escapeIsQuote) {
              if (this.__isQuote(buf, pos + escape.length)) {
                this.state.escaping = true;
                pos += escape.length - 1;
                continue;
              }
            } else {
              this.state.escaping = true;
              pos += escape.length - 1;
              continue;
            }
          }
          if (this.state.commenting === false && this.__isQuote(buf, pos)) {
            if (this.state.quoting === true) {
              const nextChr = buf[pos + quote.length];
              const isNextChrTrimable = rtrim && this.__isCharTrimable(buf, pos + quote.length);
              const isNextChrComment = comment !== null && this.__compareBytes(comment, buf, pos + quote.length, nextChr);
              const isNextChrDelimiter = this.__isDelimiter(
                buf,
                pos + quote.length,
                nextChr
              );
              const isNextChrRecordDelimiter = record_delimiter.length === 0 ? this.__autoDiscoverRecordDelimiter(buf, pos + quote.length) : this.__isRecordDelimiter(nextChr, buf, pos + quote.length);
              if (escape !== null && this.__isEscape(buf, pos, chr) && this.__isQuote(buf, pos + escape.length)) {
                pos += escape.length - 1;
              } else if (!nextChr || isNextChrDelimiter || isNextChrRecordDelimiter || isNextChrComment || isNextChrTrimable) {
                this.state.quoting = false;
                this.state.wasQuoting = true;
                pos += quote.length - 1;
                continue;
              } else if (relax_quotes === false) {
                const err = this.__error(
                  new CsvError(
                    "CSV_INVALID_CLOSING_QUOTE",
                    [
                      "Invalid Closing Quote:",
                      `got "${String.fromCharCode(nextChr)}"`,
                      `at line ${this.info.lines}`,
                      "instead of delimiter, record delimiter, trimable character",
                      "(if activated) or comment"
                    ],
                    this.options,
                    this.__infoField()
                  )
                );
                if (err !== void 0) return err;
              } else {
                this.state.quoting = false;
                this.state.wasQuoting = true;
                this.state.field.prepend(quote);
                pos += quote.length - 1;
              }
            } else {
              if (this.state.field.length !== 0) {
                if (relax_quotes === false) {
                  const info2 = this.__infoField();
                  const bom2 = Object.keys(boms).map(
                    (b) => boms[b].equals(this.state.field.toString()) ? b : false
                  ).filter(Boolean)[0];
                  const err = this.__error(
                    new CsvError(
                      "INVALID_OPENING_QUOTE",
                      [
                        "Invalid Opening Quote:",
                        `a quote is found on field ${JSON.stringify(info2.column)} at line ${info2.lines}, value is ${JSON.stringify(this.state.field.toString(encoding))}`,
                        bom2 ? `(${bom2} bom)` : void 0
                      ],
                      this.options,
                      info2,
                      {
                        field: this.state.field
                      }
                    )
                  );
                  if (err !== void 0) return err;
                }
              } else {
                this.state.quoting = true;
                pos += quote.length - 1;
                continue;
              }
            }
          }
          if (this.state.quoting === false) {
            const recordDelimiterLength = this.__isRecordDelimiter(
              chr,
              buf,
              pos
            );
            if (recordDelimiterLength !== 0) {
              const skipCommentLine = this.state.commenting && this.state.wasQuoting === false && this.state.record.length === 0 && this.state.field.length === 0;
              if (skipCommentLine) {
                this.info.comment_lines++;
              } else {
                if (this.state.enabled === false && this.info.lines + (this.state.wasRowDelimiter === true ? 1 : 0) >= from_line) {
                  this.state.enabled = true;
                  this.__resetField();
                  this.__resetRecord();
                  pos += recordDelimiterLength - 1;
                  continue;
                }
                if (skip_empty_lines === true && this.state.wasQuoting === false && this.state.record.length === 0 && this.state.field.length === 0) {
                  this.info.empty_lines++;
                  pos += recordDelimiterLength - 1;
                  continue;
                }
                this.info.bytes = this.state.bufBytesStart + pos;
                const errField = this.__onField();
                if (errField !== void 0) return errField;
                this.info.bytes = this.state.bufBytesStart + pos + recordDelimiterLength;
                const errRecord = this.__onRecord(push);
                if (errRecord !== void 0) return errRecord;
                if (to !== -1 && this.info.records >= to) {
                  this.state.stop = true;
                  close();
                  return;
                }
              }
              this.state.commenting = false;
              pos += recordDelimiterLength - 1;
              continue;
            }
            if (this.state.commenting) {
              continue;
            }
            if (comment !== null && (comment_no_infix === false || this.state.record.length === 0 && this.state.field.length === 0)) {
              const commentCount = this.__compareBytes(comment, buf, pos, chr);
              if (commentCount !== 0) {
                this.state.commenting = true;
                continue;
              }
            }
            const delimiterLength = this.__isDelimiter(buf, pos, chr);
            if (delimiterLength !== 0) {
              this.info.bytes = this.state.bufBytesStart + pos;
              const errField = this.__onField();
              if (errField !== void 0) return errField;
              pos += delimiterLength - 1;
              continue;
            }
          }
        }
        if (this.state.commenting === false) {
          if (max_record_size !== 0 && this.state.record_length + this.state.field.length > max_record_size) {
            return this.__error(
              new CsvError(
                "CSV_MAX_RECORD_SIZE",
                [
                  "Max Record Size:",
                  "record exceed the maximum number of tolerated bytes",
                  `of ${max_record_size}`,
                  `at line ${this.info.lines}`
                ],
                this.options,
                this.__infoField()
              )
            );
          }
        }
        const lappend = ltrim === false || this.state.quoting === true || this.state.field.length !== 0 || !this.__isCharTrimable(buf, pos);
        const rappend = rtrim === false || this.state.wasQuoting === false;
        if (lappend === true && rappend === true) {
          this.state.field.append(chr);
        } else if (rtrim === true && !this.__isCharTrimable(buf, pos)) {
          return this.__error(
            new CsvError(
              "CSV_NON_TRIMABLE_CHAR_AFTER_CLOSING_QUOTE",
              [
                "Invalid Closing Quote:",
                "found non trimable byte after quote",
                `at line ${this.info.lines}`
              ],
              this.options,
              this.__infoField()
            )
          );
        } else {
          if (lappend === false) {
            pos += this.__isCharTrimable(buf, pos) - 1;
          }
          continue;
        }
      }
      if (end === true) {
        if (this.state.quoting === true) {
          const err = this.__error(
            new CsvError(
              "CSV_QUOTE_NOT_CLOSED",
              [
                "Quote Not Closed:",
                `the parsing is finished with an opening quote at line ${this.info.lines}`
              ],
              this.options,
              this.__infoField()
            )
          );
          if (err !== void 0) return err;
        } else {
          if (this.state.wasQuoting === true || this.state.record.length !== 0 || this.state.field.length !== 0) {
            this.info.bytes = this.state.bufBytesStart + pos;
            const errField = this.__onField();
            if (errField !== void 0) return errField;
            const errRecord = this.__onRecord(push);
            if (errRecord !== void 0) return errRecord;
          } else if (this.state.wasRowDelimiter === true) {
            this.info.empty_lines++;
          } else if (this.state.commenting === true) {
            this.info.comment_lines++;
          }
        }
      } else {
        this.state.bufBytesStart += pos;
        this.state.previousBuf = buf.slice(pos);
      }
      if (this.state.wasRowDelimiter === true) {
        this.info.lines++;
        this.state.wasRowDelimiter = false;
      }
    },
    __onRecord: function(push) {
      const {
        columns,
        group_columns_by_name,
        encoding,
        info: info2,
        from,
        relax_column_count,
        relax_column_count_less,
        relax_column_count_more,
        raw,
        skip_records_with_empty_values
      } = this.options;
      const { enabled, record } = this.state;
      if (enabled === false) {
        return this.__resetRecord();
      }
      const recordLength = record.length;
      if (columns === true) {
        if (skip_records_with_empty_values === true && isRecordEmpty(record)) {
          this.__resetRecord();
          return;
        }
        return this.__firstLineToColumns(record);
      }
      if (columns === false && this.info.records === 0) {
        this.state.expectedRecordLength = recordLength;
      }
      if (recordLength !== this.state.expectedRecordLength) {
        const err = columns === false ? new CsvError(
          "CSV_RECORD_INCONSISTENT_FIELDS_LENGTH",
          [
            "Invalid Record Length:",
            `expect ${this.state.expectedRecordLength},`,
            `got ${recordLength} on line ${this.info.lines}`
          ],
          this.options,
          this.__infoField(),
          {
            record
          }
        ) : new CsvError(
          "CSV_RECORD_INCONSISTENT_COLUMNS",
          [
            "Invalid Record Length:",
            `columns length is ${columns.length},`,
            // rename columns
            `got ${recordLength} on line ${this.info.lines}`
          ],
          this.options,
          this.__infoField(),
          {
            record
          }
        );
        if (relax_column_count === true || relax_column_count_less === true && recordLength < this.state.expectedRecordLength || relax_column_count_more === true && recordLength > this.state.expectedRecordLength) {
          this.info.invalid_field_length++;
          this.state.error = err;
        } else {
          const finalErr = this.__error(err);
          if (finalErr) return finalErr;
        }
      }
      if (skip_records_with_empty_values === true && isRecordEmpty(record)) {
        this.__resetRecord();
        return;
      }
      if (this.state.recordHasError === true) {
        this.__resetRecord();
        this.state.recordHasError = false;
        return;
      }
      this.info.records++;
      if (from === 1 || this.info.records >= from) {
        const { objname } = this.options;
        if (columns !== false) {
          const obj = {};
          for (let i = 0, l = record.length; i < l; i++) {
            if (columns[i] === void 0 || columns[i].disabled) continue;
            if (group_columns_by_name === true && Object.hasOwn(obj, columns[i].name)) {
              if (Array.isArray(obj[columns[i].name])) {
                obj[columns[i].name] = obj[columns[i].name].concat(record[i]);
              } else {
                obj[columns[i].name] = [obj[columns[i].name], record[i]];
              }
            } else {
              Object.defineProperty(obj, columns[i].name, {
                value: record[i],
                enumerable: true,
                writable: true,
                configurable: true
              });
            }
          }
          if (raw === true || info2 === true) {
            const extRecord = Object.assign(
              { record: obj },
              raw === true ? { raw: this.state.rawBuffer.toString(encoding) } : {},
              info2 === true ? { info: this.__infoRecord() } : {}
            );
            const err = this.__push(
              objname === void 0 ? extRecord : [obj[objname], extRecord],
              push
            );
            if (err) {
              return err;
            }
          } else {
            const err = this.__push(
              objname === void 0 ? obj : [obj[objname], obj],
              push
            );
            if (err) {
              return err;
            }
          }
        } else {
          if (raw === true || info2 === true) {
            const extRecord = Object.assign(
              { record },
              raw === true ? { raw: this.state.rawBuffer.toString(encoding) } : {},
              info2 === true ? { info: this.__infoRecord() } : {}
            );
            const err = this.__push(
              objname === void 0 ? extRecord : [record[objname], extRecord],
              push
            );
            if (err) {
              return err;
            }
          } else {
            const err = this.__push(
              objname === void 0 ? record : [record[objname], record],
              push
            );
            if (err) {
              return err;
            }
          }
        }
      }
      this.__resetRecord();
    },
    __firstLineToColumns: function(record) {
      const { firstLineToHeaders } = this.state;
      try {
        const headers = firstLineToHeaders === void 0 ? record : firstLineToHeaders.call(null, record);
        if (!Array.isArray(headers)) {
          return this.__error(
            new CsvError(
              "CSV_INVALID_COLUMN_MAPPING",
              [
                "Invalid Column Mapping:",
                "expect an array from column function,",
                `got ${JSON.stringify(headers)}`
              ],
              this.options,
              this.__infoField(),
              {
                headers
              }
            )
          );
        }
        const normalizedHeaders = normalize_columns_array(headers);
        this.state.expectedRecordLength = normalizedHeaders.length;
        this.options.columns = normalizedHeaders;
        this.__resetRecord();
        return;
      } catch (err) {
        return err;
      }
    },
    __resetRecord: function() {
      if (this.options.raw === true) {
        this.state.rawBuffer.reset();
      }
      this.state.error = void 0;
      this.state.record = [];
      this.state.record_length = 0;
    },
    __onField: function() {
      const { cast, encoding, rtrim, max_record_size } = this.options;
      const { enabled, wasQuoting } = this.state;
      if (enabled === false) {
        return this.__resetField();
      }
      let field = this.state.field.toString(encoding);
      if (rtrim === true && wasQuoting === false) {
        field = field.trimRight();
      }
      if (cast === true) {
        const [err, f] = this.__cast(field);
        if (err !== void 0) return err;
        field = f;
      }
      this.state.record.push(field);
      if (max_record_size !== 0 && typeof field === "string") {
        this.state.record_length += field.length;
      }
      this.__resetField();
    },
    __resetField: function() {
      this.state.field.reset();
      this.state.wasQuoting = false;
    },
    __push: function(record, push) {
      const { on_record } = this.options;
      if (on_record !== void 0) {
        const info2 = this.__infoRecord();
        try {
          record = on_record.call(null, record, info2);
        } catch (err) {
          return err;
        }
        if (record === void 0 || record === null) {
          return;
        }
      }
      this.info.bytes_records += this.info.bytes;
      push(record);
    },
    // Return a tuple with the error and the casted value
    __cast: function(field) {
      const { columns, relax_column_count } = this.options;
      const isColumns = Array.isArray(columns);
      if (isColumns === true && relax_column_count && this.options.columns.length <= this.state.record.length) {
        return [void 0, void 0];
      }
      if (this.state.castField !== null) {
        try {
          const info2 = this.__infoField();
          return [void 0, this.state.castField.call(null, field, info2)];
        } catch (err) {
          return [err];
        }
      }
      if (this.__isFloat(field)) {
        return [void 0, parseFloat(field)];
      } else if (this.options.cast_date !== false) {
        const info2 = this.__infoField();
        return [void 0, this.options.cast_date.call(null, field, info2)];
      }
      return [void 0, field];
    },
    __compareBytes: function(sourceBuf, targetBuf, targetPos, firstByte) {
      if (sourceBuf[0] !== firstByte) return 0;
      const sourceLength = sourceBuf.length;
      for (let i = 1; i < sourceLength; i++) {
        if (sourceBuf[i] !== targetBuf[targetPos + i]) return 0;
      }
      return sourceLength;
    },
    // Helper to test if a character is trimable
    __isCharTrimable: function(buf, pos) {
      const { timchars, timcharFirstBytes } = this.state;
      const first = buf[pos];
      if (first === void 0 || timcharFirstBytes[first] === 0) return 0;
      loop1: for (let i = 0; i < timchars.length; i++) {
        const timchar = timchars[i];
        for (let j = 0; j < timchar.length; j++) {
          if (timchar[j] !== buf[pos + j]) continue loop1;
        }
        return timchar.length;
      }
      return 0;
    },
    __isDelimiter: function(buf, pos, chr) {
      const { delimiter, ignore_last_delimiters } = this.options;
      if (ignore_last_delimiters === true && this.state.record.length === this.options.columns.length - 1) {
        return 0;
      } else if (ignore_last_delimiters !== false && typeof ignore_last_delimiters === "number" && this.state.record.length === ignore_last_delimiters - 1) {
        return 0;
      }
      loop1: for (let i = 0; i < delimiter.length; i++) {
        const del = delimiter[i];
        if (del[0] === chr) {
          for (let j = 1; j < del.length; j++) {
            if (del[j] !== buf[pos + j]) continue loop1;
          }
          return del.length;
        }
      }
      return 0;
    },
    __isEscape: function(buf, pos, chr) {
      const { escape } = this.options;
      if (escape === null) return false;
      const l = escape.length;
      if (escape[0] === chr) {
        for (let i = 0; i < l; i++) {
          if (escape[i] !== buf[pos + i]) {
            return false;
          }
        }
        return true;
      }
      return false;
    },
    __isFloat: function(value) {
      return value - parseFloat(value) + 1 >= 0;
    },
    // Keep it in case we implement the `cast_int` option
    // __isInt(value){
    //   // return Number.isInteger(parseInt(value))
    //   // return !isNaN( parseInt( obj ) );
    //   return /^(\-|\+)?[1-9][0-9]*$/.test(value)
    // }
    __isQuote: function(buf, pos) {
      const { quote } = this.options;
      if (quote === null) return false;
      const l = quote.length;
      for (let i = 0; i < l; i++) {
        if (quote[i] !== buf[pos + i]) {
          return false;
        }
      }
      return true;
    },
    __isRecordDelimiter: function(chr, buf, pos) {
      const { record_delimiter } = this.options;
      const recordDelimiterLength = record_delimiter.length;
      loop1: for (let i = 0; i < recordDelimiterLength; i++) {
        const rd = record_delimiter[i];
        const rdLength = rd.length;
        if (rd[0] !== chr) {
          continue;
        }
        for (let j = 1; j < rdLength; j++) {
          if (rd[j] !== buf[pos + j]) {
            continue loop1;
          }
        }
        return rd.length;
      }
      return 0;
    },
    __autoDiscoverRecordDelimiter: function(buf, pos) {
      const { encoding } = this.options;
      const rds = [
        // Important, the windows line ending must be before mac os 9
        Buffer.from("\r\n", encoding),
        Buffer.from("\n", encoding),
        Buffer.from("\r", encoding)
      ];
      loop: for (let i = 0; i < rds.length; i++) {
        const l = rds[i].length;
        for (let j = 0; j < l; j++) {
          if (rds[i][j] !== buf[pos + j]) {
            continue loop;
          }
        }
        this.options.record_delimiter.push(rds[i]);
        this.state.recordDelimiterMaxLength = rds[i].length;
        return rds[i].length;
      }
      return 0;
    },
    __error: function(msg) {
      const { encoding, raw, skip_records_with_error } = this.options;
      const err = typeof msg === "string" ? new Error(msg) : msg;
      if (skip_records_with_error) {
        this.state.recordHasError = true;
        if (this.options.on_skip !== void 0) {
          try {
            this.options.on_skip(
              err,
              raw ? this.state.rawBuffer.toString(encoding) : void 0
            );
          } catch (err2) {
            return err2;
          }
        }
        return void 0;
      } else {
        return err;
      }
    },
    __infoDataSet: function() {
      return {
        ...this.info,
        columns: this.options.columns
      };
    },
    __infoRecord: function() {
      const { columns, raw, encoding } = this.options;
      return {
        ...this.__infoDataSet(),
        bytes_records: this.info.bytes,
        error: this.state.error,
        header: columns === true,
        index: this.state.record.length,
        raw: raw ? this.state.rawBuffer.toString(encoding) : void 0
      };
    },
    __infoField: function() {
      const { columns } = this.options;
      const isColumns = Array.isArray(columns);
      const bytes_records = this.info.bytes_records;
      return {
        ...this.__infoRecord(),
        bytes_records,
        column: isColumns === true ? columns.length > this.state.record.length ? columns[this.state.record.length].name : null : this.state.record.length,
        quoting: this.state.wasQuoting
      };
    }
  };
};

// node_modules/csv-parse/lib/sync.js
var parse = function(data, opts = {}) {
  if (typeof data === "string") {
    data = Buffer.from(data);
  }
  const records = opts && opts.objname ? /* @__PURE__ */ Object.create(null) : [];
  const parser = transform(opts);
  const push = (record) => {
    if (parser.options.objname === void 0) records.push(record);
    else {
      records[record[0]] = record[1];
    }
  };
  const close = () => {
  };
  const error = parser.parse(data, true, push, close);
  if (error !== void 0) throw error;
  return records;
};

// src/request/lists.ts
function parseRecords(text) {
  return read(text, ",");
}
function parseList(text) {
  const records = read(text, ",");
  return "problem" in records ? records : { value: records.value.flat() };
}
function parseLines(text) {
  const records = read(text, "\0");
  return "problem" in records ? records : { value: records.value.flat() };
}
function parseQuotedLines(text) {
  const lines = text.split("\n").map((line) => line.trim());
  return lines.filter((line) => line !== "" && !line.startsWith("#"));
}
function parsePair(text) {
  const equals = text.indexOf("=");
  return equals <= 0 ? void 0 : { key: text.slice(0, equals).trim(), value: text.slice(equals + 1) };
}
function read(text, delimiter) {
  try {
    const records = parse(text, {
      delimiter,
      comment: "#",
      comment_no_infix: true,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      trim: true
    });
    return { value: records.map((fields) => fields.filter((field) => field !== "")).filter((fields) => fields.length > 0) };
  } catch (error) {
    const line = error instanceof Error ? /at line (\d+)/.exec(error.message)?.[1] : void 0;
    return {
      problem: `has a double quote that is not closed, or text after one${line ? ` (line ${line})` : ""}`,
      hint: 'put the whole item in double quotes and write a double quote in it as ""'
    };
  }
}

// src/request/credentials.ts
var FIELDS = ["registry", "username", "password"];
function readRegistry(reader) {
  const githubToken = reader.text("github-token");
  return {
    logins: reader.each("registry-auth", reader.raw("registry-auth"), (text) => readLogins(reader, text)).flat(),
    insecure: reader.each("insecure-registries", reader.list("insecure-registries"), parseHost),
    ...readLogin(reader),
    ...githubToken === void 0 ? {} : { githubToken }
  };
}
var NO_SECRET = "is the secret set, and may this run see it?";
function readLogin(reader) {
  const username = reader.text("username");
  const password = reader.text("password");
  if (username !== void 0 && password !== void 0) return { username, password };
  if (password !== void 0) reader.problem("username", "is missing beside password");
  if (username === void 0) return void 0;
  if (reader.door === "action") reader.warn("username", `is not used, because password is empty; ${NO_SECRET}`);
  else reader.problem("password", "is missing beside username", NO_SECRET);
  return void 0;
}
function readLogins(reader, text) {
  const parsed = parseLogins(text);
  if ("problem" in parsed) return parsed;
  const known = parsed.value.filter(isComplete);
  for (const { registry } of parsed.value.filter((login) => !isComplete(login))) {
    if (reader.door === "cli") return { problem: `the login of ${registry} has an empty username or password` };
    reader.warn("registry-auth", `the login of ${registry} is not used, because a part of it is empty; ${NO_SECRET}`);
  }
  return { value: known };
}
function isComplete({ username, password }) {
  return username !== "" && password !== "";
}
function parseLogins(text) {
  if (/^\s*-\s/m.test(text)) return { problem: "is a YAML list", hint: FORM };
  const records = parseRecords(text);
  if ("problem" in records) return records;
  const logins = [];
  for (const [index, fields] of records.value.entries()) {
    const login = parseLogin(fields);
    if ("problem" in login) return { problem: `entry ${index + 1} ${login.problem}`, hint: FORM };
    logins.push(login.value);
  }
  return { value: logins };
}
var FORM = "write registry=HOST,username=NAME,password=SECRET, one entry a line; a field with a comma stands in double quotes";
function parseLogin(fields) {
  const found = {};
  for (const field of fields) {
    const pair = parsePair(field);
    if (!pair || !FIELDS.includes(pair.key)) return { problem: `has a field that is none of ${FIELDS.join(", ")}` };
    if (pair.key in found) return { problem: `has ${pair.key} twice` };
    found[pair.key] = pair.value;
  }
  const { registry, username, password } = found;
  if (registry === void 0 || username === void 0 || password === void 0) {
    return { problem: `has no ${FIELDS.filter((name) => !(name in found)).join(" and no ")}` };
  }
  const host = parseHost(registry);
  if ("problem" in host) return { problem: "names a registry that is not a host" };
  return { value: { registry: host.value, username, password } };
}
function loginsFor({ logins, username, password }, host) {
  if (host === void 0 || username === void 0 || password === void 0) return logins;
  return [...logins, { registry: host, username, password, origin: "username and password" }];
}
function secretsIn(registryAuth) {
  const parsed = parseLogins(registryAuth);
  if ("value" in parsed) return parsed.value;
  const ends = [...registryAuth.matchAll(/password\s*[=:]\s*(.+?)\s*$/gim)].map((match) => match[1] ?? "");
  const values = ends.flatMap((end) => [end, end.split(",")[0] ?? ""]);
  return values.map((password) => ({ registry: "", username: "", password: password.replace(/^"|"$/g, "") }));
}

// src/request/inputs/builder.ts
var BUILDER = [
  {
    name: "builder",
    kind: "text",
    group: "builder",
    needs: "buildkit",
    about: "The buildx builder to use.",
    default: "the current one; if it can write no OCI layout, one is made for this run",
    metavar: "NAME"
  },
  {
    name: "driver",
    kind: "enum",
    group: "builder",
    needs: "buildkit",
    about: "Make a builder for this run, with this driver; it is removed in the end.",
    values: ["docker-container", "remote", "kubernetes"],
    metavar: "DRIVER"
  },
  {
    name: "driver-opts",
    aliases: ["driver-opt"],
    kind: "lines",
    group: "builder",
    needs: "buildkit",
    about: "Options of the driver, one NAME=value a line.",
    example: "network=host",
    metavar: "NAME=VALUE"
  },
  {
    name: "buildkitd-flags",
    kind: "text",
    group: "builder",
    needs: "buildkit",
    about: "Flags of the buildkitd that is made.",
    metavar: "FLAGS"
  },
  {
    name: "buildkitd-config",
    kind: "path",
    group: "builder",
    needs: "buildkit",
    about: "Configuration file (TOML) of the buildkitd that is made: mirrors, certificates.",
    metavar: "FILE"
  },
  {
    name: "buildkitd-config-inline",
    kind: "text",
    group: "builder",
    needs: "buildkit",
    about: "The same, as text.",
    only: "action"
  },
  {
    name: "buildkit-image",
    kind: "text",
    group: "builder",
    needs: "buildkit",
    about: "Image of the buildkitd that is made: a mirror of it, or another version.",
    default: "moby/buildkit in a version of our choice",
    example: "registry.example.com/mirror/buildkit:v0.34.2",
    metavar: "REFERENCE"
  },
  {
    name: "endpoint",
    kind: "text",
    group: "builder",
    needs: "buildkit",
    about: "Where the builder that is made runs: a Docker context or host, or the address of a buildkitd (driver remote).",
    example: "tcp://buildkitd:1234",
    metavar: "ENDPOINT"
  },
  {
    name: "builder-platforms",
    kind: "list",
    group: "builder",
    needs: "buildkit",
    about: "Platforms that the builder that is made serves, if not what it says itself. (setup-buildx's `platforms`.)",
    example: "linux/amd64",
    metavar: "PLATFORM"
  },
  {
    name: "append",
    kind: "text",
    group: "builder",
    needs: "buildkit",
    about: "Further nodes of the builder that is made, as a YAML list with endpoint, platforms, driver-opts, buildkitd-flags: a native arm64 machine, for example.",
    only: "action"
  }
];

// src/request/inputs/compile.ts
var COMPILE = [
  {
    name: "build-tags",
    kind: "list",
    group: "compile",
    needs: "sources",
    about: "Build constraints (go build -tags), added to those of GOFLAGS.",
    example: "netgo,osusergo",
    metavar: "TAG"
  },
  {
    name: "ldflags",
    kind: "text",
    group: "compile",
    needs: "sources",
    about: "Arguments of the linker (go build -ldflags), added to those of GOFLAGS.",
    example: "-s -w -X main.version=1.4.2",
    metavar: "FLAGS"
  },
  {
    name: "gcflags",
    kind: "text",
    group: "compile",
    needs: "sources",
    about: "Arguments of the compiler (go build -gcflags).",
    example: "all=-N -l",
    metavar: "FLAGS"
  },
  {
    name: "build-flags",
    kind: "words",
    group: "compile",
    needs: "sources",
    about: "Further flags of go build, each with its value behind an =.",
    example: "-mod=vendor -pgo=off",
    metavar: "FLAGS"
  },
  {
    name: "buildvcs",
    kind: "tri-state",
    group: "compile",
    needs: "sources",
    about: "Stamp the commit into the binary. `auto` does so for git tags only, so that a commit alone relinks nothing.",
    default: "auto"
  },
  {
    name: "go-env",
    kind: "pairs",
    group: "compile",
    about: "Environment variables of the go command, one NAME=value a line.",
    example: "GOEXPERIMENT=jsonv2",
    metavar: "NAME=VALUE"
  },
  {
    name: "cgo",
    kind: "boolean",
    group: "compile",
    needs: "sources",
    about: "Compile with cgo (CGO_ENABLED=1). It needs a C compiler for each platform.",
    default: "false"
  }
];

// src/request/inputs/dockerfile.ts
var DOCKERFILE = [
  {
    name: "file",
    kind: "path",
    group: "dockerfile",
    needs: "dockerfile",
    about: "The Dockerfile, relative to the current folder (in the action the workspace).",
    default: "Dockerfile in the Go folder, then in the root of the repository",
    example: "build/Dockerfile",
    metavar: "FILE"
  },
  {
    name: "context",
    kind: "path",
    group: "dockerfile",
    needs: "dockerfile",
    about: "Folder whose files the Dockerfile can copy, relative to the current one (in the action the workspace).",
    default: "the root of the repository",
    example: "services/shop",
    metavar: "DIR"
  },
  {
    name: "dockerfile-mode",
    kind: "enum",
    group: "dockerfile",
    needs: "dockerfile",
    about: "Where the Go in the Dockerfile is compiled: `replace` swaps the Go stage for programs compiled on this machine, `prebuilt` puts them where the Dockerfile copies them from, `inside` leaves the Dockerfile as it is and keeps its Go caches warm. `auto` takes the first that is surely right, and says why.",
    values: ["auto", "replace", "prebuilt", "inside"],
    default: "auto",
    metavar: "MODE"
  },
  {
    name: "build-command",
    kind: "words",
    group: "dockerfile",
    needs: "dockerfile",
    about: "Command that compiles in place of the Go stage, run in the Go folder once for each platform, with GOOS, GOARCH, TARGETOS, TARGETARCH and TARGETVARIANT set; {output} in it is the file to write.",
    example: "make build OUTPUT={output}",
    metavar: "COMMAND"
  },
  {
    name: "verify-replacement",
    kind: "boolean",
    group: "dockerfile",
    needs: "dockerfile",
    about: "Also build the original Go stage for one platform, and fail if its programs differ from ours.",
    default: "false"
  },
  {
    name: "advice",
    kind: "enum",
    group: "dockerfile",
    needs: "dockerfile",
    about: "Advice on the Go in the Dockerfile, as warnings at its lines.",
    values: ["on", "off"],
    default: "on",
    metavar: "WHEN"
  },
  {
    name: "call",
    kind: "enum",
    group: "dockerfile",
    needs: "dockerfile",
    about: "What BuildKit is asked: to `build`, or only what it says of the Dockerfile, and nothing is built or pushed. `check` runs its checks and fails if one finds something, `outline` lists the target's arguments, secrets and SSH agents, `targets` the stages.",
    values: ["build", "check", "outline", "targets"],
    default: "build",
    metavar: "WHAT"
  },
  {
    name: "target",
    kind: "text",
    group: "dockerfile",
    needs: "dockerfile",
    about: "Stage to build.",
    default: "the last one",
    metavar: "STAGE"
  },
  {
    name: "build-args",
    aliases: ["build-arg"],
    kind: "lines",
    group: "dockerfile",
    needs: "dockerfile",
    about: "Values of ARG instructions, one NAME=value a line; a name alone takes the value from the environment.",
    example: "VERSION=1.4.2",
    metavar: "NAME=VALUE"
  },
  {
    name: "build-contexts",
    aliases: ["build-context"],
    kind: "lines",
    group: "dockerfile",
    needs: "dockerfile",
    about: "Further contexts, one NAME=SOURCE a line: a folder, URL, docker-image://REFERENCE or oci-layout://PATH.",
    example: "assets=../assets",
    metavar: "NAME=SOURCE"
  },
  {
    name: "secrets",
    kind: "secret",
    group: "dockerfile",
    needs: "dockerfile",
    about: "Secrets for RUN --mount=type=secret, one ID=VALUE a line; a value of several lines in double quotes.",
    example: "npm_token=SECRET",
    only: "action",
    metavar: "ID=VALUE"
  },
  {
    name: "secret-envs",
    aliases: ["secret-env"],
    kind: "list",
    group: "dockerfile",
    needs: "dockerfile",
    about: "Secrets from environment variables: ID=VARIABLE.",
    example: "npm_token=NPM_TOKEN",
    metavar: "ID=VARIABLE"
  },
  {
    name: "secret-files",
    aliases: ["secret-file"],
    kind: "lines",
    group: "dockerfile",
    needs: "dockerfile",
    about: "Secrets from files, one ID=PATH a line, relative to the current folder.",
    example: "netrc=.netrc",
    metavar: "ID=PATH"
  },
  {
    name: "ssh",
    kind: "list",
    group: "dockerfile",
    needs: "dockerfile",
    about: "SSH agents or keys for RUN --mount=type=ssh: default, or ID=SOCKET|KEY.",
    example: "default",
    metavar: "ID[=PATH]"
  },
  {
    name: "cache-from",
    kind: "lines",
    group: "dockerfile",
    needs: "buildkit",
    about: "Where BuildKit's layer cache comes from, one source a line.",
    example: "type=registry,ref=ghcr.io/acme/shop:buildcache",
    metavar: "SOURCE"
  },
  {
    name: "cache-to",
    kind: "lines",
    group: "dockerfile",
    needs: "buildkit",
    about: "Where BuildKit's layer cache goes. A cache that can't be written never fails the build.",
    example: "type=registry,ref=ghcr.io/acme/shop:buildcache,mode=max",
    metavar: "DESTINATION"
  },
  {
    name: "no-cache",
    kind: "boolean",
    group: "dockerfile",
    needs: "buildkit",
    about: "Don't use BuildKit's layer cache.",
    default: "false"
  },
  {
    name: "no-cache-filters",
    aliases: ["no-cache-filter"],
    kind: "list",
    group: "dockerfile",
    needs: "dockerfile",
    about: "Stages that don't use BuildKit's layer cache.",
    metavar: "STAGE"
  },
  {
    name: "pull",
    kind: "boolean",
    group: "dockerfile",
    needs: "dockerfile",
    about: "Ask the registries for newer base images, also where the builder has one.",
    default: "false"
  },
  {
    name: "network",
    kind: "text",
    group: "dockerfile",
    needs: "dockerfile",
    about: "Network of RUN instructions: default, none or host.",
    default: "default",
    metavar: "MODE"
  },
  {
    name: "add-hosts",
    aliases: ["add-host"],
    kind: "list",
    group: "dockerfile",
    needs: "dockerfile",
    about: "Further names that RUN instructions can resolve: HOST:IP.",
    example: "db:10.0.0.7",
    metavar: "HOST:IP"
  },
  {
    name: "shm-size",
    kind: "text",
    group: "dockerfile",
    needs: "dockerfile",
    about: "Size of /dev/shm in RUN instructions.",
    example: "128m",
    metavar: "SIZE"
  },
  {
    name: "ulimit",
    kind: "lines",
    group: "dockerfile",
    needs: "dockerfile",
    about: "Limits of RUN instructions: NAME=SOFT[:HARD].",
    example: "nofile=1024:2048",
    metavar: "LIMIT"
  },
  {
    name: "cgroup-parent",
    kind: "text",
    group: "dockerfile",
    needs: "dockerfile",
    about: "Parent cgroup of RUN instructions.",
    metavar: "CGROUP"
  },
  {
    name: "allow",
    kind: "list",
    group: "dockerfile",
    needs: "dockerfile",
    about: "Rights that the Dockerfile may use: network.host, security.insecure, device.",
    metavar: "RIGHT"
  },
  {
    name: "provenance",
    kind: "text",
    group: "dockerfile",
    needs: "buildkit",
    about: "BuildKit's provenance attestation: true, false, or mode=min|max and further attributes.",
    default: "false: it changes the digest of every build",
    example: "mode=min",
    metavar: "VALUE"
  },
  {
    name: "sbom",
    kind: "text",
    group: "dockerfile",
    needs: "buildkit",
    about: "BuildKit's SBOM attestation: true, false, or generator=IMAGE.",
    default: "false",
    metavar: "VALUE"
  },
  {
    name: "attests",
    aliases: ["attest"],
    kind: "lines",
    group: "dockerfile",
    needs: "buildkit",
    about: "Attestations in full: type=sbom|provenance and attributes.",
    example: "type=provenance,mode=max",
    metavar: "ATTESTATION"
  },
  {
    name: "outputs",
    kind: "lines",
    group: "dockerfile",
    needs: "buildkit",
    about: "Further outputs beside the image: type=local, tar, oci or docker, with dest=PATH.",
    example: "type=local,dest=out",
    metavar: "OUTPUT"
  }
];

// src/request/inputs/go.ts
var GO = [
  {
    name: "go-version",
    kind: "text",
    group: "go",
    about: "Version of Go: exact (1.25.3, 1.26rc1), a range (1.25.x, ^1.24), stable or oldstable. In YAML it needs quotes.",
    default: "what go.work, go.mod, .go-version or .tool-versions say; on the command line the installed Go, if it is new enough",
    example: "1.25.x",
    metavar: "VERSION"
  },
  {
    name: "go-version-file",
    kind: "path",
    group: "go",
    about: "File that names the version of Go: a go.mod, go.work, .go-version or .tool-versions.",
    example: ".go-version",
    metavar: "FILE"
  },
  {
    name: "check-latest",
    kind: "boolean",
    group: "go",
    about: "Of a range take the newest published version, even if an older one that fits is installed.",
    default: "false"
  },
  {
    name: "architecture",
    kind: "text",
    group: "go",
    about: "Architecture of the Go that compiles, in names such as x64 and arm64; not of the image, which is `platforms`.",
    default: "this machine's",
    metavar: "NAME"
  },
  {
    name: "go-download-base-url",
    kind: "text",
    group: "go",
    about: "Mirror of the download site. What it sends is run only if its list, or a .sha256 file beside it, vouches for it.",
    default: "https://go.dev/dl",
    metavar: "URL",
    env: "GO_DOWNLOAD_BASE_URL"
  },
  {
    name: "go-toolchain-sum",
    kind: "text",
    group: "go",
    about: "Hash of the golang.org/toolchain module of the wanted version, as in a go.sum. With it a module proxy is enough where there is no Go at all.",
    example: "h1:…",
    metavar: "SUM"
  },
  {
    name: "go-private",
    kind: "list",
    group: "go",
    about: "Patterns of private modules, added to GOPRIVATE: fetched from their own host, and unknown to proxies and checksum databases.",
    example: "github.com/acme/*",
    metavar: "PATTERN"
  },
  {
    name: "go-private-token",
    kind: "secret",
    group: "go",
    about: "Token that may read the private modules. Only git sees it, through its environment, and sends it to the hosts in `go-private` alone.",
    metavar: "TOKEN",
    env: "GO_CONTAINERIZE_GO_PRIVATE_TOKEN"
  },
  {
    name: "cache",
    kind: "enum",
    group: "go",
    about: "Carry Go's module and build caches from run to run. `auto` saves on the default branch and builds tags, releases and strangers' pull requests without a foreign build cache; `read` never saves.",
    values: ["auto", "true", "false", "read"],
    default: "auto",
    only: "action"
  },
  {
    name: "cache-suffix",
    kind: "text",
    group: "go",
    about: "Part of the build cache’s key, for jobs that build the same programs in ways that the key does not know.",
    example: "nightly",
    only: "action"
  }
];

// src/request/inputs/image.ts
var IMAGE = [
  {
    name: "engine",
    kind: "enum",
    group: "image",
    about: "Who makes the image: `embedded`, from the Go sources, without a daemon; `buildkit`, through buildx, as a Dockerfile says, and where there is none, from the Go sources too. `auto` takes BuildKit where there is a Dockerfile.",
    values: ["auto", "embedded", "buildkit", "buildx"],
    default: "auto",
    metavar: "ENGINE"
  },
  {
    name: "base",
    kind: "text",
    group: "image",
    needs: "sources",
    about: "Base image: a reference, or oci-layout://PATH[:TAG].",
    default: "scratch, with CA certificates, time zones, a nonroot user and /tmp",
    example: "gcr.io/distroless/static-debian12",
    metavar: "REFERENCE"
  },
  {
    name: "manifest",
    kind: "enum",
    group: "image",
    about: "Shape of what is published: `auto` is a plain manifest for one platform and an index for several.",
    values: ["auto", "single", "index"],
    default: "auto",
    metavar: "SHAPE"
  },
  {
    name: "labels",
    aliases: ["label"],
    kind: "pairs",
    group: "image",
    about: "Labels of the image, one KEY=value a line.",
    example: "org.opencontainers.image.title=Shop",
    metavar: "KEY=VALUE"
  },
  {
    name: "annotations",
    aliases: ["annotation"],
    kind: "pairs",
    group: "image",
    about: "Annotations of the manifests and the index, one KEY=value a line.",
    example: "org.opencontainers.image.description=The shop",
    metavar: "KEY=VALUE"
  },
  {
    name: "env",
    kind: "pairs",
    group: "image",
    needs: "sources",
    about: "Environment variables of the container, one NAME=value a line.",
    example: "TZ=Europe/Berlin",
    metavar: "NAME=VALUE"
  },
  {
    name: "user",
    kind: "text",
    group: "image",
    needs: "sources",
    about: "User of the container: uid[:gid] or names that the image knows.",
    default: "65532, or the base's user",
    example: "1000:1000",
    metavar: "USER"
  },
  {
    name: "entrypoint",
    kind: "words",
    group: "image",
    needs: "sources",
    about: "What the container runs: a JSON array, or words. Needed when one image holds several programs.",
    default: "the program",
    example: '["/app/server", "--verbose"]',
    metavar: "COMMAND"
  },
  {
    name: "cmd",
    kind: "words",
    group: "image",
    needs: "sources",
    about: "Arguments that `docker run IMAGE ARGUMENTS` replaces: a JSON array, or words.",
    example: "serve --port 8080",
    metavar: "ARGUMENTS"
  },
  {
    name: "ports",
    aliases: ["port"],
    kind: "list",
    group: "image",
    needs: "sources",
    about: "Ports that the program listens on: PORT, FIRST-LAST, with /tcp, /udp or /sctp.",
    example: "8080,9090-9092/udp",
    metavar: "PORT"
  },
  {
    name: "healthcheck",
    kind: "text",
    group: "image",
    needs: "sources",
    about: "How Docker asks the program whether it works, in the words of a Dockerfile: [--interval=D --timeout=D --start-period=D --start-interval=D --retries=N] CMD COMMAND, or none.",
    example: '--interval=10s --timeout=3s CMD ["/app/server", "health"]',
    metavar: "CHECK"
  },
  {
    name: "stop-signal",
    kind: "text",
    group: "image",
    needs: "sources",
    about: "Signal that stops the container.",
    default: "SIGTERM, or the base's",
    example: "SIGINT",
    metavar: "SIGNAL"
  },
  {
    name: "image-workdir",
    kind: "text",
    group: "image",
    needs: "sources",
    about: "Folder that the program starts in; absolute.",
    default: "/, or the base's",
    example: "/data",
    metavar: "PATH"
  },
  {
    name: "binary-path",
    kind: "text",
    group: "image",
    needs: "sources",
    about: "Where the program stands in the image; absolute. `{name}` is its name, and a final / means a folder.",
    default: "/app/{name}",
    example: "/usr/local/bin/{name}",
    metavar: "PATH"
  },
  {
    name: "files",
    kind: "lines",
    group: "image",
    needs: "sources",
    about: 'Files and folders to add, one SOURCE:DESTINATION a line. The source is relative to the Go folder, the destination absolute; a final / of the destination means "into this folder".',
    example: "config/prod.yaml:/etc/shop/config.yaml",
    metavar: "SOURCE:DESTINATION"
  }
];

// src/request/inputs/registry.ts
var REGISTRY = [
  {
    name: "registry-auth",
    kind: "secret",
    group: "registry",
    about: "Credentials by registry, one `registry=HOST,username=NAME,password=SECRET` a line; a field that holds a comma is put in double quotes as a whole.",
    example: "registry=registry.example.com,username=ci,password=SECRET",
    metavar: "LOGIN",
    env: "GO_CONTAINERIZE_REGISTRY_AUTH"
  },
  {
    name: "username",
    kind: "text",
    group: "registry",
    about: "User name for the registry; only when all images are in one registry.",
    default: "Docker's configuration",
    metavar: "NAME",
    env: "GO_CONTAINERIZE_USERNAME"
  },
  {
    name: "password",
    kind: "secret",
    group: "registry",
    about: "Password or token that belongs to `username`.",
    metavar: "SECRET",
    env: "GO_CONTAINERIZE_PASSWORD"
  },
  {
    name: "insecure-registries",
    aliases: ["insecure-registry"],
    kind: "list",
    group: "registry",
    about: "Registries that may be spoken to without TLS. Those on this machine always may.",
    example: "registry.local:5000",
    metavar: "HOST"
  },
  {
    name: "github-token",
    kind: "secret",
    group: "registry",
    about: "Token for ghcr.io, used there only, and only when nothing else gives credentials for it.",
    // biome-ignore lint/suspicious/noTemplateCurlyInString: GitHub's expression, not JavaScript's
    default: "${{ github.token }}",
    metavar: "TOKEN",
    env: "GITHUB_TOKEN"
  }
];

// src/request/inputs/report.ts
var REPORT = [
  {
    name: "json",
    kind: "boolean",
    group: "report",
    about: "Print one JSON document on standard output, and nothing else there.",
    default: "false",
    only: "cli"
  },
  {
    name: "quiet",
    kind: "boolean",
    group: "report",
    about: "Print results and problems only.",
    default: "false",
    only: "cli"
  },
  {
    name: "verbose",
    kind: "boolean",
    group: "report",
    about: "Print every step, and the causes of an error.",
    default: "false",
    only: "cli"
  }
];

// src/request/inputs/what.ts
var WHAT = [
  {
    name: "main",
    kind: "list",
    group: "what",
    about: "Main packages: import paths, folders, or patterns (./cmd/...).",
    default: "the root, else cmd/<module name>, else the only one there is",
    example: "./cmd/server",
    metavar: "PACKAGE"
  },
  {
    name: "working-directory",
    kind: "path",
    group: "what",
    about: "Folder of the Go module or workspace.",
    default: ".",
    only: "action",
    metavar: "DIR"
  },
  {
    name: "platforms",
    aliases: ["platform"],
    kind: "list",
    group: "what",
    about: "Platforms to build for: linux, every architecture and variant that Go knows.",
    default: "linux/amd64,linux/arm64",
    example: "linux/amd64,linux/arm64,linux/arm/v7",
    metavar: "PLATFORM"
  }
];

// src/request/inputs/where.ts
var WHERE = [
  {
    name: "image",
    aliases: ["images"],
    kind: "list",
    group: "where",
    about: "Repositories to publish to, without tag. With `{name}` every main package gets an image of its own; without it one image holds them all.",
    default: "ghcr.io/<owner>/<repo> in the action on github.com; elsewhere it must be given to push",
    example: "ghcr.io/acme/shop/{name}",
    metavar: "REPOSITORY"
  },
  {
    name: "tags",
    aliases: ["tag"],
    kind: "list",
    group: "where",
    about: "Tags for every image, or full references for single ones.",
    default: "the version for a git tag, else the name of the branch, else latest",
    example: "v1.4.2,latest",
    metavar: "TAG"
  },
  {
    name: "push",
    kind: "tri-state",
    group: "where",
    about: "Publish to the registries. `auto` pushes for the default branch and for tags in the action, and never on the command line.",
    default: "auto"
  },
  {
    name: "output",
    kind: "path",
    group: "where",
    about: "Folder for the OCI layout of the built images, relative to the current one (in the action the workspace).",
    default: "a folder in the project's cache, in the action under RUNNER_TEMP",
    example: "out/image",
    metavar: "DIR"
  },
  {
    name: "load",
    kind: "boolean",
    group: "where",
    about: "Load the image of this machine's platform into Docker or podman.",
    default: "false"
  }
];

// src/request/input-spec.ts
var GROUPS = {
  what: "What to build",
  where: "Where it goes",
  go: "Which Go, and its caches",
  compile: "How it is compiled",
  image: "What the image holds",
  dockerfile: "A Dockerfile, built with BuildKit",
  builder: "The builder of a Dockerfile",
  registry: "Registries and credentials",
  report: "What is printed"
};

// src/request/table.ts
var INPUTS = [
  ...WHAT,
  ...WHERE,
  ...GO,
  ...COMPILE,
  ...IMAGE,
  ...DOCKERFILE,
  ...BUILDER,
  ...REGISTRY,
  ...REPORT
];
function inputsOf(door) {
  return INPUTS.filter((input) => input.only === void 0 || input.only === door);
}

// src/request/parse.ts
import { resolve as resolve4 } from "node:path";

// src/request/attestations.ts
function attestingInputs({ provenance, sbom, attests }) {
  return [
    ...isOn(provenance) ? ["provenance"] : [],
    ...isOn(sbom) ? ["sbom"] : [],
    ...attests.some(isOn) ? ["attests"] : []
  ];
}
var TRUE = /^(1|t|true)$/i;
var FALSE = /^(0|f|false)$/i;
function isOn(value) {
  if (value === void 0 || FALSE.test(value)) return false;
  const records = parseRecords(value);
  if ("problem" in records) return true;
  const pairs = records.value.flat().map(parsePair);
  return !pairs.some((pair) => pair?.key.toLowerCase() === "disabled" && TRUE.test(pair.value));
}

// src/request/container.ts
import { constants } from "node:os";
import { resolve } from "node:path";

// src/request/words.ts
function parseWords(text) {
  return text.trimStart().startsWith("[") ? parseArray(text) : splitWords(text);
}
function parseArray(text) {
  let value;
  try {
    value = JSON.parse(text);
  } catch {
    return { problem: "begins with [ but is not a JSON array", hint: 'write ["/app/server", "--port", "8080"]' };
  }
  if (!isStrings(value)) return { problem: "must be an array of strings only" };
  return { value };
}
function isStrings(value) {
  return Array.isArray(value) && value.every((item) => typeof item === "string");
}
function splitWords(text) {
  const words = [];
  let word;
  let quote;
  for (let at2 = 0; at2 < text.length; at2++) {
    const letter = text.charAt(at2);
    if (quote === void 0 && /\s/.test(letter)) {
      if (word !== void 0) words.push(word);
      word = void 0;
      continue;
    }
    word ??= "";
    if (letter === "\\" && quote !== "'") {
      const next = text.charAt(at2 + 1);
      if (quote === '"' && next !== '"' && next !== "\\") word += letter;
      else if (next === "") return { problem: "ends with a backslash" };
      else {
        word += next;
        at2++;
      }
    } else if (quote === void 0 && (letter === '"' || letter === "'")) quote = letter;
    else if (letter === quote) quote = void 0;
    else word += letter;
  }
  if (quote !== void 0) return { problem: `has a ${quote} that is never closed` };
  if (word !== void 0) words.push(word);
  return { value: words };
}

// src/request/healthcheck.ts
var DURATIONS = {
  interval: "Interval",
  timeout: "Timeout",
  "start-period": "StartPeriod",
  "start-interval": "StartInterval"
};
var OPTION = /^(?:--)?(interval|timeout|start-period|start-interval|retries)=(\S+)(?:\s+|$)/;
var SHELL_SIGNS = /^(?:\|\|?|&&?|;|>|<|2>.*|>.*)$|[$`;]/;
function parseHealthcheck(text, hasBase) {
  if (text.trim().toLowerCase() === "none") return { value: { Test: ["NONE"] } };
  let rest = text.trim().replace(/^HEALTHCHECK\s+/i, "");
  let options = {};
  for (let match = OPTION.exec(rest); match; match = OPTION.exec(rest)) {
    const [all, name = "", value = ""] = match;
    const option = parseOption(name, value);
    if ("problem" in option) return option;
    options = { ...options, ...option.value };
    rest = rest.slice(all.length);
  }
  const test = parseTest(rest.replace(/^CMD(?=\s|\[|$)\s*/i, ""), hasBase);
  return "problem" in test ? test : { value: { Test: test.value, ...options } };
}
function parseOption(name, value) {
  if (name === "retries") {
    if (!/^[1-9][0-9]{0,5}$/.test(value)) return { problem: `retries=${value} is not a number above 0` };
    return { value: { Retries: Number(value) } };
  }
  const nanoseconds = parseDuration(value);
  const key = DURATIONS[name];
  if (key && nanoseconds !== void 0 && nanoseconds >= 1e6) return { value: { [key]: nanoseconds } };
  return { problem: `${name}=${value} is not a time of at least 1ms`, hint: "write it as Go does: 500ms, 10s, 1m30s" };
}
function parseTest(text, hasBase) {
  const words = parseWords(text);
  if ("problem" in words) return { ...words, problem: `its command ${words.problem}` };
  const [first, ...others] = words.value;
  if (first === void 0) return { problem: "has no command", hint: 'write CMD ["/app/server", "health"]' };
  if (first.startsWith("--")) return { problem: `"${first}" is not an option of a health check` };
  if (first === "CMD-SHELL") {
    if (hasBase) return { value: words.value };
    return { problem: "CMD-SHELL needs a shell, and an image on scratch has none", hint: NO_SHELL };
  }
  if (!text.startsWith("[") && words.value.some((word) => SHELL_SIGNS.test(word))) {
    return { problem: "its command uses signs that only a shell understands, and none runs it", hint: NO_SHELL };
  }
  return { value: first === "CMD" ? ["CMD", ...others] : ["CMD", first, ...others] };
}
var NO_SHELL = 'let the program check itself: CMD ["/app/server", "health"]';
var UNITS = { h: 36e11, m: 6e10, s: 1e9, ms: 1e6, us: 1e3, µs: 1e3, ns: 1 };
function parseDuration(text) {
  if (!/^(?:\d+(?:\.\d+)?(?:h|ms|m|s|us|µs|ns))+$/.test(text)) return void 0;
  let sum = 0;
  for (const [, number, unit = ""] of text.matchAll(/(\d+(?:\.\d+)?)(h|ms|m|s|us|µs|ns)/g)) {
    sum += Number(number) * (UNITS[unit] ?? Number.NaN);
  }
  return Math.round(sum);
}

// src/request/container.ts
function readContainer(reader, dir, hasBase) {
  const healthcheck = reader.one("healthcheck", (text) => parseHealthcheck(text, hasBase));
  const user = reader.one("user", (text) => parseUser(text, hasBase));
  const stopSignal = reader.one("stop-signal", parseSignal);
  const workdir = reader.one("image-workdir", parseImagePath);
  const entrypoint = reader.words("entrypoint");
  const cmd = reader.words("cmd");
  if (entrypoint?.[0] === "") reader.problem("entrypoint", "begins with an empty word");
  return {
    labels: reader.pairs("labels", () => void 0),
    annotations: reader.pairs("annotations", () => void 0),
    env: reader.pairs("env", (key) => /[\s\0]/.test(key) ? "has white space in its name" : void 0),
    ports: [...new Set(reader.each("ports", reader.list("ports"), parsePorts).flat())],
    files: reader.each("files", reader.lines("files"), (text) => parseFile(text, dir)),
    binaryPath: reader.one("binary-path", parseBinaryPath) ?? "/app/{name}",
    ...user === void 0 ? {} : { user },
    ...entrypoint === void 0 ? {} : { entrypoint },
    ...cmd === void 0 ? {} : { cmd },
    ...healthcheck === void 0 ? {} : { healthcheck },
    ...stopSignal === void 0 ? {} : { stopSignal },
    ...workdir === void 0 ? {} : { workdir }
  };
}
var MAX_PORT = 65535;
function parsePorts(text) {
  const match = /^(\d{1,5})(?:-(\d{1,5}))?(?:\/(tcp|udp|sctp))?$/i.exec(text);
  if (!match) return { problem: `"${text}" is not a port`, hint: "write 8080, 8080/udp or 8080-8090" };
  const first = Number(match[1]);
  const last = match[2] === void 0 ? first : Number(match[2]);
  if (first < 1 || last > MAX_PORT) return { problem: `"${text}" is outside of 1 to ${MAX_PORT}` };
  if (last < first) return { problem: `"${text}" ends before it begins` };
  const protocol = (match[3] ?? "tcp").toLowerCase();
  return { value: Array.from({ length: last - first + 1 }, (_, offset) => `${first + offset}/${protocol}`) };
}
var NAME_OR_ID = /^(?:[0-9]{1,10}|[A-Za-z_][A-Za-z0-9_.-]*)$/;
var MAX_ID = 2147483647;
function parseUser(text, hasBase) {
  const parts = text.split(":");
  const fault = parts.length > 2 || parts.some((part) => !NAME_OR_ID.test(part) || Number(part) > MAX_ID);
  if (fault) return { problem: `"${text}" is not a user`, hint: "write uid, uid:gid, or names that the image knows" };
  const unknown = hasBase ? void 0 : parts.find((part) => !/^[0-9]+$/.test(part) && !SCRATCH_NAMES.has(part));
  if (unknown === void 0) return { value: text };
  return { problem: `an image on scratch knows no "${unknown}"`, hint: "give numbers, such as 1000:1000" };
}
var SCRATCH_NAMES = /* @__PURE__ */ new Set(["root", "nonroot"]);
function parseSignal(text) {
  if (/^[0-9]+$/.test(text) && Number(text) >= 1 && Number(text) <= 64) return { value: text };
  const upper = text.toUpperCase();
  const name = upper.startsWith("SIG") ? upper : `SIG${upper}`;
  const known = name in constants.signals || /^SIGRT(?:MIN(?:\+\d+)?|MAX(?:-\d+)?)$/.test(name) || LINUX.has(name);
  return known ? { value: name } : { problem: `"${text}" is not a signal`, hint: "write a name such as SIGINT, or a number" };
}
var LINUX = /* @__PURE__ */ new Set(["SIGQUIT", "SIGUSR1", "SIGUSR2", "SIGWINCH", "SIGPWR", "SIGCONT", "SIGSTOP", "SIGALRM"]);
function parseImagePath(text) {
  if (!text.startsWith("/")) return { problem: `"${text}" is not absolute; a path in the image begins with /` };
  if (text.split("/").includes("..")) return { problem: `"${text}" has a .. in it` };
  if (/[\0-\x1f]/.test(text)) return { problem: "has a control character in it" };
  return { value: text.replace(/\/{2,}/g, "/").replace(/(?<=.)\/$/, "") };
}
function parseBinaryPath(text) {
  const path = parseImagePath(text);
  if ("problem" in path) return path;
  const unknown = /\{(?!name\})[^}]*\}?/.exec(text)?.[0];
  if (unknown !== void 0) return { problem: `"${unknown}" is not known here`, hint: "only {name} is replaced" };
  if (!text.endsWith("/")) return path;
  return { value: path.value === "/" ? "/{name}" : `${path.value}/{name}` };
}
function parseFile(text, dir) {
  const colon = text.lastIndexOf(":/");
  if (colon <= 0) {
    return { problem: `"${text}" is not SOURCE:DESTINATION`, hint: "write the destination as an absolute path: x:/etc/x" };
  }
  const destination = text.slice(colon + 1).trim();
  const path = parseImagePath(destination);
  if ("problem" in path) return path;
  const folder = destination.endsWith("/") && path.value !== "/" ? "/" : "";
  return { value: { source: resolve(dir, text.slice(0, colon).trim()), destination: path.value + folder } };
}

// src/request/dockerfile.ts
import { resolve as resolve2 } from "node:path";

// src/request/suggest.ts
function closest(word, candidates) {
  const begun = candidates.filter((candidate) => word.length > 2 && candidate.startsWith(word.toLowerCase()));
  if (begun.length === 1) return begun[0];
  const limit = Math.max(1, Math.floor(word.length / 3));
  let best;
  for (const candidate of candidates) {
    const distance = editDistance(word.toLowerCase(), candidate.toLowerCase());
    if (distance <= limit && (!best || distance < best.distance)) best = { candidate, distance };
  }
  return best?.candidate;
}
function didYouMean(word, candidates) {
  const meant = closest(word, candidates);
  return meant === void 0 ? "" : ` (did you mean "${meant}"?)`;
}
function editDistance(a, b) {
  let beforePrevious = [];
  let previous = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const replaced = at(previous, column - 1) + (a[row - 1] === b[column - 1] ? 0 : 1);
      let distance = Math.min(at(previous, column) + 1, at(current, column - 1) + 1, replaced);
      if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]) {
        distance = Math.min(distance, at(beforePrevious, column - 2) + 1);
      }
      current.push(distance);
    }
    beforePrevious = previous;
    previous = current;
  }
  return at(previous, b.length);
}
function at(row, column) {
  return row[column] ?? Number.POSITIVE_INFINITY;
}

// src/request/dockerfile.ts
function readDockerfile(reader, cwd) {
  const buildCommand = reader.words("build-command");
  return {
    ...given("file", readPath(reader, "file", cwd)),
    ...given("context", readContext(reader, cwd)),
    cwd,
    mode: reader.choice("dockerfile-mode", ["auto", "replace", "prebuilt", "inside"]) ?? "auto",
    ...given("buildCommand", buildCommand),
    verifyReplacement: reader.boolean("verify-replacement") ?? false,
    advice: reader.choice("advice", ["on", "off"]) !== "off",
    call: reader.choice("call", ["build", "check", "outline", "targets"]) ?? "build",
    ...given("target", reader.one("target", notAnOption)),
    buildArgs: each(reader, "build-args", parseBuildArg),
    buildContexts: each(reader, "build-contexts", parseNamed),
    secrets: readSecrets(reader),
    secretEnvs: reader.each("secret-envs", reader.list("secret-envs"), parseNamed),
    secretFiles: each(reader, "secret-files", parseNamed),
    ssh: reader.each("ssh", reader.list("ssh"), notAnOption),
    cacheFrom: each(reader, "cache-from", notAnOption),
    cacheTo: each(reader, "cache-to", notAnOption),
    noCache: reader.boolean("no-cache") ?? false,
    noCacheFilters: reader.each("no-cache-filters", reader.list("no-cache-filters"), notAnOption),
    pull: reader.boolean("pull") ?? false,
    ...given("network", reader.one("network", notAnOption)),
    addHosts: reader.each("add-hosts", reader.list("add-hosts"), parseHostName),
    ...given("shmSize", reader.one("shm-size", notAnOption)),
    ulimit: each(reader, "ulimit", parseNamed),
    ...given("cgroupParent", reader.one("cgroup-parent", notAnOption)),
    allow: reader.each("allow", reader.list("allow"), notAnOption),
    ...given("provenance", reader.one("provenance", notAnOption)),
    ...given("sbom", reader.one("sbom", notAnOption)),
    attests: each(reader, "attests", notAnOption),
    outputs: reader.each("outputs", reader.quotedLines("outputs"), parseOutput)
  };
}
function readBuilder(reader, cwd) {
  const driver = reader.choice("driver", ["docker-container", "remote", "kubernetes"]);
  return {
    ...given("name", reader.one("builder", notAnOption)),
    ...given("driver", driver),
    driverOpts: reader.each("driver-opts", reader.quotedLines("driver-opts"), parseNamed),
    ...given("buildkitdFlags", reader.text("buildkitd-flags")),
    ...given("buildkitdConfig", readPath(reader, "buildkitd-config", cwd)),
    ...given("buildkitdConfigInline", reader.text("buildkitd-config-inline")),
    ...given("image", reader.one("buildkit-image", notAnOption)),
    ...given("endpoint", reader.one("endpoint", notAnOption)),
    platforms: reader.each("builder-platforms", reader.list("builder-platforms"), notAnOption),
    ...given("append", reader.text("append"))
  };
}
function given(name, value) {
  return value === void 0 ? {} : { [name]: value };
}
function each(reader, name, parse2) {
  return reader.each(name, reader.lines(name), parse2);
}
function readPath(reader, name, cwd) {
  const text = reader.text(name);
  return text === void 0 ? void 0 : resolve2(cwd, text);
}
function notAnOption(text) {
  return text.startsWith("-") ? { problem: `"${text}" begins with a dash` } : { value: text };
}
function readContext(reader, cwd) {
  return reader.one("context", (text) => {
    if (!/^(https?:\/\/|git@|git:\/\/|ssh:\/\/)|\{\{/.test(text) && text !== "-") return { value: resolve2(cwd, text) };
    return { problem: `"${text}" is not a folder`, hint: "check the repository out, and give a folder of it" };
  });
}
function parseNamed(text) {
  return Object.hasOwn(notAnOption(text), "problem") || !parsePair(text) ? { problem: `an item has no name and =`, hint: "write NAME=value, one a line" } : { value: text };
}
function parseBuildArg(text) {
  const name = parsePair(text)?.key ?? text;
  if (/^[A-Za-z_][A-Za-z0-9_.-]*$/.test(name)) return { value: text };
  return { problem: "an item does not begin with the name of an ARG", hint: "write NAME=value, one a line" };
}
function parseHostName(text) {
  return /^[^-:=\s][^:=\s]*[:=].+$/.test(text) ? { value: text } : { problem: `"${text}" is not HOST:IP` };
}
var OUTPUT_TYPES = ["local", "tar", "oci", "docker", "cacheonly"];
function parseOutput(text) {
  const records = parseRecords(text);
  if ("problem" in records) return records;
  const pairs = records.value.flat().map((field) => parsePair(field));
  const type = pairs.filter((pair) => pair?.key.toLowerCase() === "type").at(-1)?.value ?? "local";
  if (type === "image" || type === "registry") {
    return { problem: `"${text}" would push behind our back`, hint: "name the repository in `image`, and use `push`" };
  }
  if (OUTPUT_TYPES.includes(type)) return notAnOption(text);
  return {
    problem: `"${type}" is no type of output${didYouMean(type, OUTPUT_TYPES)}`,
    hint: `known are ${OUTPUT_TYPES.join(", ")}`
  };
}
function readSecrets(reader) {
  return reader.each("secrets", reader.lines("secrets"), parseSecret);
}
function parseSecret(text) {
  const pair = parsePair(text);
  if (pair && /^[A-Za-z0-9_.-]+$/.test(pair.key)) return { value: { id: pair.key, value: pair.value } };
  return { problem: `an item of ${text.length} letters has no ID and =`, hint: "write ID=VALUE, one a line" };
}
function buildSecretsIn(text) {
  const parsed = parseLines(text);
  const items = "value" in parsed ? parsed.value : text.split("\n");
  return items.map((item) => parsePair(item)?.value.trim() ?? "").filter((value) => value !== "");
}

// src/request/go.ts
import { resolve as resolve3 } from "node:path";
function readGo(reader, cwd) {
  const [version, file, architecture] = [
    reader.text("go-version"),
    reader.text("go-version-file"),
    reader.text("architecture")
  ];
  const [downloadBaseUrl, moduleSum] = [reader.text("go-download-base-url"), reader.text("go-toolchain-sum")];
  return {
    checkLatest: reader.boolean("check-latest") ?? false,
    ...version === void 0 ? {} : { version },
    ...file === void 0 ? {} : { versionFile: resolve3(cwd, file) },
    ...architecture === void 0 ? {} : { architecture },
    ...downloadBaseUrl === void 0 ? {} : { downloadBaseUrl },
    ...moduleSum === void 0 ? {} : { moduleSum }
  };
}
function readPrivateModules(reader) {
  const token = reader.text("go-private-token");
  const patterns = reader.each("go-private", reader.list("go-private"), parsePattern);
  if (token !== void 0 && reader.raw("go-private").length === 0) {
    reader.problem("go-private", "is missing: go-private-token has to know which host it is for", "github.com/OWNER/*");
  }
  if (token !== void 0 && patterns.length > 0 && patterns.every((pattern) => /[*?[\]]/.test(hostOf(pattern)))) {
    reader.problem("go-private", "names no whole host: go-private-token is sent to such alone", "github.com/OWNER/*");
  }
  return { patterns, ...token === void 0 ? {} : { token } };
}
function parsePattern(text) {
  const isHost = /^[a-z0-9*?[\]-]+(\.[a-z0-9*?[\]-]+)+(:\d+)?$/i.test(hostOf(text));
  return isHost && /^[!-~]+$/.test(text) ? { value: text } : { problem: `"${text}" is no pattern of module paths`, hint: "write HOST/OWNER/*, such as github.com/acme/*" };
}
function hostOf(pattern) {
  return pattern.split("/")[0] ?? "";
}
var MODES = ["auto", "true", "false", "read"];
function readCache(reader) {
  const suffix = reader.text("cache-suffix");
  return { mode: reader.choice("cache", MODES) ?? "auto", ...suffix === void 0 ? {} : { suffix } };
}

// src/request/reader.ts
function createReader({ door, values }, warn) {
  const problems = [];
  const problem = (subject, message, hint) => {
    problems.push({ subject, message, ...hint === void 0 ? {} : { hint } });
  };
  const raw = (name) => (values[name] ?? []).filter((text2) => text2.trim() !== "");
  const text = (name) => raw(name).at(-1)?.trim();
  const each2 = (name, texts, parse2) => texts.flatMap((item) => {
    const parsed = parse2(item);
    if ("value" in parsed) return [parsed.value];
    problem(name, parsed.problem, parsed.hint);
    return [];
  });
  const one = (name, parse2) => {
    const value = text(name);
    return value === void 0 ? void 0 : each2(name, [value], parse2)[0];
  };
  const lines = (name) => door === "cli" ? raw(name) : each2(name, raw(name), parseLines).flat();
  return {
    door,
    problems,
    problem,
    raw,
    text,
    each: each2,
    one,
    lines,
    quotedLines: (name) => door === "cli" ? raw(name) : raw(name).flatMap(parseQuotedLines),
    records: (name) => each2(name, raw(name), parseRecords).flat(),
    list: (name) => [...new Set(each2(name, raw(name), parseList).flat())],
    pairs(name, checkKey) {
      const found = each2(name, lines(name), (item) => readPair(item, checkKey));
      return Object.fromEntries(found.map(({ key, value }) => [key, value]));
    },
    words(name) {
      const parts = each2(name, raw(name), parseWords);
      return parts.length === 0 ? void 0 : parts.flat();
    },
    boolean: (name) => one(name, parseBoolean),
    triState: (name) => one(name, parseTriState) ?? "auto",
    choice: (name, accepted) => one(name, (value) => parseChoice(value, accepted)),
    warn: (name, message) => warn(`${name}: ${message}`)
  };
}
function readPair(item, checkKey) {
  const pair = parsePair(item);
  if (!pair) return { problem: `an item of ${item.length} letters has no name and =`, hint: "write NAME=value" };
  const fault = checkKey(pair.key);
  return fault === void 0 ? { value: pair } : { problem: `"${pair.key}" ${fault}` };
}
var BOOLEANS = /* @__PURE__ */ new Map([
  ["true", true],
  ["false", false]
]);
function parseBoolean(text) {
  const value = BOOLEANS.get(text.toLowerCase());
  return value === void 0 ? { problem: `"${text}" is neither true nor false` } : { value };
}
function parseTriState(text) {
  const value = text.toLowerCase() === "auto" ? "auto" : BOOLEANS.get(text.toLowerCase());
  return value === void 0 ? { problem: `"${text}" is none of auto, true, false` } : { value };
}
function parseChoice(text, accepted) {
  const lower = text.toLowerCase();
  const value = accepted.find((one) => one === lower);
  if (value !== void 0) return { value };
  return { problem: `"${lower}" is none of ${accepted.join(", ")}${didYouMean(lower, accepted)}` };
}

// src/request/parse.ts
var DEFAULT_PLATFORMS = [
  { os: "linux", architecture: "amd64" },
  { os: "linux", architecture: "arm64" }
];
function parseRequest(raw, { dir, cwd, warn }) {
  const reader = createReader(raw, warn);
  const output = reader.text("output");
  const base = readBase(reader, cwd);
  const request = {
    dir,
    images: unique(reader.each("image", reader.list("image"), parseImage)),
    mains: reader.each("main", reader.list("main"), parseMain),
    platforms: readPlatforms(reader),
    tags: unique(reader.each("tags", readTagItems(reader), parseTag)),
    push: reader.triState("push"),
    load: reader.boolean("load") ?? false,
    engine: readEngine(reader),
    manifest: reader.choice("manifest", ["auto", "single", "index"]) ?? "auto",
    go: readGo(reader, cwd),
    goPrivate: readPrivateModules(reader),
    cache: readCache(reader),
    compile: readCompile(reader),
    container: readContainer(reader, dir, base !== void 0),
    registry: readRegistry(reader),
    dockerfile: readDockerfile(reader, cwd),
    given: INPUTS.map(({ name }) => name).filter((name) => reader.raw(name).length > 0),
    builder: readBuilder(reader, cwd),
    ...output === void 0 ? {} : { output: resolve4(cwd, output) },
    ...base === void 0 ? {} : { base }
  };
  checkTogether(request, raw, reader);
  return { request, problems: reader.problems };
}
function checkTogether(request, { door }, reader) {
  const { manifest, platforms, push, images, tags, container, dockerfile } = request;
  if (manifest === "single" && platforms.length > 1) {
    reader.problem("manifest", `single can't hold ${platforms.length} platforms`, "give one platform, or use index");
  }
  const attesting = manifest === "single" ? attestingInputs(dockerfile) : [];
  if (attesting.length > 0) {
    const message = "single is one manifest, and attestations need an index beside it";
    reader.problem("manifest", message, `leave out manifest, or ${attesting.join(" and ")}`);
  }
  if (push === true && reader.raw("image").length === 0 && door === "cli" && !tags.some((tag) => /[/:]/.test(tag))) {
    reader.problem("image", "is missing: --push needs to know where to", "add --image REGISTRY/OWNER/NAME");
  }
  const unowned = push === true ? images.find((image) => image.startsWith("docker.io/library/")) : void 0;
  if (unowned !== void 0) {
    reader.problem(
      "image",
      `"${unowned}" belongs to Docker itself`,
      "write OWNER/NAME, or HOST/NAME for another registry"
    );
  }
  const paths = container.files.map((file) => file.destination).filter((path) => !path.endsWith("/"));
  const twice = paths.find((path, index) => paths.indexOf(path) !== index);
  if (twice !== void 0) reader.problem("files", `two files go to ${twice}`);
}
function unique(items) {
  return [...new Set(items)];
}
function readTagItems(reader) {
  return unique(
    reader.records("tags").flatMap((fields) => fields[0]?.startsWith("type=") ? [fields.join(",")] : [...fields])
  );
}
function readPlatforms(reader) {
  const texts = reader.list("platforms");
  if (texts.length === 0) return DEFAULT_PLATFORMS;
  const found = reader.each("platforms", texts, parseTargetPlatform);
  return found.filter((one, index) => found.findIndex((other) => samePlatform(one, other)) === index);
}
function samePlatform(a, b) {
  return a.os === b.os && a.architecture === b.architecture && a.variant === b.variant;
}
function parseMain(text) {
  if (text.startsWith("-")) return { problem: `"${text}" is not a package`, hint: `write ./${text} for a folder` };
  if (text.endsWith(".go")) return { problem: `"${text}" is a file`, hint: "give the folder of the package" };
  return { value: text };
}
var ENGINES = ["auto", "embedded", "buildkit", "buildx"];
function readEngine(reader) {
  const engine = reader.choice("engine", ENGINES) ?? "auto";
  return engine === "buildx" ? "buildkit" : engine;
}
function readBase(reader, cwd) {
  const text = reader.text("base");
  if (text === void 0 || text.toLowerCase() === "scratch") return void 0;
  const inLayout = parseLayoutReference(text);
  if (inLayout) {
    if (inLayout.path === "") reader.problem("base", `${LAYOUT_SCHEME} has no path behind it`);
    return formatLayoutReference({ ...inLayout, path: resolve4(cwd, inLayout.path) });
  }
  const parsed = parseReference(text);
  if ("problem" in parsed) reader.problem("base", `"${text}": ${parsed.problem}`);
  return text;
}
var NOT_IN_GO_ENV = /* @__PURE__ */ new Map([
  ["GOOS", "platforms decides"],
  ["GOARCH", "platforms decides"],
  ["GOARM", "platforms decides (linux/arm/v6)"],
  ["GOAMD64", "platforms decides (linux/amd64/v3)"],
  ["GOARM64", "platforms decides (linux/arm64/v9)"],
  ["CGO_ENABLED", "cgo decides"]
]);
function readCompile(reader) {
  const ldflags = reader.text("ldflags");
  const gcflags = reader.text("gcflags");
  return {
    buildTags: reader.each(
      "build-tags",
      reader.list("build-tags"),
      (text) => (
        // https://pkg.go.dev/cmd/go#hdr-Build_constraints: letters, digits, underscores, dots
        /^[\p{L}\p{Nd}_.]+$/u.test(text) ? { value: text } : { problem: `"${text}" is not a build tag` }
      )
    ),
    buildFlags: reader.words("build-flags") ?? [],
    buildvcs: reader.triState("buildvcs"),
    goEnv: reader.pairs("go-env", checkGoVariable),
    cgo: reader.boolean("cgo") ?? false,
    ...ldflags === void 0 ? {} : { ldflags },
    ...gcflags === void 0 ? {} : { gcflags }
  };
}
function checkGoVariable(key) {
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(key)) return "is not the name of an environment variable";
  const decision = NOT_IN_GO_ENV.get(key);
  return decision === void 0 ? void 0 : `is what ${decision}`;
}

export {
  parse,
  attestingInputs,
  loginsFor,
  secretsIn,
  closest,
  buildSecretsIn,
  GROUPS,
  INPUTS,
  inputsOf,
  parseRequest
};
