export {type Overlay, type OverlayProgram, overlayOf} from './overlay.ts'
export {platformFolder} from './platform-folder.ts'
