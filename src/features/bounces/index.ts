export { createBounces } from './bounces.handlers.ts';
export { type Report, recordRefusal, recordReport } from './record.ts';
export { isAmong, isSuppressed, suppressedKeys, suppressedSql } from './suppression.repo.ts';
