export { innocentsHandlers } from './innocents.handlers.ts';
export { innocentSettled } from './innocents-settled.ts';
export { repermissionHandlers } from './repermission.handlers.ts';
