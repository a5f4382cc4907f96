import { MINUTE_MS } from '../../../src/shared/durations.ts';

/** When a state began, as far as it is known. Instants in UTC. */
export interface Begun {
  /** When it was last seen otherwise; null = it was so when it was first looked at. */
  readonly after: string | null;
  /** When it was first seen so. */
  readonly since: string;
  /** What the host itself says. */
  readonly hostSince: string | null;
}

/** How a beginning is told: `host` its own word, `at` close enough to a moment, `sameDay` and `between` its bounds, `atLeast` nobody looked before. */
export type SinceForm =
  | { readonly form: 'host' | 'at' | 'atLeast'; readonly at: string }
  | { readonly form: 'sameDay' | 'between'; readonly from: string; readonly to: string };

/** Chooses how to tell when a state began; `dayOf` gives the day of an instant where the person is. */
export function sinceForm({ after, since, hostSince }: Begun, dayOf: (instant: string) => string): SinceForm {
  if (hostSince !== null) return { form: 'host', at: hostSince };
  if (after === null) return { form: 'atLeast', at: since };
  if (Date.parse(since) - Date.parse(after) < MINUTE_MS) return { form: 'at', at: since };
  return { form: dayOf(after) === dayOf(since) ? 'sameDay' : 'between', from: after, to: since };
}
