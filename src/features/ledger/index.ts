export { openLedger } from './adopt.ts';
export { appendLedger } from './append.ts';
export { checkLedger } from './check.ts';
export { exportBundle } from './export.ts';
export { ledgerHandlers } from './ledger.handlers.ts';
