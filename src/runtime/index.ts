export {type ContainerEngine, findContainerEngine} from './engine.ts'
export {type Loaded, loadImages} from './load.ts'
