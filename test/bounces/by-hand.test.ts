import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ClientId, SuppressionId } from '../../src/contract/ids.ts';
import { isSuppressed } from '../../src/features/bounces/index.ts';
import { DAY_MS } from '../../src/shared/durations.ts';
import { CALL, type Desk, openDesk, type Told } from '../acknowledgements/desk.ts';
import { rules } from '../support/sending.ts';
import { complaint, dsn } from './reports.ts';

const ALL = { offset: 0, limit: 100, search: '', lifted: false } as const;

let desk: Desk;

beforeEach(async () => {
  desk = await openDesk();
  await desk.publish();
});
afterEach(() => desk.close());

const blocked = (address: string): Promise<boolean> => isSuppressed(desk.core.db.read, address, desk.clock.now());
const bounced = async (who: Told): Promise<SuppressionId> => {
  await desk.drop(dsn({ messageId: who.messageId, recipient: who.email }));
  return SuppressionId.parse((await desk.bounces.suppressions(ALL, CALL)).rows.find(({ value }) => value === who.email)?.id);
};

describe('blocking by hand', () => {
  it('holds to the end of its last day, by whoever said so and why', async () => {
    const made = await desk.bounces.suppress(
      { scope: 'address', value: ' Jeanne <JEANNE@Boulangerie.example>', until: '2026-11-30', note: 'Asked by phone' },
      CALL,
    );
    expect(made).toMatchObject({
      scope: 'address',
      value: 'JEANNE@boulangerie.example',
      reason: 'by_hand',
      author: 'Léa',
      note: 'Asked by phone',
      lifted: null,
    });
    expect(await blocked('jeanne@boulangerie.example')).toBe(true);
    const end = Date.parse(made.until ?? '');
    await desk.clock.advance(end - desk.clock.now() - 1);
    expect(await blocked('jeanne@boulangerie.example')).toBe(true);
    await desk.clock.advance(1);
    expect(await blocked('jeanne@boulangerie.example')).toBe(false);
  });

  it('covers every address of a domain, and none of those below or beside it', async () => {
    await desk.bounces.suppress({ scope: 'domain', value: 'Пример.example', until: null, note: 'Gone' }, CALL);
    expect(await Promise.all(['a@пример.example', 'b@XN--E1AFMKFD.example', 'c@sub.пример.example', 'd@notпример.example'].map(blocked))).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });

  it.each([
    [{ scope: 'address', value: 'nobody' }, 'invalid_input'],
    [{ scope: 'domain', value: 'a@b.example' }, 'invalid_input'],
    [{ scope: 'address', value: 'a@b.example', until: '2026-11-20' }, 'date_in_past'],
  ] as const)('refuses %o', async (input, code) => {
    await expect(desk.bounces.suppress({ until: null, note: 'x', ...input }, CALL)).rejects.toMatchObject({ code });
  });

  it('is not done twice', async () => {
    await desk.bounces.suppress({ scope: 'address', value: 'a@b.example', until: null, note: 'x' }, CALL);
    await expect(desk.bounces.suppress({ scope: 'address', value: 'A@B.example', until: null, note: 'y' }, CALL)).rejects.toMatchObject({
      code: 'suppression_exists',
      params: { value: 'A@b.example' },
    });
  });
});

describe('lifting', () => {
  it('frees the address, is kept, and is not undone by what happened before', async () => {
    const told = await desk.tell();
    await desk.clock.advance(DAY_MS);
    const id = await bounced(told);
    expect(await desk.bounces.lift({ id, reason: 'He corrected it' }, CALL)).toMatchObject({ lifted: { author: 'Léa', reason: 'He corrected it' } });
    expect(await blocked(told.email)).toBe(false);
    expect((await desk.bounces.suppressions(ALL, CALL)).total).toBe(0);
    expect((await desk.bounces.suppressions({ ...ALL, lifted: true }, CALL)).rows).toMatchObject([{ id, lifted: { author: 'Léa' } }]);
    await desk.drop(dsn({ messageId: told.messageId, recipient: told.email }, { status: '5.1.2', diagnostic: 'smtp; 550 5.1.2 Host not found' }));
    expect(await blocked(told.email)).toBe(false);
    expect(await desk.bounces.lift({ id, reason: 'Once more' }, CALL)).toMatchObject({ lifted: { reason: 'He corrected it' } });
  });

  it('never frees whoever complained', async () => {
    const told = await desk.tell();
    await desk.drop(complaint({ messageId: told.messageId, recipient: told.email }));
    const [kept] = (await desk.bounces.suppressions(ALL, CALL)).rows;
    await expect(desk.bounces.lift({ id: SuppressionId.parse(kept?.id), reason: 'x' }, CALL)).rejects.toMatchObject({ code: 'suppression_kept' });
    expect(await blocked(told.email)).toBe(true);
  });

  it('of what is not there says so', async () => {
    await expect(desk.bounces.lift({ id: SuppressionId.parse(desk.core.ids.next()), reason: 'x' }, CALL)).rejects.toMatchObject({
      code: 'suppression_not_found',
    });
  });
});

describe('how long', () => {
  it('is what the host says, where that is longer', async () => {
    await desk.core.db.write((tx) =>
      tx
        .updateTable('host')
        .set({ rules: JSON.stringify(rules({ recipientBlockDays: 120 })) })
        .execute(),
    );
    const told = await desk.tell();
    const id = await bounced(told);
    const { rows } = await desk.bounces.suppressions(ALL, CALL);
    const until = Date.parse(rows.find((each) => each.id === id)?.until ?? '');
    expect(Math.round((until - desk.clock.now()) / DAY_MS)).toBe(120);
  });
});

describe('a refusal while a message is handed over', () => {
  it('goes the same way as one that comes by mail', async () => {
    desk.server.behave((_, to) => (to.startsWith('gone') ? { at: 'rcpt', reply: '550 5.1.1 No such user' } : undefined));
    await desk.addClient({ contact: { email: 'gone@boulangerie.example' } });
    await desk.send();
    const query = { offset: 0, limit: 10, search: '', classes: [], targets: [] };
    expect((await desk.bounces.list(query, CALL)).rows).toMatchObject([
      { kind: 'bounce', origin: 'smtp', address: 'gone@boulangerie.example', class: 'permanent', target: 'address', suppressed: true, replyId: null },
    ]);
    expect(await blocked('gone@boulangerie.example')).toBe(true);
    expect(desk.announced).toContain('bounces');
  });
});

describe('the list', () => {
  it('is searched and narrowed', async () => {
    const [one, two] = [await desk.tell(), await desk.tell()];
    await desk.drop(
      dsn({ messageId: one.messageId, recipient: one.email }),
      dsn({ messageId: two.messageId, recipient: two.email }, { status: '5.2.2', diagnostic: 'smtp; 552 5.2.2 Mailbox full' }),
      complaint({ messageId: two.messageId, recipient: two.email }),
    );
    const query = { offset: 0, limit: 10, search: '', classes: [], targets: [] };
    const found = async (more: object): Promise<number> => (await desk.bounces.list({ ...query, ...more }, CALL)).total;
    expect(await found({})).toBe(3);
    expect(await found({ search: one.email.toUpperCase() })).toBe(1);
    expect(await found({ classes: ['temporary'] })).toBe(1);
    expect(await found({ targets: ['address', 'mailbox'] })).toBe(2);
    expect(await found({ kind: 'complaint' })).toBe(1);
    expect(await found({ clientId: two.clientId })).toBe(2);
    expect((await desk.bounces.suppressions({ ...ALL, search: 'JEANNE' }, CALL)).total).toBe(2);
    expect((await desk.bounces.suppressions({ ...ALL, clientId: ClientId.parse(one.clientId) }, CALL)).total).toBe(1);
  });
});

describe('the trend', () => {
  it('counts what failed on the day it left, each message once, and names every day', async () => {
    const [one, two] = [await desk.tell(), await desk.tell()];
    await desk.clock.advance(DAY_MS);
    const three = await desk.tell();
    await desk.clock.advance(DAY_MS);
    await desk.drop(
      dsn({ messageId: one.messageId, recipient: one.email }, { status: '5.2.2', diagnostic: 'smtp; 552 5.2.2 Mailbox full' }),
      dsn({ messageId: one.messageId, recipient: one.email }),
      dsn({ messageId: two.messageId, recipient: two.email }, { action: 'delayed', status: '4.4.1', diagnostic: 'smtp; 451 4.4.1 Timed out' }),
      complaint({ messageId: three.messageId, recipient: three.email }),
    );
    const { days, targets } = await desk.bounces.trend({ days: 4 }, CALL);
    expect(days.map(({ on }) => on)).toEqual(['2026-11-20', '2026-11-21', '2026-11-22', '2026-11-23']);
    expect(days.map(({ sent }) => sent)).toEqual([0, 2, 1, 0]);
    expect(days.map(({ tried }) => tried)).toEqual([0, 2, 1, 0]);
    expect(days[1]).toMatchObject({ temporary: 0, permanent: 1, blocked: 0, complaints: 0 });
    expect(days[2]).toMatchObject({ permanent: 0, complaints: 1 });
    expect(targets).toEqual([{ target: 'address', count: 1 }]);
  });
});
