export { innocentsHandlers } from './innocents.handlers.ts';
export { innocentSettled } from './innocents-settled.ts';
export { keepBackPlans } from './keep-back.ts';
export { repermissionHandlers } from './repermission.handlers.ts';
