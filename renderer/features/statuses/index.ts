import './statuses.css';

export { FlipList } from './flip-list.tsx';
export { useSinceWords } from './since-words.ts';
export { HostedStateTag } from './state-tag.tsx';
