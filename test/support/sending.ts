import { nodemailerFormat } from '../../src/adapters/mail-format.ts';
import { smtpConnector } from '../../src/adapters/smtp.ts';
import { createTexts } from '../../src/adapters/texts.ts';
import type { RuleField } from '../../src/contract/rule-pack.ts';
import type { Settings } from '../../src/contract/settings.ts';
import type { OnSettled, OutgoingMessage, SettledMessage } from '../../src/features/hooks.ts';
import { PRESETS } from '../../src/features/hosts/index.ts';
import { createOutbox, type Outbox } from '../../src/features/outbox/index.ts';
import type { Ports } from '../../src/ports/ports.ts';
import type { SecretStore } from '../../src/ports/secret-store.ts';
import { openTestCore, type TestCore } from './core.ts';
import type { FakeClock } from './fake-clock.ts';

/** Secrets that only this process knows. */
export function memorySecrets(): SecretStore {
  const values = new Map<string, string>();
  return {
    state: async (name) => (values.has(name) ? 'set' : 'not_set'),
    get: async (name) => values.get(name) ?? null,
    set: async (name, value) => {
      values.set(name, value);
    },
    clear: async (name) => {
      values.delete(name);
    },
  };
}

export interface Bench extends TestCore {
  readonly outbox: Outbox;
  readonly settled: readonly SettledMessage[];
  /** Writes settings as the user would have them. */
  choose(settings: Partial<Omit<Settings, 'smtpPassword'>>): Promise<void>;
  addHost(rules: object): Promise<string>;
  enqueue(message?: Partial<OutgoingMessage>): Promise<string>;
  state(id: string): Promise<string>;
  column(name: 'state' | 'server_reply' | 'error_code' | 'attempts' | 'due_at'): Promise<(string | number)[]>;
}

/** A core that can send, to a server on `smtpPort` when one is given. */
export async function openSending(
  given: {
    readonly smtpPort?: number;
    /** How long the client waits for a server. */
    readonly patienceMs?: number;
    readonly ports?: Partial<Ports>;
    readonly clock?: FakeClock;
    readonly also?: (core: TestCore['core']) => OnSettled;
  } = {},
): Promise<Bench> {
  const patience = given.patienceMs ?? 500;
  const ports = {
    smtp: smtpConnector({ connectMs: patience, commandMs: patience, dataMs: patience }),
    secrets: memorySecrets(),
    mail: nodemailerFormat,
    texts: createTexts(),
    ...given.ports,
  };
  const test = given.clock === undefined ? openTestCore(ports) : openTestCore(ports, given.clock);
  const settled: SettledMessage[] = [];
  const outbox = createOutbox(test.core, async (tx, message) => {
    settled.push(message);
    await given.also?.(test.core)(tx, message);
  });
  const bench = benchOf(test, outbox, settled);
  if (given.smtpPort !== undefined) {
    const smtp = { host: '127.0.0.1', port: given.smtpPort, security: 'none', user: '' } as const;
    await bench.choose({
      transport: 'smtp',
      smtp,
      sender: { resellerName: 'R', fromName: 'R', fromAddress: 'reseller@example.org', supportAddress: '', bounceAddress: '' },
    });
  }
  return bench;
}

let made = 0;

export function outgoing(core: TestCore['core'], message: Partial<OutgoingMessage> = {}): OutgoingMessage {
  made += 1;
  const messageId = message.messageId ?? `<${core.ids.next()}@example.org>`;
  const recipient = message.recipient ?? `client${made}@example.net`;
  return {
    kind: 'notice',
    noticeId: null,
    clientId: core.ids.next(),
    clientName: `Client ${made}`,
    hostId: '00000000-0000-0000-0000-00000000aaaa',
    packId: null,
    transport: 'smtp',
    language: 'fr',
    sender: 'Reseller <reseller@example.org>',
    returnPath: 'reseller@example.org',
    subject: `Notice ${made}`,
    eml: Buffer.from(`From: reseller@example.org\r\nTo: ${recipient}\r\nSubject: Notice ${made}\r\nMessage-ID: ${messageId}\r\n\r\nHello ${made}\r\n`),
    dueAt: core.clock.now(),
    ...message,
    messageId,
    recipient,
  };
}

function benchOf(test: TestCore, outbox: Outbox, settled: SettledMessage[]): Bench {
  const { core } = test;
  return {
    ...test,
    outbox,
    settled,
    choose: async (settings) => {
      await core.db.write(async (tx) => {
        for (const [key, value] of Object.entries(settings)) {
          await tx.deleteFrom('setting').where('key', '=', key).execute();
          await tx
            .insertInto('setting')
            .values({ key, value: JSON.stringify(value) })
            .execute();
        }
      });
    },
    addHost: async (rules) => {
      const id = core.ids.next();
      await core.db.write((tx) =>
        tx
          .insertInto('host')
          .values({ id, name: 'Host', preset_id: 'neutral', rules: JSON.stringify(rules), created_at: core.clock.now() })
          .execute(),
      );
      return id;
    },
    enqueue: (message) => core.db.write((tx) => outbox.enqueue(tx, outgoing(core, message))),
    state: async (id) => (await core.db.read.selectFrom('outbox').select('state').where('id', '=', id).executeTakeFirstOrThrow()).state,
    column: async (name) => (await core.db.read.selectFrom('outbox').select(name).orderBy('id').execute()).map((row) => row[name]),
    close: async () => {
      await outbox.stop();
      await test.close();
    },
  };
}

/** Waits, in real time, for what a real server or disk is about to bring. */
export async function until(condition: () => boolean | Promise<boolean>, what = 'the condition'): Promise<void> {
  const end = Date.now() + 10_000;
  while (!(await condition())) {
    if (Date.now() > end) throw new Error(`Waited in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** Rules of a host that limit nothing, to be tightened by the test. */
export function rules(known: Partial<{ readonly [K in RuleField]: unknown }> = {}): object {
  const values = Object.entries(known).map(([name, value]) => [name, { state: 'known', value, source: 'test', readOn: null }]);
  return { ...PRESETS.neutral, ...Object.fromEntries(values) };
}

/** A limit of messages of a mailbox. */
export function messagesIn(seconds: number, count: number): object {
  return { count, seconds, contractual: true, counts: 'messages', scope: 'mailbox' };
}
