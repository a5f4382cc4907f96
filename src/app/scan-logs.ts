/** What shells may do with a log that was just read, without keeping anything: say what is in it, and judge a moment by it. */
export { type Judgement, judgeFacts } from '../features/culprits/index.ts';
export { type Analysis, analysisOf } from '../features/logs/index.ts';
