import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { spreadsheets } from '../../src/adapters/spreadsheet.ts';
import { ClientId, PackId, VersionId } from '../../src/contract/ids.ts';
import { CALL, type Desk, openDesk } from './desk.ts';

let desk: Desk;
let versionId: VersionId;

beforeEach(async () => {
  desk = await openDesk();
  versionId = await desk.publish();
});
afterEach(() => desk.close());

/** The moment of the publication, in the minute it happened in. */
const CALLED = '2026-11-21T09:00:00.000Z';

const PDF = Buffer.from(`%PDF-1.7\n${'%'.repeat(1100)}\n%%EOF\n`);
const PNG = Buffer.from('89504e470d0a1a0a0000000d4948445200000001000000010802000000', 'hex');
const JPEG = Buffer.from('ffd8ffe000104a46494600010100000100010000ffc0000b080001000101011100', 'hex');

describe('what the reseller says himself', () => {
  it('is the weakest proof that counts, with author, kind and words', async () => {
    const { clientId, accountIds } = await desk.addClient();
    const input = { clientId, versionId, accountIds, happenedAt: CALLED, note: 'A tout lu, n’a pas de question.', kind: 'phone' } as const;
    expect(await desk.acks.note(input, CALL)).toMatchObject({
      rung: 'noted',
      origin: 'hand',
      noteKind: 'phone',
      author: 'Léa',
      note: input.note,
      happenedAt: CALLED,
      attachment: null,
    });
    expect((await desk.core.db.read.selectFrom('ledger').select('kind').orderBy('seq', 'desc').executeTakeFirst())?.kind).toBe('evidence_added');
    expect(await desk.acks.ofClient({ clientId }, CALL)).toMatchObject([{ accounts: [{ state: 'none', acknowledged: null }] }]);
  });

  it.each([
    ['signed.pdf', PDF, 'application/pdf'],
    ['scan.png', PNG, 'image/png'],
    ['photo.jpg', JPEG, 'image/jpeg'],
  ])('is the strongest with %s', async (name, bytes, mime) => {
    const { clientId, accountIds } = await desk.addClient();
    const attachment = await desk.file(name, bytes);
    const proof = await desk.acks.signed({ clientId, versionId, accountIds, happenedAt: CALLED, note: '', attachment }, CALL);
    expect(proof).toMatchObject({ rung: 'signed', attachment: { name, mime, sizeBytes: bytes.length } });
    expect(await desk.acks.ofClient({ clientId }, CALL)).toMatchObject([{ accounts: [{ state: 'current', acknowledged: { rung: 'signed' } }] }]);
  });

  it('is refused where it cannot be', async () => {
    const { clientId, accountIds } = await desk.addClient();
    const stranger = await desk.addClient();
    const attachment = await desk.file('signed.pdf', 'MZ not a document');
    const good = { clientId, versionId, accountIds, happenedAt: CALLED, note: '', kind: 'letter' } as const;
    const unknown = ClientId.parse(desk.core.ids.next());
    await expect(desk.acks.signed({ ...good, attachment }, CALL)).rejects.toMatchObject({ code: 'attachment_not_a_document' });
    await expect(desk.acks.note({ ...good, happenedAt: '2026-12-24T10:00:00Z' }, CALL)).rejects.toMatchObject({ code: 'date_in_future' });
    await expect(desk.acks.note({ ...good, clientId: unknown }, CALL)).rejects.toMatchObject({ code: 'client_not_found' });
    await expect(desk.acks.note({ ...good, accountIds: stranger.accountIds }, CALL)).rejects.toMatchObject({ code: 'account_not_found' });
    await expect(desk.acks.note({ ...good, versionId: VersionId.parse(unknown) }, CALL)).rejects.toMatchObject({ code: 'version_not_found' });
    expect(await desk.proofs(clientId)).toEqual([]);
  });

  it('is refused before the version was published, however long ago the account was ordered', async () => {
    const { clientId, accountIds } = await desk.addClient({ accounts: [{ orderedOn: '2019-03-01' }] });
    const said = { clientId, versionId, accountIds, note: 'Read aloud', kind: 'phone' } as const;
    const attachment = await desk.file('signed.pdf', PDF);
    for (const happenedAt of ['2020-01-01T10:00:00.000Z', '2026-11-21T08:59:00.000Z']) {
      await expect(desk.acks.note({ ...said, happenedAt }, CALL)).rejects.toMatchObject({ code: 'date_before_version' });
      await expect(desk.acks.signed({ ...said, happenedAt, attachment }, CALL)).rejects.toMatchObject({ code: 'date_before_version' });
    }
    await desk.clock.advance(90_000);
    const second = await desk.publish();
    await expect(desk.acks.note({ ...said, versionId: second, happenedAt: CALLED }, CALL)).rejects.toMatchObject({ code: 'date_before_version' });
    // The form knows minutes; the version was published at half past this one.
    expect(await desk.acks.note({ ...said, versionId: second, happenedAt: '2026-11-21T09:01:00.000Z' }, CALL)).toMatchObject({ rung: 'noted' });
  });

  it.each([
    ['a word after the first bytes of a PDF', Buffer.from('%PDF-1.4 junk')],
    ['a PDF that was cut off', PDF.subarray(0, 1100)],
    ['a picture without a header', PNG.subarray(0, 12)],
    ['a picture without a size', Buffer.concat([PNG.subarray(0, 16), Buffer.alloc(8), PNG.subarray(24)])],
    ['a photo that was cut off', JPEG.subarray(0, 22)],
  ])('is not signed by %s', async (_, bytes) => {
    const { clientId, accountIds } = await desk.addClient();
    const attachment = await desk.file('signed', bytes);
    const input = { clientId, versionId, accountIds, happenedAt: CALLED, note: '', attachment };
    await expect(desk.acks.signed(input, CALL)).rejects.toMatchObject({ code: 'attachment_damaged' });
    expect(await desk.proofs(clientId)).toEqual([]);
  });
});

describe('a table of ticks', () => {
  const importing = async (content: string | Uint8Array, everyRowTicked = false) => {
    const input = { fileRef: await desk.file('orders.csv', content), packId: desk.packId, versionId, everyRowTicked };
    const preview = await desk.acks.previewTicks(input, CALL);
    const before = await desk.core.db.read.selectFrom('evidence').select('id').execute();
    const done = await desk.result(desk.acks.importTicks(input, CALL));
    const after = await desk.core.db.read.selectFrom('evidence').select('id').execute();
    expect(done.result).toEqual(preview);
    expect(after).toHaveLength(before.length + preview.add);
    return preview;
  };

  it('is proof with the row, the moment and the address it came from', async () => {
    const { clientId } = await desk.addClient({ number: '1001' });
    const result = await importing('Client ID,Date,IP Address,I agree,Accept TOS\n1001,2026-11-20 14:03:22,203.0.113.5,x,Yes\n');
    expect(result).toMatchObject({
      add: 1,
      already: 0,
      reject: 0,
      rows: [{ line: 2, verdict: 'add', clientName: 'Boulangerie 1', domain: 'site1.example', tickedAt: '2026-11-20T13:03:22.000Z' }],
    });
    expect(await desk.proofs(clientId)).toMatchObject([
      { rung: 'ticked_at_order', origin: 'import', author: 'Léa', note: '#2 · 203.0.113.5 · 1001 | 2026-11-20 14:03:22 | 203.0.113.5 | x | Yes' },
    ]);
    expect(await desk.acks.ofClient({ clientId }, CALL)).toMatchObject([{ accounts: [{ state: 'current', acknowledged: { rung: 'ticked_at_order' } }] }]);
  });

  it('is recorded once', async () => {
    await desk.addClient({ number: '1001' });
    const table = 'numéro client;coché le\n1001;20/11/2026 14:03\n1001;20/11/2026 14:03\n';
    expect(await importing(table)).toMatchObject({ add: 1, already: 1 });
    expect(await importing(table)).toMatchObject({ add: 0, already: 2 });
  });

  it.each([
    ['English', 'Email,Accepted at\n', ',2026-11-20T14:03:00Z\n'],
    ['French', 'Courriel;Accepté le\n', ';20/11/2026 15:03\n'],
    ['Russian', 'Эл. почта\tДата согласия\n', '\t20.11.2026 15:03\n'],
    ['American', 'E-mail,Agreed On\n', ',11/20/2026 3:03 PM\n'],
    ['with an offset', 'email,tos accepted at\n', ',2026-11-20 18:03:00+04:00\n'],
  ])('is understood in %s', async (_, heading, rest) => {
    const { email } = await desk.addClient();
    expect(await importing(`${heading}${email}${rest}`)).toMatchObject({ add: 1, rows: [{ tickedAt: '2026-11-20T14:03:00.000Z' }] });
  });

  it('says of every row what becomes of it', async () => {
    const one = await desk.addClient({ number: '1', accounts: [{ mainDomain: 'one.example' }, { mainDomain: 'uno.example', otherDomains: ['more.example'] }] });
    await desk.addClient({ number: '2', contact: { email: one.email } });
    const next = await desk.publish();
    const rows = [
      ['1', '', 'one.example', '2026-11-01', 'yes', '1'],
      ['', '', 'more.example', '2026-11-01', 'oui', 'v2'],
      ['1', '', '', '2026-11-02', 'да', ''],
      ['', one.email, '', '2026-11-01', '1', ''],
      ['99', '', '', '2026-11-01', '1', ''],
      ['', '', 'unknown.example', '2026-11-01', '1', ''],
      ['1', '', 'other.example', '2026-11-01', '1', ''],
      ['1', '', '', '', '1', ''],
      ['1', '', '', 'soon', '1', ''],
      ['1', '', '', '2027-01-01', '1', ''],
      ['1', '', '', '2026-11-01', 'no', ''],
      ['1', '', '', '2026-11-01', '', ''],
      ['1', '', '', '2026-11-01', '1', '7'],
      ['1', '', '', '2026-11-01', '1', 'draft'],
    ];
    const table = ['client number;email;domain;accepted at;accepted;version', ...rows.map((row) => row.join(';'))].join('\n');
    const result = await importing(`${table}\n;;;;;\n`);
    expect(result.rows.map(({ verdict, reason }) => reason ?? verdict)).toEqual([
      'add',
      'add',
      'add',
      'ambiguous',
      'client_unknown',
      'client_unknown',
      'account_unknown',
      'date_missing',
      'date_wrong',
      'date_in_future',
      'not_ticked',
      'not_ticked',
      'version_unknown',
      'version_unknown',
    ]);
    const proofs = await desk.proofs(one.clientId);
    expect(proofs.map((proof) => [proof.version_id === next, proof.domains])).toEqual([
      [false, '["one.example"]'],
      [true, '["uno.example","more.example"]'],
      [false, '["one.example","uno.example","more.example"]'],
    ]);
  });

  it('may be a workbook', async () => {
    await desk.addClient({ number: '1001' });
    const bytes = await spreadsheets.write('Orders', [
      ['Orders of November', ''],
      ['Номер клиента', 'Дата согласия'],
      ['1001', '20.11.2026'],
    ]);
    expect(await importing(bytes)).toMatchObject({ add: 1, rows: [{ line: 3 }] });
  });

  it.each([
    ['Client ID,IP\n1,1.2.3.4\n', 'date de'],
    ['Date,IP\n2026-11-20,1.2.3.4\n', 'numéro de client, courriel ou domaine'],
    ['a,b\n1,2\n', 'numéro de client'],
  ])('is refused without what it needs: %s', async (content, missing) => {
    await desk.set('language', 'fr');
    const input = { fileRef: await desk.file('orders.csv', content), packId: desk.packId, versionId, everyRowTicked: false };
    const words = missing === 'date de' ? 'date à laquelle' : missing;
    await expect(desk.acks.previewTicks(input, CALL)).rejects.toMatchObject({
      code: 'ticks_columns_missing',
      params: { missing: expect.stringContaining(words) },
    });
  });

  it('is refused where it cannot belong', async () => {
    const fileRef = await desk.file('orders.csv', 'client id,date\n1,2026-11-20\n');
    const id = desk.core.ids.next();
    await expect(desk.acks.previewTicks({ fileRef, packId: PackId.parse(id), versionId, everyRowTicked: false }, CALL)).rejects.toMatchObject({
      code: 'pack_not_found',
    });
    await expect(desk.acks.previewTicks({ fileRef, packId: desk.packId, versionId: VersionId.parse(id), everyRowTicked: false }, CALL)).rejects.toMatchObject({
      code: 'version_not_found',
    });
    const empty = await desk.file('orders.csv', '');
    await expect(desk.acks.previewTicks({ fileRef: empty, packId: desk.packId, versionId, everyRowTicked: false }, CALL)).rejects.toMatchObject({
      code: 'file_empty',
    });
  });
});
