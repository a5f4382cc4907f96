export { RESTORED_PAUSE } from '../features/outbox/index.ts';
