/** How sure a verdict is, or why there is none: `none` = nobody stands out. */
export const VERDICT_OUTCOMES = ['strong', 'possible', 'weak', 'none', 'not_enough_data'] as const;

export const SUSPECT_LABELS = ['strong', 'possible', 'weak'] as const;
export type SuspectLabel = (typeof SUSPECT_LABELS)[number];

/** Why an account is suspected, or rather not; each has a sentence in every language. */
export const REASON_CODES = [
  // for
  'excess_share',
  'above_usual',
  'sufficient_alone',
  'moved_first',
  'unknown_recipients',
  'content_refused',
  'many_failures',
  'caused_block',
  'host_limit_hit',
  'suspended_by_host',
  'suspended_later',
  'complaints',
  'new_script',
  'many_sources',
  'foreign_senders',
  'same_subject',
  'first_mailing',
  'login_refused_after',
  'night',
  // against
  'as_usual',
  'announced',
  'few_messages',
  'only_deferred',
  'only_block',
  'forwarded',
  'after_block',
  'no_trace',
  'not_sufficient',
  'short_history',
  'stolen_login',
  'password_guessed',
  'limit_by_block',
] as const;
export type ReasonCode = (typeof REASON_CODES)[number];

/** What is worth knowing and weighs on neither side: an answer of the host after the moment, and what strangers do without the account. */
const REMARKS: readonly ReasonCode[] = ['suspended_later', 'password_guessed'];

/** Reasons that tell how much it was, and no sign. */
const AMOUNTS: readonly ReasonCode[] = ['excess_share', 'above_usual'];

/** The reasons of a suspect as they are told: verdicts keep remarks among those for and against. */
export function sidesOf<R extends { readonly code: ReasonCode }>({
  reasonsFor,
  reasonsAgainst,
}: Readonly<Record<'reasonsFor' | 'reasonsAgainst', readonly R[]>>) {
  const weighs = ({ code }: R): boolean => !REMARKS.includes(code);
  return {
    for: reasonsFor.filter(weighs),
    against: reasonsAgainst.filter(weighs),
    remarks: [...reasonsFor, ...reasonsAgainst].filter((each) => !weighs(each)),
  };
}

/**
 * What the data say of an account that is not suspected. `hurt_by_block`: hardly anything failed but what the block brought about. `stopped_by_limit`: a limit of
 * the host itself put off or stopped its mail. `put_off_by_receivers`: receivers put it off, as on other days. `above_usual`: more than usual, less than what is
 * judged. `few_with_signs`: signs of its own, on too little out of the ordinary to say anything. `usual_beside`: not notably more than usual by another source than the one it was judged by, which knows the days before.
 * `even`: without a sudden rise and with hardly a failure, while nothing is known of the days before. `announced`: more than usual, as was announced. `nothing_sent`: known to be
 * silent. `usual_unknown`: it sent, and nobody knows what is usual. `nothing_known`: no source tells of it in this window.
 */
export const STATEMENT_CODES = [
  'hurt_by_block',
  'stopped_by_limit',
  'put_off_by_receivers',
  'as_usual',
  'usual_beside',
  'even',
  'announced',
  'above_usual',
  'few_with_signs',
  'nothing_sent',
  'usual_unknown',
  'nothing_known',
] as const;
export type StatementCode = (typeof STATEMENT_CODES)[number];

/** Of whom enough is known, and nothing speaks against: whom a host may be asked to restore first, where the outcome is not `not_enough_data`. */
export const UNCONCERNED: readonly StatementCode[] = ['hurt_by_block', 'put_off_by_receivers', 'as_usual', 'usual_beside', 'even', 'announced'];

/** The signs that a statement speaks of without naming them, as the reasons of its account do; older verdicts kept none for most. */
export function signsToldOf<R extends { readonly code: ReasonCode }>(
  { account, code }: { readonly account: string; readonly code: StatementCode },
  suspects: readonly ({ readonly account: string } & Readonly<Record<'reasonsFor' | 'reasonsAgainst', readonly R[]>>)[],
): readonly R[] {
  const suspect = code === 'few_with_signs' ? suspects.find((each) => each.account === account) : undefined;
  return suspect === undefined ? [] : sidesOf(suspect).for.filter((each) => !AMOUNTS.includes(each.code));
}

/** Of how many accounts the host stopped mail where nobody stands out: that is said beside it, as it is no all-clear. */
export function stoppedByHost({ outcome, others }: { readonly outcome: string; readonly others: readonly { readonly code: StatementCode }[] }): number {
  return outcome === 'none' ? others.filter(({ code }) => code === 'stopped_by_limit').length : 0;
}

/** What `sites` counts: clients where every account with signs is known to belong to one, else accounts. */
export const SITES_OF = ['clients', 'accounts'] as const;

/** What the data lack. */
export const VERDICT_GAPS = [
  'no_baseline',
  'usual_from_window',
  'window_not_covered',
  'silence_in_log',
  'no_recipients',
  'no_subjects',
  'no_scripts',
  'no_deferrals',
  'no_logins',
  'no_limit_known',
  'counts_only',
  'skipped_lines',
  'host_counted_more',
  'unattributed',
  'moment_outside',
  'log_ends_before',
  'logs_overlap',
  'sources_differ',
] as const;
export type VerdictGap = (typeof VERDICT_GAPS)[number];
