export {type CacheAccess, cacheAccess} from './access.ts'
export {compileShare} from './action-graph.ts'
export {restoreArchive, saveArchive} from './archives.ts'
export {countBuildCache, isWarmBuildCache, sweepBuildCache} from './build-folder.ts'
export {type BuildRestore, restoreBuildCache, restoreModules, saveBuildCache, saveModules} from './caches.ts'
export type {EntryPlace} from './entry.ts'
export {nextBuildArchive, nextModulesArchive, type Taken, usedEntries} from './inside.ts'
export {type FinishedSave, finishJobCaches, type JobCaches} from './job.ts'
export {
  type BuildKeyInput,
  buildKeys,
  type InsideKeyInput,
  insideKeys,
  moduleKeys,
  outputKeys,
  type SourceKeyInput,
  sourceKey,
  sourceKeys,
  sourceSet,
} from './keys.ts'
export {isWarmModuleCache} from './module-files.ts'
export {isWarmOutputs, type OutputsRestore, restoreOutputs, saveOutputs} from './outputs.ts'
export {cachePolicy, outputsDecision, type PolicyInput} from './policy.ts'
export {type ProfileInput, pgoHash, profileHash} from './profile.ts'
export {parseSaveTask, performSave, type SaveTask} from './save-task.ts'
export {restoreSources, saveSources, vouchForSources} from './sources.ts'
export {readSums, type Sums} from './sums.ts'
export type * from './types.ts'
export {type SaveDecision, shouldSaveBuild, shouldSaveModules, shouldSaveOutputs, shouldSaveSources} from './worth.ts'
