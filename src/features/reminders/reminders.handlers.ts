import type { z } from 'zod';
import { fail } from '../../contract/fail.ts';
import type { Handlers } from '../../contract/handlers.ts';
import type { Contract } from '../../contract/index.ts';
import type { ReminderRule } from '../../contract/reminders.ts';
import { toIso } from '../../shared/dates.ts';
import type { Core } from '../core.ts';
import { EXAMPLE_TOKEN, openDesk, previewOf } from '../notices/index.ts';
import { readAuthor } from '../settings/index.ts';
import { answerCatchUp } from './answer.ts';
import { calendarOf } from './calendar.ts';
import { holdsHandlers } from './holds.handlers.ts';
import { composeReminder, factsOf } from './letters.ts';
import { cancelOnce, planOnce, skipReminder } from './once.ts';
import { listPlanned } from './planned.ts';
import type { Planner } from './planner.ts';
import { listPromises } from './promises.ts';
import type { RemindersWorker } from './reminders.worker.ts';
import { keyOf, listRules, removeRule, requireClient, requireHost, setRule } from './rules.repo.ts';
import { listRuns } from './runs.repo.ts';
import { pairKey, type Schedule } from './schedule.ts';
import { changeReminderSettings, readReminderSettings } from './settings.repo.ts';

type Own = Handlers<Contract['reminders']>;

/** The functions of `contract.reminders`. */
export function remindersHandlers(core: Core, planner: Planner, worker: RemindersWorker): Own {
  return {
    ...settingsHandlers(core),
    ...rulesHandlers(core, planner),
    ...holdsHandlers(core),
    promises: () => listPromises(core.db.read),
    calendar: async (query) => calendarOf(core, await planner.schedule(), query),
    planned: async (query) => listPlanned(core.db.read, await planner.schedule(), query),
    history: (query) => listRuns(core.db.read, query),
    once: (input) => planOnce(core, input),
    cancelOnce: (input) => cancelOnce(core, input.id),
    skip: (input) => skipReminder(core, input),
    preview: (input) => previewReminder(core, input),
    run: ({ now }, { signal }) => worker.run({ now: now === undefined ? undefined : Date.parse(now), signal }),
    answer: (input) => answerCatchUp(core, planner, input),
  };
}

function settingsHandlers(core: Core): Pick<Own, 'settings' | 'update' | 'countries'> {
  return {
    settings: () => readReminderSettings(core, core.db.read),
    update: async (change) => {
      const settings = await core.db.write((tx) => changeReminderSettings(core, tx, change));
      core.changed('reminders', 'settings');
      return settings;
    },
    countries: async () => [...core.holidays.countries()].sort((a, b) => a.code.localeCompare(b.code)),
  };
}

function rulesHandlers(core: Core, planner: Planner): Pick<Own, 'rules' | 'setRule' | 'removeRule'> {
  const rules = async () => inNumbers(await listRules(core.db.read), await planner.schedule());
  return {
    rules,
    setRule: async ({ on, period }) => {
      await core.db.write(async (tx) => setRule(tx, { on, period, author: await readAuthor(core, tx), changedAt: core.clock.now() }));
      core.changed('reminders');
      return rules();
    },
    removeRule: async ({ on }) => {
      await core.db.write((tx) => removeRule(tx, on));
      core.changed('reminders');
      return rules();
    },
  };
}

/** With the number of active clients each decides for. */
function inNumbers(rules: Awaited<ReturnType<typeof listRules>>, { plans }: Schedule): z.input<typeof ReminderRule>[] {
  const clients = new Map<string, Set<string>>();
  for (const { clientId, rule, stop } of plans) {
    if (rule === null || stop === 'no_account') continue;
    const key = JSON.stringify([rule.scope, rule.hostId, rule.plan, rule.clientId]);
    clients.set(key, (clients.get(key) ?? new Set()).add(clientId));
  }
  return rules.map(({ on, period, name, author: by, changedAt }) => {
    const { scope, host_id, plan, client_id } = keyOf(on);
    const decided = clients.get(JSON.stringify([scope, host_id, plan, client_id]))?.size ?? 0;
    return { on, period, name, clients: decided, author: by, changedAt: changedAt === null ? null : toIso(changedAt) };
  });
}

/** The reminder a client would get now, whole, with what is missing still in braces. Writes nothing. */
async function previewReminder(core: Core, { clientId, hostId, language }: Parameters<Own['preview']>[0]): ReturnType<Own['preview']> {
  const db = core.db.read;
  await requireClient(db, clientId);
  await requireHost(db, hostId);
  const desk = await openDesk(core);
  const facts = (await factsOf(desk, db, [clientId])).get(pairKey({ clientId, hostId }));
  if (facts === undefined) throw (await hasText(core, hostId)) ? fail('client_not_told', {}) : fail('policy_not_published', {});
  const told = { ...facts.told, token: facts.told.token ?? EXAMPLE_TOKEN };
  return previewOf(desk, await composeReminder(desk, { ...facts, told }, { period: null, timeZone: core.clock.timeZone(), language }));
}

async function hasText({ db }: Core, hostId: string): Promise<boolean> {
  const version = await db.read
    .selectFrom('policy_version')
    .where('host_id', '=', hostId)
    .where('kind', '=', 'reminder')
    .select('id')
    .limit(1)
    .executeTakeFirst();
  return version !== undefined;
}
