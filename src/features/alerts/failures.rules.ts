import type { AlertSettings } from '../../contract/alerts.ts';
import { wilsonLowerBound } from './stats/wilson.rules.ts';

/** What became of messages; null = not published. */
export interface Outcomes {
  readonly sent: number | null;
  readonly delivered: number | null;
  readonly failed: number | null;
}

/** A share of failures that is too high: `bound` is the least that is believable. */
export interface Failing {
  readonly level: 'warn' | 'act';
  readonly failed: number;
  readonly decided: number;
  readonly share: number;
  readonly bound: number;
  readonly faint: boolean;
}

export type FailureSettings = Pick<AlertSettings, 'failuresLeast' | 'failuresWarn' | 'failuresAct'>;

/** Below this part of the share that is too high, an episode is over. */
const HYSTERESIS = 0.8;

/**
 * Whether surely more than the share fails that was chosen, or that the host allows (`hostShare`, null = not known). A few failures are never a share. Of
 * messages whose end is not published, those sent are counted, which makes the share no larger than it is.
 */
export function failingOf({ sent, delivered, failed }: Outcomes, settings: FailureSettings, hostShare: number | null): Failing | null {
  if (failed === null || failed < settings.failuresLeast) return null;
  const decided = delivered !== null ? delivered + failed : Math.max(sent ?? 0, failed);
  if (delivered === null && sent === null) return null;
  const bound = wilsonLowerBound(failed, decided);
  const warn = Math.min(settings.failuresWarn, hostShare ?? 1);
  const act = Math.max(warn, Math.min(settings.failuresAct, hostShare ?? 1));
  if (bound <= warn * HYSTERESIS) return null;
  return { level: bound > act ? 'act' : 'warn', failed, decided, share: failed / decided, bound, faint: bound <= warn };
}
