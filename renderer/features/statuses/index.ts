export { useSinceWords } from './since-words.ts';
export { HostedStateTag } from './state-tag.tsx';
