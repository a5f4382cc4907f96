import type { DossierOutcome, DossierRow, DossierState } from '../../contract/dossiers.ts';
import { daysBetween } from '../../shared/calendar.ts';
import { RENEW_DAYS } from '../../shared/dossiers.ts';

/** What was said of an application, and how much of it is there. */
export interface Standing {
  readonly missing: number;
  readonly given: unknown;
  readonly outcome: DossierOutcome | null;
}

/** How a dossier stands: what was said of it goes before what is in it. */
export function stateOf({ missing, given, outcome }: Standing): DossierState {
  if (outcome !== null) return outcome.kind;
  if (given !== null) return 'given';
  return missing === 0 ? 'complete' : 'draft';
}

/** How long a grant still holds. `renewed`: another application took its place. */
export function expiryOf(
  { outcome, renewed }: { readonly outcome: DossierOutcome | null; readonly renewed: boolean },
  today: string,
): Pick<DossierRow, 'until' | 'due' | 'daysLeft'> {
  if (outcome?.kind !== 'granted' || outcome.until === null) return { until: null, due: 'none', daysLeft: null };
  const daysLeft = daysBetween(today, outcome.until);
  const due = renewed ? 'none' : daysLeft < 0 ? 'expired' : daysLeft <= RENEW_DAYS ? 'renew' : 'none';
  return { until: outcome.until, due, daysLeft };
}
