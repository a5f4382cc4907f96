import { useState } from 'react';
import type { Host } from '../../../../src/contract/hosts.ts';
import type { OwnRules, RuleField, RulePack } from '../../../../src/contract/rule-pack.ts';
import type { StoredChange } from '../change-words.ts';
import type { OwnField } from '../rule-words.ts';

/** Rules while they are edited, beside those that are stored. */
export interface RulesDraft {
  readonly rules: RulePack;
  readonly own: OwnRules;
  /** What saving would write into the history. */
  readonly changes: readonly StoredChange[];
  setHost(field: RuleField, value: RulePack[RuleField]): void;
  setOwn(field: OwnField, value: OwnRules[OwnField]): void;
  setQuotes(quotes: RulePack['quotes']): void;
}

export function useRulesDraft(host: Host): RulesDraft {
  const [rules, setRules] = useState(host.rules);
  const [own, setOwn] = useState(host.own);
  return {
    rules,
    own,
    changes: [...changesOf('host', host.rules, rules), ...changesOf('reseller', host.own, own)],
    setHost: (field, value) => setRules((now) => ({ ...now, [field]: value })),
    setOwn: (field, value) => setOwn((now) => ({ ...now, [field]: value })),
    setQuotes: (quotes) => setRules((now) => ({ ...now, quotes })),
  };
}

function changesOf<T extends RulePack | OwnRules>(owner: StoredChange['owner'], before: T, after: T): StoredChange[] {
  const old = new Map(Object.entries(before).map(([field, value]) => [field, JSON.stringify(value)]));
  return Object.entries(after).flatMap(([field, value]) => {
    const change = { owner, field, before: old.get(field) ?? '', after: JSON.stringify(value) };
    return change.before === change.after ? [] : [change];
  });
}
