export { type BlockLists, createBlockLists } from './blocklists.ts';
export { holderOf, lastSaid, mayAskList, staysOf } from './by-name.ts';
export { LIST_NAMES } from './catalogue/names.rules.ts';
export { type ListedSubject, listedOfPack } from './listings.repo.ts';
export { askOnce, type ListSays } from './once.ts';
export { subjectText } from './question.rules.ts';
export { resolverChoice } from './settings.repo.ts';
