export {type ContainerEngine, findContainerEngine} from './engine.ts'
export {type ImageToLoad, type Loaded, type LoadRequest, loadImages} from './load.ts'
