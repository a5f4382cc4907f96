import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { IncidentSubject } from '../../src/contract/incidents.ts';
import { openIncident } from '../../src/features/incidents/index.ts';
import { BatchId, ClientId, openWorkspace, PreviewId, type Workspace } from './workspace.ts';

let work: Workspace;
beforeEach(async () => {
  work = await openWorkspace();
});
afterEach(() => work.close());

const LIST = ['number;company;email;domain;plan', '1;Alpha;a@alpha.example;alpha.example;S', '2;Beta;b@beta.example;beta.example;M', ''].join('\n');

async function sendNoticeTo(clientId: string): Promise<void> {
  await work.core.db.write(async (tx) => {
    const version = {
      id: 'v',
      host_id: work.hostId,
      kind: 'notice',
      number: 1,
      effective_on: '2026-01-01',
      material: 1,
      changelog: '',
      author: '',
      published_at: 1,
      sha256: '',
      basis: '',
    };
    const published = await tx.selectFrom('policy_version').select('id').where('id', '=', 'v').executeTakeFirst();
    if (published === undefined) await tx.insertInto('policy_version').values(version).execute();
    await tx
      .insertInto('notice')
      .values({
        id: `n-${clientId}`,
        client_id: clientId,
        contact_id: 'c',
        host_id: work.hostId,
        version_id: 'v',
        kind: 'notice',
        language: 'fr',
        fallback: 0,
        transport: 'practice',
        content_sha256: '',
        content: '{}',
        pdf: new Uint8Array(),
        domains: '[]',
        withdrawn_at: null,
        created_at: 1,
      })
      .execute();
  });
}

describe('rejects, undo, cancel', () => {
  it.each(['en', 'fr', 'ru'] as const)('hands the rejected rows back in %s, to be mended and imported again', async (language) => {
    const text = 'number;email;company\n1;a@b.example;Good\n2;nonsense;=Bad\n3;;Nobody\n';
    const preview = await work.previewText(text);
    await work.apply(preview);
    const { fileRef, rows } = await work.imports.rejects({ previewId: preview.previewId, language }, work.call);
    expect(rows).toBe(2);
    const { bytes } = await work.core.files.bytes(work.fileRef(fileRef));
    const file = Buffer.from(bytes).toString('utf8');
    expect(file).toContain(`'=Bad`);
    const mended = file.replace('nonsense', 'c@d.example');
    const again = await work.previewFile(Buffer.from(mended));
    expect(again.totals).toMatchObject({ create: 1, reject: 1 });
    expect((await work.rowsOf(again))[0]).toMatchObject({ name: '=Bad', email: 'c@d.example' });
  });

  it('takes a batch back: created clients go, changed ones are what they were', async () => {
    const first = await work.importText(LIST);
    const before = await work.dump();
    work.clock.jump(1000);
    const second = await work.importText(
      'number;company;email;domain;plan\n1;Alpha 2;a@alpha.example;alpha.example;XL\n1;;a@alpha.example;more.example;S\n9;New;n@n.example;n.example;S\n',
    );
    expect(await work.imports.undo({ batchId: second.batchId }, work.call)).toEqual({ removed: 1, restored: 1 });
    expect({ ...(await work.dump()), batches: [] }).toEqual({ ...before, batches: [] });
    await expect(work.imports.undo({ batchId: second.batchId }, work.call)).rejects.toMatchObject({ code: 'batch_already_undone' });
    expect(await work.imports.undo({ batchId: first.batchId }, work.call)).toEqual({ removed: 2, restored: 0 });
    expect((await work.dump()).clients).toEqual([]);
    const batches = await work.imports.batches({}, work.call);
    expect(batches.map(({ id, undoneAt }) => [id, undoneAt !== null])).toEqual([
      [second.batchId, true],
      [first.batchId, true],
    ]);
    await expect(work.imports.undo({ batchId: BatchId.parse(work.core.ids.next()) }, work.call)).rejects.toMatchObject({ code: 'batch_not_found' });
  });

  it('refuses to take back clients who were sent a notice, and names five', async () => {
    const rows = Array.from({ length: 7 }, (_, index) => `Client ${index};c${index}@b.example`);
    const { batchId } = await work.importText(['company;email', ...rows].join('\n'));
    for (const { id } of (await work.dump()).clients) await sendNoticeTo(id);
    const before = await work.dump();
    await expect(work.imports.undo({ batchId }, work.call)).rejects.toMatchObject({
      code: 'batch_has_evidence',
      params: { count: 7, clients: 'Client 0, Client 1, Client 2, Client 3, Client 4' },
    });
    expect(await work.dump()).toEqual(before);
  });

  it('refuses to take back clients who stand in a case, and takes those back who were only put right', async () => {
    const { batchId } = await work.importText(LIST);
    const clients = new Map((await work.dump()).clients.map(({ id, number }) => [number, id]));
    const clientId = clients.get('2');
    if (clientId === undefined) throw new Error('There is no second client');
    const subject = IncidentSubject.parse({ kind: 'listing', listed: '192.0.2.7', list: 'Spamhaus ZEN' });
    await openIncident(work.core, { packId: work.packId, subject, concerned: [{ clientId: ClientId.parse(clientId) }], note: '' });
    await expect(work.imports.undo({ batchId }, work.call)).rejects.toMatchObject({ code: 'batch_in_cases', params: { count: 1, clients: 'Beta' } });
    work.clock.jump(1000);
    const second = await work.importText('number;company;email;domain;plan\n2;Beta 2;b@beta.example;beta.example;M\n');
    expect(await work.imports.undo({ batchId: second.batchId }, work.call)).toEqual({ removed: 0, restored: 1 });
  });

  it('refuses to take back what was changed since: what was done then would be lost', async () => {
    const first = await work.importText(LIST);
    work.clock.jump(1000);
    const second = await work.importText('number;company;email;domain;plan\n1;Alpha 2;a@alpha.example;alpha.example;XL\n');
    await expect(work.imports.undo({ batchId: first.batchId }, work.call)).rejects.toMatchObject({
      code: 'batch_changed_since',
      params: { count: 1, clients: 'Alpha 2' },
    });
    work.clock.jump(1000);
    await work.core.db.write((tx) => tx.updateTable('client').set({ note: 'by hand', changed_at: work.clock.now() }).where('number', '=', '1').execute());
    await expect(work.imports.undo({ batchId: second.batchId }, work.call)).rejects.toMatchObject({ code: 'batch_changed_since' });
  });

  it('leaves nothing half done when it is cancelled or its reader goes away', async () => {
    const rows = Array.from({ length: 5000 }, (_, index) => `c${index}@b.example`);
    const preview = await work.previewText(['email', ...rows].join('\n'));
    const cancel = new AbortController();
    const cancelled = work.imports.apply({ previewId: preview.previewId }, { signal: cancel.signal });
    await expect(
      (async () => {
        for await (const event of cancelled) if (event.kind === 'progress' && event.done > 0) cancel.abort();
      })(),
    ).rejects.toMatchObject({ code: 'cancelled' });
    for await (const event of work.imports.apply({ previewId: preview.previewId }, work.call)) if (event.kind === 'progress' && event.done > 0) break;
    expect((await work.dump()).clients).toEqual([]);
    await work.apply(preview);
    expect((await work.dump()).clients).toHaveLength(5000);
  });

  it('keeps the newest four previews and tells when one is gone', async () => {
    const first = await work.previewText('email\na@b.example');
    for (let index = 0; index < 4; index++) await work.previewText('email\na@b.example');
    await expect(work.rowsOf(first)).rejects.toMatchObject({ code: 'preview_not_found' });
    await expect(work.imports.rejects({ previewId: PreviewId.parse(work.core.ids.next()), language: 'en' }, work.call)).rejects.toMatchObject({
      code: 'preview_not_found',
    });
  });
});
