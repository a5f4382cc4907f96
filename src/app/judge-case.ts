/** What a thread that judges needs of the features: nothing but rules. */
export { judgeText } from '../features/culprits/index.ts';
