import { open, readFile } from 'node:fs/promises';
import { parentPort, workerData } from 'node:worker_threads';
import type { Problem } from '../adapters/log-messages.ts';
import { spreadsheets } from '../adapters/spreadsheet.ts';
import { nodeTextCodec } from '../adapters/text-codec.ts';
import { type ListAtHand, listTableBytes, readList } from '../app/check-list.ts';
import type { ListFindings, ListOrder, ListProgress, ListTarget } from '../ports/lists.ts';
import { AppError } from '../shared/app-error.ts';

/** What a thread is told: to look through a list, or also to write the table of what was found. */
export type ListTask = ListOrder & { readonly target: ListTarget | null };
export type FromList = { readonly progress: ListProgress } | { readonly findings: ListFindings } | { readonly saved: number } | { readonly problem: Problem };

const say = (message: FromList): void => parentPort?.postMessage(message);

async function look({ source, target, ...order }: ListTask): Promise<FromList> {
  const read = 'text' in source ? source : { bytes: await readFile(source.path) };
  const list = { source: read, order, ports: { codec: nodeTextCodec, spreadsheets }, progress: (progress: ListProgress) => say({ progress }) };
  return target === null ? { findings: await readList(list) } : { saved: await write(list, target) };
}

async function write(list: ListAtHand, { path, ...table }: ListTarget): Promise<number> {
  const file = await open(path, 'wx', 0o600);
  try {
    const pieces = listTableBytes(list, table);
    for (;;) {
      const piece = await pieces.next();
      if (piece.done === true) return piece.value;
      await file.writeFile(piece.value);
    }
  } finally {
    await file.close();
  }
}

function problemOf(error: unknown): Problem {
  if (error instanceof AppError) return { code: error.code, params: error.params, message: error.message };
  if (error instanceof Error && 'code' in error && error.code === 'ENOSPC') return { code: 'disk_full', params: {}, message: error.message };
  return { code: '', params: {}, message: error instanceof Error ? (error.stack ?? error.message) : String(error) };
}

say(await look(workerData).catch((error: unknown) => ({ problem: problemOf(error) })));
