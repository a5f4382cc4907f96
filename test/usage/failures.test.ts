import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Connector, PanelMessage } from '../../src/connectors/connector.ts';
import type { PackId } from '../../src/contract/ids.ts';
import type { AskPanel } from '../../src/features/hooks.ts';
import { usageHandlers } from '../../src/features/usage/index.ts';
import { DAY_MS } from '../../src/shared/durations.ts';
import { openTestCore, type TestCore } from '../support/core.ts';
import { makePack, panelAccount, readList } from '../support/hosted.ts';
import { CALL } from './support.ts';

let test: TestCore;
let packId: PackId;
let messages: PanelMessage[];
let asked: { from: number; to: number }[];

beforeEach(async () => {
  test = openTestCore();
  packId = await makePack(test);
  await readList(test, packId, [panelAccount('anna'), panelAccount('boris')]);
  messages = [];
  asked = [];
});
afterEach(() => test.close());

const message = (id: string, given: Partial<PanelMessage> = {}): PanelMessage => ({
  id,
  messageId: id,
  at: test.clock.now() - DAY_MS,
  sentAt: test.clock.now() - DAY_MS,
  login: 'anna',
  domain: 'anna.example',
  sender: 'news@anna.example',
  recipient: `person${id}@far.example`,
  outcome: 'failed',
  remote: true,
  text: `550 5.1.1 <person${id}@far.example> User unknown`,
  sizeBytes: null,
  ...given,
});

/** A panel that answers with `messages`. */
function panel(published = true): AskPanel {
  const connector: Connector = {
    capabilities: () => [],
    probe: () => Promise.reject(new Error('Not asked')),
    accounts: () => {
      throw new Error('Not asked');
    },
    usage: null,
    warnings: null,
    messages: published
      ? async function* ({ window, login }) {
          asked.push(window);
          yield messages.filter((each) => each.at >= window.from && each.at < window.to && (login === null || each.login === login));
        }
      : null,
  };
  return async function* (_packId, _signal, work) {
    yield* work({ connector, zone: 'Europe/Paris' });
  };
}

const span = () => ({ from: new Date(test.clock.now() - 3 * DAY_MS).toISOString(), to: new Date(test.clock.now()).toISOString() });

async function read(given: object = {}, ask = panel()): Promise<number> {
  for await (const event of usageHandlers(test.core, ask).readFailures({ packId, ...span(), ...given }, CALL)) {
    if (event.kind === 'done') return event.result.failures;
  }
  throw new Error('No result');
}

const shown = (given: object = {}) => usageHandlers(test.core, panel()).failures({ packId, ...span(), ...given }, CALL);

describe('failures', () => {
  it('nobody read are not none', async () => {
    expect(await shown()).toEqual({ read: false, readAt: null, readDays: [], days: [], samples: [] });
    expect(await read()).toBe(0);
    expect(await shown()).toMatchObject({ read: true, days: [] });
  });

  it('are counted by day, class and target; read twice they are the same', async () => {
    messages = [
      message('1'),
      message('2'),
      message('3', { login: 'boris', text: '554 5.7.1 Message rejected as spam' }),
      message('4', {
        at: test.clock.now() - 2 * DAY_MS,
        text: 'Domain anna.example has exceeded the max emails per hour (51/50 (102%)) allowed.  Message discarded.',
      }),
      message('5', { login: '-remote-' }),
    ];
    expect(await read()).toBe(4);
    const once = await shown();
    expect(once.days).toEqual([
      { on: '2026-11-19', class: 'blocked', target: 'host-limit', count: 1 },
      { on: '2026-11-20', class: 'blocked', target: 'content', count: 1 },
      { on: '2026-11-20', class: 'permanent', target: 'address', count: 2 },
    ]);
    expect(await read()).toBe(4);
    const twice = await shown();
    expect({ ...twice, readAt: once.readAt }).toEqual(once);
  });

  it('name no recipient, wherever they are kept', async () => {
    messages = [message('1'), message('2', { text: '550 mailbox of person2 is closed' })];
    await read();
    const kept = JSON.stringify(await test.core.db.read.selectFrom('usage_failure_sample').selectAll().execute());
    expect(kept).not.toContain('person');
    expect((await shown()).samples).toHaveLength(2);
  });

  it('say which days were read, of all accounts or of the one that is asked for', async () => {
    const day = (ago: number) => ({
      from: new Date(test.clock.now() - ago * DAY_MS).toISOString(),
      to: new Date(test.clock.now() - ago * DAY_MS + 1000).toISOString(),
    });
    const { id } = await test.core.db.read.selectFrom('hosted_account').select('id').where('login', '=', 'anna').executeTakeFirstOrThrow();
    await read(day(5));
    await read(day(1));
    await read({ ...day(3), hostedId: id });
    const month = { from: day(30).from, to: span().to };
    const on = async (given: object) => (await shown({ ...month, ...given })).readDays.map((each) => each.on);
    expect(await on({})).toEqual(['2026-11-16', '2026-11-20']);
    expect(await on({ hostedId: id })).toEqual(['2026-11-16', '2026-11-18', '2026-11-20']);
  });

  it('of one account leave those of others alone', async () => {
    messages = [message('1'), message('2', { login: 'boris' })];
    await read();
    messages = [];
    const { id } = await test.core.db.read.selectFrom('hosted_account').select('id').where('login', '=', 'anna').executeTakeFirstOrThrow();
    await read({ hostedId: id });
    expect((await shown()).days).toEqual([{ on: '2026-11-20', class: 'permanent', target: 'address', count: 1 }]);
    expect((await shown({ hostedId: id })).days).toEqual([]);
  });

  it('are asked for day by day, no more than a month of them', async () => {
    await read({ from: new Date(test.clock.now() - 400 * DAY_MS).toISOString() });
    expect(asked).toHaveLength(31);
    for (const { from, to } of asked) expect(to - from).toBeLessThanOrEqual(25 * 3_600_000);
  });

  it('say that a panel does not publish them', async () => {
    await expect(read({}, panel(false))).rejects.toMatchObject({ code: 'panel_not_published' });
    await expect(read({ hostedId: 99 })).rejects.toMatchObject({ code: 'hosted_not_found' });
  });
});
