export { hostsHandlers } from './hosts.handlers.ts';
export { findHost, type HostRules, parseOwnRules, parseRules, saveTerms } from './hosts.repo.ts';
export { type EffectiveLimits, effectiveLimits, known, type Owned } from './limits.rules.ts';
export { NO_OWN_RULES, PRESETS } from './presets.ts';
export { reasonsOf } from './reasons.ts';
export { type SendingLimit, type SendingRules, sendingLimits } from './sending-limits.rules.ts';
