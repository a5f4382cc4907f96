import type { OwnRules, RulePack } from '../../contract/rule-pack.ts';
import { canonicalJson } from '../../shared/canonical-json.ts';
import type { Owner } from './limits.rules.ts';

/** One field before and after, as canonical JSON. */
export interface RuleChange {
  readonly owner: Owner;
  readonly field: string;
  readonly before: string;
  readonly after: string;
}

interface Rules {
  readonly rules: RulePack;
  readonly own: OwnRules;
}

/** Every field that differs, the host's first. Where a value was read, and when, is part of it. */
export function ruleChanges(before: Rules, after: Rules): RuleChange[] {
  return [...changed('host', before.rules, after.rules), ...changed('reseller', before.own, after.own)];
}

/**
 * The latest day on which anything that differs was read (YYYY-MM-DD); empty when no day is known. What was there before is left alone: the
 * clock of the machine may have been wrong then, or be wrong now.
 */
export function latestReading(before: RulePack, after: RulePack): string {
  const { statements: _, quotes, ...dated } = after;
  const differing = new Set(changed('host', before, after).map(({ field }) => field));
  const days = [
    ...Object.entries(dated).map(([field, value]) => ({ field, readOn: value.state === 'known' ? value.readOn : null })),
    ...quotes.map(({ readOn }) => ({ field: 'quotes', readOn })),
  ];
  return days.reduce((latest, { field, readOn }) => (readOn !== null && differing.has(field) && readOn > latest ? readOn : latest), '');
}

function changed<T extends RulePack | OwnRules>(owner: Owner, before: T, after: T): RuleChange[] {
  const old = new Map(Object.entries(before).map(([field, value]) => [field, canonicalJson(value)]));
  return Object.entries(after).flatMap(([field, value]) => {
    const change = { owner, field, before: old.get(field) ?? 'null', after: canonicalJson(value) };
    return change.before === change.after ? [] : [change];
  });
}
