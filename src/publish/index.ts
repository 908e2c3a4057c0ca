export {type Publication, publish} from './publish.ts'
export {type PublishedTags, readTags} from './published.ts'
