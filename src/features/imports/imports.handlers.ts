import type { Progress } from '../../contract/common.ts';
import type { Handlers } from '../../contract/handlers.ts';
import type { Contract } from '../../contract/index.ts';
import { dateIn } from '../../shared/calendar.ts';
import { csvOf, listSeparator } from '../../shared/cells.ts';
import type { Core } from '../core.ts';
import { applyPreview, type Watch } from './apply.repo.ts';
import { prepare } from './prepare.ts';
import { type Prepared, Previews } from './previews.ts';
import { rejectRows } from './rejects.rules.ts';
import { listBatches, undoBatch } from './undo.repo.ts';

type ImportHandlers = Handlers<Contract['imports']>;

/** Import of client lists: preview, apply, rejects, undo. */
export function importsHandlers(core: Core): ImportHandlers {
  const previews = new Previews();
  return {
    preview: async function* (input, { signal }) {
      const prepared = yield* prepare(core, input, signal);
      previews.add(prepared);
      yield { kind: 'done', result: prepared.preview };
    },
    rows: async ({ previewId, verdicts, offset, limit }) => {
      const { rows } = previews.get(previewId);
      const chosen = verdicts.length === 0 ? rows : rows.filter(({ verdict }) => verdicts.includes(verdict));
      return { total: chosen.length, rows: chosen.slice(offset, offset + limit) };
    },
    apply: ({ previewId }, { signal }) => apply(core, () => previews.get(previewId), signal),
    rejects: async ({ previewId, language }) => {
      const t = (key: string): string => core.texts.t(language, `import:${key}`);
      const rows = rejectRows(previews.get(previewId), {
        line: t('line'),
        reason: t('reason'),
        reasonOf: (reason) => t(`reasons.${reason}`),
        column: (field) => t(`columns.${field}`),
      });
      const name = `${t('files.rejects')} ${dateIn(core.clock.now(), core.clock.timeZone())}.csv`;
      const file = await core.files.put(name, 'text/csv', core.codec.encodeUtf8(csvOf(rows, listSeparator(language))));
      return { fileRef: file.ref, rows: rows.length - 1 };
    },
    batches: () => listBatches(core.db.read),
    undo: async ({ batchId }) => {
      const result = await core.db.write((tx) => undoBatch(tx, batchId, core.clock.now()));
      core.changed('clients', 'notices', 'evidence');
      return result;
    },
  };
}

/** Runs the writing beside the stream, so that progress is told while the transaction is open; a stream that is dropped rolls it back. */
async function* apply(core: Core, find: () => Prepared, signal: AbortSignal | undefined): ReturnType<ImportHandlers['apply']> {
  const prepared = find();
  let latest: Progress = { kind: 'progress', phase: 'writing', done: 0, total: 0 };
  let told: Progress | null = null;
  let stopped = false;
  let settled = false;
  const watch: Watch = {
    report: (done, total) => {
      latest = { kind: 'progress', phase: 'writing', done, total };
    },
    stop: () => stopped,
    signal,
  };
  const work = core.db
    .write((tx) => applyPreview(core, tx, { prepared, watch }))
    .finally(() => {
      settled = true;
    });
  // Whoever drops the stream is not told; the failure is still handled where `work` is awaited.
  work.catch(() => {});
  try {
    while (!settled) {
      if (latest !== told) yield latest;
      told = latest;
      await core.clock.yield();
    }
    const result = await work;
    core.changed('clients', 'notices', 'evidence');
    yield { kind: 'done', result };
  } finally {
    stopped = true;
    await work.catch(() => {});
  }
}
