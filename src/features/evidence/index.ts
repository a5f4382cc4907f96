export { evidenceHandlers, recordEvidence } from './evidence.handlers.ts';
