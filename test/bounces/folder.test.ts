import { afterAll, beforeAll, expect, it } from 'vitest';
import { imapConnector } from '../../src/adapters/imap.ts';
import { answer, CALL, type Desk, openDesk, SENDER } from '../acknowledgements/desk.ts';
import { type Dovecot, startDovecot } from '../support/dovecot.ts';
import { bare, complaint, dsn, vacation } from './reports.ts';

let dovecot: Dovecot;
let desk: Desk;

beforeAll(async () => {
  dovecot = await startDovecot(SENDER.fromAddress);
  desk = await openDesk({ imap: imapConnector({ connectMs: 5000, silenceMs: 5000 }) });
  await desk.set('sender', { ...SENDER, bounceAddress: 'retours+*@atelier-horizon.example' });
  await desk.acks.setMailbox({ host: '127.0.0.1', port: dovecot.port, security: 'none', user: dovecot.user, folder: 'INBOX' }, CALL);
  await desk.acks.setMailboxPassword({ password: dovecot.password }, CALL);
  await desk.publish();
});
afterAll(async () => {
  await desk.close();
  await dovecot.close();
});

it('a folder in which everything arrives is sorted mail by mail, and read once', async () => {
  const [gone, angry, away, answers, silent] = [await desk.tell(), await desk.tell(), await desk.tell(), await desk.tell(), await desk.tell()];
  const { return_path } = await desk.core.db.read.selectFrom('outbox').select('return_path').where('id', '=', silent.outboxId).executeTakeFirstOrThrow();
  const about = (who: typeof gone) => ({ messageId: who.messageId, recipient: who.email });
  const mails = [
    dsn(about(gone)),
    complaint(about(angry)),
    vacation(about(away)),
    answer(answers, `J’ai lu et compris ${answers.token}`),
    bare(return_path),
    dsn({ messageId: '<never@atelier-horizon.example>', recipient: answers.email }),
    answer(answers, 'Quand ouvrez-vous ?', { thread: false }),
  ];
  for (const mail of mails) await dovecot.deliver(mail);
  await desk.clock.advance(3_600_000);
  const { result } = await desk.result(desk.acks.fetch({}, CALL));
  expect(result).toMatchObject({ mails: 7, already: 0, verdicts: { bounce: 2, complaint: 1, auto_reply: 1, acknowledged: 1, unrelated: 2, to_read: 0 } });
  const of = (who: typeof gone) => result.rows.find(({ clientId }) => clientId === who.clientId)?.verdict;
  expect([gone, angry, away, answers, silent].map(of)).toEqual(['bounce', 'complaint', 'auto_reply', 'acknowledged', 'bounce']);
  const { rows } = await desk.bounces.suppressions({ offset: 0, limit: 10, search: '', lifted: false }, CALL);
  expect(rows.map(({ value, reason }) => `${value} ${reason}`).sort()).toEqual(
    [`${gone.email} permanent`, `${angry.email} complaint`, `${silent.email} permanent`].sort(),
  );
  expect(await desk.evidence.coverage({}, CALL)).toMatchObject({ told: 3 });
  expect(desk.announced).toContain('bounces');
  await dovecot.deliver(mails[0] ?? '');
  expect((await desk.result(desk.acks.fetch({}, CALL))).result).toMatchObject({ mails: 1, already: 1 });
});
