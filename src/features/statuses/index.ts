export { endOfList } from './end-of-list.ts';
export { loginOf, parseLimits } from './facts.rules.ts';
export { checkPack } from './history.repo.ts';
export { among, findHosted, found, type HostedRow, hostedByIds, hostedView } from './hosted.repo.ts';
export { noteLimit } from './observed.ts';
export { endRefusal, judgePack } from './pack.ts';
export { lastPackFlips } from './pack-state.repo.ts';
export { statusesHandlers } from './statuses.handlers.ts';
export { takeAccounts } from './take.ts';
