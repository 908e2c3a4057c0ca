import {copyBeforeDownload} from './rules/copy-before-download.ts'
import {dynamicOnScratch} from './rules/dynamic-on-scratch.ts'
import {emulatedGoStage} from './rules/emulated-go-stage.ts'
import {fixedGoarch} from './rules/fixed-goarch.ts'
import {goarmWithV} from './rules/goarm-with-v.ts'
import {golangOlderThanGoMod} from './rules/golang-older-than-go-mod.ts'
import {latestTag} from './rules/latest-tag.ts'
import {noCaCertificates} from './rules/no-ca-certificates.ts'
import {rootUser} from './rules/root-user.ts'
import {undeclaredPlatformArg} from './rules/undeclared-platform-arg.ts'
import type {Rule} from './types.ts'

/** What keeps an image from working comes first, then what makes it slow, then the rest. */
export const RULES: readonly Rule[] = [
  golangOlderThanGoMod,
  fixedGoarch,
  undeclaredPlatformArg,
  goarmWithV,
  dynamicOnScratch,
  noCaCertificates,
  emulatedGoStage,
  copyBeforeDownload,
  rootUser,
  latestTag,
]
