export { policiesHandlers } from './policies.handlers.ts';
export { findVersion, type PublishedText } from './versions.repo.ts';
