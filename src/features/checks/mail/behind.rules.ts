import type { HostRule, MailCheck } from '../../../contract/checks.ts';
import { type Dated, type OwnRules, RuleId, type RulePack } from '../../../contract/rule-pack.ts';
import type { MailRule } from '../../../shared/checks.ts';
import { effectiveLimits } from '../../hosts/index.ts';

/** Which value of a host's rules each rule of the check is about. */
const FIELDS: readonly (readonly [
  MailRule,
  keyof Pick<RulePack, 'fromMustMatchDomain' | 'maxRecipientsPerMessage' | 'unsubscribe' | 'reasonInMail' | 'consent'>,
])[] = [
  ['H04', 'fromMustMatchDomain'],
  ['H09', 'maxRecipientsPerMessage'],
  ['H12', 'fromMustMatchDomain'],
  ['B01', 'unsubscribe'],
  ['B02', 'unsubscribe'],
  ['B03', 'reasonInMail'],
  ['I01', 'consent'],
  ['I04', 'consent'],
];

/** Where a value was read: rules of the source documents apart from everything else. Null while it is not known. */
export function sourceOf(dated: Dated<unknown>): HostRule | null {
  if (dated.state === 'unknown') return null;
  const parts = dated.source.split(/,\s*/);
  const isId = (part: string): boolean => RuleId.safeParse(part).success;
  return { ids: parts.filter(isId), source: parts.filter((part) => !isId(part)).join(', '), readOn: dated.readOn };
}

/** What of a host stands behind a check. */
type Behind = Pick<NonNullable<MailCheck['host']>, 'behind' | 'own'>;

/** The rules of a host, and the reseller's own stricter ones, behind the rules of the check. */
export function rulesBehind(rules: RulePack, own: OwnRules): Behind {
  const behind: Behind['behind'] = [];
  for (const [rule, field] of FIELDS) {
    const dated = rules[field];
    // A rule that a host says he does not have stands behind nothing.
    const source = dated.state === 'known' && dated.value === false ? null : sourceOf(dated);
    if (source !== null) behind.push({ rule, ...source });
  }
  const { maxRecipientsPerMessage, maxSilenceMonths } = effectiveLimits(rules, own);
  const stricter: Behind['own'] = [];
  if (maxRecipientsPerMessage?.owner === 'reseller') stricter.push({ rule: 'H09', limit: maxRecipientsPerMessage.value });
  if (maxSilenceMonths !== null) stricter.push({ rule: 'I03', limit: maxSilenceMonths.value });
  return { behind, own: stricter };
}
