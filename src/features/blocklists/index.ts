export { type BlockLists, createBlockLists } from './blocklists.ts';
export { lastSaid, mayAskList, staysOf } from './by-name.ts';
export { type ListedSubject, listedOfPack } from './listings.repo.ts';
export { askOnce, type ListSays } from './once.ts';
export { resolverChoice } from './settings.repo.ts';
