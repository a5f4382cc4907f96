export { type FailuresRead, takeFailures } from './failures.ts';
export { endUsage, takeCounter, takeUsage } from './take.ts';
export { usageHandlers } from './usage.handlers.ts';
export { type WindowsOf, windowsToRead } from './windows.ts';
