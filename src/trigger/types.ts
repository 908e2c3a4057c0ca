export type TriggerKind =
  | 'push'
  | 'tag'
  | 'release'
  | 'pull_request'
  | 'pull_request_target'
  | 'merge_group'
  | 'schedule'
  | 'dispatch'
  | 'workflow_run'
  | 'local'
  | 'other'

/** What happened: read once from the event file or from git. Nothing else reads GITHUB_*. */
export interface Trigger {
  readonly kind: TriggerKind
  /** Branch that was pushed, is checked out, or (pull request) would be merged into. */
  readonly branch?: string
  readonly defaultBranch?: string
  readonly tag?: string
  readonly pullRequest?: {
    readonly number: number
    readonly fromFork: boolean
    readonly action: string
    readonly headSha?: string
  }
  /** Commit and its time, absent where there is none or where the work tree differs from it. */
  readonly commit?: {readonly sha: string; readonly time: Date}
  readonly repository?: {readonly owner: string; readonly name: string; readonly serverUrl: string}
  /** Of the workflow run; absent on a laptop. */
  readonly run?: {readonly id: string; readonly attempt: string}
  /** May this run hold credentials and write to shared places? Forks' pull requests and Dependabot may not. */
  readonly trust: {readonly trusted: boolean; readonly reason: string}
}
