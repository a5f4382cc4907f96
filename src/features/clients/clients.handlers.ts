import type { Told } from '../../contract/clients.ts';
import { fail } from '../../contract/fail.ts';
import type { Handlers } from '../../contract/handlers.ts';
import type { Contract } from '../../contract/index.ts';
import type { ReadDb } from '../../db/db.ts';
import { dateIn } from '../../shared/calendar.ts';
import { csvOf, guardTextCell, listSeparator } from '../../shared/cells.ts';
import type { Core } from '../core.ts';
import { accountsOwnedBy, clientCard } from './card.repo.ts';
import { createClient, updateClient } from './edit.repo.ts';
import { EXPORT_FIELDS, exportRows } from './export.rules.ts';
import { type Counts, countSuppressions, findMatches, listIds, type Matches, type Page, rowsOf } from './list.repo.ts';
import { packLabels } from './pack.repo.ts';
import { loadRecords } from './record.repo.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const EXPORT_SLICE = 1000;
/** Filters whose matches are remembered until something is committed. */
const REMEMBERED_FILTERS = 16;

/** Counting touches every client; it is done once for each filter and state of the database. */
function rememberedMatches(core: Core): (page: Pick<Page, 'filter' | 'now'>) => Promise<Matches> {
  const known = new Map<string, Promise<Matches>>();
  let standing = '';
  return async ({ filter, now }) => {
    // A block that comes to its end is no commit.
    const stands = `${await core.db.revision()} ${await countSuppressions(core.db.read, now)}`;
    if (stands !== standing) known.clear();
    standing = stands;
    const key = JSON.stringify({ ...filter, told: [] });
    const found = known.get(key) ?? findMatches(core.db.read, { filter, now });
    known.set(key, found);
    found.catch(() => known.delete(key));
    const oldest = known.keys().next().value;
    if (known.size > REMEMBERED_FILTERS && oldest !== undefined) known.delete(oldest);
    return found;
  };
}

function totalOf(counts: Counts, told: readonly Told[]): number {
  const shown = Object.entries(counts).filter(([state]) => told.length === 0 || told.some((each) => each === state));
  return shown.reduce((sum, [, count]) => sum + count, 0);
}

/** Client list, cards, editing and the list as a file. */
export function clientsHandlers(core: Core): Handlers<Contract['clients']> {
  const matchesOf = rememberedMatches(core);
  const card = (id: string) => clientCard(core.db.read, id, { now: core.clock.now(), timeZone: core.clock.timeZone() });
  return {
    list: async ({ offset, limit, ...order }) => {
      const now = core.clock.now();
      const matches = await matchesOf({ filter: order.filter, now });
      const ids = await listIds(core.db.read, { ...order, now }, { matches, page: { offset, limit } });
      return { total: totalOf(matches.counts, order.filter.told), rows: await rowsOf(core.db.read, ids, now), counts: matches.counts };
    },
    get: ({ id }) => card(id),
    accounts: ({ clientIds }) => accountsOwnedBy(core.db.read, clientIds),
    create: async (input) => {
      const id = await core.db.write((tx) => createClient(core, tx, input));
      core.changed('clients', 'notices', 'evidence');
      return card(id);
    },
    update: async (input) => {
      await core.db.write((tx) => updateClient(core, tx, input));
      core.changed('clients', 'notices', 'evidence');
      return card(input.id);
    },
    export: (input, { signal }) => exportList(core, input, signal),
  };
}

type ExportInput = Parameters<Handlers<Contract['clients']>['export']>[0];

async function* exportList(
  core: Core,
  { format, language, filter }: ExportInput,
  signal: AbortSignal | undefined,
): ReturnType<Handlers<Contract['clients']>['export']> {
  const db: ReadDb = core.db.read;
  const ids = await listIds(db, { filter, now: core.clock.now(), sort: 'name', descending: false }, { matches: null, page: null });
  const packs = await packLabels(db);
  const rows = [EXPORT_FIELDS.map((field) => core.texts.t(language, `import:columns.${field}`))];
  for (let start = 0; start < ids.length; start += EXPORT_SLICE) {
    if (signal?.aborted === true) throw fail('cancelled', {});
    const slice = ids.slice(start, start + EXPORT_SLICE);
    const byId = new Map((await loadRecords(db, slice)).map((record) => [record.id, record]));
    for (const id of slice) {
      const record = byId.get(id);
      if (record !== undefined) rows.push(...exportRows(record, packs));
    }
    yield { kind: 'progress', phase: 'writing', done: start + slice.length, total: ids.length };
    await core.clock.yield();
  }
  const name = `${core.texts.t(language, 'import:files.clients')} ${dateIn(core.clock.now(), core.clock.timeZone())}.${format}`;
  const bytes =
    format === 'csv'
      ? core.codec.encodeUtf8(csvOf(rows, listSeparator(language)))
      : await core.spreadsheets.write(
          core.texts.t(language, 'import:files.clients'),
          rows.map((row) => row.map(guardTextCell)),
        );
  const file = await core.files.put(name, format === 'csv' ? 'text/csv' : XLSX, bytes);
  yield { kind: 'done', result: { fileRef: file.ref, rows: rows.length - 1 } };
}
