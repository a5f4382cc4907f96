/** ISO 8601 in UTC with milliseconds, from epoch milliseconds: the only form of an instant on the wire. */
export function toIso(epochMs: number): string {
  return new Date(epochMs).toISOString();
}
