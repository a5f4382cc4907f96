import { z } from 'zod';
import { PANELS } from '../../../connectors/registry.ts';
import type { PackId } from '../../../contract/ids.ts';
import type { WriteDb } from '../../../db/db.ts';
import { addDays, dateIn, startOfDay } from '../../../shared/calendar.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../shared/durations.ts';
import type { PanelKind } from '../../../shared/panels.ts';
import { judgeAlerts } from '../../alerts/index.ts';
import type { Core } from '../../core.ts';
import { endOfList, judgePack, takeAccounts } from '../../statuses/index.ts';
import { endUsage, takeUsage } from '../../usage/index.ts';
import { type KnownAccount, listOf } from './panel-accounts.rules.ts';
import { type Burst, lastMorning, sentBetween } from './traffic.rules.ts';

/** In which the made-up panels reckon their days. */
export const ZONE = 'Europe/Paris';
const DAYS_KEPT = 60;
const HOURS_KEPT = 48;
/** When the made-up panels were read, in days ago: seldom long ago, often lately. */
const READ = [60, 45, 32, 29, 26, 22, 20, 14, 11, 9, 7.5, 5.5, 4, 2.5, 2, 1.4, 1, 0.7, 0.35, 0.05, 0.004];

interface Panel {
  readonly packId: PackId;
  readonly kind: PanelKind;
  readonly address: string;
  /** It publishes figures, and when only mail is held. */
  readonly tells: boolean;
}

/** What the panels of the made-up hosts showed over the past weeks: accounts and their states, figures, and an hour that was out of the ordinary. Nothing is asked of anybody. */
export async function hosted(core: Core, { main, second, quiet }: { readonly main: PackId; readonly second: PackId; readonly quiet: PackId }): Promise<void> {
  const panels: readonly Panel[] = [
    { packId: main, kind: 'whm', address: 'https://panel.garrigue.example:2087', tells: true },
    { packId: second, kind: 'whm', address: 'https://panel2.garrigue.example:2087', tells: true },
    { packId: quiet, kind: 'hestia', address: 'https://cp.heron.example:8083', tells: false },
  ];
  for (const [index, panel] of panels.entries()) {
    const accounts = await knownAccounts(core, panel.packId, index * 1000);
    await core.db.write(async (tx) => {
      await connect(core, tx, panel);
      const place = { core, tx, panel };
      await readLists(place, index === 0 ? [...accounts, STRANGER] : accounts);
      if (panel.tells) await readFigures(place, { accounts, bursts: index === 0 ? burstsOf(accounts, core.clock.now()) : [] });
      await judgeAlerts(core, tx, { packId: panel.packId, at: core.clock.now() });
    });
  }
}

/** Place of the account that was misused last night: its outgoing mail was stopped. */
export const MISUSED = 31;

/** Somebody the host shows and nobody here knows yet. */
const STRANGER: KnownAccount = {
  login: 'mielrie',
  domain: 'miellerie-du-causse.example',
  otherDomains: [],
  email: 'contact@miellerie-du-causse.example',
  plan: 'Essentiel',
  suspended: false,
  place: 998,
};

const Domains = z.array(z.string());

/** Accounts that the panel of a pack shows, the first of them at this place. */
export async function knownAccounts(core: Core, packId: string, first: number): Promise<KnownAccount[]> {
  const rows = await core.db.read
    .selectFrom('account')
    .innerJoin('client', 'client.id', 'account.client_id')
    .select(['account.login', 'account.main_domain', 'account.other_domains', 'account.plan', 'account.status', 'client.email'])
    .where('account.pack_id', '=', packId)
    .where('account.status', '<>', 'closed')
    .orderBy('account.id')
    .execute();
  return rows.map((row, index) => ({
    login: row.login,
    domain: row.main_domain,
    otherDomains: Domains.parse(JSON.parse(row.other_domains)),
    email: row.email,
    plan: row.plan,
    suspended: row.status === 'suspended',
    place: first + index,
  }));
}

/** A connection that was read a moment ago and asks for nothing by itself: nobody answers at an address that ends in `.example`. */
async function connect(core: Core, tx: WriteDb, { packId, kind, address }: Panel): Promise<void> {
  const now = core.clock.now();
  const mute = {
    login: '',
    secret: '',
    zone: ZONE,
    now: () => now,
    base64: () => '',
    call: () => Promise.reject(new Error('Nobody is asked')),
  };
  const capabilities = JSON.stringify(PANELS[kind].connect(mute).capabilities());
  const read = { probed_at: now - 30 * DAY_MS, accounts_at: now - 5 * MINUTE_MS, usage_at: kind === 'whm' ? now - 5 * MINUTE_MS : null, warnings_at: null };
  const quiet = { accounts_minutes: 15, usage_minutes: 15, paused: 1, state: 'ok', trouble_code: null, trouble_params: null, trouble_since: null };
  const made = now - DAYS_KEPT * DAY_MS;
  const kept = { pack_id: packId, kind, address, login: 'lavande', pin: null, zone: ZONE, capabilities, next_at: null, made_at: made, changed_at: made };
  await tx
    .insertInto('connection')
    .values({ ...kept, ...quiet, ...read })
    .execute();
  await tx.updateTable('pack').set({ zone: ZONE }).where('id', '=', packId).execute();
}

/** Where something is read into. */
interface Place {
  readonly core: Core;
  readonly tx: WriteDb;
  readonly panel: Panel;
}

async function readLists({ core, tx, panel: { packId, tells } }: Place, accounts: readonly KnownAccount[]): Promise<void> {
  const now = core.clock.now();
  let after: number | null = null;
  for (const days of READ) {
    const at = Math.round(now - days * DAY_MS);
    const list = listOf(accounts, { days, now, tellsMail: tells });
    await takeAccounts(core, tx, { packId, accounts: list, at, after, origin: 'panel' });
    await endOfList(core, tx, { packId, begunAt: at, at });
    await judgePack(core, tx, { packId, at, loginRefused: false, resellerSuspended: null });
    after = at;
  }
}

interface Traffic {
  readonly accounts: readonly KnownAccount[];
  readonly bursts: readonly Burst[];
}

async function readFigures({ core, tx, panel }: Place, { accounts, bursts }: Traffic): Promise<void> {
  const now = core.clock.now();
  const today = dateIn(now, ZONE);
  const read = async (grain: 'hour' | 'day', start: number, end: number): Promise<void> => {
    const at = Math.min(end + 5 * MINUTE_MS, now);
    const of = { packId: panel.packId, grain, start, definition: 'messages_events', origin: 'panel', at } as const;
    const rows = accounts.filter(({ suspended }) => !suspended).flatMap((account) => sentBetween(account, { from: start, to: Math.min(end, now), bursts }));
    await takeUsage(core, tx, { ...of, rows });
    await endUsage(core, tx, { ...of, complete: end <= at, silentIsZero: true });
  };
  for (let ago = DAYS_KEPT; ago >= 1; ago--) {
    const day = addDays(today, -ago);
    await read('day', startOfDay(day, ZONE), startOfDay(addDays(day, 1), ZONE));
  }
  const first = startOfDay(addDays(today, -HOURS_KEPT / 24), ZONE);
  for (let start = first; start <= now; start += HOUR_MS) await read('hour', start, start + HOUR_MS);
}

/** A newsletter to an old list this morning, one last month, an account that is near its limit, and the night of one whose mail was stopped. */
export function burstsOf(accounts: readonly KnownAccount[], now: number): Burst[] {
  const morning = lastMorning(now, ZONE);
  const hour = Math.floor(now / HOUR_MS) * HOUR_MS;
  const place = (index: number): number => accounts[index]?.place ?? -1;
  return [
    { place: place(9), from: hour - 2 * HOUR_MS, to: hour, anHour: 420, failing: 0.24 },
    { place: place(14), from: hour, to: hour + HOUR_MS, anHour: 164, failing: 0.01 },
    { place: place(MISUSED), from: hour - 13 * HOUR_MS, to: hour - 9 * HOUR_MS, anHour: 210, failing: 0.58 },
    { place: place(20), from: morning, to: morning + 3 * HOUR_MS, anHour: 95, failing: 0.02 },
    { place: place(20), from: morning - 28 * DAY_MS, to: morning - 28 * DAY_MS + 3 * HOUR_MS, anHour: 110, failing: 0.02 },
  ];
}
