export { takeCounter } from './counter.ts';
export { endUsage } from './end.ts';
export { takeUsage } from './take.ts';
export { usageHandlers } from './usage.handlers.ts';
export { type WindowsOf, windowsToRead } from './windows.ts';
