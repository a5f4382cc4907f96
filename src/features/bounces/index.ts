export { createBounces } from './bounces.handlers.ts';
export { type ClassifiedRecipient, type ClassifiedReport, classifyMail, classifyReply, type Decode } from './classify/index.ts';
export { type ClassifyTools, classifyFile } from './classify-files.ts';
export { heldBack, holdBack, lastFailure, letThrough } from './one-address.ts';
export { recordRefusal, recordReport } from './record.ts';
export { isSuppressed, suppressedAmong, suppressedKeys, suppressedSince, suppressedSql } from './suppression.repo.ts';
export { BLOCK_DAYS } from './suppression.rules.ts';
