import { readFile, writeFile } from 'node:fs/promises';
import { spreadsheets } from '../../src/adapters/spreadsheet.ts';
import { nodeTextCodec } from '../../src/adapters/text-codec.ts';
import { listTableBytes, readList } from '../../src/app/check-list.ts';
import type { ListOrder, ListProgress, ListReader } from '../../src/ports/lists.ts';

async function atHand({ source, ...order }: ListOrder, progress: (now: ListProgress) => void, signal: AbortSignal | undefined) {
  signal?.throwIfAborted();
  const read = 'text' in source ? source : { bytes: await readFile(source.path) };
  return { source: read, order, ports: { codec: nodeTextCodec, spreadsheets }, progress };
}

/** Looks through lists by the same rules on this thread: starting one for every list would make tests wait. */
export const plainLists: ListReader = {
  check: async (order, progress, signal) => readList(await atHand(order, progress, signal)),
  async save({ target, ...order }, progress, signal) {
    const table = listTableBytes(await atHand(order, progress, signal), target);
    const written: Uint8Array[] = [];
    for (;;) {
      const piece = await table.next();
      if (piece.done === true) {
        await writeFile(target.path, Buffer.concat(written));
        return piece.value;
      }
      written.push(piece.value);
    }
  },
};
