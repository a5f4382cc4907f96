import type { Limit, OwnRules, Rate } from '../../contract/rule-pack.ts';
import { isWeaker, known, perSecond, type TightenedRules, type Unsubscribe } from './limits.rules.ts';

/** A rule of the host that an own one is looser than. */
export type Breached =
  | { readonly field: 'smallMailingMax' | 'maxRecipientsPerMessage'; readonly host: number }
  | { readonly field: 'maxFailurePercent'; readonly host: number }
  | { readonly field: 'pacing'; readonly host: Rate }
  | { readonly field: 'limits'; readonly host: Limit }
  | { readonly field: 'unsubscribe'; readonly host: Unsubscribe };

/** The first own rule that would allow more than the host does; null when all are at least as strict. Nothing is looser than what is unknown. */
export function looserThanHost(rules: TightenedRules, own: OwnRules): Breached | null {
  return looserNumber(rules, own) ?? looserPacing(rules, own) ?? looserLimit(rules, own) ?? looserUnsubscribe(rules, own);
}

function looserNumber(rules: TightenedRules, own: OwnRules): Breached | null {
  for (const field of ['smallMailingMax', 'maxRecipientsPerMessage', 'maxFailurePercent'] as const) {
    const host = known(rules[field]);
    const mine = own[field];
    if (host !== null && mine !== null && mine > host) return { field, host };
  }
  return null;
}

function looserPacing(rules: TightenedRules, own: OwnRules): Breached | null {
  const host = known(rules.pacing);
  return host !== null && own.pacing !== null && perSecond(own.pacing) > perSecond(host) ? { field: 'pacing', host } : null;
}

/**
 * A limit for another window of the same thing is compared by what the host's lets through in it: 30 an hour make 720 a day at most,
 * and 500 a day no more than 500 in any hour. An own limit above that would print a number that cannot be reached.
 */
function looserLimit(rules: TightenedRules, own: OwnRules): Breached | null {
  for (const host of known(rules.limits) ?? []) {
    const looser = own.limits.some(
      (mine) => mine.counts === host.counts && mine.scope === host.scope && mine.count > host.count * Math.ceil(mine.seconds / host.seconds),
    );
    if (looser) return { field: 'limits', host };
  }
  return null;
}

function looserUnsubscribe(rules: TightenedRules, own: OwnRules): Breached | null {
  const host = known(rules.unsubscribe);
  return host !== null && own.unsubscribe !== null && isWeaker(own.unsubscribe, host) ? { field: 'unsubscribe', host } : null;
}
