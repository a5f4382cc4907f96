import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Connector, PanelMessage } from '../../src/connectors/connector.ts';
import { LogId } from '../../src/contract/ids.ts';
import type { AskPanel } from '../../src/features/hooks.ts';
import { logsHandlers } from '../../src/features/logs/index.ts';
import { AppError } from '../../src/shared/app-error.ts';
import { openScene, type Scene } from '../culprits/world.ts';
import { makePack, panelAccount, readList } from '../support/hosted.ts';

const call = { signal: undefined };
const NOT_RECOGNISED = {
  scan: () => Promise.reject(new AppError('log_not_recognised', { name: 'report.csv' })),
  follow: () => Promise.reject(new Error('Nothing is followed here')),
};
let scene: Scene;

beforeEach(() => {
  scene = openScene({ logs: NOT_RECOGNISED });
});
afterEach(() => scene.close());

async function readTable(text: string, format: 'auto' | 'events' = 'auto'): Promise<LogId> {
  const { ref } = await scene.core.files.put('report.csv', 'text/csv', new TextEncoder().encode(text));
  for await (const step of scene.logs.scan({ files: [ref], packId: null, format, zone: 'Europe/Paris' }, call)) {
    if (step.kind === 'done') return LogId.parse(step.result.id);
  }
  throw new Error('nothing was read');
}

const accountOf = (id: LogId, account: string) => scene.logs.account({ id, account }, call);

const WHM = `Event,User,Domain,Sender,Sent Time,Recipient,Out Time,ID,Result
success,shop,shop.example,info@shop.example,2026-11-20 10:00:00,anna@bigmail.example,2026-11-20 10:00:03,1aaaaa-000001-AA,Accepted
defer,shop,shop.example,info@shop.example,2026-11-20 10:20:00,ben@grey.example,2026-11-20 10:20:02,1aaaaa-000002-AA,451 4.7.1 <ben@grey.example>: Greylisted
success,shop,shop.example,info@shop.example,2026-11-20 10:20:00,ben@grey.example,2026-11-20 11:05:00,1aaaaa-000002-AA,Accepted
failure,club,club.example,news@club.example,2026-11-20 10:30:00,carl@bigmail.example,2026-11-20 10:30:09,1aaaaa-000003-AA,550 5.1.1 <carl@bigmail.example> The email account that you tried to reach does not exist
failure,club,club.example,news@club.example,2026-11-20 10:30:00,dora@bigmail.example,2026-11-20 10:30:09,1aaaaa-000003-AA,550 5.1.1 <dora@bigmail.example> The email account that you tried to reach does not exist
failure,club,club.example,promo@other.example,2026-11-20 10:31:00,eve@bigmail.example,2026-11-20 10:31:09,1aaaaa-000004-AA,Domain club.example has exceeded the max defers and failures per hour (184/175 (31%)) allowed.  Message discarded.
`;

describe('a delivery report of a panel', () => {
  it('counts each recipient once for its message, at the time it was sent, and outcomes when they came', async () => {
    const id = await readTable(WHM);
    const log = await scene.logs.get({ id }, call);
    expect(log).toMatchObject({ format: 'events', lines: 6, skipped: 0, from: '2026-11-20T09:00:03.000Z', files: [{ name: 'report.csv' }] });
    const shop = await accountOf(id, 'shop');
    expect(shop.row.counts).toMatchObject({ messages: 2, recipients: 2, delivered: 2, deferredRecipients: 1, failed: 0 });
    expect(shop.hours.map(({ hour, counts: { recipients, delivered } }) => [hour, recipients, delivered])).toEqual([
      ['2026-11-20T09:00:00.000Z', 2, 1],
      ['2026-11-20T10:00:00.000Z', 0, 1],
    ]);
    expect(shop.refusals).toMatchObject([{ class: 'temporary', failed: 0, deferred: 1 }]);
  });

  it('tells replies of one meaning together, names limits of the host, and shows no recipient by name', async () => {
    const id = await readTable(WHM, 'events');
    const club = await accountOf(id, 'club');
    expect(club.row).toMatchObject({ domain: '', counts: { messages: 2, recipients: 3, failed: 3, limitRefusals: 1 }, failedShare: 1 });
    expect(club.refusals).toMatchObject([
      { class: 'permanent', target: 'address', failed: 2 },
      { target: 'host-limit', failed: 1 },
    ]);
    expect(club.limits).toMatchObject([{ kind: 'failures', allowed: 175, counted: 184, times: 1 }]);
    expect(club.traces.find(({ value }) => value === 'promo@other.example')).toMatchObject({ kind: 'sender', foreign: true, messages: 1 });
    expect(JSON.stringify(club)).not.toMatch(/carl|dora|eve@/);
    expect(club.refusals[0]?.lines[0]).toMatchObject({ file: 'report.csv', line: 5 });
  });

  it('is read whatever separates it, and says how many rows say nothing', async () => {
    const id = await readTable(`\uFEFFsender;recipient;sendunixtime;type;message\r\na@b.example;c@d.example;1795410087;success;ok\r\n;;;;\r\nx;y;z;?;\r\n`);
    expect(await scene.logs.get({ id }, call)).toMatchObject({ lines: 2, skipped: 1, accounts: 1 });
    expect((await accountOf(id, 'b.example')).row.counts).toMatchObject({ messages: 1, delivered: 1 });
  });

  it.each(['', 'a,b,c\n1,2,3\n', 'sender,recipient,date,type\n', '\u0000\u0001binary'])('is refused when it is none: %j', async (text) => {
    await expect(readTable(`${text} `)).rejects.toMatchObject({ code: 'log_not_recognised' });
    await expect(readTable(`${text} `, 'events')).rejects.toMatchObject({ code: 'log_not_recognised' });
    expect(await scene.logs.list({}, call)).toEqual([]);
  });
});

describe('events asked of a panel', () => {
  const AT = Date.UTC(2026, 10, 20, 8);
  const message = (id: string, given: Partial<PanelMessage>): PanelMessage => ({
    ...{ id, messageId: id, at: AT + 5000, sentAt: AT, login: 'shop', domain: 'shop.example', sender: 'info@shop.example', recipient: 'anna@bigmail.example' },
    ...{ outcome: 'delivered', remote: true, text: '250 OK', sizeBytes: 100 },
    ...given,
  });
  const askWith =
    (messages: Connector['messages']): AskPanel =>
    (_packId, _signal, work) =>
      work({
        connector: { messages, capabilities: () => [], probe: () => Promise.reject(), accounts: async function* () {}, usage: null, warnings: null },
        zone: 'UTC',
      });

  async function fetched(messages: Connector['messages']) {
    const packId = await makePack(scene);
    await readList(scene, packId, [panelAccount('shop')]);
    const steps = [];
    const span = { from: new Date(AT - 3_600_000).toISOString(), to: new Date(AT + 20 * 3_600_000).toISOString() };
    for await (const step of logsHandlers(scene.core, askWith(messages)).fetch({ packId, ...span }, call)) steps.push(step);
    return steps;
  }

  it('become a log of the pack, whatever page tells of a try twice', async () => {
    const tries = [
      message('1', {}),
      message('2', { messageId: '2', outcome: 'deferred', text: '451 4.7.1 later' }),
      message('3', { messageId: '2', outcome: 'failed', text: '550 5.1.1 no such user', at: AT + 7_200_000 }),
      message('4', { recipient: 'own@shop.example', remote: false }),
    ];
    const steps = await fetched(async function* ({ window }) {
      if (window.from <= AT) yield tries;
      yield tries.slice(0, 2);
    });
    const last = steps.at(-1);
    expect(last).toMatchObject({ kind: 'done', result: { format: 'events', packName: 'Northhost 50', lines: 4, accounts: 1, zone: 'UTC' } });
    const id = LogId.parse(last?.kind === 'done' ? last.result.id : '');
    expect(await accountOf(id, 'shop')).toMatchObject({
      row: { hostedId: expect.any(Number), counts: { messages: 3, recipients: 2, localRecipients: 1, delivered: 1, deferredRecipients: 1, failed: 1 } },
      refusals: [{ target: 'address', failed: 1, deferred: 1 }],
    });
  });

  it('are refused where a panel publishes none', async () => {
    await expect(fetched(null)).rejects.toMatchObject({ code: 'panel_not_published' });
  });
});
