export { takeCounter } from './counter.ts';
export { endUsage } from './end.ts';
export { takeUsage } from './take.ts';
export { takeBack } from './take-back.repo.ts';
export { usageHandlers } from './usage.handlers.ts';
export { windowsToRead } from './windows.ts';
export { clockOf, zoneOf } from './zone.repo.ts';
export { keepZone } from './zone.ts';
