import { fail } from '../../contract/fail.ts';
import type { Handlers } from '../../contract/handlers.ts';
import { ClientId } from '../../contract/ids.ts';
import type { Contract } from '../../contract/index.ts';
import type { StopReason } from '../../contract/reminder-runs.ts';
import type { WriteDb } from '../../db/db.ts';
import type { Core } from '../core.ts';
import { readAuthor } from '../settings/index.ts';
import { endOnce, insertOnce } from './once.repo.ts';
import { inWords } from './planned.ts';
import { requireClient } from './rules.repo.ts';
import { insertRun } from './runs.repo.ts';
import { makeSchedule, type ScheduledPlan } from './schedule.ts';
import { today } from './today.ts';

type Own = Handlers<Contract['reminders']>;

interface Refused {
  readonly clientId: string;
  readonly hostId: string;
  readonly reason: StopReason;
}

/** One reminder more for each of these clients, at every host where he has an account. Throws `client_not_found`, `date_in_past`. */
export async function planOnce(core: Core, { clientIds, on }: Parameters<Own['once']>[0]): ReturnType<Own['once']> {
  const ids = [...new Set(clientIds)];
  const refused = await core.db.write(async (tx) => {
    if (on !== null && on < (await today(core, tx))) throw fail('date_in_past', {});
    const found = await tx.selectFrom('client').where('id', 'in', ids).select('id').execute();
    if (found.length < ids.length) throw fail('client_not_found', {});
    return askOnce(core, tx, { ids, on });
  });
  core.changed('reminders');
  const { now, transport, plans, onceLater } = await makeSchedule(core, core.db.read, { now: core.clock.now(), clientIds: ids });
  const names = await namesOf(core, ids);
  return {
    planned: await inWords(
      core.db.read,
      { now, transport },
      [...plans, ...onceLater].filter(({ once }) => once !== null),
    ),
    refused: refused.map(({ clientId, hostId, reason }) => ({
      clientId: ClientId.parse(clientId),
      clientName: names.clients.get(clientId) ?? '',
      hostName: names.hosts.get(hostId) ?? '',
      reason,
    })),
  };
}

/** Who has an account is asked for at those hosts; who has none anywhere is refused. A rule of never, or no reminder before, stops no one-off. */
async function askOnce(core: Core, tx: WriteDb, { ids, on }: { readonly ids: readonly string[]; readonly on: string | null }): Promise<Refused[]> {
  const { plans } = await makeSchedule(core, tx, { now: core.clock.now(), clientIds: ids });
  const by = await readAuthor(core, tx);
  const refused: Refused[] = [];
  for (const clientId of ids) {
    const own = plans.filter((plan) => plan.clientId === clientId);
    const served = own.filter(({ stop }) => stop !== 'no_account');
    if (served.length === 0) refused.push({ clientId, hostId: own[0]?.hostId ?? '', reason: 'no_account' });
    for (const { hostId, stop } of served) {
      if (stop !== null && stop !== 'rule_never') refused.push({ clientId, hostId, reason: stop });
      else await insertOnce(tx, { id: core.ids.next(), clientId, hostId, onDay: on, author: by, madeAt: core.clock.now() });
    }
  }
  return refused;
}

async function namesOf({ db }: Core, clientIds: readonly string[]) {
  const clients = await db.read.selectFrom('client').where('id', 'in', clientIds).select(['id', 'name']).execute();
  const hosts = await db.read.selectFrom('host').select(['id', 'name']).execute();
  return { clients: new Map(clients.map(({ id, name }) => [id, name])), hosts: new Map(hosts.map(({ id, name }) => [id, name])) };
}

/** Takes back a one-off that was not queued yet. Throws `once_not_found`. */
export async function cancelOnce(core: Core, id: string): ReturnType<Own['cancelOnce']> {
  const cancelled = await core.db.write((tx) => endOnce(tx, id, core.clock.now()));
  if (cancelled) core.changed('reminders');
  return { cancelled };
}

/** Passes over what is planned next for a client at a host. Throws `client_not_found`, `reminder_not_planned`. */
export async function skipReminder(core: Core, { clientId, hostId }: Parameters<Own['skip']>[0]): ReturnType<Own['skip']> {
  await requireClient(core.db.read, clientId);
  await core.db.write(async (tx) => {
    const { plans, transport, now } = await makeSchedule(core, tx, { now: core.clock.now(), clientIds: [clientId] });
    const plan = plans.find((each) => each.hostId === hostId);
    if (plan === undefined) throw fail('reminder_not_planned', {});
    await passOver(core, tx, { plan, practice: transport === 'practice', now });
  });
  core.changed('reminders', 'clients');
  const { now, transport, plans } = await makeSchedule(core, core.db.read, { now: core.clock.now(), clientIds: [clientId] });
  return inWords(core.db.read, { now, transport }, plans);
}

/** Writes down that a period is passed over. Throws `reminder_not_planned` when there is none, or its message is in the outbox. */
export async function passOver(
  core: Core,
  tx: WriteDb,
  passed: { readonly plan: ScheduledPlan; readonly practice: boolean; readonly now: number },
): Promise<void> {
  const { plan, practice, now } = passed;
  const { clientId, hostId, period, dueOn, once, state } = plan;
  if (period === null || dueOn === null || state === 'queued' || state === 'stopped') throw fail('reminder_not_planned', {});
  await insertRun(tx, { clientId, hostId, practice, period, dueOn, noticeId: null, late: false, author: await readAuthor(core, tx), at: now });
  if (once !== null) await endOnce(tx, once, now);
}
