import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CALL, type Desk, openDesk, SENDER, type Told } from '../acknowledgements/desk.ts';
import { type DeliveredMail, type Exim, startExim } from '../support/exim.ts';
import { until } from '../support/sending.ts';
import { startSmtpServer, type TestServer } from '../support/smtp-server.ts';

let behind: TestServer;
let exim: Exim;
let desk: Desk;

/** What the server behind says to whom. */
const ANSWERS: Readonly<Record<string, string>> = {
  'next-unknown': '550 5.1.1 <user>: Recipient address rejected: User unknown in virtual mailbox table',
  'next-full': '552 5.2.2 <user>: user is over quota',
  'next-listed': '554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using zen.spamhaus.org',
  'next-later': '451 4.7.1 Greylisted, please try again in 300 seconds',
};

beforeAll(async () => {
  behind = await startSmtpServer();
  behind.behave((_, to) => {
    const reply = ANSWERS[to.replace(/@.*$/, '')];
    return reply === undefined ? undefined : { at: 'rcpt', reply };
  });
  exim = await startExim({ next: behind.port });
});
afterAll(async () => {
  await exim.close();
  await behind.close();
});
afterEach(() => desk.close());

/** The report that comes back about a message, as the relay wrote it. */
async function returned(to: string, told: Told): Promise<DeliveredMail> {
  const find = (): DeliveredMail | undefined => exim.delivered(to).find(({ source }) => source.includes(told.email));
  await until(() => find() !== undefined, 'the message to come back');
  const found = find();
  if (found === undefined) throw new Error('It came back and is gone');
  return found;
}

const bounces = async () => (await desk.bounces.list({ offset: 0, limit: 10, search: '', classes: [], targets: [] }, CALL)).rows;
const suppressions = async () => (await desk.bounces.suppressions({ offset: 0, limit: 10, search: '', lifted: false }, CALL)).rows;
const state = async (told: Told): Promise<string> =>
  (await desk.core.db.read.selectFrom('outbox').select('state').where('id', '=', told.outboxId).executeTakeFirstOrThrow()).state;

describe('a notice that a real relay takes and returns', () => {
  beforeEach(async () => {
    desk = await openDesk({}, exim.port);
    await desk.publish();
  });

  it.each([
    ['unknown to the relay', 'gone@boulangerie.example', 'permanent', 'address', true],
    ['unknown to the next server', 'next-unknown@boulangerie.example', 'permanent', 'address', true],
    ['to a full mailbox of the relay', 'full@boulangerie.example', 'temporary', 'mailbox', false],
    ['to a full mailbox of the next server', 'next-full@boulangerie.example', 'temporary', 'mailbox', false],
    ['from a listed address', 'next-listed@boulangerie.example', 'blocked', 'sender-ip', false],
    ['that was put off until the relay gave up', 'next-later@boulangerie.example', 'temporary', 'system', false],
  ])('%s', async (_, email, how, target, blocks) => {
    const told = await desk.tell('fr', email);
    expect(await state(told)).toBe('sent');
    const { source, returnPath } = await returned(SENDER.fromAddress, told);
    expect(returnPath).toBe('');
    expect(await desk.drop(source)).toMatchObject({ verdicts: { bounce: 1 }, rows: [{ clientId: told.clientId, verdict: 'bounce' }] });
    expect(await state(told)).toBe('bounced');
    expect(await bounces()).toMatchObject([{ address: email, class: how, target, suppressed: blocks }]);
    expect((await suppressions()).map(({ value }) => value)).toEqual(blocks ? [email] : []);
  });
});

describe('a report that quotes nothing', () => {
  beforeEach(async () => {
    desk = await openDesk({}, exim.port);
    await desk.set('sender', { ...SENDER, bounceAddress: 'retours+*@atelier-horizon.example' });
    await desk.publish();
  });

  it('is known by the address it comes to', async () => {
    const [other, told] = [await desk.tell('fr', 'next-unknown@autre.example'), await desk.tell('fr', 'next-unknown@boulangerie.example')];
    const { return_path } = await desk.core.db.read.selectFrom('outbox').select('return_path').where('id', '=', told.outboxId).executeTakeFirstOrThrow();
    const { source } = await returned(return_path, told);
    // Without the part that gives the message back, and without what names it in the header.
    const nothing = source.replace(/^References:.*\r?\n/im, '').replace(/^--(\S+)\r?\nContent-type: message\/rfc822[\s\S]*$/im, '--$1--\n');
    expect(nothing).not.toContain(told.messageId.replace(/@.*$/, ''));
    expect(nothing).toContain('550 5.1.1');
    expect(await desk.drop(nothing)).toMatchObject({ verdicts: { bounce: 1 } });
    expect([await state(other), await state(told)]).toEqual(['sent', 'bounced']);
    expect((await suppressions()).map(({ value }) => value)).toEqual([told.email]);
  });
});
