export { judgePack, type PackJudgement } from './pack.ts';
export { statusesHandlers } from './statuses.handlers.ts';
export { endOfList, takeAccounts } from './take.ts';
