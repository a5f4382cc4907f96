export { hostsHandlers } from './hosts.handlers.ts';
export { findHost, type HostRules, parseRules } from './hosts.repo.ts';
export { PRESETS, reasonsOf } from './presets.ts';
