export { addEvidence, type NewEvidence } from './add.ts';
export { fallen } from './counting.repo.ts';
export { evidenceHandlers } from './evidence.handlers.ts';
export { findEvidence } from './evidence.repo.ts';
export { evidencePayload } from './payload.repo.ts';
export { recordEvidence } from './record.ts';
