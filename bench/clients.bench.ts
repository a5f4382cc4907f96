import { uuidSource } from '../src/adapters/identity.ts';
import { systemClock } from '../src/adapters/system-clock.ts';
import { openWorkspace } from '../test/imports/workspace.ts';
import { measure, report, type Timing } from './measure.ts';

const CLIENTS = Number(process.argv[2] ?? 100_000);
const RUNS = Number(process.argv[3] ?? 20);

const work = await openWorkspace({ clock: systemClock, ids: uuidSource(systemClock) });
const rows = Array.from(
  { length: CLIENTS },
  (_, index) => `${index};Lefèvre & Co ${(index * 7919) % CLIENTS};p${index}@site${index}.example;site${index}.example`,
);
const preview = await work.previewFile(Buffer.from(['number;company;email;domain', ...rows].join('\n')));
await work.apply(preview);
await work.core.db.write((tx) =>
  tx
    .insertInto('policy_version')
    .values({
      id: 'v',
      host_id: work.hostId,
      kind: 'notice',
      number: 1,
      effective_on: '2026-01-01',
      material: 1,
      changelog: '{}',
      author: '',
      published_at: 1,
      sha256: '',
      basis: '',
    })
    .execute(),
);

/** Warm: what is asked was asked once before at the same state of the database. */
async function warm(filter: Record<string, unknown>, more: Record<string, unknown> = {}): Promise<Timing> {
  await work.list(filter, { limit: 100, ...more });
  return measure(RUNS, async () => {
    await work.list(filter, { limit: 100, ...more });
    return undefined;
  });
}

let touched = 0;
/** Cold: something was committed since. */
const cold = await measure(RUNS, async () => {
  await work.core.db.write((tx) =>
    tx
      .insertInto('setting')
      .values({ key: `touch-${++touched}`, value: '0' })
      .execute(),
  );
  await work.list({}, { limit: 100 });
  return undefined;
});
const firstPage = await warm({});
const lastPage = await warm({}, { offset: CLIENTS - 100 });
let typed = 0;
/** Every search is a new one, as while somebody types. */
const search = await measure(RUNS, async () => {
  await work.list({ search: `lefevre site${++typed * 31}.e` }, { limit: 100 });
  return undefined;
});
const due = await warm({ told: ['due'] });
report('clients', {
  clients: CLIENTS,
  firstPageMs: firstPage.cpuMs.median,
  searchMs: search.cpuMs.median,
  dueMs: due.cpuMs.median,
  firstPageAfterChangeMs: cold.cpuMs.median,
  firstPage,
  lastPage,
  search,
  due,
  cold,
});
await work.close();
