export { policiesHandlers } from './policies.handlers.ts';
export { findVersion } from './versions.repo.ts';
