import type { z } from 'zod';
import { spreadsheets } from '../../src/adapters/spreadsheet.ts';
import { createTexts } from '../../src/adapters/texts.ts';
import { BatchId, ClientId, FileRef, HostId, PackId, PreviewId } from '../../src/contract/ids.ts';
import { ImportOptions, ImportPreview } from '../../src/contract/imports.ts';
import { clientsHandlers } from '../../src/features/clients/index.ts';
import { importsHandlers } from '../../src/features/imports/index.ts';
import type { Ports } from '../../src/ports/ports.ts';
import { openTestCore, type TestCore } from '../support/core.ts';

export { BatchId, ClientId, FileRef, HostId, PackId, PreviewId };

type Options = Partial<z.input<typeof ImportOptions>>;
type Preview = z.infer<typeof ImportPreview>;

/** The value of a stream's `done`, and the progress before it. */
export async function finish<R>(stream: AsyncIterable<{ kind: 'progress'; phase: string; done: number; total: number } | { kind: 'done'; result: R }>) {
  const phases: string[] = [];
  for await (const event of stream) {
    if (event.kind === 'done') return { result: event.result, phases };
    phases.push(event.phase);
  }
  throw new Error('The stream ended without a result');
}

/** One host with one pack, and the client and import functions on a real database. */
export async function openWorkspace(given: Partial<Ports> = {}) {
  const test: TestCore = openTestCore({ spreadsheets, texts: createTexts(), ...given });
  const { core } = test;
  const hostId = HostId.parse(core.ids.next());
  const packId = PackId.parse(core.ids.next());
  await core.db.write(async (tx) => {
    await tx.insertInto('host').values({ id: hostId, name: 'Host', preset_id: 'neutral', rules: '{}', created_at: 1 }).execute();
    await tx.insertInto('pack').values({ id: packId, host_id: hostId, name: 'Main pack', created_at: 1 }).execute();
  });
  const imports = importsHandlers(core);
  const clients = clientsHandlers(core);
  const call = { signal: undefined };
  const optionsOf = (options: Options) => ImportOptions.parse({ packId, language: 'fr', ...options });

  const previewFile = async (bytes: Uint8Array, options: Options = {}, name = 'list.csv'): Promise<Preview> => {
    const { ref } = await core.files.put(name, 'application/octet-stream', bytes);
    const { result } = await finish(imports.preview({ source: { fileRef: ref }, options: optionsOf(options) }, call));
    return ImportPreview.parse(result);
  };
  const previewText = async (text: string, options: Options = {}): Promise<Preview> => {
    const { result } = await finish(imports.preview({ source: { text }, options: optionsOf(options) }, call));
    return ImportPreview.parse(result);
  };
  const rowsOf = async (preview: Preview) => {
    const rows = [];
    for (let offset = 0; ; offset += 500) {
      const page = await imports.rows({ previewId: preview.previewId, verdicts: [], offset, limit: 500 }, call);
      rows.push(...page.rows);
      if (rows.length >= page.total) return rows;
    }
  };
  const apply = async (preview: Preview) => {
    const { result } = await finish(imports.apply({ previewId: preview.previewId }, call));
    return { batchId: BatchId.parse(result.batchId), totals: result.totals };
  };
  const importText = async (text: string, options: Options = {}) => apply(await previewText(text, options));
  const list = (filter: Record<string, unknown> = {}, more: Record<string, unknown> = {}) =>
    clients.list({ offset: 0, limit: 500, sort: 'name', descending: false, ...more, filter: { search: '', told: [], languages: [], ...filter } }, call);
  /** Everything stored about clients, for "nothing changed" and "as it was". */
  const dump = async () => {
    const read = core.db.read;
    return {
      clients: await read.selectFrom('client').selectAll().orderBy('id').execute(),
      contacts: await read.selectFrom('contact').selectAll().orderBy('id').execute(),
      accounts: await read.selectFrom('account').selectAll().orderBy('id').execute(),
      batches: await read.selectFrom('import_batch').select('id').execute(),
    };
  };
  const fileRef = (ref: string) => FileRef.parse(ref);
  return { ...test, fileRef, hostId, packId, imports, clients, call, optionsOf, previewFile, previewText, rowsOf, apply, importText, list, dump };
}

export type Workspace = Awaited<ReturnType<typeof openWorkspace>>;
