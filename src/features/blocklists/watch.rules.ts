const HOUR_MS = 60 * 60_000;
/** After a check that was cancelled or failed. */
const AGAIN_MS = HOUR_MS;

/** Epoch milliseconds at which the watch asks everything again; 0 = at once. */
export function dueAt(last: { readonly endedAt: number; readonly done: boolean } | null, everyHours: number): number {
  if (last === null) return 0;
  return last.endedAt + (last.done ? everyHours * HOUR_MS : AGAIN_MS);
}

/** True when it is time. A clock that was set back behind the last check makes the wait void. */
export function isDue(last: { readonly endedAt: number; readonly done: boolean } | null, everyHours: number, now: number): boolean {
  return now >= dueAt(last, everyHours) || (last !== null && last.endedAt > now);
}
