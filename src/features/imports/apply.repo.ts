import type { z } from 'zod';
import { fail } from '../../contract/fail.ts';
import type { Totals } from '../../contract/imports.ts';
import type { WriteDb } from '../../db/db.ts';
import { saveRecords } from '../clients/index.ts';
import type { Core } from '../core.ts';
import { readAuthor } from '../settings/index.ts';
import { loadBase } from './base.repo.ts';
import { judge, type Plan, samePlan } from './judge.rules.ts';
import { rememberMapping } from './mapping.repo.ts';
import { refuseCancelled, stampOf } from './prepare.ts';
import type { Prepared } from './previews.ts';

const SLICE = 1000;

/** How the caller follows and ends the work. */
export interface Watch {
  report(done: number, total: number): void;
  readonly stop: () => boolean;
  readonly signal: AbortSignal | undefined;
}

/** What is carried out, and who watches. */
interface Application {
  readonly prepared: Prepared;
  readonly watch: Watch;
}

async function pause(core: Core, watch: Watch): Promise<void> {
  await core.clock.yield();
  refuseCancelled(watch.signal);
  if (watch.stop()) throw fail('cancelled', {});
}

async function judgeAgain(core: Core, tx: WriteDb, run: Application & { readonly batchId: string }): Promise<Plan> {
  const { prepared } = run;
  const base = await loadBase(tx, prepared.reads);
  const judging = judge(prepared.reads, { base, choices: prepared.options, stamp: stampOf(core, prepared.options, run) });
  for (;;) {
    const step = judging.next();
    if (step.done === true) return step.value;
    await pause(core, run.watch);
  }
}

/**
 * Carries a preview out inside one transaction: judges again against what is there now, refuses with `preview_stale` if a single row would
 * fare otherwise, then stores everything. Throws `nothing_to_import` when no client would change.
 */
export async function applyPreview(core: Core, tx: WriteDb, application: Application): Promise<{ batchId: string; totals: z.infer<typeof Totals> }> {
  const { prepared, watch } = application;
  const batchId = core.ids.next();
  const plan = await judgeAgain(core, tx, { ...application, batchId });
  if (!samePlan(prepared.rows, plan.rows)) throw fail('preview_stale', {});
  if (plan.saves.length === 0) throw fail('nothing_to_import', {});
  const now = core.clock.now();
  await tx
    .insertInto('import_batch')
    .values({
      id: batchId,
      file_name: prepared.preview.fileName,
      file_sha256: prepared.preview.sha256,
      pack_id: prepared.options.packId,
      author: await readAuthor(core, tx),
      totals: JSON.stringify(plan.totals),
      imported_at: now,
      undone_at: null,
    })
    .execute();
  for (let start = 0; start < plan.saves.length; start += SLICE) {
    const slice = plan.saves.slice(start, start + SLICE);
    await saveRecords(
      tx,
      slice.map(({ record }) => record),
    );
    await saveChanges(tx, batchId, { slice, start });
    watch.report(start + slice.length, plan.saves.length);
    await pause(core, watch);
  }
  await rememberMapping(tx, prepared.signature, { mapping: prepared.mapping, at: now });
  return { batchId, totals: plan.totals };
}

/** What changed clients were, so that it can be taken back. Created ones carry the batch themselves. */
async function saveChanges(tx: WriteDb, batchId: string, { slice, start }: { readonly slice: Plan['saves']; readonly start: number }): Promise<void> {
  const rows = slice.flatMap(({ before }, index) =>
    before === null ? [] : [{ batch_id: batchId, seq: start + index, client_id: before.id, action: 'changed', before: JSON.stringify(before) }],
  );
  if (rows.length > 0) await tx.insertInto('import_change').values(rows).execute();
}
