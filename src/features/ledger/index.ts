export { appendLedger, type LedgerEntry } from './append.ts';
export { ledgerHandlers } from './ledger.handlers.ts';
export type { LedgerSubjects } from './subjects.ts';
