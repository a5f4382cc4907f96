export { createOutbox, type Outbox, type Withdrawal } from './outbox.ts';
export { pausedBecause, RESTORED_PAUSE } from './paused.repo.ts';
export { markBounced } from './settle.ts';
