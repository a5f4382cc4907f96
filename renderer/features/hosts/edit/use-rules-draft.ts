import type { z } from 'zod';
import type { Host } from '../../../../src/contract/hosts.ts';
import { HostId } from '../../../../src/contract/ids.ts';
import { OwnRules, type RuleField, RulePack } from '../../../../src/contract/rule-pack.ts';
import type { StoredChange } from '../change-words.ts';
import type { OwnField } from '../rule-words.ts';
import { UNTOUCHED, useKeptDrafts } from './kept-drafts.ts';

/** Rules while they are edited, beside those that are stored. */
export interface RulesDraft {
  readonly hostId: HostId;
  readonly rules: RulePack;
  readonly own: OwnRules;
  readonly reason: string;
  /** What saving would write into the history. */
  readonly changes: readonly StoredChange[];
  setHost(field: RuleField, value: RulePack[RuleField]): void;
  setOwn(field: OwnField, value: OwnRules[OwnField]): void;
  setQuotes(quotes: RulePack['quotes']): void;
  setReason(reason: string): void;
  /** Goes back to what is stored. Returns how to take that back. */
  discard(): () => void;
}

/** The rules of a host with what was changed in them and is not saved yet. */
export function useRulesDraft(host: Host): RulesDraft {
  const hostId = HostId.parse(host.id);
  const kept = useKeptDrafts(({ drafts }) => drafts[hostId]) ?? UNTOUCHED;
  const { change, drop } = useKeptDrafts.getState();
  const rules = withKept(RulePack, host.rules, kept.rules);
  const own = withKept(OwnRules, host.own, kept.own);
  return {
    hostId,
    rules,
    own,
    reason: kept.reason,
    changes: [...changesOf('host', host.rules, rules), ...changesOf('reseller', host.own, own)],
    setHost: (field, value) => change(hostId, (now) => ({ ...now, rules: { ...now.rules, [field]: value } })),
    setOwn: (field, value) => change(hostId, (now) => ({ ...now, own: { ...now.own, [field]: value } })),
    setQuotes: (quotes) => change(hostId, (now) => ({ ...now, rules: { ...now.rules, quotes } })),
    setReason: (reason) => change(hostId, (now) => ({ ...now, reason })),
    discard: () => {
      drop(hostId);
      return () => change(hostId, () => kept);
    },
  };
}

/** What is stored with the fields that were touched; kept fields that another version of the program wrote differently are left out. */
function withKept<T>(schema: z.ZodType<T>, stored: T, kept: Partial<T>): T {
  const merged = schema.safeParse({ ...stored, ...kept });
  return merged.success ? merged.data : stored;
}

function changesOf<T extends RulePack | OwnRules>(owner: StoredChange['owner'], before: T, after: T): StoredChange[] {
  const old = new Map(Object.entries(before).map(([field, value]) => [field, JSON.stringify(value)]));
  return Object.entries(after).flatMap(([field, value]) => {
    const change = { owner, field, before: old.get(field) ?? '', after: JSON.stringify(value) };
    return change.before === change.after ? [] : [change];
  });
}
