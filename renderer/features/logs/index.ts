export { clockText, momentOfClock } from './clock.rules.ts';
export { IncidentsTabs } from './incidents-tabs.tsx';
export { logAccountPath } from './log-account-path.ts';
export { LogLines } from './log-lines.tsx';
export { TakeInLogs } from './take-in-logs.tsx';
export { TraceList } from './trace-list.tsx';
export { useLogName } from './use-log-name.ts';
export { useLogSpan } from './use-log-span.ts';
export { WhereLogs } from './where-logs.tsx';
