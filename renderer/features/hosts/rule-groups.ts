import type { RuleField } from '../../../src/contract/rule-pack.ts';
import type { OwnField } from './rule-words.ts';

/** Every rule, by what it is about, in the order of the screens. */
export const RULE_GROUPS = [
  { id: 'allowed', fields: ['bulkPolicy', 'smallMailingMax', 'automation', 'platforms'] },
  { id: 'limits', fields: ['maxRecipientsPerMessage', 'limits', 'pacing', 'maxFailurePercent'] },
  { id: 'conditions', fields: ['consent', 'unsubscribe', 'reasonInMail', 'fromMustMatchDomain', 'duplicates'] },
  { id: 'sanctions', fields: ['triggers', 'sanctions', 'recipientBlockDays'] },
  { id: 'help', fields: ['channels', 'unblockSteps', 'logRetentionDays'] },
  { id: 'lists', fields: ['whitelist', 'delisting'] },
  { id: 'about', fields: ['accountKind', 'country', 'languages', 'termsUrl', 'termsClause'] },
] as const satisfies readonly { readonly id: string; readonly fields: readonly RuleField[] }[];

export type RuleGroup = (typeof RULE_GROUPS)[number];

/** Rules that a reseller may tighten, in the order of the screens; the last one no host has. */
const OWN_FIELDS: readonly OwnField[] = [
  'smallMailingMax',
  'maxRecipientsPerMessage',
  'limits',
  'pacing',
  'maxFailurePercent',
  'unsubscribe',
  'maxSilenceMonths',
];

/** True for a rule that has a counterpart of one's own. */
export function isOwnField(field: string): field is OwnField {
  return OWN_FIELDS.some((each) => each === field);
}
