export { createOutbox, type Outbox } from './outbox.ts';
export { markBounced } from './settle.ts';
