import type { Reason } from '../../../src/contract/culprits.ts';

/** What tells most, first: what the host or recipients did about it, then how the mail left and what it was, then when. */
const ORDER: readonly Reason['code'][] = [
  'suspended_by_host',
  'complaints',
  'caused_block',
  'new_script',
  'many_sources',
  'content_refused',
  'unknown_recipients',
  'sufficient_alone',
  'host_limit_hit',
  'foreign_senders',
  'many_failures',
  'login_refused_after',
  'first_mailing',
  'moved_first',
  'same_subject',
  'night',
];

/** Said by the figures at the head of a card. */
const AT_HEAD: ReadonlySet<Reason['code']> = new Set(['excess_share', 'above_usual']);

/** Reasons without what the head of a card says already, the most telling first. */
export function tellingFirst(reasons: readonly Reason[]): readonly Reason[] {
  const placeOf = ({ code }: Reason) => (ORDER.includes(code) ? ORDER.indexOf(code) : ORDER.length);
  return reasons.filter(({ code }) => !AT_HEAD.has(code)).toSorted((a, b) => placeOf(a) - placeOf(b));
}
