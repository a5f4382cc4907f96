import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import { nodemailerFormat } from '../../src/adapters/mail-format.ts';
import { openSqlite } from '../../src/adapters/sqlite.ts';
import { createTexts } from '../../src/adapters/texts.ts';
import { type App, createApp } from '../../src/app/create-app.ts';
import type { ClientInput } from '../../src/contract/clients.ts';
import { type ClientId, HostId } from '../../src/contract/ids.ts';
import type { ReminderSettings } from '../../src/contract/reminders.ts';
import type { Db } from '../../src/db/db.ts';
import { migrate } from '../../src/db/migrate.ts';
import { migrations } from '../../src/db/migrations/index.ts';
import type { Schema } from '../../src/db/schema.ts';
import type { HandOver } from '../../src/ports/mailer.ts';
import type { Ports } from '../../src/ports/ports.ts';
import { openTestCore } from '../support/core.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { memorySecrets } from '../support/sending.ts';

const SHELL = { shell: 'test', version: '0', platform: '', runtime: '', dataFolder: '' } as const;
const ACCEPTED: HandOver = { outcome: 'accepted', reply: '250 2.0.0 Ok' };

type Typed = z.input<typeof ClientInput>;

/** What the made-up server was given: the Message-ID is what tells one message from another. */
export interface Delivered {
  readonly to: string;
  readonly subject: string;
  readonly messageId: string;
  readonly at: number;
}

export interface Opening {
  /** 9 in the morning of a Monday in Paris, when left out. */
  readonly start?: number;
  readonly transport?: 'practice' | 'smtp';
  readonly settings?: Partial<ReminderSettings>;
  readonly ports?: Partial<Ports>;
  /** What the server answers; it takes everything when left out. */
  readonly answer?: (message: { readonly to: string }) => HandOver;
}

/** A reseller's whole app on real SQLite, with a clock that the test moves and a server that is only a list. */
export async function openWorkshop(opening: Opening = {}) {
  const clock = new FakeClock(opening.start ?? Date.parse('2026-01-05T08:00:00Z'));
  const delivered: Delivered[] = [];
  const send = async ({ to, eml }: { readonly to: string; readonly eml: Uint8Array }): Promise<HandOver> => {
    const outcome = opening.answer?.({ to }) ?? ACCEPTED;
    const { messageId, subject } = await nodemailerFormat.read(eml);
    if (outcome.outcome === 'accepted') delivered.push({ to, subject, messageId, at: clock.now() });
    return outcome;
  };
  const test = openTestCore(
    {
      texts: createTexts(),
      mail: nodemailerFormat,
      secrets: memorySecrets(),
      pdf: { render: async ({ title }) => Buffer.from(`%PDF ${title}`), close: async () => {} },
      smtp: { open: () => ({ send, verify: async () => ({ reply: '220', tls: null }), close: async () => {} }) },
      ...opening.ports,
    },
    clock,
  );
  let app: App = createApp(test.core, test.core.db, SHELL);
  let db: Db = test.core.db;
  const folder = test.folder;
  const client = () => app.client;
  await client().settings.update({
    author: 'Camille',
    sender: { resellerName: 'Atelier', fromName: 'Atelier', fromAddress: 'bonjour@atelier.example', supportAddress: 'aide@atelier.example' },
    smtp: { host: 'smtp.example', port: 465, security: 'tls', user: '' },
    transport: opening.transport ?? 'smtp',
    ownPace: { count: 10_000, seconds: 1 },
  });
  await client().reminders.update({ spreadDays: 0, quietDays: 0, ...opening.settings });
  const host = await client().hosts.create({ presetId: 'neutral', name: 'Hosting', packName: 'Pack' });

  let made = 0;
  /** Adds a client with one account at the host, and returns his id. */
  async function addClient(more: { timeZone?: string; company?: string; packId?: string; plan?: string; email?: string } = {}) {
    made += 1;
    const packId = host.packs.find(({ id }) => more.packId === undefined || id === more.packId)?.id ?? host.packs[0]?.id;
    if (packId === undefined) throw new Error('no pack');
    const { id } = await client().clients.create({
      company: more.company ?? `Client ${made}`,
      language: 'fr',
      timeZone: more.timeZone ?? '',
      contacts: [{ role: 'owner', email: more.email ?? `client${made}@example.net` }],
      accounts: [{ packId, mainDomain: `site${made}.example`, plan: more.plan ?? '' }],
    });
    return id;
  }

  /** Changes what was typed of a client, as his form does. */
  async function change(id: ClientId, changed: (typed: Typed) => Partial<Typed>) {
    const { number, company, language, note, timeZone, contacts, accountList } = await client().clients.get({ id });
    const typed: Typed = {
      number,
      company,
      language,
      note,
      timeZone,
      contacts: contacts.map(({ validFrom: _, validTo: __, ...contact }) => contact),
      accounts: accountList.map(({ packName: _, hostName: __, ...account }) => account),
    };
    await client().clients.update({ id, ...typed, ...changed(typed) });
  }

  async function publish(hostId: string = host.id) {
    const effectiveOn = new Date(clock.now() + 3_600_000).toISOString().slice(0, 10);
    const changelog = { en: 'Clearer.', fr: 'Plus clair.', ru: 'Понятнее.' };
    return client().policies.publish({ hostId: HostId.parse(hostId), kind: 'notice', effectiveOn, changelog, material: true });
  }

  /** The last event of a stream. */
  async function done<T>(stream: Promise<AsyncIterable<{ kind: 'progress' } | { kind: 'done'; result: T }>>): Promise<T> {
    for await (const step of await stream) if (step.kind === 'done') return step.result;
    throw new Error('no result');
  }

  /** Sends what waits; the clock goes on meanwhile. */
  async function flush() {
    let result: Awaited<ReturnType<typeof flushed>> | undefined;
    const flushed = () => done(client().outbox.flush({}));
    const flushing = flushed().then((ended) => {
      result = ended;
    });
    while (result === undefined) await clock.advance(50);
    await flushing;
    return result;
  }

  /** Sends a notice to everybody due, and lets a second pass. */
  async function tellAll() {
    const issued = await done(client().notices.issue({ allDue: true }));
    await flush();
    clock.sleep(1000);
    return issued;
  }

  const run = (now?: string) => done(client().reminders.run(now === undefined ? {} : { now }));
  const planned = async (input: Parameters<App['client']['reminders']['planned']>[0] = {}) => (await client().reminders.planned(input)).rows;
  /** Every reminder there is, by the outbox. */
  const reminders = () =>
    db.read
      .selectFrom('outbox')
      .innerJoin('outbox_content', 'outbox_content.outbox_id', 'outbox.id')
      .where('kind', '=', 'reminder')
      .selectAll()
      .orderBy('created_at')
      .orderBy('id')
      .execute();

  return {
    ...test,
    delivered,
    host,
    addClient,
    change,
    publish,
    tellAll,
    flush,
    done,
    run,
    planned,
    reminders,
    get app() {
      return app;
    },
    get client() {
      return app.client;
    },
    get db() {
      return db;
    },
    /** The process ends here and now, and another one opens the same file. */
    restart: async (given: Partial<Ports> = {}) => {
      await app.stop();
      const store = openSqlite<Schema>(join(folder, 'sendward.db'));
      migrate(store.target, migrations);
      db = store.database;
      app = createApp({ ...test.core, ...given }, db, SHELL);
    },
    /** A second app on the same database, as if there were no lock. */
    another: (given: Partial<Ports> = {}) => createApp({ ...test.core, ...given }, db, SHELL),
    close: async () => {
      await app.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export type Workshop = Awaited<ReturnType<typeof openWorkshop>>;
