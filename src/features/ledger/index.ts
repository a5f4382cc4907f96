export { appendLedger, type LedgerEntry } from './append.ts';
