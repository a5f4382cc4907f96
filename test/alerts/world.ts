import { afterEach } from 'vitest';
import type { z } from 'zod';
import { createTexts } from '../../src/adapters/texts.ts';
import type { PanelAccount, PanelUsage } from '../../src/connectors/connector.ts';
import { Alert as AlertOut } from '../../src/contract/alerts.ts';
import type { PresetId } from '../../src/contract/hosts.ts';
import { HostedId, PackId } from '../../src/contract/ids.ts';
import type { WriteDb } from '../../src/db/db.ts';
import { alertsHandlers, judgeAlerts } from '../../src/features/alerts/index.ts';
import { hostsHandlers } from '../../src/features/hosts/index.ts';
import { takeAccounts } from '../../src/features/statuses/index.ts';
import { endUsage, takeUsage } from '../../src/features/usage/index.ts';
import { addDays, dateIn, instantIn, startOfDay } from '../../src/shared/calendar.ts';
import type { Definition } from '../../src/shared/panels.ts';
import { openTestCore, type TestCore } from '../support/core.ts';
import { FakeClock } from '../support/fake-clock.ts';

export const CALL = { signal: undefined };
export const ZONE = 'Europe/Paris';

/** Counts of accounts in one window, by login; a plain number is what was sent. */
export type Counts = Readonly<Record<string, number | Partial<PanelUsage>>>;

/** How a window is read otherwise than usually. */
interface Asked {
  readonly at?: number;
  readonly definition?: Definition;
}

const NOTHING: Omit<PanelUsage, 'login'> = {
  domain: '',
  sent: null,
  delivered: null,
  deferred: null,
  failed: null,
  recipients: null,
  bytes: null,
  limitReached: '',
  limit: null,
};

/** An account that works, with `changes`. */
export function account(login: string, changes: Partial<PanelAccount> = {}): PanelAccount {
  return {
    login,
    birth: `born-${login}`,
    domain: `${login}.example`,
    otherDomains: [],
    emails: [`info@${login}.example`],
    owner: '',
    plan: 'Basic',
    createdAt: Date.UTC(2024, 0, 1),
    own: false,
    suspended: false,
    locked: false,
    outgoingMail: 'open',
    reason: '',
    suspendedAt: null,
    lifter: 'unknown',
    limits: [],
    unlimited: null,
    ...changes,
  };
}

const worlds: TestCore[] = [];
afterEach(async () => {
  for (const opened of worlds.splice(0)) await opened.close();
});

/** A pack at a host nothing is known of, on a clock of the test (21 November 2026, 10:00 in Paris). */
export class World {
  readonly opened: TestCore;
  readonly clock: FakeClock;
  readonly handlers: ReturnType<typeof alertsHandlers>;
  packId = PackId.parse('00000000-0000-4000-8000-000000000000');
  #listedAt: number | null = null;

  private constructor(clock: FakeClock) {
    this.clock = clock;
    this.opened = openTestCore({ texts: createTexts() }, clock);
    this.handlers = alertsHandlers(this.opened.core);
    worlds.push(this.opened);
  }

  static async open(accounts: readonly PanelAccount[], presetId: PresetId = 'neutral'): Promise<World> {
    const world = new World(new FakeClock(Date.UTC(2026, 10, 21, 9, 0, 0), ZONE));
    const host = await hostsHandlers(world.opened.core).create({ presetId, name: 'Host', packName: 'Pack' }, CALL);
    world.packId = PackId.parse(host.packs[0]?.id);
    await world.list(accounts);
    return world;
  }

  /** The panel shows these accounts now. */
  async list(accounts: readonly PanelAccount[]): Promise<void> {
    const at = this.clock.now();
    await this.write((tx) => takeAccounts(this.opened.core, tx, { packId: this.packId, accounts, at, after: this.#listedAt, origin: 'panel' }));
    this.#listedAt = at;
  }

  /** One window was read now, or asked for at `at`, to its end: who is not in it sent nothing. */
  async read(grain: 'hour' | 'day', start: number, counts: Counts, asked: Asked = {}): Promise<void> {
    const { at = this.clock.now(), definition = 'messages_events' } = asked;
    const rows = Object.entries(counts).map(([login, count]) => ({ ...NOTHING, login, ...(typeof count === 'number' ? { sent: count } : count) }));
    const read = { packId: this.packId, grain, start, definition, origin: 'panel', at } as const;
    await this.write(async (tx) => {
      await takeUsage(this.opened.core, tx, { ...read, rows });
      await endUsage(this.opened.core, tx, { ...read, complete: true, silentIsZero: true });
    });
  }

  /** Midnight so many days ago. */
  day(ago: number): number {
    return startOfDay(addDays(dateIn(this.clock.now(), ZONE), -ago), ZONE);
  }

  /** A full hour of so many days ago. */
  hour(ago: number, hour: number): number {
    return instantIn(addDays(dateIn(this.clock.now(), ZONE), -ago), `${String(hour).padStart(2, '0')}:00:00`, ZONE);
  }

  /** Days from `from` ago to yesterday. `counts` is asked for each. */
  async days(from: number, counts: (ago: number) => Counts): Promise<void> {
    for (let ago = from; ago >= 1; ago--) await this.read('day', this.day(ago), counts(ago));
  }

  /** The same hour of days from `from` ago to yesterday. */
  async hours(from: number, hour: number, counts: (ago: number) => Counts): Promise<void> {
    for (let ago = from; ago >= 1; ago--) await this.read('hour', this.hour(ago, hour), counts(ago));
  }

  async judge(): Promise<number> {
    const { opened } = await this.write((tx) => judgeAlerts(this.opened.core, tx, { packId: this.packId, at: this.clock.now() }));
    return opened;
  }

  async write<T>(work: (tx: WriteDb) => Promise<T>): Promise<T> {
    return await this.opened.core.db.write(work);
  }

  async alerts(show: 'now' | 'snoozed' | 'closed' | 'all' = 'now'): Promise<z.infer<typeof AlertOut>[]> {
    const { rows } = await this.handlers.list({ show, kinds: [], offset: 0, limit: 500 }, CALL);
    return rows.map((row) => AlertOut.parse(row));
  }

  async id(login: string): Promise<HostedId> {
    const row = await this.opened.core.db.read
      .selectFrom('hosted_account')
      .select('id')
      .where('login', '=', login)
      .where('ended_at', 'is', null)
      .executeTakeFirstOrThrow();
    return HostedId.parse(row.id);
  }
}
