export {type ContainerEngine, engineEnvironment, findContainerEngine} from './engine.ts'
export {type Loaded, loadImages} from './load.ts'
