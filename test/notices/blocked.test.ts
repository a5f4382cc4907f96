import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ClientId, SuppressionId } from '../../src/contract/ids.ts';
import { createBounces } from '../../src/features/bounces/index.ts';
import type { PdfMaker } from '../../src/ports/pdf.ts';
import { type Office, openOffice } from './office.ts';

const CALL = { signal: undefined };
const BLANK: PdfMaker = { render: async () => new Uint8Array(8), close: async () => {} };

let office: Office;
beforeEach(async () => {
  office = await openOffice('shared-strict', BLANK);
});
afterEach(() => office.close());

const block = (value: string) =>
  createBounces(office.core).suppress({ scope: value.includes('@') ? 'address' : 'domain', value, until: null, note: 'Came back' }, CALL);
const due = (only?: 'ready' | 'blocked') => office.notices.due({ offset: 0, limit: 100, search: '', ...(only !== undefined && { only }) }, CALL);

/** A client with a second contact behind the first. */
async function addWithTwo(company: string, emails: readonly [string, string]): Promise<string> {
  const id = await office.addClient({ company, contact: { email: emails[0] } });
  const contact = { id: office.core.ids.next(), client_id: id, position: 1, role: 'billing', first_name: 'Paul', last_name: 'Riou', phone: '' };
  await office.core.db.write((tx) =>
    tx
      .insertInto('contact')
      .values({ ...contact, email: emails[1], email_key: emails[1], language: null, valid_from: '2026-11-21', valid_to: null })
      .execute(),
  );
  return id;
}

describe('an address that is blocked', () => {
  test('gets nothing: the next valid contact is written to', async () => {
    await addWithTwo('Alpha', ['first@alpha.example', 'second@alpha.example']);
    await office.publish();
    await block('first@alpha.example');
    expect((await due()).rows).toMatchObject([{ clientName: 'Alpha', email: 'second@alpha.example', suppressed: false }]);
    expect(await office.issue({ allDue: true })).toMatchObject({ issued: 1, blocked: [] });
    expect((await office.queued()).map(({ mail }) => [mail.to.address, mail.to.name])).toEqual([['second@alpha.example', 'Paul Riou']]);
  });

  test('keeps the client from getting anything where there is no other, and says since when', async () => {
    const alpha = await addWithTwo('Alpha', ['first@gone.example', 'second@gone.example']);
    await office.addClient({ company: 'Beta', contact: { email: 'beta@b.example' } });
    await office.publish();
    const since = new Date(office.core.clock.now()).toISOString();
    await block('gone.example');
    expect(await due()).toMatchObject({ total: 2, ready: 1, blocked: 1 });
    expect((await due('blocked')).rows).toMatchObject([
      { clientName: 'Alpha', email: 'first@gone.example', missing: [], suppressed: true, suppressedSince: since },
    ]);
    const result = await office.issue({ allDue: true });
    expect(result.issued).toBe(1);
    expect(result.blocked).toEqual([{ clientId: alpha, clientName: 'Alpha', missing: [], suppressed: true, suppressedSince: since }]);
    expect((await office.queued()).map(({ row }) => row.recipient)).toEqual(['beta@b.example']);
    const asked = await office.issue({ clientIds: [ClientId.parse(alpha)] });
    expect(asked).toMatchObject({ issued: 0, blocked: [{ clientName: 'Alpha', suppressed: true }] });
  });

  test('is written to again once the block is lifted', async () => {
    await office.addClient({ company: 'Alpha', contact: { email: 'a@alpha.example' } });
    await office.publish();
    const { id } = await block('a@alpha.example');
    expect(await due()).toMatchObject({ ready: 0, blocked: 1 });
    await createBounces(office.core).lift({ id: SuppressionId.parse(id), reason: 'Works again' }, CALL);
    expect(await due()).toMatchObject({ ready: 1, blocked: 0 });
  });

  test('can still be shown what it would get', async () => {
    const id = await office.addClient({ company: 'Alpha', contact: { email: 'a@alpha.example' } });
    await office.publish();
    await block('a@alpha.example');
    expect(await office.notices.preview({ clientId: ClientId.parse(id) }, CALL)).toMatchObject({ to: 'a@alpha.example', missing: [] });
  });
});
