import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { imapConnector } from '../../src/adapters/imap.ts';
import { type Dovecot, startDovecot } from '../support/dovecot.ts';
import { mailOf, type OpenCase, openCase } from './desk.ts';

let dovecot: Dovecot;
let at: OpenCase;
beforeAll(async () => {
  dovecot = await startDovecot();
});
afterAll(() => dovecot.close());
beforeEach(async () => {
  at = await openCase({ ports: { imap: imapConnector({ connectMs: 5000, silenceMs: 5000 }) } });
  const { user, password, port } = dovecot;
  await at.client.acknowledgements.setMailbox({ host: '127.0.0.1', port, security: 'none', user, folder: 'INBOX' });
  await at.client.acknowledgements.setMailboxPassword({ password });
});
afterEach(() => at.close());

const look = () => at.done(at.client.acknowledgements.fetch({}));

describe('the answer of a client', () => {
  it('is found where replies are read, kept as it came, and ends the reminders', async () => {
    const { id } = await at.ask({ language: 'en' });
    await at.flush();
    const mail = mailOf({ own: 'The addresses come from our shop.', answers: await at.messageId(id) });
    await dovecot.deliver(mail);
    const other = mailOf({ own: 'When do you open?', from: 'Somebody <somebody@example.net>', subject: 'Hours' });
    await dovecot.deliver(other);
    await look();
    const round = await at.round();
    expect(round).toMatchObject({ state: 'answered', offered: 0, answers: [{ source: 'mailbox', author: '', from: 'Jeanne <jeanne@boulangerie.example>' }] });
    const { fileRef } = await at.of().answerFile({ id, answerId: round.answers[0]?.id ?? expect.fail() });
    expect(new TextDecoder().decode((await at.core.files.bytes(fileRef)).bytes).trimEnd()).toBe(mail);
    expect((await at.letters(id)).map(({ state }) => state)).toEqual(['sent', 'withdrawn', 'withdrawn']);
    await look();
    expect((await at.round()).answers).toHaveLength(1);
  });

  it('of an earlier round, found there while a later one is open, waits for a person', async () => {
    const first = await at.ask({ language: 'en' });
    await at.flush();
    await at.of().decide({ id: first.id, verdict: 'no_answer' });
    const second = await at.ask({ language: 'en' });
    await dovecot.deliver(mailOf({ own: 'This is late, sorry.', answers: await at.messageId(first.id) }));
    await look();
    expect(await at.round()).toMatchObject({ id: second.id, state: 'asked', offered: 1 });
    expect(await at.of().offered({ incidentId: at.incidentId })).toMatchObject([{ reason: 'late', round: 2 }]);
  });
});
