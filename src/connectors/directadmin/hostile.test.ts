import fc from 'fast-check';
import { expect, it } from 'vitest';
import { AppError } from '../../shared/app-error.ts';
import type { Connector, PanelAnswer } from '../connector.ts';
import { directadmin } from './index.ts';

const NOW = Date.UTC(2026, 10, 20, 12);
const SESSION = JSON.stringify({ effectiveUsername: 'resel1', effectiveRole: 'reseller', allowedCommands: [] });

/** Values as they might stand in an answer: those that are meant, and any others. */
const value = fc.oneof(
  fc.constantFrom('0', '1', 'yes', 'no', 'none', 'unlimited', 'alice', 'a@b.example', null, '<input value="1">', '2026-11-20T09:15:02Z'),
  fc.jsonValue(),
);
const KEYS = [
  'username',
  'suspended',
  'reason',
  'value',
  'domains',
  'email',
  'email_limit',
  'date_created',
  'emailDeliveriesOutgoing',
  'stats',
  'setting',
  'max_usage',
];
const LOG_KEYS = ['id', 'datetime', 'from', 'envelope_from', 'direction', 'size', 'state', 'to', 'address', 'message', 'timestamp', 'subject'];
const record = fc.dictionary(fc.constantFrom(...KEYS, ...LOG_KEYS, 'error', 'result', 'type'), value);
const anyJson = fc.oneof(
  record,
  fc.array(record, { maxLength: 3 }),
  fc.array(fc.string(), { maxLength: 3 }),
  fc.record({ emails: fc.array(record.map((one) => ({ ...one, to: [one] }))), more: fc.boolean() }),
  fc.record({
    '0': record,
    '1': record,
    info: fc.record({ rows: value, total_pages: fc.constantFrom('1', 'x', null), current_page: fc.constantFrom('1', null) }),
  }),
  fc.jsonValue(),
);
const body = fc.oneof(
  anyJson.map((one) => JSON.stringify(one)),
  fc.string(),
  fc
    .dictionary(fc.constantFrom('email', 'list[]', 'error', 'text', 'email_deliveries_outgoing'), fc.string())
    .map((pairs) => new URLSearchParams(pairs).toString()),
);
const answer = fc.record({ status: fc.constantFrom(200, 200, 200, 200, 400, 402, 403, 404, 500), text: body });

function connectorOf(answers: readonly { readonly status: number; readonly text: string }[]): Connector {
  let at = 0;
  const next = (): PanelAnswer => ({ headers: {}, ...(answers[at++ % answers.length] ?? { status: 200, text: '' }) });
  return directadmin.connect({
    login: 'resel1',
    secret: 'secret',
    zone: 'Europe/Moscow',
    now: () => NOW,
    base64: (text) => text,
    call: ({ path }) => Promise.resolve(path === '/api/session' ? { status: 200, headers: {}, text: SESSION } : next()),
  });
}

async function holds<T>(work: () => AsyncGenerator<readonly T[], void, void>, check: (one: T) => void): Promise<void> {
  try {
    for await (const page of work()) page.forEach(check);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    expect(error.code).toMatch(/^panel_(auth_refused|privilege_missing|refused|unreadable|not_an_api)$/);
  }
}

it('makes an answer or an expected failure of whatever a server sends', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(answer, { minLength: 1, maxLength: 4 }), async (answers) => {
      const { accounts, usage, messages, warnings } = connectorOf(answers);
      await holds(
        () => accounts(undefined),
        (account) => {
          expect(account.login).not.toBe('');
          if (account.suspended !== true) expect(account.reason).toBe('');
          for (const { count } of account.limits ?? []) expect(count).toBeGreaterThan(0);
        },
      );
      if (usage?.kind === 'today') {
        const { read } = usage;
        await holds(
          () => read(['alice', 'bob'], undefined),
          ({ sent }) => expect(Number.isSafeInteger(sent)).toBe(true),
        );
      }
      const query = { login: 'alice', window: { from: 0, to: NOW }, outcomes: [] };
      if (messages !== null)
        await holds(
          () => messages(query, undefined),
          ({ at, id }) => expect([at >= 0, id === '']).toEqual([true, false]),
        );
      if (warnings !== null)
        await holds(
          () => warnings(undefined),
          ({ id, at }) => expect([id === '', Number.isFinite(at)]).toEqual([false, true]),
        );
    }),
  );
});

it('finds of every need something or nothing, but never fails over a single call', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(answer, { minLength: 1, maxLength: 4 }), async (answers) => {
      try {
        const { capabilities } = await connectorOf(answers).probe(undefined);
        expect(new Set(capabilities.map(({ need }) => need)).size).toBe(14);
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
        // A page is no answer; nothing else ends it, with a login that works.
        expect(error.code).toMatch(/^panel_(not_an_api|auth_refused)$/);
      }
    }),
  );
});
