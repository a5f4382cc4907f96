export { culpritsHandlers } from './culprits.handlers.ts';
export { judgeFacts } from './from-facts.ts';
export { judgeText } from './judge.ts';
export type { Judgement } from './verdict.rules.ts';
export { findVerdict } from './verdicts.repo.ts';
