export {lineMap} from './line-map.ts'
export {type Overlay, type OverlayProgram, overlayOf} from './overlay.ts'
export {platformFolder} from './platform-folder.ts'
