import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FileRef, OutboxId } from '../../src/contract/ids.ts';
import { mailboxHandlers } from '../../src/features/mailbox/index.ts';
import { openWorkspace, type Workspace } from '../evidence/told.ts';
import { until } from '../support/sending.ts';

const call = { signal: undefined };
let work: Workspace;
let handlers: ReturnType<typeof mailboxHandlers>;

beforeEach(async () => {
  work = await openWorkspace();
  handlers = mailboxHandlers(work.core);
  await work.outbox.start();
});
afterEach(() => work.close());

async function practise(name: string): Promise<OutboxId> {
  const { clientId, accountIds } = await work.client(name);
  const id = await work.tell(clientId, accountIds, 'practice');
  await work.clock.advance(7000);
  await until(async () => (await work.state(id)) === 'sent');
  return OutboxId.parse(id);
}

describe('the practice mailbox', () => {
  it('shows what a client would have received, and keeps what was read apart', async () => {
    const first = await practise('Hélène');
    const second = await practise('Пётр');
    const list = await handlers.list({ offset: 0, limit: 10, search: '' }, call);
    expect(list).toMatchObject({ total: 2, unread: 2, rows: [{ id: second, to: { name: 'Пётр' }, read: false, attachments: 1 }, { id: first }] });
    const mail = await handlers.get({ id: first }, call);
    expect(mail).toMatchObject({
      subject: 'Правила рассылки',
      from: { name: 'Реселлер', address: 'reseller@example.org' },
      text: expect.stringContaining('Здравствуйте'),
    });
    expect(mail.html).toContain('<p>Здравствуйте</p>');
    expect(mail.headers.map(({ name }) => name)).toContain('Message-ID');
    expect(await handlers.list({ offset: 0, limit: 10, search: 'helene' }, call)).toMatchObject({ total: 1, unread: 1, rows: [{ read: true }] });
    expect(work.announced).toContain('mailbox');
  });

  it('hands out attachments as they were sent', async () => {
    const id = await practise('A');
    const { attachments } = await handlers.get({ id }, call);
    expect(attachments).toEqual([{ index: 0, name: 'Правила.pdf', mime: 'application/pdf', sizeBytes: 13 }]);
    const { fileRef } = await handlers.attachment({ id, index: 0 }, call);
    const { file, bytes } = await work.core.files.bytes(FileRef.parse(fileRef));
    expect([file.name, file.mime, Buffer.from(bytes).toString()]).toEqual(['Правила.pdf', 'application/pdf', '%PDF-1.7 test']);
    await expect(handlers.attachment({ id, index: 1 }, call)).rejects.toMatchObject({ code: 'message_not_found' });
  });

  it('knows only what was practised', async () => {
    const real = OutboxId.parse(await work.enqueue());
    await expect(handlers.get({ id: real }, call)).rejects.toMatchObject({ code: 'message_not_found' });
    expect(await handlers.list({ offset: 0, limit: 10, search: '' }, call)).toEqual({ total: 0, unread: 0, rows: [] });
  });
});
