import type { TickRow } from '../../contract/acknowledgements.ts';
import { fail } from '../../contract/fail.ts';
import type { Handlers } from '../../contract/handlers.ts';
import type { Contract } from '../../contract/index.ts';
import type { ReadDb } from '../../db/db.ts';
import type { Core } from '../core.ts';
import { readAuthor } from '../settings/index.ts';
import { saysTicked } from './ticks.rules.ts';
import { type JudgedTick, judgeTick, openTicks, recordTick, type Ticks, type TicksInput } from './ticks.ts';

/** Rows judged, and recorded, in one go. */
const SLICE = 100;

/** Counts rows, and knows those that say what an earlier row of the same table said. */
class Count {
  readonly #seen = new Set<string>();
  readonly #rows: TickRow[] = [];

  /** The row as it counts: a repetition was recorded by the row before. */
  settle(judged: JudgedTick): JudgedTick {
    const { proof } = judged;
    if (proof === null) return judged;
    const keys = proof.accounts.map(({ id }) => `${id} ${proof.versionId} ${proof.happenedAt}`);
    const repeated = keys.every((key) => this.#seen.has(key));
    for (const key of keys) this.#seen.add(key);
    return repeated ? { row: { ...judged.row, verdict: 'already', reason: null }, proof: null } : judged;
  }

  add({ row }: JudgedTick): void {
    this.#rows.push(row);
  }

  result({ table }: Ticks) {
    const of = (verdict: TickRow['verdict']): number => this.#rows.filter((row) => row.verdict === verdict).length;
    return { add: of('add'), already: of('already'), reject: of('reject'), rows: this.#rows, columns: [...table.columns], tickColumn: saysTicked(table) };
  }
}

interface Slice {
  readonly ticks: Ticks;
  readonly start: number;
  readonly count: Count;
}

async function judgeSlice(core: Core, db: ReadDb, { ticks, start, count }: Slice): Promise<JudgedTick[]> {
  const now = { at: core.clock.now(), timeZone: core.clock.timeZone() };
  const judged: JudgedTick[] = [];
  for (const record of ticks.table.data.slice(start, start + SLICE)) {
    const one = await judgeTick(db, ticks, { record, now });
    if (one !== null) judged.push(count.settle(one));
  }
  return judged;
}

/** What importing a table of ticks would do. Writes nothing. Throws what `openTicks` throws. */
export async function previewTicks(core: Core, input: TicksInput, signal: AbortSignal | undefined): Promise<ReturnType<Count['result']>> {
  const ticks = await openTicks(core, input, signal);
  const count = new Count();
  for (let start = 0; start < ticks.table.data.length; start += SLICE) {
    if (signal?.aborted === true) throw fail('cancelled', {});
    for (const judged of await judgeSlice(core, core.db.read, { ticks, start, count })) count.add(judged);
    await core.clock.yield();
  }
  return count.result(ticks);
}

type ImportTicks = Handlers<Contract['acknowledgements']>['importTicks'];

/** Records the ticks, a hundred rows to a transaction: whoever stops keeps what was recorded, and the same table again adds only the rest. */
export async function* importTicks(core: Core, input: TicksInput, signal: AbortSignal | undefined): ReturnType<ImportTicks> {
  const ticks = await openTicks(core, input, signal);
  const count = new Count();
  const total = ticks.table.data.length;
  for (let start = 0; start < total; start += SLICE) {
    yield { kind: 'progress', phase: 'writing', done: start, total };
    if (signal?.aborted === true) throw fail('cancelled', {});
    await core.db.write(async (tx) => {
      const author = await readAuthor(core, tx);
      for (const judged of await judgeSlice(core, tx, { ticks, start, count })) {
        if (judged.proof !== null) await recordTick(core, tx, { proof: judged.proof, ticks, author });
        count.add(judged);
      }
    });
    core.changed('evidence', 'clients', 'notices', 'ledger');
    await core.clock.yield();
  }
  yield { kind: 'done', result: count.result(ticks) };
}
