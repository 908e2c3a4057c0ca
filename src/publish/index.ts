export type {Publication} from './publish.ts'
export {type PublishedTags, readTags} from './published.ts'
export {type ImageToPublish, publishTogether} from './together.ts'
