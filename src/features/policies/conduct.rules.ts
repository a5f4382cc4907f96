import type { Rate } from '../../contract/rule-pack.ts';
import { type Draft, type DraftSection, known, list, paragraph, rateInWords } from './section.rules.ts';

/** What may be sent on this host. */
export const allowed: DraftSection = (draft) => {
  const { rules, say } = draft;
  return {
    blocks: [list(say('allowed.ordinary'), ...bulkItems(draft))],
    basis: [rules.bulkPolicy, rules.smallMailingMax, rules.whitelist, rules.pacing],
  };
};

function bulkItems(draft: Draft): (string | null)[] {
  const { rules, say, ask } = draft;
  const policy = known(rules.bulkPolicy) ?? 'ask';
  const sentence = say(`allowed.${policy}`, { ask });
  switch (policy) {
    case 'tolerated_small':
      return [sentence, smallSize(draft)];
    case 'not_intended':
      return [sentence, known(rules.pacing) === null ? null : say('allowed.spread')];
    case 'whitelist_only':
      return [
        sentence,
        known(rules.whitelist)?.kvmOnly === true ? say('allowed.whitelist_kvm') : null,
        say('allowed.whitelist_file'),
        say('allowed.whitelist_early'),
      ];
    default:
      return [sentence];
  }
}

function smallSize({ rules, say, ask }: Draft): string {
  const size = known(rules.smallMailingMax);
  return size === null ? say('allowed.small_unknown', { ask }) : say('allowed.small_known', { value: say('value.recipients', { count: size }) });
}

/** What every mailing that is allowed must meet. */
export const conditions: DraftSection = ({ rules, say, ask }) => ({
  blocks: [
    paragraph(say('conditions.intro')),
    list(
      say(`conditions.consent.${known(rules.consent) ?? 'unknown'}`, { ask }),
      say('conditions.proof'),
      say('conditions.reason'),
      say(`conditions.unsubscribe.${known(rules.unsubscribe) ?? 'unknown'}`, { ask }),
      say('conditions.hygiene'),
      say('conditions.silence'),
      say('conditions.sender'),
      say('conditions.authentication'),
    ),
  ],
  basis: [rules.consent, rules.unsubscribe, rules.fromMustMatchDomain],
});

/** The limits, one a line, and whose each is. */
export const limits: DraftSection = (draft) => {
  const { rules, say, ask } = draft;
  const host = say('limits.host');
  const rows = hostLimits(draft).map(([label, value]) => [label, value ?? ask, host]);
  const answer = draft.terms.answerWithinHours;
  rows.push([say('limits.answer'), answer === null ? draft.askReseller : say('value.hours', { count: answer }), say('limits.reseller')]);
  const note = rows.some(([, value]) => value === ask) ? [paragraph(say('limits.unknown', { ask }))] : [];
  return {
    blocks: [{ type: 'table', head: [say('limits.head_limit'), say('limits.head_value'), say('limits.head_owner')], rows }, ...note],
    basis: [
      rules.maxRecipientsPerMessage,
      rules.pacing,
      rules.perHour,
      rules.perDay,
      rules.smallMailingMax,
      rules.maxFailurePercent,
      rules.fromMustMatchDomain,
      rules.recipientBlockDays,
    ],
  };
};

function hostLimits({ rules, say }: Draft): (readonly [string, string | null])[] {
  const counted = (value: number | null, unit: string) => (value === null ? null : say(`value.${unit}`, { count: value }));
  const percent = known(rules.maxFailurePercent);
  const block = counted(known(rules.recipientBlockDays), 'days');
  return [
    [say('limits.recipients'), counted(known(rules.maxRecipientsPerMessage), 'recipients')],
    [say('limits.pace'), pace(known(rules.pacing), say)],
    [say('limits.per_hour'), counted(known(rules.perHour), 'messages')],
    [say('limits.per_day'), counted(known(rules.perDay), 'messages')],
    [say('limits.small'), counted(known(rules.smallMailingMax), 'recipients')],
    [say('limits.failures'), percent === null ? null : say('value.percent', { percent })],
    [say('limits.sender'), sender(known(rules.fromMustMatchDomain), say)],
    // Few hosts have such a block: it is named where it exists, not asked for everywhere.
    ...(block === null ? [] : [[say('limits.block'), block] as const]),
  ];
}

function pace(rate: Rate | null, say: Draft['say']): string | null {
  return rate === null ? null : rateInWords(rate, say);
}

function sender(mustMatch: boolean | null, say: Draft['say']): string | null {
  return mustMatch === null ? null : say(mustMatch ? 'value.own_domain' : 'value.any_domain');
}

/** The law of one country, and that a lawyer has to check it. */
export const law: DraftSection = ({ terms, say }) => ({ blocks: [paragraph(say(`law.${terms.lawCountry}`)), paragraph(say('law.check'))], basis: [] });
