import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ImapSettings } from '../../src/contract/acknowledgements.ts';
import { ClientId, ReplyId } from '../../src/contract/ids.ts';
import { proveSilence } from '../../src/features/acknowledgements/silence.ts';
import { createReminders } from '../../src/features/reminders/index.ts';
import { DAY_MS } from '../../src/shared/durations.ts';
import { answer, CALL, type Desk, openDesk, SENDER, type Told } from './desk.ts';

const PHRASE = 'J’ai lu et compris';

let desk: Desk;
let told: Told;
let noticeVersion: string;

beforeEach(async () => {
  desk = await openDesk();
  noticeVersion = await desk.publish();
  told = await desk.tell();
});
afterEach(() => desk.close());

/** Half a year later: the reminder of the client leaves. */
async function remind() {
  const later = Date.UTC(2027, 5, 2, 11);
  desk.clock.jump(later - desk.clock.now());
  const reminders = createReminders(desk.core, desk.outbox);
  expect((await desk.result(reminders.handlers.run({}, CALL))).result.queued).toBe(1);
  await desk.send();
  await reminders.stop();
  return await desk.core.db.read
    .selectFrom('notice')
    .innerJoin('outbox', 'outbox.notice_id', 'notice.id')
    .select(['notice.id', 'notice.token', 'notice.version_id', 'outbox.message_id', 'outbox.state'])
    .where('notice.kind', '=', 'reminder')
    .executeTakeFirstOrThrow();
}

const replied = async () => (await desk.proofs(told.clientId)).filter(({ rung }) => rung === 'replied');
const when = (): string => new Date(desk.clock.now()).toUTCString();

describe('an answer to a reminder', () => {
  it('acknowledges the notice it reminds of, for the accounts of the reminder', async () => {
    const reminder = await remind();
    expect(reminder).toMatchObject({ state: 'sent', token: null });
    const read = await desk.drop(answer({ ...told, messageId: reminder.message_id }, PHRASE, { date: when() }));
    expect(read.rows).toMatchObject([{ verdict: 'acknowledged', reason: 'phrase_in_thread', noticeId: reminder.id, versionNumber: 1 }]);
    expect(await replied()).toMatchObject([{ notice_id: reminder.id, version_id: noticeVersion }]);
    const [host] = await desk.acks.ofClient({ clientId: ClientId.parse(told.clientId) }, CALL);
    expect(host?.accounts).toMatchObject([{ accountId: told.accountId, state: 'current' }]);
  });

  it('is known by the token it repeats, also without the thread', async () => {
    const reminder = await remind();
    const read = await desk.drop(answer(told, `${PHRASE} ${told.token}`, { thread: false, date: when() }));
    expect(read.rows).toMatchObject([{ verdict: 'acknowledged', reason: 'token_and_phrase', noticeId: reminder.id }]);
    expect(await replied()).toMatchObject([{ notice_id: reminder.id, version_id: noticeVersion }]);
  });

  it('is an answer to the notice where the thread, or its date, says so', async () => {
    const before = new Date(desk.clock.now() + 3_600_000).toUTCString();
    await remind();
    await desk.drop(answer(told, `${PHRASE} ${told.token}`, { date: when() }), answer(told, `Oui, ${PHRASE} ${told.token}`, { thread: false, date: before }));
    expect((await replied()).map(({ notice_id }) => notice_id)).toEqual([told.noticeId, told.noticeId]);
  });

  it('without the phrase waits for a person, whose decision acknowledges the notice', async () => {
    const reminder = await remind();
    const read = await desk.drop(answer({ ...told, messageId: reminder.message_id }, 'Bien reçu, merci.', { date: when() }));
    expect(read.rows).toMatchObject([{ verdict: 'to_read', reason: 'no_phrase' }]);
    const [row] = read.rows;
    if (row === undefined) throw new Error('Nothing was kept');
    await desk.acks.decide({ id: ReplyId.parse(row.id), acknowledges: true, note: '' }, CALL);
    expect(await replied()).toMatchObject([{ notice_id: reminder.id, version_id: noticeVersion, author: 'Léa' }]);
  });

  it('that only quotes the notice whose token it repeats acknowledges nothing', async () => {
    const reminder = await remind();
    const { text } = await desk.core.mail.read(
      (await desk.core.db.read.selectFrom('outbox_content').select('eml').where('outbox_id', '=', told.outboxId).executeTakeFirstOrThrow()).eml,
    );
    const read = await desk.drop(answer({ ...told, messageId: reminder.message_id }, `Merci.\n\n${text}`, { date: when() }));
    expect(read.rows).toMatchObject([{ verdict: 'to_read' }]);
    expect(await replied()).toEqual([]);
  });
});

describe('72 hours after a reminder', () => {
  it('without a bounce are a proof of the reminder, and evidence says what each proof is about', async () => {
    const reminder = await remind();
    const settings: ImapSettings = { host: 'mail.example', port: 993, security: 'tls', user: SENDER.fromAddress, folder: 'INBOX', everyMinutes: null };
    desk.clock.jump(4 * DAY_MS);
    expect(await proveSilence(desk.core, settings, desk.clock.now())).toBe(2);
    const silent = (await desk.proofs(told.clientId)).filter(({ rung }) => rung === 'no_bounce_72h');
    expect(new Set(silent.map(({ version_id }) => version_id))).toEqual(new Set([noticeVersion, reminder.version_id]));
    const { rows } = await desk.evidence.list({ offset: 0, limit: 50, search: '', rungs: [] }, CALL);
    expect(rows.map(({ kind, rung }) => `${kind} ${rung}`).sort()).toEqual([
      'notice handed_to_smtp',
      'notice no_bounce_72h',
      'reminder handed_to_smtp',
      'reminder no_bounce_72h',
    ]);
  });
});
