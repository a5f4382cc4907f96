export { policiesHandlers } from './policies.handlers.ts';
export { findPreviewed } from './preview-text.ts';
export { findVersion, newestTerms } from './versions.repo.ts';
export { mapBlock } from './wording.rules.ts';
