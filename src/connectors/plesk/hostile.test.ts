import fc from 'fast-check';
import { expect, it } from 'vitest';
import { AppError } from '../../shared/app-error.ts';
import type { Connector, PanelAnswer } from '../connector.ts';
import { plesk } from './index.ts';

const NOW = Date.UTC(2026, 10, 20, 12);
const TEXTS = [
  'ok',
  'error',
  '0',
  '16',
  '272',
  '-1',
  'default',
  '2026-11-19',
  '1013',
  '1006',
  'alice',
  'a&amp;b',
  '<![CDATA[x]]>',
  '',
  '&#0;',
  '99999999999999999999',
];
const NAMES = [
  'id',
  'status',
  'errcode',
  'name',
  'owner-login',
  'cr_date',
  'guid',
  'login',
  'email',
  'date',
  'smtp_out',
  'outgoing-messages-subscription-limit',
];
const text = fc.oneof(fc.constantFrom(...TEXTS), fc.string({ maxLength: 12 }));
const leaf = fc.tuple(fc.constantFrom(...NAMES), text).map(([name, value]) => `<${name}>${value}</${name}>`);
const leaves = fc.array(leaf, { maxLength: 6 }).map((all) => all.join(''));
const result = fc
  .tuple(fc.constantFrom('<status>ok</status>', '<status>error</status>', ''), leaves, leaves, leaves)
  .map(
    ([status, outer, info, mail]) =>
      `<result>${status}${outer}<traffic>${outer}</traffic><data><gen_info>${info}</gen_info><mail>${mail}</mail></data></result>`,
  );
const operation = fc
  .tuple(fc.constantFrom('webspace', 'customer', 'site', 'reseller', 'system'), fc.constantFrom('get', 'get_traffic'), fc.array(result, { maxLength: 3 }))
  .map(([operator, verb, results]) => `<${operator}><${verb}>${results.join('')}</${verb}></${operator}>`);
const packet = fc.array(operation, { maxLength: 4 }).map((all) => `<?xml version="1.0"?><packet version="1.6.9.1">${all.join('')}</packet>`);
const answer = fc.record({ status: fc.constantFrom(200, 200, 200, 200, 200, 403, 404, 500), text: fc.oneof(packet, packet, packet, fc.string()) });

function connectorOf(answers: readonly { readonly status: number; readonly text: string }[]): Connector {
  let at = 0;
  const next = (): PanelAnswer => ({ headers: {}, ...(answers[at++ % answers.length] ?? { status: 200, text: '' }) });
  return plesk.connect({ login: 'resel1', secret: 'secret', zone: 'Europe/Moscow', now: () => NOW, base64: (one) => one, call: () => Promise.resolve(next()) });
}

const CODES = /^panel_(auth_refused|privilege_missing|refused|unreadable|not_an_api)$/;

async function holds<T>(work: () => AsyncGenerator<readonly T[], void, void>, check: (one: T) => void): Promise<void> {
  try {
    for await (const page of work()) page.forEach(check);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    expect(error.code).toMatch(CODES);
  }
}

it('makes an answer or an expected failure of whatever a server sends', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(answer, { minLength: 1, maxLength: 4 }), async (answers) => {
      const { accounts, usage } = connectorOf(answers);
      await holds(
        () => accounts(undefined),
        ({ login, domain, suspended, lifter, limits }) => {
          expect([login === '', domain === '']).toEqual([false, false]);
          if (suspended !== true) expect(lifter).toBe('unknown');
          for (const { count } of limits ?? []) expect(count).toBeGreaterThan(0);
        },
      );
      if (usage?.kind !== 'days') throw new Error('Plesk has days');
      await holds(
        () => usage.read('2026-11-19', undefined),
        ({ bytes, sent }) => expect([Number.isSafeInteger(bytes), sent]).toEqual([true, null]),
      );
      const found = await connectorOf(answers)
        .probe(undefined)
        .catch((error: unknown) => error);
      if (found instanceof AppError) expect(found.code).toMatch(/^panel_(auth_refused|not_an_api)$/);
      else expect(found).toMatchObject({ capabilities: expect.any(Array) });
    }),
  );
});
