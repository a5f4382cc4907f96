import { afterEach, expect, test } from 'vitest';
import { nodeHasher } from '../../src/adapters/identity.ts';
import { OutboxId } from '../../src/contract/ids.ts';
import type { Hasher } from '../../src/ports/hasher.ts';
import type { PdfMaker } from '../../src/ports/pdf.ts';
import { readReplyToken } from '../../src/shared/reply-token.ts';
import { type Office, openOffice } from './office.ts';

const CALL = { signal: undefined };
const BLANK: PdfMaker = { render: async () => new Uint8Array(8), close: async () => {} };

let office: Office | undefined;
afterEach(async () => {
  await office?.close();
  office = undefined;
});

test('every notice has a token of its own, printed in the mail and covered by its hash', async () => {
  office = await openOffice('shared-strict', BLANK);
  for (let index = 0; index < 30; index++) await office.addClient();
  await office.publish();
  await office.issue({ allDue: true });
  const rows = await office.core.db.read.selectFrom('notice').select(['token', 'content', 'content_sha256']).execute();
  expect(new Set(rows.map(({ token }) => token)).size).toBe(30);
  for (const { token, content, content_sha256 } of rows) {
    expect(readReplyToken(token ?? '')).toBe(token);
    expect(content).toContain(token);
    expect(office.core.hasher.sha256(content)).toBe(content_sha256);
  }
  const mails = await office.queued();
  for (const { mail } of mails) {
    expect(rows.filter(({ token }) => mail.text.includes(token ?? '?'))).toHaveLength(1);
    expect(mail.subject).not.toMatch(/SW-/);
  }
});

test('a token that was drawn before is drawn again, and nobody is told twice or left out', async () => {
  // Tokens are the only thing made from the hash of a bare id: the first dozen draws come out alike.
  let draws = 0;
  const isDraw = (data: string | Uint8Array): boolean => typeof data === 'string' && /^[\da-f-]{36}$/.test(data);
  const hasher: Hasher = { sha256: (data) => (isDraw(data) && draws++ < 12 ? '0'.repeat(64) : nodeHasher.sha256(data)) };
  office = await openOffice('shared-strict', BLANK, { hasher });
  for (let index = 0; index < 20; index++) await office.addClient();
  await office.publish();
  expect(await office.issue({ allDue: true })).toMatchObject({ issued: 20, alreadyIssued: 0, blocked: [] });
  expect(draws).toBeGreaterThan(20);
  const rows = await office.core.db.read.selectFrom('notice').select(['token', 'client_id']).execute();
  expect(new Set(rows.map(({ token }) => token)).size).toBe(20);
  expect(new Set(rows.map(({ client_id }) => client_id)).size).toBe(20);
});

test('a notice that was taken back is a row of the ledger, once', async () => {
  office = await openOffice('shared-strict', BLANK);
  const clientId = await office.addClient();
  const version = await office.publish();
  await office.issue({ allDue: true });
  const [message] = await office.queued();
  await office.outbox.handlers.cancel({ ids: [OutboxId.parse(message?.row.id)] }, CALL);
  const rows = await office.core.db.read.selectFrom('ledger').selectAll().where('kind', '=', 'notice_withdrawn').execute();
  expect(rows).toHaveLength(1);
  expect(rows[0]?.subject_id).toBe(message?.row.notice_id);
  expect(JSON.parse(rows[0]?.payload ?? '{}')).toMatchObject({ noticeId: message?.row.notice_id, clientId, versionId: version.id });
});
