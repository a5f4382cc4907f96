import { describe, expect, it } from 'vitest';
import type { Connector, PanelMessage } from '../../src/connectors/connector.ts';
import { HOUR_MS } from '../../src/shared/durations.ts';
import { all, messagesOf } from './stage.ts';
import type { WhmTricks } from './stand-ins/whm.ts';
import { smallWorld, type WorldMessage } from './stand-ins/world.ts';
import { body, recorded, tricky, YESTERDAY } from './whm-stage.ts';

type Reports = NonNullable<Connector['messages']>;

function reportsOf({ messages }: Connector, query: Parameters<Reports>[0]): Promise<PanelMessage[]> {
  if (messages === null) throw new Error('WHM has delivery reports');
  return all(messages(query, undefined));
}

/** Everything of the hour that begins then. */
const at = (from: number): Parameters<Reports>[0] => ({ login: null, window: { from, to: from + HOUR_MS }, outcomes: [] });

describe('delivery reports of WHM', () => {
  it('reads a refusal by the server itself, with its time from the number and not from the text', async () => {
    const { connector } = await recorded({ emailtrack_search: body('r04-emailtrack_search-policy-failure') });
    expect(await reportsOf(connector, at(Date.UTC(2012, 1, 6, 20)))).toEqual([
      {
        id: '1RuV0Z-0005NR-BN someone@dest.example failure 1328559471000',
        messageId: '1RuV0Z-0005NR-BN',
        at: Date.UTC(2012, 1, 6, 20, 17, 51),
        sentAt: Date.UTC(2012, 1, 6, 20, 17, 51),
        login: 'alphausr',
        domain: 'alpha.example',
        sender: 'news@alpha.example',
        recipient: 'someone@dest.example',
        outcome: 'failed',
        remote: false,
        text: 'Domain alpha.example has exceeded the max defers and failures per hour (5/5 (100%)) allowed. Message discarded.',
        sizeBytes: 1653,
      },
    ]);
  });

  it('reads what one message went through, numbers that are texts, and one that waits', async () => {
    const { connector } = await recorded({ emailtrack_search: body('s02-emailtrack_search-lifecycle') });
    const found = await reportsOf(connector, at(Date.UTC(2026, 0, 10, 12)));
    expect(found.map(({ outcome, at, sizeBytes, remote }) => [outcome, at / 1000, sizeBytes, remote])).toEqual([
      ['deferred', 1768046405, 2048, true],
      ['deferred', 1768047305, 2048, true],
      ['delivered', 1768048205, 2048, true],
      ['failed', 1768046502, 1999, true],
      ['failed', 1768046405, 2048, false],
      ['deferred', 1768046405, 2048, false],
      ['in_progress', 1768046400, 2048, true],
    ]);
  });

  it('asks for every result, each kind by name, of a time and of one account', async () => {
    const { connector, standIn } = await tricky({});
    const query = { login: 'alphausr', window: YESTERDAY, outcomes: ['failed', 'deferred'] } as const;
    const found = await reportsOf(connector, query);
    expect(found.map(({ outcome }) => outcome).sort()).toEqual(['deferred', 'failed', 'failed']);
    expect(Object.fromEntries(standIn.requests()[0]?.query ?? [])).toMatchObject({
      success: '0',
      defer: '1',
      failure: '1',
      inprogress: '0',
      max_results_by_type: '0',
      'api.filter.c.field': 'user',
      'api.filter.c.type': 'eq',
      'api.filter.c.arg0': 'alphausr',
      'api.sort.a.method': 'numeric',
    });
  });

  it.each([{ overflowsAt: 200 }, { alwaysCuts: true }] satisfies WhmTricks[])('halves the time until nothing is cut (%o)', async (tricks) => {
    const messages = mailing(1200);
    const { connector } = await tricky(tricks, smallWorld({ messages }));
    const found = await messagesOf(connector);
    expect(new Set(found.map(({ id }) => id)).size).toBe(1200);
    expect(found).toHaveLength(1200);
  });

  it('leaves out what it did not ask for and got', async () => {
    const { connector } = await recorded({ emailtrack_search: body('s02-emailtrack_search-lifecycle') });
    expect(await reportsOf(connector, at(Date.UTC(2026, 0, 10, 10)))).toEqual([]);
    expect(await reportsOf(connector, { ...at(Date.UTC(2026, 0, 10, 12)), outcomes: ['failed'] })).toHaveLength(2);
    expect(await reportsOf(connector, { ...at(Date.UTC(2026, 0, 10, 12)), login: 'betausr' })).toEqual([]);
  });

  it('goes through many pages of one time', async () => {
    const { connector, standIn } = await tricky({}, smallWorld({ messages: mailing(1200) }));
    expect(await messagesOf(connector)).toHaveLength(1200);
    expect(standIn.requests().some(({ query }) => query.get('api.chunk.start') === '1001')).toBe(true);
  });
});

/** So many messages in one hour, one every two seconds and a half. */
function mailing(count: number): WorldMessage[] {
  const [first] = smallWorld().messages;
  if (first === undefined) return [];
  return Array.from({ length: count }, (_, index) => {
    const sentAt = YESTERDAY.from + HOUR_MS + index * 2500;
    return { ...first, messageId: `m${index}`, sentAt, at: sentAt + 1000 };
  });
}
