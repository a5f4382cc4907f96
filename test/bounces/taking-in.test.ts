import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { OutboxId, SuppressionId } from '../../src/contract/ids.ts';
import { isSuppressed } from '../../src/features/bounces/index.ts';
import { DAY_MS, HOUR_MS } from '../../src/shared/durations.ts';
import { CALL, type Desk, openDesk, SENDER, type Told } from '../acknowledgements/desk.ts';
import { bare, complaint, dsn, type Reported, vacation } from './reports.ts';

let desk: Desk;
let told: Told;

beforeEach(async () => {
  desk = await openDesk();
  await desk.publish();
  told = await desk.tell();
  await desk.clock.advance(HOUR_MS);
});
afterEach(() => desk.close());

const about = (who: Told): Reported => ({ messageId: who.messageId, recipient: who.email });
const state = async (who: Told): Promise<string> =>
  (await desk.core.db.read.selectFrom('outbox').select('state').where('id', '=', who.outboxId).executeTakeFirstOrThrow()).state;
const blocked = (address: string): Promise<boolean> => isSuppressed(desk.core.db.read, address, desk.clock.now());
const bounces = async () => (await desk.bounces.list({ offset: 0, limit: 100, search: '', classes: [], targets: [] }, CALL)).rows;
const suppressions = async (lifted = false) => (await desk.bounces.suppressions({ offset: 0, limit: 100, search: '', lifted }, CALL)).rows;

describe('a message to an address that does not exist', () => {
  it('is bounced, and its address gets nothing for 90 days', async () => {
    const read = await desk.drop(dsn(about(told)));
    expect(read).toMatchObject({ verdicts: { bounce: 1 }, rows: [{ verdict: 'bounce', reason: 'delivery_status', clientId: told.clientId }] });
    expect(await state(told)).toBe('bounced');
    expect(await desk.outbox.handlers.list({ offset: 0, limit: 1, states: [], kinds: [], search: '' }, CALL)).toMatchObject({
      rows: [{ failure: { class: 'permanent', target: 'address' } }],
    });
    expect(await bounces()).toMatchObject([
      {
        kind: 'bounce',
        origin: 'mail',
        address: told.email,
        class: 'permanent',
        target: 'address',
        code: '5.1.1',
        suppressed: true,
        replyId: read.rows[0]?.id,
      },
    ]);
    const [suppression] = await suppressions();
    expect(suppression).toMatchObject({ scope: 'address', value: told.email, reason: 'permanent', clients: [{ id: told.clientId }] });
    const left = Date.parse(suppression?.until ?? '') - desk.clock.now();
    expect(left).toBeGreaterThan(89 * DAY_MS);
    expect(left).toBeLessThanOrEqual(90 * DAY_MS);
    expect(await blocked(told.email.toUpperCase())).toBe(true);
    await desk.clock.advance(left - 1000);
    expect(await blocked(told.email)).toBe(true);
    await desk.clock.advance(1000);
    expect(await blocked(told.email)).toBe(false);
    expect(await suppressions()).toEqual([]);
    expect(await suppressions(true)).toHaveLength(1);
  });

  it('told nobody, whatever was proved before', async () => {
    expect(await desk.evidence.coverage({}, CALL)).toMatchObject({ told: 1 });
    await desk.drop(dsn(about(told), { action: 'delivered', status: '2.0.0', diagnostic: 'smtp; 250 2.0.0 Ok' }), dsn(about(told)));
    expect(await desk.evidence.coverage({}, CALL)).toMatchObject({ told: 0 });
  });

  it('is due again: blocked while there is no other address, and sent to one as soon as there is', async () => {
    const due = async () => (await desk.notices.due({ offset: 0, limit: 10, search: '' }, CALL)).rows;
    await desk.drop(dsn(about(told)));
    expect(await due()).toMatchObject([{ clientId: told.clientId, suppressed: true }]);
    await desk.send();
    expect(desk.server.received).toHaveLength(1);
    await desk.core.db.write((tx) =>
      tx
        .updateTable('contact')
        .set({ email: 'jeanne@nouvelle.example', email_key: 'jeanne@nouvelle.example' })
        .where('client_id', '=', told.clientId)
        .execute(),
    );
    expect(await due()).toMatchObject([{ clientId: told.clientId, suppressed: false }]);
    await desk.send();
    expect(desk.server.received.map(({ to }) => to)).toEqual([told.email, 'jeanne@nouvelle.example']);
    expect(await desk.evidence.coverage({}, CALL)).toMatchObject({ told: 1 });
    expect(await desk.bounces.list({ offset: 0, limit: 1, search: '', classes: [], targets: [] }, CALL)).toMatchObject({ total: 1 });
  });

  it('is due again to the same address once the block was lifted', async () => {
    await desk.drop(dsn(about(told)));
    const [block] = await suppressions();
    await desk.bounces.lift({ id: SuppressionId.parse(block?.id), reason: 'His server was set up wrongly' }, CALL);
    await desk.send();
    expect(desk.server.received.map(({ to }) => to)).toEqual([told.email, told.email]);
  });

  it('is told once, however often and by whomever', async () => {
    const report = dsn(about(told));
    expect(await desk.drop(report, report)).toMatchObject({ already: 1, verdicts: { bounce: 1 } });
    const [before] = await suppressions();
    await desk.clock.advance(DAY_MS);
    await desk.drop(dsn(about(told), { diagnostic: 'smtp; 550 5.1.1 user unknown' }));
    expect(await bounces()).toHaveLength(1);
    expect(await suppressions()).toEqual([before]);
  });

  it('frees the client once his contact has another address', async () => {
    await desk.drop(dsn(about(told)));
    expect(await blocked('jeanne@nouvelle.example')).toBe(false);
    expect((await suppressions())[0]?.clients).toHaveLength(1);
    await desk.core.db.write((tx) =>
      tx
        .updateTable('contact')
        .set({ email: 'jeanne@nouvelle.example', email_key: 'jeanne@nouvelle.example' })
        .where('client_id', '=', told.clientId)
        .execute(),
    );
    expect((await suppressions())[0]?.clients).toEqual([]);
  });

  it('is known by the return path alone, where each message has its own', async () => {
    await desk.set('sender', { ...SENDER, bounceAddress: 'Retours+*@Atelier-Horizon.example' });
    const own = await desk.tell();
    const { return_path } = await desk.core.db.read.selectFrom('outbox').select('return_path').where('id', '=', own.outboxId).executeTakeFirstOrThrow();
    expect(desk.server.received.at(-1)?.from.toLowerCase()).toBe(return_path.toLowerCase());
    await desk.clock.advance(HOUR_MS);
    expect(await desk.drop(bare(return_path.toLowerCase()))).toMatchObject({ verdicts: { bounce: 1 } });
    expect([await state(told), await state(own)]).toEqual(['sent', 'bounced']);
    expect([await blocked(told.email), await blocked(own.email)]).toEqual([false, true]);
  });
});

describe('another failure', () => {
  it.each([
    ['a full mailbox', '5.2.2', 'smtp; 552 5.2.2 Mailbox full', 'temporary', 'mailbox'],
    [
      'a server of ours on a block list',
      '5.7.1',
      'smtp; 554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using zen.spamhaus.org',
      'blocked',
      'sender-ip',
    ],
    ['the end of the queue', '4.4.7', 'smtp; 451 4.4.1 Connection timed out', 'temporary', 'network'],
    ['a content that is refused', '5.7.1', 'smtp; 554 5.7.1 Message rejected as spam', 'blocked', 'content'],
  ])('%s is a returned message and blocks no address', async (_, status, diagnostic, how, target) => {
    await desk.drop(dsn(about(told), { status, diagnostic }));
    expect(await state(told)).toBe('bounced');
    expect(await bounces()).toMatchObject([{ class: how, target, suppressed: false }]);
    expect(await suppressions()).toEqual([]);
  });

  it('of a whole domain blocks the domain, and only the address where many clients have theirs', async () => {
    const gone = { status: '5.1.2', diagnostic: 'smtp; 550 5.1.2 Host or domain name not found (NXDOMAIN)' };
    const alone = await desk.tell('fr', 'ann@seule.example');
    await desk.drop(dsn(about(alone), gone));
    expect([await blocked('ann@seule.example'), await blocked('bob@seule.example')]).toEqual([true, true]);
    const shared = [await desk.tell('fr', 'a@grand.example'), await desk.tell('fr', 'b@grand.example'), await desk.tell('fr', 'c@grand.example')];
    await desk.drop(dsn(about(shared[0] ?? told), gone));
    expect([await blocked('a@grand.example'), await blocked('b@grand.example')]).toEqual([true, false]);
  });

  it('a warning that a message is late changes nothing but is kept', async () => {
    const read = await desk.drop(dsn(about(told), { action: 'delayed', status: '4.4.1', diagnostic: 'smtp; 451 4.4.1 Connection timed out' }));
    expect(read.rows).toMatchObject([{ verdict: 'delivery_report' }]);
    expect(await state(told)).toBe('sent');
    expect(await bounces()).toEqual([]);
    await desk.drop(dsn(about(told)));
    expect(await state(told)).toBe('bounced');
  });

  it('a mailbox that stays full for more than a month is blocked, and one that was emptied begins anew', async () => {
    const full = { status: '5.2.2', diagnostic: 'smtp; 552 5.2.2 Quota exceeded (mailbox for user is full)' };
    const again = async (who: Told): Promise<Told> => {
      const version = await desk.publish();
      await desk.send();
      const { id, message_id } = await desk.core.db.read
        .selectFrom('outbox')
        .innerJoin('notice', 'notice.id', 'outbox.notice_id')
        .select(['outbox.id', 'outbox.message_id'])
        .where('outbox.client_id', '=', who.clientId)
        .where('notice.version_id', '=', version)
        .executeTakeFirstOrThrow();
      return { ...who, outboxId: id, messageId: message_id };
    };
    const comesBack = async (who: Told): Promise<void> => {
      await desk.clock.advance(HOUR_MS);
      await desk.drop(dsn(about(who), { ...full, date: new Date(desk.clock.now()).toUTCString() }));
    };
    await comesBack(told);
    await desk.clock.advance(20 * DAY_MS);
    // This one arrives.
    await again(told);
    await desk.clock.advance(15 * DAY_MS);
    await comesBack(await again(told));
    await comesBack(await again(told));
    expect(await blocked(told.email)).toBe(false);
    await desk.clock.advance(31 * DAY_MS);
    await comesBack(await again(told));
    expect(await suppressions()).toMatchObject([{ value: told.email, reason: 'permanent' }]);
  });
});

describe('a complaint', () => {
  it('blocks its address for good, and the message arrived all the same', async () => {
    const read = await desk.drop(complaint({ messageId: told.messageId, recipient: told.email }));
    expect(read).toMatchObject({ verdicts: { complaint: 1 }, rows: [{ verdict: 'complaint', reason: 'complained' }] });
    expect(await state(told)).toBe('sent');
    expect(await desk.evidence.coverage({}, CALL)).toMatchObject({ told: 1 });
    expect(await bounces()).toMatchObject([{ kind: 'complaint', address: told.email, suppressed: true }]);
    expect(await suppressions()).toMatchObject([{ reason: 'complaint', until: null }]);
    await desk.clock.advance(4000 * DAY_MS);
    await desk.drop(dsn(about(told), { action: 'delivered', status: '2.0.0', diagnostic: 'smtp; 250 2.0.0 Ok' }));
    expect(await blocked(told.email)).toBe(true);
  });

  it('of somebody the loop hides is the recipient’s, and makes a shorter block last', async () => {
    await desk.drop(dsn(about(told)), complaint({ messageId: told.messageId }));
    expect(await suppressions()).toMatchObject([{ value: told.email, reason: 'complaint', until: null }]);
    expect((await bounces()).map(({ kind }) => kind).sort()).toEqual(['bounce', 'complaint']);
  });

  it('is none when the loop says that it is no spam', async () => {
    expect((await desk.drop(complaint({ messageId: told.messageId, recipient: told.email }, 'not-spam'))).rows).toMatchObject([{ verdict: 'delivery_report' }]);
    expect(await suppressions()).toEqual([]);
  });
});

describe('somebody else in a report', () => {
  it('does not count beside the recipient', async () => {
    await desk.drop(dsn(about(told), { also: ['stranger@else.example'] }));
    expect(await bounces()).toMatchObject([{ address: told.email }]);
    expect(await blocked('stranger@else.example')).toBe(false);
  });

  it('is where the message was sent on to: it came back, and nobody is blocked', async () => {
    await desk.drop(dsn({ messageId: told.messageId, recipient: 'jeanne@privee.example' }));
    expect(await state(told)).toBe('bounced');
    expect(await bounces()).toMatchObject([{ address: 'jeanne@privee.example', suppressed: false }]);
    expect(await suppressions()).toEqual([]);
  });

  it('is the recipient under another name where the report says so', async () => {
    await desk.drop(dsn({ messageId: told.messageId, recipient: 'jeanne@privee.example' }, { original: told.email }));
    expect(await suppressions()).toMatchObject([{ value: told.email }]);
    expect(await blocked('jeanne@privee.example')).toBe(false);
  });
});

describe('mail about messages that never left', () => {
  it('is counted, and leaves nothing', async () => {
    const foreign = { messageId: '<0199a3c1-7d1e-7000-8000-000000000000@atelier-horizon.example>', recipient: told.email };
    const read = await desk.drop(dsn(foreign), complaint(foreign), bare('bonjour@atelier-horizon.example'));
    expect(read).toMatchObject({ mails: 3, verdicts: { unrelated: 3, bounce: 0, complaint: 0 }, rows: [] });
    expect(await state(told)).toBe('sent');
    expect([await bounces(), await suppressions()]).toEqual([[], []]);
    expect(await desk.core.db.read.selectFrom('reply').select('id').execute()).toEqual([]);
  });

  it('has no hold on a practised notice', async () => {
    await desk.set('transport', 'practice');
    const { clientId, email } = await desk.addClient();
    await desk.send();
    const { message_id } = await desk.core.db.read.selectFrom('outbox').select('message_id').where('client_id', '=', clientId).executeTakeFirstOrThrow();
    expect(await desk.drop(dsn({ messageId: message_id, recipient: email }))).toMatchObject({ verdicts: { unrelated: 1 } });
    expect(await blocked(email)).toBe(false);
  });
});

describe('a test message', () => {
  it('that came back is known, once, without a mail being kept', async () => {
    const sent = desk.outbox.sendTest('nobody@boulangerie.example');
    await desk.clock.advance(1000);
    await sent;
    const { id, message_id } = await desk.core.db.read.selectFrom('outbox').select(['id', 'message_id']).where('kind', '=', 'test').executeTakeFirstOrThrow();
    const report = dsn({ messageId: message_id, recipient: 'nobody@boulangerie.example' });
    expect(await desk.drop(report, report)).toMatchObject({ already: 1, verdicts: { bounce: 1 }, rows: [] });
    expect(await bounces()).toMatchObject([{ outboxId: id, replyId: null, suppressed: true }]);
  });
});

describe('a machine that answers for somebody', () => {
  it('neither acknowledges nor returns anything', async () => {
    expect((await desk.drop(vacation(about(told)))).rows).toMatchObject([{ verdict: 'auto_reply' }]);
    expect(await state(told)).toBe('sent');
    expect([await bounces(), await suppressions()]).toEqual([[], []]);
  });
});

describe('a returned notice that blocks nobody', () => {
  it('stays failed until the user gives up on it; then the client is due again', async () => {
    await desk.drop(dsn(about(told), { status: '5.7.1', diagnostic: 'smtp; 554 5.7.1 Message rejected as spam' }));
    expect(await desk.evidence.coverage({}, CALL)).toMatchObject({ told: 0, failed: 1 });
    const given = { ids: [OutboxId.parse(told.outboxId)] };
    expect(await desk.outbox.handlers.cancel(given, CALL)).toEqual({ cancelled: 1 });
    expect(await state(told)).toBe('bounced');
    await expect(desk.outbox.handlers.cancel(given, CALL)).rejects.toMatchObject({ code: 'outbox_wrong_state' });
    await desk.send();
    expect(desk.server.received.map(({ to }) => to)).toEqual([told.email, told.email]);
    expect(await desk.evidence.coverage({}, CALL)).toMatchObject({ told: 1, failed: 0 });
  });
});
