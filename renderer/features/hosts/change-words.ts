import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import type { RuleField } from '../../../src/contract/rule-pack.ts';
import { OwnRules, RulePack } from '../../../src/contract/rule-pack.ts';
import { parseJson } from '../../../src/shared/json.ts';
import { isOwnField, RULE_GROUPS } from './rule-groups.ts';
import { type RuleWords, useRuleWords } from './rule-words.ts';

/** A field of the rules before and after, as JSON. */
export interface StoredChange {
  readonly owner: 'host' | 'reseller';
  readonly field: string;
  readonly before: string;
  readonly after: string;
}

interface WordedChange {
  readonly rule: string;
  /** Parts of a value one a line, then its source. */
  readonly before: string;
  readonly after: string;
}

const List = z.array(z.unknown());

/** Words changes of rules: what the field is called, and its value on either side. */
export function useChangeWords(): (change: StoredChange) => WordedChange {
  const { t, i18n } = useTranslation(['hosts', 'common']);
  const words = useRuleWords();
  const side = (change: StoredChange, json: string): string => {
    const value = parseJson(json);
    if (change.owner === 'reseller') return ownText(change.field, value, words) ?? t('edit.noOwn');
    if (change.field === 'quotes' || change.field === 'statements') return t('quotes.count', { count: List.safeParse(value).data?.length ?? 0 });
    return hostText(change.field, value, words) ?? t('askHost');
  };
  return (change) => ({
    rule: i18n.t(`rule.${change.field}`, { ns: 'hosts', defaultValue: change.field }),
    before: side(change, change.before),
    after: side(change, change.after),
  });
}

function isRuleField(field: string): field is RuleField {
  return RULE_GROUPS.some((group) => group.fields.some((each) => each === field));
}

function hostText(field: string, value: unknown, words: RuleWords): string | undefined {
  if (!isRuleField(field)) return undefined;
  const dated = RulePack.shape[field].safeParse(value);
  if (!dated.success || dated.data.state === 'unknown') return undefined;
  const lines = words.ofHost(field, dated.data) ?? [];
  return [...lines, `— ${dated.data.source}`].join('\n');
}

function ownText(field: string, value: unknown, words: RuleWords): string | undefined {
  if (!isOwnField(field)) return undefined;
  const own = OwnRules.shape[field].safeParse(value);
  const lines = own.success ? words.own(field, own.data) : [];
  return lines.length === 0 ? undefined : lines.join('\n');
}
