import { z } from 'zod';
import type { ReadDb, WriteDb } from '../../db/db.ts';
import { parseJson } from '../../shared/json.ts';
import type { Core } from '../core.ts';
import { appendLedger } from './append.ts';
import type { LedgerSubjects } from './subjects.ts';

/** Rows of one transaction: short enough that sending does not wait. */
const BATCH = 200;

const Opened = z.object({ older: z.number() });

/**
 * Opens the ledger when it has no row yet, and takes in the proofs that were there before it: as many as its first row counts. A proof that has no
 * row although the ledger was open is not taken in: that is a fault for the check to name.
 */
export async function openLedger(core: Core, subjects: LedgerSubjects): Promise<void> {
  let adopted = 0;
  for (;;) {
    const taken = await core.db.write((tx) => adoptBatch(core, subjects, tx));
    adopted += taken;
    if (taken < BATCH) break;
    await core.clock.yield();
  }
  if (adopted > 0) core.changed('ledger', 'evidence');
}

async function adoptBatch(core: Core, subjects: LedgerSubjects, tx: WriteDb): Promise<number> {
  const left = await leftToAdopt(core, tx);
  if (left <= 0) return 0;
  const rows = await withoutRow(tx).select('evidence.id').orderBy('evidence.recorded_at').orderBy('evidence.id').limit(Math.min(BATCH, left)).execute();
  for (const { id } of rows) {
    await appendLedger(core, tx, { kind: 'evidence_adopted', subjectId: id, payload: await subjects.evidence(core.hasher, tx, id) });
  }
  return rows.length;
}

async function leftToAdopt(core: Core, tx: WriteDb): Promise<number> {
  const first = () => tx.selectFrom('ledger').select('payload').where('seq', '=', 1).executeTakeFirst();
  if ((await first()) === undefined) await appendLedger(core, tx, { kind: 'opened', subjectId: '', payload: {} });
  // Whatever became of the first row, the check will say; nothing is taken in on its word then.
  const older = Opened.safeParse(parseJson((await first())?.payload ?? ''));
  // Nearly every ledger began with nothing before it: those need no look through all rows at every start.
  if (!older.success || older.data.older === 0) return 0;
  const { adopted } = await tx
    .selectFrom('ledger')
    .where('kind', '=', 'evidence_adopted')
    .select((eb) => eb.fn.countAll<number>().as('adopted'))
    .executeTakeFirstOrThrow();
  return older.data.older - adopted;
}

/** Proofs no row of the ledger speaks of. */
export function withoutRow(db: ReadDb) {
  return db
    .selectFrom('evidence')
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('ledger')
            .select('ledger.seq')
            .whereRef('ledger.subject_id', '=', 'evidence.id')
            .where('ledger.kind', 'in', ['evidence_added', 'evidence_adopted']),
        ),
      ),
    );
}
