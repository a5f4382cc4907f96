import type { AnalysisApart, Concerned } from '../../contract/incidents.ts';

/** Somebody a case or an analysis names. */
export type Named = Pick<Concerned, 'hostedId' | 'clientId'>;

/** When something happened, in epoch milliseconds, and whom it is said to have come from, as far as is known. */
export interface Happening {
  readonly at: number;
  readonly people: readonly Named[];
}

const DAY_MS = 86_400_000;

const isSame = (one: Named, other: Named): boolean =>
  (one.hostedId !== null && one.hostedId === other.hostedId) || (one.clientId !== null && one.clientId === other.clientId);

/** In what an analysis is about something else than a case: whom it names may have nothing to do with it. Where one of them names nobody, nothing is said of accounts. */
export function apartOf(incident: Happening, analysis: Happening): AnalysisApart[] {
  const isOtherTime = Math.abs(analysis.at - incident.at) >= DAY_MS;
  const isOtherAccount =
    incident.people.length > 0 && analysis.people.length > 0 && !analysis.people.some((one) => incident.people.some((other) => isSame(one, other)));
  return [...(isOtherTime ? ['time' as const] : []), ...(isOtherAccount ? ['account' as const] : [])];
}
