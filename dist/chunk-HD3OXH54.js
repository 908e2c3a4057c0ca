import {createRequire as __createRequire} from 'node:module';const require = __createRequire(import.meta.url);

// src/lib/environment.ts
var COMMON = /* @__PURE__ */ new Set([
  ...["PATH", "HOME", "USER", "LOGNAME", "SHELL", "LANG", "TZ", "TMPDIR", "TEMP", "TMP"],
  // Windows needs these to start programs and to find the user's folders.
  ...["USERPROFILE", "LOCALAPPDATA", "APPDATA", "PROGRAMDATA", "PROGRAMFILES", "SYSTEMROOT", "SYSTEMDRIVE"],
  ...["WINDIR", "COMSPEC", "PATHEXT", "HOMEDRIVE", "HOMEPATH"]
]);
var COMMON_PREFIX = /^(LC_|XDG_)/;
function environmentFor(env, also) {
  const passed = Object.entries(env).filter(([name, value]) => {
    const upper = name.toUpperCase();
    return value !== void 0 && (COMMON.has(upper) || COMMON_PREFIX.test(upper) || also(upper));
  });
  return Object.fromEntries(passed);
}

export {
  environmentFor
};
