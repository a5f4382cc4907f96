import { afterEach, expect, test } from 'vitest';
import { ClientId, OutboxId } from '../../src/contract/ids.ts';
import type { PdfMaker } from '../../src/ports/pdf.ts';
import { type Office, openOffice, SENDER } from './office.ts';

/** A maker without a page: for tests that are about who is told, not about what the paper says. */
const BLANK: PdfMaker = { render: async () => new Uint8Array(8), close: async () => {} };

let office: Office | undefined;
afterEach(async () => {
  await office?.close();
  office = undefined;
});

test('everyone due gets one message in his language, and issuing again sends nothing', async () => {
  office = await openOffice();
  await office.addClient({ language: 'fr' });
  await office.addClient({ company: 'Мастерская Ладога', language: 'ru', contact: { firstName: 'Анна', lastName: 'Орлова' } });
  await office.addClient({ company: 'Harbour Books', language: 'fr', contact: { language: 'en' } });
  await office.publish();

  expect(await office.issue({ allDue: true })).toMatchObject({ issued: 3, alreadyIssued: 0, blocked: [], secondsToSend: 12 });
  const mails = await office.queued();
  expect(mails.map(({ row }) => row.language).sort()).toEqual(['en', 'fr', 'ru']);
  expect(new Set(mails.map(({ mail }) => mail.to.address)).size).toBe(3);

  expect(await office.issue({ allDue: true })).toMatchObject({ issued: 0, alreadyIssued: 0 });
  const ids = mails.map(({ row }) => ClientId.parse(row.client_id));
  expect(await office.issue({ clientIds: ids })).toMatchObject({ issued: 0, alreadyIssued: 3 });
  expect(await office.queued()).toHaveLength(3);
});

test('two runs at the same time tell nobody twice', async () => {
  office = await openOffice('shared-strict', BLANK);
  for (let index = 0; index < 20; index++) await office.addClient();
  await office.publish();
  const [one, two] = await Promise.all([office.issue({ allDue: true }), office.issue({ allDue: true })]);
  expect(one.issued + two.issued).toBe(20);
  expect(one.alreadyIssued + two.alreadyIssued).toBe(20);
  expect(await office.queued()).toHaveLength(20);
});

test('several accounts of a client at one host make one notice that names every domain', async () => {
  office = await openOffice();
  await office.addClient({ accounts: [{ mainDomain: 'un.example', otherDomains: ['alias.example'] }, { mainDomain: 'deux.example' }, { status: 'closed' }] });
  await office.publish();
  expect((await office.issue({ allDue: true })).issued).toBe(1);
  const [mail] = await office.queued();
  expect(mail?.mail.text).toContain('deux.example, un.example, alias.example');
  expect(await office.core.db.read.selectFrom('notice_account').selectAll().execute()).toHaveLength(2);
});

test('a missing merge field blocks its client by name and lets the others go', async () => {
  office = await openOffice();
  const blocked = await office.addClient({ company: 'Sans Domaine', accounts: [{ mainDomain: '' }] });
  const nobody = await office.addClient({ company: 'Sans Contact', contact: { validTo: '2026-11-01' } });
  await office.addClient();
  await office.publish();
  const due = await office.notices.due({ offset: 0, limit: 100, search: '' }, { signal: undefined });
  expect(due).toMatchObject({ total: 3, ready: 1, blocked: 2 });
  expect((await office.notices.due({ offset: 0, limit: 100, search: 'DOMAINE', only: 'blocked' }, { signal: undefined })).rows).toMatchObject([
    { clientName: 'Sans Domaine', missing: ['domains'] },
  ]);
  const result = await office.issue({ allDue: true });
  expect(result.issued).toBe(1);
  expect(result.blocked).toEqual([
    { clientId: nobody, clientName: 'Sans Contact', missing: ['contact_name'], suppressed: false },
    { clientId: blocked, clientName: 'Sans Domaine', missing: ['domains'], suppressed: false },
  ]);
});

test('without a complete sender, a policy or the client nothing is issued', async () => {
  office = await openOffice();
  const id = await office.addClient();
  await expect(office.issue({ allDue: true })).rejects.toMatchObject({ code: 'policy_not_published' });
  await expect(office.issue({ clientIds: [ClientId.parse(id)] })).rejects.toMatchObject({ code: 'policy_not_published' });
  await office.publish();
  await expect(office.issue({ clientIds: [ClientId.parse(office.host.id)] })).rejects.toMatchObject({ code: 'client_not_found' });
  await office.set('sender', { ...SENDER, fromAddress: '' });
  await expect(office.issue({ allDue: true })).rejects.toMatchObject({ code: 'sender_not_set' });
  expect(await office.queued()).toEqual([]);
});

test('an abort leaves whole clients: each has notice, accounts and message, or none of them and is still due', async () => {
  office = await openOffice('shared-strict', BLANK);
  for (let index = 0; index < 40; index++) await office.addClient();
  await office.publish();
  const stop = new AbortController();
  await expect(
    (async () => {
      for await (const step of office.notices.issue({ allDue: true }, { signal: stop.signal })) if (step.kind === 'progress' && step.done === 16) stop.abort();
    })(),
  ).rejects.toThrow();
  const { read } = office.core.db;
  const notices = await read.selectFrom('notice').select('id').execute();
  const accounts = await read.selectFrom('notice_account').select('notice_id').execute();
  const messages = await read.selectFrom('outbox').select('notice_id').execute();
  const ids = notices.map(({ id }) => id).sort();
  expect(ids).toHaveLength(16);
  expect(accounts.map(({ notice_id }) => notice_id).sort()).toEqual(ids);
  expect(messages.map(({ notice_id }) => notice_id).sort()).toEqual(ids);
  expect((await office.notices.due({ offset: 0, limit: 1, search: '' }, { signal: undefined })).total).toBe(24);
  expect((await office.issue({ allDue: true })).issued).toBe(24);
});

test('a PDF that cannot be made leaves nothing half-written', async () => {
  office = await openOffice('shared-strict', {
    render: async () => {
      throw new Error('no paper');
    },
    close: async () => {},
  });
  await office.addClient();
  await office.publish();
  await expect(office.issue({ allDue: true })).rejects.toThrow('no paper');
  expect(await office.core.db.read.selectFrom('notice').selectAll().execute()).toEqual([]);
});

test('a cancelled message makes its accounts due again and keeps the notice, marked', async () => {
  office = await openOffice();
  await office.addClient();
  await office.publish();
  await office.issue({ allDue: true });
  const [message] = await office.queued();
  await office.outbox.handlers.cancel({ ids: [OutboxId.parse(message?.row.id)] }, { signal: undefined });
  expect(await office.core.db.read.selectFrom('notice').select('withdrawn_at').execute()).toEqual([{ withdrawn_at: office.clock.now() }]);
  expect((await office.issue({ allDue: true })).issued).toBe(1);
});

test('a newer version makes everyone due again, and practising does not count once a server sends', async () => {
  office = await openOffice();
  await office.addClient();
  await office.publish();
  await office.issue({ allDue: true });
  await office.publish('2026-12-01');
  expect((await office.issue({ allDue: true })).issued).toBe(1);
  await office.set('transport', 'smtp');
  await office.set('smtp', { host: 'smtp.example', port: 465, security: 'tls', user: '' });
  expect((await office.issue({ allDue: true })).issued).toBe(1);
  const rows = await office.core.db.read.selectFrom('outbox').select('transport').execute();
  expect(rows.map((row) => row.transport).sort()).toEqual(['practice', 'practice', 'smtp']);
});

test('an address corrected while notices are composed is the one that is written to', async () => {
  let correct = async (): Promise<void> => {};
  office = await openOffice('shared-strict', {
    ...BLANK,
    render: async () => {
      await correct();
      return new Uint8Array(8);
    },
  });
  const { core } = office;
  await office.addClient({ contact: { email: 'wrong@boulangerie.example' } });
  await office.publish();
  correct = async () => {
    correct = async () => {};
    await core.db.write((tx) => tx.updateTable('contact').set({ email: 'right@boulangerie.example', email_key: 'right@boulangerie.example' }).execute());
  };
  expect(await office.issue({ allDue: true })).toMatchObject({ issued: 1, alreadyIssued: 0 });
  expect((await office.queued()).map(({ row, mail }) => [row.recipient, mail.to.address])).toEqual([
    ['right@boulangerie.example', 'right@boulangerie.example'],
  ]);
});

test('the Message-ID is ASCII when the domain of the sender is not', async () => {
  office = await openOffice('shared-strict', BLANK);
  await office.set('sender', { ...SENDER, fromAddress: 'info@пример.рф' });
  await office.addClient();
  await office.publish();
  await office.issue({ allDue: true });
  const [message] = await office.queued();
  expect(message?.row.message_id).toMatch(/^<[\da-f-]{36}@xn--e1afmkfd\.xn--p1ai>$/);
});
