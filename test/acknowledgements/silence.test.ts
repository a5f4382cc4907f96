import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { imapConnector } from '../../src/adapters/imap.ts';
import { HOUR_MS } from '../../src/shared/durations.ts';
import { type Dovecot, startDovecot } from '../support/dovecot.ts';
import { CALL, type Desk, openDesk, SENDER } from './desk.ts';

let dovecot: Dovecot;
let desk: Desk;

// The address notices are sent from: what cannot be delivered comes back here.
beforeAll(async () => {
  dovecot = await startDovecot(SENDER.fromAddress);
});
afterAll(() => dovecot.close());

beforeEach(async () => {
  desk = await openDesk({ imap: imapConnector({ connectMs: 5000, silenceMs: 5000 }) });
  await desk.publish();
});
afterEach(() => desk.close());

async function setUp(change: object): Promise<void> {
  await desk.acks.setMailbox({ host: '127.0.0.1', port: dovecot.port, security: 'none', user: dovecot.user, ...change }, CALL);
  await desk.acks.setMailboxPassword({ password: dovecot.password }, CALL);
}

const look = async () => (await desk.result(desk.acks.fetch({}, CALL))).result;

describe('72 hours without a bounce', () => {
  it('are proof where bounces would have come', async () => {
    await setUp({ folder: 'INBOX' });
    const told = await desk.tell();
    await desk.clock.advance(71 * HOUR_MS);
    await look();
    expect(await desk.rungs(told.clientId)).toEqual(['handed_to_smtp']);
    await desk.clock.advance(2 * HOUR_MS);
    await look();
    await look();
    expect(await desk.rungs(told.clientId)).toEqual(['handed_to_smtp', 'no_bounce_72h']);
    const [handed, silent] = await desk.proofs(told.clientId);
    expect(silent).toMatchObject({ origin: 'time', happened_at: (handed?.happened_at ?? 0) + 72 * HOUR_MS });
  });

  it.each([
    ['a folder that filters fill', () => ({ folder: 'Notices' })],
    ['a login that is no address', () => ({ folder: 'INBOX', user: 'someone' })],
    ['the mailbox of another address', () => ({ folder: 'INBOX', user: 'other@atelier-horizon.example' })],
  ])('are none in %s', async (_, change) => {
    await dovecot.createFolder('Notices');
    await setUp(change());
    const told = await desk.tell();
    await desk.clock.advance(100 * HOUR_MS);
    await look();
    expect(await desk.rungs(told.clientId)).toEqual(['handed_to_smtp']);
  });

  it('are none for a notice that came back', async () => {
    await setUp({ folder: 'INBOX' });
    const told = await desk.tell();
    await dovecot.deliver(
      `Return-Path: <>\r\nFrom: MAILER-DAEMON@mx.example\r\nSubject: Undelivered Mail\r\nMessage-ID: <b-${told.outboxId}@mx.example>\r\nContent-Type: text/plain\r\n\r\n550 5.1.1 unknown\r\nMessage-ID: ${told.messageId}\r\n`,
    );
    await desk.clock.advance(100 * HOUR_MS);
    expect(await look()).toMatchObject({ verdicts: { bounce: 1 } });
    expect(await desk.rungs(told.clientId)).toEqual(['handed_to_smtp']);
  });
});
