import type { LogId } from '../../../src/contract/ids.ts';

/** Where an account of a log is shown. */
export function logAccountPath(id: LogId, account: string): string {
  return `/incidents/logs/${id}/accounts/${encodeURIComponent(account)}`;
}
