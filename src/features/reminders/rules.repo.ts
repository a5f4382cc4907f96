import { z } from 'zod';
import { fail } from '../../contract/fail.ts';
import { Period, RuleScope } from '../../contract/reminders.ts';
import type { ReadDb, WriteDb } from '../../db/db.ts';
import type { StoredRule } from './plan.types.ts';

const Scope = z.enum(['all', 'host', 'plan', 'client']);

/** A rule, by the names people know. */
export interface NamedRule {
  readonly on: RuleScope;
  readonly period: Period;
  /** The host's or client's name; empty for all. */
  readonly name: string;
  readonly author: string;
  readonly changedAt: number | null;
}

/** What names a rule in its table: every part that does not apply is empty. */
export function keyOf(on: RuleScope) {
  return {
    scope: on.scope,
    host_id: on.scope === 'host' || on.scope === 'plan' ? on.hostId : '',
    plan: on.scope === 'plan' ? on.plan : '',
    client_id: on.scope === 'client' ? on.clientId : '',
  };
}

const BREADTH = ['all', 'host', 'plan', 'client'];

/** Every rule, the widest first. */
export async function listRules(db: ReadDb): Promise<NamedRule[]> {
  const rows = await db
    .selectFrom('reminder_rule')
    .leftJoin('host', 'host.id', 'reminder_rule.host_id')
    .leftJoin('client', 'client.id', 'reminder_rule.client_id')
    .selectAll('reminder_rule')
    .select(['host.name as hostName', 'client.name as clientName'])
    .orderBy('host.name')
    .orderBy('client.sort_key')
    .orderBy('reminder_rule.plan')
    .execute();
  return rows
    .map((row) => ({
      on: RuleScope.parse({ scope: row.scope, hostId: row.host_id, plan: row.plan, clientId: row.client_id }),
      period: Period.parse(JSON.parse(row.period)),
      name: row.hostName ?? row.clientName ?? '',
      author: row.author,
      changedAt: row.changed_at,
    }))
    .sort((a, b) => BREADTH.indexOf(a.on.scope) - BREADTH.indexOf(b.on.scope));
}

/** Sets a rule in the place of the one before. Throws `host_not_found`, `client_not_found`. */
export async function setRule(tx: WriteDb, rule: Omit<NamedRule, 'name'>): Promise<void> {
  const key = keyOf(rule.on);
  if (key.host_id !== '') await requireHost(tx, key.host_id);
  if (key.client_id !== '') await requireClient(tx, key.client_id);
  const said = { period: JSON.stringify(rule.period), author: rule.author, changed_at: rule.changedAt };
  await tx
    .insertInto('reminder_rule')
    .values({ ...key, ...said })
    .onConflict((conflict) => conflict.columns(['scope', 'host_id', 'plan', 'client_id']).doUpdateSet(said))
    .execute();
}

/** Takes a rule away, so that the next wider one decides. The rule for all stays. Throws `rule_not_found`. */
export async function removeRule(tx: WriteDb, on: RuleScope): Promise<void> {
  const { scope, host_id, plan, client_id } = keyOf(on);
  if (scope === 'all') throw fail('rule_not_found', {});
  const { numDeletedRows } = await tx
    .deleteFrom('reminder_rule')
    .where('scope', '=', scope)
    .where('host_id', '=', host_id)
    .where('plan', '=', plan)
    .where('client_id', '=', client_id)
    .executeTakeFirst();
  if (numDeletedRows === 0n) throw fail('rule_not_found', {});
}

/** Throws `host_not_found`. */
export async function requireHost(db: ReadDb, id: string): Promise<void> {
  const host = await db.selectFrom('host').select('id').where('id', '=', id).executeTakeFirst();
  if (host === undefined) throw fail('host_not_found', {});
}

/** Throws `client_not_found`. */
export async function requireClient(db: ReadDb, id: string): Promise<void> {
  const client = await db.selectFrom('client').select('id').where('id', '=', id).executeTakeFirst();
  if (client === undefined) throw fail('client_not_found', {});
}

/** The rules as planning takes them. */
export async function planRules(db: ReadDb): Promise<StoredRule[]> {
  const rows = await db.selectFrom('reminder_rule').select(['scope', 'host_id', 'plan', 'client_id', 'period']).execute();
  return rows.map((row) => ({
    scope: Scope.parse(row.scope),
    hostId: row.host_id,
    plan: row.plan,
    clientId: row.client_id,
    period: Period.parse(JSON.parse(row.period)),
  }));
}
