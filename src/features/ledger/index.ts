export { openLedger } from './adopt.ts';
export { appendLedger, type LedgerEntry } from './append.ts';
export { checkLedger } from './check.ts';
export { ledgerHandlers } from './ledger.handlers.ts';
export type { LedgerSubjects } from './subjects.ts';
