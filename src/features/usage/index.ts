export { takeCounter } from './counter.ts';
export { endUsage } from './end.ts';
export { takeUsage } from './take.ts';
export { usageHandlers } from './usage.handlers.ts';
export { windowsToRead } from './windows.ts';
