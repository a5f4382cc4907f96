export { policiesHandlers } from './policies.handlers.ts';
export { findPreviewed, type PreviewOrder } from './preview-text.ts';
export { findVersion } from './versions.repo.ts';
