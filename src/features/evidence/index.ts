export { addEvidence, type NewEvidence } from './add.ts';
export { COUNTING, fallen } from './counting.repo.ts';
export { evidenceHandlers } from './evidence.handlers.ts';
export { findEvidence } from './evidence.repo.ts';
export { evidencePayload } from './payload.repo.ts';
export { recordEvidence } from './record.ts';
export { proofsById } from './report.repo.ts';
export { accountNames } from './scope.ts';
export { type StoodOn, stoodOn } from './told-on.ts';
