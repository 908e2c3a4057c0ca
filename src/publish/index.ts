export {type PublishedTags, readTags} from './published.ts'
export {type ImageToPublish, publishTogether} from './together.ts'
