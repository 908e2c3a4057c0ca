export {architectureOf} from './architecture.ts'
export {describeGoPlan, describeToolchain} from './describe.ts'
export {type GoPlan, type LookOptions, planGo, provideGo} from './toolchain.ts'
export type {GoRequest, Toolchain, ToolFiles} from './types.ts'
