import { z } from 'zod';
import type { OwnRules, RulePack } from '../../contract/rule-pack.ts';
import type { ReadDb, WriteDb } from '../../db/db.ts';
import { toIso } from '../../shared/dates.ts';
import type { RuleChange } from './changes.rules.ts';

const OwnerSchema = z.enum(['host', 'reseller']);

/** Rules to be stored, with what changed in them. `at` is an epoch in milliseconds. */
export interface NewRules {
  readonly id: string;
  readonly rules: RulePack;
  readonly own: OwnRules;
  readonly changes: readonly RuleChange[];
  readonly author: string;
  readonly reason: string;
  readonly at: number;
}

/** Stores the rules and adds every change to the history. */
export async function saveRules(tx: WriteDb, { id, rules, own, changes, author, reason, at }: NewRules): Promise<void> {
  await tx
    .updateTable('host')
    .set({ rules: JSON.stringify(rules), own_rules: JSON.stringify(own) })
    .where('id', '=', id)
    .execute();
  const last = await tx.selectFrom('rule_change').select('seq').where('host_id', '=', id).orderBy('seq', 'desc').limit(1).executeTakeFirst();
  const first = (last?.seq ?? 0) + 1;
  const rows = changes.map((change, index) => ({ host_id: id, seq: first + index, at, author, reason, ...change }));
  if (rows.length > 0) await tx.insertInto('rule_change').values(rows).execute();
}

/** A window of the changes of a host, newest first. */
export async function listChanges(db: ReadDb, id: string, { offset, limit }: { readonly offset: number; readonly limit: number }) {
  const ofHost = db.selectFrom('rule_change').where('host_id', '=', id);
  const { total } = await ofHost.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  const rows = await ofHost
    .select(['at', 'author', 'owner', 'field', 'before', 'after', 'reason'])
    .orderBy('seq', 'desc')
    .limit(limit)
    .offset(offset)
    .execute();
  return { total, rows: rows.map((row) => ({ ...row, owner: OwnerSchema.parse(row.owner), at: toIso(row.at) })) };
}
